"""What a decision looks like when it leaves the program."""

import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest

from inti.errors import UseCaseError
from inti.keputusan import (
    Alasan,
    Bulan,
    Istilah,
    Kalimat,
    Keputusan,
    MasukanDitolak,
    format_nilai,
    nilai_json,
    sebagai_json,
)

ALASAN = Alasan("Pensiun mulai %(tmt)s.", {"tmt": date(2026, 6, 1)}, terpenuhi=True, kode="tmt")


@pytest.mark.parametrize(
    ("nilai", "tertulis"),
    [
        (date(2026, 6, 1), "1 Juni 2026"),
        (Bulan(2015, 4), "April 2015"),
        (2944, "2.944"),
        (Decimal("78.40"), "78,4"),
        (Decimal("1250.5"), "1.250,5"),
        (Decimal(20), "20"),
        (True, "ya"),
        (None, "–"),
        (Istilah("di_atas", "di atas ekspektasi"), "di atas ekspektasi"),
        (["a", 1], "a, 1"),
        ("100%", "100%"),
    ],
)
def test_values_are_written_as_indonesians_write_them(nilai, tertulis):
    assert format_nilai(nilai) == tertulis


def test_a_reason_says_the_date_in_words_and_keeps_it_as_iso():
    isi = sebagai_json(Keputusan(hasil=True, alasan=(ALASAN,), dasar="PP 11/2017"))

    assert isi["alasan"][0]["teks"] == "Pensiun mulai 1 Juni 2026."
    assert isi["alasan"][0]["nilai"] == {"tmt": "2026-06-01"}


def test_the_json_shape_is_the_same_for_every_rule():
    isi = sebagai_json(Keputusan(hasil="baik", alasan=(ALASAN,), dasar="X"))

    assert set(isi) == {
        "aturan", "versi", "per", "hasil", "ringkas", "alasan", "dasar", "yang_mengubah", "keberatan", "parameter",
    }  # fmt: skip
    assert set(isi["alasan"][0]) == {
        "kode", "teks", "terpenuhi", "peringatan", "nilai", "data_per", "sumber", "dasar", "cara",
    }  # fmt: skip


def test_sentences_are_written_by_the_translator_that_is_passed_in():
    isi = sebagai_json(Keputusan(hasil=1, alasan=(ALASAN,), dasar="X"), lambda teks, nilai: teks.upper())

    assert isi["alasan"][0]["teks"] == "PENSIUN MULAI %(TMT)S."


def test_unmet_conditions_are_told_apart_from_warnings():
    peringatan = Alasan("Patut dicek.", terpenuhi=False, peringatan=True)
    kurang = Alasan("Belum.", terpenuhi=False)
    keputusan = Keputusan(hasil=False, alasan=(ALASAN, peringatan, kurang), dasar="X")

    assert keputusan.peringatan == (peringatan,)
    assert keputusan.kurang == (kurang,)


def test_a_refusal_says_what_is_the_case_and_what_to_do():
    penolakan = MasukanDitolak("Terisi %(n)s angka.", {"n": 17}, saran="Salin %(n)s lagi.", field="nip")

    assert str(penolakan) == "Terisi 17 angka. Salin 17 lagi."
    assert (penolakan.field, penolakan.pesan) == ("nip", Kalimat("Terisi %(n)s angka.", {"n": 17}))
    assert isinstance(penolakan, UseCaseError)
    assert isinstance(penolakan, ValueError)


def test_a_percent_sign_in_a_sentence_without_values_is_written_once():
    assert str(Kalimat("Naik 10 %%.")) == "Naik 10 %."


def test_what_has_no_json_form_is_a_bug_and_is_raised():
    with pytest.raises(TypeError):
        nilai_json(object())


def test_the_law_imports_no_django():
    modul = "inti.masukan, inti.hari_kerja, pegawai.rules.nip, pegawai.rules.pensiun, pegawai.rules.golongan, pegawai.rules.nik"
    kode = (
        f"import sys, {modul}, pegawai.rules.duk, pegawai.rules.jabatan, kinerja.rules, kompetensi.rules, forum.rules;"
        "sys.exit(any(m.split('.')[0] in ('django', 'rest_framework') for m in sys.modules if m != 'inti.apps'))"
    )

    assert subprocess.run([sys.executable, "-c", kode], check=False).returncode == 0
