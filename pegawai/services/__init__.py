"""Writes to employees' records, split by use case."""

from pegawai.services.akun import aktifkan_akun, buka_akun
from pegawai.services.data import PegawaiBerubahError, create_mutasi, create_tampilan, update_data_pribadi

__all__ = ["PegawaiBerubahError", "aktifkan_akun", "buka_akun", "create_mutasi", "create_tampilan", "update_data_pribadi"]
