"""How a result stands against its target: the SQL equals a slow count by hand, for any entries on any days."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest

from kinerja import capaian
from kinerja.models import SKP, CapaianRHK, IndikatorKinerja, KemajuanKerja, PeriodeKinerja, RencanaHasilKerja
from tests.kinerja.factories import TAHUN, Kantor, buat_skp

AWAL = date(TAHUN, 1, 1)
Jejak = list[tuple[date, Decimal | None]]


@pytest.fixture
def skp(kantor: Kantor) -> SKP:
    return buat_skp(kantor, kantor.pegawai, hasil=0)


def buat_hasil(skp: SKP, uraian: str, *ukuran: tuple[str, Decimal | None, str]) -> RencanaHasilKerja:
    """A result with these measures: aspect, target, direction."""
    hasil = RencanaHasilKerja.objects.create(skp=skp, uraian=uraian)
    for aspek, target, arah in ukuran:
        satuan = "" if target is None else "berkas"
        hasil.indikator.create(aspek=aspek, uraian=f"Ukuran {aspek}", target=target, satuan=satuan, arah=arah)
    return hasil


def catat(hasil: RencanaHasilKerja, ukuran: IndikatorKinerja | None, jejak: Iterable[tuple[date, Decimal | None]]) -> None:
    for hari, nilai in jejak:
        KemajuanKerja.objects.create(
            skp=hasil.skp, rencana=hasil, indikator=ukuran if nilai is not None else None, nilai=nilai, tanggal=hari, uraian="."
        )


def tersimpan(hasil: RencanaHasilKerja) -> dict[int, tuple[Decimal | None, bool, date]]:
    """What the SQL derived: quarter → share, on its way, day of the latest entry."""
    capaian.segarkan([hasil.pk], TAHUN)
    return {
        c.periode.triwulan: (c.persen, c.sesuai, c.per)
        for c in CapaianRHK.objects.filter(rencana=hasil).select_related("periode")
    }


# --- by hand -------------------------------------------------------------------------------------------


def nilai_pada(ukuran: IndikatorKinerja, catatan: list[KemajuanKerja], per: date) -> Decimal | None:
    """Sums for quantity, the latest state for the rest."""
    milik = [k for k in catatan if k.indikator_id == ukuran.pk and k.nilai is not None and k.tanggal <= per]
    if not milik:
        return None
    if ukuran.aspek == "kuantitas":
        return sum((k.nilai for k in milik if k.nilai is not None), Decimal(0))
    return max(milik, key=lambda k: (k.tanggal, k.pk)).nilai


def persen_tangan(ukuran: IndikatorKinerja, nilai: Decimal) -> Decimal:
    target = ukuran.target or Decimal(0)
    if ukuran.arah == "turun":
        return Decimal(100) if nilai <= target else target * 100 / nilai
    return min(nilai * 100 / target if target else Decimal(100), Decimal(150))


def sejalan_tangan(ukuran: IndikatorKinerja, nilai: Decimal, per: date) -> bool:
    """Quantity against the share of the year that has passed (10 % behind is fine), states against the target (5 %)."""
    target = ukuran.target or Decimal(0)
    jumlah = ukuran.aspek == "kuantitas"
    harus = target * min(Decimal((per - AWAL).days + 1) / 365, Decimal(1)) if jumlah else target
    longgar = Decimal("0.10") if jumlah else Decimal("0.05")
    return nilai >= harus * (1 - longgar) if ukuran.arah == "naik" else nilai <= harus * (1 + longgar)


def tangan(hasil: RencanaHasilKerja) -> dict[int, tuple[Decimal | None, bool, date]]:
    """The same as `tersimpan`, one entry after the other."""
    catatan = list(hasil.kemajuan.filter(diganti_at__isnull=True))
    jawab = {}
    for p in PeriodeKinerja.objects.filter(tahun=TAHUN):
        hari = [k.tanggal for k in catatan if p.mulai <= k.tanggal <= p.akhir]
        if not hari:
            continue
        per, ukuran = max(hari), list(hasil.indikator.all())
        ternilai = [(u, n) for u in ukuran if u.target is not None and (n := nilai_pada(u, catatan, per)) is not None]
        persen = [persen_tangan(u, n) for u, n in ternilai]
        rata = (sum(persen, Decimal(0)) / len(persen)).quantize(Decimal("0.1"), ROUND_HALF_UP) if persen else None
        sejalan = all(sejalan_tangan(u, n, per) for u, n in ternilai) if ternilai else all(u.target is None for u in ukuran)
        jawab[p.triwulan] = (rata, sejalan, per)
    return jawab


@pytest.mark.parametrize("benih", range(4))
def test_the_stored_standing_is_the_one_counted_by_hand(skp: SKP, benih: int) -> None:
    acak = random.Random(benih)

    for n in range(12):
        aspek = acak.sample(["kuantitas", "kualitas", "waktu", "biaya", "ukuran"], acak.randint(1, 3))
        ukuran = [
            (a, None if a == "ukuran" else Decimal(acak.choice([0, 7, 40, 100])), acak.choice(["naik", "turun"])) for a in aspek
        ]
        hasil = buat_hasil(skp, f"Hasil {n}", *ukuran)
        for u in hasil.indikator.all():
            hari = [
                AWAL + timedelta(days=acak.choice([0, 89, 90, 180, 272, 273, 364, acak.randrange(365)]))
                for _k in range(acak.randrange(4))
            ]
            catat(hasil, u, [(h, acak.choice([None, Decimal(acak.randrange(120))])) for h in hari])
        dikoreksi = hasil.kemajuan.order_by("?").first()
        if dikoreksi and acak.random() < 0.4:
            KemajuanKerja.objects.filter(pk=dikoreksi.pk).update(diganti_at="2026-12-31T00:00:00Z")

        assert tersimpan(hasil) == tangan(hasil), list(
            hasil.kemajuan.values_list("indikator__aspek", "tanggal", "nilai", "diganti_at")
        )


# --- each side of every margin --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("aspek", "arah", "nilai", "sejalan"),
    [
        ("kuantitas", "naik", "18.00", True),  # 20 were due by then; 10 % behind is still fine
        ("kuantitas", "naik", "17.99", False),
        ("kuantitas", "turun", "22.00", True),
        ("kuantitas", "turun", "22.01", False),
        ("kualitas", "naik", "95.00", True),
        ("kualitas", "naik", "94.99", False),
        ("biaya", "turun", "105.00", True),
        ("biaya", "turun", "105.01", False),
    ],
)
def test_the_margin_ends_where_it_says(skp: SKP, aspek: str, arah: str, nilai: str, sejalan: bool) -> None:
    hasil = buat_hasil(skp, "Hasil", (aspek, Decimal(100), arah))
    seperlima = AWAL + timedelta(days=72)  # the 73rd day of 365

    catat(hasil, hasil.indikator.get(), [(seperlima, Decimal(nilai))])

    assert tersimpan(hasil)[1][1] is sejalan


def test_more_than_half_again_of_the_target_counts_as_150(skp: SKP) -> None:
    hasil = buat_hasil(skp, "Hasil", ("kuantitas", Decimal(10), "naik"))
    catat(hasil, hasil.indikator.get(), [(AWAL, Decimal(15)), (AWAL + timedelta(days=100), Decimal(4000))])

    assert {tw: persen for tw, (persen, _sejalan, _per) in tersimpan(hasil).items()} == {1: 150, 2: 150}


def test_an_entry_of_another_year_moves_nothing(skp: SKP) -> None:
    hasil = buat_hasil(skp, "Hasil", ("kuantitas", Decimal(100), "naik"))
    catat(hasil, hasil.indikator.get(), [(AWAL, Decimal(10)), (date(TAHUN + 1, 1, 1), Decimal(90))])

    assert tersimpan(hasil) == {1: (Decimal(10), True, AWAL)}


def test_the_answer_is_by_how_much_the_results_on_their_way_changed(skp: SKP) -> None:
    hasil = buat_hasil(skp, "Hasil", ("kualitas", Decimal(100), "naik"))
    ukuran, hari = hasil.indikator.get(), date(TAHUN, 2, 1)
    tw1 = PeriodeKinerja.objects.get(tahun=TAHUN, triwulan=1).pk

    catat(hasil, ukuran, [(hari, Decimal(100))])
    assert capaian.segarkan([hasil.pk], TAHUN) == {tw1: {"rhk_tercatat": 1, "rhk_sesuai": 1}}
    assert capaian.segarkan([hasil.pk], TAHUN) == {}, "again is no change"
    catat(hasil, ukuran, [(hari, Decimal(10))])
    assert capaian.segarkan([hasil.pk], TAHUN) == {tw1: {"rhk_tercatat": 0, "rhk_sesuai": -1}}
    KemajuanKerja.objects.filter(rencana=hasil).update(diganti_at="2026-12-31T00:00:00Z")
    assert capaian.segarkan([hasil.pk], TAHUN) == {tw1: {"rhk_tercatat": -1, "rhk_sesuai": 0}}, (
        "it was not on its way before either"
    )
    assert not CapaianRHK.objects.filter(rencana=hasil).exists()
