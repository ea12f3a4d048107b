"""What a substitute reads of other people's teams: what a decision needs, while it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from akun import kewenangan
from kinerja.models import SKP
from kinerja.services import skp as layanan
from pegawai.models import Pegawai
from pegawai.services import IsiDelegasi, create_delegasi
from tests.kinerja.factories import HARI, Kantor, ajukan, buat_kantor, buat_orang, sepakati
from tests.kompetensi.factories import buat_angkatan, daftarkan


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


@pytest.fixture
def wakil(kantor: Kantor) -> Pegawai:
    """An employee of another unit who stands in for the head of section."""
    wakil = buat_orang("Wakil Uji", unit=kantor.dinas)
    isi = IsiDelegasi(wakil, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")
    create_delegasi(konteks=kantor.konteks(kantor.atasan), dari=kantor.atasan, isi=isi)
    return wakil


def terbaca(kantor: Kantor, siapa: Pegawai) -> set[str]:
    """The names of the people whose profile somebody reads, in both open data groups alike."""
    nama = [
        {p.nama for p in kewenangan.scope(kantor.konteks(siapa), "pegawai.lihat", Pegawai.objects.all(), kelompok)}
        for kelompok in ("umum", "kepegawaian")
    ]
    assert nama[0] == nama[1]
    return nama[0]


def skp_terbaca(kantor: Kantor, siapa: Pegawai) -> set[str]:
    return {s.kode for s in kewenangan.scope(kantor.konteks(siapa), "skp.lihat", SKP.objects.all())}


def test_a_profile_is_open_while_something_of_its_person_waits(kantor: Kantor, wakil: Pegawai) -> None:
    assert terbaca(kantor, wakil) == {"Wakil Uji"}

    skp = ajukan(kantor, kantor.pegawai)
    assert terbaca(kantor, wakil) == {"Wakil Uji", "Pegawai Uji"}

    layanan.approve_skp(konteks=kantor.konteks(wakil), skp=skp, versi=skp.versi)
    assert terbaca(kantor, wakil) == {"Wakil Uji"}


def test_of_the_team_s_skp_only_what_waits_and_what_one_decided_is_read(kantor: Kantor, wakil: Pegawai) -> None:
    lama = sepakati(kantor, kantor.rekan)
    daftarkan(kantor.rekan, buat_angkatan())
    assert skp_terbaca(kantor, wakil) == set(), "an enrolment that waits opens no SKP"

    skp = ajukan(kantor, kantor.pegawai)
    assert skp_terbaca(kantor, wakil) == {skp.kode}

    layanan.approve_skp(konteks=kantor.konteks(wakil), skp=skp, versi=skp.versi)
    assert skp_terbaca(kantor, wakil) == {skp.kode}
    assert skp_terbaca(kantor, kantor.atasan) == {skp.kode, lama.kode}, "whose team it is reads on"


def test_deciding_by_the_page_leads_back_to_what_was_decided(kantor: Kantor, wakil: Pegawai) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    klien = Client()
    assert wakil.akun is not None
    klien.force_login(wakil.akun, backend="akun.backends.NomorAtauEmailBackend")

    jawab = klien.post(reverse("kinerja:sepakati", args=[skp.kode]), {"versi": skp.versi}, follow=True)

    assert jawab.status_code == 200
    assert SKP.objects.get(pk=skp.pk).status == "disepakati"


def test_whoever_leads_reads_their_team_whatever_waits(kantor: Kantor) -> None:
    assert terbaca(kantor, kantor.atasan) == {"Kabid Uji", "Pegawai Uji", "Rekan Uji"}
