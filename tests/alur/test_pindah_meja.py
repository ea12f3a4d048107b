"""A case that comes to another superior without a step: counted from there, written down once, asked of the former one no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alur import alih, selectors
from alur.models import Jejak, Pemegang
from inti import waktu
from kabar.models import Penerimaan
from kinerja.models import SKP
from kinerja.services import skp as layanan
from kompetensi.proses import PENDAFTARAN
from pegawai import atasan
from pegawai.models import Pegawai
from pegawai.services import IsiDelegasi, create_delegasi
from tests.kinerja.factories import HARI, Kantor, ajukan, buat_kantor
from tests.kompetensi.factories import buat_angkatan, daftarkan
from tests.organisasi.factories import buat_jabatan, buat_unit

NANTI = HARI + timedelta(days=6)


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


@pytest.fixture
def skp(kantor: Kantor) -> SKP:
    skp = ajukan(kantor, kantor.pegawai)
    Pemegang.objects.filter(kode=skp.kode).update(tenggat=NANTI - timedelta(days=1))
    return skp


def ganti_atasan(*orang: Pegawai, baru: Pegawai | None) -> None:
    """These people have another superior from now on."""
    with atasan.dikabari():
        Pegawai.objects.filter(pk__in=[o.pk for o in orang]).update(atasan=baru)


def buka(siapa: Pegawai, alamat: str) -> str:
    klien = Client()
    assert siapa.akun is not None
    klien.force_login(siapa.akun, backend="akun.backends.NomorAtauEmailBackend")
    return " ".join(klien.get(alamat).content.decode().split())


def pindahan(skp: SKP) -> list[str]:
    """The lines of the trail that say that the case came to another desk."""
    return [t.judul for t in selectors.list_jejak(selectors.proses.get("skp"), skp.kode) if "Berpindah meja" in t.judul]


def belum_dibaca(siapa: Pegawai, skp: SKP) -> int:
    return Penerimaan.objects.filter(pengguna=siapa.akun_id, dibaca_at=None, kabar__subjek_kode=skp.kode).count()


def test_the_new_superior_holds_it_since_the_move_and_its_last_day_stays(kantor: Kantor, skp: SKP) -> None:
    semula = Pemegang.objects.get(kode=skp.kode)
    with time_machine.travel(f"{NANTI.isoformat()} 10:00+07:00", tick=False):
        ganti_atasan(kantor.pegawai, baru=kantor.kadis)

        kini = Pemegang.objects.get(kode=skp.kode)
        assert kini.dipegang_at > semula.dipegang_at
        assert (kini.sejak_at, kini.tenggat) == (semula.sejak_at, semula.tenggat)
        daftar, halaman = buka(kantor.kadis, "/menunggu/"), buka(kantor.kadis, reverse("alur:perkara", args=["skp", skp.kode]))
    assert "masuk hari ini · diajukan 24 November 2026" in daftar
    assert "Di meja ini sejak</dt> <dd>30 November 2026, 10.00" in halaman
    assert "Diajukan</dt> <dd>24 November 2026, 09.00" in halaman
    assert "Berpindah meja: atasannya sekarang Kadis Uji" in halaman


def test_the_trail_says_it_once_however_often_it_is_told(kantor: Kantor, skp: SKP) -> None:
    ganti_atasan(kantor.pegawai, baru=kantor.kadis)
    (garis,) = pindahan(skp)
    assert garis.startswith("Berpindah meja: atasannya sekarang Kadis Uji (")

    assert alih.follow_superiors([kantor.pegawai.kode]) == 0
    assert pindahan(skp) == [garis]
    assert Jejak.objects.get(aksi=selectors.PINDAH_MEJA).sebagai == "sistem"


def test_there_and_back_are_two_moves(kantor: Kantor, skp: SKP) -> None:
    for baru in (kantor.kadis, kantor.atasan):
        ganti_atasan(kantor.pegawai, baru=baru)

    assert len(pindahan(skp)) == 2


def test_a_desk_without_anybody_is_a_move_too_and_so_is_who_comes_after(kantor: Kantor, skp: SKP) -> None:
    ganti_atasan(kantor.pegawai, baru=None)
    ganti_atasan(kantor.pegawai, baru=kantor.kadis)

    assert [garis.split(" (")[0] for garis in pindahan(skp)] == [
        "Berpindah meja: atasannya sekarang belum ada",
        "Berpindah meja: atasannya sekarang Kadis Uji",
    ]


def test_the_former_superior_is_asked_no_more(kantor: Kantor, skp: SKP) -> None:
    assert belum_dibaca(kantor.atasan, skp) == 1

    ganti_atasan(kantor.pegawai, baru=kantor.kadis)

    assert belum_dibaca(kantor.atasan, skp) == 0


def test_what_happened_before_the_last_step_is_counted_no_more(kantor: Kantor, skp: SKP) -> None:
    ganti_atasan(kantor.pegawai, baru=kantor.kadis)
    layanan.reject_skp(konteks=kantor.konteks(kantor.kadis), skp=skp, catatan="Tambahkan satu hasil kerja", versi=skp.versi)

    assert Pemegang.objects.get(kode=skp.kode).pindah_at is None


def test_the_same_step_again_is_still_the_same_after_a_move(kantor: Kantor, skp: SKP) -> None:
    ganti_atasan(kantor.pegawai, baru=kantor.kadis)

    again = layanan.submit_skp(konteks=kantor.konteks(kantor.pegawai), skp=skp, versi=skp.versi)

    assert again.status == "diajukan"


def test_more_cases_cost_no_more_statements(kantor: Kantor) -> None:
    def jumlah(*orang: Pegawai, baru: Pegawai) -> int:
        with CaptureQueriesContext(connection) as kueri:
            ganti_atasan(*orang, baru=baru)
        return len(kueri)

    for orang in (kantor.pegawai, kantor.rekan):
        ajukan(kantor, orang)
    satu = jumlah(kantor.pegawai, baru=kantor.kadis)
    ganti_atasan(kantor.pegawai, baru=kantor.atasan)

    assert jumlah(kantor.pegawai, kantor.rekan, baru=kantor.kadis) <= satu


def test_a_substitute_is_not_blamed_for_the_days_before_the_mandate(kantor: Kantor, skp: SKP) -> None:
    with time_machine.travel(f"{NANTI.isoformat()} 10:00+07:00", tick=False):
        isi = IsiDelegasi(kantor.rekan, NANTI, NANTI + timedelta(days=4), "800/12/2026", NANTI, "cuti tahunan")
        create_delegasi(konteks=kantor.konteks(kantor.atasan, NANTI), dari=kantor.atasan, isi=isi)

        assert "masuk hari ini · diajukan 24 November 2026" in buka(kantor.rekan, "/menunggu/")
        assert "Di meja ini sejak</dt> <dd>30 November 2026" in buka(
            kantor.rekan, reverse("alur:perkara", args=["skp", skp.kode])
        )
        assert "sudah 6 hari di sini" in buka(kantor.atasan, "/menunggu/"), "whose desk it is all the time"


def test_who_gets_a_case_back_from_the_officers_is_not_blamed_for_those_days(kantor: Kantor) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    petugas = kantor.konteks(kantor.admin)
    alih.take_over(konteks=petugas, proses=PENDAFTARAN, objek=p, alasan="Pejabatnya sakit")
    with time_machine.travel(f"{NANTI.isoformat()} 10:00+07:00", tick=False):
        alih.give_back(konteks=kantor.konteks(kantor.admin, NANTI), proses=PENDAFTARAN, objek=p, alasan="Sudah kembali")

        baris = Pemegang.objects.get(kode=p.kode)
        assert baris.dipegang_at == waktu.now() > baris.sejak_at


def test_an_acting_head_is_named_by_the_post_they_act_in(kantor: Kantor, skp: SKP) -> None:
    kepala = buat_jabatan(buat_unit("Bidang Sementara", kantor.dinas), "Kepala Bidang Sementara", memimpin=True)
    kantor.rekan.riwayat_jabatan.create(jabatan=kepala, penugasan="plt", masa=f"[{HARI:%Y-%m-%d},)", tmt_jabatan=HARI)
    with time_machine.travel(f"{NANTI.isoformat()} 10:00+07:00", tick=False):
        ganti_atasan(kantor.pegawai, baru=kantor.rekan)

        halaman = buka(kantor.rekan, reverse("alur:perkara", args=["skp", skp.kode]))
    assert f"atasannya sekarang Rekan Uji ({kantor.rekan.jabatan.nama}, Plt. Kepala Bidang Sementara)" in halaman
