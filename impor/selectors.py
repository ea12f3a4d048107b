"""Reads of imports and their rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import BigIntegerField, Count, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from akun import kewenangan
from akun.kewenangan import Konteks
from akun.konteks import build
from alur.models import Jejak, Pemegang
from alur.pemegang import list_calon, list_dikecualikan
from impor import koreksi
from impor.models import DILEWATI, DISEBUT_LAIN, DITULIS, BarisImpor, Impor, PutusanBaris
from laporan.models import Pekerjaan
from organisasi.models import Jabatan, UnitKerja
from pegawai.models import BERLAKU, Pegawai, RiwayatJabatan

PEMIMPIN_KOSONG_MAKS = 50
PINDAH = {"jabatan", "unit", "kedudukan", "penugasan"}  # what takes somebody to another post, or from it
LEWAT = Q(ikut=False, putusan__in=DITULIS)


def list_impor() -> QuerySet[Impor]:
    """All batches, with who uploaded them. No order."""
    return Impor.objects.select_related("pembuat").defer("kolom")


def get_pekerjaan(impor: Impor) -> Pekerjaan | None:
    """The latest job about the batch. One query."""
    return Pekerjaan.objects.filter(kode=impor.pekerjaan_kode).first() if impor.pekerjaan_kode else None


def is_penyiap_pergi(impor: Impor, per: date) -> bool:
    """Whether whoever sent the list last may not prepare one on that day. Two queries."""
    kirim = Jejak.objects.filter(proses="impor", kode=impor.kode, aksi="ajukan").select_related("oleh").order_by("-pk").first()
    return kirim is not None and kirim.oleh is not None and not kewenangan.boleh(build(kirim.oleh, per), "pegawai.impor")


def list_baris_impor(impor: Impor, putusan: str) -> QuerySet[BarisImpor]:
    """Rows of which one thing becomes (impor.models.nasib). No order.

    'peringatan': accepted rows with something to look at; 'koreksi': those that change what the person put right.
    """
    rows = BarisImpor.objects.filter(impor=impor).select_related("dilewati_oleh")
    if putusan == DILEWATI:
        return rows.filter(LEWAT)
    if putusan == "peringatan":
        return rows.exclude(LEWAT).exclude(putusan=PutusanBaris.DITOLAK).exclude(peringatan=[])
    if putusan == koreksi.TANDA:
        return rows.exclude(LEWAT).filter(putusan=PutusanBaris.BERUBAH, peringatan__contains=[{koreksi.TANDA: True}])
    return rows.exclude(LEWAT).filter(putusan=putusan)


def count_tim(baris: Iterable[BarisImpor]) -> dict[int, int]:
    """How many people are led today by those whom one of these rows, not stored yet, takes to another post or unit. One query,
    none where none of them moves."""
    pindah = {
        b.pegawai_id for b in baris if b.pegawai_id and b.ikut and b.putusan == PutusanBaris.BERUBAH and PINDAH & set(b.beda)
    }
    if not pindah:
        return {}
    rows = Pegawai.objects.filter(atasan__in=pindah).order_by()
    return dict(rows.values_list("atasan").annotate(n=Count("pk")))


def is_dibuang(impor: Impor) -> bool:
    """Whether its rows are gone with age, so that nobody can tell any more whom it named. One query."""
    return impor.jumlah_baris > 0 and not BarisImpor.objects.filter(impor=impor).exists()


def count_ikut(impor: Impor) -> int:
    """How many rows would be written: new or changed, and not left out by hand."""
    return BarisImpor.objects.filter(impor=impor, putusan__in=DITULIS).exclude(LEWAT).count()


def ada_pemutus(pemegang: Pemegang, per: date) -> bool:
    """Whether somebody holds the batch who took no part in preparing it. Two queries."""
    bukan = list_dikecualikan([pemegang])[pemegang.proses, pemegang.kode]
    return any(p.pengguna_id not in bukan for p in list_calon(pemegang, per))


def list_tidak_ada(konteks: Konteks, impor: Impor) -> QuerySet[Pegawai]:
    """People in service whom no row of the list names, refused or not. No order."""
    baris = BarisImpor.objects.filter(impor=impor)
    disebut = baris.filter(pegawai_id__isnull=False).values("pegawai_id")
    lain = baris.filter(bersih__has_key=DISEBUT_LAIN).values(pk_lain=Cast(KT(f"bersih__{DISEBUT_LAIN}"), BigIntegerField()))
    rows = Pegawai.objects.bertugas().exclude(pk__in=disebut).exclude(pk__in=lain).select_related("unit", "jabatan")
    return kewenangan.scope(konteks, "pegawai.lihat", rows)


def list_kode(ids: Iterable[int]) -> list[str]:
    """Public codes of these people."""
    ids = list(ids)
    return list(Pegawai.objects.filter(pk__in=ids).values_list("kode", flat=True)) if ids else []


def list_usul_pemimpin_tampil(rows: QuerySet[Jabatan]) -> QuerySet[Jabatan]:
    """Proposed posts with their unit. No order."""
    return rows.select_related("unit", "unit__induk")


def pemegang(jabatan: Iterable[Jabatan]) -> dict[int, str]:
    """Who holds these posts, by post; several names of one post are joined. One query."""
    hasil: dict[int, str] = {}
    rows = RiwayatJabatan.objects.filter(BERLAKU, jabatan__in=list(jabatan), masa__upper_inf=True).order_by("pegawai__nama_urut")
    for jabatan_id, nama in rows.values_list("jabatan_id", "pegawai__nama"):
        hasil[jabatan_id] = f"{hasil[jabatan_id]}, {nama}" if jabatan_id in hasil else nama
    return hasil


def list_unit_tanpa_pemimpin() -> list[UnitKerja]:
    """Units in which no post leads and none is proposed: a task, not an error. At most fifty."""
    memimpin = Jabatan.objects.filter(Q(memimpin=True) | Q(usul_memimpin=True)).values("unit_id")
    return list(UnitKerja.objects.filter(aktif=True).exclude(pk__in=memimpin).order_by("jalur")[:PEMIMPIN_KOSONG_MAKS])
