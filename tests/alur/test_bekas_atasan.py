"""Who led somebody and leads them no more reads so at their cases, not of an older mandate and not of a page that was never there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from inti import waktu
from kabar.models import Kabar, Penerimaan
from kinerja.models import SKP
from pegawai import atasan
from pegawai.models import Pegawai
from pegawai.services import IsiDelegasi, cancel_delegasi, create_delegasi
from tests.kinerja.factories import HARI, Kantor, ajukan, buat_kantor, url

DIPIMPIN_LAIN = "Orang itu dipimpin orang lain sejak 24 November 2026."


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


def masuk(siapa: Pegawai) -> Client:
    klien = Client()
    assert siapa.akun is not None
    klien.force_login(siapa.akun, backend="akun.backends.NomorAtauEmailBackend")
    return klien


def dipimpin(baru: Pegawai, *orang: Pegawai, menit: int) -> None:
    """These people have another superior since so many minutes after the case began; the database has a clock of its own."""
    ada = set(Kabar.objects.values_list("pk", flat=True))
    with atasan.dikabari():
        Pegawai.objects.filter(pk__in=[o.pk for o in orang]).update(atasan=baru)
    Kabar.objects.exclude(pk__in=ada).update(dibuat_at=waktu.now() + timedelta(minutes=menit))


def bekas_titipan(kantor: Kantor) -> None:
    """The colleague once stood in for the head; that is over."""
    isi = IsiDelegasi(kantor.rekan, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")
    delegasi = create_delegasi(konteks=kantor.konteks(kantor.atasan), dari=kantor.atasan, isi=isi)
    cancel_delegasi(konteks=kantor.konteks(kantor.atasan), delegasi=delegasi, alasan="sudah kembali")


def sementara(kantor: Kantor, *orang: Pegawai) -> None:
    """The colleague leads these people for a while, as a Plt does, and the head is back."""
    dipimpin(kantor.rekan, *orang, menit=1)
    dipimpin(kantor.atasan, *orang, menit=2)


@pytest.fixture
def skp(kantor: Kantor) -> SKP:
    return ajukan(kantor, kantor.pegawai)


@pytest.mark.parametrize("bertitip", [True, False])
def test_the_loss_of_the_person_is_told_on_the_page_and_at_the_step(kantor: Kantor, skp: SKP, bertitip: bool) -> None:
    if bertitip:
        bekas_titipan(kantor)
    sementara(kantor, kantor.pegawai)
    klien = masuk(kantor.rekan)

    for jawab in (klien.get(url("skp", skp.kode)), klien.post(url("sepakati", skp.kode), {"versi": skp.versi})):
        isi = jawab.content.decode()
        assert jawab.status_code == 403
        assert DIPIMPIN_LAIN in isi
        assert "Titipan dari" not in isi
        assert "Kabid Uji" not in isi, "who leads them now is told by the message alone"
        assert "Pegawai Uji" not in isi


def test_a_mandate_that_ended_later_is_the_reason(kantor: Kantor, skp: SKP) -> None:
    sementara(kantor, kantor.pegawai)
    with time_machine.travel(f"{HARI.isoformat()} 10:00+07:00", tick=False):
        bekas_titipan(kantor)

        isi = masuk(kantor.rekan).get(url("skp", skp.kode)).content.decode()

    assert "Titipan dari Kabid Uji (Kepala Bidang Uji) dicabut pada" in isi


def test_who_lost_other_people_learns_nothing_of_this_one(kantor: Kantor, skp: SKP) -> None:
    sementara(kantor, kantor.kadis)

    assert masuk(kantor.rekan).get(url("skp", skp.kode)).status_code == 404
    assert masuk(kantor.rekan).post(url("sepakati", skp.kode), {"versi": skp.versi}).status_code in (403, 404)
    assert DIPIMPIN_LAIN not in masuk(kantor.rekan).post(url("sepakati", skp.kode), {"versi": skp.versi}).content.decode()


def test_a_case_that_came_afterwards_is_not_there(kantor: Kantor) -> None:
    sementara(kantor, kantor.pegawai)
    with time_machine.travel(f"{HARI.isoformat()} 10:00+07:00", tick=False):
        skp = ajukan(kantor, kantor.pegawai)

        assert masuk(kantor.rekan).get(url("skp", skp.kode)).status_code == 404


def test_the_step_of_whoever_was_told_of_the_case_says_that_it_moved_on(kantor: Kantor, skp: SKP) -> None:
    dipimpin(kantor.kadis, kantor.pegawai, menit=1)
    Penerimaan.objects.filter(kabar__jenis="tim.pergi").delete()

    jawab = masuk(kantor.atasan).post(url("sepakati", skp.kode), {"versi": skp.versi})

    assert jawab.status_code == 403
    assert "Perkara ini tidak lagi di meja Anda" in jawab.content.decode()
