"""Evidence that comes after the entry: added by a correction, once, without a reason of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from kinerja.models import SKP, BuktiDukung, KemajuanKerja
from tests.berkas_uji import LAIN_PDF, PDF, unggahan
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import Kantor, baris, catat, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")


@pytest.fixture(autouse=True)
def simpanan(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def skp(kantor: Kantor) -> SKP:
    return sepakati(kantor, kantor.pegawai)


def isian(**lain: Any) -> dict[str, Any]:
    return {"nilai": "40", "tanggal": "24-11-2026", "uraian": "", "alasan": ""} | lain


def test_evidence_is_added_to_what_was_recorded_and_counts_once(kantor: Kantor, masuk: Masuk, skp: SKP, simpanan: Path) -> None:
    catat(kantor, skp, nilai=40, bukti=False)
    lama = KemajuanKerja.objects.get()
    klien = masuk(kantor.pegawai)
    assert "Koreksi atau tambah bukti" in klien.get(url("kemajuan", skp.kode)).content.decode()

    for _klik in range(2):
        jawab = klien.post(url("koreksi", lama.kode), isian(berkas=unggahan("loket.pdf", PDF)))
        assert jawab.status_code == 302

    kini = KemajuanKerja.objects.get(diganti_at=None)
    assert (kini.menggantikan, kini.nilai, kini.berbukti, kini.alasan_koreksi) == (lama, 40, True, "bukti ditambahkan")
    assert [b.judul for b in kini.bukti.all()] == [skp.rencana.get().uraian]
    assert len([p for p in simpanan.rglob("*") if p.is_file()]) == BuktiDukung.objects.count() == 1


def test_other_evidence_from_another_tab_is_not_taken_for_a_second_click(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    catat(kantor, skp, nilai=40, bukti=False)
    lama, klien = KemajuanKerja.objects.get(), masuk(kantor.pegawai)
    assert klien.post(url("koreksi", lama.kode), isian(berkas=unggahan("satu.pdf", PDF))).status_code == 302

    jawab = klien.post(url("koreksi", lama.kode), isian(berkas=unggahan("dua.pdf", LAIN_PDF)))

    assert jawab.status_code == 422
    assert "sudah dikoreksi" in jawab.content.decode()
    assert "Berkas sudah terunggah: dua.pdf" in jawab.content.decode()
    assert klien.post(url("koreksi", lama.kode), isian(tautan="https://contoh.invalid/a")).status_code == 422
    form = jawab.context["form"]
    lagi = {"versi": form["versi"].value(), "berkas_tunggu": form["berkas"].field.widget.tunggu.kode}
    assert klien.post(url("koreksi", lama.kode), isian(**lagi)).status_code == 302, "the file goes along to what stands now"
    assert KemajuanKerja.objects.get(diganti_at=None).bukti.count() == 2


def kiriman(skp: SKP, **lain: Any) -> dict[str, Any]:
    hasil = skp.rencana.get()
    return {
        "hasil": hasil.kode,
        f"nilai_{hasil.indikator.get().kode}": "40",
        "tanggal": "24-11-2026",
        "kunci": "abc123def456",
    } | lain


def test_what_a_copied_tab_sends_is_asked_about_and_recorded(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    klien, nilai = masuk(kantor.pegawai), f"nilai_{skp.rencana.get().indikator.get().kode}"
    assert klien.post(url("catat"), kiriman(skp, berkas=unggahan("satu.pdf", PDF))).status_code == 302

    for lain in ({nilai: "38"}, {"uraian": "Sesudah rapat"}, {"berkas": unggahan("dua.pdf", LAIN_PDF)}):
        jawab = klien.post(url("catat"), kiriman(skp, **{"berkas": unggahan("satu.pdf", PDF)} | lain))
        assert jawab.status_code == 422
        assert "sudah tersimpan catatan lain" in jawab.content.decode()
    assert klien.post(url("catat"), kiriman(skp, berkas=unggahan("satu.pdf", PDF))).status_code == 302, "a second click"
    assert KemajuanKerja.objects.count() == 1

    for _klik in range(2):
        assert klien.post(url("catat"), kiriman(skp, lagi="on", **{nilai: "38"})).status_code == 302
    assert sorted(k.nilai for k in KemajuanKerja.objects.all()) == [38, 40]


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"nilai": "4", "alasan": "salah ketik"}, "Koreksi dari 40: salah ketik"),
        ({"tanggal": "23-11-2026", "alasan": "keliru hari"}, "Tanggal semula 24 November 2026: keliru hari"),
        (
            {"nilai": "4", "tanggal": "23-11-2026", "alasan": "tertukar"},
            "Koreksi dari 40, tanggal semula 24 November 2026: tertukar",
        ),
        ({"uraian": "Loket dua", "alasan": "ceritanya kurang"}, "Koreksi: ceritanya kurang"),
        ({"tautan": "https://contoh.invalid/a"}, "Bukti ditambahkan"),
        ({"tautan": "https://contoh.invalid/a", "uraian": "Loket dua"}, "Koreksi: bukti ditambahkan"),
        ({"tautan": "https://contoh.invalid/a", "alasan": "baru dipindai"}, "Koreksi: baru dipindai"),
    ],
)
def test_the_list_names_what_a_correction_changed_and_nothing_else(
    kantor: Kantor, masuk: Masuk, skp: SKP, ubah: dict[str, str], kata: str
) -> None:
    catat(kantor, skp, nilai=40, bukti=False)
    klien = masuk(kantor.pegawai)
    assert klien.post(url("koreksi", KemajuanKerja.objects.get().kode), isian(**ubah)).status_code == 302

    assert f"<small>{kata}</small>" in klien.get(url("kemajuan", skp.kode)).content.decode()


def test_evidence_added_to_a_story_names_no_number(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    klien = masuk(kantor.pegawai)
    klien.post(
        url("catat"), {"hasil": skp.rencana.get().kode, "tanggal": "24-11-2026", "kunci": "abc123def456", "uraian": "Rapat"}
    )
    isi = isian(nilai="", uraian="Rapat", tautan="https://contoh.invalid/a")
    assert klien.post(url("koreksi", KemajuanKerja.objects.get().kode), isi).status_code == 302

    assert "<small>Bukti ditambahkan</small>" in klien.get(url("kemajuan", skp.kode)).content.decode()


def test_a_correction_without_evidence_still_says_why(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    catat(kantor, skp, nilai=40, bukti=False)
    lama = KemajuanKerja.objects.get()

    jawab = masuk(kantor.pegawai).post(url("koreksi", lama.kode), isian(nilai="4"))

    assert jawab.status_code == 422
    assert jawab.context["form"].errors["alasan"]
    assert KemajuanKerja.objects.filter(diganti_at=None).get() == lama


def test_a_refused_correction_keeps_the_file(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    catat(kantor, skp, nilai=40, bukti=False)
    lama = KemajuanKerja.objects.get()

    jawab = masuk(kantor.pegawai).post(url("koreksi", lama.kode), isian(tanggal="", berkas=unggahan("loket.pdf", PDF)))

    assert "Berkas sudah terunggah: loket.pdf" in jawab.content.decode()
    assert '<details class="mengapa" open>' in jawab.content.decode(), "where the file is shown"
    assert not BuktiDukung.objects.exists()


def test_nobody_adds_evidence_to_the_entry_of_a_colleague(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    catat(kantor, skp, nilai=40, bukti=False)

    jawab = masuk(kantor.rekan).post(url("koreksi", KemajuanKerja.objects.get().kode), isian(tautan="https://contoh.invalid/a"))

    assert jawab.status_code == 403
    assert "https://contoh.invalid/a" in jawab.content.decode(), "what was typed, to copy"
    assert not BuktiDukung.objects.exists()


def test_a_reason_that_the_house_wrote_is_read_in_the_language_of_the_reader(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    catat(kantor, skp, nilai=40, bukti=False)
    klien = masuk(kantor.pegawai)
    with translation.override("en"):
        klien.cookies["django_language"] = "en"
        klien.post(url("koreksi", KemajuanKerja.objects.get().kode), isian(tautan="https://contoh.invalid/a", uraian="Loket dua"))
    klien.cookies["django_language"] = "id"

    assert "<small>Koreksi: bukti ditambahkan</small>" in klien.get(url("kemajuan", skp.kode)).content.decode()


def test_evidence_that_comes_later_is_for_all_that_was_told_at_once(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    baris(skp).indikator.create(aspek="kualitas", uraian="Tanpa salah", target=97, satuan="persen")
    catat(kantor, skp, nilai=40, bukti=False)
    satu, lain = KemajuanKerja.objects.order_by("pk")

    jawab = masuk(kantor.pegawai).post(url("koreksi", satu.kode), isian(tautan="https://contoh.invalid/a"), follow=True)

    kini = KemajuanKerja.objects.filter(diganti_at=None)
    assert {(k.menggantikan_id, k.nilai, k.berbukti, k.bukti.count()) for k in kini} == {
        (satu.pk, 40, True, 1), (lain.pk, 40, True, 1),
    }  # fmt: skip
    assert BuktiDukung.objects.count() == 1
    assert "buktinya untuk semua angka pada catatan itu" in jawab.content.decode()
    assert len({k.kunci for k in kini}) == 1


def test_a_number_that_was_corrected_still_belongs_to_its_telling(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    baris(skp).indikator.create(aspek="kualitas", uraian="Tanpa salah", target=97, satuan="persen")
    catat(kantor, skp, nilai=40, bukti=False)
    satu, lain = KemajuanKerja.objects.order_by("pk")
    klien = masuk(kantor.pegawai)
    assert klien.post(url("koreksi", lain.kode), isian(nilai="42", alasan="salah ketik")).status_code == 302

    assert klien.post(url("koreksi", satu.kode), isian(tautan="https://contoh.invalid/a")).status_code == 302
    kini = list(KemajuanKerja.objects.filter(diganti_at=None))
    assert {(k.nilai, k.berbukti) for k in kini} == {(40, True), (42, True)}

    klien.post(url("catatan_tarik", kini[0].kode), {"alasan": "tertukar"})
    assert not KemajuanKerja.objects.filter(diganti_at=None).exists()
    klien.post(url("catatan_kembalikan", kini[0].kode))
    assert {k.nilai for k in KemajuanKerja.objects.filter(diganti_at=None)} == {40, 42}
