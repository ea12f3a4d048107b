"""Attacks on signing in: guessing, learning who has an account, old links and codes, foreign keys, sessions that should be over."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.hashers import get_hasher
from django.core import mail
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import timezone

from akun import aliran
from akun.backends import NomorAtauEmailBackend
from akun.konteks import build_sesi
from akun.models import Pengguna
from inti import waktu
from kabar.models import Kabar
from tests import mesin_plugin
from tests.akun.factories import SANDI, buat_pengguna
from tests.akun.kunci_tiruan import KunciTiruan
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
MASUK, LANGKAH_KEDUA, KUNCI = "/akun/login/", "/akun/2fa/authenticate/", "/akun/2fa/webauthn/login/"


@pytest.fixture(autouse=True)
def _hitungan_kosong() -> None:
    mesin_plugin.empty_redis()


def masuk(client: Client, pengguna: Pengguna, sandi: str = SANDI, **lain: Any) -> Any:
    """The first step of signing in, by the form."""
    return client.post(MASUK, {"login": pengguna.email, "password": sandi}, **lain)


def di_dalam(client: Client) -> bool:
    """Whether the client is signed in, as the site itself sees it."""
    return client.get("/akun/2fa/").status_code == 200


def angka(rahasia: str) -> str:
    """The six digits that an app shows now."""
    return format_hotp_value(hotp_value(rahasia, next(yield_hotp_counters_from_time())))


# --- guessing ------------------------------------------------------------------------------------


def test_after_five_wrong_passwords_the_right_one_waits_too() -> None:
    pengguna = buat_pengguna()
    for n in range(5):
        masuk(Client(), pengguna, f"salah {n}", REMOTE_ADDR=f"10.0.0.{n}")

    client = Client()
    masuk(client, pengguna, REMOTE_ADDR="10.0.0.99")

    assert not di_dalam(client)


def test_one_address_that_tries_many_accounts_is_stopped_whatever_it_says_it_is() -> None:
    client = Client()
    for n in range(10):
        client.post(MASUK, {"login": f"orang{n}@contoh.invalid", "password": "x"}, headers={"x-forwarded-for": f"10.9.9.{n}"})

    masuk(client, buat_pengguna(), headers={"x-forwarded-for": "10.9.9.99"})

    assert not di_dalam(client)


def test_guessing_the_six_digits_ends_after_five_tries(client: Client) -> None:
    pengguna, rahasia = buat_pengguna(), generate_totp_secret()
    TOTP.activate(pengguna, rahasia)
    masuk(client, pengguna)
    for n in range(5):
        client.post(LANGKAH_KEDUA, {"code": f"00000{n}"})

    client.post(LANGKAH_KEDUA, {"code": angka(rahasia)})

    assert not di_dalam(client)


# --- who has an account --------------------------------------------------------------------------


def buat_semua_keadaan() -> dict[str, str]:
    """What somebody could type: accounts in every state, and nobody's."""
    tutup = buat_pengguna()
    Pengguna.objects.filter(pk=tutup.pk).update(is_active=False)
    belum = buat_pegawai("Belum Masuk", akun=buat_pengguna(sandi=None))
    return {
        "ada": str(buat_pengguna().email),
        "ditutup": str(tutup.email),
        "belum dibuka": belum.nomor,
        "asing": "tidak.ada@contoh.invalid",
        "nomor asing": "198001012005012999",
        "tak bernama": "entah",
        "nol": "a\x00b",
    }


def test_a_wrong_password_gets_one_answer_whoever_was_asked_for() -> None:
    jawaban = {}
    for keadaan, login in buat_semua_keadaan().items():
        jawab = Client().post(MASUK, {"login": login, "password": "salah sekali"}, REMOTE_ADDR=f"10.0.1.{len(jawaban)}")
        isi = re.sub(r'value="[^"]*"|"csrf\w*": "[^"]*"', "", jawab.content.decode())
        jawaban[keadaan] = (jawab.status_code, re.findall(r"[^<>]*belum cocok[^<>]*", isi))

    nol = jawaban.pop("nol")
    assert len({str(j) for j in jawaban.values()}) == 1, jawaban
    assert nol[0] in (200, 400)


def test_a_closed_account_is_not_told_apart_by_its_right_password() -> None:
    pengguna = buat_pengguna()
    Pengguna.objects.filter(pk=pengguna.pk).update(is_active=False)

    jawab = masuk(Client(), pengguna)

    assert jawab.status_code == 200
    assert "belum cocok" in jawab.content.decode()


def test_every_try_costs_one_hash_whoever_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    penyandi = type(get_hasher("default"))
    hitung = {"n": 0}
    encode, verify = penyandi.encode, penyandi.verify

    def hitung_encode(diri: Any, *isi: Any) -> Any:
        hitung["n"] += 1
        return encode(diri, *isi)

    def hitung_verify(diri: Any, *isi: Any) -> Any:
        hitung["n"] += 1
        return verify(diri, *isi)

    keadaan = buat_semua_keadaan()
    monkeypatch.setattr(penyandi, "encode", hitung_encode)
    monkeypatch.setattr(penyandi, "verify", hitung_verify)
    banyak = {}
    for nama, login in keadaan.items():
        hitung["n"] = 0
        assert NomorAtauEmailBackend().authenticate(None, username=login, password="salah sekali") is None
        banyak[nama] = hitung["n"]

    assert set(banyak.values()) == {1}, banyak


def test_forgetting_the_password_answers_alike_for_everybody() -> None:
    ada = buat_pengguna()
    jawaban = [
        Client().post("/akun/password/reset/", {"email": e}).headers.get("Location") for e in (ada.email, "asing@contoh.invalid")
    ]

    assert jawaban[0] == jawaban[1] == "/akun/password/reset/done/"


@pytest.mark.parametrize("verifikasi", ["mandatory", "none"])
def test_registering_with_an_address_that_is_taken_makes_no_second_account(settings: Any, verifikasi: str) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = verifikasi
    ada = buat_pengguna()
    sebelum = Pengguna.objects.count()
    isi = {
        "nama": "Orang",
        "email": str(ada.email).upper(),
        "password1": "kata sandi yang lain",
        "password2": "kata sandi yang lain",
    }

    jawab = Client().post("/akun/signup/", isi)

    assert Pengguna.objects.count() == sebelum
    if verifikasi == "mandatory":
        baru = Client().post("/akun/signup/", isi | {"email": "baru@contoh.invalid"})
        assert (jawab.status_code, jawab.headers["Location"]) == (baru.status_code, baru.headers["Location"])


# --- sessions ------------------------------------------------------------------------------------


def test_closing_an_account_ends_its_session_and_its_stream(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    monkeypatch.setattr(aliran, "close_old_connections", lambda: None)  # the test's transaction lives in this one
    buat_unit()
    pengguna = buat_pengguna("pimpinan")
    client.force_login(pengguna)
    kuki = f"sesi={client.session.session_key}"
    assert aliran._periksa(kuki, "kinerja", "") is not None

    Pengguna.objects.filter(pk=pengguna.pk).update(is_active=False)

    assert aliran._periksa(kuki, "kinerja", "") is None
    assert client.get("/pegawai/").headers["Location"].startswith(MASUK)


def test_signing_out_ends_the_stream_and_a_copied_cookie(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    monkeypatch.setattr(aliran, "close_old_connections", lambda: None)
    buat_unit()
    client.force_login(buat_pengguna("pimpinan"))
    kunci = client.session.session_key
    client.post("/akun/logout/")

    salinan = Client()
    salinan.cookies["sesi"] = kunci
    assert aliran._periksa(f"sesi={kunci}", "kinerja", "") is None
    assert not di_dalam(salinan)


def test_signing_out_needs_a_form_of_ours() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(buat_pengguna())

    assert client.get("/akun/logout/").status_code == 200
    assert client.post("/akun/logout/").status_code == 403
    assert di_dalam(client)


def test_signing_in_needs_a_form_of_ours() -> None:
    client, pengguna = Client(enforce_csrf_checks=True), buat_pengguna()

    assert masuk(client, pengguna).status_code == 403
    assert not di_dalam(client)


@pytest.mark.parametrize(("saat", "berlaku"), [("23:59:59", True), ("00:00:00", False)])
def test_a_role_ends_at_the_citys_midnight(monkeypatch: pytest.MonkeyPatch, saat: str, berlaku: bool) -> None:
    pengguna = buat_pengguna("moderator")
    pengguna.penugasan_peran.update(masa=DateRange(date(2026, 1, 1), date(2026, 7, 1)))
    hari = "2026-06-30" if berlaku else "2026-07-01"
    kini = datetime.fromisoformat(f"{hari}T{saat}").replace(tzinfo=waktu.zona())
    monkeypatch.setattr(timezone, "now", lambda: kini)

    assert ("moderator" in build_sesi(pengguna).kode_peran) is berlaku


# --- where one is led ----------------------------------------------------------------------------

JEBAKAN = ["//jahat.invalid/", "https://jahat.invalid", r"\\jahat.invalid", r"/\jahat.invalid", "javascript:alert(1)",
           "https:jahat.invalid", "http:///jahat.invalid", "/\t/jahat.invalid", " //jahat.invalid"]  # fmt: skip


@pytest.mark.parametrize("tujuan", JEBAKAN)
@pytest.mark.parametrize("alamat", [MASUK, "/akun/logout/", "/akun/reauthenticate/"])
def test_next_never_leads_out_of_the_site(client: Client, alamat: str, tujuan: str) -> None:
    pengguna = buat_pengguna()
    if alamat != MASUK:
        client.force_login(pengguna)
    isi = {"login": pengguna.email, "password": SANDI, "next": tujuan}

    jawab = client.post(alamat, isi, query_params={"next": tujuan})

    assert "jahat" not in jawab.headers.get("Location", "")
    assert "alert" not in jawab.headers.get("Location", "")


@pytest.mark.parametrize("tujuan", JEBAKAN[:3])
def test_next_is_kept_over_the_second_step_and_never_leads_out(client: Client, tujuan: str) -> None:
    pengguna, rahasia = buat_pengguna(), generate_totp_secret()
    TOTP.activate(pengguna, rahasia)
    client.post(MASUK, {"login": pengguna.email, "password": SANDI, "next": tujuan})

    jawab = client.post(LANGKAH_KEDUA, {"code": angka(rahasia), "next": tujuan})

    assert jawab.status_code == 302
    assert "jahat" not in jawab.headers["Location"]


# --- links and codes of before -------------------------------------------------------------------


def minta_tautan(pengguna: Pengguna) -> str:
    """The address in the mail for a forgotten password."""
    mail.outbox.clear()
    Client().post("/akun/password/reset/", {"email": pengguna.email})
    cocok = re.search(r"https?://[^/\s]+(/akun/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert cocok
    return cocok[1]


def pakai_tautan(client: Client, tautan: str, sandi: str) -> Any:
    """Follow the link and choose a password."""
    jawab = client.get(tautan, follow=True)
    alamat = jawab.redirect_chain[-1][0] if jawab.redirect_chain else tautan
    return client.post(alamat, {"password1": sandi, "password2": sandi})


def test_a_reset_link_works_once_and_ends_older_ones_and_every_session() -> None:
    pengguna = buat_pengguna()
    lama = Client()
    lama.force_login(pengguna)
    pertama, kedua = minta_tautan(pengguna), minta_tautan(pengguna)

    assert pakai_tautan(Client(), kedua, "sandi pertama yang baru").status_code == 302
    for tautan in (kedua, pertama):
        pakai_tautan(Client(), tautan, "sandi kedua yang lain")
    pengguna.refresh_from_db()

    assert pengguna.check_password("sandi pertama yang baru")
    assert not di_dalam(lama)


def test_a_reset_link_does_not_skip_the_second_step(client: Client) -> None:
    pengguna = buat_pengguna()
    TOTP.activate(pengguna, generate_totp_secret())

    pakai_tautan(client, minta_tautan(pengguna), "sandi pertama yang baru")
    assert not di_dalam(client)
    assert masuk(client, pengguna, "sandi pertama yang baru").headers["Location"].startswith(LANGKAH_KEDUA)


def test_the_six_digits_work_once_even_in_their_half_minute() -> None:
    pengguna, rahasia = buat_pengguna(), generate_totp_secret()
    TOTP.activate(pengguna, rahasia)
    pertama, kedua = Client(), Client()
    for client in (pertama, kedua):
        masuk(client, pengguna)
    kode = angka(rahasia)

    pertama.post(LANGKAH_KEDUA, {"code": kode})
    kedua.post(LANGKAH_KEDUA, {"code": f"{kode[:3]} {kode[3:]}"})

    assert di_dalam(pertama)
    assert not di_dalam(kedua)


def test_a_recovery_code_works_once() -> None:
    pengguna = buat_pengguna()
    TOTP.activate(pengguna, generate_totp_secret())
    kode = RecoveryCodes.activate(pengguna).get_unused_codes()[0]
    hasil = []
    for _ke in range(2):
        client = Client()
        masuk(client, pengguna)
        client.post(LANGKAH_KEDUA, {"code": kode})
        hasil.append(di_dalam(client))

    assert hasil == [True, False]
    assert [k.isi["sisa"] for k in Kabar.objects.filter(jenis="akun.kode_pemulihan_dipakai")] == [9]  # told, once


def test_a_code_of_another_account_opens_nothing(client: Client) -> None:
    korban, lain, rahasia = buat_pengguna(), buat_pengguna(), generate_totp_secret()
    TOTP.activate(korban, generate_totp_secret())
    TOTP.activate(lain, rahasia)
    pulih = RecoveryCodes.activate(lain).get_unused_codes()[0]
    masuk(client, korban)

    for kode in (angka(rahasia), pulih):
        client.post(LANGKAH_KEDUA, {"code": kode})

    assert not di_dalam(client)


# --- device keys ---------------------------------------------------------------------------------


def tantangan(client: Client) -> str:
    """A challenge for signing in with a key alone."""
    return str(client.get(KUNCI, headers={"accept": "application/json"}).json()["request_options"]["publicKey"]["challenge"])


def test_a_key_opens_its_own_account_and_an_answer_is_good_once(client: Client) -> None:
    pengguna, kunci = buat_pengguna(), KunciTiruan()
    kunci.daftarkan(pengguna)
    jawab = kunci.jawab(tantangan(client), pengguna)

    client.post(KUNCI, {"credential": jawab})

    assert di_dalam(client)
    lain = Client()
    tantangan(lain)
    lain.post(KUNCI, {"credential": jawab})
    assert not di_dalam(lain)


def test_a_key_of_another_account_opens_nothing(client: Client) -> None:
    korban, penyerang = buat_pengguna(), buat_pengguna()
    kunci, kunci_korban = KunciTiruan(), KunciTiruan()
    kunci.daftarkan(penyerang)
    kunci_korban.daftarkan(korban)

    client.post(KUNCI, {"credential": kunci.jawab(tantangan(client), korban)})
    assert not di_dalam(client)

    masuk(client, korban)
    halaman = client.get(LANGKAH_KEDUA, headers={"host": "localhost"})
    assert halaman.status_code in (200, 302)
    sesi = client.session["mfa.webauthn.state"]["challenge"]
    client.post(LANGKAH_KEDUA, {"credential": kunci.jawab(sesi, korban)})
    assert not di_dalam(client)


def test_a_closed_account_is_not_opened_by_its_key(client: Client) -> None:
    pengguna, kunci = buat_pengguna(), KunciTiruan()
    kunci.daftarkan(pengguna)
    Pengguna.objects.filter(pk=pengguna.pk).update(is_active=False)

    client.post(KUNCI, {"credential": kunci.jawab(tantangan(client), pengguna)})

    assert not di_dalam(client)


def test_nobody_removes_or_renames_another_accounts_key(client: Client) -> None:
    milik = KunciTiruan().daftarkan(buat_pengguna())
    penyerang = buat_pengguna()
    client.force_login(penyerang)
    client.post("/akun/reauthenticate/", {"password": SANDI})

    assert client.post(f"/akun/2fa/webauthn/keys/{milik.pk}/remove/").status_code == 404
    assert client.post(f"/akun/2fa/webauthn/keys/{milik.pk}/edit/", {"name": "x"}).status_code == 404
    assert Authenticator.objects.filter(pk=milik.pk).exists()


SAMPAH = ["", "null", "[]", "1", '"x"', "{}", '{"response": 1}', '{"id": "a", "rawId": "a", "type": "public-key", "response": {}}',
          '{"response": {"userHandle": "////"}}', "{", '{"id": 1, "rawId": [], "type": null, "response": "x"}']  # fmt: skip


@pytest.mark.parametrize("isi", SAMPAH)
def test_junk_instead_of_a_key_is_answered_and_opens_nothing(client: Client, isi: str) -> None:
    tantangan(client)
    assert client.post(KUNCI, {"credential": isi}).status_code < 500

    pengguna = buat_pengguna()
    client.force_login(pengguna)
    client.post("/akun/reauthenticate/", {"password": SANDI})
    client.get("/akun/2fa/webauthn/add/")
    assert client.post("/akun/2fa/webauthn/add/", {"name": "x", "credential": isi}).status_code < 500
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("pegangan", ["", "0", "!", "zzzzzzzzzzzzzz", "\x00", "-1", "1" * 400])
def test_a_key_that_claims_a_strange_account_is_answered(client: Client, pegangan: str) -> None:
    from fido2.utils import websafe_encode

    kunci = KunciTiruan()
    kunci.daftarkan(buat_pengguna())
    asli = kunci.jawab(tantangan(client), buat_pengguna())
    palsu = re.sub(r'"userHandle": "[^"]*"', f'"userHandle": "{websafe_encode(pegangan.encode())}"', asli)

    assert client.post(KUNCI, {"credential": palsu}).status_code < 500
    assert not di_dalam(client)


# --- a session in the wrong hands ----------------------------------------------------------------


def test_a_stolen_session_alone_does_not_change_the_address_or_the_second_step(client: Client) -> None:
    pengguna = buat_pengguna()
    client.force_login(pengguna)

    jawab = [client.get(a).headers.get("Location", "") for a in ("/akun/2fa/totp/activate/", "/akun/2fa/webauthn/add/")]
    client.post("/akun/email/", {"email": "jahat@contoh.invalid", "action_add": ""})

    assert not EmailAddress.objects.filter(email="jahat@contoh.invalid").exists()
    assert all(j.startswith("/akun/reauthenticate/") for j in jawab), jawab


# --- bytes that are no text, places that are none ---------------------------------------------------------


@pytest.mark.parametrize("alamat", ["/api/oauth/token/", "/api/oauth/cabut/"])
@pytest.mark.parametrize("kepala", ["Bearer \xff", "Basic \xff", "\xff"])
def test_credentials_that_are_no_text_are_refused_in_json(client: Client, alamat: str, kepala: str) -> None:
    jawab = client.post(alamat, {"grant_type": "client_credentials"}, headers={"Authorization": kepala})

    assert (jawab.status_code, jawab.json()) == (400, {"error": "invalid_request"})


@pytest.mark.parametrize("kembali", ["x", "?a", "%", "./x", "//lain.invalid/", "https://lain.invalid/", "beranda", "\\x"])
def test_after_choosing_a_language_one_only_goes_back_to_a_page_of_ours(client: Client, kembali: str) -> None:
    jawab = client.post("/bahasa/", {"bahasa": "en", "kembali": kembali})

    assert (jawab.status_code, jawab.headers["Location"]) == (302, "/")
