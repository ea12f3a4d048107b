"""Law that nobody asks, refusals that no test names and twins that nothing holds together fail the build."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from aturan import daftar_aturan, daftar_parameter, kembaran
from aturan.aturan import Aturan
from inti.errors import UseCaseError

AKAR = Path(__file__).parents[2]
APP = sorted(p.parent.name for p in AKAR.glob("*/apps.py") if p.parent.name != "bench")
PANGGILAN = {"decide", "dengan", "ambil"}


def list_berkas(*pola: str) -> list[Path]:
    """The files that match, migrations left out."""
    return [b for b in sorted({b for p in pola for b in AKAR.glob(p)}) if "migrations" not in b.parts]


@cache
def list_simpul(berkas: Path) -> tuple[ast.AST, ...]:
    """The nodes of a file's syntax tree, parsed once."""
    return tuple(ast.walk(ast.parse(berkas.read_text(encoding="utf-8"))))


def iter_panggilan(*pola: str) -> Iterator[tuple[Path, str, ast.Call]]:
    """The calls in the files that match: file, what is called, the call."""
    for berkas in list_berkas(*pola):
        for n in list_simpul(berkas):
            if isinstance(n, ast.Call):
                yield berkas, ast.unparse(n.func), n


def list_kode_penolakan() -> set[str]:
    """The codes with which rules and declarations refuse: `kode=` of MasukanDitolak, the first word of a `tolak(…)`."""
    kode: set[str] = set()
    for _berkas, nama, panggil in iter_panggilan("*/rules.py", "*/rules/*.py", "aturan/*.py", "inti/masukan.py"):
        if nama == "MasukanDitolak":
            kode |= {str(k.value.value) for k in panggil.keywords if k.arg == "kode" and isinstance(k.value, ast.Constant)}
        elif nama.endswith(("tolak", "_penolak(bidang)")):
            kode |= {a.value for a in panggil.args if isinstance(a, ast.Constant) and _kode(a.value)}
    return kode


def _kode(isi: object) -> bool:
    return isinstance(isi, str) and isi.isidentifier() and isi.islower() and len(isi) > 3


def kata_uji() -> set[str]:
    """Every text that stands in a test, and every name."""
    isi: set[str] = set()
    for berkas in list_berkas("tests/**/*.py"):
        for n in list_simpul(berkas):
            if isinstance(n, ast.Constant) and isinstance(n.value, str):
                isi.add(n.value)
            elif isinstance(n, ast.Attribute):
                isi.add(n.attr)
            elif isinstance(n, ast.Name):
                isi.add(n.id)
    return isi


UJI = kata_uji()


def nama_objek(aturan: Aturan[..., object]) -> str:
    """The name under which the rule stands in its module."""
    modul = sys.modules[aturan.putusan.__module__]
    return next(nama for nama, isi in vars(modul).items() if isi is aturan)


@pytest.fixture(scope="module")
def ditanya() -> set[str]:
    """What the apps ask outside their rules: the objects of rules, and the functions that are called by their names."""
    nama: set[str] = set()
    for berkas in list_berkas(*(f"{app}/**/*.py" for app in APP)):
        if "rules" not in berkas.relative_to(AKAR).as_posix():
            nama |= {n for simpul in list_simpul(berkas) if (n := _yang_ditanya(simpul))}
    return nama


def _yang_ditanya(n: ast.AST) -> str:
    if isinstance(n, ast.Attribute) and n.attr in PANGGILAN:
        return ast.unparse(n.value).rpartition(".")[2]
    return n.func.id if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) else ""


@pytest.mark.parametrize("aturan", daftar_aturan.list_aturan(), ids=lambda a: a.nama)
def test_every_rule_is_asked_by_a_use_case(aturan, ditanya):
    objek = nama_objek(aturan)
    murni = {n.func.id for n in ast.walk(ast.parse(inspect.getsource(aturan.putusan))) if _panggil_nama(n)}

    assert {objek, *murni} & ditanya, f"{objek} tidak ditanya siapa pun: pakai, atau hapus"


def _panggil_nama(n: ast.AST) -> bool:
    return isinstance(n, ast.Call) and isinstance(n.func, ast.Name)


@pytest.mark.parametrize("aturan", daftar_aturan.list_aturan(), ids=lambda a: a.nama)
def test_every_rule_reads_as_text_exactly_the_facts_that_it_is_asked_with(aturan):
    fakta = [n for n, p in inspect.signature(aturan.putusan).parameters.items() if p.kind is p.KEYWORD_ONLY]

    assert sorted(fakta) == sorted([*(m.nama for m in aturan.masukan), "per"])


def test_every_value_that_a_rule_needs_is_declared_and_every_declared_one_is_asked():
    dipakai = {n for a in daftar_aturan.list_aturan() for n in a.parameter}
    langsung = {"konversi_jp", "delegasi", "tenggat_alur"}  # asked as a value, without a rule of the calculator

    assert dipakai | langsung == {d.nama for d in daftar_parameter.list_definisi()}


def test_every_refusal_of_a_rule_is_named_in_a_test():
    assert sorted(list_kode_penolakan() - UJI) == []


def test_every_refusal_of_this_app_is_named_in_a_test():
    galat = {k.__name__ for k in _turunan(UseCaseError) if k.__module__.partition(".")[0] == "aturan"}

    assert sorted(galat - UJI) == []


def _turunan(kelas: type) -> Iterator[type]:
    for anak in kelas.__subclasses__():
        yield anak
        yield from _turunan(anak)


@pytest.fixture(scope="module")
def bertanda() -> set[str]:
    """The twins that a test is marked to hold."""
    return {
        str(n.args[0].value)
        for _berkas, nama, n in iter_panggilan("tests/**/test_*.py")
        if nama == "pytest.mark.kembaran" and isinstance(n.args[0], ast.Constant)
    }


@pytest.mark.parametrize("satu", kembaran.list_kembaran(), ids=lambda k: k.nama)
def test_every_twin_in_sql_is_held_to_its_rule_by_a_test(satu, bertanda):
    assert satu.nama in bertanda


@pytest.mark.parametrize("satu", kembaran.list_kembaran(), ids=lambda k: k.nama)
def test_every_twin_names_what_is_there(satu):
    for tempat in satu.sql.split(", "):
        modul, *nama = _modul(tempat)
        isi = sys.modules[modul]
        for n in nama:
            isi = getattr(isi, n)


def _modul(tempat: str) -> list[str]:
    """A dotted name as its module and what lies in it."""
    bagian = tempat.split(".")
    panjang = next(n for n in range(len(bagian), 0, -1) if ".".join(bagian[:n]) in sys.modules)
    return [".".join(bagian[:panjang]), *bagian[panjang:]]


def test_no_use_case_calls_a_rule_by_its_name_as_text():
    teks = [
        berkas.relative_to(AKAR).as_posix()
        for berkas, nama, _n in iter_panggilan(*(f"{app}/**/*.py" for app in APP))
        if nama.endswith(("daftar_aturan.hitung", "daftar.hitung"))
    ]

    assert sorted(set(teks)) == ["aturan/api.py", "aturan/management/commands/aturan.py", "aturan/views/kalkulator.py"]
