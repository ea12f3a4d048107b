"""Reads of training, each scoped to who asks; also what the profile, the reports and the API use."""

from kompetensi.selectors.jp import (
    decide_jp,
    get_jp_orang,
    get_jp_tahun,
    iter_rekap_jp,
    list_belajar_luar,
    list_catatan_jp,
    list_pegawai_jp,
    list_rekap_jp,
)
from kompetensi.selectors.katalog import (
    get_jp_konversi,
    is_berpeserta,
    list_angkatan,
    list_angkatan_terbuka,
    list_katalog,
    list_penyelenggara,
)
from kompetensi.selectors.pendaftaran import (
    get_pegawai_of_nomor,
    list_antrean,
    list_atas_nama,
    list_pendaftaran,
    list_pendaftaran_pegawai,
    list_peserta,
    list_status_saya,
)
from kompetensi.selectors.sertifikat import (
    Periksa,
    bersihkan_kode,
    check_sertifikat,
    list_lulus,
    list_sertifikat,
    list_sertifikat_pegawai,
    list_sertifikat_profil,
)

__all__ = [
    "Periksa",
    "bersihkan_kode",
    "check_sertifikat",
    "decide_jp",
    "get_jp_konversi",
    "get_jp_orang",
    "get_jp_tahun",
    "get_pegawai_of_nomor",
    "is_berpeserta",
    "iter_rekap_jp",
    "list_angkatan",
    "list_angkatan_terbuka",
    "list_antrean",
    "list_atas_nama",
    "list_belajar_luar",
    "list_catatan_jp",
    "list_katalog",
    "list_lulus",
    "list_pegawai_jp",
    "list_pendaftaran",
    "list_pendaftaran_pegawai",
    "list_penyelenggara",
    "list_peserta",
    "list_rekap_jp",
    "list_sertifikat",
    "list_sertifikat_pegawai",
    "list_sertifikat_profil",
    "list_status_saya",
]
