"""What the pages say of a mandate: from when, until when, why it ended, and what was decided meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from kinerja.services import skp as layanan
from organisasi.models import PejabatNonAsn
from pegawai.models import Delegasi, Pegawai
from pegawai.services import IsiDelegasi, cancel_delegasi, create_delegasi
from tests.akun.factories import konteks_of
from tests.kabar.kata import kotak
from tests.kinerja.factories import HARI, Kantor, ajukan, buat_akun, buat_kantor


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


def masuk(siapa: Pegawai) -> Client:
    klien = Client()
    assert siapa.akun is not None
    klien.force_login(siapa.akun, backend="akun.backends.NomorAtauEmailBackend")
    return klien


def titipkan(kantor: Kantor, mulai: date = HARI, hari: int = 5) -> Delegasi:
    isi = IsiDelegasi(kantor.rekan, mulai, mulai + timedelta(days=hari - 1), "800/12/2026", HARI, "cuti tahunan")
    return create_delegasi(konteks=kantor.konteks(kantor.atasan), dari=kantor.atasan, isi=isi)


def daftar(kantor: Kantor) -> str:
    return masuk(kantor.atasan).get(reverse("pegawai:wakil", args=[kantor.atasan.kode])).content.decode()


def kirim(kantor: Kantor, *, klien: Client | None = None, alamat: str = "", **ubah: str) -> str:
    """What whoever records a letter (the superior) reads after it."""
    isi = {
        "kepada": kantor.rekan.kode, "nomor": "", "mulai": "1-12-2026", "akhir": "4-12-2026", "surat": "800/7/2026",
        "tanggal_surat": "23-11-2026", "alasan": "cuti tahunan",
    }  # fmt: skip
    alamat = alamat or reverse("pegawai:wakil", args=[kantor.atasan.kode])
    return (klien or masuk(kantor.atasan)).post(alamat, isi | ubah, follow=True).content.decode()


def test_a_term_that_has_not_begun_says_from_when(kantor: Kantor) -> None:
    titipkan(kantor, mulai=HARI + timedelta(days=7))

    assert "mulai 1 Desember 2026" in daftar(kantor)
    assert "berlaku<" not in daftar(kantor)


def test_a_term_that_runs_is_in_force(kantor: Kantor) -> None:
    titipkan(kantor)

    assert "berlaku" in daftar(kantor)
    assert "mulai 24 November" not in daftar(kantor)


def test_what_was_recorded_is_said_with_its_days(kantor: Kantor) -> None:
    isi = kirim(kantor)

    assert "Tercatat. Rekan Uji mewakili Kabid Uji dari 1 Desember 2026 sampai 4 Desember 2026." in isi


def test_a_term_gone_by_says_what_to_type(kantor: Kantor) -> None:
    isi = kirim(kantor, mulai="20-11-2026", akhir="22-11-2026")

    assert "Hari terakhir 22 November 2026 sudah lewat. Tulis 24 November 2026 atau hari sesudahnya." in isi
    assert "Belum terpenuhi" not in isi


def test_a_term_too_long_says_how_long_it_may_be(kantor: Kantor) -> None:
    isi = kirim(kantor, akhir="1-7-2027")

    assert "terlalu panjang; paling lama 90 hari" in isi


def test_what_was_revoked_says_when_by_whom_and_why(kantor: Kantor) -> None:
    delegasi = titipkan(kantor)
    cancel_delegasi(konteks=kantor.konteks(kantor.admin), delegasi=delegasi, alasan="Kabid sudah kembali")

    assert "Dicabut 24 November 2026, 09.00 oleh Admin Uji. Kabid sudah kembali" in daftar(kantor)
    milik_wakil = masuk(kantor.rekan).get(reverse("pegawai:wakil", args=[kantor.rekan.kode])).content.decode()
    assert "Kabid sudah kembali" in milik_wakil


@pytest.mark.parametrize("nanti", [True, False])
def test_taking_back_what_has_not_begun_speaks_of_nothing_that_was_decided(kantor: Kantor, nanti: bool) -> None:
    delegasi = titipkan(kantor, mulai=HARI + timedelta(days=7 if nanti else 0))
    alamat = reverse("pegawai:wakil-cabut", args=[kantor.atasan.kode, delegasi.kode])

    sebelum = masuk(kantor.atasan).get(alamat).content.decode()
    sesudah = masuk(kantor.atasan).post(alamat, {"alasan": "batal cuti"}, follow=True).content.decode()
    kata = kotak(kantor.rekan.akun)[-1]

    assert ("Rekan Uji tidak jadi mewakili pada 1 Desember 2026" in sebelum) is nanti
    assert ("Yang sudah diputuskan tetap berlaku" in sebelum) is not nanti
    assert ("Sudah dicabut sebelum mulai" in sesudah) is nanti
    assert ("Keputusan kembali kepada pejabatnya" in sesudah) is not nanti
    assert ("yang semula mulai 1 Desember 2026, dicabut sebelum harinya" in kata) is nanti
    assert ("jadi berakhir hari ini" in kata) is not nanti


def test_the_home_page_of_whoever_is_stood_in_for_says_who_until_when(kantor: Kantor) -> None:
    titipkan(kantor)

    isi = masuk(kantor.atasan).get("/").content.decode()

    assert "Rekan Uji mewakili Anda sampai 28 November 2026." in isi
    assert "Belum ada yang diputuskan atas nama Anda." in isi


def test_it_lists_what_the_substitute_decided_also_after_the_return(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    delegasi = titipkan(kantor)
    layanan.approve_skp(konteks=kantor.konteks(kantor.rekan), skp=skp, versi=skp.versi)
    cancel_delegasi(konteks=kantor.konteks(kantor.atasan), delegasi=delegasi, alasan="sudah kembali")

    isi = masuk(kantor.atasan).get("/").content.decode()

    assert "Titipan kepada Rekan Uji dicabut 24 November 2026, 09.00." in isi
    assert "SKP 2026 Pegawai Uji" in isi
    assert "Disepakati · 24 November 2026, 09.00" in isi


def test_what_somebody_decided_in_their_own_right_is_not_on_that_list(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titipkan(kantor)
    layanan.approve_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi)

    assert "Disepakati ·" not in masuk(kantor.atasan).get("/").content.decode()


def test_the_head_of_the_city_reads_it_too(kantor: Kantor) -> None:
    akun = buat_akun("pimpinan", nama="Wali Kota Uji")
    wali = PejabatNonAsn.objects.create(
        nama="Wali Kota Uji", sebutan="Wali Kota", akun=akun, masa=DateRange(date(2025, 2, 20), None)
    )
    isi = IsiDelegasi(kantor.kadis, HARI, HARI + timedelta(days=4), "800/13/2026", HARI, "dinas luar")
    create_delegasi(konteks=konteks_of(akun), dari=wali, isi=isi)
    klien = Client()
    klien.force_login(akun, backend="akun.backends.NomorAtauEmailBackend")

    assert "Kadis Uji mewakili Anda sampai 28 November 2026." in klien.get("/").content.decode()


@pytest.mark.parametrize("siapa", ["rekan", "pegawai", "kadis"])
def test_nobody_elses_home_page_tells_of_it(kantor: Kantor, siapa: str) -> None:
    titipkan(kantor)

    assert "mewakili Anda" not in masuk(getattr(kantor, siapa)).get("/").content.decode()


def test_whoever_records_a_letter_reads_that_the_substitute_s_own_cases_stay(kantor: Kantor) -> None:
    assert "Perkara Rekan Uji sendiri tidak ikut dititipkan: itu tetap menunggu Anda." in kirim(kantor)


def test_an_officer_who_records_it_reads_with_whom_they_stay(kantor: Kantor) -> None:
    klien = Client()
    klien.force_login(kantor.admin, backend="akun.backends.NomorAtauEmailBackend")

    assert "itu tetap menunggu Kabid Uji." in kirim(kantor, klien=klien)


def test_a_substitute_whom_somebody_else_leads_leaves_nothing_behind(kantor: Kantor) -> None:
    assert "sendiri tidak ikut dititipkan: itu" not in kirim(kantor, kepada=kantor.kadis.kode)


BELUM = "belum pernah masuk ke aplikasi ini; kabari langsung."


@pytest.mark.parametrize("keadaan", ["tanpa akun", "belum dipakai"])
def test_a_substitute_whom_no_message_reaches_is_named_to_whoever_recorded_it(kantor: Kantor, keadaan: str) -> None:
    if keadaan == "tanpa akun":
        Pegawai.objects.filter(pk=kantor.rekan.pk).update(akun=None)

    assert f"Rekan Uji {BELUM}" in kirim(kantor)


def test_the_same_for_an_official_who_is_no_employee(kantor: Kantor) -> None:
    wali = PejabatNonAsn.objects.create(nama="Wali Uji", sebutan="Wali Kota", masa=DateRange(date(2025, 2, 20), None))
    Pegawai.objects.filter(pk=kantor.kadis.pk).update(atasan=None, atasan_pejabat=wali)
    klien = Client()
    klien.force_login(kantor.admin, backend="akun.backends.NomorAtauEmailBackend")

    isi = kirim(kantor, klien=klien, alamat=reverse("pegawai:wakil-pejabat", args=[wali.kode]), kepada=kantor.kadis.kode)

    assert f"Kadis Uji {BELUM}" in isi
    assert "Perkara Kadis Uji sendiri tidak ikut dititipkan: itu tetap menunggu Wali Uji." in isi


def test_a_substitute_who_has_signed_in_is_told_by_the_application(kantor: Kantor) -> None:
    masuk(kantor.rekan)

    assert BELUM not in kirim(kantor)


def test_a_chain_of_letters_is_said_when_it_is_recorded_and_on_the_list(kantor: Kantor) -> None:
    titipkan(kantor, mulai=date(2026, 12, 1))
    klien = masuk(kantor.kadis)
    alamat = reverse("pegawai:wakil", args=[kantor.kadis.kode])

    isi = kirim(kantor, klien=klien, alamat=alamat, kepada=kantor.atasan.kode, surat="800/8/2026")

    kata = "Kabid Uji juga menitipkan tugasnya sendiri pada masa itu. Yang dititipkan Kadis Uji tetap di meja Kabid Uji saja."
    assert kata in isi
    assert kata in klien.get(alamat).content.decode()
    assert "Yang dipegangnya sebagai wakil tidak ikut beralih kepada Rekan Uji." in daftar(kantor)


def test_who_stands_in_for_somebody_reads_that_this_is_not_handed_on(kantor: Kantor) -> None:
    titipkan(kantor)
    assert "sebagai wakil orang lain juga tidak ikut" not in masuk(kantor.atasan).get(reverse("alur:menunggu")).content.decode()
    isi = IsiDelegasi(kantor.atasan, HARI, HARI + timedelta(days=2), "800/15/2026", HARI, "rapat")
    create_delegasi(konteks=kantor.konteks(kantor.kadis), dari=kantor.kadis, isi=isi)

    assert "sebagai wakil orang lain juga tidak ikut" in masuk(kantor.atasan).get(reverse("alur:menunggu")).content.decode()
