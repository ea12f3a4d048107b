"""Whoever audits doesn't change the same people's data on the same day: in words, and in the database."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from akun.models import Pengguna, PenugasanPeran
from akun.peran import MENULIS
from akun.services import create_penugasan_peran
from inti import waktu
from organisasi.models import UnitKerja
from tests.akun.factories import buat_pengguna, konteks_of
from tests.organisasi.factories import buat_unit

PASANGAN = [p for m in MENULIS for p in (("auditor", m), (m, "auditor"))]


def unit_untuk(peran: str) -> UnitKerja | None:
    """A unit for the role that needs one."""
    return buat_unit() if peran == "pengelola_opd" else None


def beri(pengguna: Pengguna, peran: str, mulai: date | None = None) -> PenugasanPeran:
    """Grant a role by the service, as an officer does."""
    admin = konteks_of(buat_pengguna("admin_bkpsdm"))
    return create_penugasan_peran(konteks=admin, pengguna=pengguna, peran=peran, unit=unit_untuk(peran), mulai=mulai)


@pytest.mark.django_db
@pytest.mark.parametrize(("punya", "minta"), PASANGAN)
def test_auditor_and_a_role_that_writes_exclude_each_other_in_words(punya: str, minta: str) -> None:
    pengguna = buat_pengguna(punya, unit=unit_untuk(punya))

    with pytest.raises(ValidationError, match="Akhiri dulu peran yang satu"):
        beri(pengguna, minta)
    with pytest.raises(IntegrityError, match="penugasan_auditor_terpisah"), transaction.atomic():
        PenugasanPeran.objects.create(
            pengguna=pengguna, peran=minta, unit=unit_untuk(minta), masa=DateRange(date(2026, 1, 1), None)
        )


@pytest.mark.django_db
@pytest.mark.parametrize(("punya", "minta"), [("admin_bkpsdm", "moderator"), ("auditor", "pimpinan"), ("pimpinan", "auditor")])
def test_other_roles_stand_side_by_side(punya: str, minta: str) -> None:
    pengguna = buat_pengguna(punya)

    assert beri(pengguna, minta).pk


@pytest.mark.django_db
def test_one_after_the_other_is_allowed_and_one_day_too_early_is_not() -> None:
    pengguna, hari = buat_pengguna("moderator"), waktu.today()
    pengguna.penugasan_peran.update(masa=DateRange(date(2020, 1, 1), hari))

    with pytest.raises(ValidationError, match="Akhiri dulu"):
        beri(pengguna, "auditor", hari - timedelta(days=1))
    assert beri(pengguna, "auditor", hari).pk


@pytest.mark.django_db
def test_a_personnel_officer_may_still_look_after_two_units() -> None:
    pengguna = buat_pengguna("pengelola_opd", unit=buat_unit())

    assert beri(pengguna, "pengelola_opd").pk


@pytest.mark.django_db
@pytest.mark.parametrize(("punya", "minta"), [("auditor", "moderator"), ("tim_penilai", "auditor")])
def test_the_admin_form_says_it_too_for_a_new_and_a_changed_row(client: Client, punya: str, minta: str) -> None:
    pengguna = buat_pengguna(punya)
    client.force_login(buat_pengguna("admin_bkpsdm"))
    isi = {"pengguna": pengguna.pk, "peran": minta, "masa_0": "2026-01-01", "masa_1": "", "dasar": "SK 1/2026", "unit": ""}

    jawab = client.post("/admin/akun/penugasanperan/add/", isi)

    assert "Akhiri dulu peran yang satu" in jawab.content.decode()
    masa = DateRange(date(2010, 1, 1), date(2011, 1, 1))
    lama = PenugasanPeran.objects.create(pengguna=pengguna, peran=minta, masa=masa, menunggu=True)
    jawab = client.post(f"/admin/akun/penugasanperan/{lama.pk}/change/", isi | {"versi": lama.versi})
    assert "Akhiri dulu peran yang satu" in jawab.content.decode()
    assert PenugasanPeran.objects.filter(pengguna=pengguna, masa__contains=waktu.today()).count() == 1


def lewat_layanan(petugas: Pengguna, pengguna: Pengguna, peran: str) -> str:
    """The service's answer."""
    try:
        create_penugasan_peran(konteks=konteks_of(petugas), pengguna=pengguna, peran=peran)
    except ValidationError as error:
        return " ".join(error.messages)
    return "diberikan"


def lewat_meja(petugas: Pengguna, pengguna: Pengguna, peran: str) -> str:
    """What the admin form answers."""
    klien = Client()
    klien.force_login(petugas)
    isi = {"pengguna": pengguna.pk, "peran": peran, "masa_0": "2026-01-01", "masa_1": "", "dasar": "", "unit": ""}
    jawab = klien.post("/admin/akun/penugasanperan/add/", isi)
    return "diberikan" if jawab.status_code == 302 else jawab.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("cara", [lewat_layanan, lewat_meja])
def test_two_officers_at_once_can_not_pass_it_and_the_second_reads_why(cara: Callable[..., str]) -> None:
    pengguna, petugas = buat_pengguna(), [buat_pengguna("admin_bkpsdm"), buat_pengguna("admin_bkpsdm")]
    mulai = Barrier(2)

    def coba(oleh: Pengguna, peran: str) -> str:
        try:
            mulai.wait(10)
            return cara(oleh, pengguna, peran)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as kolam:
        janji = [kolam.submit(coba, p, r) for p, r in zip(petugas, ("auditor", "moderator"), strict=True)]
        jawaban = [j.result(30) for j in janji]

    assert jawaban.count("diberikan") == 1
    assert any("Akhiri dulu peran yang satu" in j for j in jawaban)
    assert PenugasanPeran.objects.filter(pengguna=pengguna).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_open_transactions_past_the_service_meet_in_the_database(django_db_blocker: Any) -> None:
    pengguna = buat_pengguna()
    masa = DateRange(date(2026, 1, 1), None)

    def kedua() -> str:
        try:
            PenugasanPeran.objects.create(pengguna=pengguna, peran="admin_bkpsdm", masa=masa)
        except IntegrityError as error:
            return str(error)
        finally:
            connections.close_all()
        return "diberikan"

    with ThreadPoolExecutor(1) as kolam:
        with transaction.atomic():
            PenugasanPeran.objects.create(pengguna=pengguna, peran="auditor", masa=masa)
            janji = kolam.submit(kedua)
            with pytest.raises(TimeoutError):
                janji.result(0.5)
        assert "penugasan_auditor_terpisah" in janji.result(10)
