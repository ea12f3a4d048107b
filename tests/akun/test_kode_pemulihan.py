"""Recovery codes on paper and in a file say whose they are: a sheet in a drawer is read a year later, by somebody in a hurry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.test import Client
from django.urls import reverse

from akun.models import Pengguna
from inti.nomor import kelompokkan
from tests.akun.factories import SANDI, buat_pengguna
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


def masuk(klien: Client, pengguna: Pengguna) -> Client:
    TOTP.activate(pengguna, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(pengguna)
    klien.force_login(pengguna, backend="akun.backends.NomorAtauEmailBackend")
    klien.post(reverse("account_reauthenticate"), {"password": SANDI})
    return klien


def test_paper_and_file_name_the_person_the_number_and_the_day(client: Client):
    akun = buat_pengguna(nama="Dewi 'Ayu' Sîregar")
    orang = buat_pegawai(akun=akun)
    masuk(client, akun)

    unduh = client.get(reverse("mfa_download_recovery_codes"))
    berkas = unduh.content.decode()
    kertas = re.search(
        r'<dl class="[^"]*hanya-cetak">.*?</dl>', client.get(reverse("mfa_view_recovery_codes")).content.decode(), re.DOTALL
    )

    assert unduh["Content-Disposition"] == 'attachment; filename="kode-pemulihan-dewi-ayu-siregar.txt"'
    assert "Dewi 'Ayu' Sîregar" in berkas
    assert kertas
    assert "Sîregar" in kertas[0]
    for isi in (berkas, kertas[0]):
        assert kelompokkan(orang.nomor) in isi
        assert re.search(r"\d{1,2} \w+ \d{4}", isi)


def test_whoever_has_no_number_has_no_empty_line_for_it(client: Client):
    masuk(client, buat_pengguna(nama="漢字"))

    unduh = client.get(reverse("mfa_download_recovery_codes"))

    assert unduh["Content-Disposition"] == 'attachment; filename="kode-pemulihan.txt"'
    assert "NIP" not in unduh.content.decode()


def test_codes_that_may_not_be_seen_name_nobody(client: Client):
    akun = buat_pengguna()
    RecoveryCodes.activate(akun)

    client.force_login(akun, backend="akun.backends.NomorAtauEmailBackend")

    assert client.get(reverse("mfa_download_recovery_codes")).status_code in (302, 403)


def test_what_was_just_announced_is_not_printed():
    cetak = (Path(settings.BASE_DIR) / "static/gaya/cetak.css").read_text()

    assert re.search(r"\.pesan-atas[^{}]*\{ display: none; \}", cetak)
