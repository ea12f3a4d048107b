"""The card 'Kinerja Anda' of the home page: one query at every stage of the year."""

from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.beranda import isi_kartu_saya
from tests.kinerja.factories import HARI, Kantor, catat, nilai, sepakati


def kartu(kantor: Kantor) -> dict[str, Any] | None:
    konteks = kantor.konteks(kantor.pegawai)
    with CaptureQueriesContext(connection) as kueri:
        isi = isi_kartu_saya(konteks)
    assert len(kueri) == 1
    return isi


def test_nothing_to_show_leaves_the_card_out(kantor: Kantor) -> None:
    assert kartu(kantor) is None


def test_progress_before_the_first_predicate_is_counted(kantor: Kantor) -> None:
    catat(kantor, sepakati(kantor, kantor.pegawai, hasil=2), nilai=100)

    assert kartu(kantor) == {"hasil": {"semua": 1, "sesuai": 1}, "evaluasi": None}


def test_the_latest_predicate_is_shown_with_its_quarter(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    for triwulan, hari in ((3, date(2026, 9, 1)), (4, HARI)):
        catat(kantor, skp, hari=hari)
        terakhir = nilai(kantor, skp, triwulan)

    isi = kartu(kantor)
    assert isi
    assert isi["evaluasi"]["kode"] == terakhir.kode
    assert isi["evaluasi"]["periode"] == "Triwulan IV 2026"
