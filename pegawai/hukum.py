"""The law on employees as the rest of the house meets it: rules on offer, declared values, whom they touch, twins in SQL."""

from __future__ import annotations

from aturan import daftar_aturan, daftar_parameter, dampak, kembaran
from aturan.kembaran import Kembaran
from pegawai import dampak_aturan
from pegawai.rules import masa_kerja
from pegawai.rules.atasan import find_atasan
from pegawai.rules.duk import kunci_duk
from pegawai.rules.jabatan import compute_kelas_bup
from pegawai.rules.nik import ATURAN_NIK
from pegawai.rules.nip import ATURAN_NIP
from pegawai.rules.parameter import DEFINISI
from pegawai.rules.pensiun import ATURAN_PENSIUN, ATURAN_PINDAH_JABATAN, compute_tmt_pensiun


def daftarkan() -> None:
    """Register all of it; called from daftar.py."""
    daftar_aturan.register(ATURAN_NIP, ATURAN_NIK, ATURAN_PENSIUN, ATURAN_PINDAH_JABATAN)
    daftar_parameter.register(*DEFINISI)
    dampak.register(dampak_aturan.PENSIUN)
    kembaran.register(
        Kembaran("atasan", find_atasan, "pegawai.proyeksi.ATASAN"),
        Kembaran("tmt_pensiun", compute_tmt_pensiun, "pegawai.proyeksi._keadaan, pegawai.pensiun.tmt_pensiun"),
        Kembaran("kelas_bup", compute_kelas_bup, "organisasi.models.Jabatan.kelas_bup"),
        Kembaran("masa_kerja", masa_kerja.tambah, "pegawai.masa_kerja.bulan_pada"),
        Kembaran("duk", kunci_duk, "pegawai.reports.urut_duk"),
    )
