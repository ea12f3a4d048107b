"""REST resources of performance: evaluations with their reasons, and the targets they serve."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from rest_framework import serializers

from akun.api import DaftarSumber, RinciSumber, Sumber, dokumentasi
from akun.models import KelompokData
from kinerja.models import EvaluasiPeriodik, Predikat, Rating, SasaranUnit


class AlasanEvaluasiSerializer(serializers.Serializer[Any]):
    """One reason of a predicate, in the words the person saw."""

    kode = serializers.CharField()
    teks = serializers.CharField()
    terpenuhi = serializers.BooleanField(allow_null=True)


class EvaluasiSerializer(serializers.Serializer[Any]):
    """The result of a quarter with its reasons and legal basis."""

    kode = serializers.CharField()
    pegawai_kode = serializers.CharField()
    unit_kode = serializers.CharField()
    tahun = serializers.IntegerField()
    triwulan = serializers.IntegerField()
    hasil_kerja = serializers.ChoiceField(Rating.choices)
    perilaku = serializers.ChoiceField(Rating.choices)
    predikat = serializers.ChoiceField(Predikat.choices)
    ditetapkan = serializers.DateField()
    alasan = AlasanEvaluasiSerializer(many=True)
    yang_mengubah = serializers.ListField(child=serializers.CharField())
    dasar = serializers.CharField()


class EvaluasiFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """Filters of evaluations."""

    pegawai = django_filters.CharFilter("pegawai__kode", label="Kode pegawai")
    unit = django_filters.CharFilter("skp__unit__kode", label="Kode unit")
    tahun = django_filters.NumberFilter("periode__tahun", min_value=2000, max_value=2100)
    triwulan = django_filters.NumberFilter("periode__triwulan", min_value=1, max_value=4)
    predikat = django_filters.ChoiceFilter(choices=Predikat.choices)

    class Meta:
        model = EvaluasiPeriodik
        fields: list[str] = []


class SumberEvaluasi(Sumber):
    """What is told of an evaluation: the stored decision, word for word."""

    akses = "evaluasi.lihat"
    subjek = ("pegawai_kode", KelompokData.KINERJA)
    model = EvaluasiPeriodik
    urut = ("-ditetapkan", "-pk")
    kolom = {
        "kode": "kode", "pegawai_kode": "pegawai__kode", "unit_kode": "skp__unit__kode", "tahun": "periode__tahun",
        "triwulan": "periode__triwulan", "hasil_kerja": "rating_hasil", "perilaku": "rating_perilaku", "predikat": "predikat",
        "ditetapkan": "ditetapkan", "alasan": "keputusan__alasan", "yang_mengubah": "keputusan__yang_mengubah", "dasar": "keputusan__dasar",
    }  # fmt: skip

    @classmethod
    def hias(cls, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Evaluations in force within the token's scope."""
        return rows.filter(diganti_at__isnull=True)

    def bentuk(self, baris: Mapping[str, Any]) -> dict[str, Any]:
        """Reasons without their technical values."""
        isi = super().bentuk(baris)
        isi["alasan"] = [{k: a.get(k) for k in ("kode", "teks", "terpenuhi")} for a in isi["alasan"]]
        return isi


@dokumentasi(
    "evaluasi_daftar",
    "Kinerja",
    EvaluasiSerializer,
    "Hasil evaluasi triwulan, terbaru dahulu",
    daftar=True,
    cakupan="kinerja.baca",
)
class DaftarEvaluasi(SumberEvaluasi, DaftarSumber):
    """Evaluations, newest first."""

    filterset_class = EvaluasiFilter


@dokumentasi("evaluasi_rinci", "Kinerja", EvaluasiSerializer, "Satu hasil evaluasi dengan alasannya", cakupan="kinerja.baca")
class RinciEvaluasi(SumberEvaluasi, RinciSumber):
    """One evaluation."""


class SasaranSerializer(serializers.Serializer[Any]):
    """A target of a unit."""

    kode = serializers.CharField()
    unit_kode = serializers.CharField()
    tahun = serializers.IntegerField()
    uraian = serializers.CharField()


class SumberSasaran(Sumber):
    """What is told of a unit's target."""

    akses = "sasaran.lihat"
    subjek = None
    model = SasaranUnit
    urut = ("-tahun", "pk")
    kolom = {"kode": "kode", "unit_kode": "unit__kode", "tahun": "tahun", "uraian": "uraian"}


@dokumentasi("sasaran_daftar", "Kinerja", SasaranSerializer, "Sasaran unit kerja", daftar=True, cakupan="kinerja.baca")
class DaftarSasaran(SumberSasaran, DaftarSumber):
    """Targets of units."""


@dokumentasi("sasaran_rinci", "Kinerja", SasaranSerializer, "Satu sasaran unit", cakupan="kinerja.baca")
class RinciSasaran(SumberSasaran, RinciSumber):
    """One target."""
