"""A voice about an employee: the mark takes it from the office at once, and that office never sees it again."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from akun import kewenangan
from alur.models import Jejak
from forum.models import Aspirasi, Status
from forum.perjalanan import susun
from forum.selectors.aspirasi import list_meja, with_perjalanan
from forum.services.meja import accept_aspirasi, answer_aspirasi
from forum.services.moderasi import PengawasDuluError, forward_aspirasi, review_aspirasi, verify_aspirasi
from forum.services.pengawas import propose_pengawas
from forum.services.pengirim import object_aspirasi, read_pengirim
from tests.forum.factories import buat_aspirasi, jawab, jejak, pengunjung, teruskan
from tests.kabar.kata import jenis_kotak, kotak

JAWABAN = {"isi": "Kami sudah menegur yang bersangkutan.", "atas_nama": "Kepala Dinas"}


@pytest.fixture
def diteruskan(kota):
    return teruskan(kota, buat_aspirasi(nama="Nurhayati")[0])


def tandai(kota, aspirasi, **lain):
    return review_aspirasi(
        konteks=kota.konteks("moderator"),
        aspirasi=aspirasi,
        jenis="pengaduan",
        menyangkut_pegawai=True,
        unit_terlapor=kota.dinas,
        **lain,
    )


def test_a_refused_destination_leaves_nothing_of_the_mark(client, kota, diteruskan):
    client.force_login(kota.moderator)
    versi = Aspirasi.objects.get(pk=diteruskan.pk).versi
    isi = {
        "versi": versi,
        "jenis": "pengaduan",
        "menyangkut_pegawai": "on",
        "unit_terlapor": kota.dinas.pk,
        "unit": kota.dinas.pk,
    }

    jawaban = client.post(
        reverse("forum:meja-langkah", args=[diteruskan.kode, "periksa"]), {f"periksa-{k}": v for k, v in isi.items()}
    )

    assert jawaban.status_code == 422
    kini = Aspirasi.objects.get(pk=diteruskan.pk)
    assert (kini.menyangkut_pegawai, kini.unit_terlapor, kini.unit, kini.status) == (False, None, kota.dinas, Status.DITERUSKAN)


def test_the_mark_takes_it_back_from_the_office_and_from_the_public(kota, diteruskan):
    aspirasi = tandai(kota, diteruskan)

    assert (aspirasi.unit, aspirasi.status, aspirasi.publik) == (None, Status.DIVERIFIKASI, False)
    assert "ditarik dari Dinas Lampu Uji" in jejak(aspirasi)[-1].alasan
    titik = susun(with_perjalanan(Aspirasi.objects.filter(pk=aspirasi.pk)).get(), kota.konteks("moderator").per, petugas=True)
    assert titik.terakhir.judul == "Ditarik pengawas untuk diperiksa"


@pytest.mark.parametrize("sudah", ["diteruskan", "diproses", "dibuka_kembali"])
def test_whatever_the_office_had_begun_it_can_do_nothing_more(kota, diteruskan, sudah):
    pengelola = kota.konteks("pengelola")
    if sudah == "diproses":
        accept_aspirasi(konteks=pengelola, aspirasi=diteruskan)
    if sudah == "dibuka_kembali":
        jawab(kota, diteruskan)
        object_aspirasi(konteks=pengunjung(), kode=diteruskan.kode, dipegang=[diteruskan.kode], isi="Orangnya masih begitu.")

    aspirasi = tandai(kota, diteruskan)

    assert aspirasi.unit is None
    assert not list_meja(pengelola).exists()
    for langkah in (
        lambda: answer_aspirasi(konteks=pengelola, aspirasi=diteruskan, **JAWABAN),
        lambda: accept_aspirasi(konteks=pengelola, aspirasi=diteruskan),
        lambda: read_pengirim(konteks=pengelola, aspirasi=diteruskan, tujuan="Ingin tahu siapa"),
    ):
        with pytest.raises(PermissionDenied):
            langkah()


def test_an_answer_that_the_office_had_open_comes_too_late(client, kota, diteruskan):
    client.force_login(kota.pengelola)
    tandai(kota, diteruskan)

    jawaban = client.post(
        reverse("forum:meja-langkah", args=[diteruskan.kode, "jawab"]), {f"jawab-{k}": v for k, v in JAWABAN.items()}
    )

    assert jawaban.status_code == 403  # in the words for a code that doesn't exist
    assert diteruskan.judul not in jawaban.content.decode()
    assert not diteruskan.jawaban.exists()


def test_the_examining_unit_receives_it_and_the_office_of_the_person_never_again(kota, diteruskan):
    aspirasi = tandai(kota, diteruskan, unit=kota.inspektorat)

    assert (aspirasi.unit, aspirasi.status) == (kota.inspektorat, Status.DITERUSKAN)
    assert list(list_meja(kota.konteks("pengelola_inspektorat"))) == [aspirasi]
    assert not list_meja(kota.konteks("pengelola")).exists()


def test_one_that_lies_with_the_examining_unit_stays_there(kota):
    aspirasi = teruskan(kota, buat_aspirasi()[0], unit=kota.inspektorat)

    assert tandai(kota, aspirasi).unit == kota.inspektorat


def test_the_own_office_does_not_see_it_though_it_lies_below_it(kota):
    propose_pengawas(konteks=kota.konteks("admin"), unit=kota.dinas)
    aspirasi = buat_aspirasi()[0]
    Aspirasi.objects.filter(pk=aspirasi.pk).update(menyangkut_pegawai=True, unit_terlapor=kota.bidang, unit=kota.bidang)

    assert not kewenangan.allows(kota.konteks("pengelola"), "aspirasi.lihat", aspirasi)


def test_the_examiners_own_people_are_examined_elsewhere(kota, diteruskan):
    moderator = kota.konteks("moderator")
    verify_aspirasi(
        konteks=moderator, aspirasi=diteruskan, jenis="pengaduan", menyangkut_pegawai=True, unit_terlapor=kota.inspektorat
    )

    with pytest.raises(PengawasDuluError, match="bekerja di Inspektorat Uji sendiri"):
        forward_aspirasi(konteks=moderator, aspirasi=diteruskan, unit=kota.inspektorat)

    assert forward_aspirasi(konteks=moderator, aspirasi=diteruskan, unit=kota.lain).unit == kota.lain


def test_who_takes_the_senders_mark_off_alone_is_named_to_the_auditors_and_the_sender_reads_why(kota):
    aspirasi = buat_aspirasi(menyangkut_pegawai=True)[0]
    moderator, alasan = kota.konteks("moderator"), "Bukan tentang seorang pegawai, melainkan jalannya."
    for _klik in range(2):
        hasil = review_aspirasi(konteks=moderator, aspirasi=aspirasi, jenis="pengaduan", unit=kota.dinas, alasan=alasan)

    assert hasil.unit == kota.dinas
    assert jenis_kotak(kota.auditor) == ["suara.tanda_dilepas"]
    assert kota.moderator.nama in kotak(kota.auditor)[0]
    lepas = Jejak.objects.get(proses="aspirasi", kode=aspirasi.kode, aksi="lepas_tanda")
    assert (lepas.oleh, lepas.alasan) == (kota.moderator, alasan)


def test_a_mark_that_stays_or_is_set_is_no_news_to_the_auditors(kota, diteruskan):
    tandai(kota, diteruskan)

    assert jenis_kotak(kota.auditor) == []
