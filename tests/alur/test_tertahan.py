"""What lies overdue with superiors is seen by the officers who may take it over, and a road leads there from each file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from akun.models import PenugasanPeran
from alur.alih import list_tertahan
from alur.models import Pemegang
from kinerja.models import SKP
from kompetensi.models import Pendaftaran
from pegawai.models import Pegawai
from pegawai.services import IsiDelegasi, create_delegasi
from tests.kinerja.factories import HARI, Kantor, ajukan, buat_akun, buat_kantor
from tests.kompetensi.factories import buat_angkatan, daftarkan
from tests.organisasi.factories import buat_unit

TERTAHAN, MENUNGGU = "/menunggu/atasan/", "/menunggu/"


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


@pytest.fixture
def telat(kantor: Kantor) -> Pendaftaran:
    """An enrolment that should have been decided yesterday."""
    p = daftarkan(kantor.pegawai, buat_angkatan())
    Pemegang.objects.filter(kode=p.kode).update(tenggat=HARI - timedelta(days=1))
    return p


def buka(siapa: Any, alamat: str) -> str:
    klien = Client()
    klien.force_login(getattr(siapa, "akun", siapa), backend="akun.backends.NomorAtauEmailBackend")
    jawab = klien.get(alamat)
    assert jawab.status_code == 200
    return str(jawab.content.decode())


def tertahan(kantor: Kantor, siapa: Any) -> list[str]:
    return list(list_tertahan(kantor.konteks(siapa)).values_list("kode", flat=True))


def test_officers_see_what_is_overdue_with_a_superior_and_how_to_take_it_over(kantor: Kantor, telat: Pendaftaran) -> None:
    assert TERTAHAN in buka(kantor.admin, MENUNGGU)

    perkara = reverse("alur:perkara", args=["pendaftaran", telat.kode])
    assert perkara in buka(kantor.admin, TERTAHAN)
    assert "Ambil alih perkara ini" in buka(kantor.admin, perkara)


def test_the_file_itself_leads_the_officer_to_the_case_and_nobody_else(kantor: Kantor, telat: Pendaftaran) -> None:
    berkas = reverse("kompetensi:pendaftaran", args=[telat.kode])

    assert "Atasannya tidak dapat memutuskan? Ambil alih" in buka(kantor.admin, berkas)
    assert "Ambil alih" not in buka(kantor.pegawai, berkas)
    assert "Ambil alih" not in buka(kantor.atasan, berkas)


def test_what_has_time_left_is_not_among_them(kantor: Kantor) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    Pemegang.objects.filter(kode=p.kode).update(tenggat=HARI)

    assert tertahan(kantor, kantor.admin) == []
    assert TERTAHAN not in buka(kantor.admin, MENUNGGU)


@pytest.fixture
def skp_telat(kantor: Kantor) -> SKP:
    """An SKP, which nobody takes over, that should have been decided yesterday."""
    skp = ajukan(kantor, kantor.pegawai)
    Pemegang.objects.filter(kode=skp.kode).update(tenggat=HARI - timedelta(days=1))
    return skp


def test_what_nobody_takes_over_is_among_them_with_the_way_to_a_substitute(kantor: Kantor, skp_telat: SKP) -> None:
    wakil = reverse("pegawai:wakil", args=[kantor.atasan.kode])
    for petugas in (kantor.admin, buat_akun("pengelola_opd", unit=kantor.dinas)):
        assert tertahan(kantor, petugas) == [skp_telat.kode]
        halaman = buka(petugas, TERTAHAN)
        assert "di meja Kabid Uji (Kepala Bidang Uji) ·" in halaman, "the desk names the unit already"
        assert "lewat 1 hari" in halaman
        assert wakil in halaman
    assert tertahan(kantor, buat_akun("pengelola_opd", unit=buat_unit("Dinas Lain", kantor.kota))) == []


def test_once_it_is_handed_over_nothing_offers_that_again(kantor: Kantor, skp_telat: SKP) -> None:
    isi = IsiDelegasi(kantor.rekan, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")
    create_delegasi(konteks=kantor.konteks(kantor.atasan), dari=kantor.atasan, isi=isi)
    perkara = reverse("alur:perkara", args=["skp", skp_telat.kode])

    for siapa in (kantor.admin, kantor.rekan):
        assert "Titipkan tugasnya" not in buka(siapa, perkara)
        assert "dapat menitipkan tugasnya" not in buka(siapa, perkara)
    assert "Titipkan tugasnya" not in buka(kantor.admin, TERTAHAN)


def test_from_the_substitutes_of_a_superior_the_officer_finds_back_to_that_list(kantor: Kantor, skp_telat: SKP) -> None:
    wakil = reverse("pegawai:wakil", args=[kantor.atasan.kode])

    assert f'href="{TERTAHAN}"' in buka(kantor.admin, wakil)
    assert f'href="{TERTAHAN}"' not in buka(kantor.atasan, wakil), "their own, who is no officer"
    Pemegang.objects.filter(kode=skp_telat.kode).update(tenggat=HARI)
    assert f'href="{TERTAHAN}"' not in buka(kantor.admin, wakil), "an empty list"


def test_a_superior_is_not_told_about_themselves(kantor: Kantor, skp_telat: SKP) -> None:
    PenugasanPeran.objects.create(pengguna=kantor.atasan.akun, peran="admin_bkpsdm", masa="[2020-01-01,)")

    assert "dapat menitipkan tugasnya" not in buka(kantor.atasan, reverse("alur:perkara", args=["skp", skp_telat.kode]))
    assert tertahan(kantor, kantor.atasan) == [], "what lies on one's own desk"


@pytest.mark.parametrize("siapa", ["pegawai", "rekan", "atasan", "kadis"])
def test_who_is_no_officer_sees_none(kantor: Kantor, telat: Pendaftaran, siapa: str) -> None:
    orang: Pegawai = getattr(kantor, siapa)

    assert tertahan(kantor, orang) == []
    assert "Tidak ada yang tertahan" in buka(orang, TERTAHAN)


def test_an_office_whose_role_takes_nothing_over_sees_none(kantor: Kantor, telat: Pendaftaran) -> None:
    assert tertahan(kantor, buat_akun("pengelola_opd", unit=kantor.dinas)) == []


def test_who_handed_their_decisions_over_reads_on_whose_desk_they_lie_too(kantor: Kantor) -> None:
    isi = IsiDelegasi(kantor.rekan, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")
    assert "dititipkan kepada" not in buka(kantor.atasan, MENUNGGU)

    create_delegasi(konteks=kantor.konteks(kantor.atasan), dari=kantor.atasan, isi=isi)

    halaman = " ".join(buka(kantor.atasan, MENUNGGU).split())
    assert f"Tugas Anda dititipkan kepada {kantor.rekan.nama}" in halaman
    assert "800/12/2026" in halaman
    assert "kecuali perkara wakil itu sendiri, yang tetap menunggu Anda" in halaman
    assert "dititipkan kepada" not in buka(kantor.rekan, MENUNGGU)


def test_a_substitute_from_elsewhere_has_no_case_that_stays_behind(kantor: Kantor) -> None:
    isi = IsiDelegasi(kantor.kadis, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")
    create_delegasi(konteks=kantor.konteks(kantor.atasan), dari=kantor.atasan, isi=isi)

    halaman = buka(kantor.atasan, MENUNGGU)
    assert "juga ada di mejanya" in halaman
    assert "kecuali perkara wakil itu sendiri" not in halaman


def test_what_nobody_takes_over_leads_the_officer_to_a_substitute_and_nobody_else(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    perkara = reverse("alur:perkara", args=["skp", skp.kode])
    wakil = reverse("pegawai:wakil", args=[kantor.atasan.kode])

    assert wakil in buka(kantor.admin, perkara)
    assert wakil not in buka(kantor.pegawai, perkara)


def test_the_page_says_at_whose_desk_a_case_lies_and_of_which_unit(kantor: Kantor, telat: Pendaftaran) -> None:
    halaman = buka(kantor.admin, TERTAHAN)
    assert "di meja Kabid Uji (Kepala Bidang Uji) ·" in halaman, "the desk names the unit already"
    assert "di meja" not in buka(kantor.atasan, MENUNGGU), "whoever holds it knows"

    isi = IsiDelegasi(kantor.rekan, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")
    create_delegasi(konteks=kantor.konteks(kantor.atasan), dari=kantor.atasan, isi=isi)

    assert "di meja Kabid Uji (Kepala Bidang Uji), diwakili Rekan Uji" in buka(kantor.admin, TERTAHAN)


def test_a_case_whose_superior_is_gone_says_so(kantor: Kantor, telat: Pendaftaran) -> None:
    Pegawai.objects.filter(pk=kantor.pegawai.pk).update(atasan=None)

    assert "belum ada atasannya · Bidang Uji" in buka(kantor.admin, TERTAHAN)


def test_more_cases_at_more_desks_cost_no_more_queries(kantor: Kantor, telat: Pendaftaran) -> None:
    def jumlah() -> int:
        with CaptureQueriesContext(connection) as kueri:
            buka(kantor.admin, TERTAHAN)
        return len(kueri)

    jumlah()
    satu = jumlah()
    for orang in (kantor.rekan, kantor.atasan):
        p = daftarkan(orang, buat_angkatan())
        Pemegang.objects.filter(kode=p.kode).update(tenggat=HARI - timedelta(days=1))

    assert jumlah() == satu


def test_no_page_hands_ratings_to_a_substitute(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    halaman = (TERTAHAN, reverse("alur:perkara", args=["skp", skp.kode]), reverse("pegawai:wakil", args=[kantor.atasan.kode]))

    for alamat in halaman:
        kata = " ".join(buka(kantor.admin, alamat).split())
        assert "Penilaian kinerja tidak" in kata
        assert "SKP dan penilaian tidak diambil alih: titipkan" not in kata


def test_a_row_names_its_unit_once(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    Pemegang.objects.filter(kode=skp.kode).update(tenggat=HARI - timedelta(days=1))
    assert kantor.pegawai.unit

    halaman = buka(kantor.admin, TERTAHAN)

    (baris,) = [b for b in halaman.split("<li")[1:] if skp.kode in b]
    assert baris.split("</li")[0].count(kantor.pegawai.unit.nama) == 1
