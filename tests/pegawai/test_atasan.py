"""Who is whose superior: the holder of the leading post, as long as the law leaves the post to them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from inti import waktu
from organisasi.models import Jabatan, PejabatNonAsn, PenetapanPenilai, UnitKerja
from pegawai import proyeksi, riwayat
from pegawai.models import BERLAKU, Kedudukan, Pegawai, RiwayatJabatan
from tests.akun.factories import konteks_of
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import MULAI, buat_pegawai

pytestmark = pytest.mark.django_db

BUKAN_AKTIF = [k for k in Kedudukan.values if k != Kedudukan.AKTIF]


def beri_kedudukan(orang: Pegawai, kedudukan: str, mulai: date) -> None:
    """From `mulai` on the person stands so; the history says it, the present state follows."""
    lama = orang.riwayat_status.get(BERLAKU)
    riwayat.supersede(lama, masa=DateRange(lama.masa.lower, mulai))
    orang.riwayat_status.create(jenis=orang.jenis, kedudukan=kedudukan, masa=DateRange(mulai, None))
    proyeksi.segarkan()


def tugaskan(orang: Pegawai, jabatan: Jabatan | None, penugasan: str) -> None:
    """A second post, beside the definitive one."""
    assert jabatan
    mulai = waktu.today() - timedelta(days=30)
    RiwayatJabatan.objects.create(
        pegawai=orang, jabatan=jabatan, penugasan=penugasan, masa=DateRange(mulai, None), tmt_jabatan=mulai
    )
    proyeksi.segarkan()


def atasan_of(orang: Pegawai) -> str | None:
    orang.refresh_from_db()
    return orang.atasan.nama if orang.atasan else None


@pytest.fixture
def kota() -> dict[str, Any]:
    """An office with a head, a division below it with a head and a clerk."""
    dinas = buat_unit("Dinas Kesehatan")
    bidang = buat_unit("Bidang Gizi", dinas)
    return {
        "dinas": dinas,
        "bidang": bidang,
        "kadis": buat_pegawai("Kadis", unit=dinas, memimpin=True),
        "kabid": buat_pegawai("Kabid", unit=bidang, memimpin=True, akun=True),
        "staf": buat_pegawai("Staf", unit=bidang),
    }


@pytest.mark.parametrize("kedudukan", BUKAN_AKTIF)
def test_whoever_is_not_active_is_nobody_s_superior_and_the_next_unit_up_counts(kota: dict[str, Any], kedudukan: str) -> None:
    assert atasan_of(kota["staf"]) == "Kabid"

    beri_kedudukan(kota["kabid"], kedudukan, waktu.today() - timedelta(days=1))

    assert atasan_of(kota["staf"]) == "Kadis"
    assert proyeksi.drift() == []


@pytest.mark.parametrize("penugasan", ["plt", "plh", "pj"])
def test_an_acting_holder_steps_in_for_a_leader_who_is_not_active(kota: dict[str, Any], penugasan: str) -> None:
    pengganti = buat_pegawai("Pengganti", unit=kota["bidang"])
    tugaskan(pengganti, kota["kabid"].jabatan, penugasan)
    assert atasan_of(kota["staf"]) == "Kabid"

    beri_kedudukan(kota["kabid"], "pensiun", waktu.today())

    assert atasan_of(kota["staf"]) == "Pengganti"
    assert atasan_of(pengganti) == "Kadis", "nobody is their own superior"


def test_an_acting_holder_who_is_not_active_does_not_step_in(kota: dict[str, Any]) -> None:
    pengganti = buat_pegawai("Pengganti", unit=kota["bidang"])
    tugaskan(pengganti, kota["kabid"].jabatan, "plt")
    beri_kedudukan(kota["kabid"], "pensiun", waktu.today())
    beri_kedudukan(pengganti, "cltn", waktu.today())

    assert atasan_of(kota["staf"]) == "Kadis"


def test_a_status_that_starts_tomorrow_takes_the_post_tomorrow(kota: dict[str, Any]) -> None:
    besok = waktu.today() + timedelta(days=1)

    beri_kedudukan(kota["kabid"], "pensiun", besok)
    assert atasan_of(kota["staf"]) == "Kabid"

    proyeksi.segarkan(per=besok)
    assert atasan_of(kota["staf"]) == "Kadis"


def test_a_leader_who_comes_back_is_superior_again(kota: dict[str, Any]) -> None:
    beri_kedudukan(kota["kabid"], "tugas_belajar", waktu.today() - timedelta(days=9))
    assert atasan_of(kota["staf"]) == "Kadis"

    beri_kedudukan_lagi = kota["kabid"].riwayat_status.get(BERLAKU, masa__upper_inf=True)
    riwayat.supersede(beri_kedudukan_lagi, masa=DateRange(beri_kedudukan_lagi.masa.lower, waktu.today()))
    kota["kabid"].riwayat_status.create(jenis="pns", masa=DateRange(waktu.today(), None))
    proyeksi.segarkan()

    assert atasan_of(kota["staf"]) == "Kabid"


def test_nobody_is_left_when_no_leader_up_to_the_city_is_active(kota: dict[str, Any]) -> None:
    beri_kedudukan(kota["kabid"], "pensiun", waktu.today())
    beri_kedudukan(kota["kadis"], "berhenti", waktu.today())

    assert atasan_of(kota["staf"]) is None


def _penetapan(unit: UnitKerja | None = None, **isi: Any) -> None:
    PenetapanPenilai.objects.create(unit=unit, masa=DateRange(MULAI, None), dasar="SK Wali Kota", **isi)
    proyeksi.segarkan()


def test_a_decree_on_a_post_counts_until_its_appraiser_is_not_active(kota: dict[str, Any]) -> None:
    penilai = buat_pegawai("Penilai Khusus")
    _penetapan(jabatan=kota["staf"].jabatan, penilai_jabatan=penilai.jabatan)
    assert atasan_of(kota["staf"]) == "Penilai Khusus"

    beri_kedudukan(penilai, "diberhentikan_sementara", waktu.today())

    assert atasan_of(kota["staf"]) == "Kabid"


def test_a_decree_on_a_unit_counts_until_its_appraiser_is_not_active(kota: dict[str, Any]) -> None:
    penilai = buat_pegawai("Penilai Khusus")
    _penetapan(unit=kota["bidang"], penilai_jabatan=penilai.jabatan)
    assert atasan_of(kota["staf"]) == "Penilai Khusus"

    beri_kedudukan(penilai, "mpp", waktu.today())

    assert atasan_of(kota["staf"]) == "Kabid"


def test_an_official_outside_the_service_appraises_while_in_office(kota: dict[str, Any]) -> None:
    hari = waktu.today()
    pejabat = PejabatNonAsn.objects.create(nama="Wali", sebutan="Wali Kota", masa=DateRange(MULAI, hari + timedelta(days=1)))
    _penetapan(unit=kota["dinas"], penilai_pejabat=pejabat)
    kota["kadis"].refresh_from_db()
    assert kota["kadis"].atasan_pejabat == pejabat

    proyeksi.segarkan(per=hari + timedelta(days=1))

    kota["kadis"].refresh_from_db()
    assert kota["kadis"].atasan_pejabat is None


def test_the_role_of_superior_ends_with_the_status_itself(kota: dict[str, Any]) -> None:
    kabid = kota["kabid"]
    assert "atasan" in konteks_of(kabid.akun).kode_peran

    Pegawai.objects.filter(pk=kabid.pk).update(kedudukan="pensiun")  # before anybody's superior was derived anew

    assert "atasan" not in konteks_of(kabid.akun).kode_peran
