"""Whoever retired or left owes nothing here any more, and keeps their records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from akun import kewenangan
from pegawai import proyeksi
from pegawai.models import Kedudukan, Pegawai, RiwayatStatus
from tests.akun.factories import buat_pengguna, konteks_of
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import MULAI, buat_pegawai

pytestmark = pytest.mark.django_db
SEJAK = date(2026, 2, 1)
SELESAI = [Kedudukan.PENSIUN, Kedudukan.BERHENTI, Kedudukan.TIDAK_AKTIF]
# What only somebody in service is asked for.
TUGAS = [
    "kinerja.saya",
    "skp.susun",
    "kemajuan.catat",
    "kompetensi.daftar",
    "kompetensi.belajar",
    "topik.sebagai_pegawai",
    "delegasi.atur",
]
MILIK = [
    "pegawai.lihat",
    "pegawai.saya",
    "pegawai.akses_lihat",
    "skp.lihat",
    "evaluasi.lihat",
    "kompetensi.sertifikat_lihat",
    "topik.tulis",
]


def lepas(orang: Pegawai, kedudukan: Kedudukan = Kedudukan.PENSIUN) -> Pegawai:
    """End the person's service."""
    lama = orang.riwayat_status.get()
    lama.masa = DateRange(MULAI, SEJAK)
    lama.save(update_fields=["masa"])
    RiwayatStatus.objects.create(pegawai=orang, jenis=orang.jenis, kedudukan=kedudukan, masa=DateRange(SEJAK, None))
    proyeksi.segarkan()
    orang.refresh_from_db()
    return orang


@pytest.fixture
def orang() -> Pegawai:
    return buat_pegawai("Hotma Sinaga", akun=True)


@pytest.fixture
def masuk(client: Client) -> Callable[[Pegawai], Client]:
    def buka(siapa: Pegawai) -> Client:
        client.force_login(siapa.akun)
        return client

    return buka


@pytest.mark.parametrize("kedudukan", SELESAI)
def test_nothing_is_asked_of_whoever_left_and_their_records_stay_theirs(orang: Pegawai, kedudukan: Kedudukan) -> None:
    konteks = konteks_of(lepas(orang, kedudukan).akun)

    assert [a for a in TUGAS if kewenangan.boleh(konteks, a)] == []
    assert [a for a in MILIK if not kewenangan.boleh(konteks, a)] == []


def test_somebody_on_unpaid_leave_is_still_in_service(orang: Pegawai) -> None:
    konteks = konteks_of(lepas(orang, Kedudukan.CLTN).akun)

    assert [a for a in TUGAS if not kewenangan.boleh(konteks, a)] == []


def test_the_home_page_thanks_them_and_leads_to_their_records(orang: Pegawai, masuk: Callable[[Pegawai], Client]) -> None:
    isi = masuk(lepas(orang)).get("/").content.decode()

    assert "Terima kasih atas pengabdian Anda" in isi
    assert "Anda tercatat pensiun sejak 1 Februari 2026" in isi
    assert reverse("pegawai:profil", args=[orang.kode]) in isi
    assert "Mulai SKP" not in isi


def test_they_read_their_own_page_and_nobody_elses(orang: Pegawai, masuk: Callable[[Pegawai], Client]) -> None:
    klien = masuk(lepas(orang))

    assert klien.get(reverse("pegawai:profil", args=[orang.kode])).status_code == 200
    assert klien.get(reverse("pegawai:profil", args=[buat_pegawai().kode])).status_code == 404


def test_the_forum_hears_them_as_a_citizen(orang: Pegawai) -> None:
    konteks = konteks_of(lepas(orang).akun)

    assert kewenangan.boleh(konteks, "topik.tulis")
    assert not kewenangan.boleh(konteks, "topik.sebagai_pegawai")


def test_no_move_and_no_expected_retirement_is_offered_for_them(orang: Pegawai, client: Client) -> None:
    client.force_login(buat_pengguna("admin_bkpsdm"))
    profil = reverse("pegawai:profil", args=[orang.kode])
    assert {"Pindah tugas", "TMT pensiun"} <= {
        k for k in ("Pindah tugas", "TMT pensiun") if k in client.get(profil).content.decode()
    }

    lepas(orang)

    isi = client.get(profil).content.decode()
    assert [k for k in ("Pindah tugas", "TMT pensiun", "Perkiraan pensiun", "Pimpinan unit kosong") if k in isi] == []
    assert client.get(reverse("pegawai:pensiun", args=[orang.kode])).status_code == 404


def test_a_leader_who_left_leads_nobody() -> None:
    unit = buat_unit()
    kepala, staf = buat_pegawai(unit=unit, memimpin=True, akun=True), buat_pegawai(unit=unit)
    staf.refresh_from_db()
    assert staf.atasan == kepala

    konteks = konteks_of(lepas(kepala).akun)

    assert not kewenangan.boleh(konteks, "skp.sepakati")
    assert not kewenangan.boleh(konteks, "kinerja.tim")


@pytest.mark.parametrize("kedudukan", Kedudukan.values)
def test_query_and_person_agree_on_who_is_in_service(orang: Pegawai, kedudukan: str) -> None:
    Pegawai.objects.filter(pk=orang.pk).update(kedudukan=kedudukan)
    orang.refresh_from_db()

    assert Pegawai.objects.bertugas().filter(pk=orang.pk).exists() == orang.bertugas
