"""Who appraises whom, today: from the organisation, never from searching a job title."""

from __future__ import annotations

from dataclasses import dataclass

from akun.kewenangan import Konteks
from kinerja.models import SKP, StatusSKP
from pegawai.models import Pegawai
from pegawai.susunan import wakil_dari


@dataclass(frozen=True)
class Penilai:
    """The appraiser of a person: an employee, or an official who is none (the Wali Kota)."""

    pegawai_id: int | None = None
    pejabat_id: int | None = None
    nama: str = ""
    sebutan: str = ""

    @property
    def nama_sebutan(self) -> str:
        """The name, and what an official who is no employee is called: 'Akhmad Uji, Wali Kota'."""
        return f"{self.nama}, {self.sebutan}" if self.sebutan else self.nama


def get_penilai(pegawai: Pegawai) -> Penilai:
    """The appraiser, empty where none is known. No query when `pegawai` came with its superior."""
    if pegawai.atasan_id and pegawai.atasan:
        return Penilai(pegawai_id=pegawai.atasan_id, nama=pegawai.atasan.nama_lengkap)
    if pegawai.atasan_pejabat_id and pegawai.atasan_pejabat:
        return Penilai(
            pejabat_id=pegawai.atasan_pejabat_id, nama=pegawai.atasan_pejabat.nama, sebutan=pegawai.atasan_pejabat.sebutan
        )
    return Penilai()


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
