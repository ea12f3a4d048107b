"""The words for each status, apart from its code: what a citizen reads, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from forum.models import Hasil, Status


@dataclass(frozen=True)
class Kata:
    """A badge (colour and one or two words), a sentence on what it means, and what happens next."""

    jenis: str
    singkat: Any
    arti: Any
    nanti: Any = ""


STATUS: dict[str, Kata] = {
    Status.TERKIRIM: Kata(
        "laut",
        _("Terkirim"),
        _("Kami sudah menerimanya dan akan membacanya."),
        _("Petugas memeriksa, lalu meneruskannya ke dinas yang tepat."),
    ),
    Status.DIVERIFIKASI: Kata(
        "laut",
        _("Diperiksa"),
        _("Petugas sudah membacanya dan sedang mencari dinas yang tepat."),
        _("Diteruskan ke dinas yang menangani."),
    ),
    Status.DITERUSKAN: Kata(
        "laut",
        _("Diteruskan"),
        _("Sudah di meja dinas yang menangani."),
        _("Dinas mempelajarinya dan memberi tanggapan pertama."),
    ),
    Status.DIPROSES: Kata("laut", _("Dikerjakan"), _("Dinas sedang mengerjakannya."), _("Dinas menjawab dengan hasilnya.")),
    Status.DITANGGAPI: Kata(
        "awas",
        _("Dijawab"),
        _("Dinas sudah menjawab. Giliran Anda: sudah beres atau belum?"),
        _("Tanpa keberatan sampai batas waktunya, ditutup; kecuali pekerjaannya masih berjalan."),
    ),
    Status.SELESAI: Kata("baik", _("Selesai"), _("Sudah selesai."), ""),
    Status.DIBUKA_KEMBALI: Kata(
        "awas",
        _("Dibuka kembali"),
        _("Pengirim mengatakan belum beres, jadi dikerjakan lagi."),
        _("Dinas mempelajari keberatan dan menjawab lagi."),
    ),
    Status.BUKAN_WEWENANG: Kata("", _("Bukan wewenang kota"), _("Ini diurus lembaga lain; alasannya ada di bawah."), ""),
    Status.DIARSIPKAN: Kata("", _("Diarsipkan"), _("Tidak dilanjutkan; alasannya ada di bawah."), ""),
}

HASIL: dict[str, Kata] = {
    Hasil.BERUBAH: Kata("baik", _("Berubah"), _("Sudah berubah.")),
    Hasil.DIKERJAKAN: Kata("laut", _("Sedang dikerjakan"), _("Sedang dikerjakan.")),
    Hasil.TIDAK_BISA: Kata("", _("Tidak bisa, ini sebabnya"), _("Tidak bisa dilakukan, dan ini sebabnya.")),
}
