"""Two officers, one attendance sheet: what one marked stays, and nobody is called absent by an empty or a broken form."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from kompetensi.models import Angkatan, Pendaftaran, Sertifikat
from kompetensi.services import katalog, pendaftaran, sertifikat
from tests.formulir import isian
from tests.kompetensi.factories import SESUDAH, buat_angkatan, sistem
from tests.pegawai.factories import buat_pegawai


@pytest.fixture(autouse=True)
def sesudah() -> Iterator[None]:
    """The day after the run."""
    with time_machine.travel(f"{SESUDAH.isoformat()} 09:00+07:00", tick=False):
        yield


@pytest.fixture
def klien(kota: SimpleNamespace) -> Client:
    klien = Client()
    klien.force_login(kota.admin)
    return klien


@pytest.fixture
def angkatan(kota: SimpleNamespace) -> Angkatan:
    """A run of four people whom nobody has marked yet."""
    angkatan = buat_angkatan()
    tugaskan(angkatan, *(buat_pegawai(f"Peserta {n}", unit=kota.dinas) for n in range(1, 5)))
    return angkatan


def tugaskan(angkatan: Angkatan, *orang: Any) -> None:
    pendaftaran.assign_peserta(konteks=sistem(), angkatan=angkatan, pegawai_ids=[o.pk for o in orang], alasan="ST 1/2026")


def kode(angkatan: Angkatan) -> list[str]:
    return list(angkatan.pendaftaran.order_by("pk").values_list("kode", flat=True))


def keadaan(angkatan: Angkatan) -> list[str]:
    return list(angkatan.pendaftaran.order_by("pk").values_list("status", flat=True))


def buka(klien: Client, angkatan: Angkatan) -> Any:
    return klien.get(reverse("kompetensi:angkatan", args=[angkatan.kode]))


def simpan(klien: Client, angkatan: Angkatan, lembar: Any, hadir: list[str], **lain: Any) -> Any:
    return klien.post(reverse("kompetensi:hadir", args=[angkatan.kode]), isian(lembar, hadir=hadir or None, **lain))


def test_whom_another_marked_meanwhile_is_shown_and_nothing_is_written_over(klien: Client, angkatan: Angkatan) -> None:
    satu, dua, tiga, empat = kode(angkatan)
    lembar = buka(klien, angkatan)
    simpan(klien, angkatan, lembar, [satu, dua])

    jawab = simpan(klien, angkatan, lembar, [tiga, empat])

    assert jawab.status_code == 409
    assert [(b.label, b.sebelum, b.kini, b.punya) for b in jawab.context["form_hadir"].banding] == [
        ("Peserta 1", "Belum dicatat", "Hadir", "Tidak hadir"),
        ("Peserta 2", "Belum dicatat", "Hadir", "Tidak hadir"),
        ("Peserta 3", "Belum dicatat", "Tidak hadir", "Hadir"),
        ("Peserta 4", "Belum dicatat", "Tidak hadir", "Hadir"),
    ]
    assert "Bandingkan: yang tersimpan sekarang dan yang Anda tulis" in jawab.content.decode()
    assert isian(jawab)["hadir"] == [tiga, empat]
    assert keadaan(angkatan) == ["hadir", "hadir", "tidak_hadir", "tidak_hadir"]


def test_what_both_marked_is_handed_back_by_code(kota: SimpleNamespace, angkatan: Angkatan) -> None:
    satu, *lain = kode(angkatan)
    dilihat, konteks = dict.fromkeys(kode(angkatan), "disetujui"), sistem(SESUDAH)
    sertifikat.record_kehadiran(konteks=konteks, angkatan=angkatan, hadir={satu})

    with pytest.raises(sertifikat.KehadiranBerubahError) as galat:
        sertifikat.record_kehadiran(konteks=konteks, angkatan=angkatan, hadir={satu, lain[0]}, dilihat=dilihat)

    assert (galat.value.kini, galat.value.punya) == ({lain[0]: "tidak_hadir"}, {lain[0]: "hadir"})


def test_who_has_seen_both_may_save_theirs(klien: Client, angkatan: Angkatan) -> None:
    satu, dua, tiga, empat = kode(angkatan)
    lembar = buka(klien, angkatan)
    simpan(klien, angkatan, lembar, [satu, dua])
    jawab = simpan(klien, angkatan, lembar, [tiga, empat])

    assert simpan(klien, angkatan, jawab, [satu, dua, tiga]).status_code == 302
    assert keadaan(angkatan) == ["hadir", "hadir", "hadir", "tidak_hadir"]


def test_a_mark_that_was_not_touched_stays_as_another_corrected_it(klien: Client, angkatan: Angkatan) -> None:
    satu, dua, tiga, empat = kode(angkatan)
    simpan(klien, angkatan, buka(klien, angkatan), [satu, dua])
    lembar = buka(klien, angkatan)
    simpan(klien, angkatan, lembar, [satu, dua, tiga])

    assert simpan(klien, angkatan, lembar, [satu]).status_code == 302
    assert keadaan(angkatan) == ["hadir", "tidak_hadir", "hadir", "tidak_hadir"]


def test_who_came_to_the_sheet_later_is_not_called_absent(kota: SimpleNamespace, klien: Client, angkatan: Angkatan) -> None:
    lembar, semula = buka(klien, angkatan), kode(angkatan)
    tugaskan(angkatan, kota.pegawai)

    assert simpan(klien, angkatan, lembar, semula).status_code == 302
    assert keadaan(angkatan) == [*["hadir"] * 4, "disetujui"]


def test_nobody_came_is_asked_once_and_said_deliberately(klien: Client, angkatan: Angkatan) -> None:
    jawab = simpan(klien, angkatan, buka(klien, angkatan), [])

    assert jawab.status_code == 422
    assert "Belum seorang pun dicentang hadir." in jawab.content.decode()
    assert keadaan(angkatan) == ["disetujui"] * 4

    assert simpan(klien, angkatan, jawab, [], kosong="on").status_code == 302
    assert keadaan(angkatan) == ["tidak_hadir"] * 4


@pytest.mark.parametrize("isi", [{}, {"hadir": "x"}, {"semula": "sampah"}, {"semula": "a:b:c d"}, {"semula": "entah:disetujui"}])
def test_an_empty_or_broken_form_marks_nobody(klien: Client, angkatan: Angkatan, isi: dict[str, str]) -> None:
    jawab = klien.post(reverse("kompetensi:hadir", args=[angkatan.kode]), isi)

    assert jawab.status_code == 422
    assert "tidak terbaca utuh" in jawab.content.decode()
    assert keadaan(angkatan) == ["disetujui"] * 4


@pytest.mark.parametrize("ubah", [{"hadir": ["bukankode"]}, {"semula": "lulus"}])
def test_codes_and_states_that_no_sheet_has_are_refused(klien: Client, angkatan: Angkatan, ubah: dict[str, Any]) -> None:
    isi = {"hadir": kode(angkatan)} | ubah
    if "semula" in ubah:
        isi["semula"] = " ".join(f"{k}:lulus" for k in kode(angkatan))

    jawab = klien.post(reverse("kompetensi:hadir", args=[angkatan.kode]), isian(buka(klien, angkatan)) | isi)

    assert jawab.status_code == 422
    assert "Daftar hadir ini tidak terbaca utuh." in jawab.content.decode()
    assert keadaan(angkatan) == ["disetujui"] * 4


def test_the_page_says_what_is_saved_once_something_is(klien: Client, angkatan: Angkatan) -> None:
    assert "Semua dianggap hadir" in buka(klien, angkatan).content.decode()

    simpan(klien, angkatan, buka(klien, angkatan), kode(angkatan)[:1])

    halaman = buka(klien, angkatan).content.decode()
    assert "Tersimpan: 1 hadir, 3 tidak hadir." in halaman
    assert "Semua dianggap hadir" not in halaman


def test_certificates_are_issued_to_those_whom_the_page_named(klien: Client, angkatan: Angkatan) -> None:
    satu, dua, _tiga, _empat = kode(angkatan)
    simpan(klien, angkatan, buka(klien, angkatan), [satu])
    lembar = buka(klien, angkatan)
    sertifikat.record_kehadiran(konteks=sistem(SESUDAH), angkatan=angkatan, hadir={satu, dua})

    jawab = klien.post(reverse("kompetensi:terbit", args=[angkatan.kode]), isian(lembar), follow=True)

    assert "Daftar hadirnya berubah sejak Anda membuka halaman ini" in jawab.content.decode()
    assert not Sertifikat.objects.exists()
    klien.post(reverse("kompetensi:terbit", args=[angkatan.kode]), isian(jawab))
    assert Sertifikat.objects.count() == 2


def test_a_run_that_another_closed_is_not_opened_unawares(klien: Client) -> None:
    angkatan = buat_angkatan(buka=False)
    lembar, alamat = buka(klien, angkatan), reverse("kompetensi:angkatan-keadaan", args=[angkatan.kode])
    for terbuka in (True, False):
        katalog.set_pendaftaran_terbuka(konteks=sistem(), angkatan=angkatan, buka=terbuka)

    jawab = klien.post(alamat, isian(lembar) | {"buka": "1", "semula": "rencana"}, follow=True)

    angkatan.refresh_from_db()
    assert "Petugas lain mengubah angkatan ini sejak Anda membukanya" in jawab.content.decode()
    assert angkatan.status == "ditutup"
    klien.post(alamat, {"buka": "1", "semula": "ditutup"})
    angkatan.refresh_from_db()
    assert angkatan.status == "dibuka"


def test_a_program_that_leaves_everybody_out_has_to_mean_it(angkatan: Angkatan) -> None:
    with pytest.raises(sertifikat.TanpaHadirError):
        sertifikat.record_kehadiran(konteks=sistem(SESUDAH), angkatan=angkatan, hadir=set())
    assert not Pendaftaran.objects.exclude(status="disetujui").exists()
