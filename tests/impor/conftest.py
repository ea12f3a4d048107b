"""A city with its units, a list brought in at once, and the wizard in the browsers of two officers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from akun.konteks import sistem
from impor import services
from impor.models import Impor
from organisasi.services import import_unit
from tests.akun.factories import buat_pengguna
from tests.impor.buku import PER, tulis_csv
from tests.impor.dua_petugas import kerjakan, segar
from tests.impor.layar import AWAL
from tests.impor.test_terapkan import UNIT


@pytest.fixture
def kota() -> None:
    import_unit(actor=None, baris=[{"id": i, "nama": n, "induk": k} for i, n, k in UNIT])


@pytest.fixture
def terapkan(kota: None, tmp_path: Path) -> Callable[..., Any]:
    """Import these rows, as of a day."""

    def jalan(*daftar: dict[str, Any], per: date = PER) -> Any:
        return services.import_berkas(konteks=sistem(), berkas=tulis_csv(tmp_path / "daftar.csv", daftar), per=per)

    return jalan


@pytest.fixture
def petugas(kota: None) -> Any:
    return buat_pengguna("admin_bkpsdm")


@pytest.fixture
def peramban(petugas: Any, settings: Any, tmp_path: Path) -> Client:
    settings.MEDIA_ROOT = tmp_path / "berkas"
    klien = Client()
    klien.force_login(petugas)
    return klien


@pytest.fixture
def kedua(peramban: Client) -> Client:
    """Another officer of the personnel office, who prepared nothing."""
    klien = Client()
    klien.force_login(buat_pengguna("admin_bkpsdm", nama="Petugas Kedua"))
    return klien


@pytest.fixture
def unggah(peramban: Client, tmp_path: Path) -> Callable[..., Impor]:
    """Upload these rows, and let the job read them."""

    def jalan(*daftar: dict[str, Any], per: str = "24-11-2026") -> Impor:
        isi = tulis_csv(tmp_path / "daftar.csv", daftar).read_bytes()
        jawab = peramban.post(AWAL, {"berkas": SimpleUploadedFile("daftar.csv", isi), "per": per})
        assert jawab.status_code == 302, jawab.content.decode()
        batch = Impor.objects.latest("pk")
        kerjakan(batch)
        return segar(batch)

    return jalan
