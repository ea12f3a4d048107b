"""What the steps of an input have in common: what follows from every one of them, the deadlines, reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from akun.kewenangan import Konteks
from alur import services as alur
from alur.proses import TETAP
from forum import tenggat
from forum.models import Aspirasi, Status
from forum.models.aspirasi import TERTUTUP_UMUM
from forum.proses import ASPIRASI
from forum.rules import ATURAN_TENGGAT
from inti import waktu
from inti.errors import UseCaseError
from inti.penjelasan import simpan

Gerak = alur.Gerak[Aspirasi]


class PerluAlasanError(UseCaseError):
    """A word that somebody else will want explained."""


def tolak_pengawas(konteks: Konteks) -> None:
    """Raise PermissionDenied for the auditor, who reads and writes nothing, not even as a citizen."""
    if konteks.hanya_membaca:
        raise PermissionDenied(_("Akun pengawas hanya membaca. Keluar dulu untuk menyampaikan sesuatu sebagai warga."))


def perlu_alasan(alasan: str, bidang: str = "alasan") -> str:
    """Return the reason.

    Raises PerluAlasanError when it says nothing.
    """
    if len(alasan.strip()) < 10:
        raise PerluAlasanError(
            _("Alasannya belum jelas."), fix=_("Tulis satu atau dua kalimat; pengirim akan membacanya."), field=bidang
        )
    return alasan.strip()


def hari(pada: datetime) -> date:
    """The day of an instant in the city's time zone."""
    return waktu.hari(pada)


def hitung_tenggat(jenis_aturan: str, mulai: date) -> dict[str, Any]:
    """The deadlines from `mulai` by the rule and the kept decision with its reasons, as columns of an input."""
    keputusan = ATURAN_TENGGAT.decide(jenis=jenis_aturan, diterima=mulai, per=mulai)
    return {
        "keputusan_tenggat": simpan(keputusan),
        "tenggat_verifikasi": keputusan.hasil.verifikasi,
        "tenggat_tanggapan": keputusan.hasil.tanggapan_pertama,
        "tenggat_selesai": keputusan.hasil.selesai,
    }


def batas_keberatan(mulai: date) -> date:
    """The last day on which the sender may say that it isn't mended. One query."""
    return tenggat.hitung("tutup_otomatis", mulai)


def melangkah(
    konteks: Konteks,
    aspirasi: Aspirasi,
    aksi: str,
    *,
    alasan: str = "",
    versi: int | None = None,
    ubah: Mapping[str, Any] | Callable[[Aspirasi], Mapping[str, Any]] | None = None,
    data: Mapping[str, Any] | None = None,
    pada: datetime | None = None,
    sebagai: str = "",
) -> Gerak:
    """Take a step of the table with one input; since when it stands there and whether strangers may read it follow.

    Parameters and refusals as in alur.services.move.
    """
    pada = pada or waktu.now()

    def lengkap(kini: Aspirasi) -> dict[str, Any]:
        isi = dict((ubah(kini) if callable(ubah) else ubah) or {})
        langkah = ASPIRASI.cari_langkah(aksi, kini.status)
        assert langkah is not None  # move has found it
        return isi if langkah.ke == TETAP else isi | {"status_at": pada, "terbuka_at": _terbuka_sesudah(kini, langkah.ke, pada)}

    return alur.move(
        konteks=konteks, proses=ASPIRASI, objek=aspirasi, aksi=aksi, alasan=alasan, versi=versi, ubah=lengkap,
        data=data, pada=pada, sebagai=sebagai,
    )  # fmt: skip


def _terbuka_sesudah(aspirasi: Aspirasi, ke: str, pada: datetime) -> datetime | None:
    """Since when strangers may read it after this step. Only routing, which is the moderators', opens it."""
    if ke in TERTUTUP_UMUM or aspirasi.rahasia or aspirasi.menyangkut_pegawai:
        return None
    return aspirasi.terbuka_at or (pada if ke == Status.DITERUSKAN else None)
