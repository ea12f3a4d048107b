"""Whoever gets a case is told, and so is whoever it is taken from; for every process that is registered."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import MagicMock

import pytest
import time_machine

from alur import proses
from alur.proses import LUAR, Keadaan, Langkah, Proses
from kabar import jenis
from kinerja.services import skp as layanan
from pegawai.models import Pegawai
from tests.kabar.kata import jenis_kotak, kotak
from tests.kinerja.factories import HARI, Kantor, ajukan, buat_kantor

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


def test_a_case_without_a_holder_of_today_is_told_to_nobody_and_still_moves(kantor: Kantor) -> None:
    Pegawai.objects.filter(pk=kantor.pegawai.pk).update(atasan=None)
    kantor.pegawai.refresh_from_db()

    assert ajukan(kantor, kantor.pegawai).status == "diajukan"
    assert kotak(kantor.atasan.akun) == []
