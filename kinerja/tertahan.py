"""Ratings that superiors owe past their day, a line a superior, for the officers who look after what lies with superiors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akun import kewenangan
from akun.kewenangan import Konteks
from alur import kait
from inti.tugas import Tugas
from kinerja.batas import LAMA_MENILAI
from kinerja.models import SKP, PeriodeKinerja
from kinerja.selectors.dasbor import list_unit_dasbor
from kinerja.selectors.evaluasi import list_belum_dinilai
from kinerja.selectors.penilai import KOLOM_PENILAI, sebut_penilai
from organisasi.jalur import list_leluhur
from pegawai.susunan import dipimpin, sementara

DISEBUT = 50  # superiors by name; those who owe fewer are in the last line's number


def list_penilaian(konteks: Konteks) -> list[Tugas]:
    """Who has not rated how many people for the last open quarter, where its day is over; never what the reader owes themselves.

    Each line leads to the board on which these people are found. SECURITY: names and numbers of superiors in the officer's
    units, no rating. Three queries, none for who is no officer.
    """
    lewat = _lewat(konteks)
    if lewat is None:
        return []
    periode, rows = lewat
    hitung = list(
        rows.order_by()
        .annotate(sementara=sementara("pegawai__atasan", konteks.per))
        .values(*KOLOM_PENILAI)
        .annotate(n=Count("pk"), tempat=ArrayAgg("unit__jalur", distinct=True))
        .order_by("-n", *KOLOM_PENILAI)
    )
    sebut, lain = hitung[:DISEBUT], hitung[DISEBUT:]
    sisa = [j for h in lain for j in h["tempat"]]
    papan = _papan(konteks, [*(h["tempat"] for h in sebut), sisa])
    hasil = [_baris(*sebut_penilai(h), h["n"], periode, _alamat(papan, h["tempat"], periode)) for h in sebut]
    if lain:
        siapa = ngettext("%(n)s atasan lain", "%(n)s atasan lain", len(lain)) % {"n": len(lain)}
        hasil.append(_baris(siapa, "", sum(h["n"] for h in lain), periode, _alamat(papan, sisa, periode)))
    return hasil


def ada_penilaian(konteks: Konteks) -> bool:
    """Whether there is any. Two queries at most."""
    lewat = _lewat(konteks)
    return lewat is not None and lewat[1].exists()


def _lewat(konteks: Konteks) -> tuple[PeriodeKinerja, QuerySet[SKP]] | None:
    """The last open quarter, and SKP in this officer's units that are not rated for it; None where nothing is past its day yet.
    One query, none for who is no officer."""
    jalur = kait.susunan().list_jalur_titip(konteks.petugas.bukan_atasan)
    if not konteks.masuk or not jalur:
        return None
    lalu = PeriodeKinerja.objects.filter(masa__endswith__lte=konteks.per, terkunci_at__isnull=True)
    periode = lalu.order_by("-tahun", "-triwulan").first()
    if periode is None or periode.akhir + LAMA_MENILAI >= konteks.per:
        return None
    rows = list_belum_dinilai(periode.pk, periode.tahun, periode.masa.upper).exclude(dipimpin(konteks.sendiri, "pegawai__"))
    return periode, rows.filter(reduce(or_, (Q(unit__jalur__startswith=j) for j in jalur)))


def _papan(konteks: Konteks, tempat: Iterable[Sequence[str]]) -> dict[str, str]:
    """The code of each unit whose board may be opened and holds all of one of these lists of paths, by its own. One query."""
    if not kewenangan.boleh(konteks, "kinerja.dasbor"):
        return {}
    atas = {j for semua in tempat for j in list_leluhur(_bersama(semua))}
    return dict(list_unit_dasbor(konteks).filter(jalur__in=atas).values_list("jalur", "kode"))


def _bersama(tempat: Sequence[str]) -> str:
    """The path of the lowest unit in or below which all of these lie; '' for none."""
    return max(set.intersection(*(set(list_leluhur(j)) for j in tempat)), key=len, default="") if tempat else ""


def _alamat(papan: dict[str, str], tempat: Sequence[str], periode: PeriodeKinerja) -> str:
    """The list of who is still to be judged, on the lowest board that holds them all; '' where the reader opens none."""
    kode = next((papan[j] for j in reversed(list_leluhur(_bersama(tempat))) if j in papan), "")
    return f"{reverse('kinerja:dasbor_unit', args=[kode])}?periode={periode.kode}&keadaan=belum_dinilai#orang" if kode else ""


def _baris(siapa: str, jabatan: str, n: int, periode: PeriodeKinerja, alamat: str) -> Tugas:
    ingat = _("Penilaian tetap menunggu pejabatnya sendiri; ingatkan langsung.")
    return Tugas(
        _("%(siapa)s: %(n)s orang belum dinilai untuk %(periode)s")
        % {"n": n, "periode": periode.nama, "siapa": siapa or _("Belum ada atasannya")},
        alamat,
        ket=" · ".join(k for k in (jabatan, ingat) if k),
        tenggat=periode.akhir + LAMA_MENILAI,
        lencana=_("Evaluasi"),
        jenis="awas",
    )
