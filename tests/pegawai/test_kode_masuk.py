"""One-time codes: the first way in, the way back after a forgotten password, and what neither of them opens."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.test import Client

from akun import aliran
from akun.models import CatatanAkses, KodeAktivasi, PelepasanFaktor, Pengguna
from akun.petugas import SatuPetugasError
from akun.services import create_penugasan_peran, delete_faktor
from inti import waktu
from pegawai import services
from pegawai.models import Pegawai
from tests import mesin_plugin
from tests.akun.factories import SANDI, buat_pengguna, konteks_of
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
BARU = "empat kata yang panjang"
ALASAN = "lupa kata sandi, datang dengan kartu pegawai"


@pytest.fixture(autouse=True)
def _hitungan_kosong() -> None:
    mesin_plugin.empty_redis()


@pytest.fixture
def admin() -> Pengguna:
    """An officer who may open accounts."""
    return buat_pengguna("admin_bkpsdm", nama="Yuliana Panggabean")


@pytest.fixture
def orang() -> Pegawai:
    """An employee whose account is in use and has no e-mail."""
    akun = buat_pengguna(nama="Masdelima Manalu")
    Pengguna.objects.filter(pk=akun.pk).update(email=None)
    akun.refresh_from_db()
    return buat_pegawai("Masdelima Manalu", akun=akun)


def buat_kode(admin: Pengguna, orang: Pegawai) -> str:
    return services.create_kode_masuk(konteks=konteks_of(admin), pegawai=orang, alasan=ALASAN).kode


def pakai(client: Client, orang: Pegawai, kode: str, sandi: str = BARU) -> Any:
    return client.post("/pegawai/aktivasi/", {"nomor": orang.nomor, "kode": kode, "sandi": sandi})


def masuk(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_officer_makes_a_code_on_the_profile_and_the_person_comes_back_in(admin: Pengguna, orang: Pegawai) -> None:
    meja, orangnya = Client(), Client()
    meja.force_login(admin)
    assert f"/pegawai/{orang.kode}/kode-masuk/" in meja.get(f"/pegawai/{orang.kode}/").content.decode()

    jawab = meja.post(f"/pegawai/{orang.kode}/kode-masuk/", {"alasan": ALASAN})
    kode = re.search(r'id="kode-masuk">([0-9a-z-]+)<', jawab.content.decode())

    assert kode
    assert jawab.headers["Cache-Control"] == "no-store, private"
    assert pakai(orangnya, orang, kode[1]).headers["Location"] == "/"
    assert masuk(orangnya)
    assert Client().post("/akun/login/", {"login": orang.nomor, "password": BARU}).status_code == 302


def test_a_very_long_password_is_kept_whole(admin: Pengguna, orang: Pegawai, client: Client) -> None:
    panjang = "hujan sore di pelabuhan lama " * 6

    assert pakai(client, orang, buat_kode(admin, orang), panjang).status_code == 302

    assert "maxlength" not in Client().get("/pegawai/aktivasi/").content.decode()
    assert Client().post("/akun/login/", {"login": orang.nomor, "password": panjang}).status_code == 302


def test_only_the_hash_of_a_code_is_kept_and_it_lives_fourteen_days(admin: Pengguna, orang: Pegawai) -> None:
    kode = buat_kode(admin, orang)

    baris = KodeAktivasi.objects.get()

    assert kode.replace("-", "") not in (baris.sidik, baris.alasan)
    assert baris.kedaluwarsa_at - waktu.now() <= services.akun.MASA_KODE
    assert baris.alasan == ALASAN


@pytest.mark.parametrize("peran", ["auditor", "pimpinan", "pengelola_opd", "tim_penilai", "moderator", ""])
def test_nobody_else_makes_codes(orang: Pegawai, peran: str, client: Client) -> None:
    lain = buat_pengguna(*([peran] if peran else []), unit=buat_unit() if peran == "pengelola_opd" else None)
    client.force_login(lain)

    assert client.post(f"/pegawai/{orang.kode}/kode-masuk/", {"alasan": ALASAN}).status_code == 403
    with pytest.raises(PermissionDenied):
        services.create_kode_masuk(konteks=konteks_of(lain), pegawai=orang, alasan=ALASAN)
    assert not KodeAktivasi.objects.exists()


@pytest.mark.parametrize("alasan", ["", "lupa", "x" * 161])
def test_without_a_reason_there_is_no_code(admin: Pengguna, orang: Pegawai, client: Client, alasan: str) -> None:
    client.force_login(admin)

    assert client.post(f"/pegawai/{orang.kode}/kode-masuk/", {"alasan": alasan}).status_code == 422
    assert not KodeAktivasi.objects.exists()


def test_the_person_sees_who_made_a_code_and_why(admin: Pengguna, orang: Pegawai, client: Client) -> None:
    buat_kode(admin, orang)
    client.force_login(orang.akun)

    isi = client.get(f"/pegawai/{orang.kode}/akses/").content.decode()

    assert CatatanAkses.objects.get(subjek_kode=orang.kode).pembaca == admin
    assert f"Membuat kode masuk baru: {ALASAN}" in isi
    assert "Yuliana Panggabean" in isi


def test_a_new_code_makes_the_older_one_worthless(admin: Pengguna, orang: Pegawai, client: Client) -> None:
    lama, baru = buat_kode(admin, orang), buat_kode(admin, orang)

    assert pakai(client, orang, lama).status_code == 422
    assert pakai(client, orang, baru).status_code == 302


def test_the_old_password_works_until_the_code_is_used(admin: Pengguna, orang: Pegawai, client: Client) -> None:
    kode = buat_kode(admin, orang)
    assert Client().post("/akun/login/", {"login": orang.nomor, "password": SANDI}).status_code == 302

    pakai(client, orang, kode)

    assert Client().post("/akun/login/", {"login": orang.nomor, "password": SANDI}).status_code == 200


def test_sessions_and_streams_of_before_end_with_the_new_password(
    admin: Pengguna, orang: Pegawai, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aliran, "close_old_connections", lambda: None)  # the test's transaction lives in this one
    lama = Client()
    lama.force_login(orang.akun)
    kuki = f"sesi={lama.session.session_key}"
    kode = buat_kode(admin, orang)
    assert aliran._pengguna(kuki) == orang.akun

    pakai(client, orang, kode)

    assert aliran._pengguna(kuki) is None
    assert lama.get("/pegawai/saya/").headers["Location"].startswith("/akun/login/")
    assert masuk(client)


def test_a_password_chosen_otherwise_makes_a_waiting_code_worthless(admin: Pengguna, orang: Pegawai, client: Client) -> None:
    kode = buat_kode(admin, orang)
    sendiri = Client()
    sendiri.post("/akun/login/", {"login": orang.nomor, "password": SANDI})
    isi = {"oldpassword": SANDI, "password1": BARU + " ini", "password2": BARU + " ini"}
    assert sendiri.post("/akun/password/change/", isi).status_code == 302

    assert pakai(client, orang, kode).status_code == 422


def angka(rahasia: str) -> str:
    return format_hotp_value(hotp_value(rahasia, next(yield_hotp_counters_from_time())))


def test_a_code_never_skips_the_second_step(admin: Pengguna, orang: Pegawai, client: Client) -> None:
    rahasia = generate_totp_secret()
    TOTP.activate(orang.akun, rahasia)

    jawab = pakai(client, orang, buat_kode(admin, orang))

    assert jawab.headers["Location"] == "/akun/2fa/authenticate/"
    assert not masuk(client)
    assert client.get("/pegawai/saya/").headers["Location"].startswith("/akun/login/")
    assert client.post("/akun/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert not masuk(client)
    assert client.post("/akun/2fa/authenticate/", {"code": angka(rahasia)}).headers["Location"] == "/"
    assert masuk(client)


def test_signing_in_with_a_code_changes_the_session_key(admin: Pengguna, orang: Pegawai, client: Client) -> None:
    client.get("/akun/login/")
    sesi = client.session
    sesi["ditanam"] = "ya"
    sesi.save()
    client.cookies["sesi"] = sesi.session_key

    pakai(client, orang, buat_kode(admin, orang))

    assert masuk(client)
    assert client.session.session_key != sesi.session_key


def test_a_colleagues_session_on_the_same_computer_ends_first(admin: Pengguna, orang: Pegawai, client: Client) -> None:
    TOTP.activate(orang.akun, generate_totp_secret())
    kode = buat_kode(admin, orang)
    client.force_login(buat_pengguna())

    assert pakai(client, orang, kode).headers["Location"] == "/akun/2fa/authenticate/"
    assert not masuk(client)


def test_a_closed_account_gets_no_code_and_an_old_one_opens_nothing(admin: Pengguna, orang: Pegawai, client: Client) -> None:
    kode = buat_kode(admin, orang)
    Pengguna.objects.filter(pk=orang.akun_id).update(is_active=False)

    assert pakai(client, orang, kode).status_code == 422
    with pytest.raises(services.akun.AkunDitutupError, match="sedang ditutup"):
        buat_kode(admin, orang)


def test_nobody_makes_a_code_for_themselves(admin: Pengguna) -> None:
    with pytest.raises(SatuPetugasError, match="akun Anda sendiri"):
        buat_kode(admin, buat_pegawai("Yuliana Panggabean", akun=admin))


def test_one_officer_does_not_hand_out_a_code_and_take_off_the_second_step(admin: Pengguna, orang: Pegawai) -> None:
    TOTP.activate(orang.akun, generate_totp_secret())
    buat_kode(admin, orang)

    with pytest.raises(SatuPetugasError, match="rekan"):
        delete_faktor(konteks=konteks_of(admin), pengguna=orang.akun)
    assert Authenticator.objects.exists()
    assert delete_faktor(konteks=konteks_of(buat_pengguna("admin_bkpsdm")), pengguna=orang.akun) == 1


def test_nor_the_other_way_round_until_two_weeks_have_passed(admin: Pengguna, orang: Pegawai) -> None:
    TOTP.activate(orang.akun, generate_totp_secret())
    delete_faktor(konteks=konteks_of(admin), pengguna=orang.akun)

    with pytest.raises(SatuPetugasError, match="rekan"):
        buat_kode(admin, orang)
    PelepasanFaktor.objects.update(dilepas_at=waktu.now() - timedelta(days=15))
    assert buat_kode(admin, orang)


def test_the_refusal_is_read_on_the_form(admin: Pengguna, orang: Pegawai, client: Client) -> None:
    Pengguna.objects.filter(pk=orang.akun_id).update(is_active=False)
    client.force_login(admin)

    jawab = client.post(f"/pegawai/{orang.kode}/kode-masuk/", {"alasan": ALASAN})

    assert jawab.status_code == 422
    assert "aktifkan dulu akunnya" in jawab.content.decode()


def test_opening_in_bulk_leaves_alone_who_came_in_by_the_national_login(admin: Pengguna) -> None:
    akun = buat_pengguna(sandi=None)
    orang = buat_pegawai("Satu Orang", akun=akun)
    Pengguna.objects.filter(pk=akun.pk).update(last_login=waktu.now())

    assert services.buka_akun(konteks=konteks_of(admin), pegawai=[orang]) == []


@pytest.mark.parametrize("tulis", [str.upper, lambda k: k.replace("-", ""), lambda k: f"  {k.replace('-', ' ')} "])
def test_a_code_may_be_typed_in_capitals_with_spaces_or_without_hyphens(
    admin: Pengguna, orang: Pegawai, client: Client, tulis: Any
) -> None:
    assert pakai(client, orang, tulis(buat_kode(admin, orang))).status_code == 302


def test_a_code_works_once_also_from_a_second_tab(admin: Pengguna, orang: Pegawai, client: Client) -> None:
    kode = buat_kode(admin, orang)
    tab_lain = Client()

    assert pakai(client, orang, kode).status_code == 302
    assert pakai(tab_lain, orang, kode, "kata sandi orang lain").status_code == 422
    assert not masuk(tab_lain)
    assert masuk(client)


def test_a_weak_password_does_not_use_up_the_code(admin: Pengguna, orang: Pegawai, client: Client) -> None:
    kode = buat_kode(admin, orang)

    assert pakai(client, orang, kode, "pendek").status_code == 422
    assert pakai(client, orang, kode).status_code == 302


def test_another_persons_code_and_an_expired_one_get_the_same_answer(admin: Pengguna, orang: Pegawai) -> None:
    lain = buat_pegawai("Orang Lain", akun=True)
    kode_lain, kode = buat_kode(admin, lain), buat_kode(admin, orang)
    KodeAktivasi.objects.filter(pengguna=orang.akun).update(kedaluwarsa_at=waktu.now())

    def keluhan(isi: Any) -> list[str]:
        return re.findall(r"Nomor dan kode ini tidak cocok[^<]*", isi.content.decode())

    jawaban = [keluhan(pakai(Client(), orang, k)) for k in (kode_lain, kode, "aaaa-bbbb-cccc", "\x00")]
    assert jawaban[0]
    assert jawaban[0] == jawaban[1] == jawaban[2]


def test_guessing_codes_ends_after_twenty_tries_an_hour(admin: Pengguna, orang: Pegawai, client: Client) -> None:
    kode = buat_kode(admin, orang)

    jawaban = [pakai(client, orang, f"aaaa-bbbb-{n:04}").status_code for n in range(21)]

    assert jawaban == [422] * 20 + [429]
    assert pakai(client, orang, kode).status_code == 429


def test_a_code_that_fits_does_not_use_up_the_tries_of_the_office(admin: Pengguna, orang: Pegawai) -> None:
    kode = buat_kode(admin, orang)

    salah = [pakai(Client(), orang, f"aaaa-bbbb-{n:04}").status_code for n in range(19)]
    benar = pakai(Client(), orang, kode).status_code
    sesudah = [pakai(Client(), orang, f"cccc-dddd-{n:04}").status_code for n in range(2)]

    assert (salah, benar, sesudah) == ([422] * 19, 302, [422, 429])


@pytest.mark.parametrize("lewat", ["login", "kode"])
def test_who_has_no_email_is_not_asked_to_confirm_one(
    settings: Any, admin: Pengguna, orang: Pegawai, client: Client, lewat: str
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"

    if lewat == "login":
        client.post("/akun/login/", {"login": orang.nomor, "password": SANDI})
    else:
        pakai(client, orang, buat_kode(admin, orang))

    assert masuk(client)


def test_who_has_an_email_still_confirms_it(settings: Any, client: Client) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    pengguna = buat_pengguna()
    EmailAddress.objects.create(user=pengguna, email=pengguna.email, primary=True, verified=False)

    jawab = client.post("/akun/login/", {"login": pengguna.email, "password": SANDI})

    assert jawab.headers["Location"] == "/akun/confirm-email/"
    assert not masuk(client)


@pytest.mark.mesin
@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_the_same_instant_use_a_code_once(admin: Pengguna, orang: Pegawai) -> None:
    kode, mulai = buat_kode(admin, orang), Barrier(2)

    def coba(sandi: str) -> int:
        try:
            mulai.wait(10)
            return int(pakai(Client(), orang, kode, sandi).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as kolam:
        jawaban = list(kolam.map(coba, ("kata sandi dari tab satu", "kata sandi dari tab dua")))

    assert sorted(jawaban) == [302, 422]


def test_a_wrong_code_and_a_weak_password_are_refused_together_and_each_once(orang: Pegawai, client: Client) -> None:
    halaman = pakai(client, orang, "aaaa-bbbb-cccc", sandi="pendek").content.decode()

    assert halaman.count('class="ringkas-galat"') == 1
    assert "tidak cocok, atau kodenya sudah dipakai" in halaman
    assert "12" in halaman.partition("sandi_error")[2].partition("</div>")[0]


def test_who_came_in_by_a_code_is_told_where_the_password_is_changed_later(
    admin: Pengguna, orang: Pegawai, client: Client
) -> None:
    pakai(client, orang, buat_kode(admin, orang))

    assert "e-mail, dan langkah kedua: &#x27;Akun dan keamanan&#x27;" in client.get("/").content.decode().replace(
        "&#39;", "&#x27;"
    )


def test_codes_in_a_batch_ask_what_a_single_one_asks(admin: Pengguna, orang: Pegawai, client: Client) -> None:
    buat_pengguna("admin_bkpsdm", nama="Admin Lain")
    baru, lain = buat_pegawai("Belum Masuk", akun=buat_pengguna(sandi=None)), buat_pegawai("Tanpa Akun")
    create_penugasan_peran(konteks=konteks_of(admin), pengguna=baru.akun, peran="moderator")
    client.force_login(admin)

    pilih = {"action": "buka_akun", "_selected_action": [str(baru.pk), str(lain.pk)]}
    jawab = client.post("/admin/pegawai/pegawai/", pilih, follow=True)

    assert "kode masuknya dibuat petugas lain" in jawab.content.decode()
    assert not KodeAktivasi.objects.exists()


def test_a_code_read_from_paper_may_mix_up_letters_and_digits_that_look_alike(
    client: Client, admin: Pengguna, orang: Pegawai
) -> None:
    kode = next(k for k in (buat_kode(admin, orang) for _n in range(50)) if "0" in k and "1" in k)

    jawab = pakai(client, orang, kode.replace("0", "O").replace("1", "l").replace("-", " "))

    assert jawab.status_code == 302
