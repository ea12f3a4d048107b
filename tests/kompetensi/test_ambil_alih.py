"""Taking an enrolment over from a superior who can't act: for the officers named, never about oneself; and its last day."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from akun.models import PenugasanPeran
from alur import kabar, pemegang, selectors
from alur.alih import PerkaraSelesaiError, SudahDipegangError, give_back, reschedule, take_over
from alur.butir import with_ringkas
from alur.hak import BukanPemegangError
from alur.models import Jejak, Pemegang
from alur.services import AlasanKosongError
from inti import instansi, waktu
from kabar import jenis
from kabar.models import Penerimaan
from kabar.penerima import Akun
from kompetensi.models import Pendaftaran
from kompetensi.proses import PENDAFTARAN
from kompetensi.selectors import list_antrean
from kompetensi.services import katalog, pendaftaran
from tests.akun.factories import buat_pengguna, konteks_of
from tests.kabar.kata import jenis_kotak
from tests.kompetensi.factories import HARI, ajukan_luar, buat_angkatan, daftarkan, konteks_pegawai, sistem
from tests.pegawai.factories import buat_pegawai


@pytest.fixture(autouse=True)
def hari_uji(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waktu, "today", lambda: HARI)


@pytest.fixture
def p(kota: SimpleNamespace) -> Pendaftaran:
    """An enrolment that waits for the superior."""
    return daftarkan(kota.pegawai, buat_angkatan())


def ambil(p: Pendaftaran, konteks: Any, alasan: str = "Kepala bidang dirawat sampai Juli") -> Pemegang:
    return take_over(konteks=konteks, proses=PENDAFTARAN, objek=p, alasan=alasan)


def klien(akun: Any) -> Client:
    peramban = Client()
    peramban.force_login(akun, backend="akun.backends.NomorAtauEmailBackend")
    return peramban


def jadi_petugas(akun: Any) -> None:
    PenugasanPeran.objects.create(pengguna=akun, peran="admin_bkpsdm", masa="[2020-01-01,)")


# --- who may -------------------------------------------------------------------------------------------


def test_an_officer_takes_it_over_and_the_trail_says_why(kota: SimpleNamespace, p: Pendaftaran) -> None:
    baris = ambil(p, konteks_of(kota.admin, HARI))

    assert (baris.jenis, baris.izin) == ("kolam", "kompetensi.putuskan")
    jejak = Jejak.objects.get(kode=p.kode, aksi="ambil_alih")
    assert (jejak.oleh_nama, jejak.sebagai, jejak.alasan) == ("Admin", "admin_bkpsdm", "Kepala bidang dirawat sampai Juli")


def test_after_that_the_superior_decides_no_more_and_the_officer_does(kota: SimpleNamespace, p: Pendaftaran) -> None:
    ambil(p, konteks_of(kota.admin, HARI))
    p.refresh_from_db()
    atasan = konteks_of(kota.atasan.akun, HARI)

    assert selectors.get_posisi(atasan, PENDAFTARAN, p).langkah == []
    with pytest.raises(BukanPemegangError):
        pendaftaran.decide_pendaftaran(konteks=atasan, pendaftaran=p, setuju=True)

    pendaftaran.decide_pendaftaran(konteks=konteks_of(kota.admin, HARI), pendaftaran=p, setuju=True)
    p.refresh_from_db()
    assert p.status == "disetujui"


def test_twice_is_once(kota: SimpleNamespace, p: Pendaftaran) -> None:
    for _kali in range(2):
        ambil(p, konteks_of(kota.admin, HARI))

    assert Jejak.objects.filter(kode=p.kode, aksi="ambil_alih").count() == 1


def test_nobody_takes_over_a_case_about_themselves(kota: SimpleNamespace) -> None:
    sendiri = buat_pegawai("Admin Belajar", unit=kota.dinas, akun=kota.admin)
    p = daftarkan(sendiri, buat_angkatan())

    with pytest.raises(BukanPemegangError, match="perkaranya sendiri"):
        ambil(p, konteks_of(kota.admin, HARI))


def test_a_superior_who_is_an_officer_too_does_not_take_over_a_case_about_themselves(kota: SimpleNamespace) -> None:
    jadi_petugas(kota.atasan.akun)
    p = daftarkan(kota.atasan, buat_angkatan())

    with pytest.raises(BukanPemegangError, match="perkaranya sendiri"):
        ambil(p, konteks_pegawai(kota.atasan))

    assert not Jejak.objects.filter(aksi="ambil_alih").exists()


def test_a_superior_who_is_no_officer_takes_nothing_over(kota: SimpleNamespace, p: Pendaftaran) -> None:
    with pytest.raises(BukanPemegangError, match="hanya petugas"):
        ambil(p, konteks_pegawai(kota.atasan))


def test_who_holds_it_as_the_superior_has_nothing_to_take_over(kota: SimpleNamespace, p: Pendaftaran) -> None:
    jadi_petugas(kota.atasan.akun)

    with pytest.raises(SudahDipegangError, match="atasan lain"):
        ambil(p, konteks_pegawai(kota.atasan))


def test_what_is_finished_is_not_taken_over(kota: SimpleNamespace) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan(), setuju=True)

    with pytest.raises(PerkaraSelesaiError, match="Lihat hasilnya"):
        ambil(p, konteks_of(kota.admin, HARI))


def test_a_reason_is_due(kota: SimpleNamespace, p: Pendaftaran) -> None:
    with pytest.raises(AlasanKosongError, match="belum ditulis"):
        ambil(p, konteks_of(kota.admin, HARI), alasan=" ")


# --- the page ------------------------------------------------------------------------------------------


def test_the_page_offers_it_to_whom_it_would_be_allowed_and_to_nobody_else(kota: SimpleNamespace, p: Pendaftaran) -> None:
    def ditawari(akun: Any) -> bool:
        return "Ambil alih perkara ini" in klien(akun).get(f"/perkara/pendaftaran/{p.kode}/").content.decode()

    orang = (kota.admin, kota.atasan.akun, kota.pegawai.akun, kota.pengelola)

    assert [ditawari(akun) for akun in orang] == [True, False, False, False]


def test_taking_over_on_the_page_brings_it_under_what_waits_for_me(kota: SimpleNamespace, p: Pendaftaran) -> None:
    jawab = klien(kota.admin).post(f"/perkara/pendaftaran/{p.kode}/ambil/", {"alasan": "Atasannya kosong"}, follow=True)

    isi = jawab.content.decode()
    assert "sekarang di tangan petugas" in isi
    assert "Diambil alih petugas (Admin kepegawaian)" in isi
    assert "Ambil alih perkara ini" not in isi
    assert selectors.list_menunggu(konteks_of(kota.admin, HARI)).filter(kode=p.kode).exists()


def test_without_a_reason_the_page_says_so_and_nothing_changes(kota: SimpleNamespace, p: Pendaftaran) -> None:
    jawab = klien(kota.admin).post(f"/perkara/pendaftaran/{p.kode}/ambil/", {"alasan": ""})

    assert (jawab.status_code, "Alasannya belum ditulis" in jawab.content.decode()) == (422, True)
    assert Pemegang.objects.get(kode=p.kode).jenis == "atasan"


def test_the_page_refuses_a_superior_with_words(kota: SimpleNamespace, p: Pendaftaran) -> None:
    jawab = klien(kota.atasan.akun).post(f"/perkara/pendaftaran/{p.kode}/ambil/", {"alasan": "Saya saja"})

    assert (jawab.status_code, "hanya petugas" in jawab.content.decode()) == (403, True)


def test_a_stranger_finds_no_case_to_take_over(kota: SimpleNamespace, p: Pendaftaran) -> None:
    assert klien(kota.asing.akun).post(f"/perkara/pendaftaran/{p.kode}/ambil/", {"alasan": "Coba"}).status_code == 403


# --- with whom it lies then ----------------------------------------------------------------------------------


def test_it_lies_with_exactly_those_who_can_take_the_next_step(kota: SimpleNamespace, p: Pendaftaran) -> None:
    lain = buat_pengguna("admin_bkpsdm", nama="Admin Lain")
    orang = [kota.admin, lain, buat_pengguna("pimpinan", nama="Wali Kota"), kota.pengelola, kota.atasan.akun, kota.pegawai.akun]

    baris = ambil(p, konteks_of(kota.admin, HARI))

    def bisa(akun: Any) -> bool:
        return "setujui" in {la.aksi for la in selectors.get_posisi(konteks_of(akun, HARI), PENDAFTARAN, p).langkah}

    menunggu = [a for a in orang if selectors.list_menunggu(konteks_of(a, HARI)).filter(kode=p.kode).exists()]
    assert menunggu == [a for a in orang if bisa(a)] == [kota.admin, lain]
    assert kabar.list_penerima(baris, HARI) == [Akun(kota.admin.pk), Akun(lain.pk)]
    assert pemegang.list_pemegang(baris, HARI) == ["Admin", "Admin Lain"]


def test_an_officer_whom_it_is_about_is_not_among_those_who_hold_it(kota: SimpleNamespace) -> None:
    p = daftarkan(
        buat_pegawai("Admin Belajar", unit=kota.dinas, akun=buat_pengguna("admin_bkpsdm", nama="Sendiri")), buat_angkatan()
    )

    baris = ambil(p, konteks_of(kota.admin, HARI))

    assert pemegang.list_pemegang(baris, HARI) == ["Admin"]
    assert kabar.list_penerima(baris, HARI) == [Akun(kota.admin.pk)]


def test_it_lies_there_since_it_was_taken_and_its_last_day_stays(kota: SimpleNamespace) -> None:
    with time_machine.travel("2026-06-01 08:00+07:00", tick=False):
        p = daftarkan(kota.pegawai, buat_angkatan())
    semula = tenggat(p)

    with time_machine.travel("2026-06-03 10:00+07:00", tick=False):
        ambil(p, konteks_of(kota.admin, date(2026, 6, 3)))
        posisi = selectors.get_posisi(konteks_of(kota.admin, date(2026, 6, 3)), PENDAFTARAN, p)
    (butir,) = with_ringkas([posisi.pemegang] if posisi.pemegang else [], date(2026, 6, 5))

    assert posisi.sejak is not None
    assert (waktu.hari(posisi.sejak), butir.umur, posisi.tenggat) == (date(2026, 6, 3), 2, semula)


def test_what_comes_next_is_said_of_the_officers_and_no_more_of_the_superior(kota: SimpleNamespace, p: Pendaftaran) -> None:
    ambil(p, konteks_of(kota.admin, HARI))

    isi = klien(kota.pegawai.akun).get(f"/perkara/pendaftaran/{p.kode}/").content.decode()

    assert "Petugas yang memegangnya memutuskan sebagai ganti atasan" in isi
    assert "Atasan menyetujui" not in isi


def test_superior_and_owner_are_told_and_led_to_the_case(kota: SimpleNamespace, p: Pendaftaran) -> None:
    ambil(p, konteks_of(kota.admin, HARI))

    for akun in (kota.atasan.akun, kota.pegawai.akun):
        terakhir = Penerimaan.objects.filter(pengguna=akun).select_related("kabar").latest("pk").kabar
        assert terakhir.jenis == "alur.diambil_alih"
        assert jenis.get(terakhir.jenis).alamat(terakhir.subjek) == f"/perkara/pendaftaran/{p.kode}/"
    assert jenis_kotak(kota.admin) == []


def test_the_superior_is_no_longer_asked_for_it_anywhere(kota: SimpleNamespace, p: Pendaftaran) -> None:
    atasan, admin = konteks_pegawai(kota.atasan), konteks_of(kota.admin, HARI)
    assert list(list_antrean(atasan)) == [p]

    ambil(p, admin)

    assert (list(list_antrean(atasan)), list(list_antrean(admin))) == ([], [p])
    assert not Penerimaan.objects.filter(pengguna=kota.atasan.akun, kabar__jenis="pendaftaran.diajukan", dibaca_at=None).exists()


def test_a_superior_who_decides_all_the_same_reads_that_officers_have_it(kota: SimpleNamespace, p: Pendaftaran) -> None:
    ambil(p, konteks_of(kota.admin, HARI))
    p.refresh_from_db()

    with pytest.raises(BukanPemegangError, match="sudah diambil alih petugas"):
        pendaftaran.decide_pendaftaran(konteks=konteks_pegawai(kota.atasan), pendaftaran=p, setuju=True)


# --- officers of a unit and those above them --------------------------------------------------------------


def test_whoever_has_it_under_what_waits_is_named_or_counted_on_the_case(kota: SimpleNamespace) -> None:
    belajar = ajukan_luar(kota.pegawai)
    baris = Pemegang.objects.select_related("unit", "kecuali").get(kode=belajar.kode)

    assert selectors.list_menunggu(konteks_of(kota.admin, HARI)).filter(kode=belajar.kode).exists()
    assert pemegang.list_pemegang(baris, HARI) == [
        "Pengelola (Dinas Uji)", f"dan petugas {instansi.kata()['badan']}",
    ]  # fmt: skip


def test_where_the_unit_has_no_officer_those_of_the_city_are_named(kota: SimpleNamespace) -> None:
    belajar = ajukan_luar(kota.asing)

    baris = Pemegang.objects.select_related("unit", "kecuali").get(kode=belajar.kode)

    assert pemegang.list_pemegang(baris, HARI) == ["Admin"]


# --- the last day --------------------------------------------------------------------------------------


def tenggat(p: Pendaftaran) -> date | None:
    return Pemegang.objects.get(kode=p.kode).tenggat


def arus(monkeypatch: pytest.MonkeyPatch, hari: date) -> None:
    """Cases arrive on this day."""
    monkeypatch.setattr("alur.services.waktu.hari", lambda saat: hari)


def mulai_lain(p: Pendaftaran, mulai: date) -> None:
    a = p.angkatan
    isi = {n: getattr(a, n) for n in ("nama", "tempat", "kuota", "penyelenggara")}
    hari = {"tanggal_mulai": mulai, "tanggal_selesai": mulai, "batas_daftar": min(a.batas_daftar, mulai)}
    katalog.save_angkatan(konteks=sistem(), pelatihan=a.pelatihan, angkatan=a, **isi, **hari)


@pytest.mark.parametrize(
    ("mulai", "batas"),
    [
        (date(2026, 6, 10), date(2026, 6, 8)),  # five working days from 1 June, a holiday, on
        (date(2026, 6, 4), date(2026, 6, 4)),  # the first day of the run comes earlier
    ],
)
def test_an_enrolment_is_due_by_the_declared_day_or_the_first_day_whichever_is_earlier(
    kota: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, mulai: date, batas: date
) -> None:
    arus(monkeypatch, HARI)

    p = daftarkan(kota.pegawai, buat_angkatan(tanggal_mulai=mulai, batas_daftar=min(mulai, date(2026, 6, 5))))

    assert tenggat(p) == batas


def test_when_the_run_moves_the_last_day_moves_with_it_and_back(kota: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    arus(monkeypatch, HARI)
    p = daftarkan(kota.pegawai, buat_angkatan())
    semula = tenggat(p)

    mulai_lain(p, date(2026, 6, 4))
    dimajukan = tenggat(p)
    mulai_lain(p, date(2026, 6, 20))

    assert (dimajukan, tenggat(p)) == (date(2026, 6, 4), semula)


def test_an_officer_decides_nothing_that_lies_with_a_superior_before_taking_it_over(kota: SimpleNamespace) -> None:
    p, admin = daftarkan(kota.pegawai, buat_angkatan()), konteks_of(kota.admin, HARI)
    with pytest.raises(BukanPemegangError, match="ambil alih dulu"):
        pendaftaran.decide_pendaftaran(konteks=admin, pendaftaran=p, setuju=True)
    assert selectors.get_posisi(admin, PENDAFTARAN, p).langkah == [PENDAFTARAN.get_langkah("batalkan")]

    ambil(p, admin)

    assert {la.aksi for la in selectors.get_posisi(admin, PENDAFTARAN, p).langkah} == {"setujui", "tolak", "batalkan"}
    pendaftaran.decide_pendaftaran(konteks=admin, pendaftaran=p, setuju=True)


# --- and back ------------------------------------------------------------------------------------------


def test_what_was_taken_over_goes_back_to_the_superior_who_decides_again(kota: SimpleNamespace) -> None:
    p, admin = daftarkan(kota.pegawai, buat_angkatan()), konteks_of(kota.admin, HARI)
    semula = Pemegang.objects.values("jenis", "izin", "unit", "tenggat", "diambil_alih_at").get(kode=p.kode)
    ambil(p, admin)

    give_back(konteks=admin, proses=PENDAFTARAN, objek=p, alasan="Kepala bidang sudah bertugas lagi")

    assert Pemegang.objects.values("jenis", "izin", "unit", "tenggat", "diambil_alih_at").get(kode=p.kode) == semula
    jejak = Jejak.objects.filter(kode=p.kode).latest("pk")
    assert (jejak.alasan, jejak.sebagai) == ("Kepala bidang sudah bertugas lagi", "admin_bkpsdm")
    assert selectors.kata_langkah(PENDAFTARAN, jejak) == "Dikembalikan kepada atasan (Admin kepegawaian)"
    assert jenis_kotak(kota.atasan.akun)[-1] == jenis_kotak(kota.pegawai.akun)[-1] == "alur.kembali"
    with pytest.raises(BukanPemegangError, match="ambil alih dulu"):
        pendaftaran.decide_pendaftaran(konteks=admin, pendaftaran=p, setuju=True)
    pendaftaran.decide_pendaftaran(konteks=konteks_pegawai(kota.atasan), pendaftaran=p, setuju=True)


def test_giving_back_twice_is_once_and_a_second_round_is_told_again(kota: SimpleNamespace) -> None:
    p, admin = daftarkan(kota.pegawai, buat_angkatan()), konteks_of(kota.admin, HARI)
    for kali in (1, 2):
        ambil(p, admin)
        for _sekali in range(2):
            give_back(konteks=admin, proses=PENDAFTARAN, objek=p, alasan="Sudah bertugas lagi")
        assert jenis_kotak(kota.atasan.akun).count("alur.kembali") == kali
    assert Jejak.objects.filter(kode=p.kode, aksi="kembali_ke_atasan").count() == 2


@pytest.mark.parametrize("siapa", ["atasan", "pegawai", "rekan"])
def test_only_officers_give_back(kota: SimpleNamespace, siapa: str) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan())
    ambil(p, konteks_of(kota.admin, HARI))

    with pytest.raises(BukanPemegangError):
        give_back(konteks=konteks_pegawai(getattr(kota, siapa)), proses=PENDAFTARAN, objek=p, alasan="Saya saja")

    assert Pemegang.objects.get(kode=p.kode).diambil_alih_at


def test_the_page_offers_it_and_asks_for_the_reason(kota: SimpleNamespace) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan())
    ambil(p, konteks_of(kota.admin, HARI))
    peramban, alamat = klien(kota.admin), f"/perkara/pendaftaran/{p.kode}/"
    assert "Kembalikan kepada atasan" in peramban.get(alamat).content.decode()

    kosong = peramban.post(f"{alamat}kembalikan/", {"alasan": ""})
    jawab = peramban.post(f"{alamat}kembalikan/", {"alasan": "Kepala bidang sudah bertugas lagi"}, follow=True)

    assert kosong.status_code == 422
    assert "kembali di meja atasannya" in jawab.content.decode()
    assert "Ambil alih perkara ini" in jawab.content.decode()


def test_what_is_decided_has_no_last_day_to_move(kota: SimpleNamespace) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan(), setuju=True)

    assert reschedule(proses=PENDAFTARAN, rows=Pendaftaran.objects.filter(pk=p.pk)) == 0


def test_a_case_without_a_day_of_its_own_keeps_the_declared_one(kota: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    arus(monkeypatch, HARI)
    belajar = ajukan_luar(kota.pegawai)

    assert Pemegang.objects.get(kode=belajar.kode).tenggat == date(2026, 6, 15)


def test_a_run_that_moves_costs_the_same_for_two_and_for_ten(kota: SimpleNamespace) -> None:
    def biaya(banyak: int) -> int:
        angkatan = buat_angkatan(kuota=20)
        orang = [buat_pegawai(unit=kota.dinas) for _n in range(banyak)]
        p = [pendaftaran.create_pendaftaran(konteks=konteks_pegawai(o), angkatan=angkatan) for o in orang][0]
        with CaptureQueriesContext(connection) as tertangkap:
            mulai_lain(p, date(2026, 6, 4))
        return len(tertangkap)

    assert biaya(2) == biaya(10)
