"""The board of a superior: the worst result speaks, a past quarter stays past, other people's teams stand apart."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from akun import kewenangan
from inti import tugas
from kinerja.models import SKP, PeriodeKinerja
from kinerja.selectors.tim import BarisTim, Papan, list_tim, susun_papan
from kinerja.services.evaluasi import KeadaanSkpError
from pegawai.models import Pegawai
from pegawai.services import IsiDelegasi, create_delegasi
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import HARI, TAHUN, Kantor, ajukan, buat_orang, catat, nilai, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")
TW3 = date(2026, 8, 3)


def papan(kantor: Kantor, siapa: Pegawai, tw: int = 4) -> Papan:
    konteks, periode = kantor.konteks(siapa), PeriodeKinerja.objects.get(tahun=TAHUN, triwulan=tw)
    return susun_papan(list(list_tim(konteks, periode)), periode, konteks.per)


def baris(kantor: Kantor, tw: int = 4) -> dict[str, BarisTim]:
    """The rows of the head of section, in order."""
    return {b.pegawai.nama: b for b in papan(kantor, kantor.atasan, tw).baris}


def sejak_januari(skp: SKP) -> SKP:
    """As if it had been agreed at the beginning of the year."""
    SKP.objects.filter(pk=skp.pk).update(disepakati=date(2026, 1, 20), diajukan=date(2026, 1, 12))
    skp.refresh_from_db()
    return skp


def wakilkan(kantor: Kantor) -> Pegawai:
    """The head of the office stands in for the head of section."""
    isi = IsiDelegasi(kantor.kadis, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")
    create_delegasi(konteks=kantor.konteks(kantor.atasan), dari=kantor.atasan, isi=isi)
    return kantor.kadis


def test_one_of_two_results_behind_is_said_and_not_called_on_its_way(kantor: Kantor, masuk: Masuk) -> None:
    skp = sepakati(kantor, kantor.pegawai, hasil=2)
    catat(kantor, skp, nilai=95, ke=0)
    catat(kantor, skp, nilai=10, ke=1)

    assert (baris(kantor)["Pegawai Uji"].keadaan, baris(kantor)["Pegawai Uji"].tertinggal) == ("tertinggal", 1)
    isi = masuk(kantor.atasan).get(url("tim")).content.decode()
    assert "Satu hasil tertinggal" in isi
    assert 'lencana--baik">Sesuai jalur' not in isi


def test_a_result_without_an_entry_keeps_the_label_from_being_green(kantor: Kantor) -> None:
    catat(kantor, sepakati(kantor, kantor.pegawai, hasil=2), nilai=95)

    assert baris(kantor)["Pegawai Uji"].keadaan == "belum_lengkap"


def test_all_results_recorded_and_on_their_way_are_green(kantor: Kantor) -> None:
    catat(kantor, sepakati(kantor, kantor.pegawai), nilai=95)

    assert baris(kantor)["Pegawai Uji"].keadaan == "sesuai"


def test_whoever_is_behind_stands_before_those_on_their_way_whatever_the_percentage(kantor: Kantor) -> None:
    tertinggal = sepakati(kantor, kantor.pegawai, hasil=2)
    catat(kantor, tertinggal, nilai=150, ke=0)
    catat(kantor, tertinggal, nilai=80, ke=1)
    catat(kantor, sepakati(kantor, kantor.rekan), nilai=90)

    assert list(baris(kantor)) == ["Pegawai Uji", "Rekan Uji"]
    assert float(baris(kantor)["Pegawai Uji"].persen) > float(baris(kantor)["Rekan Uji"].persen)


def test_the_share_of_a_team_is_that_of_its_unit_and_names_what_is_not_recorded(kantor: Kantor, masuk: Masuk) -> None:
    catat(kantor, sepakati(kantor, kantor.pegawai, hasil=2), nilai=95)
    sepakati(kantor, kantor.rekan)

    jumlah = papan(kantor, kantor.atasan).jumlah
    assert (jumlah["sesuai"], jumlah["hasil"], jumlah["tanpa"]) == (1, 1, 2)
    for alamat in (url("tim"), url("dasbor_unit", kantor.bidang.kode)):
        isi = " ".join(masuk(kantor.atasan).get(alamat).content.decode().split())
        assert "1 dari 1" in isi
        assert "yang sudah dicatat triwulan ini; 2 lagi belum dicatat" in isi


def test_a_past_quarter_shows_how_it_ended_and_nothing_of_today(kantor: Kantor, masuk: Masuk) -> None:
    skp = sejak_januari(sepakati(kantor, kantor.pegawai, hasil=2))
    catat(kantor, skp, nilai=1, hari=TW3)
    catat(kantor, skp, nilai=90, hari=HARI)
    ajukan(kantor, kantor.rekan)

    lalu = baris(kantor, 3)
    assert {nama: b.keadaan for nama, b in lalu.items()} == {"Pegawai Uji": "tertinggal", "Rekan Uji": "belum_skp"}
    assert lalu["Pegawai Uji"].pegawai.terakhir == TW3
    isi = masuk(kantor.atasan).get(url("tim"), {"periode": "2026-tw3"}).content.decode()
    for kata in ("Perlu bantuan", "Menunggu Anda", "Menunggu keputusan", "dua pekan ini", "24 Nov", "Putuskan"):
        assert kata not in isi, kata
    assert "menurut keadaan sampai 30 September 2026" in isi


def test_an_skp_agreed_today_is_not_agreed_in_the_quarters_before(kantor: Kantor, masuk: Masuk) -> None:
    sepakati(kantor, kantor.pegawai)

    assert [papan(kantor, kantor.atasan, tw).jumlah["disepakati"] for tw in (1, 2, 3, 4)] == [0, 0, 0, 1]
    for tw, kata in ((3, "Baru disepakati 24 November 2026"), (4, "Disepakati")):
        isi = masuk(kantor.atasan).get(url("dasbor_unit", kantor.bidang.kode), {"periode": f"2026-tw{tw}"}).content.decode()
        assert kata in isi


def test_the_dashboard_of_a_past_quarter_shows_no_figure_of_this_week(kantor: Kantor, masuk: Masuk) -> None:
    skp = sejak_januari(sepakati(kantor, kantor.pegawai))
    catat(kantor, skp, hari=TW3)
    klien = masuk(kantor.admin)

    kini, lalu = (klien.get(url("dasbor"), {"periode": f"2026-tw{tw}"}).content.decode() for tw in (4, 3))

    assert "Mencatat pekan ini" in kini
    for kata in ("Mencatat pekan ini", "pekan ini", "12 pekan terakhir", "menunggu atasan"):
        assert kata not in lalu, kata
    assert "12 pekan sampai 30 September 2026" in lalu
    assert "pegawai hari ini" in lalu


def test_the_csv_of_a_past_quarter_leaves_this_week_empty(kantor: Kantor, masuk: Masuk) -> None:
    catat(kantor, sepakati(kantor, kantor.pegawai), hari=HARI)

    for tw, pekan in ((3, ""), (4, "1")):
        isi = masuk(kantor.admin).get(url("dasbor_csv", kantor.bidang.kode), {"periode": f"2026-tw{tw}"})
        kepala, baris_, *_lain = (b.split(";") for b in isi.content.decode("utf-8-sig").splitlines())
        assert baris_[kepala.index("mencatat_pekan_ini")] == pekan


def test_people_of_a_represented_superior_are_not_on_the_board_of_who_stands_in(kantor: Kantor, masuk: Masuk) -> None:
    """The board tells how people do: that is the superior's to read, also while somebody decides routine matters for them."""
    skp = sepakati(kantor, kantor.pegawai)
    sepakati(kantor, kantor.atasan)
    wakil = wakilkan(kantor)

    assert [b.pegawai.nama for b in papan(kantor, wakil).baris] == ["Kabid Uji"]
    isi = masuk(wakil).get(url("tim")).content.decode()
    assert url("nilai", skp.kode, "2026-tw4") not in isi
    assert url("nilai", kantor.atasan.skp.get().kode, "2026-tw4") in isi


def test_nobody_is_asked_to_judge_in_somebody_s_stead(kantor: Kantor, masuk: Masuk) -> None:
    skp = sejak_januari(sepakati(kantor, kantor.pegawai))
    wakil = wakilkan(kantor)
    konteks = kantor.konteks(wakil)

    assert not kewenangan.allows(konteks, "evaluasi.tetapkan", skp)
    assert not any("belum dinilai" in t.judul for t in tugas.daftar(konteks))
    assert any("belum dinilai" in t.judul for t in tugas.daftar(kantor.konteks(kantor.atasan)))
    assert masuk(wakil).get(url("nilai", skp.kode, "2026-tw3")).status_code == 403


def test_what_came_by_standing_in_says_for_whom_at_home_and_in_the_list(kantor: Kantor, masuk: Masuk) -> None:
    ajukan(kantor, kantor.pegawai)
    wakil = wakilkan(kantor)

    for alamat in ("/", "/menunggu/"):
        assert "mewakili Kabid Uji" in masuk(wakil).get(alamat).content.decode(), alamat
        assert "mewakili Kabid Uji" not in masuk(kantor.atasan).get(alamat).content.decode(), alamat


def test_who_is_not_judged_yet_is_named_behind_the_task(kantor: Kantor, masuk: Masuk) -> None:
    skp = [sejak_januari(sepakati(kantor, p)) for p in (kantor.pegawai, kantor.rekan)]
    catat(kantor, skp[0], hari=TW3)
    nilai(kantor, skp[0], 3)
    (satu,) = [t for t in tugas.daftar(kantor.konteks(kantor.atasan)) if "belum dinilai" in t.judul]

    isi = masuk(kantor.atasan).get(satu.url).content.decode()

    assert "Satu orang yang belum dinilai" in isi
    tabel = isi[isi.index('id="papan"') :]
    assert "Rekan Uji" in tabel
    assert "Pegawai Uji" not in tabel


def test_an_skp_agreed_late_with_entries_on_the_quarter_is_to_be_judged_on_the_board_and_at_home_alike(
    kantor: Kantor, masuk: Masuk
) -> None:
    terlambat, tanpa_catatan = (sepakati(kantor, p) for p in (kantor.pegawai, kantor.rekan))
    catat(kantor, terlambat, hari=TW3)
    assert tanpa_catatan.disepakati > date(2026, 9, 30)

    belum = [b.pegawai.nama for b in papan(kantor, kantor.atasan, 3).baris if b.belum_dinilai]
    (satu,) = [t for t in tugas.daftar(kantor.konteks(kantor.atasan)) if "belum dinilai" in t.judul]

    assert belum == ["Pegawai Uji"]
    assert satu.judul.startswith("1 orang")
    assert "Satu orang yang belum dinilai" in masuk(kantor.atasan).get(satu.url).content.decode()


def test_after_a_judgement_the_next_person_is_one_click_away(kantor: Kantor, masuk: Masuk) -> None:
    skp = [sejak_januari(sepakati(kantor, p)) for p in (kantor.pegawai, kantor.rekan)]
    for s in skp:
        catat(kantor, s, hari=TW3)
    isi = {
        "rating_hasil": "sesuai",
        "rating_perilaku": "sesuai",
        "umpan_balik": "Rapi.",
        "sebelum_berakhir": "on",
        "aksi": "tetapkan",
    }
    klien = masuk(kantor.atasan)

    jawab = [klien.post(url("nilai", s.kode, "2026-tw3"), isi, follow=True).content.decode() for s in skp]

    assert "Berikutnya: Rekan Uji (tinggal 1)" in jawab[0]
    assert url("nilai", skp[1].kode, "2026-tw3") in jawab[0]
    assert "Berikutnya" not in jawab[1]


def test_whoever_only_reads_a_judgement_is_offered_nobody(kantor: Kantor, masuk: Masuk) -> None:
    skp = [sejak_januari(sepakati(kantor, p)) for p in (kantor.pegawai, kantor.rekan)]
    catat(kantor, skp[0], hari=TW3)
    hasil = nilai(kantor, skp[0], 3)

    for siapa in (kantor.pegawai, kantor.admin):
        assert "Berikutnya" not in masuk(siapa).get(url("mengapa", hasil.kode)).content.decode()


def test_several_skp_that_wait_are_counted_on_the_button(kantor: Kantor, masuk: Masuk) -> None:
    for p in (kantor.pegawai, kantor.rekan):
        ajukan(kantor, p)

    assert "Putuskan 2 SKP yang menunggu" in masuk(kantor.atasan).get(url("tim")).content.decode()


def test_the_board_costs_as_many_queries_for_many_as_for_one(
    kantor: Kantor, masuk: Masuk, django_assert_max_num_queries: Any
) -> None:
    wakilkan(kantor)
    for n in range(3):
        buat_orang(f"Staf {n}", unit=kantor.bidang)
    klien = masuk(kantor.kadis)
    klien.get(url("tim"))

    with django_assert_max_num_queries(9):
        klien.get(url("tim"))


def test_where_nothing_was_recorded_there_is_no_share(kantor: Kantor, masuk: Masuk) -> None:
    sepakati(kantor, kantor.pegawai)

    for alamat in (url("tim"), url("dasbor_unit", kantor.bidang.kode)):
        isi = " ".join(masuk(kantor.atasan).get(alamat).content.decode().split())
        assert "0 dari 0" not in isi
        assert "yang sudah dicatat triwulan ini; 1 lagi belum dicatat" in isi


def test_a_quarter_before_the_skp_is_judged_only_where_something_was_recorded_on_it(kantor: Kantor, masuk: Masuk) -> None:
    skp = sepakati(kantor, kantor.pegawai)

    with pytest.raises(KeadaanSkpError, match="baru disepakati 24 November 2026, sesudah Triwulan III 2026 berakhir"):
        nilai(kantor, skp, 3)
    assert (
        url("nilai", skp.kode, "2026-tw3") not in masuk(kantor.atasan).get(url("tim"), {"periode": "2026-tw3"}).content.decode()
    )

    catat(kantor, skp, hari=TW3)

    assert url("nilai", skp.kode, "2026-tw3") in masuk(kantor.atasan).get(url("tim"), {"periode": "2026-tw3"}).content.decode()
    assert nilai(kantor, skp, 3).periode.triwulan == 3


def test_each_figure_of_the_board_leads_to_those_whom_it_counts(kantor: Kantor, masuk: Masuk) -> None:
    catat(kantor, sepakati(kantor, kantor.pegawai))
    ajukan(kantor, kantor.rekan)
    klien = masuk(kantor.atasan)
    isi = klien.get(url("tim")).content.decode()

    for hanya in ("disepakati", "tercatat", "mencatat", "belum"):
        assert f'href="?periode=2026-tw4&amp;hanya={hanya}#tim"' in isi, hanya
        papan_ = klien.get(url("tim"), {"hanya": hanya}).content.decode()
        assert "Satu orang yang" in papan_
        assert "Rekan Uji" not in papan_[papan_.index('id="papan"') :]


def test_whoever_may_open_the_dashboard_finds_it_on_the_board_of_the_team(kantor: Kantor, masuk: Masuk) -> None:
    for siapa, unit in ((kantor.kadis, "Dinas Uji"), (kantor.atasan, "Bidang Uji")):
        klien = masuk(siapa)
        assert f"Dasbor {unit}" in klien.get(url("tim")).content.decode()
        assert klien.get(url("dasbor")).status_code == 200
