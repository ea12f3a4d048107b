"""A password is refused for a part of one's own name that stands in it, never for letters that happen to be alike."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from akun.models import Pengguna
from inti.nomor import kelompokkan
from tests.akun.factories import buat_pengguna
from tests.pegawai.factories import buat_pegawai


def pemilik() -> Pengguna:
    return Pengguna(nama="Agustina Aritonang, S.AP.", email="tina.laut@kota.test")


@pytest.mark.parametrize(
    "sandi", ["ikan laun segar pagi", "pagi ikan segar raya", "padang ilalang sunyi tiga", "siang santai naik gunung"]
)
def test_a_sentence_of_other_words_is_taken(sandi: str) -> None:
    validate_password(sandi, pemilik())


@pytest.mark.parametrize(
    ("sandi", "bagian"),
    [("Agustina suka naik gunung", "agustina"), ("bukit aritonang sunyi", "aritonang"), ("TINA naik gunung tiga", "tina")],
)
def test_a_part_of_the_name_or_the_address_is_named(sandi: str, bagian: str) -> None:
    with pytest.raises(ValidationError, match=f"memuat “{bagian}”"):
        validate_password(sandi, pemilik())


def test_without_an_owner_nothing_is_compared() -> None:
    validate_password("agustina suka naik gunung")


@pytest.mark.django_db
def test_the_number_that_everybody_knows_is_no_password() -> None:
    orang = buat_pegawai("Budi Santoso", akun=buat_pengguna())

    with pytest.raises(ValidationError, match="memuat nomor pegawai"):
        validate_password(f"x{kelompokkan(orang.nomor)}x", orang.akun)
    validate_password("ikan laut segar pagi", orang.akun)


@pytest.mark.parametrize(
    ("sandi", "kata"),
    [
        ("aaaaaaaaaaaa", "hanya memakai 1 huruf"),
        ("abcabcabcabc", "hanya memakai 3 huruf"),
        ("Abcdeabcdeabcde", "mengulang “Abcde”"),
        ("kapal ikan kapal ikan ", "mengulang “kapal ikan”"),
        ("sibolga12345", "Selain “sibolga”"),
        ("sibolgaasn2026", "Selain “sibolga asn”"),
        ("Sibolga-ASN 2026!", "Selain “sibolga asn”"),
        ("pemkosibolga1", "Selain “pemko sibolga”"),
        ("bkpsdm.Sibolga.26", "Selain “bkpsdm sibolga”"),
        ("pemkot bkpsdm abc", "Selain “pemkot bkpsdm”"),
    ],
)
def test_what_is_long_but_tried_first_is_refused_and_says_what_to_do(sandi: str, kata: str) -> None:
    with pytest.raises(ValidationError) as galat:
        validate_password(sandi, pemilik())

    assert kata in " ".join(galat.value.messages)
    assert "Pakai empat kata yang tidak berhubungan" in " ".join(galat.value.messages)


@pytest.mark.parametrize(
    "sandi",
    ["kapal sibolga ikan pagi", "kota tua ombak karang", "hujan kursi lampu sawah", "sibolga mangga1", "kuda kuda kayu jati"],
)
def test_the_name_of_the_city_beside_other_words_is_taken(sandi: str) -> None:
    validate_password(sandi, pemilik())
