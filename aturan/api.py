"""REST resource of the rules of law: public, no token, the same answers as page and command."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from akun.kewenangan import PUBLIK
from aturan import daftar_aturan as daftar
from inti.api import jawab
from inti.errors import UseCaseError
from inti.keputusan import MasukanDitolak
from inti.penjelasan import jelaskan, jelaskan_penolakan, tulis


class AturanSerializer(serializers.Serializer[Any]):
    """A rule on offer."""

    nama = serializers.CharField()
    judul = serializers.CharField()
    keterangan = serializers.CharField()
    masukan = serializers.JSONField(help_text="Isian menurut nama: jenis, label, wajib, pilihan.")
    dasar = serializers.CharField()
    contoh = serializers.JSONField()


class DaftarAturanSerializer(serializers.Serializer[Any]):
    """All rules on offer."""

    hasil = AturanSerializer(many=True)


class AlasanSerializer(serializers.Serializer[Any]):
    """One step or condition of a decision."""

    kode = serializers.CharField()
    teks = serializers.CharField()
    terpenuhi = serializers.BooleanField(allow_null=True)
    peringatan = serializers.BooleanField()
    nilai = serializers.JSONField()
    data_per = serializers.DateField(allow_null=True)
    sumber = serializers.CharField()
    dasar = serializers.CharField()
    cara = serializers.CharField()


class ParameterSerializer(serializers.Serializer[Any]):
    """A dated value that was used."""

    id = serializers.IntegerField(allow_null=True)
    nama = serializers.CharField()
    berlaku_mulai = serializers.DateField(allow_null=True)
    dasar = serializers.CharField()


class KeputusanSerializer(serializers.Serializer[Any]):
    """A decision with its reasons: the shape of inti.keputusan.sebagai_json."""

    aturan = serializers.CharField()
    versi = serializers.CharField()
    per = serializers.DateField()
    hasil = serializers.JSONField()
    ringkas = serializers.CharField()
    alasan = AlasanSerializer(many=True)
    dasar = serializers.CharField()
    yang_mengubah = serializers.ListField(child=serializers.CharField())
    keberatan = serializers.CharField()
    parameter = ParameterSerializer(many=True)


class DaftarAturan(APIView):
    """Rules of law that anybody may try."""

    akses = PUBLIK
    authentication_classes = ()

    @extend_schema(
        operation_id="aturan_daftar",
        summary="Aturan yang dapat dicoba siapa pun",
        responses=DaftarAturanSerializer,
        tags=["Aturan"],
    )
    def get(self, request: Request) -> Response:
        """List every rule with its inputs, its source and an example."""
        return jawab(request, {"hasil": [daftar.uraikan(a, tulis) for a in daftar.list_aturan()]})


class HitungAturan(APIView):
    """One rule: what it asks, and its answer."""

    akses = PUBLIK
    authentication_classes = ()

    @extend_schema(
        operation_id="aturan_hitung",
        summary="Menerapkan satu aturan, dengan alasannya",
        request={"application/json": {"type": "object", "additionalProperties": True}},
        responses=KeputusanSerializer,
        tags=["Aturan"],
        examples=[
            OpenApiExample("Kapan pensiun", value={"tanggal_lahir": "1968-05-12", "jabatan": "administrator"}, request_only=True)
        ],
    )
    def post(self, request: Request, nama: str) -> Response:
        """Apply the rule to the inputs in the body; 422 when it refuses them, naming the field."""
        try:
            aturan = daftar.get_aturan(nama)
        except MasukanDitolak:
            raise Http404 from None
        try:
            return Response(jelaskan(daftar.hitung(aturan, _baca(request))))
        except MasukanDitolak as penolakan:
            isi = jelaskan_penolakan(penolakan)
            raise UseCaseError(isi["pesan"], fix=isi["saran"], field=isi["bidang"] or None, dasar=penolakan.dasar) from None


def _baca(request: Request) -> Any:
    try:
        return request.data
    except RecursionError:
        raise exceptions.ParseError(_("Badan kiriman ini bersarang terlalu dalam. Kirim satu objek JSON.")) from None
