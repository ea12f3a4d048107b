"""Whose system this is: city, agency, letterhead, time zone, names and addresses, as they are on a day.

The rows are kept by `organisasi` and edited in the admin; this module only remembers them for a moment, so that
nothing below or above needs to know where they come from.

    instansi.kini().singkatan                                        the agency as people call it
    _("Hubungi %(badan)s.") % instansi.kata()                        in a sentence
    instansi.malas(gettext_lazy("Dari %(badan)s."))                  in a text that is written when the code loads
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import formataddr, parseaddr
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.functional import lazy

from inti import waktu

log = logging.getLogger(__name__)

INGAT = 30.0  # seconds for which a process trusts what it read; its own changes count at once
# How the three zones of the country are called (Keppres 41/1987).
KATA = ("pemerintah", "kota", "badan", "situs", "zona", "domain")  # what sentences may name
SEBUTAN_ZONA = {25_200: "WIB", 28_800: "WITA", 32_400: "WIT"}


@dataclass(frozen=True)
class Identitas:
    """What people see of the city and its personnel office.

    pemerintah, kota    'Pemerintah Kota …' and 'Kota …'; tempat: the town written before the date of a letter
    nama, singkatan     the personnel office, in full and as people call it
    situs               the domain on which official addresses end
    kop                 lines of the letterhead below the government's name
    nama_situs, nama_warga   what the inside and the citizens' side are called
    pengirim            the name from which mails come
    zona                IANA name of the time zone
    """

    pemerintah: str
    kota: str
    tempat: str
    nama: str
    singkatan: str
    zona: str
    nama_situs: str
    nama_warga: str
    pengirim: str = ""
    alamat: str = ""
    telepon: str = ""
    email: str = ""
    situs: str = ""
    kop: tuple[str, ...] = ()

    @cached_property
    def zona_waktu(self) -> ZoneInfo:
        """The time zone."""
        return ZoneInfo(self.zona)

    @cached_property
    def sebutan_zona(self) -> str:
        """The time zone as people write it after a time of day; Indonesia keeps no summer time."""
        selisih = self.zona_waktu.utcoffset(datetime(2026, 1, 1))  # noqa: DTZ001  # a zone is asked with a wall clock
        return SEBUTAN_ZONA.get(int(selisih.total_seconds()), self.zona) if selisih is not None else self.zona

    @cached_property
    def kata(self) -> dict[str, str]:
        """The words that sentences take."""
        return dict(
            zip(KATA, (self.pemerintah, self.kota, self.singkatan, self.nama_situs, self.sebutan_zona, self.situs), strict=True)
        )


# Before anything was written down, and when the database doesn't answer: words that are right everywhere.
BAWAAN = Identitas(
    pemerintah="Pemerintah Daerah",
    kota="kota ini",
    tempat="",
    nama="Kantor Kepegawaian",
    singkatan="kantor kepegawaian",
    zona=settings.TIME_ZONE,
    nama_situs="Kepegawaian",
    nama_warga="Suara Warga",
)

Baris = tuple[date, Identitas]  # since when, and what
_pembaca: list[Callable[[], Sequence[Baris]]] = []
_ingatan: tuple[float, tuple[Baris, ...]] = (0.0, ())


def register_pembaca(fungsi: Callable[[], Sequence[Baris]]) -> None:
    """Say who keeps the rows; `fungsi` returns all of them, at the cost of one query."""
    _pembaca[:] = [fungsi]


def lupakan() -> None:
    """Read anew at the next question: a row has changed."""
    global _ingatan
    _ingatan = (0.0, ())


def pakai(*baris: Baris) -> None:
    """Know these rows and don't ask for others until `lupakan()`."""
    global _ingatan
    _ingatan = (float("inf"), tuple(sorted(baris, key=lambda b: b[0])))


def pada(hari: date) -> Identitas:
    """Whose system it was on a day: the row that began last; before the first one, the first one."""
    baris = _baca()
    berlaku = [isi for mulai, isi in baris if mulai <= hari]
    return berlaku[-1] if berlaku else baris[0][1] if baris else BAWAAN


def kini() -> Identitas:
    """Whose system it is today. Mostly costs nothing, one query every INGAT seconds."""
    return pada(waktu.now().astimezone(timezone.get_default_timezone()).date())


def kata() -> dict[str, str]:
    """The words that sentences take: pemerintah, kota, badan, situs, zona, domain."""
    return kini().kata


def _isi(teks: Any) -> str:
    return str(teks) % kata()


malas = lazy(_isi, str)


def pengirim() -> str:
    """From whom mails come: the city's name for it, at the address of the settings."""
    ini = kini()
    return formataddr((ini.pengirim or ini.nama_situs, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


class _Sekarang:
    """`kini()` for templates: asked anew by every page."""

    def __getattr__(self, nama: str) -> Any:
        return getattr(kini(), nama)


SEKARANG = _Sekarang()
waktu.pakai_zona(lambda: kini().zona_waktu)


def _baca() -> tuple[Baris, ...]:
    global _ingatan
    sampai, baris = _ingatan
    if time.monotonic() < sampai or not _pembaca:
        return baris
    try:
        baru = tuple(sorted(_pembaca[0](), key=lambda b: b[0]))
    except DatabaseError as error:
        # An error page that can't say whose it is would be an error of its own.
        log.warning("data instansi tidak terbaca: %s", error)
        baru = baris
    _ingatan = (time.monotonic() + INGAT, baru)
    return baru
