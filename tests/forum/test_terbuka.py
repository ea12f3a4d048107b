"""What strangers may read follows from a moderator's decision, whatever happens to the input afterwards."""

from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from forum.models import Aspirasi, Status
from forum.selectors.aspirasi import ANTREAN, list_publik
from forum.services.meja import accept_aspirasi, return_aspirasi
from forum.services.moderasi import archive_aspirasi, merge_aspirasi, verify_aspirasi
from forum.services.pengirim import confirm_aspirasi, object_aspirasi
from tests.forum.factories import Kota, buat_aspirasi, jawab, pengunjung, pukul, teruskan
from tests.forum.tabel_lama import tulis_ulang

BELUM = "Lampunya masih mati setiap malam."


def arsipkan(kota: Kota, aspirasi: Aspirasi) -> Aspirasi:
    return archive_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, alasan="Isinya memfitnah seseorang.")


def keberatan(aspirasi: Aspirasi) -> Aspirasi:
    return object_aspirasi(konteks=pengunjung(), kode=aspirasi.kode, dipegang=[aspirasi.kode], isi=BELUM)


def tampak(aspirasi: Aspirasi) -> bool:
    """Whether strangers find it; the property and the condition always agree."""
    aspirasi.refresh_from_db()
    ada = list_publik().filter(pk=aspirasi.pk).exists()
    assert aspirasi.publik is ada
    return ada


def test_what_was_hidden_after_routing_stays_hidden_when_the_sender_reopens_it(client, kota):
    aspirasi = arsipkan(kota, teruskan(kota, buat_aspirasi()[0]))

    keberatan(aspirasi)

    assert not tampak(aspirasi)
    assert client.get(reverse("forum:jejak-suara", args=[aspirasi.kode])).status_code == 404
    assert client.post(reverse("forum:dukung", args=[aspirasi.kode])).status_code == 404


def test_an_objection_against_moderators_goes_to_moderators_not_to_the_office(kota):
    aspirasi = arsipkan(kota, teruskan(kota, buat_aspirasi()[0]))

    aspirasi = keberatan(aspirasi)

    assert aspirasi.unit is None
    assert Aspirasi.objects.filter(ANTREAN["baru"], pk=aspirasi.pk).exists()
    assert not Aspirasi.objects.filter(ANTREAN["dinas"], pk=aspirasi.pk).exists()


def test_only_a_moderator_opens_it_again_by_routing(kota):
    aspirasi = keberatan(arsipkan(kota, teruskan(kota, buat_aspirasi()[0])))

    teruskan(kota, aspirasi)

    assert tampak(aspirasi)


def test_an_answered_input_stays_public_when_the_sender_objects(kota):
    aspirasi = jawab(kota, teruskan(kota, buat_aspirasi()[0]))

    aspirasi = keberatan(aspirasi)

    assert (aspirasi.unit, tampak(aspirasi)) == (kota.dinas, True)


def test_public_through_all_the_steps_of_an_office(kota):
    aspirasi = teruskan(kota, buat_aspirasi()[0])
    dilihat = [tampak(aspirasi)]
    for langkah in (
        lambda: accept_aspirasi(konteks=kota.konteks("pengelola"), aspirasi=aspirasi),
        lambda: jawab(kota, aspirasi),
        lambda: confirm_aspirasi(konteks=pengunjung(), kode=aspirasi.kode, dipegang=[aspirasi.kode]),
        lambda: keberatan(aspirasi),
    ):
        langkah()
        dilihat.append(tampak(aspirasi))

    assert dilihat == [True] * 5


def test_hidden_before_routing_and_after_handing_back(kota):
    aspirasi, _kode = buat_aspirasi()
    dilihat = [tampak(aspirasi)]
    verify_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, jenis="pengaduan")
    dilihat.append(tampak(aspirasi))
    aspirasi = teruskan(kota, aspirasi)
    return_aspirasi(konteks=kota.konteks("pengelola"), aspirasi=aspirasi, alasan="Tiang itu milik PLN, bukan dinas.")
    dilihat.append(tampak(aspirasi))

    assert dilihat == [False, False, False]


def test_what_turns_out_to_be_about_a_person_is_hidden_and_not_shown_by_taking_the_mark_away(kota):
    konteks = kota.konteks("moderator")
    aspirasi = teruskan(kota, buat_aspirasi()[0])
    verify_aspirasi(konteks=konteks, aspirasi=aspirasi, jenis="pengaduan", menyangkut_pegawai=True)
    tersembunyi = tampak(aspirasi)

    verify_aspirasi(konteks=konteks, aspirasi=aspirasi, jenis="pengaduan")

    assert (tersembunyi, tampak(aspirasi)) == (False, False)


def test_a_joined_input_that_is_reopened_waits_for_moderators(kota):
    utama, kembar = teruskan(kota, buat_aspirasi()[0]), teruskan(kota, buat_aspirasi(judul="Lampu jalan padam lagi")[0])
    kembar = merge_aspirasi(konteks=kota.konteks("moderator"), aspirasi=kembar, utama=utama)

    kembar = keberatan(kembar)

    assert (kembar.gabung_ke, kembar.unit, tampak(kembar)) == (None, None, False)


@pytest.mark.parametrize(
    "isi",
    [{"rahasia": True}, {"menyangkut_pegawai": True}, *({"status": s} for s in ("terkirim", "bukan_wewenang", "diarsipkan"))],
)
def test_the_database_refuses_to_open_what_may_not_be_open(kota, isi):
    aspirasi = teruskan(kota, buat_aspirasi()[0])

    with pytest.raises(IntegrityError, match="aspirasi_terbuka_yang_boleh"), transaction.atomic():
        Aspirasi.objects.filter(pk=aspirasi.pk).update(**isi)


def test_the_migration_opens_what_was_routed_and_not_what_was_only_reopened(kota):
    terbuka, arsip = teruskan(kota, buat_aspirasi()[0]), teruskan(kota, buat_aspirasi()[0])
    dibuka = keberatan(jawab(kota, teruskan(kota, buat_aspirasi()[0])))
    arsipkan(kota, arsip)
    keberatan(arsip)
    Aspirasi.objects.filter(pk=arsip.pk).update(unit=kota.dinas)  # as it was before
    rahasia = teruskan(kota, buat_aspirasi(rahasia=True)[0])
    Aspirasi.objects.update(terbuka_at=None)
    tulis_ulang()

    with connection.cursor() as kursor:
        kursor.execute(import_module("forum.migrations.0003_terbuka_untuk_umum").BUKA_YANG_DITERUSKAN)

    assert [tampak(a) for a in (terbuka, dibuka, arsip, rahasia)] == [True, True, False, False]


def test_since_when_it_is_open_is_the_day_it_was_routed(kota):
    aspirasi = teruskan(kota, buat_aspirasi(pada=pukul(2026, 11, 2))[0], pada=pukul(2026, 11, 3))

    assert (aspirasi.status, aspirasi.terbuka_at) == (Status.DITERUSKAN, pukul(2026, 11, 3))
