"""Who is told of enrolments, evidence and certificates."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kabar.models import Kabar
from kompetensi.services import katalog, luar, pendaftaran, sertifikat
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


def test_the_superior_hears_that_an_enrolment_waits(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan()
    daftarkan(kota.pegawai, angkatan)

    assert kotak(kota.atasan.akun) == [
        f"Pegawai Satu mendaftar {angkatan.pelatihan.judul}, mulai 10 Juni 2026, dan menunggu keputusan Anda."
    ]


def test_the_superior_hears_that_an_enrolment_was_withdrawn(kota: SimpleNamespace) -> None:
    baru = daftarkan(kota.pegawai, buat_angkatan())

    pendaftaran.cancel_pendaftaran(konteks=konteks_pegawai(kota.pegawai), pendaftaran=baru)

    assert kotak(kota.atasan.akun)[-1].endswith("tidak lagi menunggu Anda: pendaftaran dibatalkan.")
    assert jenis_kotak(kota.pegawai.akun) == []


def test_an_enrolment_that_an_officer_withdraws_is_told_to_its_owner(kota: SimpleNamespace) -> None:
    baru = daftarkan(kota.pegawai, buat_angkatan(), setuju=True)

    pendaftaran.cancel_pendaftaran(konteks=konteks_of(kota.admin, HARI), pendaftaran=baru, alasan="Salah angkatan.")

    assert jenis_kotak(kota.pegawai.akun)[-1] == "pendaftaran.dibatalkan"


def test_moving_up_from_the_waiting_list_is_told_to_the_person_and_the_superior(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(kuota=1)
    pertama = daftarkan(kota.pegawai, angkatan)
    daftarkan(kota.rekan, angkatan)
    assert jenis_kotak(kota.atasan.akun) == ["pendaftaran.diajukan"]

    pendaftaran.cancel_pendaftaran(konteks=konteks_pegawai(kota.pegawai), pendaftaran=pertama)

    assert jenis_kotak(kota.rekan.akun) == ["pendaftaran.naik"]
    assert jenis_kotak(kota.atasan.akun) == ["pendaftaran.diajukan", "alur.lepas", "pendaftaran.diajukan"]


def test_a_run_that_is_called_off_is_told_to_everybody_in_it(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan()
    daftarkan(kota.pegawai, angkatan, setuju=True)
    daftarkan(kota.rekan, angkatan)

    katalog.cancel_angkatan(konteks=sistem(), angkatan=angkatan, alasan="Narasumber berhalangan.")

    assert [jenis_kotak(o.akun)[-1] for o in (kota.pegawai, kota.rekan)] == ["angkatan.dibatalkan"] * 2
    assert jenis_kotak(kota.atasan.akun)[-1] == "alur.lepas"


def test_whoever_was_marked_absent_hears_it(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan()
    ada, _tidak = (daftarkan(p, angkatan, setuju=True) for p in (kota.pegawai, kota.rekan))

    sertifikat.record_kehadiran(konteks=sistem(SESUDAH), angkatan=angkatan, hadir={ada.kode})

    assert "pendaftaran.absen" in jenis_kotak(kota.rekan.akun)
    assert "pendaftaran.absen" not in jenis_kotak(kota.pegawai.akun)


def test_evidence_is_told_to_the_officers_of_the_unit_without_what_was_learnt(kota: SimpleNamespace) -> None:
    ajukan_luar(kota.pegawai)

    assert kotak(kota.pengelola) == ["Pegawai Satu mengirim bukti belajar dan menunggu diperiksa: Seminar 20 Mei 2026, 6 JP."]
    assert kotak(kota.admin) == []


def test_an_officer_is_told_which_evidence_was_withdrawn_and_its_owner_by_its_name(kota: SimpleNamespace) -> None:
    belajar = ajukan_luar(kota.pegawai)
    luar.return_belajar_luar(konteks=konteks_of(kota.pengelola, HARI), belajar=belajar, alasan="JP-nya 6.")
    luar.withdraw_belajar_luar(konteks=konteks_pegawai(kota.pegawai), belajar=ajukan_luar(kota.pegawai, jp=5))

    assert kotak(kota.pegawai.akun)[0] == "Bukti belajar “Seminar layanan publik” perlu diperbaiki."
    assert kotak(kota.pengelola)[-1] == (
        "Bukti belajar Pegawai Satu: Seminar 20 Mei 2026, 5 JP tidak lagi menunggu Anda: ditarik oleh pengirimnya."
    )


def test_evidence_that_comes_back_and_goes_out_again_is_told_each_time(kota: SimpleNamespace) -> None:
    belajar = ajukan_luar(kota.pegawai)
    luar.return_belajar_luar(konteks=konteks_of(kota.pengelola, HARI), belajar=belajar, alasan="JP-nya 6.")
    assert jenis_kotak(kota.pegawai.akun) == ["luar.dikembalikan"]

    belajar.refresh_from_db()
    luar.withdraw_belajar_luar(konteks=konteks_pegawai(kota.pegawai), belajar=belajar)
    assert jenis_kotak(kota.pengelola) == ["luar.diajukan"]


def test_calling_a_run_off_costs_the_same_for_one_and_for_many(kota: SimpleNamespace) -> None:
    def hitung(*orang: Any) -> int:
        angkatan = buat_angkatan()
        for satu in orang:
            daftarkan(satu, angkatan)
        with CaptureQueriesContext(connection) as tangkap:
            katalog.cancel_angkatan(konteks=sistem(), angkatan=angkatan, alasan="Narasumber berhalangan.")
        return len(tangkap)

    hitung(kota.rekan)  # what is read once a process

    assert hitung(kota.pegawai) == hitung(kota.pegawai, kota.rekan)


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
