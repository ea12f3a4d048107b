"""The second step of signing in, by hand: the app's six digits, recovery codes, and a device key in a virtual device."""

from __future__ import annotations

import re
import time
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from akun.models import Pengguna
from tests.akun.factories import SANDI, buat_pengguna
from tests.browser.conftest import Buka, Potret, masuk

pytestmark = [pytest.mark.mesin, pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LAMA_KODE = 30  # seconds that the app shows one code
PERANGKAT = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def situs(situs: str) -> str:
    """By name: a browser gives keys to names only, and among those without TLS only to localhost."""
    return situs.replace("127.0.0.1", "localhost")


def hitung_kode(kunci: str) -> str:
    """What the app shows now; close to the end of its half minute, the next one."""
    if LAMA_KODE - time.time() % LAMA_KODE < 3:
        time.sleep(LAMA_KODE - time.time() % LAMA_KODE)
    return format_hotp_value(hotp_value(kunci, int(time.time()) // LAMA_KODE))


def tekan(page: Page, nama: str | re.Pattern[str]) -> None:
    """Press the button of that name in the page's own part."""
    page.get_by_role("main").get_by_role("button", name=nama, exact=isinstance(nama, str)).first.click()


def ikuti(page: Page, nama: str) -> None:
    """Follow the link of that name in the page's own part."""
    page.get_by_role("main").get_by_role("link", name=nama).first.click()


def lihat(page: Page, judul: str) -> None:
    """Wait for the page with that heading."""
    expect(page.get_by_role("heading", level=1, name=judul)).to_be_visible()


def tulis_sandi(page: Page, pengguna: Pengguna) -> None:
    """The first step of signing in."""
    page.goto("/akun/login/")
    page.get_by_label("NIP atau e-mail").fill(str(pengguna.email))
    page.get_by_label("Kata sandi", exact=True).fill(SANDI)
    tekan(page, "Masuk")


def pastikan(page: Page) -> None:
    """Say once more who one is: what follows matters."""
    lihat(page, "Pastikan ini Anda")
    page.get_by_label("Kata sandi", exact=True).fill(SANDI)
    tekan(page, "Lanjut")


def sampai_beranda(page: Page) -> None:
    """Wait for the home page."""
    page.wait_for_url(lambda alamat: urlsplit(alamat).path == "/")


def keluar(page: Page) -> None:
    """Sign out as people do."""
    page.goto("/akun/logout/")
    tekan(page, "Keluar")
    sampai_beranda(page)


def potret_dua(page: Page, potret: Potret, nama: str) -> None:
    """The page by day and by night."""
    potret(page, nama)
    page.emulate_media(color_scheme="dark")
    potret(page, f"{nama}-gelap")
    page.emulate_media(color_scheme="light")


def pasang_aplikasi(page: Page, potret: Potret) -> str:
    """Install the app; return its key. The recovery codes are on the screen afterwards."""
    page.goto("/akun/2fa/")
    potret_dua(page, potret, "faktor-1-pilihan")
    ikuti(page, "Pasang aplikasi")
    potret_dua(page, potret, "faktor-1-pastikan")
    pastikan(page)
    lihat(page, "Pasang aplikasi autentikator")
    potret_dua(page, potret, "faktor-2-pasang")
    kunci = page.locator("#kunci-aplikasi").inner_text().strip()
    page.get_by_label("Kode", exact=True).fill("000000")
    tekan(page, "Pasang")
    expect(page.get_by_text("belum cocok").first).to_be_visible()
    potret(page, "faktor-2-keliru")
    page.get_by_label("Kode", exact=True).fill(hitung_kode(kunci))
    tekan(page, "Pasang")
    lihat(page, "Kode pemulihan")
    return kunci


def test_the_app_guards_signing_in_and_recovery_codes_help_when_it_is_gone(buka: Buka, potret: Potret) -> None:
    pengguna = buat_pengguna("admin_bkpsdm", nama="Yusnita Pasaribu")
    page = buka(pengguna)
    kunci = pasang_aplikasi(page, potret)
    potret_dua(page, potret, "faktor-3-pemulihan")
    pulih = page.locator(".kode-pulih li").all_inner_texts()
    assert len(set(pulih)) == 10
    ikuti(page, "Sudah saya simpan")

    keluar(page)
    tulis_sandi(page, pengguna)
    lihat(page, "Satu langkah lagi")
    potret_dua(page, potret, "faktor-4-masuk")
    page.goto("/pegawai/")
    lihat(page, "Satu langkah lagi")  # the password alone opens nothing
    page.get_by_label("Kode", exact=True).fill(hitung_kode(kunci))
    tekan(page, "Masuk")
    sampai_beranda(page)

    keluar(page)
    tulis_sandi(page, pengguna)
    page.get_by_label("Kode", exact=True).fill(pulih[0])
    tekan(page, "Masuk")
    sampai_beranda(page)
    page.goto("/akun/2fa/")
    expect(page.get_by_text("9 kode tersisa")).to_be_visible()
    potret_dua(page, potret, "faktor-5-terpasang")
    ikuti(page, "Buat kode baru")
    pastikan(page)
    potret(page, "faktor-5-buat-kode")
    tekan(page, "Buat kode baru")
    expect(page.locator(".kode-pulih li")).to_have_count(10)
    assert not set(pulih) & set(page.locator(".kode-pulih li").all_inner_texts())

    page.goto("/akun/2fa/")
    ikuti(page, "Berhenti memakainya")
    lihat(page, "Berhenti memakai aplikasi autentikator?")
    potret_dua(page, potret, "faktor-6-berhenti")
    tekan(page, "Ya, berhenti memakainya")
    expect(page.get_by_text("Aplikasi autentikator tidak dipakai lagi.")).to_be_visible()
    keluar(page)
    masuk(page, pengguna)


def test_a_device_key_opens_the_account_by_itself(buka: Buka, potret: Potret) -> None:
    pengguna = buat_pengguna("moderator", nama="Nurhayati Siregar")
    page = buka(pengguna)
    perangkat = page.context.new_cdp_session(page)
    perangkat.send("WebAuthn.enable")
    pertama = perangkat.send("WebAuthn.addVirtualAuthenticator", {"options": PERANGKAT})["authenticatorId"]

    page.goto("/akun/2fa/")
    ikuti(page, "Tambahkan kunci")
    pastikan(page)
    lihat(page, "Tambahkan kunci")
    potret_dua(page, potret, "faktor-7-tambah-kunci")
    page.get_by_label("Nama kunci").fill("Ponsel Nurhayati")
    tekan(page, "Tambahkan kunci")
    lihat(page, "Kode pemulihan")

    keluar(page)
    page.goto("/akun/login/")
    potret_dua(page, potret, "faktor-8-login")
    tekan(page, "Pakai sidik jari atau kunci ponsel")
    sampai_beranda(page)
    expect(page.get_by_text("Selamat datang, Nurhayati Siregar.")).to_be_visible()

    keluar(page)
    tulis_sandi(page, pengguna)
    lihat(page, "Satu langkah lagi")
    tekan(page, "Pakai sidik jari atau kunci ponsel")
    sampai_beranda(page)

    page.goto("/akun/2fa/webauthn/")
    lihat(page, "Kunci Anda")
    expect(page.get_by_text("Terakhir dipakai")).to_be_visible()
    potret_dua(page, potret, "faktor-9-kunci")
    ikuti(page, "Ganti nama")
    lihat(page, "Pastikan ini Anda")
    page.locator("a[href*='webauthn/reauthenticate']").click()
    potret_dua(page, potret, "faktor-9-pastikan-kunci")
    tekan(page, "Pakai sidik jari atau kunci ponsel")
    page.get_by_label("Nama kunci").fill("Ponsel lama")
    potret(page, "faktor-9-ganti-nama")
    tekan(page, "Simpan")
    expect(page.get_by_role("heading", name="Ponsel lama")).to_be_visible()
    ikuti(page, "Hapus")
    lihat(page, "Hapus kunci Ponsel lama?")
    potret_dua(page, potret, "faktor-9-hapus")
    tekan(page, "Ya, hapus kunci ini")
    expect(page.get_by_text("Belum ada kunci.")).to_be_visible()

    keluar(page)
    perangkat.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": pertama})
    masuk(page, pengguna)


def test_a_key_that_refuses_is_explained_in_words(buka: Buka, potret: Potret) -> None:
    page = buka(buat_pengguna("auditor"))
    perangkat = page.context.new_cdp_session(page)
    perangkat.send("WebAuthn.enable")
    perangkat.send("WebAuthn.addVirtualAuthenticator", {"options": PERANGKAT})
    page.goto("/akun/2fa/webauthn/add/")
    pastikan(page)
    tekan(page, "Tambahkan kunci")
    lihat(page, "Kode pemulihan")

    page.goto("/akun/2fa/webauthn/add/")
    tekan(page, "Tambahkan kunci")

    expect(page.get_by_role("alert")).to_contain_text("Perangkat ini sudah terdaftar di akun Anda.")
    potret_dua(page, potret, "faktor-10-kunci-ganda")
