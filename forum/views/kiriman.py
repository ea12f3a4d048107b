"""The moderators' desk for posts: those that somebody flagged, and what a moderator decides on one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akun.kewenangan import Konteks, akses
from akun.permintaan import konteks_of
from forum.forms.dasar import segarkan_versi
from forum.forms.meja import ModerasiForm
from forum.models import Kiriman
from forum.selectors.topik import list_dilaporkan, with_laporan
from forum.services import kiriman as layanan
from inti import halaman
from inti.errors import UseCaseError, VersiBerbedaError
from inti.forms import add_errors
from inti.versi import BerubahError

UKURAN = 25


@akses("kiriman.moderasi")
@require_safe
def dilaporkan(request: HttpRequest) -> HttpResponse:
    """Posts that somebody flagged, the oldest first. Two queries."""
    rows = list_dilaporkan(konteks_of(request))
    lembar = halaman.buka(rows, ("pk",), request.GET.get("kursor", ""), UKURAN)
    butir = [(kiriman, ModerasiForm(None, kiriman)) for kiriman in lembar.baris]
    return render(request, "forum/dilaporkan.html", {"halaman": lembar, "butir": butir})


@akses("kiriman.moderasi")
@require_POST
def moderasi_kiriman(request: HttpRequest, kode: str) -> HttpResponse:
    """Hide, restore, edit or leave a post, with a reason; a refusal shows it as it stands now, with everything typed."""
    konteks = konteks_of(request)
    kiriman = get_object_or_404(_list_kiriman(), kode=kode)
    lakukan = TINDAKAN.get(request.POST.get("tindakan", ""))
    if lakukan is None:
        raise Http404
    form, status = ModerasiForm(request.POST, kiriman), 422
    if lakukan in (_tampilkan, _biarkan) and "isi" in form.changed_data:
        # What was to be taken out would be shown after all, and the edit would be gone.
        form.add_error("isi", _("Suntingan ini belum disimpan. Simpan dulu, atau kembalikan isinya seperti semula."))
    if form.is_valid():
        try:
            lakukan(konteks, kiriman, form)
        except VersiBerbedaError as error:
            kiriman, status = get_object_or_404(_list_kiriman(), kode=kode), 409
            _perbarui(form, kiriman, error)
        except UseCaseError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Tersimpan."))
            return _kembali(request, kiriman)
    return render(request, "forum/kiriman_tinjau.html", {"kiriman": kiriman, "form": form}, status=status)


def _list_kiriman() -> Any:
    return with_laporan(Kiriman.objects.select_related("topik"))


def _perbarui(form: ModerasiForm, kini: Kiriman, error: VersiBerbedaError) -> None:
    """Show what was typed against the post as it stands now; saved once more, it counts as knowing it."""
    if isinstance(error, BerubahError):
        form.tolak(error, {"isi": error.kini.isi})
        return
    if "isi" in form.changed_data:
        segarkan_versi(form, kini.versi)
    else:
        form.bandingkan({"isi": kini.isi}, kini.versi)
    add_errors(form, error)


def _kembali(request: HttpRequest, kiriman: Kiriman) -> HttpResponse:
    if request.POST.get("kembali") == "topik":
        return redirect(f"{reverse('forum:topik', kwargs={'kode': kiriman.topik.kode})}#k-{kiriman.kode}")
    return redirect("forum:dilaporkan")


def _sembunyikan(konteks: Konteks, kiriman: Kiriman, form: ModerasiForm) -> None:
    isi = form.cleaned_data
    layanan.hide_kiriman(konteks=konteks, kiriman=kiriman, alasan=isi["alasan"], versi=isi["versi"] or 0)


def _tampilkan(konteks: Konteks, kiriman: Kiriman, form: ModerasiForm) -> None:
    isi = form.cleaned_data
    layanan.restore_kiriman(konteks=konteks, kiriman=kiriman, alasan=isi["alasan"], versi=isi["versi"] or 0)


def _sunting(konteks: Konteks, kiriman: Kiriman, form: ModerasiForm) -> None:
    layanan.edit_kiriman(konteks=konteks, kiriman=kiriman, sunting=form.suntingan(), **form.tanpa_versi())


def _biarkan(konteks: Konteks, kiriman: Kiriman, form: ModerasiForm) -> None:
    layanan.dismiss_laporan(konteks=konteks, kiriman=kiriman, versi=form.cleaned_data["versi"] or 0)


TINDAKAN: Mapping[str, Callable[[Konteks, Kiriman, ModerasiForm], None]] = {
    "sembunyikan": _sembunyikan,
    "tampilkan": _tampilkan,
    "sunting": _sunting,
    "biarkan": _biarkan,
}
