"""What titles say."""

import pytest

from pegawai.rules.jabatan import JabatanUrai, urai_jabatan


@pytest.mark.parametrize(
    ("nama", "jenis", "hasil"),
    [
        ("Guru Ahli Muda", "Jabatan Fungsional", JabatanUrai("fungsional", "ahli_muda", True)),
        ("Perawat Mahir", "Jabatan Fungsional", JabatanUrai("fungsional", "mahir", False)),
        ("Analis SDM Aparatur Ahli Pertama", "JABATAN FUNGSIONAL", JabatanUrai("fungsional", "ahli_pertama", False)),
        ("Pengawas Sekolah Ahli Madya", "Jabatan Fungsional", JabatanUrai("fungsional", "ahli_madya", False)),
        ("Pengadministrasi Perkantoran", "Jabatan Pelaksana", JabatanUrai("pelaksana", "", False)),
        ("Pengolah Data", "Jabatan Fungsional Umum", JabatanUrai("pelaksana", "", False)),
        ("Sekretaris Daerah", "Jabatan Struktural", JabatanUrai("jpt", "", False)),
        ("Sekretaris DPRD", "Jabatan Struktural", JabatanUrai("jpt", "", False)),
        ("Inspektur", "Jabatan Struktural", JabatanUrai("jpt", "", False)),
        ("Inspektur Pembantu I", "Jabatan Struktural", JabatanUrai("administrator", "", False)),
        ("Kepala Dinas Sosial", "Jabatan Struktural", JabatanUrai("jpt", "", False)),
        ("Kepala Satuan Polisi Pamong Praja", "Jabatan Struktural", JabatanUrai("jpt", "", False)),
        ("Camat Sibolga Kota", "Jabatan Struktural", JabatanUrai("administrator", "", False)),
        ("Sekretaris Dinas Sosial", "Jabatan Struktural", JabatanUrai("administrator", "", False)),
        ("Kepala Bidang Pembinaan Dinas Sosial", "Jabatan Struktural", JabatanUrai("administrator", "", False)),
        ("Kepala Bagian Umum Sekretariat Daerah", "Jabatan Struktural", JabatanUrai("administrator", "", False)),
        ("Lurah Pasar Baru", "Jabatan Struktural", JabatanUrai("pengawas", "", False)),
        ("Kepala UPTD Puskesmas Sambas", "Jabatan Struktural", JabatanUrai("pengawas", "", False)),
        ("Kepala Subbagian Umum", "", JabatanUrai("pengawas", "", False)),
        ("Bidan Terampil", "", JabatanUrai("fungsional", "terampil", False)),
        ("Pramu Kebersihan", "", JabatanUrai("pelaksana", "", False)),
    ],
)
def test_kind_and_level_follow_from_title_and_kind(nama, jenis, hasil):
    assert urai_jabatan(nama, jenis) == hasil
