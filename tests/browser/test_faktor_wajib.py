"""Production's rule by hand: a member of staff without a second step is told why, sets one up, and works."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from sibolga_asn.mesin import port, server
from sibolga_asn.mesin.process import wait_until
from tests.akun.factories import buat_pengguna
from tests.browser.conftest import Buka, Potret
from tests.browser.test_faktor_kedua import PERANGKAT, ikuti, lihat, pastikan, potret_dua, sampai_beranda, tekan, tulis_sandi

pytestmark = [pytest.mark.mesin, pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def situs(start_part: Callable[..., subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch) -> str:
    """A site that asks staff for a second step, as production does; by name, for the sake of keys."""
    monkeypatch.setenv("SIBOLGA_FAKTOR_KEDUA", "staf")
    nomor = port.find_free()
    start_part("sibolga_asn.mesin.web", str(nomor))
    assert wait_until(lambda: server.is_ready(nomor), 60, step=0.1)
    return f"http://localhost:{nomor}"


def test_staff_set_up_the_second_step_before_anything_else(buka: Buka, potret: Potret) -> None:
    pengguna = buat_pengguna("admin_bkpsdm", nama="Yusnita Pasaribu")
    page = buka(None)
    perangkat = page.context.new_cdp_session(page)
    perangkat.send("WebAuthn.enable")
    perangkat.send("WebAuthn.addVirtualAuthenticator", {"options": PERANGKAT})

    tulis_sandi(page, pengguna)
    lihat(page, "Satu hal dulu: pasang langkah kedua")
    potret_dua(page, potret, "faktor-wajib-1")
    page.goto("/pegawai/")
    lihat(page, "Satu hal dulu: pasang langkah kedua")
    page.goto("/admin/")
    lihat(page, "Satu hal dulu: pasang langkah kedua")

    ikuti(page, "Tambahkan kunci")
    pastikan(page)
    lihat(page, "Tambahkan kunci")
    potret_dua(page, potret, "faktor-wajib-2")
    tekan(page, "Tambahkan kunci")
    lihat(page, "Kode pemulihan")
    potret(page, "faktor-wajib-3")
    ikuti(page, "Sudah saya simpan")
    sampai_beranda(page)
    page.goto("/pegawai/")
    expect(page.get_by_role("heading", level=1, name="Pegawai")).to_be_visible()
