"""Sending: what is stored, what is not, and the tracking code."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections

from alur.models import Jejak
from forum import lacak
from forum.models import Aspirasi, PengirimAspirasi
from forum.services.kirim import IsiTidakWajarError, create_aspirasi, support_aspirasi
from inti.models import Peristiwa
from tests.forum.factories import CERITA, buat_aspirasi, dukungan, jejak, pemegang, pengunjung, pukul, teruskan

ISI = {"jenis": "pengaduan", "judul": "Lampu jalan mati", "isi": CERITA}


def test_an_input_of_a_stranger_gets_a_code_a_trail_and_deadlines(db):
    aspirasi, kode = buat_aspirasi()

    assert lacak.sidik(kode) == aspirasi.sidik_lacak
    assert [j.ke for j in jejak(aspirasi)] == ["terkirim"]
    assert pemegang(aspirasi).tenggat == aspirasi.tenggat_verifikasi
    assert Peristiwa.objects.filter(jenis="forum.aspirasi").exists()


@pytest.mark.parametrize("bentuk", ["{kode}", "{KODE}", "sbg{kode}", "SBG-{a}-{b}", "  sbg {a} {b} "])
def test_the_code_is_understood_as_people_type_it(db, bentuk):
    aspirasi, kode = buat_aspirasi()
    ditulis = bentuk.format(kode=kode, KODE=kode.upper(), a=kode[:8], b=kode[8:])

    assert lacak.sidik(lacak.baca_kode(ditulis)) == aspirasi.sidik_lacak


def test_the_code_itself_is_stored_nowhere(db):
    _aspirasi, kode = buat_aspirasi()

    with connection.cursor() as kursor:
        kursor.execute("SELECT to_jsonb(a)::text FROM forum_aspirasi a")
        baris = kursor.fetchall()
    assert kode not in str(baris)


def test_deadlines_skip_holidays(db):
    aspirasi, _kode = buat_aspirasi(pada=pukul(2026, 3, 16))

    assert (str(aspirasi.tenggat_verifikasi), str(aspirasi.tenggat_tanggapan)) == ("2026-03-26", "2026-03-30")
    assert str(aspirasi.tenggat_selesai) == "2026-04-13"


def test_a_complaint_about_a_person_has_the_long_deadline(db):
    aspirasi, _kode = buat_aspirasi(pada=pukul(2026, 1, 5), menyangkut_pegawai=True)

    assert str(aspirasi.tenggat_selesai) == "2026-04-10"


def test_the_reasons_for_the_deadlines_are_kept(db):
    aspirasi, _kode = buat_aspirasi()

    assert aspirasi.keputusan_tenggat.aturan == "tenggat_aspirasi"
    assert aspirasi.keputusan_tenggat.alasan


def test_the_same_form_twice_is_one_input_with_one_code(db):
    pertama = create_aspirasi(konteks=pengunjung(), lembar="satu", **ISI)

    kedua = create_aspirasi(konteks=pengunjung(), lembar="satu", **ISI)

    assert pertama == kedua
    assert Aspirasi.objects.count() == 1


@pytest.mark.mesin
@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_input():
    hasil = []

    def klik() -> None:
        hasil.append(create_aspirasi(konteks=pengunjung(), lembar="bersamaan", **ISI)[1])
        connections.close_all()

    utas = [threading.Thread(target=klik) for _ in range(2)]
    for u in utas:
        u.start()
    for u in utas:
        u.join()

    assert Aspirasi.objects.count() == 1
    assert len(hasil) == 2
    assert hasil[0] == hasil[1]


def test_whoever_leaves_no_name_leaves_no_row(db):
    buat_aspirasi()

    assert not PengirimAspirasi.objects.exists()


def test_anonymous_keeps_no_account(kota):
    buat_aspirasi(kota.konteks("warga"), anonim=True)

    assert not PengirimAspirasi.objects.exists()
    assert not Jejak.objects.filter(oleh__isnull=False).exists()


def test_an_account_is_kept_apart_from_the_text(kota):
    aspirasi, _kode = buat_aspirasi(kota.konteks("warga"))

    assert aspirasi.pengirim.akun == kota.warga


@pytest.mark.parametrize(("bidang", "nilai"), [("isi", "pendek"), ("isi", "x" * 5001), ("judul", "a"), ("judul", "x" * 121)])
def test_unbearable_lengths_are_refused_beside_their_field(db, bidang, nilai):
    with pytest.raises(IsiTidakWajarError) as galat:
        buat_aspirasi(**{bidang: nilai})

    assert galat.value.field == bidang


def test_control_characters_and_hidden_directions_are_taken_out(db):
    aspirasi, _kode = buat_aspirasi(isi="Jalan\x00 rusak\u202e parah\r\n\r\n\r\n\r\ndi depan pasar ikan.")

    assert aspirasi.isi == "Jalan rusak parah\n\ndi depan pasar ikan."


def test_the_auditor_sends_nothing(kota):
    with pytest.raises(PermissionDenied):
        buat_aspirasi(kota.konteks("auditor"))


def test_one_person_is_one_voice(kota):
    aspirasi, _kode = buat_aspirasi()
    teruskan(kota, aspirasi)

    for siapa in ("sesi a", "sesi a", "sesi b"):
        support_aspirasi(konteks=pengunjung(), kode=aspirasi.kode, siapa=siapa)

    assert dukungan(aspirasi) == 2


def test_support_can_not_be_joined_up_between_inputs():
    assert lacak.jejak("akun 1", "a") != lacak.jejak("akun 1", "b")
