"""The present state of anybody on any day is what a slow reading of the histories gives."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from pegawai import proyeksi
from pegawai.models import Pegawai
from pegawai.rules.pensiun import ATURAN_PENSIUN, compute_tmt_pensiun, daftar_bup
from tests.pegawai import karier
from tests.potret import tidak_berubah

pytestmark = pytest.mark.django_db
BANYAK = 14
SEJAK = date(2017, 4, 7)  # from here on the age limits of every kind of post are on record


def naif(orang: Pegawai, per: date, bup: dict[str, Any]) -> dict[str, Any]:
    """Every column of the present state but the superior, from the histories; where they are silent status stays as it was."""
    s, j, g = karier.pada(orang.riwayat_status.all(), per), karier.jabatan_pada(orang, per), karier.golongan_pada(orang, per)
    d = karier.pendidikan_tertinggi(orang)
    batas = bup.get(j.jabatan.kelas_bup) if j else None
    return {
        "nomor": karier.nomor_pada(orang, per),
        "jenis": s.jenis if s else orang.jenis,
        "kedudukan": s.kedudukan if s else orang.kedudukan,
        "unit_id": j.jabatan.unit_id if j else None,
        "jabatan_id": j.jabatan_id if j else None,
        "tmt_jabatan": j.tmt_jabatan if j else None,
        "golongan_id": g.golongan_id if g else None,
        "tmt_golongan": g.masa.lower if g else None,
        "mk_tahun": g.mk_tahun if g else 0,
        "mk_bulan": g.mk_bulan if g else 0,
        "mk_per": (g.mk_per or g.masa.lower) if g else None,
        "pendidikan": d.tingkat if d else "",
        "pendidikan_nama": d.nama if d else "",
        "tahun_lulus": d.tahun_lulus if d else None,
        "tmt_pensiun": compute_tmt_pensiun(orang.tanggal_lahir, batas.usia) if batas else None,
        "nama_urut": orang.nama.lower(),
    }


def tersimpan() -> dict[int, dict[str, Any]]:
    return {p.pop("id"): p for p in Pegawai.objects.values("id", *proyeksi.KOLOM)}


@pytest.mark.parametrize("benih", range(3))
def test_on_any_day_the_projection_is_the_naive_reading(benih: int) -> None:
    acak = random.Random(benih)
    kota = karier.bangun(acak, BANYAK)

    for per in [karier.hari(acak, SEJAK) for _n in range(6)]:
        bup = daftar_bup(ATURAN_PENSIUN.ambil(per))
        seharusnya = {o.pk: naif(o, per, bup) for o in Pegawai.objects.all()}
        proyeksi.segarkan(per=per)
        assert tersimpan() == seharusnya, per
        assert proyeksi.drift(per) == []
    assert len(kota.orang) == BANYAK


def test_each_border_of_a_career_is_seen_on_its_own_day() -> None:
    """The day before a row begins and the day it begins, the last day it holds and the day after."""
    acak = random.Random(11)
    karier.bangun(acak, 3)
    batas = {r.masa.lower for o in Pegawai.objects.all() for r in o.riwayat_golongan.all() if r.masa.lower > SEJAK}

    for per in sorted(h + timedelta(days=n) for h in batas for n in (-1, 0)):
        proyeksi.segarkan(per=per)
        for o in Pegawai.objects.all():
            g = karier.golongan_pada(o, per)
            assert o.golongan_id == (g.golongan_id if g else None), per


def test_for_some_people_it_writes_those_and_nobody_else() -> None:
    acak = random.Random(5)
    kota = karier.bangun(acak, BANYAK)
    proyeksi.segarkan(per=date(2020, 1, 1))
    sebelum, pilihan = tersimpan(), {o.pk for o in acak.sample(kota.orang, 5)}

    proyeksi.segarkan(pilihan, per=date(2026, 6, 1))
    sebagian = tersimpan()
    proyeksi.segarkan(per=date(2026, 6, 1))

    assert {pk: isi for pk, isi in sebagian.items() if pk not in pilihan} == {
        pk: isi for pk, isi in sebelum.items() if pk not in pilihan
    }
    assert {pk: sebagian[pk] for pk in pilihan} == {pk: tersimpan()[pk] for pk in pilihan}


def test_again_on_the_same_day_writes_nothing_at_all() -> None:
    karier.bangun(random.Random(3), BANYAK)
    proyeksi.segarkan()

    with tidak_berubah("pegawai"):
        assert proyeksi.segarkan() == 0


def test_going_to_another_day_and_back_ends_where_it_began() -> None:
    acak = random.Random(8)
    karier.bangun(acak, BANYAK)
    Pegawai.objects.filter(riwayat_status__isnull=True).delete()
    per = date(2024, 7, 1)
    proyeksi.segarkan(per=per)
    tetap = [k for k in proyeksi.KOLOM if k not in ("jenis", "kedudukan")]  # these stay where the history is silent
    sebelum = {pk: {k: isi[k] for k in tetap} for pk, isi in tersimpan().items()}

    for lain in (SEJAK, date(2028, 12, 31), per):
        proyeksi.segarkan(per=lain)

    assert {pk: {k: isi[k] for k in tetap} for pk, isi in tersimpan().items()} == sebelum


@pytest.mark.parametrize(
    "kolom", ["nomor", "kedudukan", "golongan_id", "tmt_jabatan", "mk_bulan", "pendidikan", "tmt_pensiun", "nama_urut"]
)
def test_whatever_is_written_past_the_histories_is_named_as_drift(kolom: str) -> None:
    kota = karier.bangun(random.Random(2), 2)
    proyeksi.segarkan()
    palsu = {
        "golongan_id": "IV/e",
        "tmt_jabatan": date(1999, 1, 1),
        "tmt_pensiun": date(1999, 1, 1),
        "mk_bulan": 11,
        "kedudukan": "mpp",
    }
    Pegawai.objects.filter(pk=kota.orang[0].pk).update(**{kolom: palsu.get(kolom, "lain")})

    assert proyeksi.drift() == [{"kode": kota.orang[0].kode, "kolom": [kolom]}]
    assert proyeksi.segarkan() == 1
    assert proyeksi.drift() == []
