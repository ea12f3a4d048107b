"""A change is looked at on every day on which it makes a difference: what looks like none at first may outlive what was to end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akun.kewenangan import Konteks
from aturan import daftar_parameter, services
from aturan.models import UsulanParameter
from aturan.selectors import get_perbandingan
from aturan.services import IsiUsulan
from inti import waktu
from tests.akun.factories import buat_pengguna, konteks_of
from tests.aturan.factories import ajukan, nilai_baru, petugas, sahkan, tersentuh
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
TAHUN = datetime.now(UTC).year
AWAL, AKHIR = date(TAHUN + 1, 1, 1), date(TAHUN + 1, 12, 31)  # of the value that ends by itself
TENGAH, SESUDAH = date(TAHUN + 1, 6, 1), date(TAHUN + 2, 1, 1)
HARI = timedelta(days=1)


def usulkan(konteks: Konteks, mulai: date, sampai: date | None = None, nama: str = "jp_tahunan", **ubah: int) -> UsulanParameter:
    """A draft of a value for these days, by default of 40 hours instead of 20."""
    definisi = daftar_parameter.get_definisi(nama)
    assert definisi is not None
    isi = IsiUsulan(nilai=nilai_baru(nama, **(ubah or {"pns": 40})), mulai=mulai, sampai=sampai, dasar="SE 1/2026")
    return services.create_usulan(konteks=konteks, definisi=definisi, isi=isi)


@pytest.fixture
def sementara() -> UsulanParameter:
    """40 hours for a year, confirmed by two officers, for one official; after it 20 return."""
    buat_pegawai("Hotma Sinaga")
    return sahkan(usulkan(petugas(), AWAL, AKHIR))


def beda(usulan: UsulanParameter) -> list[tuple[date, str, str]]:
    """What becomes another after the first day."""
    kelak = get_perbandingan(usulan, waktu.today()).perubahan_kelak
    return [(hari, str(p.sebelum), str(p.sesudah)) for hari, ubah in kelak for p in ubah]


def test_one_officer_alone_never_makes_a_value_last_that_was_to_end(sementara: UsulanParameter) -> None:
    pengusul = petugas()
    usulan = usulkan(pengusul, TENGAH)

    assert tersentuh(usulan) == 1
    assert ajukan(pengusul, usulan).status == "menunggu"
    with pytest.raises(services.PengusulSendiriError):
        services.approve_usulan(konteks=pengusul, usulan=usulan, dilihat=1)


def test_it_says_from_which_day_on_which_values_differ_and_for_whom(sementara: UsulanParameter) -> None:
    usulan = usulkan(petugas(), TENGAH)
    perbandingan = get_perbandingan(usulan, waktu.today())
    (dampak,) = services.list_dampak("jp_tahunan")

    assert (perbandingan.perubahan, [(h, a[:2], b[:2]) for h, a, b in beda(usulan)]) == ([], [(SESUDAH, "20", "40")])
    (baris,) = perbandingan.tersentuh(dampak)
    assert (baris["hari"], baris["sebelum"], baris["sesudah"]) == (SESUDAH, 20, 40)


def test_the_same_value_by_the_same_decree_for_longer_is_a_change_too(sementara: UsulanParameter) -> None:
    with pytest.raises(services.TidakBerubahError):
        usulkan(petugas(), TENGAH, AKHIR)
    assert tersentuh(usulkan(petugas(), TENGAH)) == 1


def test_a_correction_that_ends_where_the_other_does_touches_nobody_more(sementara: UsulanParameter) -> None:
    usulan = usulkan(petugas(), TENGAH, AKHIR, pns=41)

    assert (beda(usulan), tersentuh(usulan)) == ([], 1)


def test_each_person_counts_once_however_often_something_changes_for_them(sementara: UsulanParameter) -> None:
    buat_pegawai("Kontrak", jenis="pppk", golongan="IX")
    usulan = usulkan(petugas(), TENGAH, pns=30)
    (dampak,) = services.list_dampak("jp_tahunan")

    rows = get_perbandingan(usulan, waktu.today()).tersentuh(dampak)

    assert [(b["nama"], b["hari"], b["sebelum"], b["sesudah"]) for b in rows] == [("Hotma Sinaga", TENGAH, 40, 30)]
    assert [(h, a[:2], b[:2]) for h, a, b in beda(usulan)] == [(SESUDAH, "20", "30")]


def test_withdrawing_what_made_a_value_last_is_looked_at_on_the_later_days_too(sementara: UsulanParameter) -> None:
    baris = sahkan(usulkan(petugas(), TENGAH)).parameter  # type: ignore[attr-defined]  # its row
    pengusul = petugas()
    penarikan = services.create_penarikan(konteks=pengusul, sasaran=baris, alasan="Salah membaca pasalnya.")

    assert (tersentuh(penarikan), ajukan(pengusul, penarikan).status) == (1, "menunggu")


def test_the_same_for_paid_hours_and_for_days_of_retirement() -> None:
    buat_pegawai("Kontrak", jenis="pppk", golongan="IX")
    buat_pegawai("Hotma Sinaga", tanggal_lahir=date(1993, 3, 15))
    for nama, ubah, jumlah in (("jp_dibiayai", {"pppk": 30}, 1), ("bup_jabatan", {"pelaksana": 60}, 1)):
        sahkan(usulkan(petugas(), AWAL, AKHIR, nama, **ubah))
        pengusul = petugas()

        usulan = ajukan(pengusul, usulkan(pengusul, TENGAH, None, nama, **ubah))

        assert usulan.status == "menunggu", nama
        assert (usulan.tersentuh or 0) >= jumlah, nama


def test_however_many_stretches_it_is_one_query_for_the_people(
    sementara: UsulanParameter, django_assert_num_queries: Any
) -> None:
    sahkan(usulkan(petugas(), SESUDAH + 100 * HARI, SESUDAH + 200 * HARI, pns=45))
    sahkan(usulkan(petugas(), SESUDAH, SESUDAH + 300 * HARI, pns=44))
    usulan = usulkan(petugas(), TENGAH, pns=30)

    with django_assert_num_queries(2):
        assert tersentuh(usulan) == 1


# --- pages -----------------------------------------------------------------------------------------------


@pytest.fixture
def buka(client: Client) -> Any:
    """The words of a page, as another officer reads them."""
    client.force_login(buat_pengguna("admin_bkpsdm"))

    def baca(nama: str, *args: Any) -> str:
        return " ".join(client.get(reverse(f"aturan:{nama}", args=args)).content.decode().split())

    return baca


def test_the_page_of_a_proposal_and_the_history_name_the_later_day(sementara: UsulanParameter, buka: Any) -> None:
    usulan = usulkan(petugas(), TENGAH)

    halaman = buka("usulan", usulan.kode)
    assert f"Mulai 1 Januari {SESUDAH.year} juga berbeda" in halaman
    assert "hanya dasarnya" not in halaman
    assert f"1 Januari {SESUDAH.year}</td>" in halaman

    sahkan(usulan)
    riwayat = buka("rinci", "jp_tahunan")
    assert f"Mulai 1 Januari {SESUDAH.year}:" in riwayat
    assert "Nilainya tetap" not in riwayat


def test_a_value_that_another_one_only_interrupts_is_not_said_to_end(sementara: UsulanParameter, buka: Any) -> None:
    usulan = usulkan(petugas(), waktu.today(), pns=30)

    halaman = buka("usulan", usulan.kode)

    assert f"sampai 31 Desember {TAHUN}, lalu lagi mulai 1 Januari {SESUDAH.year}" in halaman
    assert "hanya dipakai sampai" not in halaman


def test_the_latest_proposals_say_who_proposed_and_who_decided(buka: Any) -> None:
    buat_pegawai("Hotma Sinaga")
    pengusul = konteks_of(buat_pengguna("admin_bkpsdm", nama="Yuliana Panggabean"))
    pemeriksa = konteks_of(buat_pengguna("admin_bkpsdm", nama="Bambang Siregar"))
    usulan = ajukan(pengusul, usulkan(pengusul, AWAL))
    services.reject_usulan(konteks=pemeriksa, usulan=usulan, alasan="Belum ada naskahnya.")
    usulan = ajukan(pengusul, usulkan(pengusul, AWAL))
    services.approve_usulan(konteks=pemeriksa, usulan=usulan, dilihat=usulan.tersentuh or 0)

    halaman = buka("rinci", "jp_tahunan").split("Usulan terakhir")[1]

    assert halaman.count("Diusulkan Yuliana Panggabean pada") == 2
    assert "Disahkan Bambang Siregar pada" in halaman
    assert "Ditolak Bambang Siregar pada" in halaman
