"""My performance: where I stand, what to do next, and why a judgement came out as it did."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from akun import kewenangan
from akun.kewenangan import Konteks, akses
from akun.models import KelompokData
from akun.pembacaan import buka_baris
from akun.permintaan import konteks_of
from inti import waktu
from kinerja.capaian import list_jalur
from kinerja.models import LABEL_RATING, SKP, EvaluasiPeriodik, StatusSKP
from kinerja.selectors import evaluasi as baca_evaluasi
from kinerja.selectors import kemajuan as baca_kemajuan
from kinerja.selectors import skp as baca_skp
from kinerja.selectors.keberatan import get_tujuan
from kinerja.selectors.tim import list_tim, susun_papan
from kinerja.services import evaluasi as layanan
from kinerja.services.koreksi import BATAS_TARIK


@akses("kinerja.saya")
@require_safe
def saya(request: HttpRequest) -> HttpResponse:
    """One thing to do, then results on their way, then what was judged."""
    konteks = konteks_of(request)
    periode = baca_skp.find_periode(konteks.per)
    skp = baca_skp.get_skp_saya(konteks, konteks.per.year)
    berjalan = skp if skp and skp.status == StatusSKP.DISEPAKATI else None
    capaian = baca_evaluasi.list_capaian(berjalan, periode) if berjalan and periode else {}
    terakhir = baca_kemajuan.list_terakhir(berjalan) if berjalan else {}
    tertinggal = [pk for pk, c in capaian.items() if not c.sesuai]
    return render(
        request,
        "kinerja/saya.html",
        {
            "tahun": konteks.per.year,
            "periode": periode,
            "skp": skp,
            "hasil": [(r, capaian.get(r.pk), terakhir.get(r.pk)) for r in skp.rencana.all()] if skp else [],
            "jalur": list_jalur(tertinggal, periode.pk) if tertinggal and periode else {},
            "baru": baca_kemajuan.get_baru_dicatat(konteks, skp, waktu.now() - BATAS_TARIK) if skp else None,
            "predikat": baca_evaluasi.list_predikat(konteks, konteks.pegawai_id or 0),
        },
    )


@akses("evaluasi.lihat")
@require_safe
def mengapa(request: HttpRequest, kode: str) -> HttpResponse:
    """The sheet that explains a judgement: the same one for the person, the appraiser and the auditor."""
    konteks = konteks_of(request)
    rows = baca_evaluasi.list_evaluasi(konteks).filter(kode=kode)
    hasil = get_object_or_404(buka_baris(konteks, rows, KelompokData.KINERJA, gettext_noop("Membaca lembar Mengapa")))
    batas = baca_evaluasi.get_batas_keberatan(hasil, konteks.per)
    return render(
        request,
        "kinerja/mengapa.html",
        {
            "evaluasi": hasil,
            # The heading and the card below say these two already.
            "lembar": baca_evaluasi.get_lembar(hasil, batas) | {"ringkas": "", "keberatan": ""},
            "matriks": baca_evaluasi.list_matriks(hasil.keputusan.per),
            "rating": LABEL_RATING,
            "pilihan": (hasil.rating_hasil, hasil.rating_perilaku),
            "batas": batas,
            "tujuan": get_tujuan(hasil),
            "nama_penilai": hasil.nama_penilai,
            "milik_sendiri": hasil.pegawai_id == konteks.pegawai_id,
            "boleh_skp": kewenangan.allows(konteks, "skp.lihat", hasil.skp),
            **_sesudah_menilai(konteks, hasil),
        },
    )


def _sesudah_menilai(konteks: Konteks, hasil: EvaluasiPeriodik) -> dict[str, Any]:
    """For whoever set the judgement: whom to judge next, as their board orders them, or that nobody is left. One query."""
    if hasil.oleh_id != konteks.pengguna.pk or not kewenangan.boleh(konteks, "kinerja.tim"):
        return {"berikutnya": None, "semua_dinilai": False}
    belum = susun_papan(list(list_tim(konteks, hasil.periode)), hasil.periode, konteks.per).belum_dinilai
    return {"berikutnya": belum[0].pegawai if belum else None, "tinggal": len(belum), "semua_dinilai": not belum}


@akses("evaluasi.terima")
@require_POST
def terima(request: HttpRequest, kode: str) -> HttpResponse:
    """The person took note: day 0 of the time to object."""
    hasil = get_object_or_404(
        EvaluasiPeriodik.objects.filter(pegawai_id=konteks_of(request).pegawai_id or 0, diganti_at=None), kode=kode
    )
    layanan.receive_evaluasi(konteks=konteks_of(request), evaluasi=hasil)
    return redirect("kinerja:mengapa", kode=kode)


def get_skp_terlihat(konteks: Konteks, kode: str, tujuan: str, izin: str = "") -> SKP:
    """An SKP that `konteks` may see, and by `izin` where one is named, or 404; reading somebody else's leaves a receipt."""
    rows = baca_skp.list_skp_lengkap(konteks).filter(kode=kode)
    rows = kewenangan.scope(konteks, izin, rows) if izin else rows
    return get_object_or_404(buka_baris(konteks, rows, KelompokData.KINERJA, tujuan))
