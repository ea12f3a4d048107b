"""What training shows elsewhere: hours of the year on the home page, learning on the profile."""

from __future__ import annotations

from typing import Any

from akun import kewenangan
from akun.kewenangan import Konteks
from kompetensi import selectors
from pegawai.models import Pegawai
from pegawai.susunan import wakil_dari


def isi_beranda(konteks: Konteks) -> dict[str, Any] | None:
    """For each employee: hours of the year so far. One query."""
    if not konteks.pegawai_id:
        return None
    tahun = konteks.per.year
    return {"jp": selectors.get_jp_orang(konteks.pegawai_id, tahun), "tahun": tahun}


def isi_profil(konteks: Konteks, pegawai: Pegawai) -> dict[str, Any] | None:
    """Valid certificates of a person, newest first; no panel for somebody who only stands in. One query; two where rights depend on the person."""
    if not kewenangan.boleh(konteks, "kompetensi.sertifikat_lihat"):
        return None
    sertifikat = selectors.list_sertifikat_profil(konteks, pegawai.pk)
    return {"sertifikat": sertifikat} if sertifikat or wakil_dari(konteks, pegawai) is None else None
