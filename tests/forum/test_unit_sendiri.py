"""What is said about one's own people, or about oneself, is for another moderator to close, change or hide."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from akun.models import Pengguna
from forum.models import Aspirasi, Status
from forum.proses import UnitTerlaporSendiriError
from forum.services.kiriman import (
    KirimanSendiriError,
    dismiss_laporan,
    edit_kiriman,
    hide_kiriman,
    report_kiriman,
    restore_kiriman,
)
from forum.services.moderasi import archive_aspirasi, edit_aspirasi, refer_aspirasi, review_aspirasi, verify_aspirasi
from forum.services.pengirim import read_pengirim
from forum.views.langkah import LEMBAR
from tests.akun.factories import buat_pengguna, konteks_of
from tests.formulir import isian
from tests.forum.factories import Kota, buat_aspirasi, buat_topik
from tests.forum.test_halaman_pengawas import masuk
from tests.forum.test_topik import tulis
from tests.forum.test_unit_pengawas import pindahkan
from tests.potret import tidak_berubah

HALANGAN = "Suara ini tentang pegawai di"
ALASAN = "Sudah kami bicarakan dengan orangnya."


@pytest.fixture
def rekan(kota: Kota) -> Pengguna:
    """A moderator who works in the office complained about, beside the one who doesn't."""
    rekan = buat_pengguna("moderator", nama="Saut Rekan", sandi=None)
    pindahkan(rekan, kota.dinas)
    return rekan


@pytest.fixture
def diadukan(kota: Kota) -> Aspirasi:
    """A complaint about somebody in a division of that office."""
    return verify_aspirasi(
        konteks=kota.konteks("moderator"), aspirasi=buat_aspirasi(nama="Nurhayati")[0], jenis="pengaduan",
        menyangkut_pegawai=True, unit_terlapor=kota.bidang,
    )  # fmt: skip


def langkah(konteks: Any, a: Aspirasi, nama: str) -> Any:
    """One of the steps that close it, change it or take the mark off."""
    if nama == "lepas_tanda":
        return verify_aspirasi(konteks=konteks, aspirasi=a, jenis="pengaduan")
    if nama == "pindah_unit":
        return verify_aspirasi(konteks=konteks, aspirasi=a, jenis="pengaduan", menyangkut_pegawai=True)
    if nama == "sunting":
        return edit_aspirasi(konteks=konteks, aspirasi=a, judul=a.judul, isi=f"{a.isi} Selesai.", alasan=ALASAN)
    tutup = archive_aspirasi if nama == "arsipkan" else refer_aspirasi
    return tutup(konteks=konteks, aspirasi=a, alasan=ALASAN)


LANGKAH = ["lepas_tanda", "pindah_unit", "sunting", "arsipkan", "bukan_wewenang"]


@pytest.mark.parametrize("nama", LANGKAH)
def test_a_moderator_neither_closes_nor_changes_a_voice_about_their_own_unit(
    rekan: Pengguna, diadukan: Aspirasi, nama: str
) -> None:
    with pytest.raises(UnitTerlaporSendiriError, match="Anda bekerja di lingkungan"), tidak_berubah("forum", "alur", "kabar"):
        langkah(konteks_of(rekan), diadukan, nama)


@pytest.mark.parametrize("nama", LANGKAH)
def test_another_moderator_does(kota: Kota, rekan: Pengguna, diadukan: Aspirasi, nama: str) -> None:
    langkah(kota.konteks("moderator"), diadukan, nama)


def test_where_all_moderators_work_there_the_voice_is_not_left_lying(kota: Kota, rekan: Pengguna, diadukan: Aspirasi) -> None:
    pindahkan(kota.moderator, kota.dinas)

    langkah(konteks_of(rekan), diadukan, "arsipkan")


def test_to_mark_it_and_send_it_to_who_examines_is_open_to_everybody(kota: Kota, rekan: Pengguna) -> None:
    aspirasi = review_aspirasi(
        konteks=konteks_of(rekan), aspirasi=buat_aspirasi()[0], jenis="pengaduan", menyangkut_pegawai=True,
        unit_terlapor=kota.bidang, unit=kota.inspektorat,
    )  # fmt: skip

    assert aspirasi.unit == kota.inspektorat


def test_who_complained_is_not_told_to_a_moderator_of_that_unit(kota: Kota, rekan: Pengguna, diadukan: Aspirasi) -> None:
    with pytest.raises(PermissionDenied):
        read_pengirim(konteks=konteks_of(rekan), aspirasi=diadukan, tujuan="Ingin tahu siapa")

    pengirim = read_pengirim(konteks=kota.konteks("moderator"), aspirasi=diadukan, tujuan="Menanyakan tempatnya")
    assert pengirim is not None
    assert pengirim.nama == "Nurhayati"


# --- the page -------------------------------------------------------------------------------------------


def lembar(klien: Client, aspirasi: Aspirasi) -> Any:
    return klien.get(reverse("forum:meja-rinci", args=[aspirasi.kode]))


def nama_langkah(balas: Any) -> set[str]:
    return {tampil.nama for tampil in balas.context["langkah"]}


def test_the_page_says_so_at_its_top_and_draws_no_form_that_would_be_refused(rekan: Pengguna, diadukan: Aspirasi) -> None:
    balas = lembar(masuk(rekan), diadukan)
    teks = balas.content.decode()

    assert nama_langkah(balas) == {"periksa"}
    assert teks.index(HALANGAN) < teks.index("Yang disampaikan")
    bidang = balas.context["langkah"][0].form.fields
    assert set(bidang) == {"unit", "catatan", "versi"}


def test_what_is_left_of_the_check_sends_the_voice_on_and_changes_nothing_else(
    kota: Kota,
    rekan: Pengguna,
    diadukan: Aspirasi,
) -> None:
    klien = masuk(rekan)
    data = isian(lembar(klien, diadukan), **{"periksa-unit": str(kota.inspektorat.pk)})

    assert klien.post(reverse("forum:meja-langkah", args=[diadukan.kode, "periksa"]), data).status_code == 302

    kini = Aspirasi.objects.get(pk=diadukan.pk)
    assert (kini.status, kini.unit, kini.menyangkut_pegawai) == (Status.DITERUSKAN, kota.inspektorat, True)
    assert (kini.jenis, kini.unit_terlapor) == (diadukan.jenis, kota.bidang)


def test_a_form_that_was_open_before_is_refused_with_what_was_typed(rekan: Pengguna, diadukan: Aspirasi) -> None:
    klien, alamat = masuk(rekan), reverse("forum:meja-langkah", args=[diadukan.kode, "arsip"])
    with tidak_berubah("forum", "alur", "kabar"):
        balas = klien.post(alamat, {"arsip-alasan": "Sudah kami bicarakan.", "arsip-versi": diadukan.versi})

    assert balas.status_code == 422
    assert "Sudah kami bicarakan." in balas.content.decode()


def test_another_moderator_is_offered_the_whole_desk(kota: Kota, rekan: Pengguna, diadukan: Aspirasi) -> None:
    balas = lembar(masuk(kota.moderator), diadukan)

    assert {"periksa", "sunting", "bukan-wewenang", "arsip"} <= nama_langkah(balas) <= set(LEMBAR)
    assert "jenis" in balas.context["langkah"][0].form.fields
    assert HALANGAN not in balas.content.decode()


@pytest.mark.usefixtures("rekan")
def test_where_all_moderators_work_there_nothing_is_withheld(kota: Kota, diadukan: Aspirasi) -> None:
    pindahkan(kota.moderator, kota.dinas)

    balas = lembar(masuk(kota.moderator), diadukan)

    assert "arsip" in nama_langkah(balas)
    assert HALANGAN not in balas.content.decode()


# --- one's own post ------------------------------------------------------------------------------------


@pytest.fixture
def milik(kota: Kota) -> Any:
    """A post that a moderator wrote, and that somebody flagged."""
    kiriman = tulis(kota, buat_topik(kota), siapa="moderator")
    report_kiriman(konteks=kota.konteks("warga"), kode=kiriman.kode, alasan="Menyebut nama tetangga saya")
    return kiriman


def test_what_others_say_of_ones_own_post_is_for_another_moderator(kota: Kota, rekan: Pengguna, milik: Any) -> None:
    moderator = kota.konteks("moderator")
    with pytest.raises(KirimanSendiriError, match="Anda tulis sendiri"), tidak_berubah("forum"):
        dismiss_laporan(konteks=moderator, kiriman=milik)
    with pytest.raises(KirimanSendiriError), tidak_berubah("forum"):
        edit_kiriman(konteks=moderator, kiriman=milik, isi="Pukul enam sore saja.", alasan=ALASAN)
    hide_kiriman(konteks=moderator, kiriman=milik, alasan=ALASAN)
    with pytest.raises(KirimanSendiriError), tidak_berubah("forum"):
        restore_kiriman(konteks=moderator, kiriman=milik, alasan=ALASAN)

    assert not restore_kiriman(konteks=konteks_of(rekan), kiriman=milik, alasan=ALASAN).tersembunyi


def test_the_only_moderator_answers_all_flags(kota: Kota, milik: Any) -> None:
    assert dismiss_laporan(konteks=kota.konteks("moderator"), kiriman=milik) == 1
