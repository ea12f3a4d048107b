"""Hours for oneself: what somebody enrolled for stays as it was, and nobody issues, replaces or arranges what is their own."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from alur.alih import take_over
from alur.hak import BukanPemegangError
from kompetensi.models import CatatanJP, JenisPelatihan, Pelatihan, Pendaftaran, Sertifikat
from kompetensi.models.pendaftaran import BELUM_USAI
from kompetensi.proses import PENDAFTARAN
from kompetensi.services import katalog, luar, pendaftaran, sertifikat
from kompetensi.services.dasar import DiriSendiriError
from pegawai.models import Pegawai
from tests.akun.factories import buat_pengguna, konteks_of
from tests.formulir import isian
from tests.kompetensi.factories import (
    HARI,
    SELESAI,
    SESUDAH,
    ajukan_luar,
    buat_angkatan,
    buat_penyelenggara,
    daftarkan,
    luluskan,
    sistem,
)
from tests.pegawai.factories import buat_pegawai
from tests.potret import tidak_berubah


@pytest.fixture
def sendiri(kota: SimpleNamespace) -> Pegawai:
    """An employee who looks after trainings too."""
    return buat_pegawai("Admin Belajar", unit=kota.dinas, akun=buat_pengguna("admin_bkpsdm"))


def ubah(pelatihan: Pelatihan, **lain: Any) -> Pelatihan:
    isi = {n: getattr(pelatihan, n) for n in ("judul", "uraian", "jenis", "cara", "jp", "kompetensi", "kompetensi_kode")}
    return katalog.save_pelatihan(konteks=sistem(), pelatihan=pelatihan, **isi | lain)


# --- what was agreed on -------------------------------------------------------------------------------


@pytest.mark.parametrize("status", BELUM_USAI)
@pytest.mark.parametrize(
    ("bidang", "nilai"), [("jp", 200), ("judul", "Kepemimpinan nasional"), ("kompetensi", "Manajerial"), ("jenis", None)]
)
def test_what_somebody_enrolled_for_stays_until_they_have_their_certificate(
    kota: SimpleNamespace, status: str, bidang: str, nilai: Any
) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan())
    Pendaftaran.objects.filter(pk=p.pk).update(status=status)
    nilai = nilai or JenisPelatihan.objects.get(kode=1)

    with tidak_berubah("kompetensi"), pytest.raises(katalog.SudahAdaPesertaError, match="buat pelatihan baru") as galat:
        ubah(p.angkatan.pelatihan, **{bidang: nilai})

    assert galat.value.field == bidang
    with pytest.raises(IntegrityError, match="sesuai_janji|enrolled"), transaction.atomic():
        Pelatihan.objects.filter(pk=p.angkatan.pelatihan_id).update(**{bidang: nilai})


@pytest.mark.parametrize("status", ["ditolak", "batal", "lulus"])
def test_a_training_changes_again_once_nobody_waits_for_its_certificate(kota: SimpleNamespace, status: str) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan())
    Pendaftaran.objects.filter(pk=p.pk).update(status=status, alasan="Uji.")

    assert ubah(p.angkatan.pelatihan, jp=10).jp == 10


def test_what_no_certificate_says_can_be_put_right_at_any_time(kota: SimpleNamespace) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan())

    assert ubah(p.angkatan.pelatihan, uraian="Uraian yang lebih jelas.", terbit=False).uraian == "Uraian yang lebih jelas."


def test_the_form_says_it_before_and_at_the_field(kota: SimpleNamespace) -> None:
    p = daftarkan(kota.pegawai, buat_angkatan())
    klien, alamat = Client(), reverse("kompetensi:pelatihan-ubah", args=[p.angkatan.pelatihan.kode])
    klien.force_login(kota.admin)
    lembar = klien.get(alamat)

    jawab = klien.post(alamat, isian(lembar, jp="200"))

    assert "Sudah ada yang terdaftar, jadi judul, jenis, kompetensi, dan JP-nya tetap" in lembar.content.decode()
    assert jawab.status_code == 422
    assert "buat pelatihan baru" in jawab.context["form"].errors["jp"][0]


# --- one's own certificate ------------------------------------------------------------------------------


def hadirkan(*orang: Any) -> Any:
    """A run with these people, all present."""
    angkatan = buat_angkatan()
    kode = {daftarkan(o, angkatan, setuju=True).kode for o in orang}
    sertifikat.record_kehadiran(konteks=sistem(SESUDAH), angkatan=angkatan, hadir=kode)
    return angkatan


def test_nobody_issues_their_own_certificate(kota: SimpleNamespace, sendiri: Pegawai) -> None:
    angkatan = hadirkan(sendiri)

    with tidak_berubah("kompetensi"), pytest.raises(DiriSendiriError, match="sertifikat Anda sendiri"):
        sertifikat.issue_sertifikat(konteks=konteks_of(sendiri.akun, SESUDAH), angkatan=angkatan)


def test_whoever_issues_those_of_a_run_is_left_out_and_another_one_issues_theirs(kota: SimpleNamespace, sendiri: Pegawai) -> None:
    angkatan = hadirkan(kota.rekan, sendiri)

    terbit = sertifikat.issue_sertifikat(konteks=konteks_of(sendiri.akun, SESUDAH), angkatan=angkatan)
    angkatan.refresh_from_db()
    assert [s.pendaftaran.pegawai for s in terbit] == [kota.rekan]
    assert angkatan.status == "dibuka"  # one waits

    lalu = sertifikat.issue_sertifikat(konteks=konteks_of(kota.admin, SESUDAH), angkatan=angkatan)
    angkatan.refresh_from_db()
    assert [s.pendaftaran.pegawai for s in lalu] == [sendiri]
    assert angkatan.status == "selesai"


@pytest.mark.parametrize("ganti", [False, True])
def test_nobody_revokes_or_replaces_their_own_certificate(kota: SimpleNamespace, sendiri: Pegawai, ganti: bool) -> None:
    terbit = luluskan(sendiri)
    konteks = konteks_of(sendiri.akun, SESUDAH)

    with tidak_berubah("kompetensi"), pytest.raises(PermissionDenied):
        sertifikat.revoke_sertifikat(konteks=konteks, sertifikat=terbit, alasan="Nama keliru.", ganti=ganti)


def test_the_pages_say_that_another_officer_does_it(kota: SimpleNamespace, sendiri: Pegawai) -> None:
    angkatan, terbit = hadirkan(kota.rekan, sendiri), luluskan(sendiri)
    klien = Client()
    klien.force_login(sendiri.akun)
    with time_machine.travel(f"{SESUDAH.isoformat()} 09:00+07:00", tick=False):
        halaman = klien.get(reverse("kompetensi:angkatan", args=[angkatan.kode]))
        surat = klien.get(reverse("kompetensi:sertifikat", args=[terbit.kode])).content.decode()
        jawab = klien.post(reverse("kompetensi:terbit", args=[angkatan.kode]), isian(halaman), follow=True).content.decode()

    lembar = halaman.content.decode()
    assert "Terbitkan 1 sertifikat" in lembar
    assert "Anda sendiri: dicatat petugas lain" in lembar
    assert "Sertifikat Anda sendiri dicabut atau diganti petugas lain." in surat
    assert "Sertifikat Anda diterbitkan petugas lain." in jawab
    assert Sertifikat.objects.count() == CatatanJP.objects.count() == 2


# --- a run in which one takes part ------------------------------------------------------------------------


def atur(konteks: Any, angkatan: Any, **lain: Any) -> Any:
    bidang = ("penyelenggara", "nama", "tanggal_mulai", "tanggal_selesai", "batas_daftar", "tempat", "kuota")
    isi = {n: getattr(angkatan, n) for n in bidang}
    return katalog.save_angkatan(konteks=konteks, pelatihan=angkatan.pelatihan, angkatan=angkatan, **isi | lain)


@pytest.mark.parametrize("bidang", ["tanggal_selesai", "penyelenggara", "kuota"])
def test_a_participant_doesn_t_change_days_organiser_or_seats_of_the_run(
    kota: SimpleNamespace, sendiri: Pegawai, bidang: str
) -> None:
    angkatan = buat_angkatan()
    daftarkan(sendiri, angkatan)
    nilai = {"tanggal_selesai": SELESAI + timedelta(days=200), "penyelenggara": buat_penyelenggara(), "kuota": 50}[bidang]

    with tidak_berubah("kompetensi"), pytest.raises(DiriSendiriError, match="petugas lain") as galat:
        atur(konteks_of(sendiri.akun, HARI), angkatan, **{bidang: nilai})
    assert galat.value.field == bidang

    assert getattr(atur(konteks_of(kota.admin, HARI), angkatan, **{bidang: nilai}), bidang) == nilai
    assert atur(konteks_of(sendiri.akun, HARI), angkatan, **{bidang: nilai}, tempat="Aula Baru").tempat == "Aula Baru"


def test_the_days_of_a_run_stay_once_certificates_say_them(kota: SimpleNamespace, sendiri: Pegawai) -> None:
    angkatan = hadirkan(kota.rekan, sendiri)
    sertifikat.issue_sertifikat(konteks=konteks_of(sendiri.akun, SESUDAH), angkatan=angkatan)

    with pytest.raises(katalog.SudahTerbitError, match="sudah terbit"):
        atur(konteks_of(kota.admin, SESUDAH), angkatan, tanggal_selesai=SELESAI + timedelta(days=1))


def test_nobody_decides_about_their_own_enrolment_nor_takes_it_over(kota: SimpleNamespace, sendiri: Pegawai) -> None:
    p = daftarkan(sendiri, buat_angkatan())
    konteks = konteks_of(sendiri.akun, HARI)

    with tidak_berubah("kompetensi", "alur"):
        with pytest.raises(BukanPemegangError):
            pendaftaran.decide_pendaftaran(konteks=konteks, pendaftaran=p, setuju=True)
        with pytest.raises(BukanPemegangError):
            take_over(konteks=konteks, proses=PENDAFTARAN, objek=p, alasan="Atasan saya kosong.")


def test_nobody_accepts_their_own_evidence(kota: SimpleNamespace, sendiri: Pegawai) -> None:
    belajar = ajukan_luar(sendiri)

    with tidak_berubah("kompetensi", "alur"), pytest.raises((BukanPemegangError, PermissionDenied)):
        luar.decide_belajar_luar(konteks=konteks_of(sendiri.akun, HARI), belajar=belajar, terima=True)
