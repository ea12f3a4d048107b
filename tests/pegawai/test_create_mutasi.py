"""A move to another post: what the decree changes, what is refused, and how it is taken back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db.backends.postgresql.psycopg_any import DateRange

from akun.kewenangan import Konteks
from inti import waktu
from inti.errors import UseCaseError, VersiBerbedaError
from organisasi.models import Jabatan, VersiUnit
from pegawai import jejak, proyeksi, services
from pegawai.models import BERLAKU, Pegawai, RiwayatJabatan
from pegawai.services.syarat_mutasi import (
    IsiMutasi,
    JabatanSamaError,
    JabatanTerisiError,
    MasaTerbalikError,
    MutasiTidakBisaDibatalkanError,
    PegawaiTidakAktifError,
    TmtMendahuluiJabatanError,
    TmtMendahuluiMasukError,
    UnitTidakBerdiriError,
)
from tests.akun.factories import buat_pengguna, konteks_of
from tests.organisasi.factories import buat_jabatan, buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db

LALU = date(2025, 3, 1)


@pytest.fixture
def petugas() -> Konteks:
    return konteks_of(buat_pengguna("admin_bkpsdm", nama="Yuli Petugas"))


@pytest.fixture
def orang() -> Pegawai:
    return buat_pegawai("Hotma Sinaga")


def isi(jabatan: Jabatan, tmt: date = LALU, **lain: Any) -> IsiMutasi:
    return IsiMutasi(**({"jabatan": jabatan, "tmt": tmt, "nomor_sk": "800/7", "alasan": "Mengisi jabatan kosong"} | lain))


def pindah(petugas: Konteks, orang: Pegawai, jabatan: Jabatan, tmt: date = LALU, **lain: Any) -> RiwayatJabatan:
    baris = services.create_mutasi(konteks=petugas, pegawai=orang, isi=isi(jabatan, tmt, **lain))
    orang.refresh_from_db()
    return baris


def masa_of(orang: Pegawai) -> list[tuple[str, date, date | None]]:
    rows = orang.riwayat_jabatan.filter(BERLAKU).select_related("jabatan").order_by("masa")
    return [(r.jabatan.nama, r.masa.lower, r.masa.upper) for r in rows]


def test_the_new_post_starts_the_day_the_old_one_ends(petugas: Konteks, orang: Pegawai) -> None:
    lama, baru = orang.jabatan, buat_jabatan(nama="Analis Gizi")
    assert lama

    pindah(petugas, orang, baru)

    assert masa_of(orang) == [(lama.nama, date(2022, 4, 1), LALU), ("Analis Gizi", LALU, None)]
    assert (orang.jabatan, orang.unit) == (baru, baru.unit)


def test_the_audit_says_who_by_which_decree_and_why(petugas: Konteks, orang: Pegawai) -> None:
    pindah(petugas, orang, buat_jabatan(), nomor_sk="821.2/14", alasan="Penyegaran organisasi")

    tercatat = {(b.judul, p.pengguna, p.alasan) for p in jejak.list_perubahan(orang, ["kepegawaian"]).daftar for b in p.bagian}
    assert {(judul, "Yuli Petugas", "SK 821.2/14: Penyegaran organisasi") for judul in ("Riwayat jabatan", "Pegawai")} <= tercatat


def test_a_future_move_changes_nothing_before_its_day(petugas: Konteks, orang: Pegawai) -> None:
    lama, baru, besok = orang.jabatan, buat_jabatan(), waktu.today() + timedelta(days=1)

    pindah(petugas, orang, baru, besok)
    assert orang.jabatan == lama

    proyeksi.segarkan(per=besok)
    orang.refresh_from_db()
    assert orang.jabatan == baru


def test_a_move_of_a_leader_gives_the_team_the_next_superior(petugas: Konteks) -> None:
    dinas = buat_unit()
    bidang = buat_unit(induk=dinas)
    kadis = buat_pegawai("Kadis", unit=dinas, memimpin=True)
    kabid = buat_pegawai("Kabid", unit=bidang, memimpin=True)
    staf = buat_pegawai("Staf", unit=bidang)

    pindah(petugas, kabid, buat_jabatan())

    staf.refresh_from_db()
    assert staf.atasan == kadis


def test_a_temporary_assignment_leaves_the_own_post_alone(petugas: Konteks, orang: Pegawai) -> None:
    lama, kosong = orang.jabatan, buat_jabatan(nama="Kepala Bidang", memimpin=True)

    baris = pindah(petugas, orang, kosong, penugasan="plt", sampai=date(2025, 5, 31))

    assert orang.jabatan == lama
    assert (baris.masa, baris.hari_terakhir) == (DateRange(LALU, date(2025, 6, 1)), date(2025, 5, 31))


def test_pressing_twice_is_the_same_as_once(petugas: Konteks, orang: Pegawai) -> None:
    baru = buat_jabatan()

    assert pindah(petugas, orang, baru) == pindah(petugas, orang, baru)
    assert len(masa_of(orang)) == 2


def test_only_whoever_may_change_people_moves_them(orang: Pegawai) -> None:
    assert orang.unit
    for peran in ("pengelola_opd", "pimpinan", "auditor", "tim_penilai"):
        konteks = konteks_of(buat_pengguna(peran, unit=orang.unit if peran == "pengelola_opd" else None))
        with pytest.raises(PermissionDenied):
            services.create_mutasi(konteks=konteks, pegawai=orang, isi=isi(buat_jabatan()))


def ditolak(petugas: Konteks, orang: Pegawai, sebab: type[UseCaseError], bidang: str | None, nilai: IsiMutasi) -> str:
    """The words of the refusal; nothing was written, and the preview refuses the same."""
    sebelum = masa_of(orang)
    for langkah in (services.preview_mutasi, services.create_mutasi):
        with pytest.raises(sebab) as galat:
            langkah(konteks=petugas, pegawai=orang, isi=nilai)
        assert galat.value.field == bidang
        assert galat.value.fix
    assert masa_of(orang) == sebelum
    return str(galat.value)


def test_the_very_same_post_is_refused(petugas: Konteks, orang: Pegawai) -> None:
    assert orang.jabatan
    assert "1 April 2022" in ditolak(petugas, orang, JabatanSamaError, "jabatan", isi(orang.jabatan))


def test_a_tmt_before_the_present_post_is_refused(petugas: Konteks, orang: Pegawai) -> None:
    ditolak(petugas, orang, TmtMendahuluiJabatanError, "tmt", isi(buat_jabatan(), date(2022, 4, 1)))


def test_a_tmt_before_the_entry_into_service_is_refused(petugas: Konteks, orang: Pegawai) -> None:
    assert "1 April 2015" in ditolak(petugas, orang, TmtMendahuluiMasukError, "tmt", isi(buat_jabatan(), date(2015, 3, 31)))


def test_whoever_is_not_active_on_that_day_gets_no_post(petugas: Konteks, orang: Pegawai) -> None:
    orang.riwayat_status.update(masa=DateRange(date(2015, 4, 1), LALU))
    orang.riwayat_status.create(jenis="pns", kedudukan="cltn", masa=DateRange(LALU, None))

    assert "Cuti di luar tanggungan negara" in ditolak(petugas, orang, PegawaiTidakAktifError, "tmt", isi(buat_jabatan()))
    pindah(petugas, orang, buat_jabatan(), LALU - timedelta(days=1))


def test_a_post_in_a_unit_that_was_closed_by_then_is_refused(petugas: Konteks, orang: Pegawai) -> None:
    baru = buat_jabatan(buat_unit("Kantor Lama"))
    VersiUnit.objects.filter(unit=baru.unit).update(masa=DateRange(date(2000, 1, 1), LALU))

    assert "Kantor Lama" in ditolak(petugas, orang, UnitTidakBerdiriError, "jabatan", isi(baru))


def test_an_assignment_that_ends_before_it_starts_is_refused(petugas: Konteks, orang: Pegawai) -> None:
    nilai = isi(buat_jabatan(), penugasan="plt", sampai=LALU - timedelta(days=1))

    ditolak(petugas, orang, MasaTerbalikError, "sampai", nilai)


@pytest.mark.parametrize("penugasan", ["definitif", "plt", "pj", "tugas_tambahan"])
def test_a_leading_post_that_somebody_holds_is_refused(petugas: Konteks, orang: Pegawai, penugasan: str) -> None:
    kepala = buat_pegawai("Ibu Kepala", memimpin=True)
    assert kepala.jabatan

    assert "Ibu Kepala" in ditolak(petugas, orang, JabatanTerisiError, "jabatan", isi(kepala.jabatan, penugasan=penugasan))


def test_a_plh_stands_in_beside_the_holder_but_only_one(petugas: Konteks, orang: Pegawai) -> None:
    kepala, kedua = buat_pegawai("Ibu Kepala", memimpin=True), buat_pegawai()
    assert kepala.jabatan

    pindah(petugas, orang, kepala.jabatan, penugasan="plh")

    nilai = isi(kepala.jabatan, penugasan="plh")
    assert "Hotma Sinaga" in ditolak(petugas, kedua, JabatanTerisiError, "jabatan", nilai)


def test_a_post_whose_holder_has_retired_counts_as_vacant(petugas: Konteks, orang: Pegawai) -> None:
    kepala = buat_pegawai(memimpin=True)
    assert kepala.jabatan
    kepala.riwayat_status.update(kedudukan="pensiun")

    pindah(petugas, orang, kepala.jabatan)

    assert orang.jabatan == kepala.jabatan


def test_a_post_that_falls_vacant_by_then_can_be_filled(petugas: Konteks, orang: Pegawai) -> None:
    kepala = buat_pegawai(memimpin=True)
    assert kepala.jabatan
    kosong = kepala.jabatan
    nanti = waktu.today() + timedelta(days=30)
    pindah(petugas, kepala, buat_jabatan(), nanti)

    pindah(petugas, orang, kosong, nanti)

    assert masa_of(orang)[-1][1] == nanti


def test_a_form_that_is_older_than_the_data_is_refused(petugas: Konteks, orang: Pegawai) -> None:
    dilihat = orang.riwayat_jabatan.get(BERLAKU).pk
    pindah(petugas, orang, buat_jabatan())

    with pytest.raises(VersiBerbedaError):
        services.create_mutasi(konteks=petugas, pegawai=orang, isi=isi(buat_jabatan(), date(2025, 9, 1)), versi=dilihat)


def test_undoing_brings_the_old_post_back_and_keeps_the_trace(petugas: Konteks, orang: Pegawai) -> None:
    lama = orang.jabatan
    assert lama
    baris = pindah(petugas, orang, buat_jabatan())

    services.cancel_mutasi(konteks=petugas, pegawai=orang, baris=baris, alasan="SK dicabut")

    orang.refresh_from_db()
    assert masa_of(orang) == [(lama.nama, date(2022, 4, 1), None)]
    assert orang.jabatan == lama
    assert orang.riwayat_jabatan.count() == 4, "every state that was known stays"
    assert "Pembatalan SK 800/7: SK dicabut" in {p.alasan for p in jejak.list_perubahan(orang, ["kepegawaian"]).daftar}


def test_undoing_gives_the_team_its_leader_back(petugas: Konteks) -> None:
    unit = buat_unit()
    kepala, staf = buat_pegawai("Kepala", unit=unit, memimpin=True), buat_pegawai(unit=unit)
    baris = pindah(petugas, kepala, buat_jabatan())

    services.cancel_mutasi(konteks=petugas, pegawai=kepala, baris=baris, alasan="Salah orang")

    staf.refresh_from_db()
    assert staf.atasan == kepala


def test_only_the_newest_move_can_be_undone(petugas: Konteks, orang: Pegawai) -> None:
    pertama = pindah(petugas, orang, buat_jabatan())
    pindah(petugas, orang, buat_jabatan(), date(2025, 9, 1), nomor_sk="800/8")
    pertama = orang.riwayat_jabatan.get(BERLAKU, nomor_sk=pertama.nomor_sk)

    with pytest.raises(MutasiTidakBisaDibatalkanError):
        services.cancel_mutasi(konteks=petugas, pegawai=orang, baris=pertama, alasan="SK dicabut")


def test_undoing_twice_is_refused(petugas: Konteks, orang: Pegawai) -> None:
    baris = pindah(petugas, orang, buat_jabatan())
    services.cancel_mutasi(konteks=petugas, pegawai=orang, baris=baris, alasan="SK dicabut")

    with pytest.raises(MutasiTidakBisaDibatalkanError):
        services.cancel_mutasi(konteks=petugas, pegawai=orang, baris=baris, alasan="SK dicabut")


def test_a_correction_puts_the_right_day_in_place_of_the_wrong_one(petugas: Konteks, orang: Pegawai) -> None:
    lama, baru = orang.jabatan, buat_jabatan(nama="Analis Gizi")
    assert lama
    baris = pindah(petugas, orang, baru, date(2025, 9, 1))

    services.correct_mutasi(konteks=petugas, pegawai=orang, baris=baris, isi=isi(baru, LALU))

    assert masa_of(orang) == [(lama.nama, date(2022, 4, 1), LALU), ("Analis Gizi", LALU, None)]


def test_the_preview_tells_what_changes_and_keeps_nothing(petugas: Konteks) -> None:
    dinas = buat_unit()
    bidang = buat_unit(induk=dinas)
    kadis = buat_pegawai("Kadis", unit=dinas, memimpin=True)
    kabid = buat_pegawai("Kabid", unit=bidang, memimpin=True)
    for _n in range(3):
        buat_pegawai(unit=bidang)
    jejak_lama = jejak.list_perubahan(kabid, ["kepegawaian"])

    (dampak,) = services.preview_mutasi(konteks=petugas, pegawai=kabid, isi=isi(buat_jabatan(nama="Analis Gizi")))

    assert [(g.lama, g.baru, g.jumlah) for g in dampak.pergantian] == [("Kabid", "Kadis", 3)]
    assert dampak.sesudah.jabatan
    assert dampak.sesudah.jabatan.nama == "Analis Gizi"
    assert (dampak.sebelum.atasan, dampak.sesudah.atasan) == (kadis, None)
    kabid.refresh_from_db()
    assert kabid.jabatan
    assert kabid.jabatan.memimpin
    assert jejak.list_perubahan(kabid, ["kepegawaian"]) == jejak_lama


def test_the_preview_of_a_future_move_counts_whom_it_leaves_without_a_superior(petugas: Konteks) -> None:
    unit = buat_unit()
    kepala = buat_pegawai("Kepala", unit=unit, memimpin=True)
    buat_pegawai(unit=unit)

    nanti = waktu.today() + timedelta(days=40)
    (dampak,) = services.preview_mutasi(konteks=petugas, pegawai=kepala, isi=isi(buat_jabatan(), nanti))

    assert dampak.hari == nanti
    assert [(g.lama, g.baru, g.jumlah) for g in dampak.pergantian] == [("Kepala", "", 1)]
