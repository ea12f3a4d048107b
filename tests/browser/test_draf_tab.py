"""Drafts of several tabs of one browser: each has its own, none is lost, and who has left is seen in no tab."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.polos import Buka, isi, ketik, tersimpan

pytestmark = pytest.mark.browser
TAWARAN, KEMBALI = "[data-draf-kabar=lain]", "[data-draf-kabar='']"


def tab_baru(page: Page) -> Page:
    return page.context.new_page()


def jumlah(page: Page) -> int:
    return int(page.evaluate("() => Object.keys({...localStorage, ...sessionStorage}).filter(k => k.startsWith('draf:')).length"))


def ketik_di_dua_tab(laman: Buka) -> tuple[Page, Page]:
    """Two pages of one new form, each with words of its own."""
    satu = laman("aaaa")
    ketik(satu, "Lampu mati")
    dua = laman("aaaa", tab=tab_baru(satu))
    ketik(dua, "Parit penuh")
    dua.wait_for_timeout(600)
    assert jumlah(dua) == 2
    return satu, dua


def test_another_tab_starts_empty_and_offers_what_was_not_sent(laman: Buka):
    satu = laman("aaaa")
    ketik(satu)

    dua = laman("aaaa", tab=tab_baru(satu))

    assert isi(dua)["isi"] == ""
    assert dua.is_visible(TAWARAN)
    assert not dua.is_visible(KEMBALI)


def test_what_is_offered_is_filled_in_by_one_button_and_belongs_to_that_tab(laman: Buka):
    satu = laman("aaaa")
    ketik(satu)
    dua = laman("aaaa", tab=tab_baru(satu))

    dua.click("text=Pakai")

    assert isi(dua)["isi"] == "Lampu jalan mati"
    assert (dua.is_visible("[name=isi]"), dua.is_visible(TAWARAN), dua.is_visible(KEMBALI)) == (True, False, True)
    assert jumlah(dua) == 1
    assert isi(laman("aaaa", tab=dua))["isi"] == "Lampu jalan mati"


def test_a_draft_of_a_tab_that_was_closed_is_offered(laman: Buka):
    satu = laman("aaaa")
    dua = tab_baru(satu)
    ketik(satu)
    satu.close()

    laman("aaaa", tab=dua).click("text=Pakai")

    assert isi(dua)["isi"] == "Lampu jalan mati"


def test_a_draft_kept_before_tabs_had_names_is_offered(laman: Buka):
    page = laman("aaaa")
    page.evaluate(
        "() => localStorage.setItem('draf:aaaa:suara', JSON.stringify({pemilik: 'aaaa', saat: Date.now(), nilai: {isi: 'x'}}))"
    )

    assert laman("aaaa").is_visible(TAWARAN)


def test_the_same_tab_gets_its_own_words_back_by_itself(laman: Buka):
    satu, dua = ketik_di_dua_tab(laman)

    assert isi(laman("aaaa", tab=satu))["isi"] == "Lampu mati"
    dua.reload()
    assert isi(dua)["isi"] == "Parit penuh"


def test_sending_ends_the_draft_of_that_tab_alone(laman: Buka):
    satu, dua = ketik_di_dua_tab(laman)

    satu.click("text=Kirim")
    satu.wait_for_url("**/kirim/")

    assert isi(laman("aaaa", tab=dua))["isi"] == "Parit penuh"
    assert not dua.is_visible(TAWARAN)
    assert "Lampu" not in tersimpan(dua)


def test_taking_what_is_offered_loses_nothing_that_was_typed_here(laman: Buka):
    satu = laman("aaaa")
    ketik(satu)
    dua = laman("aaaa", tab=tab_baru(satu))
    ketik(dua, "Parit penuh")

    dua.click("text=Pakai")
    assert isi(dua)["isi"] == "Lampu jalan mati"
    dua.click("text=Pakai")

    assert isi(dua)["isi"] == "Parit penuh"
    assert jumlah(dua) == 2


def test_what_was_sent_meanwhile_is_not_filled_in(laman: Buka):
    satu = laman("aaaa")
    ketik(satu)
    dua = laman("aaaa", tab=tab_baru(satu))
    satu.click("text=Kirim")
    satu.wait_for_url("**/kirim/")

    dua.click("text=Pakai")

    assert isi(dua)["isi"] == ""
    assert (dua.is_visible(TAWARAN), dua.is_visible(KEMBALI)) == (False, False)


@pytest.mark.parametrize("pemilik", ["", "aaaa"])
def test_a_copy_of_a_tab_is_another_tab(laman: Buka, pemilik: str):
    """A window that a page opens gets a copy of what its tab keeps."""
    satu = laman(pemilik)
    ketik(satu)

    with satu.expect_popup() as salinan:
        satu.evaluate("() => { window.open('/isi/'); }")
    dua = salinan.value
    dua.wait_for_load_state()

    assert isi(dua)["isi"] == ""
    assert dua.is_visible(TAWARAN)


def test_no_word_of_what_came_back_where_the_server_sent_it_back(laman: Buka):
    page = laman("aaaa", jawab="cari")
    ketik(page)

    page.click("text=Kirim")
    page.wait_for_url("**/kirim/")

    assert isi(page)["isi"] == "Lampu jalan mati"
    assert not page.is_visible(KEMBALI)


# --- whose words are in sight ---

TAMU = """<!doctype html><html data-pemilik=""><body><div data-luring="" hidden><button></button></div>
<script type="module" src="/js/draf.js"></script></body></html>"""


def keluar(page: Page) -> None:
    """Sign out there: the page that answers has no owner."""
    page.route("**/keluar/", lambda route: route.fulfill(body=TAMU, content_type="text/html"))
    page.click("text=Ya, keluar")
    page.wait_for_url("**/keluar/")


def test_signing_out_in_one_tab_empties_the_other_though_something_was_typed(laman: Buka):
    satu = laman("aaaa")
    ketik(satu)
    dua = laman("aaaa", tab=tab_baru(satu))

    with satu.expect_navigation():
        keluar(dua)

    expect(satu.locator("[name=isi]")).to_have_value("")
    assert "Lampu" not in tersimpan(satu)


def test_another_person_who_signs_in_empties_the_tabs_of_the_one_before(laman: Buka):
    satu = laman("aaaa")
    ketik(satu)

    with satu.expect_navigation():
        dua = laman("bbbb", tab=tab_baru(satu))

    expect(satu.locator("[name=isi]")).to_have_value("")
    assert "Lampu" not in tersimpan(dua)


def test_a_session_that_ran_out_leaves_what_is_being_typed(laman: Buka):
    satu = laman("aaaa")
    ketik(satu)

    dua = laman("", tab=tab_baru(satu))
    dua.wait_for_timeout(500)

    assert isi(satu)["isi"] == "Lampu jalan mati"
    assert "Lampu" in tersimpan(satu)
