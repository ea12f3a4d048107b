"""Values that decrees set: what counts today and since when, how it came, and changing it with a look at whom it touches."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun import kewenangan
from akun.kewenangan import Konteks, akses, publik
from akun.permintaan import konteks_of
from akun.rekan import ada_rekan
from aturan import daftar_aturan, daftar_parameter, putusan, selectors, services
from aturan.dampak import Dampak, get_dampak, list_dampak
from aturan.forms import AlasanForm, LangkahForm, UsulanForm
from aturan.jadwal import Jadwal, Selisih, get_jadwal, get_selisih, nilai_baris
from aturan.models import JenisUsulan, ParameterAturan, StatusUsulan, UsulanParameter
from aturan.selectors import Perbandingan
from aturan.skema import Definisi, uraikan
from inti import halaman
from inti.errors import UseCaseError
from inti.forms import add_errors
from inti.keputusan import MasukanDitolak
from inti.penjelasan import kalimat, tulis_nilai
from inti.teks import nama_bergelar
from inti.tulisan import tanggal

UKURAN = 25
ASAL = "asal-versi"  # the row that a form was filled from; a draft on the device is one of it alone (inti.draf)


@require_safe
@publik
def daftar(request: HttpRequest) -> HttpResponse:
    """Every value with what counts today and where it is written. Three queries at most."""
    konteks = konteks_of(request)
    isi: dict[str, Any] = {"daftar": [_kartu(p) for p in selectors.list_parameter(konteks.per)], "per": konteks.per}
    if kewenangan.boleh(konteks, "aturan.usulan_lihat"):
        terbuka = selectors.list_usulan(konteks).filter(status=StatusUsulan.MENUNGGU).order_by("-pk")
        isi["menunggu"] = [
            (u, tulis_nilai(daftar_parameter.judul(u.nama)), putusan.ringkas(u), putusan.sentuhan(u)) for u in terbuka[:20]
        ]
    return render(request, "aturan/daftar.html", isi)


@require_safe
@publik
def rinci(request: HttpRequest, nama: str) -> HttpResponse:
    """One value: today's, its history in words, the rules that ask for it. Who proposed and confirmed is for the office."""
    konteks = konteks_of(request)
    definisi = _definisi(nama)
    jejak = [_baris_jejak(j, konteks.per) for j in selectors.list_jejak(definisi, konteks.per)]
    petugas = kewenangan.boleh(konteks, "aturan.usulan_lihat")
    isi = {
        "definisi": definisi,
        "judul": tulis_nilai(daftar_parameter.judul(nama)),
        "keterangan": _kata(definisi.keterangan),
        "kini": next((j for j in jejak if j["berlaku"]), None),
        "nilai": _daftar_isi(definisi, next((j["baris"].nilai for j in jejak if j["berlaku"]), None)),
        "jejak": jejak,
        "aturan": [(_kata(a.judul), a.nama) for a in daftar_aturan.list_aturan() if nama in a.parameter],
        "petugas": petugas,
        "usulan": [(u, putusan.ringkas(u), putusan.siapa(u)) for u in selectors.list_usulan(konteks, nama).order_by("-pk")[:10]]
        if petugas
        else [],
        "boleh_ubah": kewenangan.boleh(konteks, "aturan.ubah"),
    }
    return render(request, "aturan/rinci.html", isi)


@require_http_methods(["GET", "HEAD", "POST"])
@akses("aturan.ubah")
def ubah(request: HttpRequest, nama: str) -> HttpResponse:
    """The form of a new value; sent, it leads to whom it touches.

    It is filled with the value that counts when all that is confirmed has come, with that of the row `baris`, or with the own draft
    `dari`. Where inputs that were left alone would take something back on the first day, it asks before anything is written down.
    """
    konteks = konteks_of(request)
    definisi = _definisi(nama)
    draf = selectors.list_usulan(konteks, nama).filter(kode=request.GET.get("dari", ""), status=StatusUsulan.DISUSUN).first()
    jadwal = get_jadwal(definisi, konteks.per)
    asal = jadwal.asal(request.POST.get(ASAL) or request.GET.get("baris", ""))
    awal = draf.nilai if draf else nilai_baris(asal)
    form = UsulanForm(definisi, awal, request.POST if request.method == "POST" else None, _awal(draf), jadwal)
    selisih = None
    if form.is_valid():
        selisih = get_selisih(jadwal, form.nilai, awal, form.cleaned_data["mulai"])
        usulan = _catat(request, form, selisih, draf)
        if usulan:
            return redirect("aturan:usulan", kode=usulan.kode)
    isi = {
        "definisi": definisi,
        "judul": tulis_nilai(daftar_parameter.judul(nama)),
        "keterangan": _kata(definisi.keterangan),
        "form": form,
        "asal": asal,
        "nama_asal": ASAL,
        "draf": draf,
        "nanti": [(g, [putusan.tulis_perubahan(p) for p in g.perubahan]) for g in jadwal.nanti],
        "sebutan_asal": putusan.sebut_baris(asal, jadwal.kini) if asal else "",
        "pilihan_asal": _pilihan_asal(jadwal, asal),
        "selisih": None if form.errors else selisih,
        "sebutan_selisih": putusan.sebut_baris(selisih.baris, None) if selisih else "",
        "berbeda": [putusan.tulis_perubahan(p) for p in selisih.perubahan] if selisih else [],
    }
    return render(request, "aturan/ubah.html", isi, status=422 if form.errors or selisih else 200)


def _catat(
    request: HttpRequest, form: UsulanForm, selisih: Selisih | None, draf: UsulanParameter | None
) -> UsulanParameter | None:
    """Write the proposal down; None where it was refused, or what it would take back was not answered for yet."""
    jawab = request.POST.get("selisih") if selisih and request.POST.get("banding") == selisih.tanda else None
    if selisih and jawab not in ("pakai", "biarkan"):
        return None
    isi = form.isi()
    if selisih and jawab == "pakai":
        isi = replace(isi, nilai=selisih.nilai)
    try:
        return services.create_usulan(konteks=konteks_of(request), definisi=form.definisi, isi=isi, ganti=draf)
    except MasukanDitolak as penolakan:
        form.tolak(penolakan)
    except UseCaseError as error:
        add_errors(form, error)
    return None


def _pilihan_asal(jadwal: Jadwal, asal: ParameterAturan | None) -> list[tuple[str, str]]:
    """The other rows that the form may start from: address and words."""
    alamat = reverse("aturan:ubah", args=[jadwal.definisi.nama])
    return [(f"{alamat}?baris={b.pk}", putusan.sebut_baris(b, jadwal.kini)) for b in jadwal.pilihan_asal if b != asal]


@require_http_methods(["GET", "HEAD", "POST"])
@akses("aturan.ubah")
def tarik(request: HttpRequest, nama: str, nomor: int) -> HttpResponse:
    """Why a recorded value was a mistake; sent, it leads to whom the withdrawal touches."""
    konteks = konteks_of(request)
    definisi = _definisi(nama)
    baris = get_object_or_404(ParameterAturan.objects.select_related("usulan"), pk=nomor, nama=nama)
    form = AlasanForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            usulan = services.create_penarikan(konteks=konteks, sasaran=baris, alasan=form.cleaned_data["alasan"])
        except UseCaseError as error:
            add_errors(form, error)
        else:
            return redirect("aturan:usulan", kode=usulan.kode)
    isi = {"judul": tulis_nilai(daftar_parameter.judul(nama)), "baris": baris, "form": form, "definisi": definisi}
    return render(request, "aturan/tarik.html", isi, status=422 if form.errors else 200)


@require_safe
@akses("aturan.usulan_lihat")
def usulan(request: HttpRequest, kode: str) -> HttpResponse:
    """A proposal: what becomes another, who is touched before and after, and what may be done with it."""
    return _halaman_usulan(request, selectors.get_usulan(konteks_of(request), kode), LangkahForm())


@require_POST
@akses("aturan.ubah")
def langkah(request: HttpRequest, kode: str) -> HttpResponse:
    """Send, take back, confirm or refuse a proposal."""
    konteks = konteks_of(request)
    obj = selectors.get_usulan(konteks, kode)
    form = LangkahForm(request.POST)
    if form.is_valid():
        try:
            teks = _lakukan(request, obj, form.cleaned_data)
        except (UseCaseError, ValidationError) as error:
            add_errors(form, error)
            obj = selectors.get_usulan(konteks, kode)
        else:
            messages.success(request, teks)
            return redirect("aturan:usulan", kode=kode)
    return _halaman_usulan(request, obj, form)


def _lakukan(request: HttpRequest, obj: UsulanParameter, isian: dict[str, Any]) -> str:
    """Take the step that was asked for; return what happened, in words."""
    konteks, dilihat = konteks_of(request), isian["dilihat"] if isian["dilihat"] is not None else -1
    match isian["langkah"]:
        case "kirim":
            hasil = services.submit_usulan(konteks=konteks, usulan=obj, dilihat=dilihat)
            if hasil.status == StatusUsulan.BERLAKU:
                return _berlaku_sendiri(hasil, hasil.mulai > konteks.per)
            if not ada_rekan(konteks):
                return _("Terkirim. Saat ini belum ada petugas lain yang dapat mengesahkannya; usulan ini menunggu sampai ada.")
            return _("Terkirim. Petugas lain memeriksa dan mengesahkannya.")
        case "sahkan":
            hasil = services.approve_usulan(konteks=konteks, usulan=obj, dilihat=dilihat)
            return _tersahkan(hasil, hasil.mulai > konteks.per)
        case "tolak":
            services.reject_usulan(konteks=konteks, usulan=obj, alasan=isian["alasan"])
            return _("Ditolak. Pengusulnya dapat membaca alasannya di sini.")
        case "batal":
            services.cancel_usulan(konteks=konteks, usulan=obj)
            return _("Usulan dibatalkan.")
    raise Http404


def _berlaku_sendiri(usulan: UsulanParameter, nanti: bool) -> str:
    """What happened to a proposal that needed no second officer."""
    if usulan.jenis == JenisUsulan.TARIK:
        return _("Nilai itu ditarik: tidak ada orang yang tersentuh.")
    if nanti:
        return _("Tersimpan, berlaku mulai %(hari)s: tidak ada orang yang tersentuh.") % {"hari": tanggal(usulan.mulai)}
    return _("Tersimpan dan berlaku: tidak ada orang yang tersentuh.")


def _tersahkan(usulan: UsulanParameter, nanti: bool) -> str:
    """What the confirmation brought about: a withdrawn value of a day to come never begins."""
    if not nanti:
        return _sudah_mulai(usulan)
    hari = {"hari": tanggal(usulan.mulai)}
    if usulan.jenis == JenisUsulan.TARIK:
        return _("Disahkan. Nilai yang sedianya mulai %(hari)s ditarik; tanggal dan hak setiap orang tetap yang sekarang.") % hari
    return _("Disahkan. Berlaku mulai %(hari)s; sampai hari itu tanggal dan hak setiap orang tetap yang sekarang.") % hari


def _sudah_mulai(usulan: UsulanParameter) -> str:
    """What a confirmation of a day that has come brought about: only what is stored is brought up to date."""
    if usulan.lanjutan:
        return _("Disahkan. Yang mengikutinya dihitung ulang sekarang.")
    if usulan.jenis == JenisUsulan.TARIK:
        return _("Disahkan. Nilai itu ditarik dan tidak dipakai lagi.")
    if kata := putusan.dipakai(usulan):
        return _("Disahkan. %(dipakai)s") % {"dipakai": kata}
    return _("Disahkan. Nilainya dipakai untuk hari-hari sejak %(hari)s.") % {"hari": tanggal(usulan.mulai)}


def _halaman_usulan(request: HttpRequest, obj: UsulanParameter, form: LangkahForm) -> HttpResponse:
    konteks = konteks_of(request)
    milik = obj.pengusul_id == konteks.pengguna.pk
    dikenal = daftar_parameter.get_definisi(obj.nama) is not None  # by a rule of this version
    isi: dict[str, Any] = {
        "usulan": obj,
        "judul": tulis_nilai(daftar_parameter.judul(obj.nama)),
        "form": form,
        "ketikan": _ketikan(form, obj),
        "judul_isi": putusan.judul_isi(obj),
        "keterangan": putusan.keterangan(obj),
        "aksi_kirim": putusan.aksi_kirim(obj, konteks.per),
        "dipakai": putusan.dipakai(obj),
        "bunyi": putusan.list_bunyi(obj),
        "tidak_jadi": obj.status in (StatusUsulan.DITOLAK, StatusUsulan.DIBATALKAN),
        "milik": milik,
        "dikenal": dikenal,
        "jumlah": 0,
        "terhitung": False,
        "perubahan": [],
        "perubahan_kelak": [],
        "boleh_kirim": milik and obj.status == StatusUsulan.DISUSUN and kewenangan.boleh(konteks, "aturan.ubah"),
        "boleh_sahkan": not milik and obj.status == StatusUsulan.MENUNGGU and kewenangan.boleh(konteks, "aturan.sahkan"),
        "boleh_batal": milik and obj.terbuka and kewenangan.boleh(konteks, "aturan.ubah"),
        "lanjutan": _lanjutan(obj),
    }
    if dikenal:
        perbandingan = selectors.get_perbandingan(obj, konteks.per)
        isi |= {"perubahan": putusan.list_perubahan(obj, perbandingan.perubahan), "masa": putusan.masa(perbandingan)}
        isi["perubahan_kelak"] = putusan.list_kelak(perbandingan)
        isi["utuh"] = _daftar_isi(perbandingan.definisi, obj.nilai)
        isi |= _isi_terbuka(request, perbandingan) if obj.terbuka else _isi_selesai(obj)
    return render(request, "aturan/usulan.html", isi, status=422 if form.errors else 200)


def _ketikan(form: LangkahForm, obj: UsulanParameter) -> list[tuple[str, str]]:
    """What was typed for a step on a proposal that was decided or taken back meanwhile."""
    alasan = str(form.data.get("alasan", "")).strip() if form.errors and not obj.terbuka else ""
    return [(str(form.fields["alasan"].label), alasan)] if alasan else []


def _isi_terbuka(request: HttpRequest, perbandingan: Perbandingan) -> dict[str, Any]:
    """How many people it would touch by what changes for them, and a page of them."""
    jumlah = selectors.hitung_tersentuh(perbandingan)
    dampak = list_dampak(perbandingan.usulan.nama)
    dipilih = next((d for d in dampak if d.nama == request.GET.get("dampak")), dampak[0] if dampak else None)
    return {
        "mulai": perbandingan.mulai,
        "diganti": putusan.sebut_diganti(perbandingan),
        "akhir": perbandingan.akhir[0] if perbandingan.akhir else None,
        "kembali": perbandingan.kembali,
        "berikut": perbandingan.berikut,
        "perubahan_berikut": [putusan.tulis_perubahan(p) for p in perbandingan.perubahan_berikut],
        "jumlah": sum(jumlah.values()),
        "terhitung": perbandingan.terhitung,
        "lampau": perbandingan.mulai < perbandingan.hari,
        "kelak": perbandingan.mulai > konteks_of(request).per,
        "dampak": [(d.nama, _kata(d.judul), jumlah[d.nama], d is dipilih) for d in dampak],
        "apa": _kata(dipilih.judul) if dipilih else "",
        "lembar": _lembar(konteks_of(request), perbandingan, dipilih, request.GET.get("kursor", "")) if dipilih else None,
    }


def _isi_selesai(obj: UsulanParameter) -> dict[str, Any]:
    """How many people it touched when it was decided, and whether they can be looked at anew."""
    dampak = list_dampak(obj.nama)
    return {
        "dapat_dihitung": bool(dampak),
        "dapat_diunduh": bool(dampak and obj.tersentuh) and obj.status == StatusUsulan.BERLAKU,
    }


def _lembar(konteks: Konteks, perbandingan: Perbandingan, dampak: Dampak, kursor: str) -> halaman.Halaman[dict[str, Any]]:
    """A page of the people, each with the address of their page where the reader may open it. One query."""
    orang = dampak.orang
    boleh = kewenangan.kolom_izin(kewenangan.syarat(konteks, orang.aksi) if orang else None)
    rows = perbandingan.tersentuh_terdekat(dampak).annotate(boleh_dibuka=boleh)
    lembar = halaman.buka(rows, ("terdekat", "nama_urut", "pk"), kursor, UKURAN)
    for baris in lembar.baris:
        baris["alamat"] = reverse(orang.halaman, args=[baris["kode"]]) if orang and baris["boleh_dibuka"] else ""
        baris["nama_lengkap"] = nama_bergelar(baris["gelar_depan"], baris["nama"], baris["gelar_belakang"])
        baris["sebelum"], baris["sesudah"] = tulis_nilai(baris["sebelum"]), tulis_nilai(baris["sesudah"])
    return lembar


def _lanjutan(obj: UsulanParameter) -> list[dict[str, Any]]:
    """How far what follows is. One query each."""
    hasil = []
    for nama, kode in obj.lanjutan.items():
        dampak = get_dampak(nama)
        keadaan = dampak.lanjutan(kode) if dampak and dampak.lanjutan else None
        if dampak and keadaan:
            hasil.append({"judul": _kata(dampak.judul), "keadaan": keadaan})
    return hasil


def _awal(draf: UsulanParameter | None) -> dict[str, Any] | None:
    if draf is None or draf.berlaku is None:
        return None
    terakhir = draf.berlaku.upper
    sampai = terakhir.fromordinal(terakhir.toordinal() - 1) if terakhir else None
    return {"mulai": draf.berlaku.lower, "sampai": sampai, "dasar": draf.dasar, "tanda": draf.tanda, "catatan": draf.catatan}


def _definisi(nama: str) -> Definisi:
    definisi = daftar_parameter.get_definisi(nama)
    if definisi is None:
        raise Http404
    return definisi


def _kata(teks: str) -> str:
    """A marked text in the reader's language."""
    return _(teks) if teks else ""


def _kartu(p: selectors.ParameterKini) -> dict[str, Any]:
    d = p.definisi
    return {
        "nama": d.nama,
        "judul": _kata(d.judul),
        "keterangan": _kata(d.keterangan),
        "baris": p.baris,
        "nilai": _daftar_isi(d, p.baris.nilai if p.baris else None),
        "menunggu": p.menunggu,
    }


def _daftar_isi(definisi: Definisi, nilai: Any) -> list[tuple[str, str]]:
    """A value in words, leaf by leaf."""
    if nilai is None:
        return []
    return [(" · ".join(tulis_nilai(s) for s in i.label), kalimat(i.daun.kata(i.nilai))) for i in uraikan(definisi.bentuk, nilai)]


def _baris_jejak(j: selectors.Jejak, per: date) -> dict[str, Any]:
    perubahan = [putusan.tulis_perubahan(p) for p in j.perubahan]
    kelak = [(hari, [putusan.tulis_perubahan(p) for p in ubah]) for hari, ubah in j.kelak]
    return {
        "baris": j.baris,
        "perubahan": perubahan,
        "kelak": kelak,
        "berlaku": j.berlaku,
        "nanti": j.baris.berlaku.lower > per,
    }
