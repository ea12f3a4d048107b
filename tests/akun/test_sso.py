"""The national ASN login, against an issuer that really answers: who gets in, who does not, and what they are told."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from akun.models import Pengguna
from tests.akun.factories import SANDI, buat_pengguna
from tests.akun.penerbit import KLIEN, RAHASIA, Penerbit, buka_penerbit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
MASUK = "/akun/oidc/asn-digital/login/"


@pytest.fixture
def penerbit(settings: Any) -> Iterator[Penerbit]:
    """The issuer, and the product configured for it as docs/pengaturan.md says."""
    with buka_penerbit() as satu:
        atur(settings, satu)
        yield satu


def atur(settings: Any, penerbit: Penerbit) -> None:
    """Point the product to an issuer."""
    aplikasi = {"provider_id": "asn-digital", "name": "ASN Digital", "client_id": KLIEN, "secret": RAHASIA}
    aplikasi["settings"] = {"server_url": penerbit.alamat, "oauth_pkce_enabled": True}  # type: ignore[assignment]
    asal = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": asal | {"APPS": [aplikasi]}}


@pytest.fixture
def orang() -> Any:
    """An employee with an account."""
    return buat_pegawai("Masdelima Manalu", akun=True)


def pulang(client: Client, penerbit: Penerbit, alamat_masuk: str = MASUK, **klaim: Any) -> Any:
    """Go to the issuer, sign in there, come back; returns the last page."""
    ke_sana = client.post(alamat_masuk)
    assert ke_sana.status_code == 302, ke_sana.content.decode()
    return client.get(penerbit.terima(ke_sana.headers["Location"], **klaim), follow=True)


def siapa(client: Client) -> str | None:
    """The primary key of whoever is signed in."""
    return client.session.get("_auth_user_id")


def sambungkan(client: Client, penerbit: Penerbit, orang: Any, **klaim: Any) -> None:
    """A first sign-in, confirmed; then out again."""
    pulang(client, penerbit, nip=orang.nomor, **klaim)
    client.post("/akun/sambung/")
    assert siapa(client) == str(orang.akun.pk)
    client.post("/akun/logout/")


def test_a_first_sign_in_asks_before_it_links(client: Client, penerbit: Penerbit, orang: Any) -> None:
    jawab = pulang(client, penerbit, nip=orang.nomor)

    assert "Sambungkan login ASN Anda?" in jawab.content.decode()
    assert orang.akun.nama in jawab.content.decode()
    assert siapa(client) is None
    assert not SocialAccount.objects.exists()

    client.post("/akun/sambung/")

    assert siapa(client) == str(orang.akun.pk)
    tautan = SocialAccount.objects.get()
    assert tautan.uid == f"{penerbit.alamat}#sub-1"
    assert set(tautan.extra_data) == {"nip", "nonce"}, "nama dan alamat dari sana tidak disimpan"


def test_a_linked_person_goes_straight_in(client: Client, penerbit: Penerbit, orang: Any) -> None:
    sambungkan(client, penerbit, orang)

    pulang(client, penerbit, nip=orang.nomor)

    assert siapa(client) == str(orang.akun.pk)


def test_the_number_may_stand_in_the_user_info_or_in_another_claim(
    client: Client, penerbit: Penerbit, orang: Any, settings: Any
) -> None:
    assert "Sambungkan" in pulang(client, penerbit, info={"nip": orang.nomor}).content.decode()

    settings.SSO_KLAIM_NIP = "preferred_username"
    assert "Sambungkan" in pulang(Client(), penerbit, info={"preferred_username": orang.nomor}).content.decode()


def test_a_confirmation_without_a_sign_in_links_nothing(client: Client, orang: Any) -> None:
    assert client.post("/akun/sambung/").headers["Location"] == "/akun/login/"
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("nip", ["", "199999999999999999", "bukan angka", None])
def test_an_unknown_number_is_refused_in_words(client: Client, penerbit: Penerbit, orang: Any, nip: str | None) -> None:
    jawab = pulang(client, penerbit, nip=nip)

    assert jawab.status_code == 403
    assert "NIP dari sana belum punya akun di sini" in jawab.content.decode()
    assert (siapa(client), Pengguna.objects.count(), SocialAccount.objects.count()) == (None, 1, 0)


def test_an_email_address_opens_no_door(client: Client, penerbit: Penerbit) -> None:
    korban = buat_pengguna("admin_bkpsdm")

    jawab = pulang(
        client, penerbit, email=korban.email, email_verified=True, info={"email": korban.email, "email_verified": True}
    )

    assert jawab.status_code == 403
    assert siapa(client) is None


def test_a_closed_account_is_refused_in_words(client: Client, penerbit: Penerbit, orang: Any) -> None:
    sambungkan(client, penerbit, orang)
    Pengguna.objects.filter(pk=orang.akun.pk).update(is_active=False)

    for tamu in (client, Client()):
        jawab = pulang(tamu, penerbit, nip=orang.nomor)
        assert (jawab.status_code, siapa(tamu)) == (403, None)
        assert "sedang ditutup" in jawab.content.decode()


def test_an_account_closed_between_question_and_confirmation_stays_closed(client: Client, penerbit: Penerbit, orang: Any) -> None:
    pulang(client, penerbit, nip=orang.nomor)
    Pengguna.objects.filter(pk=orang.akun.pk).update(is_active=False)

    assert client.post("/akun/sambung/").status_code == 403
    assert siapa(client) is None


def test_a_link_does_not_follow_when_the_number_is_another_persons(client: Client, penerbit: Penerbit, orang: Any) -> None:
    sambungkan(client, penerbit, orang)
    lain = buat_pegawai("Orang Lain", akun=True)

    jawab = pulang(client, penerbit, nip=lain.nomor)

    assert (jawab.status_code, siapa(client)) == (403, None)
    assert "bukan NIP pemilik akun ini" in jawab.content.decode()


def test_the_same_subject_at_another_issuer_is_somebody_else(
    client: Client, penerbit: Penerbit, orang: Any, settings: Any
) -> None:
    sambungkan(client, penerbit, orang)

    with buka_penerbit() as lain:
        atur(settings, lain)
        jawab = pulang(client, lain, nip=orang.nomor)

    assert "Sambungkan login ASN Anda?" in jawab.content.decode()
    assert siapa(client) is None


@pytest.mark.parametrize(
    "klaim",
    [{"nonce": "dari permintaan lain"}, {"nonce": ""}, {"iss": "https://penerbit.lain"}, {"aud": "klien-lain"}, {"exp": 1}, {"info": {"sub": "sub-2"}}],
)  # fmt: skip
def test_an_answer_to_another_question_is_refused(client: Client, penerbit: Penerbit, orang: Any, klaim: dict[str, Any]) -> None:
    jawab = pulang(client, penerbit, nip=orang.nomor, **klaim)

    assert (jawab.status_code, siapa(client)) == (401, None)
    assert "tidak cocok dengan permintaan dari peramban ini" in jawab.content.decode()
    assert client.post("/akun/sambung/").headers["Location"] == "/akun/login/"


def test_a_foreign_state_and_a_foreign_browser_are_refused(client: Client, penerbit: Penerbit, orang: Any) -> None:
    kembali = penerbit.terima(client.post(MASUK).headers["Location"], nip=orang.nomor)
    palsu = kembali.replace(parse_qs(urlsplit(kembali).query)["state"][0], "state-palsu")

    for tamu, alamat in ((client, palsu), (Client(), kembali)):
        jawab = tamu.get(alamat)
        assert (jawab.status_code, siapa(tamu)) == (401, None)
        assert "Mulailah lagi dari halaman masuk" in jawab.content.decode()


def test_a_code_is_worthless_without_the_browser_that_asked(client: Client, penerbit: Penerbit, orang: Any) -> None:
    kode = parse_qs(urlsplit(penerbit.terima(client.post(MASUK).headers["Location"], nip=orang.nomor)).query)["code"][0]
    penyerang = Client()
    kembali = penerbit.terima(penyerang.post(MASUK).headers["Location"], nip=orang.nomor)
    disisipi = kembali.replace(parse_qs(urlsplit(kembali).query)["code"][0], kode)

    assert penyerang.get(disisipi).status_code == 401


def test_a_person_who_gives_up_there_is_told_that_nothing_changed(client: Client, penerbit: Penerbit) -> None:
    keadaan = parse_qs(urlsplit(client.post(MASUK).headers["Location"]).query)["state"][0]

    jawab = client.get(f"/akun/oidc/asn-digital/login/callback/?error=access_denied&state={keadaan}", follow=True)

    assert "Login ASN dibatalkan" in jawab.content.decode()


def test_an_issuer_that_is_down_is_said_in_words(client: Client, penerbit: Penerbit, settings: Any) -> None:
    mati = Penerbit()
    mati.alamat = "http://127.0.0.1:9"
    atur(settings, mati)
    client.raise_request_exception = False

    jawab = client.post(MASUK)

    assert jawab.status_code == 401
    assert "layanannya sedang terganggu" in jawab.content.decode()


def test_the_second_step_here_is_asked_all_the_same(client: Client, penerbit: Penerbit, orang: Any) -> None:
    sambungkan(client, penerbit, orang)
    TOTP.activate(orang.akun, generate_totp_secret())

    jawab = pulang(client, penerbit, nip=orang.nomor)

    assert siapa(client) is None
    assert "Satu langkah lagi" in jawab.content.decode()


def test_who_is_signed_in_links_and_unlinks_on_their_own_page(client: Client, penerbit: Penerbit, orang: Any) -> None:
    client.force_login(orang.akun)
    client.post("/akun/reauthenticate/", {"password": SANDI})
    assert "Sambungkan ASN Digital" in client.get("/akun/3rdparty/").content.decode()

    jawab = pulang(client, penerbit, f"{MASUK}?process=connect", nip=orang.nomor)
    assert "Login ASN tersambung." in jawab.content.decode()
    assert "Tersambung sejak" in jawab.content.decode()

    jawab = client.post("/akun/3rdparty/", {"account": SocialAccount.objects.get().pk}, follow=True)
    assert "Login ASN dilepas." in jawab.content.decode()
    assert not SocialAccount.objects.exists()


def test_who_is_signed_in_cannot_link_another_persons_login(client: Client, penerbit: Penerbit, orang: Any) -> None:
    client.force_login(buat_pegawai("Orang Lain", akun=True).akun)
    client.post("/akun/reauthenticate/", {"password": SANDI})

    assert pulang(client, penerbit, f"{MASUK}?process=connect", nip=orang.nomor).status_code == 403
    assert not SocialAccount.objects.exists()


def test_the_content_policy_lets_the_button_lead_to_the_issuer_and_nowhere_else() -> None:
    tanya = "from django.conf import settings; print(settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    env = os.environ | {"SSO_ISSUER": "https://sso.contoh.go.id/auth/realms/asn"}

    hasil = subprocess.run([sys.executable, "-c", tanya], env=env, capture_output=True, text=True, check=True)

    assert hasil.stdout.strip() == "[\"'self'\", 'https://sso.contoh.go.id']"
