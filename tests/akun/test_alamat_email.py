"""One's e-mail addresses: a mistyped one is no trap, and every refusal says the way out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from akun.models import Pengguna
from sibolga_asn.mesin.paths import BASE_DIR
from tests import mesin_plugin
from tests.akun.factories import SANDI, buat_pengguna
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
KELIRU, BENAR = "salah.ketik@gmial.test", "benar@kota.test"


@pytest.fixture(autouse=True)
def _tanpa_hitungan(settings: object) -> Iterator[None]:
    settings.FAKTOR_KEDUA = "tidak"  # type: ignore[attr-defined]
    mesin_plugin.empty_redis()
    yield
    mesin_plugin.empty_redis()


def masuk(klien: Client, pengguna: Pengguna) -> Client:
    klien.force_login(pengguna, backend="akun.backends.NomorAtauEmailBackend")
    klien.post(reverse("account_reauthenticate"), {"password": SANDI})
    return klien


def beri(pengguna: Pengguna, email: str, *, utama: bool = False, pasti: bool = False) -> EmailAddress:
    if utama:
        Pengguna.objects.filter(pk=pengguna.pk).update(email=email)
    return EmailAddress.objects.create(user=pengguna, email=email, primary=utama, verified=pasti)


def tanpa_email() -> Pengguna:
    pengguna = buat_pengguna()
    Pengguna.objects.filter(pk=pengguna.pk).update(email=None)
    return Pengguna.objects.get(pk=pengguna.pk)


@pytest.fixture
def pemilik() -> Pengguna:
    return tanpa_email()


def kirim(klien: Client, email: str, aksi: str) -> str:
    return klien.post(reverse("account_email"), {"email": email, f"action_{aksi}": ""}, follow=True).content.decode()


def test_an_address_that_nobody_confirmed_is_no_primary_one(client: Client, pemilik: Pengguna):
    beri(pemilik, KELIRU)
    masuk(client, pemilik)

    assert "action_primary" not in client.get(reverse("account_email")).content.decode()
    assert "hapus lalu tambahkan yang benar" in kirim(client, KELIRU, "primary")
    assert not EmailAddress.objects.get().primary
    assert Pengguna.objects.get(pk=pemilik.pk).email is None


def test_a_confirmed_address_takes_the_place_of_a_mistyped_primary_one(client: Client, pemilik: Pengguna):
    beri(pemilik, KELIRU, utama=True)
    beri(pemilik, BENAR, pasti=True)

    kirim(masuk(client, pemilik), BENAR, "primary")

    assert EmailAddress.objects.get(primary=True).email == BENAR
    assert Pengguna.objects.get(pk=pemilik.pk).email == BENAR


def test_a_mistyped_primary_address_goes_and_a_confirmed_one_becomes_primary(client: Client, pemilik: Pengguna):
    beri(pemilik, KELIRU, utama=True)
    beri(pemilik, BENAR, pasti=True)

    kirim(masuk(client, pemilik), KELIRU, "remove")

    assert EmailAddress.objects.get().primary
    assert Pengguna.objects.get(pk=pemilik.pk).email == BENAR


def test_after_the_mistyped_address_is_gone_the_second_step_can_be_set_up(client: Client, pemilik: Pengguna):
    beri(pemilik, KELIRU, utama=True)
    masuk(client, pemilik)

    terhenti = client.get(reverse("mfa_activate_totp"), follow=True).content.decode()
    kirim(client, KELIRU, "remove")

    assert "bila alamatnya keliru, hapus dulu" in terhenti
    assert f'<a href="{reverse("account_email")}">Periksa alamat e-mail</a>' in terhenti
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_staff_who_must_set_it_up_are_led_to_their_addresses_too(client: Client, settings: object):
    """They have no tabs until the second step is there."""
    settings.FAKTOR_KEDUA = "semua"  # type: ignore[attr-defined]
    staf = tanpa_email()
    beri(staf, KELIRU, utama=True)

    assert "Periksa alamat e-mail" in masuk(client, staf).get(reverse("mfa_index")).content.decode()


def test_two_people_may_remove_their_last_address(pemilik: Pengguna):
    """The library writes '' for no address, and an address belongs to one account."""
    for satu, email in ((pemilik, KELIRU), (tanpa_email(), BENAR)):
        beri(satu, email, utama=True)
        kirim(masuk(Client(), Pengguna.objects.get(pk=satu.pk)), email, "remove")

        assert Pengguna.objects.get(pk=satu.pk).email is None


def test_a_confirmed_primary_address_stays_and_the_refusal_says_what_comes_first(client: Client, pemilik: Pengguna):
    beri(pemilik, BENAR, utama=True, pasti=True)
    beri(pemilik, "kedua@kota.test")

    assert "Jadikan dulu alamat lain" in kirim(masuk(client, pemilik), BENAR, "remove")
    assert EmailAddress.objects.filter(email=BENAR).exists()


def test_removing_is_asked_once_and_only_about_ones_own(client: Client, pemilik: Pengguna):
    punya = beri(pemilik, KELIRU)
    orang_lain = beri(tanpa_email(), "orang.lain@kota.test")
    masuk(client, pemilik)
    halaman = reverse("account_email")

    assert f"?hapus={punya.pk}" in client.get(halaman).content.decode()
    assert "Hapus alamat ini?" in client.get(halaman, {"hapus": punya.pk}).content.decode()
    for asing in (orang_lain.pk, "0", "x", "9" * 40):
        jawab = client.get(halaman, {"hapus": asing})
        assert jawab.status_code == 200
        assert "Hapus alamat ini?" not in jawab.content.decode()
        assert orang_lain.email not in jawab.content.decode()


def test_the_only_address_stays_while_there_is_a_second_step(client: Client, pemilik: Pengguna):
    beri(pemilik, BENAR, utama=True, pasti=True)
    Authenticator.objects.create(user=pemilik, type="totp", data={"secret": "x"})
    masuk(client, pemilik)

    halaman = client.get(reverse("account_email")).content.decode()
    assert "satu-satunya alamat" in halaman
    assert "?hapus=" not in halaman
    kirim(client, BENAR, "remove")
    assert EmailAddress.objects.filter(user=pemilik, email=BENAR).exists()


def test_the_mail_that_confirms_an_address_says_whose_and_what_for(
    client: Client, pemilik: Pengguna, mailoutbox: list[EmailMessage]
):
    Pengguna.objects.filter(pk=pemilik.pk).update(nama="Hotma Sinaga")
    masuk(client, Pengguna.objects.get(pk=pemilik.pk))

    kirim(client, BENAR, "add")

    surat = next(str(m.body) for m in mailoutbox if BENAR in m.to)
    assert "Hotma Sinaga" in surat
    assert "abaikan surat ini" in surat
    assert pemilik.kode not in surat
    (tautan,) = re.findall(r"https?://[^/]+(/\S+)", surat)
    konfirmasi = client.get(tautan).content.decode()
    assert "Hotma Sinaga" in konfirmasi
    assert pemilik.kode not in konfirmasi


def test_no_page_of_a_library_shows_the_words_of_its_builders():
    """Django takes a comment in one line only: the rest of a longer one is printed on the page."""
    terbuka = [
        f"{berkas.name}:{nomor}"
        for berkas in (BASE_DIR / "templates" / "pustaka").rglob("*.*")
        for nomor, baris in enumerate(berkas.read_text().splitlines(), 1)
        if "{#" in baris and "#}" not in baris
    ]

    assert terbuka == []


def test_who_signs_in_by_address_alone_keeps_the_last_one(client: Client, pemilik: Pengguna):
    beri(pemilik, BENAR, utama=True, pasti=True)
    masuk(client, pemilik)
    assert "dengan alamat ini Anda masuk" in client.get(reverse("account_email")).content.decode()

    kirim(client, BENAR, "remove")

    assert EmailAddress.objects.filter(user=pemilik, email=BENAR).exists()


def test_who_signs_in_by_number_may_do_without_an_address(client: Client, pemilik: Pengguna):
    buat_pegawai("Bernomor", akun=pemilik)
    beri(pemilik, BENAR, utama=True, pasti=True)

    kirim(masuk(client, pemilik), BENAR, "remove")

    assert not EmailAddress.objects.filter(user=pemilik).exists()
