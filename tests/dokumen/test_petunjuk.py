"""Beside a file field stands how big a file may be, before one is chosen; and advice leads only to what the form has."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError

from dokumen.forms import BerkasField, FormulirBerkas
from dokumen.jenis import CETAKAN, NASKAH_MAKS
from impor.forms import ImporForm
from kinerja.forms.kemajuan import CatatForm
from kompetensi.forms import BelajarLuarForm
from layanan.perubahan_data.jenis import DAFTAR
from tests.berkas_uji import unggahan


def semua_bidang() -> list[BerkasField]:
    asli = [b for f in (CatatForm, BelajarLuarForm) for b in f.base_fields.values() if isinstance(b, BerkasField)]
    return [*asli, *(BerkasField(untuk="layanan.perubahan", help_text=j.bukti) for j in DAFTAR.values())]


@pytest.mark.parametrize("bidang", semua_bidang())
def test_every_file_field_says_the_limits(bidang: BerkasField):
    assert re.search(r"5 MB", str(bidang.help_text))
    assert re.search(r"25 MB", str(bidang.help_text))


def test_a_hint_of_ones_own_stands_before_the_limits():
    assert str(BerkasField(untuk="x", help_text="Foto KTP.").help_text).startswith("Foto KTP. PDF")


@pytest.mark.parametrize(("tautan", "ada"), [(True, True), (False, False)])
def test_only_where_a_link_may_be_given_a_big_file_is_sent_to_one(tautan: bool, ada: bool):
    bidang = BerkasField(untuk="x", golongan=CETAKAN, tautan=tautan)

    with pytest.raises(ValidationError, match="lebih dari 5 MB") as galat:
        bidang.to_python(unggahan("sk.pdf", b"%PDF-" + b"0" * NASKAH_MAKS))

    assert ("tempel tautannya" in str(galat.value)) == ada


@pytest.mark.parametrize("form", [CatatForm, BelajarLuarForm])
def test_a_field_that_offers_a_link_stands_in_a_form_that_has_one(form: type[FormulirBerkas]):
    janji = any(b.tautan for b in form.base_fields.values() if isinstance(b, BerkasField))

    assert janji == ("tautan" in form.base_fields)


def test_the_list_to_import_says_its_limit_too():
    assert "MB" in str(ImporForm.base_fields["berkas"].help_text)
