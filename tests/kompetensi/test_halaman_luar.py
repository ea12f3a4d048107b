"""Pages of evidence of learning: what its sender and its officer find there, and what each click does or is told."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alur.models import Jejak
from inti import waktu
from kompetensi.models import BelajarLuar
from kompetensi.services import luar
from tests.akun.factories import konteks_of
from tests.berkas_uji import PDF, unggahan
from tests.formulir import isian
from tests.kompetensi.factories import HARI, ajukan_luar, konteks_pegawai

CATATAN = "JP pada sertifikat 4, bukan 6"


@pytest.fixture(autouse=True)
def hari_uji(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waktu, "today", lambda: HARI)


@pytest.fixture
def diajukan(kota: SimpleNamespace) -> BelajarLuar:
    """Evidence that waits for the officer."""
    hasil: BelajarLuar = ajukan_luar(kota.pegawai)
    return hasil


@pytest.fixture
def dikembalikan(kota: SimpleNamespace, diajukan: BelajarLuar) -> BelajarLuar:
    """Evidence that came back with a note."""
    return luar.return_belajar_luar(konteks=konteks_of(kota.pengelola, HARI), belajar=diajukan, alasan=CATATAN)


def masuk(orang: Any) -> Client:
    klien = Client()
    klien.force_login(getattr(orang, "akun", orang), backend="akun.backends.NomorAtauEmailBackend")
    return klien


def url(nama: str, obj: BelajarLuar) -> str:
    return reverse(f"kompetensi:{nama}", kwargs={"kode": obj.kode})


def segar(obj: BelajarLuar) -> BelajarLuar:
    return BelajarLuar.objects.get(pk=obj.pk)


def kembalikan_lagi(kota: SimpleNamespace, obj: BelajarLuar) -> BelajarLuar:
    """Handed in and sent back once more, from another window."""
    isi = {n: getattr(obj, n) for n in ("jenis", "judul", "penyelenggara", "tanggal_selesai", "jp")}
    lagi = luar.resubmit_belajar_luar(konteks=konteks_pegawai(kota.pegawai), belajar=obj, versi=obj.versi, **isi)
    return luar.return_belajar_luar(konteks=konteks_of(kota.pengelola, HARI), belajar=lagi, alasan="Judulnya juga keliru")


# --- the page of the evidence --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keadaan", "siapa", "tombol"),
    [
        ("diajukan", "pegawai", ["Tarik kembali"]),
        ("diajukan", "pengelola", ["Terima", "Kembalikan atau tolak"]),
        ("diajukan", "auditor", []),
        ("dikembalikan", "pegawai", ["Perbaiki dan ajukan lagi", "Tarik kembali"]),
        ("dikembalikan", "pengelola", []),
    ],
)
def test_the_page_draws_the_steps_that_would_be_allowed(
    kota: SimpleNamespace, request: pytest.FixtureRequest, keadaan: str, siapa: str, tombol: list[str]
) -> None:
    obj = request.getfixturevalue(keadaan)
    isi = masuk(getattr(kota, siapa)).get(url("luar", obj)).content.decode()

    semua = ["Terima", "Kembalikan atau tolak", "Perbaiki dan ajukan lagi", "Tarik kembali"]
    assert [t for t in semua if f">{t}<" in isi] == tombol


def test_the_page_says_where_it_stands_and_what_the_officer_wrote(kota: SimpleNamespace, dikembalikan: BelajarLuar) -> None:
    isi = masuk(kota.pegawai).get(url("luar", dikembalikan)).content.decode()

    assert CATATAN in isi
    assert "Perlu diperbaiki" in isi
    assert "Pegawai Satu" in isi


def test_a_stranger_finds_no_evidence(kota: SimpleNamespace, diajukan: BelajarLuar) -> None:
    assert masuk(kota.rekan).get(url("luar", diajukan)).status_code == 404


# --- correcting what came back -------------------------------------------------------------------------


def test_what_was_typed_stands_in_the_form_with_the_note(kota: SimpleNamespace, dikembalikan: BelajarLuar) -> None:
    jawab = masuk(kota.pegawai).get(url("luar-perbaiki", dikembalikan))

    assert (isian(jawab)["judul"], isian(jawab)["jp"]) == ("Seminar layanan publik", "6")
    assert CATATAN in jawab.content.decode()


def test_corrected_evidence_is_handed_in_again(kota: SimpleNamespace, dikembalikan: BelajarLuar) -> None:
    klien = masuk(kota.pegawai)
    alamat = url("luar-perbaiki", dikembalikan)

    jawab = klien.post(alamat, isian(klien.get(alamat), jp="4"), follow=True)

    assert "Bukti sudah diajukan lagi" in jawab.content.decode()
    assert (segar(dikembalikan).status, segar(dikembalikan).jp) == ("diajukan", 4)


def test_a_new_file_takes_the_place_of_the_old_one(kota: SimpleNamespace, dikembalikan: BelajarLuar) -> None:
    klien = masuk(kota.pegawai)
    alamat = url("luar-perbaiki", dikembalikan)

    klien.post(alamat, isian(klien.get(alamat), bukti=unggahan("baru.pdf", PDF)))

    assert segar(dikembalikan).dokumen_id != dikembalikan.dokumen_id


def test_a_refused_correction_keeps_what_was_typed(kota: SimpleNamespace, dikembalikan: BelajarLuar) -> None:
    klien = masuk(kota.pegawai)
    alamat = url("luar-perbaiki", dikembalikan)

    jawab = klien.post(alamat, isian(klien.get(alamat), judul="Seminar arsip", tanggal_selesai="1 Desember 2026"))

    assert jawab.status_code == 422
    assert "belum tiba" in jawab.content.decode()
    assert isian(jawab)["judul"] == "Seminar arsip"
    assert segar(dikembalikan).status == "dikembalikan"


def test_a_correction_of_a_stale_page_is_refused_once_and_counts_the_next_time(
    kota: SimpleNamespace, dikembalikan: BelajarLuar
) -> None:
    klien = masuk(kota.pegawai)
    alamat = url("luar-perbaiki", dikembalikan)
    lama = klien.get(alamat)
    kembalikan_lagi(kota, dikembalikan)

    ditolak = klien.post(alamat, isian(lama, judul="Seminar arsip"))

    assert (ditolak.status_code, isian(ditolak)["judul"]) == (409, "Seminar arsip")
    assert "berubah sejak Anda membukanya" in ditolak.content.decode()
    assert "Judulnya juga keliru" in ditolak.content.decode()
    assert klien.post(alamat, isian(ditolak)).status_code == 302
    assert segar(dikembalikan).judul == "Seminar arsip"


def test_what_waits_for_the_officer_is_not_corrected(kota: SimpleNamespace, diajukan: BelajarLuar) -> None:
    klien = masuk(kota.pegawai)

    assert klien.get(url("luar-perbaiki", diajukan)).headers["Location"] == url("luar", diajukan)
    assert klien.post(url("luar-perbaiki", diajukan), {"judul": "Lain"}).status_code == 422
    assert segar(diajukan).judul == "Seminar layanan publik"


def test_what_another_tab_handed_in_meanwhile_is_not_replaced_and_the_words_of_this_one_stay(
    kota: SimpleNamespace, dikembalikan: BelajarLuar
) -> None:
    klien = masuk(kota.pegawai)
    alamat = url("luar-perbaiki", dikembalikan)
    tab_satu = isian(klien.get(alamat), judul="Seminar arsip")
    tab_dua = isian(klien.get(alamat), jp="4")
    assert klien.post(alamat, tab_dua).status_code == 302

    jawab = klien.post(alamat, tab_satu)

    assert (jawab.status_code, isian(jawab)["judul"]) == (409, "Seminar arsip")
    assert "sedang diperiksa dengan isian lain" in jawab.content.decode()
    assert klien.post(alamat, tab_dua).status_code == 302, "a second click is no second tab"
    assert segar(dikembalikan).judul == "Seminar layanan publik"


def test_what_was_taken_back_meanwhile_is_said_with_the_words_that_were_typed(
    kota: SimpleNamespace, dikembalikan: BelajarLuar
) -> None:
    klien = masuk(kota.pegawai)
    alamat = url("luar-perbaiki", dikembalikan)
    tab_satu = isian(klien.get(alamat), judul="Seminar arsip")
    klien.post(url("luar-tarik", dikembalikan), {"versi": dikembalikan.versi})
    assert segar(dikembalikan).status == "ditarik"

    jawab = klien.post(alamat, tab_satu)

    assert jawab.status_code == 409
    assert "Seminar arsip" in jawab.content.decode()


def test_only_its_sender_corrects_it(kota: SimpleNamespace, dikembalikan: BelajarLuar) -> None:
    assert masuk(kota.rekan).get(url("luar-perbaiki", dikembalikan)).status_code == 404
    assert masuk(kota.rekan).post(url("luar-perbaiki", dikembalikan), {}).status_code == 404
    assert masuk(kota.pengelola).post(url("luar-perbaiki", dikembalikan), {}).status_code == 403


# --- taking it back ------------------------------------------------------------------------------------


def test_its_sender_takes_it_back_with_a_word(kota: SimpleNamespace, diajukan: BelajarLuar) -> None:
    isi = {"versi": diajukan.versi, "alasan": "Salah unggah"}

    jawab = masuk(kota.pegawai).post(url("luar-tarik", diajukan), isi, follow=True)

    assert "Bukti sudah ditarik" in jawab.content.decode()
    assert segar(diajukan).status == "ditarik"
    assert Jejak.objects.get(kode=diajukan.kode, aksi="tarik").alasan == "Salah unggah"


def test_taking_it_back_twice_leaves_one_line(kota: SimpleNamespace, diajukan: BelajarLuar) -> None:
    for _klik in range(2):
        jawab = masuk(kota.pegawai).post(url("luar-tarik", diajukan), {"versi": diajukan.versi}, follow=True)

    assert "Bukti sudah ditarik" in jawab.content.decode()
    assert Jejak.objects.filter(kode=diajukan.kode, aksi="tarik").count() == 1


def test_after_the_decision_there_is_nothing_to_take_back(kota: SimpleNamespace, diajukan: BelajarLuar) -> None:
    luar.decide_belajar_luar(konteks=konteks_of(kota.pengelola, HARI), belajar=diajukan, terima=True)

    jawab = masuk(kota.pegawai).post(url("luar-tarik", diajukan), {"versi": diajukan.versi}, follow=True)

    assert "Keadaannya sekarang: diterima" in jawab.content.decode()
    assert segar(diajukan).status == "diterima"


def test_a_stale_page_takes_nothing_back(kota: SimpleNamespace, dikembalikan: BelajarLuar) -> None:
    kembalikan_lagi(kota, dikembalikan)

    jawab = masuk(kota.pegawai).post(url("luar-tarik", dikembalikan), {"versi": dikembalikan.versi}, follow=True)

    assert "berubah sejak Anda membukanya" in jawab.content.decode()
    assert segar(dikembalikan).status == "dikembalikan"


def test_a_get_takes_nothing_back_and_a_stranger_finds_nothing(kota: SimpleNamespace, diajukan: BelajarLuar) -> None:
    assert masuk(kota.pegawai).get(url("luar-tarik", diajukan)).status_code == 405
    assert masuk(kota.rekan).post(url("luar-tarik", diajukan), {}).status_code == 404
    assert segar(diajukan).status == "diajukan"
