"""The page of the examining unit: proposed, answered and read there, by whoever may."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akun.models import Pengguna
from forum.models import StatusUsulanPengawas, UsulanPengawas
from forum.selectors.pengawas import get_unit_pengawas
from forum.services.pengawas import cancel_pengawas, confirm_pengawas, propose_pengawas
from inti import waktu
from tests.akun.factories import buat_pengguna, konteks_of
from tests.formulir import isian
from tests.forum.factories import Kota
from tests.forum.test_unit_pengawas import pindahkan

S = StatusUsulanPengawas
ALASAN = "Dinas itu bukan unit pemeriksa."


@pytest.fixture
def kedua(kota: Kota) -> Pengguna:
    return buat_pengguna("admin_bkpsdm", nama="Rina Pengesah", sandi=None)


def masuk(pengguna: Pengguna) -> Client:
    klien = Client()
    klien.force_login(pengguna)
    return klien


def halaman(klien: Client) -> str:
    return " ".join(klien.get(reverse("forum:pengawas")).content.decode().split())


def jawab(klien: Client, usulan: UsulanPengawas, langkah: str, **lain: str) -> Any:
    return klien.post(reverse("forum:pengawas-putuskan", args=[usulan.kode]), {"langkah": langkah} | lain)


def unit_kini() -> str:
    kini = get_unit_pengawas(waktu.today())
    assert kini is not None
    return kini.unit.nama


def test_it_is_proposed_and_confirmed_on_the_page_and_the_history_names_both(kota: Kota, kedua: Pengguna) -> None:
    satu, dua = masuk(kota.admin), masuk(kedua)
    alamat = reverse("forum:pengawas")
    lembar = satu.get(alamat)
    for _klik in range(2):
        assert satu.post(alamat, isian(lembar, unit=str(kota.lain.pk), dasar="SK 7/2026")).status_code == 302
    usulan = UsulanPengawas.objects.get(status=S.MENUNGGU)
    assert "Tarik kembali" in halaman(satu)
    assert "Sahkan mulai hari ini" not in halaman(satu)
    assert "Sahkan mulai hari ini" in halaman(dua)

    for _klik in range(2):
        assert jawab(dua, usulan, "sahkan").status_code == 302

    assert unit_kini() == "Dinas Lain Uji"
    teks = halaman(dua)
    assert f"Diusulkan {kota.admin.nama}" in teks
    assert "Disahkan Rina Pengesah" in teks


def test_a_refusal_without_a_reason_says_so_at_its_field_and_with_one_stands_in_the_history(kota: Kota, kedua: Pengguna) -> None:
    usulan = propose_pengawas(konteks=kota.konteks("admin"), unit=kota.lain)
    assert usulan is not None
    dua = masuk(kedua)

    ditolak = jawab(dua, usulan, "tolak", alasan="x")
    assert (ditolak.status_code, "alasan" in ditolak.context["putusan"].errors) == (422, True)
    assert jawab(dua, usulan, "tolak", alasan=ALASAN).status_code == 302
    assert ALASAN in halaman(masuk(kota.admin))


def test_ones_own_unit_is_refused_in_words_at_the_field(kota: Kota) -> None:
    pindahkan(kota.admin, kota.lain)
    klien, alamat = masuk(kota.admin), reverse("forum:pengawas")

    ditolak = klien.post(alamat, isian(klien.get(alamat), unit=str(kota.lain.pk)))

    assert ditolak.status_code == 422
    assert "Anda bekerja di Dinas Lain Uji" in ditolak.context["form"].errors["unit"][0]


def test_an_answer_to_what_was_taken_back_meanwhile_is_refused_and_its_words_stay(kota: Kota, kedua: Pengguna) -> None:
    usulan = propose_pengawas(konteks=kota.konteks("admin"), unit=kota.lain)
    assert usulan is not None
    cancel_pengawas(konteks=kota.konteks("admin"), usulan=usulan)

    ditolak = jawab(masuk(kedua), usulan, "tolak", alasan=ALASAN)

    assert ditolak.status_code == 422
    assert "sudah diputuskan" in ditolak.content.decode()
    assert ALASAN in ditolak.content.decode()


def test_a_page_that_was_open_while_another_unit_was_confirmed_writes_nothing_over(kota: Kota, kedua: Pengguna) -> None:
    klien, alamat = masuk(kota.admin), reverse("forum:pengawas")
    lembar = klien.get(alamat)
    usulan = propose_pengawas(konteks=konteks_of(kedua), unit=kota.lain)
    assert usulan is not None
    confirm_pengawas(konteks=kota.konteks("admin"), usulan=usulan)

    assert klien.post(alamat, isian(lembar, unit=str(kota.dinas.pk))).status_code == 409
    assert not UsulanPengawas.objects.filter(status=S.MENUNGGU).exists()


def test_one_officer_alone_reads_that_nobody_confirmed_it(kota: Kota) -> None:
    propose_pengawas(konteks=kota.konteks("admin"), unit=kota.lain)

    assert "waktu itu tidak ada petugas kedua" in halaman(masuk(kota.admin))


@pytest.mark.parametrize("siapa", ["auditor", "pimpinan", "moderator", "pengelola"])
def test_whoever_is_told_of_it_reads_the_page_and_changes_nothing(kota: Kota, kedua: Pengguna, siapa: str) -> None:
    usulan = propose_pengawas(konteks=kota.konteks("admin"), unit=kota.lain)
    assert usulan is not None
    klien = masuk(getattr(kota, siapa))

    teks = halaman(klien)

    assert "Menunggu pengesahan" in teks
    assert "Sahkan mulai hari ini" not in teks
    assert klien.post(reverse("forum:pengawas"), {"unit": kota.dinas.pk}).status_code == 403
    assert jawab(klien, usulan, "sahkan").status_code == 403
    assert unit_kini() == "Inspektorat Uji"


def test_an_unknown_proposal_or_step_breaks_nothing(kota: Kota, kedua: Pengguna) -> None:
    usulan = propose_pengawas(konteks=kota.konteks("admin"), unit=kota.lain)
    assert usulan is not None
    klien = masuk(kedua)

    assert klien.post(reverse("forum:pengawas-putuskan", args=["tidak-ada"]), {"langkah": "sahkan"}).status_code == 404
    assert jawab(klien, usulan, "lain\x00").status_code == 422
    assert jawab(klien, usulan, "tolak", alasan="y" * 5000).status_code == 422
