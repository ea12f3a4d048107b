"""What waits for whom on the home page, and the lines of the report."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from inti import tugas
from kompetensi import reports
from tests.akun.factories import konteks_of
from tests.kompetensi.factories import HARI, MULAI, SESUDAH, ajukan_luar, buat_angkatan, daftarkan, konteks_pegawai, luluskan


def judul(konteks: Any) -> list[str]:
    return [t.judul for t in tugas.daftar(konteks)]


def test_the_superior_is_asked_to_decide_before_the_first_day(kota: SimpleNamespace) -> None:
    daftarkan(kota.pegawai, buat_angkatan())

    (butir,) = [t for t in tugas.daftar(konteks_pegawai(kota.atasan)) if "pendaftaran pelatihan" in t.judul]

    assert (butir.judul, butir.tenggat) == ("Putuskan 1 pendaftaran pelatihan", MULAI)
    assert "Putuskan 1 pendaftaran pelatihan" not in judul(konteks_pegawai(kota.rekan))


def test_the_partner_is_reminded_of_the_attendance_sheet(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(penyelenggara=kota.mitra)
    daftarkan(kota.pegawai, angkatan, setuju=True)

    assert f"Catat kehadiran {angkatan.pelatihan.judul}" in judul(konteks_of(kota.akun_mitra, SESUDAH))
    assert judul(konteks_of(kota.akun_mitra, HARI)) == []


def test_evidence_waits_for_the_officer_of_that_office_only(kota: SimpleNamespace) -> None:
    ajukan_luar(kota.pegawai)

    assert "Periksa 1 bukti belajar" in judul(konteks_of(kota.pengelola, HARI))
    assert "Periksa 1 bukti belajar" not in judul(konteks_of(kota.auditor, HARI))


def test_an_approved_training_shows_in_the_week_before(kota: SimpleNamespace) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan(), setuju=True)

    assert f"Ikuti {p.angkatan.pelatihan.judul}" in judul(konteks_pegawai(kota.pegawai, date(2026, 6, 8)))
    assert f"Ikuti {p.angkatan.pelatihan.judul}" not in judul(konteks_pegawai(kota.pegawai, HARI))


def test_the_report_says_what_is_missing(kota: SimpleNamespace) -> None:
    luluskan(kota.pegawai)
    konteks, isian = konteks_of(kota.admin, SESUDAH), {"per": SESUDAH, "unit": kota.dinas}

    baris = {b[0]: b for b in reports.baris(konteks, isian)}

    assert baris["Pegawai Satu"][4:] == (2026, 8, 20, "8 dari 20 JP: kurang 12")
    assert len(baris) == reports.jumlah(konteks, isian) == 3
