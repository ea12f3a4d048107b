"""Evidence: odd files are answered in words, a failed entry leaves no file, a lost file is said kindly."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError

from inti import unggahan as pemeriksa
from kinerja.models import SKP, BuktiDukung, KemajuanKerja
from kinerja.services import kemajuan
from tests.berkas_uji import ANEH_TAPI_SAH, DITOLAK, PDF, unggahan
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import HARI, Kantor, baris, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")


@pytest.fixture(autouse=True)
def simpanan(settings: Any, tmp_path: Path) -> Path:
    """Where files of these tests lie."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def skp(kantor: Kantor) -> SKP:
    return sepakati(kantor, kantor.pegawai)


def isian(skp: SKP, **lain: Any) -> dict[str, Any]:
    hasil = baris(skp)
    ukuran = hasil.indikator.get()
    return {
        "hasil": hasil.kode, f"nilai_{ukuran.kode}": "40", "tanggal": "24-11-2026", "kunci": "abc123def456",
        "uraian": "Cerita yang sudah saya ketik", "judul_bukti": "Nama bukti saya",
    } | lain  # fmt: skip


def isi_folder(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file()]


@pytest.mark.parametrize("apa", DITOLAK)
def test_a_refused_file_says_what_to_do_and_keeps_what_was_typed(
    kantor: Kantor, masuk: Masuk, skp: SKP, simpanan: Path, apa: str
) -> None:
    jawab = masuk(kantor.pegawai).post(url("catat"), isian(skp, berkas=unggahan(*DITOLAK[apa])))

    halaman = jawab.content.decode()
    assert jawab.status_code == 422
    assert jawab.context["form"].errors["berkas"]
    assert "Cerita yang sudah saya ketik" in halaman
    assert "Nama bukti saya" in halaman
    assert not KemajuanKerja.objects.exists()
    assert isi_folder(simpanan) == []


@pytest.mark.parametrize("apa", ANEH_TAPI_SAH)
def test_an_odd_name_or_content_is_kept_under_a_name_of_ours(
    kantor: Kantor, masuk: Masuk, skp: SKP, simpanan: Path, apa: str
) -> None:
    jawab = masuk(kantor.pegawai).post(url("catat"), isian(skp, berkas=unggahan(*ANEH_TAPI_SAH[apa])))

    assert jawab.status_code == 302
    (tersimpan,) = isi_folder(simpanan)
    assert tersimpan.parent.parent.parent.name == "bukti"
    assert tersimpan.stem.isalnum()
    unduhan = masuk(kantor.atasan).get(url("bukti", BuktiDukung.objects.get().kode))
    assert b"".join(unduhan.streaming_content)  # type: ignore[attr-defined]  # a FileResponse
    assert unduhan.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in unduhan.headers["Content-Security-Policy"]


@pytest.mark.parametrize("nama", ["", "/", "...", "\u202e", "a" * 3000])
def test_a_name_that_says_nothing_is_refused_not_a_crash(nama: str) -> None:
    with pytest.raises(pemeriksa.BerkasDitolakError):
        pemeriksa.periksa(unggahan(nama, PDF))


def test_a_shown_name_never_turns_the_reading() -> None:
    aman = pemeriksa.periksa(unggahan("surat\u202efdp.exe\u202c.pdf", PDF))

    assert aman.nama_asli == "suratfdp.exe.pdf"


def test_a_zip_that_is_no_office_document_is_refused() -> None:
    with pytest.raises(pemeriksa.BerkasDitolakError, match="tidak cocok"):
        pemeriksa.periksa(unggahan("arsip.docx", b"PK\x03\x04META-INF/MANIFEST.MF"))


def test_no_file_at_all_is_fine(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    assert masuk(kantor.pegawai).post(url("catat"), isian(skp)).status_code == 302


def test_of_two_files_one_is_kept(kantor: Kantor, masuk: Masuk, skp: SKP, simpanan: Path) -> None:
    dua = [unggahan("a.pdf", PDF + b"1"), unggahan("b.pdf", PDF + b"2")]

    assert masuk(kantor.pegawai).post(url("catat"), isian(skp, berkas=dua)).status_code == 302
    assert len(isi_folder(simpanan)) == 1


def test_two_clicks_keep_one_entry_and_one_file(kantor: Kantor, masuk: Masuk, skp: SKP, simpanan: Path) -> None:
    klien = masuk(kantor.pegawai)

    for _klik in range(2):
        assert klien.post(url("catat"), isian(skp, berkas=unggahan("a.pdf", PDF))).status_code == 302

    assert KemajuanKerja.objects.count() == BuktiDukung.objects.count() == len(isi_folder(simpanan)) == 1


def test_an_entry_that_is_refused_after_the_file_was_written_leaves_nothing(
    kantor: Kantor, masuk: Masuk, skp: SKP, simpanan: Path
) -> None:
    jawab = masuk(kantor.pegawai).post(url("catat"), isian(skp, berkas=unggahan("a.pdf", PDF), tanggal="25-11-2026"))

    assert jawab.status_code == 422
    assert "belum tiba" in jawab.content.decode()
    assert not BuktiDukung.objects.exists()
    assert isi_folder(simpanan) == []


def test_a_crash_of_the_database_leaves_no_file(
    kantor: Kantor, skp: SKP, simpanan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gagal(*_args: Any, **_kwargs: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(BuktiDukung, "save", gagal)

    with pytest.raises(IntegrityError):
        kemajuan.create_bukti(konteks=kantor.konteks(kantor.pegawai), judul="", unggahan=unggahan("a.pdf", PDF))
    assert isi_folder(simpanan) == []


def test_a_file_that_the_disk_lost_is_said_in_words_and_logged(
    kantor: Kantor, masuk: Masuk, skp: SKP, caplog: pytest.LogCaptureFixture
) -> None:
    bukti = kemajuan.create_bukti(konteks=kantor.konteks(kantor.pegawai), judul="", unggahan=unggahan("a.pdf", PDF))
    default_storage.delete(str(bukti.berkas.name))

    with caplog.at_level(logging.ERROR):
        jawab = masuk(kantor.atasan).get(url("bukti", bukti.kode))

    assert jawab.status_code == 404
    assert "Beri tahu admin BKPSDM" in jawab.content.decode()
    assert str(bukti.berkas.name) in caplog.text


def test_correcting_twice_is_one_correction(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    isi = kemajuan.Catatan(baris(skp), HARI, dict.fromkeys(baris(skp).indikator.all(), 400))
    (lama,) = kemajuan.record_kemajuan(konteks=kantor.konteks(kantor.pegawai), skp=skp, catatan=[isi])
    klien = masuk(kantor.pegawai)

    for _klik in range(2):
        jawab = klien.post(url("koreksi", lama.kode), {"nilai": "40", "tanggal": "24-11-2026", "alasan": "salah ketik"})
        assert jawab.status_code == 302

    assert KemajuanKerja.objects.filter(menggantikan=lama).count() == 1
