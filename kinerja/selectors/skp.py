"""Reads of SKP: one's own, one that a superior reviews, and the quarter that runs."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet

from akun import kewenangan
from akun.kewenangan import Konteks
from inti.kueri import Kueri
from kinerja.models import SKP, CatatanDialog, IndikatorKinerja, PeriodeKinerja, RencanaHasilKerja


def find_periode(per: date) -> PeriodeKinerja | None:
    """The quarter of a day; None in a year that was not opened. One query."""
    return PeriodeKinerja.objects.filter(masa__contains=per).first()


def find_periode_terakhir(per: date) -> PeriodeKinerja | None:
    """The newest quarter that had begun by the day `per`. One query."""
    return PeriodeKinerja.objects.filter(masa__startswith__lte=per).order_by("-tahun", "-triwulan").first()


_PERIODE = Kueri("kinerja.periode", lambda isi: PeriodeKinerja.objects.filter(tahun=isi.tahun).order_by("triwulan"))


def list_periode(tahun: int) -> list[PeriodeKinerja]:
    """The quarters of a year, in order. One query."""
    return _PERIODE.baca(tahun=tahun)


def list_skp(konteks: Konteks) -> QuerySet[SKP]:
    """SKP that `konteks` may see, with what a list shows of each. No order."""
    rows = SKP.objects.select_related("unit", "jabatan", "pegawai", "penilai", "penilai_pejabat")
    return kewenangan.scope(konteks, "skp.lihat", rows)


def list_skp_lengkap(konteks: Konteks) -> QuerySet[SKP]:
    """SKP with lines, indicators and the talk about them: three queries more, whatever the number of lines."""
    rencana = RencanaHasilKerja.objects.select_related("intervensi__skp__pegawai", "sasaran__unit").order_by("-jenis", "pk")
    return (
        list_skp(konteks)
        .select_related("pegawai__atasan", "pegawai__atasan_pejabat")
        .prefetch_related(
            Prefetch("rencana", rencana),
            Prefetch("rencana__indikator", IndikatorKinerja.objects.order_by("pk")),
            Prefetch("rencana__dialog", CatatanDialog.objects.order_by("pk")),
        )
    )


def get_skp_saya(konteks: Konteks, tahun: int) -> SKP | None:
    """One's own SKP of a year with its lines; None while there is none."""
    return list_skp_lengkap(konteks).filter(pegawai_id=konteks.pegawai_id or 0, tahun=tahun).first()
