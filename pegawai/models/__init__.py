"""Employees, split by aggregate."""

from pegawai.models.acuan import Golongan, TingkatPendidikan
from pegawai.models.batch import BatchPerubahan
from pegawai.models.delegasi import Delegasi
from pegawai.models.kata import KataNama
from pegawai.models.pegawai import (
    Agama,
    DataPribadi,
    JenisKelamin,
    JenisNomor,
    JenisPegawai,
    Kedudukan,
    NomorPegawai,
    Pegawai,
    StatusKawin,
    tulis_nama,
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
    "Agama",
    "BERLAKU",
    "BatchPerubahan",
    "DataPribadi",
    "Delegasi",
    "Golongan",
    "JenisKelamin",
    "JenisNomor",
    "JenisPegawai",
    "KataNama",
    "Kedudukan",
    "NomorPegawai",
    "Pegawai",
    "Penugasan",
    "Riwayat",
    "RiwayatGolongan",
    "RiwayatJabatan",
    "RiwayatPendidikan",
    "RiwayatStatus",
    "StatusKawin",
    "TampilanTersimpan",
    "TingkatPendidikan",
    "tulis_nama",
]
