"""What is told of an import: it is finished, or it did not succeed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kabar import jenis
from kabar.jenis import HANYA_KOTAK, JenisKabar
from laporan.kabar import KELOMPOK, KabarPekerjaan
from laporan.models import Pekerjaan

jenis.register(
    JenisKabar(
        nama="impor.selesai",
        untuk="pegawai.impor",
        judul=_("Impor saya selesai"),
        subjek=_("Impor Anda selesai"),
        kata=_("Selesai: %(judul)s."),
        tujuan="impor:rinci",
        kelompok=KELOMPOK,
        bawaan=HANYA_KOTAK,
    ),
    JenisKabar(
        nama="impor.gagal",
        untuk="pegawai.impor",
        judul=_("Impor saya belum berhasil"),
        subjek=_("Impor Anda belum berhasil"),
        kata=_("Belum berhasil: %(judul)s."),
        rincian=_("Sebabnya ada di halaman impornya."),
        tujuan="impor:rinci",
        kelompok=KELOMPOK,
    ),
)


def _impor(pekerjaan: Pekerjaan) -> tuple[str, str]:
    return "impor", str(pekerjaan.parameter["impor"])


KABAR_IMPOR = KabarPekerjaan("impor.selesai", "impor.gagal", _impor)
