"""Whoever opened a page with a right that went away meanwhile reads why and who holds the case now, and gets their words back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from akun.models import Pengguna, PenugasanPeran
from alur.alih import take_over
from kinerja.models import SKP
from kompetensi.proses import PENDAFTARAN
from kompetensi.services.pendaftaran import decide_pendaftaran
from layanan.perubahan_data.jenis import DAFTAR
from layanan.perubahan_data.services import create_usul
from organisasi.models import PejabatNonAsn
from pegawai.models import Delegasi, Pegawai
from pegawai.services import IsiDelegasi, cancel_delegasi, create_delegasi
from tests.akun.factories import konteks_of
from tests.kinerja.factories import HARI, Kantor, ajukan, baris, buat_akun, buat_kantor, url
from tests.kompetensi.factories import buat_angkatan, daftarkan

CATATAN = "Target semester dua perlu disebut"


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


def masuk(siapa: Pegawai | Pengguna) -> Client:
    klien = Client()
    akun = siapa.akun if isinstance(siapa, Pegawai) else siapa
    assert akun is not None
    klien.force_login(akun, backend="akun.backends.NomorAtauEmailBackend")
    return klien


def titipkan(kantor: Kantor, kepada: Pegawai, mulai: date = HARI, hari: int = 5) -> Delegasi:
    isi = IsiDelegasi(kepada, mulai, mulai + timedelta(days=hari - 1), "800/12/2026", mulai, "cuti tahunan")
    return create_delegasi(konteks=kantor.konteks(kantor.atasan), dari=kantor.atasan, isi=isi)


def cabut(kantor: Kantor, delegasi: Delegasi) -> None:
    cancel_delegasi(konteks=kantor.konteks(kantor.atasan), delegasi=delegasi, alasan="sudah kembali")


def usai(delegasi: Delegasi, berlalu: int = 1) -> None:
    """The letter has run out by itself: its last day was `berlalu` days ago."""
    Delegasi.objects.filter(pk=delegasi.pk).update(
        masa=DateRange(HARI - timedelta(days=berlalu + 4), HARI - timedelta(days=berlalu - 1))
    )


LANGKAH_SKP = {
    "sepakati": ({}, ""),
    "kembalikan": ({"catatan": CATATAN}, CATATAN),
    "bicara": ({"isi": CATATAN}, CATATAN),
    "perilaku": ({"akuntabel": CATATAN}, CATATAN),
}


def alamat_skp(skp: SKP, langkah: str) -> str:
    return url(langkah, skp.kode, baris(skp).kode) if langkah == "bicara" else url(langkah, skp.kode)


@pytest.mark.parametrize("langkah", sorted(LANGKAH_SKP))
def test_a_substitute_whose_letter_was_revoked_reads_it_and_keeps_the_note(kantor: Kantor, langkah: str) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    delegasi = titipkan(kantor, kantor.rekan)
    klien = masuk(kantor.rekan)
    assert klien.get(url("skp", skp.kode)).status_code == 200
    cabut(kantor, delegasi)

    jawab = klien.post(alamat_skp(skp, langkah), {"versi": skp.versi} | LANGKAH_SKP[langkah][0])
    isi = jawab.content.decode()

    assert jawab.status_code == 403
    assert "Titipan dari Kabid Uji (Kepala Bidang Uji) dicabut pada 24 November 2026, 09.00." in isi
    assert "Sekarang dipegang Kabid Uji" in isi
    assert LANGKAH_SKP[langkah][1] in isi
    assert "Tidak ada yang hilang" not in isi
    assert SKP.objects.get(pk=skp.pk).status == "diajukan"


def test_one_whose_term_ended_reads_the_last_day_of_the_letter(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    usai(titipkan(kantor, kantor.rekan))

    isi = masuk(kantor.rekan).post(url("kembalikan", skp.kode), {"versi": skp.versi, "catatan": CATATAN}).content.decode()

    assert "Titipan dari Kabid Uji (Kepala Bidang Uji) berakhir pada 23 November 2026." in isi
    assert CATATAN in isi


def test_one_who_leads_others_reads_the_same(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    cabut(kantor, titipkan(kantor, kantor.kadis))

    isi = masuk(kantor.kadis).post(url("kembalikan", skp.kode), {"versi": skp.versi, "catatan": CATATAN}).content.decode()

    assert "dicabut pada" in isi
    assert CATATAN in isi


def test_opening_the_page_again_says_it_too(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    cabut(kantor, titipkan(kantor, kantor.rekan))

    jawab = masuk(kantor.rekan).get(url("skp", skp.kode))

    assert (jawab.status_code, "dicabut pada" in jawab.content.decode()) == (403, True)


def test_a_substitute_of_an_official_who_is_no_employee_reads_it_as_well(kantor: Kantor) -> None:
    akun = buat_akun("pimpinan", nama="Wali Kota Uji")
    wali = PejabatNonAsn.objects.create(
        nama="Wali Kota Uji", sebutan="Wali Kota", akun=akun, masa=DateRange(date(2025, 2, 20), None)
    )
    Pegawai.objects.filter(pk=kantor.kadis.pk).update(atasan=None, atasan_pejabat=wali)
    kantor.kadis.refresh_from_db()
    skp = ajukan(kantor, kantor.kadis)
    isi = IsiDelegasi(kantor.rekan, HARI, HARI + timedelta(days=4), "800/13/2026", HARI, "dinas luar")
    delegasi = create_delegasi(konteks=konteks_of(akun), dari=wali, isi=isi)
    cancel_delegasi(konteks=konteks_of(akun), delegasi=delegasi, alasan="sudah kembali")

    jawab = masuk(kantor.rekan).post(url("kembalikan", skp.kode), {"versi": skp.versi, "catatan": CATATAN}).content.decode()

    assert "Titipan dari Wali Kota Uji (Wali Kota) dicabut pada" in jawab


def test_training_says_the_same_where_the_role_itself_went_away(kantor: Kantor) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    cabut(kantor, titipkan(kantor, kantor.rekan))

    isi = {"putusan": "tolak", "versi": p.versi, "alasan": CATATAN}
    jawab = masuk(kantor.rekan).post(reverse("kompetensi:putuskan", args=[p.kode]), isi)

    assert jawab.status_code == 403
    assert "dicabut pada" in jawab.content.decode()
    assert "memeriksa peran" not in jawab.content.decode()
    assert CATATAN in jawab.content.decode()


def test_a_superior_whose_case_the_officers_took_reads_who_holds_it(kantor: Kantor) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    take_over(konteks=kantor.konteks(kantor.admin), proses=PENDAFTARAN, objek=p, alasan="Kabid sedang dirawat")

    isi = {"putusan": "tolak", "versi": p.versi, "alasan": CATATAN}
    jawab = masuk(kantor.atasan).post(reverse("kompetensi:putuskan", args=[p.kode]), isi).content.decode()

    assert "diambil alih petugas pada 24 November 2026, 09.00. Sekarang dipegang Admin Uji" in jawab
    assert "Yang memutuskan di sini" not in jawab
    assert CATATAN in jawab


@pytest.mark.parametrize("ada", [True, False])
def test_who_never_had_the_right_learns_nothing_and_keeps_the_words(kantor: Kantor, ada: bool) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    kode = skp.kode if ada else "tidakada"

    jawab = masuk(kantor.rekan).post(url("bicara", kode, "x"), {"isi": CATATAN})
    isi = jawab.content.decode()

    assert jawab.status_code == 403
    assert "Akun Anda tidak dapat (lagi) melakukan ini" in isi
    assert "Pegawai Uji" not in isi
    assert CATATAN in isi


def test_a_mandate_explains_nothing_about_cases_that_no_superior_decides(kantor: Kantor) -> None:
    usul = create_usul(konteks=kantor.konteks(kantor.pegawai), macam=DAFTAR["telepon"], nilai={"nomor_hp": "0812 9999 0000"})
    cabut(kantor, titipkan(kantor, kantor.rekan))

    jawab = masuk(kantor.rekan).get(reverse("layanan:perubahan-rinci", args=[usul.kode]))

    assert jawab.status_code == 404
    assert "Titipan dari" not in jawab.content.decode()


def test_a_letter_of_long_ago_tells_nothing_any_more(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    usai(titipkan(kantor, kantor.rekan), berlalu=40)

    assert "Titipan" not in masuk(kantor.rekan).post(url("bicara", skp.kode, "x"), {"isi": CATATAN}).content.decode()


def test_an_officer_whose_role_ended_reads_when(kantor: Kantor) -> None:
    petugas = buat_akun(nama="Bekas Petugas")
    PenugasanPeran.objects.create(pengguna=petugas, peran="admin_bkpsdm", masa=DateRange(date(2025, 1, 1), HARI))
    p = daftarkan(kantor.pegawai, buat_angkatan())

    isi = {"putusan": "tolak", "versi": p.versi, "alasan": CATATAN}
    jawab = masuk(petugas).post(reverse("kompetensi:putuskan", args=[p.kode]), isi).content.decode()

    assert "berakhir pada 23 November 2026." in jawab
    assert CATATAN in jawab
    assert "Pegawai Uji" not in jawab


def test_the_second_of_two_deciders_reads_who_was_first_and_keeps_the_reason(kantor: Kantor) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    alamat = reverse("kompetensi:putuskan", args=[p.kode])
    titipkan(kantor, kantor.rekan)
    decide_pendaftaran(konteks=kantor.konteks(kantor.rekan), pendaftaran=p, setuju=True)

    jawab = masuk(kantor.atasan).post(alamat, {"putusan": "tolak", "versi": p.versi, "alasan": CATATAN})
    isi = jawab.content.decode()

    assert jawab.status_code == 409
    assert "Keadaannya sekarang: disetujui, oleh Rekan Uji" in isi
    assert "Muat ulang" not in isi
    assert reverse("kompetensi:pendaftaran", args=[p.kode]) in isi
    assert CATATAN in isi


def test_a_form_of_a_decided_case_leads_to_the_case_and_says_who_decided(kantor: Kantor) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    titipkan(kantor, kantor.rekan)
    decide_pendaftaran(konteks=kantor.konteks(kantor.rekan), pendaftaran=p, setuju=True)

    jawab = masuk(kantor.atasan).get(reverse("kompetensi:putuskan", args=[p.kode]), follow=True)

    assert jawab.redirect_chain == [(reverse("kompetensi:pendaftaran", args=[p.kode]), 302)]
    assert "disetujui, oleh Rekan Uji" in jawab.content.decode()


def test_a_note_on_an_agreed_plan_is_kept(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    klien = masuk(kantor.atasan)
    klien.post(url("sepakati", skp.kode), {"versi": skp.versi})

    jawab = klien.post(url("kembalikan", skp.kode), {"versi": skp.versi, "catatan": CATATAN})

    assert (jawab.status_code, CATATAN in jawab.content.decode()) == (409, True)
    assert "disepakati, oleh Anda sendiri pada" in jawab.content.decode()


def test_an_ordinary_page_that_is_not_there_stays_one(kantor: Kantor) -> None:
    jawab = masuk(kantor.rekan).get(url("skp", "tidakada"))

    assert (jawab.status_code, "Halaman ini tidak ada" in jawab.content.decode()) == (404, True)
