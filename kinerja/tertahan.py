"""Ratings that superiors owe past their day, a line a superior, for the officers who look after what lies with superiors."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akun import kewenangan
from akun.kewenangan import Konteks
from alur import kait
from inti.tugas import Tugas
from kinerja.batas import LAMA_MENILAI
from kinerja.models import PeriodeKinerja
from kinerja.selectors.evaluasi import list_belum_dinilai
from pegawai.susunan import dipimpin

DISEBUT = 50  # superiors by name; those who owe fewer are in the last line's number


def list_penilaian(konteks: Konteks) -> list[Tugas]:
    """Who has not rated how many people for the last open quarter, where its day is over; never what the reader owes themselves.

    SECURITY: names and numbers of superiors in the officer's units, no rating. Two queries, none for who is no officer.
    """
    jalur = kait.susunan().list_jalur_titip(konteks.petugas.bukan_atasan)
    if not konteks.masuk or not jalur:
        return []
    lalu = PeriodeKinerja.objects.filter(masa__endswith__lte=konteks.per, terkunci_at__isnull=True)
    periode = lalu.order_by("-tahun", "-triwulan").first()
    if periode is None or periode.akhir + LAMA_MENILAI >= konteks.per:
        return []
    rows = list_belum_dinilai(periode.pk, periode.tahun, periode.masa.upper).exclude(dipimpin(konteks.sendiri, "pegawai__"))
    rows = rows.filter(reduce(or_, (Q(unit__jalur__startswith=j) for j in jalur)))
    kolom = ("pegawai__atasan", "pegawai__atasan_pejabat", "pegawai__atasan__nama", "pegawai__atasan_pejabat__nama")
    hitung = list(rows.order_by().values(*kolom).annotate(n=Count("pk")).order_by("-n", *kolom))
    alamat = reverse("kinerja:dasbor") if kewenangan.boleh(konteks, "kinerja.dasbor") else ""
    hasil = [
        _baris(h["pegawai__atasan__nama"] or h["pegawai__atasan_pejabat__nama"], h["n"], periode, alamat)
        for h in hitung[:DISEBUT]
    ]
    if lain := hitung[DISEBUT:]:
        siapa = ngettext("%(n)s atasan lain", "%(n)s atasan lain", len(lain)) % {"n": len(lain)}
        hasil.append(_baris(siapa, sum(h["n"] for h in lain), periode, alamat))
    return hasil


def _baris(siapa: str | None, n: int, periode: PeriodeKinerja, alamat: str) -> Tugas:
    isi = {"n": n, "periode": periode.nama, "siapa": siapa or _("Belum ada atasannya")}
    return Tugas(
        _("%(siapa)s: %(n)s orang belum dinilai untuk %(periode)s") % isi,
        alamat,
        ket=_("Penilaian tetap menunggu pejabatnya sendiri; ingatkan langsung."),
        tenggat=periode.akhir + LAMA_MENILAI,
        lencana=_("Evaluasi"),
        jenis="awas",
    )
