"""Session, account, roles and person come in one statement, and every check of Django's stays."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.test import Client

from akun import identitas, sesi
from akun.kewenangan import Mewakili
from akun.konteks import build
from akun.middleware import KonteksMiddleware, PenggunaMiddleware
from akun.models import Pengguna, PenugasanPeran, Sesi
from inti import waktu
from pegawai.models import Delegasi, Pegawai
from tests.akun.factories import SANDI, buat_pengguna
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


def minta(klien: Client | None = None) -> Any:
    """A request with this browser's session, as the middleware prepares it."""
    request = HttpRequest()
    request.session = sesi.SessionStore(klien.session.session_key if klien else None)
    PenggunaMiddleware(KonteksMiddleware(lambda _request: HttpResponse()))(request)
    return request


def kunci(klien: Client) -> str:
    return str(klien.session.session_key)


def masuk(klien: Client) -> bool:
    """Whether the page about oneself knows who asks."""
    return "/akun/login/" not in klien.get("/pegawai/saya/").headers["Location"]


def test_who_asks_with_roles_and_person_is_one_statement(client: Client, django_assert_num_queries: Any) -> None:
    unit = buat_unit()
    orang = buat_pegawai("Masdelima Manalu", unit=unit, akun=buat_pengguna("pengelola_opd", unit=unit))
    bawahan = buat_pegawai("Rustam Simatupang")
    Pegawai.objects.filter(pk=bawahan.pk).update(atasan=orang)
    client.force_login(orang.akun)

    with django_assert_num_queries(1):
        konteks = minta(client).konteks
        assert konteks.masuk

    assert konteks == build(Pengguna.objects.get(pk=orang.akun_id))
    assert konteks.kode_peran == ("pengelola_opd", "pegawai", "atasan")
    assert (konteks.pegawai_kode, konteks.unit_id) == (orang.kode, unit.pk)
    assert konteks.peran[0].jalur == unit.jalur


def test_a_visitor_without_a_cookie_costs_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        request = minta()
        assert not request.user.is_authenticated
        assert not request.konteks.masuk


def test_the_account_of_a_session_is_kept_beside_it(client: Client) -> None:
    pengguna = buat_pengguna()
    client.force_login(pengguna)

    assert Sesi.objects.get(pk=kunci(client)).pengguna_id == pengguna.pk


def test_a_closed_account_is_out_at_once(client: Client) -> None:
    orang = buat_pegawai("Masdelima Manalu", akun=True)
    client.force_login(orang.akun)
    assert masuk(client)

    Pengguna.objects.filter(pk=orang.akun_id).update(is_active=False)

    assert not masuk(client)


def test_a_changed_password_ends_the_other_sessions(client: Client) -> None:
    orang = buat_pegawai("Masdelima Manalu", akun=True)
    client.force_login(orang.akun)
    lama = kunci(client)

    orang.akun.set_password(SANDI + " baru")
    orang.akun.save()

    assert not masuk(client)
    assert not Sesi.objects.filter(pk=lama).exists()


def test_a_deleted_or_expired_session_is_nobody(client: Client) -> None:
    orang = buat_pegawai("Masdelima Manalu", akun=True)
    client.force_login(orang.akun)
    Sesi.objects.update(expire_date=waktu.now() - timedelta(seconds=1))
    assert not masuk(client)

    client.force_login(orang.akun)
    Sesi.objects.all().delete()
    assert not masuk(client)


def test_a_key_that_was_replaced_still_opens_and_is_renewed(client: Client, settings: Any) -> None:
    orang = buat_pegawai("Masdelima Manalu", akun=True)
    client.force_login(orang.akun)
    isi, lama = dict(client.session.items()), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "kunci-baru-" * 5, [lama]
    baris = sesi.SessionStore(kunci(client))
    assert baris[HASH_SESSION_KEY] == isi[HASH_SESSION_KEY]

    assert masuk(client)

    assert client.session[HASH_SESSION_KEY] == Pengguna.objects.get(pk=orang.akun_id).get_session_auth_hash()
    assert client.session[HASH_SESSION_KEY] != isi[HASH_SESSION_KEY]


def test_a_key_that_is_unknown_opens_nothing(client: Client, settings: Any) -> None:
    orang = buat_pegawai("Masdelima Manalu", akun=True)
    client.force_login(orang.akun)

    settings.SECRET_KEY = "kunci-lain-" * 5

    assert not masuk(client)


def test_the_signed_content_says_whose_session_it_is_not_the_column(client: Client) -> None:
    orang, lain = buat_pegawai("Masdelima Manalu", akun=True), buat_pegawai("Rustam Simatupang", akun=True)
    client.force_login(orang.akun)
    Sesi.objects.update(pengguna=lain.akun)
    request = minta(client)

    assert request.user == orang.akun
    assert request.konteks.pegawai_id == orang.pk


def test_a_session_from_before_the_column_still_opens(client: Client) -> None:
    orang = buat_pegawai("Masdelima Manalu", akun=True)
    client.force_login(orang.akun)
    Sesi.objects.update(pengguna=None)

    assert masuk(client)


def test_whoever_is_signed_in_stays_so_over_the_upgrade(client: Client, transactional_db: None) -> None:
    orang = buat_pegawai("Masdelima Manalu", akun=True)
    client.force_login(orang.akun)
    baru = Sesi.objects.get(pk=kunci(client))
    Session.objects.create(session_key=baru.pk, session_data=baru.session_data, expire_date=baru.expire_date)
    Sesi.objects.all().delete()
    pindahkan = import_module("akun.migrations.0006_sesi").PINDAHKAN

    with connection.cursor() as kursor:
        kursor.execute(pindahkan)

    assert MigrationExecutor(connection).loader.graph.leaf_nodes("akun")
    assert masuk(client)


def test_roles_are_read_anew_at_each_request_and_never_of_another_day(client: Client) -> None:
    pengguna = buat_pengguna("moderator")
    client.force_login(pengguna)
    hak = minta(client).session.hak
    assert build(pengguna, hak=hak).kode_peran == ("moderator",)
    PenugasanPeran.objects.update(masa="[2020-01-01,2021-01-01)")

    assert build(pengguna).kode_peran == ()
    assert build(pengguna, waktu.today() + timedelta(days=1), hak).kode_peran == ()
    assert client.get("/suara/meja/").status_code == 403


def test_an_account_never_gets_the_rights_of_another_that_was_read(client: Client) -> None:
    admin, warga = buat_pengguna("admin_bkpsdm"), buat_pengguna("warga")
    hak = identitas.read_hak(admin.pk, waktu.today())

    assert build(warga, hak=hak).kode_peran == ("warga",)


def test_outside_a_request_the_backend_asks_the_database() -> None:
    pengguna = buat_pengguna()
    Pengguna.objects.filter(pk=pengguna.pk).update(nama=F("kode"))

    assert sesi.get_pengguna(pengguna.pk) is None
    assert import_module("akun.backends").NomorAtauEmailBackend().get_user(pengguna.pk).nama == pengguna.kode


def test_a_session_that_names_a_foreign_backend_is_nobody(client: Client) -> None:
    orang = buat_pegawai("Masdelima Manalu", akun=True)
    client.force_login(orang.akun)
    isi = client.session
    assert isi[SESSION_KEY] == str(orang.akun_id)
    isi[BACKEND_SESSION_KEY] = "lain.Backend"
    isi.save()

    assert not masuk(client)


def test_who_stands_in_for_somebody_decides_for_them_until_the_last_day(client: Client) -> None:
    kepala, wakil = buat_pegawai("Kabid Uji"), buat_pegawai("Wakil Uji", akun=True)
    hari, petugas = waktu.today(), buat_pengguna("admin_bkpsdm")
    Delegasi.objects.create(
        dari=kepala, kepada=wakil, masa=DateRange(hari, hari + timedelta(days=3)), surat="800/12/2026", tanggal_surat=hari,
        alasan="Cuti", dibuat_oleh=petugas,
    )  # fmt: skip

    konteks = build(wakil.akun)

    assert konteks.kode_peran == ("pegawai", "atasan")
    assert konteks.mewakili == (Mewakili("Kabid Uji", "800/12/2026", hari + timedelta(days=2), pegawai_id=kepala.pk, mulai=hari),)
    assert build(wakil.akun, hari + timedelta(days=3)).mewakili == ()
    Pegawai.objects.filter(pk=wakil.pk).update(kedudukan="mpp")
    assert build(wakil.akun).mewakili == ()
