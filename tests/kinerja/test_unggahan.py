"""Evidence: odd files are answered in words, a failed entry leaves no file, a lost file is said kindly."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError

from dokumen.models import Dokumen
from dokumen.services import tahan_berkas
from kinerja.models import SKP, BuktiDukung, KemajuanKerja
from kinerja.services import kemajuan
from tests.berkas_uji import ANEH_TAPI_SAH, DITOLAK, LAIN_PDF, PDF, aman, unggahan
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
    assert tersimpan.parent.parent.parent.name == "dokumen"
    assert tersimpan.stem.isalnum()
    unduhan = masuk(kantor.atasan).get(url("bukti", BuktiDukung.objects.get().kode))
    assert b"".join(unduhan.streaming_content)  # type: ignore[attr-defined]  # a FileResponse
    assert unduhan.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in unduhan.headers["Content-Security-Policy"]


def test_no_file_at_all_is_fine(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    assert masuk(kantor.pegawai).post(url("catat"), isian(skp)).status_code == 302


def test_of_two_files_one_is_kept(kantor: Kantor, masuk: Masuk, skp: SKP, simpanan: Path) -> None:
    dua = [unggahan("a.pdf", PDF), unggahan("b.pdf", LAIN_PDF)]

    assert masuk(kantor.pegawai).post(url("catat"), isian(skp, berkas=dua)).status_code == 302
    assert len(isi_folder(simpanan)) == 1


def test_two_clicks_keep_one_entry_and_one_file(kantor: Kantor, masuk: Masuk, skp: SKP, simpanan: Path) -> None:
    klien = masuk(kantor.pegawai)

    for _klik in range(2):
        assert klien.post(url("catat"), isian(skp, berkas=unggahan("a.pdf", PDF))).status_code == 302

    assert KemajuanKerja.objects.count() == BuktiDukung.objects.count() == len(isi_folder(simpanan)) == 1


def test_a_refused_form_keeps_its_file_and_takes_it_along_when_it_is_put_right(
    kantor: Kantor, masuk: Masuk, skp: SKP, simpanan: Path
) -> None:
    klien = masuk(kantor.pegawai)
    jawab = klien.post(url("catat"), isian(skp, berkas=unggahan("foto loket.pdf", PDF), tanggal="25-11-2026"))
    assert jawab.status_code == 422
    assert "belum tiba" in jawab.content.decode()
    assert "Berkas sudah terunggah: foto loket.pdf" in jawab.content.decode()
    assert not BuktiDukung.objects.exists()
    tunggu = Dokumen.objects.get()

    lagi = klien.post(url("catat"), isian(skp, berkas_tunggu=tunggu.kode))

    assert lagi.status_code == 302
    tunggu.refresh_from_db()
    assert (BuktiDukung.objects.get().dokumen, tunggu.menunggu_sampai, tunggu.subjek_kode) == (tunggu, None, kantor.pegawai.kode)
    assert len(isi_folder(simpanan)) == 1


def test_a_file_that_waits_for_somebody_else_is_never_taken(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    milik_rekan = tahan_berkas(kantor.konteks(kantor.rekan), "kinerja.bukti", aman())

    jawab = masuk(kantor.pegawai).post(url("catat"), isian(skp, berkas_tunggu=milik_rekan.kode))

    assert jawab.status_code == 422
    assert "sudah tidak ada" in str(jawab.context["form"].errors["berkas"])
    assert not BuktiDukung.objects.exists()


def test_a_crash_of_the_database_leaves_no_file(
    kantor: Kantor, skp: SKP, simpanan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gagal(*_args: Any, **_kwargs: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(BuktiDukung, "save", gagal)

    with pytest.raises(IntegrityError):
        kemajuan.create_bukti(konteks=kantor.konteks(kantor.pegawai), judul="", berkas=aman())
    assert isi_folder(simpanan) == []


def test_a_file_that_the_disk_lost_is_said_in_words_and_logged(
    kantor: Kantor, masuk: Masuk, skp: SKP, caplog: pytest.LogCaptureFixture
) -> None:
    bukti = kemajuan.create_bukti(konteks=kantor.konteks(kantor.pegawai), judul="", berkas=aman())
    default_storage.delete(str(bukti.dokumen.berkas.name))

    with caplog.at_level(logging.ERROR):
        jawab = masuk(kantor.atasan).get(url("bukti", bukti.kode))

    assert jawab.status_code == 404
    assert "Beri tahu admin BKPSDM" in jawab.content.decode()
    assert str(bukti.dokumen.berkas.name) in caplog.text


def test_correcting_twice_is_one_correction(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    isi = kemajuan.Catatan(baris(skp), HARI, dict.fromkeys(baris(skp).indikator.all(), 400))
    (lama,) = kemajuan.record_kemajuan(konteks=kantor.konteks(kantor.pegawai), skp=skp, catatan=[isi])
    klien = masuk(kantor.pegawai)

    for _klik in range(2):
        jawab = klien.post(url("koreksi", lama.kode), {"nilai": "40", "tanggal": "24-11-2026", "alasan": "salah ketik"})
        assert jawab.status_code == 302

    assert KemajuanKerja.objects.filter(menggantikan=lama).count() == 1
