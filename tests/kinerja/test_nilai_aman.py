"""Judging loses no word: the preview lands on its answer, and a second tab never overwrites or drops what was written."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.test import Client

from kinerja.models import SKP, EvaluasiPeriodik
from kinerja.services.evaluasi import EvaluasiSudahAdaError
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import Kantor, catat, nilai, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")
ISIAN = {
    "rating_hasil": "sesuai",
    "rating_perilaku": "sesuai",
    "umpan_balik": "Kerja yang baik; mari percepat arsip.",
    "sebelum_berakhir": "on",
}


@pytest.fixture
def skp(kantor: Kantor) -> SKP:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    return skp


@pytest.fixture
def atasan(kantor: Kantor, masuk: Masuk) -> Client:
    return masuk(kantor.atasan)


def test_a_preview_lands_on_its_answer(atasan: Client, skp: SKP) -> None:
    alamat = url("nilai", skp.kode, "2026-tw4")

    pratinjau = atasan.post(alamat, ISIAN | {"aksi": "pratinjau"}).content.decode()

    assert re.search(r'tabindex="-1" data-fokus>\s*<h2 id="matriks"[^>]*>\s*Predikatnya akan menjadi', pratinjau)
    assert pratinjau.count("data-fokus") == 1
    assert "data-fokus" not in atasan.get(alamat).content.decode()


def test_a_refusal_lands_on_what_is_missing_and_not_on_the_preview(atasan: Client, skp: SKP) -> None:
    isi = atasan.post(url("nilai", skp.kode, "2026-tw4"), ISIAN | {"umpan_balik": "", "aksi": "tetapkan"}).content.decode()

    assert re.search(r'class="ringkas-galat"[^>]*data-fokus', isi)
    assert isi.count("data-fokus") == 1


def test_a_judgement_before_the_quarter_is_over_is_asked_once_and_keeps_its_words(atasan: Client, skp: SKP) -> None:
    alamat = url("nilai", skp.kode, "2026-tw4")
    tanpa = {k: v for k, v in ISIAN.items() if k != "sebelum_berakhir"}

    pratinjau = atasan.post(alamat, tanpa | {"aksi": "pratinjau"}).content.decode()
    ditanya = atasan.post(alamat, tanpa | {"aksi": "tetapkan"}).content.decode()

    assert "Predikatnya akan menjadi" in pratinjau
    assert "masih berjalan" not in pratinjau
    assert "Triwulannya masih berjalan" in ditanya
    assert "baru berakhir 31 Desember 2026" in ditanya
    assert ISIAN["umpan_balik"] in ditanya
    assert not EvaluasiPeriodik.objects.exists()

    assert atasan.post(alamat, ISIAN | {"aksi": "tetapkan"}).status_code == 302


def test_after_its_last_day_a_quarter_is_judged_without_that_question(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    alamat = url("nilai", skp.kode, "2026-tw4")
    tanpa = {k: v for k, v in ISIAN.items() if k != "sebelum_berakhir"}
    with time_machine.travel("2026-12-31 09:00+07:00", tick=False):
        assert "sebelum_berakhir" in masuk(kantor.atasan).get(alamat).content.decode()
    with time_machine.travel("2027-01-01 09:00+07:00", tick=False):
        atasan = masuk(kantor.atasan)
        assert "sebelum_berakhir" not in atasan.get(alamat).content.decode()
        assert atasan.post(alamat, tanpa | {"aksi": "tetapkan"}).status_code == 302


def test_the_same_ratings_with_other_feedback_are_a_conflict(kantor: Kantor, skp: SKP) -> None:
    satu = nilai(kantor, skp)

    with pytest.raises(EvaluasiSudahAdaError, match="tulisan lain"):
        nilai(kantor, skp, umpan_balik="Arsip sudah rapi.")

    assert EvaluasiPeriodik.objects.get().umpan_balik == satu.umpan_balik


def test_another_reason_for_judging_without_evidence_is_a_conflict_too(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.rekan)
    alasan = "Buktinya di lemari arsip bidang."
    satu = nilai(kantor, skp, alasan_tanpa_bukti=alasan)

    assert nilai(kantor, skp, alasan_tanpa_bukti=f" {alasan} ") == satu
    with pytest.raises(EvaluasiSudahAdaError, match="tulisan lain"):
        nilai(kantor, skp, alasan_tanpa_bukti="Buktinya dibawa Inspektorat.")


def test_the_text_of_the_second_tab_stays_in_the_form(atasan: Client, skp: SKP) -> None:
    alamat = url("nilai", skp.kode, "2026-tw4")
    pertama = atasan.post(alamat, ISIAN | {"aksi": "tetapkan"})
    assert pertama.status_code == 302

    kedua = atasan.post(alamat, ISIAN | {"umpan_balik": "Tulisan tab kedua.", "aksi": "tetapkan"})

    assert kedua.status_code == 422
    assert "belum tersimpan" in kedua.content.decode()
    assert f'href="{pertama.url}"' in kedua.content.decode(), "the judgement in force, to be compared"
    assert re.search(r"<textarea[^>]*>\s*Tulisan tab kedua\.</textarea>", kedua.content.decode())
    assert 'value="tetapkan"' not in kedua.content.decode(), "nothing is offered that can't succeed"
    assert 'value="pratinjau"' not in kedua.content.decode()
    assert atasan.post(alamat, ISIAN | {"aksi": "tetapkan"}).status_code == 302, "the very same is once"


def test_after_the_last_judgement_the_page_says_so_and_leads_back_to_the_team(atasan: Client, kantor: Kantor, skp: SKP) -> None:
    lain = sepakati(kantor, kantor.rekan)
    satu = url("mengapa", nilai(kantor, skp).kode)
    assert "Berikutnya: Rekan Uji" in atasan.get(satu).content.decode()

    nilai(kantor, lain, alasan_tanpa_bukti="Buktinya di arsip dinas.")

    isi = atasan.get(satu).content.decode()
    assert "Semua yang menunggu penilaian Anda untuk Triwulan IV 2026 sudah selesai." in isi
    assert f'href="{url("tim")}?periode=2026-tw4"' in isi
