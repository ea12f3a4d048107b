"""What values of law mean for employees: whose day of retirement moves, and bringing it up to date at once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_noop

from akun.kewenangan import Konteks
from aturan.aturan import Nilai
from aturan.dampak import KOLOM, Baris, Berbeda, Dampak, Lanjutan, Orang
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


def list_pensiun_bergeser(lama: Nilai, baru: Nilai, per: date) -> Baris:
    """People in service whose day of retirement is another with the new values, by the posts that they hold today."""
    sebelum, sesudah = ({kode: b.usia for kode, b in daftar_bup(nilai).items()} for nilai in (lama, baru))
    rows = Pegawai.objects.bertugas().filter(jabatan__isnull=False)
    rows = rows.annotate(sebelum=tmt_pensiun(sebelum), sesudah=tmt_pensiun(sesudah))
    return sebagai_baris(rows.filter(Berbeda(F("sebelum"), F("sesudah"))))


def sebagai_baris(rows: QuerySet[Any]) -> Baris:
    """People with `sebelum` and `sesudah`, as an effect hands them out: told apart by title, post and unit."""
    hasil: Baris = rows.annotate(nama_jabatan=F("jabatan__nama"), nama_unit=F("unit__nama")).values(*KOLOM)
    return hasil


def mulai_hitung_ulang(konteks: Konteks, usulan: str) -> str:
    """Queue bringing everybody's present state up to date after a change of law; return the job's code."""
    judul = gettext_noop("Menghitung ulang tanggal pensiun sesudah nilai aturan berubah")
    p = pekerjaan.create_pekerjaan(konteks=konteks, jenis=HITUNG_ULANG, judul=judul, parameter={"usulan": usulan})
    return p.kode


def hitung_ulang(pelari: Pelari) -> dict[str, Any]:
    """Bring everybody's present state up to the values and histories of today. Twice is the same as once."""
    usulan = pelari.pekerjaan.parameter["usulan"]
    with transaction.atomic(), audit.explain(actor=pelari.pekerjaan.peminta, why=f"Nilai aturan berubah ({usulan})"):
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
    list_pensiun_bergeser,
    hitung_ulang=mulai_hitung_ulang,
    lanjutan=get_lanjutan,
    orang=ORANG,
)
