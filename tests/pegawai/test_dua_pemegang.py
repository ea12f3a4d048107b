"""One post, one who decides: where a move leaves two in it, the page says so beforehand and both are told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akun.kewenangan import Konteks
from inti import waktu
from pegawai import services
from pegawai.models import BERLAKU, Pegawai, RiwayatJabatan
from pegawai.services import IsiMutasi
from pegawai.services.syarat_mutasi import JabatanTerisiError
from tests.kabar.kata import jenis_kotak, kotak
from tests.organisasi.factories import buat_jabatan, buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
HARI = timedelta(days=1)


@pytest.fixture
def kota() -> dict[str, Any]:
    """A division with a head, and a colleague."""
    dinas = buat_unit("Dinas Kesehatan")
    bidang = buat_unit("Bidang Gizi", dinas)
    orang = {
        "kabid": buat_pegawai("Kabid Gizi", unit=bidang, memimpin=True, akun=True),
        "rekan": buat_pegawai("Rekan Uji", unit=bidang, akun=True),
        "staf": buat_pegawai("Staf", unit=bidang, akun=True),
    }
    return orang | {"pos": orang["kabid"].jabatan, "analis": buat_jabatan(dinas, "Analis")}


def catat(petugas: Konteks, siapa: Pegawai, jabatan: Any, hari: int, **lain: Any) -> RiwayatJabatan:
    isi = IsiMutasi(jabatan=jabatan, tmt=waktu.today() + hari * HARI, nomor_sk=f"800/{hari}", alasan="Penyegaran", **lain)
    return services.create_mutasi(konteks=petugas, pegawai=siapa, isi=isi)


def rinci(petugas: Konteks, siapa: Pegawai, baris: RiwayatJabatan) -> str:
    klien = Client()
    klien.force_login(petugas.pengguna)
    halaman = klien.get(reverse("pegawai:mutasi-rinci", args=[siapa.kode, baris.pk])).content.decode()
    return " ".join(halaman.split())


def test_a_withdrawal_says_who_acts_in_the_post_by_now_and_they_are_told(petugas: Konteks, kota: dict[str, Any]) -> None:
    pindah = catat(petugas, kota["kabid"], kota["analis"], -3)
    catat(petugas, kota["rekan"], kota["pos"], -2, penugasan="plt")

    halaman = rinci(petugas, kota["kabid"], pindah)
    services.cancel_mutasi(konteks=petugas, pegawai=kota["kabid"], baris=pindah, alasan="SK dicabut")

    assert f"tercatat sebagai Plt. {kota['pos'].nama}" in halaman
    assert [k for k in kotak(kota["rekan"].akun) if f"jabatan {kota['pos'].nama} di Bidang Gizi dipegang Kabid Gizi" in k]


def test_a_post_that_somebody_holds_by_now_is_not_given_back(petugas: Konteks, kota: dict[str, Any]) -> None:
    pindah = catat(petugas, kota["kabid"], kota["analis"], -3)
    catat(petugas, kota["rekan"], kota["pos"], -2)

    halaman = rinci(petugas, kota["kabid"], pindah)

    assert "padahal jabatan itu dipegang Rekan Uji" in halaman
    assert "Sebab pembatalan" not in halaman
    with pytest.raises(JabatanTerisiError, match="Rekan Uji"):
        services.cancel_mutasi(konteks=petugas, pegawai=kota["kabid"], baris=pindah, alasan="SK dicabut")
    nanti = IsiMutasi(jabatan=kota["analis"], tmt=waktu.today(), nomor_sk="800/9", alasan="Salah TMT")
    with pytest.raises(JabatanTerisiError):
        services.correct_mutasi(konteks=petugas, pegawai=kota["kabid"], baris=pindah, isi=nanti)


def test_a_correction_that_gives_no_day_back_is_open(petugas: Konteks, kota: dict[str, Any]) -> None:
    pindah = catat(petugas, kota["kabid"], kota["analis"], -3)
    catat(petugas, kota["rekan"], kota["pos"], -2)
    isi = IsiMutasi(jabatan=kota["analis"], tmt=pindah.tmt_jabatan, nomor_sk="800/99", alasan="Salah nomor")

    baru = services.correct_mutasi(konteks=petugas, pegawai=kota["kabid"], baris=pindah, isi=isi)

    assert baru.nomor_sk == "800/99"


def test_a_definitive_holder_beside_a_plt_is_said_on_the_review_and_told(
    petugas: Konteks, kota: dict[str, Any], client: Client
) -> None:
    catat(petugas, kota["kabid"], kota["analis"], -3)
    catat(petugas, kota["rekan"], kota["pos"], -2, penugasan="plt")
    client.force_login(petugas.pengguna)
    hari = waktu.today().isoformat()
    isian = {
        "jabatan": kota["pos"].kode, "penugasan": "definitif", "tmt": hari, "nomor_sk": "800/7", "tanggal_sk": hari,
        "alasan": "Mengisi jabatan", "versi": str(kota["staf"].riwayat_jabatan.get(BERLAKU).pk),
    }  # fmt: skip

    tinjau = client.post(reverse("pegawai:mutasi", args=[kota["staf"].kode]), isian | {"langkah": "tinjau"})
    client.post(reverse("pegawai:mutasi", args=[kota["staf"].kode]), isian | {"langkah": "simpan"})

    assert "tercatat sebagai Plt." in tinjau.content.decode()
    assert "mutasi.ada_pemegang" in jenis_kotak(kota["rekan"].akun)


def test_a_plh_and_the_holder_read_until_when_and_at_whose_desk(petugas: Konteks, kota: dict[str, Any]) -> None:
    plh = catat(petugas, kota["rekan"], kota["pos"], 0, penugasan="plh", sampai=waktu.today() + 5 * HARI)

    (kata,) = kotak(kota["rekan"].akun)
    assert "sampai" in kata
    assert "keputusannya tetap di meja pejabat itu" in kata
    assert "Kabid Gizi" in kata
    (pejabat,) = kotak(kota["kabid"].akun)
    assert pejabat.startswith("Rekan Uji ditugasi sebagai Plh.")
    assert "tetap di meja Anda" in pejabat

    services.cancel_mutasi(konteks=petugas, pegawai=kota["rekan"], baris=plh, alasan="SK dicabut")

    assert jenis_kotak(kota["kabid"].akun) == ["mutasi.didampingi", "mutasi.tidak_didampingi"]


def test_an_assignment_to_a_vacant_post_names_its_last_day(petugas: Konteks, kota: dict[str, Any]) -> None:
    catat(petugas, kota["kabid"], kota["analis"], -3)

    catat(petugas, kota["rekan"], kota["pos"], 0, penugasan="plt", sampai=waktu.today() + 5 * HARI)

    (kata,) = [k for k in kotak(kota["rekan"].akun) if "Plt." in k]
    assert kata.startswith("Dari ")
    assert "Jabatan Anda sendiri tetap" in kata


def test_a_definitive_holder_beside_a_plh_is_said_on_the_review_and_both_are_told(
    petugas: Konteks, kota: dict[str, Any], client: Client
) -> None:
    catat(petugas, kota["kabid"], kota["analis"], -3)
    catat(petugas, kota["rekan"], kota["pos"], -2, penugasan="plh", sampai=waktu.today() + 5 * HARI)
    client.force_login(petugas.pengguna)
    hari = waktu.today().isoformat()
    isian = {
        "jabatan": kota["pos"].kode, "penugasan": "definitif", "tmt": hari, "nomor_sk": "800/7", "tanggal_sk": hari,
        "alasan": "Mengisi jabatan", "versi": str(kota["staf"].riwayat_jabatan.get(BERLAKU).pk),
    }  # fmt: skip
    alamat = reverse("pegawai:mutasi", args=[kota["staf"].kode])

    tinjau = client.post(alamat, isian | {"langkah": "tinjau"}).content.decode()
    simpan = client.post(alamat, isian | {"langkah": "simpan"}, follow=True).content.decode()

    assert "tercatat sebagai Plh." in tinjau
    assert "Rekan Uji masih tercatat sebagai Plh." in simpan
    assert "mutasi.ada_pemegang" in jenis_kotak(kota["rekan"].akun)
    assert [k for k in kotak(kota["staf"].akun) if k.startswith("Rekan Uji ditugasi sebagai Plh.")]
