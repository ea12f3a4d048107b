"""REST resources of training."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from rest_framework import serializers

from akun.api import DaftarSumber, RinciSumber, Sumber, dokumentasi
from akun.models import KelompokData
from kompetensi.models import Cara, Pelatihan, Sertifikat


class PelatihanSerializer(serializers.Serializer[Any]):
    """A training of the catalogue."""

    kode = serializers.CharField()
    judul = serializers.CharField()
    uraian = serializers.CharField()
    jenis = serializers.CharField()
    kompetensi = serializers.CharField()
    jp = serializers.IntegerField(help_text="Jam pelajaran, 45 menit.")
    cara = serializers.ChoiceField(Cara.choices)


class PelatihanFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """Filters of the catalogue."""

    q = django_filters.CharFilter("judul", "icontains", label="Bagian dari judul")
    cara = django_filters.ChoiceFilter(choices=Cara.choices)

    class Meta:
        model = Pelatihan
        fields: list[str] = []


class SumberPelatihan(Sumber):
    """What is told of a training."""

    akses = "kompetensi.katalog"
    subjek = None
    model = Pelatihan
    urut = ("judul", "pk")
    kolom = {
        "kode": "kode",
        "judul": "judul",
        "uraian": "uraian",
        "jenis": "jenis__nama",
        "kompetensi": "kompetensi",
        "jp": "jp",
        "cara": "cara",
    }

    @classmethod
    def hias(cls, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Trainings that stand in the catalogue."""
        return rows.filter(terbit=True)


@dokumentasi(
    "pelatihan_daftar",
    "Kompetensi",
    PelatihanSerializer,
    "Katalog pelatihan menurut judul",
    daftar=True,
    cakupan="pelatihan.baca",
)
class DaftarPelatihan(SumberPelatihan, DaftarSumber):
    """The catalogue."""

    filterset_class = PelatihanFilter


@dokumentasi("pelatihan_rinci", "Kompetensi", PelatihanSerializer, "Satu pelatihan", cakupan="pelatihan.baca")
class RinciPelatihan(SumberPelatihan, RinciSumber):
    """One training."""


class SertifikatSerializer(serializers.Serializer[Any]):
    """A certificate and whose it is."""

    kode = serializers.CharField()
    nomor = serializers.CharField()
    pegawai_kode = serializers.CharField()
    pelatihan_kode = serializers.CharField()
    jp = serializers.IntegerField()
    tanggal_terbit = serializers.DateField()
    dicabut = serializers.DateTimeField(allow_null=True)


class SumberSertifikat(Sumber):
    """What is told of a certificate."""

    akses = "kompetensi.sertifikat_lihat"
    subjek = ("pegawai_kode", KelompokData.KOMPETENSI)
    model = Sertifikat
    urut = ("-tanggal_terbit", "-pk")
    kolom = {
        "kode": "kode",
        "nomor": "nomor",
        "pegawai_kode": "pendaftaran__pegawai__kode",
        "pelatihan_kode": "pendaftaran__angkatan__pelatihan__kode",
        "jp": "jp",
        "tanggal_terbit": "tanggal_terbit",
        "dicabut": "dicabut_at",
    }


@dokumentasi(
    "sertifikat_daftar", "Kompetensi", SertifikatSerializer, "Sertifikat, terbaru dahulu", daftar=True, cakupan="pelatihan.baca"
)
class DaftarSertifikat(SumberSertifikat, DaftarSumber):
    """Certificates, newest first."""


@dokumentasi("sertifikat_rinci", "Kompetensi", SertifikatSerializer, "Satu sertifikat", cakupan="pelatihan.baca")
class RinciSertifikat(SumberSertifikat, RinciSumber):
    """One certificate."""
