"""Drafts, the server's part: a draft ends where its form was accepted, nowhere else; a page says whose drafts may show."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from inti.middleware import DrafMiddleware
from tests.akun.factories import buat_pengguna

pytestmark = pytest.mark.django_db


def jalan(status: int, *, cara: str = "post", nama: str = "catat-abc", dicegat: bool = False) -> HttpResponse:
    """Send a form through the middleware to a view that answers so."""

    def view(request: HttpRequest) -> HttpResponse:
        if not dicegat:
            tengah.process_view(request, view, (), {})
        return HttpResponse(status=status)

    tengah = DrafMiddleware(view)
    return tengah(getattr(RequestFactory(), cara)("/", {"_draf": nama}))


def kue(jawab: HttpResponse) -> str:
    return jawab.cookies["draf_selesai"].value if "draf_selesai" in jawab.cookies else ""


def test_a_form_that_was_accepted_ends_its_draft():
    assert kue(jalan(302)) == "catat-abc"


@pytest.mark.parametrize("status", [200, 409, 422, 429, 500])
def test_a_refused_form_a_preview_and_a_fault_keep_the_draft(status: int):
    assert kue(jalan(status)) == ""


def test_a_form_turned_away_on_the_road_keeps_the_draft():
    assert kue(jalan(302, dicegat=True)) == ""


def test_looking_at_a_page_ends_nothing():
    assert kue(jalan(302, cara="get")) == ""


def test_the_draft_that_ends_is_that_of_the_tab_it_was_sent_from():
    assert kue(jalan(302, nama="catat-abc.k3x9")) == "catat-abc.k3x9"


@pytest.mark.parametrize("nama", ["", "a;b", "x" * 81, "a b", "é", "a\r\nSet-Cookie", "a.", "a.b;c", "a." + "x" * 21, "a.b.c"])
def test_a_forged_name_never_reaches_a_header(nama: str):
    assert kue(jalan(302, nama=nama)) == ""


def test_the_cookie_tells_nothing_and_is_read_by_our_script_only_on_this_site():
    kue_ = jalan(302).cookies["draf_selesai"]

    assert (kue_["samesite"], kue_["httponly"], kue_["max-age"]) == ("Lax", "", 600)


def _pemilik(klien: Client) -> str:
    cocok = re.search(r'<html[^>]* data-pemilik="([^"]*)"', klien.get("/").content.decode())
    assert cocok
    return cocok[1]


def test_each_person_is_named_differently_and_a_visitor_not_at_all():
    klien: list[Client] = []
    for nama in ("Satu", "Dua"):
        k = Client()
        k.force_login(buat_pengguna("warga", nama=nama), backend="akun.backends.NomorAtauEmailBackend")
        klien.append(k)

    satu, dua, tamu = (_pemilik(k) for k in (*klien, Client()))

    assert len({satu, dua, tamu}) == 3
    assert tamu == ""


def test_a_session_that_ended_keeps_the_draft(client: Any):
    jawab = client.post("/kinerja/catat/", {"_draf": "catat-abc"})

    assert (jawab.status_code, kue(jawab)) == (302, "")
