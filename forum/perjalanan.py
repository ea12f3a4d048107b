"""An input's way as one list of points in time: what pages draw, for the sender, for an office, for strangers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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

    Strangers see what untuk_umum leaves and official answers; reasons and the sender's words are for the sender and the staff.
    """
    dalam = pengirim or petugas
    jawaban = {j.dijawab_at: j for j in aspirasi.jawaban.all()}
    balasan = {t.pada_at: t for t in aspirasi.tanggapan_pengirim.all()}
    jejak = list_jejak(ASPIRASI, aspirasi.kode)
    tenggat = tenggat_kota(aspirasi)
    return Perjalanan(
        titik=[_titik(t, jawaban, balasan, dalam=dalam) for t in (jejak if dalam else untuk_umum(jejak))],
        nanti=str(kata.STATUS[aspirasi.status].nanti),
        tenggat=tenggat,
        lewat=max(0, (per - tenggat).days) if tenggat else 0,
    )


def untuk_umum(jejak: Iterable[alur.Titik]) -> list[alur.Titik]:
    """The lines that strangers read: steps of LANGKAH_UMUM.

    SECURITY: what happened while it was marked as being about a person, the offices to which it went then among it,
    stays inside, also after the mark was taken off.
    """
    jejak = list(jejak)
    tanda = [t.jejak.aksi for t in jejak if t.jejak.aksi in ("tandai", "lepas_tanda")]
    tertutup, kantor, hasil = tanda[:1] == ["lepas_tanda"], "", []  # taken off first: the sender had marked it
    for t in jejak:
        aksi = t.jejak.aksi
        if aksi in ("tandai", "lepas_tanda"):
            tertutup = aksi == "tandai"
        elif aksi == "kirim" or aksi in LANGKAH_UMUM and not tertutup:
            hasil.append(_tanpa_asal(t) if aksi == "teruskan_ulang" and t.jejak.data.get("dari_unit") != kantor else t)
            kantor = t.jejak.data.get("ke_unit", kantor)
    return hasil


def _tanpa_asal(t: alur.Titik) -> alur.Titik:
    """A routing without the office from which it came, which strangers have not read of."""
    return replace(t, judul=str(ASPIRASI.get_langkah("teruskan").sudah) % t.jejak.data)


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
