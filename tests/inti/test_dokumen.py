"""What the documents say of the house is what stands in it."""

import importlib
import re
from pathlib import Path

import pytest

AKAR = Path(__file__).parents[2]
APP = (
    "inti", "organisasi", "akun", "aturan", "kabar", "dokumen", "laporan", "alur", "pegawai", "impor", "kompetensi", "kinerja", "layanan", "forum", "demo",
    "sibolga_asn",
)  # fmt: skip


@pytest.mark.parametrize("nama", APP)
def test_the_map_says_of_each_app_what_the_app_says_of_itself(nama: str) -> None:
    kalimat = (importlib.import_module(nama).__doc__ or "").strip()

    assert f"| `{nama}` | {kalimat} |" in (AKAR / "docs/arsitektur.md").read_text(encoding="utf-8")


def test_every_decision_is_listed_and_every_listed_one_exists() -> None:
    daftar = (AKAR / "docs/keputusan/README.md").read_text(encoding="utf-8")
    berkas = {p.name for p in (AKAR / "docs/keputusan").glob("0*.md")}

    assert set(re.findall(r"\]\((\d{3}-[a-z0-9-]+\.md)\)", daftar)) == berkas


def test_every_pinned_package_says_why_it_is_here() -> None:
    alasan = (AKAR / "docs/dependensi.md").read_text(encoding="utf-8").lower()
    baris = [b for f in ("produksi", "mesin") for b in (AKAR / f"requirements/{f}.in").read_text().splitlines() if b.strip()]
    nama = [re.split(r"[\[=<>]", b)[0].lower() for b in baris]

    assert [n for n in nama if n not in alasan] == []


@pytest.mark.parametrize(
    ("berkas", "kata"),
    [
        ("LICENSE", ("Apache License", "Version 2.0")),
        ("CONTRIBUTING.md", ("script/server", "script/test", "script/check", "SECURITY.md", "docs/istilah.md")),
        ("SECURITY.md", ("security.txt", "working days", "CHANGELOG.md", "UU 27/2022")),
    ],
)
def test_who_takes_part_finds_the_licence_the_way_in_and_where_to_report_a_hole(berkas: str, kata: tuple[str, ...]) -> None:
    isi = (AKAR / berkas).read_text(encoding="utf-8")

    assert [k for k in kata if k not in isi] == []


@pytest.mark.parametrize("berkas", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/arsitektur.md"])
def test_a_file_that_a_document_names_exists(berkas: str) -> None:
    isi, sumber = (AKAR / berkas).read_text(encoding="utf-8"), (AKAR / berkas).parent
    tautan = re.findall(r"\]\((?!https?:|#)([^)#]+)", isi)

    assert tautan
    assert [t for t in tautan if not (sumber / t).exists()] == []
