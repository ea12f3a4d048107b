"""Voices from before the engine: each line of their old trail keeps who, when and why, and says at last which step it was."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pgtrigger
import pytest
from django.db import connection

from akun.konteks import sistem
from alur.models import Jejak, Pemegang
from alur.selectors import list_jejak, list_menyimpang
from forum.models import Aspirasi
from forum.proses import ASPIRASI
from forum.services.meja import accept_aspirasi, return_aspirasi
from forum.services.moderasi import archive_aspirasi, edit_aspirasi, merge_aspirasi, refer_aspirasi, review_aspirasi
from forum.services.pengirim import close_senyap, confirm_aspirasi, object_aspirasi
from tests.forum.factories import Kota, buat_aspirasi, jawab, pengunjung, pukul, teruskan
from tests.forum.tabel_lama import TIDAK_TERCATAT, tulis_ulang

ALASAN = "Alasan yang dibaca pengirim."


def sunting(kota: Kota, aspirasi: Aspirasi) -> Aspirasi:
    isi = {"judul": aspirasi.judul, "isi": f"{aspirasi.isi} Nama orang dihapus.", "alasan": ALASAN}
    return edit_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, **isi)


def tandai(kota: Kota, aspirasi: Aspirasi) -> Aspirasi:
    isi: dict[str, Any] = {"jenis": "pengaduan", "menyangkut_pegawai": True, "unit_terlapor": kota.dinas}
    return review_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, **isi)


def belum_beres(aspirasi: Aspirasi) -> Aspirasi:
    return object_aspirasi(konteks=pengunjung(), kode=aspirasi.kode, dipegang=[aspirasi.kode], isi="Masih mati setiap malam.")


def beres(aspirasi: Aspirasi) -> Aspirasi:
    return confirm_aspirasi(konteks=pengunjung(), kode=aspirasi.kode, dipegang=[aspirasi.kode])


@pytest.fixture
def kota_ramai(kota: Kota) -> Kota:
    """Voices that took every step the old trail knew."""
    moderator, pengelola = kota.konteks("moderator"), kota.konteks("pengelola")
    sunting(kota, buat_aspirasi()[0])
    dipindah = sunting(kota, teruskan(kota, teruskan(kota, buat_aspirasi()[0]), kota.lain, alasan="Bukan lampu jalan."))
    teruskan(kota, dipindah, kota.lain, alasan="Mohon segera.")
    return_aspirasi(konteks=pengelola, aspirasi=teruskan(kota, buat_aspirasi()[0]), alasan=ALASAN)
    utama = accept_aspirasi(konteks=pengelola, aspirasi=teruskan(kota, buat_aspirasi()[0]))
    merge_aspirasi(konteks=moderator, aspirasi=buat_aspirasi()[0], utama=utama)
    belum_beres(archive_aspirasi(konteks=moderator, aspirasi=buat_aspirasi()[0], alasan=ALASAN))
    refer_aspirasi(konteks=moderator, aspirasi=buat_aspirasi()[0], alasan=ALASAN)
    beres(jawab(kota, teruskan(kota, buat_aspirasi()[0])))
    jawab(kota, jawab(kota, teruskan(kota, buat_aspirasi()[0])), isi="Jawaban kedua yang lebih lengkap.")
    tandai(kota, belum_beres(jawab(kota, teruskan(kota, buat_aspirasi()[0]))))
    tandai(kota, accept_aspirasi(konteks=pengelola, aspirasi=teruskan(kota, buat_aspirasi()[0])))
    lama = pukul(2026, 3, 2)
    jawab(kota, teruskan(kota, buat_aspirasi(pada=lama)[0], pada=lama), pada=lama)
    close_senyap(konteks=sistem(), per=pukul(2026, 4, 1).date())
    return kota


def baca() -> list[tuple[Any, ...]]:
    kolom = ("kode", "aksi", "dari", "ke", "oleh_id", "oleh_nama", "sebagai", "unit_id", "alasan", "pada_at")
    return list(Jejak.objects.exclude(aksi__in=TIDAK_TERCATAT).order_by("kode", "pk").values_list(*kolom))


def baca_pemegang() -> list[tuple[Any, ...]]:
    kolom = ("kode", "keadaan", "jenis", "unit_id", "kecuali_id", "izin", "sejak_at", "tenggat")
    return list(Pemegang.objects.order_by("kode").values_list(*kolom))


def pindahkan() -> None:
    migrasi: Any = import_module("forum.migrations.0006_jejak_ke_alur")
    with connection.cursor() as kursor:
        kursor.execute(migrasi.JEJAK)
        kursor.execute(migrasi.PEMEGANG)


def kosongkan() -> None:
    """As it was before the engine: nothing in its tables."""
    with pgtrigger.ignore("alur.Jejak:sekali_tulis"):
        Jejak.objects.all().delete()
    Pemegang.objects.all().delete()


def test_every_step_keeps_who_when_why_and_gets_its_own_name(kota_ramai: Kota) -> None:
    tulis_ulang()
    sebelum, pemegang = baca(), baca_pemegang()
    kosongkan()

    for _kali in range(2):
        pindahkan()

    assert baca() == sebelum
    assert baca_pemegang() == pemegang
    assert list_menyimpang(ASPIRASI) == []
    dikenal = {langkah.aksi for langkah in ASPIRASI.langkah} - set(TIDAK_TERCATAT)
    assert {aksi for _kode, aksi, *_lain in sebelum} == dikenal


def test_a_line_that_was_guessed_wrong_tells_the_truth_afterwards(kota: Kota) -> None:
    aspirasi = teruskan(kota, teruskan(kota, buat_aspirasi()[0]), kota.lain)
    tulis_ulang()
    kosongkan()

    pindahkan()

    judul = [t.judul for t in list_jejak(ASPIRASI, aspirasi.kode)]
    assert judul[-2:] == ["Diteruskan ke Dinas Lampu Uji", "Diteruskan ulang dari Dinas Lampu Uji ke Dinas Lain Uji"]
