"""Who hears of a proposed value of law, and what stays new to whom."""

from datetime import date

import pytest

from aturan import services
from kabar.selectors import count_belum_dibaca
from tests.akun.factories import buat_pengguna, konteks_of
from tests.aturan.factories import ajukan, buat_usulan, petugas
from tests.kabar.kata import jenis_kotak, kotak
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


def test_who_may_confirm_is_told_that_it_waits_and_the_proposer_what_became_of_it():
    pengusul = petugas()
    lain = buat_pengguna("admin_bkpsdm", nama="Rina Pemeriksa")
    buat_pegawai("Hotma Sinaga", tanggal_lahir=date(1970, 3, 15))

    usulan = ajukan(pengusul, buat_usulan(pengusul))
    assert (jenis_kotak(lain), jenis_kotak(pengusul.pengguna)) == (["aturan.menunggu"], [])
    assert "Batas usia pensiun menurut jabatan" in kotak(lain)[0]

    services.reject_usulan(konteks=konteks_of(lain), usulan=usulan, alasan="Naskahnya belum diundangkan")
    assert jenis_kotak(pengusul.pengguna) == ["aturan.ditolak"]

    kedua = ajukan(pengusul, buat_usulan(pengusul))
    services.approve_usulan(konteks=konteks_of(lain), usulan=kedua, dilihat=kedua.tersentuh or 0)
    assert jenis_kotak(pengusul.pengguna) == ["aturan.ditolak", "aturan.disahkan"]
    assert jenis_kotak(lain) == ["aturan.menunggu"] * 2


def test_what_was_asked_of_the_others_is_new_to_nobody_once_the_proposal_is_decided_or_taken_back():
    pengusul, kedua = petugas(), petugas()
    buat_pegawai("Hotma Sinaga", tanggal_lahir=date(1970, 3, 15))
    ditolak = ajukan(pengusul, buat_usulan(pengusul))
    assert count_belum_dibaca(kedua) == 1

    services.reject_usulan(konteks=kedua, usulan=ditolak, alasan="Naskahnya belum diundangkan")
    assert count_belum_dibaca(kedua) is None

    batal = ajukan(pengusul, buat_usulan(pengusul))
    assert count_belum_dibaca(kedua) == 1
    services.cancel_usulan(konteks=pengusul, usulan=batal)
    assert count_belum_dibaca(kedua) is None
