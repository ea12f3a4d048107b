"""The sender confirms or objects; names are opened for a reason and leave a receipt."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from akun.konteks import sistem
from akun.models import CatatanAkses
from akun.pembacaan import TujuanKosongError
from forum.models import Status, TanggapanPengirim
from forum.selectors.aspirasi import list_publik
from forum.services.langkah import PerluAlasanError
from forum.services.moderasi import archive_aspirasi
from forum.services.pengirim import (
    LewatBatasError,
    close_senyap,
    confirm_aspirasi,
    object_aspirasi,
    read_pengirim,
)
from tests.forum.factories import buat_aspirasi, jawab, keberatan, pemegang, pengunjung, pukul, teruskan

BELUM = "Lampunya menyala sehari lalu mati lagi."


@pytest.fixture
def dijawab(kota):
    aspirasi, _kode = buat_aspirasi(pada=pukul(2026, 11, 2))
    return jawab(kota, teruskan(kota, aspirasi, pada=pukul(2026, 11, 3)), pada=pukul(2026, 11, 6))


def test_the_holder_of_the_code_confirms(dijawab):
    aspirasi = confirm_aspirasi(
        konteks=pengunjung(), kode=dijawab.kode, dipegang=[dijawab.kode], isi="Sudah terang, terima kasih"
    )

    assert aspirasi.status == Status.SELESAI
    assert TanggapanPengirim.objects.get().beres


def test_an_objection_opens_it_again_counts_and_gives_new_deadlines(dijawab):
    aspirasi = object_aspirasi(
        konteks=pengunjung(), kode=dijawab.kode, dipegang=[dijawab.kode], isi=BELUM, pada=pukul(2026, 11, 10)
    )

    assert (aspirasi.status, keberatan(aspirasi)) == (Status.DIBUKA_KEMBALI, 1)
    assert pemegang(aspirasi).tenggat == date(2026, 11, 17)


def test_an_objection_after_ten_working_days_is_too_late(dijawab):
    assert dijawab.tenggat_keberatan == date(2026, 11, 20)

    with pytest.raises(LewatBatasError, match="20 November 2026"):
        object_aspirasi(konteks=pengunjung(), kode=dijawab.kode, dipegang=[dijawab.kode], isi=BELUM, pada=pukul(2026, 11, 21))


def test_an_objection_says_what_is_missing(dijawab):
    with pytest.raises(PerluAlasanError):
        object_aspirasi(konteks=pengunjung(), kode=dijawab.kode, dipegang=[dijawab.kode], isi="belum")


def test_after_an_answer_to_the_objection_the_sender_may_object_again(kota, dijawab):
    for hari in (10, 12):
        aspirasi = object_aspirasi(
            konteks=pengunjung(), kode=dijawab.kode, dipegang=[dijawab.kode], isi=BELUM, pada=pukul(2026, 11, hari)
        )
        jawab(kota, aspirasi, pada=pukul(2026, 11, hari + 1))

    assert keberatan(dijawab) == 2


@pytest.mark.parametrize("siapa", ["pengelola", "moderator", "warga", "pimpinan"])
def test_nobody_else_speaks_for_the_sender(kota, dijawab, siapa):
    with pytest.raises(Http404):
        confirm_aspirasi(konteks=kota.konteks(siapa), kode=dijawab.kode, dipegang=[])


def test_a_signed_in_sender_needs_no_code(kota):
    aspirasi, _kode = buat_aspirasi(kota.konteks("warga"))
    aspirasi = jawab(kota, teruskan(kota, aspirasi))

    confirm_aspirasi(konteks=kota.konteks("warga"), kode=aspirasi.kode, dipegang=[])

    aspirasi.refresh_from_db()
    assert aspirasi.status == Status.SELESAI


def test_an_archived_input_can_be_objected_to_and_goes_back_to_the_moderators(kota):
    aspirasi, _kode = buat_aspirasi()
    archive_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, alasan="Isinya tidak jelas bagi kami.")

    aspirasi = object_aspirasi(
        konteks=pengunjung(), kode=aspirasi.kode, dipegang=[aspirasi.kode], isi="Maksud saya lampu di Jl. Uji."
    )

    assert (aspirasi.status, aspirasi.unit) == (Status.DIBUKA_KEMBALI, None)


def test_silence_closes_after_the_ten_working_days(dijawab):
    assert close_senyap(konteks=sistem(), per=date(2026, 11, 20)) == 0
    assert close_senyap(konteks=sistem(), per=date(2026, 11, 21)) == 1
    assert close_senyap(konteks=sistem(), per=date(2026, 11, 21)) == 0

    dijawab.refresh_from_db()
    assert dijawab.status == Status.SELESAI


def test_opening_a_name_leaves_a_receipt_first(kota):
    aspirasi, _kode = buat_aspirasi(nama="Nurhayati", kontak="0812")
    aspirasi = teruskan(kota, aspirasi)

    pengirim = read_pengirim(konteks=kota.konteks("pengelola"), aspirasi=aspirasi, tujuan="Menanyakan letak tiang")

    assert pengirim.nama == "Nurhayati"
    catatan = CatatanAkses.objects.get(subjek_kode=aspirasi.kode)
    assert (catatan.kelompok, catatan.tujuan, catatan.pembaca) == ("pengirim", "Menanyakan letak tiang", kota.pengelola)


def test_an_anonymous_name_is_hidden_from_the_office_not_from_moderators(kota):
    aspirasi, _kode = buat_aspirasi(nama="Nurhayati", anonim=True)
    aspirasi = teruskan(kota, aspirasi)

    with pytest.raises(PermissionDenied):
        read_pengirim(konteks=kota.konteks("pengelola"), aspirasi=aspirasi, tujuan="Ingin tahu saja")

    assert read_pengirim(konteks=kota.konteks("moderator"), aspirasi=aspirasi, tujuan="Menghubungi pengirim").nama == "Nurhayati"


@pytest.mark.parametrize("siapa", ["pimpinan", "admin", "pengelola_lain", "warga"])
def test_names_are_closed_to_everybody_else(kota, siapa):
    aspirasi, _kode = buat_aspirasi(nama="Nurhayati")
    aspirasi = teruskan(kota, aspirasi)

    with pytest.raises(PermissionDenied):
        read_pengirim(konteks=kota.konteks(siapa), aspirasi=aspirasi, tujuan="Ingin tahu saja")


def test_a_name_is_not_opened_without_a_purpose(kota):
    aspirasi, _kode = buat_aspirasi(nama="Nurhayati")

    with pytest.raises(TujuanKosongError):
        read_pengirim(konteks=kota.konteks("moderator"), aspirasi=aspirasi, tujuan=" ")


def test_what_moderators_never_let_through_stays_hidden_when_the_sender_objects(kota):
    aspirasi, _kode = buat_aspirasi()
    archive_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, alasan="Isinya memfitnah seseorang.")

    object_aspirasi(konteks=pengunjung(), kode=aspirasi.kode, dipegang=[aspirasi.kode], isi="Saya tetap ingin ini tampil.")

    aspirasi.refresh_from_db()
    assert (aspirasi.status, aspirasi.publik) == (Status.DIBUKA_KEMBALI, False)
    assert not list_publik().filter(pk=aspirasi.pk).exists()


def test_one_may_object_again_when_it_is_closed_without_a_new_answer(kota):
    aspirasi, _kode = buat_aspirasi()
    isi = {"konteks": pengunjung(), "kode": aspirasi.kode, "dipegang": [aspirasi.kode], "isi": "Lampunya masih mati juga."}
    jawab(kota, teruskan(kota, aspirasi))
    object_aspirasi(**isi)
    archive_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, alasan="Sudah dijawab dinas kemarin.")

    assert keberatan(object_aspirasi(**isi)) == 2
