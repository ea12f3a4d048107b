"""Moderators route, merge, close and edit; complaints about people go to who examines."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from alur.models import Jejak
from alur.services import AlasanKosongError, LangkahTidakAdaError
from forum.models import Dukungan, ModerasiAsli, Status, TindakLanjut
from forum.selectors.hitungan import with_suara
from forum.services.kirim import SuaraSendiriError, SudahDigabungError, support_aspirasi
from forum.services.meja import return_aspirasi
from forum.services.moderasi import (
    PengawasDuluError,
    TujuanGabungError,
    archive_aspirasi,
    edit_aspirasi,
    merge_aspirasi,
    refer_aspirasi,
    verify_aspirasi,
)
from tests.forum.factories import buat_aspirasi, dukungan, jawab, jejak, pemegang, pengunjung, pukul, teruskan
from tests.forum.test_tindak_lanjut import usul


def test_routing_counts_as_checking_and_sets_the_next_deadline(kota):
    aspirasi, _kode = buat_aspirasi()

    aspirasi = teruskan(kota, aspirasi)

    assert [j.ke for j in jejak(aspirasi)] == ["terkirim", "diverifikasi", "diteruskan"]
    assert pemegang(aspirasi).tenggat == aspirasi.tenggat_tanggapan


def test_a_complaint_about_a_person_never_goes_to_that_persons_unit(kota):
    aspirasi, _kode = buat_aspirasi(menyangkut_pegawai=True)

    with pytest.raises(PengawasDuluError, match="Inspektorat Uji"):
        teruskan(kota, aspirasi, kota.dinas)

    assert teruskan(kota, aspirasi, kota.inspektorat).unit == kota.inspektorat


def test_a_complaint_about_the_examiners_goes_elsewhere(kota):
    aspirasi, _kode = buat_aspirasi(menyangkut_pegawai=True)
    konteks = kota.konteks("moderator")
    aspirasi = verify_aspirasi(
        konteks=konteks, aspirasi=aspirasi, jenis="pengaduan", menyangkut_pegawai=True, unit_terlapor=kota.inspektorat
    )

    with pytest.raises(PengawasDuluError):
        teruskan(kota, aspirasi, kota.inspektorat)

    assert teruskan(kota, aspirasi, kota.lain).unit == kota.lain


def test_a_new_kind_gives_new_deadlines_from_receipt(kota):
    aspirasi, _kode = buat_aspirasi(pada=pukul(2026, 1, 5))

    aspirasi = verify_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, jenis="pengaduan", perlu_pemeriksaan=True)

    assert str(aspirasi.tenggat_selesai) == "2026-04-10"


@pytest.mark.parametrize(("layanan", "status"), [(archive_aspirasi, "diarsipkan"), (refer_aspirasi, "bukan_wewenang")])
def test_closing_needs_a_reason_that_the_sender_reads(kota, layanan, status):
    aspirasi, _kode = buat_aspirasi()
    konteks = kota.konteks("moderator")

    with pytest.raises(AlasanKosongError, match="pengirim akan membacanya"):
        layanan(konteks=konteks, aspirasi=aspirasi, alasan="tidak")
    aspirasi = layanan(konteks=konteks, aspirasi=aspirasi, alasan="Jalan ini jalan nasional, diurus balai di Medan.")

    assert aspirasi.status == status
    assert jejak(aspirasi)[-1].alasan.startswith("Jalan ini")


def test_merging_moves_the_voice_to_the_earlier_input(kota):
    utama, _kode = buat_aspirasi()
    utama = teruskan(kota, utama)
    kembar, _kode = buat_aspirasi(judul="Lampu jalan Pancuran Pinang padam")

    kembar = merge_aspirasi(konteks=kota.konteks("moderator"), aspirasi=kembar, utama=utama)

    assert (kembar.status, kembar.gabung_ke, dukungan(utama)) == (Status.DIARSIPKAN, utama, 1)


def test_a_link_to_a_merged_input_leads_to_where_its_voices_count(kota, client):
    utama, kembar = (
        teruskan(kota, buat_aspirasi(judul=judul)[0]) for judul in ("Lampu jalan padam", "Lampu jalan di sini padam")
    )
    alamat = reverse("forum:dukung", args=[kembar.kode])
    merge_aspirasi(konteks=kota.konteks("moderator"), aspirasi=kembar, utama=utama)

    buka = client.get(reverse("forum:jejak-suara", args=[kembar.kode]), follow=True)
    assert buka.redirect_chain[-1][0] == reverse("forum:jejak-suara", args=[utama.kode])
    assert "digabung ke suara ini" in buka.content.decode()

    dukung = client.post(alamat, follow=True)
    assert "Dukungan Anda belum terhitung" in dukung.content.decode()
    with pytest.raises(SudahDigabungError):
        support_aspirasi(konteks=pengunjung(), kode=kembar.kode, siapa="sesi x")
    assert not Dukungan.objects.exists()


def test_who_supported_a_merged_input_counts_once_and_reads_so(kota, client):
    utama, kembar = (
        teruskan(kota, buat_aspirasi(judul=judul)[0]) for judul in ("Lampu jalan padam", "Lampu jalan di sini padam")
    )
    client.post(reverse("forum:dukung", args=[kembar.kode]))
    merge_aspirasi(konteks=kota.konteks("moderator"), aspirasi=kembar, utama=utama)

    basi = client.post(reverse("forum:dukung", args=[kembar.kode]), follow=True).content.decode()
    lagi = client.post(reverse("forum:dukung", args=[utama.kode]), follow=True).content.decode()

    assert "Dukungan Anda sudah terhitung di sini" in basi
    assert "belum terhitung" not in basi
    assert "2 mendukung" in lagi  # the sender of the merged one, and this visitor
    assert Dukungan.objects.count() == 1


def test_who_sent_a_merged_input_speaks_for_the_other_one_already(kota):
    utama, kembar = (
        teruskan(kota, buat_aspirasi(judul=judul)[0]) for judul in ("Lampu jalan padam", "Lampu jalan di sini padam")
    )
    merge_aspirasi(konteks=kota.konteks("moderator"), aspirasi=kembar, utama=utama)

    with pytest.raises(SuaraSendiriError):
        support_aspirasi(konteks=pengunjung(), kode=utama.kode, siapa="sesi x", dipegang=[kembar.kode])


def test_one_sender_of_two_inputs_counts_once_on_the_voice_and_on_its_follow_up(kota):
    satu, dua = (buat_aspirasi(konteks=kota.konteks("warga"), judul=judul)[0] for judul in ("Lampu padam", "Lampu masih padam"))
    satu = teruskan(kota, satu)
    merge_aspirasi(konteks=kota.konteks("moderator"), aspirasi=dua, utama=satu)

    lanjut = usul(kota, satu)

    assert with_suara(TindakLanjut.objects.filter(pk=lanjut.pk)).get().jumlah_suara == 1 + dukungan(satu) == 1


def test_a_supporter_whose_own_input_is_merged_counts_once(kota):
    utama, kembar = teruskan(kota, buat_aspirasi()[0]), buat_aspirasi(konteks=kota.konteks("warga"), judul="Lampu padam juga")[0]
    konteks = kota.konteks("warga")
    support_aspirasi(konteks=konteks, kode=utama.kode, siapa=f"akun {konteks.pengguna.pk}")
    assert dukungan(utama) == 1

    merge_aspirasi(konteks=kota.konteks("moderator"), aspirasi=kembar, utama=utama)

    assert dukungan(utama) == 1


@pytest.mark.parametrize("rahasia", [True, False])
def test_a_link_to_what_strangers_never_could_read_says_nothing(kota, client, rahasia):
    utama, kembar = teruskan(kota, buat_aspirasi()[0]), buat_aspirasi(rahasia=rahasia)[0]
    merge_aspirasi(konteks=kota.konteks("moderator"), aspirasi=teruskan(kota, kembar) if rahasia else kembar, utama=utama)

    assert client.get(reverse("forum:jejak-suara", args=[kembar.kode])).status_code == 404
    assert client.post(reverse("forum:dukung", args=[kembar.kode])).status_code == 404


def test_a_merged_input_keeps_no_title_that_may_be_edited_later(kota):
    utama, kembar = teruskan(kota, buat_aspirasi(judul="Lampu di depan rumah Budi padam")[0]), buat_aspirasi()[0]

    merge_aspirasi(konteks=kota.konteks("moderator"), aspirasi=kembar, utama=utama)

    assert "Budi" not in jejak(kembar)[-1].alasan


def test_nothing_is_merged_into_a_hidden_input(kota):
    utama, _kode = buat_aspirasi(rahasia=True)
    utama = teruskan(kota, utama)
    kembar, _kode = buat_aspirasi()

    with pytest.raises(TujuanGabungError):
        merge_aspirasi(konteks=kota.konteks("moderator"), aspirasi=kembar, utama=utama)


def test_an_edit_keeps_the_original(kota):
    aspirasi, _kode = buat_aspirasi(isi="Pak Budi dari RT 3 membuang sampah ke parit setiap malam.")

    edit_aspirasi(
        konteks=kota.konteks("moderator"),
        aspirasi=aspirasi,
        judul=aspirasi.judul,
        isi="Seorang warga membuang sampah ke parit setiap malam.",
        alasan="Nama orang dihapus dari cerita.",
    )

    aspirasi.refresh_from_db()
    assert "Budi" not in aspirasi.isi
    assert "Budi" in ModerasiAsli.objects.get(aspirasi=aspirasi).isi_asli


def test_the_trail_can_not_be_rewritten(kota):
    aspirasi, _kode = buat_aspirasi()

    with pytest.raises(DatabaseError), transaction.atomic():
        Jejak.objects.filter(kode=aspirasi.kode).update(alasan="lain")
    with pytest.raises(DatabaseError), transaction.atomic():
        Jejak.objects.filter(kode=aspirasi.kode).delete()


def test_an_office_hands_back_what_belongs_elsewhere(kota):
    aspirasi, _kode = buat_aspirasi()
    aspirasi = teruskan(kota, aspirasi)

    aspirasi = return_aspirasi(konteks=kota.konteks("pengelola"), aspirasi=aspirasi, alasan="Tiang itu milik PLN, bukan dinas.")

    assert (aspirasi.status, aspirasi.unit) == (Status.DIVERIFIKASI, None)


def test_another_office_may_not_answer(kota):
    aspirasi, _kode = buat_aspirasi()
    aspirasi = teruskan(kota, aspirasi, kota.lain)

    with pytest.raises(PermissionDenied):
        jawab(kota, aspirasi)


def test_an_office_answers_for_units_below_it(kota):
    aspirasi, _kode = buat_aspirasi()
    aspirasi = teruskan(kota, aspirasi, kota.bidang)

    assert jawab(kota, aspirasi).status == Status.DITANGGAPI


def test_a_step_that_does_not_follow_is_refused(kota):
    aspirasi, _kode = buat_aspirasi()
    aspirasi = jawab(kota, teruskan(kota, aspirasi))

    with pytest.raises(LangkahTidakAdaError):
        archive_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, alasan="Sudah dijawab dengan jelas.")
