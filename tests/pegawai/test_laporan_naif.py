"""The rank list and the nominative list of any day against a slow reference: who stands in them, in which order, with what."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from akun.kewenangan import Konteks
from inti import nomor
from inti.pilihan import kata
from organisasi.models import UnitKerja
from organisasi.pohon import pohon_per
from pegawai import golongan, proyeksi, reports
from pegawai.models import JenisPegawai, Pegawai, TingkatPendidikan
from pegawai.rules.duk import TINGKAT_JABATAN, DataDuk, kunci_duk
from pegawai.rules.masa_kerja import usia
from tests.pegawai import karier

pytestmark = pytest.mark.django_db
BANYAK = 24
DI_LUAR = {"pensiun", "berhenti", "tidak_aktif"}
JENIS = {"pns": {"pns"}, "pns_cpns": {"pns", "cpns"}, "pppk": {"pppk"}}
JENIS_NOMINATIF = {"semua": set(JenisPegawai.values), "pns": {"pns", "cpns"}, "pppk": {"pppk"}}


@pytest.fixture
def kota(request: pytest.FixtureRequest) -> karier.Kota:
    golongan.muat()
    hasil = karier.bangun(random.Random(getattr(request, "param", 1)), BANYAK)
    proyeksi.segarkan()
    return hasil


def jabatan_dinilai(orang: Pegawai, per: date) -> str:
    j = karier.jabatan_pada(orang, per)
    return (j.jabatan.jenjang or j.jabatan.jenis) if j else ""


def data(orang: Pegawai, per: date) -> DataDuk:
    """What the law on the rank list looks at."""
    g, j = karier.golongan_pada(orang, per), karier.jabatan_pada(orang, per)
    d = karier.pendidikan_tertinggi(orang, per.year)
    tahun, bulan = karier.masa_kerja_pada(orang, per)
    return DataDuk(
        urutan_golongan=g.golongan.urutan if g else 0,
        tmt_golongan=g.masa.lower if g else None,
        jabatan=jabatan_dinilai(orang, per),
        tmt_jabatan=j.tmt_jabatan if j else None,
        mk_bulan=tahun * 12 + bulan,
        pendidikan=d.tingkat if d else "",
        tahun_lulus=d.tahun_lulus if d else None,
        tanggal_lahir=orang.tanggal_lahir,
        kunci=orang.pk,
    )


def di_bawah(orang: Pegawai, per: date, unit: UnitKerja | None) -> bool:
    """Whether the post of the day lies in the unit or below it; anywhere without one."""
    j = karier.jabatan_pada(orang, per)
    return unit is None or (j is not None and j.jabatan.unit.jalur.startswith(unit.jalur))


def isi_sama(orang: Pegawai, per: date) -> dict[str, Any]:
    """What both lists tell of a person."""
    g, j, d = karier.golongan_pada(orang, per), karier.jabatan_pada(orang, per), karier.pendidikan_tertinggi(orang, per.year)
    unit = pohon_per(per)[j.jabatan.unit_id] if j else None
    depan = f"{orang.gelar_depan} " if orang.gelar_depan else ""
    return {
        "nama": f"{depan}{orang.nama}" + (f", {orang.gelar_belakang}" if orang.gelar_belakang else ""),
        "nomor": nomor.kelompokkan(karier.nomor_pada(orang, per)),
        "pangkat": (", ".join(t for t in (g.golongan.pangkat, g.golongan_id) if t)) if g else "",
        "tmt_golongan": g.masa.lower if g else None,
        "jabatan": j.jabatan.nama if j else None,
        "tmt_jabatan": j.tmt_jabatan if j else None,
        "masa_kerja": karier.masa_kerja_pada(orang, per) if g else (None, None),
        "pendidikan": (d.nama or kata(TingkatPendidikan, d.tingkat)) if d else "",
        "lulus": d.tahun_lulus if d else None,
        "unit": (unit.nama, unit.opd) if unit else ("", ""),
    }


def duk_naif(per: date, jenis: str, cltn: bool, unit: UnitKerja | None) -> list[tuple[Any, ...]]:
    status = {o.pk: karier.pada(o.riwayat_status.all(), per) for o in Pegawai.objects.all()}
    ikut = [
        o for o in Pegawai.objects.all()
        if (s := status[o.pk]) and s.jenis in JENIS[jenis] and s.kedudukan not in DI_LUAR
        and (cltn or s.kedudukan != "cltn") and di_bawah(o, per, unit)
    ]  # fmt: skip
    baris = []
    for no, o in enumerate(sorted(ikut, key=lambda o: kunci_duk(data(o, per))), 1):
        i = isi_sama(o, per)
        baris.append(
            (no, i["nama"], i["nomor"], i["pangkat"], i["tmt_golongan"], i["jabatan"], i["tmt_jabatan"], *i["masa_kerja"], "",
             i["pendidikan"], i["lulus"], o.tanggal_lahir, usia(o.tanggal_lahir, per), *i["unit"])
        )  # fmt: skip
    return baris


def nominatif_naif(per: date, jenis: str, unit: UnitKerja | None) -> list[tuple[Any, ...]]:
    pohon = pohon_per(per)
    status = {o.pk: karier.pada(o.riwayat_status.all(), per) for o in Pegawai.objects.all()}
    ikut = [
        o for o in Pegawai.objects.all()
        if (s := status[o.pk]) and s.jenis in JENIS_NOMINATIF[jenis] and s.kedudukan not in DI_LUAR and di_bawah(o, per, unit)
    ]  # fmt: skip

    def urutan(o: Pegawai) -> tuple[Any, ...]:
        j, g = karier.jabatan_pada(o, per), karier.golongan_pada(o, per)
        tempat = pohon[j.jabatan.unit_id].urutan if j else 10**6
        tingkat = TINGKAT_JABATAN.get(jabatan_dinilai(o, per), 0)
        return tempat, -tingkat, -(g.golongan.urutan if g else 0), o.nama_urut, o.pk

    baris = []
    for no, o in enumerate(sorted(ikut, key=urutan), 1):
        i = isi_sama(o, per)
        kelamin = "P" if o.jenis_kelamin == "wanita" else "L"
        baris.append(
            (no, i["nama"], i["nomor"], kata(JenisPegawai, status[o.pk].jenis), kelamin, o.tempat_lahir, o.tanggal_lahir, i["pangkat"],
             i["tmt_golongan"], i["jabatan"], i["tmt_jabatan"], *i["masa_kerja"], i["pendidikan"], i["lulus"], *i["unit"])
        )  # fmt: skip
    return baris


@pytest.mark.parametrize("kota", [1, 2], indirect=True)
def test_the_rank_list_of_any_day_is_the_slow_one(kota: karier.Kota, petugas: Konteks) -> None:
    acak = random.Random(9)
    panjang = 0

    for _n in range(20):
        per, jenis, cltn = karier.hari(acak, date(2016, 1, 1)), acak.choice([*JENIS]), acak.random() < 0.5
        unit = acak.choice([*[None] * 4, *kota.unit[1:]])
        hasil = list(reports.iter_duk(petugas, {"per": per, "jenis": jenis, "cltn": cltn, "unit": unit}))
        assert hasil == duk_naif(per, jenis, cltn, unit), (per, jenis, cltn, unit)
        panjang += len(hasil)
    assert panjang > 20, "the draw must not be about empty lists"


@pytest.mark.parametrize("kota", [3, 4], indirect=True)
def test_the_nominative_list_of_any_day_is_the_slow_one(kota: karier.Kota, petugas: Konteks) -> None:
    acak = random.Random(9)
    panjang = 0

    for _n in range(20):
        per, jenis = karier.hari(acak, date(2016, 1, 1)), acak.choice([*JENIS_NOMINATIF])
        unit = acak.choice([*[None] * 4, *kota.unit[1:]])
        hasil = list(reports.iter_nominatif(petugas, {"per": per, "jenis": jenis, "unit": unit}))
        assert hasil == nominatif_naif(per, jenis, unit), (per, jenis, unit)
        panjang += len(hasil)
    assert panjang > 20, "the draw must not be about empty lists"


def test_lists_of_the_kinds_share_nobody_and_leave_nobody_out(kota: karier.Kota, petugas: Konteks) -> None:
    per = date(2024, 7, 1)

    def nama(jenis: str) -> list[str]:
        return sorted(b[1] for b in reports.iter_nominatif(petugas, {"per": per, "jenis": jenis, "unit": None}))

    assert sorted(nama("pns") + nama("pppk")) == nama("semua")


def test_lists_of_the_offices_together_are_the_list_of_the_city(kota: karier.Kota, petugas: Konteks) -> None:
    per = date(2024, 7, 1)
    semua, *_lain = kota.unit

    def nama(unit: UnitKerja) -> set[str]:
        return {b[1] for b in reports.iter_nominatif(petugas, {"per": per, "jenis": "semua", "unit": unit})}

    langsung = {
        b[1] for b in reports.iter_nominatif(petugas, {"per": per, "jenis": "semua", "unit": semua}) if b[15] == "Kota Uji"
    }
    assert nama(semua) == langsung | nama(kota.unit[1]) | nama(kota.unit[2])
    assert not nama(kota.unit[1]) & nama(kota.unit[2])


def test_a_correction_in_the_present_does_not_change_a_list_of_the_past_that_it_does_not_concern(
    kota: karier.Kota, petugas: Konteks
) -> None:
    isian = {"per": date(2018, 1, 1), "jenis": "pns_cpns", "cltn": True, "unit": None}
    sebelum = list(reports.iter_duk(petugas, isian))

    proyeksi.segarkan(per=date(2028, 1, 1))
    Pegawai.objects.update(kedudukan="pensiun", golongan=None, jabatan=None, unit=None, mk_tahun=0)

    assert list(reports.iter_duk(petugas, isian)) == sebelum, "reports read histories, never the present state"
