"""Boards of a quarter that is over: who is still to be judged is a list, as long as the figure that leads to it; every board of
a head is within reach of the other."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kinerja import rekap
from kinerja.models import SKP, PeriodeKinerja
from kinerja.selectors import orang
from organisasi.models import UnitKerja
from pegawai import proyeksi
from pegawai.models import Pegawai
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import TAHUN, Kantor, ajukan, buat_akun, buat_orang, catat, nilai, sepakati, url
from tests.kinerja.test_papan_tim import TW3, sejak_januari
from tests.organisasi.factories import buat_jabatan, buat_unit

pytestmark = pytest.mark.usefixtures("hari_ini")


def tambah(nama: str, kantor: Kantor) -> Pegawai:
    satu = buat_orang(nama, unit=kantor.bidang)
    satu.refresh_from_db()
    return satu


@pytest.fixture
def usai(kantor: Kantor) -> PeriodeKinerja:
    """A quarter gone by: one judged, one not, one agreed late with an entry on it, one agreed late without, one who waits."""
    for siapa in (kantor.pegawai, kantor.rekan):
        catat(kantor, sejak_januari(sepakati(kantor, siapa)), hari=TW3)
    nilai(kantor, kantor.pegawai.skp.get(), 3)
    catat(kantor, sepakati(kantor, tambah("Terlambat", kantor)), hari=TW3)
    sepakati(kantor, tambah("Baru", kantor))
    ajukan(kantor, tambah("Menunggu", kantor))
    rekap.bangun([TAHUN])
    return PeriodeKinerja.objects.get(tahun=TAHUN, triwulan=3)


def daftar(kantor: Kantor, unit: UnitKerja, periode: PeriodeKinerja, *, langsung: bool = False) -> list[str]:
    konteks = kantor.konteks(kantor.admin)
    halaman, jumlah = orang.buka_menurut(konteks, unit, periode, "belum_dinilai", "", langsung=langsung)
    assert jumlah == len(halaman.baris)
    return [p.nama for p in halaman.baris]


def test_who_is_still_to_be_judged_is_listed_as_the_superior_s_board_does(kantor: Kantor, usai: PeriodeKinerja) -> None:
    assert daftar(kantor, kantor.bidang, usai) == ["Rekan Uji", "Terlambat"]


def test_the_number_of_those_equals_the_list_at_every_level(kantor: Kantor, usai: PeriodeKinerja) -> None:
    sejak_januari(sepakati(kantor, kantor.atasan))
    SKP.objects.filter(pegawai=kantor.atasan).update(unit=kantor.dinas)
    for unit, langsung in ((kantor.kota, False), (kantor.dinas, False), (kantor.dinas, True), (kantor.bidang, False)):
        n = orang.hitung_susunan(unit, usai, lampau=True, langsung=langsung)["belum_dinilai"]
        assert n == len(daftar(kantor, unit, usai, langsung=langsung)), (unit.nama, langsung)
    assert daftar(kantor, kantor.dinas, usai, langsung=True) == ["Kabid Uji"]


def test_the_figure_of_a_past_quarter_leads_to_them_and_adds_up(kantor: Kantor, masuk: Masuk, usai: PeriodeKinerja) -> None:
    klien = masuk(kantor.admin)
    alamat = url("dasbor_unit", kantor.bidang.kode)

    isi = klien.get(alamat, {"periode": usai.kode}).content.decode()

    assert "dari 3 SKP" in isi, "one judged and two to be judged"
    assert re.search(r'href="\?periode=2026-tw3&amp;keadaan=belum_dinilai#orang">\s*2 belum dinilai', isi)
    assert re.search(r'class="cip"[^>]*>Belum dinilai\s*<span aria-hidden="true">2', isi), "a state to choose, with its number"
    tabel = klien.get(alamat, {"periode": usai.kode, "keadaan": "belum_dinilai"}).content.decode()
    tabel = tabel[tabel.index('id="orang-dasbor"') :]
    assert [n for n in ("Pegawai Uji", "Rekan Uji", "Terlambat", "Baru", "Menunggu") if f">{n}<" in tabel] == [
        "Rekan Uji",
        "Terlambat",
    ]


def test_a_judgement_takes_one_away_from_a_kept_board(kantor: Kantor, masuk: Masuk, usai: PeriodeKinerja) -> None:
    klien, alamat = masuk(kantor.admin), url("dasbor_unit", kantor.bidang.kode)
    assert "2 belum dinilai" in klien.get(alamat, {"periode": usai.kode}).content.decode()

    nilai(kantor, kantor.rekan.skp.get(), 3)

    assert "1 belum dinilai" in klien.get(alamat, {"periode": usai.kode}).content.decode()


def test_a_quarter_that_runs_does_not_ask_who_is_not_judged(kantor: Kantor, masuk: Masuk, usai: PeriodeKinerja) -> None:
    assert orang.pilih_keadaan("belum_dinilai", lampau=False) == ""
    assert orang.pilih_keadaan("belum_dinilai", lampau=True) == "belum_dinilai"
    isi = masuk(kantor.admin).get(url("dasbor_unit", kantor.bidang.kode)).content.decode()
    assert "keadaan=belum_dinilai" not in isi


def test_whoever_may_not_read_them_finds_nobody(kantor: Kantor, usai: PeriodeKinerja) -> None:
    asing = kantor.konteks(buat_akun("pengelola_opd", unit=buat_unit("Dinas Luar", kantor.kota)))

    assert orang.buka_menurut(asing, kantor.dinas, usai, "belum_dinilai", "")[1] == 0


# --- several boards of one head ------------------------------------------------------------------


@pytest.fixture
def rangkap(kantor: Kantor) -> UnitKerja:
    """The head of section acts as head of another one."""
    lain = buat_unit("Bidang Lain", kantor.dinas)
    kepala = buat_jabatan(lain, "Kepala Bidang Lain", memimpin=True)
    kantor.atasan.riwayat_jabatan.create(jabatan=kepala, penugasan="plt", masa="[2026-01-05,)", tmt_jabatan="2026-01-05")
    buat_orang("Anggota Lain", unit=lain)
    proyeksi.segarkan()
    return lain


def test_who_leads_two_units_finds_both_boards_on_the_page_of_the_team(kantor: Kantor, masuk: Masuk, rangkap: UnitKerja) -> None:
    klien = masuk(kantor.atasan)
    isi = klien.get(url("tim")).content.decode()

    for unit in (kantor.bidang, rangkap):
        assert f'href="{url("dasbor_unit", unit.kode)}"' in isi
        assert f"Dasbor {unit.nama}" in isi
        assert klien.get(url("dasbor_unit", unit.kode)).status_code == 200


def test_each_board_leads_to_the_other_in_the_same_quarter(kantor: Kantor, masuk: Masuk, rangkap: UnitKerja) -> None:
    klien = masuk(kantor.atasan)

    for alamat in (url("dasbor"), url("dasbor_unit", kantor.bidang.kode), url("dasbor_unit", rangkap.kode)):
        isi = klien.get(alamat, {"periode": "2026-tw3"}).content.decode()
        for unit in (kantor.bidang, rangkap):
            assert f'href="{url("dasbor_unit", unit.kode)}?periode=2026-tw3"' in isi, (alamat, unit.nama)


def test_whoever_leads_one_unit_with_those_below_it_has_one_board(kantor: Kantor, masuk: Masuk, rangkap: UnitKerja) -> None:
    for siapa in (kantor.kadis, kantor.admin):
        isi: Any = masuk(siapa).get(url("dasbor")).content.decode()
        assert "Pilih dasbor unit" not in isi


def test_in_a_quarter_that_is_over_belum_dinilai_is_said_of_nobody_whom_no_superior_owes_it(
    kantor: Kantor, masuk: Masuk, usai: PeriodeKinerja
) -> None:
    """'Belum dinilai 0' stood above rows of people without an agreed SKP that read 'Belum dinilai'."""
    isi = masuk(kantor.admin).get(url("dasbor_unit", kantor.bidang.kode), {"periode": usai.kode}).content.decode()

    baris = isi[isi.index('id="orang-dasbor"') :].split('<tr role="row">')[1:]
    kata = {n: "Belum dinilai" in b for b in baris for n in ("Rekan Uji", "Terlambat", "Baru", "Menunggu") if f">{n}<" in b}
    assert kata == {"Rekan Uji": True, "Terlambat": True, "Baru": False, "Menunggu": False}
