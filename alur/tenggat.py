"""Until when a step is due: working days that a dated parameter sets, without weekends and days off."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from aturan import parameter
from aturan.daun import HARI_KERJA
from aturan.skema import Bagian, Definisi, Kelompok
from inti.hari_kerja import baca_kalender
from inti.keputusan import _

# A process that sets a due day has its entry here, and its value in acuan/parameter.json.
DEFINISI = Definisi(
    "tenggat_alur",
    _("Tenggat langkah proses kepegawaian"),
    _("Dalam berapa hari kerja satu langkah diputuskan, dihitung sejak perkara sampai di tangan yang memutuskan."),
    Kelompok(
        (
            Bagian("skp", _("Sasaran kinerja pegawai"), HARI_KERJA),
            Bagian("pendaftaran_pelatihan", _("Pendaftaran pelatihan"), HARI_KERJA),
            Bagian("belajar_luar", _("Bukti belajar dari luar"), HARI_KERJA),
            Bagian("perubahan_data", _("Perubahan data pegawai"), HARI_KERJA),
            Bagian("impor", _("Persetujuan impor daftar pegawai"), HARI_KERJA),
        )
    ),
    dipakai=_("Dipakai saat perkara sampai di tangan yang memutuskan; tenggat perkara yang sudah berjalan tidak berubah."),
)


def hitung(kunci: str, mulai: date) -> date:
    """The last working day of what began on `mulai` (day 0), for the entry `kunci` of the parameter. One query.

    Raises KeyError for an entry that nobody declared: a bug.
    """
    return hitung_banyak(kunci, {mulai})[mulai]


def hitung_banyak(kunci: str, mulai: Collection[date]) -> dict[date, date]:
    """The same for several days of beginning, by the values that count on the latest of them. One query, none for no day."""
    if not mulai:
        return {}
    nilai = parameter.ambil([DEFINISI.nama, "hari_libur"], max(mulai))
    kalender, hari = baca_kalender(nilai["hari_libur"].nilai), nilai[DEFINISI.nama].nilai[kunci]
    return {m: kalender.tambah(m, hari) for m in mulai}
