"""Words of the demonstration's performance year: targets, results and measures of three offices. All invented."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple


class Ukuran(NamedTuple):
    """aspek, wording, target, unit, direction."""

    aspek: str
    uraian: str
    target: Decimal
    satuan: str
    arah: str = "naik"


class Hasil(NamedTuple):
    """A result, the number of the result above that it serves, its measures."""

    uraian: str
    bantu: int
    ukuran: tuple[Ukuran, ...]


def _n(uraian: str, target: int, satuan: str) -> Ukuran:
    return Ukuran("kuantitas", uraian, Decimal(target), satuan)


def _w(uraian: str, target: int = 95, satuan: str = "persen") -> Ukuran:
    return Ukuran("waktu", uraian, Decimal(target), satuan)


def _m(uraian: str, target: int = 90, satuan: str = "persen") -> Ukuran:
    return Ukuran("kualitas", uraian, Decimal(target), satuan)


def _turun(uraian: str, target: int, satuan: str = "persen") -> Ukuran:
    return Ukuran("kualitas", uraian, Decimal(target), satuan, "turun")


SASARAN_KOTA = (
    ("Layanan publik kota cepat dan dipercaya", "Indeks kepuasan masyarakat", 86, "indeks", "rpjmd"),
    ("Pemerintahan digital dipakai warga setiap hari", "Indeks SPBE", 3, "indeks", "rpjmd"),
    ("Aparatur kota profesional dan terus belajar", "Indeks profesionalitas ASN", 80, "indeks", "rpjmd"),
)
HASIL_SEKDA = (
    Hasil("Kepuasan warga atas layanan kota mencapai 86", 0, (_m("Indeks kepuasan masyarakat", 86, "indeks"),)),
    Hasil("Layanan utama kota dapat diurus dari rumah", 1, (_n("Layanan yang pindah ke daring", 24, "layanan"),)),
    Hasil("Aparatur kota naik kompetensinya", 2, (_m("Pegawai yang memenuhi 20 JP setahun", 85),)),
)

DISDUKCAPIL = {
    "sasaran": (
        ("Dokumen kependudukan terbit tepat waktu", "Dokumen selesai dalam 24 jam", 97, "persen", 0),
        ("Arsip kependudukan lengkap secara digital", "Lembar akta terdigitalkan", 24000, "lembar", 1),
        ("Warga paham syarat sebelum datang", "Berkas lengkap pada kedatangan pertama", 90, "persen", 0),
    ),
    "kepala": (
        Hasil("Dokumen kependudukan terbit tepat waktu", 0, (_w("Dokumen selesai dalam 24 jam", 97),)),
        Hasil("Arsip kependudukan lengkap secara digital", 1, (_n("Lembar akta terdigitalkan", 24000, "lembar"),)),
        Hasil("Warga paham syarat sebelum datang", 0, (_m("Berkas lengkap pada kedatangan pertama"),)),
    ),
    "Sekretariat": (
        Hasil("Anggaran dan perlengkapan loket tersedia tepat waktu", 0, (_w("Permintaan loket terpenuhi dalam 3 hari"),)),
        Hasil("Data kepegawaian dinas mutakhir", 2, (_m("Data pegawai tanpa selisih", 98),)),
    ),
    "Perencanaan": (
        Hasil("Rencana dan laporan kinerja dinas selesai tepat waktu", 0, (_n("Laporan triwulan terkirim", 12, "laporan"),)),
        Hasil("Data layanan harian terbaca pimpinan", 1, (_w("Papan data terisi sebelum pukul 08.00"),)),
    ),
    "Pelayanan": (
        Hasil(
            "KTP dan KK selesai dalam 24 jam",
            0,
            (_w("Berkas selesai dalam 24 jam", 97), _turun("KTP dicetak ulang karena salah", 1)),
        ),
        Hasil("Akta lahir terbit di hari kelahiran", 0, (_n("Akta lahir terbit lewat rumah sakit", 1200, "akta"),)),
        Hasil("Perpindahan penduduk tertangani tanpa tunggakan", 2, (_turun("Permohonan lewat 3 hari", 3),)),
    ),
    "Pembinaan": (
        Hasil("Arsip akta 2010–2020 terdigitalkan", 1, (_n("Lembar akta dipindai dan diperiksa", 20000, "lembar"),)),
        Hasil("Kelurahan memberi keterangan syarat yang benar", 2, (_n("Kelurahan dibina", 17, "kelurahan"),)),
    ),
}
DISKOMINFO = {
    "sasaran": (
        ("Layanan daring kota selalu bisa dibuka", "Ketersediaan layanan", 99, "persen", 1),
        ("Informasi kota benar dan cepat", "Jawaban informasi dalam 2 hari", 95, "persen", 0),
        ("Data antardinas saling tersambung", "Layanan yang berbagi data", 18, "layanan", 1),
    ),
    "kepala": (
        Hasil("Layanan daring kota selalu bisa dibuka", 1, (_m("Ketersediaan layanan", 99),)),
        Hasil("Informasi kota benar dan cepat", 0, (_w("Jawaban informasi dalam 2 hari"),)),
        Hasil("Data antardinas saling tersambung", 1, (_n("Layanan yang berbagi data", 18, "layanan"),)),
    ),
    "Sekretariat": (
        Hasil("Pengadaan perangkat selesai sesuai jadwal", 0, (_w("Paket pengadaan tepat jadwal"),)),
        Hasil("Keuangan dinas tertib tanpa temuan", 1, (_m("SPJ benar pada pemeriksaan pertama", 96),)),
    ),
    "Perencanaan": (
        Hasil("Peta jalan SPBE terlaksana", 2, (_n("Tonggak peta jalan tercapai", 12, "tonggak"),)),
        Hasil("Laporan kinerja dinas terbit tepat waktu", 1, (_n("Laporan terbit", 12, "laporan"),)),
    ),
    "Pelayanan": (
        Hasil(
            "Aduan lewat kanal digital dijawab tepat waktu",
            1,
            (_w("Aduan dijawab dalam 2 hari kerja"), _m("Kepuasan pelapor", 85)),
        ),
        Hasil("Wi-Fi publik di taman dan pasar menyala", 0, (_m("Titik Wi-Fi menyala", 97),)),
    ),
    "Pembinaan": (
        Hasil("Kelurahan mampu memakai layanan digital", 2, (_n("Kelurahan didampingi", 17, "kelurahan"),)),
        Hasil(
            "Server kota aman dan diperbarui",
            0,
            (_n("Pembaruan keamanan terpasang", 240, "pembaruan"), _turun("Gangguan lebih dari satu jam", 4, "kali")),
        ),
    ),
}
BKPSDM = {
    "sasaran": (
        ("Layanan kepegawaian selesai tepat janji", "Usul selesai sesuai janji", 95, "persen", 2),
        ("Setiap pegawai belajar 20 JP setahun", "Pegawai yang memenuhi 20 JP", 85, "persen", 2),
        ("Data kepegawaian benar dan mutakhir", "Data tanpa selisih dengan SIASN", 98, "persen", 1),
    ),
    "kepala": (
        Hasil("Layanan kepegawaian selesai tepat janji", 2, (_w("Usul selesai sesuai janji"),)),
        Hasil("Setiap pegawai belajar 20 JP setahun", 2, (_m("Pegawai yang memenuhi 20 JP", 85),)),
        Hasil("Data kepegawaian benar dan mutakhir", 1, (_m("Data tanpa selisih dengan SIASN", 98),)),
    ),
    "Sekretariat": (
        Hasil("Surat dan arsip kepegawaian tertata", 2, (_n("Berkas pegawai ditata", 2900, "berkas"),)),
        Hasil("Anggaran badan terserap sesuai rencana", 0, (_m("Serapan sesuai rencana", 92),)),
    ),
    "Perencanaan": (
        Hasil("Kebutuhan pegawai lima tahun terpetakan", 0, (_n("Perangkat daerah terpetakan", 40, "perangkat daerah"),)),
        Hasil("Laporan kepegawaian bulanan terbit", 2, (_n("Laporan terbit", 12, "laporan"),)),
    ),
    "Pelayanan": (
        Hasil(
            "Usul kenaikan pangkat dan pensiun selesai tepat waktu",
            0,
            (_n("Usul selesai", 620, "usul"), _w("Usul selesai dalam 5 hari kerja")),
        ),
        Hasil("Perubahan data pegawai diperiksa dalam 2 hari", 2, (_w("Usul perubahan diperiksa dalam 2 hari"),)),
    ),
    "Pembinaan": (
        Hasil("Pelatihan sesuai kesenjangan kompetensi", 1, (_n("Pegawai dilatih", 1400, "orang"),)),
        Hasil("Penilaian kinerja triwulan selesai tepat waktu", 0, (_m("Perangkat daerah tepat waktu", 95),)),
    ),
}
KANTOR: dict[str, dict[str, Any]] = {
    "Dinas Kependudukan dan Pencatatan Sipil": DISDUKCAPIL,
    "Dinas Komunikasi dan Informatika": DISKOMINFO,
    "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia": BKPSDM,
}

# What members of a section promise; `bantu` is the number of the result of their head.
STAF = {
    "Sekretariat": (
        Hasil(
            "Surat masuk dan keluar tercatat pada hari yang sama",
            0,
            (_n("Surat dicatat", 1440, "surat"), _w("Dicatat pada hari yang sama")),
        ),
        Hasil("Arsip dinamis tertata dan mudah ditemukan", 1, (_n("Berkas ditata", 960, "berkas"),)),
        Hasil("Persediaan kantor tersedia tanpa menunggu", 0, (_w("Permintaan terpenuhi dalam 2 hari"),)),
        Hasil("Pertanggungjawaban keuangan lengkap", 1, (_n("SPJ selesai", 240, "SPJ"), _turun("SPJ dikembalikan", 5))),
    ),
    "Perencanaan": (
        Hasil(
            "Data bulanan terkumpul dan terperiksa", 1, (_n("Set data terkumpul", 144, "set data"), _m("Data tanpa koreksi", 95))
        ),
        Hasil("Bahan laporan triwulan siap seminggu lebih awal", 0, (_w("Bahan siap sebelum tenggat"),)),
        Hasil("Rencana kegiatan tersambung ke sasaran", 0, (_n("Kegiatan dipetakan", 48, "kegiatan"),)),
        Hasil("Grafik kinerja mudah dibaca pimpinan", 1, (_n("Papan data diperbarui", 220, "kali"),)),
    ),
    "Pelayanan": (
        Hasil("Berkas di loket selesai dalam 24 jam", 0, (_n("Berkas selesai", 2400, "berkas"), _w("Selesai dalam 24 jam", 96))),
        Hasil("Warga dilayani ramah dan jelas", 0, (_m("Kepuasan di loket", 88),)),
        Hasil(
            "Pertanyaan warga lewat pesan dijawab hari itu juga",
            1,
            (_n("Pesan dijawab", 1800, "pesan"), _w("Dijawab hari itu juga")),
        ),
        Hasil("Tunggakan lama diselesaikan", 1, (_n("Tunggakan diselesaikan", 180, "berkas"),)),
    ),
    "Pembinaan": (
        Hasil(
            "Dokumen lama terdigitalkan dan terperiksa",
            0,
            (_n("Lembar dipindai dan diperiksa", 6000, "lembar"), _turun("Lembar dipindai ulang", 2)),
        ),
        Hasil("Pendampingan kelurahan berjalan sesuai jadwal", 1, (_n("Kunjungan pendampingan", 48, "kunjungan"),)),
        Hasil("Panduan singkat tersedia untuk rekan", 1, (_n("Panduan terbit", 12, "panduan"),)),
        Hasil("Peserta pembinaan memahami materi", 0, (_m("Nilai paham peserta", 85, "nilai"),)),
    ),
}
BUKTI = (
    ("Rekap loket triwulan", "https://arsip.sibolga.contoh.invalid/rekap-loket"),
    ("Foto kegiatan dan daftar hadir", "https://arsip.sibolga.contoh.invalid/kegiatan"),
    ("Buku register yang diperiksa", "https://arsip.sibolga.contoh.invalid/register"),
    ("Laporan hasil pekerjaan", "https://arsip.sibolga.contoh.invalid/laporan"),
)
UMPAN_BALIK = {
    "di_atas": (
        "Melampaui target dan buktinya lengkap. Mohon bagi caranya kepada rekan satu bidang.",
        "Hasilnya terasa langsung oleh warga. Bulan depan kita coba cara ini di loket lain.",
    ),
    "sesuai": (
        "Berjalan sesuai rencana. Yang bisa dibantu: catatan mingguan supaya kendala cepat terlihat.",
        "Terima kasih, pekerjaan rapi dan tepat waktu. Mari rapikan buktinya di triwulan berikut.",
        "Target tercapai. Kita sepakati dukungan satu orang saat loket ramai.",
    ),
    "di_bawah": (
        "Target belum tercapai karena beban naik. Kita atur ulang pembagian tugas dan bertemu tiap Senin.",
        "Masih banyak yang tertunda. Saya bantu mendahulukan dua pekerjaan yang paling ditunggu warga.",
    ),
}
