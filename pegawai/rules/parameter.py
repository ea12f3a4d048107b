"""The values that decrees set for the rules of employees: what each may look like."""

from __future__ import annotations

from typing import Any

from aturan.daun import Bilangan, Teks
from aturan.skema import Bagian, Definisi, Kelompok, Tabel
from inti.keputusan import Istilah, MasukanDitolak, _
from pegawai.rules.pensiun import JABATAN

# Retirement ages that Indonesian law has known lie between 50 and 70; a slip of the finger must not pass.
BUP = Bilangan(50, 75, _("tahun"))
UMUM = ("jpt", "administrator", "pengawas", "pelaksana")
JENJANG = ("ahli_utama", "ahli_madya", "ahli_muda", "ahli_pertama", "penyelia", "mahir", "terampil", "pemula")
KHUSUS = ("guru", "peneliti_madya", "peneliti_utama")
# Digits 13–14 of a NI PPPK: 21–99.
KODE_NI_PPPK = tuple(Istilah(str(n), str(n)) for n in range(21, 100))


def _cek_usia(nilai: Any) -> None:
    if nilai["lazim_paling_tua"] < nilai["paling_muda"]:
        raise MasukanDitolak(
            _("Usia lazim paling tua lebih rendah daripada usia paling muda."),
            saran=_("Periksa kedua angkanya."),
            field="lazim_paling_tua",
            kode="usia_terbalik",
        )


DEFINISI = (
    Definisi(
        "delegasi",
        _("Lama pendelegasian tugas, paling lama"),
        _("Selama apa seseorang dapat menugaskan wakilnya dengan surat sendiri."),
        Kelompok((Bagian("hari", _("Paling lama"), Bilangan(1, 365, _("hari kalender"))),)),
        dipakai=_("Dipakai saat tugas dititipkan; titipan yang sudah tercatat tidak berubah."),
    ),
    Definisi(
        "usia_cpns",
        _("Usia saat diangkat menjadi CPNS"),
        _("Di bawah yang paling muda ditolak; di atas yang lazim hanya peringatan."),
        Kelompok(
            (
                Bagian("paling_muda", _("Paling muda"), Bilangan(15, 30, _("tahun"))),
                Bagian("lazim_paling_tua", _("Lazim paling tua"), Bilangan(25, 65, _("tahun"))),
            )
        ),
        _cek_usia,
        _("Dipakai saat nomor induk diperiksa; nomor yang sudah tercatat tidak berubah."),
    ),
    Definisi(
        "kode_ni_pppk",
        _("Kode dalam nomor induk PPPK"),
        _("Arti angka 13–14 nomor induk PPPK. Kode yang tidak disebut di sini tetap diterima, tanpa nama."),
        Tabel(KODE_NI_PPPK, Teks(60), lengkap=False),
        dipakai=_("Dipakai saat nomor induk diperiksa; nomor yang sudah tercatat tidak berubah."),
    ),
    Definisi(
        "bup_jabatan",
        _("Batas usia pensiun menurut jabatan"),
        _("Usia pensiun pejabat manajerial dan pelaksana."),
        Tabel(tuple(JABATAN[k] for k in UMUM), BUP),
    ),
    Definisi(
        "bup_jenjang",
        _("Batas usia pensiun menurut jenjang fungsional"),
        _("Usia pensiun pejabat fungsional yang tidak diatur undang-undang sendiri."),
        Tabel(tuple(JABATAN[k] for k in JENJANG), BUP),
    ),
    Definisi(
        "bup_khusus",
        _("Batas usia pensiun jabatan dengan undang-undang sendiri"),
        _("Mendahului jenjang. Selama satu jabatan dikosongkan, pensiunnya tidak dapat dihitung."),
        Tabel(
            tuple(JABATAN[k] for k in KHUSUS),
            Kelompok((Bagian("usia", _("Usia"), BUP), Bagian("dasar", _("Dasar hukum"), Teks(100)))),
            lengkap=False,
        ),
    ),
)
