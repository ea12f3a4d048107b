"""One odd cell costs itself: it is refused at its row and column, and every other row is judged as ever."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from impor import services
from impor.models import BarisImpor
from impor.pegawai.baca import BerkasTidakTerbacaError
from impor.pegawai.baris import Baris
from impor.pegawai.periksa import Pemeriksa
from impor.pegawai.tahan import TERLARANG
from tests.akun.factories import konteks_of
from tests.impor.buku import BIASA, PER, acuan, baca, baris, kolom_galat, orang_ke, tulis_csv, tulis_xlsx
from tests.impor.dua_petugas import kerjakan, segar, simpan

EMAIL = list(BIASA).index("EMAIL")
KOLOM = chr(ord("A") + EMAIL)
SEL_EMAIL = re.compile(rf'<c r="{KOLOM}2"[^>]*>.*?</c>'.encode())
# kind: (the cell as a program wrote it, words of its refusal)
GANJIL: dict[str, tuple[str, str]] = {
    "the error of a formula": ('t="e"><v>#REF!</v>', "#REF!"),
    "an error of a newer Excel": ('t="e"><v>#FIELD!</v>', "#FIELD!"),
    "a truth value": ('t="b"><v>1</v>', "'TRUE'"),
    "a truth value in words": ('t="b"><v>true</v>', "'true'"),
    "a number that is no number": ("><v>abc</v>", "'abc'"),
    "a number with a comma": ("><v>1,5</v>", "'1,5'"),
    "not a number": ("><v>NaN</v>", "'NaN'"),
    "beyond all numbers": ("><v>1e400</v>", "'inf'"),
    "a number of five thousand digits": (f"><v>{'9' * 5000}</v>", "'999"),
    "a huge number": ("><v>1e308</v>", "'1e+308'"),
    "a day of no calendar": ('t="d"><v>2020-13-45</v>', "'2020-13-45'"),
    "a day that is none": ('t="d"><v>kemarin</v>', "'kemarin'"),
    "a time": ('t="d"><v>10:00:00</v>', "'10:00:00'"),
    "a date style on a number far away": ('s="1"><v>1e12</v>', "#VALUE!"),
    "a text that nobody kept": ('t="s"><v>99999</v>', "'99999'"),
    "a text at a place before the first": ('t="s"><v>-9999</v>', "'-9999'"),
    "a style that is no number": ('s="x"><v>5</v>', "'5'"),
    "half of a pair of letters": ('t="inlineStr"><is><t>a&#xD83D;b</t></is>', "huruf yang rusak"),
    "a formula without its result": ("><f>A1</f>", "rumus"),
    "a data table without its result": ('><f t="dataTable" ref="A1" r1="B1"/>', "'='"),
}


def tulis_ganjil(tempat: Path, sel: str, alamat: str = f"{KOLOM}2") -> Path:
    """A sound list of two rows, but for the e-mail of the first."""
    tulis_xlsx(tempat, [baris(**{"TMT CPNS": date(2015, 4, 1)}), orang_ke(7)])
    with zipfile.ZipFile(tempat) as lama:
        isi = {nama: lama.read(nama) for nama in lama.namelist()}
    nama = "xl/worksheets/sheet1.xml"
    isi[nama], n = SEL_EMAIL.subn(f'<c r="{alamat}" {sel}</c>'.replace(" >", ">").encode(), isi[nama])
    assert n == 1
    with zipfile.ZipFile(tempat, "w", zipfile.ZIP_DEFLATED) as baru:
        for nama, data in isi.items():
            baru.writestr(nama, data)
    return tempat


def nilai(berkas: Path) -> list[Baris]:
    terbaca = baca(berkas)
    return [Pemeriksa(terbaca.kepala, acuan()).periksa(nomor, sel) for nomor, sel in terbaca.baris]


@pytest.mark.parametrize("jenis", list(GANJIL))
def test_an_odd_cell_is_refused_at_its_column_and_the_next_row_is_sound(jenis: str, tmp_path: Path) -> None:
    sel, kata = GANJIL[jenis]

    ganjil, biasa = nilai(tulis_ganjil(tmp_path / "a.xlsx", sel))

    (galat,) = ganjil.semua_galat
    assert (galat["baris"], galat["kolom"], kata in galat["pesan"], bool(galat["saran"])) == (2, "EMAIL", True, True), galat
    assert (ganjil.bersih["nama"], biasa.semua_galat) == ("Masdelima Manalu", [])


@pytest.mark.parametrize("alamat", ["??", "ZZZZ2", "A0B"])
def test_a_cell_that_says_not_where_it_stands_stands_beside_the_one_before(alamat: str, tmp_path: Path) -> None:
    ganjil, biasa = nilai(tulis_ganjil(tmp_path / "a.xlsx", "><v>5</v>", alamat))

    assert [g["kolom"] for g in ganjil.semua_galat] == ["EMAIL"]
    assert biasa.semua_galat == []


@pytest.mark.parametrize("isi", ["a&#x1;@contoh.go.id", "a\x0b@contoh.go.id", "&#0;a@contoh.go.id"])
def test_control_characters_are_no_reason_to_refuse_a_workbook(isi: str, tmp_path: Path) -> None:
    _ganjil, biasa = nilai(tulis_ganjil(tmp_path / "a.xlsx", f't="inlineStr"><is><t>{isi}</t></is>'))

    assert biasa.semua_galat == []


def test_what_no_xml_may_hold_is_known_to_the_letter() -> None:
    """The pattern against the rule of XML 1.0, for every letter as hexadecimal and decimal reference."""

    def boleh(n: int) -> bool:
        return n in (9, 10, 13) or 0x20 <= n <= 0xD7FF or 0xE000 <= n <= 0xFFFD or n >= 0x10000

    kena = [n for n in range(0x10010) if TERLARANG.search(f"&#x{n:X};".encode()) and TERLARANG.search(f"&#{n};".encode())]

    assert kena == [n for n in range(0x10010) if not boleh(n)]
    assert not TERLARANG.search("Sa'adah &amp; í é \u4e2d 😀 &#10;&#x0A;".encode())


def test_cells_out_of_their_order_are_read_all_the_same(tmp_path: Path) -> None:
    sel = f'><v>1</v></c><c r="{KOLOM}2" t="inlineStr"><is><t>a@contoh.go.id</t></is>'

    pertama, biasa = nilai(tulis_ganjil(tmp_path / "a.xlsx", sel, "BZ2"))

    assert (pertama.semua_galat, pertama.bersih["email"], biasa.semua_galat) == ([], "a@contoh.go.id", [])


def test_a_row_of_nowhere_is_still_a_damaged_sheet(tmp_path: Path) -> None:
    """Else rows would go missing without a word."""
    berkas = tulis_ganjil(tmp_path / "a.xlsx", '><v>1</v></c></row><row r="entah"><c')

    with pytest.raises(BerkasTidakTerbacaError, match="rusak"):
        baca(berkas)


@pytest.mark.parametrize("angka", ["9" * 400 + ".0", "9" * 400])
@pytest.mark.parametrize("kolom", ["NIP BARU", "NIK", "NOMOR HP", "NPWP NOMOR", "TAHUN LULUS", "MK TAHUN", "TMT CPNS", "PNS ID"])
def test_a_number_beyond_every_measure_is_refused_in_words(kolom: str, angka: str) -> None:
    isi = baris(**{kolom: angka})
    assert kolom_galat(isi) == [kolom]


# --- text tables ------------------------------------------------------------------------------------------


def test_a_broken_letter_in_a_text_table_costs_its_cell_and_no_other_letter(tmp_path: Path) -> None:
    berkas = tulis_csv(tmp_path / "a.csv", [baris(NAMA="RENÉ XX"), orang_ke(7, NAMA="ANDRÉ"), orang_ke(8, NAMA="ZOË ÅSE")])
    berkas.write_bytes(berkas.read_bytes().replace(b"XX", b"X\xe9X"))

    rusak, utuh, lagi = nilai(berkas)

    assert [(g["kolom"], "huruf yang rusak" in g["pesan"]) for g in rusak.semua_galat] == [("NAMA", True)]
    assert [utuh.bersih["nama"], lagi.bersih["nama"], utuh.semua_galat] == ["André", "Zoë Åse", []]


def test_a_table_of_windows_is_still_read_as_one(tmp_path: Path) -> None:
    semua = nilai(tulis_csv(tmp_path / "a.csv", [baris(NAMA="RENÉ"), orang_ke(7, NAMA="ANDRÉ")], sandi="cp1252"))

    assert [b.bersih["nama"] for b in semua] == ["René", "André"]


def test_half_a_pair_in_a_utf16_table_costs_its_cell(tmp_path: Path) -> None:
    berkas = tulis_csv(tmp_path / "a.csv", [baris(NAMA="RENE XX"), orang_ke(7)], sandi="utf-16")
    berkas.write_bytes(berkas.read_bytes().replace("XX".encode("utf-16-le"), b"\x3d\xd8X\x00"))

    rusak, utuh = nilai(berkas)

    assert ([g["kolom"] for g in rusak.semua_galat], utuh.semua_galat) == (["NAMA"], [])


# --- on the way through the database ------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("jenis", ["a truth value", "half of a pair of letters", "a number of five thousand digits"])
def test_it_is_kept_mended_and_brought_back_like_any_refused_cell(
    jenis: str, petugas: Any, peramban: Any, settings: Any, tmp_path: Path
) -> None:
    berkas = SimpleUploadedFile("a.xlsx", tulis_ganjil(tmp_path / "a.xlsx", GANJIL[jenis][0]).read_bytes())
    batch = services.create_impor(konteks=konteks_of(petugas), berkas=berkas, per=PER)
    kerjakan(batch)
    assert (segar(batch).jumlah["baru"], segar(batch).jumlah["ditolak"]) == (1, 1)
    assert peramban.get(f"/pegawai/impor/{batch.kode}/").status_code == 200
    assert peramban.get(f"/pegawai/impor/{batch.kode}/unduh/").status_code == 200

    peramban.post(f"/pegawai/impor/{batch.kode}/baris/2/perbaiki/", {"email": "benar@contoh.go.id"})

    assert segar(batch).jumlah["baru"] == 2


@pytest.mark.django_db
def test_a_nul_that_a_browser_sends_is_no_part_of_the_cell(petugas: Any, peramban: Any, unggah: Any) -> None:
    batch = unggah(baris(EMAIL="rusak@@contoh"))

    peramban.post(f"/pegawai/impor/{batch.kode}/baris/2/perbaiki/", {"email": "benar\x00@contoh.go.id"})

    assert BarisImpor.objects.get(impor=batch).bersih["email"] == "benar@contoh.go.id"


@pytest.mark.django_db
def test_a_nul_in_a_list_is_judged_the_same_when_it_is_stored(tmp_path: Path, petugas: Any, unggah: Any) -> None:
    batch = unggah(baris(ALAMAT="Jl.\x00 Contoh"))

    assert simpan(batch, petugas).status == "diterapkan"
