"""What is done to an account is told to its owner, whoever did it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from akun import services
from akun.konteks import sistem
from akun.models import Pengguna, PenugasanPeran
from kabar import jenis
from kabar.models import Antaran, Kabar, Penerimaan
from tests.akun.factories import buat_pengguna, konteks_of
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


def test_a_role_ended_in_the_back_office_is_told_once(pemilik: Pengguna, client: Client) -> None:
    peran = PenugasanPeran.objects.create(pengguna=pemilik, peran="moderator", masa=DateRange(date(2026, 1, 1), None))
    client.force_login(buat_pengguna("admin_bkpsdm", sandi=None))
    isian = {
        "pengguna": pemilik.pk,
        "peran": "moderator",
        "masa_0": "2026-01-01",
        "masa_1": "2026-07-01",
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
