"""The English catalogue: complete, faithful to its placeholders, and compiled as committed."""

import ast
import gettext
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from inti import jinja

# Share of msgids in the catalogue that have an English sentence: all of them.
LANTAI = 1.0
LOCALE = Path(settings.BASE_DIR) / "locale"
BAHASA = ["en", "id"]
TANDA = re.compile(r"%\(\w+\)[a-z]|%[sd%]|\{\w+(?::\w+)?\}|</?\w+[^>]*>")

KE = {
    "_": 0,
    "gettext": 0,
    "gettext_lazy": 0,
    "gettext_noop": 0,
    "ngettext": 0,
    "ngettext_lazy": 0,
    "pgettext": 1,
    "pgettext_lazy": 1,
}

Butir = tuple[str, str, list[str]]


def _baca(bahasa: str) -> tuple[list[Butir], list[str]]:
    """Entries of a .po file as (msgid with its context, plural msgid, sentences), and its flag lines."""
    hasil: list[Butir] = []
    bendera: list[str] = []
    for blok in (LOCALE / bahasa / "LC_MESSAGES/django.po").read_text(encoding="utf-8").split("\n\n"):
        bagian: dict[str, str] = {}
        kunci = ""
        for baris in blok.splitlines():
            if baris.startswith("#,"):
                bendera.append(baris)
            if baris.startswith("#") or not baris:
                continue
            if not baris.startswith('"'):
                kunci, _, baris = baris.partition(" ")
            bagian[kunci] = bagian.get(kunci, "") + ast.literal_eval(baris)
        if bagian.get("msgid"):
            kalimat = [isi for nama, isi in bagian.items() if nama.startswith("msgstr")]
            konteks = bagian["msgctxt"] + "\x04" if "msgctxt" in bagian else ""
            hasil.append((konteks + bagian["msgid"], bagian.get("msgid_plural", ""), kalimat))
    return hasil, bendera


@pytest.mark.parametrize("bahasa", BAHASA)
def test_the_compiled_catalogue_says_what_the_source_says(bahasa: str) -> None:
    with (LOCALE / bahasa / "LC_MESSAGES/django.mo").open("rb") as berkas:
        jadi = gettext.GNUTranslations(berkas)
    for msgid, jamak, kalimat in _baca(bahasa)[0]:
        if not all(kalimat):
            continue
        kini = [jadi.ngettext(msgid, jamak, n) for n in range(1, len(kalimat) + 1)] if jamak else [jadi.gettext(msgid)]
        assert kini == kalimat, f"compile again: msgfmt -o django.mo django.po in locale/{bahasa}/LC_MESSAGES ({msgid})"


@pytest.mark.parametrize("bahasa", BAHASA)
def test_no_sentence_is_a_guess(bahasa: str) -> None:
    assert not [b for b in _baca(bahasa)[1] if "fuzzy" in b]


@pytest.mark.parametrize("bahasa", BAHASA)
def test_placeholders_and_tags_survive_translation(bahasa: str) -> None:
    for msgid, jamak, kalimat in _baca(bahasa)[0]:
        for nomor, isi in enumerate(kalimat):
            asal = jamak if nomor else msgid
            assert not isi or set(TANDA.findall(isi)) == set(TANDA.findall(asal)), msgid


def test_every_sentence_has_its_english() -> None:
    butir = _baca("en")[0]
    assert len(butir) > 2500
    assert sum(all(kalimat) for _, _, kalimat in butir) / len(butir) >= LANTAI


def _di_python(berkas: Path) -> set[str]:
    """What a module gives to gettext, f-strings included, which ordinary extraction doesn't look into."""
    hasil = set()
    for simpul in ast.walk(ast.parse(berkas.read_text(encoding="utf-8"))):
        if isinstance(simpul, ast.Call) and isinstance(simpul.func, ast.Name) and simpul.func.id in KE:
            isi = simpul.args[KE[simpul.func.id]] if len(simpul.args) > KE[simpul.func.id] else None
            if isinstance(isi, ast.Constant) and isinstance(isi.value, str):
                hasil.add(isi.value)
    return hasil


def _di_templat(sumber: str) -> set[str]:
    """What a page of ours gives to gettext."""
    kalimat = [(fungsi, isi) for _baris, fungsi, isi in jinja.lingkungan().extract_translations(sumber)]
    return {isi if isinstance(isi, str) else isi["pgettext" in fungsi] or "" for fungsi, isi in kalimat if isi}


def test_every_sentence_of_the_code_stands_in_the_catalogue() -> None:
    akar = Path(settings.BASE_DIR)
    berkas = subprocess.run(["git", "ls-files", "*.py", "templates"], cwd=akar, capture_output=True, text=True, check=True).stdout
    kode: set[str] = set()
    for nama in berkas.split():
        bagian = Path(nama).parts
        if bagian[0] in {"tests", "bench"} or "migrations" in bagian or "pustaka" in bagian:
            continue
        isi = akar / nama
        kode |= _di_python(isi) if isi.suffix == ".py" else _di_templat(isi.read_text(encoding="utf-8"))

    assert len(kode) > 2500
    assert kode - {msgid.rpartition("\x04")[2] for msgid, _jamak, _kalimat in _baca("en")[0]} == set()


def test_the_frameworks_own_sentences_keep_their_language() -> None:
    with translation.override("en"):
        assert translation.gettext("This field is required.") == "This field is required."
        assert translation.gettext("Beranda") == "Home"
    with translation.override("id"):
        assert translation.gettext("This field is required.") != "This field is required."
        assert translation.gettext("Beranda") == "Beranda"
