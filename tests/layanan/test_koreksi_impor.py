"""A list that replaces what a person put right says so at the row, to both officers, and tells the person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from akun.models import CatatanAkses, Pengguna
from impor import koreksi
from impor import services as impor
from impor.models import BarisImpor, Impor
from inti import waktu
from laporan import mesin
from layanan.perubahan_data import jenis, selectors, services
from organisasi.services import import_unit
from pegawai.models import DataPribadi, Pegawai
from tests.akun.factories import buat_pengguna, konteks_of
from tests.berkas_uji import aman
from tests.impor.buku import baris, orang_ke, tulis_csv
from tests.impor.dua_petugas import kerjakan, kirim, segar, simpan
from tests.impor.layar import baris_layar, buka, langkah
from tests.impor.test_terapkan import UNIT
from tests.kabar.kata import jenis_kotak, kotak
from tests.kinerja.factories import HARI, buat_akun

BARU = {"NOMOR HP": "0811 1111 1111"}  # what the list says, against the number that the person put right
DIPERBAIKI = "Diperbaiki orangnya 24 November 2026"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kota(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "berkas"
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        import_unit(actor=None, baris=[{"id": i, "nama": n, "induk": k} for i, n, k in UNIT])
        yield


@pytest.fixture
def penyiap() -> Pengguna:
    return buat_pengguna("admin_bkpsdm", nama="Dewi Penyiap")


@pytest.fixture
def siapkan(penyiap: Pengguna, tmp_path: Path) -> Callable[..., Impor]:
    """A list of these rows, read and judged."""

    def jalan(*daftar: dict[str, Any], per: date = HARI) -> Impor:
        isi = tulis_csv(tmp_path / "daftar.csv", daftar).read_bytes()
        batch = impor.create_impor(konteks=konteks_of(penyiap, HARI), berkas=SimpleUploadedFile("daftar.csv", isi), per=per)
        kerjakan(batch)
        return segar(batch)

    return jalan


@pytest.fixture
def orang(penyiap: Pengguna, siapkan: Callable[..., Impor]) -> Pegawai:
    """Somebody whom an earlier list brought in, who may sign in."""
    simpan(siapkan(baris(), orang_ke(7)), penyiap)
    pegawai = Pegawai.objects.get(nomor="199003152015042001")
    pegawai.akun = buat_akun(nama="Masdelima")
    pegawai.save(update_fields=["akun"])
    return pegawai


def perbaiki(pegawai: Pegawai, kode: str, penerima: str = "Petugas Penerima", **nilai: str) -> None:
    """The person proposes, an officer accepts."""
    macam, petugas = (
        jenis.DAFTAR[kode],
        Pengguna.objects.filter(nama=penerima).first() or buat_pengguna("admin_bkpsdm", nama=penerima),
    )
    bukti = aman() if macam.bukti_wajib else None
    usul = services.create_usul(konteks=konteks_of(pegawai.akun, waktu.today()), macam=macam, nilai=nilai, bukti=bukti)
    sidik = selectors.sidik(selectors.baca_kini(Pegawai.objects.get(pk=pegawai.pk), macam))
    services.approve_usul(konteks=konteks_of(petugas, waktu.today()), usul=usul, versi=usul.versi, sidik=sidik)


def layar(siapa: Pengguna) -> Client:
    klien = Client()
    klien.force_login(siapa)
    return klien


def test_a_row_that_replaces_a_correction_says_so_to_both_officers(
    orang: Pegawai, penyiap: Pengguna, siapkan: Callable[..., Impor]
) -> None:
    perbaiki(orang, "telepon", nomor_hp="0812 9999 0001")
    batch = siapkan(baris(**BARU), orang_ke(7, **BARU))
    kedua = layar(buat_pengguna("admin_bkpsdm", nama="Petugas Kedua"))
    disiapkan = buka(layar(penyiap), batch)
    langkah(layar(penyiap), batch, "ajukan")

    for isi in (disiapkan, buka(kedua, batch)):
        assert "1 baris menggantikan data yang belum lama diperbaiki orangnya" in isi
        assert "NOMOR HP: " + DIPERBAIKI in baris_layar(isi, 2)
        assert "Diperbaiki orangnya" not in baris_layar(isi, 3)
    assert baris_layar(buka(kedua, batch, "?putusan=koreksi"), 2)
    assert not baris_layar(buka(kedua, batch, "?putusan=koreksi"), 3)


def test_once_the_row_is_left_out_nothing_is_replaced(orang: Pegawai, penyiap: Pengguna, siapkan: Callable[..., Impor]) -> None:
    perbaiki(orang, "telepon", nomor_hp="0812 9999 0001")
    batch = siapkan(baris(**BARU), orang_ke(7, **BARU))
    impor.pilih_baris(konteks=konteks_of(penyiap, HARI), baris=BarisImpor.objects.get(impor=batch, nomor_baris=2), ikut=False)
    assert "belum lama diperbaiki orangnya" not in buka(layar(penyiap), batch)

    simpan(batch, penyiap)

    assert DataPribadi.objects.get(pegawai=orang).nomor_hp == "081299990001"
    assert "impor.koreksi_diganti" not in jenis_kotak(orang.akun)


def test_the_person_is_told_which_fact_was_replaced_and_no_value(
    orang: Pegawai, penyiap: Pengguna, siapkan: Callable[..., Impor]
) -> None:
    perbaiki(orang, "telepon", nomor_hp="0812 9999 0001")
    perbaiki(orang, "gelar", gelar_depan="", gelar_belakang="S.AP., M.Pd.")

    simpan(siapkan(baris(**BARU), orang_ke(7, **BARU)), penyiap)

    assert DataPribadi.objects.get(pegawai=orang).nomor_hp == "081111111111"
    (kata,) = [k for j, k in zip(jenis_kotak(orang.akun), kotak(orang.akun), strict=True) if j == "impor.koreksi_diganti"]
    assert kata.endswith("diganti isi daftar pegawai yang diimpor petugas: gelar belakang, nomor HP.")


def test_a_correction_accepted_while_the_list_waits_sends_it_back_with_its_row_named_and_marked(
    orang: Pegawai, penyiap: Pengguna, siapkan: Callable[..., Impor]
) -> None:
    batch = siapkan(baris(**BARU), orang_ke(7, **BARU))
    lain = buat_pengguna("admin_bkpsdm", nama="Petugas Kedua")
    kirim(batch, penyiap)
    perbaiki(orang, "telepon", nomor_hp="0812 9999 0001")
    impor.approve_impor(konteks=konteks_of(lain, HARI), impor=batch, versi=segar(batch).versi)
    mesin.jalankan(segar(batch).pekerjaan_kode)

    isi = buka(layar(penyiap), batch)

    assert segar(batch).status == "dikembalikan"
    assert "Yang berubah: baris 2 (Masdelima Manalu)." in isi
    assert DIPERBAIKI in baris_layar(isi, 2)
    assert DataPribadi.objects.get(pegawai=orang).nomor_hp == "081299990001"


def test_the_note_of_what_changed_stays_while_somebody_else_mends_rows(
    orang: Pegawai, penyiap: Pengguna, siapkan: Callable[..., Impor]
) -> None:
    batch = siapkan(baris(**BARU), orang_ke(7, **BARU))
    lain = buat_pengguna("admin_bkpsdm", nama="Petugas Kedua")
    kirim(batch, penyiap)
    perbaiki(orang, "telepon", nomor_hp="0812 9999 0001")
    impor.approve_impor(konteks=konteks_of(lain, HARI), impor=batch, versi=segar(batch).versi)
    mesin.jalankan(segar(batch).pekerjaan_kode)

    impor.pilih_baris(konteks=konteks_of(lain, HARI), baris=BarisImpor.objects.get(impor=batch, nomor_baris=3), ikut=False)

    assert "Yang berubah: baris 2" in buka(layar(penyiap), batch).split('id="baris"')[0]


@pytest.mark.parametrize(
    ("kode", "nilai", "ganti"),
    [
        ("alamat", {"alamat": "Jl. Baru 1"}, {"ALAMAT": "Jl. Lama 2"}),
        ("surel", {"email": "a@contoh.go.id"}, {"EMAIL": "b@contoh.go.id"}),
        ("keluarga", {"status_kawin": "menikah"}, {"JENIS KAWIN NAMA": "Cerai"}),
        ("agama", {"agama": "Kristen"}, {"AGAMA NAMA": "Islam"}),
        ("gelar", {"gelar_depan": "", "gelar_belakang": "S.AP., M.Pd."}, {"GELAR BELAKANG": "S.Sos."}),
        (
            "pendidikan",
            {"tingkat": "s2", "nama": "S-2 Hukum", "tahun_lulus": "2020"},
            {"TINGKAT PENDIDIKAN NAMA": "S-3/Doktor", "PENDIDIKAN NAMA": "S-3 Hukum", "TAHUN LULUS": "2024"},
        ),
    ],
)
def test_every_kind_of_correction_is_known_to_a_list(
    orang: Pegawai, siapkan: Callable[..., Impor], kode: str, nilai: dict[str, str], ganti: dict[str, str]
) -> None:
    perbaiki(orang, kode, **nilai)

    batch = siapkan(baris(**ganti), orang_ke(7))

    assert segar(batch).jumlah["koreksi"] == 1


def test_a_list_that_says_what_was_put_right_is_no_matter(orang: Pegawai, siapkan: Callable[..., Impor]) -> None:
    perbaiki(orang, "telepon", nomor_hp="0812 9999 0001")

    batch = siapkan(baris(**{"NOMOR HP": "+62 812-9999-0001"}), orang_ke(7))

    assert (batch.jumlah["koreksi"], batch.jumlah["sama"]) == (0, 2)


def test_another_field_of_the_same_person_is_no_matter(orang: Pegawai, siapkan: Callable[..., Impor]) -> None:
    perbaiki(orang, "telepon", nomor_hp="0812 9999 0001")

    batch = siapkan(baris(**{"NOMOR HP": "0812 9999 0001", "ALAMAT": "Jl. Lain 3"}), orang_ke(7))

    assert (batch.jumlah["koreksi"], batch.jumlah["berubah"]) == (0, 1)


@pytest.mark.parametrize(("umur", "per", "jumlah"), [(30, 0, 1), (31, 0, 0), (90, 60, 1), (90, 59, 0)])
def test_a_correction_counts_for_thirty_days_before_the_day_of_the_list(
    orang: Pegawai, siapkan: Callable[..., Impor], umur: int, per: int, jumlah: int
) -> None:
    with time_machine.travel(f"{(HARI - timedelta(days=umur)).isoformat()} 09:00+07:00", tick=False):
        perbaiki(orang, "telepon", nomor_hp="0812 9999 0001")

    batch = siapkan(baris(**BARU), orang_ke(7), per=HARI - timedelta(days=per))

    assert batch.jumlah["koreksi"] == jumlah


def test_what_was_refused_or_waits_is_no_correction(orang: Pegawai, siapkan: Callable[..., Impor]) -> None:
    services.create_usul(
        konteks=konteks_of(orang.akun, HARI), macam=jenis.DAFTAR["telepon"], nilai={"nomor_hp": "0812 9999 0001"}
    )

    assert siapkan(baris(**BARU), orang_ke(7)).jumlah["koreksi"] == 0


def test_asking_for_corrections_reads_no_value_and_costs_two_queries(orang: Pegawai) -> None:
    perbaiki(orang, "telepon", nomor_hp="0812 9999 0001")
    perbaiki(orang, "surel", email="a@contoh.go.id")
    sebelum = CatatanAkses.objects.count()

    with CaptureQueriesContext(connection) as kueri:
        semua = selectors.list_koreksi(HARI)

    assert {k.bidang for k in semua} == {("nomor_hp",), ("email",)}
    assert (len(kueri), CatatanAkses.objects.count()) == (2, sebelum)
    assert not any("usulan" in k["sql"] for k in kueri)
    assert timedelta(days=30) == koreksi.JENDELA
