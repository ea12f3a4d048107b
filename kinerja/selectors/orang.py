"""The people behind the figures of a dashboard, by the state of their SKP or their predicate, as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from akun import kewenangan
from akun.kewenangan import Konteks
from alur.models import DIPEGANG_AT, Pemegang
from inti import waktu
from inti.halaman import Halaman, buka, susun_awal
from inti.kueri import Kueri
from kinerja.models import SKP, EvaluasiPeriodik, PeriodeKinerja, Predikat, StatusSKP
from kinerja.proses import SKP_TAHUNAN
from kinerja.rekap import PREDIKAT
from kinerja.selectors.dasbor import Angka
from kinerja.selectors.evaluasi import list_belum_dinilai
from kinerja.selectors.penilai import KOLOM_PENILAI, sebut_penilai
from organisasi.models import UnitKerja
from pegawai.models import Pegawai
from pegawai.models.pegawai import TIDAK_BERTUGAS
from pegawai.susunan import sementara

ORANG_SEHALAMAN = 25
URUT_ORANG = ("nama_urut", "pk")

# What is asked of people where they are today: it is true today alone.
STATUS_ORANG = {"disusun": StatusSKP.DRAF, "dikembalikan": StatusSKP.DIKEMBALIKAN}
HARI_INI = ("belum", "tanpa", "disusun", "menunggu", "dikembalikan")
# What is asked of a quarter once it is over: before that, nearly everybody is in it.
SESUDAH_USAI = ("belum_dinilai",)
KEADAAN = {
    "belum": _("Belum disepakati"),
    "tanpa": _("Belum ada SKP"),
    "disusun": _("Disusun"),
    "menunggu": _("Menunggu atasan"),
    "dikembalikan": _("Dikembalikan"),
    "disepakati": _("Disepakati"),
    "dinilai": _("Sudah dinilai"),
    "belum_dinilai": _("Belum dinilai"),
}
SARINGAN = {**KEADAAN, **{p.value: p.label for p in Predikat}}


def list_keadaan(*, lampau: bool) -> list[str]:
    """The states, without predicates, that can be asked for in a quarter that runs, or that is over (`lampau`)."""
    bukan = HARI_INI if lampau else SESUDAH_USAI
    return [k for k in KEADAAN if k not in bukan]


def pilih_keadaan(diminta: str, *, lampau: bool) -> str:
    """The state in the address; '' (everybody of the unit itself) for one that is unknown, or isn't asked of this quarter."""
    return diminta if diminta in (*list_keadaan(lampau=lampau), *Predikat.values) else ""


def jumlah_di_dasbor(angka: Angka, keadaan: str, susunan: Mapping[str, int] | None = None) -> int | None:
    """The figure behind which this list stands, of the board or of `hitung_susunan`; None where there is none."""
    kolom = {"belum": angka.belum, "menunggu": angka.skp_menunggu, "disepakati": angka.skp_disepakati, "dinilai": angka.dinilai}
    return {**(susunan or {}), **kolom, **dict(zip(PREDIKAT, angka.predikat, strict=True))}.get(keadaan)


def hitung_susunan(unit: UnitKerja, periode: PeriodeKinerja, *, lampau: bool, langsung: bool) -> dict[str, int]:
    """What the rollups don't hold: how those without an agreed or waiting SKP are made up, where they work today (`tanpa`, and
    STATUS_ORANG); of a quarter that is over, who is `belum_dinilai`. One query."""
    if lampau:
        return {"belum_dinilai": _belum_dinilai(periode).filter(**_di_skp(unit, langsung=langsung)).count()}
    skp = SKP.objects.filter(pegawai=OuterRef("pk"), tahun=periode.tahun)
    rows = _di_unit(unit, langsung=langsung).annotate(status=Subquery(skp.values("status")[:1]))
    jumlah = dict(rows.order_by().values_list("status").annotate(n=Count("pk")))
    return {k: jumlah.get(status, 0) for k, status in {"tanpa": None, **STATUS_ORANG}.items()}


@dataclass(frozen=True)
class Meja:
    """How many SKP wait for one superior, and since when the first of them; `nama` is empty where none is known."""

    nama: str
    jabatan: str
    jumlah: int
    sejak: date


def list_meja(unit: UnitKerja, periode: PeriodeKinerja, *, langsung: bool) -> list[Meja]:
    """At whose desk SKP of this unit wait, the longest there first: superiors and counts, never whose SKP they are. One query."""
    skp = SKP.objects.filter(_berlaku("menunggu", periode), tahun=periode.tahun, pegawai__in=_di_unit(unit, langsung=langsung))
    meja = Pemegang.objects.filter(proses=SKP_TAHUNAN.nama, kode=OuterRef("kode"))
    tiba = Subquery(meja.values(hari=TruncDate(DIPEGANG_AT, tzinfo=waktu.zona()))[:1])
    rows = (
        skp.order_by()
        .annotate(tiba=tiba, sementara=sementara("pegawai__atasan", waktu.today()))
        .values(*KOLOM_PENILAI)
        .annotate(jumlah=Count("pk"), sejak=Min("tiba"))
    )
    rows = rows.order_by("sejak", "-jumlah")
    return [Meja(*sebut_penilai(r), r["jumlah"], r["sejak"]) for r in rows]


def _di_unit(unit: UnitKerja, *, langsung: bool) -> QuerySet[Pegawai]:
    """Who works today in the unit itself (`langsung`), or in it or below."""
    rows = Pegawai.objects.bertugas()
    return rows.filter(unit=unit) if langsung else rows.di_bawah(unit)


def buka_orang(konteks: Konteks, unit: UnitKerja, periode: PeriodeKinerja, kursor: str) -> Halaman[Pegawai]:
    """People of the unit itself, today, whom `konteks` may see: one page. One query."""
    hak = _hak(konteks)
    nilai = {"unit": unit.pk, "tahun": periode.tahun, "periode": periode.pk, "sampai": periode.masa.upper}
    if kursor:
        return buka(_ORANG.biasa(*hak, **nilai), URUT_ORANG, kursor, ORANG_SEHALAMAN)
    return susun_awal(_ORANG.baca(*hak, **nilai), URUT_ORANG, ORANG_SEHALAMAN)


def buka_menurut(
    konteks: Konteks, unit: UnitKerja, periode: PeriodeKinerja, keadaan: str, kursor: str, *, langsung: bool = False
) -> tuple[Halaman[Pegawai], int]:
    """People in this state in the unit (`langsung`: in it alone) or below whom `konteks` may see, and how many they are. Two queries.

    They are found where the board counts them (kinerja.rekap): where they work today, or, in a quarter that is over, where
    their SKP was handed in.
    """
    hak_orang, hak_skp, hak_nilai = _hak(konteks)
    nilai = kewenangan.saring(_nilai(periode, keadaan), hak_nilai)
    if periode.akhir >= konteks.per:
        rows = kewenangan.saring(_di_unit(unit, langsung=langsung), hak_orang)
        rows = rows.filter(pk__in=nilai.values("pegawai")) if _dari_nilai(keadaan) else _menurut_skp(rows, periode, keadaan)
    else:
        di = _di_skp(unit, langsung=langsung)
        berlaku = SKP.objects.filter(_berlaku(keadaan, periode), tahun=periode.tahun)
        skp = (_belum_dinilai(periode) if keadaan == "belum_dinilai" else berlaku).filter(**di)
        dinilai = nilai.filter(**{f"skp__{k}": v for k, v in di.items()})
        asal: QuerySet[Any] = dinilai if _dari_nilai(keadaan) else kewenangan.saring(skp, hak_skp)
        rows = Pegawai.objects.filter(pk__in=asal.values("pegawai"))
    jumlah = rows.count()
    rows = _beri_keadaan(rows, periode.tahun, periode.pk, periode.masa.upper, hak_skp, hak_nilai)
    return buka(rows, URUT_ORANG, kursor, ORANG_SEHALAMAN), jumlah


def _di_skp(unit: UnitKerja, *, langsung: bool) -> dict[str, Any]:
    """SKP that were handed in in the unit itself (`langsung`), or in it or below: where a quarter that is over counts them."""
    return {"unit": unit} if langsung else {"unit__jalur__startswith": unit.jalur}


def _belum_dinilai(periode: PeriodeKinerja) -> QuerySet[SKP]:
    return list_belum_dinilai(periode, periode.tahun, periode.masa.upper)


def _dari_nilai(keadaan: str) -> bool:
    """Whether the state comes from a judgement, not from the SKP."""
    return keadaan in PREDIKAT or keadaan == "dinilai"


def _nilai(periode: PeriodeKinerja, keadaan: str) -> QuerySet[EvaluasiPeriodik]:
    rows = EvaluasiPeriodik.objects.filter(periode=periode, diganti_at__isnull=True)
    return rows.filter(predikat=keadaan) if keadaan in PREDIKAT else rows


def _hak(konteks: Konteks) -> tuple[Q | None, Q | None, Q | None]:
    """Whose rows may be read: people, SKP, predicates. In one's own right: no substitute reads how others' people do."""
    sendiri = konteks.sendiri
    return tuple(kewenangan.syarat(sendiri, aksi) for aksi in ("pegawai.lihat", "skp.lihat", "evaluasi.lihat"))  # type: ignore[return-value]  # three


def _berlaku(keadaan: str, periode: PeriodeKinerja) -> Q:
    """SKP that were in this state by the end of the quarter."""
    if keadaan == "menunggu":
        return Q(status=StatusSKP.DIAJUKAN, diajukan__lt=periode.masa.upper)
    return Q(status=StatusSKP.DISEPAKATI, disepakati__lt=periode.masa.upper)


def _menurut_skp(rows: QuerySet[Pegawai], periode: PeriodeKinerja, keadaan: str) -> QuerySet[Pegawai]:
    """Those of these people who have no agreed SKP (`belum`), none at all (`tanpa`), or one in that state."""
    skp = SKP.objects.filter(pegawai=OuterRef("pk"), tahun=periode.tahun)
    if keadaan == "belum":
        return rows.filter(~Exists(skp.filter(_berlaku("disepakati", periode))))
    if keadaan == "tanpa":
        return rows.filter(~Exists(skp))
    if keadaan == "belum_dinilai":
        return rows.filter(Exists(_belum_dinilai(periode).filter(pegawai=OuterRef("pk"))))
    if keadaan in STATUS_ORANG:
        return rows.filter(Exists(skp.filter(status=STATUS_ORANG[keadaan])))
    return rows.filter(Exists(skp.filter(_berlaku(keadaan, periode))))


def _beri_keadaan(
    rows: QuerySet[Pegawai], tahun: Any, periode: Any, batas: Any, hak_skp: Q | None, hak_nilai: Q | None
) -> QuerySet[Pegawai]:
    """The state of each one's SKP, since when, and their predicate, or whether one is owed: the day before `batas` ends the
    quarter. `skp_kode` only where the reader may open that SKP."""
    skp = SKP.objects.filter(pegawai=OuterRef("pk"), tahun=tahun)
    sejak = Pemegang.objects.filter(proses=SKP_TAHUNAN.nama, kode=OuterRef("kode")).values("sejak_at")
    nilai = EvaluasiPeriodik.objects.filter(pegawai=OuterRef("pk"), periode=periode, diganti_at__isnull=True)
    nilai = kewenangan.saring(nilai, hak_nilai)
    return rows.select_related("jabatan", "unit", "atasan", "atasan_pejabat").annotate(
        skp_kode=Subquery(kewenangan.saring(skp, hak_skp).values("kode")[:1]),
        skp_status=Subquery(skp.values("status")[:1]),
        skp_disepakati=Subquery(skp.values("disepakati")[:1]),
        skp_sejak=Subquery(skp.annotate(sejak=Subquery(sejak[:1])).values("sejak")[:1]),
        predikat=Subquery(nilai.values("predikat")[:1]),
        evaluasi_kode=Subquery(nilai.values("kode")[:1]),
        belum_dinilai=Exists(list_belum_dinilai(periode, tahun, batas).filter(pegawai=OuterRef("pk"))),
    )


def _bangun_orang(isi: Any, hak: Q | None, hak_skp: Q | None, hak_nilai: Q | None) -> QuerySet[Pegawai]:
    rows = kewenangan.saring(Pegawai.objects.exclude(kedudukan__in=TIDAK_BERTUGAS).filter(unit=isi.unit), hak)
    return _beri_keadaan(rows, isi.tahun, isi.periode, isi("sampai", DateField()), hak_skp, hak_nilai)


_ORANG = Kueri("kinerja.orang_unit", _bangun_orang, urut=URUT_ORANG, batas=ORANG_SEHALAMAN + 1)
