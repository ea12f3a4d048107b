"""Questions that are worked out once: Django makes the SQL of a query anew each time it is asked, which costs a page more than
the answer does.

    PREDIKAT = Kueri(lambda isi, hak: EvaluasiPeriodik.objects.filter(hak, pegawai_id=isi.pegawai).order_by("-pk")[:4])
    PREDIKAT.baca(kewenangan.syarat(konteks, "evaluasi.lihat"), pegawai=7)

SECURITY: the builder never sees a value. It gets placeholders, also inside the condition on whose rows may be read, and what is
kept is the SQL with their names. So nothing of one reader can stay in what another one gets. A builder must ask neither the clock
nor the request nor the database; `biasa()` makes the same rows the ordinary way, and a test compares both for every question.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, IntegerField, Q, QuerySet, Value
from django.db.models.expressions import Expression
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from inti import peta
from inti.letak import Letak, letak

Nilai = int | str | Any
Bangun = Callable[..., QuerySet[Any]]
BENTUK_MAKS = 64  # shapes of conditions kept of one question: one for each set of roles
_semua: dict[str, Kueri] = {}
peta.register("kueri", lambda: ((nama, satu.letak) for nama, satu in _semua.items()))


@dataclass(frozen=True)
class Nama:
    """A parameter of kept SQL that takes the value of this name."""

    nama: str


class Isian(Expression):
    """The place of a value in a query that is kept."""

    def __init__(self, nama: str, jenis: Field[Any, Any] | None = None) -> None:
        super().__init__(output_field=jenis)
        self.nama = nama

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        """One parameter, filled when the question is asked."""
        return "%s", [Nama(self.nama)]


class IsianKueri:
    """What a builder gets: `isi.pegawai` is the place of that value; `isi("per", DateField())` where SQL must know its type."""

    def __call__(self, nama: str, jenis: Field[Any, Any] | None = None) -> Any:
        return Isian(nama, jenis)

    def __getattr__(self, nama: str) -> Any:
        return Isian(nama)


class NilaiKueri(IsianKueri):
    """The same with the values themselves: for the ordinary way."""

    def __init__(self, nilai: dict[str, Nilai]) -> None:
        self._nilai = nilai

    def __call__(self, nama: str, jenis: Field[Any, Any] | None = None) -> Any:
        return Value(self._nilai[nama], output_field=jenis) if jenis else self._nilai[nama]

    def __getattr__(self, nama: str) -> Any:
        return self._nilai[nama]


class Kueri:
    """One question. `bangun(isi, *conditions)` makes the queryset; see the module.

    urut, batas   of a list in pages: `baca()` gives its first `batas` rows in that order, `biasa()` all of them in none
    di            where it belongs, when a class makes it for those that inherit from it
    """

    def __init__(
        self,
        nama: str,
        bangun: Bangun,
        *,
        urut: Sequence[str] = (),
        batas: int | None = None,
        di: Letak | None = None,
    ) -> None:
        self.nama, self.bangun, self.urut, self.batas = nama, bangun, tuple(urut), batas
        self.letak: Letak = di or letak()
        self._tersimpan: dict[Any, _Susunan | None] = {}
        _semua[nama] = self

    def baca(self, *hak: Q | None, **nilai: Nilai) -> list[Any]:
        """The rows. One query, or none where a condition can't be met.

        hak   conditions on whose rows may be read, as `kewenangan.syarat` gives them (None: nobody's)
        """
        try:
            urai = [_urai(q, f"h{i}_") for i, q in enumerate(hak)]
        except _TidakPolosError:
            return list(self._awal(self.biasa(*hak, **nilai)))
        kunci = tuple(bentuk for bentuk, _q, _nilai in urai)
        if kunci not in self._tersimpan:
            if len(self._tersimpan) >= BENTUK_MAKS:
                self._tersimpan.clear()
            self._tersimpan[kunci] = _susun(self._awal(self.bangun(IsianKueri(), *(q for _bentuk, q, _nilai in urai))))
        susunan = self._tersimpan[kunci]
        if susunan is None:
            return []
        for _bentuk, _q, isi in urai:
            nilai |= isi
        return susunan.jalankan(nilai)

    def _awal(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows = rows.order_by(*self.urut) if self.urut else rows
        return rows[: self.batas] if self.batas else rows

    def satu(self, *hak: Q | None, **nilai: Nilai) -> Any:
        """The first row, or None."""
        return next(iter(self.baca(*hak, **nilai)), None)

    def biasa(self, *hak: Q | None, **nilai: Nilai) -> QuerySet[Any]:
        """The same rows as an ordinary queryset."""
        return self.bangun(NilaiKueri(nilai), *hak)


class _Susunan:
    """A queryset with its SQL, made once."""

    def __init__(self, rows: QuerySet[Any], compiler: SQLCompiler, sql: str, parameter: tuple[Any, ...]) -> None:
        self.rows, self.compiler, self.sql, self.parameter = rows, compiler, sql, parameter
        # What turns a column into Python is the same at every question, too.
        self.pengubah = compiler.get_converters([s[0] for s in compiler.select[: compiler.col_count]])

    def jalankan(self, nilai: dict[str, Nilai]) -> list[Any]:
        """The rows for these values. One query."""
        isi = tuple(nilai[p.nama] if isinstance(p, Nama) else p for p in self.parameter)
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # of this thread
        compiler.get_converters = lambda _kolom: self.pengubah  # type: ignore[method-assign,assignment]
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, isi)  # type: ignore[method-assign]  # of this copy
        asal: Any = self.rows
        rows = type(asal)(asal.model, _SudahDisusun(compiler), DEFAULT_DB_ALIAS)
        rows._fields = asal._fields
        return list(asal._iterable_class(rows))  # model instances, tuples or dictionaries


class _SudahDisusun(Query):
    """Stands where the iterator of a queryset asks for its SQL."""

    def __init__(self, compiler: SQLCompiler) -> None:
        asal = compiler.query
        self.__dict__.update(asal.__dict__)
        self._compiler = compiler

    def get_compiler(self, *_args: Any, **_kwargs: Any) -> SQLCompiler:
        """The one that is bound to the values."""
        return self._compiler


def _susun(rows: QuerySet[Any]) -> _Susunan | None:
    """The SQL of a queryset that holds placeholders; None where it can have no rows."""
    if rows._prefetch_related_lookups:  # type: ignore[attr-defined]
        raise ValueError("a kept question has no prefetch_related")
    compiler = rows.query.get_compiler(using=rows.db)
    try:
        sql, parameter = compiler.as_sql()
    except EmptyResultSet:
        return None
    return _Susunan(rows, compiler, sql, tuple(parameter))


def _urai(q: Q | None, awalan: str) -> tuple[Any, Q | None, dict[str, Nilai]]:
    """The shape of a condition, the same with placeholders, and its values. Raises _TidakPolosError."""
    nilai: dict[str, Nilai] = {}

    def jalan(q: Q) -> tuple[Any, Q]:
        kunci: list[Any] = [q.connector, q.negated]
        baru = Q(_connector=q.connector, _negated=q.negated)
        for anak in q.children:
            if isinstance(anak, Q):
                k, dalam = jalan(anak)
                kunci.append(k)
                baru.children.append(dalam)
                continue
            if not isinstance(anak, tuple):
                raise _TidakPolosError
            kolom, isi = anak
            if isinstance(isi, list) and not isi:  # nobody: the shape of a condition that is never met
                kunci.append((kolom, "kosong"))
                baru.children.append(anak)
                continue
            if type(isi) not in (int, str) or kolom.endswith("__in"):
                raise _TidakPolosError
            nama = f"{awalan}{len(nilai)}"
            nilai[nama] = isi
            kunci.append(kolom)
            baru.children.append((kolom, Isian(nama, IntegerField() if type(isi) is int else None)))
        return tuple(kunci), baru

    if q is None:
        return None, None, nilai
    kunci, baru = jalan(q)
    return kunci, baru, nilai


class _TidakPolosError(Exception):
    """A condition holds a subquery, a list, or anything else that isn't a plain value."""
