"""The one reader: right, purpose, receipt, values; once a day for each, in one statement, and understood in either language."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from akun.konteks import klien, sistem
from akun.models import CatatanAkses
from akun.pembacaan import TujuanKosongError, buka, buka_baris, buka_daftar
from akun.perlindungan import SAMARAN, kelompok_of, lindungi, samarkan
from akun.services import create_klien_api
from pegawai.models import DataPribadi, Pegawai, TampilanTersimpan
from tests.akun.factories import buat_pengguna, konteks_of
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
TUJUAN = "Melengkapi berkas kenaikan pangkat"


def baca(konteks: Any, *kode: str, kelompok: Any = "kinerja", tujuan: str = "Menilai") -> int:
    """How many receipts a page about these people has left."""
    sebelum = CatatanAkses.objects.count()
    buka_daftar(konteks, kode, kelompok, tujuan, kode=str)
    return CatatanAkses.objects.count() - sebelum


# --- one person --------------------------------------------------------------------------------------


def test_what_was_opened_is_handed_out_after_the_receipt(django_assert_num_queries: Any) -> None:
    orang, konteks = buat_pegawai(), konteks_of(buat_pengguna("admin_bkpsdm"))

    with django_assert_num_queries(2):  # nothing limits BKPSDM: the receipt, and the values
        data = buka(konteks, orang, "pribadi", f"  {TUJUAN} ").satu(DataPribadi)

    assert data is not None
    assert data.nik == DataPribadi.objects.get(pegawai=orang).nik
    catatan = CatatanAkses.objects.get()
    assert (catatan.pembaca, catatan.pembaca_peran, catatan.subjek_kode, catatan.kelompok, catatan.tujuan) == (
        konteks.pengguna, "admin_bkpsdm", orang.kode, "pribadi", TUJUAN,
    )  # fmt: skip


@pytest.mark.parametrize("tujuan", ["", "   ", "abc", "…..…..", "12345678", "a.b.c.d"])
def test_a_closed_group_is_not_opened_without_a_purpose(tujuan: str) -> None:
    with pytest.raises(TujuanKosongError, match="Belum jelas untuk apa") as galat:
        buka(konteks_of(buat_pengguna("admin_bkpsdm")), buat_pegawai(), "pribadi", tujuan)

    assert galat.value.field == "tujuan"
    assert not CatatanAkses.objects.exists()


@pytest.mark.parametrize("peran", ["pimpinan", "tim_penilai", "moderator", "warga"])
def test_who_has_no_right_gets_nothing_and_leaves_nothing(peran: str) -> None:
    with pytest.raises(PermissionDenied):
        buka(konteks_of(buat_pengguna(peran)), buat_pegawai(), "pribadi", TUJUAN)

    assert not CatatanAkses.objects.exists()


def test_an_officer_opens_the_people_of_their_own_office_only() -> None:
    dinas, lain = buat_unit(), buat_unit()
    sendiri, asing = buat_pegawai(unit=dinas), buat_pegawai(unit=lain)
    konteks = konteks_of(buat_pengguna("pengelola_opd", unit=dinas))

    assert buka(konteks, sendiri, "pribadi", TUJUAN).satu(DataPribadi)
    with pytest.raises(PermissionDenied):
        buka(konteks, asing, "pribadi", TUJUAN)


def test_one_s_own_data_need_neither_purpose_nor_receipt() -> None:
    orang = buat_pegawai(akun=True)

    assert buka(konteks_of(orang.akun), orang, "pribadi", "").satu(DataPribadi)
    assert not CatatanAkses.objects.exists()


def test_each_opening_of_a_closed_group_is_a_receipt_of_its_own() -> None:
    orang, konteks = buat_pegawai(), konteks_of(buat_pengguna("admin_bkpsdm"))

    for _kali in range(2):
        buka(konteks, orang, "pribadi", TUJUAN)

    assert CatatanAkses.objects.count() == 2


def test_a_group_that_says_nothing_about_such_rows_is_a_bug() -> None:
    with pytest.raises(ValueError, match="tidak memuat apa pun tentang Pegawai"):
        buka(sistem(), buat_pegawai(), "pengirim", TUJUAN)


# --- many -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jumlah", [1, 20])
def test_rows_of_a_query_are_one_statement_whatever_the_size(jumlah: int, django_assert_num_queries: Any) -> None:
    unit = buat_unit()
    for _n in range(jumlah):
        buat_pegawai(unit=unit)
    konteks = konteks_of(buat_pengguna("admin_bkpsdm"))

    with django_assert_num_queries(1):
        rows = buka_baris(konteks, Pegawai.objects.filter(unit=unit), "kepegawaian", "Daftar nominatif")

    assert rows.count() == CatatanAkses.objects.count() == jumlah


def test_rows_outside_of_the_right_are_neither_handed_out_nor_noted() -> None:
    dinas = buat_unit()
    sendiri = buat_pegawai(unit=dinas)
    buat_pegawai(unit=buat_unit())

    rows = buka_baris(konteks_of(buat_pengguna("pengelola_opd", unit=dinas)), Pegawai.objects.all(), "kepegawaian", "Daftar")

    assert list(rows) == [sendiri]
    assert [c.subjek_kode for c in CatatanAkses.objects.all()] == [sendiri.kode]


def test_rows_that_can_not_be_there_are_nobody_s_and_leave_no_receipt() -> None:
    buat_pegawai()
    konteks = konteks_of(buat_pengguna("admin_bkpsdm"))

    assert not buka_baris(konteks, Pegawai.objects.filter(pk__in=[]), "kepegawaian", "Daftar nominatif").exists()
    assert not CatatanAkses.objects.exists()


def test_rows_for_somebody_without_the_right_are_refused() -> None:
    with pytest.raises(PermissionDenied):
        buka_baris(konteks_of(buat_pengguna("warga")), Pegawai.objects.all(), "kepegawaian", "Daftar")


def test_a_page_of_many_people_is_one_statement_and_one_receipt_each(django_assert_num_queries: Any) -> None:
    konteks = konteks_of(buat_pengguna("admin_bkpsdm"))
    baca(konteks, "b")

    with django_assert_num_queries(1):
        buka_daftar(konteks, ["c", "a", "b", "a"], "kinerja", "Menilai", kode=str)

    assert list(CatatanAkses.objects.order_by("pk").values_list("subjek_kode", flat=True)) == ["b", "a", "c"]
    assert baca(konteks, "a", "b", "c") == 0


def test_another_purpose_group_or_reader_counts_anew() -> None:
    konteks = konteks_of(buat_pengguna("admin_bkpsdm"))
    assert baca(konteks, "a") == 1

    assert baca(konteks, "a", tujuan="Membaca SKP") == 1
    assert baca(konteks, "a", kelompok=("kinerja", "kompetensi")) == 1
    assert baca(konteks_of(buat_pengguna("auditor")), "a") == 1
    assert baca(konteks, "a") == 0


def test_the_next_day_counts_anew() -> None:
    konteks = konteks_of(buat_pengguna("admin_bkpsdm"))
    baca(konteks, "a")
    lama = CatatanAkses.objects.get()
    CatatanAkses.objects.create(
        pembaca=lama.pembaca, pembaca_peran="admin_bkpsdm", subjek_kode="z", kelompok="kinerja", tujuan="Menilai",
        dibaca_at=lama.dibaca_at - timedelta(days=1),
    )  # fmt: skip

    assert baca(konteks, "z") == 1


def test_one_s_own_data_and_nobody_at_all_cost_nothing(django_assert_num_queries: Any) -> None:
    orang = buat_pegawai(akun=True)
    konteks = konteks_of(orang.akun)

    with django_assert_num_queries(0):
        buka_daftar(konteks, [orang.kode], "kinerja", "Menilai", kode=str)
        buka_daftar(konteks, [None], "kinerja", "Menilai", kode=lambda b: b)
        buka_daftar(konteks, [], "kinerja", "Menilai", kode=str)


def test_the_system_itself_leaves_no_receipt_and_a_machine_does() -> None:
    baru = create_klien_api(konteks=sistem(), nama="Uji", cakupan=["pegawai.baca"], penanggung_jawab="Diskominfo")

    assert baca(sistem(), "a") == 0
    assert baca(klien(["pegawai.baca"], klien_id=baru.klien.pk), "a") == 1
    catatan = CatatanAkses.objects.get()
    assert (catatan.klien, catatan.pembaca, catatan.nama_pembaca, str(catatan.kata_peran)) == (
        baru.klien, None, "Diskominfo", "Aplikasi lain, lewat API",
    )  # fmt: skip


# --- receipts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("cara", ["update", "delete"])
def test_a_receipt_is_written_once(cara: str) -> None:
    baca(konteks_of(buat_pengguna("admin_bkpsdm")), "a")

    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        CatatanAkses.objects.update(tujuan="lain") if cara == "update" else CatatanAkses.objects.all().delete()


def test_a_receipt_names_exactly_one_reader() -> None:
    with pytest.raises(DatabaseError, match="catatan_akses_satu_pembaca"), transaction.atomic():
        CatatanAkses.objects.create(subjek_kode="a", kelompok="kinerja", tujuan="Menilai", pembaca_peran="")


def test_what_an_english_reader_opens_is_kept_in_indonesian_and_read_in_either_language(client: Client) -> None:
    orang = buat_pegawai(akun=True)
    client.force_login(buat_pengguna("admin_bkpsdm"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    client.get(reverse("pegawai:profil", args=[orang.kode]))

    catatan = CatatanAkses.objects.get(subjek_kode=orang.kode, kelompok="kepegawaian")
    assert catatan.tujuan == "Membuka profil"
    client.force_login(orang.akun)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    with translation.override("en"):
        kata, peran = catatan.kata_tujuan, catatan.kata_peran
    assert kata != "Membuka profil"
    halaman = client.get(reverse("pegawai:akses", args=[orang.kode])).content.decode()
    assert kata in halaman
    assert peran in halaman
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "id"
    assert "Membuka profil" in client.get(reverse("pegawai:akses", args=[orang.kode])).content.decode()


def test_what_somebody_typed_stays_as_it_was_typed() -> None:
    assert CatatanAkses(tujuan="Mengurus Karpeg").kata_tujuan == "Mengurus Karpeg"
    assert CatatanAkses(tujuan="").kata_tujuan == ""


# --- the register -----------------------------------------------------------------------------------


def test_a_field_belongs_to_one_group_and_must_exist() -> None:
    assert kelompok_of(DataPribadi, "nik") == "pribadi"
    assert kelompok_of(Pegawai, "nama") == ""

    with pytest.raises(ValueError, match="DataPribadi.nik sudah punya kelompok"):
        lindungi(DataPribadi, "kinerja", "nik", subjek="pegawai", aksi="pegawai.lihat")
    with pytest.raises(FieldDoesNotExist):
        lindungi(TampilanTersimpan, "pribadi", "tak_ada", aksi="pegawai.lihat")


def test_a_masked_value_tells_nothing_not_even_its_length() -> None:
    assert samarkan("0812") == samarkan("9901010000000001") == SAMARAN
    assert samarkan("") == samarkan(None) == ""
