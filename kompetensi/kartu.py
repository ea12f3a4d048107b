"""What training shows elsewhere: hours of the year on the home page, learning on the profile."""

from __future__ import annotations

from typing import Any

from akun import kewenangan
from akun.kewenangan import Konteks
from kompetensi import selectors
from pegawai.models import Pegawai


def isi_beranda(konteks: Konteks) -> dict[str, Any] | None:
    """For each employee: hours of the year so far. One query."""
    if not konteks.pegawai_id:
        return None
    tahun = konteks.per.year
    return {"jp": selectors.get_jp_tahun([konteks.pegawai_id], tahun).get(konteks.pegawai_id, 0), "tahun": tahun}


def isi_profil(konteks: Konteks, pegawai: Pegawai) -> dict[str, Any] | None:
    """Valid certificates of a person, newest first. One query; two where rights depend on the person."""
    if not kewenangan.boleh(konteks, "kompetensi.sertifikat_lihat"):
        return None
    rows = selectors.list_sertifikat_pegawai(konteks, pegawai.pk).filter(dicabut_at__isnull=True)
    rows = rows.select_related("pendaftaran__angkatan__pelatihan").only(
        "jp", "tanggal_terbit", "pendaftaran__angkatan__pelatihan__judul"
    )
    return {"sertifikat": list(rows[:5])}
