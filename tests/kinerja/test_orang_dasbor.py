"""Every figure of the board leads to the people behind it, as many as it says, as far as the reader may see them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from akun.models import Pengguna
from alur.models import Pemegang
from kinerja import rekap
from kinerja.models import PeriodeKinerja
from kinerja.rekap import PREDIKAT
from kinerja.selectors import dasbor, orang
from kinerja.services import skp as layanan
from organisasi.models import UnitKerja
from pegawai import proyeksi
from pegawai.models import Pegawai
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import (
    HARI,
    TAHUN,
    Kantor,
    ajukan,
    buat_akun,
    buat_orang,
    buat_skp,
    catat,
    nilai,
    sepakati,
    url,
)
from tests.kinerja.test_pindah import pindahkan
from tests.organisasi.factories import buat_jabatan, buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.usefixtures("hari_ini")


@dataclass
class Ramai:
    """An office in which every state occurs, also that of people who moved or left."""

    kantor: Kantor
    lain: UnitKerja
    tw4: PeriodeKinerja

    def daftar(self, siapa: Pegawai | Pengguna, unit: UnitKerja, keadaan: str) -> list[str]:
        halaman, jumlah = orang.buka_menurut(self.kantor.konteks(siapa), unit, self.tw4, keadaan, "")
        assert jumlah == len(halaman.baris)
        return [p.nama for p in halaman.baris]


@pytest.fixture
def ramai(kantor: Kantor) -> Ramai:
    lain = buat_unit("Bidang Lain", kantor.dinas)
    buat_orang("Kepala Lain", unit=lain, memimpin=True)
    baru = {nama: buat_orang(nama, unit=kantor.bidang) for nama in ("Draf", "Kembali", "Pindah", "Pensiun", "Rendah", "Tanpa")}
    for siapa in (kantor.pegawai, baru["Pindah"], baru["Pensiun"], baru["Rendah"]):
        catat(kantor, sepakati(kantor, siapa))
    nilai(kantor, kantor.pegawai.skp.get())
    for siapa in ("Pensiun", "Rendah"):
        nilai(kantor, baru[siapa].skp.get(), hasil="di_bawah", perilaku="di_bawah")
    ajukan(kantor, kantor.rekan)
    buat_skp(kantor, baru["Draf"])
    skp = ajukan(kantor, baru["Kembali"])
    layanan.reject_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi, catatan="Ukurannya belum jelas.")
    pindahkan(baru["Pindah"], lain)
    Pegawai.objects.filter(pk=baru["Pensiun"].pk).update(kedudukan="pensiun")
    rekap.bangun([TAHUN])
    return Ramai(kantor, lain, PeriodeKinerja.objects.get(kode="2026-tw4"))


@pytest.mark.parametrize("keadaan", ["belum", "menunggu", "disepakati", "dinilai", *PREDIKAT])
def test_the_list_has_as_many_people_as_the_board_counts(ramai: Ramai, keadaan: str) -> None:
    for unit in (ramai.kantor.kota, ramai.kantor.dinas, ramai.kantor.bidang, ramai.lain):
        kini = dasbor.get_dasbor(unit, ramai.tw4, [ramai.tw4], HARI).kini

        assert len(ramai.daftar(ramai.kantor.admin, unit, keadaan)) == orang.jumlah_di_dasbor(kini, keadaan), unit.nama


def test_each_state_lists_those_who_are_in_it(ramai: Ramai) -> None:
    isi = {k: ramai.daftar(ramai.kantor.admin, ramai.kantor.bidang, k) for k in orang.SARINGAN}

    assert isi["tanpa"] == ["Kabid Uji", "Tanpa"]
    assert (isi["disusun"], isi["menunggu"], isi["dikembalikan"]) == (["Draf"], ["Rekan Uji"], ["Kembali"])
    assert isi["belum"] == ["Draf", "Kabid Uji", "Kembali", "Rekan Uji", "Tanpa"]
    assert isi["disepakati"] == ["Pegawai Uji", "Rendah"], "who moved or retired is counted here no longer"
    assert (isi["baik"], isi["sangat_kurang"]) == (["Pegawai Uji"], ["Rendah"])
    assert ramai.daftar(ramai.kantor.admin, ramai.lain, "disepakati") == ["Pindah"]


def test_the_list_of_the_unit_itself_holds_whoever_has_no_skp(ramai: Ramai, masuk: Masuk) -> None:
    halaman = orang.buka_orang(ramai.kantor.konteks(ramai.kantor.admin), ramai.kantor.bidang, ramai.tw4, "")

    assert [p.nama for p in halaman.baris] == ["Draf", "Kabid Uji", "Kembali", "Pegawai Uji", "Rekan Uji", "Rendah", "Tanpa"]
    assert {p.nama for p in halaman.baris if p.skp_status is None} == {"Kabid Uji", "Tanpa"}


def test_everybody_reads_those_alone_whom_they_may_see(ramai: Ramai) -> None:
    kantor = ramai.kantor
    luar = buat_unit("Dinas Luar", kantor.kota)

    assert ramai.daftar(kantor.kadis, kantor.dinas, "tanpa") == ["Kabid Uji", "Kadis Uji", "Kepala Lain"]
    assert ramai.daftar(kantor.atasan, kantor.dinas, "belum") == ["Draf", "Kabid Uji", "Kembali", "Rekan Uji", "Tanpa"]
    assert "Tanpa" in ramai.daftar(buat_akun("pengelola_opd", unit=kantor.dinas), kantor.dinas, "tanpa")
    asing = buat_akun("pengelola_opd", unit=luar)
    for keadaan in orang.SARINGAN:
        assert ramai.daftar(asing, kantor.dinas, keadaan) == []


def test_an_skp_out_of_reach_is_named_by_its_state_without_a_way_into_it(ramai: Ramai) -> None:
    """Who came from another office is without an agreed SKP here; their SKP stays with the office it was handed in to."""
    luar = buat_unit("Dinas Luar", ramai.kantor.kota)
    pindahkan(Pegawai.objects.get(nama="Kembali"), luar)

    halaman, _n = orang.buka_menurut(
        ramai.kantor.konteks(buat_akun("pengelola_opd", unit=luar)), luar, ramai.tw4, "dikembalikan", ""
    )

    assert [(p.nama, p.skp_status, p.skp_kode) for p in halaman.baris] == [("Kembali", "dikembalikan", None)]


def test_the_figures_of_the_page_lead_to_their_lists(ramai: Ramai, masuk: Masuk) -> None:
    klien: Client = masuk(ramai.kantor.admin)
    dinas = url("dasbor_unit", ramai.kantor.dinas.kode)
    isi = klien.get(dinas).content.decode()

    for keadaan, kata in (("belum", "7 belum"), ("menunggu", "1 menunggu atasan")):
        assert re.search(rf'href="\?periode=2026-tw4&amp;keadaan={keadaan}#orang">\s*{kata}', isi), keadaan
        sebenarnya = klien.get(dinas, {"keadaan": keadaan}).content.decode()
        assert f"{kata.split()[0]} orang di unit ini" in sebenarnya or "Satu orang di unit ini" in sebenarnya
    daftar = klien.get(dinas, {"keadaan": "menunggu"}).content.decode()
    baris = daftar[daftar.index('id="orang-dasbor"') :]
    for kata in ("Rekan Uji", "Bidang Uji", "Menunggu atasan", "sejak 24 November 2026", "Kabid Uji"):
        assert kata in baris


def test_predicates_of_another_quarter_lead_to_the_people_of_that_quarter(ramai: Ramai, masuk: Masuk) -> None:
    skp = ramai.kantor.pegawai.skp.get()
    catat(ramai.kantor, skp, hari=HARI.replace(month=8))
    nilai(ramai.kantor, skp, 3)
    bidang = url("dasbor_unit", ramai.kantor.bidang.kode)
    klien: Client = masuk(ramai.kantor.admin)

    isi = klien.get(url("dasbor_unit", ramai.kantor.dinas.kode)).content.decode()

    assert f'href="{bidang}?periode=2026-tw3&amp;keadaan=baik#orang"' in isi
    assert re.search(r">1 Baik</a>,\s+<a[^>]*>1 Sangat Kurang</a>", isi), "words stand apart"
    assert "Pegawai Uji" in klien.get(bidang, {"periode": "2026-tw3", "keadaan": "baik"}).content.decode()


def test_a_reader_of_fewer_people_is_told_why_the_board_counts_more(ramai: Ramai, masuk: Masuk) -> None:
    isi = masuk(ramai.kantor.kadis).get(url("dasbor_unit", ramai.kantor.dinas.kode), {"keadaan": "belum"}).content.decode()

    assert "3 dari 7 orang yang dihitung dasbor dapat Anda baca di sini; selebihnya dibaca atasan langsungnya." in isi
    dinilai = masuk(ramai.kantor.kadis).get(url("dasbor_unit", ramai.kantor.dinas.kode), {"keadaan": "dinilai"}).content.decode()
    assert "Dasbor menghitung 2 orang. Tidak ada yang dapat Anda baca di sini" in dinilai
    assert "Tidak ada orang dalam keadaan ini" not in dinilai


@pytest.mark.parametrize("keadaan", ["", "entah", "belum'--", "\x00"])
def test_an_unknown_state_is_the_unit_itself(ramai: Ramai, masuk: Masuk, keadaan: str) -> None:
    jawab = masuk(ramai.kantor.admin).get(url("dasbor_unit", ramai.kantor.bidang.kode), {"keadaan": keadaan})

    assert jawab.status_code == 200
    assert "Orang di unit ini" in jawab.content.decode()


def test_a_quarter_that_is_over_asks_nothing_that_is_true_today_alone() -> None:
    assert orang.pilih_keadaan("belum", lampau=True) == ""
    assert orang.pilih_keadaan("disepakati", lampau=True) == "disepakati"


def test_a_long_list_costs_the_same_queries_and_goes_on_page_by_page(
    ramai: Ramai, masuk: Masuk, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    klien: Client = masuk(ramai.kantor.admin)
    alamat = url("dasbor_unit", ramai.kantor.bidang.kode)
    monkeypatch.setattr(orang, "ORANG_SEHALAMAN", 2)
    klien.get(alamat)

    with django_assert_max_num_queries(9):  # who asks, unit, quarters, fingerprint, people and their number, receipts, bell
        isi = klien.get(alamat, {"keadaan": "belum"}).content.decode()
    lanjut = re.search(r'rel="next" href="([^"]*)"', isi)
    assert lanjut
    assert lanjut[1].endswith("#orang")

    assert "Kembali" in klien.get(alamat + lanjut[1].replace("&amp;", "&").removesuffix("#orang")).content.decode()


def test_a_head_learns_on_which_desk_how_many_wait_and_not_whose(ramai: Ramai, masuk: Masuk) -> None:
    Pemegang.objects.filter(orang_kode=ramai.kantor.rekan.kode).update(sejak_at=f"{HARI.replace(day=3)} 09:00+07:00")
    ajukan(ramai.kantor, Pegawai.objects.get(nama="Tanpa"))

    isi = masuk(ramai.kantor.kadis).get(url("dasbor_unit", ramai.kantor.dinas.kode), {"keadaan": "menunggu"}).content.decode()

    meja = " ".join(isi[isi.index('aria-labelledby="meja"') :].split("</section>")[0].split())
    for kata in ("Kabid Uji", "2 SKP", "paling lama sejak 3 November 2026"):
        assert kata in meja, kata
    assert "Rekan Uji" not in isi


def test_every_state_that_can_be_chosen_has_its_number(ramai: Ramai, masuk: Masuk) -> None:
    for unit, langsung in ((ramai.kantor.dinas, False), (ramai.kantor.dinas, True), (ramai.kantor.bidang, False)):
        susunan = orang.hitung_susunan(unit, ramai.tw4, lampau=False, langsung=langsung)
        for keadaan, n in susunan.items():
            rows, jumlah = orang.buka_menurut(
                ramai.kantor.konteks(ramai.kantor.admin), unit, ramai.tw4, keadaan, "", langsung=langsung
            )
            assert n == jumlah == len(rows.baris), (unit.nama, keadaan)
    isi = masuk(ramai.kantor.admin).get(url("dasbor_unit", ramai.kantor.bidang.kode)).content.decode()
    for kata in ("Belum ada SKP", "Disusun", "Dikembalikan"):
        assert re.search(rf'class="cip"[^>]*>{kata}\s*<span aria-hidden="true">\d', isi), kata


def test_figures_of_the_unit_itself_lead_to_its_own_people_alone(ramai: Ramai, masuk: Masuk) -> None:
    kantor = ramai.kantor
    sepakati(kantor, kantor.atasan)
    sepakati(kantor, buat_orang("Sekretaris", unit=kantor.dinas))
    rekap.bangun([TAHUN])
    klien: Client = masuk(kantor.admin)
    dinas = url("dasbor_unit", kantor.dinas.kode)

    isi = klien.get(dinas).content.decode()
    for keadaan in ("disepakati", "belum"):
        assert f'href="?periode=2026-tw4&amp;langsung=1&amp;keadaan={keadaan}#orang"' in isi
    daftar = klien.get(dinas, {"keadaan": "disepakati", "langsung": "1"}).content.decode()
    baris = daftar[daftar.index('id="orang-dasbor"') :]

    assert "Satu orang langsung di unit ini." in baris
    assert "Sekretaris" in baris
    assert "Kabid Uji" not in baris


def test_a_kept_board_notices_that_somebody_began(ramai: Ramai, masuk: Masuk) -> None:
    klien: Client = masuk(ramai.kantor.admin)
    alamat = url("dasbor_unit", ramai.kantor.bidang.kode)
    tampak = r'class="cip"[^>]*>Disusun\s*<span aria-hidden="true">(\d+)'
    assert re.findall(tampak, klien.get(alamat).content.decode()) == ["1"]

    buat_skp(ramai.kantor, Pegawai.objects.get(nama="Tanpa"))

    assert re.findall(tampak, klien.get(alamat).content.decode()) == ["2"]


def test_a_desk_is_asked_from_the_day_on_which_a_case_came_to_it(ramai: Ramai, masuk: Masuk) -> None:
    Pemegang.objects.filter(orang_kode=ramai.kantor.rekan.kode).update(
        sejak_at=f"{HARI.replace(day=3)} 09:00+07:00", pindah_at=f"{HARI.replace(day=9)} 09:00+07:00"
    )

    isi = masuk(ramai.kantor.kadis).get(url("dasbor_unit", ramai.kantor.dinas.kode), {"keadaan": "menunggu"}).content.decode()

    assert "paling lama sejak 9 November 2026" in " ".join(isi.split())


def test_who_acts_as_head_elsewhere_reads_the_board_of_whom_they_lead_and_not_that_of_their_own_desk(
    ramai: Ramai, masuk: Masuk
) -> None:
    unit = buat_unit("Bidang Lain", ramai.kantor.dinas)
    kepala = buat_jabatan(unit, "Kepala Bidang Lain", memimpin=True)
    buat_pegawai("Anggota Lain", unit=unit)
    rekan = ramai.kantor.rekan
    rekan.riwayat_jabatan.create(jabatan=kepala, penugasan="plt", masa="[2026-01-05,)", tmt_jabatan="2026-01-05")
    proyeksi.segarkan()

    klien = masuk(rekan)
    assert klien.get(url("dasbor_unit", unit.kode)).status_code == 200
    assert klien.get(url("dasbor_unit", rekan.unit.kode)).status_code == 404
    assert "Bidang Lain" in klien.get(url("tim")).content.decode()


def test_a_desk_of_an_acting_head_is_named_by_the_post_they_act_in(ramai: Ramai, masuk: Masuk) -> None:
    atasan, rekan = ramai.kantor.atasan, ramai.kantor.rekan
    kepala = buat_jabatan(buat_unit("Bidang Lain", ramai.kantor.dinas), "Kepala Bidang Lain", memimpin=True)
    atasan.riwayat_jabatan.create(jabatan=kepala, penugasan="plt", masa="[2026-01-05,)", tmt_jabatan="2026-01-05")
    rekan.riwayat_jabatan.create(jabatan=kepala, penugasan="plh", masa="[2026-01-05,2026-01-12)", tmt_jabatan="2026-01-05")

    isi = masuk(ramai.kantor.kadis).get(url("dasbor_unit", ramai.kantor.dinas.kode), {"keadaan": "menunggu"}).content.decode()

    assert f"{atasan.jabatan.nama}, Plt. Kepala Bidang Lain" in isi
    assert "Plh." not in isi
