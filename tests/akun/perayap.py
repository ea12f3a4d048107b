"""A visitor without JavaScript who opens every link and presses every button of the pages they are led to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve

TELADAN = 2  # addresses of one pattern that a visitor opens: another employee is the same page
HTML = "text/html"


@dataclass(frozen=True)
class Langkah:
    """One step: what was asked, in which language, and what came back."""

    cara: str
    alamat: str
    jawab: Any
    bahasa: str = "id"

    @property
    def pola(self) -> str:
        """Name of the pattern."""
        return nama_pola(self.alamat)

    @property
    def jenis(self) -> str:
        """The kind of content, without its character set."""
        return str(self.jawab.headers.get("Content-Type", "")).partition(";")[0]

    def __str__(self) -> str:
        return f"{self.cara} {self.alamat} [{self.pola or 'tanpa pola'}, {self.bahasa}] {self.jawab.status_code} {self.jenis}"


@dataclass
class Isi(HTMLParser):
    """What a page offers: where its links and forms lead, its words, whether it has a heading."""

    alamat: str
    tautan: list[str] = field(default_factory=list)
    kirim: list[str] = field(default_factory=list)
    ada: set[str] = field(default_factory=set)
    bahasa: str = ""
    teks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._bisu = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links and forms, as addresses of this site."""
        nilai = {k: v or "" for k, v in attrs}
        self.ada.add(tag)
        self._bisu += tag in ("script", "style")
        if tag == "html":
            self.bahasa = nilai.get("lang", "")
        elif tag == "a" and "href" in nilai:
            self._catat(self.tautan, nilai["href"])
        elif tag == "form":
            self._catat(self.kirim if nilai.get("method", "").lower() == "post" else self.tautan, nilai.get("action", ""))

    def handle_endtag(self, tag: str) -> None:
        """Leave what is not read by people."""
        self._bisu -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        """Collect the words."""
        if not self._bisu and data.strip():
            self.teks.append(data.strip())

    def _catat(self, ke: list[str], tujuan: str) -> None:
        utuh = urlsplit(urljoin(self.alamat, tujuan))
        if utuh.scheme in ("", "http", "https") and utuh.netloc in ("", "testserver"):
            ke.append(utuh._replace(scheme="", netloc="", fragment="").geturl())


def nama_pola(alamat: str) -> str:
    """The name of the pattern that an address belongs to; '' where there is none."""
    try:
        return resolve(urlsplit(alamat).path).view_name
    except Resolver404:
        return ""


def minta(klien: Client, cara: str, alamat: str, bahasa: str = "id") -> Langkah:
    """Ask once; whatever that changes, in the database or the cookies, is taken back."""
    kuki = dict(klien.cookies)
    klien.cookies["bahasa"] = bahasa
    klien.raise_request_exception = False
    with transaction.atomic():
        jawab = klien.generic(cara, alamat, content_type="application/x-www-form-urlencoded" if cara == "POST" else "")
        transaction.set_rollback(True)
    klien.cookies.clear()
    klien.cookies.update(kuki)
    return Langkah(cara, alamat, jawab, bahasa)


def baca(langkah: Langkah) -> Isi:
    """Read a page."""
    isi = Isi(urlsplit(langkah.alamat).path)
    isi.feed(badan(langkah.jawab).decode())
    return isi


def badan(jawab: HttpResponseBase) -> bytes:
    """The bytes of an answer; what streams is read to its end, which closes its file."""
    return b"".join(getattr(jawab, "streaming_content", ())) if jawab.streaming else bytes(getattr(jawab, "content", b""))


def rayapi(klien: Client, mulai: str = "/") -> Iterator[Langkah]:
    """Walk everything that can be reached from `mulai`: each address by GET, each form by an empty POST."""
    antrean, terlihat = [("GET", mulai)], set()
    jumlah: dict[tuple[str, str, tuple[str, ...]], int] = {}
    while antrean:
        cara, alamat = antrean.pop(0)
        pola, kueri = nama_pola(alamat), _kueri(alamat)
        jenis = (cara, pola or alamat, kueri)
        if (cara, alamat) in terlihat or jumlah.get(jenis, 0) >= _teladan(pola) or _di_luar(alamat, pola, kueri):
            continue
        terlihat.add((cara, alamat))
        jumlah[jenis] = jumlah.get(jenis, 0) + 1
        langkah = minta(klien, cara, alamat)
        yield langkah
        if 300 <= langkah.jawab.status_code < 400 and cara == "GET":  # what a form made is taken back, so it leads nowhere
            antrean.append(("GET", urljoin(alamat, urlsplit(langkah.jawab.headers["Location"])._replace(fragment="").geturl())))
        elif langkah.jenis == HTML:
            isi = baca(langkah)
            antrean += [("GET", t) for t in isi.tautan] + [("POST", k) for k in isi.kirim]


def _teladan(pola: str) -> int:
    return 1 if pola.startswith("admin:") else TELADAN


def _kueri(alamat: str) -> tuple[str, ...]:
    return tuple(sorted(k for k, _nilai in parse_qsl(urlsplit(alamat).query)))


def _di_luar(alamat: str, pola: str, kueri: tuple[str, ...]) -> bool:
    """Files that no view answers, and the admin's many orders of one list."""
    return alamat.startswith("/static/") or (pola.startswith("admin:") and bool(kueri))
