"""Writes to employees' records, split by use case."""

from pegawai.services.akun import aktifkan_akun, buka_akun, create_kode_masuk, pernah_masuk
from pegawai.services.data import create_tampilan, update_data_pribadi
from pegawai.services.delegasi import IsiDelegasi, cancel_delegasi, create_delegasi, list_berantai
from pegawai.services.mutasi import cancel_mutasi, correct_mutasi, create_mutasi, preview_batal, preview_mutasi
from pegawai.services.syarat_mutasi import IsiMutasi

__all__ = [
    "IsiDelegasi",
    "IsiMutasi",
    "aktifkan_akun",
    "buka_akun",
    "cancel_delegasi",
    "cancel_mutasi",
    "correct_mutasi",
    "create_delegasi",
    "create_kode_masuk",
    "create_mutasi",
    "create_tampilan",
    "list_berantai",
    "pernah_masuk",
    "preview_batal",
    "preview_mutasi",
    "update_data_pribadi",
]
