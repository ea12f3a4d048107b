"""Handing files to browsers: always as a download, never as a page of ours."""

from __future__ import annotations

from typing import IO, cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from akun.pembacaan import TujuanKosongError
from akun.permintaan import konteks_of
from dokumen import pembaca
from dokumen.forms import TujuanForm
from dokumen.models import Dokumen


def sajikan(request: HttpRequest, dokumen: Dokumen) -> HttpResponse:
    """Hand out a kept file to whoever may open it now; where the disk has lost it, a 404 page says whom to tell.

    A file that shows data of a closed group asks first what for, unless the page that opened these data sends it along.

    Raises Http404 for everybody else.
    """
    form = TujuanForm(request.POST if request.method == "POST" else None)
    tujuan = form.cleaned_data["tujuan"] if form.is_valid() else ""
    try:
        terbuka = pembaca.buka(konteks_of(request), dokumen, tujuan)
    except pembaca.TidakTerlihat as error:
        raise Http404 from error
    except pembaca.BerkasHilang:
        return render(request, "dokumen/hilang.html", status=404)
    except TujuanKosongError:
        return render(request, "dokumen/tujuan.html", {"form": form}, status=422 if form.errors else 200)
    return lampiran(terbuka.isi, nama=terbuka.nama, tipe=terbuka.tipe)


def lampiran(isi: IO[bytes], *, nama: str, tipe: str) -> HttpResponse:
    """An open file as a download.

    SECURITY: always under our own type, never shown inside our origin; should a browser show it all the same, nothing runs.
    """
    jawab = FileResponse(isi, as_attachment=True, filename=nama, content_type=tipe)
    jawab.headers["X-Content-Type-Options"] = "nosniff"
    jawab.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return cast(HttpResponse, jawab)  # a FileResponse streams; to a view it is a response like any other
