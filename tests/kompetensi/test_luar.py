"""Learning outside the catalogue: handed in, looked at, counted."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from kompetensi import selectors
from kompetensi.services import luar
from tests.akun.factories import konteks_of
from tests.kompetensi.factories import (
    HARI,
    ajukan_luar,
)


def test_learning_outside_counts_once_it_was_looked_at(kota: SimpleNamespace) -> None:
    belajar = ajukan_luar(kota.pegawai)
    assert selectors.get_jp_tahun([kota.pegawai.pk], 2026) == {}

    luar.decide_belajar_luar(konteks=konteks_of(kota.pengelola, HARI), belajar=belajar, terima=True)

    assert selectors.get_jp_tahun([kota.pegawai.pk], 2026) == {kota.pegawai.pk: 6}


def test_mentoring_brings_the_hours_of_the_law(kota: SimpleNamespace) -> None:
    assert ajukan_luar(kota.pegawai, kode_jenis=15, jp=None).jp == 2


def test_learning_from_before_the_ledger_is_refused_when_handed_in(kota: SimpleNamespace) -> None:
    with pytest.raises(luar.TanggalLampauError, match="1970"):
        ajukan_luar(kota.pegawai, tanggal_selesai=date(1969, 12, 31))


def test_a_kind_without_fixed_hours_asks_for_them(kota: SimpleNamespace) -> None:
    with pytest.raises(luar.JpKosongError, match="tertulis pada sertifikat") as galat:
        ajukan_luar(kota.pegawai, jp=None)
    assert galat.value.field == "jp"


def test_another_offices_officer_does_not_look_at_it(kota: SimpleNamespace) -> None:
    belajar = ajukan_luar(kota.asing)

    with pytest.raises(PermissionDenied):
        luar.decide_belajar_luar(konteks=konteks_of(kota.pengelola, HARI), belajar=belajar, terima=True)


def halaman(siapa: Any, belajar: Any) -> str:
    klien = Client()
    klien.force_login(siapa, backend="akun.backends.NomorAtauEmailBackend")
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        return klien.get(reverse("kompetensi:luar", args=[belajar.kode])).content.decode()


def test_the_page_of_evidence_offers_each_reader_their_steps(kota: SimpleNamespace) -> None:
    belajar = ajukan_luar(kota.pegawai)
    terima, tarik = (
        reverse("kompetensi:luar-putuskan", args=[belajar.kode]),
        reverse("kompetensi:luar-tarik", args=[belajar.kode]),
    )

    petugas, pemilik = halaman(kota.pengelola, belajar), halaman(kota.pegawai.akun, belajar)

    assert (terima in petugas, tarik in petugas) == (True, False)
    assert (terima in pemilik, tarik in pemilik) == (False, True)
