"""Whether there is another administrator to ask, or was until lately: one who is alone decides alone, and nobody makes themselves so."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, Q, QuerySet
from django.utils.translation import gettext as _

from akun.kewenangan import Konteks
from akun.models import Pengguna, PenugasanPeran
from akun.peran import Peran
from akun.riwayat_peran import list_dibatalkan
from inti import waktu
from inti.tulisan import tanggal

# How long the officer who gave somebody a code may not take off that person's second step, and the reverse.
JEDA_PETUGAS = timedelta(days=14)


def ada_petugas_lain(konteks: Konteks) -> bool:
    """Whether what this administrator proposes waits for another one: also where that one's account has just been closed."""
    return konteks.masuk and ada_admin_lain(konteks, konteks.pengguna)


def ada_admin_lain(konteks: Konteks, pengguna: Pengguna) -> bool:
    """Whether there is, or was within JEDA_PETUGAS, another administrator than whoever acts and this account. One query."""
    return ada_admin_selain(konteks.per, _berdua(konteks, pengguna))


def _berdua(konteks: Konteks, pengguna: Pengguna) -> Q:
    """Roles of whoever acts, and of this account as long as it is an administrator's.

    SECURITY: where it was one and is no more (role ended or cancelled, account closed), it counts as another one. Else who took
    the role from the only colleague could give it back, to an account that has become their own.
    """
    kini = PenugasanPeran.objects.berlaku(konteks.per).filter(peran=Peran.ADMIN_BKPSDM, pengguna__is_active=True)
    return Q(pengguna=konteks.pengguna.pk) | Q(Exists(kini.filter(pengguna=pengguna.pk)), pengguna=pengguna.pk)


def sampai_sendiri(konteks: Konteks, tugas: PenugasanPeran) -> date | None:
    """Until when roles of weight still wait, where `tugas`, just cancelled, leaves whoever acts as the only administrator.

    None where somebody else still holds that role. At most one query.
    """
    if tugas.peran != Peran.ADMIN_BKPSDM or _list_rekan(konteks).exists():
        return None
    return konteks.per + JEDA_PETUGAS


def kata_pengesah(konteks: Konteks, penerima: Pengguna | None = None) -> str:
    """Who confirms what was just sent, in sentences for its sender: that colleagues were told; or that nobody is there who
    could, and until which day what is of weight waits. At most three queries.

    penerima   whose role it is: they don't confirm it
    """
    if ada_rekan(konteks, penerima):
        return _("Rekan sesama Admin kepegawaian mengesahkannya dulu. Mereka sudah dikabari.")
    sendirian = _("Saat ini tidak ada Admin kepegawaian lain yang dapat mengesahkannya.")
    if sampai := sampai_kapan(konteks, penerima or konteks.pengguna):
        lanjut = _("Ini menunggu sampai %(hari)s; sesudah itu tarik lalu ajukan lagi: saat itu langsung berlaku.")
        return f"{sendirian} {lanjut % {'hari': tanggal(sampai)}}"
    lanjut = _("Akun rekan ditutup: buka lagi akunnya; atau akhiri perannya, tunggu dua minggu, lalu tarik ini dan ajukan lagi.")
    return f"{sendirian} {lanjut}"


def sampai_kapan(konteks: Konteks, pengguna: Pengguna) -> date | None:
    """The last day on which an administrator of before still counts as one to ask; None while a role of another runs. Two queries."""
    lain = ~_berdua(konteks, pengguna)
    akhir = list(list_admin(konteks.per).filter(lain).values_list("masa__endswith", flat=True))
    if any(a is None or a > konteks.per for a in akhir):
        return None
    batal = list_dibatalkan(Peran.ADMIN_BKPSDM, waktu.now() - JEDA_PETUGAS).filter(lain).values_list("pgh_created_at", flat=True)
    hari = [a - timedelta(days=1) for a in akhir if a] + [b.astimezone(waktu.zona()).date() for b in batal]
    return max(hari) + JEDA_PETUGAS if hari else None


def ada_rekan(konteks: Konteks, penerima: Pengguna | None = None) -> bool:
    """Whether somebody else is an administrator today, with an account that is open: who could confirm. One query.

    penerima   whose role it is: they don't confirm it
    """
    return _list_rekan(konteks).filter(pengguna__is_active=True).exclude(pengguna=penerima.pk if penerima else 0).exists()


def _list_rekan(konteks: Konteks) -> QuerySet[PenugasanPeran]:
    """Roles by which others than whoever acts are administrators today."""
    return PenugasanPeran.objects.berlaku(konteks.per).filter(peran=Peran.ADMIN_BKPSDM).exclude(pengguna=konteks.pengguna.pk)


def ada_admin_selain(per: date, selain: Q) -> bool:
    """Whether somebody else is an administrator, or was within JEDA_PETUGAS: account closed, role ended or cancelled. One query.

    SECURITY: one officer does each of these at once. Doing it to all others makes nobody the only one.
    """
    batal = list_dibatalkan(Peran.ADMIN_BKPSDM, waktu.now() - JEDA_PETUGAS)
    ada = list_admin(per).exclude(selain).order_by().values("pengguna")
    return ada.union(batal.exclude(selain).order_by().values("pengguna")).exists()


def list_admin(per: date) -> QuerySet[PenugasanPeran]:
    """Roles of those who are administrators, or were within JEDA_PETUGAS, also where the account is closed."""
    baru = DateRange(per - JEDA_PETUGAS, per, "[]")
    return PenugasanPeran.objects.filter(peran=Peran.ADMIN_BKPSDM, masa__overlap=baru, menunggu=False)
