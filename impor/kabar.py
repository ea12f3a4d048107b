"""What is told of an import: it waits for a second officer, came back, is stored, did not succeed, or replaced a correction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from alur.kabar import tell_pemegang
from impor.koreksi import list_diganti
from impor.models import Impor, PutusanBaris
from impor.pegawai.baris import Baris
from impor.pegawai.tampil import LABEL
from impor.proses import IMPOR
from inti.teks import awal_kecil
from kabar import jenis
from kabar.jenis import HANYA_KOTAK, JenisKabar, Nilai
from kabar.penerima import Akun, Orang, Penerima
from kabar.services import Kejadian, kirim, kirim_banyak
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
    JenisKabar(
        nama="impor.diajukan",
        untuk="impor.setujui",
        judul=_("Impor menunggu persetujuan saya"),
        subjek=_("Ada impor yang menunggu persetujuan Anda"),
        kata=_("%(berkas)s disiapkan %(siapa)s dan menunggu diperiksa petugas lain."),
        tujuan="impor:rinci",
        kelompok=KELOMPOK,
        wajib=True,
    ),
    JenisKabar(
        nama="impor.dikembalikan",
        untuk="pegawai.impor",
        judul=_("Impor saya perlu diperbaiki"),
        subjek=_("Impor Anda perlu diperbaiki"),
        kata=_("%(berkas)s belum disimpan dan dikembalikan kepada Anda."),
        rincian=_("Isian Anda tetap ada: baca catatannya, perbaiki, lalu kirim lagi."),
        tujuan="impor:rinci",
        kelompok=KELOMPOK,
        wajib=True,
    ),
    JenisKabar(
        nama="impor.disimpan",
        untuk="pegawai.impor",
        judul=_("Impor yang saya siapkan tersimpan"),
        subjek=_("Impor yang Anda siapkan sudah tersimpan"),
        kata=_("%(berkas)s disetujui dan sudah tersimpan."),
        tujuan="impor:rinci",
        kelompok=KELOMPOK,
        bawaan=HANYA_KOTAK,
    ),
    JenisKabar(
        nama="impor.koreksi_diganti",
        untuk="pegawai.saya",
        judul=_("Data yang saya perbaiki diganti daftar yang diimpor"),
        subjek=_("Data yang Anda perbaiki berubah lagi"),
        kata=_("Data yang belum lama Anda perbaiki diganti isi daftar pegawai yang diimpor petugas: %(apa)s."),
        rincian=_("Periksa di data Anda. Bila keliru, usulkan lagi lewat 'Data saya salah'."),
        tujuan="pegawai:saya",
        argumen=False,
        kelompok=_("Data saya"),
    ),
)


def _impor(pekerjaan: Pekerjaan) -> tuple[str, str]:
    return "impor", str(pekerjaan.parameter["impor"])


KABAR_IMPOR = KabarPekerjaan("impor.selesai", "impor.gagal", _impor)


def tell_diajukan(impor: Impor, per: date) -> None:
    """The officers who hold it now are to look at it; whoever prepared it is none of them."""
    isi: dict[str, Nilai] = {"berkas": impor.nama_berkas, "siapa": impor.pembuat.nama if impor.pembuat else "–"}
    tell_pemegang("impor.diajukan", IMPOR, impor.kode, per, kunci=impor.versi, isi=isi)


def tell_dikembalikan(impor: Impor) -> None:
    """Whoever uploaded it is to mend it."""
    _tell_penyiap("impor.dikembalikan", impor)


def tell_disimpan(impor: Impor) -> None:
    """Whoever uploaded it reads that it is stored."""
    _tell_penyiap("impor.disimpan", impor)


def _apa(bidang: Sequence[str]) -> str:
    """The fields in words."""
    return ", ".join(awal_kecil(str(LABEL[n])) for n in bidang)


def tell_koreksi_diganti(impor: Impor, baris: Iterable[Baris]) -> None:
    """Whoever put something right reads that the list replaced it: of what, never a value. One event for all with the same fields."""
    per_bidang: dict[tuple[str, ...], list[Penerima]] = defaultdict(list)
    for b in baris:
        if b.nasib == PutusanBaris.BERUBAH and b.pegawai_id is not None and (diganti := list_diganti(b)):
            per_bidang[diganti].append(Orang("pegawai", b.pegawai_id))
    subjek = ("impor", impor.kode)
    kejadian = [
        Kejadian(subjek, kepada, ",".join(bidang), {"apa": lazy(_apa, str)(bidang)})
        for bidang, kepada in sorted(per_bidang.items())
    ]
    if kejadian:
        kirim_banyak("impor.koreksi_diganti", kejadian)


def _tell_penyiap(nama: str, impor: Impor) -> None:
    if impor.pembuat_id:
        isi = {"berkas": impor.nama_berkas}
        kirim(nama, kepada=[Akun(impor.pembuat_id)], subjek=("impor", impor.kode), kunci=impor.versi, isi=isi)
