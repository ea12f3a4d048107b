"""What values of law mean for employees: whose day of retirement moves, and bringing it up to date at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.translation import gettext_noop

from akun.kewenangan import Konteks
from aturan.aturan import Nilai
from aturan.dampak import Dampak, Lanjutan, Orang, dua_sisi
from inti import audit
from inti.keputusan import _
from laporan import services as pekerjaan
from laporan.mesin import Pelari
from laporan.models import Pekerjaan, StatusPekerjaan
from pegawai import atasan
from pegawai.models import Pegawai
from pegawai.pensiun import tmt_pensiun
from pegawai.rules.pensiun import PARAMETER, daftar_bup

HITUNG_ULANG = "pegawai.hitung_ulang"
ORANG = Orang("pegawai.lihat", "pegawai:profil")


def pensiun(nilai: Nilai) -> Combinable:
    """Each person's day of retirement with these values, by the post that they hold today."""
    return tmt_pensiun({kode: b.usia for kode, b in daftar_bup(nilai).items()})


def list_bertugas() -> QuerySet[Pegawai]:
    """People in service, as an effect hands them out: told apart by title, post and unit."""
    return Pegawai.objects.bertugas().annotate(nama_jabatan=F("jabatan__nama"), nama_unit=F("unit__nama"))


def list_berjabatan() -> QuerySet[Pegawai]:
    """Those of them who hold a post."""
    return list_bertugas().filter(jabatan__isnull=False)


def mulai_hitung_ulang(konteks: Konteks, usulan: str) -> str:
    """Queue bringing everybody's present state up to date after a change of law; return the job's code."""
    judul = gettext_noop("Menghitung ulang tanggal pensiun sesudah nilai aturan berubah")
    p = pekerjaan.create_pekerjaan(konteks=konteks, jenis=HITUNG_ULANG, judul=judul, parameter={"usulan": usulan})
    return p.kode


def hitung_ulang(pelari: Pelari) -> dict[str, Any]:
    """Bring everybody's present state up to the values and histories of today. Twice is the same as once."""
    with transaction.atomic(), audit.explain(actor=pelari.pekerjaan.peminta, why="Nilai aturan berubah"):
        return {"berubah": atasan.ikuti()}


def get_lanjutan(kode: str) -> Lanjutan | None:
    """How far the job is. One query."""
    p = Pekerjaan.objects.filter(kode=kode).first()
    if p is None:
        return None
    selesai = p.status in (StatusPekerjaan.SELESAI, StatusPekerjaan.KEDALUWARSA)
    return Lanjutan(p.get_status_display(), selesai, reverse("laporan:rinci", args=[p.kode]))


PENSIUN = Dampak(
    "pensiun",
    _("Tanggal pensiun"),
    PARAMETER,
    list_berjabatan,
    dua_sisi(pensiun),
    hitung_ulang=mulai_hitung_ulang,
    lanjutan=get_lanjutan,
    orang=ORANG,
)
