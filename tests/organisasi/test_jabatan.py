"""Posts and decrees on appraisers: who leads a unit, for how long, and what a refusal leaves behind: nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from akun.konteks import sistem
from organisasi import kait, services
from organisasi.instansi import save_instansi
from organisasi.models import Instansi, Jabatan, PejabatNonAsn, PenetapanPenilai, UnitKerja
from pegawai import proyeksi
from pegawai.models import Pegawai
from tests.akun.factories import buat_pengguna, konteks_of
from tests.organisasi.factories import buat_jabatan, buat_unit
from tests.organisasi.test_instansi import AMBON
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
MULAI = date(2026, 1, 1)
KEPALA = {"jenis": "administrator"}


@pytest.fixture
def diikuti(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often superiors were asked to follow."""
    kali: list[int] = []
    monkeypatch.setattr(kait, "_pengikut", [lambda: kali.append(1)])
    return kali


def calon(unit: UnitKerja, nama: str = "Kepala") -> Jabatan:
    """A post that the import takes for a leading one."""
    return buat_jabatan(unit, nama, usul_memimpin=True, **KEPALA)


def pemimpin(unit: UnitKerja) -> list[str]:
    return list(Jabatan.objects.filter(unit=unit, memimpin=True).values_list("nama", flat=True))


# --- leading posts ----------------------------------------------------------------------------------------


def test_two_posts_of_one_unit_that_are_confirmed_at_once_are_refused_in_words_and_none_leads(diikuti: list[int]) -> None:
    unit, lain = buat_unit(), buat_unit()
    pilihan = [calon(lain), calon(unit, "Kepala"), calon(unit, "Kepala Lain")]

    with pytest.raises(ValidationError, match="sudah punya jabatan pemimpin"):
        services.confirm_memimpin(konteks=sistem(), jabatan=pilihan)

    assert (pemimpin(unit), pemimpin(lain), diikuti) == ([], [], [])
    assert Jabatan.objects.filter(usul_memimpin=True).count() == 3


def test_two_posts_of_one_unit_ticked_in_the_list_are_answered_in_words(client: Client) -> None:
    unit = buat_unit()
    satu, dua = calon(unit, "Kepala"), calon(unit, "Kepala Lain")
    client.force_login(buat_pengguna("admin_bkpsdm"))

    pilihan = {"action": "sahkan_pemimpin", "_selected_action": [satu.pk, dua.pk], "index": "0"}
    jawab = client.post("/admin/organisasi/jabatan/", pilihan, follow=True)

    assert jawab.status_code == 200
    assert "sudah punya jabatan pemimpin" in jawab.content.decode()
    assert pemimpin(unit) == []


def test_a_post_is_confirmed_once(diikuti: list[int]) -> None:
    satu = calon(buat_unit())

    assert [services.confirm_memimpin(konteks=sistem(), jabatan=[satu]) for _kali in range(2)] == [1, 0]
    assert diikuti == [1]


def test_a_post_that_nobody_proposed_is_not_confirmed_along(diikuti: list[int]) -> None:
    biasa, usul = buat_jabatan(buat_unit(), **KEPALA), calon(buat_unit())

    assert services.confirm_memimpin(konteks=sistem(), jabatan=[biasa, usul]) == 1

    biasa.refresh_from_db()
    assert not biasa.memimpin


def test_what_follows_from_a_leader_and_fails_takes_the_confirmation_back(monkeypatch: pytest.MonkeyPatch) -> None:
    satu = calon(buat_unit())

    def gagal() -> None:
        raise RuntimeError

    monkeypatch.setattr(kait, "_pengikut", [gagal])

    with pytest.raises(RuntimeError):
        services.confirm_memimpin(konteks=sistem(), jabatan=[satu])

    satu.refresh_from_db()
    assert (satu.memimpin, satu.usul_memimpin) == (False, True)


def test_follow_up_is_registered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kait, "_pengikut", [])

    for _kali in range(2):
        kait.register_pengikut(dict)

    assert kait._pengikut == [dict]


@pytest.mark.parametrize(
    ("ubah", "kendala"),
    [
        ({"jenis": "raja"}, "jabatan_jenis_dikenal"),
        ({"jenjang": "ahli_besar"}, "jabatan_jenjang_dikenal"),
        ({"nama": "Kepala"}, "jabatan_satu_nama_per_unit"),
        ({"memimpin": True}, "jabatan_satu_pemimpin_per_unit"),
    ],
)
def test_the_database_refuses_a_post_that_can_not_be(ubah: dict[str, Any], kendala: str) -> None:
    unit = buat_unit()
    buat_jabatan(unit, "Kepala", memimpin=True, **KEPALA)
    staf = buat_jabatan(unit, "Staf")

    with pytest.raises(IntegrityError, match=kendala), transaction.atomic():
        Jabatan.objects.filter(pk=staf.pk).update(**ubah)


def test_the_same_title_in_another_unit_is_another_post() -> None:
    assert buat_jabatan(buat_unit(), "Sekretaris").pk != buat_jabatan(buat_unit(), "Sekretaris").pk


# --- decrees on appraisers --------------------------------------------------------------------------------


def tetapkan(**lain: Any) -> PenetapanPenilai:
    isi = {"konteks": sistem(), "dasar": "SK 1/2026", "masa": DateRange(MULAI, None)} | lain
    return services.create_penetapan_penilai(**isi)


@pytest.mark.parametrize("yang_dinilai", ["unit", "jabatan"])
def test_of_two_decrees_on_one_day_the_second_is_refused_in_words(yang_dinilai: str, diikuti: list[int]) -> None:
    unit = buat_unit()
    sasaran = {"unit": unit} if yang_dinilai == "unit" else {"jabatan": buat_jabatan(unit)}
    tetapkan(**sasaran, penilai_jabatan=buat_jabatan(), masa=DateRange(MULAI, MULAI + timedelta(days=90)))

    with pytest.raises(ValidationError, match="sudah punya penetapan penilai pada masa itu"):
        tetapkan(**sasaran, penilai_jabatan=buat_jabatan(), masa=DateRange(MULAI + timedelta(days=89), None))

    assert (PenetapanPenilai.objects.count(), diikuti) == (1, [1])


def test_the_day_on_which_one_decree_ends_the_next_may_begin() -> None:
    unit, berganti = buat_unit(), MULAI + timedelta(days=90)
    tetapkan(unit=unit, penilai_jabatan=buat_jabatan(), masa=DateRange(MULAI, berganti))

    tetapkan(unit=unit, penilai_jabatan=buat_jabatan(), masa=DateRange(berganti, None), dasar="SK 2/2026")

    assert PenetapanPenilai.objects.filter(masa__contains=berganti).get().dasar == "SK 2/2026"


def test_a_unit_and_a_post_in_it_have_decrees_of_their_own() -> None:
    unit = buat_unit()

    tetapkan(unit=unit, penilai_jabatan=buat_jabatan())
    tetapkan(jabatan=buat_jabatan(unit), penilai_jabatan=buat_jabatan())

    assert PenetapanPenilai.objects.count() == 2


@pytest.mark.parametrize(
    ("siapa", "kata"),
    [
        ({"penilai_jabatan"}, "unit atau jabatan yang dinilai"),
        ({"unit", "jabatan", "penilai_jabatan"}, "unit atau jabatan yang dinilai"),
        ({"unit"}, "jabatan penilai atau pejabat penilai"),
        ({"unit", "penilai_jabatan", "penilai_pejabat"}, "jabatan penilai atau pejabat penilai"),
    ],
)
def test_a_decree_names_one_who_is_appraised_and_one_who_appraises(siapa: set[str], kata: str, diikuti: list[int]) -> None:
    semua: dict[str, Any] = {
        "unit": buat_unit(),
        "jabatan": buat_jabatan(),
        "penilai_jabatan": buat_jabatan(),
        "penilai_pejabat": PejabatNonAsn.objects.create(nama="Wali", sebutan="Wali Kota", masa=DateRange(MULAI, None)),
    }

    with pytest.raises(ValidationError, match=kata):
        tetapkan(**{k: v for k, v in semua.items() if k in siapa})

    assert (PenetapanPenilai.objects.count(), diikuti) == (0, [])


def test_a_decree_needs_its_number() -> None:
    with pytest.raises(ValidationError) as galat:
        tetapkan(unit=buat_unit(), penilai_jabatan=buat_jabatan(), dasar="")

    assert "dasar" in galat.value.message_dict


def test_who_may_not_leaves_nothing_behind(diikuti: list[int]) -> None:
    with pytest.raises(PermissionDenied):
        tetapkan(konteks=konteks_of(buat_pengguna("auditor")), unit=buat_unit(), penilai_jabatan=buat_jabatan())

    assert (PenetapanPenilai.objects.count(), diikuti) == (0, [])


def test_a_decree_comes_before_the_leader_of_the_unit_and_only_in_its_time() -> None:
    unit = buat_unit()
    kepala = buat_pegawai("Kepala", unit=unit, memimpin=True)
    lain, staf = buat_pegawai("Penilai"), buat_pegawai("Staf", unit=unit)
    tetapkan(unit=unit, penilai_jabatan=lain.jabatan, masa=DateRange(MULAI, date(2030, 1, 1)))

    def atasan(per: date) -> Pegawai | None:
        proyeksi.segarkan(per=per)
        return Pegawai.objects.get(pk=staf.pk).atasan

    assert [atasan(h) for h in (date(2025, 12, 31), MULAI, date(2029, 12, 31), date(2030, 1, 1))] == [kepala, lain, lain, kepala]


def test_an_official_of_no_day_is_none() -> None:
    with pytest.raises(IntegrityError, match="pejabat_non_asn_masa_berisi"), transaction.atomic():
        PejabatNonAsn.objects.create(nama="Wali", sebutan="Wali Kota", masa=DateRange(MULAI, MULAI))


# --- whose system it is -----------------------------------------------------------------------------------


def test_a_correction_on_the_same_day_is_no_new_row_and_counts_as_a_change() -> None:
    satu = save_instansi(konteks=sistem(), mulai=date(2027, 1, 1), **AMBON)
    jumlah = Instansi.objects.count()

    dua = save_instansi(konteks=sistem(), mulai=date(2027, 1, 1), **(AMBON | {"telepon": "0911 1"}))

    dua.refresh_from_db()
    assert (dua.pk, dua.versi, Instansi.objects.count()) == (satu.pk, satu.versi + 1, jumlah)


def test_a_refused_correction_leaves_the_row_as_it_was() -> None:
    save_instansi(konteks=sistem(), mulai=date(2027, 1, 1), **AMBON)

    with pytest.raises(ValidationError):
        save_instansi(konteks=sistem(), mulai=date(2027, 1, 1), **(AMBON | {"kota": "Kota Lain", "zona": "Europe/Paris"}))

    assert Instansi.objects.get(mulai=date(2027, 1, 1)).kota == "Kota Ambon"


@pytest.mark.parametrize("situs", ["kota", "-kota.go.id", "Kota.go.id", "kota..go.id", "kota.go.id/x", "kota go.id"])
def test_a_domain_is_written_without_anything_around_it(situs: str) -> None:
    with pytest.raises(ValidationError, match="domainnya saja"):
        save_instansi(konteks=sistem(), mulai=date(2027, 1, 1), **(AMBON | {"situs": situs}))
