"""What the app of accounts refuses, and what it says to do about it."""

from __future__ import annotations

import pytest

from akun.konteks import sistem
from akun.models import Pengguna
from akun.services import AdminSudahAdaError, CakupanTidakDikenalError, create_admin_pertama, create_klien_api

pytestmark = pytest.mark.django_db


def test_the_first_administrator_is_made_once(settings: pytest.FixtureRequest) -> None:
    create_admin_pertama(nama="Admin", email="admin@contoh.invalid", sandi="kata sandi yang panjang")

    with pytest.raises(AdminSudahAdaError, match="beri peran dari meja kerja"):
        create_admin_pertama(nama="Lagi", email="lagi@contoh.invalid", sandi="kata sandi yang panjang")
    assert not Pengguna.objects.filter(nama="Lagi").exists()


@pytest.mark.parametrize("cakupan", [[], ["pegawai.semuanya"]])
def test_a_machine_client_gets_no_scope_that_nobody_declared(cakupan: list[str]) -> None:
    with pytest.raises(CakupanTidakDikenalError, match="Pilih dari") as error:
        create_klien_api(konteks=sistem(), nama="Uji", cakupan=cakupan, penanggung_jawab="Diskominfo")

    assert error.value.field == "cakupan"
