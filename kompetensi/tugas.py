"""What training asks of somebody on a day, for the home page; cases that wait are listed by the engine. One query each, or none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from akun import kewenangan
from alur.models import DIPEGANG_AT, Pemegang
from alur.pemegang import kata_meja
from inti.kueri import Kueri
from inti.tugas import Tugas
from inti.waktu import hari
from kompetensi.models import Angkatan, Pendaftaran, StatusAngkatan, StatusPendaftaran
from kompetensi.proses import PENDAFTARAN

HARI_MENJELANG = 7
SEKALIGUS = 6  # trainings that the home page names at most


def _bangun_jadwal(isi: Any) -> QuerySet[Pendaftaran]:
    """What begins soon, and what lies with the superior, with since when and until when, and whether the officers took it."""
    segera = Q(angkatan__tanggal_mulai__gte=isi("per", DateField()), angkatan__tanggal_mulai__lte=isi("sampai", DateField()))
    meja = Pemegang.objects.filter(proses=PENDAFTARAN.nama, kode=OuterRef("kode"))
    return (
        Pendaftaran.objects.filter(
            Q(segera, status=StatusPendaftaran.DISETUJUI) | Q(status=StatusPendaftaran.DIUSULKAN), pegawai=isi.pegawai
        )
        .select_related("angkatan__pelatihan")
        .only("kode", "status", "angkatan__tempat", "angkatan__tanggal_mulai", "angkatan__pelatihan__judul")
        .annotate(
            sejak_at=Subquery(meja.values(saat=DIPEGANG_AT)[:1]),
            tenggat=Subquery(meja.values("tenggat")[:1]),
            diambil_at=Subquery(meja.values("diambil_alih_at")[:1]),
            atasan=Coalesce("pegawai__atasan__nama", "pegawai__atasan_pejabat__nama", Value("")),
        )
        .order_by("angkatan__tanggal_mulai", "pk")[:SEKALIGUS]
    )


_JADWAL = Kueri("kompetensi.jadwal", _bangun_jadwal)


def belum_dicatat(rows: QuerySet[Angkatan], konteks: kewenangan.Konteks) -> QuerySet[Angkatan]:
    """Runs that are over and still have approved people without a mark of attendance."""
    menunggu = Pendaftaran.objects.filter(angkatan=OuterRef("pk"), status=StatusPendaftaran.DISETUJUI)
    lewat = rows.filter(status__in=[StatusAngkatan.DIBUKA, StatusAngkatan.DITUTUP], tanggal_selesai__lt=konteks.per)
    return lewat.filter(Exists(menunggu))


def kehadiran(konteks: kewenangan.Konteks) -> list[Tugas]:
    """Runs that ended without an attendance sheet; at most three."""
    if not kewenangan.boleh(konteks, "kompetensi.angkatan_kelola"):
        return []
    rows = kewenangan.scope(konteks, "kompetensi.angkatan_kelola", Angkatan.objects.select_related("pelatihan"))
    return [
        Tugas(
            _("Catat kehadiran %(judul)s") % {"judul": a.pelatihan.judul},
            reverse("kompetensi:angkatan", kwargs={"kode": a.kode}),
            _("%(nama)s selesai %(hari)s; peserta menunggu sertifikatnya.")
            % {"nama": a.nama, "hari": date_format(a.tanggal_selesai, "j F Y")},
            None,
            _("Sudah selesai"),
        )
        for a in belum_dicatat(rows, konteks).order_by("tanggal_selesai", "pk")[:3]
    ]


def jadwal(konteks: kewenangan.Konteks) -> list[Tugas]:
    """Trainings that the person attends within the next days, and those that wait for their superior."""
    if not konteks.pegawai_id:
        return []
    rows = _JADWAL.baca(pegawai=konteks.pegawai_id, per=konteks.per, sampai=konteks.per + timedelta(days=HARI_MENJELANG))
    return [_menunggu(p, konteks.per) if p.status == StatusPendaftaran.DIUSULKAN else _segera(p) for p in rows]


def _segera(p: Any) -> Tugas:
    return Tugas(
        _("Ikuti %(judul)s") % {"judul": p.angkatan.pelatihan.judul},
        reverse("kompetensi:pendaftaran", kwargs={"kode": p.kode}),
        p.angkatan.tempat,
        p.angkatan.tanggal_mulai,
        _("Disetujui"),
    )


def _menunggu(p: Any, per: date) -> Tugas:
    siapa = _("petugas kepegawaian") if p.diambil_at else p.atasan
    return Tugas(
        _("Pendaftaran %(judul)s menunggu persetujuan") % {"judul": p.angkatan.pelatihan.judul},
        reverse("kompetensi:pendaftaran", kwargs={"kode": p.kode}),
        ket=kata_meja(siapa, hari(p.sejak_at), p.tenggat, per) if p.sejak_at else "",
        lencana=_("Menunggu"),
        jenis="laut",
        tahu=True,
    )
