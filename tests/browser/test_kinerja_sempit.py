"""Pages of performance as a phone shows them with doubled letters, with the long words and long lists of a real year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from kinerja.models import SKP
from kinerja.services import kemajuan
from tests.browser.conftest import nyalakan_peramban
from tests.browser.layar import PONSEL, Halaman, layani, ukur
from tests.kinerja.factories import HARI, Kantor, baris, buat_kantor, catat, nilai, sepakati, url

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("hari_ini")]
PANJANG = "Pertanggungjawaban keuangan dan pertanggungjawaban kinerja diselesaikan"


@pytest.fixture
def kantor(db: None) -> Kantor:
    return buat_kantor()


@pytest.fixture
def hari_ini() -> Iterator[None]:
    """Pages live on the day of the tests."""
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield


@pytest.fixture(scope="module")
def ponsel() -> Iterator[Page]:
    """A phone."""
    with nyalakan_peramban() as browser:
        page = browser.new_context(viewport=PONSEL, has_touch=True, reduced_motion="reduce").new_page()
        layani(page, Path(settings.STATIC_ROOT))
        yield page


@pytest.fixture
def skp(kantor: Kantor) -> SKP:
    """A judged year of three pages of notes, the last of them recorded a moment ago."""
    skp = sepakati(kantor, kantor.pegawai, hasil=2)
    skp.rencana.filter(pk=baris(skp).pk).update(uraian=PANJANG)
    hasil = baris(skp)
    ukuran = hasil.indikator.get()
    isi = [kemajuan.Catatan(hasil, HARI - timedelta(days=n), {ukuran: Decimal(2)}, kunci="") for n in range(60)]
    kemajuan.record_kemajuan(konteks=kantor.konteks(kantor.pegawai), skp=skp, catatan=isi)
    catat(kantor, skp)
    return skp


def masuk(kantor: Kantor) -> Client:
    klien = Client()
    klien.force_login(kantor.pegawai.akun, backend="akun.backends.NomorAtauEmailBackend")
    return klien


def cela(ponsel: Page, kantor: Kantor, alamat: str) -> list[tuple[str, str]]:
    html = masuk(kantor).get(alamat).content.decode()
    return list(ukur(ponsel, Halaman("pegawai", alamat, alamat, html)))


def kursor_tengah(kantor: Kantor, skp: SKP) -> str:
    """A page of notes in the middle: it has one before and one after."""
    return str(masuk(kantor).get(url("kemajuan", skp.kode)).context["halaman"].sesudah)


@pytest.mark.parametrize("nama", ["saya", "catat", "kemajuan", "mengapa", "tarik", "katalog", "beranda"])
def test_nothing_lies_sideways_or_breaks(ponsel: Page, kantor: Kantor, skp: SKP, nama: str) -> None:
    hasil = nilai(kantor, skp)
    catatan = skp.kemajuan.latest("pk")
    alamat = {
        "saya": url("saya"),
        "catat": url("catat"),
        "kemajuan": f"{url('kemajuan', skp.kode)}?kursor={kursor_tengah(kantor, skp)}",
        "mengapa": url("mengapa", hasil.kode),
        "tarik": url("catatan_tarik", catatan.kode),
        "katalog": reverse("kompetensi:katalog"),
        "beranda": reverse("beranda"),
    }[nama]

    assert cela(ponsel, kantor, alamat) == []


@pytest.mark.parametrize("besar", [100, 200])
def test_every_column_of_the_matrix_is_seen(ponsel: Page, kantor: Kantor, skp: SKP, besar: int) -> None:
    assert cela(ponsel, kantor, url("mengapa", nilai(kantor, skp).kode)) == []
    ponsel.evaluate("besar => { document.documentElement.style.fontSize = `${besar}%`; }", besar)

    kanan = ponsel.evaluate("() => [...document.querySelectorAll('.petak td')].map((e) => e.getBoundingClientRect().right)")

    assert len(kanan) == 9
    assert max(kanan) <= ponsel.evaluate("() => document.querySelector('.gulung--petak').getBoundingClientRect().right + 2")


@pytest.mark.parametrize("besar", [100, 200])
def test_a_number_of_two_digits_leaves_the_bell_in_sight(ponsel: Page, kantor: Kantor, skp: SKP, besar: int) -> None:
    cela(ponsel, kantor, url("saya"))
    ponsel.evaluate("besar => { document.documentElement.style.fontSize = `${besar}%`; }", besar)

    tertutup = ponsel.evaluate("""() => {
      const titik = document.querySelector(".tombol-ikon__titik");
      titik.textContent = "10";
      const [a, b] = [titik, titik.closest("a").querySelector("svg")].map((e) => e.getBoundingClientRect());
      const lebar = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const tinggi = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      return Math.max(0, lebar) * Math.max(0, tinggi) / (b.width * b.height);
    }""")

    assert tertutup < 0.2


@pytest.mark.parametrize("lebar", [320, 360])
def test_words_of_the_bottom_bar_and_beside_a_badge_stay_whole(ponsel: Page, kantor: Kantor, skp: SKP, lebar: int) -> None:
    """And the icons of a row of the bar stand at one height, whether the words below take one line or two."""
    cela(ponsel, kantor, url("saya"))
    ponsel.set_viewport_size({"width": lebar, "height": PONSEL["height"]})
    ponsel.evaluate("() => { document.documentElement.style.fontSize = '100%'; }")

    patah, tinggi = ponsel.evaluate("""() => {
      const bilah = document.querySelector(".nav > ul");
      while (bilah.querySelectorAll(".nav__inti").length < 5) bilah.prepend(bilah.querySelector(".nav__inti").cloneNode(true));
      const kata = document.querySelectorAll(".nav__inti > a > span:first-of-type");
      ["Pengawasan", "Kinerja tim"].forEach((teks, i) => { kata[i].textContent = teks; });
      const baris = (e) => {
        const jangkau = document.createRange();
        jangkau.selectNodeContents(e);
        return new Set([...jangkau.getClientRects()].map((k) => Math.round(k.bottom))).size;
      };
      const semua = [...kata, ...document.querySelectorAll(".tugas__judul a")].filter((e) => e.checkVisibility());
      const ikon = [...document.querySelectorAll(".nav__inti > a")].slice(0, 2).map((e) => e.querySelector("svg"));
      return [
        semua.filter((e) => baris(e) > e.textContent.trim().split(/\\s+/).length).map((e) => e.textContent),
        new Set(ikon.map((e) => Math.round(e.getBoundingClientRect().top))).size,
      ];
    }""")
    ponsel.set_viewport_size(PONSEL)

    assert (patah, tinggi) == ([], 1)
