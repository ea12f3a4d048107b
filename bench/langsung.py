"""`langsung_p95`: from the commit of a change to each of 200 browsers that listen for it."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from django.db import connections, transaction
from django.db.models import Q

from bench.angka import Angka, persentil
from bench.kesalahan import TidakTerukurError
from inti import waktu
from inti.peristiwa import publish
from kinerja import rekap
from kinerja.models import PeriodeKinerja
from organisasi.models import UnitKerja
from sibolga_asn.mesin import port

BATAS_MS = 300.0
PENDENGAR, PERUBAHAN, SELANG = 200, 30, 0.15
SERENTAK = 25  # listeners that connect at the same time
TUNGGU = 20.0

Tiba = dict[str, list[float]]  # id of the event → when each listener got it


def ukur_langsung(nomor: int, kuki: str, n: int) -> Angka:
    """Change a unit's figures PERUBAHAN times while PENDENGAR streams are open; the time counts from the commit."""
    commit, tiba = asyncio.run(_ukur(nomor, kuki))
    lama = [(saat - commit[kunci]) * 1000 for kunci, daftar in tiba.items() if kunci in commit for saat in daftar]
    harus = PENDENGAR * PERUBAHAN
    if len(lama) < harus:
        raise TidakTerukurError(f"langsung_p95: {len(lama)} dari {harus} petunjuk sampai")
    p95 = persentil(lama, 95)
    return Angka("langsung_p95", p95, "ms", BATAS_MS, BATAS_MS / p95, n)


async def _ukur(nomor: int, kuki: str) -> tuple[dict[str, float], Tiba]:
    tiba: Tiba = {}
    pintu = asyncio.Semaphore(SERENTAK)
    siap = [asyncio.Event() for _ in range(PENDENGAR)]
    telinga = [asyncio.create_task(_dengar(nomor, kuki, tiba, satu, pintu)) for satu in siap]
    try:
        await _tunggu_siap(telinga, siap)
        commit = await _ubah_berulang()
        await _tunggu_tiba(tiba, commit)
    finally:
        for tugas in telinga:
            tugas.cancel()
        await asyncio.gather(*telinga, return_exceptions=True)
    return commit, tiba


async def _ubah_berulang() -> dict[str, float]:
    """Write PERUBAHAN changes from a thread of its own; returns when each was committed."""
    commit: dict[str, float] = {}
    putar = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=1) as penulis:
        for ke in range(PERUBAHAN):
            kunci, saat = await putar.run_in_executor(penulis, _ubah, ke)
            commit[kunci] = saat
            await asyncio.sleep(SELANG)
        await putar.run_in_executor(penulis, connections.close_all)
    return commit


async def _tunggu_siap(telinga: list[asyncio.Task[None]], siap: list[asyncio.Event]) -> None:
    """Wait until every stream is open. Raises TidakTerukurError when one is refused or they take too long."""
    henti = time.perf_counter() + TUNGGU * 3
    while not all(satu.is_set() for satu in siap):
        for tugas in telinga:
            if tugas.done():
                tugas.result()
        if time.perf_counter() > henti:
            raise TidakTerukurError(f"langsung_p95: {sum(satu.is_set() for satu in siap)} dari {PENDENGAR} aliran terbuka")
        await asyncio.sleep(0.05)


async def _tunggu_tiba(tiba: Tiba, commit: dict[str, float]) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(TUNGGU):
            while any(len(tiba.get(kunci, ())) < PENDENGAR for kunci in commit):
                await asyncio.sleep(0.05)


async def _dengar(nomor: int, kuki: str, tiba: Tiba, siap: asyncio.Event, pintu: asyncio.Semaphore) -> None:
    """One browser: open the stream of the whole city, note when each event arrives."""
    async with pintu:
        baca, tulis = await asyncio.open_connection(port.HOST, nomor)
        permintaan = (
            f"GET /aliran/?jenis=kinerja HTTP/1.1\r\nHost: {port.HOST}\r\nCookie: {kuki}\r\nAccept: text/event-stream\r\n\r\n"
        )
        tulis.write(permintaan.encode())
        kepala = (await baca.readuntil(b"\r\n\r\n")).decode("latin-1")
        if " 200 " not in kepala.splitlines()[0]:
            tulis.close()
            raise TidakTerukurError(f"langsung_p95: /aliran/ menjawab {kepala.splitlines()[0]}")
        await _sampai(baca, b"tersambung")
    siap.set()
    try:
        while baris := await baca.readline():
            if baris.startswith(b"id: "):
                tiba.setdefault(baris[4:].strip().decode(), []).append(time.perf_counter())
    finally:
        tulis.close()


async def _sampai(baca: asyncio.StreamReader, tanda: bytes) -> None:
    while tanda not in await baca.readline():
        if baca.at_eof():
            raise TidakTerukurError("langsung_p95: aliran ditutup sebelum tersambung")


def _ubah(ke: int) -> tuple[str, float]:
    """One change as a service makes it: figures of a unit and all above it, the event; returns its id and when it was committed."""
    unit = UnitKerja.objects.filter(induk__induk__isnull=False).order_by("pk").first() or UnitKerja.objects.order_by("-pk")[0]
    periode = PeriodeKinerja.objects.get(Q(masa__contains=waktu.today()))
    saat: list[float] = []
    with transaction.atomic():
        transaction.on_commit(lambda: saat.append(time.perf_counter()))
        versi = rekap.terapkan(unit, {periode.pk: {"skp_menunggu": 1 if ke % 2 == 0 else -1}})
        peristiwa = publish("kinerja", unit_id=unit.pk, jalur=unit.jalur, periode=periode.kode, versi=versi.get(periode.pk, 0))
    return str(peristiwa.pk), saat[0]
