"""Which unit examines complaints about people is nobody's decision alone, and never for one's own unit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InternalError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model

from akun.models import KodeAktivasi, Pengguna, PenugasanPeran
from forum.models import StatusUsulanPengawas, UnitPengawas, UsulanPengawas
from forum.selectors.pengawas import get_unit_pengawas
from forum.services.pengawas import (
    AlasanPengawasError,
    PengawasDiputusError,
    PengawasMenungguError,
    PengusulPengawasError,
    UnitSendiriError,
    cancel_pengawas,
    confirm_pengawas,
    propose_pengawas,
    refuse_pengawas,
)
from forum.tugas import pengesahan
from inti import waktu
from tests.akun.factories import buat_pengguna, konteks_of
from tests.forum.factories import Kota
from tests.kabar.kata import jenis_kotak, kotak
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai
from tests.potret import tidak_berubah

S = StatusUsulanPengawas
ALASAN = "Dinas itu bukan unit pemeriksa."


@pytest.fixture
def kedua(kota: Kota) -> Pengguna:
    """A second administrator."""
    return buat_pengguna("admin_bkpsdm", nama="Rina Pengesah", sandi=None)


@pytest.fixture
def usulan(kota: Kota, kedua: Pengguna) -> UsulanPengawas:
    """The first administrator proposes another office."""
    return usulkan(kota)


def usulkan(kota: Kota, **lain: Any) -> UsulanPengawas:
    hasil = propose_pengawas(konteks=kota.konteks("admin"), **({"unit": kota.lain, "dasar": "SK 7/2026"} | lain))
    assert hasil is not None
    return hasil


def berlaku() -> str:
    kini = get_unit_pengawas(waktu.today())
    assert kini is not None
    return kini.unit.nama


# --- two officers --------------------------------------------------------------------------------------


def test_a_proposal_counts_only_when_a_second_officer_has_confirmed_it(
    kota: Kota, kedua: Pengguna, usulan: UsulanPengawas
) -> None:
    assert (usulan.status, berlaku()) == (S.MENUNGGU, "Inspektorat Uji")

    hasil = confirm_pengawas(konteks=konteks_of(kedua), usulan=usulan)

    assert (hasil.status, hasil.pengusul, hasil.pemutus, hasil.sendiri) == (S.BERLAKU, kota.admin, kedua, False)
    assert berlaku() == "Dinas Lain Uji"


def test_the_proposer_does_not_confirm_and_does_not_refuse_but_may_take_it_back(kota: Kota, usulan: UsulanPengawas) -> None:
    admin = kota.konteks("admin")
    with pytest.raises(PengusulPengawasError, match="Anda usulkan sendiri"), tidak_berubah("forum", "kabar"):
        confirm_pengawas(konteks=admin, usulan=usulan)
    with pytest.raises(PengusulPengawasError), tidak_berubah("forum", "kabar"):
        refuse_pengawas(konteks=admin, usulan=usulan, alasan=ALASAN)

    assert cancel_pengawas(konteks=admin, usulan=usulan).status == S.DIBATALKAN
    assert berlaku() == "Inspektorat Uji"


def test_nobody_takes_back_what_another_proposed(kedua: Pengguna, usulan: UsulanPengawas) -> None:
    with pytest.raises(PengusulPengawasError, match="milik petugas lain"), tidak_berubah("forum", "kabar"):
        cancel_pengawas(konteks=konteks_of(kedua), usulan=usulan)


def test_whoever_has_just_made_the_way_into_the_other_account_is_no_second_pair_of_eyes(
    kota: Kota, kedua: Pengguna, usulan: UsulanPengawas
) -> None:
    buat_pengguna("admin_bkpsdm", sandi=None)  # an old city: what was done before a role counts, too
    KodeAktivasi.objects.create(
        pengguna=kedua, sidik="x" * 64, kedaluwarsa_at=waktu.now() + timedelta(days=1), dibuat_oleh=kota.admin
    )

    with pytest.raises(PengusulPengawasError, match="baru saja dibuat"):
        confirm_pengawas(konteks=konteks_of(kedua), usulan=usulan)


def test_a_city_with_one_officer_decides_alone_and_the_trail_says_so(kota: Kota) -> None:
    hasil = usulkan(kota)

    assert (hasil.status, hasil.sendiri, hasil.pemutus, hasil.pengusul) == (S.BERLAKU, True, None, kota.admin)
    assert berlaku() == "Dinas Lain Uji"


def test_closing_the_other_account_makes_nobody_the_only_officer(kota: Kota, kedua: Pengguna) -> None:
    Pengguna.objects.filter(pk=kedua.pk).update(is_active=False)

    assert usulkan(kota).status == S.MENUNGGU


def test_a_refusal_needs_a_reason_which_the_proposer_reads(kota: Kota, kedua: Pengguna, usulan: UsulanPengawas) -> None:
    with pytest.raises(AlasanPengawasError), tidak_berubah("forum", "kabar"):
        refuse_pengawas(konteks=konteks_of(kedua), usulan=usulan, alasan="Tidak")

    hasil = refuse_pengawas(konteks=konteks_of(kedua), usulan=usulan, alasan=ALASAN)

    assert (hasil.status, hasil.alasan, berlaku()) == (S.DITOLAK, ALASAN, "Inspektorat Uji")
    assert jenis_kotak(kota.admin) == ["suara.pengawas_ditolak"]


# --- one's own unit ------------------------------------------------------------------------------------


def pindahkan(pengguna: Pengguna, unit: Any) -> None:
    """Let an account be that of somebody who works in the unit."""
    pegawai = buat_pegawai("Bambang Sihotang", unit=unit)
    type(pegawai).objects.filter(pk=pegawai.pk).update(akun=pengguna)


@pytest.mark.parametrize("kerja", ["lain", "bawah", "atas"])
def test_nobody_proposes_the_unit_in_which_they_work_nor_one_above_or_below_it(kota: Kota, kerja: str) -> None:
    bawah = buat_unit("Subbagian Uji", kota.lain)
    tujuan = {"lain": kota.lain, "bawah": kota.lain, "atas": bawah}[kerja]
    pindahkan(kota.admin, bawah if kerja == "bawah" else kota.lain)

    with pytest.raises(UnitSendiriError, match="Anda bekerja di"), tidak_berubah("forum", "kabar"):
        propose_pengawas(konteks=kota.konteks("admin"), unit=tujuan)


def test_nobody_confirms_the_unit_in_which_they_work(kedua: Pengguna, kota: Kota, usulan: UsulanPengawas) -> None:
    pindahkan(kedua, kota.lain)

    with pytest.raises(UnitSendiriError), tidak_berubah("forum", "kabar"):
        confirm_pengawas(konteks=konteks_of(kedua), usulan=usulan)


def test_a_unit_to_which_its_proposer_has_come_meanwhile_is_not_confirmed(
    kota: Kota, kedua: Pengguna, usulan: UsulanPengawas
) -> None:
    pindahkan(kota.admin, kota.lain)

    with pytest.raises(UnitSendiriError, match="Pengusulnya sekarang bekerja"), tidak_berubah("forum", "kabar"):
        confirm_pengawas(konteks=konteks_of(kedua), usulan=usulan)


def test_an_officer_of_an_office_by_role_counts_as_working_there(kota: Kota) -> None:
    PenugasanPeran.objects.create(
        pengguna=kota.admin, peran="pengelola_opd", unit=kota.lain, masa=DateRange(date(2020, 1, 1), None)
    )

    with pytest.raises(UnitSendiriError):
        propose_pengawas(konteks=kota.konteks("admin"), unit=kota.lain)


def test_a_unit_that_was_closed_meanwhile_is_not_confirmed(kota: Kota, kedua: Pengguna, usulan: UsulanPengawas) -> None:
    type(kota.lain).objects.filter(pk=kota.lain.pk).update(aktif=False)

    with pytest.raises(PengawasDiputusError, match="sudah ditutup"):
        confirm_pengawas(konteks=konteks_of(kedua), usulan=usulan)


# --- once, and by whoever still may --------------------------------------------------------------------


def test_twice_is_once(kota: Kota, kedua: Pengguna, usulan: UsulanPengawas) -> None:
    with tidak_berubah("forum", "kabar"):
        assert usulkan(kota) == usulan
    confirm_pengawas(konteks=konteks_of(kedua), usulan=usulan)
    with tidak_berubah("forum", "kabar"):
        confirm_pengawas(konteks=konteks_of(kedua), usulan=usulan)
        assert propose_pengawas(konteks=kota.konteks("admin"), unit=kota.lain, dasar="SK 7/2026") is None


def test_what_is_decided_is_not_decided_again(kota: Kota, kedua: Pengguna, usulan: UsulanPengawas) -> None:
    cancel_pengawas(konteks=kota.konteks("admin"), usulan=usulan)

    with pytest.raises(PengawasDiputusError, match="Ditarik pengusul"), tidak_berubah("forum", "kabar"):
        confirm_pengawas(konteks=konteks_of(kedua), usulan=usulan)
    with pytest.raises(PengawasDiputusError), tidak_berubah("forum", "kabar"):
        refuse_pengawas(konteks=konteks_of(kedua), usulan=usulan, alasan=ALASAN)


def test_one_proposal_waits_at_most(kota: Kota, kedua: Pengguna, usulan: UsulanPengawas) -> None:
    with pytest.raises(PengawasMenungguError, match="Dinas Lain Uji"), tidak_berubah("forum", "kabar"):
        propose_pengawas(konteks=konteks_of(kedua), unit=kota.dinas)


def test_a_proposal_against_another_unit_than_the_one_that_counts_is_not_confirmed(
    kota: Kota, kedua: Pengguna, usulan: UsulanPengawas
) -> None:
    UnitPengawas.objects.update(unit=kota.dinas)

    with pytest.raises(PengawasDiputusError, match="sudah lain"):
        confirm_pengawas(konteks=konteks_of(kedua), usulan=usulan)


def test_who_lost_the_right_neither_proposes_nor_decides(kota: Kota, kedua: Pengguna, usulan: UsulanPengawas) -> None:
    PenugasanPeran.objects.filter(pengguna__in=(kota.admin, kedua)).update(masa=DateRange(date(2020, 1, 1), waktu.today()))
    for langkah in (
        lambda: confirm_pengawas(konteks=konteks_of(kedua), usulan=usulan),
        lambda: refuse_pengawas(konteks=konteks_of(kedua), usulan=usulan, alasan=ALASAN),
        lambda: cancel_pengawas(konteks=kota.konteks("admin"), usulan=usulan),
        lambda: propose_pengawas(konteks=kota.konteks("admin"), unit=kota.dinas),
    ):
        with pytest.raises(PermissionDenied):
            langkah()


# --- who is told ---------------------------------------------------------------------------------------


def test_who_may_confirm_is_told_and_finds_it_among_their_tasks(kota: Kota, kedua: Pengguna, usulan: UsulanPengawas) -> None:
    assert jenis_kotak(kedua) == ["suara.pengawas_menunggu"]
    assert "Dinas Lain Uji" in kotak(kedua)[0]
    assert (len(pengesahan(konteks_of(kedua))), pengesahan(kota.konteks("admin"))) == (1, [])
    assert (jenis_kotak(kota.admin), jenis_kotak(kota.auditor)) == ([], [])


def test_when_it_counts_both_units_and_who_supervises_are_told(kota: Kota, kedua: Pengguna, usulan: UsulanPengawas) -> None:
    confirm_pengawas(konteks=konteks_of(kedua), usulan=usulan)

    tahu = (kota.admin, kota.auditor, kota.pimpinan, kota.moderator, kota.pengelola_inspektorat, kota.pengelola_lain)
    assert [jenis_kotak(siapa) for siapa in tahu] == [["suara.pengawas_berganti"]] * len(tahu)
    assert "semula Inspektorat Uji" in kotak(kota.auditor)[0]
    assert (jenis_kotak(kota.pengelola), jenis_kotak(kedua)) == ([], ["suara.pengawas_menunggu"])


def test_what_one_officer_set_alone_is_told_as_that(kota: Kota) -> None:
    usulkan(kota)

    assert jenis_kotak(kota.auditor) == jenis_kotak(kota.pengelola_lain) == ["suara.pengawas_sendiri"]


# --- what the database itself refuses ------------------------------------------------------------------


@pytest.mark.parametrize(
    "kolom",
    [
        {"status": S.BERLAKU, "pemutus": "pengusul"},
        {"status": S.BERLAKU, "pemutus": None},
        {"status": S.DITOLAK, "pemutus": "pengusul", "alasan": ALASAN},
        {"status": S.DITOLAK, "pemutus": "kedua"},
        {"status": S.DIBATALKAN, "pemutus": "kedua"},
        {"status": "lain", "pemutus": "kedua"},
    ],
)
def test_no_row_is_confirmed_by_its_proposer(kota: Kota, kedua: Pengguna, usulan: UsulanPengawas, kolom: dict[str, Any]) -> None:
    siapa: dict[Any, Model | None] = {"pengusul": kota.admin, "kedua": kedua, None: None}
    isi = kolom | {"pemutus": siapa[kolom["pemutus"]], "diputus_at": waktu.now()}

    with pytest.raises(IntegrityError, match="usulan_pengawas"), transaction.atomic():
        UsulanPengawas.objects.filter(pk=usulan.pk).update(**isi)


def test_no_second_row_waits_and_no_decision_is_written_over_or_removed(
    kota: Kota, kedua: Pengguna, usulan: UsulanPengawas
) -> None:
    with pytest.raises(IntegrityError, match="usulan_pengawas_satu_menunggu"), transaction.atomic():
        UsulanPengawas.objects.create(unit=kota.dinas, pengusul=kedua)
    confirm_pengawas(konteks=konteks_of(kedua), usulan=usulan)
    with pytest.raises(InternalError), transaction.atomic():
        UsulanPengawas.objects.filter(pk=usulan.pk).update(dasar="lain")
    with pytest.raises(InternalError), transaction.atomic():
        usulan.delete()
