"""The Atom feed: what everybody may read, and nothing else."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from forum.services.tindak_lanjut import add_kabar, publish_tindak_lanjut
from forum.services.topik import answer_topik
from tests.forum.factories import Kota, buat_aspirasi, buat_topik, jawab, teruskan
from tests.forum.test_tindak_lanjut import usul

ATOM = "{http://www.w3.org/2005/Atom}"


def entri(client: Client) -> list[tuple[str, str, str]]:
    """Title, address and author of each entry."""
    jawab = client.get("/yang-berubah/atom.xml")
    assert jawab.headers["Content-Type"].startswith("application/atom+xml")
    akar = ElementTree.fromstring(jawab.content)  # noqa: S314  # our own answer
    return [
        (
            str(e.findtext(f"{ATOM}title")),
            str(e.find(f"{ATOM}link").attrib["href"]),  # type: ignore[union-attr]  # each entry has one
            str(e.findtext(f"{ATOM}author/{ATOM}name")),
        )
        for e in akar.iter(f"{ATOM}entry")
    ]


@pytest.fixture
def terbit(kota: Kota) -> Any:
    """A published follow-up."""
    aspirasi = jawab(kota, teruskan(kota, buat_aspirasi()[0]))
    return publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=usul(kota, aspirasi))


def test_follow_ups_news_and_answers_to_topics_are_in_it_newest_first(kota: Kota, terbit: Any, client: Client) -> None:
    add_kabar(konteks=kota.konteks("pengelola"), tindak_lanjut=terbit, isi="Semua lampu sudah menyala lagi.", hasil="berubah")
    topik = buat_topik(kota)
    answer_topik(
        konteks=kota.konteks("pengelola"), topik=topik, isi="Lampu menyala pukul enam sore.", atas_nama="Kepala Dinas Lampu Uji"
    )

    semua = entri(client)

    assert [judul.partition(":")[0] for judul, _alamat, _unit in semua] == ["Jawaban", "Kabar", "Lampu jalan menyala lagi"]
    assert semua[0][1] == f"http://testserver/forum/{topik.kode}/"
    assert {unit for _judul, _alamat, unit in semua} == {"Dinas Lampu Uji"}


def test_proposals_and_answers_to_voices_are_not_in_it(kota: Kota, client: Client) -> None:
    usul(kota, jawab(kota, teruskan(kota, buat_aspirasi()[0])))

    assert entri(client) == []


def test_text_that_looks_like_markup_stays_text(kota: Kota, client: Client) -> None:
    aspirasi = jawab(kota, teruskan(kota, buat_aspirasi()[0]))
    baris = usul(kota, aspirasi, judul="Lampu <script>alert(1)</script> & lain")
    publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=baris)

    assert entri(client)[0][0] == "Lampu <script>alert(1)</script> & lain"


def test_it_costs_three_queries_and_the_page_leads_to_it(
    kota: Kota, terbit: Any, client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(3):
        entri(client)

    assert client.get("/yang-berubah/").content.decode().count("/yang-berubah/atom.xml") == 2
