"""The dated tree of units: what an import of it refuses, changes once, and leaves as it stood on every earlier day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisasi import services
from organisasi.models import UnitKerja, VersiUnit
from organisasi.pohon import pohon_per, turunan
from organisasi.services import PohonUnitRusakError, SusunanLebihBaruError, baca_unit, import_unit, segarkan_jalur
from tests.organisasi.factories import buat_unit

pytestmark = pytest.mark.django_db
HARI = date(2026, 5, 1)
AWAL = [
    ("u0", "Kota Uji", ""),
    ("u1", "Dinas Satu", "Kota Uji"),
    ("u2", "Bidang Dua", "Dinas Satu"),
    ("u3", "Dinas Tiga", "Kota Uji"),
]
Daftar = list[tuple[str, str, str]]


def teks(daftar: Daftar) -> str:
    return json.dumps([{"id": i, "nama": n, "induk": k} for i, n, k in daftar])


def impor(daftar: Daftar, per: date = HARI) -> services.HasilImporUnit:
    return import_unit(actor=None, baris=baca_unit(teks(daftar)), per=per)


def unit(kode: str) -> UnitKerja:
    return UnitKerja.objects.get(id_asing=kode)


def versi(kode: str) -> list[tuple[str, date | None, date | None]]:
    """Name, first day and day after the last of each version that counts, oldest first."""
    rows = VersiUnit.objects.filter(unit__id_asing=kode, diganti_at=None).order_by("masa")
    return [(v.nama, v.masa.lower, v.masa.upper) for v in rows]


def ganti(daftar: Daftar, kode: str, *, nama: str | None = None, induk: str | None = None) -> Daftar:
    """The same list with another name (children follow) or another parent."""
    lama = next(n for i, n, _k in daftar if i == kode)
    hasil = [(i, n, nama if nama and k == lama else k) for i, n, k in daftar]
    return [(i, nama or n, k if induk is None else induk) if i == kode else (i, n, k) for i, n, k in hasil]


# --- lists that are no tree -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ("bukan json", "bukan JSON"),
        ("", "bukan JSON"),
        ("[]", "Tidak ada unit"),
        ("{}", "Tidak ada unit"),
        ('"Kota"', "Tidak ada unit"),
        ("[1]", "ke-1 tidak berbentuk"),
        ('[{"id": 1, "nama": "Kota"}]', "ke-1 tidak berbentuk"),
        ('[{"id": "a", "nama": null}]', "ke-1 tidak berbentuk"),
        ('[{"id": "a", "nama": "Kota", "induk": ["x"]}]', "ke-1 tidak berbentuk"),
        ('[{"nama": "Kota"}]', "ke-1 tanpa id atau nama"),
        ('[{"id": "a", "nama": "Kota"}, {"id": "b", "nama": " "}]', "ke-2 tanpa id atau nama"),
        ('[{"id": "a", "nama": "\\u200b\\u0000"}]', "ke-1 tanpa id atau nama"),
        (teks([("a", "K" * 201, "")]), "ke-1 terlalu panjang"),
        (teks([("a" * 65, "Kota", "")]), "ke-1 terlalu panjang"),
        (teks([("a", "Kota", ""), ("a", "Dinas", "Kota")]), "muncul dua kali"),
        (teks([("a", "Kota", ""), ("b", "Kota", "")]), "muncul dua kali"),
        (teks([("a", "Kota", ""), ("b", "Dinas", "Entah")]), "Induk 'Entah' dari unit 'Dinas' tidak ada"),
        (teks([("a", "Kota", "Kota")]), "berputar"),
        (teks([("a", "Kota", ""), ("b", "Satu", "Dua"), ("c", "Dua", "Satu")]), "berputar"),
        (teks([("a", "Kota", ""), ("b", "Satu", "Dua"), ("c", "Dua", "Tiga"), ("d", "Tiga", "Dua")]), "berputar"),
        (teks([(f"u{n}", f"Unit {n}", f"Unit {n - 1}" if n else "") for n in range(30)]), "terlalu dalam"),
    ],
)
def test_a_list_that_is_no_tree_is_refused_with_what_to_do(isi: str, kata: str) -> None:
    with pytest.raises(PohonUnitRusakError, match=kata) as galat:
        baca_unit(isi)

    assert galat.value.fix


@pytest.mark.parametrize(
    "nama", ["Dinas\u00a0Kesehatan", "  Dinas   Kesehatan ", "Dinas\tKesehatan", "Dinas Kes\u200behatan", "Dinas\r\nKesehatan"]
)
def test_a_name_is_read_as_people_see_it(nama: str) -> None:
    assert baca_unit(teks([("a", nama, "")]))[0]["nama"] == "Dinas Kesehatan"


def test_two_names_that_look_the_same_are_the_same() -> None:
    with pytest.raises(PohonUnitRusakError, match="muncul dua kali"):
        baca_unit(teks([("a", "Kota", ""), ("b", "Kota\u200b", "")]))


@pytest.mark.parametrize(
    "nama", ["Sekretariat D'Kota", 'Bagian "Umum"', "Puskesmas <b>", "UPTD %s", "SDN 084/‘A’", "مكتب", "Dinas 😀"]
)
def test_odd_letters_in_a_name_are_kept(nama: str) -> None:
    impor([("a", nama, ""), ("b", "Anak", nama)])

    assert UnitKerja.objects.get(id_asing="a").nama == nama
    assert unit("b").induk == unit("a")


def test_half_a_letter_is_no_letter() -> None:
    impor([("a", "Kota\ud83d", "")])

    assert unit("a").nama == "Kota"


def test_children_may_come_before_their_parents() -> None:
    impor(AWAL[::-1])

    assert unit("u2").jalur == f"/{unit('u0').pk}/{unit('u1').pk}/{unit('u2').pk}/"


# --- bringing it in ---------------------------------------------------------------------------------------


def test_a_new_tree_holds_since_before_anybody_was_employed() -> None:
    hasil = impor(AWAL)

    assert (hasil.baru, hasil.berubah, hasil.sama) == (4, 0, 0)
    assert versi("u2") == [("Bidang Dua", services.AWAL, None)]
    assert unit("u2").kedalaman == 2


def test_the_same_tree_twice_writes_nothing() -> None:
    impor(AWAL)
    sebelum = list(VersiUnit.objects.order_by("pk").values())

    hasil = impor(AWAL, HARI + timedelta(days=30))

    assert (hasil.baru, hasil.berubah, hasil.sama) == (0, 0, 4)
    assert list(VersiUnit.objects.order_by("pk").values()) == sebelum


def test_a_new_name_counts_from_its_day_and_the_old_one_until_then() -> None:
    impor(AWAL)

    impor(ganti(AWAL, "u1", nama="Dinas Baru"))

    assert versi("u1") == [("Dinas Satu", services.AWAL, HARI), ("Dinas Baru", HARI, None)]
    assert [pohon_per(h)[unit("u1").pk].nama for h in (HARI - timedelta(days=1), HARI)] == ["Dinas Satu", "Dinas Baru"]


def test_a_renamed_parent_does_not_change_its_children() -> None:
    impor(AWAL)

    hasil = impor(ganti(AWAL, "u1", nama="Dinas Baru"))

    assert (hasil.berubah, hasil.sama) == (1, 3)
    assert versi("u2") == [("Bidang Dua", services.AWAL, None)]


def test_two_changes_on_one_day_leave_one_version_of_that_day() -> None:
    impor(AWAL)
    for nama in ("Dinas Keliru", "Dinas Benar"):
        impor(ganti(AWAL, "u1", nama=nama))

    assert versi("u1") == [("Dinas Satu", services.AWAL, HARI), ("Dinas Benar", HARI, None)]
    assert VersiUnit.objects.filter(unit=unit("u1"), nama="Dinas Keliru").exclude(diganti_at=None).count() == 1


def test_what_was_superseded_is_kept_and_never_counts() -> None:
    impor(AWAL)
    impor(ganti(AWAL, "u1", nama="Dinas Baru"))

    lama = VersiUnit.objects.get(unit=unit("u1"), diganti_at__isnull=False)
    assert (lama.nama, lama.masa) == ("Dinas Satu", DateRange(services.AWAL, None))


def test_two_units_can_change_names() -> None:
    impor(AWAL)

    impor(
        [
            ("u0", "Kota Uji", ""),
            ("u1", "Dinas Tiga", "Kota Uji"),
            ("u2", "Bidang Dua", "Dinas Tiga"),
            ("u3", "Dinas Satu", "Kota Uji"),
        ]
    )

    assert (unit("u1").nama, unit("u3").nama) == ("Dinas Tiga", "Dinas Satu")
    assert unit("u2").induk == unit("u1")


def test_a_branch_that_moves_takes_everything_below_along() -> None:
    daftar = [*AWAL, ("u4", "Seksi Empat", "Bidang Dua")]
    impor(daftar)

    impor(ganti(daftar, "u2", induk="Dinas Tiga"))

    assert unit("u4").jalur.startswith(unit("u3").jalur)
    assert set(UnitKerja.objects.subtree(unit("u3"))) == {unit("u3"), unit("u2"), unit("u4")}
    assert not UnitKerja.objects.subtree(unit("u1")).filter(id_asing="u4").exists()


def test_parent_and_child_can_change_places() -> None:
    impor(AWAL)

    impor(
        [
            ("u0", "Kota Uji", ""),
            ("u2", "Bidang Dua", "Kota Uji"),
            ("u1", "Dinas Satu", "Bidang Dua"),
            ("u3", "Dinas Tiga", "Kota Uji"),
        ]
    )

    assert unit("u1").jalur == f"/{unit('u0').pk}/{unit('u2').pk}/{unit('u1').pk}/"


def test_a_unit_that_is_missing_from_the_list_stays_where_it_was() -> None:
    impor(AWAL)

    impor(AWAL[:2])

    assert unit("u3").aktif
    assert versi("u3") == [("Dinas Tiga", services.AWAL, None)]


def test_a_closed_unit_is_not_opened_by_a_list() -> None:
    impor(AWAL)
    UnitKerja.objects.filter(id_asing="u3").update(aktif=False)

    impor(ganti(AWAL, "u3", nama="Dinas Lama"))

    assert not unit("u3").aktif


def test_a_list_as_of_a_day_before_the_last_change_is_refused_whole() -> None:
    impor(AWAL)
    impor(ganti(AWAL, "u1", nama="Dinas Baru"))
    sebelum = list(VersiUnit.objects.order_by("pk").values())

    with pytest.raises(SusunanLebihBaruError, match="Dinas Baru") as galat:
        impor([*ganti(AWAL, "u1", nama="Dinas Lampau"), ("u9", "Dinas Sembilan", "Kota Uji")], HARI - timedelta(days=10))

    assert galat.value.fix
    assert list(VersiUnit.objects.order_by("pk").values()) == sebelum
    assert not UnitKerja.objects.filter(id_asing="u9").exists()


def test_a_list_as_of_an_earlier_day_is_taken_where_nothing_changes_twice() -> None:
    impor(AWAL)
    impor(ganti(AWAL, "u1", nama="Dinas Baru"))

    impor(ganti(ganti(AWAL, "u1", nama="Dinas Baru"), "u3", nama="Dinas III"), HARI - timedelta(days=10))

    assert versi("u3") == [
        ("Dinas Tiga", services.AWAL, HARI - timedelta(days=10)),
        ("Dinas III", HARI - timedelta(days=10), None),
    ]


# --- the tree on a day ------------------------------------------------------------------------------------


def test_on_a_day_before_everything_the_tree_is_that_of_today() -> None:
    impor(ganti(AWAL, "u1", nama="Dinas Baru"))

    assert {u.nama for u in pohon_per(date(1990, 1, 1)).values()} == {"Kota Uji", "Dinas Baru", "Bidang Dua", "Dinas Tiga"}


def test_the_office_of_a_unit_is_the_one_just_below_the_city_on_that_day() -> None:
    impor(AWAL)
    impor(ganti(AWAL, "u2", induk="Dinas Tiga"))

    kemarin, kini = pohon_per(HARI - timedelta(days=1)), pohon_per(HARI)

    assert (kemarin[unit("u2").pk].opd, kini[unit("u2").pk].opd) == ("Dinas Satu", "Dinas Tiga")
    assert turunan(kini.values(), unit("u3").pk) == [unit("u3").pk, unit("u2").pk]
    assert turunan(kini.values(), unit("u1").pk) == [unit("u1").pk]


def test_the_tree_costs_two_queries_however_large(django_assert_num_queries: Any) -> None:
    impor([("u0", "Kota", ""), *((f"u{n}", f"Unit {n}", "Kota") for n in range(1, 40))])

    with django_assert_num_queries(2):
        assert len(pohon_per(HARI)) == 40


def susunan(banyak: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    """For each unit below the root a name and a parent: an earlier unit of the order that was drawn, so that it is a tree."""
    urutan = st.permutations(range(1, banyak))
    return urutan.flatmap(
        lambda u: st.tuples(*(st.tuples(st.just(n), st.integers(-1, i - 1)) for i, n in enumerate(u))).map(
            lambda pasangan: [(n, 0 if i < 0 else u[i]) for n, i in pasangan]
        )
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(berturut=st.lists(st.tuples(susunan(6), st.integers(0, 40)), min_size=1, max_size=4))
def test_whatever_changes_on_every_day_each_unit_stands_in_one_tree_once(db: None, berturut: list[Any]) -> None:
    with transaction.atomic():
        per, hari = HARI, [HARI - timedelta(days=1)]
        for susun, maju in berturut:
            per += timedelta(days=maju)
            hari += [per, per + timedelta(days=1)]
            impor([("r", "Kota", ""), *((f"u{n}", f"Unit {n}", f"Unit {k}" if k else "Kota") for n, k in susun)], per)
        for satu in hari:
            pohon = pohon_per(satu)
            assert len(pohon) == 6
            assert sorted(u.urutan for u in pohon.values()) == list(range(6))
            for u in pohon.values():
                assert u.id not in u.leluhur
                assert u.leluhur == ((*pohon[u.induk_id].leluhur, u.induk_id) if u.induk_id else ())
                assert u.induk_id is None or pohon[u.induk_id].urutan < u.urutan
        kini = pohon_per(per)
        for baris in UnitKerja.objects.all():
            assert baris.jalur == "".join(f"/{i}" for i in (*kini[baris.pk].leluhur, baris.pk)) + "/"
        transaction.set_rollback(True)


# --- what the database refuses ----------------------------------------------------------------------------


def test_no_unit_is_its_own_parent() -> None:
    satu = buat_unit()

    with pytest.raises(IntegrityError, match="unit_kerja_bukan_induk_sendiri"), transaction.atomic():
        UnitKerja.objects.filter(pk=satu.pk).update(induk=satu)


def test_two_versions_of_a_unit_never_hold_on_one_day() -> None:
    satu = buat_unit("Dinas")

    with pytest.raises(IntegrityError, match="versi_unit_tidak_bertumpuk"), transaction.atomic():
        VersiUnit.objects.create(unit=satu, nama="Dinas Lain", masa=DateRange(HARI, None))


def test_a_version_of_no_day_is_none() -> None:
    with pytest.raises(IntegrityError, match="versi_unit_masa_berisi"), transaction.atomic():
        VersiUnit.objects.create(unit=buat_unit(), nama="Kosong", masa=DateRange(HARI, HARI))


def test_paths_that_were_lost_are_found_again_and_only_those_are_written() -> None:
    impor(AWAL)
    UnitKerja.objects.filter(id_asing__in=["u1", "u2"]).update(jalur="/")

    assert (segarkan_jalur(), segarkan_jalur()) == (2, 0)
    assert unit("u2").jalur == f"/{unit('u0').pk}/{unit('u1').pk}/{unit('u2').pk}/"
