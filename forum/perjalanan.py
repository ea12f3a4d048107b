"""An input's way as one list of points in time: what pages draw, for the sender, for an office, for strangers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from akun.peran import Peran
from forum import kata
from forum.models import Aspirasi, JawabanResmi, KejadianAspirasi, Status, TanggapanPengirim


@dataclass(frozen=True)
class Titik:
    """One point: when, what, in which unit; with its answer or the words that belong to it."""

    pada: datetime
    judul: str
    unit: str = ""
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


_JUDUL: dict[str, Any] = {
    Status.TERKIRIM: lambda k: _("Diterima"),
    Status.DIVERIFIKASI: lambda k: _judul_periksa(k),
    Status.DITERUSKAN: lambda k: _("Diteruskan ke %(unit)s") % {"unit": k.unit} if k.unit else _("Diteruskan"),
    Status.DIPROSES: lambda k: _("Dikerjakan"),
    Status.DITANGGAPI: lambda k: _("Dijawab"),
    Status.SELESAI: lambda k: _("Pengirim: sudah beres") if k.sebagai == "pengirim" else _("Ditutup, pengirim tidak keberatan"),
    Status.DIBUKA_KEMBALI: lambda k: _("Pengirim: belum beres, dibuka kembali"),
    Status.BUKAN_WEWENANG: lambda k: _("Bukan wewenang kota"),
    Status.DIARSIPKAN: lambda k: _("Diarsipkan"),
}


def _judul_periksa(k: KejadianAspirasi) -> str:
    if k.dari in ("", Status.TERKIRIM, Status.DIVERIFIKASI):
        return _("Diperiksa petugas")
    ditarik = k.sebagai == Peran.MODERATOR
    return _("Ditarik pengawas untuk diperiksa") if ditarik else _("Dikembalikan dinas untuk dicarikan tempat yang tepat")


def susun(aspirasi: Aspirasi, per: date, *, pengirim: bool = False, petugas: bool = False) -> Perjalanan:
    """Build the way of an input loaded by with_perjalanan. Costs no query.

    Strangers see steps and official answers; reasons and the sender's words are for the sender and the staff.
    """
    dalam = pengirim or petugas
    jawaban = {j.dijawab_at: j for j in aspirasi.jawaban.all()}
    balasan = {t.pada_at: t for t in aspirasi.tanggapan_pengirim.all()}
    titik = [
        _titik(k, jawaban.get(k.pada_at) if k.ke == Status.DITANGGAPI else None, balasan.get(k.pada_at), dalam=dalam)
        for k in aspirasi.kejadian.all()
        # An edit is a matter between the moderators and the sender.
        if dalam or k.dari != k.ke or k.ke == Status.DITANGGAPI
    ]
    return Perjalanan(
        titik=titik,
        nanti=str(kata.STATUS[aspirasi.status].nanti),
        tenggat=aspirasi.tenggat_kini,
        lewat=max(0, (per - aspirasi.tenggat_kini).days) if aspirasi.tenggat_kini else 0,
    )


def _titik(k: KejadianAspirasi, jawaban: JawabanResmi | None, balasan: TanggapanPengirim | None, *, dalam: bool) -> Titik:
    isi = (balasan.isi if balasan else "") or k.alasan
    judul = _("Disunting pengawas") if k.dari == k.ke and k.ke != Status.DITANGGAPI else _JUDUL[k.ke](k)
    return Titik(pada=k.pada_at, judul=judul, unit=k.unit.nama if k.unit else "", kata=isi if dalam else "", jawaban=jawaban)
