"""A role for a unit does not follow its holder to another one, nor ends with the move: whoever manages roles reads of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse
from django.utils import translation

from akun.kewenangan import Konteks
from akun.models import PenugasanPeran
from akun.services import announce_peran
from inti import waktu
from kabar import jenis
from kabar.models import Penerimaan
from pegawai import atasan, services
from pegawai.models import BERLAKU, Pegawai
from pegawai.services import IsiMutasi
from tests.kabar.kata import jenis_kotak, kotak
from tests.organisasi.factories import buat_jabatan, buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
TERTINGGAL, TERBAWA = "akun.peran_tertinggal", "akun.peran_terbawa"


@pytest.fixture
def kota() -> dict[str, Any]:
    """An office with two schools, and another office; a clerk of the first school who looks after its records."""
    pemko = buat_unit("Kota Uji")
    dinas, lain = buat_unit("Dinas Pendidikan", pemko), buat_unit("Dinas Sosial", pemko)
    satu, dua = buat_unit("SD Satu", dinas), buat_unit("SD Dua", dinas)
    return {
        "pemko": pemko,
        "dinas": dinas,
        "satu": satu,
        "orang": buat_pegawai("Hotma Sinaga", unit=satu, akun=True),
        "sosial": buat_jabatan(lain, "Analis"),
        "sd_dua": buat_jabatan(dua, "Penata"),
        "sd_satu": buat_jabatan(satu, "Pengadministrasi"),
    }


def beri(kota: dict[str, Any], unit: str | None, peran: str = "pengelola_opd") -> PenugasanPeran:
    masa = DateRange(date(2020, 1, 1), None)
    return PenugasanPeran.objects.create(pengguna=kota["orang"].akun, peran=peran, unit=kota[unit] if unit else None, masa=masa)


def isi(kota: dict[str, Any], ke: str, hari: int = 0) -> IsiMutasi:
    return IsiMutasi(
        jabatan=kota[ke],
        tmt=waktu.today() + timedelta(days=hari),
        nomor_sk="800/7",
        tanggal_sk=waktu.today(),
        alasan="Penyegaran",
    )


def pindah(petugas: Konteks, kota: dict[str, Any], ke: str = "sosial", hari: int = 0) -> Any:
    return services.create_mutasi(konteks=petugas, pegawai=kota["orang"], isi=isi(kota, ke, hari))


def lewat_riwayat(petugas: Konteks, kota: dict[str, Any]) -> None:
    """As an import does it: rows, then everybody anew."""
    with atasan.dikabari(lewat_daftar=True):
        kota["orang"].riwayat_jabatan.filter(BERLAKU).update(jabatan=kota["sosial"])
        atasan.proyeksi.segarkan()


@pytest.mark.parametrize("jalan", [pindah, lewat_riwayat])
def test_who_manages_roles_and_the_holder_are_told_and_the_role_runs_on(
    petugas: Konteks, kota: dict[str, Any], jalan: Callable[..., Any]
) -> None:
    peran = beri(kota, "dinas")

    jalan(petugas, kota)

    kata = "Hotma Sinaga berpindah tugas, tetapi perannya sebagai Pengelola kepegawaian perangkat daerah di Dinas Pendidikan"
    assert [k for k in kotak(petugas.pengguna) if kata in k]
    assert jenis_kotak(kota["orang"].akun).count(TERBAWA) == 1
    kabar = Penerimaan.objects.get(pengguna=petugas.pengguna, kabar__jenis=TERTINGGAL).kabar
    assert jenis.get(TERTINGGAL).alamat(kabar.subjek) == reverse("admin:akun_penugasanperan_change", args=[peran.pk])
    assert PenugasanPeran.objects.berlaku(waktu.today()).filter(pk=peran.pk).exists()


@pytest.mark.parametrize(
    ("unit", "ke", "tertinggal"),
    [
        ("satu", "sosial", True), ("satu", "sd_dua", True), ("dinas", "sosial", True),
        ("dinas", "sd_dua", False), ("satu", "sd_satu", False), ("pemko", "sosial", False), (None, "sosial", False),
    ],
)  # fmt: skip
def test_only_a_role_whose_unit_is_left_is_left_behind(
    petugas: Konteks, kota: dict[str, Any], unit: str | None, ke: str, tertinggal: bool
) -> None:
    beri(kota, unit, "pengelola_opd" if unit else "tim_penilai")

    pindah(petugas, kota, ke)

    assert (TERTINGGAL in jenis_kotak(petugas.pengguna)) is tertinggal


def test_a_role_that_has_ended_or_was_never_confirmed_is_no_news(petugas: Konteks, kota: dict[str, Any]) -> None:
    usai = beri(kota, "dinas")
    PenugasanPeran.objects.filter(pk=usai.pk).update(masa=DateRange(date(2020, 1, 1), waktu.today()))
    menunggu = beri(kota, "satu")
    PenugasanPeran.objects.filter(pk=menunggu.pk).update(menunggu=True)

    pindah(petugas, kota)

    assert TERTINGGAL not in jenis_kotak(petugas.pengguna)


def test_the_preview_and_the_saved_page_say_so(client: Client, petugas: Konteks, kota: dict[str, Any]) -> None:
    beri(kota, "dinas")
    client.force_login(petugas.pengguna)
    orang: Pegawai = kota["orang"]
    berjalan = orang.riwayat_jabatan.get(BERLAKU, masa__upper_inf=True)
    hari = f"{waktu.today():%d-%m-%Y}"
    isian = {
        "jabatan": kota["sosial"].kode, "penugasan": "definitif", "tmt": hari, "nomor_sk": "800/7", "tanggal_sk": hari,
        "alasan": "Penyegaran", "versi": str(berjalan.pk),
    }  # fmt: skip
    kata = "di Dinas Pendidikan tidak berakhir dengan sendirinya."

    tinjau = client.post(reverse("pegawai:mutasi", args=[orang.kode]), isian | {"langkah": "tinjau"})
    assert kata in rapat(tinjau)
    assert "Admin kepegawaian dan pemegangnya dikabari." in rapat(tinjau)

    simpan = client.post(reverse("pegawai:mutasi", args=[orang.kode]), isian | {"langkah": "simpan"}, follow=True)
    assert kata in rapat(simpan)
    assert "Admin kepegawaian dapat mengisi hari terakhirnya di Meja kerja." in rapat(simpan)


def rapat(jawab: Any) -> str:
    return " ".join(jawab.content.decode().split())


def test_of_a_coming_move_it_is_told_on_its_day(petugas: Konteks, kota: dict[str, Any]) -> None:
    beri(kota, "dinas")
    (tahap,) = services.preview_mutasi(konteks=petugas, pegawai=kota["orang"], isi=isi(kota, "sosial", 10))
    assert [p.unit for p in tahap.gerak.pergi] == [kota["dinas"]]
    assert tahap.nanti

    pindah(petugas, kota, hari=10)
    assert TERTINGGAL not in jenis_kotak(petugas.pengguna)

    with time_machine.travel(waktu.now() + timedelta(days=10), tick=False):
        atasan.ikuti()
        atasan.ikuti()

    assert jenis_kotak(petugas.pengguna).count(TERTINGGAL) == 1


def test_it_stays_new_for_nobody_once_the_role_has_its_last_day(petugas: Konteks, kota: dict[str, Any]) -> None:
    peran = beri(kota, "dinas")
    pindah(petugas, kota)
    baris = Penerimaan.objects.get(pengguna=petugas.pengguna, kabar__jenis=TERTINGGAL)
    assert baris.dibaca_at is None

    lama, peran.masa = peran.masa, DateRange(date(2020, 1, 1), waktu.today())
    peran.save()
    announce_peran(petugas, peran, lama)

    baris.refresh_from_db()
    assert baris.dibaca_at is not None


def test_the_role_is_named_in_the_language_of_the_reader(petugas: Konteks, kota: dict[str, Any]) -> None:
    beri(kota, "dinas")
    with translation.override("en"):
        pindah(petugas, kota)
        assert any("Agency personnel officer" in k for k in kotak(petugas.pengguna))

    assert any("Pengelola kepegawaian perangkat daerah" in k for k in kotak(petugas.pengguna))


def tarik(petugas: Konteks, kota: dict[str, Any]) -> None:
    baris = kota["orang"].riwayat_jabatan.get(BERLAKU, masa__upper_inf=True)
    services.cancel_mutasi(konteks=petugas, pegawai=kota["orang"], baris=baris, alasan="SK dicabut")


def perbaiki(petugas: Konteks, kota: dict[str, Any]) -> None:
    baris = kota["orang"].riwayat_jabatan.get(BERLAKU, masa__upper_inf=True)
    services.correct_mutasi(konteks=petugas, pegawai=kota["orang"], baris=baris, isi=isi(kota, "sd_dua"))


@pytest.mark.parametrize(("jalan", "ke"), [(tarik, "SD Satu"), (perbaiki, "SD Dua")])
def test_coming_back_is_told_and_replaces_the_warning(
    petugas: Konteks, kota: dict[str, Any], jalan: Callable[..., Any], ke: str
) -> None:
    beri(kota, "dinas")
    pindah(petugas, kota)

    jalan(petugas, kota)

    kata = (
        f"sekarang bertugas di {ke}. Perannya sebagai Pengelola kepegawaian perangkat daerah di Dinas Pendidikan tetap berjalan."
    )
    assert kata in kotak(petugas.pengguna)[-1]
    assert jenis_kotak(kota["orang"].akun).count("akun.peran_kembali_saya") == 1
    assert not Penerimaan.objects.filter(kabar__jenis__in=[TERTINGGAL, TERBAWA], dibaca_at=None).exists()


def test_a_role_that_was_ended_meanwhile_does_not_come_back_and_that_is_said(
    client: Client, petugas: Konteks, kota: dict[str, Any]
) -> None:
    peran = beri(kota, "dinas")
    pindah(petugas, kota)
    PenugasanPeran.objects.filter(pk=peran.pk).update(masa=DateRange(date(2020, 1, 1), waktu.today()))
    client.force_login(petugas.pengguna)
    baris = kota["orang"].riwayat_jabatan.get(BERLAKU, masa__upper_inf=True)
    alamat = reverse("pegawai:mutasi-rinci", args=[kota["orang"].kode, baris.pk])
    kata = "Peran Hotma Sinaga sebagai Pengelola kepegawaian perangkat daerah di Dinas Pendidikan sudah berakhir"
    assert kata in rapat(client.get(alamat))

    jawab = client.post(alamat, {"alasan": "SK dicabut"}, follow=True)

    assert kata in rapat(jawab)
    assert "sudah berakhir dan tidak kembali dengan sendirinya" in kotak(petugas.pengguna)[-1]
    assert jenis_kotak(kota["orang"].akun).count("akun.peran_tetap_usai_saya") == 1


def test_who_comes_to_the_unit_of_a_role_that_nobody_warned_of_reads_nothing(petugas: Konteks, kota: dict[str, Any]) -> None:
    beri(kota, "dinas")
    kota["orang"] = buat_pegawai("Lain", unit=kota["pemko"], akun=True)
    beri(kota, "dinas")

    pindah(petugas, kota, "sd_dua")

    assert not Penerimaan.objects.filter(kabar__jenis__startswith="akun.peran_").exists()


def test_a_role_that_begins_later_is_named_before_and_after_the_move(
    client: Client, petugas: Konteks, kota: dict[str, Any]
) -> None:
    peran = beri(kota, "dinas")
    PenugasanPeran.objects.filter(pk=peran.pk).update(masa=DateRange(waktu.today() + timedelta(days=20), None))
    client.force_login(petugas.pengguna)

    baru = pindah(petugas, kota, hari=10)
    alamat = reverse("pegawai:mutasi-rinci", args=[kota["orang"].kode, baru.pk])

    assert "di Dinas Pendidikan tidak berakhir dengan sendirinya." in rapat(client.get(alamat))
    with time_machine.travel(waktu.now() + timedelta(days=10), tick=False):
        atasan.ikuti()
    assert TERTINGGAL in jenis_kotak(petugas.pengguna)
