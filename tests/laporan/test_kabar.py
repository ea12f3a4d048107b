"""Whoever asked for long work hears how it ended, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from akun.kewenangan import Konteks
from akun.konteks import sistem
from inti.errors import UseCaseError
from kabar.models import Kabar, Penerimaan
from laporan import mesin, services
from laporan.kabar import KabarPekerjaan
from laporan.models import Pekerjaan
from tests.kabar.kata import jenis_kotak, kotak


def test_a_job_that_is_done_is_told_to_who_asked(
    petugas: Konteks, rekan: Konteks, daftarkan: Callable[..., str], minta: Callable[..., Pekerjaan]
) -> None:
    p = minta(daftarkan(lambda pelari: {}))
    for _kali in range(2):
        mesin.jalankan(p.kode)

    assert kotak(petugas.pengguna) == ["Siap: Kerja uji."]
    assert kotak(rekan.pengguna) == []


def test_a_job_that_was_refused_is_told(petugas: Konteks, daftarkan: Callable[..., str], minta: Callable[..., Pekerjaan]) -> None:
    def tolak(pelari: mesin.Pelari) -> None:
        raise UseCaseError("Tidak bisa.")

    mesin.jalankan(minta(daftarkan(tolak)).kode)

    assert kotak(petugas.pengguna) == ["Belum berhasil: Kerja uji."]


def test_a_cancelled_job_is_not_told(petugas: Konteks, daftarkan: Callable[..., str], minta: Callable[..., Pekerjaan]) -> None:
    def batal(pelari: mesin.Pelari) -> None:
        raise mesin.Dibatalkan

    mesin.jalankan(minta(daftarkan(batal)).kode)

    assert kotak(petugas.pengguna) == []


def test_a_job_that_lost_its_holder_once_too_often_is_told(
    petugas: Konteks, daftarkan: Callable[..., str], minta: Callable[..., Pekerjaan]
) -> None:
    p = minta(daftarkan(lambda pelari: {}))
    Pekerjaan.objects.filter(pk=p.pk).update(status="jalan", percobaan=3, detak_at="2020-01-01T00:00Z", pemegang="lain/1")
    mesin.jalankan(p.kode)

    assert jenis_kotak(petugas.pengguna) == ["laporan.gagal"]


def test_work_of_the_system_is_told_to_nobody(db: None, daftarkan: Callable[..., str]) -> None:
    p = services.create_pekerjaan(konteks=sistem(), jenis=daftarkan(lambda pelari: {}), judul="Sistem", parameter={})
    mesin.jalankan(p.kode)

    assert not Kabar.objects.exists()


def test_a_kind_of_work_tells_its_end_in_its_own_words(
    petugas: Konteks, minta: Callable[..., Pekerjaan], monkeypatch: Any
) -> None:
    monkeypatch.setitem(
        mesin.JENIS,
        "uji.impor",
        mesin.Jenis(
            "uji.impor", lambda pelari: {}, kabar=KabarPekerjaan("impor.selesai", "impor.gagal", lambda p: ("impor", "x1"))
        ),
    )
    mesin.jalankan(minta("uji.impor").kode)

    kabar = Kabar.objects.get()
    assert (kabar.jenis, kabar.subjek_kode) == ("impor.selesai", "x1")


def test_fetching_the_file_reads_the_message(
    petugas: Konteks, daftarkan: Callable[..., str], minta: Callable[..., Pekerjaan]
) -> None:
    p = minta(daftarkan(lambda pelari: {}))
    mesin.jalankan(p.kode)
    services.record_unduhan(konteks=petugas, pekerjaan=p)

    assert Penerimaan.objects.get().dibaca_at is not None


@pytest.mark.parametrize("jenis", ["impor_pegawai.periksa", "impor_pegawai.terapkan", "impor_pegawai.batalkan"])
def test_imports_are_told_as_imports(jenis: str) -> None:
    assert mesin.JENIS[jenis].kabar.siap == "impor.selesai"
