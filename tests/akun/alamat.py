"""Every address of the product, found in the resolver, and the one table that says what each of them is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# Pages: GET shows something to read; what they take by POST is answered by a page too.
HALAMAN = frozenset(
    {
        "beranda",
        "gaya",
        "kalkulator",
        "kalkulator-aturan",
        "luring",
        "akun:langkah-kedua",
        "akun:peran-menunggu",
        "akun:peran-riwayat",
        "akun:sambung",
        "aturan:daftar",
        "aturan:usulan",
        "aturan:rinci",
        "aturan:ubah",
        "aturan:tarik",
        "alur:menunggu",
        "alur:tertahan",
        "alur:perkara",
        "kabar:kotak",
        "kabar:buka",
        "kabar:atur",
        "kabar:berhenti",
        "kabar:surat-contoh",
        "layanan:perubahan",
        "layanan:perubahan-daftar",
        "layanan:perubahan-baru",
        "layanan:perubahan-rinci",
        "layanan:perubahan-lengkapi",
        "layanan:perubahan-tarik",
        "pegawai:akses-saya",
        "pegawai:wakil-saya",
        "pegawai:wakil",
        "pegawai:wakil-cabut",
        "pegawai:wakil-pejabat-saya",
        "pegawai:wakil-pejabat",
        "pegawai:wakil-pejabat-cabut",
        "forum:kirim",
        "forum:terima-kasih",
        "forum:lacak",
        "forum:saya",
        "forum:suara-saya",
        "forum:mengapa",
        "forum:jejak-suara",
        "forum:berubah",
        "forum:jejak",
        "forum:meja",
        "forum:usulan",
        "forum:usul",
        "forum:kabar",
        "forum:sambung",
        "forum:dilaporkan",
        "forum:pengawas",
        "forum:meja-rinci",
        "forum:daftar-topik",
        "forum:topik-baru",
        "forum:topik",
        "forum:topik-jawab",
        "laporan:pusat",
        "laporan:rinci",
        "pegawai:daftar",
        "pegawai:cari",
        "pegawai:saya",
        "pegawai:aktivasi",
        "pegawai:pengawasan",
        "impor:daftar",
        "impor:pemimpin",
        "impor:rinci",
        "pegawai:profil",
        "pegawai:pensiun",
        "pegawai:pribadi",
        "pegawai:ubah-pribadi",
        "pegawai:mutasi",
        "pegawai:mutasi-rinci",
        "pegawai:mutasi-perbaiki",
        "pegawai:perubahan",
        "pegawai:kode-masuk",
        "pegawai:akses",
        "kinerja:saya",
        "kinerja:mengapa",
        "kinerja:skp",
        "kinerja:perilaku",
        "kinerja:rencana_baru",
        "kinerja:rencana",
        "kinerja:kemajuan",
        "kinerja:catat",
        "kinerja:koreksi",
        "kinerja:catatan_tarik",
        "kinerja:bukti",
        "kinerja:tim",
        "kinerja:nilai",
        "kinerja:dasbor",
        "kinerja:dasbor_unit",
        "kinerja:sasaran",
        "kompetensi:belajar",
        "kompetensi:katalog",
        "kompetensi:pelatihan",
        "kompetensi:pendaftaran",
        "kompetensi:putuskan",
        "kompetensi:persetujuan",
        "kompetensi:jam",
        "kompetensi:luar-ajukan",
        "kompetensi:luar",
        "kompetensi:luar-perbaiki",
        "kompetensi:luar-periksa",
        "kompetensi:luar-putuskan",
        "kompetensi:sertifikat",
        "kompetensi:kelola",
        "kompetensi:pelatihan-baru",
        "kompetensi:penyelenggara",
        "kompetensi:penyelenggara-ubah",
        "kompetensi:pelatihan-ubah",
        "kompetensi:angkatan-baru",
        "kompetensi:angkatan",
        "kompetensi:angkatan-ubah",
        "kompetensi:periksa",
        "kompetensi:periksa-kode",
        "api:dokumentasi",
    }
)
# Addresses that only take a form, and the page with that form: GET answers 405 and leads there.
KIRIM = {
    "bahasa": "beranda",
    "aturan:langkah": "aturan:usulan",
    "akun:peran-putuskan": "akun:peran-menunggu",
    "alur:ambil": "alur:perkara",
    "alur:kembalikan": "alur:perkara",
    "forum:lupakan": "forum:lacak",
    "forum:dukung": "forum:jejak-suara",
    "forum:terbit": "forum:usulan",
    "forum:pengawas-putuskan": "forum:pengawas",
    "forum:moderasi-kiriman": "forum:dilaporkan",
    "forum:meja-langkah": "forum:meja-rinci",
    "forum:setuju": "forum:daftar-topik",
    "forum:laporkan": "forum:daftar-topik",
    "forum:topik-tutup": "forum:topik",
    "kabar:tandai-semua": "kabar:kotak",
    "laporan:batal": "laporan:rinci",
    "laporan:ulang": "laporan:rinci",
    "pegawai:kolom": "pegawai:daftar",
    "pegawai:simpan-tampilan": "pegawai:daftar",
    "pegawai:hapus-tampilan": "pegawai:daftar",
    "impor:langkah": "impor:rinci",
    "impor:perbaiki": "impor:rinci",
    "impor:ikut": "impor:rinci",
    "kinerja:terima": "kinerja:mengapa",
    "kinerja:skp_baru": "kinerja:saya",
    "kinerja:pendekatan": "kinerja:skp",
    "kinerja:ajukan": "kinerja:skp",
    "kinerja:tarik": "kinerja:skp",
    "kinerja:catatan_kembalikan": "kinerja:saya",
    "kinerja:sepakati": "kinerja:skp",
    "kinerja:kembalikan": "kinerja:skp",
    "kinerja:rencana_hapus": "kinerja:rencana",
    "kinerja:bicara": "kinerja:rencana",
    "kompetensi:daftar": "kompetensi:katalog",
    "kompetensi:batal": "kompetensi:pendaftaran",
    "kompetensi:luar-tarik": "kompetensi:luar",
    "kompetensi:sertifikat-cabut": "kompetensi:sertifikat",
    "kompetensi:angkatan-keadaan": "kompetensi:angkatan",
    "kompetensi:angkatan-batal": "kompetensi:angkatan",
    "kompetensi:peserta": "kompetensi:angkatan",
    "kompetensi:hadir": "kompetensi:angkatan",
    "kompetensi:terbit": "kompetensi:angkatan",
}
# Parts of a page, which its script asks for: words, but no head of their own.
BAGIAN = frozenset({"laporan:daftar", "pegawai:pilihan-unit"})
# Options of a box, while one types.
PILIHAN = frozenset({"pegawai:pilihan-unit"})
# Files: what GET gives where there is one.
BERKAS = {
    "security-txt": "text/plain",
    "kinerja:dasbor_csv": "text/csv",
    "dokumen:buka": "application/pdf",
    "forum:umpan": "application/atom+xml",
    "pekerja": "text/javascript",
    "kompetensi:luar-bukti": "application/pdf",
    "kompetensi:sertifikat-pdf": "application/pdf",
    "laporan:berkas": "text/csv",
    "impor:unduh": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Answers for machines, and their kinds; refusals are JSON as well.
MESIN = {
    "kabar:langganan": "application/json",
    "sehat-hidup": "application/json",
    "sehat-siap": "application/json",
    "api:skema": "application/vnd.oai.openapi",
    "oauth2_provider:token": "application/json",
    "oauth2_provider:revoke-token": "application/json",
    "api-tidak-ada": "application/json",
    "api:aturan": "application/json",
    "api:aturan-hitung": "application/json",
    "api:pegawai": "application/json",
    "api:pegawai-cari": "application/json",
    "api:pegawai-rinci": "application/json",
    "api:unit": "application/json",
    "api:unit-rinci": "application/json",
    "api:jabatan": "application/json",
    "api:jabatan-rinci": "application/json",
    "api:evaluasi": "application/json",
    "api:evaluasi-rinci": "application/json",
    "api:sasaran": "application/json",
    "api:sasaran-rinci": "application/json",
    "api:pelatihan": "application/json",
    "api:pelatihan-rinci": "application/json",
    "api:sertifikat": "application/json",
    "api:sertifikat-rinci": "application/json",
    "api:topik": "application/json",
    "api:topik-rinci": "application/json",
    "api:tindak-lanjut": "application/json",
    "api:tindak-lanjut-rinci": "application/json",
    "api:tidak-ada": "application/json",
}
# Addresses of libraries, by the beginning of their names: pages as well, but how they take a form is theirs.
PUSTAKA = ("account_", "mfa_", "socialaccount_", "openid_connect_", "admin:")
PUSTAKA_BERKAS = {"admin:jsi18n": "text/javascript", "mfa_download_recovery_codes": "text/plain"}
DIKENAL = HALAMAN | BAGIAN | set(KIRIM) | set(BERKAS) | set(MESIN)


@dataclass(frozen=True)
class Alamat:
    """One pattern with its view, and an address of it that names nothing that exists."""

    nama: str
    view: Callable[..., Any]
    url: str

    @property
    def pustaka(self) -> bool:
        """Whether a library answers it."""
        return not self.nama or self.nama.startswith(PUSTAKA)


def list_alamat() -> list[Alamat]:
    """All patterns of the root URLconf, nested ones with their namespace."""
    return list(_jalan(get_resolver().url_patterns, ""))


def _jalan(pola: list[Any], ruang: str) -> Iterator[Alamat]:
    for p in pola:
        if isinstance(p, URLResolver):
            yield from _jalan(p.url_patterns, f"{ruang}{p.namespace}:" if p.namespace else ruang)
        elif isinstance(p, URLPattern):
            nama = f"{ruang}{p.name or ''}"
            yield Alamat(nama, p.callback, _contoh(nama, p))


def _contoh(nama: str, p: URLPattern) -> str:
    """An address for the pattern; '' for catch-alls and patterns without a name."""
    try:
        return reverse(nama, kwargs={k: _nilai(c) for k, c in p.pattern.converters.items()})
    except Exception:  # noqa: BLE001  # a pattern with regular groups: not walked, but its rule is still checked
        return ""


def _nilai(pengubah: Any) -> Any:
    return 999_999 if type(pengubah).__name__ == "IntConverter" else "tidak-ada-0"
