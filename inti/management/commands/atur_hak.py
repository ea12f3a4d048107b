"""Give the application's database role what it needs and no more. Run by the owner after `migrate`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

# Rows in these tables are written once: the application may add and read, never change or remove.
HANYA_TAMBAH = ("inti_catatankeputusan", "akun_catatanakses", "kompetensi_catatanjp", "pghistory_context")

# Tables that an import fills at once, and measures afterwards (pegawai.proyeksi).
DIUKUR = {
    "organisasi_jabatan", "pegawai_pegawai", "pegawai_nomorpegawai", "pegawai_riwayatstatus",
    "pegawai_riwayatgolongan", "pegawai_riwayatjabatan", "pegawai_riwayatpendidikan",
}  # fmt: skip


class Command(BaseCommand):
    help = "Memberi peran aplikasi hak yang perlu saja atas tabel-tabel; jejak perubahan hanya boleh ditambah."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("peran", nargs="?", default="sibolga_aplikasi", help="nama peran basis data yang dipakai aplikasi")

    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as kursor:
            peran = connection.ops.quote_name(options["peran"])
            kursor.execute("SELECT current_schema()")
            skema = connection.ops.quote_name(kursor.fetchone()[0])
            kursor.execute(f"GRANT USAGE ON SCHEMA {skema} TO {peran}")
            kursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {skema} TO {peran}")
            kursor.execute(f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA {skema} TO {peran}")
            tabel = connection.introspection.table_names(kursor)
            for nama in tabel:
                # SECURITY: history tables of django-pghistory end in 'event'.
                if nama.endswith("event") or nama in HANYA_TAMBAH:
                    kursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {skema}.{connection.ops.quote_name(nama)} FROM {peran}")
            kursor.execute("SHOW server_version_num")
            if int(kursor.fetchone()[0]) >= 170000:
                # ANALYZE after an import of thousands of people; older servers leave that to autovacuum.
                for nama in DIUKUR & set(tabel):
                    kursor.execute(f"GRANT MAINTAIN ON {skema}.{connection.ops.quote_name(nama)} TO {peran}")
            # pghistory adds to its context row while a request runs: it must update that one.
            kursor.execute(f"GRANT UPDATE ON {skema}.pghistory_context TO {peran}")
