"""Rules for every template and style sheet, checked in the files themselves."""

import re
from gzip import compress
from pathlib import Path

import pytest
from django.conf import settings

from inti import gaya, menu

AKAR = Path(settings.BASE_DIR)
TEMPLAT = sorted(
    p for pola in ("templates/**/*.html", "*/templates/**/*.html") for p in AKAR.glob(pola) if ".venv" not in p.parts
)
KOMPONEN = sorted((AKAR / "templates" / "komponen").glob("*.html"))
CONTOH = sorted((AKAR / "templates" / "gaya" / "contoh").glob("*.html"))
KOMENTAR = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.DOTALL)


def baca(templat: Path) -> str:
    return KOMENTAR.sub("", templat.read_text())


def nama(templat: Path) -> str:
    return str(templat.relative_to(AKAR))


@pytest.mark.parametrize("templat", TEMPLAT, ids=nama)
def test_no_template_carries_style_or_script_of_its_own(templat: Path) -> None:
    isi = baca(templat)

    assert not re.search(r"\sstyle\s*=", isi)
    assert "<style" not in isi
    assert not re.search(r"\son[a-z]+\s*=", isi)
    assert "javascript:" not in isi
    assert not re.search(r"hx-on|js:", isi)
    for tag in re.findall(r"<script\b[^>]*>", isi):
        assert "src=" in tag or "application/json" in tag, tag


@pytest.mark.parametrize("komponen", KOMPONEN, ids=lambda p: p.stem)
def test_every_component_documents_itself_on_top(komponen: Path) -> None:
    assert re.match(r"{# .{20,}? #}\n", komponen.read_text(), re.DOTALL)


def test_every_component_that_pages_call_is_in_the_gallery() -> None:
    dipakai = "".join(p.read_text() for p in CONTOH) + (AKAR / "templates" / "gaya" / "galeri.html").read_text()
    kerangka = {
        "butir_menu",
        "cari_cepat",
        "gaya",
        "ikon_kepala",
        "kaki",
        "keluar",
        "luring",
        "menu_akun",
        "menu_utama",
        "merek",
        "pesan_django",
        "pilihan_bahasa",
        "pilihan_tema",
        "pita",
        "tautan_menu",
    }

    hilang = [p.stem for p in KOMPONEN if p.stem not in kerangka and f"c.{p.stem}(" not in dipakai]

    assert hilang == []


def test_every_section_of_the_gallery_has_its_file() -> None:
    assert sorted(kunci for kunci, _judul, _ket in gaya.BAGIAN) == [p.stem for p in CONTOH]


def test_every_icon_that_is_named_exists() -> None:
    ada = set(re.findall(r'<symbol id="([^"]+)"', (AKAR / "static" / "gaya" / "ikon.svg").read_text()))
    dipakai = {
        n
        for p in TEMPLAT
        for n in re.findall(
            r"""gambar\(["']([a-z0-9]+)["']|ikon(?:_akhir)?=["']([a-z0-9]+)["']|{% gambar ["']([a-z0-9]+)""", baca(p)
        )
        for n in n
        if n
    }

    assert dipakai - ada == set()


def test_every_menu_entry_leads_somewhere() -> None:
    assert menu.salah() == []


def peran(blok: str) -> dict[str, str]:
    return dict(re.findall(r"(--[a-z0-9-]+|color-scheme):\s*([^;]+);", blok))


def test_both_doors_to_the_dark_theme_hold_the_same() -> None:
    token = (AKAR / "static" / "gaya" / "token.css").read_text()
    alat = re.search(r':root:not\(\[data-tema="terang"\]\) {(.*?)}', token, re.DOTALL)
    orang = re.search(r'\n  \[data-tema="gelap"\] {(.*?)}', token, re.DOTALL)
    terang = re.search(r':root, \[data-tema="terang"\] {(.*?)}', token, re.DOTALL)

    assert alat
    assert orang
    assert terang
    assert peran(alat[1]) == peran(orang[1])
    assert peran(alat[1]).keys() == peran(terang[1]).keys()


def test_style_sheets_use_no_important_and_only_known_tokens() -> None:
    lembar = {p.name: p.read_text() for p in (AKAR / "static" / "gaya").glob("*.css")}
    dikenal = set(re.findall(r"(--[a-z0-9-]+):", "".join(lembar.values())))

    for nama_lembar, isi in lembar.items():
        assert "!important" not in re.sub(r"/\*.*?\*/", "", isi, flags=re.DOTALL), nama_lembar
        assert set(re.findall(r"var\((--[a-z0-9-]+)", isi)) <= dikenal, nama_lembar


def test_nothing_that_is_chosen_leads_away_by_itself() -> None:
    """WCAG 3.2.2: a form is sent by a button, and a script only sends again what a button had sent."""
    pemicu = re.compile(r"""hx[-_]trigger=["'][^"']*\bchange\b""")
    naskah = {p.name: p.read_text() for p in (AKAR / "static" / "js").glob("*.js")}

    assert [nama(p) for p in TEMPLAT if pemicu.search(p.read_text())] == []
    assert {n for n, isi in naskah.items() if re.search(r"\.(requestS|s)ubmit\(", isi)} == {"draf.js", "isian.js"}


def test_the_first_visit_is_small() -> None:
    berkas = [
        *(AKAR / "static" / "gaya").glob("*.css"),
        AKAR / "static" / "gaya" / "ikon.svg",
        *(AKAR / "static" / "js").glob("*.js"),
    ]
    khusus = {"admin.js", "dorong.js", "kunci.js"}  # each on one page of its own, asked for there alone
    skrip = sum(len(compress(p.read_bytes())) for p in berkas if p.suffix == ".js" and p.name not in khusus)

    assert skrip < 9 * 1024
    assert sum(len(compress(p.read_bytes())) for p in berkas) < 32 * 1024
