"""An office's desk: accept, hand back, answer in the office's name."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun.kewenangan import Konteks
from alur import services as alur
from forum import kabar, lacak
from forum.models import Aspirasi, JawabanResmi
from forum.proses import ASPIRASI
from forum.services.langkah import batas_keberatan, hari, melangkah
from inti import waktu
from inti.errors import UseCaseError
from inti.teks import rapikan, rapikan_baris

JAWABAN_MIN, JAWABAN_MAKS = 20, 5000


class JawabanTidakWajarError(UseCaseError):
    """An answer that says nothing, or more than anybody reads."""


@transaction.atomic
def accept_aspirasi(*, konteks: Konteks, aspirasi: Aspirasi, versi: int | None = None, pada: datetime | None = None) -> Aspirasi:
    """The office takes it on. Twice is the same as once.

    Raises BukanPemegangError, LangkahTidakAdaError, VersiBerbedaError, UnitTutupError.
    """
    gerak = melangkah(konteks, aspirasi, "terima", versi=versi, pada=pada)
    if gerak.baru:
        kabar.tell_dikerjakan(gerak.objek)
    return gerak.objek


@transaction.atomic
def return_aspirasi(
    *, konteks: Konteks, aspirasi: Aspirasi, alasan: str, versi: int | None = None, pada: datetime | None = None
) -> Aspirasi:
    """The office hands it back to the moderators: it belongs elsewhere. Twice is the same as once.

    Raises BukanPemegangError, LangkahTidakAdaError, VersiBerbedaError, AlasanKosongError.
    """
    gerak = melangkah(konteks, aspirasi, "kembalikan", alasan=rapikan(alasan), versi=versi, ubah={"unit": None}, pada=pada)
    if gerak.baru:
        kabar.tell_dikembalikan(gerak.objek)
    return gerak.objek


@transaction.atomic
def answer_aspirasi(
    *,
    konteks: Konteks,
    aspirasi: Aspirasi,
    isi: str,
    atas_nama: str,
    versi: int | None = None,
    pada: datetime | None = None,
) -> JawabanResmi:
    """Answer in the name of the unit; from now on the sender may say whether it is mended, for ten working days.

    A better answer is another row; the same answer again returns the one that stands.

    atas_nama  as what it is signed, e.g. 'Kepala Dinas Perhubungan'

    Raises JawabanTidakWajarError, BukanPemegangError, LangkahTidakAdaError, VersiBerbedaError, UnitTutupError.
    """
    pada = pada or waktu.now()
    alur.require(konteks, ASPIRASI, aspirasi, "jawab")
    isi, atas_nama = baca_jawaban(isi, atas_nama)
    gerak = melangkah(
        konteks, aspirasi, "jawab", versi=versi, ubah={"tenggat_keberatan": batas_keberatan(hari(pada))},
        data={"jawaban": lacak.sidik(f"{isi} {atas_nama}")}, pada=pada,
    )  # fmt: skip
    if not gerak.baru:
        return JawabanResmi.objects.filter(aspirasi=gerak.objek).order_by("-pk")[0]
    kabar.tell_dijawab(gerak.objek)
    assert gerak.objek.unit is not None  # the constraint aspirasi_berunit_saat_ditangani
    return JawabanResmi.objects.create(
        aspirasi=gerak.objek, unit=gerak.objek.unit, atas_nama=atas_nama, isi=isi, oleh=konteks.pengguna, dijawab_at=pada
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
