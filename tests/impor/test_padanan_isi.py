"""What a list spells otherwise than the city is no difference."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from akun.konteks import sistem
from impor import services
from organisasi.services import import_unit
from pegawai.models import DataPribadi
from tests.impor.buku import PER, baris, tulis_csv
from tests.impor.test_terapkan import UNIT

pytestmark = pytest.mark.django_db
EJAAN = ["0812-9999-0001", "+62 812 9999 0001", "081299990001", "6281299990001"]


@pytest.fixture
def masukkan(tmp_path: Path) -> Callable[..., Any]:
    import_unit(actor=None, baris=[{"id": i, "nama": n, "induk": k} for i, n, k in UNIT])

    def jalan(**ganti: Any) -> Any:
        return services.import_berkas(konteks=sistem(), berkas=tulis_csv(tmp_path / "d.csv", [baris(**ganti)]), per=PER)

    return jalan


@pytest.mark.parametrize("tercatat", EJAAN)
@pytest.mark.parametrize("berkas", EJAAN)
def test_one_phone_number_in_two_spellings_changes_nothing(masukkan: Callable[..., Any], tercatat: str, berkas: str) -> None:
    masukkan()
    DataPribadi.objects.update(nomor_hp=tercatat)

    hasil = masukkan(**{"NOMOR HP": berkas})

    assert (hasil.baris[0].putusan, DataPribadi.objects.get().nomor_hp) == ("sama", tercatat)


def test_a_phone_number_comes_in_by_its_one_spelling(masukkan: Callable[..., Any]) -> None:
    masukkan(**{"NOMOR HP": "+62 812-9999-0001"})

    assert DataPribadi.objects.get().nomor_hp == "081299990001"
