"""Looking for a name: typing errors, beginnings, the best first; and that a common name costs no more than a rare one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pegawai import kata_nama, selectors
from pegawai.models import KataNama, Pegawai
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


def temukan(teks: str) -> list[str]:
    rows, urut = selectors.cari(Pegawai.objects.all(), teks)
    return [p.nama for p in rows.order_by(*(urut or ("pk",)))]


@pytest.fixture
def kota() -> None:
    for nama in ("Masdelima Manalu", "Rustam Manalu", "Rustam Manullang", "Rosdiana Hasibuan", "Sa'adah Siregar-Manalu"):
        buat_pegawai(nama)


@pytest.mark.parametrize(
    ("teks", "harus"),
    [
        ("masdelima manulu", ["Masdelima Manalu"]),
        ("manalu masdelima", ["Masdelima Manalu"]),
        ("MASDELIMA", ["Masdelima Manalu"]),
        ("hasib", ["Rosdiana Hasibuan"]),
        ("diana", ["Rosdiana Hasibuan"]),
        ("saadah", ["Sa'adah Siregar-Manalu"]),
        ("siregar", ["Sa'adah Siregar-Manalu"]),
        ("manulu", ["Rustam Manullang", "Masdelima Manalu", "Rustam Manalu"]),
        ("rustam manulang", ["Rustam Manullang"]),
        ("r", ["Rosdiana Hasibuan", "Rustam Manalu", "Rustam Manullang"]),
        ("rustam zzzzzz", ["Rustam Manalu", "Rustam Manullang"]),
        ("zzzzzz", []),
        ("100% _ \\", []),
    ],
)
def test_a_name_is_found_as_people_type_it_best_first(kota: None, teks: str, harus: list[str]) -> None:
    assert temukan(teks) == harus


def test_the_same_word_exactly_comes_before_one_that_only_begins_so(kota: None) -> None:
    buat_pegawai("Aman Rus")

    assert temukan("rus")[0] == "Aman Rus"


def test_where_more_fit_than_anybody_reads_only_the_closest_word_counts(kota: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kata_nama, "BANYAK", 2)

    assert temukan("manalu") == ["Masdelima Manalu", "Rustam Manalu"]


@pytest.mark.parametrize("teks", ["manalu", "rustam manalu", "zzzzzz"])
def test_asking_for_the_words_is_one_query(kota: None, teks: str) -> None:
    with CaptureQueriesContext(connection) as kueri:
        selectors.cari(Pegawai.objects.all(), teks)

    assert len(kueri) == 1


def test_each_word_is_kept_once_and_a_new_name_brings_its_words(kota: None) -> None:
    assert KataNama.objects.filter(kata__in=["manalu", "rustam"]).count() == 2

    orang = Pegawai.objects.get(nama="Rosdiana Hasibuan")
    orang.nama = "Rosdiana Pohan"
    orang.save(update_fields=["nama"])
    from pegawai import proyeksi

    proyeksi.segarkan([orang.pk])

    assert temukan("pohan") == ["Rosdiana Pohan"]
    assert temukan("hasibuan") == []


def test_people_are_reached_by_the_index_of_their_words(kota: None) -> None:
    rows, urut = selectors.cari(Pegawai.objects.all(), "rustam manalu")

    sql, nilai = rows.query.sql_with_params()
    with connection.cursor() as kursor:
        kursor.execute("SET LOCAL enable_seqscan TO off")
        kursor.execute(f"EXPLAIN {sql}", nilai)
        rencana: list[Any] = [baris for (baris,) in kursor.fetchall()]

    assert any("pegawai_kata_nama" in baris for baris in rencana), rencana
    assert urut == ("-skor", "nama_urut", "pk")
