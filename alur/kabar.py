"""Who is told about a case: its holder when it arrives, before its last day, and once after it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from alur import kait, proses, selectors
from alur.models import JenisPemegang, Pemegang
from aturan import parameter
from inti.hari_kerja import baca_kalender
from kabar import jenis
from kabar.jenis import JenisKabar, Nilai
from kabar.penerima import Akun, Penerima
from kabar.services import kirim

KELOMPOK = _("Menunggu saya")
INGAT_LEWAT = timedelta(days=4)  # a long weekend without the clock loses no reminder

jenis.register(
    JenisKabar(
        nama="alur.segera",
        judul=_("Tenggat perkara yang saya pegang sudah dekat"),
        subjek=_("Ada tenggat yang sudah dekat"),
        kata=_("%(judul)s menunggu Anda, paling lambat %(tenggat)s."),
        tujuan="alur:menunggu",
        argumen=False,
        kelompok=KELOMPOK,
    ),
    JenisKabar(
        nama="alur.lewat",
        judul=_("Perkara yang saya pegang lewat tenggat"),
        subjek=_("Ada yang lewat tenggat"),
        kata=_("%(judul)s menunggu Anda; tenggatnya %(tenggat)s."),
        rincian=_("Bila Anda sedang tidak di tempat, titipkan tugas kepada wakil supaya orangnya tidak menunggu."),
        tujuan="alur:menunggu",
        argumen=False,
        kelompok=KELOMPOK,
        wajib=True,
    ),
)


def list_penerima(baris: Pemegang, per: date) -> list[Penerima]:
    """The accounts behind whoever holds a case on a day: owner, superior and substitute, or the officers of the pool."""
    if baris.jenis == JenisPemegang.KOLAM:
        return [Akun(p.pengguna_id) for p in selectors.list_anggota(baris, per)]
    if baris.jenis == JenisPemegang.ATASAN:
        pimpinan = kait.susunan().list_atasan([baris.orang_kode], per).get(baris.orang_kode)
        orang = [pimpinan.orang, *([pimpinan.wakil.orang] if pimpinan.wakil else [])] if pimpinan else []
    else:
        pemilik = kait.susunan().list_orang([baris.orang_kode]).get(baris.orang_kode)
        orang = [pemilik] if pemilik else []
    return [Akun(o.akun_id) for o in orang if o.akun_id]


def remind(per: date) -> int:
    """Tell holders whose last day is the next working day, and those whose last day has passed. Returns how many cases.

    Each is told once a last day, however often this runs.
    """
    kalender = baca_kalender(parameter.ambil(["hari_libur"], per)["hari_libur"].nilai)
    rows = Pemegang.objects.select_related("unit", "kecuali").exclude(jenis=JenisPemegang.LUAR)
    segera = rows.filter(tenggat=kalender.tambah(per, 1))
    lewat = rows.filter(tenggat__lt=per, tenggat__gte=per - INGAT_LEWAT)
    return _ingatkan("alur.segera", segera, per) + _ingatkan("alur.lewat", lewat, per)


def _ingatkan(nama: str, rows: Iterable[Pemegang], per: date) -> int:
    butir = selectors.with_ringkas(rows, per)
    for b in butir:
        tenggat = b.pemegang.tenggat
        assert tenggat is not None  # the rows were chosen by it
        subjek = (b.pemegang.proses, b.pemegang.kode)
        isi: dict[str, Nilai] = {"judul": b.ringkas.judul, "tenggat": tenggat}
        kirim(nama, kepada=list_penerima(b.pemegang, per), subjek=subjek, kunci=tenggat.isoformat(), isi=isi)
    return len(butir)


def tell_pemegang(
    nama: str, proses_: proses.Proses, kode: str, per: date, *, kunci: object, isi: dict[str, str | int | date]
) -> None:
    """Tell whoever holds a case now that something arrived. Nobody is told where nobody holds it."""
    baris = Pemegang.objects.select_related("unit", "kecuali").filter(proses=proses_.nama, kode=kode).first()
    if baris is not None:
        kirim(nama, kepada=list_penerima(baris, per), subjek=(proses_.nama, kode), kunci=kunci, isi=isi)
