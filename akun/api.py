"""The base of REST resources: rows within the token's scope, as dictionaries, by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_filters import FilterSet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from akun import kewenangan, pembacaan
from akun.izin import konteks_of
from inti import halaman
from inti.api import UKURAN_BAWAAN, baca_ukuran, jawab, jawab_halaman, tolak_asing
from inti.halaman import Halaman, KursorRusakError
from inti.kueri import Kueri
from inti.letak import letak

HALAMAN = [
    OpenApiParameter("kursor", str, description="Dari alamat `sesudah` atau `sebelum` jawaban yang lalu."),
    OpenApiParameter("ukuran", int, description="Baris per halaman, 1 sampai 200. Bawaan 50."),
]


class Sumber(APIView):
    """A resource of rows that come as dictionaries: nothing is computed, and nothing is asked, per row.

    akses     the action of the permission table (its scope of OAuth2 belongs to it)
    kolom     what a row shows: name → column path; `bentuk` turns a row into its public shape
    urut      sort keys, the last one `pk`; columns of them are fetched and left out of the answer
    subjek    where a row speaks of a person: the column of `kolom` with that person's code, and the protected group;
              a machine that reads it leaves a receipt, as everybody does
    """

    akses: ClassVar[str]
    model: ClassVar[type[Model]]
    kolom: ClassVar[Mapping[str, str]]
    urut: ClassVar[tuple[str, ...]]
    filterset_class: ClassVar[type[FilterSet] | None] = None
    subjek: ClassVar[tuple[str, str] | None]

    @classmethod
    def hias(cls, rows: QuerySet[Any]) -> QuerySet[Any]:
        """What every row of this resource must be or have besides; constant, for it is asked once (inti.kueri)."""
        return rows

    @classmethod
    def milik(cls, hak: Q | None) -> QuerySet[Any]:
        """The rows that a condition of the permission table leaves."""
        return cls.hias(kewenangan.saring(cls.model._default_manager.all(), hak))

    @classmethod
    def nilai(cls, rows: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
        """The columns of `rows` under their paths: renaming them here would cost more than fetching them."""
        kunci = (k.lstrip("-") for k in cls.urut)
        return rows.values(*dict.fromkeys(("id", *cls.kolom.values(), *(k for k in kunci if k != "pk"))))

    def hak(self, request: Request) -> Q | None:
        """The condition on rows within the token's scope."""
        return kewenangan.syarat(konteks_of(request), self.akses)

    def buka(self, request: Request, baris: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The public shape of these rows, through the reader: the receipts stand before the answer. One query for a person's."""
        if self.subjek:
            kolom, kelompok = self.subjek
            tujuan = gettext_noop("Membaca lewat API")
            pembacaan.buka_daftar(konteks_of(request), baris, kelompok, tujuan, kode=lambda b: b[self.kolom[kolom]])
        return [self.bentuk(b) for b in baris]

    def bentuk(self, baris: Mapping[str, Any]) -> dict[str, Any]:
        """The public shape of a row; dates are written as ISO by the JSON encoder."""
        return {n: baris[k] for n, k in self.kolom.items()}


class DaftarSumber(Sumber):
    """A list, by key; follow `sesudah`."""

    awal: ClassVar[Kueri]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.awal = Kueri(
            f"api.{cls.__name__}", lambda _isi, hak: cls.nilai(cls.milik(hak)), urut=cls.urut, batas=UKURAN_BAWAAN + 1, di=letak()
        )

    def get(self, request: Request) -> Response:
        """One page of rows."""
        tolak_asing(request, {"kursor", "ukuran", *(self.filterset_class.base_filters if self.filterset_class else ())})
        hak, ukuran, kursor = self.hak(request), baca_ukuran(request), request.query_params.get("kursor", "")
        # A set of filters is a form: it is made only for an answer that names one of them.
        disaring = self.filterset_class and not self.filterset_class.base_filters.keys().isdisjoint(request.query_params)
        if disaring or kursor or ukuran != UKURAN_BAWAAN:
            rows = self.nilai(self._saring(request, self.milik(hak)) if disaring else self.milik(hak))
            lembar = self._lembar(rows, kursor, ukuran)
        else:
            lembar = halaman.susun_awal(self.awal.baca(hak), self.urut, ukuran, daftar=self.model._meta.label)
        return jawab_halaman(request, lembar, self.buka(request, lembar.baris))

    def _lembar(self, rows: QuerySet[Any, dict[str, Any]], kursor: str, ukuran: int) -> Halaman[dict[str, Any]]:
        try:
            return halaman.buka(rows, self.urut, kursor, ukuran, daftar=self.model._meta.label)
        except KursorRusakError as error:
            pesan = _("Kursor ini bukan dari daftar ini. Ambil dari `sesudah` atau `sebelum`, atau mulai tanpa kursor.")
            raise serializers.ValidationError({"kursor": [pesan]}) from error

    def _saring(self, request: Request, rows: QuerySet[Any]) -> QuerySet[Any]:
        assert self.filterset_class is not None
        saringan = self.filterset_class(request.query_params, queryset=rows)
        if not saringan.is_valid():
            raise serializers.ValidationError(saringan.errors)
        hasil: QuerySet[Any] = saringan.qs
        return hasil


class RinciSumber(Sumber):
    """One row by its public code."""

    rinci: ClassVar[Kueri]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.rinci = Kueri(f"api.{cls.__name__}", lambda isi, hak: cls.nilai(cls.milik(hak).filter(kode=isi.kode)), di=letak())

    def get(self, request: Request, kode: str) -> Response:
        """One row; 404 outside the token's scope."""
        tolak_asing(request)
        baris = self.rinci.satu(self.hak(request), kode=kode)
        if baris is None:
            raise Http404
        return jawab(request, self.buka(request, [baris])[0])


def perlu(cakupan: str) -> Any:
    """How the schema says which scope an address needs; '' for what is public."""
    return [{"oauth2": [cakupan]}] if cakupan else []


def dokumentasi(operasi: str, golongan: str, serializer: Any, ringkas: str, *, cakupan: str, daftar: bool = False) -> Any:
    """Class decorator: how the schema describes a resource's GET. `cakupan` is the scope it needs; '' for what is public."""
    return extend_schema_view(
        get=extend_schema(
            operation_id=operasi,
            tags=[golongan],
            summary=ringkas,
            auth=perlu(cakupan),
            parameters=HALAMAN if daftar else [],
            filters=daftar,
            responses=serializer(many=True) if daftar else serializer,
        )
    )
