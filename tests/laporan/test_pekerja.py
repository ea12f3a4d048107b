"""Real workers, really killed: no job runs for ever, and another worker finishes it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from akun import konteks
from laporan import services
from laporan.antrean import kirim
from laporan.models import Pekerjaan, StatusPekerjaan
from sibolga_asn.mesin.anak import kill_group
from sibolga_asn.mesin.errors import read_tail
from sibolga_asn.mesin.process import wait_until
from tests.laporan import kerja_lambat

pytestmark = [pytest.mark.mesin, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def nyalakan_jadwal(start_part, tmp_path):
    """Start the clock that calls the sweeper; it ends with the test."""
    hidup = []

    def nyalakan():
        hidup.append(start_part("celery", "-A", "sibolga_asn", "beat", "--schedule", str(tmp_path / "jadwal"), "--pidfile="))

    yield nyalakan
    for jadwal in hidup:
        kill_group(jadwal.pid, signal.SIGKILL)


@pytest.fixture
def nyalakan_pekerja(start_pekerja, nyalakan_jadwal, monkeypatch, berkas_sementara):
    """Start a worker that knows the slow work and keeps its files where this test looks; the clock runs beside it, as in production."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tests.laporan.pengaturan_pekerja")
    monkeypatch.setenv("SIBOLGA_BERKAS", str(Path(settings.MEDIA_ROOT)))
    nyalakan_jadwal()
    return start_pekerja


@pytest.fixture
def minta_lambat(tmp_path):
    """Ask for slow work, as the product does: row and message in one commit."""

    def minta(langkah=600):
        parameter = {"catatan": str(tmp_path / "catatan"), "langkah": langkah}
        return services.create_pekerjaan(konteks=konteks.sistem(), jenis=kerja_lambat.JENIS, judul="Lambat", parameter=parameter)

    return minta


def percobaan(tmp_path):
    return [int(baris.split()[0]) for baris in (tmp_path / "catatan").read_text().splitlines()]


SABAR = 60  # seconds; how long a busy machine may take, never how long it should


def tunggu(p, kondisi, sabar=SABAR):
    def cocok():
        p.refresh_from_db()
        return kondisi(p)

    return wait_until(cocok, sabar, step=0.1)


def test_a_killed_worker_leaves_its_job_to_another_within_a_minute(nyalakan_pekerja, minta_lambat, tmp_path, berkas_sementara):
    pertama = nyalakan_pekerja()
    p = minta_lambat()
    assert tunggu(p, lambda p: p.kemajuan >= 3), "the first worker never began"

    kill_group(pertama.pid, signal.SIGKILL)
    mati = time.monotonic()
    nyalakan_pekerja()

    assert tunggu(p, lambda p: p.status == StatusPekerjaan.SELESAI, 60), p.status
    assert time.monotonic() - mati < 60
    assert percobaan(tmp_path) == [1, 2]
    assert (berkas_sementara / p.berkas).read_text() == "selesai pada percobaan 2"
    assert [f.name for f in berkas_sementara.glob("*-2.*")] == [p.berkas]


def test_a_killed_child_of_the_worker_costs_seconds(nyalakan_pekerja, minta_lambat, tmp_path):
    """The queue hands the job out again; should that message come to nothing, the sweeper sends another."""
    pekerja = nyalakan_pekerja()
    p = minta_lambat()
    assert tunggu(p, lambda p: p.kemajuan >= 3), "the worker never began"

    os.kill(int(p.pemegang.rpartition("/")[2]), signal.SIGKILL)

    assert tunggu(p, lambda p: p.status == StatusPekerjaan.SELESAI), (p.status, read_tail(pekerja.log, 40))
    assert percobaan(tmp_path) == [1, 2]


def test_progress_and_cancel_reach_a_running_worker(nyalakan_pekerja, minta_lambat, berkas_sementara):
    nyalakan_pekerja()
    p = minta_lambat()
    assert tunggu(p, lambda p: p.kemajuan >= 3 and p.tahap == "menghitung")

    services.cancel_pekerjaan(konteks=konteks.sistem(), pekerjaan=p)

    assert tunggu(p, lambda p: p.status == StatusPekerjaan.DIBATALKAN), p.status
    assert wait_until(lambda: list(berkas_sementara.iterdir()) == [], SABAR)


def test_a_lost_connection_to_the_database_does_not_lose_the_job(nyalakan_pekerja, minta_lambat, tmp_path):
    nyalakan_pekerja()
    p = minta_lambat(langkah=60)
    assert tunggu(p, lambda p: p.kemajuan >= 3)

    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    assert tunggu(p, lambda p: p.status == StatusPekerjaan.SELESAI), (p.status, p.galat)
    assert percobaan(tmp_path) == [1]


def test_two_messages_for_one_job_do_the_work_once(nyalakan_pekerja, minta_lambat, tmp_path):
    p = minta_lambat(langkah=3)
    kirim([p.kode, p.kode])
    nyalakan_pekerja()

    assert tunggu(p, lambda p: p.status == StatusPekerjaan.SELESAI)
    assert percobaan(tmp_path) == [1]
    assert Pekerjaan.objects.get(pk=p.pk).percobaan == 1
