"""Two officers stand behind the examining unit on the day on which it counts; where there is no second one, that is said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from akun import services as akun
from akun.models import KodeAktivasi, Pengguna, PenugasanPeran
from akun.rekan import JEDA_PETUGAS
from forum.models import StatusUsulanPengawas, UsulanPengawas
from forum.services.pengawas import PengusulPengawasError, PengusulPergiError, confirm_pengawas, refuse_pengawas
from inti import waktu
from inti.tulisan import tanggal
from tests.akun.factories import buat_pengguna, konteks_of
from tests.formulir import isian
from tests.forum.factories import Kota
from tests.forum.test_halaman_pengawas import halaman, jawab, masuk
from tests.forum.test_unit_pengawas import ALASAN, berlaku, usulkan
from tests.potret import tidak_berubah

S = StatusUsulanPengawas


@pytest.fixture
def kedua(kota: Kota) -> Pengguna:
    return buat_pengguna("admin_bkpsdm", nama="Rina Pengesah", sandi=None)


def akhiri(pengguna: Pengguna, sampai: date | None = None) -> None:
    """Let the roles of an account have ended before this day, or today."""
    masa = DateRange(date(2020, 1, 1), sampai or waktu.today())
    PenugasanPeran.objects.filter(pengguna=pengguna).update(masa=masa)


def buat_kode(oleh: Pengguna, untuk: Pengguna) -> None:
    """One officer makes the other's way in."""
    buat_pengguna("admin_bkpsdm", sandi=None, nama="Admin Lama")  # an old city: what was done before a role counts, too
    besok = waktu.now() + timedelta(days=1)
    KodeAktivasi.objects.create(pengguna=untuk, sidik="x" * 64, kedaluwarsa_at=besok, dibuat_oleh=oleh)


# --- the proposer ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("sebab", ["peran berakhir", "peran dibatalkan", "akun ditutup"])
def test_a_proposal_is_not_confirmed_when_its_proposer_may_not_set_the_unit_any_more(
    kota: Kota, kedua: Pengguna, sebab: str
) -> None:
    usulan = usulkan(kota)
    if sebab == "peran berakhir":
        akhiri(kota.admin)
    elif sebab == "peran dibatalkan":
        PenugasanPeran.objects.filter(pengguna=kota.admin).delete()
    else:
        Pengguna.objects.filter(pk=kota.admin.pk).update(is_active=False)

    with pytest.raises(PengusulPergiError, match="tidak lagi bertugas.*usulkan lagi"), tidak_berubah("forum", "kabar"):
        confirm_pengawas(konteks=konteks_of(kedua), usulan=usulan)
    assert berlaku() == "Inspektorat Uji"

    assert refuse_pengawas(konteks=konteks_of(kedua), usulan=usulan, alasan=ALASAN).status == S.DITOLAK


def test_the_page_says_that_the_proposer_is_gone_and_offers_no_confirmation(kota: Kota, kedua: Pengguna) -> None:
    usulan = usulkan(kota)
    akhiri(kota.admin)
    klien = masuk(kedua)

    teks = halaman(klien)

    assert "Pengusulnya tidak lagi bertugas" in teks
    assert "Sahkan mulai hari ini" not in teks
    assert "Tolak dengan alasan ini" in teks
    assert jawab(klien, usulan, "sahkan").status_code == 422


def test_what_a_proposer_who_is_gone_left_behind_is_refused_by_whoever_is_one_hand_with_them_too(
    kota: Kota, kedua: Pengguna
) -> None:
    usulan = usulkan(kota)
    buat_kode(kota.admin, kedua)
    assert "Tolak dengan alasan ini" not in halaman(masuk(kedua))
    with pytest.raises(PengusulPengawasError):
        refuse_pengawas(konteks=konteks_of(kedua), usulan=usulan, alasan=ALASAN)

    akhiri(kota.admin)

    assert refuse_pengawas(konteks=konteks_of(kedua), usulan=usulan, alasan=ALASAN).status == S.DITOLAK


# --- nobody to confirm it --------------------------------------------------------------------------------


def tinggalkan(kota: Kota, kedua: Pengguna, sebab: str) -> date:
    """Let the only other officer's role have ended, or cancel it; return the last day on which a proposal still waits."""
    if sebab == "berakhir":
        akhiri(kedua)
        return waktu.today() + JEDA_PETUGAS - timedelta(days=1)
    PenugasanPeran.objects.filter(pengguna=kedua).update(masa=DateRange(waktu.today(), None))
    tugas = PenugasanPeran.objects.get(pengguna=kedua)
    akun.cancel_peran(konteks=kota.konteks("admin"), tugas=tugas, versi=tugas.versi, alasan="Keliru orang.")
    return waktu.today() + JEDA_PETUGAS


def usulkan_di_halaman(kota: Kota) -> tuple[str, str]:
    """Propose another office; return what is said at once, and what the page says later."""
    klien, alamat = masuk(kota.admin), reverse("forum:pengawas")
    balas = klien.post(alamat, isian(klien.get(alamat), unit=str(kota.lain.pk), dasar="SK 7/2026"), follow=True)
    assert UsulanPengawas.objects.filter(status=S.MENUNGGU).exists()
    return next(str(m) for m in balas.context["messages"]), halaman(klien)


@pytest.mark.parametrize("sebab", ["berakhir", "dibatalkan"])
def test_where_the_only_other_officer_is_gone_the_message_and_the_page_say_until_when_it_waits(
    kota: Kota, kedua: Pengguna, sebab: str
) -> None:
    akhir = tinggalkan(kota, kedua, sebab)

    pesan, teks = usulkan_di_halaman(kota)

    for kata in (pesan, teks):
        assert "tidak ada Admin kepegawaian lain" in kata
        assert f"sampai {tanggal(akhir)}" in kata
        assert "tarik usulan ini lalu usulkan lagi" in kata
        assert "dikabari" not in kata
        assert "rekan sesama" not in kata


@pytest.mark.parametrize("sebab", ["berakhir", "dibatalkan"])
def test_it_waits_until_the_day_that_is_named_and_counts_at_once_after_it(kota: Kota, kedua: Pengguna, sebab: str) -> None:
    akhir = tinggalkan(kota, kedua, sebab)
    usulkan(kota)

    with time_machine.travel(waktu.awal(akhir), tick=False):
        assert f"sampai {tanggal(akhir)}" in halaman(masuk(kota.admin))
    with time_machine.travel(waktu.awal(akhir + timedelta(days=1)), tick=False):
        klien = masuk(kota.admin)
        assert "Tidak ada lagi petugas kedua yang perlu ditunggu" in halaman(klien)
        jawab(klien, UsulanPengawas.objects.get(status=S.MENUNGGU), "tarik")
        assert usulkan(kota).sendiri


def test_where_the_other_account_is_closed_the_role_is_ended_first(kota: Kota, kedua: Pengguna) -> None:
    Pengguna.objects.filter(pk=kedua.pk).update(is_active=False)

    for kata in usulkan_di_halaman(kota):
        assert "Akhiri peran itu; dua minggu sesudahnya" in kata
        assert "dikabari" not in kata


def test_where_the_other_officer_is_one_pair_of_hands_nobody_is_said_to_have_been_told(kota: Kota, kedua: Pengguna) -> None:
    buat_kode(kota.admin, kedua)
    akhiri(Pengguna.objects.get(nama="Admin Lama"), waktu.today() - 2 * JEDA_PETUGAS)
    PenugasanPeran.objects.filter(pengguna=kedua).update(diberikan_at=waktu.now() - 3 * JEDA_PETUGAS)

    for kata in usulkan_di_halaman(kota):
        assert "belum ada yang dapat mengesahkannya" in kata
        assert "dikabari" not in kata


def test_where_somebody_can_confirm_they_were_told(kota: Kota, kedua: Pengguna) -> None:
    pesan, teks = usulkan_di_halaman(kota)

    assert "mereka sudah dikabari" in pesan
    assert "rekan sesama Admin kepegawaian yang memeriksa" in teks
