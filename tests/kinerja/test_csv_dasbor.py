"""The CSV of a board says what the page says, and of which quarter."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from kinerja import rekap
from kinerja.models import SKP
from organisasi.models import UnitKerja
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import HARI, TAHUN, Kantor, ajukan, catat, nilai, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")


@pytest.fixture
def isi(kantor: Kantor) -> Kantor:
    """Three results of which one is recorded; one SKP waits; the quarter before was judged."""
    skp = sepakati(kantor, kantor.pegawai, hasil=3)
    SKP.objects.filter(pk=skp.pk).update(diajukan=HARI.replace(month=1), disepakati=HARI.replace(month=1))
    catat(kantor, skp, hari=HARI.replace(month=8))
    catat(kantor, skp)
    nilai(kantor, skp, 3)
    ajukan(kantor, kantor.rekan)
    rekap.bangun([TAHUN])
    return kantor


def baca(kantor: Kantor, masuk: Masuk, unit: UnitKerja, triwulan: str) -> dict[str, dict[str, str]]:
    jawab = masuk(kantor.admin).get(url("dasbor_csv", unit.kode), {"periode": triwulan})
    baris = csv.DictReader(StringIO(jawab.content.decode("utf-8-sig")), delimiter=";")
    return {b["unit"]: b for b in baris}


@pytest.mark.parametrize("unit", ["Dinas Uji", "Bidang Uji"])
def test_a_running_quarter_carries_the_predicates_of_the_one_before_by_its_name(isi: Kantor, masuk: Masuk, unit: str) -> None:
    b = baca(isi, masuk, isi.dinas, "2026-tw4")[unit]

    assert (b["triwulan"], b["dinilai"]) == ("2026-tw4", "0")
    assert (b["triwulan_predikat"], b["dinilai_triwulan_predikat"], b["baik"], b["kurang"]) == ("2026-tw3", "1", "1", "0")


def test_who_waits_and_who_has_no_agreed_skp_is_told_while_the_quarter_runs(isi: Kantor, masuk: Masuk) -> None:
    kini, lalu = (baca(isi, masuk, isi.bidang, f"2026-tw{tw}")["Bidang Uji"] for tw in (4, 3))

    assert (kini["pegawai"], kini["skp_disepakati"], kini["belum_disepakati"], kini["menunggu_atasan"]) == ("3", "1", "2", "1")
    assert (lalu["belum_disepakati"], lalu["menunggu_atasan"]) == ("", "")
    assert lalu["triwulan_predikat"] == "2026-tw3"


def test_results_and_those_recorded_are_two_figures(isi: Kantor, masuk: Masuk) -> None:
    b = baca(isi, masuk, isi.bidang, "2026-tw4")["Bidang Uji"]

    assert (b["hasil_kerja"], b["hasil_kerja_tercatat"]) == ("3", "1")


def test_the_table_of_weeks_names_what_it_counts(isi: Kantor, masuk: Masuk) -> None:
    halaman = masuk(isi.admin).get(url("dasbor_unit", isi.bidang.kode)).content.decode()
    tabel = halaman[halaman.index('id="tren-pekan"') :]

    assert '<th scope="col" class="tabel__angka">Catatan</th>' in tabel
    assert "Capaian" not in tabel[: tabel.index("</table>")]
