"""Every form gets accessible markup, and refusals stand beside the field they are about."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.exceptions import ValidationError
from django.template import engines
from django.test import RequestFactory
from django.urls import get_resolver
from django.utils import translation

from inti.errors import UseCaseError
from inti.forms import AngkaField, BulatField, Formulir, Pilihan, TahunField, TanggalField, add_errors
from inti.teks import satu_titik


class UjiForm(Formulir):
    nomor = forms.CharField(label="NIP", help_text="18 angka.")
    mulai = TanggalField(label="TMT")
    catatan = forms.CharField(label="Catatan", required=False, widget=forms.Textarea)
    jenis = forms.ChoiceField(label="Jenis", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    setuju = forms.BooleanField(label="Setuju")
    surat = forms.FileField(label="Surat", required=False)


class ContohTanggal(Formulir):
    hari = TanggalField(label="Hari")


def gambar(**isi: Any) -> str:
    return str(UjiForm(isi or None))


def test_every_label_names_its_input() -> None:
    html = gambar()

    for nama in ("nomor", "mulai", "catatan", "setuju", "surat"):
        assert f'for="id_{nama}"' in html
        assert f'id="id_{nama}"' in html


def test_hint_and_error_are_tied_to_the_input() -> None:
    html = gambar(mulai="1-1-2026")

    assert 'id="id_nomor_helptext"' in html
    assert 'id="id_nomor_error"' in html
    assert 'aria-describedby="id_nomor_helptext id_nomor_error"' in html
    assert 'aria-invalid="true"' in html


def test_error_summary_links_to_each_field() -> None:
    html = gambar(mulai="1-1-2026")

    assert 'href="#id_nomor"' in html
    assert 'href="#id_jenis_bidang"' in html
    assert "data-fokus" in html


def test_a_group_of_choices_is_a_fieldset_with_a_legend() -> None:
    html = gambar()

    assert 'id="id_jenis_bidang"' in html
    assert '<legend class="isian__label">Jenis' in html


def test_only_fields_that_may_stay_empty_are_marked() -> None:
    html = gambar()

    assert html.count("(boleh kosong)") == 2


def test_a_field_that_is_needed_in_some_cases_is_not_marked() -> None:
    class Salah(UjiForm):
        bersyarat = ("catatan",)

    assert str(Salah()).count("(boleh kosong)") == 1


def _formulir(induk: type[forms.BaseForm]) -> list[type[forms.BaseForm]]:
    """Every form of ours that the pages have loaded."""
    anak = [k for satu in induk.__subclasses__() for k in (satu, *_formulir(satu))]
    return [k for k in anak if not k.__module__.startswith(("tests.", "django", "allauth"))]


def _semua_formulir() -> list[type[forms.BaseForm]]:
    get_resolver().url_patterns  # noqa: B018  # loads the pages and with them their forms
    return _formulir(Formulir)


def test_a_conditional_field_is_a_field_that_may_stay_empty() -> None:
    for satu in _semua_formulir():
        for nama in getattr(satu, "bersyarat", ()):
            assert not satu.base_fields[nama].required, (satu, nama)


def test_a_field_whose_hint_says_when_it_is_needed_is_not_marked_as_optional() -> None:
    """'Wajib bila …' beside '(boleh kosong)' contradicts itself."""
    for satu in _semua_formulir():
        for nama, bidang in satu.base_fields.items():
            petunjuk = str(bidang.help_text).lower()
            if not bidang.required and ("wajib bila" in petunjuk or "isi salah satu" in petunjuk):
                assert not satu.tandai_kosong or nama in satu.bersyarat, (satu, nama)


def test_every_number_that_people_type_is_refused_in_our_words() -> None:
    for satu in _semua_formulir():
        for nama, bidang in satu.base_fields.items():
            if isinstance(bidang, forms.IntegerField) and not bidang.widget.is_hidden:
                assert isinstance(bidang, AngkaField | BulatField), (satu, nama)


@pytest.mark.parametrize(
    ("bidang", "isi", "kata"),
    [
        (BulatField(min_value=1, max_value=1000), "0", "Isi dengan angka antara 1 dan 1.000."),
        (BulatField(min_value=1, max_value=1000), "1001", "Isi dengan angka antara 1 dan 1.000."),
        (BulatField(), "2,5", "Isi dengan angka bulat, misalnya 25 atau 1.250."),
        (BulatField(max_value=9), "10", "Isi dengan angka 9 atau kurang."),
        (AngkaField(min_value=0), "-1", "Isi dengan angka 0 atau lebih."),
        (AngkaField(max_digits=8, decimal_places=2), "1,2551", "Paling banyak 2 angka di belakang koma."),
        (AngkaField(max_digits=4, decimal_places=2), "12345", "Angka ini terlalu panjang. Paling banyak 4 angka."),
        (AngkaField(max_digits=4, decimal_places=2), "123", "Angka ini terlalu besar. Paling banyak 2 angka di depan koma."),
        (TahunField(min_value=1950, max_value=2026), "2030", "Isi dengan tahun antara 1950 dan 2026."),
        (TahunField(min_value=1950), "1949", "Isi dengan tahun 1950 atau sesudahnya."),
        (TahunField(max_value=2026), "2027", "Isi dengan tahun 2026 atau sebelumnya."),
        (TahunField(), "kemarin", "Isi dengan tahun, misalnya 2019."),
    ],
)
def test_a_number_out_of_range_is_told_the_range_in_plain_words(bidang: forms.Field, isi: str, kata: str) -> None:
    with pytest.raises(ValidationError) as galat:
        bidang.clean(isi)

    assert galat.value.messages == [kata]


def test_a_forged_hidden_number_is_answered_in_our_words() -> None:
    class Langkah(Formulir):
        versi = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    for isi in ("x", "-1"):
        assert Langkah({"versi": isi}).errors["versi"] == ["Halaman ini tidak terbaca utuh. Buka lagi, lalu ulangi."]


@pytest.mark.parametrize(
    ("kalimat", "hasil"),
    [
        ("Selamat datang, Yohana, S.AP..", "Selamat datang, Yohana, S.AP."),
        ("Disepakati Yohana, S.AP.. Hubungi beliau.", "Disepakati Yohana, S.AP. Hubungi beliau."),
        ("Selamat datang, Yohana.", "Selamat datang, Yohana."),
        ("Menunggu ...", "Menunggu ..."),
        ("Baris 1..5", "Baris 1..5"),
    ],
)
def test_a_sentence_that_ends_in_a_title_has_one_full_stop(kalimat: str, hasil: str) -> None:
    assert satu_titik(kalimat) == hasil
    assert UseCaseError(kalimat).message == hasil


def test_one_full_stop_keeps_what_is_safe_and_escapes_the_rest() -> None:
    berkas = engines["jinja2"].from_string("{{ a|satu_titik }}|{% filter satu_titik %}{{ a }}.{% endfilter %}")

    assert berkas.render({"a": "<b>S.AP."}) == "&lt;b&gt;S.AP.|&lt;b&gt;S.AP."


def test_a_message_to_somebody_with_a_title_ends_in_one_full_stop() -> None:
    pesan = Message(constants.SUCCESS, "Selamat datang, Yohana, S.AP..")

    html = engines["jinja2"].from_string("{{ c.pesan_django(m) }}").render({"m": pesan}, RequestFactory().get("/"))

    assert "<p>Selamat datang, Yohana, S.AP.</p>" in html


def test_what_was_typed_is_kept_and_escaped() -> None:
    html = gambar(nomor='<b>"1981"</b>')

    assert "&lt;b&gt;&#34;1981&#34;&lt;/b&gt;" in html
    assert "<b>" not in html


def test_a_class_set_by_the_form_stays() -> None:
    class Sempit(Formulir):
        nip = forms.CharField(widget=forms.TextInput({"class": "isian__kotak--nip"}))

    assert 'class="isian__kotak isian__kotak--nip"' in str(Sempit())


def test_a_choice_may_carry_an_explanation() -> None:
    class Cuti(Formulir):
        jenis = forms.ChoiceField(choices=[("t", Pilihan("Tahunan", "Sisa 7 hari"))], widget=forms.RadioSelect)

    assert "<small>Sisa 7 hari</small>" in str(Cuti())


@pytest.mark.parametrize(
    "tulisan", ["17-8-1990", "17/8/1990", "17.8.1990", "17 Agustus 1990", "17 agu 1990", "1990-08-17", " 17  Agustus 1990 "]
)
def test_a_date_is_read_as_people_write_it(tulisan: str) -> None:
    assert TanggalField().clean(tulisan) == date(1990, 8, 17)


@pytest.mark.parametrize("tulisan", ["31-2-2024", "17-13-1990", "8-17-1990", "0001-01-01", "9999-12-31"])
def test_a_date_that_does_not_exist_says_how_to_write_one(tulisan: str) -> None:
    with pytest.raises(ValidationError, match="17 Agustus 1990"):
        TanggalField().clean(tulisan)


def test_a_date_is_shown_in_words() -> None:
    class Lahir(Formulir):
        lahir = TanggalField()

    with translation.override("id"):
        assert 'value="17 Agustus 1990"' in str(Lahir(initial={"lahir": date(1990, 8, 17)}))


@pytest.mark.parametrize(
    ("tulisan", "nilai"),
    [
        ("2.944", "2944"),
        ("78,4", "78.4"),
        ("1.250,75", "1250.75"),
        ("12.5", "12.5"),
        ("1 250", "1250"),
        ("0.125", "0.125"),
        ("0,5", "0.5"),
        ("0.5", "0.5"),
    ],
)
def test_a_number_is_read_in_indonesian_form(tulisan: str, nilai: str) -> None:
    with translation.override("id"):
        assert AngkaField().clean(tulisan) == Decimal(nilai)


def test_a_refusal_with_a_field_stands_beside_it() -> None:
    form = UjiForm({})
    form.full_clean()

    add_errors(form, UseCaseError("Jabatan lama baru dimulai.", fix="Periksa TMT.", field="mulai"))

    assert "Jabatan lama baru dimulai. Periksa TMT." in form.errors["mulai"]


def test_a_refusal_about_no_field_of_the_form_stands_on_top() -> None:
    form = UjiForm({})
    form.full_clean()

    add_errors(form, UseCaseError("Sudah disimpan orang lain.", field="versi"))

    assert form.non_field_errors() == ["Sudah disimpan orang lain."]


def test_messages_of_constraints_go_to_their_fields() -> None:
    form = UjiForm({})
    form.full_clean()

    add_errors(form, ValidationError({"nomor": ["Sudah dipakai."], "lain": ["Bertumpuk."]}))

    assert "Sudah dipakai." in form.errors["nomor"]
    assert "Bertumpuk." in form.non_field_errors()


def test_a_day_chosen_in_the_calendar_counts_without_javascript() -> None:
    form = ContohTanggal({"hari": "", "hari_pilih": "2026-11-27"})

    assert form.is_valid()
    assert form.cleaned_data["hari"] == date(2026, 11, 27)


def test_a_typed_day_counts_where_the_calendar_was_left_alone() -> None:
    form = ContohTanggal({"hari": "27 nov 26", "hari_pilih": ""})

    assert form.is_valid()
    assert form.cleaned_data["hari"] == date(2026, 11, 27)


def test_a_day_has_a_calendar_beside_it_and_is_never_kept_in_a_draft() -> None:
    html = str(ContohTanggal()["hari"])

    assert 'type="date" name="hari_pilih"' in html
    assert html.count("data-tanpa-draf") == 2
