"""Reads of the unit that examines complaints about people: which it is, what is proposed, and whom a change concerns."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from akun import kewenangan
from akun.kewenangan import Konteks
from akun.konteks import build
from akun.models import Pengguna, PenugasanPeran
from akun.pemegang import list_petugas
from akun.peran import Peran
from akun.petugas import list_satu_tangan
from forum.models import StatusUsulanPengawas, UnitPengawas, UsulanPengawas
from organisasi.jalur import list_leluhur
from organisasi.models import UnitKerja
from pegawai.models import Pegawai, RiwayatJabatan

RIWAYAT = 20  # decisions that the page shows


def get_unit_pengawas(per: date) -> UnitPengawas | None:
    """Who examines complaints about people on the day `per`. One query."""
    return UnitPengawas.objects.select_related("unit").filter(masa__contains=per).first()


def list_usulan() -> QuerySet[UsulanPengawas]:
    """Every proposal, the latest first."""
    return UsulanPengawas.objects.select_related("unit", "lama", "pengusul", "pemutus").order_by("-pk")


def get_menunggu() -> UsulanPengawas | None:
    """The proposal that waits: there is one at most. One query."""
    return list_usulan().filter(status=StatusUsulanPengawas.MENUNGGU).first()


def is_bertugas(usulan: UsulanPengawas, per: date) -> bool:
    """Whether its proposer may set the unit on that day still: only then two officers stand behind it. One query."""
    return kewenangan.boleh(build(usulan.pengusul, per), "suara.atur")


def list_pengesah(pengusul: Pengguna, per: date) -> set[int]:
    """Accounts of those who may confirm what `pengusul` proposes: officers who are not one pair of hands with them. Three queries."""
    return list_petugas("suara.atur", per) - {pengusul.pk, *list_satu_tangan(pengusul)}


def list_riwayat() -> list[UsulanPengawas]:
    """What was decided, the latest first. One query."""
    return list(list_usulan().exclude(status=StatusUsulanPengawas.MENUNGGU)[:RIWAYAT])


def find_unit_sendiri(konteks: Konteks, unit: UnitKerja) -> UnitKerja | None:
    """The unit in which this person works, by desk, post or role, where it is this one or lies above or below it. At most one query.

    The root is no unit of anybody's own: every unit lies below it.
    """
    jabatan = RiwayatJabatan.objects.per(konteks.per).filter(pegawai=konteks.pegawai_id).values("jabatan__unit")
    rows = UnitKerja.objects.filter(Q(jalur__in=konteks.jalur_unit) | Q(pk__in=jabatan), induk__isnull=False)
    milik = rows.order_by("jalur") if konteks.jalur_unit or konteks.pegawai_id else []
    return next((u for u in milik if u.jalur.startswith(unit.jalur) or unit.jalur.startswith(u.jalur)), None)


def list_moderator_bebas(per: date, unit: UnitKerja) -> set[int]:
    """Accounts of moderators who don't work in this unit, nor above or below it. Two queries."""
    semua = list_petugas("aspirasi.moderasi", per)
    terkait = Q(unit__jalur__startswith=unit.jalur) | Q(unit__jalur__in=list_leluhur(unit.jalur)[1:])
    return semua - set(Pegawai.objects.filter(terkait, akun__in=semua).values_list("akun", flat=True))


def list_auditor(per: date) -> set[int]:
    """Accounts of those who supervise the city on that day. One query."""
    rows = PenugasanPeran.objects.berlaku(per).filter(peran=Peran.AUDITOR, pengguna__is_active=True)
    return set(rows.values_list("pengguna", flat=True))


def list_dikabari(per: date, *unit: UnitKerja | None) -> set[int]:
    """Accounts that must know of a change: who sets it, who routes by it, who supervises and leads the city, and the officers who
    answer for these units. Three queries."""
    jalur = {leluhur for u in unit if u for leluhur in list_leluhur(u.jalur)}
    melihat = Q(peran__in=(Peran.PIMPINAN, Peran.AUDITOR)) | Q(
        peran__in=kewenangan.list_peran_petugas("aspirasi.jawab"), unit__jalur__in=jalur
    )
    rows = PenugasanPeran.objects.berlaku(per).filter(melihat, pengguna__is_active=True)
    return set(rows.values_list("pengguna", flat=True)) | list_petugas("suara.atur", per) | list_petugas("aspirasi.moderasi", per)
