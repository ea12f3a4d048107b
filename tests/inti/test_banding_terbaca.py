"""What two people wrote is compared as people read it: numbers, days and periods alike, whether stored or just typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import translation

from inti.forms import AngkaField, BulatField, TahunField, TanggalField
from inti.masa import Masa, MasaIsian
from inti.sunting import FormulirSunting


class Berangka(FormulirSunting):
    target = AngkaField(label="Target")
    kuota = BulatField(label="Kuota")
    tahun = TahunField(label="Tahun")
    hari = TanggalField(label="Hari")
    masa = MasaIsian(label="Masa", required=False)


@pytest.mark.parametrize(
    ("bahasa", "kata"),
    [
        ("id", [("97,5", "1.300,25", "88,5"), ("1.000", "2.000", "1.250"), ("2024", "2025", "2026"),
                ("1 Mei 2026", "2 Mei 2026", "3 Mei 2026"), ("", "sejak 2 Mei 2026", "sejak 3 Mei 2026")]),
        ("en", [("97.5", "1,300.25", "88.5"), ("1,000", "2,000", "1,250"), ("2024", "2025", "2026"),
                ("1 May 2026", "2 May 2026", "3 May 2026"), ("", "since 2 May 2026", "since 3 May 2026")]),
    ],
)  # fmt: skip
def test_numbers_and_days_are_compared_in_the_notation_of_the_page_stored_or_typed(
    bahasa: str, kata: list[tuple[str, str, str]]
) -> None:
    lalu = {"target": "97.50", "kuota": "1000", "tahun": "2024", "hari": "2026-05-01"}
    saya = {"target": "88,50", "kuota": "1250", "tahun": "2026", "hari": "3-5-26", "masa_0": "3-5-2026", "masa_1": ""}
    kini = {
        "target": Decimal("1300.25"),
        "kuota": 2000,
        "tahun": 2025,
        "hari": date(2026, 5, 2),
        "masa": Masa(date(2026, 5, 2), None),
    }
    data = QueryDict(mutable=True)
    data.update(saya | {f"initial-{k}": v for k, v in lalu.items()} | {"versi": "3"})
    with translation.override(bahasa):
        form = Berangka(data, versi=3)
        assert form.is_valid(), form.errors
        form.bandingkan(kini, 4)

        assert [(b.sebelum, b.kini, b.punya) for b in form.banding] == kata


def test_what_can_not_be_read_is_compared_as_it_was_typed() -> None:
    data = QueryDict(mutable=True)
    data.update({"target": "sekitar 90", "initial-target": "97,5", "versi": "3"})
    form = Berangka(data, versi=3)
    form.is_valid()
    form.bandingkan({"target": Decimal("98.00")}, 4)

    assert [(b.sebelum, b.kini, b.punya) for b in form.banding if b.label == "Target"] == [("97,5", "98", "sekitar 90")]
