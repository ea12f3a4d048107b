"""A mandate ends with the post: where who gave it leads nobody of their people any more, it no longer claims to count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from akun.kewenangan import Konteks
from inti import waktu
from kabar.models import Kabar
from pegawai import atasan, services, susunan
from pegawai.models import BERLAKU, Delegasi, Pegawai
from pegawai.services import IsiDelegasi, IsiMutasi
from pegawai.services.delegasi import SudahBerakhirError
from tests.akun.factories import konteks_of
from tests.kabar.kata import jenis_kotak, kotak
from tests.organisasi.factories import buat_jabatan, buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
HARI = timedelta(days=1)


@pytest.fixture
def kota() -> dict[str, Any]:
    """A division whose head handed the decisions to a clerk, and another one without a head."""
    dinas = buat_unit("Dinas Kesehatan")
    satu, dua = buat_unit("Bidang Gizi", dinas), buat_unit("Bidang Obat", dinas)
    orang = {
        "kadis": buat_pegawai("Kadis", unit=dinas, memimpin=True, akun=True),
        "kabid": buat_pegawai("Kabid Gizi", unit=satu, memimpin=True, akun=True),
        "staf": buat_pegawai("Staf", unit=satu, akun=True),
        "wakil": buat_pegawai("Wakil Uji", unit=satu, akun=True),
        "lain": buat_pegawai("Staf Obat", unit=dua, akun=True),
    }
    titip(orang["kabid"], orang["wakil"])
    jabatan = {"biasa": buat_jabatan(dua, "Analis"), "kepala": buat_jabatan(dua, "Kepala Bidang Obat", memimpin=True)}
    return orang | jabatan


def titip(dari: Pegawai, kepada: Pegawai, mulai: int = 0, surat: str = "800/9") -> Delegasi:
    hari = waktu.today()
    isi = IsiDelegasi(kepada, hari + mulai * HARI, hari + (mulai + 5) * HARI, surat, hari, "dinas luar")
    return services.create_delegasi(konteks=konteks_of(dari.akun), dari=dari, isi=isi)


def pindah(petugas: Konteks, kota: dict[str, Any], ke: str = "biasa") -> Any:
    isi = IsiMutasi(jabatan=kota[ke], tmt=waktu.today(), nomor_sk="800/7", alasan="Penyegaran")
    return services.create_mutasi(konteks=petugas, pegawai=kota["kabid"], isi=isi)


def lewat_riwayat(petugas: Konteks, kota: dict[str, Any], ke: str = "biasa") -> None:
    """As an import does it: rows, then everybody anew."""
    with atasan.dikabari():
        kota["kabid"].riwayat_jabatan.filter(BERLAKU).delete()
        atasan.proyeksi.segarkan()


def tanpa_tim(petugas: Konteks, kota: dict[str, Any], ke: str = "biasa") -> None:
    """The team goes, one by one, and the head stays."""
    for nama in ("staf", "wakil"):
        isi = IsiMutasi(jabatan=kota["biasa"], tmt=waktu.today(), nomor_sk="800/8", alasan="Penyegaran")
        services.create_mutasi(konteks=petugas, pegawai=kota[nama], isi=isi)


@pytest.mark.parametrize("jalan", [pindah, lewat_riwayat, tanpa_tim])
def test_it_ends_with_the_team_by_whichever_road_and_both_are_told(
    petugas: Konteks, kota: dict[str, Any], jalan: Callable[..., Any]
) -> None:
    jalan(petugas, kota)

    delegasi = Delegasi.objects.get()
    assert delegasi.dicabut_at is not None
    assert delegasi.dicabut_oleh is None
    assert "tidak lagi memimpin" in delegasi.alasan_cabut
    for nama in ("kabid", "wakil"):
        assert [k for k in kotak(kota[nama].akun) if "Kabid Gizi kepada Wakil Uji menurut 800/9 berakhir" in k], nama
    assert konteks_of(kota["wakil"].akun).mewakili == ()
    titipan = susunan.Susunan().get_titipan_terakhir(konteks_of(kota["wakil"].akun), 30 * HARI)
    assert titipan is not None
    assert (titipan.akhir, titipan.dicabut_at) == (waktu.today(), None), "it ended; nobody took it back"


def test_it_ends_although_whoever_gave_it_leads_others_now(petugas: Konteks, kota: dict[str, Any]) -> None:
    titip(kota["kabid"], kota["wakil"], mulai=20, surat="800/10")

    pindah(petugas, kota, "kepala")

    assert Pegawai.objects.get(pk=kota["lain"].pk).atasan == kota["kabid"]
    assert not Delegasi.objects.filter(dicabut_at=None).exists(), "a letter of coming days neither"
    assert Kabar.objects.filter(jenis="delegasi.hampa").count() == 2


def test_it_stays_where_one_of_several_goes(petugas: Konteks, kota: dict[str, Any]) -> None:
    isi = IsiMutasi(jabatan=kota["biasa"], tmt=waktu.today(), nomor_sk="800/8", alasan="Penyegaran")
    services.create_mutasi(konteks=petugas, pegawai=kota["staf"], isi=isi)

    assert Delegasi.objects.get().dicabut_at is None
    assert "delegasi.hampa" not in jenis_kotak(kota["wakil"].akun)


def test_whoever_led_nobody_before_keeps_the_letter(petugas: Konteks, kota: dict[str, Any]) -> None:
    delegasi = titip(kota["staf"], kota["lain"], surat="800/11")

    pindah(petugas, kota)

    delegasi.refresh_from_db()
    assert delegasi.dicabut_at is None


def test_the_page_says_that_it_ended_and_why_and_nothing_is_left_to_take_back(
    petugas: Konteks, kota: dict[str, Any], client: Client
) -> None:
    pindah(petugas, kota)
    client.force_login(kota["kabid"].akun)

    halaman = client.get(reverse("pegawai:wakil", args=[kota["kabid"].kode])).content.decode()

    assert "berakhir" in halaman
    assert "tidak lagi memimpin orang yang dipimpinnya" in halaman
    assert "cabut" not in halaman.split('id="baru"')[0].lower()
    with pytest.raises(SudahBerakhirError, match="tidak lagi memimpin"):
        services.cancel_delegasi(konteks=petugas, delegasi=Delegasi.objects.get(), alasan="kembali")


def test_what_counts_stands_before_what_is_to_come_and_what_ended(petugas: Konteks, kota: dict[str, Any]) -> None:
    nanti = titip(kota["kabid"], kota["lain"], mulai=60, surat="800/12")
    services.cancel_delegasi(konteks=petugas, delegasi=nanti, alasan="Batal cuti tahun depan")
    titip(kota["kabid"], kota["lain"], mulai=40, surat="800/13")

    assert [d.surat for d in susunan.list_delegasi(dari=kota["kabid"])] == ["800/9", "800/13", "800/12"]


def test_the_review_of_a_move_says_it_beforehand(petugas: Konteks, kota: dict[str, Any]) -> None:
    isi = IsiMutasi(jabatan=kota["biasa"], tmt=waktu.today(), nomor_sk="800/7", alasan="Penyegaran")

    (dampak,) = services.preview_mutasi(konteks=petugas, pegawai=kota["kabid"], isi=isi)
    (tetap,) = services.preview_mutasi(konteks=petugas, pegawai=kota["staf"], isi=isi)

    assert [t.surat for t in dampak.titipan] == ["800/9"]
    assert tetap.titipan == ()
    assert Delegasi.objects.get().dicabut_at is None, "looking changes nothing"
    kelak = IsiMutasi(jabatan=kota["biasa"], tmt=waktu.today() + 30 * HARI, nomor_sk="800/7", alasan="Penyegaran")
    (nanti,) = services.preview_mutasi(konteks=petugas, pegawai=kota["kabid"], isi=kelak)
    assert nanti.titipan == (), "by then the letter is over anyway"


@pytest.mark.parametrize(
    ("mulai", "kata"), [(0, "Keduanya dikabari."), (2, "Keduanya dikabari pada hari itu, jadi siapkan surat lain sebelumnya")]
)
def test_the_page_of_that_review_names_both_and_when_they_are_told(
    petugas: Konteks, kota: dict[str, Any], client: Client, mulai: int, kata: str
) -> None:
    client.force_login(petugas.pengguna)
    berjalan = kota["kabid"].riwayat_jabatan.get(BERLAKU, masa=DateRange(kota["kabid"].riwayat_jabatan.get(BERLAKU).masa.lower))
    isian = {
        "jabatan": kota["biasa"].kode, "penugasan": "definitif", "tmt": (waktu.today() + mulai * HARI).isoformat(),
        "nomor_sk": "800/7", "tanggal_sk": waktu.today().isoformat(), "alasan": "Penyegaran", "versi": str(berjalan.pk), "langkah": "tinjau",
    }  # fmt: skip

    halaman = client.post(reverse("pegawai:mutasi", args=[kota["kabid"].kode]), isian).content.decode()

    teks = " ".join(halaman.split())
    assert "Titipan tugas Kabid Gizi kepada Wakil Uji menurut 800/9 berakhir" in teks
    assert kata in teks


# --- the change is taken back: the mandate stays ended, and whoever needs it reads so ------------------------


TETAP = "kepada Wakil Uji menurut 800/9 sudah berakhir"


def test_a_withdrawal_says_before_and_after_that_the_mandate_stays_ended(
    petugas: Konteks, kota: dict[str, Any], client: Client
) -> None:
    baris = pindah(petugas, kota)
    client.force_login(petugas.pengguna)
    alamat = reverse("pegawai:mutasi-rinci", args=[kota["kabid"].kode, baris.pk])

    sebelum = " ".join(client.get(alamat).content.decode().split())
    sesudah = client.post(alamat, {"alasan": "SK dicabut"}, follow=True).content.decode()

    assert f"Titipan tugas Kabid Gizi {TETAP} dan tidak kembali" in sebelum
    assert "2 orang berganti atasan: dari Kadis ke Kabid Gizi" in sebelum
    assert f"Titipan tugas Kabid Gizi {TETAP}; catat lagi bila masih perlu" in sesudah
    assert [k for k in kotak(kota["kabid"].akun) if TETAP in k]
    assert "delegasi.tetap_usai" not in jenis_kotak(kota["wakil"].akun), "who only stood in was told that it ended"
    usai = Delegasi.objects.get()
    assert usai.dicabut_at is not None
    assert usai.kata_berakhir == (
        "Waktu itu pejabatnya tidak lagi memimpin orang yang dipimpinnya waktu surat ini dicatat. "
        "Sebab itu kemudian hilang, tetapi titipannya tidak kembali dengan sendirinya."
    )


def test_it_is_said_too_where_a_list_is_undone(petugas: Konteks, kota: dict[str, Any]) -> None:
    baris = pindah(petugas, kota)
    with atasan.dikabari(lewat_daftar=True, kembali=True):
        baris.delete()
        kota["kabid"].riwayat_jabatan.filter(BERLAKU).update(masa=DateRange(waktu.today() - 99 * HARI, None))
        atasan.proyeksi.segarkan()

    assert [k for k in kotak(kota["kabid"].akun) if TETAP in k]


def test_nothing_is_missing_where_a_new_letter_was_recorded(petugas: Konteks, kota: dict[str, Any]) -> None:
    baris = pindah(petugas, kota)
    titip(kota["kabid"], kota["wakil"], surat="800/12")

    services.cancel_mutasi(konteks=petugas, pegawai=kota["kabid"], baris=baris, alasan="SK dicabut")

    assert "delegasi.tetap_usai" not in jenis_kotak(kota["kabid"].akun)


# --- only the change that ended it, and once ------------------------------------------------------------------


def pindah_balik(petugas: Konteks, kota: dict[str, Any], client: Client, siapa: str) -> str:
    """One person moves and comes back: what the page of the move and the word after its withdrawal say."""
    isi = IsiMutasi(jabatan=kota["biasa"], tmt=waktu.today(), nomor_sk="800/21", alasan="Penyegaran")
    baris = services.create_mutasi(konteks=petugas, pegawai=kota[siapa], isi=isi)
    alamat = reverse("pegawai:mutasi-rinci", args=[kota[siapa].kode, baris.pk])
    sebelum = client.get(alamat).content.decode()
    return " ".join((sebelum + client.post(alamat, {"alasan": "SK dicabut"}, follow=True).content.decode()).split())


@pytest.mark.parametrize("siapa", ["staf", "wakil"])
@pytest.mark.parametrize("sudah_kembali", [True, False])
def test_a_later_move_and_its_withdrawal_say_nothing_of_a_mandate_that_another_one_ended(
    petugas: Konteks, kota: dict[str, Any], client: Client, siapa: str, sudah_kembali: bool
) -> None:
    baris = pindah(petugas, kota)
    if sudah_kembali:
        services.cancel_mutasi(konteks=petugas, pegawai=kota["kabid"], baris=baris, alasan="SK dicabut")
    kabar = Kabar.objects.filter(jenis="delegasi.tetap_usai").count()
    client.force_login(petugas.pengguna)

    assert "Titipan tugas" not in pindah_balik(petugas, kota, client, siapa)
    assert Kabar.objects.filter(jenis="delegasi.tetap_usai").count() == kabar == int(sudah_kembali)


def test_the_same_move_recorded_and_withdrawn_again_says_it_no_second_time(
    petugas: Konteks, kota: dict[str, Any], client: Client
) -> None:
    services.cancel_mutasi(konteks=petugas, pegawai=kota["kabid"], baris=pindah(petugas, kota), alasan="SK dicabut")
    client.force_login(petugas.pengguna)

    assert "Titipan tugas" not in pindah_balik(petugas, kota, client, "kabid")
    assert Kabar.objects.filter(jenis="delegasi.tetap_usai").count() == 1


def test_a_new_move_that_brings_the_team_back_takes_nothing_back(petugas: Konteks, kota: dict[str, Any]) -> None:
    pindah(petugas, kota)
    kepala = kota["kabid"].riwayat_jabatan.filter(jabatan__memimpin=True).first().jabatan
    isi = IsiMutasi(jabatan=kepala, tmt=waktu.today() + HARI, nomor_sk="800/22", alasan="Kembali")
    services.create_mutasi(konteks=petugas, pegawai=kota["kabid"], isi=isi)
    with time_machine.travel(waktu.now() + HARI):
        atasan.ikuti()
        assert Pegawai.objects.get(pk=kota["staf"].pk).atasan == kota["kabid"]
        lagi = IsiMutasi(jabatan=kota["biasa"], tmt=waktu.today() + HARI, nomor_sk="800/23", alasan="Lagi")
        baris = services.create_mutasi(konteks=petugas, pegawai=kota["kabid"], isi=lagi)
        with time_machine.travel(waktu.now() + HARI):
            atasan.ikuti()
            services.cancel_mutasi(konteks=petugas, pegawai=kota["kabid"], baris=baris, alasan="SK dicabut")

    assert not Kabar.objects.filter(jenis="delegasi.tetap_usai").exists()
