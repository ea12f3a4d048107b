"""At the same instant: twenty people want the last seat, and one person presses twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from akun.kewenangan import Konteks
from kompetensi.models import JenisPelatihan
from kompetensi.services.luar import create_belajar_luar
from kompetensi.services.pendaftaran import create_pendaftaran
from pegawai.models import Golongan
from tests.kompetensi.factories import HARI_SEMINAR, buat_angkatan, bukti, konteks_pegawai
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


@pytest.mark.mesin
@pytest.mark.django_db(transaction=True)
def test_evidence_sent_by_two_clicks_at_the_same_instant_is_one_row_and_one_file(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    konteks = konteks_pegawai(buat_pegawai(unit=buat_unit()))
    jenis = JenisPelatihan.objects.get(kode=9)
    mulai = Barrier(2)

    def kirim(k: Konteks) -> int:
        mulai.wait(30)
        try:
            return create_belajar_luar(
                konteks=k,
                jenis=jenis,
                judul="Seminar",
                penyelenggara="USU",
                tanggal_selesai=HARI_SEMINAR,
                bukti=bukti(),
                jp=4,
            ).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as kolam:
        pertama, kedua = kolam.map(kirim, [konteks, konteks])

    assert pertama == kedua
    assert len([p for p in tmp_path.rglob("*") if p.is_file()]) == 1
