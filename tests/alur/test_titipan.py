"""Standing in over time: not before the first day, not after the last, not through a second hand, and only who is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alur import kabar, kait, selectors
from alur.hak import BukanPemegangError
from alur.models import Jejak, Pemegang
from kinerja.models import SKP
from kinerja.proses import SKP_TAHUNAN
from kinerja.services import skp as layanan
from pegawai.kartu import isi_titipan
from pegawai.models import Delegasi, Kedudukan, Pegawai, RiwayatStatus
from pegawai.services import IsiDelegasi, cancel_delegasi, create_delegasi
from pegawai.services.delegasi import DelegasiDitolakError, SudahBerakhirError
from tests.kinerja.factories import HARI, Kantor, ajukan, buat_kantor, buat_orang

MULAI, AKHIR = HARI + timedelta(days=3), HARI + timedelta(days=7)


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


def titip(
    kantor: Kantor, dari: Pegawai, kepada: Pegawai, mulai: date = MULAI, akhir: date = AKHIR, surat: str = "800/1"
) -> Delegasi:
    isi = IsiDelegasi(kepada, mulai, akhir, surat, min(mulai, HARI), "cuti tahunan")
    return create_delegasi(konteks=kantor.konteks(dari), dari=dari, isi=isi)


def bisa(kantor: Kantor, skp: SKP, siapa: Pegawai, per: date) -> bool:
    """Whether the button, what waits and the right agree that somebody decides on this day."""
    konteks = kantor.konteks(siapa, per)
    tombol = "sepakati" in {la.aksi for la in selectors.list_langkah(konteks, SKP_TAHUNAN, skp)}
    assert selectors.list_menunggu(konteks).filter(kode=skp.kode).exists() == tombol
    return tombol


def wakil(skp: SKP, per: date) -> str:
    """Who is named as the substitute of the superior on this day, '' for nobody."""
    pimpinan = kait.susunan().list_atasan([skp.pegawai.kode], per)[skp.pegawai.kode]
    return pimpinan.wakil.orang.nama if pimpinan.wakil else ""


# --- from the first day to the last -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("per", "boleh"),
    [
        (MULAI - timedelta(days=1), False),
        (MULAI, True),
        (AKHIR, True),
        (AKHIR + timedelta(days=1), False),
    ],
)
def test_a_substitute_decides_from_the_first_day_to_the_last(kantor: Kantor, per: date, boleh: bool) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titip(kantor, kantor.atasan, kantor.rekan)

    assert bisa(kantor, skp, kantor.rekan, per) is boleh
    assert wakil(skp, per) == ("Rekan Uji" if boleh else "")
    assert bisa(kantor, skp, kantor.atasan, per), "whoever is stood in for keeps every right"


def test_a_substitute_before_the_term_leaves_nothing_behind(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titip(kantor, kantor.atasan, kantor.rekan)
    sebelum = list(Jejak.objects.filter(kode=skp.kode).values())

    with pytest.raises(BukanPemegangError, match="Kabid Uji"):
        layanan.approve_skp(konteks=kantor.konteks(kantor.rekan), skp=skp, versi=skp.versi)

    assert list(Jejak.objects.filter(kode=skp.kode).values()) == sebelum
    assert (SKP.objects.get(pk=skp.pk).status, Pemegang.objects.get(kode=skp.kode).jenis) == ("diajukan", "atasan")


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mulai=st.integers(0, 30), lama=st.integers(0, 60), per=st.integers(-5, 100))
def test_page_right_and_message_agree_on_who_stands_in_on_any_day(kantor: Kantor, mulai: int, lama: int, per: int) -> None:
    with transaction.atomic():
        skp, awal, hari = ajukan(kantor, kantor.pegawai), HARI + timedelta(days=mulai), HARI + timedelta(days=per)
        titip(kantor, kantor.atasan, kantor.rekan, awal, awal + timedelta(days=lama))

        ada = mulai <= per <= mulai + lama

        assert bisa(kantor, skp, kantor.rekan, hari) == ada
        assert wakil(skp, hari) == ("Rekan Uji" if ada else "")
        akun = kabar.list_akun([Pemegang.objects.get(kode=skp.kode)], hari)["skp", skp.kode]
        assert akun == {kantor.atasan.akun_id} | ({kantor.rekan.akun_id} if ada else set())
        transaction.set_rollback(True)


# --- chains and loops -------------------------------------------------------------------------------------


def test_a_mandate_is_not_handed_on(kantor: Kantor) -> None:
    skp, ketiga = ajukan(kantor, kantor.pegawai), buat_orang("Orang Ketiga", unit=kantor.bidang)
    titip(kantor, kantor.atasan, kantor.rekan)
    titip(kantor, kantor.rekan, ketiga, surat="800/2")

    assert bisa(kantor, skp, kantor.rekan, MULAI)
    assert not bisa(kantor, skp, ketiga, MULAI)
    assert wakil(skp, MULAI) == "Rekan Uji"


def test_two_who_stand_in_for_each_other_decide_for_the_other_s_people_and_never_about_themselves(kantor: Kantor) -> None:
    bawah, atas = ajukan(kantor, kantor.pegawai), ajukan(kantor, kantor.atasan)
    titip(kantor, kantor.atasan, kantor.kadis)
    titip(kantor, kantor.kadis, kantor.atasan, surat="800/2")

    assert bisa(kantor, bawah, kantor.kadis, MULAI)
    assert not bisa(kantor, atas, kantor.atasan, MULAI), "in the stead of one's own superior nobody decides about oneself"
    assert wakil(atas, MULAI) == ""


def test_who_stands_in_for_two_is_named_with_the_letter_of_each(kantor: Kantor) -> None:
    bawah, atas = ajukan(kantor, kantor.pegawai), ajukan(kantor, kantor.atasan)
    titip(kantor, kantor.atasan, kantor.rekan, surat="800/1")
    titip(kantor, kantor.kadis, kantor.rekan, surat="800/2")

    for skp in (bawah, atas):
        layanan.approve_skp(konteks=kantor.konteks(kantor.rekan, MULAI), skp=skp, versi=skp.versi)

    surat = {j.kode: j.surat for j in Jejak.objects.filter(aksi="sepakati")}
    assert (surat[bawah.kode], surat[atas.kode]) == ("800/1", "800/2")


def test_a_superior_who_stands_in_for_another_decides_about_their_own_people_in_their_own_name(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titip(kantor, kantor.kadis, kantor.atasan)

    layanan.approve_skp(konteks=kantor.konteks(kantor.atasan, MULAI), skp=skp, versi=skp.versi)

    jejak = Jejak.objects.get(kode=skp.kode, aksi="sepakati")
    assert (jejak.untuk_nama, jejak.surat) == ("", "")


# --- overlaps ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("geser", "ditolak"), [(-5, False), (-4, True), (0, True), (4, True), (5, False)]
)  # terms of five days; those that only touch follow each other
def test_at_most_one_stands_in_on_a_day(kantor: Kantor, geser: int, ditolak: bool) -> None:
    titip(kantor, kantor.atasan, kantor.rekan, MULAI + timedelta(days=10), AKHIR + timedelta(days=10))
    hari = timedelta(days=10 + geser)

    if not ditolak:
        titip(kantor, kantor.atasan, kantor.kadis, MULAI + hari, AKHIR + hari, "800/2")
        return
    with pytest.raises(ValidationError, match="sudah ada wakilnya"):
        titip(kantor, kantor.atasan, kantor.kadis, MULAI + hari, AKHIR + hari, "800/2")

    assert Delegasi.objects.count() == 1


def test_after_it_was_revoked_another_may_stand_in_on_the_same_days(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    lama = titip(kantor, kantor.atasan, kantor.rekan)
    cancel_delegasi(konteks=kantor.konteks(kantor.atasan), delegasi=lama, alasan="salah orang")

    titip(kantor, kantor.atasan, kantor.kadis, surat="800/2")

    assert [bisa(kantor, skp, o, MULAI) for o in (kantor.rekan, kantor.kadis)] == [False, True]
    assert wakil(skp, MULAI) == "Kadis Uji"


def test_what_a_revoked_substitute_decided_stays(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    delegasi = titip(kantor, kantor.atasan, kantor.rekan)
    layanan.approve_skp(konteks=kantor.konteks(kantor.rekan, MULAI), skp=skp, versi=skp.versi)

    cancel_delegasi(konteks=kantor.konteks(kantor.atasan, MULAI), delegasi=delegasi, alasan="sudah kembali")

    assert SKP.objects.get(pk=skp.pk).status == "disepakati"
    assert Jejak.objects.get(kode=skp.kode, aksi="sepakati").surat == "800/1"


# --- who is there -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kedudukan", [k for k in Kedudukan if k != Kedudukan.AKTIF])
def test_a_substitute_who_leaves_meanwhile_is_neither_asked_nor_named(kantor: Kantor, kedudukan: Kedudukan) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titip(kantor, kantor.atasan, kantor.rekan)
    assert wakil(skp, MULAI) == "Rekan Uji"

    Pegawai.objects.filter(pk=kantor.rekan.pk).update(kedudukan=kedudukan)
    RiwayatStatus.objects.filter(pegawai=kantor.rekan).update(kedudukan=kedudukan)

    assert not bisa(kantor, skp, kantor.rekan, MULAI)
    assert wakil(skp, MULAI) == ""
    akun = kabar.list_akun([Pemegang.objects.get(kode=skp.kode)], MULAI)["skp", skp.kode]
    assert akun == {kantor.atasan.akun_id}


def test_who_loses_the_post_loses_what_was_handed_over_with_it(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titip(kantor, kantor.atasan, kantor.rekan)

    Pegawai.objects.filter(pk=kantor.pegawai.pk).update(atasan=kantor.kadis)

    assert not bisa(kantor, skp, kantor.rekan, MULAI)
    assert bisa(kantor, skp, kantor.kadis, MULAI)


@pytest.mark.parametrize(("lama", "boleh"), [(90, True), (91, False)])
def test_a_mandate_lasts_ninety_days_at_most(kantor: Kantor, lama: int, boleh: bool) -> None:
    akhir = HARI + timedelta(days=lama - 1)
    if boleh:
        assert titip(kantor, kantor.atasan, kantor.rekan, HARI, akhir).akhir == akhir
        return
    with pytest.raises(DelegasiDitolakError) as galat:
        titip(kantor, kantor.atasan, kantor.rekan, HARI, akhir)

    assert (galat.value.field, Delegasi.objects.count()) == ("akhir", 0)


def test_a_mandate_for_days_that_have_passed_is_refused(kantor: Kantor) -> None:
    with pytest.raises(DelegasiDitolakError, match="sudah lewat"):
        titip(kantor, kantor.atasan, kantor.rekan, HARI - timedelta(days=9), HARI - timedelta(days=1))

    titip(kantor, kantor.atasan, kantor.rekan, HARI - timedelta(days=9), HARI)  # today is not over


def test_the_trail_keeps_the_name_as_it_was_said_then(kantor: Kantor) -> None:
    skp: Any = ajukan(kantor, kantor.pegawai)
    titip(kantor, kantor.atasan, kantor.rekan)
    layanan.approve_skp(konteks=kantor.konteks(kantor.rekan, MULAI), skp=skp, versi=skp.versi)

    Pegawai.objects.filter(pk=kantor.atasan.pk).update(nama="Nama Lain")

    assert "atas nama Kabid Uji (Kepala Bidang Uji) menurut 800/1" in selectors.list_jejak(SKP_TAHUNAN, skp.kode)[-1].siapa


def test_what_was_decided_under_an_earlier_letter_stays_on_the_card_when_a_new_one_begins(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    lama = titip(kantor, kantor.atasan, kantor.kadis, HARI)
    layanan.approve_skp(konteks=kantor.konteks(kantor.kadis), skp=skp, versi=skp.versi)
    cancel_delegasi(konteks=kantor.konteks(kantor.atasan), delegasi=lama, alasan="sudah kembali")
    titip(kantor, kantor.atasan, kantor.rekan, HARI, surat="800/2")

    kartu = isi_titipan(kantor.konteks(kantor.atasan))

    assert kartu is not None
    assert (kartu["delegasi"].kepada, kartu["jalan"]) == (kantor.rekan, True)
    assert [p.judul for p in kartu["putusan"]] == ["SKP 2026 Pegawai Uji"]


def test_the_second_who_withdraws_a_mandate_reads_who_was_first(kantor: Kantor) -> None:
    delegasi = titip(kantor, kantor.atasan, kantor.kadis, HARI)
    cancel_delegasi(konteks=kantor.konteks(kantor.atasan), delegasi=delegasi, alasan="sudah kembali")

    with pytest.raises(SudahBerakhirError, match=f"Sudah dicabut {kantor.atasan.akun.nama} pada"):
        cancel_delegasi(konteks=kantor.konteks(kantor.admin), delegasi=delegasi, alasan="surat keliru")

    delegasi.refresh_from_db()
    assert delegasi.alasan_cabut == "sudah kembali"
