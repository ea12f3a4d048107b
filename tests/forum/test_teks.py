"""Text from strangers does no harm."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum import lacak
from forum.teks import tampilkan
from inti.teks import rapikan, rapikan_baris

JAHAT = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[klik](javascript:alert(1))",
    "![gambar](https://jahat.invalid/x.png)",
    "<a href='data:text/html,x'>x</a>",
    "<svg/onload=alert(1)>",
    '[x](https://contoh.invalid/" onmouseover="alert(1))',
]


@pytest.mark.parametrize("teks", JAHAT)
def test_harmful_text_becomes_plain_text(teks):
    html = tampilkan(teks)

    assert "<script" not in html
    assert "<img" not in html
    assert "<svg" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert not re.search(r"<[^>]*\son\w+=", html)


def test_stress_lists_and_links_stay():
    html = tampilkan("**Penting**\n\n- satu\n- dua\n\n[sumber](https://contoh.invalid/)")

    assert "<strong>Penting</strong>" in html
    assert html.count("<li>") == 2
    assert 'rel="nofollow ugc noopener noreferrer"' in html


@given(st.text(max_size=300))
def test_tidying_twice_is_the_same_as_once(teks):
    assert rapikan(rapikan(teks)) == rapikan(teks)
    assert "\x00" not in rapikan(teks)
    assert "\n" not in rapikan_baris(teks)


@given(st.text(max_size=60))
def test_any_code_can_be_read_without_fault(teks):
    assert len(lacak.baca_kode(teks)) <= 100


def test_a_code_written_for_people_reads_back():
    kode = lacak.buat_kode_lacak("lembar")

    assert lacak.baca_kode(lacak.tulis_kode(kode)) == kode
    assert len(kode) == lacak.PANJANG
