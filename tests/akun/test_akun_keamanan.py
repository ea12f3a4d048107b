"""One's own account is found from every page, and its forms say in plain words what is amiss and how to go on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils.html import strip_tags

from akun.models import Pengguna
from akun.peran import DIBERIKAN
from tests import mesin_plugin
from tests.akun.factories import SANDI, buat_pengguna
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
HALAMAN = {"/akun/2fa/", "/akun/password/change/", "/akun/email/"}


@pytest.fixture(autouse=True)
def _tanpa_langkah_kedua(settings: object) -> Iterator[None]:
    """No second step is asked for, and sign-ins are counted neither from other tests nor for them."""
    settings.FAKTOR_KEDUA = "tidak"  # type: ignore[attr-defined]
    mesin_plugin.empty_redis()
    yield
    mesin_plugin.empty_redis()


def masuk(klien: Client, pengguna: Pengguna) -> Client:
    """Signed in as by the form, just now: pages of the account are not asked about once more."""
    klien.post("/akun/login/", {"login": pengguna.email, "password": SANDI})
    return klien


def tautan(klien: Client, alamat: str) -> set[str]:
    return {urlsplit(t).path for t in re.findall(r'<a[^>]*\shref="([^"]+)"', klien.get(alamat).content.decode())}


@pytest.mark.parametrize("peran", [*DIBERIKAN, "", "pegawai", "pensiun"])
def test_everybody_reaches_password_second_step_and_email_by_two_links_from_home(client: Client, peran: str):
    if peran in ("", "pegawai", "pensiun"):
        akun = buat_pengguna()
        if peran:
            buat_pegawai(akun=akun, kedudukan="aktif" if peran == "pegawai" else peran)
    else:
        akun = buat_pengguna(peran, unit=buat_unit() if peran == "pengelola_opd" else None)
    masuk(client, akun)

    assert "/akun/2fa/" in tautan(client, "/")
    assert tautan(client, "/akun/2fa/") >= HALAMAN


def ubah(klien: Client, **isi: str) -> str:
    lengkap = {"oldpassword": SANDI, "password1": "empat kata yang panjang", "password2": "empat kata yang panjang"} | isi
    return klien.post("/akun/password/change/", lengkap).content.decode()


@pytest.mark.parametrize("bahasa", ["id", "en"])
def test_the_hint_for_a_new_password_is_a_sentence_not_markup(client: Client, bahasa: str):
    client.cookies["bahasa"] = bahasa
    halaman = masuk(client, buat_pengguna()).get("/akun/password/change/").content.decode()

    assert "&lt;" not in halaman
    assert "12" in halaman


@pytest.mark.parametrize("alamat", ["/akun/password/change/", "/pegawai/aktivasi/"])
def test_one_number_of_words_is_advised_for_a_password(client: Client, alamat: str):
    halaman = masuk(client, buat_pengguna()).get(alamat).content.decode().lower()

    assert "empat kata" in halaman
    assert "tiga kata" not in halaman


def test_a_wrong_current_password_is_named_as_wrong(client: Client):
    assert "Kata sandi sekarang ini belum cocok" in ubah(masuk(client, buat_pengguna()), oldpassword="keliru sekali")


def test_the_summary_counts_what_it_lists(client: Client):
    halaman = ubah(masuk(client, buat_pengguna()), oldpassword="keliru", password1="password", password2="password")
    ringkas = re.search(r'class="ringkas-galat".*?</ul>', halaman, re.DOTALL)
    assert ringkas
    butir = ringkas[0].count("<li>")

    assert butir > 2
    assert f"Ada {butir} hal" in " ".join(strip_tags(ringkas[0]).split())


@pytest.mark.parametrize("alamat", ["/akun/login/", "/akun/password/change/", "/pegawai/aktivasi/"])
def test_a_password_can_be_shown_while_it_is_typed(client: Client, alamat: str):
    if "change" in alamat:
        masuk(client, buat_pengguna())
    halaman = client.get(alamat).content.decode()

    sandi = {re.search(r'id="([^"]+)"', kotak)[1] for kotak in re.findall(r'<input type="password"[^>]*>', halaman)}  # type: ignore[index]

    assert sandi
    assert set(re.findall(r'data-lihat-sandi="([^"]+)"', halaman)) == sandi


def test_a_password_asked_once_more_can_be_shown_too(client: Client):
    client.force_login(buat_pengguna(), backend="akun.backends.NomorAtauEmailBackend")

    assert "data-lihat-sandi" in client.get("/akun/reauthenticate/").content.decode()


def berfaktor(klien: Client) -> Pengguna:
    pengguna = buat_pengguna()
    EmailAddress.objects.create(user=pengguna, email=pengguna.email, verified=True, primary=True)
    masuk(klien, pengguna)
    Authenticator.objects.create(user=pengguna, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return pengguna


def test_an_account_with_a_second_step_reads_how_an_address_is_added_before_and_after_trying(client: Client):
    berfaktor(client)

    for jawab in (client.get("/akun/email/"), client.post("/akun/email/", {"email": "baru@contoh.invalid", "action_add": ""})):
        assert "Lepas dulu langkah keduanya" in jawab.content.decode()


def test_an_account_without_a_second_step_adds_an_address_freely(client: Client):
    masuk(client, buat_pengguna())

    assert "Lepas dulu" not in client.get("/akun/email/").content.decode()


def test_settings_of_messages_urge_nobody_to_what_a_second_step_forbids(client: Client):
    pengguna = berfaktor(client)
    Pengguna.objects.filter(pk=pengguna.pk).update(email=None)

    halaman = client.get("/kabar/atur/").content.decode()

    assert "Lepas dulu langkah keduanya" in halaman
    assert "Tambahkan alamat e-mail Anda" not in halaman
