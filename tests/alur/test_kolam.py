"""Who holds a case that lies with officers: those of its unit who may decide it, else the office above; never somebody who may not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange

from akun import kewenangan
from akun.models import Pengguna, PenugasanPeran
from alur import alih, kabar, pemegang, proses, selectors, services
from alur.hak import BukanPemegangError
from alur.models import Pemegang
from kabar.models import Penerimaan
from kabar.penerima import Akun
from layanan.perubahan_data import jenis
from layanan.perubahan_data.models import UsulPerubahan
from layanan.perubahan_data.proses import PERUBAHAN_DATA
from layanan.perubahan_data.services import create_usul, reject_usul
from organisasi.models import UnitKerja
from pegawai import proyeksi
from pegawai.models import Pegawai, RiwayatJabatan
from tests.kabar.kata import jenis_kotak, kotak
from tests.kinerja.factories import HARI, Kantor, buat_akun, buat_kantor, buat_orang
from tests.organisasi.factories import buat_jabatan, buat_unit

IZIN = "perubahan.periksa"


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


def jadikan_petugas(akun: Any, unit: UnitKerja, masa: DateRange | None = None) -> None:
    masa = masa or DateRange(date(2020, 1, 1), None)
    PenugasanPeran.objects.create(pengguna=akun, peran="pengelola_opd", unit=unit, masa=masa)


def petugas(unit: UnitKerja, nama: str = "Pengelola", **lain: Any) -> Pengguna:
    akun = buat_akun(nama=nama)
    jadikan_petugas(akun, unit, **lain)
    return akun


def usulkan(kantor: Kantor, siapa: Pegawai | None = None, nomor: str = "0812 9999 0000") -> UsulPerubahan:
    konteks = kantor.konteks(siapa or kantor.pegawai)
    return create_usul(konteks=konteks, macam=jenis.DAFTAR["telepon"], nilai={"nomor_hp": nomor})


def baris(usul: UsulPerubahan) -> Pemegang:
    return Pemegang.objects.select_related("unit", "kecuali").get(kode=usul.kode)


def anggota(usul: UsulPerubahan, per: date = HARI) -> set[str]:
    """The names of those who are told of it."""
    akun = kabar.list_akun([baris(usul)], per)[PERUBAHAN_DATA.nama, usul.kode]
    return {p.nama for p in Pengguna.objects.filter(pk__in=akun)}


def menunggu(kantor: Kantor, siapa: Any) -> list[str]:
    return list(selectors.list_menunggu(kantor.konteks(siapa)).values_list("kode", flat=True))


# --- whose pool it is -------------------------------------------------------------------------------------


def test_the_officers_of_the_unit_hold_it_before_those_of_the_office_above(kantor: Kantor) -> None:
    petugas(kantor.dinas, "Dinas")
    assert anggota(usulkan(kantor)) == {"Dinas"}

    petugas(kantor.bidang, "Bidang")

    assert anggota(UsulPerubahan.objects.get()) == {"Bidang"}


def test_without_any_officer_of_the_units_those_of_the_city_hold_it(kantor: Kantor) -> None:
    petugas(buat_unit("Dinas Lain", kantor.kota), "Lain")

    assert anggota(usulkan(kantor)) == {"Admin Uji"}


@pytest.mark.parametrize(
    "masa", [DateRange(date(2020, 1, 1), HARI), DateRange(HARI + timedelta(days=1), None)], ids=["kemarin", "besok"]
)
def test_only_who_is_an_officer_today_holds_it(kantor: Kantor, masa: DateRange) -> None:
    petugas(kantor.bidang, masa=masa)

    assert anggota(usulkan(kantor)) == {"Admin Uji"}


def test_a_closed_account_holds_nothing(kantor: Kantor) -> None:
    Pengguna.objects.filter(pk=petugas(kantor.bidang).pk).update(is_active=False)

    assert anggota(usulkan(kantor)) == {"Admin Uji"}


def test_where_nobody_is_an_officer_the_page_says_so(kantor: Kantor) -> None:
    usul = usulkan(kantor)
    PenugasanPeran.objects.all().delete()

    assert pemegang.list_pemegang(baris(usul), HARI) == ["belum ada petugas yang ditunjuk untuk ini"]


def test_a_page_names_three_and_says_that_there_are_others(kantor: Kantor) -> None:
    for n in range(4):
        petugas(kantor.bidang, f"Petugas {n}")

    siapa = pemegang.list_pemegang(baris(usulkan(kantor)), HARI)

    assert siapa == [*(f"Petugas {n} (Bidang Uji)" for n in range(3)), "dan petugas lain", "dan petugas BKPSDM"]


# --- one's own case ---------------------------------------------------------------------------------------


def test_the_only_officer_of_a_unit_is_not_who_decides_about_themselves_the_office_above_is(kantor: Kantor) -> None:
    jadikan_petugas(kantor.pegawai.akun, kantor.bidang)
    atas = petugas(kantor.dinas, "Dinas")

    usul = usulkan(kantor)

    assert anggota(usul) == {"Dinas"}
    assert pemegang.list_pemegang(baris(usul), HARI) == ["Dinas (Dinas Uji)", "dan petugas BKPSDM"]
    assert jenis_kotak(atas) == ["perubahan.diajukan"]
    assert (menunggu(kantor, atas), menunggu(kantor, kantor.pegawai)) == ([usul.kode], [])


def test_reminders_of_ones_own_case_go_to_the_others(kantor: Kantor) -> None:
    jadikan_petugas(kantor.pegawai.akun, kantor.bidang)
    lain = petugas(kantor.bidang, "Lain")

    assert kabar.list_penerima(baris(usulkan(kantor)), HARI) == [Akun(lain.pk)]


def test_in_many_cases_at_once_each_owner_is_left_out_of_their_own_only(kantor: Kantor) -> None:
    jadikan_petugas(kantor.pegawai.akun, kantor.bidang)
    jadikan_petugas(kantor.rekan.akun, kantor.bidang)
    dua = [usulkan(kantor, kantor.pegawai), usulkan(kantor, kantor.rekan)]

    akun = kabar.list_akun([baris(u) for u in dua], HARI)

    assert [akun["perubahan_data", u.kode] for u in dua] == [{kantor.rekan.akun_id}, {kantor.pegawai.akun_id}]


def test_an_officer_without_an_account_behind_the_case_is_nobody_s_owner(kantor: Kantor) -> None:
    usul, lain = usulkan(kantor), petugas(kantor.bidang, "Lain")
    Pegawai.objects.filter(pk=kantor.pegawai.pk).update(akun=None)

    assert kabar.list_penerima(baris(usul), HARI) == [Akun(lain.pk)]


# --- four eyes --------------------------------------------------------------------------------------------


def dengan_dua_petugas(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table, with 'tolak' and 'terima' for somebody else than who returned it."""
    langkah = tuple(replace(la, bukan=("kembalikan",)) if la.izin == IZIN else la for la in PERUBAHAN_DATA.langkah)
    monkeypatch.setitem(proses._proses, "perubahan_data", replace(PERUBAHAN_DATA, langkah=langkah, _keadaan={}))


def kembali_lagi(kantor: Kantor, oleh: Any) -> UsulPerubahan:
    """A case that this officer returned and that was handed in again."""
    tabel, usul = proses.get("perubahan_data"), usulkan(kantor)
    services.move(konteks=kantor.konteks(oleh), proses=tabel, objek=usul, aksi="kembalikan", alasan="Kurang satu angka")
    services.move(konteks=kantor.konteks(kantor.pegawai), proses=tabel, objek=usul, aksi="ajukan_lagi")
    return UsulPerubahan.objects.get(pk=usul.pk)


def test_where_the_only_officer_took_part_the_office_above_holds_it_and_hears_of_it(
    kantor: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    dengan_dua_petugas(monkeypatch)
    bawah, atas = petugas(kantor.bidang, "Bidang"), petugas(kantor.dinas, "Dinas")

    usul = kembali_lagi(kantor, bawah)

    assert anggota(usul) == {"Dinas"}
    assert jenis_kotak(atas)[-1] == "perubahan.diajukan"
    assert (menunggu(kantor, bawah), menunggu(kantor, atas)) == ([], [usul.kode])


@pytest.mark.parametrize("aksi", ["terima", "tolak", "kembalikan"])
@pytest.mark.parametrize("jalan", ["satu", "banyak", "tombol"])
def test_who_took_part_decides_by_no_road(kantor: Kantor, monkeypatch: pytest.MonkeyPatch, jalan: str, aksi: str) -> None:
    dengan_dua_petugas(monkeypatch)
    siapa, tabel = petugas(kantor.bidang), proses.get("perubahan_data")
    usul, konteks = kembali_lagi(kantor, siapa), kantor.konteks(siapa)
    if jalan == "tombol":
        assert aksi not in {la.aksi for la in selectors.list_langkah(konteks, tabel, usul)}
        return
    pilihan: dict[str, Any] = {"rows": UsulPerubahan.objects.filter(pk=usul.pk)} if jalan == "banyak" else {"objek": usul}
    lakukan: Any = services.move_many if jalan == "banyak" else services.move

    with pytest.raises(BukanPemegangError):
        lakukan(konteks=konteks, proses=tabel, aksi=aksi, alasan="Lain orangnya", **pilihan)

    assert UsulPerubahan.objects.get(pk=usul.pk).status == "diajukan"


def test_four_eyes_look_at_the_account_not_at_the_role(kantor: Kantor, monkeypatch: pytest.MonkeyPatch) -> None:
    dengan_dua_petugas(monkeypatch)
    siapa = petugas(kantor.bidang)
    usul = kembali_lagi(kantor, siapa)
    PenugasanPeran.objects.create(pengguna=siapa, peran="admin_bkpsdm", masa=DateRange(date(2020, 1, 1), None))

    with pytest.raises(BukanPemegangError, match="petugas lain"):
        services.move(konteks=kantor.konteks(siapa), proses=proses.get("perubahan_data"), objek=usul, aksi="tolak", alasan="Lain")


# --- a unit that is closed, or a party to it --------------------------------------------------------------


def tutup(unit: UnitKerja) -> None:
    UnitKerja.objects.filter(pk=unit.pk).update(aktif=False)


def test_a_unit_closed_under_a_case_hands_it_to_the_office_above(kantor: Kantor) -> None:
    bawah, atas = petugas(kantor.bidang, "Bidang"), petugas(kantor.dinas, "Dinas")
    usul = usulkan(kantor)

    tutup(kantor.bidang)

    assert anggota(usul) == {"Dinas"}
    assert kabar.list_penerima(baris(usul), HARI) == [Akun(atas.pk)]
    assert (menunggu(kantor, bawah), menunggu(kantor, atas)) == ([], [usul.kode])


def test_officers_of_a_closed_unit_decide_nothing_and_those_above_everything(kantor: Kantor) -> None:
    bawah, atas = petugas(kantor.bidang, "Bidang"), petugas(kantor.dinas, "Dinas")
    usul = usulkan(kantor)
    tutup(kantor.bidang)

    with pytest.raises(BukanPemegangError):
        reject_usul(konteks=kantor.konteks(bawah), usul=usul, versi=usul.versi, alasan="Milik kantor")

    assert reject_usul(konteks=kantor.konteks(atas), usul=usul, versi=usul.versi, alasan="Milik kantor").status == "ditolak"


def test_when_every_office_above_is_closed_the_city_holds_it(kantor: Kantor) -> None:
    petugas(kantor.bidang)
    petugas(kantor.dinas)
    usul = usulkan(kantor)
    for unit in (kantor.bidang, kantor.dinas, kantor.kota):
        tutup(unit)

    assert anggota(usul) == {"Admin Uji"}


def test_a_role_of_a_closed_unit_counts_again_when_it_is_opened(kantor: Kantor) -> None:
    bawah = petugas(kantor.bidang)
    usul = usulkan(kantor)
    tutup(kantor.bidang)
    assert not kewenangan.allows(kantor.konteks(bawah), IZIN, usul)

    UnitKerja.objects.filter(pk=kantor.bidang.pk).update(aktif=True)

    assert kewenangan.allows(kantor.konteks(bawah), IZIN, usul)


@pytest.mark.parametrize(("pihak", "pemegang"), [("bidang", {"Admin Uji"}), ("dinas", {"Bidang"}), ("lain", {"Bidang"})])
def test_a_unit_that_is_a_party_and_what_stands_above_it_never_hold_it(kantor: Kantor, pihak: str, pemegang: set[str]) -> None:
    petugas(kantor.bidang, "Bidang")
    petugas(kantor.dinas, "Dinas")
    usul, lain = usulkan(kantor), buat_unit("Dinas Lain", kantor.kota)
    Pemegang.objects.update(kecuali=lain if pihak == "lain" else getattr(kantor, pihak))

    assert anggota(usul) == pemegang


@pytest.mark.parametrize("pihak", ["bidang", "dinas"])
def test_what_waits_and_who_is_told_agree_on_a_unit_that_is_a_party(kantor: Kantor, pihak: str) -> None:
    akun = {"Bidang": petugas(kantor.bidang, "Bidang"), "Dinas": petugas(kantor.dinas, "Dinas"), "Admin Uji": kantor.admin}
    usul = usulkan(kantor)
    Pemegang.objects.update(kecuali=getattr(kantor, pihak))

    terlihat = {nama for nama, siapa in akun.items() if menunggu(kantor, siapa)}

    assert anggota(usul) <= terlihat
    assert {"bidang": "Bidang", "dinas": "Dinas"}[pihak] not in terlihat
    assert "Dinas" not in terlihat


# --- an owner who moves -----------------------------------------------------------------------------------


def pindah(siapa: Pegawai, unit: UnitKerja, jabatan: str = "Arsiparis Terampil") -> None:
    RiwayatJabatan.objects.filter(pegawai=siapa).update(jabatan=buat_jabatan(unit, jabatan))
    proyeksi.segarkan([siapa.pk])


def test_what_waits_goes_with_its_owner_to_the_officers_of_the_new_unit_and_both_are_told(kantor: Kantor) -> None:
    lain = buat_unit("Dinas Lain", kantor.kota)
    lama, baru = petugas(kantor.dinas, "Lama"), petugas(lain, "Baru")
    usul = usulkan(kantor)

    pindah(kantor.pegawai, lain)

    assert (menunggu(kantor, lama), menunggu(kantor, baru)) == ([], [usul.kode])
    assert jenis_kotak(baru) == ["alur.datang"]
    assert kotak(baru)[-1].endswith("sekarang menunggu Anda: unit kerja pegawainya berubah.")
    assert jenis_kotak(lama) == ["perubahan.diajukan", "alur.lepas"]
    assert kotak(lama)[-1].endswith("tidak lagi menunggu Anda: unit kerja pegawainya berubah.")
    assert not Penerimaan.objects.filter(pengguna=lama, kabar__jenis="perubahan.diajukan", dibaca_at=None).exists()


def test_who_gets_it_back_is_told_again(kantor: Kantor) -> None:
    lain = buat_unit("Dinas Lain", kantor.kota)
    lama, baru = petugas(kantor.dinas, "Lama"), petugas(lain, "Baru")
    usulkan(kantor)

    pindah(kantor.pegawai, lain)
    pindah(kantor.pegawai, kantor.bidang)
    pindah(kantor.pegawai, lain, "Arsiparis Mahir")

    assert jenis_kotak(lama) == ["perubahan.diajukan", "alur.lepas", "alur.datang", "alur.lepas"]
    assert jenis_kotak(baru) == ["alur.datang", "alur.lepas", "alur.datang"]


def test_a_second_time_nothing_moves_and_nobody_is_told_again(kantor: Kantor) -> None:
    lain = buat_unit("Dinas Lain", kantor.kota)
    baru = petugas(lain, "Baru")
    usulkan(kantor)
    pindah(kantor.pegawai, lain)

    proyeksi.segarkan()

    assert alih.follow_owners([kantor.pegawai.kode]) == 0
    assert jenis_kotak(baru) == ["alur.datang"]


def test_to_look_at_a_day_to_come_moves_nothing(kantor: Kantor) -> None:
    lain = buat_unit("Dinas Lain", kantor.kota)
    usul = usulkan(kantor)
    unit = baris(usul).unit
    RiwayatJabatan.objects.filter(pegawai=kantor.pegawai).update(jabatan=buat_jabatan(lain, "Arsiparis Terampil"))

    proyeksi.segarkan([kantor.pegawai.pk], per=HARI + timedelta(days=30))

    assert baris(usul).unit == unit


# --- how much it costs ------------------------------------------------------------------------------------


def test_whom_to_tell_costs_the_same_for_two_cases_and_for_six(kantor: Kantor, django_assert_num_queries: Any) -> None:
    petugas(kantor.bidang)
    orang = [kantor.pegawai, kantor.rekan, *(buat_orang(f"Orang {n}", unit=kantor.bidang) for n in range(4))]
    semua = [baris(usulkan(kantor, o)) for o in orang]

    for banyak in (2, 6):
        with django_assert_num_queries(2):  # the owners, and the officers of the pool
            assert len(kabar.list_akun(semua[:banyak], HARI)) == banyak
