"""The leader's dashboard: city → office → team → person; and the targets behind it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import formats
from django.utils.translation import get_language, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from markupsafe import Markup

from akun import kewenangan
from akun.kewenangan import akses
from akun.models import KelompokData
from akun.pembacaan import buka_daftar
from akun.permintaan import konteks_of
from alur.penolakan import perkara_di
from inti import instansi, jinja
from inti.alamat import situs
from inti.errors import UseCaseError
from inti.forms import add_errors
from inti.ingatan import Ingatan
from kinerja.forms.evaluasi import SasaranForm
from kinerja.models import PeriodeKinerja, Predikat, SasaranUnit
from kinerja.selectors import dasbor as baca
from kinerja.selectors.orang import (
    SARINGAN,
    buka_menurut,
    buka_orang,
    hitung_susunan,
    jumlah_di_dasbor,
    list_keadaan,
    list_meja,
    pilih_keadaan,
)
from kinerja.selectors.sandaran import list_sasaran_untuk
from kinerja.selectors.skp import list_periode
from kinerja.services import periode as layanan
from kinerja.views.tim import belum_dibuka, pilih_periode, tahun_diminta
from laporan.penulis.teks import aman
from organisasi.models import UnitKerja

KOLOM_CSV = (
    "unit", "pegawai", "skp_disepakati", "dinilai", "belum_disepakati", "menunggu_atasan", "triwulan", "hasil_kerja",
    "hasil_kerja_tercatat", "sesuai_jalur", "mencatat_pekan_ini", "triwulan_predikat", "dinilai_triwulan_predikat",
    *Predikat.values,
)  # fmt: skip


@dataclass(frozen=True)
class Tetap:
    """What everybody sees alike who may open a unit's dashboard: its figures, and how they are drawn.

    susunan  `hitung_susunan` of the unit with all below it, and of the unit alone; by `langsung`
    """

    dasbor: baca.Dasbor
    html: Markup
    susunan: dict[bool, dict[str, int]]


_ingatan: Ingatan[Tetap] = Ingatan(256)  # units × quarters × languages, about 50 kB each


@akses("kinerja.dasbor")
@require_safe
def dasbor(request: HttpRequest, kode: str = "") -> HttpResponse:
    """Figures of a unit, of those below it and, where it has people of its own, of these."""
    konteks = konteks_of(request)
    # Whoever reads the city has one top, and needs no question where the address names the unit.
    puncak = [] if kode and kewenangan.boleh(konteks, "kinerja.kota") else baca.list_unit_puncak(konteks)
    unit, periode, daftar = _pilih(request, kode, puncak)
    if periode is None:
        return belum_dibuka(request, unit.nama, _alamat(unit))
    tetap = _tetap(unit, periode, daftar, konteks.per)
    orang = _orang(request, unit, periode, tetap)
    buka_daftar(konteks, orang["orang"].baris, KelompokData.KINERJA, gettext_noop("Membuka dasbor unit"), kode=lambda p: p.kode)
    return render(
        request,
        "kinerja/dasbor.html",
        {
            "d": tetap.dasbor,
            "isi_tetap": tetap.html,
            **orang,
            "jalan": [(u.nama, f"{_alamat(u)}?periode={periode.kode}") for u in baca.list_jalan(konteks, unit)],
            "puncak": puncak,
            "boleh_sasaran": kewenangan.boleh(konteks, "sasaran.lihat"),
        },
    )


def _orang(request: HttpRequest, unit: UnitKerja, periode: PeriodeKinerja, tetap: Tetap) -> dict[str, Any]:
    """The people behind the figures: those of the unit itself, or of it and below in the state that was asked for."""
    konteks, kursor, isi = konteks_of(request), request.GET.get("kursor", ""), tetap.dasbor
    keadaan = pilih_keadaan(request.GET.get("keadaan", ""), lampau=isi.lampau)
    langsung = bool(keadaan and isi.jumlah_unit and "langsung" in request.GET)
    angka = isi.langsung[0] if langsung else isi.kini
    susunan = tetap.susunan[langsung]
    if keadaan:
        orang, jumlah = buka_menurut(konteks, unit, periode, keadaan, kursor, langsung=langsung)
    else:
        orang, jumlah = buka_orang(konteks, unit, periode, kursor), None
    return {
        "orang": orang,
        "keadaan": keadaan,
        "judul_orang": SARINGAN[keadaan] if keadaan else _("Orang di unit ini"),
        "jumlah_orang": jumlah,
        "di_dasbor": jumlah_di_dasbor(angka, keadaan, susunan),
        "langsung": langsung,
        "meja": list_meja(unit, periode, langsung=langsung) if keadaan == "menunggu" else [],
        "saringan": _saringan(isi, keadaan, angka, susunan),
    }


def _saringan(isi: baca.Dasbor, keadaan: str, angka: baca.Angka, susunan: dict[str, int]) -> list[tuple[str, str, int | None]]:
    """The lists that can be chosen: code, words, the figure on the board. Predicates once the judged ones are in sight."""
    umum = list_keadaan(lampau=isi.lampau)
    kode = [*umum, *(Predikat.values if keadaan and keadaan not in umum or keadaan == "dinilai" else [])]
    return [("", _("Langsung di unit ini"), None), *((k, str(SARINGAN[k]), jumlah_di_dasbor(angka, k, susunan)) for k in kode)]


def _tetap(unit: UnitKerja, periode: PeriodeKinerja, daftar: list[PeriodeKinerja], per: date) -> Tetap:
    """The figures of a unit, drawn once for each state of them. One query where they are kept, five where not.

    SECURITY: `unit` came through list_unit_dasbor. It is drawn without the request, so that nothing of the reader can enter.
    """
    kunci = (
        (unit.pk, unit.kode, unit.nama, unit.kedalaman),
        (periode.pk, tuple((p.pk, p.kode, p.tahun, p.triwulan, str(p.masa)) for p in daftar), per),
        (get_language(), situs()),
        baca.get_sidik(unit, periode, daftar, per),
    )
    return _ingatan.ambil(kunci, lambda: _gambar(baca.get_dasbor(unit, periode, daftar, per)))


def _gambar(isi: baca.Dasbor) -> Tetap:
    predikat = [str(p.label) for p in Predikat]
    susunan = {ya: hitung_susunan(isi.unit, isi.periode, lampau=isi.lampau, langsung=ya) for ya in (False, True)}
    nilai = {
        "d": isi,
        "predikat": predikat,
        "kode_predikat": Predikat.values,
        "legenda": list(enumerate(predikat, 1)),
        "kecil": baca.KELOMPOK_KECIL,
        "susunan": susunan[False],
        **_deret_pekan(isi),
    }
    return Tetap(isi, jinja.lukis("kinerja/isi_dasbor.html", nilai), susunan)


def _deret_pekan(isi: baca.Dasbor) -> dict[str, Any]:
    """The line of entries by week: numbers, short and full labels, the finding in words."""
    nilai = [n for _hari, n in isi.pekan]
    kata = (
        _("Catatan kemajuan per pekan: %(awal)s pada pekan pertama, %(akhir)s pada pekan terakhir triwulan itu.")
        if isi.lampau
        else _("Catatan kemajuan per pekan: %(awal)s dua belas pekan lalu, %(akhir)s pekan ini.")
    )
    return {
        "pekan_nilai": nilai,
        "pekan_label": [formats.date_format(h, "j M").rstrip(".") if n % 3 == 2 else "" for n, (h, _n) in enumerate(isi.pekan)],
        "pekan_penuh": [formats.date_format(h, "j F Y") for h, _n in isi.pekan],
        "pekan_alt": kata % {"awal": nilai[0], "akhir": nilai[-1]},
    }


def _alamat(unit: UnitKerja) -> str:
    return str(redirect("kinerja:dasbor_unit", kode=unit.kode).url)


def _pilih(
    request: HttpRequest, kode: str, puncak: Sequence[UnitKerja] = ()
) -> tuple[UnitKerja, PeriodeKinerja | None, list[PeriodeKinerja]]:
    """The unit and quarter that the address names, else the first of `puncak` (tops of what this person may see) and today."""
    konteks = konteks_of(request)
    if kode:
        unit = get_object_or_404(baca.list_unit_dasbor(konteks), kode=kode)
    elif puncak:
        unit = puncak[0]
    else:
        raise Http404(_("Belum ada unit yang bisa Anda lihat."))
    diminta = request.GET.get("periode", "")
    daftar = list_periode(tahun_diminta(diminta, konteks)) or list_periode(konteks.per.year)
    return unit, pilih_periode(daftar, diminta, konteks), daftar


@akses("kinerja.dasbor")
@require_safe
def csv_dasbor(request: HttpRequest, kode: str) -> HttpResponse:
    """The list of units as CSV: counts, no percentages; this week's is empty for a quarter that is over."""
    unit, periode, daftar = _pilih(request, kode)
    if periode is None:
        return belum_dibuka(request, unit.nama, _alamat(unit))
    isi = baca.get_dasbor(unit, periode, daftar, konteks_of(request).per)
    jawab = HttpResponse(content_type="text/csv; charset=utf-8")
    jawab.headers["Content-Disposition"] = f'attachment; filename="kinerja-{periode.kode}.csv"'
    jawab.write("\ufeff")
    tulis = csv.writer(jawab, delimiter=";")
    tulis.writerow(KOLOM_CSV)
    acuan = next((a for p, a in isi.triwulan if p == isi.acuan), isi.kini)
    baris = [(isi.kini, acuan), *isi.bagian, *((a, baca.Angka(a.unit)) for a in isi.sepi)]
    tulis.writerows(
        _baris_csv(isi, a, lalu, langsung=bool(nomor) and a.unit == isi.unit) for nomor, (a, lalu) in enumerate(baris)
    )
    return jawab


def _baris_csv(isi: baca.Dasbor, a: baca.Angka, acuan: baca.Angka, *, langsung: bool) -> list[Any]:
    """One unit: figures of the quarter, and the predicates of the quarter that the page shows, by its name."""
    nama = _("Langsung di %(unit)s") % {"unit": a.unit.nama} if langsung else a.unit.nama
    skp = [a.pegawai, a.skp_disepakati, a.dinilai, "" if isi.lampau else a.belum, "" if isi.lampau else a.skp_menunggu]
    hasil = [a.rhk, a.rhk_tercatat, a.rhk_sesuai, "" if isi.lampau else a.pencatat]
    return [aman(nama), *skp, isi.periode.kode, *hasil, isi.acuan.kode, acuan.dinilai, *acuan.predikat]


@akses("sasaran.lihat")
@require_http_methods(["GET", "HEAD", "POST"])
@perkara_di(
    uraian=gettext_lazy("Sasaran"),
    indikator=gettext_lazy("Indikator"),
    target=gettext_lazy("Target"),
    satuan=gettext_lazy("Satuan"),
)
def sasaran(request: HttpRequest, kode: str) -> HttpResponse:
    """Targets of a unit and the chain above them; whoever may, adds one."""
    konteks = konteks_of(request)
    unit = get_object_or_404(UnitKerja.objects.filter(aktif=True), kode=kode)
    tahun = konteks.per.year
    rantai = list(list_sasaran_untuk(unit, tahun))
    ubah = kewenangan.allows(konteks, "kinerja.kelola_sasaran", unit)
    if request.method == "POST" and not ubah:
        raise layanan.BukanPengelolaSasaranError(
            _("Sasaran unit ini dikelola %(badan)s dan pengelola kepegawaian unitnya.") % instansi.kata()
        )
    atas = [s for s in rantai if s.unit_id != unit.pk]
    form = SasaranForm(request.POST if request.method == "POST" else None, induk=atas)
    if form.is_valid():
        try:
            layanan.save_sasaran(konteks=konteks, unit=unit, tahun=tahun, isian=form.isian())
        except (UseCaseError, ValidationError) as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Sasaran disimpan. Pegawai unit ini bisa langsung memakainya."))
            return redirect("kinerja:sasaran", kode=kode)
    milik = SasaranUnit.objects.filter(unit=unit, tahun=tahun).select_related("induk__unit").order_by("pk")
    isi = {"unit": unit, "tahun": tahun, "milik": list(milik), "atas": atas, "form": form if ubah else None}
    return render(request, "kinerja/sasaran.html", isi, status=422 if form.errors else 200)
