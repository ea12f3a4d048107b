"""Enrolments from before the engine: their history becomes the trail, and whoever holds an open one is written down."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from alur import selectors
from alur.models import Jejak, Pemegang
from inti import audit
from inti.kode import buat_kode
from kompetensi.models import BelajarLuar, Pendaftaran
from kompetensi.proses import BELAJAR_LUAR, PENDAFTARAN
from kompetensi.services import luar, pendaftaran
from tests.akun.factories import konteks_of
from tests.kompetensi.factories import HARI, HARI_SEMINAR, ajukan_luar, buat_angkatan, konteks_pegawai

SEBELUM, SESUDAH = [("kompetensi", "0006_versi")], [("kompetensi", "0007_jejak_ke_alur")]


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


# --- a city that kept both before the engine, brought up to date -----------------------------------------


def ke(titik: list[tuple[str, str]]) -> Any:
    """Bring the database to this point of its history; the models as they were then."""
    MigrationExecutor(connection).migrate(titik)
    return MigrationExecutor(connection).loader.project_state(titik).apps


@pytest.fixture
def lampau(transactional_db: None, kota: SimpleNamespace) -> SimpleNamespace:
    """Enrolments and evidence in their states of then, by state, written as the code of then wrote them."""
    angkatan, berkas = buat_angkatan(), ajukan_luar(kota.pegawai)
    model = ke(SEBELUM)
    oleh = {"diputuskan_oleh_id": kota.atasan.akun_id, "diputuskan_at": berkas.dibuat_at}

    def daftar(orang: Any, status: str, **isi: Any) -> Any:
        p = model.get_model("kompetensi", "Pendaftaran")(pegawai_id=orang.pk, angkatan_id=angkatan.pk, status="diusulkan")
        with audit.explain(actor=orang.akun, why="daftar"):
            p.save()
        if status != "diusulkan":
            p.status = status
            for nama, nilai in isi.items():
                setattr(p, nama, nilai)
            with audit.explain(actor=kota.atasan.akun, why="putusan"):
                p.save()
        return p.kode

    def bukti(status: str, judul: str, **isi: Any) -> Any:
        salinan = model.get_model("dokumen", "Dokumen").objects.get(pk=berkas.dokumen_id)
        salinan.pk, salinan.kode = None, buat_kode()
        salinan.save()
        lama = {"pegawai_id": kota.rekan.pk, "jenis_id": berkas.jenis_id, "dokumen_id": salinan.pk, "jp": 4}
        b = model.get_model("kompetensi", "BelajarLuar")(judul=judul, penyelenggara="USU", tanggal_selesai=HARI_SEMINAR, **lama)
        with audit.explain(actor=kota.rekan.akun, why="bukti"):
            b.save()
        if status != "diajukan":
            for nama, nilai in {"status": status, **isi}.items():
                setattr(b, nama, nilai)
            with audit.explain(actor=kota.pengelola, why="putusan"):
                b.save()
        return b.kode

    return SimpleNamespace(
        diusulkan=daftar(kota.pegawai, "diusulkan"),
        ditolak=daftar(kota.rekan, "ditolak", alasan="Musim laporan.", **oleh),
        disetujui=daftar(kota.asing, "disetujui", **oleh),
        bukti_diajukan=bukti("diajukan", "Seminar satu"),
        bukti_diterima=bukti("diterima", "Seminar dua", **oleh),
        bukti_ditolak=bukti("ditolak", "Seminar tiga", alasan="Fotonya buram.", **oleh),
    )


@pytest.mark.mesin
def test_enrolments_and_evidence_survive_the_upgrade_and_their_trail_says_who_decided_and_why(lampau: SimpleNamespace) -> None:
    ke(SESUDAH)

    kode = vars(lampau)
    p = {n: Pendaftaran.objects.get(kode=kode[n]) for n in ("diusulkan", "ditolak", "disetujui")}
    b = {n: BelajarLuar.objects.get(kode=kode[f"bukti_{n}"]) for n in ("diajukan", "diterima", "ditolak")}
    assert {n: (r.status, r.alasan, r.versi) for n, r in {**p, **{f"bukti {n}": r for n, r in b.items()}}.items()} == {
        "diusulkan": ("diusulkan", "", 1),
        "ditolak": ("ditolak", "Musim laporan.", 1),
        "disetujui": ("disetujui", "", 1),
        "bukti diajukan": ("diajukan", "", 1),
        "bukti diterima": ("diterima", "", 1),
        "bukti ditolak": ("ditolak", "Fotonya buram.", 1),
    }
    assert [r.judul for r in b.values()] == ["Seminar satu", "Seminar dua", "Seminar tiga"]

    def jejak(kode: str) -> list[tuple[str, str, str, str]]:
        return list(Jejak.objects.filter(kode=kode).order_by("pk").values_list("aksi", "ke", "oleh_nama", "alasan"))

    assert jejak(lampau.ditolak) == [
        ("daftar", "diusulkan", "Pegawai Dua", ""),
        ("tolak", "ditolak", "Atasan Tim", "Musim laporan."),
    ]
    assert jejak(lampau.bukti_ditolak) == [
        ("ajukan", "diajukan", "Pegawai Dua", ""),
        ("tolak", "ditolak", "Pengelola", "Fotonya buram."),
    ]
    assert [aksi for aksi, *_sisa in jejak(lampau.bukti_diterima)] == ["ajukan", "terima"]


@pytest.mark.mesin
def test_open_cases_of_then_are_held_and_go_on_by_the_new_way(lampau: SimpleNamespace, kota: SimpleNamespace) -> None:
    ke(SESUDAH)
    pemegang = dict(Pemegang.objects.filter(kode__in=vars(lampau).values()).values_list("kode", "jenis"))

    p, b = Pendaftaran.objects.get(kode=lampau.diusulkan), BelajarLuar.objects.get(kode=lampau.bukti_diajukan)
    pendaftaran.decide_pendaftaran(konteks=konteks_pegawai(kota.atasan), pendaftaran=p, setuju=True)
    luar.decide_belajar_luar(konteks=konteks_of(kota.pengelola, HARI), belajar=b, terima=True)

    assert pemegang == {lampau.diusulkan: "atasan", lampau.bukti_diajukan: "kolam"}
    assert (selectors.list_menyimpang(PENDAFTARAN), selectors.list_menyimpang(BELAJAR_LUAR)) == ([], [])
