"""Employees, split by aggregate."""

from pegawai.models.acuan import Golongan, TingkatPendidikan
from pegawai.models.delegasi import Delegasi
from pegawai.models.impor import BarisImpor, Impor, PutusanBaris, StatusImpor
from pegawai.models.pegawai import (
    DataPribadi,
    JenisKelamin,
    JenisNomor,
    JenisPegawai,
    Kedudukan,
    NomorPegawai,
    Pegawai,
    StatusKawin,
)
from pegawai.models.riwayat import (
    BERLAKU,
    Penugasan,
    Riwayat,
    RiwayatGolongan,
    RiwayatJabatan,
    RiwayatPendidikan,
    RiwayatStatus,
)
from pegawai.models.tampilan import TampilanTersimpan

__all__ = [
    "BERLAKU",
    "BarisImpor",
    "DataPribadi",
    "Delegasi",
    "Golongan",
    "Impor",
    "JenisKelamin",
    "JenisNomor",
    "JenisPegawai",
    "Kedudukan",
    "NomorPegawai",
    "Pegawai",
    "Penugasan",
    "PutusanBaris",
    "Riwayat",
    "RiwayatGolongan",
    "RiwayatJabatan",
    "RiwayatPendidikan",
    "RiwayatStatus",
    "StatusImpor",
    "StatusKawin",
    "TampilanTersimpan",
    "TingkatPendidikan",
]
