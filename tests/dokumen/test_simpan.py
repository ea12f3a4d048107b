"""Keeping files: the same one twice, a waiting one taken once, versions in a chain, and a right that was lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from akun.kewenangan import Konteks
from akun.models import CatatanAkses, Pengguna
from dokumen import pemilik as daftar
from dokumen import services
from dokumen.errors import BerkasTungguHilangError
from dokumen.forms import TUNGGU, BerkasField, FormulirBerkas
from dokumen.jenis import CETAKAN
from dokumen.models import Dokumen
from dokumen.pembaca import TidakTerlihat, buka, get_terbaru, may_open
from dokumen.pemilik import register_pemilik
from dokumen.sapu import sapu
from dokumen.services import Subjek, list_menunggu, menyimpan, tahan_berkas
from inti import waktu
from tests.berkas_uji import LAIN_PDF, PDF, aman, docx, jpeg

pytestmark = pytest.mark.django_db
SUBJEK = Subjek("pegawai", "p0000000001x")


@pytest.fixture(autouse=True)
def simpanan(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def boleh(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[tuple[int, str]]]:
    """(account, code) of what may be opened; asked of the newest version, as owners are."""
    boleh: set[tuple[int, str]] = set()
    monkeypatch.setattr(daftar, "_pemilik", dict(daftar._pemilik))
    for jenis, kelompok in (("uji", "pribadi"), ("uji_lain", "umum")):
        register_pemilik(
            jenis,
            may_open=lambda k, d: (k.pengguna.pk, d.kode) in boleh,
            kelompok=kelompok,
            tujuan="membuka berkas",
            awalan="uji",
        )
    return boleh


@pytest.fixture
def orang() -> Pengguna:
    return Pengguna.objects.create_user(email="a@contoh.invalid", nama="Pemilik", password=None)


@pytest.fixture
def lain() -> Pengguna:
    return Pengguna.objects.create_user(email="b@contoh.invalid", nama="Lain", password=None)


def simpan(siapa: Pengguna, isi: bytes = PDF, jenis: str = "uji", nama: str = "surat.pdf") -> Dokumen:
    with menyimpan(Konteks(siapa)) as penyimpan:
        return penyimpan.simpan(jenis, aman(isi, nama), SUBJEK)


def ganti(siapa: Pengguna, dokumen: Dokumen, isi: bytes = LAIN_PDF) -> Dokumen:
    with menyimpan(Konteks(siapa)) as penyimpan:
        return penyimpan.ganti(dokumen, aman(isi))


def isi(dokumen: Dokumen) -> bytes:
    with default_storage.open(str(dokumen.berkas.name)) as berkas:
        kembali: bytes = berkas.read()
    return kembali


def di_cakram(folder: Path) -> int:
    return sum(p.is_file() for p in folder.rglob("*"))


# --- the same one twice -----------------------------------------------------------------------------------


def test_the_same_file_twice_is_two_documents_each_with_its_own_file(orang: Pengguna, simpanan: Path) -> None:
    satu, dua = simpan(orang), simpan(orang)

    assert satu.sidik == dua.sidik
    assert satu.berkas.name != dua.berkas.name
    assert di_cakram(simpanan) == 2


def test_sweeping_one_of_two_equal_files_leaves_the_other(orang: Pengguna) -> None:
    tetap = simpan(orang)
    buang = tahan_berkas(Konteks(orang), "uji", aman())
    Dokumen.objects.filter(pk=buang.pk).update(menunggu_sampai=waktu.now() - timedelta(seconds=1))

    sapu()

    assert isi(tetap) == PDF
    assert not default_storage.exists(str(buang.berkas.name))


def test_what_is_kept_says_whose_it_is_about_whom_and_how_large(orang: Pengguna) -> None:
    dokumen = simpan(orang, nama="SK Kenaikan.pdf")

    assert (dokumen.pemilik, dokumen.subjek_kode, dokumen.kelompok) == (orang, SUBJEK.kode, "pribadi")
    assert (dokumen.nama, dokumen.ukuran, dokumen.tipe, dokumen.versi) == ("SK Kenaikan.pdf", len(PDF), "application/pdf", 1)


def test_nothing_of_the_sent_name_is_in_the_place_where_it_lies(orang: Pengguna) -> None:
    dokumen = simpan(orang, nama="../../rahasia budi.pdf")

    assert "budi" not in str(dokumen.berkas.name)
    assert str(dokumen.berkas.name).startswith("dokumen/")


def test_a_kind_that_nobody_registered_is_a_mistake_and_writes_nothing(orang: Pengguna, simpanan: Path) -> None:
    with pytest.raises(KeyError):
        simpan(orang, jenis="entah")

    assert (Dokumen.objects.exists(), di_cakram(simpanan)) == (False, 0)


def test_of_three_files_none_stays_where_the_third_fails(orang: Pengguna, simpanan: Path) -> None:
    def tiga() -> None:
        with menyimpan(Konteks(orang)) as penyimpan:
            for jenis in ("uji", "uji_lain", "entah"):
                penyimpan.simpan(jenis, aman(), SUBJEK)

    with pytest.raises(KeyError):
        tiga()

    assert (Dokumen.objects.exists(), di_cakram(simpanan)) == (False, 0)


def test_a_waiting_file_that_was_taken_in_vain_waits_on(orang: Pengguna, simpanan: Path) -> None:
    tunggu = tahan_berkas(Konteks(orang), "uji", aman())

    def gagal_sesudahnya() -> None:
        with menyimpan(Konteks(orang)) as penyimpan:
            penyimpan.simpan("uji", tunggu, SUBJEK)
            penyimpan.simpan("entah", aman(), SUBJEK)

    with pytest.raises(KeyError):
        gagal_sesudahnya()

    assert list(list_menunggu(Konteks(orang))) == [tunggu]
    assert di_cakram(simpanan) == 1


# --- a file that waits for its form -----------------------------------------------------------------------


def ambil(siapa: Pengguna, tunggu: Dokumen, jenis: str = "uji") -> Dokumen:
    with menyimpan(Konteks(siapa)) as penyimpan:
        return penyimpan.simpan(jenis, tunggu, SUBJEK, bidang="bukti")


def test_a_waiting_file_is_taken_once(orang: Pengguna) -> None:
    tunggu = tahan_berkas(Konteks(orang), "uji", aman())
    ambil(orang, tunggu)

    with pytest.raises(BerkasTungguHilangError, match="sekali lagi") as galat:
        ambil(orang, tunggu)

    assert galat.value.field == "bukti"


def test_a_taken_file_is_about_its_subject_and_swept_no_more(orang: Pengguna, simpanan: Path) -> None:
    diambil = ambil(orang, tahan_berkas(Konteks(orang), "uji", aman()))

    assert (diambil.subjek_kode, diambil.menunggu_sampai) == (SUBJEK.kode, None)
    assert sapu() == {"menunggu": 0, "yatim": 0}
    assert di_cakram(simpanan) == 1


def test_a_waiting_file_whose_time_is_over_is_gone_before_the_sweeper_comes(orang: Pengguna) -> None:
    tunggu = tahan_berkas(Konteks(orang), "uji", aman())
    Dokumen.objects.filter(pk=tunggu.pk).update(menunggu_sampai=waktu.now() - timedelta(seconds=1))

    with pytest.raises(BerkasTungguHilangError):
        ambil(orang, tunggu)


def test_a_file_that_waits_for_one_form_does_not_slip_into_another(orang: Pengguna) -> None:
    tunggu = tahan_berkas(Konteks(orang), "uji", aman())

    with pytest.raises(BerkasTungguHilangError):
        ambil(orang, tunggu, "uji_lain")


def test_somebody_who_is_not_signed_in_has_no_waiting_files(orang: Pengguna) -> None:
    tahan_berkas(Konteks(orang), "uji", aman())

    assert not list_menunggu(Konteks(None)).exists()


def test_a_waiting_file_needs_an_owner(orang: Pengguna) -> None:
    dokumen = simpan(orang)

    with pytest.raises(IntegrityError, match="dokumen_menunggu_berpemilik"), transaction.atomic():
        Dokumen.objects.filter(pk=dokumen.pk).update(pemilik=None, menunggu_sampai=waktu.now())


# --- versions, and a right that was lost ------------------------------------------------------------------


def test_the_right_to_an_older_version_is_that_of_the_newest(
    orang: Pengguna, lain: Pengguna, boleh: set[tuple[int, str]]
) -> None:
    pertama = simpan(orang)
    kedua = ganti(orang, pertama)
    ketiga = ganti(orang, kedua)
    boleh.add((lain.pk, ketiga.kode))

    assert get_terbaru(pertama) == ketiga
    assert [may_open(Konteks(lain), d) for d in (pertama, kedua, ketiga)] == [True, True, True]

    boleh.clear()
    boleh.add((lain.pk, pertama.kode))  # what once was the right of the first one counts no more
    assert [may_open(Konteks(lain), d) for d in (pertama, kedua, ketiga)] == [False, False, False]


def test_a_replaced_file_stays_as_it_was(orang: Pengguna) -> None:
    lama = simpan(orang)
    baru = ganti(orang, lama)

    lama.refresh_from_db()
    assert (isi(lama), isi(baru)) == (PDF, LAIN_PDF)
    assert (lama.versi, baru.versi, baru.subjek_kode, baru.kelompok) == (1, 2, SUBJEK.kode, "pribadi")


def test_whoever_sent_a_file_has_no_right_to_it_by_that(orang: Pengguna) -> None:
    dokumen = simpan(orang)

    with pytest.raises(TidakTerlihat):
        buka(Konteks(orang), dokumen)


def test_a_refused_reading_opens_no_file(orang: Pengguna, monkeypatch: pytest.MonkeyPatch) -> None:
    dokumen, terbuka = simpan(orang), []
    monkeypatch.setattr(FileSystemStorage, "_open", lambda *a, **k: terbuka.append(a))

    with pytest.raises(TidakTerlihat):
        buka(Konteks(orang), dokumen)

    assert terbuka == []


def test_a_file_of_an_open_group_leaves_no_receipt(orang: Pengguna, boleh: set[tuple[int, str]]) -> None:
    dokumen = simpan(orang, jenis="uji_lain")
    boleh.add((orang.pk, dokumen.kode))

    buka(Konteks(orang), dokumen).isi.close()

    assert not CatatanAkses.objects.exists()


@pytest.mark.parametrize("cara", ["put", "delete", "patch"])  # a POST says what for
def test_a_file_is_only_read(orang: Pengguna, boleh: set[tuple[int, str]], cara: str) -> None:
    dokumen = simpan(orang)
    boleh.add((orang.pk, dokumen.kode))
    klien = Client()
    klien.force_login(orang, backend="akun.backends.NomorAtauEmailBackend")

    jawab: HttpResponse = getattr(klien, cara)(reverse("dokumen:buka", kwargs={"kode": dokumen.kode}))

    assert jawab.status_code == 405


@pytest.mark.parametrize(("dikirim", "berkas", "akhiran"), [("a.PDF", PDF, "pdf"), ("foto.HEIC", jpeg(), "jpg")])
def test_the_name_under_which_it_is_handed_out_is_ours(
    orang: Pengguna, boleh: set[tuple[int, str]], dikirim: str, berkas: bytes, akhiran: str
) -> None:
    dokumen = simpan(orang, berkas, nama=dikirim)
    boleh.add((orang.pk, dokumen.kode))

    terbuka = buka(Konteks(orang), dokumen, "Memeriksa berkas")

    with terbuka.isi:
        assert terbuka.nama == f"uji-{dokumen.kode}.{akhiran}"


# --- forms ------------------------------------------------------------------------------------------------


class Lampiran(FormulirBerkas):
    """A form as the apps write them."""

    judul = forms.CharField()
    bukti = BerkasField(untuk="uji", golongan=CETAKAN)


def isi_formulir(siapa: Pengguna, *, berkas: SimpleUploadedFile | None = None, tunggu: str = "", **isi: str) -> Lampiran:
    data = QueryDict(mutable=True)
    data.update(isi | ({"bukti" + TUNGGU: tunggu} if tunggu else {}))
    return Lampiran(data, MultiValueDict({"bukti": [berkas]} if berkas else {}), konteks=Konteks(siapa))


def pdf(nama: str = "surat.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, PDF)


def test_a_refused_form_keeps_its_sound_file_and_the_browser_does_not_ask_again(orang: Pengguna) -> None:
    form = isi_formulir(orang, berkas=pdf())
    assert not form.is_valid()

    form.tahan_berkas()

    tunggu = Dokumen.objects.get()
    halaman = str(form["bukti"])
    assert f'value="{tunggu.kode}"' in halaman
    assert "required" not in halaman
    assert isi_formulir(orang, tunggu=tunggu.kode, judul="SK").is_valid()


def test_a_refused_file_is_not_kept(orang: Pengguna, simpanan: Path) -> None:
    form = isi_formulir(orang, berkas=SimpleUploadedFile("a.docx", docx()), judul="SK")

    assert "25 MB" in str(form.errors["bukti"])
    form.tahan_berkas()
    assert (Dokumen.objects.exists(), di_cakram(simpanan)) == (False, 0)


def test_a_form_that_is_refused_twice_keeps_one_file(orang: Pengguna, simpanan: Path) -> None:
    pertama = isi_formulir(orang, berkas=pdf())
    pertama.is_valid()
    pertama.tahan_berkas()

    kedua = isi_formulir(orang, tunggu=Dokumen.objects.get().kode)
    kedua.is_valid()
    kedua.tahan_berkas()

    assert (Dokumen.objects.count(), di_cakram(simpanan)) == (1, 1)
    assert Dokumen.objects.get().kode in str(kedua["bukti"])


def test_a_new_file_comes_before_the_one_that_waits(orang: Pengguna) -> None:
    tunggu = tahan_berkas(Konteks(orang), "uji", aman())

    form = isi_formulir(orang, berkas=SimpleUploadedFile("baru.pdf", LAIN_PDF), tunggu=tunggu.kode, judul="SK")

    assert form.is_valid()
    assert form.cleaned_data["bukti"].nama == "baru.pdf"


@pytest.mark.parametrize("milik", ["lain", "jenis lain", "tidak ada", "sudah dipakai"])
def test_a_code_that_is_no_waiting_file_of_this_person_is_refused_in_words(orang: Pengguna, lain: Pengguna, milik: str) -> None:
    kode = {
        "lain": lambda: tahan_berkas(Konteks(lain), "uji", aman()).kode,
        "jenis lain": lambda: tahan_berkas(Konteks(orang), "uji_lain", aman()).kode,
        "tidak ada": lambda: "x",
        "sudah dipakai": lambda: ambil(orang, tahan_berkas(Konteks(orang), "uji", aman())).kode,
    }[milik]()

    form = isi_formulir(orang, tunggu=kode, judul="SK")

    assert "Pilih berkasnya sekali lagi" in str(form.errors["bukti"])


def test_an_empty_file_and_none_are_told_apart(orang: Pengguna) -> None:
    assert "belum dipilih" in str(isi_formulir(orang, judul="SK").errors["bukti"])
    assert "kosong" in str(isi_formulir(orang, judul="SK", berkas=SimpleUploadedFile("a.pdf", b"")).errors["bukti"])


def test_a_waiting_file_lives_a_day(orang: Pengguna) -> None:
    sampai = tahan_berkas(Konteks(orang), "uji", aman()).menunggu_sampai

    assert sampai is not None
    assert abs(sampai - waktu.now() - services.MASA_TUNGGU) < timedelta(minutes=1)
