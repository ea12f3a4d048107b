"""The city is data: no name of it stands in the code, and whoever looks for the contact finds it."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from inti import instansi
from inti.instansi import BAWAAN
from sibolga_asn.mesin.paths import BASE_DIR

NAMA = re.compile(r"\bSibolga\b(?! ASN)|\bsibolgakota\b|\bBKPSDM\b|\bWIB\b|\bWITA\b|Asia/(Jakarta|Makassar|Jayapura)")
# Where one of these words is no city's: the zones of the country, and what counts before anybody wrote anything down.
BOLEH = {
    "inti/instansi.py": {"WIB", "WITA"},
    "organisasi/models.py": {"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"},
    "sibolga_asn/settings.py": {"Asia/Jakarta"},
}
APLIKASI = [a for a in settings.INSTALLED_APPS if (BASE_DIR / a / "apps.py").exists() and a != "demo"]


def _list_berkas() -> Iterator[Path]:
    for app in [*APLIKASI, "sibolga_asn"]:
        yield from (b for b in sorted((BASE_DIR / app).rglob("*.py")) if "migrations" not in b.parts)
    for jenis in ("html", "txt", "typ"):
        yield from sorted((BASE_DIR / "templates").rglob(f"*.{jenis}"))
    for jenis in ("js", "css", "svg"):
        yield from (b for b in sorted((BASE_DIR / "static").rglob(f"*.{jenis}")) if "vendor" not in b.parts)


def test_no_name_of_a_city_stands_in_code_or_templates() -> None:
    salah = []
    for berkas in _list_berkas():
        nama = str(berkas.relative_to(BASE_DIR))
        for n, baris in enumerate(berkas.read_text(encoding="utf-8").splitlines(), 1):
            temuan = {m.group() for m in NAMA.finditer(baris)} - BOLEH.get(nama, set())
            salah += [f"{nama}:{n}: {kata}" for kata in sorted(temuan)]

    assert salah == [], "pakai inti.instansi"


def test_the_product_is_named_only_where_it_is_the_product() -> None:
    """People read the name of the city's row; the product's own stands in the words of its engines and its defaults."""
    salah = [
        str(b.relative_to(BASE_DIR))
        for b in _list_berkas()
        if "Sibolga ASN" in _kata(b) and not b.is_relative_to(BASE_DIR / "sibolga_asn")
    ]

    assert salah == []


def _kata(berkas: Path) -> str:
    """What a file says to people: the strings of a module, all of a template."""
    isi = berkas.read_text(encoding="utf-8")
    if berkas.suffix != ".py":
        return isi
    return " ".join(t.string for t in tokenize.generate_tokens(io.StringIO(isi).readline) if t.type == tokenize.STRING)


@pytest.mark.django_db
def test_whoever_found_a_fault_reads_where_to_tell_it(client: Client) -> None:
    jawab = client.get("/.well-known/security.txt")

    assert jawab.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert jawab.content.decode().splitlines()[0] == "Contact: mailto:bkpsdm@contoh.invalid"
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT00:00:00Z$", jawab.content.decode(), re.MULTILINE)


@pytest.mark.django_db
def test_without_a_contact_there_is_no_promise_of_one(client: Client) -> None:
    instansi.pakai((instansi.waktu.today(), BAWAAN))

    assert client.get("/.well-known/security.txt").status_code == 404


def test_the_words_of_every_zone_of_the_country_are_known() -> None:
    zona = {z: replace(BAWAAN, zona=z).sebutan_zona for z in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")}

    assert list(zona.values()) == ["WIB", "WITA", "WIT"]
