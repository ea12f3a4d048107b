"""Questions that are worked out once: the same rows as the ordinary way, and nothing of one reader in what another one gets."""

from __future__ import annotations

import inspect
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q
from django.test.utils import CaptureQueriesContext

from inti import kueri
from inti.kueri import IsianKueri, Kueri, NilaiKueri
from organisasi.models import UnitKerja
from tests.organisasi.factories import buat_unit

NILAI = {
    "pegawai": 7, "kode": "abc", "tahun": 2026, "unit": 3, "periode": 5, "per": date(2026, 11, 27), "senin": date(2026, 11, 23),
    "awal": date(2026, 11, 14), "sampai": date(2026, 12, 4), "sejak": datetime(2026, 11, 1, tzinfo=UTC),
}  # fmt: skip
SEMUA = sorted(kueri._semua)


class Pencatat(NilaiKueri):
    """Values for the ordinary way that remembers which a builder asks for."""

    def __init__(self) -> None:
        super().__init__(dict(NILAI))
        self.diminta: set[str] = set()

    def __call__(self, nama: str, jenis: Any = None) -> Any:
        self.diminta.add(nama)
        return super().__call__(nama, jenis)

    def __getattr__(self, nama: str) -> Any:
        if not nama.startswith("_"):
            self.diminta.add(nama)
        return super().__getattr__(nama)


def isi(satu: Kueri, hak: list[Q | None]) -> dict[str, Any]:
    pencatat = Pencatat()
    satu.bangun(pencatat, *hak)
    return {nama: NILAI[nama] for nama in pencatat.diminta}


def jumlah_hak(satu: Kueri) -> int:
    return len([p for p in inspect.signature(satu.bangun).parameters.values() if p.default is p.empty]) - 1


def rapikan(sql: str) -> str:
    """Brackets around a value and its named type, which a placeholder has and a literal may not have."""
    sql = re.sub(r"\((\d+|'[^']*')\)", r"\1", sql)
    return re.sub(
        r"\s+", " ", re.sub(r"\(('[^']*')\)?::(date|timestamptz|daterange)\)?|('[^']*')::(date|timestamptz)", r"\1\3", sql)
    )


def ditanya(tanya: Any) -> list[str]:
    with CaptureQueriesContext(connection) as catatan:
        tanya()
    return [rapikan(q["sql"]) for q in catatan]


@pytest.mark.django_db
@pytest.mark.parametrize("nama", SEMUA)
@pytest.mark.parametrize("hak", [Q(), Q(pk=4), Q(pk=4) | Q(pk=5), ~Q(pk=4), None], ids=str)
def test_each_question_asks_what_its_queryset_asks(nama: str, hak: Q | None) -> None:
    satu = kueri._semua[nama]
    semua = [hak] * jumlah_hak(satu)
    nilai = isi(satu, semua)

    biasa = ditanya(lambda: list(satu._awal(satu.biasa(*semua, **nilai))))
    sekali = ditanya(lambda: satu.baca(*semua, **nilai))
    lagi = ditanya(lambda: satu.baca(*semua, **nilai))

    assert sekali == lagi == biasa
    assert biasa or hak is None


@pytest.mark.parametrize("nama", SEMUA)
def test_no_builder_asks_the_database_the_clock_or_anything_but_its_placeholders(nama: str) -> None:
    """Without access to a database here: a builder that asked would fail."""
    satu = kueri._semua[nama]

    pertama = str(satu.bangun(IsianKueri(), *([Q()] * jumlah_hak(satu))).query.get_compiler(connection=connection).as_sql())

    assert not re.search(r"20\d\d-\d\d-\d\d", pertama)


@pytest.fixture
def unit(db: None) -> list[UnitKerja]:
    atas = buat_unit("Dinas Uji")
    return [atas, buat_unit("Bidang A", induk=atas), buat_unit("Bidang B", induk=atas)]


@pytest.fixture
def tanya() -> Any:
    """A question of this test alone."""
    satu = Kueri(
        "uji.unit",
        lambda isi, hak: UnitKerja.objects.filter(hak or Q(), nama__gte=isi.nama).select_related("induk").order_by("nama"),
    )
    yield satu
    del kueri._semua["uji.unit"]


def test_rows_are_models_with_what_they_select(unit: list[UnitKerja], tanya: Kueri) -> None:
    baris = tanya.baca(Q(), nama="Bidang B")

    with CaptureQueriesContext(connection) as catatan:
        assert [(u.nama, u.induk and u.induk.nama) for u in baris] == [("Bidang B", "Dinas Uji"), ("Dinas Uji", None)]
    assert len(catatan) == 0


def test_one_shape_of_a_right_serves_every_reader_with_their_own_rows(unit: list[UnitKerja], tanya: Kueri) -> None:
    satu, dua = (tanya.baca(Q(pk=u.pk), nama="") for u in unit[1:])

    assert ([u.nama for u in satu], [u.nama for u in dua]) == (["Bidang A"], ["Bidang B"])
    assert len(tanya._tersimpan) == 1


@pytest.mark.parametrize(
    "hak",
    [lambda u: Q(pk__in=[u[1].pk]), lambda u: Q(induk__in=UnitKerja.objects.filter(nama="Dinas Uji")), lambda u: Q(induk=F("induk")),
     lambda u: Q(Exists(UnitKerja.objects.filter(pk=OuterRef("induk"))))],
)  # fmt: skip
def test_a_right_that_is_more_than_plain_values_goes_the_ordinary_way(unit: list[UnitKerja], tanya: Kueri, hak: Any) -> None:
    assert "Bidang A" in [u.nama for u in tanya.baca(hak(unit), nama="")]
    assert not tanya._tersimpan


def test_whoever_may_read_nothing_costs_no_query(unit: list[UnitKerja], tanya: Kueri) -> None:
    with CaptureQueriesContext(connection) as catatan:
        assert tanya.baca(Q(pk__in=[]), nama="") == []
    assert len(catatan) == 0


def test_a_value_that_looks_like_a_pattern_is_none(unit: list[UnitKerja], tanya: Kueri) -> None:
    assert tanya.baca(Q(nama__startswith="%idang"), nama="") == []
    assert len(tanya.baca(Q(nama__startswith="Bidang"), nama="")) == 2


def test_a_question_with_prefetch_is_refused_when_it_is_made(db: None) -> None:
    satu = Kueri("uji.bawahan", lambda _isi: UnitKerja.objects.prefetch_related("jabatan"))
    try:
        with pytest.raises(ValueError, match="prefetch"):
            satu.baca()
    finally:
        del kueri._semua["uji.bawahan"]
