"""The days off that everybody's deadlines skip: what the parameter may look like. Imports no Django."""

from __future__ import annotations

from typing import Any

from aturan.daun import DaftarTanggal
from aturan.skema import Bagian, Definisi, Kelompok, Tabel
from inti.keputusan import Istilah, MasukanDitolak, _

TAHUN = tuple(Istilah(str(t), str(t)) for t in range(2020, 2100))
JENIS = ("libur", "cuti_bersama")


def _cek(nilai: Any) -> None:
    """Each day stands under its own year, and is not both kinds at once."""
    for tahun, isi in nilai.items():
        for jenis in JENIS:
            asing = next((h for h in isi[jenis] if h[:4] != tahun), None)
            if asing:
                raise _tolak(
                    _("Tanggal %(hari)s bukan hari dalam tahun %(tahun)s."), f"{tahun}.{jenis}", "tahun_lain", asing, tahun
                )
        if kembar := sorted(set(isi["libur"]) & set(isi["cuti_bersama"])):
            raise _tolak(
                _("Tanggal %(hari)s tertulis sebagai hari libur dan cuti bersama sekaligus."),
                f"{tahun}.cuti_bersama",
                "hari_kembar",
                kembar[0],
                tahun,
            )


def _tolak(teks: str, bidang: str, kode: str, hari: str, tahun: str) -> MasukanDitolak:
    tulis = f"{int(hari[8:])}-{int(hari[5:7])}-{hari[:4]}"
    return MasukanDitolak(
        teks, {"hari": tulis, "tahun": tahun}, saran=_("Pindahkan atau hapus tanggal itu."), field=bidang, kode=kode
    )


DEFINISI = Definisi(
    "hari_libur",
    _("Hari libur nasional dan cuti bersama"),
    _("Hari-hari yang dilewati setiap hitungan hari kerja, satu bagian setiap tahun. Sabtu dan Minggu tidak perlu ditulis."),
    Tabel(
        TAHUN,
        Kelompok(
            (
                Bagian("libur", _("Hari libur"), DaftarTanggal()),
                Bagian("cuti_bersama", _("Cuti bersama"), DaftarTanggal()),
            )
        ),
        lengkap=False,
    ),
    _cek,
)
