"""The session ends while somebody types: what was typed is back after signing in, and nobody else ever sees it."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from akun.models import Pengguna
from tests.akun.factories import buat_pengguna
from tests.browser.conftest import Buka, masuk
from tests.pegawai.factories import buat_pegawai

pytestmark = [pytest.mark.mesin, pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FORMULIR = "/layanan/perubahan/baru/alamat/"
ALAMAT = "Jalan Kenari Nomor 7, Sibolga"


def pegawai() -> Pengguna:
    """An employee with an account."""
    akun = buat_pengguna(nama="Masdelima Manalu")
    buat_pegawai("Masdelima Manalu", akun=akun)
    return akun


def keluar_di_tab_lain(page: Page) -> Page:
    lain = page.context.new_page()
    lain.goto("/akun/logout/")
    lain.locator("form[data-keluar]").last.get_by_role("button").click()
    lain.wait_for_url("**/")
    return lain


def ketik(page: Page) -> None:
    page.goto(FORMULIR)
    page.get_by_label("Alamat lengkap").fill(ALAMAT)


def ketik_lalu_sesi_habis(page: Page) -> None:
    """Nobody signs out: the session has an end, which another tab sees first."""
    ketik(page)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    lain = page.context.new_page()
    lain.goto("/")
    lain.close()


def test_signing_out_in_one_tab_takes_what_was_read_off_the_other(buka: Buka, keluhan: list[str]) -> None:
    page = buka(pegawai())
    page.goto("/pegawai/saya/")
    expect(page.get_by_role("heading", name="Masdelima Manalu")).to_be_visible()

    keluar_di_tab_lain(page)

    page.wait_for_url("**/akun/login/**")
    expect(page.get_by_text("Masdelima Manalu")).to_have_count(0)


def test_signing_out_in_one_tab_ends_what_is_being_typed_in_the_other(buka: Buka, keluhan: list[str]) -> None:
    """The page that signs out has counted it, and said that it goes."""
    page = buka(pegawai())
    ketik(page)

    lain = keluar_di_tab_lain(page)

    page.wait_for_url("**/akun/login/**")
    assert ALAMAT not in lain.evaluate("JSON.stringify({...localStorage})")


def kirim(page: Page) -> None:
    page.get_by_role("button", name="Kirim usul").click()
    expect(page.get_by_text("Belum terkirim").first).to_be_visible()


def masuk_lagi(page: Page, pengguna: Pengguna) -> None:
    """From the page that says that nothing was sent, whichever of the two it is."""
    buka = page.get_by_role("link", name="Buka lagi formulirnya")
    if buka.count():
        buka.click()
    page.get_by_label("NIP atau e-mail").fill(pengguna.email or "")
    page.get_by_label("Kata sandi", exact=True).fill("sandi-uji-yang-panjang")
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(f"**{FORMULIR}")


def test_what_was_typed_is_back_after_signing_in_again(buka: Buka, keluhan: list[str]) -> None:
    orang = pegawai()
    page = buka(orang)
    ketik_lalu_sesi_habis(page)

    kirim(page)
    masuk_lagi(page, orang)

    expect(page.get_by_label("Alamat lengkap")).to_have_value(ALAMAT)
    expect(page.get_by_text("Yang Anda ketik sebelumnya sudah kembali; berkas perlu dipilih lagi.")).to_be_visible()
    keluhan[:] = [k for k in keluhan if "403" not in k]  # the refused sending itself


def test_whoever_signs_in_next_on_the_same_phone_finds_nothing(buka: Buka, keluhan: list[str]) -> None:
    page, lain = buka(pegawai()), pegawai()
    ketik_lalu_sesi_habis(page)

    kirim(page)
    masuk_lagi(page, lain)

    expect(page.get_by_label("Alamat lengkap")).not_to_have_value(ALAMAT)
    assert ALAMAT not in page.evaluate("JSON.stringify({...localStorage})")
    keluhan[:] = [k for k in keluhan if "403" not in k]


def test_a_phone_that_passed_on_in_another_tab_shows_nothing_to_the_new_one(buka: Buka, keluhan: list[str]) -> None:
    page, lain = buka(pegawai()), pegawai()
    konteks: BrowserContext = page.context
    ketik_lalu_sesi_habis(page)

    masuk(konteks.new_page(), lain)

    expect(page.get_by_label("Alamat lengkap")).not_to_have_value(ALAMAT)
    assert ALAMAT not in page.evaluate("JSON.stringify({...localStorage})")


def test_what_is_sent_in_one_tab_ends_no_words_of_another(buka: Buka, keluhan: list[str]) -> None:
    """And the other starts empty: what one tab holds is offered there, never filled in."""
    page = buka(pegawai())
    ketik(page)
    page.wait_for_function("() => Object.keys(localStorage).some(k => k.startsWith('draf:'))")
    lain: Page = page.context.new_page()
    lain.goto(FORMULIR)
    expect(lain.get_by_label("Alamat lengkap")).not_to_have_value(ALAMAT)
    expect(lain.get_by_role("button", name="Pakai isian itu")).to_be_visible()
    lain.get_by_label("Alamat lengkap").fill("Jalan Melati Nomor 2, Sibolga")
    lain.wait_for_function("() => JSON.stringify(localStorage).includes('Melati')")

    foto = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(foto, "PNG")
    page.get_by_label("Bukti").set_input_files({"name": "ktp.png", "mimeType": "image/png", "buffer": foto.getvalue()})
    page.get_by_role("button", name="Kirim usul").click()
    page.wait_for_url(lambda alamat: not alamat.endswith(FORMULIR))

    tersimpan = lain.evaluate("JSON.stringify({...localStorage})")
    assert "Melati" in tersimpan
    assert ALAMAT not in tersimpan
