"""Standing in: both are told, an officer appoints nobody but others, and nobody stands in where it is about themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from akun import kewenangan
from akun.models import PenugasanPeran
from alur import kait
from inti import waktu
from kabar.models import Kabar, Penerimaan
from kinerja.services import skp as layanan
from pegawai.models import Delegasi, Pegawai
from pegawai.services import IsiDelegasi, cancel_delegasi, create_delegasi
from pegawai.services.delegasi import DelegasiDitolakError
from tests.kabar.kata import kotak
from tests.kinerja.factories import HARI, Kantor, ajukan, buat_kantor


@pytest.fixture
def kantor(db: None, monkeypatch: pytest.MonkeyPatch) -> Kantor:
    monkeypatch.setattr(waktu, "today", lambda: HARI)
    return buat_kantor()


def isi(kepada: Pegawai) -> IsiDelegasi:
    return IsiDelegasi(kepada, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")


def titipkan(kantor: Kantor, oleh: Any, kepada: Pegawai) -> Delegasi:
    return create_delegasi(konteks=kantor.konteks(oleh), dari=kantor.atasan, isi=isi(kepada))


def test_whoever_is_asked_to_stand_in_is_told_until_when_and_by_which_letter(kantor: Kantor) -> None:
    titipkan(kantor, kantor.atasan, kantor.rekan)

    (kata,) = kotak(kantor.rekan.akun)
    assert kata.startswith(f"Tugas {kantor.atasan.nama} dititipkan kepada {kantor.rekan.nama} dari ")
    assert kata.endswith("menurut 800/12/2026.")
    assert not Penerimaan.objects.filter(pengguna=kantor.atasan.akun).exists(), "whoever recorded it knows"


def test_where_an_officer_records_it_the_superior_is_told_too(kantor: Kantor) -> None:
    titipkan(kantor, kantor.admin, kantor.rekan)

    assert len(kotak(kantor.atasan.akun)) == len(kotak(kantor.rekan.akun)) == 1


def test_both_are_told_when_it_is_revoked_and_only_once(kantor: Kantor) -> None:
    delegasi = titipkan(kantor, kantor.admin, kantor.rekan)

    for _kali in range(2):
        cancel_delegasi(konteks=kantor.konteks(kantor.admin), delegasi=delegasi, alasan="Pulang lebih cepat")

    dicabut = Kabar.objects.get(jenis="delegasi.dicabut")
    assert set(dicabut.penerimaan.values_list("pengguna", flat=True)) == {kantor.atasan.akun_id, kantor.rekan.akun_id}


def test_an_officer_does_not_hand_another_ones_decisions_to_themselves(kantor: Kantor) -> None:
    PenugasanPeran.objects.create(pengguna=kantor.rekan.akun, peran="admin_bkpsdm", masa="[2020-01-01,)")

    with pytest.raises(DelegasiDitolakError, match="kepada dirinya sendiri") as error:
        titipkan(kantor, kantor.rekan, kantor.rekan)

    assert error.value.field == "kepada"
    assert not Delegasi.objects.exists()


def test_in_their_own_case_the_substitute_is_not_named_as_who_decides(kantor: Kantor) -> None:
    titipkan(kantor, kantor.atasan, kantor.rekan)

    pimpinan = kait.susunan().list_atasan([kantor.rekan.kode, kantor.pegawai.kode], HARI)

    assert pimpinan[kantor.rekan.kode].wakil is None
    wakil = pimpinan[kantor.pegawai.kode].wakil
    assert wakil is not None
    assert wakil.surat == "800/12/2026"


def test_nobody_changes_their_own_records_as_an_officer(kantor: Kantor) -> None:
    PenugasanPeran.objects.create(pengguna=kantor.rekan.akun, peran="admin_bkpsdm", masa="[2020-01-01,)")
    konteks = kantor.konteks(kantor.rekan)

    assert not kewenangan.allows(konteks, "pegawai.ubah", kantor.rekan)
    assert kewenangan.allows(konteks, "pegawai.ubah", kantor.pegawai)


def test_what_a_substitute_sends_back_or_agrees_to_is_told_in_whose_stead(kantor: Kantor) -> None:
    titipkan(kantor, kantor.atasan, kantor.rekan)
    wakil = kantor.konteks(kantor.rekan)
    skp = ajukan(kantor, kantor.pegawai)

    skp = layanan.reject_skp(konteks=wakil, skp=skp, versi=skp.versi, catatan="Sasarannya belum terukur.")
    skp = layanan.submit_skp(konteks=kantor.konteks(kantor.pegawai), skp=skp, versi=skp.versi)
    layanan.approve_skp(konteks=wakil, skp=skp, versi=skp.versi)

    atas_nama = f"{kantor.rekan.nama} atas nama {kantor.atasan.nama}"
    kata = kotak(kantor.pegawai.akun)
    assert [k for k in kata if f"dikembalikan {atas_nama}" in k]
    assert [k for k in kata if f"disepakati {atas_nama}" in k]


def test_the_superior_s_own_step_is_told_without_it(kantor: Kantor) -> None:
    titipkan(kantor, kantor.atasan, kantor.rekan)
    skp = ajukan(kantor, kantor.pegawai)

    layanan.reject_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi, catatan="Sasarannya belum terukur.")

    assert not [k for k in kotak(kantor.pegawai.akun) if "atas nama" in k]
