"""Import of the employee list at the command line."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from akun import konteks
from impor import services
from impor.pegawai.periksa_daftar import laporan
from inti import waktu
from inti.errors import UseCaseError
from inti.tanggal import baca_tanggal


def tanggal(teks: str) -> date:
    """A day on the command line, in any of the usual forms."""
    hari = baca_tanggal(teks)
    if hari is None:
        raise ArgumentTypeError(f"'{teks}' bukan tanggal. Tulis seperti 2026-11-24.")
    return hari


class Command(BaseCommand):
    """script/manage impor_pegawai FILE --laporan OUT.json [--terapkan] [--per YYYY-MM-DD].

    Ends with 0 when the list was read, even where rows are refused; 1 when it can't be read; 2 for wrong usage.
    """

    help = "Periksa daftar pegawai (.xlsx atau .csv); dengan --terapkan juga simpan baris yang diterima."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, where to report, and whether to apply."""
        parser.add_argument("berkas", type=Path, help="daftar pegawai dalam susunan kolom sistem nasional")
        parser.add_argument("--laporan", type=Path, help="tulis putusan tiap baris ke berkas JSON ini")
        parser.add_argument(
            "--terapkan", action="store_true", help="simpan baris yang diterima; tanpa ini tidak ada yang ditulis"
        )
        parser.add_argument("--per", type=tanggal, default=None, help="tanggal daftar, misalnya 2026-11-24 (bawaan: hari ini)")

    def handle(self, *args: Any, berkas: Path, laporan: Path | None, terapkan: bool, per: date | None, **options: Any) -> None:
        """Judge the list, apply it if asked, and print one JSON line."""
        per = per or waktu.today()
        fungsi = services.import_berkas if terapkan else services.check_berkas
        try:
            hasil = fungsi(konteks=konteks.sistem(), berkas=berkas, per=per)
        except UseCaseError as error:
            self._cetak({"galat": error.message, "saran": error.fix})
            self.stderr.write(str(error))
            sys.exit(1)
        isi = self._laporkan(hasil, laporan)
        ringkas = {k: isi[k] for k in ("diterima", "baru", "berubah", "sama", "tidak_ada_di_berkas")}
        self._cetak(ringkas | {"ditolak": len(isi["ditolak"]), "peringatan": len(isi["peringatan"]), "diterapkan": terapkan})

    def _laporkan(self, hasil: Any, tujuan: Path | None) -> dict[str, Any]:
        isi = laporan(hasil)
        if tujuan:
            sementara = tujuan.with_name(f".{tujuan.name}.sementara")
            try:
                # Names and numbers of people: for the owner's eyes.
                with os.fdopen(os.open(sementara, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as keluar:
                    json.dump(isi, keluar, ensure_ascii=False, indent=1)
                sementara.replace(tujuan)
            except OSError as error:
                self.stderr.write(
                    f"Laporan tidak dapat ditulis ke {tujuan}: {error.strerror}. Pilih folder yang boleh Anda tulisi."
                )
                sys.exit(1)
        if isi["kolom_tidak_dikenal"]:
            self.stderr.write(f"Kolom yang tidak dikenal dan dilewati: {', '.join(isi['kolom_tidak_dikenal'])}")
        return isi

    def _cetak(self, isi: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(isi, ensure_ascii=False))
