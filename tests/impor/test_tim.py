"""The preview says that somebody whom the list moves leads people, before a second officer approves it."""

from __future__ import annotations

import pytest

from pegawai.models import Pegawai
from tests.impor.buku import baris, orang_ke
from tests.impor.dua_petugas import simpan
from tests.impor.layar import buka

pytestmark = pytest.mark.django_db
PINDAH = {"UNOR ID": "u-3", "UNOR NAMA": "Bidang Lain"}


@pytest.fixture
def kepala(unggah, petugas) -> Pegawai:
    simpan(unggah(baris(), orang_ke(7)), petugas)
    return Pegawai.objects.get(nama="Masdelima Manalu")


def test_whose_team_changes_its_superior_is_said_at_the_row(peramban, kepala: Pegawai, unggah) -> None:
    Pegawai.objects.exclude(pk=kepala.pk).update(atasan=kepala)

    assert "Ia memimpin satu orang." in buka(peramban, unggah(baris(**PINDAH)), "?putusan=berubah")


@pytest.mark.parametrize("isi", [PINDAH, {"NOMOR HP": "081211112222"}])
def test_nothing_is_said_of_who_leads_nobody_or_stays(peramban, kepala: Pegawai, unggah, isi: dict[str, str]) -> None:
    if isi is not PINDAH:
        Pegawai.objects.exclude(pk=kepala.pk).update(atasan=kepala)

    assert "Ia memimpin" not in buka(peramban, unggah(baris(**isi)), "?putusan=berubah")
