"""Pages over all processes: what waits for me, and a case with its holder, its next step and its trail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from akun.kewenangan import Konteks, masuk
from akun.permintaan import konteks_of
from alur import kait, proses, selectors
from alur.alih import give_back, list_meja, list_tertahan, take_over
from alur.butir import with_ringkas, with_sebab
from alur.daftar import cari_tugas, gabung
from alur.forms import AmbilAlihForm, KembalikanForm
from alur.models import JenisPemegang, Pemegang
from alur.penolakan import perkara_di
from alur.proses import Proses
from alur.tertahan import ada_lain, list_lain
from inti import halaman, tugas
from inti.errors import UseCaseError
from inti.forms import Formulir, add_errors

UKURAN = 30


@require_safe
@masuk
def menunggu(request: HttpRequest) -> HttpResponse:
    """Everything that waits for whoever asks, cases and other tasks, the nearest day first, with age and due day.

    Other tasks stand on the first page; those due after its last case, where more cases follow, below it.
    """
    konteks, kursor = konteks_of(request), request.GET.get("kursor", "")
    lembar = halaman.buka(selectors.list_menunggu(konteks), ("batas", "pk"), kursor, UKURAN)
    butir = with_sebab(konteks, with_ringkas(lembar.baris, konteks.per, konteks))
    lain = [] if kursor else [t for t in tugas.daftar(konteks, kecuali=cari_tugas) if not t.tahu]
    akhir = (lembar.baris[-1].tenggat or date.max) if lembar.sesudah else date.max
    banyak = list_tertahan(konteks).count()
    isi = {
        "halaman": lembar,
        "butir": gabung(butir, [t for t in lain if t.urut[0] <= akhir]),
        "lain": [t for t in lain if t.urut[0] > akhir],
        "wakil": kait.susunan().list_wakil(konteks),
        "mewakili": bool(konteks.mewakili),
        "tertahan": banyak,
        "tertahan_lain": not banyak and ada_lain(konteks),
    }
    return render(request, "alur/menunggu.html", isi)


@require_safe
@masuk
def tertahan(request: HttpRequest) -> HttpResponse:
    """What lies overdue with superiors, longest first, for the officers who may take it over or hand it to a substitute."""
    konteks = konteks_of(request)
    kursor = request.GET.get("kursor", "")
    lembar = halaman.buka(list_tertahan(konteks), ("tenggat", "pk"), kursor, UKURAN)
    butir = with_ringkas(lembar.baris, konteks.per)
    lain = [] if kursor else list_lain(konteks)
    isi = {"halaman": lembar, "butir": butir, "meja": list_meja(lembar.baris, konteks), "lain": lain}
    return render(request, "alur/tertahan.html", isi)


@require_safe
@masuk
@perkara_di()
def perkara(request: HttpRequest, nama: str, kode: str) -> HttpResponse:
    """Where a case stands, who holds it since when, what comes next, and its trail; for whoever may see it."""
    return _halaman(request, *_perkara(request, nama, kode))


@require_POST
@masuk
@perkara_di(alasan=gettext_lazy("Alasan"))
def ambil(request: HttpRequest, nama: str, kode: str) -> HttpResponse:
    """Take a case over from a superior who can't act."""
    pesan = _("Perkara ini sekarang di tangan petugas. Lanjutkan di berkasnya.")
    return _alihkan(request, nama, kode, AmbilAlihForm(request.POST), take_over, pesan)


@masuk
@require_POST
@perkara_di(alasan=gettext_lazy("Alasan"))
def kembalikan(request: HttpRequest, nama: str, kode: str) -> HttpResponse:
    """Give a case that officers took over back to its superior."""
    pesan = _("Perkara ini kembali di meja atasannya. Ia dikabari.")
    return _alihkan(request, nama, kode, KembalikanForm(request.POST), give_back, pesan)


def _alihkan(
    request: HttpRequest, nama: str, kode: str, form: Formulir, alihkan: Callable[..., Pemegang], pesan: str
) -> HttpResponse:
    """Hand a case over with the reason of `form`; a refusal shows on its page."""
    jenis, objek = _perkara(request, nama, kode)
    if form.is_valid():
        try:
            alihkan(konteks=konteks_of(request), proses=jenis, objek=objek, alasan=form.cleaned_data["alasan"])
        except UseCaseError as error:
            add_errors(form, error)
        else:
            messages.success(request, pesan)
            return redirect("alur:perkara", nama=nama, kode=kode)
    return _halaman(request, jenis, objek, form, status=422)


def _perkara(request: HttpRequest, nama: str, kode: str) -> tuple[Proses, Model]:
    """The process and the subject of a case that whoever asks may see. Raises Http404."""
    try:
        jenis = proses.get(nama)
    except KeyError:
        raise Http404 from None
    objek = selectors.get_objek(konteks_of(request), jenis, kode)
    if objek is None:
        raise Http404
    return jenis, objek


def _halaman(request: HttpRequest, jenis: Proses, objek: Any, form: Formulir | None = None, *, status: int = 200) -> HttpResponse:
    konteks = konteks_of(request)
    posisi = selectors.get_posisi(konteks, jenis, objek)
    diambil = bool(posisi.pemegang and posisi.pemegang.diambil_alih_at)
    di_atasan = bool(posisi.pemegang and posisi.pemegang.jenis == JenisPemegang.ATASAN)
    isi = {
        "proses": jenis,
        "kode": objek.kode,
        "ringkas": jenis.ringkas([objek.kode]).get(objek.kode),
        "posisi": posisi,
        "jejak": selectors.buka_jejak(konteks, jenis, objek),
        **(_saran_titip(konteks, jenis.orang(objek)) if di_atasan and not jenis.ambil_alih else {}),
        "bisa_ambil": posisi.alih and not diambil,
        "bisa_kembalikan": posisi.alih and diambil,
        "form": form or (KembalikanForm() if diambil else AmbilAlihForm()),
    }
    return render(request, "alur/perkara.html", isi, status=status)


def _saran_titip(konteks: Konteks, kode: str) -> dict[str, Any]:
    """Whether to say that the work of this person's superior can be handed over, and where: not to that superior, nor once it is."""
    pimpinan = kait.susunan().list_atasan([kode], konteks.per).get(kode)
    if pimpinan is None or pimpinan.wakil or pimpinan.orang.akun_id == konteks.pengguna.pk:
        return {}
    return {"saran_titip": True, "titip": kait.susunan().list_alamat_titip(konteks, [kode]).get(kode, "")}
