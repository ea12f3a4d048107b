"""Pages of the learner and the superior: my learning, the catalogue, enrolling, deciding."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun import kewenangan
from akun.kewenangan import akses
from akun.models import KelompokData
from akun.pembacaan import buka_baris, buka_daftar
from akun.permintaan import konteks_of
from alur.penolakan import perkara_di, tolak
from alur.selectors import get_posisi, kata_kini, list_jejak
from alur.services import LangkahTidakAdaError
from aturan.parameter import NilaiBelumTercatatError
from inti import halaman
from inti.cara import formulir_di
from inti.errors import UseCaseError, VersiBerbedaError
from inti.forms import add_errors
from inti.penjelasan import kalimat
from kompetensi import selectors
from kompetensi.forms import DaftarForm, PutusanForm, SaringKatalogForm, TarikForm
from kompetensi.models import Angkatan, Pendaftaran, StatusPendaftaran
from kompetensi.models.pendaftaran import AKTIF
from kompetensi.proses import PENDAFTARAN
from kompetensi.services import pendaftaran as services
from kompetensi.services.luar import TAHUN_AWAL_JP
from pegawai.models import Pegawai

UKURAN = 20


def tab(request: HttpRequest, kini: str) -> list[tuple[str, str, bool]]:
    """Tabs of the learning room that this person may open, as <c-tab> wants them."""
    konteks = konteks_of(request)
    semua = [
        ("belajar", _("Belajar saya"), "kompetensi.belajar"),
        ("katalog", _("Katalog"), "kompetensi.katalog"),
        ("persetujuan", _("Persetujuan"), "kompetensi.putuskan"),
        ("luar-periksa", _("Bukti belajar"), "kompetensi.luar_periksa"),
        ("kelola", _("Kelola"), "kompetensi.angkatan_lihat"),
    ]
    return [(t, reverse(f"kompetensi:{n}"), n == kini) for n, t, a in semua if kewenangan.boleh(konteks, a)]


@require_safe
@akses("kompetensi.belajar")
def belajar(request: HttpRequest) -> HttpResponse:
    """The person's own learning: hours against the target, enrolments, certificates."""
    konteks = konteks_of(request)
    pegawai = get_object_or_404(Pegawai, pk=konteks.pegawai_id)
    daftar = list(selectors.list_pendaftaran_pegawai(konteks, pegawai.pk)[:30])
    isi = _isi_jp(pegawai, konteks.per.year, konteks.per) | {
        "tab": tab(request, "belajar"),
        "pegawai": pegawai,
        "berjalan": [p for p in daftar if p.status in AKTIF and p.status != StatusPendaftaran.LULUS],
        "lewat": [p for p in daftar if p.status not in AKTIF],
        "sertifikat": list(selectors.list_sertifikat_pegawai(konteks, pegawai.pk)[:20]),
        "luar": list(selectors.list_belajar_luar(konteks).filter(pegawai=pegawai.pk).order_by("-pk")[:10]),
        "terbuka": list(
            selectors.list_angkatan_terbuka(konteks).exclude(pendaftaran__in=[p.pk for p in daftar if p.status in AKTIF])[:4]
        ),
    }
    return render(request, "kompetensi/belajar.html", isi)


def _isi_jp(pegawai: Pegawai, tahun: int, per: date) -> dict[str, Any]:
    """The ledger of a year with its decision; `belum` says since when there is such a law, where the year lies before it."""
    catatan = list(selectors.list_catatan_jp(pegawai.pk, tahun))
    isi = {"tahun": str(tahun), "catatan": catatan, "jp": sum(c.jp for c in catatan), "keputusan": None, "belum": ""}
    try:
        return isi | {"keputusan": selectors.decide_jp(catatan, pegawai.jenis, tahun, per)}
    except NilaiBelumTercatatError as penolakan:
        return isi | {"belum": f"{kalimat(penolakan.pesan)} {kalimat(penolakan.saran)}"}


@require_safe
@akses("kompetensi.jp_lihat")
def jam(request: HttpRequest, kode: str, tahun: int) -> HttpResponse:
    """The hours of one person in one year, line by line, with the 'Mengapa?' sheet; somebody else's leaves a receipt."""
    konteks = konteks_of(request)
    rows = selectors.list_pegawai_jp(konteks).filter(kode=kode)
    pegawai = get_object_or_404(buka_baris(konteks, rows, KelompokData.KOMPETENSI, gettext_noop("Membaca jam pelajaran")))
    if not TAHUN_AWAL_JP <= tahun <= konteks.per.year:
        raise Http404
    isi = _isi_jp(pegawai, tahun, konteks.per) | {
        "tab": tab(request, ""),
        "pegawai": pegawai,
        "sendiri": pegawai.pk == konteks.pegawai_id,
        "sebelum": str(tahun - 1) if tahun > TAHUN_AWAL_JP else None,
        "sesudah": str(tahun + 1) if tahun < konteks.per.year else None,
    }
    return render(request, "kompetensi/jam.html", isi)


@require_safe
@akses("kompetensi.katalog")
def katalog(request: HttpRequest) -> HttpResponse:
    """The catalogue with search and filters; all of it lives in the address."""
    konteks = konteks_of(request)
    form = SaringKatalogForm(request.GET)
    form.is_valid()
    saring = {nama: form.cleaned_data.get(nama, "") for nama in ("q", "cara", "jenis", "buka")}
    rows = selectors.list_katalog(konteks, **saring | {"buka": bool(saring["buka"])})
    lembar = halaman.buka(rows, ("judul", "pk"), request.GET.get("kursor", ""), UKURAN)
    isi = {"tab": tab(request, "katalog"), "form": form, "saring": saring, "lembar": lembar, "disaring": any(saring.values())}
    return render(request, "kompetensi/katalog.html", isi)


@require_safe
@akses("kompetensi.katalog")
def pelatihan(request: HttpRequest, kode: str) -> HttpResponse:
    """One training with its open runs and, for employees, the way in."""
    return _pelatihan(request, kode, DaftarForm())


def _pelatihan(request: HttpRequest, kode: str, form: DaftarForm, dipilih: str = "") -> HttpResponse:
    konteks = konteks_of(request)
    obj = get_object_or_404(selectors.list_katalog(konteks), kode=kode)
    angkatan = obj.angkatan_terbuka  # type: ignore[attr-defined]  # prefetched by the selector
    saya = selectors.list_status_saya(konteks, [a.pk for a in angkatan])
    isi = {
        "tab": tab(request, "katalog"),
        "pelatihan": obj,
        "angkatan": [(a, saya.get(a.pk)) for a in angkatan],
        "form": form,
        "dipilih": dipilih,
        "boleh_daftar": kewenangan.boleh(konteks, "kompetensi.daftar"),
        "boleh_kelola": kewenangan.boleh(konteks, "kompetensi.kelola"),
    }
    return render(request, "kompetensi/pelatihan.html", isi, status=422 if form.errors else 200)


@formulir_di("kompetensi:katalog")
@require_POST
@akses("kompetensi.daftar")
def daftar(request: HttpRequest, kode: str) -> HttpResponse:
    """Enrol the person who asks in a run."""
    konteks = konteks_of(request)
    angkatan = selectors.list_angkatan_terbuka(konteks).filter(kode=kode).first()
    if angkatan is None:
        messages.warning(request, _("Pendaftaran angkatan itu sudah berakhir. Pilih angkatan lain di katalog."))
        return redirect("kompetensi:katalog")
    form = DaftarForm(request.POST)
    if form.is_valid():
        try:
            baru = services.create_pendaftaran(konteks=konteks, angkatan=angkatan, **form.cleaned_data)
        except services.SudahTerdaftarError as error:
            if lama := _kiriman_pertama(konteks, angkatan, form):
                return redirect("kompetensi:pendaftaran", kode=lama.kode)
            add_errors(form, error)
        except UseCaseError as error:
            add_errors(form, error)
        else:
            messages.success(request, _kabar_daftar(baru))
            return redirect("kompetensi:pendaftaran", kode=baru.kode)
    elif selectors.list_status_saya(konteks, [angkatan.pk]):  # the words need no mending where nothing is to be sent
        form.errors.clear()
        add_errors(form, services.SudahTerdaftarError())
    return _pelatihan(request, angkatan.pelatihan.kode, form, dipilih=angkatan.kode)


def _kiriman_pertama(konteks: kewenangan.Konteks, angkatan: Angkatan, form: DaftarForm) -> Pendaftaran | None:
    """The enrolment that the first of two clicks has made; None when something else was typed now. One query."""
    rows = selectors.list_pendaftaran_pegawai(konteks, konteks.pegawai_id or 0).filter(angkatan=angkatan, status__in=AKTIF)
    return rows.filter(tujuan=form.cleaned_data["tujuan"].strip()).first()


def _kabar_daftar(baru: Pendaftaran) -> str:
    if baru.status == StatusPendaftaran.MENUNGGU:
        return _("Tempatnya sudah penuh, jadi Anda masuk daftar tunggu. Bila ada yang batal, Anda naik dengan sendirinya.")
    return _("Pendaftaran terkirim. Atasan Anda memutuskannya; Anda melihat jawabannya di sini.")


@require_safe
@akses("kompetensi.lihat")
@perkara_di(PENDAFTARAN)
def pendaftaran(request: HttpRequest, kode: str) -> HttpResponse:
    """One enrolment: where it stands, what comes next, and every step so far."""
    konteks = konteks_of(request)
    rows = selectors.list_pendaftaran(konteks).filter(kode=kode)
    obj = get_object_or_404(buka_baris(konteks, rows, KelompokData.KOMPETENSI, gettext_noop("Membaca pendaftaran pelatihan")))
    posisi = get_posisi(konteks, PENDAFTARAN, obj)
    boleh = {langkah.aksi for langkah in posisi.langkah}
    antre = 0
    if obj.status == StatusPendaftaran.MENUNGGU:
        antre = obj.angkatan.pendaftaran.filter(status=StatusPendaftaran.MENUNGGU, pk__lte=obj.pk).count()
    sendiri = obj.pegawai_id == konteks.pegawai_id
    isi = {
        "tab": tab(request, "belajar" if sendiri else ""),
        "p": obj,
        "sendiri": sendiri,
        "posisi": posisi,
        "jejak": list_jejak(PENDAFTARAN, obj.kode),
        "antre": antre,
        "sertifikat": obj.sertifikat.order_by("-pk").first() if obj.status == StatusPendaftaran.LULUS else None,
        "bisa_batal": "batalkan" in boleh and konteks.per < obj.angkatan.tanggal_mulai,
        "bisa_putus": "setujui" in boleh,
        "wakil": selectors.list_atas_nama(konteks, [obj]).get(kode),
    }
    return render(request, "kompetensi/pendaftaran.html", isi)


@require_POST
@akses("kompetensi.batalkan")
@perkara_di(PENDAFTARAN, alasan=gettext_lazy("Alasan"))
def batal(request: HttpRequest, kode: str) -> HttpResponse:
    """Withdraw an enrolment."""
    konteks = konteks_of(request)
    obj = get_object_or_404(selectors.list_pendaftaran(konteks), kode=kode)
    form = TarikForm(request.POST)
    if "alasan" in form.errors:
        return tolak(request, UseCaseError(str(form.errors["alasan"][0])))
    isi = {"alasan": form.cleaned_data["alasan"], "versi": form.cleaned_data.get("versi")}
    try:
        services.cancel_pendaftaran(konteks=konteks, pendaftaran=obj, **isi)
    except LangkahTidakAdaError as error:
        return tolak(request, error)
    except UseCaseError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("Pendaftaran dibatalkan. Tempatnya untuk orang lain; Anda boleh mendaftar lagi selama masih dibuka.")
        )
    return redirect("kompetensi:pendaftaran", kode=kode)


@require_safe
@akses("kompetensi.putuskan")
def persetujuan(request: HttpRequest) -> HttpResponse:
    """Enrolments that wait for this person's decision, the nearest start first."""
    konteks = konteks_of(request)
    urut = ("angkatan__tanggal_mulai", "pk")
    lembar = halaman.buka(selectors.list_antrean(konteks), urut, request.GET.get("kursor", ""), UKURAN)
    tujuan = gettext_noop("Memutuskan pendaftaran pelatihan")
    buka_daftar(konteks, lembar.baris, KelompokData.KOMPETENSI, tujuan, kode=lambda p: p.pegawai.kode)
    jp = selectors.get_jp_tahun([p.pegawai_id for p in lembar.baris], konteks.per.year)
    wakil = selectors.list_atas_nama(konteks, lembar.baris)
    isi = {
        "tab": tab(request, "persetujuan"),
        "lembar": lembar,
        "baris": [(p, jp.get(p.pegawai_id, 0), wakil.get(p.kode)) for p in lembar.baris],
        "tahun": str(konteks.per.year),
    }
    return render(request, "kompetensi/persetujuan.html", isi)


@require_http_methods(["GET", "HEAD", "POST"])
@akses("kompetensi.putuskan")
@perkara_di(PENDAFTARAN, alasan=gettext_lazy("Alasan"))
def putuskan(request: HttpRequest, kode: str) -> HttpResponse:
    """Approve at once, or ask for the reason of a refusal first."""
    konteks = konteks_of(request)
    obj = get_object_or_404(selectors.list_pendaftaran(konteks), kode=kode)
    kewenangan.require(konteks, "kompetensi.putuskan", obj)
    if request.method != "POST" and obj.status != StatusPendaftaran.DIUSULKAN:
        messages.info(request, kata_kini(PENDAFTARAN, obj, konteks))
        return redirect("kompetensi:pendaftaran", kode=kode)
    form = PutusanForm(request.POST if request.method == "POST" else None, initial={"putusan": "tolak", "versi": obj.versi})
    status = 200
    if form.is_valid():
        setuju = form.cleaned_data["putusan"] == "setuju"
        isi = {"alasan": form.cleaned_data["alasan"], "versi": form.cleaned_data["versi"]}
        try:
            services.decide_pendaftaran(konteks=konteks, pendaftaran=obj, setuju=setuju, **isi)
        except LangkahTidakAdaError as error:
            return tolak(request, error)
        except UseCaseError as error:
            if setuju:  # nothing was typed, and the page of the enrolment shows what has changed
                messages.warning(request, str(error))
                return redirect("kompetensi:pendaftaran", kode=kode)
            add_errors(form, error)
            form.pakai_versi(obj.versi)
            status = 409 if isinstance(error, VersiBerbedaError) else 422
        else:
            messages.success(request, _kabar_putusan(obj, setuju=setuju))
            sisa = selectors.list_antrean(konteks).exists()
            return redirect("kompetensi:persetujuan") if sisa else redirect("kompetensi:pendaftaran", kode=kode)
    isi_laman = {
        "tab": tab(request, "persetujuan"),
        "p": obj,
        "form": form,
        "wakil": selectors.list_atas_nama(konteks, [obj]).get(kode),
    }
    return render(request, "kompetensi/tolak.html", isi_laman, status=status if status != 200 or not form.errors else 422)


def _kabar_putusan(obj: Pendaftaran, *, setuju: bool) -> str:
    nama = {"nama": obj.pegawai.nama_lengkap}
    if setuju:
        return _("%(nama)s disetujui mengikuti pelatihan ini.") % nama
    return _("Alasan Anda sampai kepada %(nama)s; tempatnya untuk yang berikutnya.") % nama
