"""Whoever follows a message to what is no longer theirs reads that it has moved on, and nothing about it; a stranger reads nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from akun.models import Pengguna
from alur import proses
from kabar import jenis
from kabar.jenis import JenisKabar
from kabar.models import Kabar, Penerimaan
from kinerja.models import SKP
from pegawai import atasan
from pegawai.models import Pegawai
from pegawai.services import IsiDelegasi, IsiMutasi, cancel_delegasi, create_delegasi, create_mutasi
from tests.kinerja.factories import HARI, Kantor, ajukan, buat_kantor, buat_orang
from tests.kompetensi.factories import buat_angkatan, daftarkan
from tests.organisasi.factories import buat_jabatan

KODE = "kodeuji1"
BERPINDAH = "Perkara ini tidak lagi di meja Anda"


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


def masuk(akun: Pengguna | None) -> Client:
    klien = Client()
    assert akun is not None
    klien.force_login(akun, backend="akun.backends.NomorAtauEmailBackend")
    return klien


def berkode() -> list[JenisKabar]:
    """Every kind that leads to the page of one thing."""
    return [j for j in jenis.list_jenis() if j.tujuan and j.argumen]


def subjek_untuk(j: JenisKabar) -> str:
    """What a message of the kind is about."""
    nama = j.nama.partition(".")[0]
    return "skp" if j.argumen_jenis or nama not in {p.nama for p in proses.daftar()} else nama


def test_every_message_about_one_thing_leads_to_a_page_that_explains(kantor: Kantor) -> None:
    klien, bisu = masuk(kantor.rekan.akun), {}
    for j in berkode():
        tentang = (subjek_untuk(j), KODE)
        kabar = Kabar.objects.create(jenis=j.nama, subjek_jenis=tentang[0], subjek_kode=KODE, kunci="1")
        tertutup = klien.get(j.alamat(tentang)).status_code
        Penerimaan.objects.create(kabar=kabar, pengguna=kantor.rekan.akun)

        jawab = klien.get(j.alamat(tentang))

        if tertutup >= 400 and "tidak terbuka untuk Anda sekarang" not in jawab.content.decode():
            bisu[j.nama] = jawab.status_code
        Penerimaan.objects.all().delete()
    assert len(berkode()) > 40
    assert bisu == {}


@pytest.fixture
def pindah(kantor: Kantor) -> SKP:
    """An SKP whose owner has another superior since it was handed in: the former one leads nobody of them."""
    skp = ajukan(kantor, kantor.pegawai)
    daftarkan(kantor.pegawai, buat_angkatan())
    lain = buat_orang("Kabid Lain", unit=kantor.dinas)
    with atasan.dikabari():
        Pegawai.objects.filter(pk=kantor.pegawai.pk).update(atasan=lain)
    return skp


def test_the_former_superior_reads_that_it_moved_on_and_no_name(kantor: Kantor, pindah: SKP) -> None:
    for alamat in (reverse("kinerja:skp", args=[pindah.kode]), reverse("alur:perkara", args=["skp", pindah.kode])):
        jawab = masuk(kantor.atasan.akun).get(alamat)
        isi = jawab.content.decode()

        assert jawab.status_code == 403
        assert BERPINDAH in isi
        assert "Pegawai Uji" not in isi
        assert "Kabid Lain" not in isi
    for kabar in Penerimaan.objects.filter(pengguna=kantor.atasan.akun_id, kabar__subjek_jenis__in=("skp", "pendaftaran")):
        assert BERPINDAH in masuk(kantor.atasan.akun).get(f"/kabar/{kabar.kabar.kode}/", follow=True).content.decode()


def test_who_was_told_of_another_case_learns_nothing_of_this_one(kantor: Kantor, pindah: SKP) -> None:
    lain = ajukan(kantor, kantor.rekan)
    Penerimaan.objects.filter(pengguna=kantor.atasan.akun_id).exclude(kabar__subjek_kode=lain.kode).delete()

    assert masuk(kantor.atasan.akun).get(reverse("kinerja:skp", args=[pindah.kode])).status_code == 404
    assert masuk(kantor.rekan.akun).get(reverse("kinerja:skp", args=[pindah.kode])).status_code == 404


# --- pages of whoever leads people -------------------------------------------------------------------------


def tim(siapa: Pegawai) -> str:
    jawab = masuk(siapa.akun).get(reverse("kinerja:tim"))
    assert jawab.status_code == 403
    return jawab.content.decode()


def test_after_the_mandate_the_team_s_page_says_that_it_is_over(kantor: Kantor) -> None:
    isi = IsiDelegasi(kantor.rekan, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")
    delegasi = create_delegasi(konteks=kantor.konteks(kantor.atasan), dari=kantor.atasan, isi=isi)
    cancel_delegasi(konteks=kantor.konteks(kantor.atasan), delegasi=delegasi, alasan="sudah kembali")

    assert "Titipan dari Kabid Uji (Kepala Bidang Uji) dicabut pada 24 November 2026" in tim(kantor.rekan)


def test_who_leads_nobody_any_more_reads_since_when(kantor: Kantor) -> None:
    with atasan.dikabari():
        Pegawai.objects.filter(atasan=kantor.atasan).update(atasan=kantor.kadis)

    isi = tim(kantor.atasan)
    assert "Orang di tim Anda dipimpin orang lain sejak" in isi
    assert "Tugas Anda sendiri berganti" not in isi


def test_who_was_moved_themselves_reads_that_not_that_their_people_moved(kantor: Kantor) -> None:
    biasa = buat_jabatan(kantor.dinas, "Analis")
    isi = IsiMutasi(jabatan=biasa, tmt=HARI - timedelta(days=3), nomor_sk="800/7", alasan="Penyegaran")
    create_mutasi(konteks=kantor.konteks(kantor.admin), pegawai=kantor.atasan, isi=isi)

    for nama in ("tim", "dasbor"):
        halaman = masuk(kantor.atasan.akun).get(reverse(f"kinerja:{nama}")).content.decode()
        assert "Tugas Anda sendiri berganti pada 21 November 2026" in halaman, nama
        assert "Orang di tim Anda" not in halaman, nama


def test_who_never_led_anybody_reads_whom_the_page_is_for(kantor: Kantor) -> None:
    halaman = tim(kantor.rekan)

    assert "Halaman ini untuk yang memimpin pegawai; saat ini tidak ada yang Anda pimpin" in halaman
    assert "berpindah" not in halaman
