"""The superior's board, and judging one person for a quarter."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from akun import kewenangan
from akun.kewenangan import Konteks, akses
from akun.models import KelompokData
from akun.pembacaan import buka_daftar
from akun.permintaan import konteks_of
from alur.penolakan import perkara_di
from inti.errors import UseCaseError
from inti.forms import add_errors
from inti.keputusan import Keputusan
from inti.penjelasan import kalimat
from kinerja.capaian import list_jalur
from kinerja.forms.evaluasi import TETAPKAN, EvaluasiForm
from kinerja.models import LABEL_RATING, SKP, EkspektasiPerilaku, EvaluasiPeriodik, NilaiBerakhlak, PeriodeKinerja
from kinerja.selectors import evaluasi as baca
from kinerja.selectors.dasbor import list_unit_puncak
from kinerja.selectors.evaluasi import DataPeriode
from kinerja.selectors.penilai import get_penilai
from kinerja.selectors.skp import find_periode_terakhir, list_periode
from kinerja.selectors.tim import SARINGAN, kata_saringan, list_tim, susun_papan
from kinerja.services import evaluasi as layanan
from kinerja.services.skp import require_penilai
from organisasi.models import UnitKerja


@akses("kinerja.tim")
@require_safe
def tim(request: HttpRequest) -> HttpResponse:
    """Decisions first, then the team, whoever may need help on top."""
    konteks = konteks_of(request)
    diminta = request.GET.get("periode", "")
    daftar_periode = list_periode(tahun_diminta(diminta, konteks))
    periode = pilih_periode(daftar_periode, diminta, konteks)
    if periode is None:
        return belum_dibuka(request, _("Papan tim Anda"), reverse("kinerja:tim"))
    orang = buka_daftar(
        konteks, list_tim(konteks, periode), KelompokData.KINERJA, gettext_noop("Membuka papan tim"), kode=lambda p: p.kode
    )
    papan = susun_papan(orang, periode, konteks.per)
    lampau = periode.akhir < konteks.per
    hanya = request.GET.get("hanya", "")
    hanya = hanya if hanya in SARINGAN else ""
    return render(
        request,
        "kinerja/tim.html",
        {
            "periode": periode,
            "daftar_periode": [p for p in daftar_periode if p.mulai <= konteks.per],
            "lampau": lampau,
            "hanya": hanya,
            "kata_hanya": kata_saringan(hanya, lampau=lampau),
            "papan": papan,
            "dasbor_unit": list_unit_puncak(konteks) if kewenangan.boleh(konteks, "kinerja.dasbor") else [],
            "mewakili": ", ".join(m.nama for m in konteks.mewakili),
            "menunggu": [] if lampau else papan.menunggu,
            "bicara": [b for b in papan.baris if b.keadaan == "perlu_bantuan"][:3],
            "kode_unit": UnitKerja.objects.filter(pk=konteks.unit_id or 0).values_list("kode", flat=True).first() or "",
        },
    )


def tahun_diminta(kode: str, konteks: Konteks) -> int:
    """The year of the quarter that an address names, this one at the latest."""
    return min(int(kode[:4]), konteks.per.year) if re.fullmatch(r"20[0-9]{2}-tw[1-4]", kode) else konteks.per.year


def pilih_periode(daftar: list[PeriodeKinerja], kode: str, konteks: Konteks) -> PeriodeKinerja | None:
    """The quarter in the address, else the one that runs, else the last of them; None where the year was not opened."""
    dipilih = next((p for p in daftar if p.kode == kode and p.mulai <= konteks.per), None)
    return dipilih or next((p for p in daftar if p.mulai <= konteks.per <= p.akhir), daftar[-1] if daftar else None)


def belum_dibuka(request: HttpRequest, judul: str, alamat: str) -> HttpResponse:
    """The page in a year without quarters: what is the case, what comes next, and the way to the last figures."""
    per = konteks_of(request).per
    isi = {"judul": judul, "tahun": per.year, "terakhir": find_periode_terakhir(per), "alamat": alamat}
    return render(request, "kinerja/tanpa_periode.html", isi)


@akses("evaluasi.tetapkan")
@require_http_methods(["GET", "HEAD", "POST"])
@perkara_di(umpan_balik=gettext_lazy("Umpan balik"), alasan_tanpa_bukti=gettext_lazy("Alasan menilai tanpa bukti"))
def nilai(request: HttpRequest, kode: str, periode: str) -> HttpResponse:
    """Judge one person for a quarter: first what it would be and why, then set it."""
    konteks = konteks_of(request)
    skp = get_object_or_404(_list_untuk_dinilai(periode), kode=kode)
    require_penilai(konteks, skp.pegawai, "evaluasi.tetapkan")
    obj_periode = get_object_or_404(PeriodeKinerja, kode=periode, tahun=skp.tahun)
    buka_daftar(konteks, [skp], KelompokData.KINERJA, gettext_noop("Menilai kinerja"), kode=lambda s: s.pegawai.kode)
    if skp.evaluasi_kode and request.method != "POST":
        return redirect("kinerja:mengapa", kode=skp.evaluasi_kode)
    data = baca.get_data_periode(skp, obj_periode)
    form = EvaluasiForm(
        request.POST if request.method == "POST" else None,
        tanpa_bukti=not data.berbukti,
        berjalan_sampai=obj_periode.akhir if konteks.per <= obj_periode.akhir else None,
    )
    pratinjau: Keputusan[str] | None = None
    if form.is_valid():
        pratinjau = _pratinjau(konteks, skp, obj_periode, form, data)
        if request.POST.get("aksi") == TETAPKAN:
            hasil = _tetapkan(request, skp, obj_periode, form)
            if hasil:
                return hasil
    return _halaman(request, skp, obj_periode, form, data, pratinjau)


def _list_untuk_dinilai(periode: str) -> QuerySet[Any]:
    """SKP with everything the form needs of it: superior, expectations, and whether the quarter was judged. One query."""
    ada = EvaluasiPeriodik.objects.filter(skp=OuterRef("pk"), periode__kode=periode, diganti_at__isnull=True)
    perilaku = (
        EkspektasiPerilaku.objects.filter(skp=OuterRef("pk"))
        .order_by("pk")
        .values(isi=JSONObject(nilai="nilai", ekspektasi="ekspektasi"))
    )
    rows = SKP.objects.select_related("pegawai__atasan", "pegawai__atasan_pejabat", "pegawai__jabatan", "unit")
    return rows.annotate(evaluasi_kode=Subquery(ada.values("kode")[:1]), ekspektasi=ArraySubquery(perilaku))


def _pratinjau(konteks: Konteks, skp: SKP, periode: PeriodeKinerja, form: EvaluasiForm, data: DataPeriode) -> Keputusan[str]:
    return layanan.decide_evaluasi(
        skp=skp,
        periode=periode,
        rating_hasil=form.cleaned_data["rating_hasil"],
        rating_perilaku=form.cleaned_data["rating_perilaku"],
        data=data,
        penilai=get_penilai(skp.pegawai).nama,
        konteks=konteks,
    )


def _tetapkan(request: HttpRequest, skp: SKP, periode: PeriodeKinerja, form: EvaluasiForm) -> HttpResponse | None:
    try:
        hasil = layanan.create_evaluasi(konteks=konteks_of(request), skp=skp, periode=periode, isian=form.isian())
    except UseCaseError as error:
        add_errors(form, error)
        return None
    messages.success(
        request,
        _("Penilaian ditetapkan: %(predikat)s. Pegawai dapat membaca alasannya.") % {"predikat": hasil.get_predikat_display()},
    )
    return redirect("kinerja:mengapa", kode=hasil.kode)


def _halaman(
    request: HttpRequest,
    skp: Any,
    periode: PeriodeKinerja,
    form: EvaluasiForm,
    data: DataPeriode,
    pratinjau: Keputusan[str] | None,
) -> HttpResponse:
    hasil = baca.list_hasil(skp, periode)
    isi = {
        "skp": skp,
        "periode": periode,
        "form": form,
        "halangan": None if form.is_bound else layanan.cari_halangan(skp, periode, konteks_of(request)),
        "data": data,
        "pratinjau": pratinjau,
        "yang_mengubah": [kalimat(k) for k in pratinjau.yang_mengubah] if pratinjau else [],
        "perilaku": [(NilaiBerakhlak(p["nilai"]).label, p["ekspektasi"]) for p in skp.ekspektasi],
        "matriks": baca.list_matriks(konteks_of(request).per),
        "rating": LABEL_RATING,
        "pilihan": (form["rating_hasil"].value(), form["rating_perilaku"].value()),
        "hasil": hasil,
        "jalur": list_jalur([r.pk for r in hasil], periode.pk),
    }
    return render(request, "kinerja/nilai.html", isi, status=422 if form.errors else 200)
