"""The cast: a superior with a team of three, BKPSDM, a partner, and a stranger from another office."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pegawai.models import Golongan
from tests.akun.factories import buat_pengguna
from tests.kompetensi.factories import buat_penyelenggara
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai


@pytest.fixture
def kota(db: None, settings: pytest.FixtureRequest, tmp_path: object) -> SimpleNamespace:
    """People and accounts that most tests need."""
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]  # quick
    Golongan.objects.get_or_create(
        kode="III/c", defaults={"jenis": "pns", "urutan": 11, "pangkat": "Penata", "dasar": "PP 99/2000"}
    )
    dinas, lain = buat_unit("Dinas Uji"), buat_unit("Dinas Lain")
    atasan = buat_pegawai("Atasan Tim", unit=dinas, memimpin=True, akun=True)
    pegawai = buat_pegawai("Pegawai Satu", unit=dinas, akun=True)
    rekan = buat_pegawai("Pegawai Dua", unit=dinas, akun=True)
    asing = buat_pegawai("Pegawai Asing", unit=lain, akun=True)
    akun_mitra = buat_pengguna("mitra", nama="Yayasan Uji")
    for orang in (atasan, pegawai, rekan, asing):
        orang.refresh_from_db()
    return SimpleNamespace(
        dinas=dinas,
        atasan=atasan,
        pegawai=pegawai,
        rekan=rekan,
        asing=asing,
        admin=buat_pengguna("admin_bkpsdm", nama="Admin"),
        auditor=buat_pengguna("auditor", nama="Auditor"),
        pengelola=buat_pengguna("pengelola_opd", unit=dinas, nama="Pengelola"),
        akun_mitra=akun_mitra,
        mitra=buat_penyelenggara(akun_mitra),
    )
