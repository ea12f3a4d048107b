"""REST resources of employees, units and posts."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from akun.api import DaftarSumber, RinciSumber, Sumber, dokumentasi, perlu
from akun.models import KelompokData
from inti.api import jawab
from organisasi.models import Jabatan, JenisJabatan, UnitKerja
from pegawai import selectors
from pegawai.models import JenisPegawai, Kedudukan, Pegawai


class PegawaiSerializer(serializers.Serializer[Any]):
    """An employee as other city systems see one: no private data."""

    kode = serializers.CharField(help_text="Kode tetap orang ini; dipakai di alamat.")
    nip = serializers.CharField()
    nama = serializers.CharField()
    gelar_depan = serializers.CharField()
    gelar_belakang = serializers.CharField()
    jenis = serializers.ChoiceField(JenisPegawai.choices)
    kedudukan = serializers.ChoiceField(Kedudukan.choices)
    golongan = serializers.CharField(allow_null=True)
    pangkat = serializers.CharField(allow_null=True)
    tmt_golongan = serializers.DateField(allow_null=True)
    jabatan = serializers.CharField(allow_null=True)
    jabatan_kode = serializers.CharField(allow_null=True)
    tmt_jabatan = serializers.DateField(allow_null=True)
    unit = serializers.CharField(allow_null=True)
    unit_kode = serializers.CharField(allow_null=True)
    tmt_pensiun = serializers.DateField(allow_null=True)


class PegawaiFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """Filters of the employee list."""

    unit = django_filters.CharFilter(method="saring_unit", label="Kode unit; unit di bawahnya ikut")
    golongan = django_filters.CharFilter(
        method="saring_golongan", label="Golongan, misalnya III/c; III saja berarti semua ruangnya"
    )
    jenis = django_filters.ChoiceFilter(choices=JenisPegawai.choices)
    kedudukan = django_filters.ChoiceFilter(choices=Kedudukan.choices)
    jabatan = django_filters.CharFilter("jabatan__nama", "icontains")
    q = django_filters.CharFilter(method="saring_nama", label="Nama, boleh salah ketik; nomor lewat POST /api/v1/pegawai/cari/")

    class Meta:
        model = Pegawai
        fields: list[str] = []

    def saring_unit(self, rows: QuerySet[Pegawai], name: str, nilai: str) -> QuerySet[Pegawai]:
        """The subtree of the unit with this code."""
        unit = UnitKerja.objects.filter(kode=nilai).first()
        return rows.di_bawah(unit) if unit else rows.none()  # type: ignore[attr-defined]

    def saring_golongan(self, rows: QuerySet[Pegawai], name: str, nilai: str) -> QuerySet[Pegawai]:
        """A rank, or all of its classes."""
        return rows.filter(selectors.syarat_golongan(nilai))

    def saring_nama(self, rows: QuerySet[Pegawai], name: str, nilai: str) -> QuerySet[Pegawai]:
        """Names like this one; long numbers don't belong into addresses."""
        if selectors.rahasia(nilai):
            raise serializers.ValidationError({"q": [_("Nomor tidak boleh di alamat. Kirim ke POST /api/v1/pegawai/cari/.")]})
        return selectors.cari(rows, nilai)[0]


class SumberPegawai(Sumber):
    """What is told of an employee."""

    akses = "pegawai.lihat"
    model = Pegawai
    subjek = ("kode", KelompokData.KEPEGAWAIAN)
    urut = ("nama_urut", "pk")
    kolom = {
        "kode": "kode", "nip": "nomor", "nama": "nama", "gelar_depan": "gelar_depan", "gelar_belakang": "gelar_belakang",
        "jenis": "jenis", "kedudukan": "kedudukan", "golongan": "golongan_id", "pangkat": "golongan__pangkat",
        "tmt_golongan": "tmt_golongan", "jabatan": "jabatan__nama", "jabatan_kode": "jabatan__kode", "tmt_jabatan": "tmt_jabatan",
        "unit": "unit__nama", "unit_kode": "unit__kode", "tmt_pensiun": "tmt_pensiun",
    }  # fmt: skip


@dokumentasi("pegawai_daftar", "Pegawai", PegawaiSerializer, "Daftar pegawai menurut nama", daftar=True, cakupan="pegawai.baca")
class DaftarPegawai(SumberPegawai, DaftarSumber):
    """Employees within the token's scope, by name."""

    filterset_class = PegawaiFilter


@dokumentasi("pegawai_rinci", "Pegawai", PegawaiSerializer, "Satu pegawai menurut kode", cakupan="pegawai.baca")
class RinciPegawai(SumberPegawai, RinciSumber):
    """One employee."""


class CariSerializer(serializers.Serializer[Any]):
    """A search whose number must not stand in an address."""

    nomor = serializers.CharField(help_text="NIP atau NI PPPK, 18 angka, boleh dengan spasi.")


class CariPegawai(SumberPegawai):
    """Look an employee up by number, history included."""

    @extend_schema(
        operation_id="pegawai_cari",
        tags=["Pegawai"],
        summary="Mencari satu pegawai menurut nomornya",
        auth=perlu("pegawai.baca"),
        request=CariSerializer,
        responses=PegawaiSerializer,
    )
    def post(self, request: Request) -> Response:
        """The employee who holds or held this number."""
        masukan = CariSerializer(data=request.data)
        masukan.is_valid(raise_exception=True)
        angka = selectors.angka_saja(masukan.validated_data["nomor"])
        if len(angka) != 18:
            raise serializers.ValidationError(
                {"nomor": [_("NIP terdiri atas 18 angka; yang dikirim %(n)s.") % {"n": len(angka)}]}
            )
        baris = self.nilai(self.milik(self.hak(request)).filter(riwayat_nomor__nomor=angka)).first()
        if baris is None:
            raise Http404
        return jawab(request, self.buka(request, [baris])[0])


class UnitSerializer(serializers.Serializer[Any]):
    """A unit in today's tree."""

    kode = serializers.CharField()
    nama = serializers.CharField()
    induk_kode = serializers.CharField(allow_null=True)
    aktif = serializers.BooleanField()


class UnitFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """Filters of units."""

    q = django_filters.CharFilter("nama", "icontains", label="Bagian dari nama")
    induk = django_filters.CharFilter("induk__kode", label="Kode unit induk")

    class Meta:
        model = UnitKerja
        fields: list[str] = []


class SumberUnit(Sumber):
    """What is told of a unit."""

    akses = "organisasi.lihat"
    model = UnitKerja
    subjek = None
    urut = ("nama", "pk")
    kolom = {"kode": "kode", "nama": "nama", "induk_kode": "induk__kode", "aktif": "aktif"}


@dokumentasi("unit_daftar", "Organisasi", UnitSerializer, "Daftar unit kerja", daftar=True, cakupan="organisasi.baca")
class DaftarUnit(SumberUnit, DaftarSumber):
    """Units of the city, by name."""

    filterset_class = UnitFilter


@dokumentasi("unit_rinci", "Organisasi", UnitSerializer, "Satu unit kerja", cakupan="organisasi.baca")
class RinciUnit(SumberUnit, RinciSumber):
    """One unit."""


class JabatanSerializer(serializers.Serializer[Any]):
    """A post in a unit."""

    kode = serializers.CharField()
    nama = serializers.CharField()
    jenis = serializers.ChoiceField(JenisJabatan.choices)
    jenjang = serializers.CharField()
    memimpin = serializers.BooleanField()
    unit_kode = serializers.CharField()


class JabatanFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """Filters of posts."""

    q = django_filters.CharFilter("nama", "icontains", label="Bagian dari nama")
    unit = django_filters.CharFilter("unit__kode", label="Kode unit")
    jenis = django_filters.ChoiceFilter(choices=JenisJabatan.choices)

    class Meta:
        model = Jabatan
        fields: list[str] = []


class SumberJabatan(Sumber):
    """What is told of a post."""

    akses = "jabatan.lihat"
    model = Jabatan
    subjek = None
    urut = ("nama", "pk")
    kolom = {
        "kode": "kode",
        "nama": "nama",
        "jenis": "jenis",
        "jenjang": "jenjang",
        "memimpin": "memimpin",
        "unit_kode": "unit__kode",
    }


@dokumentasi("jabatan_daftar", "Organisasi", JabatanSerializer, "Daftar jabatan", daftar=True, cakupan="organisasi.baca")
class DaftarJabatan(SumberJabatan, DaftarSumber):
    """Posts of the city, by name."""

    filterset_class = JabatanFilter


@dokumentasi("jabatan_rinci", "Organisasi", JabatanSerializer, "Satu jabatan", cakupan="organisasi.baca")
class RinciJabatan(SumberJabatan, RinciSumber):
    """One post."""
