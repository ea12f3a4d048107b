"""Numbers and days of performance: what makes no sense is said at the field; nothing typed breaks a page."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kinerja.models import SKP, IndikatorKinerja, KemajuanKerja
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import Kantor, ajukan, baris, buat_skp, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")
ANGKA = ["-1", "9" * 15, "1e400", "NaN", "Infinity", "dua", "1.2.3,4,5", "0.001"]


def catatan(skp: SKP, **lain: Any) -> dict[str, Any]:
    return {"hasil": baris(skp).kode, "tanggal": "24-11-2026", "kunci": "abc123def456", "uraian": "Cerita saya"} | lain


@pytest.mark.parametrize("angka", ANGKA)
def test_a_number_that_can_not_be_is_refused_at_its_box(kantor: Kantor, masuk: Masuk, angka: str) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    bidang = f"nilai_{baris(skp).indikator.get().kode}"

    jawab = masuk(kantor.pegawai).post(url("catat"), catatan(skp, **{bidang: angka}))

    assert jawab.status_code == 422
    assert jawab.context["form"].errors[bidang]
    assert "Cerita saya" in jawab.content.decode()


@pytest.mark.parametrize("hari", ["25-11-2026", "31-12-2025", "1-1-1900", "31-12-9999", "30-2-2026", "besok"])
def test_a_day_outside_of_the_year_is_refused_at_its_box(kantor: Kantor, masuk: Masuk, hari: str) -> None:
    skp = sepakati(kantor, kantor.pegawai)

    jawab = masuk(kantor.pegawai).post(url("catat"), catatan(skp, tanggal=hari))

    assert jawab.status_code == 422
    assert jawab.context["form"].errors["tanggal"]


@pytest.mark.parametrize("angka", ANGKA)
def test_a_target_that_can_not_be_is_refused_at_its_box(kantor: Kantor, masuk: Masuk, angka: str) -> None:
    skp = buat_skp(kantor, kantor.pegawai, hasil=0)
    isi = {
        "jenis": "utama", "uraian": "KTP selesai", "sandaran": "", "kunci": "abcdef123456", "ukuran_waktu": "Berkas",
        "target_waktu": angka, "satuan_waktu": "persen", "arah_waktu": "naik",
    }  # fmt: skip
    sasaran = {"uraian": "Layanan", "indikator": "Cepat", "target": angka, "satuan": "persen", "dasar": "pk", "induk": ""}

    rencana = masuk(kantor.pegawai).post(url("rencana_baru", skp.kode), isi)
    unit = masuk(kantor.admin).post(url("sasaran", kantor.bidang.kode), sasaran)

    assert rencana.context["form"].errors["target_waktu"]
    assert unit.context["form"].errors["target"]


def test_a_percentage_is_written_with_its_sign_in_every_form(kantor: Kantor, masuk: Masuk) -> None:
    skp, klien = buat_skp(kantor, kantor.pegawai, hasil=0), masuk(kantor.pegawai)
    isi = {
        "jenis": "utama", "uraian": "KTP selesai", "sandaran": "", "kunci": "abcdef123456", "ukuran_waktu": "Berkas",
        "target_waktu": "97,5 %", "satuan_waktu": "persen", "arah_waktu": "naik",
    }  # fmt: skip
    sasaran = {"uraian": "Layanan", "indikator": "Cepat", "target": "97,5%", "satuan": "%", "dasar": "pk", "induk": ""}
    tanpa_satuan = klien.post(url("rencana_baru", skp.kode), isi | {"satuan_waktu": ""})
    assert set(tanpa_satuan.context["form"].errors) == {"satuan_waktu"}
    berkas = klien.post(url("rencana_baru", skp.kode), isi | {"satuan_waktu": "berkas"})
    assert set(berkas.context["form"].errors) == {"target_waktu"}

    assert klien.post(url("rencana_baru", skp.kode), isi).status_code == 302
    assert masuk(kantor.admin).post(url("sasaran", kantor.bidang.kode), sasaran).status_code == 302
    assert (baris(skp).indikator.get().target, kantor.bidang.sasaran.get().target) == (Decimal("97.5"), Decimal("97.5"))


def test_progress_in_percent_is_recorded_and_corrected_with_its_sign(kantor: Kantor, masuk: Masuk) -> None:
    skp, klien = sepakati(kantor, kantor.pegawai), masuk(kantor.pegawai)
    ukuran = baris(skp).indikator.get()
    IndikatorKinerja.objects.update(satuan="persen")

    assert klien.post(url("catat"), catatan(skp, **{f"nilai_{ukuran.kode}": "95,5 %"})).status_code == 302
    satu = KemajuanKerja.objects.get()
    koreksi = {"nilai": "59,5 %", "tanggal": "24-11-2026", "uraian": "", "alasan": "salah ketik"}
    assert klien.post(url("koreksi", satu.kode), koreksi).status_code == 302
    assert [k.nilai for k in KemajuanKerja.objects.order_by("pk")] == [Decimal("95.5"), Decimal("59.5")]


@pytest.mark.parametrize("versi", ["", "-1", "9" * 30, "x"])
def test_a_forged_version_never_agrees_to_anything(kantor: Kantor, masuk: Masuk, versi: str) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    jawab = masuk(kantor.atasan).post(url("sepakati", skp.kode), {"versi": versi})

    skp.refresh_from_db()
    assert (jawab.status_code, skp.status) == (409, "diajukan")


@pytest.mark.parametrize("tahun", ["1900", "9999", "x", "²⁰²⁶", "9" * 40])
def test_an_skp_is_begun_in_an_open_year_only(kantor: Kantor, masuk: Masuk, tahun: str) -> None:
    assert masuk(kantor.pegawai).post(url("skp_baru"), {"tahun": tahun}).status_code == 302
    assert not SKP.objects.exclude(tahun=2026).exists()


def test_the_same_target_twice_is_one(kantor: Kantor, masuk: Masuk) -> None:
    isi = {"uraian": "Layanan", "indikator": "Cepat", "target": "97", "satuan": "persen", "dasar": "pk", "induk": ""}
    klien = masuk(kantor.admin)

    for _klik in range(2):
        assert klien.post(url("sasaran", kantor.bidang.kode), isi).status_code == 302

    assert kantor.bidang.sasaran.count() == 1
