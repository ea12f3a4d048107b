"""The page of a lost line and the worker that keeps it on a device."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client


def isi(client: Client, bahasa: str = "id") -> str:
    client.cookies["bahasa"] = bahasa
    return client.get("/luring/").content.decode()


def simpanan(client: Client) -> list[str]:
    cocok = re.search(r"^const SIMPANAN = (\[.*\]);$", client.get("/pekerja.js").content.decode(), re.MULTILINE)
    assert cocok
    return list(json.loads(cocok[1]))


@pytest.mark.parametrize(("bahasa", "lain"), [("id", "en"), ("en", "id")])
def test_the_page_speaks_every_language_the_readers_first(client: Client, db: None, bahasa: str, lain: str) -> None:
    html = isi(client, bahasa)

    assert f'<html lang="{bahasa}"' in html
    assert f'<section class="kartu tumpuk tumpuk--dekat" lang="{lain}">' in html
    assert "Perangkat ini sedang tidak terhubung" in html
    assert "This device is offline" in html


def test_the_page_costs_no_query_and_names_nobody(
    client: Client, db: None, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        isi(client)


def test_the_worker_stands_at_one_address_and_is_asked_for_again(client: Client, db: None) -> None:
    jawab = client.get("/pekerja.js")

    assert jawab.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert jawab.headers["Cache-Control"] == "no-cache"
    assert b"showNotification" in jawab.content


def test_the_worker_keeps_whatever_the_page_is_drawn_with(client: Client, db: None) -> None:
    """Only the letters of icons may be missing: one sheet for all of them is no use to this page."""
    dipakai = set(re.findall(r'(?:href|src)="(/static/[^"#]+)"', isi(client)))

    assert dipakai - set(simpanan(client)) == {u for u in dipakai if "ikon" in u}
    assert simpanan(client)[0] == "/luring/"


def test_every_page_carries_the_words_of_a_form_that_could_not_be_sent(client: Client, db: None) -> None:
    html = client.get("/akun/login/").content.decode()

    assert re.search(r'<div class="pesan pesan--luring" role="alert" tabindex="-1" hidden', html)
    assert 'data-pekerja="/pekerja.js"' in html
