"""What is told of enrolments, evidence of learning, and certificates."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from kabar import jenis
from kabar.jenis import JenisKabar, Nilai
from kabar.penerima import Orang
from kabar.services import Kejadian, kirim, kirim_banyak
from kompetensi.models import Angkatan, BelajarLuar, Pendaftaran, Sertifikat, StatusBelajarLuar, StatusPendaftaran

KELOMPOK = _("Belajar")

jenis.register(
    JenisKabar(
        nama="pendaftaran.diajukan",
        untuk="kompetensi.putuskan",
        judul=_("Pendaftaran pelatihan bawahan menunggu keputusan saya"),
        subjek=_("Ada pendaftaran pelatihan yang menunggu keputusan Anda"),
        kata=_("%(pegawai)s mendaftar %(pelatihan)s, mulai %(mulai)s, dan menunggu keputusan Anda."),
        tujuan="kompetensi:pendaftaran",
        kelompok=KELOMPOK,
        wajib=True,
    ),
    JenisKabar(
        nama="pendaftaran.naik",
        untuk="kompetensi.daftar",
        judul=_("Saya naik dari daftar tunggu pelatihan"),
        subjek=_("Ada tempat untuk Anda di pelatihan"),
        kata=_("Ada tempat untuk Anda di %(pelatihan)s, mulai %(mulai)s. Sekarang atasan Anda yang memutuskan."),
        tujuan="kompetensi:pendaftaran",
        kelompok=KELOMPOK,
    ),
    JenisKabar(
        nama="pendaftaran.dibatalkan",
        untuk="kompetensi.daftar",
        judul=_("Pendaftaran pelatihan saya dibatalkan petugas"),
        subjek=_("Pendaftaran pelatihan Anda dibatalkan"),
        kata=_("Pendaftaran Anda di %(pelatihan)s, mulai %(mulai)s, dibatalkan petugas."),
        rincian=_("Alasannya ada di halamannya."),
        tujuan="kompetensi:pendaftaran",
        kelompok=KELOMPOK,
        wajib=True,
    ),
    JenisKabar(
        nama="angkatan.dibatalkan",
        untuk="kompetensi.daftar",
        judul=_("Pelatihan yang saya ikuti dibatalkan"),
        subjek=_("Pelatihan Anda dibatalkan"),
        kata=_("%(pelatihan)s yang mulai %(mulai)s dibatalkan, jadi Anda tidak perlu datang."),
        rincian=_("Alasannya ada di halamannya; angkatan lain bisa dipilih di katalog."),
        tujuan="kompetensi:pendaftaran",
        kelompok=KELOMPOK,
        wajib=True,
    ),
    JenisKabar(
        nama="pendaftaran.absen",
        untuk="kompetensi.daftar",
        judul=_("Saya dicatat tidak hadir di pelatihan"),
        subjek=_("Daftar hadir pelatihan Anda sudah diisi"),
        kata=_("Anda dicatat tidak hadir di %(pelatihan)s, mulai %(mulai)s."),
        rincian=_("Bila Anda hadir, minta penyelenggara memperbaiki daftar hadirnya."),
        tujuan="kompetensi:pendaftaran",
        kelompok=KELOMPOK,
    ),
    JenisKabar(
        nama="luar.diajukan",
        untuk="kompetensi.luar_periksa",
        judul=_("Bukti belajar menunggu diperiksa"),
        subjek=_("Ada bukti belajar yang menunggu diperiksa"),
        kata=_("%(pegawai)s mengirim bukti belajar dan menunggu diperiksa: %(jenis)s %(selesai)s, %(jp)s JP."),
        tujuan="kompetensi:luar",
        kelompok=KELOMPOK,
        wajib=True,
    ),
    JenisKabar(
        nama="pendaftaran.disetujui",
        untuk="kompetensi.daftar",
        judul=_("Pendaftaran pelatihan saya disetujui"),
        subjek=_("Pendaftaran pelatihan Anda disetujui"),
        kata=_("Anda terdaftar di %(pelatihan)s, mulai %(mulai)s."),
        tujuan="kompetensi:pendaftaran",
        kelompok=KELOMPOK,
    ),
    JenisKabar(
        nama="pendaftaran.ditolak",
        untuk="kompetensi.daftar",
        judul=_("Pendaftaran pelatihan saya belum disetujui"),
        subjek=_("Pendaftaran pelatihan Anda belum disetujui"),
        kata=_("Pendaftaran Anda di %(pelatihan)s, mulai %(mulai)s, belum disetujui."),
        rincian=_("Alasannya ada di halamannya."),
        tujuan="kompetensi:pendaftaran",
        kelompok=KELOMPOK,
    ),
    JenisKabar(
        nama="pelatihan.ditugaskan",
        untuk="kompetensi.daftar",
        judul=_("Saya ditugaskan ikut pelatihan"),
        subjek=_("Anda ditugaskan ikut pelatihan"),
        kata=_("Anda ditugaskan ikut %(pelatihan)s, mulai %(mulai)s."),
        tujuan="kompetensi:belajar",
        argumen=False,
        kelompok=KELOMPOK,
        wajib=True,
    ),
    JenisKabar(
        nama="luar.diterima",
        untuk="kompetensi.daftar",
        judul=_("Bukti belajar saya diterima"),
        subjek=_("Bukti belajar Anda diterima"),
        kata=_("Bukti belajar “%(judul)s” diterima: %(jp)s JP."),
        tujuan="kompetensi:belajar",
        argumen=False,
        kelompok=KELOMPOK,
    ),
    JenisKabar(
        nama="luar.dikembalikan",
        untuk="kompetensi.daftar",
        judul=_("Bukti belajar saya perlu diperbaiki"),
        subjek=_("Bukti belajar Anda perlu diperbaiki"),
        kata=_("Bukti belajar “%(apa)s” perlu diperbaiki."),
        rincian=_("Isian Anda tetap ada: baca catatannya, perbaiki, lalu ajukan lagi."),
        tujuan="kompetensi:luar",
        kelompok=KELOMPOK,
        wajib=True,
    ),
    JenisKabar(
        nama="luar.ditolak",
        untuk="kompetensi.daftar",
        judul=_("Bukti belajar saya belum diterima"),
        subjek=_("Bukti belajar Anda belum diterima"),
        kata=_("Bukti belajar “%(judul)s” belum diterima."),
        rincian=_("Alasannya ada di halaman Belajar. Bila ada bukti lain, ajukan lagi."),
        tujuan="kompetensi:belajar",
        argumen=False,
        kelompok=KELOMPOK,
    ),
    JenisKabar(
        nama="sertifikat.terbit",
        untuk="kompetensi.daftar",
        judul=_("Sertifikat saya terbit"),
        subjek=_("Sertifikat pelatihan Anda terbit"),
        kata=_("Sertifikat %(pelatihan)s sudah terbit dan menambah %(jp)s JP Anda."),
        tujuan="kompetensi:belajar",
        argumen=False,
        kelompok=KELOMPOK,
    ),
    JenisKabar(
        nama="sertifikat.dicabut",
        untuk="kompetensi.daftar",
        judul=_("Sertifikat saya dicabut"),
        subjek=_("Sertifikat pelatihan Anda dicabut"),
        kata=_("Sertifikat %(pelatihan)s Anda dicabut; JP-nya ditarik kembali."),
        rincian=_("Alasannya ada di halaman sertifikatnya."),
        tujuan="kompetensi:sertifikat",
        kelompok=KELOMPOK,
        wajib=True,
    ),
)


def tell_pendaftaran(pendaftaran: Pendaftaran) -> None:
    """An enrolment was decided."""
    setuju = pendaftaran.status == StatusPendaftaran.DISETUJUI
    angkatan = pendaftaran.angkatan
    kirim(
        "pendaftaran.disetujui" if setuju else "pendaftaran.ditolak",
        kepada=[Orang("pegawai", pendaftaran.pegawai_id)],
        subjek=("pendaftaran", pendaftaran.kode),
        kunci=pendaftaran.versi,
        isi={"pelatihan": angkatan.pelatihan.judul, "mulai": angkatan.tanggal_mulai},
    )


def tell_peserta(nama: str, angkatan: Angkatan, peserta: Iterable[Pendaftaran]) -> None:
    """Something befell enrolments of a run by nobody's wish: `nama` is naik, dibatalkan or absen of an enrolment, or the run's end.

    Set-based.
    """
    isi: dict[str, Nilai] = {"pelatihan": angkatan.pelatihan.judul, "mulai": angkatan.tanggal_mulai}
    kejadian = [Kejadian(("pendaftaran", p.kode), [Orang("pegawai", p.pegawai_id)], p.versi, isi) for p in peserta]
    kirim_banyak(nama, kejadian)


def tell_ditugaskan(angkatan: Angkatan, pegawai_ids: Iterable[int]) -> None:
    """People were assigned. Set-based."""
    isi: dict[str, Nilai] = {"pelatihan": angkatan.pelatihan.judul, "mulai": angkatan.tanggal_mulai}
    kepada = [Orang("pegawai", pk) for pk in pegawai_ids]
    kirim("pelatihan.ditugaskan", kepada=kepada, subjek=("angkatan", angkatan.kode), kunci=angkatan.tanggal_mulai, isi=isi)


def tell_belajar_luar(belajar: BelajarLuar) -> None:
    """Evidence was accepted or refused. That it came or came back, the engine tells whoever holds it then."""
    isi: dict[str, Nilai] = {"judul": belajar.judul}
    if belajar.status == StatusBelajarLuar.DITERIMA:
        isi["jp"] = belajar.jp
    kirim(
        f"luar.{belajar.status}",
        kepada=[Orang("pegawai", belajar.pegawai_id)],
        subjek=("belajar_luar", belajar.kode),
        kunci=belajar.versi,
        isi=isi,
    )


def tell_terbit(angkatan: Angkatan, terbit: Iterable[Sertifikat]) -> None:
    """Certificates of a run were issued. Set-based."""
    kepada = [Orang("pegawai", s.pendaftaran.pegawai_id) for s in terbit]
    isi: dict[str, Nilai] = {"pelatihan": angkatan.pelatihan.judul, "jp": angkatan.pelatihan.jp}
    kirim("sertifikat.terbit", kepada=kepada, subjek=("angkatan", angkatan.kode), kunci="terbit", isi=isi)


def tell_dicabut(sertifikat: Sertifikat) -> None:
    """A certificate was revoked. One query more."""
    kepada = [Orang("pegawai", sertifikat.pendaftaran.pegawai_id)]
    isi: dict[str, Nilai] = {"pelatihan": sertifikat.judul}
    kirim("sertifikat.dicabut", kepada=kepada, subjek=("sertifikat", sertifikat.kode), kunci="dicabut", isi=isi)
