"""An office's desk: accept, hand back, answer in the office's name."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from forum import kabar
from forum.models import Aspirasi, JawabanResmi, Status
from forum.services.langkah import batas_keberatan, hari, kunci, melangkah, perlu_alasan, sudah
from inti import waktu
from inti.errors import UseCaseError
from inti.teks import rapikan, rapikan_baris

JAWABAN_MIN, JAWABAN_MAKS = 20, 5000


class JawabanTidakWajarError(UseCaseError):
    """An answer that says nothing, or more than anybody reads."""


@transaction.atomic
def accept_aspirasi(*, konteks: Konteks, aspirasi: Aspirasi, pada: datetime | None = None) -> Aspirasi:
    """The office takes it on. Twice is the same as once."""
    kewenangan.require(konteks, "aspirasi.jawab", aspirasi)
    aspirasi = kunci(aspirasi)
    if not sudah(konteks, aspirasi, Status.DIPROSES):
        melangkah(konteks, aspirasi, Status.DIPROSES, pada=pada)
        kabar.tell_dikerjakan(aspirasi)
    return aspirasi


@transaction.atomic
def return_aspirasi(*, konteks: Konteks, aspirasi: Aspirasi, alasan: str, pada: datetime | None = None) -> Aspirasi:
    """The office hands it back to the moderators: it belongs elsewhere."""
    kewenangan.require(konteks, "aspirasi.jawab", aspirasi)
    alasan = perlu_alasan(rapikan(alasan))
    aspirasi = kunci(aspirasi)
    aspirasi.unit = None
    melangkah(konteks, aspirasi, Status.DIVERIFIKASI, alasan=alasan, pada=pada)
    kabar.tell_dikembalikan(aspirasi)
    return aspirasi


@transaction.atomic
def answer_aspirasi(
    *, konteks: Konteks, aspirasi: Aspirasi, isi: str, atas_nama: str, pada: datetime | None = None
) -> JawabanResmi:
    """Answer in the name of the unit; from now on the sender may say whether it is mended, for ten working days.

    A better answer is another row; the same answer again returns the one that stands.

    atas_nama  as what it is signed, e.g. 'Kepala Dinas Perhubungan'

    Raises JawabanTidakWajarError.
    """
    kewenangan.require(konteks, "aspirasi.jawab", aspirasi)
    aspirasi = kunci(aspirasi)
    pada = pada or waktu.now()
    isi, atas_nama = baca_jawaban(isi, atas_nama)
    ada = aspirasi.jawaban.order_by("-pk").first()
    if ada and sudah(konteks, aspirasi, Status.DITANGGAPI) and (ada.isi, ada.atas_nama) == (isi, atas_nama):
        return ada
    aspirasi.tenggat_keberatan = batas_keberatan(hari(pada))
    melangkah(konteks, aspirasi, Status.DITANGGAPI, pada=pada)
    kabar.tell_dijawab(aspirasi)
    assert aspirasi.unit is not None  # the constraint aspirasi_berunit_saat_ditangani
    return JawabanResmi.objects.create(
        aspirasi=aspirasi, unit=aspirasi.unit, atas_nama=atas_nama, isi=isi, oleh=konteks.pengguna, dijawab_at=pada
    )


def baca_jawaban(isi: str, atas_nama: str) -> tuple[str, str]:
    """Tidy an answer and its signature.

    Raises JawabanTidakWajarError.
    """
    isi, atas_nama = rapikan(isi), rapikan_baris(atas_nama)
    if not JAWABAN_MIN <= len(isi) <= JAWABAN_MAKS:
        raise JawabanTidakWajarError(
            _("Jawaban terdiri atas %(ada)s huruf.") % {"ada": len(isi)},
            fix=_("Tulis antara %(min)s dan %(maks)s huruf: apa yang dilakukan, sampai kapan, atau mengapa tidak bisa.")
            % {"min": JAWABAN_MIN, "maks": JAWABAN_MAKS},
            field="isi",
        )
    if not 3 <= len(atas_nama) <= 200:
        raise JawabanTidakWajarError(
            _("Belum jelas siapa yang menandatangani."), fix=_("Tulis jabatannya, misalnya Kepala Dinas."), field="atas_nama"
        )
    return isi, atas_nama
