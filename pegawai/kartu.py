"""Cards of the home page about employees' records."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, DateTimeField

from akun import kewenangan
from akun.kewenangan import Konteks
from akun.models import CatatanAkses
from inti import waktu
from inti.kueri import Kueri
from pegawai import selectors, susunan
from pegawai.models import RiwayatStatus

SESUDAH_TITIPAN = timedelta(days=14)
# A person by their account, a machine by its client: one column tells both apart.
_PEMBACA = Kueri(
    "pegawai.pembaca",
    lambda isi: (
        CatatanAkses.objects.filter(subjek_kode=isi.kode, dibaca_at__gte=isi("sejak", DateTimeField()))
        .order_by()
        .values("subjek_kode")
        .annotate(pembaca=Count("pembaca", distinct=True) + Count("klien", distinct=True))
    ),
)


def isi_atasan_kosong(konteks: Konteks) -> dict[str, Any] | None:
    """For the personnel office: how many people have no superior because a leading post is vacant. One query."""
    if not kewenangan.boleh(konteks, "organisasi.kelola"):
        return None
    jumlah, lebih = selectors.hitung(selectors.list_penerima_atasan())
    return {"jumlah": jumlah, "lebih": lebih} if jumlah else None


def isi_akses(konteks: Konteks) -> dict[str, Any] | None:
    """For each person: how many people opened their data in the last 30 days. One query."""
    if not konteks.pegawai_kode:
        return None
    baris = _PEMBACA.satu(kode=konteks.pegawai_kode, sejak=waktu.now() - timedelta(days=30))
    return {"pembaca": baris["pembaca"] if baris else 0, "kode": konteks.pegawai_kode}


def isi_titipan(konteks: Konteks) -> dict[str, Any] | None:
    """For whoever handed routine decisions over: who stands in until when, and what they decided meanwhile.

    While it lasts and for two weeks after, so that whoever comes back reads it. One query, more where there is such a mandate.
    """
    if not (konteks.masuk and kewenangan.boleh(konteks, "skp.sepakati")):
        return None
    titipan = susunan.list_titipan_saya(konteks, SESUDAH_TITIPAN)
    if not titipan:
        return None
    kini = titipan[0]
    jalan = kini.dicabut_at is None and kini.akhir >= konteks.per
    return {"delegasi": kini, "jalan": jalan, "putusan": susunan.list_putusan_wakil(titipan)}


def isi_purnatugas(konteks: Konteks) -> dict[str, Any] | None:
    """For somebody who has retired or left: since when, and where their records are. One query."""
    if not kewenangan.boleh(konteks, "pegawai.purnatugas"):
        return None
    status = RiwayatStatus.objects.per(konteks.per).filter(pegawai=konteks.pegawai_id).first()
    kata = str(status.get_kedudukan_display()).lower() if status else ""
    return {"kode": konteks.pegawai_kode, "kedudukan": kata, "sejak": status.masa.lower if status else None}
