"""Reads of parameters: what counts on a day, how it came, and what a proposal would change and for whom."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import inf
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, QuerySet
from django.db.models.functions import Least
from django.shortcuts import get_object_or_404

from akun import kewenangan
from akun.kewenangan import Konteks
from aturan import daftar_parameter, parameter
from aturan.aturan import Nilai
from aturan.dampak import Baris, Dampak, Sisi, list_dampak
from aturan.models import JenisUsulan, ParameterAturan, StatusUsulan, UsulanParameter
from aturan.skema import Definisi, Perubahan, beda


@dataclass(frozen=True)
class ParameterKini:
    """A declared parameter with the row that counts on a day, and whether a proposal waits for its decision."""

    definisi: Definisi
    baris: ParameterAturan | None
    menunggu: bool


def list_parameter(per: date) -> list[ParameterKini]:
    """Every declared parameter with what counts on `per`, by title. Two queries."""
    kini = {b.nama: b for b in parameter.list_berlaku(per)}
    menunggu = set(UsulanParameter.objects.filter(status=StatusUsulan.MENUNGGU).values_list("nama", flat=True))
    semua = [ParameterKini(d, kini.get(d.nama), d.nama in menunggu) for d in daftar_parameter.list_definisi()]
    return sorted(semua, key=lambda p: p.definisi.judul)


def pada(rows: Iterable[ParameterAturan], hari: date) -> ParameterAturan | None:
    """Of the rows of one parameter, the one that counts on a day: parameter.list_berlaku said in Python, for rows that are only proposed."""
    calon = [b for b in rows if b.ditarik_at is None and _mencakup(b.berlaku, hari)]
    return max(calon, key=lambda b: (b.berlaku.lower, b.pk or inf), default=None)


def list_batas(rows: Iterable[ParameterAturan], per: date) -> list[date]:
    """The days after `per` on which one of these rows begins or has ended; withdrawn ones do neither."""
    return sorted({h for b in rows if b.ditarik_at is None for h in (b.berlaku.lower, b.berlaku.upper) if h and h > per})


@dataclass(frozen=True)
class Bentang:
    """Days on which another row counts with a change than without it: the first of them, and both rows; None where none counts."""

    hari: date
    lama: ParameterAturan | None
    baru: ParameterAturan | None

    @property
    def sisi(self) -> tuple[Any, Any]:
        """Both values as rules receive them."""
        lama, baru = (parameter.sebagai_parameter(b).nilai if b else None for b in (self.lama, self.baru))
        return lama, baru


def list_bentang(rows: Iterable[ParameterAturan], rows_baru: Iterable[ParameterAturan], hari: Iterable[date]) -> list[Bentang]:
    """On each of these days the rows of one parameter that count without a change and with it."""
    lama, baru = list(rows), list(rows_baru)
    return [Bentang(h, pada(lama, h), pada(baru, h)) for h in hari]


def list_hari(rows: Iterable[ParameterAturan], dari: date) -> list[date]:
    """The day `dari` and each later one on which another of these rows may count.

    A change that looks like none on its first day may be one later: where it outlives a value that was to end.
    """
    return [dari, *list_batas(rows, dari)]


def list_berbeda(bentang: Iterable[Bentang]) -> list[Bentang]:
    """Those on which the value differs, each pair of values once: on its first day."""
    hasil: list[Bentang] = []
    for b in bentang:
        lama, baru = b.sisi
        if lama != baru and all(h.sisi != b.sisi for h in hasil):
            hasil.append(b)
    return hasil


def list_nilai_nanti(nama: Iterable[str], per: date) -> list[tuple[date, Nilai]]:
    """The days after `per` on which one of these parameters becomes another one, with the values of each. One query.

    Only what is confirmed: a proposal counts for nobody.
    """
    rows: dict[str, list[ParameterAturan]] = {n: [] for n in nama}
    for baris in ParameterAturan.objects.filter(nama__in=list(rows), ditarik_at__isnull=True):
        rows[baris.nama].append(baris)
    batas = list_batas((b for milik in rows.values() for b in milik), per)
    kini = {hari: {n: pada(milik, hari) for n, milik in rows.items()} for hari in batas}
    return [(hari, {n: parameter.sebagai_parameter(b) for n, b in isi.items() if b}) for hari, isi in kini.items()]


@dataclass(frozen=True)
class Jejak:
    """One line of a parameter's history: the row, what it changed against what counted before, and whether it counts today.

    kelak   what it changed on a day after its first, where it outlived a value that was to end
    """

    baris: ParameterAturan
    perubahan: list[Perubahan]
    berlaku: bool
    kelak: list[tuple[date, list[Perubahan]]]


def list_jejak(definisi: Definisi, per: date) -> list[Jejak]:
    """The history of a parameter, the latest start first; withdrawn rows stay. One query."""
    rows = list(
        ParameterAturan.objects.filter(nama=definisi.nama)
        .select_related("usulan__pengusul", "usulan__pemutus", "penarikan__pengusul", "penarikan__pemutus")
        .order_by("berlaku__startswith", "pk")
    )
    kini = pada(rows, per)
    hasil = []
    for baris in rows:
        lain = [b for b in rows if b.pk < baris.pk or b.berlaku.lower < baris.berlaku.lower]
        mulai = baris.berlaku.lower
        sebelum = pada(lain, mulai) or pada(lain, mulai - timedelta(days=1))  # one that ended the day before gave way to it
        ubah = beda(definisi.bentuk, sebelum.nilai if sebelum and sebelum.pk != baris.pk else None, baris.nilai)
        kelak = list_kelak(definisi, lain, [*lain, _tanpa_penarikan(baris)], mulai)
        hasil.append(Jejak(baris, ubah, kini is not None and kini.pk == baris.pk, kelak))
    return hasil[::-1]


def _tanpa_penarikan(baris: ParameterAturan) -> ParameterAturan:
    """The row as it counted before it was withdrawn, not to be saved."""
    hasil = copy(baris)
    hasil.ditarik_at = None
    return hasil


def list_kelak(
    definisi: Definisi, rows: Iterable[ParameterAturan], rows_baru: Iterable[ParameterAturan], mulai: date
) -> list[tuple[date, list[Perubahan]]]:
    """What becomes another only after the first day, by the day from which it does."""
    lama, baru = list(rows), list(rows_baru)
    berbeda = list_berbeda(list_bentang(lama, baru, list_hari([*lama, *baru], mulai)))
    return [(b.hari, beda(definisi.bentuk, *b.sisi)) for b in berbeda if b.hari > mulai]


def list_usulan(konteks: Konteks, nama: str = "") -> QuerySet[UsulanParameter]:
    """Proposals that `konteks` may read, of one parameter or all, with the rows that came of them. No order."""
    rows = UsulanParameter.objects.select_related("pengusul", "pemutus", "sasaran__usulan", "parameter")
    rows = rows.filter(nama=nama) if nama else rows
    return kewenangan.scope(konteks, "aturan.usulan_lihat", rows)


def get_usulan(konteks: Konteks, kode: str) -> UsulanParameter:
    """One proposal. Raises Http404."""
    return get_object_or_404(list_usulan(konteks), kode=kode)


@dataclass(frozen=True)
class Perbandingan:
    """What a proposal would change, or one that was decided changed, on every day from its first on.

    hari      the first day from today on which it counts
    rows      the rows of the parameter that count without it
    calon     the row that it would add, None for a withdrawal
    """

    usulan: UsulanParameter
    definisi: Definisi
    hari: date
    rows: tuple[ParameterAturan, ...]
    calon: ParameterAturan | None

    @property
    def mulai(self) -> date:
        """The first day on which the value changes."""
        return self.usulan.mulai

    @property
    def akhir(self) -> tuple[date, bool] | None:
        """The last day of the value, and whether the next one ends it rather than its own decree; None where none is known."""
        sumber = self.calon or self.usulan.sasaran
        assert sumber is not None  # a constraint of the table
        berikut, sendiri = self.berikut.berlaku.lower if self.berikut else None, sumber.berlaku.upper
        hari = min((h for h in (berikut, sendiri) if h), default=None)
        return (hari - timedelta(days=1), hari != sendiri) if hari else None

    @property
    def kembali(self) -> date | None:
        """The day on which it counts once more after the next row took over and ended; None where it doesn't."""
        if self.berikut is None:
            return None
        sumber = self.calon or next((b for b in self.rows if b.pk == self.usulan.sasaran_id), None)
        rows = [*self.rows, *([self.calon] if self.calon else [])]
        return next((h for h in list_batas(rows, self.berikut.berlaku.lower) if sumber and pada(rows, h) == sumber), None)

    @cached_property
    def berikut(self) -> ParameterAturan | None:
        """The next row that begins after it."""
        lain = [b for b in self.rows if b.pk != self.usulan.sasaran_id and b.berlaku.lower > self.mulai]
        return min(lain, key=lambda b: (b.berlaku.lower, -b.pk), default=None)

    @property
    def diganti(self) -> ParameterAturan | None:
        """The row that counts without it on its first day."""
        return pada(self.rows, self.mulai)

    @property
    def perubahan_berikut(self) -> list[Perubahan]:
        """What becomes another once more when the next row takes over from a new value; nothing where none does."""
        if self.calon is None or self.berikut is None or not self.akhir or not self.akhir[1]:
            return []
        return beda(self.definisi.bentuk, self.calon.nilai, self.berikut.nilai)

    @property
    def terhitung(self) -> bool:
        """Whether everybody whom it touches can be told: it counts from today on, what follows is known, and for whom."""
        dampak = list_dampak(self.usulan.nama)
        return self.mulai >= self.hari and bool(dampak) and not any(d.kelak for d in dampak)

    @cached_property
    def rows_baru(self) -> list[ParameterAturan]:
        """The rows that would count with it."""
        return [*(b for b in self.rows if b.pk != self.usulan.sasaran_id), *([self.calon] if self.calon else [])]

    @property
    def perubahan(self) -> list[Perubahan]:
        """What becomes another, in words."""
        sisi = [self.diganti, pada(self.rows_baru, self.mulai)]
        return beda(self.definisi.bentuk, *(b.nilai if b else None for b in sisi))

    @property
    def perubahan_kelak(self) -> list[tuple[date, list[Perubahan]]]:
        """What becomes another only after its first day, by the day from which it does."""
        return list_kelak(self.definisi, self.rows, self.rows_baru, self.mulai)

    def sisi(self, dampak: Dampak) -> list[Sisi]:
        """The values that an effect follows from, without and with the proposal, on each day from today on where they differ.

        Each pair once: mostly that is one, two where it also outlives a value. One query, none where it follows from this value alone.
        """
        lain = self._rows_lain(dampak)
        hari = list_hari([*self.rows, *self.rows_baru, *(b for milik in lain.values() for b in milik)], self.hari)
        hasil: list[Sisi] = []
        for bentang in list_bentang(self.rows, self.rows_baru, hari):
            lama, baru = bentang.sisi
            if lama == baru:
                continue
            tanpa, dengan = (_nilai_pada(lain, b, bentang.hari) for b in (bentang.lama, bentang.baru))
            if all(_isi(h) != _isi((bentang.hari, tanpa, dengan)) for h in hasil):
                hasil.append((bentang.hari, tanpa, dengan))
        return hasil

    def _rows_lain(self, dampak: Dampak) -> dict[str, list[ParameterAturan]]:
        """The rows of the other values that an effect follows from."""
        hasil: dict[str, list[ParameterAturan]] = {n: [] for n in dampak.parameter if n != self.usulan.nama}
        if hasil:
            for baris in ParameterAturan.objects.filter(nama__in=list(hasil), ditarik_at__isnull=True):
                hasil[baris.nama].append(baris)
        return hasil

    def tersentuh(self, dampak: Dampak) -> Baris:
        """Who gets another date or right on any day from today on, before and after as of the first such day. One query, and no order."""
        return dampak.rows(self.sisi(dampak))

    def tersentuh_terdekat(self, dampak: Dampak) -> Baris:
        """The same with `terdekat`, the sooner of the two sides: what comes first is looked at first."""
        rows: Baris = self.tersentuh(dampak).annotate(terdekat=Least("sebelum", "sesudah"))  # they differ: never null
        return rows


def get_perbandingan(usulan: UsulanParameter, per: date) -> Perbandingan:
    """What a proposal would change among the people of `per`, today; against the values of its decision, if there was one. One query."""
    definisi = daftar_parameter.get_definisi(usulan.nama)
    assert definisi is not None  # checked when the proposal was written
    calon = calon_baris(usulan) if usulan.jenis == JenisUsulan.NILAI else None
    return Perbandingan(usulan, definisi, max(usulan.mulai, per), _rows_saat_itu(usulan), calon)


def _rows_saat_itu(usulan: UsulanParameter) -> tuple[ParameterAturan, ...]:
    """The rows of its parameter that counted without a proposal: now while it is open, then when it was decided. One query."""
    rows = ParameterAturan.objects.filter(nama=usulan.nama)
    if usulan.terbuka:
        return tuple(rows.filter(ditarik_at__isnull=True))
    saat = usulan.diputus_at
    rows = rows.filter(Q(usulan__isnull=True) | Q(usulan__diputus_at__lte=saat)).exclude(usulan=usulan)
    rows = rows.filter(Q(penarikan__isnull=True) | Q(penarikan__diputus_at__gte=saat))
    hasil = tuple(rows)
    for baris in hasil:
        baris.ditarik_at = None  # not saved: it counted then, what became of it came later
    return hasil


def calon_baris(usulan: UsulanParameter) -> ParameterAturan:
    """The row that a proposal would add, not saved."""
    return ParameterAturan(
        nama=usulan.nama,
        nilai=usulan.nilai,
        berlaku=usulan.berlaku,
        dasar=usulan.dasar,
        tanda=usulan.tanda,
        catatan=usulan.catatan,
        usulan=usulan,
    )


def _nilai_pada(lain: dict[str, list[ParameterAturan]], baris: ParameterAturan | None, hari: date) -> Nilai:
    """Values as an effect receives them: this row, and of the other parameters what counts on that day."""
    rows = [*(pada(milik, hari) for milik in lain.values()), baris]
    return {b.nama: parameter.sebagai_parameter(b) for b in rows if b}


def _isi(sisi: Sisi) -> list[dict[str, Any]]:
    """The mere values of both sides: by which decree they count is nothing to a person."""
    return [{n: p.nilai for n, p in nilai.items()} for nilai in sisi[1:]]


def hitung_tersentuh(perbandingan: Perbandingan) -> dict[str, int]:
    """How many people each effect touches, by its name. Two queries an effect."""
    return {d.nama: perbandingan.tersentuh(d).count() for d in list_dampak(perbandingan.usulan.nama)}


def _mencakup(masa: DateRange, hari: date) -> bool:
    return (masa.lower is None or masa.lower <= hari) and (masa.upper is None or hari < masa.upper)
