"""The template engine: what compiles, what is refused, how values are written, what translators get to see."""

import ast
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import SafeString
from jinja2 import TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from inti import jinja
from inti.forms import Formulir

AKAR = Path(settings.BASE_DIR)


@pytest.fixture(autouse=True)
def bahasa() -> Any:
    with translation.override("id"):
        yield


def tulis(sumber: str, **isi: Any) -> str:
    """What a template of this source shows on the page /p/?q=mana."""
    with jinja.pakai_permintaan(RequestFactory().get("/p/?q=mana")):
        return jinja.lingkungan().from_string(sumber).render(isi)


def test_every_template_compiles_and_keeps_the_rules() -> None:
    lingkungan = jinja.lingkungan()

    for nama in jinja.daftar_templat():
        sumber, _, _ = lingkungan.loader.get_source(lingkungan, nama)  # type: ignore[union-attr]  # always given
        lingkungan.compile(sumber, nama)

    assert len(jinja.daftar_templat()) > 200


@pytest.mark.parametrize(
    ("sumber", "alasan"),
    [
        ("{{ _(nama) }}", "must be a constant"),
        ('{{ ngettext("satu", banyak, 2) }}', "must be a constant"),
        ("{{ nama|safe }}", "Unescaped"),
        ("{% autoescape false %}{{ nama }}{% endautoescape %}", "Unescaped"),
        ("{{ c.tombl(1) }}", "No component c.tombl"),
        ("{{ c.remah(kini=1, jalur=2) }}", "doesn't take jalur"),
        ("{{ c.remah() }}", "needs kini"),
        ('{{ c.cip("#", "x", href="#") }}', "gets href twice"),
        ('{% call c.inisial("x") %}y{% endcall %}', "draws nothing"),
        ("{% for c in daftar %}{% endfor %}", "is taken"),
    ],
)
def test_what_a_template_may_not_do_does_not_compile(sumber: str, alasan: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=alasan):
        jinja.lingkungan().from_string(sumber)


@pytest.mark.parametrize(
    "sumber", ["{{ namaa }}", "{{ namaa.apa }}", "{% for x in namaa %}{% endfor %}", "{{ orang.namaa }}", "{{ namaa|angka }}"]
)
def test_a_misspelt_name_is_an_error(sumber: str) -> None:
    with pytest.raises(UndefinedError):
        tulis(sumber, orang=SimpleNamespace(nama="Hotma"))


def test_what_may_be_missing_is_nothing() -> None:
    assert tulis("{% if namaa %}ada{% endif %}") == ""
    assert tulis("{{ hasil.baris }}{{ hasil.baris.jumlah|angka }}", hasil={}) == "–"
    assert tulis("{{ orang.atasan.nama }}", orang=SimpleNamespace(atasan=None)) == ""


def test_a_method_that_is_not_called_is_an_error() -> None:
    with pytest.raises(TypeError, match="is not called"):
        tulis("{{ kata.upper_case }}", kata=SimpleNamespace(upper_case=lambda: ""))


@pytest.mark.parametrize(
    "nilai",
    [
        2944,
        78.5,
        Decimal("1250.50"),
        True,
        None,
        date(2026, 11, 24),
        datetime(2026, 11, 24, 20, 42, tzinfo=UTC),
        time(3, 42),
        "<b>",
        SafeString("<b>"),
    ],
)
@pytest.mark.parametrize("kode", ["id", "en"])
def test_values_are_written_as_django_writes_them(nilai: Any, kode: str) -> None:
    with translation.override(kode):
        assert tulis("{{ nilai }}", nilai=nilai) == engines["django"].from_string("{{ nilai }}").render({"nilai": nilai})


def test_values_inside_sentences_are_written_and_escaped_alike() -> None:
    assert tulis("{% trans n=n %}{{ n }} hal{% endtrans %}", n=2944) == "2.944 hal"
    assert tulis('{{ _("Akun %(nama)s", nama=nama) }}', nama="<b>") == "Akun &lt;b&gt;"
    assert tulis('{{ _("100 %%") }}') == "100 %"
    assert tulis("{% trans n=n %}{{ n }} kali{% pluralize %}{{ n }} kali{% endtrans %}", n=1200) == "1.200 kali"


def test_further_attributes_of_a_component_are_escaped() -> None:
    html = tulis('{{ c.lencana("x", data_salin=kata, title=aman, hidden=true, lang=none) }}', kata='"><b>', aman=Markup('a "b"'))

    assert ' data-salin="&#34;&gt;&lt;b&gt;" title="a &#34;b&#34;" hidden>' in html
    assert "lang" not in html


def test_components_know_the_request() -> None:
    assert 'name="csrfmiddlewaretoken"' in tulis("{{ c.keluar() }}")
    assert 'href="?q=mana&amp;urut=nama"' in tulis('{{ c.urut("Nama", "nama") }}')


def test_a_component_that_needs_the_request_says_so_without_one() -> None:
    with pytest.raises(RuntimeError, match="needs the request"):
        jinja.lingkungan().from_string("{{ csrf() }}").render()


def test_numbers_in_inputs_are_not_grouped() -> None:
    class Angka(Formulir):
        unit = forms.TypedChoiceField(coerce=int, choices=[(1234, "Dinas")])
        cerita = forms.CharField(max_length=4000)

    html = str(Angka({"unit": 1234, "cerita": 5678}))

    assert '<option value="1234" selected>' in html
    assert "maxlength" not in html  # a browser would cut what is pasted without a word
    assert 'value="5678"' in html


def test_translators_see_every_sentence_of_a_template_on_its_line() -> None:
    sumber = '<p>{{ _("Satu") }}</p>\n{% trans n=a|angka %}{{ n }} hal{% pluralize %}{{ n }} hal-hal{% endtrans %}\n{{ c.tombol(_("Dua %%")) }}'

    assert jinja.tulis_kalimat(sumber).splitlines() == [
        "gettext('Satu');",
        "ngettext('%(n)s hal', '%(n)s hal-hal', 1);",
        "gettext('Dua %%');",
    ]


def test_every_sentence_of_our_templates_is_read_and_nearly_all_are_translated() -> None:
    katalog = translation.trans_real.translation("en")._catalog  # type: ignore[attr-defined]  # Django has no other list of its texts
    kalimat = {
        k for nama in jinja.daftar_templat() for k in _kalimat(jinja.tulis_kalimat((AKAR / "templates" / nama).read_text()))
    }

    assert len(kalimat) > 1000
    assert sum(k in katalog or (k, 0) in katalog for k in kalimat) > 0.9 * len(kalimat)


def _kalimat(sumber: str) -> list[str]:
    return [
        n.args[0].value for n in ast.walk(ast.parse(sumber)) if isinstance(n, ast.Call) and isinstance(n.args[0], ast.Constant)
    ]


def test_pages_of_libraries_are_read_as_django_templates() -> None:
    assert jinja.milik_kita(AKAR / "templates/pegawai/daftar.html")
    assert not jinja.milik_kita(AKAR / "templates/pustaka/account/login.html")
    assert not jinja.milik_kita(AKAR / "templates/pustaka/account/messages/logged_in.txt")


def test_no_view_gives_a_page_a_name_that_belongs_to_the_frame() -> None:
    """Django puts what its context processors give over what the view gave: such a name would never arrive."""
    rangka = RequestFactory().get("/")
    milik = {nama for p in engines["jinja2"].template_context_processors for nama in p(rangka)}  # type: ignore[attr-defined]
    salah = [
        f"{berkas.relative_to(AKAR)}:{simpul.lineno} {kunci.value}"
        for berkas in sorted(AKAR.glob("*/**/views/**/*.py")) + sorted(AKAR.glob("*/**/views.py"))
        if ".venv" not in berkas.parts
        for simpul in ast.walk(ast.parse(berkas.read_text(encoding="utf-8")))
        if isinstance(simpul, ast.Dict)
        for kunci in simpul.keys
        if isinstance(kunci, ast.Constant) and kunci.value in milik
    ]

    assert salah == []
