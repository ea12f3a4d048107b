"""What the home page and one's own pages ask and say of performance: late or not, all results counted, no past day shown as live."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from akun.models import Pengguna
from alur.models import Jejak, Pemegang
from inti import tugas, waktu
from kinerja.beranda import isi_kartu_saya, list_tugas
from kinerja.models import SKP
from kinerja.services import skp as layanan
from pegawai.models import Pegawai
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import HARI, Kantor, ajukan, catat, nilai, sepakati, url


def kartu(kantor: Kantor) -> dict[str, Any] | None:
    konteks = kantor.konteks(kantor.pegawai)
    with CaptureQueriesContext(connection) as kueri:
        isi = isi_kartu_saya(konteks)
    assert len(kueri) == 1
    return isi


def test_nothing_to_show_leaves_the_card_out(kantor: Kantor) -> None:
    assert kartu(kantor) is None


@pytest.mark.parametrize(("hari", "dicatat"), [(HARI, 1), (date(2026, 9, 1), 0)])
def test_every_promised_result_is_counted_recorded_this_quarter_or_not(kantor: Kantor, hari: date, dicatat: int) -> None:
    catat(kantor, sepakati(kantor, kantor.pegawai, hasil=2), nilai=100, hari=hari)

    assert kartu(kantor) == {"hasil": {"semua": 2, "dicatat": dicatat, "sesuai": dicatat}, "evaluasi": None}


def test_results_that_are_not_agreed_yet_are_not_counted(kantor: Kantor) -> None:
    ajukan(kantor, kantor.pegawai)

    assert kartu(kantor) is None


@pytest.mark.usefixtures("hari_ini")
def test_the_card_says_how_many_are_not_recorded_yet(kantor: Kantor, masuk: Masuk) -> None:
    skp = sepakati(kantor, kantor.pegawai, hasil=2)
    catat(kantor, skp, nilai=100)
    klien = masuk(kantor.pegawai)

    kata = " ".join(re.sub(r"<[^>]+>", " ", klien.get(reverse("beranda")).content.decode()).split())
    assert "1 dari 2 hasil kerja sesuai jalur; 1 belum dicatat triwulan ini" in kata

    catat(kantor, skp, nilai=100, ke=1)
    kata = " ".join(re.sub(r"<[^>]+>", " ", klien.get(reverse("beranda")).content.decode()).split())
    assert "2 dari 2 hasil kerja sesuai jalur triwulan ini" in kata


@pytest.mark.usefixtures("hari_ini")
def test_a_result_with_notes_of_earlier_quarters_shows_the_last_one(kantor: Kantor, masuk: Masuk) -> None:
    catat(kantor, sepakati(kantor, kantor.pegawai), hari=date(2026, 9, 1))

    halaman = masuk(kantor.pegawai).get(url("saya")).content.decode()

    assert "Belum dicatat triwulan ini" in halaman
    assert "Catatan terakhir 1 September 2026" in halaman


@pytest.mark.parametrize(
    ("hari", "lencana", "tenggat"),
    [
        (date(2026, 11, 27), "Sampai Jumat", date(2026, 11, 27)),
        (date(2026, 11, 28), "Sampai Minggu", date(2026, 11, 29)),
        (date(2026, 11, 29), "Sampai Minggu", date(2026, 11, 29)),
    ],
)
def test_the_note_of_the_week_is_never_asked_for_by_a_day_that_has_passed(
    kantor: Kantor, hari: date, lencana: str, tenggat: date
) -> None:
    sepakati(kantor, kantor.pegawai)

    tugas = next(t for t in list_tugas(kantor.konteks(kantor.pegawai, hari)) if t.judul == "Catat kemajuan pekan ini")

    assert (tugas.lencana, tugas.tenggat) == (lencana, tenggat)


def test_in_january_the_last_quarter_is_still_to_be_judged_and_taken_note_of(kantor: Kantor) -> None:
    dinilai, belum = (sepakati(kantor, p) for p in (kantor.pegawai, kantor.rekan))
    for skp in (dinilai, belum):
        catat(kantor, skp)
    nilai(kantor, dinilai)

    milik, atasan = ([t.judul for t in list_tugas(kantor.konteks(p, date(2027, 1, 12)))] for p in (kantor.pegawai, kantor.atasan))

    assert milik == ["Mulai SKP 2027 Anda", "Hasil evaluasi Triwulan IV 2026 sudah ada"]
    assert "1 orang belum dinilai untuk Triwulan IV 2026" in atasan


@pytest.mark.parametrize(
    ("diterima", "kata", "tanpa"),
    [
        (date(2026, 7, 17), ("31 Juli 2026", "sudah lewat", "hasil ini tetap berlaku"), "Ajukan keberatan dengan alasan"),
        (date(2026, 11, 20), ("4 Desember 2026", "Ajukan keberatan dengan alasan"), "sudah lewat"),
        (date(2026, 11, 9), ("23 November 2026", "masih diterima dengan tanda sampai"), "hasil ini tetap berlaku"),
    ],
)
@pytest.mark.usefixtures("hari_ini")
def test_the_day_to_object_by_says_when_it_has_passed(
    kantor: Kantor, masuk: Masuk, diterima: date, kata: tuple[str, ...], tanpa: str
) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp, hari=date(2026, 6, 1))
    hasil = nilai(kantor, skp, 2)
    type(hasil).objects.filter(pk=hasil.pk).update(ditetapkan=diterima, diterima=diterima)

    halaman = masuk(kantor.pegawai).get(url("mengapa", hasil.kode)).content.decode().partition('id="keberatan"')[2]

    assert [k for k in kata if k not in halaman] == []
    assert tanpa not in halaman


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
MULAI = "Mulai SKP 2026 Anda"


def sejak(kantor: Kantor, hari: date) -> None:
    """The person's account is of this day."""
    Pengguna.objects.filter(pk=kantor.pegawai.akun_id).update(dibuat_at=waktu.awal(hari))


def test_a_task_whose_day_has_passed_says_how_late_it_is_and_comes_first(kantor: Kantor) -> None:
    sejak(kantor, date(2025, 6, 2))

    pertama, *_lain = tugas.daftar(kantor.konteks(kantor.pegawai, date(2026, 2, 1)))

    assert (pertama.judul, pertama.tenggat, pertama.lewat) == (MULAI, date(2026, 1, 31), 1)


@pytest.mark.parametrize("sebab", ["akun", "tugas"])
def test_nobody_is_late_for_days_before_they_could_begin(kantor: Kantor, sebab: str) -> None:
    sejak(kantor, date(2026, 11, 20) if sebab == "akun" else date(2025, 6, 2))
    if sebab == "tugas":
        Pegawai.objects.filter(pk=kantor.pegawai.pk).update(tmt_cpns=date(2026, 11, 20))

    pertama, *_lain = tugas.daftar(kantor.konteks(kantor.pegawai))

    assert (pertama.judul, pertama.tenggat, pertama.lewat) == (MULAI, date(2026, 11, 20), 4)
    assert "Batas umumnya 31 Januari 2026; sepakati secepatnya." in pertama.ket


@pytest.mark.usefixtures("hari_ini")
@pytest.mark.parametrize(
    ("dimulai", "kata"),
    [
        (date(2026, 1, 12), "Batas sepakat 31 Januari 2026."),
        (date(2026, 11, 20), "Batas umumnya 31 Januari 2026; sepakati secepatnya."),
    ],
)
def test_a_plan_begun_after_the_deadline_names_it_kindly(kantor: Kantor, masuk: Masuk, dimulai: date, kata: str) -> None:
    orang = kantor.pegawai
    skp = SKP.objects.create(pegawai=orang, tahun=2026, unit=kantor.bidang, jabatan_id=orang.jabatan_id)
    Jejak.objects.create(proses="skp", kode=skp.kode, aksi="mulai", ke="draf", pada_at=waktu.awal(dimulai))

    assert kata in masuk(kantor.pegawai).get(url("skp", skp.kode)).content.decode()


def test_at_the_weekend_the_week_can_still_be_recorded(kantor: Kantor) -> None:
    sepakati(kantor, kantor.pegawai)

    pertama, *_lain = tugas.daftar(kantor.konteks(kantor.pegawai, SABTU))

    assert (pertama.judul, pertama.tenggat, pertama.lewat) == (CATAT, date(2026, 11, 29), 0)


def test_a_task_that_has_time_is_not_late(kantor: Kantor) -> None:
    sepakati(kantor, kantor.pegawai)

    assert [t.lewat for t in tugas.daftar(kantor.konteks(kantor.pegawai))] == [0]


def test_home_and_what_waits_say_it_in_the_words_of_cases(kantor: Kantor, masuk: Masuk) -> None:
    kata = '<span class="lencana lencana--awas">lewat 1 hari</span>'
    sejak(kantor, date(2025, 6, 2))

    with time_machine.travel("2026-02-01 09:00+07:00", tick=False):
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


def test_on_the_first_day_nothing_is_due(kantor: Kantor) -> None:
    sejak(kantor, HARI)

    pertama, *_lain = tugas.daftar(kantor.konteks(kantor.pegawai))

    assert (pertama.judul, pertama.tenggat, pertama.lewat) == (MULAI, None, 0)


@pytest.mark.usefixtures("hari_ini")
def test_what_only_waits_for_others_is_never_offered_as_something_to_do(kantor: Kantor, masuk: Masuk) -> None:
    """'Tidak ada yang perlu Anda lakukan sekarang' stood above a button 'Kerjakan sekarang'."""
    ajukan(kantor, kantor.pegawai)
    klien = masuk(kantor.pegawai)

    isi = klien.get(reverse("beranda")).content.decode()

    assert "Kerjakan sekarang" not in isi
    assert "Berikutnya" not in isi
    assert "Tidak ada yang menunggu Anda" in isi
    assert "Menunggu orang lain" in isi
    assert "SKP 2026 Anda menunggu persetujuan atasan" in isi
    assert "Di meja Kabid Uji sejak 24 November 2026. Tidak ada yang perlu Anda lakukan sekarang." in isi
    Pemegang.objects.update(tenggat=date(2026, 11, 20))
    assert "Tenggatnya 20 November 2026 sudah lewat" in klien.get(reverse("beranda")).content.decode()
    assert "menunggu persetujuan atasan" not in klien.get(reverse("alur:menunggu")).content.decode()


def test_what_asks_for_something_comes_before_what_only_waits_for_others() -> None:
    tahu, tugas_biasa = tugas.Tugas("a", "/", tahu=True), tugas.Tugas("b", "/", urutan=500)

    assert sorted([tahu, tugas_biasa], key=lambda t: t.urut) == [tugas_biasa, tahu]
