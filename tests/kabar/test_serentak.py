"""Several workers at once, and one that is killed between sending and writing it down."""

from __future__ import annotations

import signal
import threading
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections, transaction

from kabar import antar
from kabar.models import Antaran, Kabar, StatusAntaran
from kabar.penerima import Akun
from kabar.services import kirim
from sibolga_asn.mesin.anak import kill_group
from sibolga_asn.mesin.errors import read_tail
from sibolga_asn.mesin.process import wait_until
from tests.akun.factories import buat_pengguna
from tests.kabar.server_surat import ServerSurat

pytestmark = [pytest.mark.mesin, pytest.mark.django_db(transaction=True)]
SABAR = 60  # seconds; how long a busy machine may take, never how long it should


def kabari_peran(pengguna_id: int, kunci: str = "") -> Kabar:
    """A kind that real workers know too."""
    isi = {"peran": "Moderator", "mulai": "hari ini"}
    return kirim("akun.peran_diberi", kepada=[Akun(pengguna_id)], subjek=("peran", "1"), kunci=kunci or uuid4().hex, isi=isi)


def serentak(kerja: Any, banyak: int) -> None:
    """Run it in that many threads, each with a connection of its own, from the same instant on."""
    siap = threading.Barrier(banyak)

    def jalan() -> None:
        siap.wait(20)
        try:
            kerja()
        finally:
            connections.close_all()

    utas = [threading.Thread(target=jalan) for _n in range(banyak)]
    for u in utas:
        u.start()
    for u in utas:
        u.join()


def test_workers_at_once_send_each_mail_once(server_surat: ServerSurat) -> None:
    orang = buat_pengguna(sandi=None)
    for _n in range(30):
        kabari_peran(orang.pk)

    serentak(antar.antar, 4)

    assert len(server_surat.surat) == len({s["Message-ID"] for s in server_surat.surat}) == 30
    assert set(Antaran.objects.values_list("status", "percobaan")) == {(StatusAntaran.TERKIRIM, 1)}


def test_the_same_event_told_at_the_same_instant_is_told_once(server_surat: ServerSurat) -> None:
    orang = buat_pengguna(sandi=None)

    serentak(lambda: kabari_peran(orang.pk, "sama"), 4)

    assert Kabar.objects.count() == Antaran.objects.count() == 1


def test_a_worker_delivers_after_the_commit_without_waiting_for_the_clock(
    server_surat: ServerSurat, start_pekerja: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{server_surat.port}")
    start_pekerja()
    orang = buat_pengguna(sandi=None)
    with transaction.atomic():
        kabari_peran(orang.pk)
        assert server_surat.surat == []

    assert wait_until(lambda: Antaran.objects.filter(status=StatusAntaran.TERKIRIM).exists(), SABAR, step=0.1)
    assert len(server_surat.surat) == 1


def test_a_worker_killed_between_sending_and_writing_leaves_one_mail_that_is_sent_once_more(
    server_surat: ServerSurat, start_pekerja: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{server_surat.port}")
    pekerja = start_pekerja()
    server_surat.tahan.clear()  # the server has the mail, and the worker waits for its word
    orang = buat_pengguna(sandi=None)
    kabari_peran(orang.pk)
    assert server_surat.sesudah_isi.wait(SABAR), read_tail(pekerja.log, 40)
    kill_group(pekerja.pid, signal.SIGKILL)
    server_surat.tahan.set()

    satu = Antaran.objects.get()
    assert satu.status == StatusAntaran.DIKIRIM
    assert antar.antar() == {}, "nobody takes what may be in a living worker's hands"
    Antaran.objects.update(mulai_at=satu.dibuat_at - antar.TERHENTI)
    assert antar.sapu_terhenti() == 1
    assert antar.antar() == {"terkirim": 1}

    assert [s["Message-ID"] for s in server_surat.surat] == [server_surat.surat[0]["Message-ID"]] * 2
    assert antar.antar() == {}
