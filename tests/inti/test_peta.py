"""The map knows every registry of the house, and leads to the line that registered."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from akun import kewenangan
from inti import menu, peta
from inti.letak import Letak
from sibolga_asn.mesin.paths import BASE_DIR

APLIKASI = [a for a in settings.INSTALLED_APPS if (BASE_DIR / a / "apps.py").exists()]
# Modules with a `register…` that is no table of named things.
BUKAN_DAFTAR = {
    "inti/peta.py": "the map itself",
    "alur/kait.py": "one question to the app of persons",
    "akun/kait.py": "one way to tell, carried by the app of messages",
    "akun/konteks.py": "one question to the app of persons",
    "akun/identitas.py": "one question to the app of persons, in SQL",
    "aturan/aturan.py": "where values come from, one answer",
    "inti/penjelasan.py": "what a parameter is called, one answer",
    "inti/acuan.py": "loaders of reference data, run after every migrate",
    "inti/instansi.py": "one question to the app of offices: whose system this is",
    "organisasi/kait.py": "two questions to the apps above, one answer each",
}
# Kinds whose entries stand elsewhere than a call with their name in it.
TANPA_NAMA = {"url", "tugas", "tertahan", "tugas_latar", "jadwal", "hak", "pekerjaan"}
PETA = peta.list_tempat()


def _list_registri() -> Iterator[str]:
    """Modules of the product that offer a function `register…` to others."""
    for app in APLIKASI:
        for berkas in sorted((BASE_DIR / app).rglob("*.py")):
            isi = ast.parse(berkas.read_text(encoding="utf-8"))
            if any(isinstance(n, ast.FunctionDef) and n.name.startswith("register") for n in isi.body):
                yield str(berkas.relative_to(BASE_DIR))


def test_every_registry_of_the_house_is_on_the_map() -> None:
    terpeta = set(peta.list_sumber().values())

    assert set(_list_registri()) - terpeta - set(BUKAN_DAFTAR) == set(), "beri peta.register(…) di samping tabelnya"


@pytest.mark.parametrize("jenis", sorted(peta.list_sumber()))
def test_no_kind_is_empty_and_no_place_is_missing(jenis: str) -> None:
    tempat = [t for t in PETA if t.jenis == jenis]

    assert tempat
    assert [t for t in tempat if not t.nama or t.baris < 1 or Path(t.berkas).is_absolute()] == []


def test_every_grant_is_on_the_map() -> None:
    hak = {f"{kode} {aksi} {kelompok}" for (aksi, kelompok), peran in kewenangan._aturan.items() for kode in peran}

    assert {t.nama for t in PETA if t.jenis == "hak"} == hak


def test_a_place_is_the_call_that_names_the_entry() -> None:
    dinamai = [t for t in PETA if t.jenis not in TANPA_NAMA and not t.nama.startswith("api.")]
    salah = [t for t in dinamai if not _menyebut(t.berkas, t.baris, t.nama.split()[-1])]

    assert salah == []


def test_a_question_of_the_api_leads_to_its_resource() -> None:
    for t in (t for t in PETA if t.nama.startswith("api.")):
        baris = (BASE_DIR / t.berkas).read_text(encoding="utf-8").splitlines()[t.baris - 1 : t.baris + 8]
        assert any(f"class {t.nama.partition('.')[2]}(" in b for b in baris), t


def test_a_grant_leads_to_the_call_that_allows_it() -> None:
    salah = [t for t in PETA if t.jenis == "hak" and not _menyebut(t.berkas, t.baris, t.nama.split()[1])]

    assert salah == []


def test_a_scheduled_run_leads_to_its_line_in_the_settings() -> None:
    for t in (t for t in PETA if t.jenis == "jadwal"):
        assert f'"{t.nama}"' in (BASE_DIR / t.berkas).read_text(encoding="utf-8").splitlines()[t.baris - 1]


def _menyebut(berkas: str, baris: int, nama: str) -> bool:
    """Whether the call that begins on that line holds the name, or a constant of its module that is the name."""
    isi = ast.parse((BASE_DIR / berkas).read_text(encoding="utf-8"))
    tetapan = {
        t.id
        for n in isi.body
        if isinstance(n, ast.Assign) and _isi(n.value) == nama
        for t in n.targets
        if isinstance(t, ast.Name)
    }
    kata = [k for n in ast.walk(isi) if isinstance(n, ast.Call) and n.lineno == baris for k in ast.walk(n)]
    return any(_isi(k) == nama or (isinstance(k, ast.Name) and k.id in tetapan) for k in kata)


def _isi(simpul: ast.AST) -> object:
    return simpul.value if isinstance(simpul, ast.Constant) else None


def test_a_kind_belongs_to_one_registry() -> None:
    with pytest.raises(ValueError, match="sudah ada di peta"):
        peta.register("menu", lambda: ())


def test_an_entry_remembers_the_line_on_which_it_was_written() -> None:
    baris = inspect.currentframe().f_lineno + 1  # type: ignore[union-attr]  # CPython has frames
    butir = menu.Butir("uji", "Uji", "beranda")

    assert butir.letak == Letak(__file__, baris)


def test_the_command_prints_one_object_a_line() -> None:
    keluar = StringIO()

    call_command("peta", stdout=keluar)

    baris = [json.loads(b) for b in keluar.getvalue().splitlines()]
    assert len(baris) == len(peta.list_tempat())
    assert set(baris[0]) == {"jenis", "nama", "berkas", "baris"}
