"""What a correction, a withdrawal and a substitute really change, said before it is saved: today, and on the coming day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inti import waktu
from inti.nomor import kelompokkan
from organisasi.kait import SusunanSendiriError
from organisasi.models import Jabatan
from pegawai import services
from pegawai.models import BERLAKU, Pegawai, RiwayatJabatan
from pegawai.services import IsiMutasi
from tests.akun.factories import buat_pengguna, konteks_of
from tests.organisasi.factories import buat_jabatan, buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db

LALU = date(2025, 3, 1)


@pytest.fixture
def petugas(client: Client) -> Client:
    client.force_login(buat_pengguna("admin_bkpsdm", nama="Yuli Petugas"))
    return client


@pytest.fixture
def nanti() -> date:
    return waktu.today() + timedelta(days=20)


def catat(orang: Pegawai, jabatan: Jabatan, tmt: date, **lain: Any) -> RiwayatJabatan:
    isi = IsiMutasi(**({"jabatan": jabatan, "tmt": tmt, "nomor_sk": "800/7", "alasan": "Mengisi jabatan kosong"} | lain))
    baris = services.create_mutasi(konteks=konteks_of(buat_pengguna("admin_bkpsdm")), pegawai=orang, isi=isi)
    orang.refresh_from_db()
    return baris


def tinjau(petugas: Client, orang: Pegawai, jabatan: Jabatan, tmt: date, baris: RiwayatJabatan | None = None, **lain: str) -> str:
    kirim = {
        "jabatan": jabatan.kode, "penugasan": "definitif", "tmt": tmt.isoformat(), "nomor_sk": "800/7", "tanggal_sk": "20-2-2025",
        "alasan": "Mengisi jabatan kosong", "versi": "0", "langkah": "tinjau",
    }  # fmt: skip
    nama, ke = ("mutasi", [orang.kode]) if baris is None else ("mutasi-perbaiki", [orang.kode, baris.pk])
    jawab = petugas.post(reverse(f"pegawai:{nama}", args=ke), kirim | lain)
    assert jawab.status_code == 200, jawab.context["form"].errors
    return jawab.content.decode()


def rinci(petugas: Client, baris: RiwayatJabatan) -> str:
    return petugas.get(reverse("pegawai:mutasi-rinci", args=[baris.pegawai.kode, baris.pk])).content.decode()


@pytest.fixture
def kota() -> dict[str, Any]:
    """A department without a head, its head of division, two people below, and an empty leading post elsewhere."""
    dinas = buat_unit("Dinas Kesehatan")
    bidang = buat_unit("Bidang Gizi", dinas)
    return {
        "kadis": buat_pegawai("Pak Kadis", unit=dinas, memimpin=True),
        "kabid": buat_pegawai("Bu Kabid", unit=bidang, memimpin=True),
        "staf": [buat_pegawai(unit=bidang), buat_pegawai(unit=bidang)],
        "tujuan": buat_jabatan(buat_unit("Dinas Pasar"), "Analis Pasar"),
    }


def test_a_move_of_today_corrected_to_a_coming_day_is_told_for_both_days(
    petugas: Client, kota: dict[str, Any], nanti: date
) -> None:
    kabid, tujuan = kota["kabid"], kota["tujuan"]
    baris = catat(kabid, tujuan, waktu.today())

    halaman = tinjau(petugas, kabid, tujuan, nanti, baris)

    kini, kelak = halaman.split("Orang lain: hari ini")
    assert "keadaannya tetap seperti sekarang" not in halaman
    assert kini.index("Analis Pasar</del>") < kini.index("Kepala Bidang Gizi")
    assert "2 orang berganti atasan: dari Pak Kadis ke Bu Kabid" in kelak.split("Mulai ")[0]
    assert "2 orang berganti atasan: dari Bu Kabid ke Pak Kadis" in kelak.split("Mulai ")[1] + kelak.split("Orang lain: mulai")[1]


def test_what_the_correction_shows_for_today_is_what_saving_does(kota: dict[str, Any], nanti: date) -> None:
    kabid, tujuan, konteks = kota["kabid"], kota["tujuan"], konteks_of(buat_pengguna("admin_bkpsdm"))
    baris = catat(kabid, tujuan, waktu.today())
    isi = IsiMutasi(jabatan=tujuan, tmt=nanti, nomor_sk="800/7", alasan="Salah tanggal")

    kini, kelak = services.preview_mutasi(konteks=konteks, pegawai=kabid, isi=isi, ganti=baris)
    services.correct_mutasi(konteks=konteks, pegawai=kabid, baris=baris, isi=isi)

    kabid.refresh_from_db()
    assert (kini.hari, kelak.hari) == (waktu.today(), nanti)
    assert kini.sesudah.jabatan == kabid.jabatan == kelak.sebelum.jabatan
    assert kelak.sesudah.jabatan == tujuan
    assert sum(g.jumlah for g in kini.pergantian) == 2


def test_a_withdrawn_acting_head_is_told_for_today_too(petugas: Client, kota: dict[str, Any], nanti: date) -> None:
    unit = buat_unit("Dinas Sosial")
    kosong = buat_jabatan(unit, "Kepala Dinas Sosial", memimpin=True)
    buat_pegawai("Staf Sosial", unit=unit)
    baris = catat(kota["kadis"], kosong, waktu.today(), penugasan="plt")

    halaman = tinjau(petugas, kota["kadis"], kosong, nanti, baris, penugasan="plt")

    kini = halaman.split("Orang lain: hari ini")
    assert "tidak bertugas lagi" in kini[0]
    assert "1 orang akan kehilangan atasan (Pak Kadis)" in kini[1]


def test_a_coming_move_corrected_to_today_says_what_it_replaces(petugas: Client, kota: dict[str, Any], nanti: date) -> None:
    baris = catat(kota["kabid"], kota["tujuan"], nanti)

    halaman = tinjau(petugas, kota["kabid"], kota["tujuan"], waktu.today(), baris)

    assert "Ini menggantikan catatan: Analis Pasar, Dinas Pasar, sejak" in halaman
    assert "2 orang berganti atasan: dari Bu Kabid ke Pak Kadis" in halaman
    assert "Berlaku dengan sendirinya" not in halaman
    assert "Hari ini" not in halaman


def test_a_past_day_corrected_to_another_past_day_changes_nothing_today(petugas: Client, kota: dict[str, Any]) -> None:
    baris = catat(kota["kabid"], kota["tujuan"], LALU)

    halaman = tinjau(petugas, kota["kabid"], kota["tujuan"], date(2025, 4, 1), baris)

    assert "Analis Pasar (tetap)" in halaman
    assert "Atasan orang lain tidak berubah" in halaman
    assert "Ini menggantikan catatan" in halaman


def test_a_definitive_post_corrected_to_an_assignment_gives_the_own_post_back(petugas: Client, kota: dict[str, Any]) -> None:
    baris = catat(kota["kabid"], kota["tujuan"], LALU)

    halaman = tinjau(petugas, kota["kabid"], kota["tujuan"], LALU, baris, penugasan="plt")

    assert "Analis Pasar</del>" in halaman
    assert "Dinas Pasar</del>" in halaman


def test_only_the_unit_changes_and_the_post_keeps_its_name(petugas: Client) -> None:
    orang = buat_pegawai("Hotma Sinaga", jabatan=buat_jabatan(buat_unit("Dinas Lama"), "Analis Gizi"))

    halaman = tinjau(petugas, orang, buat_jabatan(buat_unit("Dinas Baru"), "Analis Gizi"), LALU)

    assert "Analis Gizi (tetap)" in halaman
    assert "Dinas Lama</del>" in halaman


def test_a_plh_beside_the_holder_is_told_where_decisions_stay(petugas: Client, kota: dict[str, Any]) -> None:
    kadis = kota["kadis"]

    halaman = tinjau(petugas, kota["kabid"], kadis.jabatan, waktu.today(), penugasan="plh")
    tercatat = rinci(petugas, catat(kota["kabid"], kadis.jabatan, waktu.today(), penugasan="plh"))

    for satu in (halaman, tercatat):
        assert f"Jabatan ini dipegang Pak Kadis ({kelompokkan(kadis.nomor)})" in satu
        assert reverse("pegawai:wakil", args=[kadis.kode]) in satu


@pytest.mark.parametrize("kedudukan", ["cltn", "pensiun"])
def test_a_plh_of_a_holder_who_leads_no_more_decides(petugas: Client, kota: dict[str, Any], kedudukan: str) -> None:
    kadis = kota["kadis"]
    kadis.riwayat_status.update(kedudukan=kedudukan)

    assert "Jabatan ini dipegang" not in tinjau(petugas, kota["kabid"], kadis.jabatan, waktu.today(), penugasan="plh")


def test_a_plt_of_a_vacant_post_decides(petugas: Client, kota: dict[str, Any]) -> None:
    kosong = buat_jabatan(buat_unit("Dinas Sosial"), "Kepala Dinas Sosial", memimpin=True)

    assert "Jabatan ini dipegang" not in tinjau(petugas, kota["kabid"], kosong, waktu.today(), penugasan="plt")
    assert "Jabatan ini dipegang" not in rinci(petugas, catat(kota["kabid"], kosong, waktu.today(), penugasan="plt"))


def test_cancelling_a_coming_move_promises_no_change(petugas: Client, kota: dict[str, Any], nanti: date) -> None:
    baris = catat(kota["kabid"], kota["tujuan"], nanti)

    assert "Belum ada yang berubah" in rinci(petugas, baris)
    selesai = petugas.post(
        reverse("pegawai:mutasi-rinci", args=[kota["kabid"].kode, baris.pk]), {"alasan": "SK dicabut"}, follow=True
    ).content.decode()
    assert "dibatalkan sebelum harinya" in selesai


def test_cancelling_a_move_that_counts_says_what_becomes_true(petugas: Client, kota: dict[str, Any]) -> None:
    baris = catat(kota["kabid"], kota["tujuan"], LALU)

    halaman = rinci(petugas, baris)
    selesai = petugas.post(
        reverse("pegawai:mutasi-rinci", args=[kota["kabid"].kode, baris.pk]), {"alasan": "SK dicabut"}, follow=True
    ).content.decode()

    assert "Bu Kabid kembali menjadi Kepala Bidang Gizi di Bidang Gizi" in halaman
    assert "orang berganti atasan: dari" in halaman, "how many, and from whom to whom"
    assert "Jabatannya sekarang Kepala Bidang Gizi di Bidang Gizi" in selesai


def test_cancelling_an_assignment_that_is_over_changes_nothing_today(petugas: Client, kota: dict[str, Any]) -> None:
    baris = catat(kota["kabid"], kota["tujuan"], LALU, penugasan="tugas_tambahan", sampai=date(2025, 5, 31))

    assert "sudah selesai, jadi keadaan hari ini tidak berubah" in rinci(petugas, baris)


def test_nobody_withdraws_a_coming_move_that_concerns_their_own_superior(kota: dict[str, Any], nanti: date) -> None:
    kabid = kota["kabid"]
    sendiri = kota["staf"][0]
    sendiri.akun = buat_pengguna("admin_bkpsdm")
    sendiri.save()
    baris = catat(kabid, kota["tujuan"], nanti)
    konteks = konteks_of(sendiri.akun)
    dimajukan = IsiMutasi(jabatan=buat_jabatan(), tmt=nanti + timedelta(days=9), nomor_sk="800/8", alasan="Salah tanggal")

    with pytest.raises(SusunanSendiriError):
        services.cancel_mutasi(konteks=konteks, pegawai=kabid, baris=baris, alasan="SK dicabut")
    with pytest.raises(SusunanSendiriError):
        services.correct_mutasi(konteks=konteks, pegawai=kabid, baris=baris, isi=dimajukan)

    assert kabid.riwayat_jabatan.get(pk=baris.pk).diganti_at is None


def test_superiors_of_one_name_carry_their_numbers(petugas: Client) -> None:
    lama, baru = (buat_pegawai("Rosa Situmeang", unit=buat_unit(), memimpin=True) for _n in range(2))
    orang = buat_pegawai("Hotma Sinaga", unit=lama.unit)

    halaman = tinjau(petugas, orang, buat_jabatan(baru.unit, "Analis Uji"), LALU)

    for atasan in (lama, baru):
        assert f"Rosa Situmeang ({kelompokkan(atasan.nomor)})" in halaman


def test_a_refusal_says_by_number_who_holds_the_post(petugas: Client, kota: dict[str, Any]) -> None:
    kadis = kota["kadis"]
    kirim = {
        "jabatan": kadis.jabatan.kode,
        "penugasan": "definitif",
        "tmt": "1-3-2025",
        "nomor_sk": "8",
        "tanggal_sk": "20-2-2025",
    }

    jawab = petugas.post(
        reverse("pegawai:mutasi", args=[kota["kabid"].kode]),
        kirim | {"alasan": "Mengisi jabatan", "versi": "0", "langkah": "tinjau"},
    )

    assert kelompokkan(kadis.nomor) in str(jawab.context["form"].errors["jabatan"])
    assert kota["kabid"].riwayat_jabatan.filter(BERLAKU).count() == 1


def test_a_coming_move_stands_on_top_of_the_profile_for_the_superior_too(
    client: Client, kota: dict[str, Any], nanti: date
) -> None:
    kadis = kota["kadis"]
    kadis.akun = buat_pengguna()
    kadis.save()
    catat(kota["kabid"], kota["tujuan"], nanti)
    client.force_login(kadis.akun)

    halaman = client.get(reverse("pegawai:profil", args=[kota["kabid"].kode])).content.decode()

    assert "Bu Kabid bertugas sebagai Analis Pasar (Dinas Pasar" in halaman
