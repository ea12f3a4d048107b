"""Opening an uploaded list: a limited child process does it, this side turns its verdict into words."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from impor.pegawai.kolom import Kepala, baca_kepala
from inti.errors import UseCaseError

DETIK_CPU = 120
DETIK_TUNGGU = 300
Sel = str | Mapping[str, str] | None
_SIMPAN_XLSX = gettext_lazy("Buka di Excel atau LibreOffice, pilih Simpan Sebagai, lalu pilih jenis Buku Kerja Excel (.xlsx).")
_EKSPOR = gettext_lazy("Unduh lagi daftar pegawai dari sistem nasional, lalu pilih berkas itu.")
_HAPUS = gettext_lazy("Salin hanya baris yang berisi data ke lembar baru, simpan, lalu unggah lagi.")
PESAN: dict[str, tuple[Any, Any]] = {
    "kosong": (gettext_lazy("Berkas ini kosong: tidak ada satu sel pun yang berisi."), _EKSPOR),
    "tanpa_kepala": (
        gettext_lazy("Baris judul kolom tidak ditemukan di 30 baris pertama."),
        gettext_lazy(
            "Baris pertama harus berisi judul seperti PNS ID, NIP BARU, NAMA, TANGGAL LAHIR. Tambahkan, lalu unggah lagi."
        ),
    ),
    "tanpa_baris": (gettext_lazy("Di bawah baris judul tidak ada data pegawai."), _EKSPOR),
    "rusak": (gettext_lazy("Berkas ini rusak atau terpotong, jadi tidak dapat dibuka."), _EKSPOR),
    "bersandi": (
        gettext_lazy("Berkas ini dikunci dengan kata sandi."),
        gettext_lazy("Buka di Excel, hapus kata sandinya (Berkas, Info, Lindungi Buku Kerja), simpan, lalu unggah lagi."),
    ),
    "xls_lama": (gettext_lazy("Ini berkas Excel lama (.xls)."), _SIMPAN_XLSX),
    "xlsb": (gettext_lazy("Ini buku kerja biner (.xlsb)."), _SIMPAN_XLSX),
    "ods": (gettext_lazy("Ini berkas OpenDocument (.ods)."), _SIMPAN_XLSX),
    "makro": (gettext_lazy("Berkas ini memuat makro, dan makro tidak diterima."), _SIMPAN_XLSX),
    "html": (gettext_lazy("Ini halaman web yang diberi nama seperti berkas Excel."), _SIMPAN_XLSX),
    "pdf": (gettext_lazy("Ini berkas PDF. Daftar pegawai dibaca dari tabel."), _EKSPOR),
    "bukan_tabel": (
        gettext_lazy("Berkas ini bukan tabel."),
        gettext_lazy("Pilih buku kerja Excel (.xlsx) atau tabel teks (.csv)."),
    ),
    "bukan_buku_kerja": (
        gettext_lazy("Ini arsip, bukan buku kerja Excel."),
        gettext_lazy("Keluarkan dulu isinya, lalu unggah berkas .xlsx di dalamnya."),
    ),
    "bom": (gettext_lazy("Isi berkas ini membengkak tidak wajar saat dibuka, jadi tidak kami buka."), _HAPUS),
    "terlalu_berat": (gettext_lazy("Berkas ini terlalu berat untuk dibaca: isinya melampaui batas memori atau waktu."), _HAPUS),
    "terlalu_banyak_baris": (
        gettext_lazy("Lembar ini memakai sel sampai baris %(baris)s; paling banyak %(paling)s baris."),
        _HAPUS,
    ),
    "terlalu_banyak_kolom": (
        gettext_lazy("Lembar ini memakai %(kolom)s kolom di baris %(baris)s; paling banyak %(paling)s kolom."),
        _HAPUS,
    ),
    "csv_rusak": (
        gettext_lazy("Tabel teks ini rusak di sekitar baris %(baris)s: ada tanda kutip yang tidak ditutup."),
        gettext_lazy("Perbaiki baris itu, atau simpan ulang sebagai .xlsx."),
    ),
    "penyandian": (
        gettext_lazy("Huruf di berkas teks ini tidak terbaca: penyandiannya bukan UTF-8 atau Windows-1252."),
        gettext_lazy("Simpan ulang sebagai CSV UTF-8 atau sebagai .xlsx."),
    ),
}


class BerkasTidakTerbacaError(UseCaseError):
    """The file can't be read as an employee list."""


@dataclass(frozen=True)
class Lembar:
    """A list being read: the header understood, and each row with its number in Excel as it arrives.

    Iterating `baris` raises BerkasTidakTerbacaError when the file turns out to be unreadable further down.
    """

    nama: str
    kepala: Kepala
    baris: Iterator[tuple[int, list[Sel]]]


@contextmanager
def buka(berkas: Path) -> Iterator[Lembar]:
    """Open an employee list; its rows are there while the child still reads, so that judging them costs no waiting.

    Raises BerkasTidakTerbacaError with what is the case and what to do.
    """
    _periksa_berkas(berkas)
    with _anak(berkas) as keluaran:
        kata = _dengar(keluaran)
        awal = next(kata, {"galat": "terlalu_berat"})
        if isinstance(awal, list) or "galat" in awal:
            raise _galat(awal if isinstance(awal, dict) else {})
        kepala = baca_kepala(awal["kepala"])
        _periksa_kepala(kepala)
        yield Lembar(awal["lembar"], kepala, _baris(kata))


def _baris(kata: Iterator[Any]) -> Iterator[tuple[int, list[Sel]]]:
    """The rows until the verdict; a child that ends without one was stopped at a limit."""
    jumlah = 0
    for isi in kata:
        if isinstance(isi, list):
            jumlah += 1
            yield isi[0], isi[1]
            continue
        if "galat" in isi:
            raise _galat(isi)
        if not jumlah:
            raise _galat({"galat": "tanpa_baris"})
        return
    raise _galat({"galat": "terlalu_berat"})


def _dengar(keluaran: IO[bytes]) -> Iterator[Any]:
    """What the child says, line by line, until it stops or is cut off within a line."""
    for teks in keluaran:
        try:
            yield json.loads(teks)
        except ValueError:
            return


def _periksa_berkas(berkas: Path) -> None:
    try:
        ukuran = berkas.stat().st_size
        dibaca = berkas.is_file()
    except OSError as error:
        raise BerkasTidakTerbacaError(
            _("Berkas ini tidak ditemukan."), fix=_("Periksa nama dan letaknya."), field="berkas"
        ) from error
    if not dibaca:
        raise BerkasTidakTerbacaError(
            _("Ini folder, bukan berkas."), fix=_("Pilih berkas .xlsx atau .csv di dalamnya."), field="berkas"
        )
    periksa_ukuran(ukuran)


def periksa_ukuran(ukuran: int) -> None:
    """Raise BerkasTidakTerbacaError for a file that is too big, the same at upload and at the command line."""
    if ukuran > settings.IMPOR_UKURAN_MAKS:
        raise BerkasTidakTerbacaError(
            _("Berkas ini %(ukuran)s MB; paling besar %(paling)s MB.")
            % {"ukuran": _mb(ukuran), "paling": _mb(settings.IMPOR_UKURAN_MAKS)},
            fix=_("Daftar 3.000 pegawai biasanya 1 MB. Hapus gambar dan lembar lain, atau bagi menjadi beberapa berkas."),
            field="berkas",
        )


def _mb(byte: int) -> str:
    return f"{byte / 1_000_000:.0f}" if byte >= 10_000_000 else f"{byte / 1_000_000:.1f}".replace(".", ",")


@contextmanager
def _anak(berkas: Path) -> Iterator[IO[bytes]]:
    """The output of a child process that reads the file, stopped when nobody listens any more or it takes too long."""
    perintah = [
        sys.executable,
        "-m",
        "impor.pegawai.anak",
        str(berkas.resolve()),
        str(settings.IMPOR_MEMORI_MAKS),
        str(DETIK_CPU),
    ]
    # SECURITY: the child gets no environment of ours, so a hostile file can't reach secrets or the database.
    with subprocess.Popen(
        perintah,
        cwd=settings.BASE_DIR,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as anak:
        batas = threading.Timer(DETIK_TUNGGU, anak.kill)
        batas.start()
        try:
            yield cast(IO[bytes], anak.stdout)
        finally:
            batas.cancel()
            anak.kill()


def _galat(jawab: Mapping[str, Any]) -> BerkasTidakTerbacaError:
    pesan, saran = PESAN.get(jawab.get("galat", ""), PESAN["rusak"])
    isi = {k: f"{v:,}".replace(",", ".") if isinstance(v, int) else v for k, v in jawab.get("nilai", {}).items()}
    return BerkasTidakTerbacaError(str(pesan) % isi, fix=str(saran), field="berkas")


def _periksa_kepala(kepala: Kepala) -> None:
    if kepala.hilang:
        daftar = ", ".join(
            _("%(nama)s (mungkin kolom '%(mirip)s')") % {"nama": n, "mirip": m} if m else n for n, m in kepala.hilang
        )
        raise BerkasTidakTerbacaError(
            ngettext(
                "Kolom yang diperlukan tidak ada: %(daftar)s.", "Kolom yang diperlukan tidak ada: %(daftar)s.", len(kepala.hilang)
            )
            % {"daftar": daftar},
            fix=_("Tambahkan kolom itu, judulnya persis seperti tertulis di sini, lalu unggah lagi. Urutan kolom bebas."),
            field="berkas",
        )
    if kepala.ganda:
        raise BerkasTidakTerbacaError(
            _("Ada kolom yang muncul dua kali: %(daftar)s.") % {"daftar": ", ".join(kepala.ganda)},
            fix=_("Sisakan satu kolom untuk tiap judul, lalu unggah lagi."),
            field="berkas",
        )
