"""The demonstration comes in by the services that BKPSDM uses; so whatever they begin to refuse, it meets first."""

from __future__ import annotations

import pytest

from akun.models import PenugasanPeran
from akun.peran import DIBERIKAN
from demo import kota as bagian
from demo.kota import Kota
from demo.management.commands.muat_demo import LANGKAH

# What gives roles, and what that stands on; a year of work and its trainings take a minute, and give none.
BERPERAN = [langkah for nama, langkah in LANGKAH if nama not in ("kinerja setahun", "pelatihan", "klien API")]


@pytest.mark.django_db
def test_the_demonstration_has_a_working_account_for_every_role():
    kota = Kota(sandi=bagian.buat_sandi())

    for langkah in BERPERAN:
        langkah(kota)

    assert {p for p, akun in kota.akun.items() if not akun.check_password(kota.sandi)} == set()
    dapat = {peran: kota.konteks(peran).kode_peran for peran in kota.akun}
    diharapkan = {p.value for p in DIBERIKAN} | {"pegawai", "atasan"}
    assert diharapkan <= {p for kode in dapat.values() for p in kode}
    assert {p for p in kota.akun if bagian.MASUK_SEBAGAI.get(p, p) not in dapat[p]} == set()
    assert not PenugasanPeran.objects.filter(menunggu=True).exists()
