"""The last seat: twenty people at once, exactly one gets it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from akun.kewenangan import Konteks
from kompetensi.services.pendaftaran import create_pendaftaran
from pegawai.models import Golongan
from tests.kompetensi.factories import buat_angkatan, konteks_pegawai
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

ORANG = 20


@pytest.mark.mesin
@pytest.mark.django_db(transaction=True)
def test_twenty_people_and_one_seat() -> None:
    Golongan.objects.get_or_create(
        kode="III/c", defaults={"jenis": "pns", "urutan": 11, "pangkat": "Penata", "dasar": "PP 99/2000"}
    )
    unit = buat_unit()
    angkatan = buat_angkatan(kuota=1)
    konteks = [konteks_pegawai(buat_pegawai(unit=unit)) for _ in range(ORANG)]
    mulai = Barrier(ORANG)

    def rebut(k: Konteks) -> str:
        mulai.wait(30)
        try:
            return create_pendaftaran(konteks=k, angkatan=angkatan).status
        finally:
            connection.close()

    with ThreadPoolExecutor(ORANG) as kolam:
        hasil = list(kolam.map(rebut, konteks))

    angkatan.refresh_from_db()
    assert (hasil.count("diusulkan"), hasil.count("menunggu"), angkatan.terisi) == (1, ORANG - 1, 1)
