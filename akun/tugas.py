"""Roles that wait for a second officer, for the home page and the page of what waits."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from akun.models import PenugasanPeran
from inti.tugas import Tugas
from inti.tulisan import tanggal

TAMPIL = 5


def list_menunggu() -> QuerySet[PenugasanPeran]:
    """Roles that wait, the oldest first."""
    return PenugasanPeran.objects.filter(menunggu=True).select_related("pengguna", "unit", "diberikan_oleh").order_by("pk")


def list_baru(per: date) -> QuerySet[PenugasanPeran]:
    """Roles that count from the day `per` or later: those that can still be cancelled, the newest first."""
    rows = PenugasanPeran.objects.filter(menunggu=False, masa__startswith__gte=per)
    return rows.select_related("pengguna", "unit", "diberikan_oleh").order_by("-pk")


def tugas_peran(konteks: Konteks) -> list[Tugas]:
    """Those that `konteks` may confirm. One query, none for whoever confirms nothing."""
    if not kewenangan.boleh(konteks, "akun.kelola"):
        return []
    rows = list_menunggu().exclude(diberikan_oleh=konteks.pengguna.pk).exclude(pengguna=konteks.pengguna.pk)
    alamat = reverse("akun:peran-menunggu")
    return [
        Tugas(
            _("Sahkan peran: %(peran)s untuk %(siapa)s") % {"peran": p.nama_peran, "siapa": p.pengguna.nama},
            f"{alamat}#peran-{p.pk}",
            _("Diberikan %(oleh)s pada %(hari)s.") % {"oleh": p.diberikan_oleh.nama, "hari": tanggal(p.diberikan_at)}
            if p.diberikan_oleh
            else "",
            None,
            _("Menunggu Anda"),
        )
        for p in rows[:TAMPIL]
    ]
