"""The superior's board and the dashboard against a naive count; who needs help first, and when a group is too small."""

from __future__ import annotations

import random
import re
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from kinerja.models import SKP, CapaianRHK, EvaluasiPeriodik, KemajuanKerja, PeriodeKinerja, RekapKinerja
from kinerja.rekap import PREDIKAT, bangun
from kinerja.selectors import dasbor
from kinerja.selectors.dasbor import KELOMPOK_KECIL, Angka
from kinerja.selectors.tim import list_tim
from kinerja.services.skp import KeadaanSkpError
from kinerja.views import dasbor as halaman
from organisasi.models import UnitKerja
from pegawai.models import Pegawai
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import HARI, TAHUN, Kantor, ajukan, buat_orang, buat_skp, catat, nilai, sepakati, url
from tests.organisasi.factories import buat_unit


@pytest.fixture
def tw4(kantor: Kantor) -> PeriodeKinerja:
    return PeriodeKinerja.objects.get(tahun=TAHUN, triwulan=4)


# --- the board ------------------------------------------------------------------------------------------


def test_a_row_of_the_board_is_what_a_naive_count_of_that_person_gives(kantor: Kantor, tw4: PeriodeKinerja) -> None:
    skp = sepakati(kantor, kantor.pegawai, hasil=3)
    for ke, angka in enumerate([100, 100, 1]):
        catat(kantor, skp, nilai=angka, ke=ke, hari=date(TAHUN, 11, 1 + ke))
    catat(kantor, skp, nilai=1, hari=date(TAHUN, 2, 1))
    nilai(kantor, skp)
    ajukan(kantor, kantor.rekan)
    buat_orang("Belum Mulai", unit=kantor.bidang)

    tim = {p.nama: p for p in list_tim(kantor.konteks(kantor.atasan), tw4)}

    assert sorted(tim) == ["Belum Mulai", "Pegawai Uji", "Rekan Uji"], "one's own people, and never oneself"
    p, capaian = tim["Pegawai Uji"], CapaianRHK.objects.filter(rencana__skp=skp, periode=tw4)
    persen = [c.persen for c in capaian if c.persen is not None]
    assert (p.skp_kode, p.skp_status, p.skp_versi) == (skp.kode, "disepakati", skp.versi)
    assert (p.hasil, p.bercatatan, p.sesuai) == (3, len(capaian), sum(c.sesuai for c in capaian))
    assert (p.hasil, p.bercatatan, p.sesuai) == (3, 3, 2)
    assert float(p.persen) == pytest.approx(float(sum(persen) / len(persen)))
    assert p.terakhir == max(KemajuanKerja.objects.filter(skp=skp).values_list("tanggal", flat=True))
    assert (p.predikat, p.evaluasi_kode) == ("baik", EvaluasiPeriodik.objects.get().kode)
    kosong = tim["Belum Mulai"]
    assert (kosong.skp_status, kosong.hasil, kosong.persen, kosong.terakhir, kosong.predikat) == (None, 0, None, None, None)
    assert tim["Rekan Uji"].skp_status == "diajukan"


def test_entries_that_were_corrected_away_do_not_count_as_the_latest(kantor: Kantor, tw4: PeriodeKinerja) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp, hari=date(TAHUN, 10, 5))
    catat(kantor, skp, hari=HARI)
    KemajuanKerja.objects.filter(tanggal=HARI).update(diganti_at="2026-11-24T09:00:00Z")

    (p,) = list_tim(kantor.konteks(kantor.atasan), tw4).filter(pk=kantor.pegawai.pk)

    assert p.terakhir == date(TAHUN, 10, 5)


# --- the dashboard --------------------------------------------------------------------------------------


def hitung(unit: UnitKerja, tw: PeriodeKinerja) -> dict[str, Any]:
    """Figures of a unit with all below it, person by person."""
    hasil: dict[str, Any] = dict.fromkeys(
        ("pegawai", "belum", "skp_menunggu", "skp_disepakati", "dinilai", "rhk", "rhk_tercatat", "rhk_sesuai"), 0
    )
    hasil["predikat"] = [0] * 5
    for p in Pegawai.objects.select_related("unit").bertugas():
        di_sini = p.unit is not None and p.unit.jalur.startswith(unit.jalur)
        hasil["pegawai"] += di_sini
        sudah = SKP.objects.filter(pegawai=p, tahun=tw.tahun, status="disepakati", disepakati__lte=tw.akhir).exists()
        hasil["belum"] += di_sini and not sudah
    for skp in SKP.objects.select_related("unit").filter(tahun=tw.tahun):
        if not skp.unit.jalur.startswith(unit.jalur):
            continue
        hasil["skp_menunggu"] += skp.status == "diajukan" and skp.diajukan <= tw.akhir
        sepakat = skp.status == "disepakati" and skp.disepakati <= tw.akhir
        hasil["skp_disepakati"] += sepakat
        hasil["rhk"] += skp.rencana.count() if sepakat else 0
        hasil["rhk_tercatat"] += CapaianRHK.objects.filter(rencana__skp=skp, periode=tw).count()
        hasil["rhk_sesuai"] += CapaianRHK.objects.filter(rencana__skp=skp, periode=tw, sesuai=True).count()
        for e in skp.evaluasi.filter(periode=tw, diganti_at__isnull=True):
            hasil["dinilai"] += 1
            hasil["predikat"][PREDIKAT.index(e.predikat)] += 1
    return hasil


@pytest.mark.parametrize("benih", range(2))
def test_every_figure_of_every_unit_is_the_naive_count(kantor: Kantor, benih: int) -> None:
    acak = random.Random(benih)
    staf = [buat_orang(f"Staf {n}", unit=kantor.bidang) for n in range(3)]
    semua = [
        kantor.pegawai,
        kantor.rekan,
        *staf,
        kantor.atasan,
    ]  # the superior last: theirs would have to be served by the others'

    for p in semua:
        p.refresh_from_db()
        cara = acak.choice([buat_skp, ajukan, sepakati, sepakati, sepakati])
        skp = cara(kantor, p, hasil=acak.randint(1, 3))
        if cara is not sepakati:
            continue
        for _n in range(acak.randrange(4)):
            catat(kantor, skp, nilai=acak.randrange(120), hari=date(TAHUN, acak.randint(1, 11), 20), bukti=acak.random() < 0.5)
        if acak.random() < 0.7:
            rating = [acak.choice(["di_atas", "sesuai", "di_bawah"]) for _n in range(2)]
            with suppress(KeadaanSkpError):  # a quarter before the SKP without an entry
                nilai(
                    kantor,
                    skp,
                    acak.choice([3, 4]),
                    hasil=rating[0],
                    perilaku=rating[1],
                    alasan_tanpa_bukti="Buktinya di arsip dinas.",
                )
    daftar = list(PeriodeKinerja.objects.filter(tahun=TAHUN).order_by("triwulan"))

    for unit in (kantor.kota, kantor.dinas, kantor.bidang):
        for tw in daftar:
            kini = dasbor.get_dasbor(unit, tw, daftar, HARI).kini
            tampil = {k: getattr(kini, k) for k in hitung(unit, tw)} | {"predikat": list(kini.predikat)}
            assert tampil == hitung(unit, tw), (unit.nama, tw.kode)


def test_units_below_are_those_of_the_naive_list_and_the_quiet_ones_stand_apart(kantor: Kantor, tw4: PeriodeKinerja) -> None:
    sepi, tutup = buat_unit("Bidang Sepi", kantor.dinas), buat_unit("Bidang Tutup", kantor.dinas)
    for unit in (sepi, tutup):
        buat_orang(f"Staf {unit.nama}", unit=unit)
        RekapKinerja.objects.create(periode=tw4, unit=unit, pegawai=1)
    UnitKerja.objects.filter(pk=tutup.pk).update(aktif=False)
    sepakati(kantor, kantor.pegawai)

    d = dasbor.get_dasbor(kantor.dinas, tw4, [tw4], HARI)

    assert [a.unit.nama for a, _acuan in d.bawahan] == ["Bidang Uji"]
    assert [a.unit.nama for a in d.sepi] == ["Bidang Sepi"]


def test_the_parts_of_a_unit_add_up_with_its_own_people_among_them(kantor: Kantor, tw4: PeriodeKinerja) -> None:
    buat_unit("Bidang Sepi", kantor.dinas)
    for n in range(3):
        sepakati(kantor, buat_orang(f"Staf {n}", unit=kantor.dinas))
    catat(kantor, sepakati(kantor, kantor.pegawai))
    bangun([TAHUN])

    for unit in (kantor.kota, kantor.dinas, kantor.bidang):
        d = dasbor.get_dasbor(unit, tw4, [tw4], HARI)
        bagian = [*(a for a, _acuan in d.bagian), *d.sepi] or [d.kini]
        for kolom in (*dasbor.JUMLAHAN, "pencatat"):
            assert sum(getattr(a, kolom) for a in bagian) == getattr(d.kini, kolom), (unit.nama, kolom)
    dinas = dasbor.get_dasbor(kantor.dinas, tw4, [tw4], HARI)
    assert (dinas.bagian[0][0].unit, dinas.langsung[0].skp_disepakati) == (kantor.dinas, 3)


def test_a_unit_that_has_only_units_shows_no_people_of_its_own(kantor: Kantor, tw4: PeriodeKinerja) -> None:
    sepakati(kantor, kantor.pegawai)
    bangun([TAHUN])

    d = dasbor.get_dasbor(kantor.kota, tw4, [tw4], HARI)

    assert [a.unit.nama for a, _acuan in d.bagian] == [a.unit.nama for a, _acuan in d.bawahan]


def test_the_weeks_of_the_chart_are_the_last_twelve_mondays_and_a_quiet_one_is_nought(
    kantor: Kantor, tw4: PeriodeKinerja
) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    senin = HARI - timedelta(days=HARI.weekday())
    for mundur, kali in ((0, 2), (3, 1), (11, 1), (12, 1)):
        for _n in range(kali):
            catat(kantor, skp, hari=senin - timedelta(weeks=mundur))

    pekan = dasbor.get_dasbor(kantor.kota, tw4, [tw4], HARI).pekan

    assert [h for h, _n in pekan] == [senin - timedelta(weeks=n) for n in range(11, -1, -1)]
    assert [n for _h, n in pekan] == [1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2]


# --- a small group --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("orang", "kecil"), [(0, True), (KELOMPOK_KECIL - 1, True), (KELOMPOK_KECIL, False)])
def test_below_ten_people_no_share_is_told(orang: int, kecil: bool) -> None:
    a = Angka(UnitKerja(), pegawai=orang, skp_disepakati=orang, dinilai=orang, rhk=8, rhk_tercatat=8, rhk_sesuai=2, pencatat=1)

    assert (a.kecil, a.persen_sesuai is None, a.persen_pencatat is None) == (kecil, kecil, kecil)


def test_ten_people_of_whom_nine_were_judged_are_a_small_group_for_predicates(kantor: Kantor) -> None:
    a = Angka(UnitKerja(), pegawai=10, skp_disepakati=10, dinilai=9, rhk=10, rhk_tercatat=10, rhk_sesuai=5)

    assert (a.kecil, a.persen_sesuai) == (True, 50)
    assert replace(a, rhk_tercatat=0).persen_sesuai is None, "without recorded results there is no share of them"


@pytest.mark.usefixtures("hari_ini")
@pytest.mark.parametrize("banyak", [KELOMPOK_KECIL - 1, KELOMPOK_KECIL])
def test_the_page_shows_percentages_from_ten_people_on(kantor: Kantor, masuk: Masuk, banyak: int) -> None:
    sepakati(kantor, kantor.pegawai)
    RekapKinerja.objects.filter(unit=kantor.bidang).update(
        pegawai=banyak,
        skp_disepakati=banyak,
        dinilai=banyak,
        baik=banyak,
        rhk=banyak,
        rhk_tercatat=banyak,
        rhk_sesuai=banyak // 2,
    )
    halaman._ingatan.kosongkan()
    klien: Client = masuk(kantor.admin)

    isi = klien.get(url("dasbor_unit", kantor.bidang.kode), {"periode": "2026-tw4"}).content.decode()

    kata = re.sub(r"<[^>]*>", " ", isi[isi.index('id="angka-dasbor"') : isi.index("</main>")])
    assert bool(re.search(r"\d\s?%", kata)) is (banyak >= KELOMPOK_KECIL)
