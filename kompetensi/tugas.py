"""What training asks of somebody on a day, for the home page; cases that wait are listed by the engine. One query each, or none."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import DateField, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from akun import kewenangan
from inti.kueri import Kueri
from inti.tugas import Tugas
from kompetensi.models import Angkatan, Pendaftaran, StatusAngkatan, StatusPendaftaran

HARI_MENJELANG = 7
_JADWAL = Kueri(
    "kompetensi.jadwal",
    lambda isi: (
        Pendaftaran.objects.filter(
            pegawai=isi.pegawai,
            status=StatusPendaftaran.DISETUJUI,
            angkatan__tanggal_mulai__gte=isi("per", DateField()),
            angkatan__tanggal_mulai__lte=isi("sampai", DateField()),
        )
        .select_related("angkatan__pelatihan")
        .only("kode", "angkatan__tempat", "angkatan__tanggal_mulai", "angkatan__pelatihan__judul")
        .order_by("angkatan__tanggal_mulai", "pk")[:3]
    ),
)


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
    """Trainings that the person attends within the next days."""
    if not konteks.pegawai_id:
        return []
    rows = _JADWAL.baca(pegawai=konteks.pegawai_id, per=konteks.per, sampai=konteks.per + timedelta(days=HARI_MENJELANG))
    return [
        Tugas(
            _("Ikuti %(judul)s") % {"judul": p.angkatan.pelatihan.judul},
            reverse("kompetensi:pendaftaran", kwargs={"kode": p.kode}),
            p.angkatan.tempat,
            p.angkatan.tanggal_mulai,
            _("Disetujui"),
        )
        for p in rows
    ]
