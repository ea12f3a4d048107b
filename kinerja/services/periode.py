"""Opening and closing quarters, and the targets of the organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from inti import audit, waktu
from inti.errors import UseCaseError
from inti.kendala import terucap
from kinerja.models import PeriodeKinerja, SasaranUnit
from organisasi.models import UnitKerja


class SasaranTidakSejalanError(UseCaseError):
    """The target above does not belong to a unit above."""


class BukanPengelolaSasaranError(PermissionDenied):
    """The targets of this unit are somebody else's to write; the message says whose."""


@dataclass(frozen=True)
class IsianSasaran:
    """What somebody wrote about a target; `induk` is the target of the unit above that it serves."""

    uraian: str
    indikator: str
    target: Decimal
    satuan: str
    dasar: str
    induk: SasaranUnit | None = None


@transaction.atomic
def open_tahun(*, konteks: Konteks, tahun: int) -> int:
    """Make the four quarters of `tahun`; returns how many were new. Twice is the same as once."""
    kewenangan.require(konteks, "kinerja.kelola_periode")
    baru = 0
    with audit.explain(actor=_pelaku(konteks), why=f"membuka periode kinerja {tahun}"):
        for tw in (1, 2, 3, 4):
            akhir = date(tahun + (tw == 4), 3 * tw % 12 + 1, 1)
            _baris, dibuat = PeriodeKinerja.objects.get_or_create(
                tahun=tahun,
                triwulan=tw,
                defaults={"kode": f"{tahun}-tw{tw}", "masa": DateRange(date(tahun, 3 * tw - 2, 1), akhir)},
            )
            baru += dibuat
    return baru


def jaga_periode(tahun: int) -> list[PeriodeKinerja]:
    """The quarters of `tahun` as they stand, in order; they stay so until the transaction ends. One query.

    Whoever writes into a quarter asks here whether it is open: closing one waits for its writers, and they for the closing.
    """
    sql = f"SELECT * FROM {PeriodeKinerja._meta.db_table} WHERE tahun = %s ORDER BY triwulan FOR KEY SHARE"  # noqa: S608  # a name of ours
    return list(PeriodeKinerja.objects.raw(sql, [tahun]))


@transaction.atomic
def end_periode(*, konteks: Konteks, periode: PeriodeKinerja) -> PeriodeKinerja:
    """Close a quarter: nothing in it changes any more, except through an objection."""
    kewenangan.require(konteks, "kinerja.kelola_periode")
    kini = PeriodeKinerja.objects.select_for_update().get(pk=periode.pk)
    if kini.terkunci_at is None:
        kini.terkunci_at = waktu.now()
        with audit.explain(actor=_pelaku(konteks), why=f"menutup triwulan {kini.triwulan} tahun {kini.tahun}"):
            kini.save(update_fields=["terkunci_at"])
    return kini


@transaction.atomic
def save_sasaran(
    *, konteks: Konteks, unit: UnitKerja, tahun: int, isian: IsianSasaran, sasaran: SasaranUnit | None = None
) -> SasaranUnit:
    """Write a target of `unit`, a new one unless `sasaran` is given. The same again is the one that stands.

    Raises PermissionDenied, SasaranTidakSejalanError, ValidationError (the same wording twice).
    """
    kewenangan.require(konteks, "kinerja.kelola_sasaran", unit)
    if isian.induk and not (isian.induk.tahun == tahun and unit.jalur.startswith(isian.induk.unit.jalur)):
        raise SasaranTidakSejalanError(
            _("Sasaran di atasnya bukan milik unit di atas unit ini pada tahun yang sama."),
            fix=_("Pilih sasaran dari unit induk."),
            field="induk",
        )
    ada = SasaranUnit.objects.filter(unit=unit, tahun=tahun, **vars(isian)).first()
    if ada and (sasaran is None or sasaran.pk == ada.pk):
        return ada
    baris = sasaran or SasaranUnit(unit=unit, tahun=tahun)
    for nama in ("uraian", "indikator", "target", "satuan", "dasar", "induk"):
        setattr(baris, nama, getattr(isian, nama))
    with audit.explain(actor=_pelaku(konteks), why=f"sasaran {tahun}"), terucap(SasaranUnit):
        baris.save()
    return baris


def _pelaku(konteks: Konteks) -> object:
    return konteks.pengguna if konteks.masuk else None
