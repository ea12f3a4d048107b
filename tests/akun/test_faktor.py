"""The second step of signing in: who must have one, and what stays closed until it is there."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from akun import aliran, faktor, kewenangan
from akun.konteks import build_sesi
from akun.models import Pengguna
from tests.akun.alamat import list_alamat
from tests.akun.factories import SANDI, buat_pengguna
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
KE_SANA = "/akun/langkah-kedua/"
BEBAS = {"akun:langkah-kedua", "account_logout"}


@pytest.fixture
def wajib(settings: Any) -> None:
    """Production's rule: staff need a second step."""
    settings.FAKTOR_KEDUA = "staf"


def buat_staf(peran: str) -> Pengguna:
    """Somebody with that role, within a unit where the role needs one."""
    return buat_pengguna(peran, unit=buat_unit() if peran == "pengelola_opd" else None)


def pasang(pengguna: Pengguna) -> None:
    """An app and recovery codes, as after activation."""
    TOTP.activate(pengguna, generate_totp_secret())
    RecoveryCodes.activate(pengguna)


def masuk(client: Client, pengguna: Pengguna) -> Any:
    """Sign in with a password, by the form."""
    return client.post("/akun/login/", {"login": pengguna.email, "password": SANDI}, follow=True)


@pytest.mark.parametrize("peran", sorted(faktor.PERAN_STAF))
def test_staff_without_a_second_step_is_led_to_the_page_that_explains(wajib: None, client: Client, peran: str) -> None:
    jawab = masuk(client, buat_staf(peran))

    assert jawab.redirect_chain[-1][0] == KE_SANA
    isi = jawab.content.decode()
    assert "Satu hal dulu: pasang langkah kedua" in isi
    assert reverse("mfa_activate_totp") in isi
    assert reverse("mfa_add_webauthn") in isi
    assert reverse("account_logout") in isi


@pytest.mark.parametrize("cara", ["get", "post"])
def test_until_then_nothing_answers_but_setting_up_and_what_is_public(wajib: None, client: Client, cara: str) -> None:
    pengguna = buat_staf("admin_bkpsdm")
    client.force_login(pengguna)
    bocor = []
    for alamat in (a for a in list_alamat() if a.url and not a.url.startswith("/api/")):
        if alamat.nama in BEBAS or faktor.is_selama_belum(alamat.nama) or _publik(alamat):
            continue
        jawab = getattr(client, cara)(alamat.url)
        if (jawab.status_code, jawab.headers.get("Location")) != (302, KE_SANA):
            bocor.append(f"{alamat.url}: {jawab.status_code}")

    assert not bocor, "\n".join(bocor[:20])


def _publik(alamat: Any) -> bool:
    return kewenangan.aturan_view(alamat.view, alamat.nama) == kewenangan.PUBLIK


def test_public_pages_show_nothing_of_the_role_meanwhile(wajib: None, client: Client) -> None:
    client.force_login(buat_staf("moderator"))

    jawab = client.get("/yang-berubah/")

    assert jawab.status_code == 200
    assert reverse("forum:meja") not in jawab.content.decode()


def test_a_live_stream_stays_closed_meanwhile(wajib: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aliran, "close_old_connections", lambda: None)  # the test's transaction lives in this one
    buat_unit()
    pengguna = buat_staf("pimpinan")
    client.force_login(pengguna)
    kuki = f"sesi={client.session.session_key}"

    assert aliran._periksa(kuki, "kinerja", "") is None
    pasang(pengguna)
    assert aliran._periksa(kuki, "kinerja", "") is not None


def test_the_home_page_and_a_part_of_a_page_lead_there_too(wajib: None, client: Client) -> None:
    client.force_login(buat_staf("auditor"))

    assert client.get("/").headers["Location"] == KE_SANA
    assert client.get("/pegawai/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == KE_SANA


def test_with_a_second_step_the_work_is_open_at_once(wajib: None, client: Client) -> None:
    pengguna = buat_staf("admin_bkpsdm")
    client.force_login(pengguna)
    pasang(pengguna)

    assert client.get("/pegawai/").status_code == 200
    assert client.get("/admin/").status_code == 200
    assert client.get(KE_SANA).headers["Location"] == reverse("mfa_index")


def test_recovery_codes_alone_are_no_second_step(wajib: None, client: Client) -> None:
    pengguna = buat_staf("moderator")
    client.force_login(pengguna)
    RecoveryCodes.activate(pengguna)

    assert client.get("/pegawai/").headers["Location"] == KE_SANA


@pytest.mark.parametrize(("aturan", "dibawa"), [("tidak", False), ("staf", False), ("semua", True)])
def test_an_employee_without_a_staff_role_needs_one_only_where_all_do(
    settings: Any, client: Client, aturan: str, dibawa: bool
) -> None:
    settings.FAKTOR_KEDUA = aturan
    client.force_login(buat_pegawai("Masdelima Manalu", akun=True).akun)

    assert (client.get("/kinerja/").headers.get("Location") == KE_SANA) is dibawa


def test_a_role_that_has_ended_asks_for_nothing(wajib: None, client: Client) -> None:
    pengguna = buat_staf("moderator")
    pengguna.penugasan_peran.update(masa="[2020-01-01,2021-01-01)")
    client.force_login(pengguna)

    assert client.get("/").status_code == 200


@pytest.mark.parametrize("aturan", ["tidak", "staf"])
def test_the_question_costs_no_query(settings: Any, client: Client, django_assert_num_queries: Any, aturan: str) -> None:
    settings.FAKTOR_KEDUA = aturan
    pengguna = buat_staf("admin_bkpsdm")
    pasang(pengguna)

    with django_assert_num_queries(1):
        konteks = build_sesi(pengguna)

    assert konteks.kode_peran == ("admin_bkpsdm",)


def test_every_page_about_the_second_step_opens(client: Client) -> None:
    pengguna = buat_staf("moderator")
    pasang(pengguna)
    client.force_login(pengguna)
    client.post(reverse("account_reauthenticate"), {"password": SANDI})

    for nama in ("mfa_index", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
                 "mfa_deactivate_totp", "mfa_download_recovery_codes", "mfa_reauthenticate",
                 "account_email", "socialaccount_connections"):  # fmt: skip
        assert client.get(reverse(nama)).status_code == 200, nama


@pytest.mark.parametrize(("peran", "dilepas"), [("admin_bkpsdm", True), ("auditor", False)])
def test_who_lost_phone_and_codes_is_helped_by_bkpsdm_alone(client: Client, peran: str, dilepas: bool) -> None:
    korban, petugas = buat_staf("moderator"), buat_staf(peran)
    pasang(korban)
    client.force_login(petugas)

    client.post("/admin/akun/pengguna/", {"action": "lepas_langkah_kedua", "_selected_action": korban.pk, "index": "0"})

    assert Authenticator.objects.filter(user=korban).exists() is not dilepas
    assert LogEntry.objects.filter(user=petugas, object_id=str(korban.pk)).exists() is dilepas


def test_nothing_to_take_off_is_said_in_words(client: Client) -> None:
    korban = buat_staf("moderator")
    client.force_login(buat_staf("admin_bkpsdm"))
    pilihan = {"action": "lepas_langkah_kedua", "_selected_action": korban.pk, "index": "0"}

    jawab = client.post("/admin/akun/pengguna/", pilihan, follow=True)

    assert "belum memasang langkah kedua" in jawab.content.decode()


@pytest.mark.parametrize("email", [None, "ada@contoh.invalid"])
def test_who_has_no_address_is_told_before_the_second_step_closes_that_door(client: Client, email: str | None) -> None:
    pengguna = buat_pengguna()
    masuk(client, pengguna)
    Pengguna.objects.filter(pk=pengguna.pk).update(email=email)

    lagi = client.get(reverse("mfa_activate_totp")).headers["Location"]  # asks for the password again
    isi = client.post(lagi, {"password": SANDI}, follow=True).content.decode()

    assert "Pindai kode ini" in isi
    assert ("belum punya alamat e-mail" in isi) is (email is None)
