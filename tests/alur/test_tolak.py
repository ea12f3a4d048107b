"""Refusals and what they leave behind; many cases at once are asked the same as one; and what a superior may do once officers took over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange

from akun.konteks import sistem
from akun.models import PenugasanPeran
from alur import selectors, services
from alur.alih import reschedule, take_over
from alur.hak import BukanPemegangError
from alur.models import Jejak, Pemegang
from alur.proses import Beralasan, Proses, periksa
from alur.services import LangkahTidakAdaError
from inti.errors import UseCaseError
from kabar.models import Kabar
from kompetensi.models import Pendaftaran
from kompetensi.proses import PENDAFTARAN
from pegawai.models import Pegawai
from pegawai.services import IsiDelegasi, create_delegasi
from tests.kabar.kata import jenis_kotak
from tests.kinerja.factories import Kantor, buat_akun, buat_kantor
from tests.kompetensi.factories import HARI, buat_angkatan, daftarkan


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


def keadaan(*objek: Any) -> dict[str, Any]:
    """Everything that a step may write."""
    kode = [o.kode for o in objek]
    return {
        "objek": list(Pendaftaran.objects.filter(kode__in=kode).order_by("pk").values()),
        "pemegang": list(Pemegang.objects.order_by("pk").values()),
        "jejak": list(Jejak.objects.order_by("pk").values()),
        "kabar": Kabar.objects.count(),
    }


def titipkan(kantor: Kantor) -> None:
    isi = IsiDelegasi(kantor.rekan, HARI, HARI, "800/1", HARI, "rapat di luar kota")
    create_delegasi(konteks=kantor.konteks(kantor.atasan, HARI), dari=kantor.atasan, isi=isi)


def ambil(kantor: Kantor, p: Pendaftaran) -> Pemegang:
    return take_over(konteks=kantor.konteks(kantor.admin, HARI), proses=PENDAFTARAN, objek=p, alasan="Atasannya dirawat")


def dengan(aksi: str, **ubah: Any) -> Proses:
    """The table of enrolments with another way of this step."""
    langkah = tuple(replace(la, **ubah) if la.aksi == aksi else la for la in PENDAFTARAN.langkah)
    return replace(PENDAFTARAN, langkah=langkah, _keadaan={})


def lakukan(jalan: str, kantor: Kantor, siapa: Any, p: Pendaftaran, proses: Proses = PENDAFTARAN, aksi: str = "setujui") -> None:
    """Take a step by one road or the other."""
    konteks = kantor.konteks(siapa, HARI)
    if jalan == "satu":
        services.move(konteks=konteks, proses=proses, objek=p, aksi=aksi, alasan="Karena begitu")
    else:
        rows = Pendaftaran.objects.filter(pk=p.pk)
        services.move_many(konteks=konteks, proses=proses, rows=rows, aksi=aksi, alasan="Karena begitu")


DUA_JALAN = pytest.mark.parametrize("jalan", ["satu", "banyak"])


# --- one road as the other --------------------------------------------------------------------------------


@DUA_JALAN
@pytest.mark.parametrize("siapa", ["pegawai", "rekan", "kadis"])
def test_who_does_not_hold_it_leaves_everything_as_it_was(kantor: Kantor, jalan: str, siapa: str) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    sebelum = keadaan(p)

    with pytest.raises(BukanPemegangError):
        lakukan(jalan, kantor, getattr(kantor, siapa), p)

    assert keadaan(p) == sebelum


@DUA_JALAN
def test_a_step_that_the_law_gives_to_one_person_alone_is_no_substitute_s(kantor: Kantor, jalan: str) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    titipkan(kantor)
    sebelum = keadaan(p)

    with pytest.raises(BukanPemegangError):
        lakukan(jalan, kantor, kantor.rekan, p, dengan("setujui", wakil=False))

    assert keadaan(p) == sebelum
    lakukan(jalan, kantor, kantor.rekan, p)  # where the table lets them, they do


@DUA_JALAN
def test_a_condition_that_is_not_met_is_asked_before_the_first_write(kantor: Kantor, jalan: str) -> None:
    class BelumLengkapError(UseCaseError):
        """What the table asks for is missing."""

    def tolak(_objek: Any, _konteks: Any) -> None:
        raise BelumLengkapError("Belum lengkap.")

    p = daftarkan(kantor.pegawai, buat_angkatan())
    sebelum = keadaan(p)

    with pytest.raises(BelumLengkapError):
        lakukan(jalan, kantor, kantor.atasan, p, dengan("setujui", butuh=tolak))

    assert keadaan(p) == sebelum


@DUA_JALAN
def test_a_reason_that_is_due_is_asked_before_the_first_write(kantor: Kantor, jalan: str) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    sebelum = keadaan(p)

    with pytest.raises(services.AlasanKosongError):
        lakukan(jalan, kantor, kantor.atasan, p, dengan("setujui", alasan=Beralasan.WAJIB, alasan_min=40))

    assert keadaan(p) == sebelum


@DUA_JALAN
def test_a_step_that_this_case_does_not_have_is_not_taken(kantor: Kantor, jalan: str) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    sebelum, tanpa = keadaan(p), dengan("setujui", bila=lambda _objek: False)

    if jalan == "satu":
        with pytest.raises(LangkahTidakAdaError):
            lakukan(jalan, kantor, kantor.atasan, p, tanpa)
    else:
        lakukan(jalan, kantor, kantor.atasan, p, tanpa)  # those that don't have it stay

    assert keadaan(p) == sebelum
    assert selectors.list_langkah(kantor.konteks(kantor.atasan, HARI), tanpa, p) != []


def test_of_many_none_moves_where_one_is_somebody_else_s(kantor: Kantor) -> None:
    milik, lain = daftarkan(kantor.pegawai, buat_angkatan()), daftarkan(kantor.atasan, buat_angkatan())
    sebelum = keadaan(milik, lain)

    with pytest.raises(BukanPemegangError, match="belum ada yang diubah"):
        services.move_many(
            konteks=kantor.konteks(kantor.atasan, HARI), proses=PENDAFTARAN, rows=Pendaftaran.objects.all(), aksi="setujui"
        )

    assert keadaan(milik, lain) == sebelum


def test_of_many_in_different_states_each_line_tells_where_it_came_from(kantor: Kantor) -> None:
    satu, dua = daftarkan(kantor.pegawai, buat_angkatan()), daftarkan(kantor.rekan, buat_angkatan(), setuju=True)
    rows = Pendaftaran.objects.filter(pk__in=[satu.pk, dua.pk])

    pindah = services.move_many(
        konteks=sistem(HARI), proses=PENDAFTARAN, rows=rows, aksi="batalkan_angkatan", alasan="Gedung rusak"
    )

    assert [p.pk for p in pindah] == [satu.pk, dua.pk]
    jejak = Jejak.objects.filter(aksi="batalkan_angkatan").order_by("kode")
    assert {(j.kode, j.dari, j.ke) for j in jejak} == {(satu.kode, "diusulkan", "batal"), (dua.kode, "disetujui", "batal")}
    assert not Pemegang.objects.exists()


# --- taken over -------------------------------------------------------------------------------------------


@DUA_JALAN
@pytest.mark.parametrize("siapa", ["atasan", "rekan"])
def test_after_officers_took_over_neither_superior_nor_substitute_decides(kantor: Kantor, jalan: str, siapa: str) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    titipkan(kantor)
    ambil(kantor, p)
    sebelum = keadaan(p)

    with pytest.raises(BukanPemegangError):
        lakukan(jalan, kantor, getattr(kantor, siapa), p)

    assert keadaan(p) == sebelum


def test_the_superior_is_told_that_officers_decide_now_and_not_to_ask_themselves(kantor: Kantor) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    ambil(kantor, p)

    with pytest.raises(BukanPemegangError, match="sudah diambil alih petugas") as galat:
        lakukan("satu", kantor, kantor.atasan, p)

    assert "Kabid" not in str(galat.value)


def test_the_superior_hears_that_it_was_taken_and_by_what(kantor: Kantor) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    for _kali in range(2):
        ambil(kantor, p)

    assert jenis_kotak(kantor.atasan.akun) == ["pendaftaran.diajukan", "alur.diambil_alih"]


def test_only_the_case_that_was_taken_leaves_the_superior(kantor: Kantor) -> None:
    diambil, lain = daftarkan(kantor.pegawai, buat_angkatan()), daftarkan(kantor.rekan, buat_angkatan())
    ambil(kantor, diambil)

    lakukan("satu", kantor, kantor.atasan, lain)

    assert list(selectors.list_menunggu(kantor.konteks(kantor.admin, HARI)).values_list("kode", flat=True)) == [diambil.kode]


def test_the_owner_may_still_take_back_what_officers_took_over(kantor: Kantor) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    ambil(kantor, p)

    lakukan("satu", kantor, kantor.pegawai, p, aksi="batalkan")

    assert not Pemegang.objects.exists()


def test_a_superior_who_is_an_officer_too_decides_as_an_officer_what_was_taken_over(kantor: Kantor) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    masa = DateRange(HARI, None)
    PenugasanPeran.objects.create(pengguna=kantor.atasan.akun, peran="admin_bkpsdm", masa=masa)
    ambil(kantor, p)

    lakukan("satu", kantor, kantor.atasan, p)

    assert Jejak.objects.get(kode=p.kode, aksi="setujui").sebagai == "admin_bkpsdm"


def test_a_new_superior_does_not_get_back_what_was_taken_from_the_old_one(kantor: Kantor) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    ambil(kantor, p)

    Pegawai.objects.filter(pk=kantor.pegawai.pk).update(atasan=kantor.kadis)

    with pytest.raises(BukanPemegangError):
        lakukan("satu", kantor, kantor.kadis, p)


def test_taking_over_moves_no_last_day(kantor: Kantor) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    sebelum = Pemegang.objects.get(kode=p.kode)

    sesudah = ambil(kantor, p)

    assert (sesudah.tenggat, sesudah.sejak_at) == (sebelum.tenggat, sebelum.sejak_at)
    assert reschedule(proses=PENDAFTARAN, rows=Pendaftaran.objects.all()) == 0


def test_a_second_officer_who_takes_it_over_changes_nothing(kantor: Kantor) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    ambil(kantor, p)
    sebelum = keadaan(p)

    take_over(
        konteks=kantor.konteks(buat_akun("admin_bkpsdm"), HARI), proses=PENDAFTARAN, objek=p, alasan="Saya juga memegangnya"
    )

    assert keadaan(p) == sebelum


# --- tables that contradict themselves --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"keadaan": (*PENDAFTARAN.keadaan, PENDAFTARAN.keadaan[0])}, "keadaan berulang"),
        ({"langkah": (*PENDAFTARAN.langkah, PENDAFTARAN.get_langkah("setujui"))}, "bercabang"),
        ({"langkah": (*PENDAFTARAN.langkah, replace(PENDAFTARAN.get_langkah("setujui"), aksi="x", ke="entah"))}, "entah"),
        (
            {"langkah": (*PENDAFTARAN.langkah, replace(PENDAFTARAN.get_langkah("setujui"), aksi="x", izin="entah.apa"))},
            "entah.apa",
        ),
        (
            {"langkah": tuple(la for la in PENDAFTARAN.langkah if "diusulkan" not in la.dari)},
            "tidak ada jalan keluar dari diusulkan",
        ),
        ({"lihat": "entah.lihat"}, "entah.lihat"),
        ({"ambil_alih": "entah.ambil"}, "entah.ambil"),
    ],
    ids=["keadaan", "cabang", "keadaan asing", "hak asing", "buntu", "lihat", "ambil"],
)
def test_a_table_that_contradicts_itself_is_refused_when_it_is_offered(ubah: dict[str, Any], kata: str) -> None:
    with pytest.raises(ValueError, match=kata):
        periksa(replace(PENDAFTARAN, **ubah, _keadaan={}))


def test_nothing_begins_by_a_step_that_begins_nothing(kantor: Kantor) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    sebelum = keadaan(p)

    with pytest.raises(KeyError, match="setujui"):
        services.begin(konteks=sistem(HARI), proses=PENDAFTARAN, objek=[p], aksi="setujui")

    assert keadaan(p) == sebelum
