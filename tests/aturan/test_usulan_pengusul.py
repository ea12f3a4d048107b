"""Two officers agree on the day on which a value counts: what was proposed by one whose right has gone is refused and proposed anew."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akun.models import Pengguna
from aturan import parameter, services
from inti import waktu
from tests.aturan.factories import ajukan, buat_usulan, petugas, tersentuh
from tests.pegawai.factories import buat_pegawai
from tests.potret import tidak_berubah

pytestmark = pytest.mark.django_db


def akhiri(akun: Pengguna) -> None:
    akun.penugasan_peran.update(masa=f"[2020-01-01,{waktu.today()})")


def cabut(akun: Pengguna) -> None:
    akun.penugasan_peran.all().delete()


def tutup(akun: Pengguna) -> None:
    Pengguna.objects.filter(pk=akun.pk).update(is_active=False)


@pytest.mark.parametrize("cara", [akhiri, cabut, tutup])
def test_a_value_is_not_confirmed_once_its_proposer_looks_after_no_rules_any_more(cara: Any) -> None:
    buat_pegawai("Hotma Sinaga", tanggal_lahir=date(1970, 3, 15))
    pengusul, kedua = petugas(), petugas()
    usulan = ajukan(pengusul, buat_usulan(pengusul))
    cara(pengusul.pengguna)

    with tidak_berubah("aturan"), pytest.raises(services.PengusulSendiriError, match="tidak lagi mengelola aturan") as galat:
        services.approve_usulan(konteks=kedua, usulan=usulan, dilihat=usulan.tersentuh or 0)

    assert "lalu usulkan lagi" in str(galat.value)
    services.reject_usulan(konteks=kedua, usulan=usulan, alasan="Pengusulnya bukan petugas lagi.")
    assert parameter.nilai("bup_jabatan", waktu.today())["pelaksana"] == 58


@pytest.mark.parametrize(("rekan", "kata"), [(True, "Petugas lain memeriksa"), (False, "belum ada petugas lain")])
def test_who_sends_a_proposal_reads_whether_anybody_is_there_to_confirm_it(rekan: bool, kata: str) -> None:
    buat_pegawai("Hotma Sinaga", tanggal_lahir=date(1970, 3, 15))
    pengusul = petugas()
    if rekan:
        petugas()
    usulan = buat_usulan(pengusul)
    klien = Client()
    klien.force_login(pengusul.pengguna, backend="akun.backends.NomorAtauEmailBackend")

    isi = {"langkah": "kirim", "dilihat": str(tersentuh(usulan))}
    jawab = klien.post(reverse("aturan:langkah", args=[usulan.kode]), isi, follow=True).content.decode()

    assert f"Terkirim. {'' if rekan else 'Saat ini '}{kata}" in jawab
