"""Reads of messages: one's own inbox, and how the deliveries stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, Q, QuerySet

from akun.kewenangan import Konteks
from inti import waktu
from inti.angka import LebihDari
from kabar import jenis as daftar_jenis
from kabar.models import Antaran, Langganan, Penerimaan, Pilihan, Setelan, StatusAntaran, SuratContoh

BELUM_DIBACA = """
SELECT count(*) FROM (SELECT FROM kabar_penerimaan WHERE pengguna_id = %s AND dibaca_at IS NULL LIMIT %s) belum
"""
HITUNG_MAKS = 99  # nobody counts further: page and bell say '99+'
LAMA_MENUNGGU = timedelta(minutes=15)  # longer due than that: something is wrong


def list_kotak(konteks: Konteks, *, kelompok: str = "", belum: bool = False) -> QuerySet[Penerimaan]:
    """One's own inbox; lists go by ('-pk',). `kelompok` is the heading of the kinds, as it reads now."""
    rows = Penerimaan.objects.filter(pengguna=konteks.pengguna.pk).select_related("kabar")
    if kelompok:
        rows = rows.filter(kabar__jenis__in=[j.nama for j in daftar_jenis.list_jenis() if str(j.kelompok) == kelompok])
    return rows.filter(dibaca_at=None) if belum else rows


def cari_dikabari(konteks: Konteks, halaman: str, argumen: Mapping[str, Any], subjek: tuple[str, str] | None = None) -> str:
    """The kind of subject of which `konteks` was once told, by a message that leads to this very page (URL name and arguments)
    or is about `subjek`; '' where there was none. At most one query."""
    syarat = [Q(kabar__subjek_jenis=subjek[0], kabar__subjek_kode=subjek[1])] if subjek else []
    for j in daftar_jenis.list_jenis():
        kode = str(argumen.get(j.argumen_kode, ""))
        if j.tujuan == halaman and j.argumen and kode:
            sama = Q(kabar__subjek_kode=kode) | (Q(kabar__subjek_kode__startswith=f"{kode}/") if j.jangkar else Q())
            tentang = Q(kabar__subjek_jenis=str(argumen.get(j.argumen_jenis, ""))) if j.argumen_jenis else Q()
            syarat.append(Q(kabar__jenis=j.nama) & tentang & sama)
    if not syarat:
        return ""
    rows = Penerimaan.objects.filter(reduce(or_, syarat), pengguna=konteks.pengguna.pk)
    return rows.order_by("-pk").values_list("kabar__subjek_jenis", flat=True).first() or ""


def count_belum_dibaca(konteks: Konteks) -> int | LebihDari | None:
    """How many messages wait unread, LebihDari above HITUNG_MAKS; None for nobody and none. One query by index."""
    if not konteks.masuk:
        return None
    # Written by hand: every page asks this, and building it by the ORM cost a page more than the answer.
    with connection.cursor() as kursor:
        kursor.execute(BELUM_DIBACA, [konteks.pengguna.pk, HITUNG_MAKS + 1])
        (jumlah,) = kursor.fetchone()
    return LebihDari(HITUNG_MAKS) if jumlah > HITUNG_MAKS else jumlah or None


def get_setelan(konteks: Konteks) -> Setelan:
    """One's own settings; unsaved defaults where nothing was chosen. One query."""
    return Setelan.objects.filter(pengguna=konteks.pengguna.pk).first() or Setelan(pengguna=konteks.pengguna)


def get_pilihan(konteks: Konteks) -> dict[tuple[str, str], bool]:
    """One's own switches that differ from the default, by kind and channel. One query."""
    milik = Pilihan.objects.filter(pengguna=konteks.pengguna.pk)
    return {(p.jenis, p.saluran): p.nyala for p in milik}


def get_terbaru(konteks: Konteks) -> int:
    """The newest row of one's inbox, 0 for an empty one. One query."""
    milik = Penerimaan.objects.filter(pengguna=konteks.pengguna.pk)
    return milik.order_by("-pk").values_list("pk", flat=True).first() or 0


def count_perangkat(konteks: Konteks) -> int:
    """How many devices we push to. One query."""
    return Langganan.objects.filter(pengguna=konteks.pengguna.pk).count()


def is_ada_giliran() -> bool:
    """Whether a delivery is due. One query by index."""
    return Antaran.objects.filter(status=StatusAntaran.MENUNGGU, coba_at__lte=waktu.now()).exists()


def hitung_antaran() -> dict[str, Any]:
    """How the deliveries stand: due and not gone, given up, and for how many seconds the oldest has been due. One query."""
    kini = waktu.now()
    terbuka = Antaran.objects.filter(status__in=(StatusAntaran.MENUNGGU, StatusAntaran.DIKIRIM, StatusAntaran.MATI))
    lewat = Q(status=StatusAntaran.MENUNGGU, dibuat_at__lte=kini) & (Q(coba_at__lte=kini) | Q(percobaan__gt=0))
    angka = terbuka.aggregate(
        menunggu=Count("pk", filter=lewat),
        mati=Count("pk", filter=Q(status=StatusAntaran.MATI)),
        tertua=Min("dibuat_at", filter=lewat),
    )
    tertua = angka["tertua"]
    detik = int((kini - tertua).total_seconds()) if tertua else 0
    return {"menunggu": angka["menunggu"], "mati": angka["mati"], "tertua_detik": max(0, detik)}


def is_ada_contoh() -> bool:
    """Whether this is the demonstration city on a machine of one's own, where mails are kept to be read."""
    return bool(settings.LOKAL and settings.DEMO and settings.PENGANTAR_SURAT.endswith("BukuContoh"))


def list_contoh() -> QuerySet[SuratContoh]:
    """The demonstration's mails; lists go by ('-pk',)."""
    return SuratContoh.objects.all()
