"""The line breaks: what was typed stays, our own page says what is kept, and one line serves seven tabs."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from inti import peristiwa
from organisasi.models import UnitKerja
from tests.browser.conftest import masuk
from tests.browser.kabel import Kabel
from tests.browser.pemain import buat_pemain
from tests.impor.buku import DINAS

pytestmark = [pytest.mark.mesin, pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CERITA = "Lampu jalan di depan masjid mati sejak dua minggu."
PEKERJA_JAGA = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"
SESUDAH_DUA_DETIK = "new Promise(lanjut => setTimeout(lanjut, Math.max(0, 2200 - performance.now())))"
TAB = 7


@pytest.fixture
def kabel(situs: str) -> Iterator[Kabel]:
    """The line to the site."""
    satu = Kabel(urlsplit(situs).port or 0)
    yield satu
    satu.putus()


@pytest.fixture
def ponsel(peramban: Browser, kabel: Kabel) -> Iterator[BrowserContext]:
    """A phone at the end of that line. Nothing on it may break the content policy."""
    konteks = peramban.new_context(base_url=kabel.alamat, locale="id-ID", viewport={"width": 360, "height": 740})
    konteks.set_default_timeout(20_000)
    melanggar: list[str] = []
    konteks.on("console", lambda pesan: melanggar.append(pesan.text) if "Content Security Policy" in pesan.text else None)
    yield konteks
    konteks.close()
    assert melanggar == []


def tulis_suara(ponsel: BrowserContext) -> Page:
    """A citizen types, on a page that the worker already looks after."""
    page = ponsel.new_page()
    page.goto("/suara/")
    page.wait_for_function(PEKERJA_JAGA)
    page.get_by_label("Ada yang tidak beres").check()
    page.get_by_label("Ringkasnya").fill("Lampu mati")
    page.get_by_label("Apa yang terjadi, atau apa yang Anda harapkan?").fill(CERITA)
    page.get_by_label("Di mana?").fill("Pancuran Pinang")
    page.locator("[name=kontak]").fill("0812 0000 0000")
    page.wait_for_function("() => Object.keys(sessionStorage).some(k => k.startsWith('draf:'))")
    return page


def cerita(page: Page) -> str:
    return page.get_by_label("Apa yang terjadi, atau apa yang Anda harapkan?").input_value()


def test_a_form_sent_into_a_dead_line_stays_and_goes_when_the_line_is_back(ponsel: BrowserContext, kabel: Kabel) -> None:
    """The device itself believes that it is connected: `navigator.onLine` tells of the aerial, not of the line."""
    page = tulis_suara(ponsel)
    page.evaluate(SESUDAH_DUA_DETIK)
    kabel.putus()

    page.get_by_role("button", name="Lanjut, periksa dulu").click()

    pesan = page.locator("[data-luring]")
    expect(pesan).to_contain_text("Belum terkirim")
    expect(pesan).to_be_focused()
    expect(pesan).to_be_in_viewport(ratio=1)
    assert (cerita(page), page.locator("[name=kontak]").input_value()) == (CERITA, "0812 0000 0000")
    kabel.sambung()
    pesan.get_by_role("button", name="Kirim lagi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa sekali lagi")
    expect(page.get_by_text(CERITA)).to_be_visible()


def test_a_device_that_knows_it_is_offline_sends_nothing_and_says_when_it_is_back(ponsel: BrowserContext, kabel: Kabel) -> None:
    page = tulis_suara(ponsel)
    ponsel.set_offline(True)

    page.get_by_role("button", name="Lanjut, periksa dulu").click()

    pesan = page.locator("[data-luring]")
    expect(pesan).to_be_in_viewport(ratio=1)
    assert pesan.get_attribute("role") == "alert"
    assert kabel.jumlah("POST /suara/") == 0
    ponsel.set_offline(False)
    expect(pesan).to_contain_text("Koneksi kembali")


def test_a_reload_without_a_line_shows_our_page_which_says_what_is_kept(ponsel: BrowserContext, kabel: Kabel) -> None:
    page = tulis_suara(ponsel)
    kabel.putus()

    page.reload()

    expect(page.get_by_role("heading", level=1)).to_have_text("Perangkat ini sedang tidak terhubung")
    expect(page.locator("[data-simpanan]").first).to_have_text("1")
    expect(page.locator('section[lang="en"] [data-simpanan]')).to_have_text("1")
    assert CERITA not in page.content()
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px", "lembar gayanya ikut tersimpan"
    kabel.sambung()
    page.get_by_role("link", name="Muat ulang").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sampaikan sesuatu")
    assert cerita(page) == CERITA


def test_a_device_with_nothing_kept_says_so(ponsel: BrowserContext, kabel: Kabel) -> None:
    page = ponsel.new_page()
    page.goto("/")
    page.wait_for_function(PEKERJA_JAGA)
    kabel.putus()

    page.goto("/yang-berubah/")

    expect(page.locator("[data-simpanan]").first).to_have_text("0")


def test_a_page_of_a_person_is_never_kept_on_the_device(ponsel: BrowserContext, kabel: Kabel) -> None:
    page = ponsel.new_page()
    masuk(page, buat_pemain().admin)
    page.goto("/pegawai/")
    page.wait_for_function(PEKERJA_JAGA)

    tersimpan = page.evaluate(
        "caches.keys().then(n => Promise.all(n.map(k => caches.open(k).then(c => c.keys()))))"
        ".then(isi => isi.flat().map(r => new URL(r.url).pathname))"
    )

    assert tersimpan
    assert all(jalan == "/luring/" or jalan.startswith("/static/") for jalan in tersimpan), tersimpan


# --- seven tabs ---------------------------------------------------------------------------------------------


def buka_tab(ponsel: BrowserContext) -> list[Page]:
    """Seven pages that listen to what happens in the city."""
    pertama = ponsel.new_page()
    masuk(pertama, buat_pemain().pimpinan)
    tab = [pertama, *(ponsel.new_page() for _n in range(TAB - 1))]
    for page in tab:
        page.goto("/kinerja/dasbor/")
        expect(page.locator("[data-aliran-teks]")).to_have_text("Langsung")
    return tab


def umumkan(kabel: Kabel, tab: list[Page]) -> None:
    """Something happens: every tab asks for its page once more."""
    sebelum, unit = kabel.jumlah("X-Segarkan"), UnitKerja.objects.get(nama=DINAS)
    peristiwa.publish("kinerja.uji", unit_id=unit.pk, jalur=unit.jalur)
    for _kali in range(100):
        if kabel.jumlah("X-Segarkan") >= sebelum + len(tab):
            return
        tab[-1].wait_for_timeout(100)
    raise AssertionError(f"{kabel.jumlah('X-Segarkan') - sebelum} dari {len(tab)} tab mendengar")


def test_seven_tabs_of_one_browser_share_one_line_and_all_hear(ponsel: BrowserContext, kabel: Kabel) -> None:
    tab = buka_tab(ponsel)

    assert kabel.hitung("/aliran/") == 1
    umumkan(kabel, tab)
    tab[-1].goto("/kabar/")  # and an eighth page still finds a line
    expect(tab[-1].get_by_role("heading", level=1)).to_be_visible()


def test_when_the_tab_that_holds_the_line_closes_another_takes_over(ponsel: BrowserContext, kabel: Kabel) -> None:
    tab = buka_tab(ponsel)
    pernah = kabel.jumlah("GET /aliran/")

    tab.pop(0).close()

    for page in tab:
        expect(page.locator("[data-aliran-teks]")).to_have_text("Langsung")
    while kabel.jumlah("GET /aliran/") == pernah:
        tab[0].wait_for_timeout(100)
    assert kabel.hitung("/aliran/") == 1
    umumkan(kabel, tab)
