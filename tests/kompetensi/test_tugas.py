"""What waits for whom on the home page, and the lines of the report."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from alur.models import Pemegang
from inti import tugas
from kompetensi import reports
from tests.akun.factories import konteks_of
from tests.kompetensi.factories import HARI, SESUDAH, ajukan_luar, buat_angkatan, daftarkan, konteks_pegawai, luluskan


def judul(konteks: Any) -> list[str]:
    return [t.judul for t in tugas.daftar(konteks)]


def test_the_superior_finds_what_is_to_be_decided_once_on_the_home_page(kota: SimpleNamespace) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan())
    perkara = f"Pelatihan Pegawai Satu: {p.angkatan.pelatihan.judul}"

    assert [t for t in judul(konteks_pegawai(kota.atasan)) if "pelatih" in t.lower()] == [perkara]
    assert perkara not in judul(konteks_pegawai(kota.rekan))


def test_the_partner_is_reminded_of_the_attendance_sheet(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(penyelenggara=kota.mitra)
    daftarkan(kota.pegawai, angkatan, setuju=True)

    assert f"Catat kehadiran {angkatan.pelatihan.judul}" in judul(konteks_of(kota.akun_mitra, SESUDAH))
    assert judul(konteks_of(kota.akun_mitra, HARI)) == []


def test_evidence_waits_for_the_officer_of_that_office_only(kota: SimpleNamespace) -> None:
    ajukan_luar(kota.pegawai)
    perkara = "Bukti belajar Pegawai Satu: Seminar 20 Mei 2026, 6 JP"

    assert judul(konteks_of(kota.pengelola, HARI)) == [perkara]
    assert perkara not in judul(konteks_of(kota.auditor, HARI))


def test_pieces_of_evidence_of_one_person_are_told_apart_by_kind_day_and_hours(kota: SimpleNamespace) -> None:
    ajukan_luar(kota.pegawai)
    ajukan_luar(kota.pegawai, kode_jenis=15, jp=2)
    ajukan_luar(kota.pegawai, tanggal_selesai=date(2026, 4, 2))

    assert len(set(judul(konteks_of(kota.pengelola, HARI)))) == 3


def test_an_approved_training_shows_in_the_week_before(kota: SimpleNamespace) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan(), setuju=True)

    assert f"Ikuti {p.angkatan.pelatihan.judul}" in judul(konteks_pegawai(kota.pegawai, date(2026, 6, 8)))
    assert f"Ikuti {p.angkatan.pelatihan.judul}" not in judul(konteks_pegawai(kota.pegawai, HARI))


def test_a_request_that_waits_for_the_superior_says_with_whom_and_since_when(kota: SimpleNamespace) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan())
    Pemegang.objects.update(sejak_at=datetime(2026, 5, 4, 3, tzinfo=UTC), tenggat=date(2026, 5, 11))

    (satu,) = [t for t in tugas.daftar(konteks_pegawai(kota.pegawai, date(2026, 5, 20))) if t.tahu and "Pendaftaran" in t.judul]

    assert satu.judul == f"Pendaftaran {p.angkatan.pelatihan.judul} menunggu persetujuan"
    assert satu.ket.startswith(f"Di meja {kota.atasan.nama} sejak 4 Mei 2026. Tenggatnya 11 Mei 2026 sudah lewat")
    assert satu.tenggat is None, "the superior's day: nothing for the owner to do"


def test_the_report_says_what_is_missing(kota: SimpleNamespace) -> None:
    luluskan(kota.pegawai)
    konteks, isian = konteks_of(kota.admin, SESUDAH), {"per": SESUDAH, "unit": kota.dinas}

    baris = {b[0]: b for b in reports.baris(konteks, isian)}

    assert baris["Pegawai Satu"][4:] == (2026, 8, 20, "8 dari 20 JP: kurang 12")
    assert len(baris) == reports.jumlah(konteks, isian) == 3
