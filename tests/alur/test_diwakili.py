"""Whoever is stood in for learns what was decided in their name: by message, and on the page of their letters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alur.kabar import DIWAKILI
from kabar.models import Penerimaan
from kinerja.services import skp as layanan
from kompetensi.services.pendaftaran import decide_pendaftaran
from pegawai.models import Pegawai
from pegawai.services import IsiDelegasi, create_delegasi
from tests.kabar.kata import kotak
from tests.kinerja.factories import HARI, Kantor, ajukan, buat_kantor, buat_orang
from tests.kompetensi.factories import buat_angkatan, daftarkan

SURAT = "800/12/2026"


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


def titip(kantor: Kantor, kepada: Pegawai, dari: Pegawai | None = None) -> None:
    asal = dari or kantor.atasan
    isi = IsiDelegasi(kepada, HARI, HARI + timedelta(days=4), SURAT, HARI, "cuti tahunan")
    create_delegasi(konteks=kantor.konteks(asal), dari=asal, isi=isi)


def kabar_wakil(siapa: Pegawai) -> list[str]:
    return [kata for kata in kotak(siapa.akun) if "atas nama Anda" in kata]


def halaman_wakil(siapa: Pegawai, milik: Pegawai | None = None) -> str:
    klien = Client()
    assert siapa.akun is not None
    klien.force_login(siapa.akun, backend="akun.backends.NomorAtauEmailBackend")
    return " ".join(klien.get(reverse("pegawai:wakil", args=[(milik or siapa).kode])).content.decode().split())


def test_the_principal_is_told_what_was_decided_by_whom_and_by_which_letter(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titip(kantor, kantor.rekan)

    layanan.approve_skp(konteks=kantor.konteks(kantor.rekan), skp=skp, versi=skp.versi)

    (kata,) = kabar_wakil(kantor.atasan)
    assert kata.startswith(f"Rekan Uji memutuskan atas nama Anda menurut {SURAT}: ")
    assert "Pegawai Uji" in kata
    assert kata.endswith("disepakati.")
    assert kabar_wakil(kantor.rekan) == [], "whoever did it knows"


def test_the_principal_s_own_step_is_no_news(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titip(kantor, kantor.rekan)

    layanan.approve_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi)

    assert not Penerimaan.objects.filter(kabar__jenis=DIWAKILI).exists()


@pytest.mark.parametrize("setuju", [True, False])
def test_what_asked_the_principal_asks_no_more_once_the_substitute_has_decided(kantor: Kantor, setuju: bool) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    titip(kantor, kantor.rekan)
    minta = Penerimaan.objects.filter(pengguna=kantor.atasan.akun_id, kabar__jenis="pendaftaran.diajukan", dibaca_at=None)
    assert minta.count() == 1

    decide_pendaftaran(konteks=kantor.konteks(kantor.rekan), pendaftaran=p, setuju=setuju, alasan="Kuota unit sudah penuh")

    assert minta.count() == 0
    assert len(kabar_wakil(kantor.atasan)) == 1


def test_the_page_of_one_s_letters_lists_what_was_decided_in_one_s_name(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titip(kantor, kantor.rekan)
    assert "Yang diputuskan atas nama Anda" not in halaman_wakil(kantor.atasan)

    layanan.approve_skp(konteks=kantor.konteks(kantor.rekan), skp=skp, versi=skp.versi)

    halaman = halaman_wakil(kantor.atasan)
    assert "Yang diputuskan atas nama Anda" in halaman
    assert f"24 November 2026, 09.00 · oleh Rekan Uji menurut {SURAT}" in halaman
    assert "Yang diputuskan atas nama Anda" not in halaman_wakil(kantor.rekan)


def test_one_letter_for_two_principals_shows_each_only_their_own(kantor: Kantor) -> None:
    wakil = buat_orang("Wakil Uji", unit=kantor.dinas)
    titip(kantor, wakil)
    titip(kantor, wakil, dari=kantor.kadis)
    skp = ajukan(kantor, kantor.pegawai)

    layanan.approve_skp(konteks=kantor.konteks(wakil), skp=skp, versi=skp.versi)

    assert "Yang diputuskan atas nama Anda" in halaman_wakil(kantor.atasan)
    assert "Yang diputuskan atas nama Anda" not in halaman_wakil(kantor.kadis)
    assert kabar_wakil(kantor.kadis) == []
