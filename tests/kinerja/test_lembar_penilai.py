"""Whoever set a judgement may read that very sheet, also once the person has another superior; nothing else of them."""

from __future__ import annotations

import re

import pytest

from akun.models import CatatanAkses
from kinerja.models import EvaluasiPeriodik
from pegawai.models import Pegawai
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import Kantor, buat_orang, catat, nilai, sepakati, url
from tests.kinerja.test_pindah import pindahkan
from tests.organisasi.factories import buat_unit

pytestmark = pytest.mark.usefixtures("hari_ini")


@pytest.fixture
def hasil(kantor: Kantor) -> EvaluasiPeriodik:
    """A judgement of somebody who moved to another office since."""
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    satu: EvaluasiPeriodik = nilai(kantor, skp)
    luar = buat_unit("Dinas Luar", kantor.kota)
    buat_orang("Kepala Luar", unit=luar, memimpin=True)
    pindahkan(kantor.pegawai, luar)
    return satu


def test_the_former_superior_reads_the_sheet_they_wrote_and_leaves_a_receipt(
    kantor: Kantor, masuk: Masuk, hasil: EvaluasiPeriodik
) -> None:
    jawab = masuk(kantor.atasan).get(url("mengapa", hasil.kode))

    assert jawab.status_code == 200
    assert CatatanAkses.objects.filter(subjek_kode=kantor.pegawai.kode, pembaca=kantor.atasan.akun).exists()


def test_nothing_else_of_the_person_is_theirs_and_no_link_leads_there(
    kantor: Kantor, masuk: Masuk, hasil: EvaluasiPeriodik
) -> None:
    klien = masuk(kantor.atasan)
    tertutup = [url("skp", hasil.skp.kode), url("kemajuan", hasil.skp.kode)]

    assert [klien.get(alamat).status_code for alamat in tertutup] == [403, 404]
    isi = klien.get(url("mengapa", hasil.kode)).content.decode()
    utama = isi[isi.index("<main") : isi.index("</main>")]
    for alamat in re.findall(r'href="(/[^"#]*)"', utama):
        assert klien.get(alamat.replace("&amp;", "&")).status_code == 200, alamat


def test_a_judgement_by_the_new_superior_stays_with_them(kantor: Kantor, masuk: Masuk, hasil: EvaluasiPeriodik) -> None:
    catat(kantor, hasil.skp, hari=hasil.ditetapkan.replace(month=8))
    baru = nilai(kantor, type(hasil.skp).objects.get(pk=hasil.skp_id), 3)

    assert masuk(kantor.atasan).get(url("mengapa", baru.kode)).status_code == 404
    assert masuk(kantor.rekan).get(url("mengapa", hasil.kode)).status_code == 404


def test_a_judgement_of_an_official_is_nobody_s_by_lack_of_a_number(
    kantor: Kantor, masuk: Masuk, hasil: EvaluasiPeriodik
) -> None:
    """An account without a person has no number, and such a judgement has no employee who set it: the two don't meet."""
    from kinerja.daftar import _dinilai_sendiri
    from tests.kinerja.factories import buat_akun

    konteks = kantor.konteks(buat_akun(nama="Tanpa Orang"))

    assert konteks.pegawai_id is None
    assert not EvaluasiPeriodik.objects.filter(_dinilai_sendiri(konteks)).exists()


def test_others_read_that_one_may_object_and_only_the_person_reads_how(
    kantor: Kantor, masuk: Masuk, hasil: EvaluasiPeriodik
) -> None:
    milik, penilai = (masuk(p).get(url("mengapa", hasil.kode)).content.decode() for p in (kantor.pegawai, kantor.atasan))

    assert "Tidak setuju?" in milik
    assert "alasan Anda, satu per satu" in milik
    assert "Bila pegawai tidak setuju" in penilai
    assert "alasan Anda" not in penilai


def test_paper_has_the_number_and_the_name_and_no_ways_on(kantor: Kantor, masuk: Masuk, hasil: EvaluasiPeriodik) -> None:
    klien = masuk(Pegawai.objects.get(pk=kantor.pegawai.pk))
    isi = klien.get(url("mengapa", hasil.kode)).content.decode()
    kepala = isi[isi.index("hanya-cetak") :]

    assert "<dt>NIP</dt>" in kepala[: kepala.index("</dl>")]
    assert re.search(r'<p class="kecil tanpa-cetak"><a[^>]*>Coba dengan keadaan lain', isi)
    judul = re.search(r"<h1>.*?</h1>", klien.get(url("skp", hasil.skp.kode)).content.decode(), re.S)
    assert judul
    assert re.search(r'tanpa-cetak">SKP 2026 Anda.*hanya-cetak">SKP 2026 Pegawai Uji', judul[0], re.S)
