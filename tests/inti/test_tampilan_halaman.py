"""Frame, sign-in page, error pages, gallery and the 'Mengapa?' sheet as they are drawn."""

import re
from datetime import date
from typing import Any

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from aturan import parameter
from inti import gaya, lembar
from inti.keputusan import Alasan, Keputusan, Parameter


def komponen() -> Any:
    """The components as pages call them."""
    return engines["jinja2"].env.globals["c"]


@pytest.mark.parametrize("halaman", ["400.html", "500.html", "503.html"])
def test_an_error_page_stands_without_request_context_or_database(halaman: str) -> None:
    html = render_to_string(halaman)

    assert html.count("<h1") == 1
    assert 'lang="id"' in html


def test_a_breakdown_names_the_number_under_which_the_log_knows_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def rusak(*_args: object) -> None:
        raise RuntimeError("rusak dengan sengaja")

    monkeypatch.setattr("inti.views.url_has_allowed_host_and_scheme", rusak)
    client.raise_request_exception = False

    jawab = client.post("/bahasa/", {"bahasa": "en"})

    assert jawab.status_code == 500
    assert f"nomor rujukan {jawab.headers['X-Permintaan']}" in jawab.content.decode()


@pytest.mark.parametrize("halaman", ["403.html", "403_csrf.html", "404.html"])
def test_an_error_page_with_a_frame_says_what_to_do_next(halaman: str, db: None) -> None:
    permintaan = RequestFactory().get("/pegawai/x/")
    permintaan.kode_permintaan = "abc12345"  # type: ignore[attr-defined]  # what CatatMiddleware sets

    html = render_to_string(halaman, {}, permintaan)

    assert html.count("<h1") == 1
    assert "tombol--utama" in html
    assert "abc12345" in html


def test_the_reason_of_a_refusal_is_escaped(db: None) -> None:
    html = render_to_string("403.html", {"exception": "<script>"}, RequestFactory().get("/"))

    assert "&lt;script&gt;" in html


def test_the_sign_in_page_has_one_password_field_and_one_heading(client: Client, db: None) -> None:
    html = client.get("/akun/login/").content.decode()

    assert html.count('type="password"') == 1
    assert html.count("<h1") == 1
    assert 'autocomplete="current-password"' in html


def test_a_refused_sign_in_keeps_the_name_and_points_to_the_error(client: Client, db: None) -> None:
    jawab = client.post("/akun/login/", {"login": "tidak@ada.invalid", "password": "salah-sekali"})
    html = jawab.content.decode()

    assert 'value="tidak@ada.invalid"' in html
    assert "ringkas-galat" in html
    assert "salah-sekali" not in html


def test_the_page_speaks_the_chosen_language(client: Client, db: None) -> None:
    client.cookies["bahasa"] = "en"

    assert '<html lang="en"' in client.get("/akun/login/").content.decode()
    assert '<html lang="id"' in Client(headers={"accept-language": "en-US"}).get("/akun/login/").content.decode()


@pytest.mark.parametrize(("kue", "tema"), [("gelap", ' data-tema="gelap"'), ('"><script>', ""), ("", "")])
def test_only_a_known_theme_reaches_the_page(client: Client, db: None, kue: str, tema: str) -> None:
    client.cookies["tema"] = kue

    kepala = client.get("/akun/login/").content.decode().split("<head>")[0]
    assert kepala.rstrip().endswith(f'data-zona="Asia/Jakarta"{tema}>')


def test_the_gallery_exists_only_for_developers(client: Client, db: None, settings: Any) -> None:
    settings.DEBUG = False

    assert client.get("/gaya/").status_code == 404


def test_the_gallery_draws_every_section(client: Client, db: None, settings: Any) -> None:
    settings.DEBUG = True

    html = client.get("/gaya/").content.decode()

    assert html.count("<h1") == 1
    assert html.count('class="galeri__satu"') == len(gaya.BAGIAN)
    daftar_id = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(set(daftar_id)) == sorted(daftar_id)


def test_what_is_missing_comes_first_on_the_sheet() -> None:
    hasil = lembar.susun(gaya.contoh_keputusan())

    assert [a["terpenuhi"] for a in hasil.syarat] == [False, True]
    assert hasil.terpenuhi == 1
    assert not hasil.lengkap
    assert len(hasil.langkah) == 1
    assert len(hasil.peringatan) == 1


def test_the_sheet_shows_the_law_the_day_and_where_to_object() -> None:
    html = str(komponen().mengapa(gaya.contoh_keputusan(), keberatan="/keberatan/"))

    for kata in ("PP 99/2000 jo. PP 12/2002", "24 November 2026", "data per 23 November 2026", 'href="/keberatan/"', "1 dari 2"):
        assert kata in html


def test_the_sheet_names_values_as_people_do_with_their_decree() -> None:
    nilai = (*parameter.acuan(["matriks_predikat"], date(2026, 1, 1)).values(), Parameter("batas_kota", 3, "Perwali 7/2026"))
    keputusan = Keputusan("x", (), "PP", parameter=nilai)

    html = str(komponen().mengapa(keputusan))

    assert "Matriks predikat kinerja" in html
    assert "PermenPANRB 6/2022" in html
    assert "Batas kota" in html
    assert "_" not in re.sub("<[^>]*>", "", html)


def test_the_sheet_escapes_values() -> None:
    keputusan = Keputusan("x", (Alasan("Nama %(nama)s", {"nama": "<b>"}, True),), "PP", per=date(2026, 1, 1))

    html = str(komponen().mengapa(keputusan))

    assert "&lt;b&gt;" in html


@pytest.mark.parametrize("pembaca", ["", "Pegawai ini dan BKPSDM"])
def test_the_sheet_says_who_else_sees_it_only_where_the_page_knows(pembaca: str) -> None:
    html = str(komponen().mengapa(gaya.contoh_keputusan(), pembaca=pembaca))

    assert ("Dilihat sama oleh" in html) == bool(pembaca)
    assert "atasan Anda" not in html
    assert pembaca in html
