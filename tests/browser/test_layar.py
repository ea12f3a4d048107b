"""Every kind of page on a phone, with letters of ordinary and of double size: all is reached, nothing lies sideways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from akun.models import Peran
from tests.akun.kota_akses import ANONIM, kota_sementara
from tests.browser.conftest import nyalakan_peramban
from tests.browser.layar import PONSEL, Halaman, kumpulkan, layani, ukur

pytestmark = pytest.mark.browser
PERAN = [ANONIM, *Peran.values]
Cela = Callable[[str, str], list[str]]


@pytest.fixture(scope="module")
def halaman(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> list[Halaman]:
    """The pages of a city in which something of every kind exists; nothing of the city stays."""
    with django_db_blocker.unblock(), kota_sementara(tmp_path_factory.mktemp("kota")) as kota:
        return kumpulkan(kota)


@pytest.fixture(scope="module")
def ponsel(halaman: list[Halaman]) -> Iterator[Page]:
    """A phone: its width, and a finger instead of a mouse."""
    from django.conf import settings

    with nyalakan_peramban() as browser:
        page = browser.new_context(viewport=PONSEL, has_touch=True, reduced_motion="reduce").new_page()
        layani(page, Path(settings.STATIC_ROOT))
        yield page


@pytest.fixture(scope="module")
def cela(halaman: list[Halaman], ponsel: Page) -> Cela:
    """A function: faults of one kind on the pages of a role. Each page is measured once."""

    @cache
    def semua(peran: str) -> list[tuple[str, str]]:
        return [satu for h in halaman if h.peran == peran for satu in ukur(ponsel, h)]

    return lambda peran, jenis: [kata for j, kata in semua(peran) if j == jenis]


def test_most_kinds_of_pages_with_a_primary_button_are_walked(halaman: list[Halaman]) -> None:
    berutama = {h.pola for h in halaman if "tombol--utama" in h.html}

    assert len(berutama) >= 60
    assert {"kinerja:skp", "kinerja:nilai", "impor:rinci", "forum:kirim", "aturan:ubah", "layanan:perubahan-rinci"} <= berutama


@pytest.mark.parametrize("peran", PERAN)
def test_whatever_takes_the_focus_is_hit_at_its_own_centre(cela: Cela, peran: str) -> None:
    """Buttons, links and fields: scrolled into view, no bar or neighbour lies over them (WCAG 2.4.11)."""
    assert cela(peran, "tertutup") == []


@pytest.mark.parametrize("peran", PERAN)
def test_a_primary_button_has_room_for_a_thumb_and_for_its_words(cela: Cela, peran: str) -> None:
    assert cela(peran, "kecil") == []


@pytest.mark.parametrize("peran", PERAN)
def test_no_page_scrolls_sideways(cela: Cela, peran: str) -> None:
    assert cela(peran, "luber") == []


@pytest.mark.parametrize("peran", PERAN)
def test_words_are_never_squeezed_into_a_column_of_letters(cela: Cela, peran: str) -> None:
    assert cela(peran, "terjepit") == []


@pytest.mark.parametrize("peran", PERAN)
def test_what_scrolls_by_itself_is_reached_by_keys(cela: Cela, peran: str) -> None:
    assert cela(peran, "tak-terjangkau") == []


@pytest.mark.parametrize("peran", PERAN)
def test_nothing_that_is_chosen_leads_away_by_itself(cela: Cela, peran: str) -> None:
    """An arrow key on radio buttons chooses; a button sends (WCAG 3.2.2)."""
    assert cela(peran, "berpindah") == []


@pytest.mark.parametrize(
    ("isi", "cela_"),
    [
        ('<form method="get"><input type="radio" name="hasil" value="1" onchange="this.form.submit()"></form>', "berpindah"),
        ('<p><a class="tombol tombol--utama" href="/">Ya</a></p><b class="penutup"></b>', "tertutup"),
        ('<button class="tombol tombol--utama sempit">Ajukan</button>', "kecil"),
        ('<div class="lebar">x</div>', "luber"),
        ('<div class="gulung"><p class="lebar">Tabel yang lebar sekali</p></div>', "tak-terjangkau"),
        ('<p class="kolom">Kata-kata yang panjang</p>', "terjepit"),
    ],
)
def test_the_measure_itself_sees_each_fault(ponsel: Page, isi: str, cela_: str) -> None:
    gaya = (
        ".penutup { position: fixed; inset: 0 } .sempit { inline-size: 20px } .lebar { inline-size: 900px }"
        ".gulung { overflow-x: auto } .kolom { inline-size: 2em; overflow-wrap: anywhere }"
    )
    html = f"<!doctype html><style>{gaya}</style><main>{isi}</main></html>"

    assert cela_ in {jenis for jenis, _kata in ukur(ponsel, Halaman("", "/", "", html))}
