"""What a superior typed is never lost to a right that went away while the page was open."""

from __future__ import annotations

import pytest
from django.test import Client

from kinerja.models import EvaluasiPeriodik
from pegawai.models import Pegawai
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import Kantor, buat_orang, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")
TULISAN = "Kerja yang baik; mari percepat arsip."
ISIAN = {
    "rating_hasil": "sesuai",
    "rating_perilaku": "sesuai",
    "umpan_balik": TULISAN,
    "sebelum_berakhir": "on",
    "aksi": "tetapkan",
}


def pindahkan(kepada: Pegawai, *siapa: Pegawai) -> None:
    Pegawai.objects.filter(pk__in=[p.pk for p in siapa]).update(atasan=kepada)


def tetapkan(klien: Client, kode: str) -> str:
    jawab = klien.post(url("nilai", kode, "2026-tw4"), ISIAN | {"alasan_tanpa_bukti": "Buktinya di lemari arsip."})
    assert jawab.status_code == 403
    assert not EvaluasiPeriodik.objects.exists()
    return jawab.content.decode()


def test_feedback_on_somebody_who_has_another_superior_by_now_is_kept_and_says_who(kantor: Kantor, masuk: Masuk) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    klien = masuk(kantor.atasan)
    assert klien.get(url("nilai", skp.kode, "2026-tw4")).status_code == 200
    pindahkan(kantor.kadis, kantor.pegawai)

    isi = tetapkan(klien, skp.kode)

    assert "Yang Anda tulis" in isi
    assert TULISAN in isi
    assert "Buktinya di lemari arsip." in isi
    assert "Penilai Pegawai Uji adalah Kadis Uji" in isi
    assert "memeriksa peran" not in isi


def test_whoever_leads_nobody_any_more_keeps_it_too_and_reads_no_name(kantor: Kantor, masuk: Masuk) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    klien = masuk(kantor.atasan)
    pindahkan(kantor.kadis, kantor.pegawai, kantor.rekan)

    isi = tetapkan(klien, skp.kode)

    assert TULISAN in isi
    assert "saat ini tidak ada yang Anda pimpin" in isi
    assert "Kadis Uji" not in isi


@pytest.mark.parametrize("ada", [True, False])
def test_a_stranger_reads_the_same_whether_there_is_such_an_skp(kantor: Kantor, masuk: Masuk, ada: bool) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    orang = buat_orang("Orang Lain", unit=kantor.dinas)

    isi = tetapkan(masuk(orang), skp.kode if ada else "tidakada")

    assert TULISAN in isi
    assert "Pegawai Uji" not in isi
    assert "tidak ada yang Anda pimpin" in isi


def test_a_target_of_a_unit_that_went_to_others_is_kept_and_says_whose_it_is(kantor: Kantor, masuk: Masuk) -> None:
    isi = {"uraian": "Layanan cepat", "indikator": "Selesai sehari", "target": "97", "satuan": "persen", "dasar": "pk"}

    jawab = masuk(kantor.atasan).post(url("sasaran", kantor.bidang.kode), isi)

    assert jawab.status_code == 403
    for kata in ("Layanan cepat", "Selesai sehari", "97", "persen", "Sasaran unit ini dikelola"):
        assert kata in jawab.content.decode()
