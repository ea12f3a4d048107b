"""Recording progress in two taps, reading it, correcting it, taking it back, and handing out evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun.kewenangan import Konteks, akses
from akun.models import KelompokData
from akun.pembacaan import buka_baris
from akun.permintaan import konteks_of
from alur.penolakan import list_berkas, list_ketikan, perkara_di, tolak
from dokumen.forms import FormulirBerkas
from dokumen.sajian import sajikan
from inti import waktu
from inti.errors import UseCaseError
from inti.forms import Formulir, add_errors
from inti.sunting import Penyunting
from kinerja.forms.kemajuan import KETIKAN_CATATAN, KETIKAN_KOREKSI, CatatForm, KoreksiForm, TarikForm, awal_koreksi
from kinerja.forms.rencana import polos
from kinerja.models import SKP, BuktiDukung, EvaluasiPeriodik, KemajuanKerja, RencanaHasilKerja, StatusSKP
from kinerja.selectors import kemajuan as baca
from kinerja.selectors.skp import get_skp_saya, list_periode
from kinerja.services import kemajuan as layanan
from kinerja.services import koreksi as perubahan
from kinerja.services.koreksi import BATAS_TARIK
from kinerja.views.saya import get_skp_terlihat


@akses("kemajuan.catat")
@require_http_methods(["GET", "HEAD", "POST"])
@perkara_di(**KETIKAN_CATATAN)
def catat(request: HttpRequest) -> HttpResponse:
    """'Apa yang Anda kerjakan?': one result chosen, its numbers, save."""
    konteks = konteks_of(request)
    skp = get_skp_saya(konteks, konteks.per.year)
    if lampau := _hasil_lampau(request, skp):
        return _tolak_lampau(request, lampau)
    if skp is None or skp.status != StatusSKP.DISEPAKATI:
        messages.info(request, _("Kemajuan bisa dicatat sesudah SKP Anda disepakati."))
        return redirect("kinerja:saya")
    semua = list(skp.rencana.all())
    terakhir = _nilai_terakhir(skp)
    dikirim = request.method == "POST"
    rencana = next((r for r in semua if r.kode == (request.POST if dikirim else request.GET).get("hasil")), None)
    if rencana is None and not dikirim:
        rencana = _bawaan(semua, terakhir)
    form = CatatForm(
        request.POST if dikirim else None,
        request.FILES or None,
        konteks=konteks,
        skp=skp,
        rencana=rencana,
        terakhir={i: angka for i, k in terakhir.items() if (angka := polos(k.nilai)) is not None},
        per=konteks.per,
    )
    if form.is_valid() and rencana and _simpan(konteks, skp, rencana, form):
        messages.success(request, _("Tercatat. Atasan dan dasbor langsung melihatnya."))
        return redirect("kinerja:saya")
    if form.errors:
        form.tahan_berkas()
    kartu = [(r, max((k.tanggal for k in terakhir.values() if k.rencana_id == r.pk), default=None)) for r in semua]
    isi = {"skp": skp, "kartu": kartu, "rencana": rencana, "form": form}
    return render(request, "kinerja/catat.html", isi, status=422 if form.errors else 200)


def _hasil_lampau(request: HttpRequest, skp: SKP | None) -> RencanaHasilKerja | None:
    """The result that a form was opened for, where it is one of last year's SKP by now; None for all others. One query."""
    if request.method != "POST" or any(r.kode == request.POST.get("hasil") for r in (skp.rencana.all() if skp else ())):
        return None
    rows = RencanaHasilKerja.objects.filter(skp__pegawai_id=konteks_of(request).pegawai_id or 0).exclude(skp=skp)
    return rows.select_related("skp").prefetch_related("indikator").filter(kode=request.POST.get("hasil", "")).first()


def _tolak_lampau(request: HttpRequest, lampau: RencanaHasilKerja) -> HttpResponse:
    """A form that was left open over New Year: nothing is recorded on another result, and all that was typed is there to copy."""
    konteks = konteks_of(request)
    form = CatatForm(request.POST, konteks=konteks, skp=lampau.skp, rencana=lampau, terakhir={}, per=konteks.per)
    angka = [(b.label, str(b.data)) for b in form.bidang_angka if b.data]
    error = layanan.TanggalKemajuanError(
        _("Tahun sudah berganti: '%(hasil)s' bagian dari SKP %(tahun)s.") % {"hasil": lampau.uraian, "tahun": lampau.skp.tahun},
        fix=_("Catatan ini belum tersimpan. Salin yang masih diperlukan, lalu catat pada hasil kerja SKP tahun ini."),
    )
    return tolak(request, error, angka)


def _nilai_terakhir(skp: SKP) -> dict[int, KemajuanKerja]:
    """The latest entry of each measure, shown beside its empty box. One query."""
    rows = KemajuanKerja.objects.filter(skp=skp, diganti_at__isnull=True, indikator__isnull=False)
    return {k.indikator_id or 0: k for k in rows.order_by("indikator", "-tanggal", "-pk").distinct("indikator")}


def _bawaan(semua: list[RencanaHasilKerja], terakhir: Mapping[int, KemajuanKerja]) -> RencanaHasilKerja:
    """The result that waited longest since its last entry."""
    hari = {k.rencana_id: k.tanggal for k in sorted(terakhir.values(), key=lambda k: k.tanggal)}
    belum = [r for r in semua if r.pk not in hari]
    return belum[0] if belum else min(semua, key=lambda r: hari[r.pk])


def _simpan(konteks: Konteks, skp: SKP, rencana: RencanaHasilKerja, form: CatatForm) -> bool:
    data = form.cleaned_data
    tanda = {"kunci": data["kunci"], "lagi": data["lagi"], "yakin": form.yakin_angka()}
    isi = layanan.Catatan(rencana, data["tanggal"], form.angka(), data["uraian"], **tanda)
    bukti = form.bukti(rencana.uraian[:200])
    try:
        if bukti:
            layanan.record_berbukti(konteks=konteks, skp=skp, catatan=isi, bukti=bukti)
        else:
            layanan.record_kemajuan(konteks=konteks, skp=skp, catatan=[isi])
    except layanan.AngkaJauhError as error:
        form.tanyakan(error)
        return False
    except (UseCaseError, ValidationError) as error:
        add_errors(form, error)
        return False
    return True


@dataclass(frozen=True)
class BarisCatatan:
    """An entry in the list, and what its owner may do with it now.

    penghitung  the judgement that counted it: it stays as it is
    """

    k: KemajuanKerja
    penghitung: EvaluasiPeriodik | None = None
    terbuka: bool = False
    langsung: bool = False


@akses("kemajuan.lihat")
@require_safe
def daftar(request: HttpRequest, kode: str) -> HttpResponse:
    """What was recorded, newest first, with evidence; corrected and withdrawn entries stay, struck through."""
    konteks = konteks_of(request)
    skp = get_skp_terlihat(konteks, kode, gettext_noop("Membaca kemajuan kerja"), izin="kemajuan.lihat")
    halaman = baca.buka_riwayat(skp, request.GET.get("kursor", ""))
    milik_sendiri = skp.pegawai_id == konteks.pegawai_id
    isi = {
        "skp": skp,
        "halaman": halaman,
        "baris": _baris_sendiri(skp, halaman.baris) if milik_sendiri else [BarisCatatan(k) for k in halaman.baris],
        "milik_sendiri": milik_sendiri,
        "baru_ditarik": baca.get_baru_ditarik(konteks, skp, waktu.now() - BATAS_TARIK) if milik_sendiri else None,
    }
    return render(request, "kinerja/kemajuan.html", isi)


def _baris_sendiri(skp: SKP, rows: Sequence[KemajuanKerja]) -> list[BarisCatatan]:
    """Entries of one's own with what may be done with each. Two queries, however many."""
    evaluasi = baca.list_penghitung(skp)
    terbuka = [p for p in list_periode(skp.tahun) if p.terkunci_at is None]
    return [
        BarisCatatan(
            k,
            baca.find_penghitung(k, evaluasi),
            any(p.mulai <= k.tanggal <= p.akhir for p in terbuka),
            perubahan.bisa_langsung([k]),
        )
        for k in rows
    ]


def _milik_sendiri(request: HttpRequest, kode: str) -> KemajuanKerja:
    """An entry of one's own, or 404."""
    rows = KemajuanKerja.objects.select_related("skp", "rencana", "indikator", "koreksi")
    return get_object_or_404(rows.filter(skp__pegawai_id=konteks_of(request).pegawai_id or 0), kode=kode)


@akses("kemajuan.catat")
@require_http_methods(["GET", "HEAD", "POST"])
@perkara_di(**KETIKAN_KOREKSI)
def koreksi(request: HttpRequest, kode: str) -> HttpResponse:
    """Correct an entry of one's own, or add evidence to it; the old one stays readable.

    What another tab corrected meanwhile is corrected once more by the same form, which shows both.
    """
    konteks, rantai = konteks_of(request), baca.list_rantai(_milik_sendiri(request, kode))
    if request.method != "POST" and len(rantai) > 1:
        return _ke_pengganti(request, "kinerja:koreksi", rantai[-1])
    kemajuan = rantai[0]
    isian = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = KoreksiForm(*isian, konteks=konteks, indikator=kemajuan.indikator, initial=awal_koreksi(kemajuan))
    if form.is_valid() and _koreksi(konteks, rantai, form):
        kata = _("Koreksi disimpan; catatan lama tetap bisa dibaca.")
        berbukti = _("Tersimpan; buktinya untuk semua angka pada catatan itu. Catatan lama tetap bisa dibaca.")
        messages.success(request, berbukti if form.bukti("") else kata)
        return redirect("kinerja:kemajuan", kode=kemajuan.skp.kode)
    kunci = f"koreksi-{kode}-{form['versi'].value()}"  # an old draft never covers what stands now
    return _halaman_perubahan(request, "kinerja/koreksi.html", rantai[-1], form, kunci_draf=kunci)


def _koreksi(konteks: Konteks, rantai: list[KemajuanKerja], form: KoreksiForm) -> bool:
    """Correct what was read of a chain; a stale form is set beside what stands now, to which `rantai` is brought up."""
    dibaca = form.cari_dibaca(rantai)
    if dibaca is None:
        form.teruskan(rantai)
        return False
    isi = {n: form.cleaned_data[n] for n in ("nilai", "tanggal", "uraian", "alasan")}
    bukti = form.bukti(dibaca.rencana.uraian[:200])
    try:
        perubahan.update_kemajuan(konteks=konteks, kemajuan=dibaca, bukti=bukti, yakin=form.yakin_angka(), **isi)
    except perubahan.SudahDikoreksiError:
        rantai[:] = baca.list_rantai(rantai[0])
        form.teruskan(rantai)
    except layanan.AngkaJauhError as error:
        form.tanyakan(error)
    except UseCaseError as error:
        add_errors(form, error)
    return not form.errors


@akses("kemajuan.catat")
@require_http_methods(["GET", "HEAD", "POST"])
@perkara_di(alasan=TarikForm.base_fields["alasan"].label)
def tarik(request: HttpRequest, kode: str) -> HttpResponse:
    """Take back a telling: in one tap a moment after it was recorded, later from this page with its reason."""
    rantai = baca.list_rantai(_milik_sendiri(request, kode))
    if request.method != "POST" and len(rantai) > 1:
        return _ke_pengganti(request, "kinerja:catatan_tarik", rantai[-1])
    form = TarikForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            n = perubahan.withdraw_kemajuan(konteks=konteks_of(request), kemajuan=rantai[0], **form.cleaned_data)
        except perubahan.SudahDikoreksiError:
            rantai = baca.list_rantai(rantai[0])
            kata = _("Catatan ini sudah dikoreksi sejak Anda membukanya. Periksa yang berlaku sekarang sebelum menariknya.")
            form.add_error(None, kata)
        except UseCaseError as error:
            add_errors(form, error)
        else:
            if n:
                messages.success(request, _("Catatan ditarik kembali; angkanya tidak dihitung lagi dan tetap terbaca di daftar."))
            return redirect("kinerja:kemajuan", kode=rantai[0].skp.kode)
    kini = rantai[-1]
    return _halaman_perubahan(request, "kinerja/tarik_catatan.html", kini, form, secatatan=list(baca.list_secatatan(kini)))


def _ke_pengganti(request: HttpRequest, halaman: str, kini: KemajuanKerja) -> HttpResponse:
    """From an entry that counts no longer to the same page of the one in its place."""
    messages.info(request, _("Catatan itu sudah digantikan. Ini catatan penggantinya, yang berlaku sekarang."))
    return redirect(halaman, kode=kini.kode)


def _halaman_perubahan(request: HttpRequest, templat: str, kini: KemajuanKerja, form: Formulir, **lain: Any) -> HttpResponse:
    """Draw a page that changes an entry; where that can't be any more, why, the way on and what was typed instead of the form.

    kini  what stands now
    """
    kini.refresh_from_db(fields=["diganti_at"])  # a refusal tells what happened since it was read
    halangan = perubahan.cari_halangan(kini, list_periode(kini.skp.tahun))
    penghitung = baca.find_penghitung(kini, baca.list_penghitung(kini.skp))
    tutup = bool(halangan or penghitung)
    if form.errors and not tutup and isinstance(form, FormulirBerkas):
        form.tahan_berkas()
    isi = {
        "kemajuan": kini,
        "form": form,
        "halangan": halangan,
        "penghitung": penghitung,
        "ketikan": list_ketikan(request) if tutup else [],
        "berkas": list_berkas(request) if tutup else [],
        **lain,
    }
    return render(request, templat, isi, status=form.status if isinstance(form, Penyunting) else 422 if form.errors else 200)


@akses("kemajuan.catat")
@require_POST
def kembalikan(request: HttpRequest, kode: str) -> HttpResponse:
    """Undo a withdrawal of a moment ago."""
    kemajuan = _milik_sendiri(request, kode)
    try:
        perubahan.restore_kemajuan(konteks=konteks_of(request), kemajuan=kemajuan)
    except UseCaseError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Penarikan dibatalkan; catatan itu dihitung lagi."))
    return redirect("kinerja:kemajuan", kode=kemajuan.skp.kode)


@akses("bukti.lihat")
@require_safe
def bukti(request: HttpRequest, kode: str) -> HttpResponse:
    """Hand out evidence to whoever may see it: a link is shown before one follows it, a file is downloaded."""
    rows = BuktiDukung.objects.select_related("pegawai", "dokumen").filter(kode=kode)
    obj = get_object_or_404(buka_baris(konteks_of(request), rows, KelompokData.KINERJA, gettext_noop("Membuka bukti dukung")))
    if obj.dokumen is not None:
        return sajikan(request, obj.dokumen)
    return render(request, "kinerja/bukti.html", {"bukti": obj})
