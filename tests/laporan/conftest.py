"""People, kinds of work and jobs for the tests of the report centre."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from akun.kewenangan import Konteks
from laporan import mesin, services
from laporan.models import Pekerjaan
from pegawai.models import Golongan
from pegawai.rules.golongan import GOLONGAN
from tests.akun.factories import buat_pengguna, konteks_of


@pytest.fixture(autouse=True)
def berkas_sementara(settings: Any, tmp_path: Path) -> Path:
    """Result files of this test."""
    settings.MEDIA_ROOT = str(tmp_path / "berkas")
    return tmp_path / "berkas" / "laporan"


@pytest.fixture
def petugas(db: None) -> Konteks:
    """An admin of BKPSDM, who may report on everybody."""
    return konteks_of(buat_pengguna("admin_bkpsdm", nama="Yusnita Pasaribu"))


@pytest.fixture
def rekan(db: None) -> Konteks:
    """Another admin, with the same rights."""
    return konteks_of(buat_pengguna("admin_bkpsdm", nama="Rekan Uji"))


@pytest.fixture
def daftarkan() -> Iterator[Callable[..., str]]:
    """A function that registers a kind of work for this test; it counts how often the work ran."""
    nama: list[str] = []

    def daftar(fungsi: Callable[[mesin.Pelari], Any], *, ulang: bool = True) -> str:
        nama.append(f"uji.kerja{len(nama)}")
        mesin.register(nama[-1], fungsi, ulang=ulang)
        return nama[-1]

    yield daftar
    for satu in nama:
        del mesin.JENIS[satu]


@pytest.fixture
def minta(petugas: Konteks) -> Callable[..., Pekerjaan]:
    """A function that queues a job of the petugas."""

    def buat(jenis: str, **parameter: Any) -> Pekerjaan:
        return services.create_pekerjaan(konteks=petugas, jenis=jenis, judul="Kerja uji", parameter=parameter)

    return buat


@pytest.fixture
def golongan(db: None) -> None:
    """The ranks of the law, where reference data brought none."""
    Golongan.objects.bulk_create(
        [Golongan(kode=g.kode, jenis=g.jenis, urutan=g.urutan, pangkat=g.pangkat, dasar=g.dasar) for g in GOLONGAN.values()],
        ignore_conflicts=True,
    )
