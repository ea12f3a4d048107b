"""What became of every role: given, confirmed, ended, refused, taken back, cancelled; from the history that the database keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from akun.models import PenugasanPeran
from inti import halaman, waktu
from inti.audit import baca_alasan, baca_pelaku
from inti.halaman import Halaman
from inti.masa import sebut

UKURAN = 30


@dataclass(frozen=True)
class Peristiwa:
    """One thing that happened to a role."""

    apa: str
    saat: datetime
    tugas: Any  # the row as it was then, a PenugasanPeranEvent
    peran: str
    masa: str
    oleh: str
    alasan: str


def buka_riwayat(kursor: str) -> Halaman[Peristiwa]:
    """A page of what happened, the newest first. Two queries."""
    lembar = halaman.buka(_list_peristiwa(), ("-pgh_id",), kursor, UKURAN)
    return Halaman([_baca(p) for p in lembar.baris], lembar.sebelum, lembar.sesudah)


def pernah_ada(nomor: int) -> bool:
    """Whether there was such a role; a role that is gone is still in the history. One query."""
    return _peristiwa().filter(pgh_obj=nomor).exists()


def list_dibatalkan(peran: str, sejak: datetime) -> QuerySet[Any]:
    """Roles of this kind that counted on the day on which they were cancelled, since `sejak`: the row is gone, who held it is known."""
    hari = TruncDate("pgh_created_at", tzinfo=waktu.zona())
    rows: QuerySet[Any] = _peristiwa().filter(
        pgh_label="delete", peran=peran, menunggu=False, pgh_created_at__gt=sejak, masa__contains=hari
    )
    return rows


def list_pernah_sah(peran: Iterable[str]) -> QuerySet[Any]:
    """What the history knows of roles of these kinds that counted, or were to: also of those that were cancelled since."""
    rows: QuerySet[Any] = _peristiwa().filter(peran__in=peran, menunggu=False)
    return rows


def _peristiwa() -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model("akun", "PenugasanPeranEvent")._default_manager.all()
    return rows


def _list_peristiwa() -> QuerySet[Any]:
    """Each with how the role was before, NULL for a new one."""
    dulu = _peristiwa().filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id")
    rows = _peristiwa().select_related("pengguna", "unit", "pgh_context")
    hasil: QuerySet[Any] = rows.annotate(semula=Subquery(dulu.values("menunggu")[:1]))
    return hasil


def _baca(p: Any) -> Peristiwa:
    isi = (p.pgh_context.metadata if p.pgh_context else None) or {}
    peran = dict(PenugasanPeran._meta.get_field("peran").flatchoices).get(p.peran, p.peran)
    return Peristiwa(
        apa=_apa(p, isi.get("pengguna")),
        saat=p.pgh_created_at,
        tugas=p,
        peran=str(peran),
        masa=sebut(p.masa),
        oleh=baca_pelaku(isi),
        alasan=baca_alasan(isi),
    )


def _apa(p: Any, pelaku: int | None) -> str:
    if p.pgh_label == "delete":
        if not p.menunggu:
            return _("Dibatalkan")
        return _("Ditarik kembali oleh pemberinya") if pelaku == p.diberikan_oleh_id else _("Ditolak")
    if p.semula is None:
        return _("Diberikan, menunggu pengesahan") if p.menunggu else _("Diberikan")
    if p.semula and not p.menunggu:
        return _("Disahkan")
    return _("Diubah")
