"""A component that says it is constant is drawn once, for everything that it depends on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django import urls
from django.test import RequestFactory
from django.utils import translation
from markupsafe import Markup

from inti import instansi, jinja, tetap, waktu
from inti.instansi import BAWAAN


@pytest.fixture(autouse=True)
def kota() -> Any:
    instansi.pakai((waktu.today(), BAWAAN))
    yield
    instansi.lupakan()


def buat(catatan: list[Any]) -> Any:
    def makro(*isi: Any, **lain: Any) -> Markup:
        catatan.append((isi, lain))
        return Markup(f"{len(catatan)}")  # noqa: S704  # a number

    makro.name = "makro"  # type: ignore[attr-defined]  # as Jinja2's macros
    return tetap.ingat(makro, jinja._tanpa_permintaan)


def test_it_is_drawn_once_for_the_same_parameters() -> None:
    catatan: list[Any] = []
    gambar = buat(catatan)

    assert [gambar("a"), gambar("a"), gambar("b"), gambar("a", x=1), gambar("a", x=1)] == ["1", "1", "2", "3", "3"]


def test_one_and_true_are_not_the_same_parameter() -> None:
    catatan: list[Any] = []
    gambar = buat(catatan)

    assert gambar(1) != gambar(True)


def test_another_language_another_place_of_the_site_and_another_city_are_drawn_anew() -> None:
    catatan: list[Any] = []
    gambar = buat(catatan)

    with translation.override("id"):
        gambar("a")
    with translation.override("en"):
        gambar("a")
        urls.set_script_prefix("/asn/")
        try:
            gambar("a")
        finally:
            urls.clear_script_prefix()
        instansi.pakai((waktu.today(), replace(BAWAAN, kota="Kota Lain")))
        gambar("a")

    assert len(catatan) == 4


def test_nothing_of_the_request_can_enter() -> None:
    lingkungan = jinja.lingkungan()
    makro = lingkungan.from_string("{% macro m() %}{{ alamat_kini() }}{% endmacro %}").module.m  # type: ignore[attr-defined]

    with jinja.pakai_permintaan(RequestFactory().get("/rahasia/")), pytest.raises(RuntimeError, match="needs the request"):
        tetap.ingat(makro, jinja._tanpa_permintaan)()


def test_the_frames_constant_parts_are_kept_and_those_with_a_token_are_not() -> None:
    komponen = jinja.lingkungan().komponen

    def disimpan(nama: str) -> bool:
        modul: Any = jinja.lingkungan().get_template(f"komponen/{nama}.html").module
        return bool(getattr(modul, "tetap", False))

    assert all(disimpan(nama) for nama in ("gaya", "menu_utama", "tautan_menu", "merek"))
    assert not any(disimpan(nama) for nama in ("menu_akun", "cari_cepat", "pilihan_bahasa", "kaki"))
    assert komponen.gaya() is komponen.gaya()
