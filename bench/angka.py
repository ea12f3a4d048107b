"""A figure, and how two things are timed side by side."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

# What each figure is held against in the same run. A bare view answers the page's rows as one json_agg, by the same server,
# without session, rights and template.
PEMBANDING = {
    "impor": "openpyxl membaca tiap sel, lalu COPY ke tabel sementara",
    "ekspor_xlsx": "xlsxwriter menulis baris dari kursor polos",
    "api_daftar": "view polos: json_agg 50 pegawai",
    "api_rinci": "view polos: json_agg satu pegawai",
    "cari": "view polos: json_agg 25 nama termirip",
    "halaman_daftar": "view polos: json_agg 25 pegawai",
    "halaman_profil": "view polos: json_agg satu pegawai dengan semua riwayat",
    "dasbor": "view polos: json_agg angka kota dan perangkat daerah",
    "beranda": "view polos: json_agg SKP, hasil, JP, dan pembacaan satu pegawai",
    "lantai": "view polos: json_agg akun, peran, dan orang dari satu sesi",
    "langsung_p95": "yang dijanjikan",
    "kueri_maks": "yang dijanjikan",
}
NAMA = tuple(PEMBANDING)
# The least ratio that the city was promised.
TUJUAN = {
    "impor": 0.35, "ekspor_xlsx": 0.6, "api_daftar": 0.5, "api_rinci": 0.55, "cari": 0.25, "halaman_daftar": 0.25, "halaman_profil": 0.25,
    "dasbor": 0.25, "beranda": 0.25, "lantai": 0.5, "langsung_p95": 1.0, "kueri_maks": 1.0,
}  # fmt: skip
PALING_SEDIKIT = 5
BESAR = 10_000  # from so many rows on, work on all of them is timed once and not warmed up: it warms itself

Kerja = Callable[[int], object]


@dataclass(frozen=True)
class Angka:
    """One measured figure.

    nilai   what the product takes, in `satuan`
    batas   what the limit takes, measured in the same run, or the number that was promised
    rasio   batas / nilai: more is better, 1 is as quick as the limit
    n       employees in the database (or rows in the list) while it was measured
    lebih   further fields of its JSON line
    """

    nama: str
    nilai: float
    satuan: str
    batas: float
    rasio: float
    n: int
    lebih: dict[str, float] = field(default_factory=dict)

    def baris(self) -> str:
        """The figure as one JSON line."""
        isi = {
            "nama": self.nama,
            "nilai": round(self.nilai, 3),
            "satuan": self.satuan,
            "batas": round(self.batas, 3),
            "rasio": round(self.rasio, 3),
        }
        janji = {"tujuan": TUJUAN.get(self.nama), "pembanding": PEMBANDING.get(self.nama, "")}
        lebih = {nama: round(nilai, 3) for nama, nilai in self.lebih.items()}
        return json.dumps(isi | {"n": self.n} | janji | lebih, ensure_ascii=False)

    def ringkas(self) -> str:
        """The figure for a person."""
        tujuan = TUJUAN.get(self.nama)
        putusan = "" if tujuan is None else f", tujuan {tujuan}: {'tercapai' if self.rasio >= tujuan else 'BELUM'}"
        return (
            f"{self.nama}: {self.nilai:.2f} {self.satuan}, batas {self.batas:.2f} {self.satuan}, rasio {self.rasio:.2f}{putusan}"
        )


def berselang(batas: Kerja, diukur: Kerja, *, kali: int, detik: float, rentet: int = 1) -> tuple[list[float], list[float]]:
    """Time the limit and the measured work by turns (A B A B), so that a busy machine slows both alike.

    Each gets the number of the turn. One turn of both comes first and is thrown away, unless there is only one to time;
    then `kali` turns, fewer when `detik` seconds are over, but never fewer than PALING_SEDIKIT (or `kali`, if that is less).
    `rentet` times each in a row (AAA BBB) within a turn: a limit that walks through a large table would cool what the other one
    needs, and no visitor comes right behind it.

    Returns the seconds of both.
    """
    if kali > 1:
        batas(0)
        diukur(0)
    catatan: tuple[list[float], list[float]] = ([], [])
    henti = time.perf_counter() + detik
    for giliran in range(1, kali + 1):
        for kerja, hasil in zip((batas, diukur), catatan, strict=True):
            for ke in range(rentet):
                mulai = time.perf_counter()
                kerja((giliran - 1) * rentet + ke + 1)
                hasil.append(time.perf_counter() - mulai)
        if giliran >= PALING_SEDIKIT and time.perf_counter() > henti:
            break
    return catatan


def banding(
    nama: str, batas: Kerja, diukur: Kerja, *, n: int, kali: int = 250, detik: float = 6, satuan: str = "ms", rentet: int = 1
) -> Angka:
    """The medians of both, in milliseconds ('ms') or seconds ('detik'), from `kali` turns of `rentet` each."""
    waktu = berselang(batas, diukur, kali=kali, detik=detik, rentet=rentet)
    batas_detik, nilai_detik = (median(catatan) for catatan in waktu)
    skala = 1000 if satuan == "ms" else 1
    return Angka(nama, nilai_detik * skala, satuan, batas_detik * skala, batas_detik / nilai_detik, n)


def sekali_detik(kerja: Callable[[], object]) -> float:
    """Seconds that the work takes, done once."""
    mulai = time.perf_counter()
    kerja()
    return time.perf_counter() - mulai


def persentil(nilai: list[float], persen: float) -> float:
    """The value that `persen` percent of all values don't exceed. Raises ValueError for no values."""
    if not nilai:
        raise ValueError("tidak ada nilai")
    return sorted(nilai)[max(0, math.ceil(len(nilai) * persen / 100) - 1)]
