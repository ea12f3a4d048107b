"""The auditor's room: who read protected data, newest first, and the way to every person's changes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akun.kewenangan import akses, scope
from akun.models import CatatanAkses, KelompokData
from akun.permintaan import konteks_of
from inti import halaman
from pegawai.models import Pegawai


@require_safe
@akses("pengawasan.buka")
def pengawasan(request: HttpRequest) -> HttpResponse:
    """Readings of protected data; at most seven queries."""
    kelompok = request.GET.get("kelompok", "")
    rows = scope(konteks_of(request), "akses.lihat", CatatanAkses.objects.select_related("pembaca", "klien"))
    if kelompok in KelompokData.values:
        rows = rows.filter(kelompok=kelompok)
    lembar = halaman.buka(rows, ("-pk",), request.GET.get("kursor", ""), 30)
    nama = {p.kode: p for p in Pegawai.objects.filter(kode__in={c.subjek_kode for c in lembar.baris})}
    baris = [(c, nama.get(c.subjek_kode)) for c in lembar.baris]
    data = {
        "halaman": lembar,
        "baris": baris,
        "kelompok": kelompok,
        "pilihan": [(k, KelompokData(k).label) for k in KelompokData.values if k != KelompokData.UMUM],
    }
    return render(request, "pegawai/pengawasan.html", data)
