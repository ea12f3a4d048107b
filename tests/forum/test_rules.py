"""Working days within which a citizen's input is handled."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aturan.parameter import acuan
from forum.rules import JENIS, decide_tenggat
from inti.hari_kerja import baca_kalender

PARAMETER = acuan(["tenggat_aspirasi", "hari_libur"], date(2026, 11, 24))


def hitung(jenis: str, diterima: date, berhenti: tuple[date, ...] = ()):
    kalender = baca_kalender(PARAMETER["hari_libur"].nilai)
    return decide_tenggat(
        jenis=jenis, diterima=diterima, aturan=PARAMETER["tenggat_aspirasi"], kalender=kalender, berhenti=berhenti
    )


@pytest.mark.parametrize(
    ("jenis", "diterima", "verifikasi", "pertama", "selesai"),
    [
        ("pengaduan", date(2026, 3, 16), date(2026, 3, 26), date(2026, 3, 30), date(2026, 4, 13)),
        ("permintaan_informasi", date(2026, 5, 13), date(2026, 5, 20), date(2026, 5, 22), date(2026, 5, 22)),
        ("pengaduan_pengawasan", date(2026, 1, 5), date(2026, 1, 8), date(2026, 1, 12), date(2026, 4, 10)),
    ],
)
def test_worked_examples(jenis, diterima, verifikasi, pertama, selesai):
    hasil = hitung(jenis, diterima).hasil

    assert (hasil.verifikasi, hasil.tanggapan_pertama, hasil.selesai) == (verifikasi, pertama, selesai)


def test_the_clock_stands_still_while_the_sender_is_asked():
    keputusan = hitung("pengaduan", date(2026, 8, 3), (date(2026, 8, 4), date(2026, 8, 5), date(2026, 8, 8)))

    assert keputusan.hasil.verifikasi == date(2026, 8, 10)
    assert "selama 2 hari kerja" in str(next(a for a in keputusan.alasan if a.kode == "berhenti"))


def test_a_deadline_in_a_year_without_known_holidays_is_a_warning():
    assert [a.kode for a in hitung("pengaduan", date(2026, 12, 20)).peringatan] == ["kalender_belum_ada"]


@given(jenis=st.sampled_from(list(JENIS)), diterima=st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_every_step_ends_on_a_working_day_after_the_day_of_receipt(jenis, diterima):
    hasil = hitung(jenis, diterima).hasil

    assert diterima < hasil.verifikasi <= hasil.tanggapan_pertama <= hasil.selesai
    assert hasil.selesai.weekday() < 5
