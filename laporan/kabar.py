"""Long work that ended is told to whoever asked for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kabar import jenis
from kabar.jenis import HANYA_KOTAK, JenisKabar
from kabar.penerima import Akun
from kabar.services import kirim
from laporan.models import Pekerjaan

KELOMPOK = _("Laporan dan pekerjaan panjang")

jenis.register(
    JenisKabar(
        nama="laporan.siap",
        untuk="laporan.buka",
        judul=_("Laporan saya siap"),
        subjek=_("Laporan Anda siap diunduh"),
        kata=_("Siap: %(judul)s."),
        tujuan="laporan:rinci",
        kelompok=KELOMPOK,
        bawaan=HANYA_KOTAK,
    ),
    JenisKabar(
        nama="laporan.gagal",
        untuk="laporan.buka",
        judul=_("Laporan saya belum berhasil"),
        subjek=_("Laporan Anda belum berhasil dibuat"),
        kata=_("Belum berhasil: %(judul)s."),
        rincian=_("Sebabnya, dan cara memintanya lagi, ada di halamannya."),
        tujuan="laporan:rinci",
        kelompok=KELOMPOK,
        bawaan=HANYA_KOTAK,
    ),
)


def _pekerjaan(pekerjaan: Pekerjaan) -> tuple[str, str]:
    return "pekerjaan", pekerjaan.kode


@dataclass(frozen=True)
class KabarPekerjaan:
    """By which kinds of message a kind of work says that it ended, and what these are about."""

    siap: str = "laporan.siap"
    gagal: str = "laporan.gagal"
    subjek: Callable[[Pekerjaan], tuple[str, str]] = _pekerjaan


BIASA = KabarPekerjaan()


def tell_berakhir(pekerjaan: Pekerjaan, kabar: KabarPekerjaan, *, siap: bool) -> None:
    """Tell whoever asked that this attempt was the last one; the system itself is told nothing."""
    if pekerjaan.peminta_id:
        kirim(
            kabar.siap if siap else kabar.gagal,
            kepada=[Akun(pekerjaan.peminta_id)],
            subjek=kabar.subjek(pekerjaan),
            kunci=f"{pekerjaan.kode} {pekerjaan.percobaan}",
            isi={"judul": pekerjaan.judul},
        )
