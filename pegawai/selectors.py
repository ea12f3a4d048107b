"""Reads of employees, each scoped to who asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, JSONObject

from akun import kewenangan
from inti import waktu
from inti.kueri import Kueri
from organisasi.models import Jabatan, UnitKerja
from pegawai import kata_nama
from pegawai.cakupan import bukan_diri
from pegawai.masa_kerja import bulan_pada
from pegawai.models import (
    BERLAKU,
    JenisPegawai,
    Kedudukan,
    NomorPegawai,
    Pegawai,
    RiwayatJabatan,
    RiwayatStatus,
    TampilanTersimpan,
)
from pegawai.rules import masa_kerja

ANGKA_RAHASIA = 8  # from so many digits on, a query tells a birth date: it never stands in a URL
PEMEGANG_MAKS = 4  # of one post, in a list of posts
JABATAN_MAKS = 12  # posts offered while one types
UNIT_MAKS = 12  # units offered while one types
PISAH_INDUK = " – "  # between a unit and the one above it
HITUNG_MAKS = 1000  # a list says 'more than 1,000' rather than counting millions

# What a list can be ordered by: sort keys without nulls, unique at the end, and the filter that removes nulls.
URUTAN: dict[str, tuple[tuple[str, ...], Q]] = {
    "nama": (("nama_urut", "pk"), Q()),
    "-nama": (("-nama_urut", "-pk"), Q()),
    "pensiun": (("tmt_pensiun", "pk"), Q(tmt_pensiun__isnull=False)),
    "-pensiun": (("-tmt_pensiun", "-pk"), Q(tmt_pensiun__isnull=False)),
}


def list_pegawai(konteks: kewenangan.Konteks) -> QuerySet[Pegawai]:
    """Employees that `konteks` may see, with what a list shows of each. No order."""
    rows = Pegawai.objects.select_related("unit", "jabatan", "golongan")
    return kewenangan.scope(konteks, "pegawai.lihat", rows)


# Of the superior only the name stands on a page.
TAK_DIBACA = tuple(
    f"atasan__{kolom.name}"
    for kolom in Pegawai._meta.concrete_fields
    if kolom.name not in ("id", "nama", "gelar_depan", "gelar_belakang")
)
_PROFIL = Kueri(
    "pegawai.profil",
    lambda isi, lihat, pribadi, perubahan, akses, wakil, ubah, kode_masuk: (
        kewenangan.saring(Pegawai.objects.filter(kode=isi.kode), lihat)
        .select_related("unit", "jabatan", "golongan", "atasan", "atasan_pejabat")
        .defer(*TAK_DIBACA)
        .annotate(
            izin_pribadi=kewenangan.kolom_izin(pribadi),
            izin_perubahan=kewenangan.kolom_izin(perubahan),
            izin_akses=kewenangan.kolom_izin(akses),
            izin_wakil=kewenangan.kolom_izin(wakil),
            izin_ubah=kewenangan.kolom_izin(ubah),
            izin_kode_masuk=kewenangan.kolom_izin(kode_masuk),
        )
    ),
)


def get_profil(konteks: kewenangan.Konteks, kode: str) -> Pegawai | None:
    """The person with this code whom `konteks` may see, with what may be done on their pages (`izin_…`). One query."""
    tanya = (
        ("pegawai.lihat",),
        ("pegawai.lihat", "pribadi"),
        ("pegawai.riwayat_perubahan",),
        ("pegawai.akses_lihat",),
        ("delegasi.atur",),
        ("pegawai.ubah",),
    )
    kode_masuk = kewenangan.syarat(konteks, "pegawai.buka_akun")
    lain = None if kode_masuk is None else kode_masuk & bukan_diri()(konteks)  # nobody makes a code for themselves
    pegawai: Pegawai | None = _PROFIL.satu(*(kewenangan.syarat(konteks, *satu) for satu in tanya), lain, kode=kode)
    return pegawai


# What the list shows of a person, and what its pages are ordered by.
BARIS = (
    "pk", "kode", "nomor", "nama", "gelar_depan", "gelar_belakang", "jenis", "kedudukan", "golongan_id", "pendidikan", "pendidikan_nama",
    "tmt_golongan", "tmt_pensiun", "nama_urut",
)  # fmt: skip


def baris_daftar(rows: QuerySet[Pegawai]) -> QuerySet[Any]:
    """The same rows as named tuples of BARIS, `nama_jabatan`, `nama_unit` and what `rows` works out itself (`skor`, `mk`)."""
    hitungan = [nama for nama in ("skor", "mk") if nama in rows.query.annotations]
    rows = rows.annotate(nama_jabatan=F("jabatan__nama"), nama_unit=F("unit__nama"))
    return rows.values_list(*BARIS, "nama_jabatan", "nama_unit", *hitungan, named=True)


def angka_saja(teks: str) -> str:
    """The digits of a number typed in any grouping; '' when it is not a number."""
    angka = re.sub(r"[\s.'’-]", "", teks)
    return angka if angka.isdecimal() and angka.isascii() else ""


def rahasia(teks: str) -> bool:
    """Whether a query holds so many digits that it must not be kept anywhere."""
    return sum(c.isdigit() for c in teks) >= ANGKA_RAHASIA


def cari(rows: QuerySet[Pegawai], teks: str) -> tuple[QuerySet[Pegawai], tuple[str, ...] | None]:
    """Rows that fit what was typed, and their order, best first; None keeps the order of the list.

    A number is looked up in any grouping, in the person's history too when it is whole;
    a name may have a typing error. At most one query.
    """
    teks = " ".join(teks.replace("\x00", "").split())[:200]
    if not teks:
        return rows, None
    if angka := angka_saja(teks):
        if len(angka) == 18:
            return rows.filter(riwayat_nomor__nomor=angka), None
        return rows.filter(nomor__contains=angka), None
    return kata_nama.saring(rows, teks.lower())


def syarat_golongan(teks: str) -> Q:
    """The condition that a person holds this rank: 'III/c', or 'III' for all of its classes (and for the PPPK rank of that name)."""
    return Q(golongan=teks) if "/" in teks else Q(golongan=teks) | Q(golongan__kode__startswith=f"{teks}/")


@dataclass(frozen=True)
class Saringan:
    """The state of the employee list as it stands in its URL."""

    unit: str = ""
    golongan: str = ""
    jabatan: str = ""
    jenis: str = ""
    kedudukan: str = ""
    urut: str = "nama"

    @classmethod
    def baca(cls, isi: Mapping[str, Any]) -> Saringan:
        """Read a query; what is not known is left out, never an error."""
        nilai = {k: str(isi.get(k, "") or "").replace("\x00", "")[:100] for k in cls.__dataclass_fields__}
        nilai["jenis"] = nilai["jenis"] if nilai["jenis"] in JenisPegawai.values else ""
        nilai["kedudukan"] = nilai["kedudukan"] if nilai["kedudukan"] in Kedudukan.values else ""
        nilai["urut"] = nilai["urut"] if nilai["urut"] in URUTAN else "nama"
        return cls(**nilai)

    @property
    def aktif(self) -> bool:
        """Whether anything but the order is chosen."""
        return any((self.unit, self.golongan, self.jabatan, self.jenis, self.kedudukan))

    def terapkan(self, rows: QuerySet[Pegawai], unit: UnitKerja | None) -> QuerySet[Pegawai]:
        """Filter `rows`; `unit` is the one that the code in the query names (its subtree counts)."""
        if self.unit:
            rows = rows.filter(unit__jalur__startswith=unit.jalur) if unit else rows.none()
        if self.golongan:
            rows = rows.filter(syarat_golongan(self.golongan))
        if self.jabatan:
            rows = rows.filter(jabatan__nama__icontains=self.jabatan)
        if self.jenis:
            rows = rows.filter(jenis=self.jenis)
        return rows.filter(kedudukan=self.kedudukan) if self.kedudukan else rows


def hitung(rows: QuerySet[Pegawai]) -> tuple[int, bool]:
    """How many rows, counted up to HITUNG_MAKS, and whether there are more. One query."""
    jumlah = rows.order_by().values("pk")[: HITUNG_MAKS + 1].count()
    return min(jumlah, HITUNG_MAKS), jumlah > HITUNG_MAKS


def list_unit(konteks: kewenangan.Konteks) -> QuerySet[UnitKerja]:
    """Units to choose from, as a tree in depth-first order."""
    return kewenangan.scope(konteks, "organisasi.lihat", UnitKerja.objects.filter(aktif=True)).order_by("jalur")


def cari_unit(konteks: kewenangan.Konteks, teks: str) -> list[UnitKerja]:
    """Units whose name holds what is typed, word by word; the name of the unit above may hold some of the words.

    One of that very name comes first. At most UNIT_MAKS; one query.
    """
    nama, _pisah, induk = teks.replace("\x00", "").strip()[:200].partition(PISAH_INDUK)
    rows = list_unit(konteks).filter(induk__isnull=False).select_related("induk")
    sendiri = Q(pk__in=[])
    for kata in [*nama.split(), *induk.split()][:8]:
        rows = rows.filter(Q(nama__icontains=kata) | Q(induk__nama__icontains=kata))
        sendiri |= Q(nama__icontains=kata)
    persis = Case(When(nama__iexact=nama.strip(), then=Value(0)), default=Value(1))
    return list(rows.filter(sendiri).order_by(persis, "jalur")[:UNIT_MAKS])


def nama_unit(unit: UnitKerja) -> str:
    """How a unit is offered while one types: with the unit above it where that isn't the city, since names repeat."""
    induk = unit.induk
    return unit.nama if induk is None or induk.induk_id is None else f"{unit.nama}{PISAH_INDUK}{induk.nama}"


def pilih_unit(daftar: Sequence[UnitKerja], teks: str) -> UnitKerja | None:
    """The one of `daftar` (cari_unit) that was meant: the only one, or the only one that is written just so; None when unclear."""
    if len(daftar) == 1:
        return daftar[0]
    ditulis = " ".join(teks.split()).lower()
    for baca in (nama_unit, lambda u: u.nama):
        sama = [u for u in daftar if baca(u).lower() == ditulis]
        if len(sama) == 1:
            return sama[0]
    return None


def list_tampilan(konteks: kewenangan.Konteks) -> QuerySet[TampilanTersimpan]:
    """The saved views of whoever asks."""
    return TampilanTersimpan.objects.filter(pemilik_id=konteks.pengguna.pk).order_by("nama")


def cari_jabatan(konteks: kewenangan.Konteks, teks: str) -> QuerySet[Jabatan]:
    """Posts whose name or unit holds every word typed: those called just so first, then leading ones, with who holds them.

    At most JABATAN_MAKS; one query.
    """
    rows = kewenangan.scope(konteks, "jabatan.lihat", Jabatan.objects.select_related("unit__induk")).filter(unit__aktif=True)
    for kata in teks.split()[:8]:
        rows = rows.filter(Q(nama__icontains=kata) | Q(unit__nama__icontains=kata) | Q(unit__induk__nama__icontains=kata))
    ditulis = " ".join(teks.split())
    dekat = Case(When(nama__iexact=ditulis, then=0), When(nama__istartswith=ditulis, then=1), default=2)
    return with_pemegang(rows).order_by(dekat, "-memimpin", "nama", "unit__nama", "pk")[:JABATAN_MAKS]


def with_pemegang(rows: QuerySet[Jabatan]) -> QuerySet[Jabatan]:
    """Posts with who holds them, acts in them, or will: `pemegang`, a list of {nama, penugasan, mulai: ISO}, the earliest first."""
    hari = waktu.today()
    baris = RiwayatJabatan.objects.filter(BERLAKU, jabatan=OuterRef("pk"), pegawai__kedudukan=Kedudukan.AKTIF)
    baris = baris.filter(Q(masa__contains=hari) | Q(masa__startswith__gt=hari)).order_by("masa", "pk")
    isi = baris.values(
        isi=JSONObject(nama="pegawai__nama", penugasan="penugasan", mulai=Coalesce("masa__startswith", F("tmt_jabatan")))
    )[:PEMEGANG_MAKS]
    return rows.annotate(pemegang=ArraySubquery(isi))


def list_mutasi(pegawai: Pegawai) -> QuerySet[RiwayatJabatan]:
    """The person's posts as they were recorded, withdrawn ones too, with what a page names of them."""
    return pegawai.riwayat_jabatan.select_related("jabatan__unit")


def find_pengganti(pegawai: Pegawai, baris: RiwayatJabatan) -> RiwayatJabatan | None:
    """The move that counts in the place of one that was replaced: of the same decree, of the same day, else the latest one that
    was recorded after it. At most three queries."""
    rows = list_mutasi(pegawai).filter(BERLAKU, penugasan=baris.penugasan).order_by("-pk")
    sk = rows.filter(nomor_sk=baris.nomor_sk).first() if baris.nomor_sk else None
    return sk or rows.filter(tmt_jabatan=baris.tmt_jabatan).first() or rows.filter(pk__gt=baris.pk).first()


_STATUS = Kueri(
    "pegawai.status",
    lambda isi: RiwayatStatus.objects.filter(BERLAKU, pegawai=isi.pegawai).only("masa", "jenis", "kedudukan", "nomor_sk"),
)


def list_status(pegawai: Pegawai) -> list[RiwayatStatus]:
    """The person's standing over time, as we know it now, with what a page tells of it. One query."""
    return _STATUS.baca(pegawai=pegawai.pk)


def compute_masa_kerja(pegawai: Pegawai, per: date, status: Iterable[RiwayatStatus]) -> tuple[int, int]:
    """Years and months of service for pay on `per`, time on CLTN (from `status`) left out. No query."""
    if pegawai.mk_per is None:
        return pegawai.mk_tahun, pegawai.mk_bulan
    jeda = [(s.tmt, s.masa.upper) for s in status if s.kedudukan == Kedudukan.CLTN and s.tmt]
    return masa_kerja.tambah(pegawai.mk_tahun, pegawai.mk_bulan, sejak=pegawai.mk_per, per=per, jeda=jeda)


def with_masa_kerja(rows: QuerySet[Pegawai], per: date) -> QuerySet[Any]:
    """Rows with `mk`: months of service for pay on `per`, as compute_masa_kerja counts them."""
    return rows.annotate(mk=bulan_pada(F("mk_tahun") * 12 + F("mk_bulan"), "mk_per", per))


def get_pengguna_of_nomor(nomor: str) -> int | None:
    """The account of whoever holds or held this number. One query."""
    return NomorPegawai.objects.filter(nomor=nomor).values_list("pegawai__akun_id", flat=True).first()


def list_penerima_atasan() -> QuerySet[Pegawai]:
    """People in service for whom no superior was found: a task for the personnel office, not an error."""
    return Pegawai.objects.bertugas().filter(atasan__isnull=True, atasan_pejabat__isnull=True).annotate(nama_unit=F("unit__nama"))
