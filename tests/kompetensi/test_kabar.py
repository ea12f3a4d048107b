"""Who is told of enrolments, evidence and certificates."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from kabar.models import Kabar
from kompetensi.services import luar, pendaftaran, sertifikat
from tests.akun.factories import konteks_of
from tests.kabar.kata import jenis_kotak, kotak
from tests.kompetensi.factories import (
    HARI,
    SESUDAH,
    ajukan_luar,
    buat_angkatan,
    daftarkan,
    konteks_pegawai,
    luluskan,
    sistem,
)  # fmt: skip


@pytest.mark.parametrize(("setuju", "jenis"), [(True, "pendaftaran.disetujui"), (False, "pendaftaran.ditolak")])
def test_a_decided_enrolment_is_told_once(kota: SimpleNamespace, setuju: bool, jenis: str) -> None:
    baru = daftarkan(kota.pegawai, buat_angkatan())
    for _kali in range(2):
        pendaftaran.decide_pendaftaran(
            konteks=konteks_pegawai(kota.atasan), pendaftaran=baru, setuju=setuju, alasan="" if setuju else "Musim laporan."
        )

    assert jenis_kotak(kota.pegawai.akun) == [jenis]


def test_people_who_are_assigned_hear_it_by_one_message(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan()
    orang = [kota.pegawai, kota.rekan]
    pendaftaran.assign_peserta(
        konteks=sistem(), angkatan=angkatan, pegawai_ids=[p.pk for p in orang], alasan="Diminta kepala dinas."
    )

    assert [jenis_kotak(p.akun) for p in orang] == [["pelatihan.ditugaskan"]] * 2
    assert Kabar.objects.count() == 1


@pytest.mark.parametrize(("terima", "jenis"), [(True, "luar.diterima"), (False, "luar.ditolak")])
def test_evidence_that_was_looked_at_is_told(kota: SimpleNamespace, terima: bool, jenis: str) -> None:
    belajar = ajukan_luar(kota.pegawai)
    luar.decide_belajar_luar(
        konteks=konteks_of(kota.pengelola, HARI), belajar=belajar, terima=terima, alasan="" if terima else "Tidak terbaca."
    )

    assert jenis_kotak(kota.pegawai.akun) == [jenis]


def test_certificates_are_told_to_those_who_got_one(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(penyelenggara=kota.mitra)
    mitra = konteks_of(kota.akun_mitra, SESUDAH)
    ada, tidak = (daftarkan(p, angkatan, setuju=True) for p in (kota.pegawai, kota.rekan))
    sertifikat.record_kehadiran(konteks=mitra, angkatan=angkatan, hadir={ada.kode})
    sertifikat.issue_sertifikat(konteks=mitra, angkatan=angkatan)

    assert "sertifikat.terbit" in jenis_kotak(kota.pegawai.akun)
    assert "sertifikat.terbit" not in jenis_kotak(kota.rekan.akun)
    assert tidak.pegawai_id == kota.rekan.pk


def test_a_revoked_certificate_is_told_without_fail(kota: SimpleNamespace, db: Any) -> None:
    terbit = luluskan(kota.pegawai)
    for _kali in range(2):
        sertifikat.revoke_sertifikat(konteks=sistem(SESUDAH), sertifikat=terbit, alasan="Nama keliru.")

    assert kotak(kota.pegawai.akun)[-1] == f"Sertifikat {terbit.judul} Anda dicabut; JP-nya ditarik kembali."
    assert jenis_kotak(kota.pegawai.akun).count("sertifikat.dicabut") == 1
