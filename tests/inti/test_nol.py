"""A NUL in what a browser sends is no error of ours."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "alamat",
    ["/pegawai/%00abc/", "/yang-berubah/?unit=%00", "/api/v1/topik/%00/", "/api/v1/topik/?kursor=%00", "/forum/?kursor=%00"],
)
def test_nul_in_an_address_is_no_error(client: Client, alamat: str) -> None:
    assert client.get(alamat).status_code < 500


def test_nul_in_the_session_cookie_is_a_stranger(client: Client) -> None:
    jawab = client.get("/", headers={"cookie": 'sesi="\\000abcdefgh"'})

    assert jawab.status_code == 200
