"""A quarter has a first and a last day, and once it is closed nothing in it changes; an entry is taken back for half an hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inti import waktu
from kinerja.models import SKP, EvaluasiPeriodik, KemajuanKerja, PeriodeKinerja
from kinerja.services import kemajuan
from kinerja.services import koreksi as perbaikan
from kinerja.services.evaluasi import IsianEvaluasi, create_evaluasi, receive_evaluasi
from kinerja.services.kemajuan import (
    BATAS_KEMBAR,
    Catatan,
    CatatanKembarError,
    TanggalKemajuanError,
    list_periode_terbuka,
)
from kinerja.services.koreksi import BATAS_TARIK, KoreksiError
from kinerja.services.periode import end_periode, open_tahun
from kinerja.services.skp import KeadaanSkpError
from tests.kinerja.factories import HARI, TAHUN, Kantor, baris, catat, nilai, sepakati
from tests.kinerja.test_rekap import selisih
from tests.potret import tidak_berubah

SEHARI = timedelta(days=1)
TABEL = ("kinerja", "alur", "kabar", "inti")
Triwulan = Callable[[int], PeriodeKinerja]


@pytest.fixture
def tw(kantor: Kantor) -> Triwulan:
    return lambda n: PeriodeKinerja.objects.get(tahun=TAHUN, triwulan=n)


@pytest.fixture
def skp(kantor: Kantor) -> SKP:
    return sepakati(kantor, kantor.pegawai)


def tutup(kantor: Kantor, periode: PeriodeKinerja) -> PeriodeKinerja:
    return end_periode(konteks=kantor.konteks(kantor.admin), periode=periode)


def koreksi(kantor: Kantor, lama: KemajuanKerja, hari: date) -> KemajuanKerja:
    k = kantor.konteks(kantor.pegawai)
    return perbaikan.update_kemajuan(konteks=k, kemajuan=lama, nilai=Decimal(3), tanggal=hari, uraian="", alasan="salah ketik")


def tarik(kantor: Kantor, catatan: KemajuanKerja) -> int:
    return perbaikan.withdraw_kemajuan(konteks=kantor.konteks(kantor.pegawai), kemajuan=catatan)


# --- the days of a quarter --------------------------------------------------------------------------------


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tahun=st.integers(2031, 2090))
def test_the_quarters_of_any_year_hold_each_of_its_days_once(kantor: Kantor, tahun: int) -> None:
    open_tahun(konteks=kantor.konteks(kantor.admin), tahun=tahun)

    periode = list(PeriodeKinerja.objects.filter(tahun=tahun).order_by("triwulan"))

    assert [p.kode for p in periode] == [f"{tahun}-tw{n}" for n in (1, 2, 3, 4)]
    assert (periode[0].mulai, periode[-1].akhir) == (date(tahun, 1, 1), date(tahun, 12, 31))
    assert [p.akhir + SEHARI for p in periode[:-1]] == [p.mulai for p in periode[1:]]
    assert [p.mulai.month for p in periode] == [1, 4, 7, 10]


@pytest.mark.parametrize("hari", [date(TAHUN, 1, 1), date(TAHUN, 3, 31), date(TAHUN, 4, 1), date(TAHUN, 9, 30), HARI])
def test_the_first_and_the_last_day_of_a_quarter_belong_to_it(kantor: Kantor, skp: SKP, hari: date) -> None:
    assert len(list_periode_terbuka(skp, HARI, [hari])) == 4


@pytest.mark.parametrize(
    ("hari", "kata"),
    [
        (HARI + SEHARI, "belum tiba"),
        (date(TAHUN - 1, 12, 31), "di luar tahun SKP"),
        (date(TAHUN, 9, 30), "Triwulan III 2026 sudah ditutup"),
        (date(TAHUN, 7, 1), "Triwulan III 2026 sudah ditutup"),
    ],
)
def test_one_day_outside_is_refused_even_among_good_ones(kantor: Kantor, skp: SKP, tw: Triwulan, hari: date, kata: str) -> None:
    tutup(kantor, tw(3))

    with pytest.raises(TanggalKemajuanError, match=kata):
        list_periode_terbuka(skp, HARI, [HARI, date(TAHUN, 6, 30), hari])
    assert list_periode_terbuka(skp, HARI, [HARI, date(TAHUN, 6, 30), date(TAHUN, 10, 1)]), "its neighbours stay open"


# --- a closed quarter -------------------------------------------------------------------------------------


@pytest.fixture
def lama(kantor: Kantor, skp: SKP, tw: Triwulan) -> KemajuanKerja:
    """An entry and a judgement in the third quarter, which was closed since."""
    catat(kantor, skp, hari=date(TAHUN, 9, 30))
    nilai(kantor, skp, 3)
    tutup(kantor, tw(3))
    return KemajuanKerja.objects.get()


DITUTUP: dict[str, Callable[[Kantor, KemajuanKerja], Any]] = {
    "an entry on its last day": lambda k, lama: catat(k, lama.skp, hari=date(TAHUN, 9, 30)),
    "a correction within it": lambda k, lama: koreksi(k, lama, date(TAHUN, 9, 1)),
    "a correction out of it": lambda k, lama: koreksi(k, lama, HARI),
    "taking an entry back": lambda k, lama: tarik(k, lama),
}


def test_nothing_in_a_closed_quarter_changes(kantor: Kantor, lama: KemajuanKerja, subtests: pytest.Subtests) -> None:
    for nama, langkah in DITUTUP.items():
        with subtests.test(nama), tidak_berubah("alur", "kabar", "inti"):
            sebelum = list(KemajuanKerja.objects.values())
            with pytest.raises(TanggalKemajuanError, match="sudah ditutup"):
                langkah(kantor, lama)
            assert list(KemajuanKerja.objects.values()) == sebelum
    assert selisih() == []


def test_an_entry_is_not_corrected_into_a_closed_quarter(kantor: Kantor, lama: KemajuanKerja) -> None:
    catat(kantor, lama.skp)

    with tidak_berubah(*TABEL), pytest.raises(TanggalKemajuanError, match="sudah ditutup"):
        koreksi(kantor, KemajuanKerja.objects.latest("pk"), date(TAHUN, 9, 30))


def test_a_closed_quarter_is_judged_no_more_but_what_was_judged_can_be_taken_note_of(kantor: Kantor, lama: KemajuanKerja) -> None:
    lain = sepakati(kantor, kantor.rekan)

    with tidak_berubah(*TABEL), pytest.raises(KeadaanSkpError, match="Triwulan III 2026 sudah ditutup"):
        nilai(kantor, lain, 3, alasan_tanpa_bukti="Buktinya di arsip dinas.")
    assert receive_evaluasi(konteks=kantor.konteks(kantor.pegawai), evaluasi=EvaluasiPeriodik.objects.get()).diterima == HARI


def test_a_quarter_is_judged_from_its_first_day_on(kantor: Kantor, skp: SKP, tw: Triwulan) -> None:
    isi = IsianEvaluasi("sesuai", "sesuai", "Baik.", "Buktinya di arsip dinas.")

    def coba(per: date) -> EvaluasiPeriodik:
        return create_evaluasi(konteks=kantor.konteks(kantor.atasan, per), skp=skp, periode=tw(4), isian=isi)

    with pytest.raises(KeadaanSkpError, match="belum berjalan"):
        coba(date(TAHUN, 9, 30))
    assert coba(date(TAHUN, 10, 1)).ditetapkan == date(TAHUN, 10, 1)


def test_closing_again_keeps_the_moment_of_the_first_time(kantor: Kantor, tw: Triwulan) -> None:
    pertama = tutup(kantor, tw(1)).terkunci_at

    with tidak_berubah(*TABEL):
        assert tutup(kantor, tw(1)).terkunci_at == pertama


# --- half an hour -----------------------------------------------------------------------------------------


def geser(mundur: timedelta) -> None:
    """As if everything had been recorded so long ago."""
    KemajuanKerja.objects.update(dicatat_at=waktu.now() - mundur)


@pytest.fixture
def jam() -> Any:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield


@pytest.mark.usefixtures("jam")
def test_an_entry_is_taken_back_until_the_half_hour_is_over_and_not_a_second_longer(kantor: Kantor, skp: SKP) -> None:
    catat(kantor, skp)
    catatan = KemajuanKerja.objects.get()

    geser(BATAS_TARIK + timedelta(seconds=1))
    with tidak_berubah(*TABEL), pytest.raises(KoreksiError, match="lebih dari 30 menit"):
        tarik(kantor, catatan)

    geser(BATAS_TARIK)
    assert tarik(kantor, catatan) == 1
    assert selisih() == []


@pytest.mark.usefixtures("jam")
def test_the_oldest_number_of_a_telling_decides(kantor: Kantor, skp: SKP) -> None:
    baris(skp).indikator.create(aspek="kualitas", uraian="Sesuai standar", target=Decimal(97), satuan="%")
    catat(kantor, skp)
    KemajuanKerja.objects.filter(pk=KemajuanKerja.objects.earliest("pk").pk).update(dicatat_at=waktu.now() - 2 * BATAS_TARIK)

    with pytest.raises(KoreksiError, match="lebih dari 30 menit"):
        tarik(kantor, KemajuanKerja.objects.latest("pk"))
    assert KemajuanKerja.objects.filter(diganti_at__isnull=True).count() == 2, "all its numbers, or none"


@pytest.mark.usefixtures("jam")
def test_the_same_content_is_asked_about_for_half_an_hour_and_not_a_second_longer(kantor: Kantor, skp: SKP) -> None:
    def kirim(kunci: str) -> Any:
        isi = Catatan(baris(skp), HARI, {i: Decimal(5) for i in baris(skp).indikator.all()}, kunci=kunci)
        return kemajuan.record_kemajuan(konteks=kantor.konteks(kantor.pegawai), skp=skp, catatan=[isi])

    kirim("a" * 12)
    geser(BATAS_KEMBAR)
    with tidak_berubah(*TABEL), pytest.raises(CatatanKembarError, match="pukul"):
        kirim("b" * 12)

    geser(BATAS_KEMBAR + timedelta(seconds=1))
    assert len(kirim("b" * 12)) == 1


@pytest.mark.usefixtures("jam")
def test_what_was_taken_back_leaves_figures_and_standing_as_before(kantor: Kantor, skp: SKP) -> None:
    catat(kantor, skp, nilai=90, hari=date(TAHUN, 3, 1))
    sebelum = (
        list(EvaluasiPeriodik.objects.values()),
        list(skp.rencana.get().capaian.values_list("periode", "persen", "sesuai", "per")),
    )

    catat(kantor, skp, nilai=5)
    tarik(kantor, KemajuanKerja.objects.latest("pk"))

    sesudah = (
        list(EvaluasiPeriodik.objects.values()),
        list(skp.rencana.get().capaian.values_list("periode", "persen", "sesuai", "per")),
    )
    assert sesudah == sebelum
    assert selisih() == []
