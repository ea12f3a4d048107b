"""The way of an SKP: who holds it in which state, and which steps lead on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.models import KelompokData
from alur.proses import ATASAN, PEMILIK, Beralasan, Keadaan, Langkah, Proses, Ringkas
from kinerja.kelengkapan import periksa_lengkap
from kinerja.models import SKP, StatusSKP


def _ringkas(kode: Iterable[str]) -> Mapping[str, Ringkas]:
    rows = SKP.objects.select_related("pegawai__unit", "unit").filter(kode__in=list(kode))
    return {
        s.kode: Ringkas(
            judul=_("SKP %(tahun)s %(nama)s") % {"tahun": s.tahun, "nama": s.pegawai.nama},
            ket=(s.pegawai.unit or s.unit).nama,  # where whoever decides finds the person today
            url=reverse("kinerja:skp", kwargs={"kode": s.kode}),
        )
        for s in rows
    }


SKP_TAHUNAN = Proses(
    nama="skp",
    judul=gettext_lazy("SKP"),
    model="kinerja.SKP",
    lihat="skp.lihat",
    orang=attrgetter("pegawai.kode"),
    ringkas=_ringkas,
    kelompok=KelompokData.KINERJA,
    muat=("unit", "pegawai__unit", "pegawai__atasan", "pegawai__atasan_pejabat"),
    isi=lambda skp: {"pegawai": skp.pegawai.nama, "tahun": skp.tahun},
    keadaan=(
        Keadaan(
            StatusSKP.DRAF,
            StatusSKP.DRAF.label,
            nanti=gettext_lazy("Hasil kerja dilengkapi, lalu diajukan ke atasan."),
            pemegang=PEMILIK,
        ),
        Keadaan(
            StatusSKP.DIAJUKAN,
            StatusSKP.DIAJUKAN.label,
            nanti=gettext_lazy("Atasan membaca, lalu menyepakati atau mengembalikannya dengan catatan."),
            pemegang=ATASAN,
            kabar="skp.diajukan",
            hari="skp",
            jenis="laut",
        ),
        Keadaan(
            StatusSKP.DIKEMBALIKAN,
            StatusSKP.DIKEMBALIKAN.label,
            nanti=gettext_lazy("Pemiliknya menyesuaikan menurut catatan atasan, lalu mengajukannya lagi. Isiannya tetap ada."),
            pemegang=PEMILIK,
            kabar="skp.dikembalikan",
            jenis="awas",
        ),
        Keadaan(
            StatusSKP.DISEPAKATI,
            StatusSKP.DISEPAKATI.label,
            nanti=gettext_lazy("Kemajuan dicatat sepanjang tahun, dan dinilai tiap triwulan."),
            jenis="baik",
        ),
    ),
    langkah=(
        Langkah("mulai", ("",), StatusSKP.DRAF, "kinerja.saya", gettext_lazy("Mulai menyusun"), gettext_lazy("Mulai disusun")),
        Langkah(
            "ajukan",
            (StatusSKP.DRAF, StatusSKP.DIKEMBALIKAN),
            StatusSKP.DIAJUKAN,
            "skp.susun",
            gettext_lazy("Ajukan ke atasan"),
            gettext_lazy("Diajukan ke atasan"),
            butuh=periksa_lengkap,
            jenis="utama",
        ),
        Langkah(
            "tarik",
            (StatusSKP.DIAJUKAN,),
            StatusSKP.DRAF,
            "skp.susun",
            gettext_lazy("Tarik kembali"),
            gettext_lazy("Ditarik kembali oleh pemiliknya"),
            alasan=Beralasan.BOLEH,
        ),
        Langkah(
            "sepakati",
            (StatusSKP.DIAJUKAN,),
            StatusSKP.DISEPAKATI,
            "skp.sepakati",
            gettext_lazy("Sepakati"),
            gettext_lazy("Disepakati"),
            jenis="utama",
        ),
        Langkah(
            "kembalikan",
            (StatusSKP.DIAJUKAN,),
            StatusSKP.DIKEMBALIKAN,
            "skp.sepakati",
            gettext_lazy("Kembalikan dengan catatan"),
            gettext_lazy("Dikembalikan dengan catatan"),
            alasan=Beralasan.WAJIB,
            petunjuk=gettext_lazy("Tulis apa yang perlu disesuaikan, supaya jelas harus mulai dari mana."),
        ),
    ),
)
