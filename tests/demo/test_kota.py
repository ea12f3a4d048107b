"""The demonstration comes in by the services that BKPSDM uses; so whatever they begin to refuse, it meets first."""

from __future__ import annotations

import pytest

from akun.models import PenugasanPeran
from akun.peran import DIBERIKAN
from demo import kota as bagian
from demo.kota import Kota
from demo.management.commands.muat_demo import LANGKAH

# What is built before the first year of work: the roles, and what they stand on.
SAMPAI_AKUN = [langkah for nama, langkah in LANGKAH][: [nama for nama, _langkah in LANGKAH].index("akun setiap peran") + 1]


@pytest.mark.django_db
def test_the_demonstration_has_a_working_account_for_every_role():
    kota = Kota(sandi=bagian.buat_sandi())

    for langkah in SAMPAI_AKUN:
        langkah(kota)

    assert {p for p, akun in kota.akun.items() if not akun.check_password(kota.sandi)} == set()
    dapat = {peran: kota.konteks(peran).kode_peran for peran in kota.akun}
    diharapkan = {p.value for p in DIBERIKAN} | {"pegawai", "atasan"}
    assert diharapkan <= {p for kode in dapat.values() for p in kode}
    assert {p for p in kota.akun if bagian.MASUK_SEBAGAI.get(p, p) not in dapat[p]} == set()
    assert not PenugasanPeran.objects.filter(menunggu=True).exists()
