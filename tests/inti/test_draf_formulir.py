"""Every form in which something is typed keeps it on the device, unless a reason says why not; and pages promise no more than that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.template import engines
from django.test import Client, RequestFactory

from inti.draf import kunci_draf
from inti.views import csrf_gagal
from tests.akun.factories import buat_pengguna

FOLDER = Path(settings.BASE_DIR) / "templates"
KOMENTAR = re.compile(r"{#.*?#}", re.DOTALL)
POLOS = re.compile(r'<form\b[^>]*method="(?:post|{{)[^>]*>.*?</form>', re.DOTALL | re.IGNORECASE)
DIKETIK = re.compile(r'c\.isian\(|<textarea|isian__kotak|{{ form }}|_draf|type="text"')
TUJUAN = "what closed data are opened for is written anew each time, for the person concerned reads it"
RAHASIA = "passwords and one-time codes are never kept"
TANPA_DRAF = {
    "aturan/kalkulator_aturan.html": "a calculation: nothing is handed in, so nothing would end the draft",
    "forum/lacak.html": "the code is the key to a voice; the form holds nothing else",
    "layanan/perubahan_rinci.html": TUJUAN,
    "pegawai/aktivasi.html": RAHASIA,
    "pegawai/kode_masuk.html": "a key to somebody's account: the reason is written anew each time",
    "pegawai/perubahan.html": TUJUAN,
    "pegawai/pribadi.html": TUJUAN,
    "pegawai/ubah_pribadi.html": "closed data of somebody else, typed by an officer",
}
POLOS_TANPA_DRAF = {
    "forum/beranda_warga.html": "the code is the key to a voice; the form holds nothing else",
    "impor/baris.html": "one value of somebody else's data, saved row by row",
    "kompetensi/angkatan.html": "ticks and buttons: those of last week would be this week's",
    "kinerja/saya.html": "one choice, nothing typed",
    "dokumen/tujuan.html": "what closed data are opened for",
    "komponen/cari_cepat.html": "a search",
    "komponen/saring.html": "a filter",
}


def bersih(templat: Path) -> str:
    return KOMENTAR.sub("", templat.read_text())


def formulir_polos() -> list[tuple[str, str]]:
    """(template, source) of each form that is written without our component; pages of libraries are sign-in and keys."""
    return [
        (str(t.relative_to(FOLDER)), isi)
        for t in sorted(FOLDER.rglob("*.html"))
        if t.relative_to(FOLDER).parts[0] not in ("pustaka", "gaya") and t.name != "formulir.html"
        for isi in POLOS.findall(bersih(t))
    ]


def test_every_form_without_the_component_names_its_draft_or_is_known_to_hold_nothing_typed():
    tanpa = {nama for nama, isi in formulir_polos() if DIKETIK.search(isi) and "c.draf(" not in isi and 'name="_draf"' not in isi}

    assert tanpa - POLOS_TANPA_DRAF.keys() == set()


def test_only_forms_with_a_reason_keep_no_draft():
    tanpa = {str(t.relative_to(FOLDER)) for t in FOLDER.rglob("*.html") if re.search(r"\bdraf=(false|\"\")", bersih(t))}

    assert tanpa == TANPA_DRAF.keys()


def gambar(isi: str, pilihan: str = "") -> str:
    templat = "{% call c.formulir(" + pilihan + ") %}" + isi + "{% endcall %}"
    return str(engines["jinja2"].from_string(templat).render({}, RequestFactory().get("/belajar/luar/")))


def nama_draf(html: str) -> str:
    cocok = re.search(r'name="_draf" value="([^"]+)"', html)
    return cocok[1] if cocok else ""


@pytest.mark.parametrize("isian", ['<textarea name="isi"></textarea>', '<input name="isi">', '<input type="text" name="isi">'])
def test_a_form_in_which_something_is_typed_keeps_a_draft(isian: str):
    assert re.fullmatch(r"[a-z0-9]{20}", nama_draf(gambar(isian)))


@pytest.mark.parametrize(
    "isian",
    [
        "",
        '<button type="submit">Kirim</button>',
        '<input type="hidden" name="versi" value="1">',
        '<input type="password" name="sandi">',
        '<input type="checkbox" name="nyala">',
        '<input type="text" name="tanggal" data-tanpa-draf>',
    ],
)
def test_a_form_of_buttons_ticks_days_or_passwords_keeps_none(isian: str):
    assert nama_draf(gambar(isian)) == ""


def test_a_form_that_says_so_keeps_none():
    assert nama_draf(gambar('<textarea name="isi"></textarea>', "draf=false")) == ""


def test_two_forms_of_a_page_two_subjects_and_two_versions_have_drafts_of_their_own():
    isi, lain = '<textarea name="isi"></textarea>', '<textarea name="alasan"></textarea>'
    versi = [f'<input type="hidden" name="versi" value="{n}">{isi}' for n in (1, 2)]
    nama = [kunci_draf(isi, "/a/"), kunci_draf(lain, "/a/"), kunci_draf(isi, "/b/"), *(kunci_draf(v, "/a/") for v in versi)]

    assert len(set(nama)) == 5


def _kembali(draf: str, **kepala: str) -> str:
    permintaan: HttpRequest = RequestFactory().post("/belajar/luar/putuskan/", {"_draf": draf}, headers=kepala)
    return csrf_gagal(permintaan).content.decode()


@pytest.mark.django_db
def test_a_form_that_ran_out_promises_the_text_only_where_it_is_kept():
    assert "tulisan Anda kembali" in _kembali("abc")
    assert "tidak disimpan di perangkat" in _kembali("")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asal", "tujuan"),
    [
        ("http://testserver/belajar/luar/?tab=a", "/belajar/luar/?tab=a"),
        ("http://testserver//jahat.test/", "/jahat.test/"),
        ("http://jahat.test/x", "/belajar/luar/putuskan/?kembali=1"),
        ("", "/belajar/luar/putuskan/?kembali=1"),
    ],
)
def test_a_form_that_ran_out_leads_back_to_the_page_it_stood_on(asal: str, tujuan: str):
    assert f'href="{tujuan}"' in _kembali("abc", referer=asal)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("draf", "kata"), [("abc", "yang Anda ketik kembali ke formulirnya"), ("", "isi formulir ini tidak disimpan di perangkat")]
)
def test_a_form_sent_after_the_session_ended_is_explained_beside_the_sign_in(client: Client, draf: str, kata: str):
    jawab = client.post(
        "/belajar/luar/", {"_draf": draf}, headers={"referer": "http://testserver/belajar/luar/?a=1"}, follow=True
    )

    assert "Belum terkirim" in jawab.content.decode()
    assert kata in jawab.content.decode()
    assert 'name="next" value="/belajar/luar/?a=1"' in jawab.content.decode()


@pytest.mark.django_db
def test_a_page_opened_after_the_session_ended_says_so_and_a_first_visit_does_not(client: Client):
    assert "Anda sudah keluar" not in client.get("/belajar/luar/", follow=True).content.decode()

    client.force_login(buat_pengguna("warga"), backend="akun.backends.NomorAtauEmailBackend")
    client.session.flush()

    assert "Anda sudah keluar dari akun" in client.get("/belajar/luar/", follow=True).content.decode()
