"""Enrolments from before the engine: their history becomes the trail, and whoever holds an open one is written down."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

from django.db import connection

from alur import selectors
from alur.models import Jejak, Pemegang
from inti import audit
from kompetensi.models import Pendaftaran
from kompetensi.proses import PENDAFTARAN
from tests.kompetensi.factories import buat_angkatan


def pindahkan() -> None:
    migrasi: Any = import_module("kompetensi.migrations.0007_jejak_ke_alur")
    with connection.cursor() as kursor:
        for sql in (migrasi.JEJAK_PENDAFTARAN, migrasi.JEJAK_LUAR, migrasi.PEMEGANG_PENDAFTARAN, migrasi.PEMEGANG_LUAR):
            kursor.execute(sql)


def lama(kota: SimpleNamespace, *keadaan: tuple[str, str, Any]) -> Pendaftaran:
    """An enrolment that went through these states (state, reason, by whom) without the engine."""
    p = Pendaftaran(pegawai=kota.pegawai, angkatan=buat_angkatan())
    for status, alasan, oleh in keadaan:
        with audit.explain(actor=oleh, why=status):
            p.status, p.alasan = status, alasan
            p.save()
    return p


def test_each_change_of_state_becomes_a_step_with_who_and_why(kota: SimpleNamespace) -> None:
    p = lama(
        kota,
        ("menunggu", "", kota.pegawai.akun),
        ("diusulkan", "", None),
        ("ditolak", "Musim laporan.", kota.atasan.akun),
    )

    for _kali in range(2):
        pindahkan()

    titik = Jejak.objects.filter(kode=p.kode).order_by("pk").values_list("aksi", "dari", "ke", "oleh_nama", "sebagai", "alasan")
    assert list(titik) == [
        ("antre", "", "menunggu", "Pegawai Satu", "pegawai", ""),
        ("naik", "menunggu", "diusulkan", "", "sistem", ""),
        ("tolak", "diusulkan", "ditolak", "Atasan Tim", "", "Musim laporan."),
    ]
    assert not Pemegang.objects.filter(kode=p.kode).exists()


def test_an_open_one_lies_with_the_superior_since_its_last_step(kota: SimpleNamespace) -> None:
    p = lama(kota, ("diusulkan", "", kota.pegawai.akun))

    pindahkan()

    baris = Pemegang.objects.get(kode=p.kode)
    assert (baris.jenis, baris.orang_kode, baris.sejak_at) == (
        "atasan",
        kota.pegawai.kode,
        Jejak.objects.get(kode=p.kode).pada_at,
    )
    assert selectors.list_menyimpang(PENDAFTARAN) == []
