"""A mandate ends with the substitute's move, too: where they are no more among the colleagues whom its giver could name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from akun.kewenangan import Konteks
from inti import waktu
from kabar.models import Kabar
from organisasi.models import PejabatNonAsn, PenetapanPenilai
from pegawai import atasan, services, susunan
from pegawai.models import BERLAKU, Delegasi, Pegawai, RiwayatJabatan
from pegawai.services import IsiDelegasi, IsiMutasi
from tests.akun.factories import konteks_of
from tests.kabar.kata import jenis_kotak, kotak
from tests.organisasi.factories import buat_jabatan, buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
HARI = timedelta(days=1)
BERAKHIR = "Titipan tugas Kabid Gizi kepada Wakil Uji menurut 800/9 berakhir: Wakil Uji bukan lagi rekan sekantor Kabid Gizi"


@pytest.fixture
def kota() -> dict[str, Any]:
    """An office of two divisions, another office, and the head of a division who handed the decisions to a head beside them."""
    pusat = buat_unit("Kota Uji")
    dinas, badan = buat_unit("Dinas Kesehatan", pusat), buat_unit("Badan Lain", pusat)
    satu, dua = buat_unit("Bidang Gizi", dinas), buat_unit("Bidang Obat", dinas)
    orang = {
        "kadis": buat_pegawai("Kadis", unit=dinas, memimpin=True, akun=True),
        "kabid": buat_pegawai("Kabid Gizi", unit=satu, memimpin=True, akun=True),
        "staf": buat_pegawai("Staf", unit=satu, akun=True),
        "wakil": buat_pegawai("Wakil Uji", unit=dua, memimpin=True, akun=True),
        "kaban": buat_pegawai("Kaban", unit=badan, memimpin=True, akun=True),
        "luar": buat_pegawai("Orang Luar", unit=badan, akun=True),
    }
    atasan.proyeksi.segarkan()
    for p in orang.values():
        p.refresh_from_db()
    titip(orang["kabid"], orang["wakil"])
    return orang | {"lain": buat_jabatan(badan, "Analis"), "sekantor": buat_jabatan(satu, "Analis Gizi"), "unit": (dinas, badan)}


def titip(dari: Pegawai, kepada: Pegawai, surat: str = "800/9") -> Delegasi:
    hari = waktu.today()
    isi = IsiDelegasi(kepada, hari, hari + 5 * HARI, surat, hari, "dinas luar")
    return services.create_delegasi(konteks=konteks_of(dari.akun), dari=dari, isi=isi)


def isi_mutasi(kota: dict[str, Any], ke: str = "lain") -> IsiMutasi:
    return IsiMutasi(jabatan=kota[ke], tmt=waktu.today(), nomor_sk="800/7", alasan="Penyegaran")


def pindah(petugas: Konteks, kota: dict[str, Any], siapa: str = "wakil", ke: str = "lain") -> RiwayatJabatan:
    return services.create_mutasi(konteks=petugas, pegawai=kota[siapa], isi=isi_mutasi(kota, ke))


def lewat_daftar(petugas: Konteks, kota: dict[str, Any]) -> None:
    """As an import does it: rows, then everybody anew."""
    kota["wakil"].riwayat_jabatan.filter(BERLAKU).update(jabatan=kota["lain"])
    atasan.ikuti(lewat_daftar=True)


@pytest.mark.parametrize("jalan", [pindah, lewat_daftar])
def test_it_ends_with_the_substitute_by_whichever_road_and_both_are_told_why(
    petugas: Konteks, kota: dict[str, Any], jalan: Callable[..., Any]
) -> None:
    jalan(petugas, kota)

    delegasi = Delegasi.objects.get()
    assert delegasi.dicabut_at is not None
    assert delegasi.dicabut_oleh is None
    assert "Waktu itu wakilnya bukan lagi rekan sekantor pejabatnya" in delegasi.kata_berakhir
    for nama in ("kabid", "wakil"):
        assert [k for k in kotak(kota[nama].akun) if BERAKHIR in k], nama
    assert konteks_of(kota["wakil"].akun).mewakili == ()
    assert susunan.find_rekan(Pegawai.objects.get(pk=kota["kabid"].pk), kota["wakil"].nomor) is None, (
        "nor could a new letter name them"
    )


def test_it_stays_where_the_substitute_moves_within_the_office(petugas: Konteks, kota: dict[str, Any]) -> None:
    pindah(petugas, kota, ke="sekantor")

    assert Delegasi.objects.get().dicabut_at is None
    assert not Kabar.objects.filter(jenis="delegasi.wakil_pindah").exists()


def test_a_substitute_of_another_office_whom_an_officer_named_stays_one(petugas: Konteks, kota: dict[str, Any]) -> None:
    """No colleague before, so no move takes them out of the colleagues."""
    titip(kota["staf"], kota["luar"], surat="800/10")
    dua = buat_jabatan(kota["unit"][1], "Penata")

    services.create_mutasi(konteks=petugas, pegawai=kota["luar"], isi=IsiMutasi(dua, waktu.today(), "800/8", alasan="Rotasi"))

    assert Delegasi.objects.get(surat="800/10").dicabut_at is None


def test_an_official_s_substitute_is_whoever_is_below_them(petugas: Konteks, kota: dict[str, Any]) -> None:
    dinas, _badan = kota["unit"]
    hari = waktu.today()
    wali = PejabatNonAsn.objects.create(nama="Wali Uji", sebutan="Wali Kota", masa=DateRange(hari - 99 * HARI, None))
    PenetapanPenilai.objects.create(unit=dinas.induk, penilai_pejabat=wali, masa=DateRange(hari - 9 * HARI, None), dasar="SK 1")
    atasan.ikuti()
    isi = IsiDelegasi(Pegawai.objects.get(pk=kota["kadis"].pk), hari, hari + 5 * HARI, "800/11", hari, "dinas luar")
    services.create_delegasi(konteks=petugas, dari=wali, isi=isi)

    pindah(petugas, kota, siapa="kadis", ke="sekantor")

    assert Delegasi.objects.get(surat="800/11").dicabut_at is None, "two steps below, as susunan.find_rekan has it"


def test_the_review_names_it_before_anything_is_kept(petugas: Konteks, kota: dict[str, Any], client: Client) -> None:
    client.force_login(petugas.pengguna)
    berjalan = kota["wakil"].riwayat_jabatan.get(BERLAKU)
    isian = {
        "jabatan": kota["lain"].kode, "penugasan": "definitif", "tmt": waktu.today().isoformat(), "nomor_sk": "800/7",
        "tanggal_sk": waktu.today().isoformat(), "alasan": "Penyegaran", "versi": str(berjalan.pk), "langkah": "tinjau",
    }  # fmt: skip

    halaman = " ".join(client.post(reverse("pegawai:mutasi", args=[kota["wakil"].kode]), isian).content.decode().split())

    assert (
        "Titipan tugas Kabid Gizi kepada Wakil Uji menurut 800/9 berakhir: Wakil Uji bukan lagi rekan sekantor Kabid Gizi"
        in halaman
    )
    assert Delegasi.objects.get().dicabut_at is None
    (tetap,) = services.preview_mutasi(konteks=petugas, pegawai=kota["wakil"], isi=isi_mutasi(kota, "sekantor"))
    assert tetap.titipan == ()


def test_the_withdrawal_of_that_move_says_that_it_stays_ended(petugas: Konteks, kota: dict[str, Any], client: Client) -> None:
    baris = pindah(petugas, kota)
    client.force_login(petugas.pengguna)
    alamat = reverse("pegawai:mutasi-rinci", args=[kota["wakil"].kode, baris.pk])

    sebelum = " ".join(client.get(alamat).content.decode().split())
    sesudah = client.post(alamat, {"alasan": "SK dicabut"}, follow=True).content.decode()

    assert "kepada Wakil Uji menurut 800/9 sudah berakhir dan tidak kembali" in sebelum
    assert "kepada Wakil Uji menurut 800/9 sudah berakhir; catat lagi" in sesudah
    assert jenis_kotak(kota["kabid"].akun).count("delegasi.tetap_usai") == 1
    assert "delegasi.tetap_usai" not in jenis_kotak(kota["wakil"].akun)
