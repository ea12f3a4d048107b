"""Reads of enrolments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from akun import kewenangan
from kompetensi.models import Angkatan, Pendaftaran, StatusPendaftaran
from kompetensi.models.pendaftaran import AKTIF
from pegawai.models import NomorPegawai

DENGAN = ("pegawai__unit", "pegawai__jabatan", "angkatan__pelatihan__jenis", "angkatan__penyelenggara")


@dataclass(frozen=True)
class Langkah:
    """One change of an enrolment: when, to which state, by whom, why."""

    pada: datetime
    status: str
    keadaan: str
    oleh: str
    alasan: str


def list_pendaftaran(konteks: kewenangan.Konteks) -> QuerySet[Pendaftaran]:
    """Enrolments that `konteks` may see. No order."""
    return kewenangan.scope(konteks, "kompetensi.lihat", Pendaftaran.objects.select_related(*DENGAN))


def list_pendaftaran_pegawai(konteks: kewenangan.Konteks, pegawai_id: int) -> QuerySet[Pendaftaran]:
    """Enrolments of one person, newest first."""
    return list_pendaftaran(konteks).filter(pegawai=pegawai_id).order_by("-angkatan__tanggal_mulai", "-pk")


def list_antrean(konteks: kewenangan.Konteks) -> QuerySet[Pendaftaran]:
    """Enrolments that wait for a decision which `konteks` may take. No order."""
    rows = Pendaftaran.objects.filter(status=StatusPendaftaran.DIUSULKAN).select_related(*DENGAN)
    return kewenangan.scope(konteks, "kompetensi.putuskan", rows)


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


def list_jejak(pendaftaran: Pendaftaran) -> list[Langkah]:
    """Every change of state, oldest first, from the history that the database keeps. One query."""
    langkah: list[Langkah] = []
    for baris in pendaftaran.events.select_related("pgh_context").order_by("pgh_id"):  # type: ignore[attr-defined]  # by pghistory
        if langkah and langkah[-1].status == baris.status:
            continue
        isi = baris.pgh_context.metadata if baris.pgh_context else {}
        nama = isi.get("pengguna_nama") or ""
        langkah.append(Langkah(baris.pgh_created_at, baris.status, baris.get_status_display(), nama, isi.get("alasan") or ""))
    return langkah


def get_pegawai_of_nomor(nomor: Iterable[str]) -> dict[str, int]:
    """The person behind each of these numbers, present or former. One query."""
    return dict(NomorPegawai.objects.filter(nomor__in=list(nomor)).values_list("nomor", "pegawai_id"))
