"""The way of a proposed correction: the owner proposes, an officer of the unit looks at the proof and decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alur.proses import PEMILIK, Beralasan, Keadaan, Kolam, Langkah, Proses, Ringkas
from layanan.perubahan_data import jenis
from layanan.perubahan_data.models import StatusUsul, UsulPerubahan


def _ringkas(kode: Iterable[str]) -> Mapping[str, Ringkas]:
    rows = UsulPerubahan.objects.select_related("pegawai__unit").filter(kode__in=list(kode))
    return {u.kode: Ringkas(_judul(u), u.pegawai.unit.nama if u.pegawai.unit else "", alamat(u)) for u in rows}


def _judul(usul: UsulPerubahan) -> str:
    return _("Perbaikan %(apa)s %(nama)s") % {"apa": jenis.tulis_apa(usul.jenis), "nama": usul.pegawai.nama}


def alamat(usul: UsulPerubahan) -> str:
    """The page of a proposal."""
    return reverse("layanan:perubahan-rinci", kwargs={"kode": usul.kode})


def _kelompok(usul: Any) -> str:
    """The group of the fact itself; of a kind that is no longer offered, the strictest."""
    dikenal = jenis.get(usul.jenis)
    return dikenal.kelompok if dikenal else jenis.PRIBADI


PERUBAHAN_DATA = Proses(
    nama="perubahan_data",
    judul=gettext_lazy("Usul perbaikan data"),
    model="layanan.UsulPerubahan",
    lihat="perubahan.lihat",
    orang=attrgetter("pegawai.kode"),
    unit=attrgetter("pegawai.unit"),
    ringkas=_ringkas,
    kelompok=_kelompok,
    muat=("pegawai__unit", "pegawai__jabatan", "bukti"),
    isi=lambda usul: {"pegawai": usul.pegawai.nama, "apa": jenis.ungkap_apa(usul.jenis)},
    keadaan=(
        Keadaan(
            StatusUsul.DIAJUKAN,
            StatusUsul.DIAJUKAN.label,
            nanti=gettext_lazy("Petugas membandingkan usul dengan buktinya, lalu menerima, meminta dilengkapi, atau menolak."),
            pemegang=Kolam("perubahan.periksa"),
            kabar="perubahan.diajukan",
            hari="perubahan_data",
            jenis="laut",
        ),
        Keadaan(
            StatusUsul.DIKEMBALIKAN,
            StatusUsul.DIKEMBALIKAN.label,
            nanti=gettext_lazy("Pengusul melengkapi menurut catatan petugas, lalu mengajukannya lagi. Isiannya tetap ada."),
            pemegang=PEMILIK,
            kabar="perubahan.dikembalikan",
            jenis="awas",
        ),
        Keadaan(
            StatusUsul.DITERIMA,
            StatusUsul.DITERIMA.label,
            nanti=gettext_lazy("Datanya sudah diperbaiki; perubahan ini tercatat di riwayat perubahan."),
            jenis="baik",
        ),
        Keadaan(
            StatusUsul.DITOLAK,
            StatusUsul.DITOLAK.label,
            nanti=gettext_lazy("Bila ada bukti lain, usulkan lagi; alasan petugas menjelaskan apa yang kurang."),
            jenis="buruk",
        ),
        Keadaan(StatusUsul.DITARIK, StatusUsul.DITARIK.label, nanti=gettext_lazy("Anda dapat mengusulkan lagi kapan saja.")),
    ),
    langkah=(
        Langkah(
            "ajukan", ("",), StatusUsul.DIAJUKAN, "perubahan.ajukan", gettext_lazy("Ajukan perbaikan"), gettext_lazy("Diajukan")
        ),
        Langkah(
            "ajukan_lagi",
            (StatusUsul.DIKEMBALIKAN,),
            StatusUsul.DIAJUKAN,
            "perubahan.milik",
            gettext_lazy("Ajukan lagi"),
            gettext_lazy("Dilengkapi dan diajukan lagi"),
            alasan=Beralasan.BOLEH,
            jenis="utama",
        ),
        Langkah(
            "tarik",
            (StatusUsul.DIAJUKAN, StatusUsul.DIKEMBALIKAN),
            StatusUsul.DITARIK,
            "perubahan.milik",
            gettext_lazy("Tarik usul ini"),
            gettext_lazy("Ditarik oleh pengusul"),
            alasan=Beralasan.BOLEH,
        ),
        Langkah(
            "terima",
            (StatusUsul.DIAJUKAN,),
            StatusUsul.DITERIMA,
            "perubahan.periksa",
            gettext_lazy("Terima dan perbaiki datanya"),
            gettext_lazy("Diterima, datanya diperbaiki"),
            alasan=Beralasan.BOLEH,
            jenis="utama",
        ),
        Langkah(
            "kembalikan",
            (StatusUsul.DIAJUKAN,),
            StatusUsul.DIKEMBALIKAN,
            "perubahan.periksa",
            gettext_lazy("Minta dilengkapi"),
            gettext_lazy("Dikembalikan untuk dilengkapi"),
            alasan=Beralasan.WAJIB,
            petunjuk=gettext_lazy("Tulis apa yang kurang, misalnya: foto kartu keluarganya buram, mohon difoto ulang."),
        ),
        Langkah(
            "tolak",
            (StatusUsul.DIAJUKAN,),
            StatusUsul.DITOLAK,
            "perubahan.periksa",
            gettext_lazy("Tolak dengan alasan"),
            gettext_lazy("Belum dapat diterima"),
            alasan=Beralasan.WAJIB,
            petunjuk=gettext_lazy("Tulis mengapa, dan apa yang dapat dilakukan pengusul berikutnya."),
            jenis="bahaya",
        ),
    ),
)
