"""The way of a follow-up: an office proposes, a moderator publishes, the office reports until the promise is settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from alur.proses import TETAP, Keadaan, Kolam, Langkah, Proses, Ringkas
from forum import tenggat
from forum.models import Hasil, StatusTindakLanjut, TindakLanjut
from inti import peristiwa
from inti.waktu import hari


def _ringkas(kode: Iterable[str]) -> Mapping[str, Ringkas]:
    rows = TindakLanjut.objects.select_related("unit").filter(kode__in=list(kode))
    return {t.kode: Ringkas(t.judul, t.unit.nama, reverse("forum:jejak", kwargs={"kode": t.kode})) for t in rows}


def _umumkan(daftar: list[Any]) -> None:
    """Tell open pages of what everybody may read; a proposal is nobody's news yet."""
    for t in daftar:
        if t.terbit_at:
            peristiwa.publish("forum.tindak_lanjut", unit_id=t.unit_id, jalur=t.unit.jalur)


def _bukan_orang(objek: Any) -> str:
    return ""


def _tenggat_terbit(tindak_lanjut: Any) -> date:
    """A proposal is read as fast as a voice."""
    return tenggat.hitung("verifikasi", hari(tindak_lanjut.diusulkan_at))


def _dijanjikan(tindak_lanjut: Any) -> date | None:
    janji: date | None = tindak_lanjut.dijanjikan
    return janji


def _dikerjakan(tindak_lanjut: Any) -> bool:
    return bool(tindak_lanjut.hasil == Hasil.DIKERJAKAN)


def _selesai(tindak_lanjut: Any) -> bool:
    return not _dikerjakan(tindak_lanjut)


S = StatusTindakLanjut
TINDAK_LANJUT = Proses(
    nama="tindak_lanjut",
    meminta=("suara.usul_menunggu",),
    judul=gettext_lazy("Tindak lanjut"),
    model="forum.TindakLanjut",
    lihat="tindak_lanjut.naskah",
    orang=_bukan_orang,
    ringkas=_ringkas,
    muat=("unit",),
    umumkan=_umumkan,
    keadaan=(
        Keadaan(
            S.DIUSULKAN,
            S.DIUSULKAN.label,
            nanti=gettext_lazy("Pengawas forum memeriksa, lalu menerbitkannya di halaman Yang berubah."),
            pemegang=Kolam("tindak_lanjut.terbit"),
            tenggat=_tenggat_terbit,
            jenis="awas",
        ),
        Keadaan(
            S.BERJALAN,
            S.BERJALAN.label,
            nanti=gettext_lazy("Dinas mengabarkan hasilnya, atau mengapa terlambat dan sampai kapan."),
            pemegang=Kolam("tindak_lanjut.kabar"),
            tenggat=_dijanjikan,
            jenis="laut",
        ),
        Keadaan(S.TUNTAS, S.TUNTAS.label, nanti=gettext_lazy("Bila ada perkembangan, dinas mengabarkannya."), jenis="baik"),
    ),
    langkah=(
        Langkah(
            "usulkan",
            ("",),
            S.DIUSULKAN,
            "tindak_lanjut.usul",
            gettext_lazy("Usulkan"),
            gettext_lazy("Diusulkan dinas"),
        ),
        Langkah(
            "terbitkan",
            (S.DIUSULKAN,),
            S.BERJALAN,
            "tindak_lanjut.terbit",
            gettext_lazy("Terbitkan"),
            gettext_lazy("Diterbitkan, dengan janji selesai %(ke)s"),
            bila=_dikerjakan,
            jenis="utama",
        ),
        Langkah(
            "terbitkan_tuntas",
            (S.DIUSULKAN,),
            S.TUNTAS,
            "tindak_lanjut.terbit",
            gettext_lazy("Terbitkan"),
            gettext_lazy("Diterbitkan"),
            bila=_selesai,
            jenis="utama",
        ),
        Langkah(
            "kabarkan",
            (S.BERJALAN, S.TUNTAS),
            TETAP,
            "tindak_lanjut.kabar",
            gettext_lazy("Tulis kabar"),
            gettext_lazy("Dikabarkan perkembangannya"),
        ),
        Langkah(
            "geser_janji",
            (S.BERJALAN,),
            TETAP,
            "tindak_lanjut.kabar",
            gettext_lazy("Geser janji"),
            gettext_lazy("Janji digeser dari %(dari)s ke %(ke)s"),
        ),
        Langkah(
            "berubah",
            (S.BERJALAN, S.TUNTAS),
            S.TUNTAS,
            "tindak_lanjut.kabar",
            gettext_lazy("Kabarkan sudah berubah"),
            gettext_lazy("Dikabarkan sudah berubah"),
        ),
        Langkah(
            "tidak_bisa",
            (S.BERJALAN, S.TUNTAS),
            S.TUNTAS,
            "tindak_lanjut.kabar",
            gettext_lazy("Kabarkan tidak bisa"),
            gettext_lazy("Dikabarkan tidak bisa, dengan sebabnya"),
        ),
        Langkah(
            "kerjakan_lagi",
            (S.TUNTAS,),
            S.BERJALAN,
            "tindak_lanjut.kabar",
            gettext_lazy("Kabarkan dikerjakan lagi"),
            gettext_lazy("Dikerjakan lagi, dengan janji selesai %(ke)s"),
        ),
    ),
)
