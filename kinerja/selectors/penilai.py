"""Who appraises whom, today: from the organisation, never from searching a job title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from akun.kewenangan import Konteks
from alur import kait
from inti.teks import nama_bergelar
from kinerja.models import SKP, StatusSKP
from pegawai.models import Pegawai
from pegawai.susunan import wakil_dari

# Of rows that have a `pegawai`, annotated with `sementara` (pegawai.susunan.sementara): what sebut_penilai reads.
KOLOM_PENILAI = (
    "pegawai__atasan", "pegawai__atasan__nama", "pegawai__atasan__gelar_depan", "pegawai__atasan__gelar_belakang",
    "pegawai__atasan__jabatan__nama", "pegawai__atasan__unit__nama", "sementara",
    "pegawai__atasan_pejabat", "pegawai__atasan_pejabat__nama", "pegawai__atasan_pejabat__sebutan",
)  # fmt: skip


@dataclass(frozen=True)
class Penilai:
    """The appraiser of a person: an employee, or an official who is none (the Wali Kota)."""

    pegawai_id: int | None = None
    pejabat_id: int | None = None
    nama: str = ""
    sebutan: str = ""
    nomor: str = ""

    @property
    def nama_sebutan(self) -> str:
        """The name, and what an official who is no employee is called: 'Akhmad Uji, Wali Kota'."""
        return f"{self.nama}, {self.sebutan}" if self.sebutan else self.nama


def get_penilai(pegawai: Pegawai) -> Penilai:
    """The appraiser, empty where none is known. No query when `pegawai` came with its superior."""
    if pegawai.atasan_id and pegawai.atasan:
        return Penilai(pegawai_id=pegawai.atasan_id, nama=pegawai.atasan.nama_lengkap, nomor=pegawai.atasan.nomor)
    if pegawai.atasan_pejabat_id and pegawai.atasan_pejabat:
        return Penilai(
            pejabat_id=pegawai.atasan_pejabat_id, nama=pegawai.atasan_pejabat.nama, sebutan=pegawai.atasan_pejabat.sebutan
        )
    return Penilai()


def get_penilai_skp(skp: SKP) -> Penilai:
    """The appraiser whose name an SKP bears: who agreed to it; while nobody has, today's, whoever read it before. No query."""
    if skp.status != StatusSKP.DISEPAKATI:
        return get_penilai(skp.pegawai)
    if skp.penilai:
        return Penilai(pegawai_id=skp.penilai_id, nama=skp.penilai.nama_lengkap, nomor=skp.penilai.nomor)
    pejabat = skp.penilai_pejabat
    return Penilai(pejabat_id=pejabat.pk, nama=pejabat.nama, sebutan=pejabat.sebutan) if pejabat else Penilai()


def kata_pembaca(pegawai: Pegawai, per: date) -> str:
    """Who reads what this person hands in on `per`, in words: their superior, or who stands in; '' for nobody. Two queries."""
    pimpinan = kait.susunan().list_atasan([pegawai.kode], per).get(pegawai.kode)
    if pimpinan is None:
        return ""
    if pimpinan.wakil is None:
        return pimpinan.orang.nama
    return _("%(wakil)s, mewakili %(pejabat)s,") % {"wakil": pimpinan.wakil.orang.nama, "pejabat": pimpinan.orang.nama}


def sebut_penilai(r: Mapping[str, Any]) -> tuple[str, str]:
    """Name and post of a superior from a row of KOLOM_PENILAI: the unit where the post doesn't name it, and in which post they act.
    Empty where none is known. No query."""
    if r["pegawai__atasan_pejabat"]:
        return r["pegawai__atasan_pejabat__nama"], r["pegawai__atasan_pejabat__sebutan"]
    depan, nama, belakang = (r[f"pegawai__atasan__{k}"] for k in ("gelar_depan", "nama", "gelar_belakang"))
    if not nama:
        return "", ""
    jabatan, unit = r["pegawai__atasan__jabatan__nama"] or "", r["pegawai__atasan__unit__nama"] or ""
    kata = (jabatan, "" if unit in jabatan else unit, r["sementara"])
    return nama_bergelar(depan, nama, belakang), ", ".join(k for k in kata if k)


def is_penilai(konteks: Konteks, pegawai: Pegawai, *, wakil: bool = False) -> bool:
    """Whether `konteks` is the appraiser; never of themselves. `wakil`: or stands in for the appraiser today."""
    if konteks.pegawai_id == pegawai.pk:
        return False
    if wakil and wakil_dari(konteks, pegawai):
        return True
    if pegawai.atasan_id:
        return pegawai.atasan_id == konteks.pegawai_id
    pejabat = pegawai.atasan_pejabat
    return bool(pejabat and konteks.masuk and pejabat.akun_id == konteks.pengguna.pk)


def is_penulis_perilaku(konteks: Konteks, skp: SKP) -> bool:
    """Whether `konteks` may write the expectations on behaviour now: the owner of a draft, or the superior who reads it."""
    if skp.pegawai_id == konteks.pegawai_id:
        return skp.bisa_disusun
    return skp.status == StatusSKP.DIAJUKAN and is_penilai(konteks, skp.pegawai)
