"""A real browser for the journeys: a context for each person, its complaints kept, pictures with a check by axe."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from akun.models import Pengguna
from sibolga_asn.mesin import chromium
from sibolga_asn.mesin.paths import BASE_DIR
from tests.akun.factories import SANDI
from tests.browser import polos

LEBAR = {360: 740, 1280: 800}  # width → height, CSS pixels
ATURAN = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
LUBER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TERLUKIS = "new Promise(lanjut => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(lanjut))))"
TINGGI = "document.documentElement.scrollHeight"
Potret = Callable[[Page, str], None]
Buka = Callable[[Pengguna | None], Page]


@contextmanager
def nyalakan_peramban() -> Iterator[Browser]:
    """The system's Chromium. Its loop runs in this thread, so Django's guard against loops rests meanwhile.

    Within a loop Django keeps connections of its own. They end with it: the next loop would find them, cut off by then.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        program = chromium.find()
        assert program
        args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=str(program), args=args)
        yield browser
        browser.close()
        connections.close_all()


@pytest.fixture
def peramban() -> Iterator[Browser]:
    """A browser of this test's own."""
    with nyalakan_peramban() as browser:
        yield browser


@pytest.fixture
def keluhan() -> Iterator[list[str]]:
    """What the browser complained of: errors of scripts, of the console, of the content policy. Any fails the test."""
    isi: list[str] = []
    yield isi
    assert not isi, "\n".join(isi)


@pytest.fixture
def buka(peramban: Browser, situs: str, keluhan: list[str]) -> Buka:
    """A function that gives a person a browser of their own, signed in by the form; nobody stays a stranger."""

    def catat(pesan: ConsoleMessage) -> None:
        if pesan.type == "error":
            keluhan.append(f"{pesan.text} ({pesan.location.get('url', '')})")

    def baru(pengguna: Pengguna | None) -> Page:
        konteks = peramban.new_context(
            base_url=situs, locale="id-ID", viewport={"width": 1280, "height": LEBAR[1280]}, reduced_motion="reduce"
        )
        konteks.on("console", catat)
        konteks.on("weberror", lambda galat: keluhan.append(str(galat.error)))
        page = konteks.new_page()
        page.set_default_timeout(20_000)
        if pengguna:
            masuk(page, pengguna)
        return page

    return baru


def masuk(page: Page, pengguna: Pengguna) -> None:
    """Sign in as people do."""
    page.goto("/akun/login/")
    page.get_by_label("NIP atau e-mail").fill(pengguna.email)
    page.get_by_label("Kata sandi", exact=True).fill(SANDI)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/")


@pytest.fixture
def potret() -> Potret:
    """A function that takes a page's picture on a phone and on a desk, and lets axe look at both."""
    tempat = Path(os.environ.get("SIBOLGA_POTRET") or BASE_DIR / ".data" / "potret")
    tempat.mkdir(parents=True, exist_ok=True)

    def ambil(page: Page, nama: str) -> None:
        for lebar, tinggi in LEBAR.items():
            page.set_viewport_size({"width": lebar, "height": tinggi})
            page.evaluate("document.fonts.ready.then(() => true)")
            page.set_viewport_size({"width": lebar, "height": max(tinggi, page.evaluate(TINGGI))})  # bars stay at the edge
            page.evaluate(TERLUKIS)
            page.screenshot(path=tempat / f"{nama}-{lebar}.png")
            # The whole page at once: what a bar covers at one place of the scroll isn't covered at another (test_layar.py).
            hasil = Axe().run(page, options=ATURAN)
            assert not hasil.violations_count, f"{nama} pada {lebar} px\n{hasil.generate_report()}"
            page.set_viewport_size({"width": lebar, "height": tinggi})
            assert page.evaluate(LUBER) <= 0, f"{nama} bergulir ke samping pada {lebar} px"

    return ambil


@pytest.fixture(scope="module")
def mesin_peramban() -> Iterator[Browser]:
    """One Chromium for all tests of a module that don't touch the database."""
    with nyalakan_peramban() as browser:
        yield browser


@pytest.fixture
def laman(mesin_peramban: Browser) -> Iterator[polos.Buka]:
    """The bare form of tests/browser/polos.py, on a phone."""
    konteks = mesin_peramban.new_context(base_url=polos.ASAL, viewport={"width": 360, "height": 740})
    yield polos.layani(konteks)
    # A page that was just answered may still be asking for its scripts: closing would wait for them for ever.
    konteks.unroute_all(behavior="ignoreErrors")
    konteks.close()
