"""What is improbable about learning: most often a year or a zero too many. People are asked about it; only what can't be is refused."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kompetensi.models import Angkatan, BelajarLuar, StatusBelajarLuar
from pegawai.rules.masa_kerja import usia

GUGUR = (StatusBelajarLuar.DITOLAK, StatusBelajarLuar.DITARIK)  # may be handed in anew
# Nobody works before 15 (ILO convention 138, by UU 20/1999), and so nobody learned for a post before.
USIA_TERMUDA = 15
# 37.5 hours a week (Perpres 21/2023) on five days are 7.5 hours, ten JP of 45 minutes.
JP_SEHARI = 10
# Days of learning that one activity of a kind (code of SIASN) seldom goes beyond. No law says so: a week for events, two days for
# guidance, half a year of working days for structural, functional and managerial programmes of LAN and for work elsewhere.
HARI_LAZIM = (
    dict.fromkeys((4, 7, 8, 9, 20), 5) | dict.fromkeys((14, 15, 22, 23, 24), 2) | dict.fromkeys((1, 2, 5, 10, 18, 21), 120)
)
HARI_LAZIM_LAIN = 20  # a month of working days: technical training, courses, e-learning and all else


def get_jp_lazim(jenis_kode: int) -> int:
    """More hours than these for one activity are asked about."""
    return HARI_LAZIM.get(jenis_kode, HARI_LAZIM_LAIN) * JP_SEHARI


def list_sekegiatan(belajar: BelajarLuar) -> QuerySet[BelajarLuar]:
    """Evidence of the same person about the same title and day, whatever its kind and hours, that isn't refused or withdrawn."""
    rows = BelajarLuar.objects.filter(pegawai=belajar.pegawai, tanggal_selesai=belajar.tanggal_selesai)
    return rows.filter(judul__iexact=belajar.judul).exclude(status__in=GUGUR).exclude(pk=belajar.pk)


def list_kembar(baris: Iterable[BelajarLuar]) -> set[int]:
    """Those of this evidence beside which there is more about the same (list_sekegiatan). One query."""
    lain = BelajarLuar.objects.exclude(status__in=GUGUR).exclude(pk=OuterRef("pk"))
    sama = lain.filter(pegawai=OuterRef("pegawai"), tanggal_selesai=OuterRef("tanggal_selesai"), judul__iexact=OuterRef("judul"))
    return set(BelajarLuar.objects.filter(Exists(sama), pk__in=[b.pk for b in baris]).values_list("pk", flat=True))


def list_janggal(belajar: BelajarLuar, kembar: Container[int] = ()) -> list[str]:
    """What is improbable about this evidence, in sentences for its sender and the officer alike; it need not be saved. No query.

    They name no day of a career: that is protected, and whoever checks evidence need not read it.

    kembar   evidence of which there is a second piece (list_kembar)
    """
    hasil = [_("Ada bukti lain dari orang yang sama dengan judul dan hari yang sama.")] if belajar.pk in kembar else []
    mulai = belajar.pegawai.tmt_cpns
    if mulai and belajar.tanggal_selesai < mulai:
        hari = date_format(belajar.tanggal_selesai, "j F Y")
        hasil.append(_("Selesai %(hari)s, sebelum mulai bertugas sebagai ASN.") % {"hari": hari})
    lazim = get_jp_lazim(belajar.jenis_id)
    if belajar.jp > lazim:
        isi = {"jp": belajar.jp, "jenis": belajar.jenis.nama, "lazim": lazim}
        hasil.append(_("%(jp)s JP untuk %(jenis)s; biasanya paling banyak %(lazim)s JP.") % isi)
    return hasil


def is_terlalu_muda(lahir: date, hari: date) -> bool:
    """Whether nobody learns for a post at that age."""
    return usia(lahir, hari) < USIA_TERMUDA


def is_padat(angkatan: Angkatan) -> bool:
    """Whether a run says more hours than its days hold."""
    hari = (angkatan.tanggal_selesai - angkatan.tanggal_mulai).days + 1
    return angkatan.pelatihan.jp > hari * JP_SEHARI
