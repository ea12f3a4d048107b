"""Evidence that comes after the entry: added by a correction, once, without a reason of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kinerja.models import SKP, BuktiDukung, KemajuanKerja
from tests.berkas_uji import PDF, unggahan
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import Kantor, catat, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")


@pytest.fixture(autouse=True)
def simpanan(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def skp(kantor: Kantor) -> SKP:
    return sepakati(kantor, kantor.pegawai)


def isian(**lain: Any) -> dict[str, Any]:
    return {"nilai": "40", "tanggal": "24-11-2026", "uraian": "", "alasan": ""} | lain


def test_evidence_is_added_to_what_was_recorded_and_counts_once(kantor: Kantor, masuk: Masuk, skp: SKP, simpanan: Path) -> None:
    catat(kantor, skp, nilai=40, bukti=False)
    lama = KemajuanKerja.objects.get()
    klien = masuk(kantor.pegawai)
    assert "Koreksi atau tambah bukti" in klien.get(url("kemajuan", skp.kode)).content.decode()

    for _klik in range(2):
        jawab = klien.post(url("koreksi", lama.kode), isian(berkas=unggahan("loket.pdf", PDF)))
        assert jawab.status_code == 302

    kini = KemajuanKerja.objects.get(diganti_at=None)
    assert (kini.menggantikan, kini.nilai, kini.berbukti, kini.alasan_koreksi) == (lama, 40, True, "bukti ditambahkan")
    assert [b.judul for b in kini.bukti.all()] == [skp.rencana.get().uraian]
    assert len([p for p in simpanan.rglob("*") if p.is_file()]) == BuktiDukung.objects.count() == 1


def test_a_correction_without_evidence_still_says_why(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    catat(kantor, skp, nilai=40, bukti=False)
    lama = KemajuanKerja.objects.get()

    jawab = masuk(kantor.pegawai).post(url("koreksi", lama.kode), isian(nilai="4"))

    assert jawab.status_code == 422
    assert jawab.context["form"].errors["alasan"]
    assert KemajuanKerja.objects.filter(diganti_at=None).get() == lama


def test_a_refused_correction_keeps_the_file(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    catat(kantor, skp, nilai=40, bukti=False)
    lama = KemajuanKerja.objects.get()

    jawab = masuk(kantor.pegawai).post(url("koreksi", lama.kode), isian(tanggal="", berkas=unggahan("loket.pdf", PDF)))

    assert "Berkas sudah terunggah: loket.pdf" in jawab.content.decode()
    assert not BuktiDukung.objects.exists()


def test_nobody_adds_evidence_to_the_entry_of_a_colleague(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    catat(kantor, skp, nilai=40, bukti=False)

    jawab = masuk(kantor.rekan).post(url("koreksi", KemajuanKerja.objects.get().kode), isian(tautan="https://contoh.invalid/a"))

    assert jawab.status_code == 404
    assert not BuktiDukung.objects.exists()
