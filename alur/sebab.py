"""Why a right over a case went away since somebody opened it, told as far as they may know."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from akun.models import PenugasanPeran
from alur import kait, pemegang, selectors
from alur.kait import TitipanUsai, UsaiMemimpin
from alur.models import Jejak, Pemegang
from alur.proses import ATASAN, Kolam, Proses
from inti import tulisan, waktu

INGAT = timedelta(days=31)  # a page that stays open longer than that is no page any more


def cari_sebab(konteks: Konteks, proses: Proses, objek: Any) -> str:
    """What has changed for `konteks` and with whom the case lies now, in sentences; '' where nothing of the kind is known.

    A mandate that is over, a person who went to another superior, a take-over by the officers, a role that has ended: each is told
    to whoever had the right by it, for INGAT. SECURITY: who never had it learns nothing, not even that there is such a case. At most
    twelve queries.
    """
    baris = Pemegang.objects.select_related("unit", "kecuali").filter(proses=proses.nama, kode=objek.kode).first()
    diputus_atasan = any(k.pemegang == ATASAN for k in proses.keadaan)  # else no mandate ever gave it to anybody
    titipan = _titipan(konteks, proses, objek) if diputus_atasan else None
    pergi = _pergi(konteks, proses, objek) if diputus_atasan else None
    if pergi and (titipan is None or pergi > titipan.sejak):  # what happened last took the right away
        lain = _("Orang itu dipimpin orang lain sejak %(hari)s.") % {"hari": tulisan.tanggal(waktu.hari(pergi))}
        return f"{lain} {kata_berpindah()}"
    if titipan:
        return f"{_kata_titipan(titipan)} {kata_berpindah() if titipan.beralih else _kata_kini(konteks, proses, objek, baris)}"
    terlihat = kewenangan.allows(konteks, proses.lihat, objek)
    if baris and baris.diambil_alih_at and terlihat and not selectors.is_pemegang(konteks, proses, objek.kode):
        ambil = _("Perkara ini diambil alih petugas pada %(saat)s.") % {"saat": tulisan.waktu(baris.diambil_alih_at)}
        return f"{ambil} {_kata_kini(konteks, proses, objek, baris)}"
    usai = _peran_usai(konteks, proses, objek)
    if usai is None:
        return ""
    peran = _("Penugasan Anda sebagai %(peran)s berakhir pada %(hari)s.") % {
        "peran": usai.get_peran_display(), "hari": tulisan.tanggal(usai.masa.upper - timedelta(days=1)),
    }  # fmt: skip
    return f"{peran} {_kata_kini(konteks, proses, objek, baris)}" if terlihat else peran


def kata_berpindah() -> str:
    """Of a case that lies with somebody else, to whoever may know no more than that."""
    return _(
        "Perkara ini tidak lagi di meja Anda: sudah berpindah tangan, atau sudah selesai. Tidak ada yang perlu Anda lakukan."
    )


def _titipan(konteks: Konteks, proses: Proses, objek: Any) -> TitipanUsai | None:
    """The mandate by which `konteks` could decide the case, and which is over; None where it ended by itself and the case came
    later. Two or three queries."""
    titipan = kait.susunan().get_titipan_usai(konteks, proses.orang(objek), INGAT)
    return None if titipan and titipan.mengapa and not _sudah_ada(proses, objek, titipan.sejak) else titipan


def _pergi(konteks: Konteks, proses: Proses, objek: Any) -> datetime | None:
    """When `konteks` was told that whoever the case is about is led by another; None for a case that came later. Two or three queries."""
    pada = kait.susunan().get_usai_memimpin_orang(konteks, proses.orang(objek), INGAT)
    return pada if pada and _sudah_ada(proses, objek, pada) else None


def _sudah_ada(proses: Proses, objek: Any, pada: datetime) -> bool:
    """Whether the case had begun by then. One query."""
    return Jejak.objects.filter(proses=proses.nama, kode=objek.kode, pada_at__lte=pada).exists()


def cari_sebab_halaman(konteks: Konteks, aksi: str) -> str:
    """Why a page that opens to whoever leads people, or stands in for such a one, is closed to `konteks` by now; '' where it isn't known.

    SECURITY: nothing but their own mandates, their own posts, and what they were told of their own team. At most three queries.
    """
    if not kewenangan.memimpin_cukup(aksi):
        return ""
    if titipan := kait.susunan().get_titipan_terakhir(konteks, INGAT):
        lagi = _("Halaman ini terbuka lagi selama Anda memimpin pegawai atau mewakili pimpinan.")
        return f"{_kata_titipan(titipan)} {lagi}"
    tidak_ada = _("Halaman ini untuk yang memimpin pegawai; saat ini tidak ada yang Anda pimpin.")
    if usai := kait.susunan().get_usai_memimpin(konteks, INGAT):
        return f"{_kata_memimpin(usai)} {tidak_ada}"
    return tidak_ada if kewenangan.hanya_memimpin(aksi) else ""


def _kata_memimpin(usai: UsaiMemimpin) -> str:
    """Why one's team is led by another: one was moved oneself, or they were."""
    if usai.pindah:
        return _("Tugas Anda sendiri berganti pada %(hari)s; orang yang tadinya Anda pimpin sekarang dipimpin orang lain.") % {
            "hari": tulisan.tanggal(usai.pindah)
        }
    return _("Orang di tim Anda dipimpin orang lain sejak %(hari)s.") % {"hari": tulisan.tanggal(waktu.hari(usai.pada))}


def _kata_titipan(titipan: TitipanUsai) -> str:
    if titipan.dicabut_at:
        return _("Titipan dari %(siapa)s dicabut pada %(saat)s.") % {
            "siapa": titipan.orang, "saat": tulisan.waktu(titipan.dicabut_at),
        }  # fmt: skip
    usai = _("Titipan dari %(siapa)s berakhir pada %(hari)s.") % {"siapa": titipan.orang, "hari": tulisan.tanggal(titipan.akhir)}
    return f"{usai} {titipan.mengapa}".strip()


def _kata_kini(konteks: Konteks, proses: Proses, objek: Any, baris: Pemegang | None) -> str:
    """Who holds the case now; what became of a finished one only to whoever may still see it."""
    if baris:
        return _("Sekarang dipegang %(siapa)s.") % {"siapa": "; ".join(pemegang.list_pemegang(baris, konteks.per))}
    if kewenangan.allows(konteks, proses.lihat, objek):
        return selectors.kata_kini(proses, objek, konteks)
    return _("Perkaranya tidak menunggu keputusan lagi.")


def _peran_usai(konteks: Konteks, proses: Proses, objek: Any) -> PenugasanPeran | None:
    """A role by which `konteks` could take steps of the process for this unit, and which has ended. One query."""
    if not konteks.masuk:
        return None
    izin = {langkah.izin for langkah in proses.langkah} | {
        i for k in proses.keadaan if isinstance(k.pemegang, Kolam) for i in k.pemegang.semua_izin
    }
    peran = {p for i in izin for p in kewenangan.list_peran_petugas(i)}
    rows = PenugasanPeran.objects.select_related("unit").filter(
        pengguna=konteks.pengguna, peran__in=peran, menunggu=False,
        masa__endswith__lte=konteks.per, masa__endswith__gt=konteks.per - INGAT,
    )  # fmt: skip
    unit = proses.unit(objek)
    jalur = unit.jalur if unit else ""
    return next((p for p in rows.order_by("-pk") if p.unit is None or jalur.startswith(p.unit.jalur)), None)
