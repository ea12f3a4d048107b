"""Whoever doesn't agree reads how to object today: in writing, to whom by name, until when, and what goes into the letter."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from inti import instansi
from kinerja.models import EvaluasiPeriodik
from kinerja.selectors.keberatan import Tujuan, get_tujuan
from organisasi.models import PejabatNonAsn
from pegawai.models import Pegawai
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import Kantor, catat, nilai, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")


@pytest.fixture
def hasil(kantor: Kantor) -> EvaluasiPeriodik:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    putusan = nilai(kantor, skp, perilaku="di_bawah")
    return EvaluasiPeriodik.objects.select_related("penilai", "penilai_pejabat").get(pk=putusan.pk)


def kartu(isi: str) -> str:
    """The card on objecting, as it is read."""
    return " ".join(isi[isi.index('aria-labelledby="keberatan"') :].split())


def test_the_letter_goes_to_the_superior_of_the_appraiser_by_name_post_and_unit(
    kantor: Kantor, masuk: Masuk, hasil: EvaluasiPeriodik
) -> None:
    isi = kartu(masuk(kantor.pegawai).get(url("mengapa", hasil.kode)).content.decode())

    assert kantor.kadis.jabatan
    for kata in (
        "tertulis di atas kertas",
        f"<strong>{kantor.kadis.nama_lengkap}</strong>",
        kantor.kadis.jabatan.nama,
        "Dinas Uji",
        "8 Desember 2026",
        "NIP, jabatan, dan unit kerja",
        f"predikat {hasil.get_predikat_display()}, Triwulan IV 2026",
        "alasan Anda",
        "buktinya",
        "Salinan",
        instansi.kini().nama,
    ):
        assert kata in isi, kata


def test_where_nobody_above_is_known_the_personnel_office_is_named(kantor: Kantor, masuk: Masuk, hasil: EvaluasiPeriodik) -> None:
    Pegawai.objects.filter(pk=kantor.atasan.pk).update(atasan=None)

    isi = kartu(masuk(kantor.pegawai).get(url("mengapa", hasil.kode)).content.decode())

    assert f"<strong>{instansi.kini().nama}</strong>" in isi
    assert "belum tercatat" in isi
    assert "Salinan" not in isi


def test_above_the_appraiser_may_be_an_official_who_is_no_employee(kantor: Kantor, hasil: EvaluasiPeriodik) -> None:
    wali = PejabatNonAsn.objects.create(nama="Wali Uji", sebutan="Wali Kota", masa=DateRange(date(2025, 1, 1), None))
    Pegawai.objects.filter(pk=kantor.atasan.pk).update(atasan=None, atasan_pejabat=wali)

    assert get_tujuan(hasil) == Tujuan("Wali Uji", "Wali Kota")


def test_nobody_decides_about_an_objection_of_their_own(kantor: Kantor, hasil: EvaluasiPeriodik) -> None:
    """The appraiser has come under the one whom they judged."""
    Pegawai.objects.filter(pk=kantor.pegawai.pk).update(atasan=kantor.kadis)
    Pegawai.objects.filter(pk=kantor.atasan.pk).update(atasan=kantor.pegawai)

    assert get_tujuan(hasil) is None


def test_paper_says_whose_sheet_it_is(kantor: Kantor, masuk: Masuk, hasil: EvaluasiPeriodik) -> None:
    assert kantor.pegawai.jabatan
    klien = masuk(kantor.pegawai)

    for alamat, masa in ((url("mengapa", hasil.kode), "Triwulan IV 2026"), (url("skp", hasil.skp.kode), "Tahun 2026")):
        isi = klien.get(alamat).content.decode()
        kepala = isi[isi.index("hanya-cetak") :]
        kepala = kepala[: kepala.index("</dl>")]

        for kata in (kantor.pegawai.nama_lengkap, kantor.pegawai.jabatan.nama, "Bidang Uji", masa):
            assert kata in kepala, (alamat, kata)
