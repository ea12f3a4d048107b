"""Whoever gets a case is told, and so is whoever it is taken from; for every process that is registered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from unittest.mock import MagicMock

import pytest
import time_machine

from alur import kabar, proses
from alur.models import Jejak, Pemegang
from alur.proses import LUAR, Keadaan, Langkah, Proses
from alur.services import saat_langkah
from inti import waktu
from kabar import jenis
from kabar.models import Penerimaan
from kabar.services import record_usai
from kinerja.services import skp as layanan
from pegawai.models import Pegawai
from tests.kabar.kata import jenis_kotak, kotak
from tests.kinerja.factories import HARI, Kantor, ajukan, buat_kantor, buat_skp

# States whose holder a use case of their own app tells, by this kind. '': whoever holds it then took the step or holds it already.
SENDIRI = {
    ("skp", "draf"): "",
    ("aspirasi", "terkirim"): "suara.masuk",
    ("aspirasi", "diverifikasi"): "suara.kembali_ke_pengawas",
    ("aspirasi", "diteruskan"): "suara.ke_dinas",
    ("aspirasi", "diproses"): "",
    ("aspirasi", "dibuka_kembali"): "suara.belum_beres",
    ("tindak_lanjut", "diusulkan"): "suara.usul_menunggu",
    ("tindak_lanjut", "berjalan"): "",
    ("impor", "diperiksa"): "impor.selesai",
    ("impor", "dikembalikan"): "impor.dikembalikan",
    ("impor", "menunggu"): "impor.diajukan",
    ("impor", "menerapkan"): "",
    ("impor", "membatalkan"): "",
}
MESIN = {"judul", "siapa", "langkah"}  # what the engine adds to the values of the process
# Who else hears of a step: its owner, by this kind, unless they took it themselves. '': nobody needs to, and why not.
PEMILIK = {
    ("skp", "mulai"): "",  # by the owner, as are 'ajukan' and 'tarik'
    ("skp", "ajukan"): "",
    ("skp", "tarik"): "",
    ("skp", "sepakati"): "skp.disepakati",
    ("skp", "kembalikan"): "skp.dikembalikan",
    ("pendaftaran", "daftar"): "",  # by the owner
    ("pendaftaran", "antre"): "",
    ("pendaftaran", "tugaskan"): "pelatihan.ditugaskan",
    ("pendaftaran", "naik"): "pendaftaran.naik",
    ("pendaftaran", "setujui"): "pendaftaran.disetujui",
    ("pendaftaran", "tolak"): "pendaftaran.ditolak",
    ("pendaftaran", "batalkan"): "pendaftaran.dibatalkan",
    ("pendaftaran", "batalkan_angkatan"): "angkatan.dibatalkan",
    ("pendaftaran", "hadir"): "",  # they were there
    ("pendaftaran", "absen"): "pendaftaran.absen",
    ("pendaftaran", "luluskan"): "sertifikat.terbit",
    ("belajar_luar", "ajukan"): "",  # by the owner, as are 'ajukan_lagi' and 'tarik'
    ("belajar_luar", "ajukan_lagi"): "",
    ("belajar_luar", "tarik"): "",
    ("belajar_luar", "terima"): "luar.diterima",
    ("belajar_luar", "kembalikan"): "luar.dikembalikan",
    ("belajar_luar", "tolak"): "luar.ditolak",
    ("perubahan_data", "ajukan"): "",  # by the owner, as are 'ajukan_lagi' and 'tarik'
    ("perubahan_data", "ajukan_lagi"): "",
    ("perubahan_data", "tarik"): "",
    ("perubahan_data", "terima"): "perubahan.diterima",
    ("perubahan_data", "kembalikan"): "perubahan.dikembalikan",
    ("perubahan_data", "tolak"): "perubahan.ditolak",
}


def tibalah() -> list[tuple[Proses, Langkah, Keadaan]]:
    """Every step of every process that brings a case to somebody of the house, with the state it leads to."""
    semua = [(p, langkah) for p in proses.daftar() for langkah in p.langkah if langkah.ke != proses.TETAP]
    dengan = [(p, langkah, p.get_keadaan(langkah.ke)) for p, langkah in semua]
    return [(p, langkah, k) for p, langkah, k in dengan if k.pemegang not in (None, LUAR)]


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


# --- every process -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("p", "langkah", "keadaan"), tibalah(), ids=lambda x: getattr(x, "nama", getattr(x, "aksi", "")))
def test_each_step_that_brings_a_case_to_somebody_tells_them_in_words_it_can_fill(
    p: Proses, langkah: Langkah, keadaan: Keadaan
) -> None:
    ada = MESIN | set(p.isi(MagicMock()))

    assert keadaan.kabar or (p.nama, keadaan.kode) in SENDIRI, (
        f"{p.nama}.{langkah.aksi}: who tells whoever holds '{keadaan.kode}'?"
    )
    assert not keadaan.kabar or jenis.get(keadaan.kabar).nilai <= ada


def test_no_state_is_told_twice_and_each_kind_exists() -> None:
    dari_mesin = {(p.nama, k.kode) for p, _langkah, k in tibalah() if k.kabar}

    assert dari_mesin & set(SENDIRI) == set()
    assert [jenis.get(nama).nama for nama in SENDIRI.values() if nama]


@pytest.mark.parametrize("nama", sorted({k.kabar for _p, _langkah, k in tibalah()} - {""}))
def test_what_waits_for_somebody_can_not_be_switched_off(nama: str) -> None:
    assert jenis.get(nama).wajib


@pytest.mark.parametrize("nama", sorted({nama for nama, _aksi in PEMILIK}))
def test_of_each_step_it_is_said_what_its_owner_hears(nama: str) -> None:
    assert {langkah.aksi for langkah in proses.get(nama).langkah} == {aksi for p, aksi in PEMILIK if p == nama}


@pytest.mark.parametrize("nama", sorted({kabar for kabar in PEMILIK.values() if kabar}))
def test_what_an_owner_hears_is_a_kind_that_exists(nama: str) -> None:
    assert jenis.get(nama).nama == nama


@pytest.mark.parametrize("nama", sorted({p for p, _keadaan in SENDIRI}))
def test_what_asks_for_a_step_is_known_to_the_engine_so_that_it_asks_no_more_afterwards(nama: str) -> None:
    meminta = {k for (p, _keadaan), k in SENDIRI.items() if p == nama and k}

    assert meminta <= proses.get(nama).list_kabar()


# --- the engine, on the SKP ----------------------------------------------------------------------------------


def test_whoever_takes_a_step_is_not_told_of_it(kantor: Kantor) -> None:
    ajukan(kantor, kantor.pegawai)

    assert kotak(kantor.pegawai.akun) == []


def test_whom_a_withdrawn_case_leaves_is_told_that_nothing_is_left_to_do(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    layanan.withdraw_skp(konteks=kantor.konteks(kantor.pegawai), skp=skp, versi=skp.versi)

    assert kotak(kantor.atasan.akun)[-1] == ("SKP 2026 Pegawai Uji tidak lagi menunggu Anda: ditarik kembali oleh pemiliknya.")


def test_whoever_decided_is_not_told_that_it_left_them(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    layanan.approve_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi)

    assert jenis_kotak(kantor.atasan.akun) == ["skp.diajukan"]


def test_the_second_time_in_somebodys_hands_is_told_again(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    ditarik = layanan.withdraw_skp(konteks=kantor.konteks(kantor.pegawai), skp=skp, versi=skp.versi)

    layanan.submit_skp(konteks=kantor.konteks(kantor.pegawai), skp=ditarik, versi=ditarik.versi)

    assert jenis_kotak(kantor.atasan.akun) == ["skp.diajukan", "alur.lepas", "skp.diajukan"]


def belum_dibaca(siapa: Pegawai) -> list[str]:
    rows = Penerimaan.objects.filter(pengguna=siapa.akun, dibaca_at=None)
    return list(rows.order_by("pk").values_list("kabar__jenis", flat=True))


def test_what_asked_for_a_decision_is_read_once_it_is_taken(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    menunggu = belum_dibaca(kantor.atasan)

    layanan.approve_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi)

    assert (menunggu, belum_dibaca(kantor.atasan)) == (["skp.diajukan"], [])
    assert belum_dibaca(kantor.pegawai) == ["skp.disepakati"]


def test_a_case_that_left_its_reader_asks_no_more_and_asks_anew_when_it_comes_back(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    ditarik = layanan.withdraw_skp(konteks=kantor.konteks(kantor.pegawai), skp=skp, versi=skp.versi)
    sesudah_ditarik = belum_dibaca(kantor.atasan)

    layanan.submit_skp(konteks=kantor.konteks(kantor.pegawai), skp=ditarik, versi=ditarik.versi)

    assert (sesudah_ditarik, belum_dibaca(kantor.atasan)) == (["alur.lepas"], ["skp.diajukan"])


def test_a_message_about_another_case_goes_on_asking(kantor: Kantor) -> None:
    skp, _lain = ajukan(kantor, kantor.pegawai), ajukan(kantor, kantor.rekan)

    layanan.approve_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi)

    assert belum_dibaca(kantor.atasan) == ["skp.diajukan"]


def test_a_reminder_asks_no_more_either(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    tenggat = Pemegang.objects.get(kode=skp.kode).tenggat
    assert tenggat is not None
    kabar.remind(tenggat + timedelta(days=1))
    menunggu = belum_dibaca(kantor.atasan)

    layanan.reject_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi, catatan="Tambah satu ukuran")

    assert (menunggu, belum_dibaca(kantor.atasan)) == (["skp.diajukan", "alur.lewat"], [])


def test_for_those_who_still_hold_it_a_message_stays_unread(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    assert kantor.atasan.akun

    record_usai(jenis=["skp.diajukan"], subjek_jenis="skp", masih={skp.kode: {kantor.atasan.akun.pk}})

    assert belum_dibaca(kantor.atasan) == ["skp.diajukan"]


def test_a_step_is_of_the_day_for_which_it_is_recorded(kantor: Kantor) -> None:
    skp = buat_skp(kantor, kantor.pegawai, per=date(2026, 11, 20))
    k = kantor.konteks(kantor.pegawai, date(2026, 11, 22))

    skp = layanan.submit_skp(konteks=k, skp=skp, versi=skp.versi)

    sejak = waktu.hari(Pemegang.objects.get(kode=skp.kode).sejak_at)
    jejak = Jejak.objects.filter(kode=skp.kode).order_by("pk").values_list("pada_at", flat=True)
    assert sejak == skp.diajukan == date(2026, 11, 22)
    assert [waktu.hari(pada) for pada in jejak] == [date(2026, 11, 20), date(2026, 11, 22)]


def test_what_begins_just_before_midnight_is_of_now(kantor: Kantor) -> None:
    k = kantor.konteks(kantor.pegawai, HARI)

    with time_machine.travel(f"{HARI + timedelta(days=1)} 00:00:03+07:00", tick=False):
        assert saat_langkah(k) == waktu.now()


def test_a_case_without_a_holder_of_today_is_told_to_nobody_and_still_moves(kantor: Kantor) -> None:
    Pegawai.objects.filter(pk=kantor.pegawai.pk).update(atasan=None)
    kantor.pegawai.refresh_from_db()

    assert ajukan(kantor, kantor.pegawai).status == "diajukan"
    assert kotak(kantor.atasan.akun) == []
