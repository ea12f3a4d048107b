"""What is done to an account is told to its owner, whoever did it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import allauth
import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from akun import services
from akun.adapter import PEMBERITAHUAN, AkunAdapter
from akun.konteks import sistem
from akun.models import Pengguna, PenugasanPeran
from akun.petugas import SatuPetugasError
from kabar import antar, jenis
from kabar.models import Antaran, Kabar, Penerimaan
from tests.akun.factories import buat_pengguna, konteks_of
from tests.kabar.server_surat import ServerSurat
from tests.organisasi.factories import buat_unit


def kalimat() -> list[str]:
    """What was told, in order."""
    return [jenis.find(k.jenis).kalimat(k.isi) for k in Kabar.objects.order_by("pk")]


@pytest.fixture
def pemilik(db: None) -> Pengguna:
    return buat_pengguna(nama="Masdelima", sandi=None)


def test_a_role_given_is_told_to_who_has_it(pemilik: Pengguna) -> None:
    services.create_penugasan_peran(konteks=sistem(), pengguna=pemilik, peran="moderator", mulai=date(2026, 1, 5))

    assert kalimat() == ["Anda diberi peran Moderator forum mulai 5 Januari 2026."]
    assert Penerimaan.objects.get().pengguna == pemilik


@time_machine.travel("2026-06-15 09:00+07:00", tick=False)
def test_a_role_ended_in_the_back_office_is_told_once(pemilik: Pengguna, client: Client) -> None:
    peran = PenugasanPeran.objects.create(pengguna=pemilik, peran="moderator", masa=DateRange(date(2026, 1, 1), None))
    client.force_login(buat_pengguna("admin_bkpsdm", sandi=None))
    isian = {
        "pengguna": pemilik.pk,
        "peran": "moderator",
        "masa_0": "2026-01-01",
        "masa_1": "2026-06-30",
        "dasar": "SK 2",
        "versi": peran.versi,
    }
    for _kali in range(2):
        assert client.post(f"/admin/akun/penugasanperan/{peran.pk}/change/", isian).status_code == 302

    assert kalimat() == ["Peran Moderator forum Anda berakhir; hari terakhirnya 30 Juni 2026."]


def test_a_role_given_in_the_back_office_is_told(pemilik: Pengguna, client: Client) -> None:
    client.force_login(buat_pengguna("admin_bkpsdm", sandi=None))
    isian = {
        "pengguna": pemilik.pk,
        "peran": "pengelola_opd",
        "unit": buat_unit("Dinas Uji").pk,
        "masa_0": "2026-01-01",
        "masa_1": "",
    }
    assert client.post("/admin/akun/penugasanperan/add/", isian).status_code == 302

    assert len(kalimat()) == 1


def test_a_second_step_taken_off_is_told_at_once_and_by_mail(pemilik: Pengguna) -> None:
    Authenticator.objects.create(user=pemilik, type=Authenticator.Type.TOTP, data={"secret": "x"})
    petugas = buat_pengguna("admin_bkpsdm", nama="Yusnita", sandi=None)
    services.delete_faktor(konteks=konteks_of(petugas), pengguna=pemilik)

    assert kalimat() == ["Yusnita melepas langkah kedua akun Anda."]
    assert list(Antaran.objects.values_list("saluran", "status")) == [("surat", "menunggu")]


def test_what_was_refused_is_not_told(pemilik: Pengguna, db: Any) -> None:
    with pytest.raises(services.TanpaFaktorError):
        services.delete_faktor(konteks=konteks_of(buat_pengguna("admin_bkpsdm", sandi=None)), pengguna=pemilik)

    assert kalimat() == []


# --- the address of an account ---------------------------------------------------------------------------------


def ganti_email(client: Client, pengguna: Pengguna, email: str) -> Any:
    pengguna.refresh_from_db()
    isian = {"nama": pengguna.nama, "email": email, "is_active": "on", "versi": pengguna.versi}
    return client.post(f"/admin/akun/pengguna/{pengguna.pk}/change/", isian)


@pytest.fixture
def petugas(client: Client, db: Any) -> Pengguna:
    """An officer at the back office."""
    petugas = buat_pengguna("admin_bkpsdm", nama="Yusnita", sandi=None)
    client.force_login(petugas)
    return petugas


def test_an_address_that_an_officer_changes_is_told_to_the_person_at_the_old_one_and_the_new_one(
    pemilik: Pengguna, petugas: Pengguna, client: Client, server_surat: ServerSurat
) -> None:
    lama = str(pemilik.email)
    assert ganti_email(client, pemilik, "Baru@contoh.id").status_code == 302

    antar.antar()

    assert kalimat()[0].startswith("Yusnita mengganti alamat e-mail akun Anda.")
    assert sorted(s["To"] for s in server_surat.surat) == sorted([lama, "baru@contoh.id"])
    assert Penerimaan.objects.get().pengguna == pemilik


def test_an_address_that_was_confirmed_before_opens_the_account_no_longer(
    pemilik: Pengguna, petugas: Pengguna, client: Client
) -> None:
    EmailAddress.objects.create(user=pemilik, email=pemilik.email, primary=True, verified=True)

    ganti_email(client, pemilik, "baru@contoh.id")

    assert not EmailAddress.objects.filter(user=pemilik).exists()


def test_saving_an_account_without_another_address_tells_nobody(pemilik: Pengguna, petugas: Pengguna, client: Client) -> None:
    assert ganti_email(client, pemilik, str(pemilik.email)).status_code == 302

    assert kalimat() == []


def test_who_changed_the_address_does_not_take_off_the_second_step(pemilik: Pengguna, petugas: Pengguna, client: Client) -> None:
    Authenticator.objects.create(user=pemilik, type=Authenticator.Type.TOTP, data={"secret": "x"})
    ganti_email(client, pemilik, "baru@contoh.id")

    with pytest.raises(SatuPetugasError, match="Alamat e-mail Masdelima baru saja Anda ganti"):
        services.delete_faktor(konteks=konteks_of(petugas), pengguna=pemilik)

    assert services.delete_faktor(konteks=konteks_of(buat_pengguna("admin_bkpsdm", sandi=None)), pengguna=pemilik) == 1


def test_who_took_off_the_second_step_does_not_change_the_address(pemilik: Pengguna, petugas: Pengguna, client: Client) -> None:
    Authenticator.objects.create(user=pemilik, type=Authenticator.Type.TOTP, data={"secret": "x"})
    services.delete_faktor(konteks=konteks_of(petugas), pengguna=pemilik)

    jawab = ganti_email(client, pemilik, "baru@contoh.id")

    assert "alamat e-mailnya diganti petugas lain" in jawab.content.decode()
    assert Pengguna.objects.get(pk=pemilik.pk).email == pemilik.email


def test_an_officer_changes_their_own_address_where_everybody_does(petugas: Pengguna, client: Client) -> None:
    jawab = ganti_email(client, petugas, "baru@contoh.id")

    assert "Ini akun Anda sendiri" in jawab.content.decode()


# --- what people do with their own account ---------------------------------------------------------------------


@pytest.mark.parametrize("kejadian", sorted(PEMBERITAHUAN))
def test_what_changes_about_signing_in_is_told_to_its_owner_without_fail(pemilik: Pengguna, kejadian: str) -> None:
    AkunAdapter().send_notification_mail(kejadian, pemilik)

    satu = Kabar.objects.get()
    assert satu.jenis == PEMBERITAHUAN[kejadian]
    assert jenis.get(satu.jenis).wajib
    assert Penerimaan.objects.get().pengguna == pemilik


def test_everything_that_the_library_announces_has_a_kind() -> None:
    diumumkan = set()
    for berkas in Path(allauth.__file__).parent.rglob("*.py"):
        diumumkan |= set(re.findall(r'send_notification_mail\(\s*"([^"]+)"', berkas.read_text()))

    assert diumumkan == set(PEMBERITAHUAN)


def test_an_own_change_of_address_is_told_at_the_old_one_too(pemilik: Pengguna, server_surat: ServerSurat) -> None:
    lama = str(pemilik.email)
    Pengguna.objects.filter(pk=pemilik.pk).update(email="baru@contoh.id")

    AkunAdapter().send_notification_mail("account/email/email_changed", pemilik, {}, email=lama)
    antar.antar()

    assert sorted(s["To"] for s in server_surat.surat) == sorted([lama, "baru@contoh.id"])
    assert all("@" not in k for k in kalimat())


def test_a_first_second_step_and_its_recovery_codes_are_one_message(pemilik: Pengguna, siang: Any) -> None:
    for kejadian in ("mfa/email/totp_activated", "mfa/email/recovery_codes_generated"):
        AkunAdapter().send_notification_mail(kejadian, pemilik)

    assert Kabar.objects.count() == 1


def test_a_new_password_is_told(pemilik: Pengguna, client: Client) -> None:
    pemilik.set_password("kata sandi lama sekali")
    pemilik.save()
    client.force_login(pemilik)
    baru = "kata sandi baru sekali"

    client.post("/akun/password/change/", {"oldpassword": "kata sandi lama sekali", "password1": baru, "password2": baru})

    assert kalimat() == ["Kata sandi akun Anda berubah."]
