"""What is told of a proposed correction: of whom and about what, never a value. That is read after signing in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kabar import jenis
from kabar.jenis import JenisKabar
from kabar.penerima import Orang
from kabar.services import kirim
from layanan.perubahan_data.jenis import ungkap_apa
from layanan.perubahan_data.models import UsulPerubahan

KELOMPOK = _("Data saya")
PUTUSAN = {
    "terima": "perubahan.diterima",
    "tolak": "perubahan.ditolak",
}

jenis.register(
    JenisKabar(
        nama="perubahan.diajukan",
        untuk="perubahan.periksa",
        judul=_("Usul perbaikan data menunggu diperiksa"),
        subjek=_("Ada usul perbaikan data yang menunggu"),
        kata=_("%(pegawai)s mengusulkan perbaikan data dan menunggu diperiksa: %(apa)s."),
        tujuan="layanan:perubahan-rinci",
        kelompok=KELOMPOK,
        wajib=True,
    ),
    JenisKabar(
        nama="perubahan.diterima",
        untuk="perubahan.ajukan",
        judul=_("Usul perbaikan data saya diterima"),
        subjek=_("Usul perbaikan data Anda diterima"),
        kata=_("Usul perbaikan data Anda diterima dan datanya sudah diperbaiki: %(apa)s."),
        tujuan="layanan:perubahan-rinci",
        kelompok=KELOMPOK,
    ),
    JenisKabar(
        nama="perubahan.dikembalikan",
        untuk="perubahan.ajukan",
        judul=_("Usul perbaikan data saya perlu dilengkapi"),
        subjek=_("Usul perbaikan data Anda perlu dilengkapi"),
        kata=_("Petugas meminta usul perbaikan data Anda dilengkapi: %(apa)s."),
        rincian=_("Isian Anda tetap ada: baca catatannya, lengkapi, lalu ajukan lagi."),
        tujuan="layanan:perubahan-rinci",
        kelompok=KELOMPOK,
        wajib=True,
    ),
    JenisKabar(
        nama="perubahan.ditolak",
        untuk="perubahan.ajukan",
        judul=_("Usul perbaikan data saya belum dapat diterima"),
        subjek=_("Usul perbaikan data Anda belum dapat diterima"),
        kata=_("Usul perbaikan data Anda belum dapat diterima: %(apa)s. Alasannya ada di halamannya."),
        rincian=_("Bila ada bukti lain, Anda dapat mengusulkan lagi."),
        tujuan="layanan:perubahan-rinci",
        kelompok=KELOMPOK,
        wajib=True,
    ),
)


def tell_diputus(usul: UsulPerubahan, aksi: str) -> None:
    """The person reads what became of it. That it came or came back, the engine tells whoever holds it then."""
    kirim(
        PUTUSAN[aksi],
        kepada=[Orang("pegawai", usul.pegawai_id)],
        subjek=("perubahan_data", usul.kode),
        kunci=usul.versi,
        isi={"apa": ungkap_apa(usul.jenis)},
    )
