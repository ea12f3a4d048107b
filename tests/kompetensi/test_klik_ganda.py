"""Whoever presses twice has done it once, and gets the first answer."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alur.services import LangkahTidakAdaError
from inti import waktu
from kompetensi.models import CatatanJP, Pelatihan, Pendaftaran
from kompetensi.services import luar, pendaftaran
from tests.kompetensi.factories import HARI, ajukan_luar, buat_angkatan, buat_pelatihan, daftarkan, konteks_pegawai, luluskan


@pytest.fixture(autouse=True)
def hari_uji(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waktu, "today", lambda: HARI)


@pytest.fixture
def dua_kali() -> Callable[..., None]:
    """Post the same thing twice as somebody; both are answered alike."""

    def tekan(siapa: Any, nama: str, isi: dict[str, Any], **kwargs: str) -> None:
        klien = Client()
        klien.force_login(getattr(siapa, "akun", siapa), backend="akun.backends.NomorAtauEmailBackend")
        pertama, kedua = (klien.post(reverse(f"kompetensi:{nama}", kwargs=kwargs), isi) for _klik in range(2))
        assert (pertama.status_code, kedua.status_code, kedua["Location"]) == (302, 302, pertama["Location"])

    return tekan


def jejak(p: Pendaftaran) -> list[str]:
    return list(p.events.order_by("pgh_id").values_list("status", flat=True))  # type: ignore[attr-defined]  # pghistory


def test_one_enrolment(kota: SimpleNamespace, dua_kali: Callable[..., None]) -> None:
    angkatan = buat_angkatan()

    dua_kali(kota.pegawai, "daftar", {"tujuan": "Untuk loket"}, kode=angkatan.kode)

    angkatan.refresh_from_db()
    assert (angkatan.pendaftaran.count(), angkatan.terisi) == (1, 1)


@pytest.mark.parametrize("isi", [{"putusan": "setuju"}, {"putusan": "tolak", "alasan": "Belum gilirannya."}])
def test_one_decision(kota: SimpleNamespace, dua_kali: Callable[..., None], isi: dict[str, str]) -> None:
    baru = daftarkan(kota.pegawai, buat_angkatan())

    dua_kali(kota.atasan, "putuskan", isi, kode=baru.kode)

    assert len(jejak(baru)) == 2


def test_one_withdrawal(kota: SimpleNamespace, dua_kali: Callable[..., None]) -> None:
    baru = daftarkan(kota.pegawai, buat_angkatan())

    dua_kali(kota.pegawai, "batal", {"alasan": "Cuti"}, kode=baru.kode)

    assert jejak(baru) == ["diusulkan", "batal"]


def test_evidence_is_accepted_once(kota: SimpleNamespace, dua_kali: Callable[..., None]) -> None:
    belajar = ajukan_luar(kota.pegawai)

    dua_kali(kota.pengelola, "luar-putuskan", {"putusan": "setuju"}, kode=belajar.kode)

    assert CatatanJP.objects.count() == 1


def test_a_different_decision_is_refused_not_swallowed(kota: SimpleNamespace) -> None:
    belajar = ajukan_luar(kota.pegawai)
    baru = daftarkan(kota.pegawai, buat_angkatan())
    atasan = konteks_pegawai(kota.atasan)
    pendaftaran.decide_pendaftaran(konteks=atasan, pendaftaran=baru, setuju=True)
    luar.decide_belajar_luar(
        konteks=konteks_pegawai(SimpleNamespace(akun_id=1, akun=kota.pengelola)), belajar=belajar, terima=True
    )

    with pytest.raises(LangkahTidakAdaError):
        pendaftaran.decide_pendaftaran(konteks=atasan, pendaftaran=baru, setuju=False, alasan="Berubah pikiran.")
    with pytest.raises(LangkahTidakAdaError):
        luar.decide_belajar_luar(
            konteks=konteks_pegawai(SimpleNamespace(akun_id=1, akun=kota.admin)), belajar=belajar, terima=False, alasan="Tidak."
        )


def test_one_item_of_the_catalogue(kota: SimpleNamespace, dua_kali: Callable[..., None]) -> None:
    isi = {"judul": "Arsip", "uraian": "Isi.", "jenis": 3, "cara": "luring", "jp": 6, "terbit": "on"}

    dua_kali(kota.admin, "pelatihan-baru", isi)

    assert Pelatihan.objects.count() == 1


def test_changing_a_training_into_the_words_of_another_is_still_a_change(kota: SimpleNamespace) -> None:
    pertama, kedua = buat_pelatihan("Arsip"), buat_pelatihan("Arsip lama")
    klien = Client()
    klien.force_login(kota.admin, backend="akun.backends.NomorAtauEmailBackend")
    isi = {
        "judul": "Arsip",
        "uraian": pertama.uraian,
        "jenis": 3,
        "cara": "luring",
        "jp": 8,
        "terbit": "on",
        "versi": kedua.versi,
    }

    klien.post(reverse("kompetensi:pelatihan-ubah", kwargs={"kode": kedua.kode}), isi)

    kedua.refresh_from_db()
    assert kedua.judul == "Arsip"


def test_one_revocation_with_one_replacement(kota: SimpleNamespace, dua_kali: Callable[..., None]) -> None:
    terbit = luluskan(kota.pegawai)

    dua_kali(kota.admin, "sertifikat-cabut", {"alasan": "Nama keliru.", "ganti": "on"}, kode=terbit.kode)

    assert terbit.pendaftaran.sertifikat.count() == 2
    assert sum(CatatanJP.objects.values_list("jp", flat=True)) == 8
