"""Whatever isn't on a list is refused in our words, by every kind of choice of every form of ours."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from inti.forms import Formulir
from kompetensi.forms import PutusanForm
from organisasi.models import UnitKerja

pytestmark = pytest.mark.django_db
SATU = "Pilih salah satu dari daftar."
RUSAK = "Halaman ini tidak terbaca utuh. Buka lagi, lalu ulangi."
PILIHAN = [("a", "Apel"), ("b", "Belimbing")]


class Pilih(Formulir):
    daftar = forms.ChoiceField(choices=PILIHAN)
    radio = forms.ChoiceField(choices=PILIHAN, widget=forms.RadioSelect)
    bertipe = forms.TypedChoiceField(choices=PILIHAN, coerce=str)
    banyak = forms.MultipleChoiceField(choices=PILIHAN)
    unit = forms.ModelChoiceField(UnitKerja.objects.none())
    beberapa_unit = forms.ModelMultipleChoiceField(UnitKerja.objects.none())
    tersembunyi = forms.ChoiceField(choices=PILIHAN, widget=forms.HiddenInput)
    sendiri = forms.ChoiceField(choices=PILIHAN, error_messages={"invalid_choice": "Di luar kewenangan Anda."})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nanti"] = forms.ChoiceField(choices=PILIHAN)


@pytest.mark.parametrize("nilai", ["setujui", "", "9", "<b>"])
def test_a_choice_that_does_not_exist_is_refused_in_our_words(nilai: str) -> None:
    form = Pilih(QueryDict("&".join(f"{nama}={nilai}" for nama in (*Pilih.base_fields, "nanti"))))

    form.full_clean()

    kata = {nama: pesan[0] for nama, pesan in form.errors.items()}
    kosong = "Bagian ini belum diisi."
    assert kata.pop("tersembunyi") == (RUSAK if nilai else kosong)
    assert kata.pop("sendiri") == ("Di luar kewenangan Anda." if nilai else kosong)
    assert set(kata) == {"daftar", "radio", "bertipe", "banyak", "unit", "beberapa_unit", "nanti"}
    assert set(kata.values()) <= {SATU, kosong}
    assert all(k == SATU for k in kata.values()) or not nilai


def test_a_decision_that_does_not_exist_is_said_to_be_unreadable() -> None:
    form = PutusanForm(QueryDict("putusan=setujui&versi=1"))

    assert form.errors["putusan"] == [RUSAK]


def test_words_of_one_form_do_not_reach_another() -> None:
    Pilih(QueryDict("daftar=x")).full_clean()

    assert Pilih.base_fields["daftar"].error_messages["invalid_choice"] != SATU
