"""Evidence of learning: odd files are answered in words, a failure leaves no file, a lost file is said kindly."""

from __future__ import annotations

import logging
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from inti import waktu
from kompetensi.models import BelajarLuar
from tests.berkas_uji import ANEH_TAPI_SAH, DITOLAK, LAIN_PDF, PDF, jpeg, unggahan
from tests.kompetensi.factories import HARI, ajukan_luar

ISI = {"judul": "Seminar yang saya ikuti", "penyelenggara": "USU", "jenis": 9, "tanggal_selesai": "20-5-2026", "jp": 4}


@pytest.fixture(autouse=True)
def hari_uji(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waktu, "today", lambda: HARI)


@pytest.fixture
def simpanan(kota: SimpleNamespace, tmp_path: Path) -> Path:
    """Where files of these tests lie (the fixture `kota` says so)."""
    return tmp_path


@pytest.fixture
def klien(kota: SimpleNamespace) -> Client:
    klien = Client()
    klien.force_login(kota.pegawai.akun, backend="akun.backends.NomorAtauEmailBackend")
    return klien


def kirim(klien: Client, berkas: Any, **lain: Any) -> Any:
    return klien.post(reverse("kompetensi:luar-ajukan"), ISI | ({"bukti": berkas} if berkas else {}) | lain)


def isi_folder(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file()]


@pytest.mark.parametrize("apa", [*DITOLAK, "tanpa berkas"])
def test_a_refused_file_says_what_to_do_and_keeps_what_was_typed(klien: Client, simpanan: Path, apa: str) -> None:
    jawab = kirim(klien, unggahan(*DITOLAK[apa]) if apa in DITOLAK else None)

    assert jawab.status_code == 422
    assert jawab.context["form"].errors["bukti"]
    assert "Seminar yang saya ikuti" in jawab.content.decode()
    assert isi_folder(simpanan) == []


@pytest.mark.parametrize("apa", ANEH_TAPI_SAH)
def test_an_odd_name_or_content_is_kept_under_a_name_of_ours(klien: Client, simpanan: Path, apa: str) -> None:
    assert kirim(klien, unggahan(*ANEH_TAPI_SAH[apa])).status_code == 302

    (tersimpan,) = isi_folder(simpanan)
    assert tersimpan.parent.parent.parent == simpanan / "dokumen"
    assert tersimpan.stem.isalnum()


@pytest.mark.parametrize("buntut", [b"", b"\xff\xd8\xff\xe1\x00\x0eExif\x00\x00GPS123"])
def test_a_photo_is_kept_without_the_place_where_it_was_taken(klien: Client, simpanan: Path, buntut: bytes) -> None:
    for _klik in range(2):
        assert kirim(klien, unggahan("foto.jpg", jpeg(buntut=buntut))).status_code == 302

    (tersimpan,) = isi_folder(simpanan)
    isi = tersimpan.read_bytes()
    assert b"GPS" not in isi
    assert b"Ponsel Uji" not in isi
    assert BelajarLuar.objects.count() == 1


def test_a_broken_photo_says_so_at_its_field(klien: Client) -> None:
    jawab = kirim(klien, unggahan("foto.jpg", jpeg()[:30]))

    assert jawab.status_code == 422
    assert "Foto ini rusak" in str(jawab.context["form"].errors["bukti"])


def test_of_two_files_one_is_kept(klien: Client, simpanan: Path) -> None:
    assert kirim(klien, [unggahan("a.pdf", PDF), unggahan("b.pdf", LAIN_PDF)]).status_code == 302
    assert len(isi_folder(simpanan)) == 1


def test_two_clicks_hand_in_once(klien: Client, simpanan: Path) -> None:
    for _klik in range(2):
        assert kirim(klien, unggahan("a.pdf", PDF)).status_code == 302

    assert BelajarLuar.objects.count() == len(isi_folder(simpanan)) == 1


def test_another_paper_for_the_same_seminar_is_asked_about_and_then_another_piece(klien: Client, simpanan: Path) -> None:
    kirim(klien, unggahan("a.pdf", PDF))

    tanya = kirim(klien, unggahan("b.pdf", LAIN_PDF))
    assert tanya.status_code == 422
    assert "Benar ada dua kegiatan?" in str(tanya.context["form"].errors["yakin"])
    lain_jp = kirim(klien, unggahan("b.pdf", LAIN_PDF), jp="7", judul=str(ISI["judul"]).upper())
    assert "Benar ada dua kegiatan?" in str(lain_jp.context["form"].errors["yakin"])
    assert BelajarLuar.objects.count() == 1

    ditanya = str(tanya.context["form"]["ditanya"].value())
    assert kirim(klien, unggahan("b.pdf", LAIN_PDF), yakin="on", ditanya=ditanya).status_code == 302
    assert BelajarLuar.objects.count() == 2


def test_a_crash_of_the_database_leaves_no_file(
    klien: Client, kota: SimpleNamespace, simpanan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gagal(*_args: Any, **_kwargs: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(BelajarLuar, "save", gagal)

    with pytest.raises(IntegrityError):
        ajukan_luar(kota.pegawai)
    assert isi_folder(simpanan) == []


def test_a_file_that_the_disk_lost_is_said_in_words_and_logged(
    klien: Client, kota: SimpleNamespace, caplog: pytest.LogCaptureFixture
) -> None:
    belajar = ajukan_luar(kota.pegawai)
    default_storage.delete(str(belajar.dokumen.berkas.name))

    with caplog.at_level(logging.ERROR):
        jawab = klien.get(reverse("kompetensi:luar-bukti", kwargs={"kode": belajar.kode}))

    assert jawab.status_code == 404
    assert "Beri tahu admin BKPSDM" in jawab.content.decode()
    assert str(belajar.dokumen.berkas.name) in caplog.text


def test_day_hours_and_file_are_refused_together(klien: Client) -> None:
    jawab = kirim(klien, unggahan("a.svg", b"<svg/>"), tanggal_selesai="1-1-2030", jp="4,5")

    assert {"bukti", "tanggal_selesai", "jp"} <= set(jawab.context["form"].errors)


def test_a_refused_form_keeps_its_evidence(klien: Client, simpanan: Path) -> None:
    jawab = kirim(klien, unggahan("surat.pdf", PDF), judul="")
    assert "Berkas sudah terunggah: surat.pdf" in jawab.content.decode()
    kode = jawab.context["form"].fields["bukti"].widget.tunggu.kode

    assert kirim(klien, None, bukti_tunggu=kode).status_code == 302
    assert BelajarLuar.objects.get().dokumen.kode == kode
    assert len(isi_folder(simpanan)) == 1
