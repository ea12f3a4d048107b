"""The import wizard: upload, preview with a verdict for every row, the second officer, undo."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun.kewenangan import Konteks, akses
from akun.models import KelompokData
from akun.pembacaan import buka_daftar
from akun.permintaan import konteks_of
from alur.penolakan import perkara_di, tolak
from alur.selectors import Posisi, Titik, get_posisi, list_jejak, list_terlibat
from alur.services import LangkahTidakAdaError
from impor import koreksi, selectors, services
from impor.forms import ImporForm, LangkahForm
from impor.models import DILEWATI, BarisImpor, Impor, PutusanBaris, StatusImpor
from impor.pegawai import buku, tampil
from impor.pegawai.kolom import PER_BIDANG, baca_kepala
from impor.proses import DISIAPKAN, IMPOR, MENYIAPKAN, periksa_penyiap
from impor.sebutan import Sebutan, sebut
from inti import halaman
from inti.errors import UseCaseError, VersiBerbedaError
from inti.forms import add_errors
from organisasi.kait import SusunanSendiriError, SusunanTerjangkauError

SEHALAMAN = 20
TAB_TIDAK_ADA = "tidak_ada"
# Where the wizard stands (templates/impor/langkah.html).
TAHAP = {**dict.fromkeys(DISIAPKAN, 3), StatusImpor.MENUNGGU: 4, StatusImpor.MENERAPKAN: 5, StatusImpor.DITERAPKAN: 6}
LANGKAH: dict[str, tuple[Callable[..., Impor], Any]] = {
    "ajukan": (services.submit_impor, gettext_lazy("Terkirim untuk disetujui. Belum ada yang disimpan.")),
    "tarik": (services.withdraw_impor, gettext_lazy("Ditarik kembali; barisnya dapat diperbaiki lagi.")),
    "hentikan": (services.discard_impor, gettext_lazy("Impor dihentikan; tidak ada yang disimpan.")),
    "setujui": (services.approve_impor, gettext_lazy("Disetujui. Semua baris sedang disimpan.")),
    "kembalikan": (services.return_impor, gettext_lazy("Dikembalikan beserta catatan Anda.")),
    "buka_lagi": (services.reopen_impor, gettext_lazy("Dibuka lagi. Periksa, lalu setujui atau kembalikan.")),
    "batalkan": (services.undo_impor, gettext_lazy("Impor sedang dibatalkan.")),
    "biarkan": (services.keep_impor, gettext_lazy("Impor dibiarkan tersimpan.")),
}


@akses("pegawai.impor")
@require_http_methods(["GET", "HEAD", "POST"])
def daftar(request: HttpRequest) -> HttpResponse:
    """Upload a list, and the lists uploaded before."""
    konteks = konteks_of(request)
    kirim = request.method == "POST"
    form = ImporForm(request.POST if kirim else None, request.FILES if kirim else None, hari=konteks.per)
    if kirim and form.is_valid():
        try:
            baru = services.create_impor(konteks=konteks, berkas=form.cleaned_data["berkas"], per=form.cleaned_data["per"])
        except UseCaseError as error:
            add_errors(form, error)
        else:
            return redirect("impor:rinci", kode=baru.kode)
    lembar = halaman.buka(selectors.list_impor(), ("-pk",), request.GET.get("kursor", ""), SEHALAMAN)
    for satu in lembar.baris:
        satu.sebutan = sebut(satu)  # type: ignore[attr-defined]  # for the page
    keadaan = {k.kode: k for k in IMPOR.keadaan}
    isi = {"form": form, "halaman": lembar, "keadaan": keadaan, "usul_pemimpin": services.list_usul_pemimpin().count()}
    return render(request, "impor/daftar.html", isi, status=422 if form.errors else 200)


@akses("pegawai.impor")
@require_safe
def rinci(request: HttpRequest, kode: str) -> HttpResponse:
    """One list: being read, prepared, waiting for a second officer, stored, undone or unreadable."""
    return _halaman(request, _batch(kode), LangkahForm())


def _halaman(request: HttpRequest, batch: Impor, form: LangkahForm, *, status: int = 200) -> HttpResponse:
    """Draw a list; also after a refusal, with what was typed."""
    pekerjaan = selectors.get_pekerjaan(batch)
    isi: dict[str, Any] = {"impor": batch, "p": pekerjaan, "jalan": [(_("Impor"), reverse("impor:daftar"))], "form": form}
    if pekerjaan is not None and pekerjaan.hidup:
        return render(request, "impor/berjalan.html", isi)
    if batch.status in (StatusImpor.GAGAL, StatusImpor.DIBACA):
        return render(request, "impor/gagal.html", isi)
    return render(request, "impor/rinci.html", isi | _perkara(request, batch) | _pratinjau(request, batch), status=status)


def _perkara(request: HttpRequest, batch: Impor) -> dict[str, Any]:
    """Where the list stands, its trail, and what the reader may do with it."""
    konteks = konteks_of(request)
    posisi = get_posisi(konteks, IMPOR, batch)
    jejak = list_jejak(IMPOR, batch.kode)
    ikut = bool(list_terlibat(konteks, IMPOR, [batch.kode], MENYIAPKAN))
    return {
        "posisi": posisi,
        "jejak": jejak,
        "dapat": {langkah.aksi for langkah in posisi.langkah},
        "catatan": _catatan(batch, jejak),
        "kini": TAHAP.get(batch.status, 0),
        "ikut": ikut,
        "tanpa_pemutus": ikut and _tanpa_pemutus(konteks, batch, posisi),
        "halangan": _halangan(konteks, batch, posisi),
    }


def _halangan(konteks: Konteks, batch: Impor, posisi: Posisi) -> UseCaseError | None:
    """Why this reader's approval would be refused: a button that would be refused isn't drawn."""
    if not any(langkah.aksi == "setujui" for langkah in posisi.langkah):
        return None
    try:
        periksa_penyiap(batch, konteks)
    except UseCaseError as error:
        return error
    return None


def _tanpa_pemutus(konteks: Konteks, batch: Impor, posisi: Posisi) -> bool:
    """Whether the list waits and nobody may decide about it."""
    if batch.status != StatusImpor.MENUNGGU or posisi.pemegang is None:
        return False
    return not selectors.ada_pemutus(posisi.pemegang, konteks.per)


def _catatan(batch: Impor, jejak: list[Titik]) -> Titik | None:
    """Why the list came back, whoever mended rows since."""
    if batch.status != StatusImpor.DIKEMBALIKAN:
        return None
    return next((t for t in reversed(jejak) if t.jejak.ke == batch.status != t.jejak.dari), None)


def _batch(kode: str) -> Impor:
    return get_object_or_404(Impor.objects.select_related("pembuat"), kode=kode)


def _pratinjau(request: HttpRequest, batch: Impor) -> dict[str, Any]:
    putusan = request.GET.get("putusan", "")
    sebutan = sebut(batch)
    tab = _tab(batch, sebutan)
    if putusan not in {kunci for kunci, _nama, _n in tab}:
        putusan = next((p for p in _urutan(batch) if batch.jumlah.get(p)), "sama")
    isi = {
        "putusan": putusan,
        "sebutan": sebutan,
        "tab": tab,
        "akan_disimpan": selectors.count_ikut(batch),
        "kepala": baca_kepala(batch.kolom),
    }
    isi["dapat_diubah"] = batch.status in DISIAPKAN
    if selectors.is_dibuang(batch):
        return isi | {"dibuang": True}
    if putusan == TAB_TIDAK_ADA:
        rows = selectors.list_tidak_ada(konteks_of(request), batch)
        return isi | {"halaman": halaman.buka(rows, ("nama_urut", "pk"), request.GET.get("kursor", ""), SEHALAMAN)}
    lembar = halaman.buka(selectors.list_baris_impor(batch, putusan), ("nomor_baris",), request.GET.get("kursor", ""), SEHALAMAN)
    tim = selectors.count_tim(lembar.baris) if batch.status in (*DISIAPKAN, StatusImpor.MENUNGGU) else {}
    baris = [tampil.tampilkan(b, sebutan, tim.get(b.pegawai_id or 0, 0)) for b in lembar.baris]
    _catat_pembacaan(request, baris)
    return isi | {"halaman": lembar, "baris": baris}


def _urutan(batch: Impor) -> tuple[str, ...]:
    """What is looked at first: what has to be mended, and after that what will be, or was, stored."""
    return ("ditolak", "berubah", "baru") if batch.status in DISIAPKAN else ("berubah", "baru", "ditolak")


def _tab(batch: Impor, sebutan: Sebutan) -> list[tuple[str, str, int]]:
    teks = (
        ("ditolak", _("Perlu diperbaiki")),
        (koreksi.TANDA, _("Diperbaiki orangnya")),
        ("berubah", capfirst(sebutan.berubah)),
        ("baru", capfirst(sebutan.baru)),
        (DILEWATI, _("Dilewati")),
        ("sama", _("Sudah sama")),
        ("peringatan", _("Diterima dengan catatan")),
        (TAB_TIDAK_ADA, _("Tidak ada di berkas")),
    )
    return [(kunci, nama, batch.jumlah.get(kunci, 0)) for kunci, nama in teks]


def _catat_pembacaan(request: HttpRequest, baris: list[tampil.BarisTampil]) -> None:
    """Private data that the city kept stand on this page: the readings are noted first."""
    kode = selectors.list_kode([b.b.pegawai_id for b in baris if b.pribadi and b.b.pegawai_id])
    buka_daftar(konteks_of(request), kode, KelompokData.PRIBADI, gettext_noop("Impor daftar pegawai"), kode=str)


# --- mending and choosing -----------------------------------------------------------------------------


@akses("pegawai.impor")
@require_POST
def perbaiki(request: HttpRequest, kode: str, nomor: int) -> HttpResponse:
    """Mend the faulty cells of one row, as typed or as proposed: a click takes over one proposal, so one fact changes."""
    baris = get_object_or_404(BarisImpor, impor__kode=kode, nomor_baris=nomor)
    isian = {b: request.POST.get(b, "") for b in request.POST if b in PER_BIDANG}
    if "pakai_saran" in request.POST:
        isian |= next(({g["bidang"]: g["usul"]} for g in baris.galat if g.get("usul")), {})
    try:
        hasil = services.update_baris(konteks=konteks_of(request), baris=baris, isian=isian)
    except UseCaseError as error:
        messages.warning(request, str(error))
    else:
        _kabarkan(request, hasil)
    return _kembali(request, kode, f"b{nomor}")


def _kabarkan(request: HttpRequest, baris: BarisImpor) -> None:
    if baris.putusan == PutusanBaris.DITOLAK:
        messages.warning(
            request,
            _("Baris %(baris)s masih perlu diperbaiki: %(sebab)s")
            % {"baris": baris.nomor_baris, "sebab": baris.galat[0]["pesan"]},
        )
    else:
        messages.success(
            request,
            _("Baris %(baris)s kini diterima: %(putusan)s.")
            % {"baris": baris.nomor_baris, "putusan": tampil.sebut_putusan(baris).lower()},
        )


@akses("pegawai.impor")
@require_POST
def ikutkan(request: HttpRequest, kode: str, nomor: int) -> HttpResponse:
    """Take a row along or leave it out."""
    baris = get_object_or_404(BarisImpor, impor__kode=kode, nomor_baris=nomor)
    ikut = request.POST.get("ikut") == "1"
    try:
        services.pilih_baris(konteks=konteks_of(request), baris=baris, ikut=ikut)
    except UseCaseError as error:
        messages.warning(request, str(error))
    else:
        pesan = _("Baris %(baris)s ikut disimpan.") if ikut else _("Baris %(baris)s dilewati; letaknya kini di 'Dilewati'.")
        messages.success(request, pesan % {"baris": nomor})
    return _kembali(request, kode, f"b{nomor}")


def _kembali(request: HttpRequest, kode: str, jangkar: str = "") -> HttpResponse:
    """Back to the same tab and page; only what a query of ours looks like is taken over."""
    kueri = {k: v for k in ("putusan", "kursor") if (v := request.POST.get(f"_{k}", ""))}
    alamat = reverse("impor:rinci", kwargs={"kode": kode}, query=kueri or None, fragment=jangkar or None)
    return redirect(alamat)


# --- steps, downloading -------------------------------------------------------------------------------------


@akses("pegawai.impor")
@require_POST
@perkara_di(IMPOR, alasan=gettext_lazy("Alasan"))
def langkah(request: HttpRequest, kode: str) -> HttpResponse:
    """Take a step with the whole list: send, take back, approve, return, give up, undo."""
    batch, form = _batch(kode), LangkahForm(request.POST)
    aksi = request.POST.get("aksi", "")
    status = 422
    if aksi in LANGKAH and form.is_valid():
        lakukan, pesan = LANGKAH[aksi]
        isi = {n: form.cleaned_data[n] for n in ("versi", "alasan")}
        try:
            lakukan(konteks=konteks_of(request), impor=batch, **isi)
        except LangkahTidakAdaError as error:
            return tolak(request, error)
        except UseCaseError as error:
            add_errors(form, error)
            status = 409 if isinstance(error, VersiBerbedaError) else 422
        else:
            messages.success(request, str(pesan))
            return redirect("impor:rinci", kode=kode)
    return _halaman(request, _batch(kode), form, status=status)


@akses("pegawai.impor")
@require_safe
def unduh(request: HttpRequest, kode: str) -> HttpResponse:
    """The refused rows as a workbook, to be mended and uploaded again."""
    batch = _batch(kode)
    rows = selectors.list_baris_impor(batch, PutusanBaris.DITOLAK).order_by("nomor_baris")
    dikenal = selectors.list_kode(pk for pk in rows.values_list("pegawai_id", flat=True) if pk)
    buka_daftar(konteks_of(request), dikenal, KelompokData.PRIBADI, gettext_noop("Impor daftar pegawai"), kode=str)
    with tempfile.TemporaryDirectory(prefix="perbaikan-") as folder:
        berkas = Path(folder) / "perbaikan.xlsx"
        buku.tulis_galat(berkas, batch, rows.iterator(chunk_size=500))
        isi = berkas.read_bytes()
    jawab = HttpResponse(isi, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    jawab.headers["Content-Disposition"] = f'attachment; filename="perbaikan-{batch.kode}.xlsx"'
    jawab.headers["Cache-Control"] = "no-store, private"
    return jawab


# --- posts that lead -------------------------------------------------------------------------------------


@akses("organisasi.kelola")
@require_http_methods(["GET", "HEAD", "POST"])
def pemimpin(request: HttpRequest) -> HttpResponse:
    """Confirm which posts lead their unit; the import only proposes them."""
    if request.method == "POST":
        return _sahkan(request)
    rows = selectors.list_usul_pemimpin_tampil(services.list_usul_pemimpin())
    lembar = halaman.buka(rows, ("unit__jalur", "pk"), request.GET.get("kursor", ""), 50)
    isi = {
        "halaman": lembar,
        "pemegang": selectors.pemegang(lembar.baris),
        "jumlah": services.list_usul_pemimpin().count(),
        "unit_kosong": selectors.list_unit_tanpa_pemimpin(),
        "jalan": [(_("Impor"), reverse("impor:daftar"))],
    }
    return render(request, "impor/pemimpin.html", isi)


def _sahkan(request: HttpRequest) -> HttpResponse:
    kode = None if "semua" in request.POST else request.POST.getlist("kode")
    try:
        jumlah = services.confirm_pemimpin(konteks=konteks_of(request), kode=kode)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    except (SusunanSendiriError, SusunanTerjangkauError) as error:
        lain = _("Jabatan lain boleh Anda sahkan: centang satu per satu.")
        messages.warning(request, f"{error} {lain}")
    else:
        if jumlah:
            pesan = ngettext(
                "%(n)s jabatan disahkan sebagai pemimpin unit.", "%(n)s jabatan disahkan sebagai pemimpin unit.", jumlah
            )
            messages.success(request, pesan % {"n": jumlah})
        else:
            messages.info(request, _("Belum ada yang dicentang."))
    return redirect("impor:pemimpin")
