"""The sender's own acts, and the guarded way to the sender's name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from akun.kewenangan import Konteks
from akun.models import KelompokData
from akun.pembacaan import buka
from alur import services as alur
from alur.hak import PENGIRIM
from forum import kabar, lacak
from forum.models import (
    Aspirasi,
    Hasil,
    JawabanResmi,
    PengirimAspirasi,
    Status,
    TanggapanPengirim,
    Tautan,
    TindakLanjut,
)
from forum.proses import ASPIRASI
from forum.selectors.aspirasi import list_milik
from forum.services.langkah import batas_keberatan, hari, hitung_tenggat, melangkah, perlu_alasan, tolak_pengawas
from inti import waktu
from inti.errors import UseCaseError
from inti.penjelasan import tulis_nilai
from inti.teks import rapikan

KATA_MAKS = 2000


class LewatBatasError(UseCaseError):
    """The days in which the sender may object are over."""


@transaction.atomic
def confirm_aspirasi(
    *, konteks: Konteks, kode: str, dipegang: Collection[str], isi: str = "", pada: datetime | None = None
) -> Aspirasi:
    """The sender says that it is mended. Twice is the same as once.

    dipegang  codes of the inputs that this session has shown to hold

    Raises Http404 for somebody else's input.
    """
    aspirasi = _milik(konteks, kode, dipegang)
    pada = pada or waktu.now()
    gerak = melangkah(konteks, aspirasi, "bereskan", pada=pada, sebagai=PENGIRIM)
    if gerak.baru:
        _tanggapi(gerak.objek, beres=True, isi=isi, pada=pada)
    return gerak.objek


@transaction.atomic
def object_aspirasi(
    *, konteks: Konteks, kode: str, dipegang: Collection[str], isi: str, pada: datetime | None = None
) -> Aspirasi:
    """The sender says that it is not mended: it is opened again, counted, and gets new deadlines from that day.

    Against a moderator's closing it goes back to the moderators, whichever unit had it before, and stays as
    hidden as it was: only they decide again where it belongs and who may read it. The same again changes nothing.

    Raises LewatBatasError ten working days after the answer; Http404 for somebody else's input.
    """
    aspirasi = _milik(konteks, kode, dipegang)
    isi = perlu_alasan(rapikan(isi), "isi")
    pada = pada or waktu.now()
    batas = aspirasi.tenggat_keberatan or batas_keberatan(hari(aspirasi.status_at))
    if hari(pada) > batas:
        raise LewatBatasError(
            _("Batas untuk menyatakan belum beres sudah lewat, yaitu %(batas)s.") % {"batas": tulis_nilai(batas)},
            fix=_("Sampaikan lagi sebagai suara baru dan sebut judul ini; kami menghubungkan keduanya."),
            dasar="PermenPANRB 62/2018",
        )
    gerak = melangkah(
        konteks, aspirasi, "belum_beres", ubah=lambda kini: _buka_lagi(kini, hari(pada)),
        data={"kata": lacak.sidik(isi[:KATA_MAKS])}, pada=pada, sebagai=PENGIRIM,
    )  # fmt: skip
    if gerak.baru:
        _tanggapi(gerak.objek, beres=False, isi=isi, pada=pada)
        kabar.tell_dibuka_kembali(gerak.objek)
    return gerak.objek


def _buka_lagi(kini: Aspirasi, mulai: date) -> dict[str, Any]:
    """What reopening changes, by column: new deadlines; whatever has no office to answer any more is the moderators'."""
    ubah: dict[str, Any] = {"tenggat_keberatan": None, "gabung_ke": None, **hitung_tenggat(kini.jenis_aturan, mulai)}
    tanpa_kantor = kini.unit is not None and not kini.unit.aktif
    return ubah | {"unit": None} if tanpa_kantor or kini.status in (Status.BUKAN_WEWENANG, Status.DIARSIPKAN) else ubah


def _milik(konteks: Konteks, kode: str, dipegang: Collection[str]) -> Aspirasi:
    """The sender's own input, locked."""
    tolak_pengawas(konteks)
    aspirasi = list_milik(konteks, dipegang).filter(kode=kode).first()
    if aspirasi is None:
        raise Http404(_("Masukkan kode lacak Anda dulu."))
    return alur.lock(ASPIRASI, aspirasi)


def _tanggapi(aspirasi: Aspirasi, *, beres: bool, isi: str, pada: datetime) -> None:
    jawaban = JawabanResmi.objects.filter(aspirasi=aspirasi).order_by("-dijawab_at", "-pk").first()
    if jawaban and TanggapanPengirim.objects.filter(jawaban=jawaban, beres=beres).exists():
        jawaban = None  # said of this answer before: now it is about the closing that came after
    TanggapanPengirim.objects.create(aspirasi=aspirasi, jawaban=jawaban, beres=beres, isi=rapikan(isi)[:KATA_MAKS], pada_at=pada)


def close_senyap(*, konteks: Konteks, per: date) -> int:
    """Close what was answered and not contradicted within the ten working days. Returns how many. Twice is the same as once.

    What a published follow-up is still working on stays open: silence does not mend a road.
    """
    jumlah = 0
    for pk in _senyap(per).values_list("pk", flat=True)[:500]:
        with transaction.atomic():
            aspirasi = _senyap(per).select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
            if aspirasi:
                alasan = gettext_noop("Tidak ada keberatan sampai batas waktunya.")
                kabar.tell_selesai(melangkah(konteks, aspirasi, "tutup_senyap", alasan=alasan).objek)
                jumlah += 1
    return jumlah


def _senyap(per: date) -> QuerySet[Aspirasi]:
    dikerjakan = TindakLanjut.objects.filter(hasil=Hasil.DIKERJAKAN).values("kode")
    ditunggu = Tautan.objects.filter(dari_jenis="tindak_lanjut", dari_kode__in=dikerjakan, ke_jenis="aspirasi").values("ke_kode")
    return Aspirasi.objects.filter(status=Status.DITANGGAPI, tenggat_keberatan__lt=per).exclude(kode__in=ditunggu)


@dataclass(frozen=True)
class Pengirim:
    """Who sent it: the name they wrote or that of their account, and how to reach them; '' where they left none."""

    nama: str
    kontak: str


@transaction.atomic
def read_pengirim(*, konteks: Konteks, aspirasi: Aspirasi, tujuan: str) -> Pengirim | None:
    """Return who sent it, or None if they left no name. The receipt is written before the answer.

    Raises PermissionDenied for an office when the sender is anonymous, TujuanKosongError without a purpose.
    """
    baris = buka(konteks, aspirasi, KelompokData.PENGIRIM, tujuan).satu(PengirimAspirasi)
    kabar.tell_pengirim_dibaca(aspirasi, tujuan, waktu.now().isoformat())
    if baris is None:
        return None
    return Pengirim(baris.nama or (baris.akun.nama if baris.akun else ""), baris.kontak)
