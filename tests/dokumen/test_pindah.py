"""Evidence kept before there was this app: it moves over with its rows, and its file stays where it lies."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from akun.models import Pengguna
from tests.berkas_uji import PDF
from tests.kinerja.factories import buat_kantor

SEBELUM = [("kinerja", "0004_jejak_ke_alur"), ("kompetensi", "0004_tanggal_wajar")]
SESUDAH = [("kinerja", "0005_berkas"), ("kompetensi", "0005_berkas")]


def ke(titik: list[tuple[str, str]]) -> Any:
    """Bring the database to this point of its history; the models as they were then."""
    jalan = MigrationExecutor(connection)
    jalan.migrate(titik)
    return MigrationExecutor(connection).loader.project_state(titik).apps


@pytest.mark.mesin
@pytest.mark.django_db(transaction=True)
def test_kept_evidence_moves_over_without_losing_a_file(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    pegawai = buat_kantor().pegawai
    lama = ke(SEBELUM)
    ada, hilang = "bukti/2026/10/ada.pdf", "kompetensi/bukti/hilang.png"
    default_storage.save(ada, ContentFile(PDF))
    sidik = hashlib.sha256(PDF).hexdigest()
    bukti = lama.get_model("kinerja", "BuktiDukung").objects.create(
        pegawai_id=pegawai.pk,
        jenis="berkas",
        judul="Foto loket",
        berkas=ada,
        tipe="application/pdf",
        ukuran=len(PDF),
        sidik=sidik,
    )
    jenis = lama.get_model("kompetensi", "JenisPelatihan").objects.order_by("kode").first()
    belajar = [
        lama.get_model("kompetensi", "BelajarLuar").objects.create(
            pegawai_id=pegawai.pk,
            jenis=jenis,
            judul="Seminar",
            penyelenggara="USU",
            tanggal_selesai="2026-05-20",
            jp=4,
            bukti=nama,
        )
        for nama in (ada, hilang)
    ]

    baru = ke(SESUDAH)

    d = baru.get_model("kinerja", "BuktiDukung").objects.select_related("dokumen").get(pk=bukti.pk).dokumen
    assert (d.kode, str(d.berkas), d.sidik, d.subjek_kode, d.kelompok) == (bukti.kode, ada, sidik, pegawai.kode, "kinerja")
    assert d.pemilik_id == Pengguna.objects.get(pegawai=pegawai).pk
    rows = baru.get_model("kompetensi", "BelajarLuar").objects.filter(pk__in=[b.pk for b in belajar]).order_by("pk")
    assert [(str(b.dokumen.berkas), b.dokumen.sidik, b.dokumen.tipe) for b in rows.select_related("dokumen")] == [
        (ada, sidik, "application/pdf"),
        (hilang, "", "image/png"),
    ]
    assert default_storage.exists(ada)
