"""State of performance: periods, targets, SKP and what hangs on it, progress, evaluations, rollups."""

from kinerja.models.evaluasi import LABEL_RATING, CapaianRHK, EvaluasiPeriodik, Predikat, Rating, RekapKinerja, RekapPekan
from kinerja.models.kemajuan import BuktiDukung, JenisBukti, KemajuanKerja
from kinerja.models.periode import DasarSasaran, PeriodeKinerja, SasaranUnit
from kinerja.models.skp import (
    SKP,
    Arah,
    Aspek,
    CatatanDialog,
    EkspektasiPerilaku,
    IndikatorKinerja,
    JenisHasil,
    NilaiBerakhlak,
    Pendekatan,
    RencanaHasilKerja,
    StatusHasil,
    StatusSKP,
)

__all__ = [
    "LABEL_RATING",
    "SKP",
    "Arah",
    "Aspek",
    "BuktiDukung",
    "CapaianRHK",
    "CatatanDialog",
    "DasarSasaran",
    "EkspektasiPerilaku",
    "EvaluasiPeriodik",
    "IndikatorKinerja",
    "JenisBukti",
    "JenisHasil",
    "KemajuanKerja",
    "NilaiBerakhlak",
    "Pendekatan",
    "Predikat",
    "PeriodeKinerja",
    "Rating",
    "RekapKinerja",
    "RekapPekan",
    "RencanaHasilKerja",
    "SasaranUnit",
    "StatusHasil",
    "StatusSKP",
]
