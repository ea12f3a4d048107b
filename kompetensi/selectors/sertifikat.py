"""Reads of certificates, and the public check of one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from akun import kewenangan
from inti.kode import ABJAD, PANJANG
from inti.kueri import Kueri
from kompetensi import sidik
from kompetensi.models import Pendaftaran, Sertifikat, StatusPendaftaran

# What people read off a paper: letters that our alphabet leaves out, as the digits they look like.
SALAH_BACA = str.maketrans("ilo", "110")


@dataclass(frozen=True)
class Periksa:
    """Outcome of a check: 'asli', 'dicabut', 'berubah' (it doesn't fit its fingerprint) or 'tidak_ada'."""

    hasil: str
    sertifikat: Sertifikat | None = None


def list_sertifikat(konteks: kewenangan.Konteks) -> QuerySet[Sertifikat]:
    """Certificates that `konteks` may see. No order."""
    return kewenangan.scope(konteks, "kompetensi.sertifikat_lihat", Sertifikat.objects.all())


def list_sertifikat_pegawai(konteks: kewenangan.Konteks, pegawai_id: int) -> QuerySet[Sertifikat]:
    """Certificates of one person, newest first."""
    return list_sertifikat(konteks).filter(pendaftaran__pegawai=pegawai_id).order_by("-tanggal_terbit", "-pk")


_PROFIL = Kueri(
    "kompetensi.sertifikat_profil",
    lambda isi, hak: (
        kewenangan.saring(Sertifikat.objects.filter(pendaftaran__pegawai=isi.pegawai, dicabut_at__isnull=True), hak)
        .only("judul", "jp", "tanggal_selesai", "tanggal_terbit")
        .order_by("-tanggal_terbit", "-pk")[:5]
    ),
)


def list_sertifikat_profil(konteks: kewenangan.Konteks, pegawai_id: int) -> list[Sertifikat]:
    """The newest valid certificates of one person. One query."""
    return _PROFIL.baca(kewenangan.syarat(konteks, "kompetensi.sertifikat_lihat"), pegawai=pegawai_id)


def list_lulus(peserta: Iterable[Pendaftaran]) -> list[tuple[Pendaftaran, Sertifikat | None]]:
    """Those of the caller's participants who finished, each with the newest certificate. One query, none when nobody has."""
    lulus = {p.pk: p for p in peserta if p.status == StatusPendaftaran.LULUS}
    if not lulus:
        return []
    terbaru = {s.pendaftaran_id: s for s in Sertifikat.objects.filter(pendaftaran__in=lulus).order_by("pk")}
    return [(p, terbaru.get(pk)) for pk, p in lulus.items()]


def bersihkan_kode(teks: str) -> str:
    """The code in what somebody typed or pasted (groups, capitals, a whole address), or '' when there is none."""
    teks = teks.strip().rstrip("/").rpartition("/")[2]
    kode = re.sub(r"[\s\-–.]", "", teks.lower()).translate(SALAH_BACA)
    return kode if len(kode) == PANJANG and set(kode) <= set(ABJAD) else ""


def check_sertifikat(kode: str) -> Periksa:
    """Say whether a certificate with this code is genuine. For everybody; costs one query, none for what can't be a code."""
    kode = bersihkan_kode(kode)
    sertifikat = Sertifikat.objects.filter(kode=kode).first() if kode else None
    if sertifikat is None:
        return Periksa("tidak_ada")
    if not sidik.cocok(sertifikat):
        return Periksa("berubah")
    return Periksa("dicabut" if sertifikat.dicabut_at else "asli", sertifikat)
