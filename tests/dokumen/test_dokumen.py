"""Kept files: who opens them, what is written down, what stays when something fails, and what is swept."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from akun.kewenangan import Konteks
from akun.models import CatatanAkses, Pengguna
from dokumen import pemilik as daftar
from dokumen.errors import BerkasTungguHilangError
from dokumen.models import Dokumen
from dokumen.pemilik import register_pemilik
from dokumen.sapu import sapu
from dokumen.services import Subjek, menyimpan, tahan_berkas
from inti import waktu
from tests.berkas_uji import LAIN_PDF, PDF, aman

pytestmark = pytest.mark.django_db
SUBJEK = Subjek("pegawai", "p0000000001x")


@pytest.fixture(autouse=True)
def simpanan(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def boleh(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """Accounts that may open files of the kind 'uji', changed by a test as it goes on."""
    boleh: set[int] = set()
    monkeypatch.setattr(daftar, "_pemilik", dict(daftar._pemilik))
    register_pemilik(
        "uji", may_open=lambda k, d: k.pengguna.pk in boleh, kelompok="pribadi", tujuan="membuka berkas uji", awalan="uji"
    )
    return boleh


@pytest.fixture
def orang() -> Pengguna:
    return Pengguna.objects.create_user(email="a@contoh.invalid", nama="Pemilik", password=None)


@pytest.fixture
def lain() -> Pengguna:
    return Pengguna.objects.create_user(email="b@contoh.invalid", nama="Lain", password=None)


def simpan(siapa: Pengguna, isi: bytes = PDF) -> Dokumen:
    with menyimpan(Konteks(siapa)) as penyimpan:
        return penyimpan.simpan("uji", aman(isi), SUBJEK)


def peramban(siapa: Pengguna) -> Client:
    klien = Client()
    klien.force_login(siapa, backend="akun.backends.NomorAtauEmailBackend")
    return klien


def buka(siapa: Pengguna, dokumen: Dokumen, tujuan: str | None = "Memeriksa berkas") -> SimpleNamespace:
    """Status, headers and content of the answer; read to its end the file behind it is closed. `tujuan` None: by its mere address."""
    alamat, klien = reverse("dokumen:buka", kwargs={"kode": dokumen.kode}), peramban(siapa)
    jawab: Any = klien.get(alamat) if tujuan is None else klien.post(alamat, {"tujuan": tujuan})
    isi = b"".join(jawab.streaming_content) if jawab.streaming else jawab.content
    return SimpleNamespace(status=jawab.status_code, headers=jawab.headers, isi=isi)


def berkas(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file()]


def test_a_file_is_handed_out_as_a_download_in_which_nothing_runs(orang: Pengguna, boleh: set[int]):
    dokumen = simpan(orang)
    boleh.add(orang.pk)

    jawab = buka(orang, dokumen)

    assert jawab.isi == PDF
    assert jawab.headers["Content-Disposition"] == f'attachment; filename="uji-{dokumen.kode}.pdf"'
    assert (jawab.headers["X-Content-Type-Options"], jawab.headers["Content-Type"]) == ("nosniff", "application/pdf")
    assert "sandbox" in jawab.headers["Content-Security-Policy"]


def test_the_right_is_asked_again_at_each_opening(orang: Pengguna, boleh: set[int]):
    dokumen = simpan(orang)
    boleh.add(orang.pk)
    assert buka(orang, dokumen).status == 200

    boleh.clear()

    assert buka(orang, dokumen).status == 404


def test_a_stranger_is_led_to_the_sign_in_page(orang: Pengguna):
    assert Client().get(reverse("dokumen:buka", kwargs={"kode": simpan(orang).kode})).status_code == 302


def test_reading_a_protected_file_leaves_a_receipt_of_its_subject(orang: Pengguna, lain: Pengguna, boleh: set[int]):
    dokumen = simpan(orang)
    boleh.add(lain.pk)

    buka(lain, dokumen, "Mencocokkan alamat")

    catatan = CatatanAkses.objects.get()
    assert (catatan.pembaca, catatan.subjek_kode, catatan.kelompok, catatan.tujuan) == (
        lain, SUBJEK.kode, "pribadi", "Mencocokkan alamat",
    )  # fmt: skip


@pytest.mark.parametrize(("tujuan", "status"), [(None, 200), ("", 422), ("x", 422)])
def test_a_file_of_a_closed_group_asks_first_what_for(
    orang: Pengguna, lain: Pengguna, boleh: set[int], tujuan: str | None, status: int
):
    dokumen = simpan(orang)
    boleh.add(lain.pk)

    jawab = buka(lain, dokumen, tujuan)

    assert (jawab.status, PDF in jawab.isi) == (status, False)
    assert not CatatanAkses.objects.exists()


def test_a_refused_reading_leaves_no_receipt(orang: Pengguna, lain: Pengguna):
    buka(lain, simpan(orang))

    assert not CatatanAkses.objects.exists()


def test_a_lost_file_is_said_in_words_and_leaves_no_receipt(orang: Pengguna, boleh: set[int]):
    dokumen = simpan(orang)
    boleh.add(orang.pk)
    default_storage.delete(str(dokumen.berkas.name))

    jawab = buka(orang, dokumen)

    assert (jawab.status, "Beri tahu admin BKPSDM" in jawab.isi.decode()) == (404, True)
    assert not CatatanAkses.objects.exists()


def test_a_replaced_file_keeps_its_predecessor_under_the_same_right(orang: Pengguna, boleh: set[int]):
    lama = simpan(orang)
    with menyimpan(Konteks(orang)) as penyimpan:
        baru = penyimpan.ganti(lama, aman(LAIN_PDF))
    boleh.add(orang.pk)

    assert (baru.versi, baru.menggantikan, baru.subjek_kode) == (2, lama, SUBJEK.kode)
    assert buka(orang, lama).isi == PDF


def test_two_files_can_not_replace_the_same_one(orang: Pengguna):
    lama = simpan(orang)
    with menyimpan(Konteks(orang)) as penyimpan:
        penyimpan.ganti(lama, aman())

    with pytest.raises(IntegrityError, match="menggantikan"), menyimpan(Konteks(orang)) as penyimpan:
        penyimpan.ganti(lama, aman())


def test_a_use_case_that_fails_leaves_neither_row_nor_file(orang: Pengguna, simpanan: Path):
    def gagal_sesudahnya() -> None:
        with menyimpan(Konteks(orang)) as penyimpan:
            penyimpan.simpan("uji", aman(), SUBJEK)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        gagal_sesudahnya()

    assert not Dokumen.objects.exists()
    assert berkas(simpanan) == []


def test_a_row_that_is_refused_writes_no_file(orang: Pengguna, simpanan: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Dokumen, "save", lambda *a, **k: (_ for _ in ()).throw(IntegrityError))

    with pytest.raises(IntegrityError):
        simpan(orang)

    assert berkas(simpanan) == []


def test_a_waiting_file_is_seen_by_its_sender_alone(orang: Pengguna, lain: Pengguna, boleh: set[int]):
    dokumen = tahan_berkas(Konteks(orang), "uji", aman())
    boleh.add(lain.pk)

    assert buka(orang, dokumen).status == 200
    assert buka(lain, dokumen).status == 404


def test_a_waiting_file_of_somebody_else_is_never_taken(orang: Pengguna, lain: Pengguna):
    dokumen = tahan_berkas(Konteks(orang), "uji", aman())

    with pytest.raises(BerkasTungguHilangError, match="sekali lagi"), menyimpan(Konteks(lain)) as penyimpan:
        penyimpan.simpan("uji", dokumen, SUBJEK)


def test_a_file_that_waited_too_long_is_swept_with_its_row(orang: Pengguna, simpanan: Path):
    dokumen = tahan_berkas(Konteks(orang), "uji", aman())
    Dokumen.objects.filter(pk=dokumen.pk).update(menunggu_sampai=waktu.now() - timedelta(minutes=1))

    assert sapu() == {"menunggu": 1, "yatim": 0}
    assert (Dokumen.objects.exists(), berkas(simpanan)) == (False, [])


@pytest.mark.parametrize("ruang", ["dokumen/2026/11", "bukti/2026/10", "kompetensi/bukti"])
def test_an_old_file_that_no_row_knows_is_swept(ruang: str, simpanan: Path):
    default_storage.save(f"{ruang}/yatim.pdf", ContentFile(PDF))
    kemarin = time.time() - 2 * 24 * 3600
    os.utime(simpanan / ruang / "yatim.pdf", (kemarin, kemarin))

    assert sapu()["yatim"] == 1


def test_sweeping_leaves_kept_waiting_and_fresh_files_and_those_of_others(orang: Pengguna, simpanan: Path):
    simpan(orang)
    tahan_berkas(Konteks(orang), "uji", aman())
    for letak in ("dokumen/2026/11/baru.pdf", "laporan/x.pdf", "impor/y.xlsx"):
        default_storage.save(letak, ContentFile(PDF))
    for satu in berkas(simpanan)[:]:
        if satu.name != "baru.pdf":
            os.utime(satu, (0, 0))

    assert sapu() == {"menunggu": 0, "yatim": 0}
    assert len(berkas(simpanan)) == 5


@pytest.mark.parametrize(
    ("ubah", "kendala"),
    [
        ({"berkas": ""}, "dokumen_bertempat"),
        ({"sidik": "x"}, "dokumen_sidik_sah"),
        ({"versi": 2}, "dokumen_versi_berurutan"),
        ({"pemilik": None, "menunggu_sampai": "2026-11-27T00:00Z"}, "dokumen_menunggu_berpemilik"),
    ],
)
def test_the_database_refuses_what_can_not_be(orang: Pengguna, ubah: dict[str, Any], kendala: str):
    dokumen = simpan(orang)

    with pytest.raises(IntegrityError, match=kendala), transaction.atomic():
        Dokumen.objects.filter(pk=dokumen.pk).update(**ubah)


def test_a_kind_is_registered_once(boleh: set[int]):
    with pytest.raises(ValueError, match="sudah terdaftar"):
        register_pemilik("uji", may_open=lambda k, d: True, kelompok="umum", tujuan="", awalan="x")
