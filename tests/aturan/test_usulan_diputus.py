"""What the page of a proposal says, before and after its decision: nothing reads as if it counts when it doesn't."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akun.kewenangan import Konteks
from aturan import daftar_parameter, dampak, parameter, services
from aturan.models import AWAL, UsulanParameter
from aturan.services import IsiUsulan
from aturan.tugas import pengesahan
from inti import waktu
from tests.akun.factories import buat_pengguna
from tests.aturan.factories import ajukan, buat_usulan, nilai_baru, petugas, sahkan
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
TAHUN = datetime.now(UTC).year
NANTI = date(TAHUN + 1, 1, 1)
ALASAN = "Salah membaca pasalnya."


@pytest.fixture
def staf() -> Any:
    return buat_pegawai("Agustina Marbun", tanggal_lahir=date(1993, 5, 15), gelar_depan="drg.", gelar_belakang="M.Kes.")


@pytest.fixture
def buka(client: Client) -> Any:
    """The words of a page, as an officer of the personnel office reads them."""
    client.force_login(buat_pengguna("admin_bkpsdm"))

    def baca(nama: str, *args: Any) -> str:
        return " ".join(client.get(reverse(f"aturan:{nama}", args=args)).content.decode().split())

    return baca


def buat_penarikan(pengusul: Konteks, mulai: date = NANTI) -> UsulanParameter:
    """A withdrawal of a value of 60 years that was confirmed before, as a draft."""
    baris = sahkan(buat_usulan(pengusul, mulai=mulai)).parameter  # type: ignore[attr-defined]  # its row
    return services.create_penarikan(konteks=pengusul, sasaran=baris, alasan=ALASAN)


def tolak(usulan: UsulanParameter) -> None:
    services.reject_usulan(konteks=petugas(), usulan=usulan, alasan="Pasalnya belum berlaku.")


# --- withdrawals ------------------------------------------------------------------------------------


def test_a_confirmed_withdrawal_says_what_went_and_what_stays(buka: Any, staf: Any) -> None:
    usulan = sahkan(buat_penarikan(petugas()))

    halaman = buka("usulan", usulan.kode)

    assert "60 tahun ditarik; 58 tahun tetap berlaku" in halaman
    assert f"Ditarik: nilai yang mulai 1 Januari {NANTI.year}" in halaman
    assert f"> Mulai 1 Januari {NANTI.year} <" not in halaman


def test_what_had_begun_gives_way_to_what_counted_before(buka: Any, staf: Any) -> None:
    usulan = sahkan(buat_penarikan(petugas(), date(2026, 1, 1)))

    assert "60 tahun ditarik; 58 tahun berlaku lagi" in buka("usulan", usulan.kode)


@pytest.mark.parametrize("putus", ["tolak", "batal"])
def test_a_withdrawal_that_did_not_come_about_says_that_the_value_stays(buka: Any, staf: Any, putus: str) -> None:
    pengusul = petugas()
    usulan = ajukan(pengusul, buat_penarikan(pengusul))
    tolak(usulan) if putus == "tolak" else services.cancel_usulan(konteks=pengusul, usulan=usulan)

    assert "Tidak jadi ditarik: 60 tahun tetap berlaku" in buka("usulan", usulan.kode)


def test_it_says_no_more_that_it_stays_once_another_one_withdrew_it(buka: Any, staf: Any) -> None:
    pengusul = petugas()
    usulan = ajukan(pengusul, buat_penarikan(pengusul))
    tolak(usulan)
    assert usulan.sasaran is not None
    sahkan(services.create_penarikan(konteks=pengusul, sasaran=usulan.sasaran, alasan=ALASAN))

    halaman = buka("usulan", usulan.kode)

    assert "tetap berlaku" not in halaman
    assert "kemudian ditarik lewat usulan lain" in halaman


def test_confirming_a_withdrawal_does_not_announce_that_the_value_begins(client: Client, staf: Any) -> None:
    pengusul = petugas()
    usulan = ajukan(pengusul, buat_penarikan(pengusul))
    client.force_login(buat_pengguna("admin_bkpsdm"))

    jawab = client.post(
        reverse("aturan:langkah", args=[usulan.kode]), {"langkah": "sahkan", "dilihat": str(usulan.tersentuh)}, follow=True
    )

    assert f"sedianya mulai 1 Januari {NANTI.year} ditarik" in jawab.content.decode()
    assert "Berlaku mulai" not in jawab.content.decode()


# --- new values -------------------------------------------------------------------------------------


def test_a_refused_value_reads_as_one_that_does_not_count(buka: Any, staf: Any) -> None:
    pengusul = petugas()
    usulan = ajukan(pengusul, buat_usulan(pengusul, mulai=NANTI))
    tolak(usulan)

    halaman = buka("usulan", usulan.kode)

    assert "Tetap 58 tahun; 60 tahun tidak jadi berlaku" in halaman
    assert f"Tidak jadi: nilai mulai 1 Januari {NANTI.year}" in halaman
    assert "Dasar yang diusulkan" in halaman


def test_a_confirmed_value_keeps_its_difference_whatever_came_later(buka: Any, staf: Any) -> None:
    usulan = sahkan(buat_usulan(petugas(), mulai=NANTI))
    sahkan(buat_usulan(petugas(), mulai=NANTI, pelaksana=62))

    halaman = buka("usulan", usulan.kode)

    assert "58 tahun </del><ins>" in halaman.replace("58 tahun</del>", "58 tahun </del>")
    assert "62 tahun" not in halaman


def test_a_confirmed_value_that_was_withdrawn_says_so(buka: Any, staf: Any) -> None:
    penarikan = sahkan(buat_penarikan(petugas()))
    assert penarikan.sasaran is not None
    assert penarikan.sasaran.usulan is not None

    halaman = buka("usulan", penarikan.sasaran.usulan.kode)

    assert f"Sudah ditarik: nilai yang mulai 1 Januari {NANTI.year}" in halaman
    assert "tidak berlaku lagi" in halaman


def test_a_value_before_the_present_one_says_when_the_next_one_takes_over(buka: Any, staf: Any) -> None:
    usulan = buat_usulan(petugas(), mulai=date(2020, 1, 1))

    assert "1 Januari 2020 sampai 30 Oktober 2023, sebab sesudah itu ada nilai berikutnya" in buka("usulan", usulan.kode)


def test_a_value_that_ends_by_itself_says_when(buka: Any, staf: Any) -> None:
    definisi = daftar_parameter.get_definisi("bup_jabatan")
    assert definisi is not None
    isi = IsiUsulan(nilai_baru(pelaksana=60), NANTI, "UU 1/2026 pasal 2", sampai=date(NANTI.year, 12, 31))
    usulan = services.create_usulan(konteks=petugas(), definisi=definisi, isi=isi)

    halaman = buka("usulan", usulan.kode)

    assert f"1 Januari {NANTI.year} sampai 31 Desember {NANTI.year}" in halaman
    assert "nilai berikutnya" not in halaman


# --- people -----------------------------------------------------------------------------------------


def test_people_are_told_apart_and_whose_day_comes_first_stands_first(buka: Any, staf: Any) -> None:
    buat_pegawai("Zulkifli Pohan", tanggal_lahir=date(1975, 5, 15))

    halaman = buka("usulan", buat_usulan(petugas()).kode)

    assert "drg. Agustina Marbun, M.Kes." in halaman
    assert f"{staf.jabatan.nama} · {staf.unit.nama}" in halaman
    assert halaman.index("Zulkifli Pohan") < halaman.index("Agustina Marbun")


@pytest.mark.parametrize("nama", ["tenggat_alur", "matriks_predikat", "delegasi"])
def test_a_value_that_follows_nobody_says_when_it_is_used_before_and_after_the_decision(buka: Any, nama: str) -> None:
    definisi = daftar_parameter.get_definisi(nama)
    assert definisi is not None
    pengusul = petugas()
    isi = IsiUsulan(parameter.nilai(nama, waktu.today()), NANTI, "UU 1/2026 pasal 2")
    usulan = services.create_usulan(konteks=pengusul, definisi=definisi, isi=isi)

    draf = buka("usulan", usulan.kode)
    ajukan(pengusul, usulan)
    daftar = buka("daftar")
    (tugas,) = pengesahan(petugas())
    tolak(usulan)
    diputus = buka("usulan", usulan.kode)

    assert definisi.dipakai in draf
    assert "petugas lain memeriksa dan mengesahkannya" in draf
    assert "yang sudah berjalan tidak berubah" in daftar
    assert definisi.dipakai in diputus
    assert "yang sudah berjalan tidak berubah" in str(tugas)
    assert "0 orang" not in diputus + daftar


def test_a_confirmed_value_offers_to_look_anew_whom_it_touches(buka: Any, staf: Any) -> None:
    usulan = sahkan(buat_usulan(petugas()))

    assert f"laporan=orang_tersentuh&amp;usulan={usulan.kode}" in buka("usulan", usulan.kode)


@pytest.mark.parametrize("langkah", ["draf", "disahkan"])
def test_the_page_costs_the_same_whoever_is_touched_and_whatever_came_before(
    client: Client, staf: Any, langkah: str, django_assert_max_num_queries: Any
) -> None:
    usulan = buat_usulan(petugas())
    if langkah == "disahkan":
        sahkan(usulan)
    for _n in range(3):
        buat_pegawai()
    client.force_login(buat_pengguna("admin_bkpsdm"))
    client.get(reverse("aturan:usulan", args=[usulan.kode]))

    with django_assert_max_num_queries(12):
        client.get(reverse("aturan:usulan", args=[usulan.kode]))


# --- what counts today ------------------------------------------------------------------------------


def test_the_form_says_beside_each_input_what_counts_today(client: Client, staf: Any) -> None:
    """A draft that the device gave back, or one's own, isn't taken for the law in force."""
    pengusul = petugas()
    usulan = buat_usulan(pengusul)
    client.force_login(pengusul.pengguna)

    halaman = client.get(reverse("aturan:ubah", args=["bup_jabatan"]), {"dari": usulan.kode}).content.decode()

    assert 'value="60"' in halaman
    assert "Berlaku sekarang: 58 tahun." in halaman


def test_a_list_that_always_counted_has_no_first_day(buka: Any) -> None:
    assert parameter.ambil(["hari_libur"], waktu.today())["hari_libur"].mulai == AWAL

    assert "17 Agustus 1945" not in buka("rinci", "hari_libur") + buka("daftar")


def test_every_value_says_whom_it_touches_or_when_it_is_used() -> None:
    for definisi in daftar_parameter.list_definisi():
        assert bool(dampak.list_dampak(definisi.nama)) != bool(definisi.dipakai), definisi.nama
