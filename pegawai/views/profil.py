"""A person's page: the career as a timeline, private data behind a reason, changes, and who looked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from akun import kewenangan
from akun.kewenangan import akses
from akun.models import CatatanAkses, KelompokData
from akun.pembacaan import Bukaan, buka, buka_daftar
from akun.permintaan import konteks_of
from inti import halaman
from inti.errors import UseCaseError
from inti.forms import add_errors
from inti.versi import BerubahError
from pegawai import jejak, linimasa, profil, selectors, services
from pegawai.forms import DataPribadiForm, TujuanForm
from pegawai.models import DataPribadi, Pegawai
from pegawai.rules import masa_kerja


def _pegawai(request: HttpRequest, kode: str) -> Pegawai:
    """The person with this code whom the reader may see, and which tabs the reader may open. One query."""
    pegawai = selectors.get_profil(konteks_of(request), kode)
    if pegawai is None:
        raise Http404
    return pegawai


def _tab(request: HttpRequest, pegawai: Any, kini: str) -> list[tuple[str, str, bool]]:
    semua = [
        ("profil", _("Ringkasan"), True),
        ("pribadi", _("Data pribadi"), pegawai.izin_pribadi),
        ("perubahan", _("Riwayat perubahan"), pegawai.izin_perubahan),
        ("akses", _("Siapa melihat"), pegawai.izin_akses),
    ]
    return [(teks, reverse(f"pegawai:{nama}", args=[pegawai.kode]), nama == kini) for nama, teks, boleh in semua if boleh]


@require_safe
@akses("pegawai.lihat")
def lihat(request: HttpRequest, kode: str) -> HttpResponse:
    """One page, whole career. At most twelve queries."""
    konteks = konteks_of(request)
    pegawai = _pegawai(request, kode)
    panel = profil.list_panel(konteks, pegawai)
    kelompok = (KelompokData.KEPEGAWAIAN, *(p.kelompok for p, _isi in panel))
    buka_daftar(konteks, [pegawai], kelompok, gettext_noop("Membuka profil"), kode=lambda p: p.kode)
    status = selectors.list_status(pegawai)
    data = {
        "pegawai": pegawai,
        "tab": _tab(request, pegawai, "profil"),
        "momen": linimasa.build(pegawai, konteks.per, status),
        "panel": [(p.template, isi) for p, isi in panel],
        "sendiri": konteks.pegawai_id == pegawai.pk,
        "masa_kerja": selectors.compute_masa_kerja(pegawai, konteks.per, status),
        "per": konteks.per,
        "usia": masa_kerja.usia(pegawai.tanggal_lahir, konteks.per),
    }
    return render(request, "pegawai/profil.html", data)


@require_safe
@akses("pegawai.lihat")
def saya(request: HttpRequest) -> HttpResponse:
    """One's own page; accounts without a person go home."""
    kode = konteks_of(request).pegawai_kode
    return redirect("pegawai:profil", kode=kode) if kode else redirect("beranda")


@require_safe
@akses("pegawai.lihat")
def mengapa_pensiun(request: HttpRequest, kode: str) -> HttpResponse:
    """The 'Mengapa?' sheet of the expected retirement; where the law is silent, its words (aturan.middleware)."""
    pegawai = _pegawai(request, kode)
    keputusan = linimasa.compute_pensiun(pegawai, konteks_of(request).per)
    if keputusan is None:
        raise Http404
    tujuan = gettext_noop("Membaca perkiraan pensiun")
    buka_daftar(konteks_of(request), [pegawai], KelompokData.KEPEGAWAIAN, tujuan, kode=lambda p: p.kode)
    nanti = linimasa.list_pensiun_nanti(pegawai, keputusan, konteks_of(request).per)
    return render(request, "pegawai/mengapa_pensiun.html", {"pegawai": pegawai, "keputusan": keputusan, "nanti": nanti})


@require_http_methods(["GET", "HEAD", "POST"])
@akses("pegawai.lihat")
def pribadi(request: HttpRequest, kode: str) -> HttpResponse:
    """Private data: masked until a purpose is given; the reading is logged before it is shown."""
    konteks = konteks_of(request)
    pegawai = _pegawai(request, kode)
    if not pegawai.izin_pribadi:  # type: ignore[attr-defined]  # by _pegawai
        raise Http404
    form, terbuka = _buka(request, pegawai)
    data = {
        "pegawai": pegawai,
        "tab": _tab(request, pegawai, "pribadi"),
        "form": form,
        "buka": terbuka is not None,
        "sendiri": konteks.pegawai_id == pegawai.pk,
        "pribadi": terbuka.satu(DataPribadi) if terbuka else DataPribadi.objects.filter(pegawai=pegawai).exists(),
    }
    return render(request, "pegawai/pribadi.html", data, status=422 if form.errors else 200)


def _buka(request: HttpRequest, pegawai: Pegawai) -> tuple[TujuanForm, Bukaan | None]:
    """The form that asks what for, and what it opened: nothing before it was answered, one's own data at once."""
    konteks = konteks_of(request)
    form = TujuanForm(request.POST if request.method == "POST" else None)
    if konteks.pegawai_id == pegawai.pk:
        return form, buka(konteks, pegawai, KelompokData.PRIBADI, "")
    if not form.is_valid():
        return form, None
    return form, buka(konteks, pegawai, KelompokData.PRIBADI, form.cleaned_data["tujuan"])


@require_http_methods(["GET", "HEAD", "POST"])
@akses("pegawai.ubah")
def ubah_pribadi(request: HttpRequest, kode: str) -> HttpResponse:
    """Correct private data, with the reason and its document; what stands there is shown once somebody says what for."""
    konteks = konteks_of(request)
    pegawai = _pegawai(request, kode)
    kewenangan.require(konteks, "pegawai.ubah", pegawai)
    if "alasan" not in request.POST:
        tujuan, terbuka = _buka(request, pegawai)
        form: TujuanForm | DataPribadiForm = DataPribadiForm(instance=terbuka.satu(DataPribadi)) if terbuka else tujuan
        isi = {"pegawai": pegawai, "form": form, "tertutup": terbuka is None}
        return render(request, "pegawai/ubah_pribadi.html", isi, status=422 if tujuan.errors and not terbuka else 200)
    form = DataPribadiForm(request.POST, instance=DataPribadi.objects.filter(pegawai=pegawai).first())
    if form.is_valid():
        try:
            services.update_data_pribadi(
                konteks=konteks,
                pegawai=pegawai,
                nilai=form.nilai(),
                alasan=form.cleaned_data["alasan"],
                sunting=form.suntingan(),
            )
        except BerubahError as error:  # what the other one wrote is shown: the reading has its receipt, too
            kini = buka(konteks, pegawai, KelompokData.PRIBADI, form.cleaned_data["alasan"]).satu(DataPribadi)
            form.tolak(error, model_to_dict(kini or error.kini))
        except (UseCaseError, ValidationError) as error:
            add_errors(form, error)
        else:
            return redirect("pegawai:perubahan", kode=pegawai.kode)
    isi = {"pegawai": pegawai, "form": form, "tertutup": False}
    return render(request, "pegawai/ubah_pribadi.html", isi, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
@akses("pegawai.riwayat_perubahan")
def perubahan(request: HttpRequest, kode: str) -> HttpResponse:
    """Before → after, who, when, why: newest first. Private values stay masked until somebody says what for."""
    konteks = konteks_of(request)
    pegawai = _pegawai(request, kode)
    if not pegawai.izin_perubahan:  # type: ignore[attr-defined]  # by _pegawai
        raise Http404
    kelompok = {KelompokData.KEPEGAWAIAN.value}
    form, terbuka = TujuanForm(), None
    if pegawai.izin_pribadi:  # type: ignore[attr-defined]  # by _pegawai
        kelompok.add(KelompokData.PRIBADI.value)
        form, terbuka = _buka(request, pegawai)
    buka_daftar(konteks, [pegawai], KelompokData.KEPEGAWAIAN, gettext_noop("Membaca riwayat perubahan"), kode=lambda p: p.kode)
    lembar = jejak.list_perubahan(pegawai, kelompok, _waktu(request.GET.get("sebelum", "")), terbuka=terbuka is not None)
    data: dict[str, Any] = {"pegawai": pegawai, "tab": _tab(request, pegawai, "perubahan"), "perubahan": lembar.daftar}
    data |= {"form": form, "tertutup": any(p.tersamar for p in lembar.daftar)}
    data["berikut"] = lembar.berikut.isoformat() if lembar.berikut else ""
    return render(request, "pegawai/perubahan.html", data, status=422 if form.errors and terbuka is None else 200)


def _waktu(teks: str) -> datetime | None:
    """A moment of a link of ours, as a moment of UTC: the database knows no zone 16 hours away."""
    try:
        waktu = parse_datetime(teks.replace(" ", "+"))
        return waktu.astimezone(UTC) if waktu and waktu.tzinfo else None
    except (ValueError, OverflowError):
        return None


@require_safe
@akses("akses.lihat")
def akses_saya(request: HttpRequest) -> HttpResponse:
    """One's own 'Siapa melihat data saya', for links that know no person."""
    konteks = konteks_of(request)
    if not konteks.pegawai_kode:
        raise Http404
    return redirect("pegawai:akses", kode=konteks.pegawai_kode)


@require_safe
@akses("pegawai.lihat")
def akses_data(request: HttpRequest, kode: str) -> HttpResponse:
    """Who looked at this person's data, which group and what for: for the person and the auditor."""
    pegawai = _pegawai(request, kode)
    if not pegawai.izin_akses:  # type: ignore[attr-defined]  # by _pegawai
        raise Http404
    rows = CatatanAkses.objects.filter(subjek_kode=pegawai.kode).select_related("pembaca", "klien")
    lembar = halaman.buka(rows, ("-pk",), request.GET.get("kursor", ""), 30)
    return render(request, "pegawai/akses.html", {"pegawai": pegawai, "tab": _tab(request, pegawai, "akses"), "halaman": lembar})
