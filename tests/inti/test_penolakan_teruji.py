"""Every refusal that somebody may read is named in a test: by its class, or by three words of what it says."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.postgres.fields import DateRangeField
from django.db.models import DateField

AKAR = Path(__file__).parent.parent.parent
AKAR_PENOLAKAN = {"UseCaseError", "MasukanDitolak"}
BUKAN_HARI = {"impor/pegawai/periksa.py"}  # `mulai` of a number's parts is the year in it
SELINGAN = re.compile(r"%\(\w+\)s")


@cache
def pohon() -> dict[str, ast.Module]:
    """The program's files, parsed."""
    folder = [p.parent.name for p in AKAR.glob("*/__init__.py") if p.parent.name not in ("tests", "bench", "demo")]
    berkas = [p for f in folder for p in (AKAR / f).rglob("*.py") if "migrations" not in p.parts]
    return {str(p.relative_to(AKAR)): ast.parse(p.read_text()) for p in berkas}


@cache
def list_penolakan() -> dict[str, str]:
    """Every class of refusal that the program declares, with its file."""
    induk = {
        simpul.name: ({b.id for b in simpul.bases if isinstance(b, ast.Name)}, berkas)
        for berkas, isi in pohon().items()
        for simpul in ast.walk(isi)
        if isinstance(simpul, ast.ClassDef)
    }

    def menolak(nama: str) -> bool:
        dasar = induk[nama][0] if nama in induk else set()
        return nama in AKAR_PENOLAKAN or any(menolak(d) for d in dasar)

    return {nama: berkas for nama, (_dasar, berkas) in induk.items() if menolak(nama) and nama not in AKAR_PENOLAKAN}


@cache
def kata_penolakan() -> dict[str, list[str]]:
    """What each of them says where it is raised: message and cure."""
    hasil = defaultdict(list)
    for isi in pohon().values():
        for simpul in ast.walk(isi):
            if isinstance(simpul, ast.Raise) and isinstance(simpul.exc, ast.Call) and isinstance(simpul.exc.func, ast.Name):
                teks = [t.value for t in ast.walk(simpul.exc) if isinstance(t, ast.Constant) and isinstance(t.value, str)]
                hasil[simpul.exc.func.id] += teks
    return hasil


def tiga_kata(teks: str) -> Iterator[str]:
    """Each run of three words that the message always has; a message of fewer words, whole."""
    for potong in SELINGAN.split(teks):
        kata = potong.split()
        yield from (" ".join(kata[i : i + 3]) for i in range(len(kata) - 2))
        if len(kata) == 2 and potong == teks:
            yield " ".join(kata).rstrip(".")


@cache
def teks_uji() -> str:
    """All tests but this one, as one text."""
    berkas = [p for p in sorted((AKAR / "tests").rglob("*.py")) if p != Path(__file__)]
    return "\n".join(p.read_text() for p in berkas)


@pytest.mark.parametrize("nama", sorted(list_penolakan()))
def test_a_refusal_is_named_in_a_test(nama: str) -> None:
    bernama = re.search(rf"\b{nama}\b", teks_uji())
    berkata = any(kata in teks_uji() for teks in kata_penolakan()[nama] for kata in tiga_kata(teks))

    assert bernama or berkata, f"{list_penolakan()[nama]}: uji apa yang terjadi saat {nama} muncul"


def test_a_refusal_that_nobody_gives_is_gone() -> None:
    diberi = "\n".join(ast.unparse(isi) for isi in pohon().values())

    assert [n for n in list_penolakan() if not re.search(rf"\b{n}\((?!UseCaseError|MasukanDitolak|\w+Error\))", diberi)] == []


def test_no_sentence_takes_a_day_or_period_of_a_row_as_it_is_stored() -> None:
    """`_("… %(hari)s") % {"hari": baris.tanggal}` reads 2026-11-24: a day goes through date_format, a period through sebut."""
    hari = {f.name for m in apps.get_models() for f in m._meta.get_fields() if isinstance(f, DateField | DateRangeField)}
    salah = [
        f"{berkas}:{nilai.lineno} {ast.unparse(nilai)}"
        for berkas, isi in pohon().items()
        for simpul in ast.walk(isi)
        if isinstance(simpul, ast.BinOp) and isinstance(simpul.op, ast.Mod) and isinstance(simpul.right, ast.Dict)
        for nilai in simpul.right.values
        if isinstance(nilai, ast.Attribute) and nilai.attr in hari
    ]

    assert [s for s in salah if s.split(" ")[0].rpartition(":")[0] not in BUKAN_HARI] == []
