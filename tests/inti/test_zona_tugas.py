"""Tasks count days by the city's clocks, wherever the machine and its settings stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.conf import settings
from django.db.models.functions import TruncDate
from django.utils import timezone

from akun.models import CatatanAkses
from inti import instansi, waktu
from inti.instansi import BAWAAN
from kabar.tasks import antar
from sibolga_asn.celery import TugasKota, app
from tests.akun.factories import buat_pengguna

TENGAH_MALAM = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)  # half past midnight in the east, half past ten in the west


@pytest.fixture
def kota_timur() -> Iterator[None]:
    """A city two hours ahead of the settings."""
    instansi.pakai((date(2000, 1, 1), replace(BAWAAN, zona="Asia/Jayapura")))
    yield
    instansi.lupakan()


def test_every_task_of_the_product_runs_by_the_citys_clocks() -> None:
    milik = [t for nama, t in app.tasks.items() if not nama.startswith("celery.")]

    assert milik
    assert [t.name for t in milik if not isinstance(t, TugasKota)] == []


def test_the_day_of_an_instant_in_a_task_is_the_citys(kota_timur: None, db: None) -> None:
    @app.task(name="uji.hari")
    def hari() -> tuple[str, date]:
        baris = CatatanAkses.objects.annotate(hari=TruncDate("dibaca_at")).get()
        return str(timezone.get_current_timezone()), baris.hari

    with time_machine.travel(TENGAH_MALAM, tick=False):
        CatatanAkses.objects.create(
            pembaca=buat_pengguna(sandi=None),
            pembaca_peran="pegawai",
            subjek_kode="x",
            kelompok="umum",
            tujuan="uji coba",
            dibaca_at=TENGAH_MALAM,
        )
        hasil = hari.apply().get()
    app.tasks.pop("uji.hari")

    assert settings.TIME_ZONE == "Asia/Jakarta"
    assert hasil == ("Asia/Jayapura", date(2026, 11, 25))


def test_after_a_task_the_clock_is_what_it_was(kota_timur: None, db: None) -> None:
    sebelum = timezone.get_current_timezone_name()

    antar.apply()

    assert timezone.get_current_timezone_name() == sebelum


def test_a_page_and_a_task_agree_what_day_it_is(kota_timur: None) -> None:
    with time_machine.travel(TENGAH_MALAM, tick=False):
        assert waktu.today() == date(2026, 11, 25)
