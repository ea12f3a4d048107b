"""The ways of an enrolment and of learning outside the catalogue: who holds them in which state, and which steps lead on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.kewenangan import Konteks
from akun.models import KelompokData
from alur.proses import ATASAN, PEMILIK, Beralasan, Keadaan, Kolam, Langkah, Proses, Ringkas
from inti import peristiwa
from inti.errors import UseCaseError
from kompetensi.models import BelajarLuar, Pendaftaran, StatusBelajarLuar, StatusPendaftaran
from kompetensi.services.dasar import require_berjalan


class SudahMulaiError(UseCaseError):
    """Too late to withdraw."""


def periksa_berjalan(pendaftaran: Pendaftaran, konteks: Konteks) -> None:
    """Raise AngkatanTidakBerjalanError once the run is finished or called off."""
    require_berjalan(pendaftaran.angkatan)


def periksa_belum_mulai(pendaftaran: Pendaftaran, konteks: Konteks) -> None:
    """Raise SudahMulaiError from the first day of the run on."""
    mulai = pendaftaran.angkatan.tanggal_mulai
    if konteks.per >= mulai:
        raise SudahMulaiError(
            _("Pelatihan sudah mulai %(hari)s, jadi pendaftaran tidak bisa dibatalkan di sini.")
            % {"hari": date_format(mulai, "j F Y")},
            fix=_("Beri tahu penyelenggara; ia mencatat ketidakhadiran Anda."),
        )


# --- enrolment -----------------------------------------------------------------------------------------


def _ringkas_pendaftaran(kode: Iterable[str]) -> Mapping[str, Ringkas]:
    rows = Pendaftaran.objects.select_related("pegawai", "angkatan__pelatihan").filter(kode__in=list(kode))
    return {
        p.kode: Ringkas(
            judul=_("Pelatihan %(nama)s: %(judul)s") % {"judul": p.angkatan.pelatihan.judul, "nama": p.pegawai.nama},
            ket=_("Pendaftaran pelatihan yang mulai %(hari)s") % {"hari": date_format(p.angkatan.tanggal_mulai, "j F Y")},
            url=reverse("kompetensi:pendaftaran", kwargs={"kode": p.kode}),
        )
        for p in rows
    }


def _hari_mulai(pendaftaran: Any) -> date:
    """No decision comes later than the first day of the run."""
    mulai: date = pendaftaran.angkatan.tanggal_mulai
    return mulai


def _umumkan_pendaftaran(daftar: list[Any]) -> None:
    unit = daftar[0].pegawai.unit if len(daftar) == 1 else None
    peristiwa.publish("kompetensi.pendaftaran", unit_id=unit.pk if unit else None, jalur=unit.jalur if unit else "")


P = StatusPendaftaran
KEADAAN_PENDAFTARAN = (
    Keadaan(
        P.MENUNGGU,
        P.MENUNGGU.label,
        nanti=gettext_lazy(
            "Bila ada tempat kosong, yang paling lama menunggu naik dengan sendirinya, lalu atasannya memutuskan."
        ),
        jenis="awas",
    ),
    Keadaan(
        P.DIUSULKAN,
        P.DIUSULKAN.label,
        nanti=gettext_lazy("Atasan menyetujui, atau menulis alasan mengapa belum bisa. Tempatnya sudah dipegang."),
        pemegang=ATASAN,
        kabar="pendaftaran.diajukan",
        hari="pendaftaran_pelatihan",
        tenggat=_hari_mulai,
        jenis="awas",
    ),
    Keadaan(
        P.DISETUJUI,
        P.DISETUJUI.label,
        nanti=gettext_lazy("Pelatihannya diikuti, lalu penyelenggara mencatat kehadiran."),
        jenis="baik",
    ),
    Keadaan(P.DITOLAK, P.DITOLAK.label, nanti=gettext_lazy("Angkatan lain tetap bisa dipilih di katalog."), jenis="buruk"),
    Keadaan(P.BATAL, P.BATAL.label, nanti=gettext_lazy("Boleh mendaftar lagi selama pendaftarannya dibuka.")),
    Keadaan(P.HADIR, P.HADIR.label, nanti=gettext_lazy("Penyelenggara menerbitkan sertifikatnya."), jenis="baik"),
    Keadaan(P.TIDAK_HADIR, P.TIDAK_HADIR.label, nanti=gettext_lazy("Bila keliru, penyelenggara memperbaiki daftar hadirnya.")),
    Keadaan(P.LULUS, P.LULUS.label, nanti=gettext_lazy("Sertifikat dan JP-nya sudah tercatat."), jenis="baik"),
)
LANGKAH_PENDAFTARAN = (
    Langkah("daftar", ("",), P.DIUSULKAN, "kompetensi.daftar", gettext_lazy("Daftar"), gettext_lazy("Mendaftar")),
    Langkah(
        "antre",
        ("",),
        P.MENUNGGU,
        "kompetensi.daftar",
        gettext_lazy("Masuk daftar tunggu"),
        gettext_lazy("Mendaftar, masuk daftar tunggu"),
    ),
    Langkah(
        "tugaskan",
        ("",),
        P.DISETUJUI,
        "kompetensi.tugaskan",
        gettext_lazy("Tugaskan"),
        gettext_lazy("Ditugaskan"),
        alasan=Beralasan.WAJIB,
    ),
    Langkah(
        "naik",
        (P.MENUNGGU,),
        P.DIUSULKAN,
        "kompetensi.angkatan_kelola",
        gettext_lazy("Naik dari daftar tunggu"),
        gettext_lazy("Naik dari daftar tunggu"),
        sistem=True,
    ),
    Langkah(
        "setujui",
        (P.DIUSULKAN,),
        P.DISETUJUI,
        "kompetensi.putuskan",
        gettext_lazy("Setujui"),
        gettext_lazy("Disetujui"),
        alasan=Beralasan.BOLEH,
        butuh=periksa_berjalan,
        jenis="utama",
    ),
    Langkah(
        "tolak",
        (P.DIUSULKAN,),
        P.DITOLAK,
        "kompetensi.putuskan",
        gettext_lazy("Tidak disetujui"),
        gettext_lazy("Tidak disetujui"),
        alasan=Beralasan.WAJIB,
        butuh=periksa_berjalan,
    ),
    Langkah(
        "batalkan",
        (P.MENUNGGU, P.DIUSULKAN, P.DISETUJUI),
        P.BATAL,
        "kompetensi.batalkan",
        gettext_lazy("Batalkan pendaftaran"),
        gettext_lazy("Pendaftaran dibatalkan"),
        alasan=Beralasan.BOLEH,
        butuh=periksa_belum_mulai,
        jenis="bahaya",
    ),
    Langkah(
        "batalkan_angkatan",
        (P.MENUNGGU, P.DIUSULKAN, P.DISETUJUI, P.HADIR),
        P.BATAL,
        "kompetensi.angkatan_kelola",
        gettext_lazy("Batalkan angkatan"),
        gettext_lazy("Angkatannya dibatalkan"),
        alasan=Beralasan.WAJIB,
        sistem=True,
    ),
    Langkah(
        "hadir",
        (P.DISETUJUI, P.TIDAK_HADIR),
        P.HADIR,
        "kompetensi.angkatan_kelola",
        gettext_lazy("Catat hadir"),
        gettext_lazy("Dicatat hadir"),
        sistem=True,
    ),
    Langkah(
        "absen",
        (P.DISETUJUI, P.HADIR),
        P.TIDAK_HADIR,
        "kompetensi.angkatan_kelola",
        gettext_lazy("Catat tidak hadir"),
        gettext_lazy("Dicatat tidak hadir"),
        sistem=True,
    ),
    Langkah(
        "luluskan",
        (P.HADIR,),
        P.LULUS,
        "kompetensi.angkatan_kelola",
        gettext_lazy("Terbitkan sertifikat"),
        gettext_lazy("Lulus, sertifikatnya terbit"),
        sistem=True,
    ),
)
PENDAFTARAN = Proses(
    nama="pendaftaran",
    judul=gettext_lazy("Pendaftaran pelatihan"),
    model="kompetensi.Pendaftaran",
    lihat="kompetensi.lihat",
    keadaan=KEADAAN_PENDAFTARAN,
    langkah=LANGKAH_PENDAFTARAN,
    orang=attrgetter("pegawai.kode"),
    unit=attrgetter("pegawai.unit"),
    ringkas=_ringkas_pendaftaran,
    kelompok=KelompokData.KOMPETENSI,
    muat=("pegawai__unit", "angkatan__pelatihan"),
    isi=lambda p: {"pegawai": p.pegawai.nama, "pelatihan": p.angkatan.pelatihan.judul, "mulai": p.angkatan.tanggal_mulai},
    umumkan=_umumkan_pendaftaran,
    ambil_alih="kompetensi.putuskan",
)


# --- learning outside the catalogue --------------------------------------------------------------------


def tulis_kegiatan(belajar: BelajarLuar) -> str:
    """Which learning it is, where no receipt is left: its kind, day and hours. How it is called is protected (docs/keputusan/024)."""
    hari = date_format(belajar.tanggal_selesai, "j F Y")
    return _("%(jenis)s %(hari)s, %(jp)s JP") % {"jenis": belajar.jenis.nama, "hari": hari, "jp": belajar.jp}


def _ringkas_luar(kode: Iterable[str]) -> Mapping[str, Ringkas]:
    rows = BelajarLuar.objects.select_related("pegawai__unit", "jenis").filter(kode__in=list(kode))
    return {
        b.kode: Ringkas(
            judul=_("Bukti belajar %(nama)s: %(kegiatan)s") % {"nama": b.pegawai.nama, "kegiatan": tulis_kegiatan(b)},
            ket=b.pegawai.unit.nama if b.pegawai.unit else "",
            url=reverse("kompetensi:luar", kwargs={"kode": b.kode}),
        )
        for b in rows
    }


def _umumkan_luar(daftar: list[Any]) -> None:
    peristiwa.publish("kompetensi.belajar_luar")


B = StatusBelajarLuar
BELAJAR_LUAR = Proses(
    nama="belajar_luar",
    judul=gettext_lazy("Bukti belajar"),
    model="kompetensi.BelajarLuar",
    lihat="kompetensi.luar_lihat",
    orang=attrgetter("pegawai.kode"),
    unit=attrgetter("pegawai.unit"),
    ringkas=_ringkas_luar,
    kelompok=KelompokData.KOMPETENSI,
    muat=("pegawai__unit", "jenis", "dokumen"),
    isi=lambda b: {
        "pegawai": b.pegawai.nama,
        "jenis": b.jenis.nama,
        "selesai": b.tanggal_selesai,
        "jp": b.jp,
        "apa": b.judul,  # protected: for its owner alone
    },  # fmt: skip
    umumkan=_umumkan_luar,
    keadaan=(
        Keadaan(
            B.DIAJUKAN,
            B.DIAJUKAN.label,
            nanti=gettext_lazy("Petugas membandingkan bukti dengan isiannya, lalu menerima, meminta diperbaiki, atau menolak."),
            pemegang=Kolam("kompetensi.luar_periksa"),
            kabar="luar.diajukan",
            hari="belajar_luar",
            jenis="awas",
        ),
        Keadaan(
            B.DIKEMBALIKAN,
            B.DIKEMBALIKAN.label,
            nanti=gettext_lazy("Pengirimnya memperbaiki menurut catatan petugas, lalu mengajukannya lagi. Isiannya tetap ada."),
            pemegang=PEMILIK,
            kabar="luar.dikembalikan",
            jenis="awas",
        ),
        Keadaan(B.DITERIMA, B.DITERIMA.label, nanti=gettext_lazy("JP-nya sudah terhitung."), jenis="baik"),
        Keadaan(
            B.DITOLAK,
            B.DITOLAK.label,
            nanti=gettext_lazy("Bila ada bukti lain, ajukan lagi; alasan petugas menjelaskan apa yang kurang."),
            jenis="buruk",
        ),
        Keadaan(B.DITARIK, B.DITARIK.label, nanti=gettext_lazy("Boleh diajukan lagi kapan saja.")),
    ),
    langkah=(
        Langkah("ajukan", ("",), B.DIAJUKAN, "kompetensi.luar_ajukan", gettext_lazy("Kirim bukti"), gettext_lazy("Diajukan")),
        Langkah(
            "ajukan_lagi",
            (B.DIKEMBALIKAN,),
            B.DIAJUKAN,
            "kompetensi.luar_milik",
            gettext_lazy("Perbaiki dan ajukan lagi"),
            gettext_lazy("Diperbaiki dan diajukan lagi"),
            jenis="utama",
        ),
        Langkah(
            "tarik",
            (B.DIAJUKAN, B.DIKEMBALIKAN),
            B.DITARIK,
            "kompetensi.luar_milik",
            gettext_lazy("Tarik kembali"),
            gettext_lazy("Ditarik oleh pengirimnya"),
            alasan=Beralasan.BOLEH,
        ),
        Langkah(
            "terima",
            (B.DIAJUKAN,),
            B.DITERIMA,
            "kompetensi.luar_periksa",
            gettext_lazy("Terima"),
            gettext_lazy("Diterima, JP-nya terhitung"),
            alasan=Beralasan.BOLEH,
            jenis="utama",
        ),
        Langkah(
            "kembalikan",
            (B.DIAJUKAN,),
            B.DIKEMBALIKAN,
            "kompetensi.luar_periksa",
            gettext_lazy("Kembalikan untuk diperbaiki"),
            gettext_lazy("Dikembalikan untuk diperbaiki"),
            alasan=Beralasan.WAJIB,
            petunjuk=gettext_lazy("Tulis apa yang perlu diperbaiki, misalnya: JP pada sertifikat 6, bukan 16."),
        ),
        Langkah(
            "tolak",
            (B.DIAJUKAN,),
            B.DITOLAK,
            "kompetensi.luar_periksa",
            gettext_lazy("Tolak"),
            gettext_lazy("Belum bisa diterima"),
            alasan=Beralasan.WAJIB,
            petunjuk=gettext_lazy("Tulis mengapa, dan apa yang dapat dilakukan pengirimnya berikutnya."),
            jenis="bahaya",
        ),
    ),
)
