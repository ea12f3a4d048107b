"""The register of kinds: misspelt ones refuse, subjects hold no values, words are said in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation

from akun.peran import Peran
from kabar import jenis
from kabar.jenis import JenisKabar
from kabar.models import Kabar, Saluran
from tests.kabar.conftest import BIASA, kabari


def test_a_misspelt_kind_is_refused_before_anything_is_written(orang: Any) -> None:
    with pytest.raises(ValueError, match=r"uji\.salah belum dinyatakan"):
        kabari(orang, jenis="uji.salah")

    assert not Kabar.objects.exists()


@pytest.mark.parametrize("isi", [{"siapa": "A"}, {"siapa": "A", "hari": "kini", "lebih": 1}])
def test_missing_and_surplus_values_are_refused(orang: Any, isi: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="tidak cocok dengan kata-katanya"):
        kabari(orang, **isi)


def test_a_value_that_no_language_can_say_is_refused(orang: Any) -> None:
    with pytest.raises(TypeError, match="teks, bilangan bulat, atau tanggal"):
        kabari(orang, siapa=["A"], hari=True)


def test_a_subject_with_values_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="tidak boleh ada data orang"):
        JenisKabar(nama="uji.bocor", judul="x", subjek="SKP %(siapa)s", kata="%(siapa)s")


def test_a_name_is_taken_once() -> None:
    jenis.register(BIASA)
    with pytest.raises(ValueError, match="sudah dipakai"):
        jenis.register(JenisKabar(nama="uji.biasa", judul="lain", subjek="lain", kata="lain"))


def test_every_kind_of_the_product_has_a_page_words_and_known_channels() -> None:
    for j in jenis.list_jenis():
        assert j.subjek, j.nama
        assert j.kelompok or j.nama.startswith("uji."), j.nama
        assert set(j.bawaan) <= set(Saluran.values), j.nama
        assert not j.tujuan or j.alamat(("tidak_ada", "tidak-ada-0")), f"{j.nama}: {j.tujuan}"


def test_a_day_is_written_in_the_language_of_the_reader(orang: Any) -> None:
    kabar = kabari(orang, siapa="Rekan", hari=date(2026, 8, 17))

    assert BIASA.kalimat(kabar.isi) == "Rekan menyampaikan sesuatu pada 17 Agustus 2026."
    with translation.override("en"):
        assert "August" in BIASA.kalimat(kabar.isi)


def test_a_message_older_than_its_words_shows_a_dash() -> None:
    assert BIASA.kalimat({"siapa": "Rekan"}) == "Rekan menyampaikan sesuatu pada –."


def test_a_kind_that_is_gone_still_shows() -> None:
    assert str(jenis.find("dulu.ada").judul) == "dulu.ada"


def test_a_value_is_kept_on_one_line_and_bounded(orang: Any) -> None:
    kabar = kabari(orang, siapa="Rekan\r\nBcc: semua@kota\x00" + "a" * 900, hari=date(2026, 1, 1))

    assert "\n" not in kabar.isi["siapa"]
    assert "\x00" not in kabar.isi["siapa"]
    assert len(kabar.isi["siapa"]) == 300


def test_the_command_prints_a_key_that_pushes(capsys: pytest.CaptureFixture[str], settings: Any) -> None:
    from kabar import dorong

    call_command("buat_kunci_dorong")
    settings.KUNCI_DORONG = capsys.readouterr().out.strip()

    assert len(settings.KUNCI_DORONG) == 43
    assert len(dorong.kunci_umum()) == 87


def test_a_sentence_that_ends_in_a_title_has_one_full_stop() -> None:
    kata = BIASA.kalimat({"siapa": "Rustam", "hari": "Yohana, S.AP."})

    assert "S.AP." in kata
    assert ".." not in kata


def test_a_lazy_word_is_said_in_the_language_of_the_reader_whoever_wrote_it(orang: Any) -> None:
    with translation.override("en"):
        kabar = kabari(orang, siapa=Peran.ATASAN.label, hari=date(2026, 8, 17))

    assert kabar.isi["siapa"] == {"kata": "Atasan"}
    assert BIASA.kalimat(kabar.isi).startswith("Atasan menyampaikan")
    with translation.override("en"):
        assert BIASA.kalimat(kabar.isi).startswith("Supervisor")
