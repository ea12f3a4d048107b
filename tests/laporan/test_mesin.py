"""One attempt at a job: done once, ended in words, never published by who lost it."""

from __future__ import annotations

import os
import time
from datetime import timedelta

import kombu.exceptions
import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.db.models import F
from django.db.models.functions import Now

from akun.models import PenugasanPeran
from inti.errors import UseCaseError
from laporan import antrean, mesin, sapu, services
from laporan.models import Pekerjaan, StatusPekerjaan


def tulis(pelari):
    pelari.berkas("txt").write_text("isi")
    pelari.lapor(3, 3)
    return {"baris": 3, "nama_berkas": "hasil.txt"}


def baca(p):
    p.refresh_from_db()
    return p


def mati_suri(p, **nilai):
    """The holder of this job fell silent in the middle."""
    Pekerjaan.objects.filter(pk=p.pk).update(
        **{"status": "jalan", "percobaan": 1, "pemegang": "mesin-lain/1", "detak_at": Now() - timedelta(seconds=21)} | nilai
    )
    return baca(p)


def test_running_a_job_twice_does_the_work_once(minta, daftarkan):
    jalan = []
    p = minta(daftarkan(lambda pelari: jalan.append(1)))

    assert mesin.jalankan(p.kode) is True
    assert mesin.jalankan(p.kode) is False

    assert jalan == [1]
    assert baca(p).status == StatusPekerjaan.SELESAI


def test_the_result_is_published_with_its_row(minta, daftarkan, berkas_sementara):
    p = minta(daftarkan(tulis))

    mesin.jalankan(p.kode)

    assert baca(p).bisa_diunduh
    assert (p.nama_berkas, p.ukuran, p.hasil, p.kemajuan, p.jumlah) == ("hasil.txt", 3, {"baris": 3}, 3, 3)
    assert [f.name for f in berkas_sementara.iterdir()] == [p.berkas]
    assert p.kedaluwarsa_at - p.selesai_at == mesin.UMUR_HASIL


def test_a_refusal_is_stored_in_the_words_of_the_refusal(minta, daftarkan):
    def tolak(pelari):
        raise UseCaseError("Berkas ini kosong.", fix="Pilih berkas lain.")

    p = minta(daftarkan(tolak))
    mesin.jalankan(p.kode)

    assert (baca(p).status, p.galat) == (StatusPekerjaan.GAGAL, "Berkas ini kosong. Pilih berkas lain.")


def test_a_bug_gives_an_apology_with_a_reference_and_the_log_the_traceback(minta, daftarkan, caplog):
    def rusak(pelari):
        pelari.berkas("txt").write_text("setengah")
        raise KeyError("rahasia-internal")

    p = minta(daftarkan(rusak))
    mesin.jalankan(p.kode)

    assert baca(p).status == StatusPekerjaan.GAGAL
    assert p.galat.startswith("Maaf")
    assert "rahasia" not in p.galat
    (catatan,) = [c for c in caplog.records if c.exc_info]
    assert catatan.args[2] in p.galat


def test_what_a_failed_attempt_wrote_is_thrown_away(minta, daftarkan, berkas_sementara):
    def setengah(pelari):
        pelari.berkas("txt").write_text("setengah")
        (pelari.folder_kerja() / "bantuan").write_text("x")
        raise UseCaseError("Berhenti.")

    mesin.jalankan(minta(daftarkan(setengah)).kode)

    assert list(berkas_sementara.iterdir()) == []


@pytest.mark.parametrize(
    ("galat", "kata"),
    [(PermissionDenied(), "Hak Anda"), (SoftTimeLimitExceeded(), "Persempit")],
)
def test_lost_rights_and_endless_work_are_told_apart(minta, daftarkan, galat, kata):
    def lempar(pelari):
        raise galat

    p = minta(daftarkan(lempar))
    mesin.jalankan(p.kode)

    assert baca(p).status == StatusPekerjaan.GAGAL
    assert kata in p.galat


def test_a_lost_database_costs_one_attempt_and_the_job_waits_again(minta, daftarkan):
    percobaan = []

    def goyah(pelari):
        percobaan.append(pelari.pekerjaan.percobaan)
        if len(percobaan) == 1:
            raise OperationalError("server closed the connection unexpectedly")
        return tulis(pelari)

    p = minta(daftarkan(goyah))
    mesin.jalankan(p.kode)
    assert baca(p).status == StatusPekerjaan.ANTRE

    mesin.jalankan(p.kode)
    assert baca(p).status == StatusPekerjaan.SELESAI
    assert percobaan == [1, 2]


def test_the_work_runs_with_the_rights_of_the_asker_today(minta, daftarkan, petugas):
    terlihat = []
    p = minta(daftarkan(lambda pelari: terlihat.append(pelari.konteks.kode_peran)))
    PenugasanPeran.objects.filter(pengguna=petugas.pengguna).delete()

    mesin.jalankan(p.kode)

    assert terlihat == [()]


def test_an_unknown_kind_of_work_says_so(minta, daftarkan):
    p = minta(daftarkan(tulis))
    Pekerjaan.objects.filter(pk=p.pk).update(jenis="uji.masa_depan")

    mesin.jalankan(p.kode)

    assert "belum dikenal" in baca(p).galat


# --- cancel ---------------------------------------------------------------------------------


def test_cancelling_a_waiting_job_means_it_never_runs(minta, daftarkan, petugas):
    jalan = []
    p = minta(daftarkan(lambda pelari: jalan.append(1)))

    services.cancel_pekerjaan(konteks=petugas, pekerjaan=p)

    assert mesin.jalankan(p.kode) is False
    assert (jalan, baca(p).status) == ([], StatusPekerjaan.DIBATALKAN)


def test_a_running_job_stops_at_its_next_report(minta, daftarkan, petugas, berkas_sementara, monkeypatch):
    monkeypatch.setattr("laporan.detak.SELANG_KEMAJUAN", 0)
    sampai = []

    def lama(pelari):
        pelari.berkas("txt").write_text("setengah")
        for n in range(10):
            if n == 3:
                services.cancel_pekerjaan(konteks=petugas, pekerjaan=pelari.pekerjaan)
            pelari.lapor(n, 10)
            sampai.append(n)

    p = minta(daftarkan(lama))
    mesin.jalankan(p.kode)

    assert baca(p).status == StatusPekerjaan.DIBATALKAN
    assert sampai == [0, 1, 2]
    assert list(berkas_sementara.iterdir()) == []


def test_nobody_cancels_or_repeats_the_job_of_another(minta, daftarkan, rekan):
    p = minta(daftarkan(tulis))

    with pytest.raises(PermissionDenied):
        services.cancel_pekerjaan(konteks=rekan, pekerjaan=p)
    with pytest.raises(PermissionDenied):
        services.retry_pekerjaan(konteks=rekan, pekerjaan=p)


def test_a_job_that_ended_says_that_there_is_nothing_to_cancel(minta, daftarkan, petugas):
    p = minta(daftarkan(tulis))
    mesin.jalankan(p.kode)

    with pytest.raises(services.TidakBisaDibatalkanError, match="sudah berakhir"):
        services.cancel_pekerjaan(konteks=petugas, pekerjaan=p)


# --- taking over ----------------------------------------------------------------------------


def test_a_holder_that_was_taken_over_cannot_publish(minta, daftarkan, berkas_sementara):
    def kesiangan(pelari):
        hasil = tulis(pelari)
        # Meanwhile the sweeper gave the job away and another worker took it.
        Pekerjaan.objects.filter(pk=pelari.pekerjaan.pk).update(percobaan=F("percobaan") + 1, pemegang="mesin-lain/1")
        return hasil

    p = minta(daftarkan(kesiangan))
    mesin.jalankan(p.kode)

    assert (baca(p).status, p.percobaan, p.berkas, p.pemegang) == (StatusPekerjaan.JALAN, 2, "", "mesin-lain/1")
    assert list(berkas_sementara.iterdir()) == []


def test_a_holder_that_was_taken_over_stops_at_its_next_report(minta, daftarkan, monkeypatch):
    monkeypatch.setattr("laporan.detak.SELANG_KEMAJUAN", 0)
    sampai = []

    def lama(pelari):
        for n in range(5):
            Pekerjaan.objects.filter(pk=pelari.pekerjaan.pk).update(percobaan=7)
            pelari.lapor(n, 5)
            sampai.append(n)

    mesin.jalankan(minta(daftarkan(lama)).kode)

    assert sampai == []


def test_a_running_job_that_beats_is_left_alone(minta, daftarkan):
    p = mati_suri(minta(daftarkan(tulis)), detak_at=Now() - timedelta(seconds=15))

    assert sapu.sapu_mati() == 0
    assert mesin.jalankan(p.kode) is False
    assert baca(p).status == StatusPekerjaan.JALAN


def test_a_silent_holder_loses_the_job_after_twenty_seconds(minta, daftarkan):
    p = mati_suri(minta(daftarkan(tulis)))

    assert sapu.sapu_mati() == 1
    assert baca(p).status == StatusPekerjaan.ANTRE
    assert mesin.jalankan(p.kode) is True
    assert (baca(p).status, p.percobaan) == (StatusPekerjaan.SELESAI, 2)


def test_a_dead_process_of_this_machine_loses_the_job_at_once(minta, daftarkan):
    anak = os.fork()
    if anak == 0:
        os._exit(0)
    os.waitpid(anak, 0)
    p = minta(daftarkan(tulis))
    mati_suri(p, detak_at=Now(), pemegang=mesin.nama_pemegang().rpartition("/")[0] + f"/{anak}")

    assert mesin.jalankan(p.kode) is True
    assert baca(p).status == StatusPekerjaan.SELESAI


def test_a_process_that_ended_and_was_not_buried_yet_is_dead_too(minta, daftarkan):
    """A pool reports a lost child before it has waited for it: the message that follows must find the job free."""
    anak = os.fork()
    if anak == 0:
        os._exit(0)
    os.waitid(os.P_PID, anak, os.WEXITED | os.WNOWAIT)  # ended, but still in the table
    p = minta(daftarkan(tulis))
    mati_suri(p, detak_at=Now(), pemegang=mesin.nama_pemegang().rpartition("/")[0] + f"/{anak}")

    try:
        assert mesin.jalankan(p.kode) is True
    finally:
        os.waitpid(anak, 0)


def test_after_the_last_attempt_the_job_ends_in_words(minta, daftarkan):
    p = mati_suri(minta(daftarkan(tulis)), percobaan=3)

    sapu.sapu_mati()

    assert baca(p).status == StatusPekerjaan.GAGAL
    assert "3 kali" in p.galat


def test_work_that_must_not_be_repeated_by_itself_ends_in_words(minta, daftarkan):
    p = mati_suri(minta(daftarkan(tulis, ulang=False)))

    sapu.sapu_mati()

    assert baca(p).status == StatusPekerjaan.GAGAL
    assert "Periksa dulu hasilnya" in p.galat


def test_a_job_to_be_cancelled_whose_holder_died_is_cancelled(minta, daftarkan):
    p = mati_suri(minta(daftarkan(tulis)), batal_diminta=True)

    sapu.sapu_mati()

    assert baca(p).status == StatusPekerjaan.DIBATALKAN


# --- asking ---------------------------------------------------------------------------------


def test_a_double_click_is_one_job(minta, daftarkan):
    jenis = daftarkan(tulis)

    assert minta(jenis, per="2026-11-24") == minta(jenis, per="2026-11-24")


def test_another_day_another_person_and_a_failed_job_are_no_double_click(minta, daftarkan, rekan):
    jenis = daftarkan(tulis)
    p = minta(jenis, per="2026-11-24")

    lain = minta(jenis, per="2026-11-23")
    milik_rekan = services.create_pekerjaan(konteks=rekan, jenis=jenis, judul="Kerja uji", parameter={"per": "2026-11-24"})
    Pekerjaan.objects.filter(pk=p.pk).update(status="gagal")
    sesudah_gagal = minta(jenis, per="2026-11-24")

    assert len({p.pk, lain.pk, milik_rekan.pk, sesudah_gagal.pk}) == 4


def test_a_person_with_many_waiting_jobs_is_asked_to_wait(minta, daftarkan, monkeypatch):
    monkeypatch.setattr(services, "ANTREAN_PENUH", 1)
    jenis = daftarkan(tulis)
    minta(jenis, n=1)

    with pytest.raises(services.TerlaluBanyakPekerjaanError, match="Tunggu"):
        minta(jenis, n=2)


def test_a_job_is_sent_when_the_transaction_commits(minta, daftarkan, monkeypatch, django_capture_on_commit_callbacks):
    terkirim = []
    monkeypatch.setattr(antrean.current_app, "send_task", lambda nama, **k: terkirim.append((nama, k["kwargs"])))

    with django_capture_on_commit_callbacks(execute=True):
        p = minta(daftarkan(tulis))
        assert terkirim == []

    assert terkirim == [("laporan.jalankan", {"kode": p.kode})]
    assert baca(p).dikirim_at is not None


def test_while_the_queue_is_down_the_job_waits_and_is_sent_later(
    minta, daftarkan, monkeypatch, django_capture_on_commit_callbacks
):
    def putus(*a, **k):
        raise kombu.exceptions.OperationalError("connection refused")

    monkeypatch.setattr(antrean.current_app, "send_task", putus)
    with django_capture_on_commit_callbacks(execute=True):
        p = minta(daftarkan(tulis))
    assert (baca(p).status, p.dikirim_at) == (StatusPekerjaan.ANTRE, None)

    terkirim = []
    monkeypatch.setattr(antrean.current_app, "send_task", lambda nama, **k: terkirim.append(k["kwargs"]["kode"]))
    sapu.sapu_tertunda()

    assert terkirim == [p.kode]
    assert sapu.sapu_tertunda() == 0  # heard of a moment ago


# --- again, expiry, tidying up ---------------------------------------------------------------


def test_asking_again_gives_new_attempts(minta, daftarkan, petugas):
    p = minta(daftarkan(tulis))
    Pekerjaan.objects.filter(pk=p.pk).update(status="gagal", percobaan=3, galat="Sudah dicoba.")

    services.retry_pekerjaan(konteks=petugas, pekerjaan=p)
    mesin.jalankan(p.kode)

    assert (baca(p).status, p.percobaan, p.percobaan_maks, p.galat) == (StatusPekerjaan.SELESAI, 4, 6, "")


def test_a_finished_report_is_fetched_not_repeated(minta, daftarkan, petugas):
    p = minta(daftarkan(tulis))
    mesin.jalankan(p.kode)

    with pytest.raises(services.TidakBisaDiulangError, match="Unduh"):
        services.retry_pekerjaan(konteks=petugas, pekerjaan=p)


def test_after_its_time_the_file_is_gone_and_the_row_tells_of_it(minta, daftarkan, berkas_sementara):
    p = minta(daftarkan(tulis))
    mesin.jalankan(p.kode)
    assert sapu.sapu_kedaluwarsa() == 0

    Pekerjaan.objects.filter(pk=p.pk).update(kedaluwarsa_at=Now())
    assert sapu.sapu_kedaluwarsa() == 1

    assert (baca(p).status, p.berkas, p.hasil) == (StatusPekerjaan.KEDALUWARSA, "", {"baris": 3})
    assert list(berkas_sementara.iterdir()) == []


def test_files_that_no_row_speaks_of_are_swept_and_others_kept(minta, daftarkan, berkas_sementara):
    p = minta(daftarkan(tulis))
    mesin.jalankan(p.kode)
    for nama in (f"{p.kode}-9.txt", f"{p.kode}-9.txt.sementara", "0tidakdikenal-1.pdf", "catatan-orang.txt"):
        (berkas_sementara / nama).write_text("sisa")
    (berkas_sementara / f"{p.kode}-9.kerja").mkdir()
    lama = time.time() - 3600
    for isi in berkas_sementara.iterdir():
        os.utime(isi, (lama, lama))

    sapu.sapu_berkas()

    assert {f.name for f in berkas_sementara.iterdir()} == {baca(p).berkas, "catatan-orang.txt"}
