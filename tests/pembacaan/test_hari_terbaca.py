"""What leaves the house in files and mails says days and periods as people read them (pages: tests/akun/test_akses_url.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange

from kabar import antar, jenis
from kabar.models import Kabar, SuratContoh
from laporan.daftar_laporan import LAPORAN
from laporan.penulis.kop import cetak
from tests.akun.factories import konteks_of
from tests.pembacaan.dunia import Dunia, bangun

HARI_MESIN = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|[\[(]\d{4}-\d\d-\d\d,|DateRange\(")


@pytest.fixture
def dunia(db: None, settings: Any, tmp_path: Path) -> Iterator[Dunia]:
    settings.MEDIA_ROOT = tmp_path
    settings.PENGANTAR_SURAT = "kabar.pos.BukuContoh"
    with time_machine.travel("2026-11-24 09:00+07:00", tick=False):
        yield bangun()


def test_no_report_holds_a_day_as_text_of_a_machine(dunia: Dunia) -> None:
    konteks, salah = konteks_of(dunia.akun["auditor"]), set()
    for kode, laporan in LAPORAN.items():
        kosong = laporan.isian(konteks=konteks, laporan=laporan)
        awal = {n: b.initial for n, b in kosong.fields.items() if b.initial}
        form = laporan.isian(awal | {"per": date(2026, 11, 24), "bentuk": "xlsx"}, konteks=konteks, laporan=laporan)
        assert form.is_valid(), form.errors
        baris = list(laporan.baris(konteks, form.cleaned_data))
        assert baris, kode
        salah |= {(kode, str(sel)) for b in baris for sel in b if isinstance(sel, DateRange) or HARI_MESIN.search(cetak(sel))}
        salah |= {(kode, isi) for _label, isi in form.ringkas() if HARI_MESIN.search(isi)}

    assert salah == set()


def test_no_message_and_no_mail_says_a_day_as_a_machine_does(dunia: Dunia) -> None:
    antar.antar()

    kata = [k for kabar in Kabar.objects.all() for k in _kata(kabar)]
    surat = [f"{s.subjek}\n{s.teks}" for s in SuratContoh.objects.all()]
    assert any("2026" in k for k in kata)
    assert surat
    assert [teks for teks in kata + surat if HARI_MESIN.search(teks)] == []


def _kata(kabar: Kabar) -> tuple[str, str]:
    satu = jenis.get(kabar.jenis)
    return satu.kalimat(kabar.isi), satu.kalimat_rincian(kabar.isi)
