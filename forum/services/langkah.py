"""What every step of an input has in common: the lock, the table of steps, the deadlines, the trail, the event."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from akun.kewenangan import Konteks
from aturan import parameter
from forum.models import Aspirasi, KejadianAspirasi, Status
from forum.models.aspirasi import TERTUTUP_UMUM
from forum.rules import ATURAN_TENGGAT
from inti import peristiwa, waktu
from inti.errors import UseCaseError
from inti.hari_kerja import baca_kalender
from inti.penjelasan import simpan

BOLEH: dict[str, set[str]] = {
    Status.TERKIRIM: {Status.DIVERIFIKASI, Status.BUKAN_WEWENANG, Status.DIARSIPKAN},
    Status.DIVERIFIKASI: {Status.DIVERIFIKASI, Status.DITERUSKAN, Status.BUKAN_WEWENANG, Status.DIARSIPKAN},
    Status.DITERUSKAN: {Status.DIVERIFIKASI, Status.DITERUSKAN, Status.DIPROSES, Status.DITANGGAPI, Status.DIARSIPKAN},
    Status.DIPROSES: {Status.DIVERIFIKASI, Status.DITERUSKAN, Status.DITANGGAPI, Status.DIARSIPKAN},
    Status.DITANGGAPI: {Status.DITANGGAPI, Status.SELESAI, Status.DIBUKA_KEMBALI},
    Status.SELESAI: {Status.DIBUKA_KEMBALI},
    Status.DIBUKA_KEMBALI: {Status.DITERUSKAN, Status.DIPROSES, Status.DITANGGAPI, Status.BUKAN_WEWENANG, Status.DIARSIPKAN},
    Status.BUKAN_WEWENANG: {Status.DIBUKA_KEMBALI},
    Status.DIARSIPKAN: {Status.DIBUKA_KEMBALI},
}
# The deadline that counts in a status; in the others the city has nothing to do.
TENGGAT = {
    Status.TERKIRIM: "tenggat_verifikasi",
    Status.DIVERIFIKASI: "tenggat_verifikasi",
    Status.DITERUSKAN: "tenggat_tanggapan",
    Status.DIBUKA_KEMBALI: "tenggat_tanggapan",
    Status.DIPROSES: "tenggat_selesai",
}


class SudahBerubahError(UseCaseError):
    """Somebody else moved it on meanwhile, or this step doesn't follow from where it stands."""


class PerluAlasanError(UseCaseError):
    """A step that the sender will want explained."""


def tolak_pengawas(konteks: Konteks) -> None:
    """Raise PermissionDenied for the auditor, who reads and writes nothing, not even as a citizen."""
    if konteks.hanya_membaca:
        raise PermissionDenied(_("Akun pengawas hanya membaca. Keluar dulu untuk menyampaikan sesuatu sebagai warga."))


def kunci(aspirasi: Aspirasi) -> Aspirasi:
    """Lock the row for the rest of the transaction: one step at a time."""
    return Aspirasi.objects.select_for_update(of=("self",)).select_related("unit", "unit_terlapor").get(pk=aspirasi.pk)


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


def pasang_tenggat(aspirasi: Aspirasi, mulai: date) -> None:
    """Reckon the deadlines from `mulai` by the rule, keep the decision with its reasons, and put both on the row (unsaved)."""
    keputusan = ATURAN_TENGGAT.decide(jenis=aspirasi.jenis_aturan, diterima=mulai, per=mulai)
    tenggat = keputusan.hasil
    aspirasi.keputusan_tenggat = simpan(keputusan)
    aspirasi.tenggat_verifikasi = tenggat.verifikasi
    aspirasi.tenggat_tanggapan = tenggat.tanggapan_pertama
    aspirasi.tenggat_selesai = tenggat.selesai


def batas_keberatan(mulai: date) -> date:
    """The last day on which the sender may say that it isn't mended. One query."""
    nilai = parameter.ambil(["tenggat_aspirasi", "hari_libur"], mulai)
    return baca_kalender(nilai["hari_libur"].nilai).tambah(mulai, nilai["tenggat_aspirasi"].nilai["tutup_otomatis"])


def melangkah(
    konteks: Konteks, aspirasi: Aspirasi, ke: Status, *, alasan: str = "", pada: datetime | None = None, sebagai: str = ""
) -> None:
    """Move a locked row on: status, deadline, trail, event. Saves the whole row.

    Raises SudahBerubahError when the step doesn't follow from the present status.
    """
    dari = aspirasi.status
    if ke not in BOLEH[dari]:
        raise SudahBerubahError(
            _("Keadaannya sekarang: %(status)s.") % {"status": aspirasi.get_status_display()},
            fix=_("Muat ulang halaman untuk melihat langkah yang tersedia."),
        )
    pada = pada or waktu.now()
    aspirasi.status, aspirasi.status_at = ke, pada
    aspirasi.tenggat_kini = getattr(aspirasi, TENGGAT[ke]) if ke in TENGGAT else None
    aspirasi.terbuka_at = _terbuka_sesudah(aspirasi, ke, pada)
    aspirasi.save()
    catat(konteks, aspirasi, dari=dari, alasan=alasan, pada=pada, sebagai=sebagai)
    kabarkan(aspirasi)


def _terbuka_sesudah(aspirasi: Aspirasi, ke: Status, pada: datetime) -> datetime | None:
    """Since when strangers may read it after this step. Only routing, which is the moderators', opens it."""
    if ke in TERTUTUP_UMUM or aspirasi.rahasia or aspirasi.menyangkut_pegawai:
        return None
    return aspirasi.terbuka_at or (pada if ke == Status.DITERUSKAN else None)


def sudah(konteks: Konteks, aspirasi: Aspirasi, ke: Status, alasan: str = "", *, sebagai: str = "") -> bool:
    """Whether the last step of a locked row is this very one: same person, same words. A second click changes nothing."""
    terakhir = aspirasi.kejadian.order_by("-pk").first()
    if terakhir is None or aspirasi.status != ke or terakhir.ke != ke:
        return False
    oleh = konteks.pengguna.pk if konteks.masuk and sebagai != "pengirim" else None
    return (terakhir.oleh_id, terakhir.alasan) == (oleh, alasan) and terakhir.sebagai == (sebagai or terakhir.sebagai)


def catat(konteks: Konteks, aspirasi: Aspirasi, *, dari: str, alasan: str, pada: datetime, sebagai: str = "") -> None:
    """Add a line to the trail."""
    KejadianAspirasi.objects.create(
        aspirasi=aspirasi,
        dari=dari,
        ke=aspirasi.status,
        unit=aspirasi.unit,
        # SECURITY: what senders do is never tied to an account here, or the trail would name the anonymous.
        oleh=konteks.pengguna if konteks.masuk and sebagai != "pengirim" else None,
        sebagai=sebagai or konteks.sebagai,
        alasan=alasan,
        pada_at=pada,
    )


def kabarkan(aspirasi: Aspirasi) -> None:
    """Tell open pages that something changed in the room of a unit."""
    unit = aspirasi.unit
    peristiwa.publish("forum.aspirasi", unit_id=unit.pk if unit else None, jalur=unit.jalur if unit else "")
