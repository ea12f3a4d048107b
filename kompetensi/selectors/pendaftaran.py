"""Reads of enrolments."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from akun import kewenangan
from akun.kewenangan import Mewakili
from alur.selectors import list_bisa, list_diambil_alih
from kompetensi.models import Angkatan, Pendaftaran, StatusPendaftaran
from kompetensi.models.pendaftaran import AKTIF
from pegawai.models import NomorPegawai
from pegawai.susunan import wakil_dari

DENGAN = ("pegawai__unit", "pegawai__jabatan", "angkatan__pelatihan__jenis", "angkatan__penyelenggara")


def list_pendaftaran(konteks: kewenangan.Konteks) -> QuerySet[Pendaftaran]:
    """Enrolments that `konteks` may see. No order."""
    return kewenangan.scope(konteks, "kompetensi.lihat", Pendaftaran.objects.select_related(*DENGAN))


def list_pendaftaran_pegawai(konteks: kewenangan.Konteks, pegawai_id: int) -> QuerySet[Pendaftaran]:
    """Enrolments of one person, newest first."""
    return list_pendaftaran(konteks).filter(pegawai=pegawai_id).order_by("-angkatan__tanggal_mulai", "-pk")


def list_antrean(konteks: kewenangan.Konteks) -> QuerySet[Pendaftaran]:
    """Enrolments that wait for a decision which `konteks` may take. No order."""
    rows = Pendaftaran.objects.filter(status=StatusPendaftaran.DIUSULKAN).select_related(*DENGAN)
    return list_bisa(konteks, "pendaftaran", "kompetensi.putuskan", rows)


def list_atas_nama(konteks: kewenangan.Konteks, pendaftaran: Iterable[Pendaftaran]) -> dict[str, Mewakili]:
    """By which mandate `konteks` decides about each of these, by code; what they decide in a name of their own is left out.

    One query, none for whoever stands in for nobody.
    """
    if not konteks.mewakili:
        return {}
    rows = list(pendaftaran)
    diambil = list_diambil_alih("pendaftaran").filter(kode__in=[p.kode for p in rows])
    sendiri = set(diambil.values_list("kode", flat=True))  # who took it from the superior decides as an officer
    return {p.kode: m for p in rows if p.kode not in sendiri and (m := wakil_dari(konteks, p.pegawai))}


def list_peserta(angkatan: Angkatan) -> QuerySet[Pendaftaran]:
    """Everybody in a run that the caller got through list_angkatan: by state, then name."""
    rows = angkatan.pendaftaran.select_related("pegawai__unit", "pegawai__jabatan")
    return rows.order_by("pegawai__nama_urut", "pk")


def list_status_saya(konteks: kewenangan.Konteks, angkatan_ids: Iterable[int]) -> dict[int, Pendaftaran]:
    """The person's own active enrolment in each of these runs. One query."""
    if not konteks.pegawai_id:
        return {}
    rows = Pendaftaran.objects.filter(pegawai=konteks.pegawai_id, angkatan__in=list(angkatan_ids), status__in=AKTIF)
    return {p.angkatan_id: p for p in rows}


def get_pegawai_of_nomor(nomor: Iterable[str]) -> dict[str, int]:
    """The person behind each of these numbers, present or former. One query."""
    return dict(NomorPegawai.objects.filter(nomor__in=list(nomor)).values_list("nomor", "pegawai_id"))
