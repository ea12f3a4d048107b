"""The forum: who speaks, what a post may hold, flags that lead to a decision, originals that stay."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from akun.kewenangan import PeranAktif
from forum.models import Kiriman, LaporanKiriman, ModerasiAsli
from forum.selectors.topik import list_dilaporkan, list_kiriman, list_topik
from forum.services.kiriman import dismiss_laporan, edit_kiriman, hide_kiriman, report_kiriman, restore_kiriman
from forum.services.topik import (
    TopikTertutupError,
    TopikTidakLengkapError,
    agree_kiriman,
    answer_topik,
    create_kiriman,
    end_topik,
)
from tests.forum.factories import buat_topik, pengunjung, pukul


def tulis(kota, topik, siapa="warga", **lain):
    isi = {"lembar": uuid4().hex, "isi": "Sebaiknya pukul enam sore.", "tampilkan_nama": False}
    return create_kiriman(konteks=kota.konteks(siapa), topik=topik, **(isi | lain))


@pytest.mark.parametrize(("siapa", "suara"), [("warga", "warga"), ("mitra", "mitra"), ("pimpinan", "pegawai")])
def test_everybody_speaks_as_what_they_are(kota, siapa, suara):
    assert tulis(kota, buat_topik(kota), siapa).suara == suara


def test_whoever_keeps_their_name_is_not_named(kota):
    assert tulis(kota, buat_topik(kota)).nama_tampil == ""


def test_strangers_and_the_auditor_only_read(kota):
    topik = buat_topik(kota)

    with pytest.raises(PermissionDenied):
        tulis(kota, topik, "auditor")
    with pytest.raises(PermissionDenied):
        create_kiriman(konteks=pengunjung(), topik=topik, lembar="x", isi="Halo semua", tampilkan_nama=False)


def test_an_auditor_who_is_an_employee_too_only_reads(kota):
    kiriman, konteks = tulis(kota, buat_topik(kota)), kota.konteks("auditor")
    konteks = replace(konteks, peran=(*konteks.peran, PeranAktif("pegawai")))

    for langkah in (
        lambda: create_kiriman(konteks=konteks, topik=kiriman.topik, lembar="x", isi="Halo semua", tampilkan_nama=False),
        lambda: agree_kiriman(konteks=konteks, kode=kiriman.kode),
        lambda: report_kiriman(konteks=konteks, kode=kiriman.kode, alasan="Alasan yang cukup panjang."),
    ):
        with pytest.raises(PermissionDenied):
            langkah()


def test_the_same_form_twice_is_one_post(kota):
    topik = buat_topik(kota)

    pertama, kedua = (tulis(kota, topik, lembar="satu") for _ in range(2))

    assert pertama == kedua
    assert list_topik(pengunjung()).get(pk=topik.pk).jumlah_kiriman == 1


def test_after_listening_nobody_speaks(kota):
    topik = buat_topik(kota, mendengar_sampai=date(2026, 11, 10))

    tulis(kota, topik, pada=pukul(2026, 11, 10, 23))
    with pytest.raises(TopikTertutupError):
        tulis(kota, topik, pada=pukul(2026, 11, 11, 1))


def test_a_closed_topic_stays_readable(kota):
    topik = end_topik(konteks=kota.konteks("moderator"), topik=buat_topik(kota))

    with pytest.raises(TopikTertutupError):
        tulis(kota, topik)


def test_a_decision_is_promised_after_listening(kota):
    with pytest.raises(TopikTidakLengkapError) as galat:
        buat_topik(kota, mendengar_sampai=date(2026, 11, 10), keputusan_pada=date(2026, 11, 1))

    assert galat.value.field == "keputusan_pada"


def test_an_office_does_not_ask_in_anothers_name(kota):
    with pytest.raises(PermissionDenied):
        buat_topik(kota, unit=kota.lain)


def test_only_the_asking_office_answers(kota):
    topik = buat_topik(kota)
    isi = {"isi": "Lampu menyala pukul 18.00 mulai Senin.", "atas_nama": "Kepala Dinas"}

    with pytest.raises(PermissionDenied):
        answer_topik(konteks=kota.konteks("pengelola_lain"), topik=topik, **isi)

    assert answer_topik(konteks=kota.konteks("pengelola"), topik=topik, **isi).unit == kota.dinas


def test_agreeing_twice_is_one_voice_and_can_be_taken_back(kota):
    kiriman = tulis(kota, buat_topik(kota))

    jumlah = []
    for setuju in (True, True, False, False):
        agree_kiriman(konteks=kota.konteks("mitra"), kode=kiriman.kode, setuju=setuju)
        jumlah.append(list_kiriman(kiriman.topik).get().jumlah_setuju)

    assert jumlah == [1, 1, 0, 0]


def test_agreeing_with_oneself_counts_nothing(kota):
    kiriman = tulis(kota, buat_topik(kota), siapa="warga")

    agree_kiriman(konteks=kota.konteks("warga"), kode=kiriman.kode)

    assert list_kiriman(kiriman.topik).get().jumlah_setuju == 0


def test_a_flag_waits_until_a_moderator_decides(kota):
    kiriman = tulis(kota, buat_topik(kota))
    for siapa in ("mitra", "mitra", "pengelola"):
        report_kiriman(konteks=kota.konteks(siapa), kode=kiriman.kode, alasan="Menyebut nama tetangga saya")
    moderator = kota.konteks("moderator")

    assert list_dilaporkan(moderator).get().jumlah_laporan == 2
    dismiss_laporan(konteks=moderator, kiriman=kiriman)

    assert not list_dilaporkan(moderator).exists()
    assert LaporanKiriman.objects.filter(ditangani_oleh=kota.moderator).count() == 2


def test_hiding_says_why_and_keeps_the_original(kota):
    kiriman = tulis(kota, buat_topik(kota))
    moderator = kota.konteks("moderator")

    kiriman = hide_kiriman(konteks=moderator, kiriman=kiriman, alasan="Menyerang pribadi seseorang.")

    assert (kiriman.tersembunyi, kiriman.sebab) == (True, "Menyerang pribadi seseorang.")
    assert ModerasiAsli.objects.get(kiriman=kiriman).isi_asli == "Sebaiknya pukul enam sore."
    assert not restore_kiriman(konteks=moderator, kiriman=kiriman, alasan="Keliru, mohon maaf.").tersembunyi


def test_an_edit_says_so(kota):
    kiriman = tulis(kota, buat_topik(kota))

    kiriman = edit_kiriman(konteks=kota.konteks("moderator"), kiriman=kiriman, isi="Pukul enam.", alasan="Nama orang dihapus.")

    assert kiriman.disunting
    assert ModerasiAsli.objects.get().isi_asli == "Sebaiknya pukul enam sore."


def test_only_moderators_hide(kota):
    kiriman = tulis(kota, buat_topik(kota))

    with pytest.raises(PermissionDenied):
        hide_kiriman(konteks=kota.konteks("pengelola"), kiriman=kiriman, alasan="Tidak saya sukai.")


def test_a_hidden_post_can_not_be_agreed_with(kota):
    kiriman = tulis(kota, buat_topik(kota))
    Kiriman.objects.filter(pk=kiriman.pk).update(tersembunyi=True, sebab="uji")

    with pytest.raises(Http404):
        agree_kiriman(konteks=kota.konteks("mitra"), kode=kiriman.kode)
