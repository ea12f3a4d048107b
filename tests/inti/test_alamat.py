"""Addresses and words are remembered, each for what it depends on."""

from __future__ import annotations

from typing import Any

import pytest
from django import urls
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.urls import NoReverseMatch
from django.utils import translation

from inti import alamat, pilihan
from pegawai.models import JenisPegawai, Kedudukan


@pytest.fixture(autouse=True)
def lupa() -> None:
    """Nothing is remembered from other tests."""
    alamat._cari.cache_clear()


@pytest.mark.parametrize(
    ("nama", "args", "kwargs"),
    [("beranda", (), {}), ("pegawai:profil", ("abc1",), {}), ("pegawai:profil", (), {"kode": "abc2"}),
     ("kompetensi:jam", (), {"kode": "abc", "tahun": 2026}), ("kompetensi:jam", ("abc", 2026), {}),
     ("kalkulator-aturan", (), {"nama": "pensiun"})],
)  # fmt: skip
def test_an_address_is_what_django_says(nama: str, args: Any, kwargs: Any) -> None:
    sekali, lagi = alamat.reverse(nama, *args, **kwargs), alamat.reverse(nama, *args, **kwargs)

    assert sekali == lagi == urls.reverse(nama, args=args or None, kwargs=kwargs or None)


def test_an_address_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tanya: list[str] = []
    asli = urls.reverse
    monkeypatch.setattr(urls, "reverse", lambda nama, **isi: tanya.append(nama) or asli(nama, **isi))

    for _kali in range(3):
        alamat.reverse("pegawai:profil", kode="abc")

    assert tanya == ["pegawai:profil"]


def test_below_another_path_of_the_server_it_is_another_address() -> None:
    assert alamat.reverse("pegawai:daftar") == "/pegawai/"
    urls.set_script_prefix("/asn/")
    try:
        assert alamat.reverse("pegawai:daftar") == "/asn/pegawai/"
    finally:
        urls.clear_script_prefix()
    assert alamat.reverse("pegawai:daftar") == "/pegawai/"


def test_a_number_and_its_text_are_not_the_same_argument() -> None:
    assert alamat.reverse("kompetensi:jam", "abc", 2026) == "/belajar/jam/abc/2026/"
    with pytest.raises(NoReverseMatch):
        alamat.reverse("kompetensi:jam", "abc", "2026a")


def test_an_address_that_does_not_exist_is_refused_each_time() -> None:
    for _kali in range(2):
        with pytest.raises(NoReverseMatch):
            alamat.reverse("tidak:ada")


def test_what_is_remembered_has_a_bound() -> None:
    assert alamat._cari.cache_info().maxsize == alamat.DIINGAT
    assert pilihan._kamus.cache_info().maxsize


def test_a_word_is_that_of_the_reader_s_language() -> None:
    assert pilihan.kata(Kedudukan, "tugas_belajar") == "Tugas belajar"
    with translation.override("en"):
        inggris = pilihan.kata(Kedudukan, "tugas_belajar")
        assert inggris == str(Kedudukan.TUGAS_BELAJAR.label) != "Tugas belajar"
    assert pilihan.kata(Kedudukan, "tugas_belajar") == "Tugas belajar"


@pytest.mark.parametrize("nilai", [*JenisPegawai.values, *JenisPegawai])
def test_a_word_is_what_django_would_show(nilai: Any) -> None:
    assert pilihan.kata(JenisPegawai, nilai) == str(JenisPegawai(nilai).label)


@pytest.mark.parametrize(("nilai", "kata"), [(None, ""), ("", ""), ("honorer", "honorer")])
def test_what_is_no_choice_stays_as_it_is(nilai: Any, kata: str) -> None:
    assert pilihan.kata(JenisPegawai, nilai) == kata


def test_the_address_of_a_static_file_is_what_django_says() -> None:
    assert alamat.static("gaya/ikon.svg") == alamat.static("gaya/ikon.svg") == static("gaya/ikon.svg")


def test_a_static_file_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    alamat._berkas.cache_clear()
    tanya: list[str] = []
    monkeypatch.setattr(staticfiles_storage, "url", lambda nama: tanya.append(nama) or f"/static/{nama}")

    for _kali in range(3):
        assert alamat.static("gaya/ikon.svg") == "/static/gaya/ikon.svg"

    alamat._berkas.cache_clear()
    assert tanya == ["gaya/ikon.svg"]


def test_another_storage_of_static_files_is_asked_anew(settings: Any) -> None:
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
            "OPTIONS": {"base_url": "https://berkas.contoh/"},
        }
    }

    assert alamat.static("gaya/ikon.svg") == "https://berkas.contoh/gaya/ikon.svg"
