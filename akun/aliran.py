"""Live streams (server-sent events): tells a browser that something changed, never what.

One Redis subscription a process fans hints out to the open streams. A stream is
opened for one kind of event and one unit; the right to see that unit is asked when it
opens, again every minute, and on every reconnect. `Last-Event-ID` is the outbox id:
what was missed is caught up from the database, or the page is told to reload.

    GET /aliran/?jenis=kinerja&unit=<kode>     text/event-stream
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs

import redis.asyncio
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db import close_old_connections
from django.utils.crypto import constant_time_compare

from akun import kewenangan
from akun.konteks import build_sesi
from akun.models import Pengguna
from inti import peta
from inti.letak import Letak, letak
from inti.models import Peristiwa
from inti.peristiwa import saluran, sebagai_petunjuk
from organisasi.models import UnitKerja

log = logging.getLogger(__name__)

PERIKSA_ULANG = 60.0  # seconds between two checks of the right to see
DENYUT = 15.0  # seconds between two comments that keep proxies from closing the line
TERTINGGAL_MAKS = 200  # hints to catch up one by one; beyond that the page reloads
ANTREAN_MAKS = 500

# kind of event → the action that lets somebody hear it
_aksi: dict[str, str] = {}
_letak: dict[str, Letak] = {}
peta.register("aliran", lambda: _letak.items())


def register(jenis: str, aksi: str) -> None:
    """Let whoever may do `aksi` on a unit (`organisasi.UnitKerja`) hear events of this kind below it."""
    _aksi[jenis], _letak[jenis] = aksi, letak()


@dataclass
class Saringan:
    """What one stream wants to hear and may."""

    jenis: str
    jalur: str

    def cocok(self, petunjuk: Mapping[str, Any]) -> bool:
        """Whether a hint belongs to this stream: of its kind, in its unit or below."""
        return petunjuk["jenis"].split(".")[0] == self.jenis and str(petunjuk["jalur"]).startswith(self.jalur)


@dataclass(eq=False)
class Pendengar:
    """One open stream."""

    saringan: Saringan
    antrean: asyncio.Queue[dict[str, Any] | None] = field(default_factory=lambda: asyncio.Queue(ANTREAN_MAKS))


class Penyebar:
    """The process's one subscription, fanned out to its streams."""

    def __init__(self) -> None:
        self.pendengar: set[Pendengar] = set()
        self.tugas: asyncio.Task[None] | None = None

    def ikut(self, pendengar: Pendengar) -> None:
        """Add a stream; the first one opens the subscription."""
        self.pendengar.add(pendengar)
        if self.tugas is None or self.tugas.done():
            self.tugas = asyncio.get_running_loop().create_task(self._dengar())

    def lepas(self, pendengar: Pendengar) -> None:
        """Remove a stream that ended."""
        self.pendengar.discard(pendengar)

    async def _dengar(self) -> None:
        while self.pendengar:
            try:
                await self._langganan()
            except (redis.RedisError, OSError) as error:
                log.warning("langganan peristiwa terputus: %s", type(error).__name__)
                for p in self.pendengar:
                    self._beri(p, None)  # what was missed meanwhile is caught up by reloading
                await asyncio.sleep(2)

    async def _langganan(self) -> None:
        klien = redis.asyncio.Redis.from_url(settings.REDIS_URL)
        try:
            async with klien.pubsub() as langganan:
                await langganan.subscribe(saluran())
                while self.pendengar:
                    pesan = await langganan.get_message(ignore_subscribe_messages=True, timeout=5)
                    if pesan:
                        self._sebar(json.loads(pesan["data"]))
        finally:
            await klien.aclose()

    def _sebar(self, petunjuk: dict[str, Any]) -> None:
        for p in self.pendengar:
            if p.saringan.cocok(petunjuk):
                self._beri(p, petunjuk)

    def _beri(self, pendengar: Pendengar, petunjuk: dict[str, Any] | None) -> None:
        with contextlib.suppress(asyncio.QueueFull):  # the reader is stuck: its next reconnect catches up by id
            pendengar.antrean.put_nowait(petunjuk)


_penyebar = Penyebar()


def _periksa(kuki: str, jenis: str, kode_unit: str) -> Saringan | None:
    """The filter that this session may use, or None. Asks the database anew each time."""
    close_old_connections()
    pengguna = _pengguna(kuki)
    aksi = _aksi.get(jenis)
    if pengguna is None or aksi is None:
        return None
    konteks = build_sesi(pengguna)
    boleh = kewenangan.scope(konteks, aksi, UnitKerja.objects.all())
    if kode_unit:
        jalur = boleh.filter(kode=kode_unit).values_list("jalur", flat=True).first()
    else:
        jalur = boleh.filter(induk__isnull=True).values_list("jalur", flat=True).first()
    return Saringan(jenis, jalur) if jalur else None


def _pengguna(kuki: str) -> Pengguna | None:
    """The active account of the session cookie, its password unchanged since sign-in."""
    with contextlib.suppress(CookieError):
        biskuit = SimpleCookie(kuki)
        kunci = biskuit[settings.SESSION_COOKIE_NAME].value if settings.SESSION_COOKIE_NAME in biskuit else ""
        sesi = import_module(settings.SESSION_ENGINE).SessionStore(kunci.replace("\x00", ""))  # the database refuses NUL
        pk = sesi.get(SESSION_KEY)
        pengguna = Pengguna.objects.filter(pk=pk, is_active=True).first() if pk else None
        # SECURITY: a changed password ends the streams of the old sessions too.
        if pengguna and constant_time_compare(sesi.get(HASH_SESSION_KEY, ""), pengguna.get_session_auth_hash()):
            return pengguna
    return None


def _tertinggal(saringan: Saringan, sesudah: int) -> list[dict[str, Any]] | None:
    """Hints after outbox id `sesudah`; None when they are too many or no longer kept."""
    close_old_connections()
    if sesudah and not Peristiwa.objects.filter(pk__lte=sesudah).exists() and Peristiwa.objects.exists():
        return None
    baris = Peristiwa.objects.filter(pk__gt=sesudah, jalur__startswith=saringan.jalur).order_by("pk")[: TERTINGGAL_MAKS + 1]
    petunjuk = [sebagai_petunjuk(b) for b in baris]
    return None if len(petunjuk) > TERTINGGAL_MAKS else [p for p in petunjuk if saringan.cocok(p)]


Kirim = Callable[[dict[str, Any]], Awaitable[None]]


def _kepala(scope: Mapping[str, Any], nama: bytes) -> str:
    return next((v.decode("latin-1") for k, v in scope["headers"] if k.lower() == nama), "")


async def aplikasi(scope: Mapping[str, Any], receive: Callable[[], Awaitable[dict[str, Any]]], send: Kirim) -> None:
    """The ASGI application of /aliran/."""
    if scope["type"] != "http":
        return
    tanya = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    jenis, unit = tanya.get("jenis", [""])[0], tanya.get("unit", [""])[0].replace("\x00", "")
    kuki = _kepala(scope, b"cookie")
    saringan = await sync_to_async(_periksa)(kuki, jenis, unit) if scope["method"] == "GET" else None
    if saringan is None:
        await _tolak(send)
        return
    await send({"type": "http.response.start", "status": 200, "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no"),
        (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"), (b"x-content-type-options", b"nosniff"),
    ]})  # fmt: skip
    pendengar = Pendengar(saringan)
    _penyebar.ikut(pendengar)
    alir = asyncio.ensure_future(_alirkan(pendengar, send, kuki, jenis, unit, _kepala(scope, b"last-event-id")))
    tutup = asyncio.ensure_future(_tunggu_tutup(receive))
    try:
        await asyncio.wait({alir, tutup}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        _penyebar.lepas(pendengar)
        for tugas in (alir, tutup):
            tugas.cancel()
        await asyncio.gather(alir, tutup, return_exceptions=True)


async def _tolak(send: Kirim) -> None:
    """Nothing to hear here. 204 tells a browser not to try again."""
    await send({"type": "http.response.start", "status": 204, "headers": [(b"cache-control", b"no-store")]})
    await send({"type": "http.response.body", "body": b""})


async def _tunggu_tutup(receive: Callable[[], Awaitable[dict[str, Any]]]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _alirkan(pendengar: Pendengar, send: Kirim, kuki: str, jenis: str, unit: str, terakhir: str) -> None:
    """Send what was missed, then each hint as it comes, until the right to see ends."""
    await _tulis(send, "retry: 2000\n: tersambung\n\n")
    if terakhir.isdecimal() and len(terakhir) < 19:
        tertinggal = await sync_to_async(_tertinggal)(pendengar.saringan, int(terakhir))
        for petunjuk in tertinggal if tertinggal is not None else [None]:
            await _tulis(send, _pesan(petunjuk))
    waktu = asyncio.get_running_loop().time
    periksa = waktu() + PERIKSA_ULANG
    while True:
        try:
            petunjuk = await asyncio.wait_for(pendengar.antrean.get(), min(DENYUT, max(0.1, periksa - waktu())))
            await _tulis(send, _pesan(petunjuk))
        except TimeoutError:
            await _tulis(send, ": denyut\n\n")
        if waktu() >= periksa:
            saringan = await sync_to_async(_periksa)(kuki, jenis, unit)
            if saringan is None:
                await _tulis(send, "event: berakhir\ndata: {}\n\n")
                return
            pendengar.saringan, periksa = saringan, waktu() + PERIKSA_ULANG


def _pesan(petunjuk: dict[str, Any] | None) -> str:
    if petunjuk is None:
        return "event: muat-ulang\ndata: {}\n\n"
    return f"id: {petunjuk['id']}\nevent: peristiwa\ndata: {json.dumps(petunjuk)}\n\n"


async def _tulis(send: Kirim, teks: str) -> None:
    await send({"type": "http.response.body", "body": teks.encode(), "more_body": True})
