"""The retirement age of a post is looked up under a name that the database derives from its title and level."""

from datetime import date

import pytest

from organisasi.models import Jabatan
from pegawai import proyeksi
from pegawai.rules.jabatan import urai_jabatan
from pegawai.rules.pensiun import ATURAN_PENSIUN
from tests.organisasi.factories import buat_jabatan, buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("nama", "jenis", "jenjang", "kelas"),
    [
        ("Guru Ahli Utama", "fungsional", "ahli_utama", "guru"),
        ("Dokter Ahli Utama", "fungsional", "ahli_utama", "ahli_utama"),
        ("Peneliti Ahli Madya", "fungsional", "ahli_madya", "peneliti_madya"),
        ("Perekayasa Ahli Utama", "fungsional", "ahli_utama", "peneliti_utama"),
        ("Peneliti Ahli Muda", "fungsional", "ahli_muda", "ahli_muda"),
        ("Camat Sibolga Kota", "administrator", "", "administrator"),
        ("Pranata Komputer", "fungsional", "", "ahli_pertama"),
    ],
)
def test_the_law_on_the_title_comes_before_the_level(nama, jenis, jenjang, kelas):
    jabatan = Jabatan.objects.create(
        unit=buat_unit("Dinas Uji"), nama=nama, jenis=jenis, jenjang=jenjang, guru=urai_jabatan(nama, "Jabatan Fungsional").guru
    )

    jabatan.refresh_from_db()
    assert jabatan.kelas_bup == kelas


def test_the_stored_day_of_retirement_is_the_one_that_the_rule_explains():
    peneliti = buat_jabatan(nama="Peneliti Ahli Madya", jenis="fungsional", jenjang="ahli_madya")
    orang = buat_pegawai(jabatan=peneliti, tanggal_lahir=date(1970, 3, 15))

    keputusan = ATURAN_PENSIUN.decide(tanggal_lahir=date(1970, 3, 15), jabatan=orang.jabatan.kelas_bup, per=date(2026, 11, 25))

    assert orang.tmt_pensiun == keputusan.hasil.tmt == date(2035, 4, 1)


def test_without_a_post_there_is_no_day_of_retirement():
    orang = buat_pegawai()
    orang.riwayat_jabatan.update(diganti_at=orang.riwayat_jabatan.get().tercatat_at)
    proyeksi.segarkan()

    orang.refresh_from_db()
    assert orang.tmt_pensiun is None
