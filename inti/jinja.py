"""The template engine: Django's own Jinja2 backend with our components, words, numbers and checks.

Pages live in `templates/`; pages that libraries draw (`templates/pustaka/`) stay Django templates and
borrow the frame and the components through `inti/templatetags/inti.py`.

    {{ c.tombol(_("Simpan"), type="submit", jenis="utama") }}      a component of templates/komponen/
    {{ p.dibuat_at|waktu }}                                        a filter of inti/tulisan.py or an app's tulisan.py

Globals never need `with context`: what they know of the request stands in a context variable.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache, wraps
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

import jinja2
from django.conf import settings
from django.http import HttpRequest
from django.template import defaultfilters, engines
from django.template.backends import jinja2 as bawaan
from django.template.backends.utils import csrf_input
from django.templatetags.i18n import language_name_local
from django.utils import formats
from django.utils.module_loading import import_string
from django.utils.timezone import is_aware
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import nodes
from markupsafe import Markup, escape

from inti import instansi, jinja_periksa, tetap, tulisan, waktu
from inti.alamat import reverse, static
from inti.draf import kunci_draf

FOLDER = Path(settings.BASE_DIR) / "templates"
_permintaan: ContextVar[HttpRequest | None] = ContextVar("permintaan", default=None)
KALIMAT_DIINGAT = 8192  # sentences × languages; the least used go first
DILOKALKAN = (int, float, Decimal, date, datetime, time)
# Django's own filters that our pages use; Jinja2's take the rest (length, first, join, upper, lower, reverse).
FILTER_DJANGO = ("capfirst", "date", "default_if_none", "filesizeformat", "json_script", "linebreaks", "linebreaksbr", "truncatechars", "truncatewords", "urlencode")  # fmt: skip


@contextmanager
def pakai_permintaan(request: HttpRequest | None) -> Any:
    """For its duration, globals such as `csrf()` speak for `request`; None leaves the one that is being answered."""
    if request is None:
        yield
        return
    kunci = _permintaan.set(request)
    try:
        yield
    finally:
        _permintaan.reset(kunci)


class Templat(bawaan.Template):
    """A page that knows the request it answers."""

    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> str:
        """Draw the page."""
        with pakai_permintaan(request):
            hasil: str = super().render(context, request)
        return hasil


class Jinja2(bawaan.Jinja2):
    """The backend of TEMPLATES."""

    def get_template(self, template_name: str) -> Templat:
        """Load a template by its name. Raises TemplateDoesNotExist."""
        return Templat(super().get_template(template_name).template, self)

    def from_string(self, template_code: str) -> Templat:
        """Make a template of a text."""
        return Templat(super().from_string(template_code).template, self)


class TakAda(jinja2.Undefined):
    """What isn't there: nothing where it may be missing, an error where a name is wrong.

    A key of a mapping and whatever lies below None may be missing, and every name may be asked for in `if`.
    A variable that the view never gave, or an attribute that an object doesn't have, can't be drawn.
    """

    @property
    def _boleh_tiada(self) -> bool:
        return self._undefined_obj is None or isinstance(self._undefined_obj, (Mapping, TakAda))

    def __getattr__(self, nama: str) -> Any:
        if nama.startswith("__"):
            raise AttributeError(nama)
        return self if self._boleh_tiada else self._fail_with_undefined_error()

    def __getitem__(self, kunci: Any) -> Any:
        return self if self._boleh_tiada else self._fail_with_undefined_error()

    def __str__(self) -> str:
        return "" if self._boleh_tiada else str(self._fail_with_undefined_error())

    def __iter__(self) -> Any:
        return iter(()) if self._boleh_tiada else self._fail_with_undefined_error()

    def __len__(self) -> int:
        return 0 if self._boleh_tiada else int(self._fail_with_undefined_error())

    def __hash__(self) -> int:
        return id(type(self))


class Komponen:
    """The namespace `c` of every template: `c.kartu` is the macro `kartu` of a file in templates/komponen/."""

    def __init__(self, lingkungan: Lingkungan, folder: Iterable[Path]) -> None:
        self._lingkungan = lingkungan
        self._berkas = {
            nama: f"komponen/{berkas.name}"
            for induk in folder
            for berkas in sorted((induk / "komponen").glob("*.html"))
            for nama in jinja_periksa.NAMA_MAKRO.findall(berkas.read_text(encoding="utf-8"))
            if not nama.startswith("_")
        }

    def __getattr__(self, nama: str) -> Any:
        """Load a component on its first use; it is an attribute from then on."""
        if nama not in self._berkas:
            raise AttributeError(nama)
        modul = self._lingkungan.get_template(self._berkas[nama]).module
        makro = getattr(modul, nama)
        if not self._lingkungan.auto_reload:
            makro = tetap.ingat(makro, _tanpa_permintaan) if getattr(modul, "tetap", False) else makro
            setattr(self, nama, makro)
        return makro

    def tanda_tangan(self) -> dict[str, jinja_periksa.TandaTangan]:
        """What each component takes, read from its source."""
        if "_tanda" not in self.__dict__:
            lingkungan, hasil = self._lingkungan, {}
            for nama, berkas in self._berkas.items():
                sumber, _, _ = lingkungan.loader.get_source(lingkungan, berkas)  # type: ignore[union-attr]  # always given
                hasil[nama] = jinja_periksa.baca_tanda_tangan(lingkungan.parse(sumber, berkas))[nama]
            self.__dict__["_tanda"] = hasil
        tanda: dict[str, jinja_periksa.TandaTangan] = self.__dict__["_tanda"]
        return tanda


class Lingkungan(jinja2.Environment):
    """Jinja2 with our checks: what they refuse does not compile."""

    komponen: Komponen

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        jinja_periksa.periksa(source, args[0] if args else None, self.komponen.tanda_tangan())
        return super()._generate(source, *args, **kwargs)


def buat_lingkungan(*, tulisan_aplikasi: Iterable[str] = (), **pilihan: Any) -> Lingkungan:
    """The environment of TEMPLATES: `tulisan_aplikasi` names the FILTER tuples of apps above this one."""
    pilihan |= {"undefined": TakAda, "finalize": finalkan, "trim_blocks": True, "lstrip_blocks": True, "cache_size": -1}
    simpanan = None if settings.DEBUG else buat_simpanan()
    lingkungan = Lingkungan(**pilihan, extensions=["jinja2.ext.i18n"], bytecode_cache=simpanan)
    lingkungan.newstyle_gettext = True  # type: ignore[attr-defined]  # of the extension
    loader = pilihan["loader"]
    lingkungan.komponen = Komponen(lingkungan, [Path(p) for p in loader.searchpath])
    lingkungan.globals.update(
        {f.__name__: f for f in (url, static, csrf, url_ganti, alamat_kini, bahasa_kini, atribut, kunci_draf)},
        **{f.__name__: f for f in (tulisan.gambar, tulisan.ruas_susun, tulisan.ringkas_susun, tulisan.bentuk_garis)},
        **{f.__name__: f for f in (tulisan.deret, tulisan.lembar)},
        c=lingkungan.komponen,
        instansi=instansi.SEKARANG,
        _=terjemah,
        gettext=terjemah,
        ngettext=terjemah_jumlah,
    )
    semua = [*tulisan.FILTER, *(f for nama in tulisan_aplikasi for f in import_string(nama))]
    lingkungan.filters.update({f.__name__: _tanpa_tiada(f) for f in semua})
    lingkungan.filters.update({nama: _tanpa_tiada(defaultfilters.register.filters[nama]) for nama in FILTER_DJANGO})
    lingkungan.filters["language_name_local"] = language_name_local
    return lingkungan


def buat_simpanan() -> jinja2.FileSystemBytecodeCache:
    """Where compiled templates are kept, for this very engine: another version of it, or of Jinja2, gets a folder of its own."""
    sumber = b"".join(Path(berkas).read_bytes() for berkas in (__file__, jinja_periksa.__file__))
    versi = hashlib.sha256(sumber + jinja2.__version__.encode()).hexdigest()[:12]
    folder = Path(settings.DATA_DIR) / "templat" / versi
    folder.mkdir(parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(folder))


def _tanpa_tiada(fungsi: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, given '' for what may be missing."""

    @wraps(fungsi)
    def filter_(nilai: Any, *args: Any, **kwargs: Any) -> Any:
        return fungsi(str(nilai) if isinstance(nilai, jinja2.Undefined) else nilai, *args, **kwargs)

    return filter_


def finalkan(nilai: Any) -> Any:
    """What `{{ … }}` prints: numbers, dates and instants as the reader's language writes them."""
    jenis = type(nilai)
    if jenis is str or jenis is Markup:
        return nilai
    if isinstance(nilai, DILOKALKAN):
        return formats.localize(waktu.lokal(nilai) if isinstance(nilai, datetime) and is_aware(nilai) else nilai)
    if jenis is MethodType or jenis is FunctionType:
        raise TypeError(f"{nilai!r} in a template is not called: write {nilai.__name__}()")
    return nilai


def terjemah(kalimat: str, /, **isi: Any) -> Markup:
    """A sentence in the reader's language; `isi` fills its %(name)s, escaped. The sentence is a constant (jinja_periksa)."""
    hasil = _kalimat(kalimat, get_language())
    return hasil % _isi(isi) if isi else _tanpa_isi(hasil)


@lru_cache(maxsize=KALIMAT_DIINGAT)
def _kalimat(kalimat: str, bahasa: str | None) -> Markup:
    """`bahasa` is the one that is active: it only tells apart what is remembered."""
    return Markup(gettext(kalimat))  # noqa: S704  # a constant of a template


@lru_cache(maxsize=KALIMAT_DIINGAT)
def _tanpa_isi(hasil: Markup) -> Markup:
    return hasil.replace("%%", "%")


def terjemah_jumlah(tunggal: str, jamak: str, jumlah: Any, /, **isi: Any) -> Markup:
    """A sentence in the reader's language for one or for several."""
    return Markup(ngettext(tunggal, jamak, jumlah)) % _isi({"num": jumlah} | isi)  # noqa: S704  # a constant of a template


def _isi(isi: Mapping[str, Any]) -> dict[str, Any]:
    return {nama: escape(finalkan(nilai)) for nama, nilai in isi.items()}


def url(nama: str, /, *args: Any, **kwargs: Any) -> str:
    """The address of a page."""
    return reverse(nama, *args, **kwargs)


def csrf() -> str:
    """The hidden field that a form by POST carries."""
    permintaan = _kini()
    isian: tuple[Any, str] = getattr(permintaan, "_isian_csrf", (None, ""))
    # Masking the secret anew for each of a page's forms hides nothing more; a secret that was replaced meanwhile does count.
    if isian[0] is None or isian[0] != permintaan.META.get("CSRF_COOKIE"):
        html = csrf_input(permintaan)
        isian = permintaan.META.get("CSRF_COOKIE"), html
        permintaan._isian_csrf = isian  # type: ignore[attr-defined]  # of this request alone
    return isian[1]


def alamat_kini() -> str:
    """The address of this page, with its parameters."""
    return _kini().get_full_path()


def url_ganti(**ganti: Any) -> str:
    """The current address with some parameters replaced; None takes one away."""
    isi = _kini().GET.copy()
    for kunci, nilai in ganti.items():
        if nilai is None or nilai == "":
            isi.pop(kunci, None)
        else:
            isi[kunci] = str(nilai)
    return f"?{isi.urlencode()}" if isi else _kini().path


def _kini() -> HttpRequest:
    permintaan = _permintaan.get()
    if permintaan is None:
        raise RuntimeError("This component needs the request: render it through Django's render().")
    return permintaan


def bahasa_kini() -> str:
    """The language of the reader."""
    return get_language() or settings.LANGUAGE_CODE


def atribut(lain: Mapping[str, Any]) -> Markup:
    """Attributes that a component passes on, with a space in front: `data_salin="x"` becomes ` data-salin="x"`.

    True stands for the bare name; False, None and '' in the place of a flag leave it out.
    """
    hasil = []
    for nama, nilai in lain.items():
        if nilai is True:
            hasil.append(Markup(" {}").format(nama.replace("_", "-")))
        elif nilai is not False and nilai is not None:
            teks = Markup(str(nilai).replace('"', "&#34;")) if hasattr(nilai, "__html__") else escape(nilai)  # noqa: S704
            hasil.append(Markup(' {}="{}"').format(nama.replace("_", "-"), teks))
    return Markup("").join(hasil)


def lingkungan() -> Lingkungan:
    """The environment of this process."""
    mesin = engines["jinja2"]
    assert isinstance(mesin, Jinja2)
    assert isinstance(mesin.env, Lingkungan)
    return mesin.env


def lukis(nama: str, isi: Mapping[str, Any]) -> Markup:
    """A part of a page that may be kept: drawn without the request, so that nothing of whoever asks can enter it.

    Raises RuntimeError where the template asks for the request.
    """
    return Markup(_tanpa_permintaan(lingkungan().get_template(nama).render, isi))  # noqa: S704  # escaped by the template


def _tanpa_permintaan(gambar: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    kunci = _permintaan.set(None)
    try:
        return gambar(*args, **kwargs)
    finally:
        _permintaan.reset(kunci)


def milik_kita(berkas: Path) -> bool:
    """Whether a file is one of our Jinja2 templates (and not of those that libraries draw)."""
    bagian = berkas.resolve().parts
    return berkas.suffix == ".html" and "templates" in bagian and "pustaka" not in bagian


def daftar_templat() -> list[str]:
    """Names of all our templates."""
    return lingkungan().list_templates(filter_func=lambda nama: milik_kita(FOLDER / nama) and (FOLDER / nama).exists())


def siapkan() -> int:
    """Compile all templates, or load them where they are compiled already; say how many. Raises TemplateSyntaxError."""
    nama = daftar_templat()
    for satu in nama:
        lingkungan().get_template(satu)
    return len(nama)


def tulis_kalimat(sumber: str) -> str:
    """A template as Python source for xgettext: its sentences, each on its line."""
    baris: list[str] = []
    for nomor, fungsi, pesan in lingkungan().extract_translations(sumber):  # type: ignore[attr-defined]  # of the extension
        kalimat = [k for k in (pesan if isinstance(pesan, tuple) else (pesan,)) if k is not None]
        baris.extend([""] * (nomor - len(baris)))
        nama = "ngettext" if fungsi == "ngettext" else "gettext"
        ekor = ", 1" if fungsi == "ngettext" else ""
        baris[nomor - 1] += f"{nama}({', '.join(map(repr, kalimat))}{ekor});"
    return "\n".join(baris) + "\n"
