"""An official who is no employee hands over routine decisions on the same pages: themselves, or an officer for them afterwards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from akun.models import Pengguna
from inti import waktu
from organisasi.models import PejabatNonAsn
from pegawai import susunan
from pegawai.models import Delegasi, Pegawai
from pegawai.services import IsiDelegasi, cancel_delegasi, create_delegasi
from tests.akun.factories import konteks_of
from tests.kabar.kata import kotak
from tests.kinerja.factories import HARI, Kantor, buat_akun, buat_kantor


@pytest.fixture
def kantor(db: None, monkeypatch: pytest.MonkeyPatch) -> Kantor:
    monkeypatch.setattr(waktu, "today", lambda: HARI)
    return buat_kantor()


@pytest.fixture
def wali_kota(kantor: Kantor) -> PejabatNonAsn:
    """The head of the city, above the head of the office."""
    akun = buat_akun("pimpinan", nama="Wali Kota Uji")
    pejabat = PejabatNonAsn.objects.create(
        nama="Wali Kota Uji", sebutan="Wali Kota", akun=akun, masa=DateRange(date(2025, 2, 20), None)
    )
    Pegawai.objects.filter(pk=kantor.kadis.pk).update(atasan=None, atasan_pejabat=pejabat)
    return pejabat


def masuk(akun: Pengguna) -> Client:
    klien = Client()
    klien.force_login(akun, backend="akun.backends.NomorAtauEmailBackend")
    return klien


def surat(kepada: Pegawai, nomor: str = "") -> dict[str, str]:
    return {
        "kepada": kepada.kode, "nomor": nomor, "mulai": "24-11-2026", "akhir": "30-11-2026", "surat": "800/7/2026",
        "tanggal_surat": "23-11-2026", "alasan": "dinas luar",
    }  # fmt: skip


def isi(kepada: Pegawai) -> IsiDelegasi:
    return IsiDelegasi(kepada, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "dinas luar")


def alamat(pejabat: PejabatNonAsn) -> str:
    return reverse("pegawai:wakil-pejabat", args=[pejabat.kode])


def test_the_menu_leads_the_head_of_the_city_to_their_own_substitutes(kantor: Kantor, wali_kota: PejabatNonAsn) -> None:
    klien = masuk(wali_kota.akun)

    assert reverse("pegawai:wakil-pejabat-saya") in klien.get("/").content.decode()
    assert klien.get(reverse("pegawai:wakil-pejabat-saya")).headers["Location"] == alamat(wali_kota)


def test_they_record_and_revoke_a_letter_themselves(kantor: Kantor, wali_kota: PejabatNonAsn) -> None:
    klien = masuk(wali_kota.akun)

    assert klien.post(alamat(wali_kota), surat(kantor.kadis)).headers["Location"] == alamat(wali_kota)
    delegasi = Delegasi.objects.get(dari_pejabat=wali_kota)
    assert "800/7/2026" in klien.get(alamat(wali_kota)).content.decode()
    cabut = reverse("pegawai:wakil-pejabat-cabut", args=[wali_kota.kode, delegasi.kode])
    assert cabut in klien.get(alamat(wali_kota)).content.decode()
    assert klien.get(cabut).status_code == 200
    assert klien.post(cabut, {"alasan": "sudah kembali"}).headers["Location"] == alamat(wali_kota)
    delegasi.refresh_from_db()
    assert delegasi.dicabut_oleh == wali_kota.akun


def test_those_right_below_are_offered_as_substitutes_first(kantor: Kantor, wali_kota: PejabatNonAsn) -> None:
    assert susunan.list_rekan(wali_kota) == [kantor.kadis, kantor.atasan]


def test_an_officer_finds_them_below_the_own_substitutes_and_records_the_letter_afterwards(
    kantor: Kantor, wali_kota: PejabatNonAsn
) -> None:
    klien = masuk(kantor.admin)

    assert klien.get(reverse("pegawai:wakil-pejabat-saya")).headers["Location"] == alamat(wali_kota)
    assert klien.post(alamat(wali_kota), surat(kantor.kadis)).status_code == 302
    assert Delegasi.objects.get(dari_pejabat=wali_kota).dibuat_oleh == kantor.admin
    assert len(kotak(wali_kota.akun)) == len(kotak(kantor.kadis.akun)) == 1


@pytest.mark.parametrize("siapa", ["kadis", "atasan", "pegawai"])
def test_nobody_below_hands_out_their_decisions(kantor: Kantor, wali_kota: PejabatNonAsn, siapa: str) -> None:
    orang: Pegawai = getattr(kantor, siapa)
    assert orang.akun is not None

    assert masuk(orang.akun).get(alamat(wali_kota)).status_code == 403
    with pytest.raises(PermissionDenied):
        create_delegasi(konteks=kantor.konteks(orang), dari=wali_kota, isi=isi(kantor.rekan))
    assert not Delegasi.objects.exists()


def test_another_leader_neither_sees_nor_hands_out_theirs(kantor: Kantor, wali_kota: PejabatNonAsn) -> None:
    lain = buat_akun("pimpinan", nama="Wakil Wali Kota")

    assert masuk(lain).get(alamat(wali_kota)).status_code == 404
    assert masuk(lain).get(reverse("pegawai:wakil-pejabat-saya")).headers["Location"] == reverse("beranda")
    with pytest.raises(PermissionDenied):
        create_delegasi(konteks=konteks_of(lain, HARI), dari=wali_kota, isi=isi(kantor.rekan))


def test_whose_term_ended_hands_out_nothing_any_more(kantor: Kantor, wali_kota: PejabatNonAsn) -> None:
    PejabatNonAsn.objects.filter(pk=wali_kota.pk).update(masa=DateRange(date(2020, 1, 1), date(2025, 1, 1)))

    assert masuk(wali_kota.akun).get(alamat(wali_kota)).status_code == 404


def test_a_letter_is_taken_back_only_where_it_was_given(kantor: Kantor, wali_kota: PejabatNonAsn) -> None:
    delegasi = create_delegasi(konteks=kantor.konteks(kantor.admin), dari=wali_kota, isi=isi(kantor.kadis))

    asing = reverse("pegawai:wakil-cabut", args=[kantor.kadis.kode, delegasi.kode])
    assert masuk(kantor.admin).post(asing, {"alasan": "keliru"}).status_code == 404
    with pytest.raises(PermissionDenied):
        cancel_delegasi(konteks=kantor.konteks(kantor.kadis), delegasi=delegasi, alasan="keliru")
    delegasi.refresh_from_db()
    assert delegasi.dicabut_at is None


def test_the_same_letter_twice_is_one(kantor: Kantor, wali_kota: PejabatNonAsn) -> None:
    for _kali in range(2):
        create_delegasi(konteks=konteks_of(wali_kota.akun, HARI), dari=wali_kota, isi=isi(kantor.kadis))

    assert Delegasi.objects.count() == 1


def test_the_substitute_leads_whom_the_official_leads(kantor: Kantor, wali_kota: PejabatNonAsn) -> None:
    create_delegasi(konteks=konteks_of(wali_kota.akun, HARI), dari=wali_kota, isi=isi(kantor.rekan))

    rows = Pegawai.objects.filter(susunan.dipimpin(kantor.konteks(kantor.rekan)))

    assert list(rows) == [kantor.kadis]


def test_the_officer_of_an_office_is_led_to_the_substitutes_of_its_people_only(kantor: Kantor) -> None:
    pengelola = buat_akun("pengelola_opd", unit=kantor.dinas)
    tautan = reverse("pegawai:wakil", args=[kantor.atasan.kode])

    assert tautan in masuk(pengelola).get(reverse("pegawai:profil", args=[kantor.atasan.kode])).content.decode()
    assert kantor.rekan.akun is not None
    assert tautan not in masuk(kantor.rekan.akun).get(reverse("pegawai:profil", args=[kantor.rekan.kode])).content.decode()
