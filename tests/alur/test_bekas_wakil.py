"""Whoever decided as a substitute still reads their own step when the mandate is over, and nothing else of the person's file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from kinerja.models import SKP
from kompetensi.models import Pendaftaran
from kompetensi.services.pendaftaran import decide_pendaftaran
from pegawai.models import Delegasi, Pegawai
from pegawai.services import IsiDelegasi, IsiMutasi, cancel_delegasi, create_delegasi, create_mutasi
from tests.kinerja.factories import HARI, Kantor, ajukan, buat_kantor, buat_orang
from tests.kompetensi.factories import buat_angkatan, daftarkan
from tests.organisasi.factories import buat_jabatan, buat_unit

ALASAN = "Kuota unit sudah penuh tahun ini"


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield buat_kantor()


@pytest.fixture
def wakil(kantor: Kantor) -> Pegawai:
    """Somebody of another unit, who leads nobody and sees nobody's file of their own right."""
    return buat_orang("Wakil Uji", unit=kantor.dinas)


def masuk(siapa: Pegawai) -> Client:
    klien = Client()
    assert siapa.akun is not None
    klien.force_login(siapa.akun, backend="akun.backends.NomorAtauEmailBackend")
    return klien


def titipkan(kantor: Kantor, wakil: Pegawai) -> Delegasi:
    isi = IsiDelegasi(wakil, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")
    return create_delegasi(konteks=kantor.konteks(kantor.atasan), dari=kantor.atasan, isi=isi)


@pytest.fixture
def diputus(kantor: Kantor, wakil: Pegawai) -> Pendaftaran:
    """An enrolment that the substitute turned down before the mandate was withdrawn."""
    p = daftarkan(kantor.pegawai, buat_angkatan())
    delegasi = titipkan(kantor, wakil)
    decide_pendaftaran(konteks=kantor.konteks(wakil), pendaftaran=p, setuju=False, alasan=ALASAN)
    cancel_delegasi(konteks=kantor.konteks(kantor.atasan), delegasi=delegasi, alasan="sudah kembali")
    return p


def halaman(p: Pendaftaran) -> list[str]:
    return [reverse("kompetensi:pendaftaran", args=[p.kode]), reverse("alur:perkara", args=["pendaftaran", p.kode])]


def test_opening_what_one_decided_shows_the_own_step_and_speaks_of_no_step_that_failed(
    diputus: Pendaftaran, wakil: Pegawai
) -> None:
    for alamat in halaman(diputus):
        jawab = masuk(wakil).get(alamat)
        isi = jawab.content.decode()

        assert jawab.status_code == 403
        assert "Langkah ini tidak dijalankan" not in isi
        assert "Perkara ini tidak terbuka untuk Anda sekarang" in isi
        assert "Yang Anda lakukan di perkara ini" in isi
        assert "24 November 2026, 09.00" in isi
        assert "atas nama Kabid Uji" in isi


def test_the_file_and_its_reasons_stay_closed(diputus: Pendaftaran, wakil: Pegawai) -> None:
    for alamat in halaman(diputus):
        isi = masuk(wakil).get(alamat).content.decode()

        assert "Pegawai Uji" not in isi
        assert ALASAN not in isi
        assert "Mendaftar" not in isi, "what others did in the case"


def test_an_undecided_case_only_says_that_it_is_closed(kantor: Kantor, wakil: Pegawai) -> None:
    p = daftarkan(kantor.pegawai, buat_angkatan())
    delegasi = titipkan(kantor, wakil)
    cancel_delegasi(konteks=kantor.konteks(kantor.atasan), delegasi=delegasi, alasan="sudah kembali")

    isi = masuk(wakil).get(halaman(p)[0]).content.decode()

    assert "Langkah ini tidak dijalankan" not in isi
    assert "dicabut pada 24 November 2026" in isi
    assert "Yang Anda lakukan" not in isi


def test_who_never_took_a_step_learns_nothing(diputus: Pendaftaran, kantor: Kantor) -> None:
    for alamat in halaman(diputus):
        assert "Yang Anda lakukan" not in masuk(kantor.rekan).get(alamat).content.decode()
    assert masuk(kantor.rekan).get(halaman(diputus)[1]).status_code == 404


def test_the_own_page_lists_what_was_decided_as_a_substitute(diputus: Pendaftaran, wakil: Pegawai, kantor: Kantor) -> None:
    alamat = reverse("pegawai:wakil", args=[wakil.kode])

    isi = masuk(wakil).get(alamat).content.decode()

    assert "Yang Anda putuskan sebagai wakil" in isi
    assert "24 November 2026, 09.00 · atas nama Kabid Uji" in isi
    assert reverse("alur:perkara", args=["pendaftaran", diputus.kode]) in isi
    klien = Client()
    klien.force_login(kantor.admin, backend="akun.backends.NomorAtauEmailBackend")
    assert "Yang Anda putuskan sebagai wakil" not in klien.get(alamat).content.decode()


# --- a mandate that a move ended -----------------------------------------------------------------------------


def pindahkan(kantor: Kantor, siapa: Pegawai) -> None:
    isi = IsiMutasi(
        jabatan=buat_jabatan(buat_unit("Badan Lain", kantor.kota), "Analis"), tmt=HARI, nomor_sk="800/7", alasan="Rotasi"
    )
    create_mutasi(konteks=kantor.konteks(kantor.admin), pegawai=siapa, isi=isi)


def jawaban(wakil: Pegawai, skp: SKP) -> list[str]:
    """Of the page and of the step."""
    klien = masuk(wakil)
    semua = [
        klien.get(reverse("kinerja:skp", args=[skp.kode])),
        klien.get(reverse("alur:perkara", args=["skp", skp.kode])),
        klien.post(reverse("kinerja:sepakati", args=[skp.kode]), {"versi": skp.versi}),
    ]
    assert [j.status_code for j in semua] == [403] * 3
    return [j.content.decode() for j in semua]


def test_after_the_giver_s_move_the_substitute_reads_that_and_not_a_guess(kantor: Kantor, wakil: Pegawai) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titipkan(kantor, wakil)
    pindahkan(kantor, kantor.atasan)

    for isi in jawaban(wakil, skp):
        assert "Titipan dari Kabid Uji" in isi
        assert "berakhir pada 24 November 2026. Waktu itu pejabatnya tidak lagi memimpin orang" in isi
        assert "Perkara ini tidak lagi di meja Anda" in isi
        assert "Pegawai Uji" not in isi
        assert "Kadis Uji" not in isi, "who leads them now"


def test_after_their_own_move_the_substitute_reads_that(kantor: Kantor, wakil: Pegawai) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titipkan(kantor, wakil)
    pindahkan(kantor, wakil)

    for isi in jawaban(wakil, skp):
        assert "berakhir pada 24 November 2026. Waktu itu wakilnya bukan lagi rekan sekantor pejabatnya" in isi
        assert "Pegawai Uji" not in isi


@pytest.mark.parametrize("siapa", ["atasan", "wakil"])
def test_a_case_that_came_after_the_mandate_is_not_there(kantor: Kantor, wakil: Pegawai, siapa: str) -> None:
    titipkan(kantor, wakil)
    pindahkan(kantor, wakil if siapa == "wakil" else kantor.atasan)
    with time_machine.travel(f"{HARI.isoformat()} 10:00+07:00", tick=False):
        skp = ajukan(kantor, kantor.pegawai)

        assert masuk(wakil).get(reverse("kinerja:skp", args=[skp.kode])).status_code == 404
