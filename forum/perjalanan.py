"""An input's way as one list of points in time: what pages draw, for the sender, for an office, for strangers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from alur import selectors as alur
from alur.selectors import list_jejak
from forum import kata
from forum.models import Aspirasi, JawabanResmi, TanggapanPengirim
from forum.proses import ASPIRASI, LANGKAH_UMUM


@dataclass(frozen=True)
class Titik:
    """One point: when and what; with its answer or the words that belong to it."""

    pada: datetime
    judul: str
    kata: str = ""
    jawaban: JawabanResmi | None = None


@dataclass(frozen=True)
class Perjalanan:
    """The points in order, and what comes next with its deadline."""

    titik: list[Titik]
    nanti: str
    tenggat: date | None
    lewat: int

    @property
    def terakhir(self) -> Titik | None:
        """The newest point."""
        return self.titik[-1] if self.titik else None


def susun(aspirasi: Aspirasi, per: date, *, pengirim: bool = False, petugas: bool = False) -> Perjalanan:
    """Build the way of an input loaded by with_perjalanan from the one trail of all processes. One query.

    Strangers see the steps of LANGKAH_UMUM and official answers; reasons and the sender's words are for the sender and the staff.
    """
    dalam = pengirim or petugas
    jawaban = {j.dijawab_at: j for j in aspirasi.jawaban.all()}
    balasan = {t.pada_at: t for t in aspirasi.tanggapan_pengirim.all()}
    jejak = [t for t in list_jejak(ASPIRASI, aspirasi.kode) if dalam or t.jejak.aksi in LANGKAH_UMUM]
    tenggat = tenggat_kota(aspirasi)
    return Perjalanan(
        titik=[_titik(t, jawaban, balasan, dalam=dalam) for t in jejak],
        nanti=str(kata.STATUS[aspirasi.status].nanti),
        tenggat=tenggat,
        lewat=max(0, (per - tenggat).days) if tenggat else 0,
    )


def tenggat_kota(aspirasi: Aspirasi) -> date | None:
    """The last day of what the city still owes, as its holder has it (with_tenggat); None while it waits for the sender."""
    tenggat: date | None = aspirasi.tenggat_kini  # type: ignore[attr-defined]  # by with_tenggat
    return tenggat


def _titik(
    t: alur.Titik, jawaban: Mapping[datetime, JawabanResmi], balasan: Mapping[datetime, TanggapanPengirim], *, dalam: bool
) -> Titik:
    pada = t.jejak.pada_at
    kata_pengirim = balasan[pada].isi if pada in balasan else ""
    return Titik(
        pada=pada,
        judul=t.judul,
        kata=(kata_pengirim or t.jejak.alasan) if dalam else "",
        jawaban=jawaban.get(pada) if t.jejak.aksi == "jawab" else None,
    )
