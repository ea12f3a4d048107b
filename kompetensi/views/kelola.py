"""Pages of whoever runs trainings: the personnel office for all of them, a partner for its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun import kewenangan
from akun.kewenangan import akses
from akun.models import KelompokData
from akun.pembacaan import buka_daftar
from akun.permintaan import konteks_of
from inti import halaman
from inti.cara import banyak_isian
from inti.errors import UseCaseError
from inti.forms import add_errors
from inti.sunting import Banding
from inti.versi import BerubahError
from kompetensi import selectors
from kompetensi.forms import AlasanForm, AngkatanForm, HadirForm, PelatihanForm, PesertaForm
from kompetensi.kewajaran import JP_SEHARI, is_padat
from kompetensi.models import Angkatan, StatusAngkatan, StatusPendaftaran
from kompetensi.services import katalog as services
from kompetensi.services import pendaftaran as services_pendaftaran
from kompetensi.services import sertifikat as services_sertifikat
from kompetensi.services.dasar import is_peserta
from kompetensi.services.sertifikat import DICATAT, KehadiranBerubahError
from kompetensi.views.belajar import tab

UKURAN = 20
ISIAN_HADIR = 5_100  # a tick for each of the largest run (5,000 seats), and what belongs to every form
SARING: dict[str, Q] = {
    "": Q(),
    "berjalan": Q(status__in=[StatusAngkatan.DIBUKA, StatusAngkatan.DITUTUP]),
    "rencana": Q(status=StatusAngkatan.RENCANA),
    "selesai": Q(status=StatusAngkatan.SELESAI),
}


@require_safe
@akses("kompetensi.angkatan_lihat")
def kelola(request: HttpRequest) -> HttpResponse:
    """Runs, the latest first."""
    konteks = konteks_of(request)
    keadaan = request.GET.get("keadaan", "")
    rows = selectors.list_angkatan(konteks).filter(SARING.get(keadaan, Q()))
    if q := request.GET.get("q", "").replace("\x00", "").strip()[:100]:
        rows = rows.filter(Q(pelatihan__judul__icontains=q) | Q(nama__icontains=q))
    isi = {
        "tab": tab(request, "kelola"),
        "lembar": halaman.buka(rows, ("-tanggal_mulai", "-pk"), request.GET.get("kursor", ""), UKURAN),
        "q": q,
        "keadaan": keadaan,
        "hari": konteks.per,
        "cip": [("", _("Semua")), ("berjalan", _("Berjalan")), ("rencana", _("Rencana")), ("selesai", _("Selesai"))],
        "boleh_kelola": kewenangan.boleh(konteks, "kompetensi.kelola"),
    }
    return render(request, "kompetensi/kelola.html", isi)


@require_http_methods(["GET", "HEAD", "POST"])
@akses("kompetensi.kelola")
def pelatihan_baru(request: HttpRequest) -> HttpResponse:
    """Put a training into the catalogue."""
    form = PelatihanForm(request.POST if request.method == "POST" else None)
    return _simpan_pelatihan(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@akses("kompetensi.kelola")
def pelatihan_ubah(request: HttpRequest, kode: str) -> HttpResponse:
    """Change a training of the catalogue."""
    konteks = konteks_of(request)
    obj = get_object_or_404(selectors.list_katalog(konteks), kode=kode)
    form = PelatihanForm(request.POST if request.method == "POST" else None, initial=_awal_pelatihan(obj), versi=obj.versi)
    return _simpan_pelatihan(request, form, obj)


def _awal_pelatihan(obj: Any) -> dict[str, Any]:
    """Initial values of the form for a training as it stands now."""
    return model_to_dict(obj, fields=list(PelatihanForm.base_fields))


def _simpan_pelatihan(request: HttpRequest, form: PelatihanForm, obj: Any) -> HttpResponse:
    if form.is_valid():
        try:
            tersimpan = services.save_pelatihan(
                konteks=konteks_of(request), pelatihan=obj, sunting=form.suntingan(), **form.tanpa_versi()
            )
        except BerubahError as error:
            form.tolak(error, _awal_pelatihan(error.kini))
        except (UseCaseError, ValidationError) as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Tersimpan. Tambahkan angkatan supaya orang bisa mendaftar."))
            return redirect("kompetensi:pelatihan", kode=tersimpan.kode)
    isi = {
        "tab": tab(request, "kelola"),
        "form": form,
        "pelatihan": obj,
        "tetap": obj is not None and selectors.is_berpeserta(obj),
    }
    return render(request, "kompetensi/pelatihan_ubah.html", isi, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
@akses("kompetensi.kelola")
def angkatan_baru(request: HttpRequest, kode: str) -> HttpResponse:
    """Plan a run of a training."""
    konteks = konteks_of(request)
    obj = get_object_or_404(selectors.list_katalog(konteks), kode=kode)
    return _simpan_angkatan(request, AngkatanForm(request.POST if request.method == "POST" else None), obj, None)


@require_http_methods(["GET", "HEAD", "POST"])
@akses("kompetensi.angkatan_kelola")
def angkatan_ubah(request: HttpRequest, kode: str) -> HttpResponse:
    """Change a run."""
    konteks = konteks_of(request)
    obj = _angkatan(request, kode)
    kewenangan.require(konteks, "kompetensi.angkatan_kelola", obj)
    mitra = not kewenangan.boleh(konteks, "kompetensi.kelola")
    data = request.POST if request.method == "POST" else None
    form = AngkatanForm(data, initial=_awal_angkatan(obj), versi=obj.versi, mitra=mitra)
    return _simpan_angkatan(request, form, obj.pelatihan, obj)


def _awal_angkatan(obj: Any) -> dict[str, Any]:
    """Initial values of the form for a run as it stands now."""
    return model_to_dict(obj, fields=list(AngkatanForm.base_fields))


def _simpan_angkatan(request: HttpRequest, form: AngkatanForm, pelatihan: Any, obj: Angkatan | None) -> HttpResponse:
    if form.is_valid():
        try:
            tersimpan = services.save_angkatan(
                konteks=konteks_of(request), pelatihan=pelatihan, angkatan=obj, sunting=form.suntingan(), **form.tanpa_versi()
            )
        except BerubahError as error:
            form.tolak(error, _awal_angkatan(error.kini))
        except (UseCaseError, ValidationError) as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Angkatan tersimpan."))
            return redirect("kompetensi:angkatan", kode=tersimpan.kode)
    isi = {"tab": tab(request, "kelola"), "form": form, "pelatihan": pelatihan, "angkatan": obj}
    return render(request, "kompetensi/angkatan_ubah.html", isi, status=form.status)


def _angkatan(request: HttpRequest, kode: str) -> Angkatan:
    return get_object_or_404(selectors.list_angkatan(konteks_of(request)), kode=kode)


@require_safe
@akses("kompetensi.angkatan_lihat")
def angkatan(request: HttpRequest, kode: str) -> HttpResponse:
    """One run: its participants, the attendance sheet, certificates."""
    return _halaman_angkatan(request, _angkatan(request, kode))


def _halaman_angkatan(request: HttpRequest, obj: Angkatan, status: int = 0, **form: Any) -> HttpResponse:
    konteks = konteks_of(request)
    tujuan = gettext_noop("Mengelola angkatan pelatihan")
    peserta = buka_daftar(konteks, selectors.list_peserta(obj), KelompokData.KOMPETENSI, tujuan, kode=lambda p: p.pegawai.kode)
    boleh = kewenangan.may(konteks, obj)
    kelola = "kompetensi.angkatan_kelola" in boleh and obj.status != StatusAngkatan.BATAL
    mulai, selesai = konteks.per >= obj.tanggal_mulai, konteks.per >= obj.tanggal_selesai
    lembar = [p for p in peserta if p.status in DICATAT]
    dicatat = [p for p in lembar if p.pegawai_id != konteks.pegawai_id]
    hadir = [p.kode for p in dicatat if p.status == StatusPendaftaran.HADIR]
    form_hadir = form.get("hadir") or HadirForm()
    isi = {
        "tab": tab(request, "kelola"),
        "angkatan": obj,
        "hari": konteks.per,
        "lembar": lembar,
        "lain": [p for p in peserta if p.status not in DICATAT and p.status != StatusPendaftaran.LULUS],
        "lulus": selectors.list_lulus(peserta),
        "kelola": kelola,
        "bisa_hadir": kelola and mulai and bool(lembar),
        "bisa_terbit": kelola and selesai and bool(hadir) and not any(p.status == StatusPendaftaran.DISETUJUI for p in lembar),
        "jumlah_hadir": len(hadir),
        "penerima": " ".join(hadir),
        "tercatat": Counter(p.status for p in lembar if p.status != StatusPendaftaran.DISETUJUI),
        "semula": HadirForm.tulis(dicatat),
        "tercentang": form_hadir.tercentang(dicatat),
        "form_hadir": form_hadir,
        "padat": kelola and obj.status != StatusAngkatan.SELESAI and is_padat(obj),
        "jp_sehari": JP_SEHARI,
        "saya": next((p for p in lembar if p.pegawai_id == konteks.pegawai_id), None),
        "bisa_tugaskan": "kompetensi.tugaskan" in boleh and obj.status in (StatusAngkatan.DIBUKA, StatusAngkatan.DITUTUP),
        "bisa_batal": kelola and obj.status != StatusAngkatan.SELESAI,
        "boleh_kelola": kewenangan.boleh(konteks, "kompetensi.kelola"),
        "form_peserta": form.get("peserta") or PesertaForm(prefix="peserta"),
        "form_batal": form.get("batal") or AlasanForm(prefix="batal"),
    }
    return render(request, "kompetensi/angkatan.html", isi, status=status or (422 if form else 200))


@require_POST
@akses("kompetensi.angkatan_kelola")
def keadaan(request: HttpRequest, kode: str) -> HttpResponse:
    """Open or close a run for enrolment."""
    buka = request.POST.get("buka") == "1"
    try:
        services.set_pendaftaran_terbuka(
            konteks=konteks_of(request), angkatan=_angkatan(request, kode), buka=buka, dilihat=request.POST.get("semula", "")
        )
    except UseCaseError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Pendaftaran dibuka.") if buka else _("Pendaftaran ditutup."))
    return redirect("kompetensi:angkatan", kode=kode)


@require_POST
@akses("kompetensi.angkatan_kelola")
def angkatan_batal(request: HttpRequest, kode: str) -> HttpResponse:
    """Call a run off."""
    obj = _angkatan(request, kode)
    form = AlasanForm(request.POST, prefix="batal")
    if form.is_valid():
        try:
            n = services.cancel_angkatan(konteks=konteks_of(request), angkatan=obj, **form.cleaned_data)
        except UseCaseError as error:
            add_errors(form, error)
        else:
            messages.success(
                request,
                ngettext("Dibatalkan; %(n)d orang membaca alasannya.", "Dibatalkan; %(n)d orang membaca alasannya.", n)
                % {"n": n},
            )
            return redirect("kompetensi:angkatan", kode=kode)
    return _halaman_angkatan(request, obj, batal=form)


@require_POST
@akses("kompetensi.tugaskan")
def peserta(request: HttpRequest, kode: str) -> HttpResponse:
    """Assign people by their numbers."""
    konteks, obj = konteks_of(request), _angkatan(request, kode)
    form = PesertaForm(request.POST, prefix="peserta")
    if form.is_valid():
        orang = selectors.get_pegawai_of_nomor(form.cleaned_data["nomor"])
        asing = [str(i) for i, n in enumerate(form.cleaned_data["nomor"], 1) if n not in orang]
        if asing:
            form.add_error(
                "nomor",
                _("Baris %(baris)s tidak ada di data pegawai. Periksa angkanya, atau hapus baris itu.")
                % {"baris": ", ".join(asing[:10])},
            )
        else:
            try:
                n = services_pendaftaran.assign_peserta(
                    konteks=konteks, angkatan=obj, pegawai_ids=orang.values(), alasan=form.cleaned_data["alasan"]
                )
            except UseCaseError as error:
                add_errors(form, error)
            else:
                messages.success(request, ngettext("%(n)d pegawai ditugaskan.", "%(n)d pegawai ditugaskan.", n) % {"n": n})
                return redirect("kompetensi:angkatan", kode=kode)
    return _halaman_angkatan(request, obj, peserta=form)


@require_POST
@akses("kompetensi.angkatan_kelola")
@banyak_isian(ISIAN_HADIR)
def hadir(request: HttpRequest, kode: str) -> HttpResponse:
    """Save the attendance sheet: ticked is present, all others absent; a refusal shows it with the ticks that were set."""
    konteks, obj = konteks_of(request), _angkatan(request, kode)
    form, status = HadirForm(request.POST), 422
    if form.is_valid():
        isi = form.cleaned_data
        try:
            ada, absen = services_sertifikat.record_kehadiran(
                konteks=konteks, angkatan=obj, hadir=form.hadir, dilihat=isi["semula"], kosong=isi["kosong"]
            )
        except KehadiranBerubahError as error:
            form.banding, status = _banding(obj, isi["semula"], error), 409
            add_errors(form, error)
        except UseCaseError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Daftar hadir tersimpan: %(ada)d hadir, %(absen)d tidak.") % {"ada": ada, "absen": absen})
            if is_peserta(obj, konteks):
                messages.info(request, _("Kehadiran Anda sendiri dicatat petugas lain."))
            return redirect("kompetensi:angkatan", kode=kode)
    return _halaman_angkatan(request, obj, status=status, hadir=form)


def _banding(obj: Angkatan, semula: Mapping[str, str], error: KehadiranBerubahError) -> tuple[Banding, ...]:
    """Whom two people marked otherwise. One query."""
    kata = {s.value: str(s.label) for s in StatusPendaftaran} | {StatusPendaftaran.DISETUJUI.value: _("Belum dicatat")}
    peserta = selectors.list_peserta(obj).filter(kode__in=list(error.punya))
    return tuple(
        Banding(p.pegawai.nama_lengkap, kata[semula[p.kode]], kata[error.kini[p.kode]], kata[error.punya[p.kode]])
        for p in peserta
    )


@require_POST
@akses("kompetensi.angkatan_kelola")
def terbit(request: HttpRequest, kode: str) -> HttpResponse:
    """Issue the certificates of everybody else who was present."""
    konteks, obj = konteks_of(request), _angkatan(request, kode)
    try:
        baru = services_sertifikat.issue_sertifikat(
            konteks=konteks, angkatan=obj, dilihat=request.POST.get("penerima", "").split()
        )
    except UseCaseError as error:
        messages.error(request, str(error))
    else:
        teks = ngettext(
            "%(n)d sertifikat terbit; JP-nya sudah terhitung.", "%(n)d sertifikat terbit; JP-nya sudah terhitung.", len(baru)
        )
        messages.success(request, teks % {"n": len(baru)})
        if is_peserta(obj, konteks):
            messages.info(request, _("Sertifikat Anda diterbitkan petugas lain."))
    return redirect("kompetensi:angkatan", kode=kode)
