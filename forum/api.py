"""REST resources of the forum: what is public is public here too, without a token."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from akun.api import DaftarSumber, RinciSumber, Sumber, dokumentasi
from forum.models import Hasil, TindakLanjut, Topik
from forum.selectors.hitungan import with_kiriman, with_suara


class TopikSerializer(serializers.Serializer[Any]):
    """A topic that is discussed in public."""

    kode = serializers.CharField()
    judul = serializers.CharField()
    pertanyaan = serializers.CharField()
    unit_kode = serializers.CharField(allow_null=True)
    jumlah_kiriman = serializers.IntegerField()
    dibuka = serializers.DateTimeField()
    ditutup = serializers.DateTimeField(allow_null=True)
    mendengar_sampai = serializers.DateField(allow_null=True)


class SumberTopik(Sumber):
    """What is told of a topic."""

    akses = "topik.lihat"
    subjek = None
    model = Topik
    urut = ("-dibuka_at", "-pk")
    kolom = {
        "kode": "kode", "judul": "judul", "pertanyaan": "pertanyaan", "unit_kode": "unit__kode", "jumlah_kiriman": "jumlah_kiriman",
        "dibuka": "dibuka_at", "ditutup": "ditutup_at", "mendengar_sampai": "mendengar_sampai",
    }  # fmt: skip

    @classmethod
    def hias(cls, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Topics with the number of posts."""
        return with_kiriman(rows)


@dokumentasi("topik_daftar", "Suara warga", TopikSerializer, "Topik forum, terbaru dahulu", daftar=True, cakupan="")
class DaftarTopik(SumberTopik, DaftarSumber):
    """Topics, newest first."""


@dokumentasi("topik_rinci", "Suara warga", TopikSerializer, "Satu topik", cakupan="")
class RinciTopik(SumberTopik, RinciSumber):
    """One topic."""


class TindakLanjutSerializer(serializers.Serializer[Any]):
    """What was asked and what changed."""

    kode = serializers.CharField()
    judul = serializers.CharField()
    ditanyakan = serializers.CharField()
    jawab = serializers.CharField()
    hasil = serializers.ChoiceField(Hasil.choices)
    unit_kode = serializers.CharField()
    dijanjikan = serializers.DateField(allow_null=True)
    jumlah_suara = serializers.IntegerField()
    terbit = serializers.DateTimeField()


class SumberTindakLanjut(Sumber):
    """What is told of a follow-up."""

    akses = "tindak_lanjut.lihat"
    subjek = None
    model = TindakLanjut
    urut = ("-terbit_at", "-pk")
    kolom = {
        "kode": "kode", "judul": "judul", "ditanyakan": "ditanyakan", "jawab": "jawab", "hasil": "hasil", "unit_kode": "unit__kode",
        "dijanjikan": "dijanjikan", "jumlah_suara": "jumlah_suara", "terbit": "terbit_at",
    }  # fmt: skip

    @classmethod
    def hias(cls, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Published follow-ups with the number of voices behind them."""
        return with_suara(rows.filter(terbit_at__isnull=False))


@dokumentasi(
    "tindak_lanjut_daftar", "Suara warga", TindakLanjutSerializer, "Yang berubah karena suara warga", daftar=True, cakupan=""
)
class DaftarTindakLanjut(SumberTindakLanjut, DaftarSumber):
    """Follow-ups, newest first."""


@dokumentasi("tindak_lanjut_rinci", "Suara warga", TindakLanjutSerializer, "Satu tindak lanjut", cakupan="")
class RinciTindakLanjut(SumberTindakLanjut, RinciSumber):
    """One follow-up."""
