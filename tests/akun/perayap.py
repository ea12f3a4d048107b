"""A visitor without JavaScript who opens every link and presses every button of the pages they are led to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve

TELADAN = 2  # addresses of one pattern that a visitor opens: another employee is the same page
HTML = "text/html"
TULISAN = "Kata yang cukup panjang untuk sebuah alasan."


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
class Formulir:
    """A form as a browser would send it with something written in every box: where to, what, and which fields nobody sees."""

    alamat: str
    isi: dict[str, str] = field(default_factory=dict)
    tersembunyi: set[str] = field(default_factory=set)

    def terima(self, tag: str, a: dict[str, str]) -> None:
        """Note a field; of boxes to choose from the first, of buttons that name a step the first one."""
        nama, jenis = a.get("name", ""), a.get("type", "text")
        if not nama or jenis in ("checkbox", "file") or nama == "csrfmiddlewaretoken":
            return
        if jenis == "hidden":
            self.tersembunyi.add(nama)
        tulis = tag == "textarea" or (tag == "input" and jenis in ("text", "search", "password"))
        self.isi.setdefault(nama, TULISAN if tulis and not a.get("value") else a.get("value", ""))


@dataclass
class Isi(HTMLParser):
    """What a page offers: where its links and forms lead, its words, whether it has a heading."""

    alamat: str
    tautan: list[str] = field(default_factory=list)
    kirim: list[str] = field(default_factory=list)
    formulir: list[Formulir] = field(default_factory=list)
    ada: set[str] = field(default_factory=set)
    bahasa: str = ""
    teks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._bisu = 0
        self._pilih = ""
        self._di: Formulir | None = None

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
            kirim = nilai.get("method", "").lower() == "post"
            self._catat(self.kirim if kirim else self.tautan, nilai.get("action", ""))
            self._di = Formulir(self.kirim[-1]) if kirim and self.kirim else None
            self.formulir += [self._di] if self._di else []
        elif self._di and tag == "select":
            self._pilih = nilai.get("name", "")
        elif self._di and tag == "option" and nilai.get("value"):
            self._di.terima(tag, {"name": self._pilih, "value": nilai["value"]})
        elif self._di and tag in ("input", "textarea", "button"):
            self._di.terima(tag, nilai)

    def handle_endtag(self, tag: str) -> None:
        """Leave what is not read by people, and a form."""
        self._bisu -= tag in ("script", "style")
        if tag == "form":
            self._di = None

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


def minta(klien: Client, cara: str, alamat: str, bahasa: str = "id", isi: dict[str, str] | None = None) -> Langkah:
    """Ask once, with `isi` as the fields of a form; whatever that changes, in the database or the cookies, is taken back."""
    kuki = dict(klien.cookies)
    klien.cookies["bahasa"] = bahasa
    klien.raise_request_exception = False
    with transaction.atomic():
        jenis = "application/x-www-form-urlencoded" if cara == "POST" else ""
        jawab = klien.generic(cara, alamat, urlencode(isi or {}), content_type=jenis)
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
