"""Who has just given an account people to lead makes no way into it: the reverse of pegawai.atasan.susunan_terjangkau."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils.translation import gettext as _

from akun.kewenangan import Konteks
from akun.models import Pengguna
from akun.petugas import SatuPetugasError
from akun.rekan import JEDA_PETUGAS, ada_admin_lain
from inti import waktu
from pegawai.models import RiwayatJabatan


def jaga_pemimpin(konteks: Konteks, tangan: set[int], pengguna: Pengguna) -> None:
    """Refuse a way into the account of somebody whom these hands made an appraiser, the leader of a unit, or an official.

    A move ('Pindah tugas') isn't asked about, here as little as in the reverse (organisasi.kait.bukan_susunan_sendiri): it is one
    person's decree, told to all whom it concerns, and who records a new head hands them their code on the same day. Nor is
    anybody where there is no other administrator to ask. At most four queries.

    Raises SatuPetugasError. Registered as akun.kait.PenjagaJalanMasuk.
    """
    if not konteks.masuk:
        return
    if any(rows.exists() for rows in _list_pemberian(tangan, pengguna, konteks.per)) and ada_admin_lain(konteks, pengguna):
        raise SatuPetugasError(
            _("Orang yang dipimpin %(nama)s baru saja Anda tetapkan; jalan masuk ke akunnya dibuat petugas lain.")
            % {"nama": pengguna.nama},
            fix=_("Minta rekan sesama Admin kepegawaian."),
        )


def _list_pemberian(tangan: set[int], pengguna: Pengguna, per: date) -> tuple[QuerySet[Any], ...]:
    """What these hands wrote within JEDA_PETUGAS by which this account leads people, today or on a day to come."""
    kelak = {"masa__overlap": DateRange(per, None)}
    jabatan = RiwayatJabatan.objects.filter(pegawai__akun=pengguna, diganti_at=None, **kelak).order_by().values("jabatan")
    milik = Q(penilai_jabatan__in=jabatan) | Q(penilai_pejabat__akun=pengguna)
    penetapan = _peristiwa("PenetapanPenilai", tangan).filter(milik, **kelak)
    pejabat = _peristiwa("PejabatNonAsn", tangan).filter(akun=pengguna, **kelak)
    # A leading post is written for many reasons; only when it begins to lead, or leads another unit, does its holder get people.
    dulu = apps.get_model("organisasi", "JabatanEvent")._default_manager.filter(
        pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id")
    )
    semula = Case(When(memimpin=True, then=F("unit_id")))
    memimpin = _peristiwa("Jabatan", tangan).filter(memimpin=True, pgh_obj__in=jabatan)
    memimpin = memimpin.annotate(semula=Subquery(dulu.order_by("-pgh_id").values_list(semula)[:1]))
    memimpin = memimpin.filter(Q(semula=None) | ~Q(semula=F("unit_id")))
    return penetapan, pejabat, memimpin


def _peristiwa(model: str, tangan: set[int]) -> QuerySet[Any]:
    """What the history keeps of these hands' changes within JEDA_PETUGAS."""
    rows: QuerySet[Any] = apps.get_model("organisasi", f"{model}Event")._default_manager.filter(
        pgh_created_at__gt=waktu.now() - JEDA_PETUGAS, pgh_context__metadata__pengguna__in=sorted(tangan)
    )
    return rows
