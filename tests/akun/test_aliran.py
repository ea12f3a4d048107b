"""Streams reach only who may see the unit, and a session gets a new name when somebody signs in."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse

from akun import aliran
from akun.models import Pengguna, PenugasanPeran
from inti import peristiwa
from organisasi.models import UnitKerja
from tests import mesin_plugin
from tests.akun.factories import SANDI, buat_pengguna
from tests.organisasi.factories import buat_unit

JENIS = "kinerja"


def kuki(pengguna: Pengguna | None) -> str:
    """The cookie header of somebody who has signed in."""
    klien = Client()
    if pengguna:
        klien.force_login(pengguna, backend="akun.backends.NomorAtauEmailBackend")
    return f"{settings.SESSION_COOKIE_NAME}={klien.session.session_key or 'entah'}"


def buat_kota() -> SimpleNamespace:
    """Two offices side by side, each with its officer, and a section below the first."""
    pusat = buat_unit("Kota Aliran")
    dinas, lain = buat_unit("Dinas Sendiri", pusat), buat_unit("Dinas Tetangga", pusat)
    return SimpleNamespace(
        pusat=pusat,
        dinas=dinas,
        lain=lain,
        bidang=buat_unit("Bidang Sendiri", dinas),
        petugas=buat_pengguna("pengelola_opd", unit=dinas, sandi=None),
        tetangga=buat_pengguna("pengelola_opd", unit=lain, sandi=None),
    )


def umumkan(unit: UnitKerja) -> int:
    """An event of a unit; returns its id."""
    return peristiwa.publish(JENIS, unit_id=unit.pk, jalur=unit.jalur).pk


# --- who may listen where ------------------------------------------------------------------------


@pytest.fixture
def satu_sambungan(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own connection, which holds its transaction, is not given up."""
    monkeypatch.setattr(aliran, "close_old_connections", lambda: None)


@pytest.mark.parametrize(
    ("siapa", "unit", "boleh"),
    [
        ("petugas", "dinas", True),
        ("petugas", "bidang", True),
        ("petugas", "lain", False),
        ("petugas", "pusat", False),
        ("petugas", "", False),
        ("tetangga", "bidang", False),
        (None, "dinas", False),
    ],
)
def test_a_stream_opens_only_on_a_unit_that_one_may_see(satu_sambungan: None, siapa: str | None, unit: str, boleh: bool) -> None:
    kota = buat_kota()
    kode = getattr(kota, unit).kode if unit else ""

    saringan = aliran._periksa(kuki(getattr(kota, siapa) if siapa else None), JENIS, kode)

    assert (saringan.jalur == getattr(kota, unit).jalur) if saringan else not boleh
    assert (saringan is not None) == boleh


def test_a_kind_that_nobody_registered_can_not_be_heard(satu_sambungan: None) -> None:
    kota = buat_kota()

    assert aliran._periksa(kuki(kota.petugas), "pegawai", kota.dinas.kode) is None
    assert aliran._periksa(kuki(kota.petugas), "", kota.dinas.kode) is None


def test_a_unit_whose_number_begins_alike_is_another_unit() -> None:
    saringan = aliran.Saringan(JENIS, "/1/2/")

    jalur = ["/1/2/", "/1/2/7/", "/1/23/", "/1/", "", "/11/2/"]

    assert [saringan.cocok({"jenis": JENIS, "jalur": j}) for j in jalur] == [True, True, False, False, False, False]


def test_what_was_missed_is_caught_up_for_the_own_unit_alone(satu_sambungan: None) -> None:
    kota = buat_kota()
    awal = umumkan(kota.pusat)
    asing, sendiri, bawah = umumkan(kota.lain), umumkan(kota.dinas), umumkan(kota.bidang)

    tertinggal = aliran._tertinggal(aliran.Saringan(JENIS, kota.dinas.jalur), awal)

    assert tertinggal is not None
    assert [p["id"] for p in tertinggal] == [sendiri, bawah]
    assert asing not in [p["id"] for p in tertinggal]


# --- the line itself -----------------------------------------------------------------------------


class Jalur:
    """One open stream, as its browser sees it."""

    def __init__(self, kuki: str, unit: UnitKerja) -> None:
        self.teks = ""
        self.tutup = asyncio.Event()
        scope = {
            "type": "http",
            "method": "GET",
            "headers": [(b"cookie", kuki.encode())],
            "query_string": f"jenis={JENIS}&unit={unit.kode}".encode(),
        }
        self.tugas = asyncio.ensure_future(aliran.aplikasi(scope, self._terima, self._kirim))

    async def _terima(self) -> dict[str, Any]:
        await self.tutup.wait()
        return {"type": "http.disconnect"}

    async def _kirim(self, pesan: dict[str, Any]) -> None:
        self.teks += pesan.get("body", b"").decode()

    async def sampai(self, kata: str) -> None:
        """Wait until the stream has said this."""
        async with asyncio.timeout(10):
            while kata not in self.teks:
                await asyncio.sleep(0.02)


@pytest.mark.mesin
@pytest.mark.django_db(transaction=True)
def test_events_of_another_unit_never_arrive_and_a_withdrawn_role_ends_the_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    kota = buat_kota()
    kuki_petugas, kuki_tetangga = kuki(kota.petugas), kuki(kota.tetangga)
    monkeypatch.setattr(aliran, "PERIKSA_ULANG", 1.0)

    async def dengarkan() -> tuple[str, str, list[int]]:
        sendiri, tetangga = Jalur(kuki_petugas, kota.dinas), Jalur(kuki_tetangga, kota.lain)
        ditolak = Jalur(kuki_petugas, kota.lain)
        await sendiri.sampai("tersambung")
        await tetangga.sampai("tersambung")
        await ditolak.tugas
        assert ditolak.teks == ""
        while not peristiwa.klien().pubsub_numsub(peristiwa.saluran())[0][1]:
            await asyncio.sleep(0.02)
        nomor = [await sync_to_async(umumkan)(u) for u in (kota.lain, kota.pusat, kota.dinas, kota.bidang)]
        await tetangga.sampai(f"id: {nomor[0]}\n")
        await sendiri.sampai(f"id: {nomor[3]}\n")
        await sync_to_async(PenugasanPeran.objects.filter(pengguna=kota.petugas).delete)()
        await sendiri.sampai("event: berakhir")
        nomor.append(await sync_to_async(umumkan)(kota.dinas))
        await sendiri.tugas
        tetangga.tutup.set()
        await tetangga.tugas
        await sync_to_async(connections.close_all)()
        return sendiri.teks, tetangga.teks, nomor

    milik_sendiri, milik_tetangga, (asing, pusat, dinas, bidang, sesudah) = asyncio.run(dengarkan())

    assert [f"id: {n}\n" in milik_sendiri for n in (asing, pusat, dinas, bidang, sesudah)] == [False, False, True, True, False]
    assert [f"id: {n}\n" in milik_tetangga for n in (asing, pusat, dinas, bidang)] == [True, False, False, False]


# --- sign-in -------------------------------------------------------------------------------------


def test_the_session_gets_a_new_name_when_somebody_signs_in(db: None, client: Client) -> None:
    mesin_plugin.empty_redis()
    pengguna = buat_pengguna("warga")
    # A visitor who supports an input has a session before signing in: a stranger may have planted it.
    sesi = client.session
    sesi["suara_dipegang"] = ["abc"]
    sesi.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = sesi.session_key
    sebelum = client.session.session_key

    jawaban = client.post(reverse("account_login"), {"login": pengguna.email, "password": SANDI})

    sesudah = client.session.session_key
    assert jawaban.status_code == 302
    assert sesudah != sebelum
    assert client.session["_auth_user_id"] == str(pengguna.pk)
    assert not client.session.exists(sebelum)
    bekas = Client()
    bekas.cookies[settings.SESSION_COOKIE_NAME] = sebelum
    assert bekas.get(reverse("forum:saya")).context["kulit"].akun is None
