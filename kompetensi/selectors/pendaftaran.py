"""Reads of enrolments."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from akun import kewenangan
from alur.selectors import list_bisa
from kompetensi.models import Angkatan, Pendaftaran, StatusPendaftaran
from kompetensi.models.pendaftaran import AKTIF
from pegawai.models import NomorPegawai

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
