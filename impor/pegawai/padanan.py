"""Names of the national lists and what they mean here. Ids differ between systems, so only names are read."""

from __future__ import annotations

import re

from pegawai.models import Agama, Kedudukan, StatusKawin, TingkatPendidikan


def kunci(nama: str) -> str:
    """Return a name as compared: letters and digits only, small."""
    return re.sub(r"[^a-z0-9]+", "", nama.lower())


def _padanan(*pasangan: tuple[str, str]) -> dict[str, str]:
    """Names separated by '|' and their code."""
    return {kunci(nama): kode for daftar, kode in pasangan for nama in daftar.split("|")}


KELAMIN = _padanan(("M|L|Pria|Laki-laki|Laki laki|Male", "pria"), ("F|P|W|Wanita|Perempuan|Female", "wanita"))
AGAMA = _padanan(
    ("Islam", Agama.ISLAM.value),
    ("Kristen|Kristen Protestan|Protestan", Agama.KRISTEN.value),
    ("Katholik|Katolik|Kristen Katolik", Agama.KATOLIK.value),
    ("Hindu", Agama.HINDU.value),
    ("Budha|Buddha", Agama.BUDDHA.value),
    ("Konghucu|Khonghucu|Kong Hu Cu", Agama.KHONGHUCU.value),
    ("Lainnya|Kepercayaan|Aliran Kepercayaan|Penghayat Kepercayaan", Agama.KEPERCAYAAN.value),
)
KAWIN = _padanan(
    ("Menikah|Kawin|Nikah", StatusKawin.MENIKAH.value),
    ("Belum Menikah|Belum Kawin|Belum Nikah|Lajang", StatusKawin.BELUM.value),
    ("Cerai|Cerai Hidup", StatusKawin.CERAI.value),
    ("Janda/Duda|Janda|Duda|Cerai Mati|Janda Duda", StatusKawin.JANDA_DUDA.value),
)
STATUS = _padanan(("C|CPNS|Calon PNS", "cpns"), ("P|PNS", "pns"), ("PPPK|P3K", "pppk"))
TINGKAT = _padanan(
    ("SD|Sekolah Dasar|Sekolah Dasar/Sederajat", TingkatPendidikan.SD.value),
    ("SLTP|SMP|SLTP Kejuruan|SMP Sederajat", TingkatPendidikan.SMP.value),
    ("SLTA|SMA|SMK|MA|SLTA Kejuruan|SLTA Keguruan|SLTA/SMA Sederajat|SMA Sederajat", TingkatPendidikan.SMA.value),
    ("Diploma I|D-I|D1|Diploma 1", TingkatPendidikan.D1.value),
    ("Diploma II|D-II|D2|Diploma 2", TingkatPendidikan.D2.value),
    ("Diploma III/Sarjana Muda|Diploma III|D-III|D3|Diploma 3|Sarjana Muda", TingkatPendidikan.D3.value),
    ("Diploma IV|D-IV|D4|Diploma 4|Sarjana Terapan", TingkatPendidikan.D4.value),
    ("S-1/Sarjana|S-1|S1|Sarjana|Strata 1", TingkatPendidikan.S1.value),
    ("Profesi", TingkatPendidikan.PROFESI.value),
    ("S-2|S2|S-2/Magister|Magister|Strata 2", TingkatPendidikan.S2.value),
    ("Spesialis|Subspesialis|Sub Spesialis", TingkatPendidikan.SPESIALIS.value),
    ("S-3|S3|S-3/Doktor|S-3/Doktoral|Doktor|Strata 3", TingkatPendidikan.S3.value),
)
KEDUDUKAN = _padanan(
    (
        "Aktif|PPPK Aktif|CPNS Aktif|CPNS Belum Menerima SK|Pegawai Titipan|Proses Banding BAPEK|Kena Hukuman Disiplin",
        Kedudukan.AKTIF.value,
    ),
    ("Sedang Menjalani Hukuman Disiplin|Pemindahan dalam rangka penurunan jabatan|Tidak Ikut PUPNS 2015", Kedudukan.AKTIF.value),
    ("CLTN|Cuti di luar tanggungan negara|Cuti Luar Tanggungan Negara|Perpanjangan CLTN", Kedudukan.CLTN.value),
    ("Tugas Belajar", Kedudukan.TUGAS_BELAJAR.value),
    ("Pemberhentian Sementara|Diberhentikan Sementara|Pejabat Negara|Kepala Desa", Kedudukan.DIBERHENTIKAN_SEMENTARA.value),
    ("Masa Persiapan Pensiun|MPP", Kedudukan.MPP.value),
    ("Tidak Aktif|Penerima Uang Tunggu|Prajurit Wajib|Dinyatakan Hilang|Pengungsi|Pemblokiran Data", Kedudukan.TIDAK_AKTIF.value),
    ("Tidak aktif tetapi diusulkan pensiun|Tindak Pidana (Jabatan)|Eks PNS Timor Timur", Kedudukan.TIDAK_AKTIF.value),
    ("Pensiun|Mencapai BUP|Pemberhentian dengan hak pensiun", Kedudukan.PENSIUN.value),
    ("Diberhentikan|Berhenti|Pemberhentian tanpa hak pensiun|Punah|TMS dari Pengadaan|Pembatalan NIP", Kedudukan.BERHENTI.value),
)
# Acting posts by how their title begins.
PENUGASAN = (
    (re.compile(r"(plt\b\.?|pelaksana tugas\b) *", re.IGNORECASE), "plt"),
    (re.compile(r"(plh\b\.?|pelaksana harian\b) *", re.IGNORECASE), "plh"),
    (re.compile(r"(pj\b\.?|penjabat\b) *", re.IGNORECASE), "pj"),
)


def pisah_penugasan(jabatan: str) -> tuple[str, str]:
    """Return (kind, title without its beginning): 'Plt. Kepala Dinas Sosial' is ('plt', 'Kepala Dinas Sosial')."""
    for pola, kode in PENUGASAN:
        if (cocok := pola.match(jabatan)) and cocok.end() < len(jabatan):
            return kode, jabatan[cocok.end() :]
    return "definitif", jabatan


# The kind of employee by how its name begins; the longer beginning first.
JENIS_PEGAWAI = (
    (re.compile(r"(pppk|p3k|pegawai pemerintah dengan perjanjian kerja)\b", re.IGNORECASE), "pppk"),
    (re.compile(r"(cpns|calon (pns|pegawai negeri sipil))\b", re.IGNORECASE), "cpns"),
    (re.compile(r"(pns|pegawai negeri sipil|dpk|dpb|dipekerjakan|diperbantukan)\b", re.IGNORECASE), "pns"),
)
