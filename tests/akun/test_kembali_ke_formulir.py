"""Whoever sent a form when their time was up signs in, and ends on the page of that form, told that nothing was sent."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.kinerja.factories import buat_kantor, buat_skp

pytestmark = pytest.mark.usefixtures("db")


def masuk_kembali(klien: Client, kantor_akun: object, alamat: str) -> str:
    """Send a form signed out, sign in, go where the sign-in page would lead; returns the address one ends on."""
    jawab = klien.post(alamat)
    assert jawab.status_code == 302
    tujuan = klien.get(jawab["Location"]).wsgi_request.GET["next"]
    klien.force_login(kantor_akun, backend="akun.backends.NomorAtauEmailBackend")  # type: ignore[arg-type]
    akhir = klien.get(tujuan, follow=True)
    assert akhir.status_code == 200
    return akhir.redirect_chain[-1][0] if akhir.redirect_chain else tujuan


def test_a_step_leads_back_to_the_page_with_its_button(client: Client) -> None:
    kantor = buat_kantor()
    skp = buat_skp(kantor, kantor.pegawai)

    akhir = masuk_kembali(client, kantor.pegawai.akun, reverse("kinerja:ajukan", args=[skp.kode]))

    assert akhir == reverse("kinerja:skp", args=[skp.kode])
    skp.refresh_from_db()
    assert skp.status == "draf"


def test_a_page_that_takes_its_own_form_is_opened_again(client: Client) -> None:
    kantor = buat_kantor()
    skp = buat_skp(kantor, kantor.pegawai)
    alamat = reverse("kinerja:rencana_baru", args=[skp.kode])

    assert masuk_kembali(client, kantor.pegawai.akun, alamat).partition("?")[0] == alamat


def test_the_sign_in_page_says_that_nothing_was_sent(client: Client) -> None:
    jawab = client.post(reverse("kinerja:skp_baru"), follow=True)

    assert "Belum terkirim: Anda sudah keluar dari akun" in jawab.content.decode()


def test_a_mere_button_is_pressed_again_and_not_filled_in(client: Client) -> None:
    tombol = client.post(reverse("kabar:tandai-semua"), {"sampai": "12"}, follow=True).content.decode()
    formulir = client.post(reverse("kinerja:skp_baru"), {"versi": "1", "judul": "Arsip"}, follow=True).content.decode()

    assert ("Anda kembali ke halaman tadi" in tombol, "isi formulir ini tidak disimpan" in tombol) == (True, False)
    assert ("Anda kembali ke halaman tadi" in formulir, "isi formulir ini tidak disimpan" in formulir) == (False, True)


def test_reading_leads_back_as_ever(client: Client) -> None:
    jawab = client.get(f"{reverse('kinerja:saya')}?x=1")

    assert "next=/kinerja/%3Fx%3D1" in jawab["Location"]
