"""Moving a person to another post: form, what would change, saved; then to be corrected or undone."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from akun import kewenangan
from akun.kewenangan import Konteks, akses
from akun.models import KelompokData, PenugasanPeran
from akun.pembacaan import buka_daftar
from akun.permintaan import konteks_of
from inti.errors import UseCaseError
from inti.forms import add_errors
from inti.penjelasan import jelaskan
from pegawai import selectors, services
from pegawai.dampak import Dampak
from pegawai.forms import BatalMutasiForm, MutasiForm
from pegawai.models import Pegawai, Penugasan, RiwayatJabatan
from pegawai.peran_tertinggal import list_di_luar
from pegawai.services.mutasi import (
    decide_batas_usia,
    find_pemegang,
    find_sambungan,
    list_pelaksana,
    list_pelaksana_sambungan,
    versi_kini,
)
from pegawai.services.syarat_mutasi import IsiMutasi, cek_batal, cek_pulih, masa_pulih


def _pegawai(konteks: Konteks, kode: str) -> Pegawai:
    pegawai = get_object_or_404(selectors.list_pegawai(konteks), kode=kode)
    kewenangan.require(konteks, "pegawai.ubah", pegawai)
    buka_daftar(konteks, [pegawai], KelompokData.KEPEGAWAIAN, gettext_noop("Mencatat pindah tugas"), kode=lambda p: p.kode)
    return pegawai


@require_http_methods(["GET", "HEAD", "POST"])
@akses("pegawai.ubah")
def mutasi(request: HttpRequest, kode: str, nomor: int | None = None) -> HttpResponse:
    """A new move, or the correction of the recorded one `nomor`. Nothing is kept until it is confirmed."""
    konteks = konteks_of(request)
    pegawai = _pegawai(konteks, kode)
    ganti = None if nomor is None else get_object_or_404(selectors.list_mutasi(pegawai), pk=nomor)
    if request.method != "POST" and ganti is not None and ganti.diganti_at:
        return redirect("pegawai:mutasi-rinci", kode=pegawai.kode, nomor=ganti.pk)  # it says so, and leads to what counts
    if request.method != "POST":
        return _isian(request, pegawai, ganti, MutasiForm(konteks=konteks, initial=_awal(pegawai, ganti)))
    langkah = request.POST.get("langkah", "")
    if langkah not in ("tinjau", "simpan"):  # searching for a post, or back from the preview: what was typed stays
        return _isian(request, pegawai, ganti, MutasiForm(konteks=konteks, initial=request.POST.dict()))
    isian = request.POST.copy()
    if langkah == "tinjau":  # what is looked at now is what will be confirmed
        isian["versi"] = str(versi_kini(pegawai))
    form = MutasiForm(isian, konteks=konteks)
    if form.is_valid():
        try:
            if langkah == "simpan":
                return _simpan(request, konteks, pegawai, ganti, form)
            tahap = services.preview_mutasi(konteks=konteks, pegawai=pegawai, isi=form.isi(), ganti=ganti)
        except (UseCaseError, ValidationError) as error:
            add_errors(form, error)
            pegawai = _pegawai(konteks, kode)  # somebody else may have moved the person meanwhile
        else:
            isi: dict[str, Any] = {
                "pegawai": pegawai,
                "ganti": ganti,
                "form": form,
                "isi": form.isi(),
                "tahap": tahap,
                "pemegang": find_pemegang(pegawai, form.isi()),
                "pelaksana": _list_pelaksana(pegawai, ganti, form.isi()),
                "per": konteks.per,
                "di_luar": _peran_nanti(pegawai, form.isi(), tahap[-1], konteks.per),
            }
            isi |= {"batas_usia": _batas_usia(pegawai, form.isi())}
            return render(request, "pegawai/mutasi_tinjau.html", isi)
    return _isian(request, pegawai, ganti, form)


def _peran_nanti(pegawai: Pegawai, isi: IsiMutasi, d: Dampak, per: date) -> list[tuple[PenugasanPeran, bool]]:
    """Roles for a unit in whose office the person won't serve, and whether the move tells of them."""
    kini = isi.jabatan.unit if isi.definitif else pegawai.unit
    pergi = {p.pk for p in d.gerak.pergi}
    return [(p, p.pk in pergi) for p in list_di_luar(pegawai, kini, pegawai.unit, per)]


def _peran_di_luar(
    pegawai: Pegawai, baris: RiwayatJabatan, sambungan: RiwayatJabatan | None, per: date
) -> list[tuple[PenugasanPeran, bool]]:
    """The same once it is recorded: it is told of no more."""
    berjalan = baris.penugasan == Penugasan.DEFINITIF and baris.masa.upper_inf
    kini = baris.jabatan.unit if berjalan else pegawai.unit
    return [(p, False) for p in list_di_luar(pegawai, kini, sambungan.jabatan.unit if sambungan else None, per)]


def _list_pelaksana(pegawai: Pegawai, ganti: RiwayatJabatan | None, isi: IsiMutasi) -> list[RiwayatJabatan]:
    """Who acts in a post of which `pegawai` becomes, or is again, the holder: the new one, and the one that runs on meanwhile."""
    baru = list_pelaksana(pegawai, isi.jabatan, isi.masa) if isi.definitif else []
    return baru + (list_pelaksana_sambungan(pegawai, ganti, isi) if ganti else [])


def _awal(pegawai: Pegawai, ganti: RiwayatJabatan | None) -> dict[str, Any]:
    """An empty form, or one that says what was recorded."""
    awal: dict[str, Any] = {"versi": versi_kini(pegawai)}
    if ganti is not None:
        awal |= {k: getattr(ganti, k) for k in ("penugasan", "tmt", "nomor_sk", "tanggal_sk")}
        awal |= {"jabatan": ganti.jabatan.kode, "sampai": ganti.hari_terakhir}
    return awal


def _isian(request: HttpRequest, pegawai: Pegawai, ganti: RiwayatJabatan | None, form: MutasiForm) -> HttpResponse:
    isi = {"pegawai": pegawai, "ganti": ganti, "form": form, "teks": form["q"].value() or ""}
    isi["pengganti"] = selectors.find_pengganti(pegawai, ganti) if ganti and ganti.diganti_at else None
    return render(request, "pegawai/mutasi.html", isi, status=422 if form.errors else 200)


def _batas_usia(pegawai: Pegawai, isi: IsiMutasi) -> dict[str, Any] | None:
    """What to say when the age limit of the new post is gone by; None when it isn't."""
    keputusan = decide_batas_usia(pegawai, isi)
    if keputusan is None or keputusan.hasil:
        return None
    alasan: dict[str, Any] = jelaskan(keputusan)["alasan"][0]
    return alasan


def _simpan(
    request: HttpRequest, konteks: Konteks, pegawai: Pegawai, ganti: RiwayatJabatan | None, form: MutasiForm
) -> HttpResponse:
    if ganti is None:
        baru = services.create_mutasi(konteks=konteks, pegawai=pegawai, isi=form.isi(), versi=form.cleaned_data["versi"])
    else:
        baru = services.correct_mutasi(konteks=konteks, pegawai=pegawai, baris=ganti, isi=form.isi())
    pelaksana = _list_pelaksana(pegawai, ganti, form.isi())
    kalimat = [_("Pindah tugas %(nama)s tersimpan.") % {"nama": pegawai.nama}, *_kata_pelaksana(pelaksana)]
    messages.success(request, " ".join(kalimat))
    return redirect("pegawai:mutasi-rinci", kode=pegawai.kode, nomor=baru.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@akses("pegawai.ubah")
def rinci(request: HttpRequest, kode: str, nomor: int) -> HttpResponse:
    """What was recorded, when it takes effect, and the ways to correct or withdraw it."""
    konteks = konteks_of(request)
    pegawai = _pegawai(konteks, kode)
    baris = get_object_or_404(selectors.list_mutasi(pegawai), pk=nomor)
    form = BatalMutasiForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            sambungan = find_sambungan(pegawai, baris)
            pelaksana = list_pelaksana_sambungan(pegawai, baris)
            dampak = services.preview_batal(konteks=konteks, pegawai=pegawai, baris=baris)
            services.cancel_mutasi(konteks=konteks, pegawai=pegawai, baris=baris, alasan=form.cleaned_data["alasan"])
        except UseCaseError as error:
            add_errors(form, error)
        else:
            lain = [*_kata_pelaksana(pelaksana), *_kata_tetap_usai(dampak), *_kata_peran_usai(pegawai, dampak)]
            messages.success(request, " ".join([_terbatalkan(baris, sambungan, konteks.per), *lain]))
            return redirect("pegawai:profil", kode=pegawai.kode)
    sambungan = None if baris.diganti_at else find_sambungan(pegawai, baris)
    dampak = services.preview_batal(konteks=konteks, pegawai=pegawai, baris=baris)
    isi = {
        "pegawai": pegawai,
        "baris": baris,
        "form": form,
        "per": konteks.per,
        "tertutup": cek_batal(pegawai, baris),
        "pemegang": None if baris.diganti_at else find_pemegang(pegawai, baris),
        "sambungan": sambungan,
        "terisi": cek_pulih(pegawai, sambungan, masa_pulih(baris)) if sambungan else None,
        "pelaksana": list_pelaksana(pegawai, sambungan.jabatan, masa_pulih(baris)) if sambungan else [],
        "dampak": dampak,
        "pengganti": selectors.find_pengganti(pegawai, baris) if baris.diganti_at else None,
        "pergi": [(p, True) for p in dampak.gerak.pergi] if dampak else [],
        "di_luar": [] if baris.diganti_at else _peran_di_luar(pegawai, baris, sambungan, konteks.per),
    }
    return render(request, "pegawai/mutasi_rinci.html", isi, status=422 if form.errors else 200)


def _kata_pelaksana(pelaksana: list[RiwayatJabatan]) -> list[str]:
    """Who still acts in a post that has a holder by now."""
    kata = _("%(nama)s masih tercatat sebagai %(jabatan)s; pemegang dan pelaksananya dikabari.")
    return [kata % {"nama": p.pegawai.nama_lengkap, "jabatan": p.sebutan} for p in pelaksana]


def _kata_tetap_usai(dampak: Dampak | None) -> list[str]:
    """Which mandates a withdrawal doesn't bring back."""
    kata = _("Titipan tugas %(dari)s kepada %(kepada)s menurut %(surat)s sudah berakhir; catat lagi bila masih perlu.")
    return [
        kata % {"dari": t.nama_asal, "kepada": t.kepada.nama_lengkap, "surat": t.surat}
        for t in (dampak.tetap_usai if dampak else ())
    ]


def _kata_peran_usai(pegawai: Pegawai, dampak: Dampak | None) -> list[str]:
    """Which roles that have ended meanwhile a withdrawal doesn't bring back."""
    kata = _("Peran %(nama)s sebagai %(peran)s sudah berakhir; beri lagi bila tugas itu diteruskan.")
    return [kata % {"nama": pegawai.nama, "peran": p.nama_peran} for p in (dampak.gerak.usai if dampak else ())]


def _terbatalkan(baris: RiwayatJabatan, sambungan: RiwayatJabatan | None, per: date) -> str:
    """What is true after the withdrawal."""
    if baris.masa.lower > per:
        return _("Pindah tugas dibatalkan sebelum harinya. Keadaannya tetap seperti sekarang.")
    if baris.penugasan == Penugasan.DEFINITIF:
        if sambungan is None:
            return _("Pindah tugas dibatalkan. Orang ini sekarang tidak punya jabatan.")
        isi = {"jabatan": sambungan.jabatan.nama, "unit": sambungan.jabatan.unit.nama}
        return _("Pindah tugas dibatalkan. Jabatannya sekarang %(jabatan)s di %(unit)s.") % isi
    return _("Penugasan dibatalkan. Jabatannya sendiri tetap.")
