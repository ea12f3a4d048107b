"""How an address may be asked: ports, kinds of grant, large forms, and what only takes a form."""

from __future__ import annotations

import pytest
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from inti.cara import BanyakIsianMiddleware, banyak_isian
from kompetensi.models import StatusPendaftaran
from tests.akun.factories import buat_pengguna
from tests.kompetensi import factories as kompetensi
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("tuan_rumah", ["127.0.0.1:99999", "127.0.0.1:0", "localhost:-1"])
def test_a_port_that_no_machine_has_is_refused_in_words(client: Client, tuan_rumah: str) -> None:
    jawab = client.get("/akun/login/", HTTP_HOST=tuan_rumah)

    assert jawab.status_code == 400
    assert b"<h1" in jawab.content


def test_the_kind_of_grant_that_is_not_offered_is_refused_as_json(client: Client) -> None:
    jawab = client.post("/api/oauth/token/", {"grant_type": "urn:ietf:params:oauth:grant-type:device_code"})

    assert jawab.status_code == 400
    assert jawab.json() == {"error": "unsupported_grant_type"}


@pytest.mark.parametrize(
    "alamat", ["/api/v1/pegawai/abc%0A/", "/api/v1/%0A", "/api/%0A", "/api/lain/", "/api/v1/%00", "/api/v1/topik/%00/"]
)
def test_an_address_below_api_that_is_not_there_is_a_problem_in_json(client: Client, alamat: str) -> None:
    jawab = client.get(alamat)

    assert jawab.status_code == 404
    assert jawab.headers["Content-Type"] == "application/problem+json"


def test_a_form_address_opened_by_hand_says_so_and_leads_to_its_form(client: Client) -> None:
    jawab = client.get("/suara/lacak/lupakan/")

    assert jawab.status_code == 405
    assert "hanya menerima isian sebuah formulir" in jawab.content.decode()
    assert "Belum ada yang terkirim" not in jawab.content.decode(), "by the browser's history one comes back to what was sent"
    assert "yang sudah terkirim tetap tersimpan" in jawab.content.decode()
    assert 'href="/suara/lacak/"' in jawab.content.decode()


def test_a_page_that_takes_no_form_says_that_nothing_was_saved(client: Client) -> None:
    jawab = client.post("/yang-berubah/")

    assert jawab.status_code == 405
    assert jawab.headers["Allow"] == "GET, HEAD"
    assert "Tidak ada yang tersimpan" in jawab.content.decode()


def test_an_attendance_sheet_of_1100_people_is_saved_at_once(client: Client) -> None:
    angkatan = kompetensi.buat_angkatan(kuota=1_200)
    peserta = kompetensi.daftarkan(buat_pegawai(), angkatan, setuju=True)
    client.force_login(buat_pengguna("admin_bkpsdm"))
    centang = [peserta.kode] * 1_100

    jawab = client.post(
        reverse("kompetensi:hadir", args=[angkatan.kode]),
        f"semula={peserta.kode}:disetujui&hadir={'&hadir='.join(centang)}",
        content_type="application/x-www-form-urlencoded",
    )

    peserta.refresh_from_db()
    assert jawab.status_code == 302
    assert peserta.status == StatusPendaftaran.HADIR


def test_a_form_larger_than_its_view_takes_is_refused(client: Client) -> None:
    @banyak_isian(3)
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    kirim = RequestFactory().post("/", "a=1&a=2&a=3&a=4", content_type="application/x-www-form-urlencoded")
    penjaga = BanyakIsianMiddleware(view)

    with pytest.raises(TooManyFieldsSent):
        penjaga.process_view(kirim, view, (), {})


def test_other_forms_keep_their_limit(client: Client) -> None:
    banyak = "&".join(f"a={n}" for n in range(1_001))

    jawab = client.post("/bahasa/", banyak, content_type="application/x-www-form-urlencoded")

    assert jawab.status_code == 400
