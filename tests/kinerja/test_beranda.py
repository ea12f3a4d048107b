"""The card 'Kinerja Anda' of the home page: one query at every stage of the year; and what the home page asks, late or not."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alur.models import Pemegang
from inti import tugas
from kinerja.beranda import isi_kartu_saya, list_tugas
from kinerja.services import skp as layanan
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import HARI, Kantor, ajukan, catat, nilai, sepakati


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


# --- tasks ---------------------------------------------------------------------------------------------------

SABTU = date(2026, 11, 28)  # HARI is the Tuesday before
CATAT = "Catat kemajuan pekan ini"


def test_a_task_whose_day_has_passed_says_how_late_it_is_and_comes_first(kantor: Kantor) -> None:
    sepakati(kantor, kantor.pegawai)

    pertama, *_lain = tugas.daftar(kantor.konteks(kantor.pegawai, SABTU))

    assert (pertama.judul, pertama.tenggat, pertama.lewat) == (CATAT, date(2026, 11, 27), 1)


def test_a_task_that_has_time_is_not_late(kantor: Kantor) -> None:
    sepakati(kantor, kantor.pegawai)

    assert [t.lewat for t in tugas.daftar(kantor.konteks(kantor.pegawai))] == [0]


def test_home_and_what_waits_say_it_in_the_words_of_cases(kantor: Kantor, masuk: Masuk) -> None:
    sepakati(kantor, kantor.pegawai)
    kata = '<span class="lencana lencana--awas">lewat 1 hari</span>'

    with time_machine.travel(f"{SABTU.isoformat()} 09:00+07:00", tick=False):
        isi = [masuk(kantor.pegawai).get(alamat).content.decode() for alamat in ("/", "/menunggu/")]

    assert [kata in halaman for halaman in isi] == [True, True]


def test_home_and_what_waits_have_the_same_order(kantor: Kantor, masuk: Masuk) -> None:
    for siapa in (kantor.pegawai, kantor.rekan):
        ajukan(kantor, siapa)
    sepakati(kantor, kantor.atasan)
    Pemegang.objects.filter(orang_kode=kantor.rekan.kode).update(tenggat=date(2026, 11, 25))
    Pemegang.objects.filter(orang_kode=kantor.pegawai.kode).update(tenggat=date(2026, 12, 3))
    urut = ["SKP 2026 Rekan Uji", CATAT, "SKP 2026 Pegawai Uji"]

    with time_machine.travel(f"{SABTU.isoformat()} 09:00+07:00", tick=False):
        for alamat in ("/", "/menunggu/"):
            isi = masuk(kantor.atasan).get(alamat).content.decode()
            letak = [isi.index(judul) for judul in urut]
            assert letak == sorted(letak), alamat


def test_work_due_after_a_page_of_cases_stands_below_it(kantor: Kantor, masuk: Masuk, monkeypatch: pytest.MonkeyPatch) -> None:
    for siapa in (kantor.pegawai, kantor.rekan):
        ajukan(kantor, siapa)
    sepakati(kantor, kantor.atasan)
    Pemegang.objects.filter(jenis="atasan").update(tenggat=date(2026, 11, 25))
    monkeypatch.setattr("alur.views.UKURAN", 1)

    with time_machine.travel(f"{SABTU.isoformat()} 09:00+07:00", tick=False):
        isi = masuk(kantor.atasan).get("/menunggu/").content.decode()

    assert isi.index("SKP 2026 Pegawai Uji") < isi.index("Pekerjaan lain") < isi.index(CATAT)


def test_nothing_is_asked_for_a_week_that_was_over_when_the_skp_was_agreed(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    layanan.approve_skp(konteks=kantor.konteks(kantor.atasan, SABTU), skp=skp, versi=skp.versi)

    sabtu, senin = (list_tugas(kantor.konteks(kantor.pegawai, hari)) for hari in (SABTU, date(2026, 11, 30)))

    assert ([t.judul for t in sabtu], [t.judul for t in senin]) == ([], [CATAT])


# --- what came back ------------------------------------------------------------------------------------------


def test_an_skp_that_came_back_says_so_with_the_reason_in_one_line(kantor: Kantor, masuk: Masuk, hari_ini: None) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    layanan.reject_skp(
        konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi, catatan="Ukurannya belum jelas:\nberapa per bulan?"
    )

    (satu,) = tugas.daftar(kantor.konteks(kantor.pegawai))
    isi = [masuk(kantor.pegawai).get(alamat).content.decode() for alamat in ("/", "/menunggu/")]

    kata = "Dikembalikan dengan catatan: “Ukurannya belum jelas: berapa per bulan?”"
    assert satu.ket == kata
    assert [kata in halaman for halaman in isi] == [True, True]


def test_what_one_took_back_oneself_gives_no_reason(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    layanan.withdraw_skp(konteks=kantor.konteks(kantor.pegawai), skp=skp, versi=skp.versi, alasan="Masih ada yang kurang")

    (satu,) = tugas.daftar(kantor.konteks(kantor.pegawai))

    assert satu.ket == kantor.bidang.nama
