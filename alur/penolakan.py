"""The page of a case that is closed to somebody: why, with whom it lies now, the words to copy, and what they did in it themselves.

    @akses("skp.sepakati")
    @require_POST
    @perkara_di(SKP_TAHUNAN, catatan=_("Apa yang perlu disesuaikan?"))
    def kembalikan(request, kode): …

Whatever answers 403 or 404 to such a form comes here (`handler403`, `handler404`): the view, the table of rights before it, or
the engine; and to any page to which a message once led, or which is closed to somebody because they lead nobody any more. A view that catches refusals itself hands over those of a step that is gone: `return tolak(request, error)`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import defaults

from akun import kewenangan
from akun.permintaan import konteks_of
from alur import proses as daftar_proses
from alur import sebab, selectors
from alur.proses import Proses
from dokumen.forms import TUNGGU
from dokumen.services import list_menunggu
from inti.errors import UseCaseError
from inti.forms import PILIH
from kabar.selectors import cari_dikabari

DIBUKA = ("GET", "HEAD")  # looked at; no step was sent
SEMULA = "initial-"  # BaseForm.add_initial_prefix
View = TypeVar("View", bound=Callable[..., HttpResponse])


@dataclass(frozen=True)
class Terpilih:
    """A field in which people choose: its label, and the words of the value that was sent."""

    label: Any
    kata: Callable[[str], str]


def perkara_di(jenis: Proses | None = None, /, **ketikan: Any) -> Callable[[View], View]:
    """Declare that a view takes steps of the case whose code stands as `kode` in its address.

    jenis     its process; None where the address names it as `nama`, and for a page that is no case but where people write
    ketikan   fields in which people write, and their labels (Terpilih where they choose): what a refusal keeps.
              A prefix of the form doesn't matter.
    """

    def hias(view: View) -> View:
        view.perkara = (jenis, ketikan)  # type: ignore[attr-defined]  # read by _pergi
        return view

    return hias


def ditolak_403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Outside of one's rights: the page of a step that was refused meanwhile, else the page of every 403."""
    return _pergi(request, exception) or defaults.permission_denied(request, exception)


def ditolak_404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not there, or not for this account: the page of a step that was refused meanwhile, else the page of every 404."""
    return _pergi(request, exception) or defaults.page_not_found(request, exception)


def tolak(request: HttpRequest, error: UseCaseError, ketikan: Sequence[tuple[Any, str]] = ()) -> HttpResponse:
    """The page of a step that is gone, mostly because somebody else was faster: who and when, the case, the words. 409.

    ketikan  label and words of what was typed besides, in fields that only the view can name
    """
    jenis, objek = _perkara(request)
    jejak = _jejak_sendiri(request, jenis, objek)
    return _halaman(request, jenis, objek, str(error), jejak, status=409, ketikan=ketikan)


def _pergi(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """The page for a right that went away; None where nothing is known and nothing would be lost."""
    konteks = getattr(request, "konteks", None)
    if konteks is None or not konteks.masuk or konteks.perlu_faktor or request.resolver_match is None:
        return None
    if hasattr(_view(request), "perkara"):
        jenis, objek = _perkara(request)
        # SECURITY: a case that isn't there is refused in the very words of one that is.
        mengapa = sebab.cari_sebab(konteks, jenis, objek) if jenis and objek is not None else ""
        if _view(request).perkara[0] is None and "nama" not in request.resolver_match.kwargs:
            mengapa = _sebab_halaman(request)
        jejak = _jejak_sendiri(request, jenis, objek)
        if mengapa or jejak or list_ketikan(request) or request.FILES:
            return _halaman(request, jenis, objek, mengapa or _kata(exception), jejak, status=403)
        if request.method not in DIBUKA:  # a step without words, of whoever may not see the case any more
            terlihat = jenis and objek is not None and selectors.get_objek(konteks, jenis, objek.kode)
            return None if terlihat else _pernah(request)
    return _pernah(request) or _tak_memimpin(request) if request.method in DIBUKA else None


def _pernah(request: HttpRequest) -> HttpResponse | None:
    """For a page to which a message of one's own once led: that it has moved on.

    SECURITY: whoever was told of the very thing knows that it was there; nothing else is said, and no name.
    """
    cocok, konteks = request.resolver_match, konteks_of(request)
    assert cocok is not None  # _pergi
    jenis = _jenis(request) if hasattr(_view(request), "perkara") else None
    subjek = (jenis.nama, str(cocok.kwargs["kode"])) if jenis else None
    tentang = cari_dikabari(konteks, cocok.view_name, cocok.kwargs, subjek)
    if not tentang:
        return None
    perkara = any(p.nama == tentang for p in daftar_proses.daftar())
    kata = sebab.kata_berpindah() if perkara else _("Yang dulu dikabarkan kepada Anda tidak lagi terbuka untuk akun Anda.")
    return _halaman(request, None, None, kata, [], status=403, perkara=perkara)


def _tak_memimpin(request: HttpRequest) -> HttpResponse | None:
    """For a page of whoever leads people, why it is closed by now."""
    mengapa = _sebab_halaman(request)
    return _halaman(request, None, None, mengapa, [], status=403, perkara=False) if mengapa else None


def _sebab_halaman(request: HttpRequest) -> str:
    """Why whoever leads nobody any more finds the page closed; '' where something else refused it."""
    konteks, cocok = konteks_of(request), request.resolver_match
    assert cocok is not None  # _pergi
    aksi = kewenangan.aturan_view(cocok.func, cocok.view_name) or ""
    return "" if kewenangan.boleh(konteks, aksi) else sebab.cari_sebab_halaman(konteks, aksi)


def _view(request: HttpRequest) -> Any:
    return request.resolver_match.func if request.resolver_match else None


def _jenis(request: HttpRequest) -> Proses | None:
    """The process of the case in the address."""
    cocok = request.resolver_match
    assert cocok is not None  # the view was found
    jenis: Proses | None = _view(request).perkara[0]
    return jenis or next((p for p in daftar_proses.daftar() if p.nama == cocok.kwargs.get("nama")), None)


def _perkara(request: HttpRequest) -> tuple[Proses | None, Any]:
    """The process and the subject of the case in the address, whoever may see it; None for what isn't there."""
    cocok, jenis = request.resolver_match, _jenis(request)
    assert cocok is not None  # the view was found
    if jenis is None:
        return None, None
    rows = jenis.get_model()._base_manager.select_related(*jenis.muat)
    return jenis, rows.filter(kode=cocok.kwargs["kode"]).first()


def _kata(exception: Exception) -> str:
    """A refusal in its own words; for the table of rights and for what isn't found the same, whether there is such a case or not."""
    if isinstance(exception, PermissionDenied) and type(exception) is not PermissionDenied:
        return str(exception)
    return _("Akun Anda tidak dapat (lagi) melakukan ini: penugasannya mungkin berakhir, atau perkaranya berpindah tangan.")


def _halaman(
    request: HttpRequest,
    jenis: Proses | None,
    objek: Any,
    mengapa: str,
    jejak: list[selectors.Titik],
    *,
    status: int,
    perkara: bool = True,
    ketikan: Sequence[tuple[Any, str]] = (),
) -> HttpResponse:
    """Draw it, `perkara` false for a page that is no case. The way to the case stands there for whoever may still see it, else `jejak`, what they did in it themselves."""
    terlihat = jenis is not None and objek is not None and selectors.get_objek(konteks_of(request), jenis, objek.kode)
    ringkas = jenis.ringkas([objek.kode]).get(objek.kode) if jenis and terlihat else None
    isi = {
        "sebab": mengapa,
        "dibuka": request.method in DIBUKA,
        "perkara": perkara,
        "ringkas": ringkas,
        "ketikan": [*ketikan, *list_ketikan(request)],
        "berkas": list_berkas(request),
        "jejak": [] if ringkas else jejak,
    }
    return render(request, "alur/ditolak.html", isi, status=status)


def _jejak_sendiri(request: HttpRequest, jenis: Proses | None, objek: Any) -> list[selectors.Titik]:
    """What whoever asks did in the case themselves. One query.

    SECURITY: UU 27/2022 lets somebody whose mandate is over answer for their own step, and gives no reason to read on in another
    person's file: the line of the step, and neither the file nor what others did or wrote.
    """
    if jenis is None or objek is None:
        return []
    saya = konteks_of(request).pengguna.pk
    return [t for t in selectors.list_jejak(jenis, objek.kode) if t.jejak.oleh_id == saya]


def list_ketikan(request: HttpRequest) -> list[tuple[Any, str]]:
    """Label and words of each declared field that was filled in; not what stood there before, which a form sends along."""
    label: dict[str, Any] = getattr(_view(request), "perkara", (None, {}))[1]
    isi = [(nama, str(nilai).strip()) for nama, nilai in request.POST.items() if not nama.startswith(SEMULA)]
    kiriman = [(nama.rpartition("-")[2].removesuffix(PILIH), nilai) for nama, nilai in isi]
    return [_terucap(label[nama], nilai) for nama, nilai in kiriman if nama in label and nilai]


def _terucap(label: Any, nilai: str) -> tuple[Any, str]:
    return (label.label, label.kata(nilai)) if isinstance(label, Terpilih) else (label, nilai)


def list_berkas(request: HttpRequest) -> list[str]:
    """Names of the files that came with a refused step, just chosen or waiting for its form. None of them was kept with the case."""
    menunggu = [str(kode) for nama, kode in request.POST.items() if nama.endswith(TUNGGU) and kode]
    ditahan = list_menunggu(konteks_of(request)).filter(kode__in=menunggu).values_list("nama", flat=True) if menunggu else []
    return [str(b.name) for daftar in request.FILES.lists() for b in daftar[1]] + list(ditahan)
