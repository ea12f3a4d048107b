"""What a superior refuses, and what is refused to them: read in both colours, with large letters, on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from kinerja.models import SKP
from kinerja.services import rencana
from pegawai.models import Pegawai
from tests.browser.conftest import ATURAN, nyalakan_peramban
from tests.browser.layar import ASAL, PONSEL, layani
from tests.kinerja.factories import HARI, Kantor, ajukan, buat_kantor, buat_skp, isian, url

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PANJANG = "Pertanggungjawaban keuangan lengkap"
LUBER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# How far the label of a field lies below the bar on top, px.
DI_BAWAH_KEPALA = """id => document.querySelector(`label[for="${id}"]`).getBoundingClientRect().top
  - document.querySelector(".kepala").getBoundingClientRect().bottom"""
# Whether the words of the step that is now lie beside the bars of all steps, not over them.
LANGKAH_DI_LUAR_PALANG = """() => {
  const batang = document.querySelector(".langkah"), kata = batang.querySelector("[aria-current] > span");
  return kata.getBoundingClientRect().top >= batang.getBoundingClientRect().top + 3;
}"""
Tampil = Callable[[str], Page]


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """One browser for all tests here."""
    with nyalakan_peramban() as browser:
        yield browser


@pytest.fixture(params=["light", "dark"])
def tampil(chrome: Browser, request: pytest.FixtureRequest) -> Iterator[Tampil]:
    """A function that lays out a page of ours on a phone, in each colour."""
    page = chrome.new_context(viewport=PONSEL, color_scheme=request.param, reduced_motion="reduce").new_page()
    layani(page, Path(settings.STATIC_ROOT))

    def buka(html: str) -> Page:
        page.route(f"{ASAL}/", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        page.goto(f"{ASAL}/")
        return page

    yield buka
    page.context.close()


@pytest.fixture
def kantor() -> Iterator[Kantor]:
    """An office on its day, in which a long word is the name of a result."""
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


def skp_panjang(kantor: Kantor, siapa: Pegawai) -> SKP:
    """An SKP being written whose result begins with a long word."""
    skp = buat_skp(kantor, siapa, hasil=0)
    rencana.create_rencana(konteks=kantor.konteks(siapa), skp=skp, isian=isian(PANJANG))
    skp.refresh_from_db()
    return skp


def halaman(siapa: Pegawai, skp: SKP) -> str:
    """The page of the SKP as this person reads it."""
    return _klien(siapa).get(url("skp", skp.kode)).content.decode()


def ditolak(kantor: Kantor) -> str:
    """The page of an SKP that was to be sent back without a word."""
    skp = ajukan(kantor, kantor.pegawai)
    isi = {"catatan": "", "versi": str(skp.versi)}
    jawab = _klien(kantor.atasan).post(url("kembalikan", skp.kode), isi)
    assert jawab.status_code == 422
    return jawab.content.decode()


def _klien(siapa: Pegawai) -> Client:
    klien = Client()
    klien.force_login(siapa.akun, backend="akun.backends.NomorAtauEmailBackend")
    return klien


def test_an_error_in_a_dark_card_can_be_read(tampil: Tampil, kantor: Kantor) -> None:
    hasil = Axe().run(tampil(ditolak(kantor)), options=ATURAN)

    assert not hasil.violations_count, hasil.generate_report()


def test_the_summary_leads_to_the_field_with_its_label_in_sight(tampil: Tampil, kantor: Kantor) -> None:
    page = tampil(ditolak(kantor))

    page.locator('.ringkas-galat a[href="#kembali-catatan"]').click()

    assert page.evaluate("document.activeElement.id") == "kembali-catatan"
    assert page.evaluate(DI_BAWAH_KEPALA, "kembali-catatan") >= 0


def _disusun(kantor: Kantor) -> str:
    return halaman(kantor.pegawai, skp_panjang(kantor, kantor.pegawai))


def _menunggu(kantor: Kantor) -> str:
    skp = skp_panjang(kantor, kantor.pegawai)
    return halaman(kantor.atasan, ajukan(kantor, skp.pegawai, hasil=0))


@pytest.mark.parametrize("keadaan", [_disusun, _menunggu, ditolak], ids=lambda f: f.__name__.strip("_"))
@pytest.mark.parametrize("besar", [100, 200])
def test_the_skp_page_never_scrolls_sideways_and_its_step_stays_off_the_bar(
    tampil: Tampil, kantor: Kantor, keadaan: Callable[[Kantor], str], besar: int
) -> None:
    page = tampil(keadaan(kantor))
    page.evaluate("besar => { document.documentElement.style.fontSize = `${besar}%`; }", besar)

    assert page.evaluate(LUBER) <= 0
    assert page.evaluate(LANGKAH_DI_LUAR_PALANG)
