"""What a phone shows: every kind of page that the roles are led to, laid out by Chromium and measured there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Route

from tests.akun.kota_akses import Pengunjung
from tests.akun.perayap import HTML, Langkah, badan, minta, rayapi

ASAL = "http://uji.invalid"
PONSEL = {"width": 360, "height": 740}
BESAR = (100, 200)  # size of letters, percent
KELAS = re.compile(r'class="([^"]*)"')
UKUR = Path(__file__).with_name("layar.js").read_text()
# Choose something else in every radio group, list and tick box; give the names of those that then led away.
PILIH = """async () => {
  const cela = [];
  let kini;
  navigation.addEventListener("navigate", (p) => { p.preventDefault(); cela.push(["berpindah", kini.name]); });
  document.addEventListener("htmx:before:request", (p) => { p.preventDefault(); cela.push(["berpindah", kini.name]); });
  for (kini of document.querySelectorAll("main :is(input[type=radio]:not(:checked), input[type=checkbox], select)")) {
    if (kini.matches("select")) {
      kini.selectedIndex = (kini.selectedIndex + 1) % kini.length;
      for (const jenis of ["input", "change"]) kini.dispatchEvent(new Event(jenis, { bubbles: true }));
    } else kini.click();
    await new Promise((lanjut) => setTimeout(lanjut));
  }
  return cela;
}"""


@dataclass(frozen=True)
class Halaman:
    """A page as the server sent it to somebody."""

    peran: str
    alamat: str
    pola: str
    html: str

    def __str__(self) -> str:
        return f"{self.pola} {self.alamat} sebagai {self.peran}"


def kumpulkan(kota: dict[str, Pengunjung]) -> list[Halaman]:
    """Every page that each role is led to or may type, refused forms too; of those that are built alike, one."""
    berbeda: dict[tuple[str, int, frozenset[str]], Halaman] = {}
    for peran, pengunjung in kota.items():
        for langkah in chain(rayapi(pengunjung.klien), _diketik(pengunjung.klien)):
            isi = badan(langkah.jawab)  # read whatever it is: that closes files
            html = isi.decode() if langkah.jenis == HTML else ""
            if "</html>" in html:
                bangun = frozenset(KELAS.findall(html.partition("<main")[2]))
                halaman = Halaman(peran, langkah.alamat, langkah.pola, html)
                berbeda.setdefault((langkah.pola, langkah.jawab.status_code, bangun), halaman)
    return list(berbeda.values())


def _diketik(klien: Client) -> Iterator[Langkah]:
    """Pages that no link leads to, such as the one for a lost line."""
    return (minta(klien, "GET", reverse(nama)) for nama in ("luring", "pegawai:aktivasi", "api:dokumentasi"))


def layani(page: Page, statik: Path) -> None:
    """Let the browser find the style sheets and scripts, and nothing else: no page asks for more while it is measured."""

    def jawab(route: Route) -> None:
        jalan = route.request.url.removeprefix(f"{ASAL}/static/").partition("?")[0]
        if (statik / jalan).is_file():
            route.fulfill(path=str(statik / jalan))
        else:
            route.abort()

    page.route(f"{ASAL}/**", jawab)


def ukur(page: Page, halaman: Halaman) -> Iterator[tuple[str, str]]:
    """Faults of a page at each size of letters: (kind, words)."""
    page.route(
        f"{ASAL}{halaman.alamat}",
        lambda route: route.fulfill(body=halaman.html, content_type="text/html; charset=utf-8"),
        times=1,
    )
    page.goto(f"{ASAL}{halaman.alamat}")
    for besar in BESAR:
        page.evaluate("besar => { document.documentElement.style.fontSize = `${besar}%`; }", besar)
        for jenis, kata in page.evaluate(UKUR):
            yield jenis, f"{halaman}, {besar} %: {kata}"
    for jenis, kata in page.evaluate(PILIH):
        yield jenis, f"{halaman}: {kata}"
