"""Telling an event: who gets it by which channel, once, and why somebody doesn't."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from akun.models import Pengguna
from inti.letak import letak
from inti.waktu import zona
from kabar import penerima
from kabar.models import (
    AlamatBerhenti,
    Antaran,
    CaraSurat,
    Kabar,
    Langganan,
    Penerimaan,
    Pilihan,
    Saluran,
    Sebab,
    Setelan,
    StatusAntaran,
)  # fmt: skip
from kabar.penerima import Alamat, Orang
from kabar.services import Kejadian, kirim_banyak
from tests.akun.factories import buat_pengguna
from tests.kabar.conftest import kabari

pytestmark = pytest.mark.usefixtures("siang")


def antaran(**saring: Any) -> list[tuple[str, str, str]]:
    return list(Antaran.objects.filter(**saring).order_by("pk").values_list("saluran", "status", "sebab"))


def test_an_account_gets_it_in_the_inbox_and_by_mail(orang: Pengguna) -> None:
    kabar = kabari(orang)

    assert list(Penerimaan.objects.values_list("kabar", "pengguna")) == [(kabar.pk, orang.pk)]
    assert antaran() == [("surat", "menunggu", "")]


def test_the_same_event_twice_is_told_once(orang: Pengguna) -> None:
    kabari(orang, kunci="versi 3")
    kabari(orang, orang, kunci="versi 3")

    assert Kabar.objects.count() == Penerimaan.objects.count() == Antaran.objects.count() == 1


def test_the_same_event_again_reaches_only_who_was_forgotten(orang: Pengguna) -> None:
    kabari(orang, kunci="1")
    lain = buat_pengguna("moderator", sandi=None)
    kabari(orang, lain, kunci="1")

    assert sorted(Penerimaan.objects.values_list("pengguna", flat=True)) == sorted([orang.pk, lain.pk])
    assert Antaran.objects.count() == 2


def test_a_use_case_that_fails_tells_nobody(orang: Pengguna) -> None:
    def gagal() -> None:
        with transaction.atomic():
            kabari(orang)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        gagal()

    assert not Kabar.objects.exists()


def test_nobody_to_tell_is_kept_and_no_error(db: None) -> None:
    kabar = kabari()

    assert Kabar.objects.get() == kabar
    assert not Antaran.objects.exists()


def test_an_account_that_does_not_exist_is_left_out(db: None) -> None:
    kabari(penerima.Akun(999_999_999))

    assert not Penerimaan.objects.exists()


@pytest.mark.parametrize(("ubah", "sebab"), [({"email": None}, Sebab.TANPA_ALAMAT), ({"is_active": False}, Sebab.AKUN_TUTUP)])
def test_an_account_without_a_way_says_why_and_keeps_its_inbox(orang: Pengguna, ubah: dict[str, Any], sebab: str) -> None:
    Pengguna.objects.filter(pk=orang.pk).update(**ubah)
    kabari(orang)

    assert antaran() == [("surat", "dilewati", sebab)]
    assert Penerimaan.objects.count() == 1


def test_somebody_who_switched_everything_off_gets_nothing_and_the_rows_say_so(orang: Pengguna) -> None:
    Pilihan.objects.bulk_create(
        Pilihan(pengguna=orang, jenis="uji.biasa", saluran=saluran, nyala=False) for saluran in Saluran.values
    )
    kabari(orang)

    assert not Penerimaan.objects.exists()
    assert antaran() == [("kotak", "dilewati", "dimatikan"), ("surat", "dilewati", "dimatikan")]


def test_a_duty_reaches_who_switched_everything_off(orang: Pengguna) -> None:
    Setelan.objects.create(pengguna=orang, surat=CaraSurat.TIDAK)
    Pilihan.objects.bulk_create(
        Pilihan(pengguna=orang, jenis="uji.wajib", saluran=saluran, nyala=False) for saluran in Saluran.values
    )
    kabari(orang, jenis="uji.wajib")

    assert Penerimaan.objects.count() == 1
    assert antaran() == [("surat", "menunggu", "")]


@pytest.mark.parametrize(
    "alamat",
    ["bukan alamat", "a@b", "x@contoh.go.id\nBcc: lain@contoh.go.id", "x@contoh.go.id, y@contoh.go.id", "0812 3456 7890"],
)
def test_what_is_no_address_is_kept_with_the_reason_and_without_the_text(db: None, alamat: str) -> None:
    kabari(Alamat(alamat))

    assert antaran() == [("surat", "dilewati", "alamat_rusak")]
    assert Antaran.objects.get().alamat == ""


def test_an_empty_contact_is_nobody(db: None) -> None:
    kabari(Alamat(" "))

    assert not Antaran.objects.exists()


def test_an_address_gets_one_mail_however_it_is_written(db: None) -> None:
    kabari(Alamat("Warga@contoh.go.id"), Alamat(" warga@contoh.go.id "), kunci="1")
    kabari(Alamat("WARGA@contoh.go.id"), kunci="1")

    assert antaran() == [("surat", "menunggu", "")]


def test_an_address_that_asked_to_stop_gets_nothing(db: None) -> None:
    AlamatBerhenti.objects.create(sidik=penerima.sidik("warga@contoh.go.id"))
    kabari(Alamat("warga@contoh.go.id"))

    assert antaran() == [("surat", "dilewati", "berhenti")]


def test_persons_are_told_through_their_account(orang: Pengguna, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(penerima._pencari, "orang_uji", (lambda ids: {1: orang.pk, 2: None}, letak()))
    kabari(Orang("orang_uji", 1), Orang("orang_uji", 2))

    assert list(Penerimaan.objects.values_list("pengguna", flat=True)) == [orang.pk]


def test_a_kind_of_person_that_nobody_registered_is_a_bug(db: None) -> None:
    with pytest.raises(ValueError, match="belum didaftarkan"):
        kabari(Orang("hantu", 1))


def test_push_goes_only_to_who_has_a_device(orang: Pengguna) -> None:
    lain = buat_pengguna("moderator", sandi=None)
    Langganan.objects.create(pengguna=orang, alamat="https://fcm.googleapis.com/x", kunci="k", rahasia="r")
    kabari(orang, lain)

    assert list(Antaran.objects.filter(saluran="dorong").values_list("pengguna", flat=True)) == [orang.pk]


def test_mail_waits_for_the_end_of_quiet_hours_and_the_inbox_does_not(orang: Pengguna, siang: Any) -> None:
    siang.move_to(datetime(2026, 11, 24, 23, tzinfo=zona()))
    Setelan.objects.create(pengguna=orang, senyap_mulai=time(22), senyap_sampai=time(6))
    kabari(orang)

    assert Antaran.objects.get().coba_at == datetime(2026, 11, 25, 6, tzinfo=zona())
    assert Penerimaan.objects.count() == 1


def test_an_urgent_duty_goes_out_in_quiet_hours_and_not_in_the_summary(orang: Pengguna, siang: Any) -> None:
    siang.move_to(datetime(2026, 11, 24, 23, tzinfo=zona()))
    Setelan.objects.create(pengguna=orang, surat=CaraSurat.HARIAN, senyap_mulai=time(22), senyap_sampai=time(6))
    kabari(orang, jenis="uji.mendesak")

    satu = Antaran.objects.get()
    assert (satu.coba_at, satu.kumpul) == (datetime(2026, 11, 24, 23, tzinfo=zona()), False)


def test_the_daily_summary_is_due_at_its_hour(orang: Pengguna) -> None:
    Setelan.objects.create(pengguna=orang, surat=CaraSurat.HARIAN, jam_ringkasan=16)
    kabari(orang)

    satu = Antaran.objects.get()
    assert (satu.coba_at, satu.kumpul) == (datetime(2026, 11, 24, 16, tzinfo=zona()), True)


def test_ten_thousand_at_once_cost_as_many_statements_as_two(db: None, django_assert_max_num_queries: Any) -> None:
    def banyak(n: int) -> list[Pengguna]:
        baru = [Pengguna(nama=f"Banyak {i}", email=f"banyak{n}-{i}@contoh.invalid", password="!") for i in range(n)]
        return Pengguna.objects.bulk_create(baru)

    with django_assert_max_num_queries(11) as dua:
        kabari(*banyak(2))
    semua = banyak(10_000)
    with django_assert_max_num_queries(len(dua) - 1):
        kabari(*semua)

    assert Penerimaan.objects.count() == 10_002
    assert Antaran.objects.filter(status=StatusAntaran.MENUNGGU).count() == 10_002


def test_many_events_cost_as_many_statements_as_one(orang: Pengguna, django_assert_num_queries: Any) -> None:
    lain = buat_pengguna("moderator", sandi=None)

    def kejadian(n: int) -> list[Kejadian]:
        siapa = [penerima.Akun(orang.pk), penerima.Akun(lain.pk)]
        return [
            Kejadian(("uji", f"S{i}"), siapa[i % 2 : i % 2 + 1], n, {"siapa": "Ada", "hari": date(2026, 11, 24)})
            for i in range(n)
        ]

    with CaptureQueriesContext(connection) as satu:
        kirim_banyak("uji.biasa", kejadian(1))
    with django_assert_num_queries(len(satu)):
        kirim_banyak("uji.biasa", kejadian(40))

    assert Penerimaan.objects.filter(pengguna=lain).count() == 20


def test_many_events_are_returned_in_their_order_with_those_told_before(orang: Pengguna) -> None:
    lama = kabari(orang, kunci="1")
    isi = {"siapa": "Ada", "hari": date(2026, 11, 24)}
    baru = Kejadian((lama.subjek_jenis, "LAIN"), [], "2", isi)
    ulang = Kejadian((lama.subjek_jenis, lama.subjek_kode), [penerima.Akun(orang.pk)], "1", isi)

    hasil = kirim_banyak(lama.jenis, [baru, ulang])

    assert [k.subjek_kode for k in hasil] == ["LAIN", lama.subjek_kode]
    assert hasil[1] == lama
    assert Penerimaan.objects.count() == 1
