"""The measures themselves: every promised figure, its shape, people that pass the product's own checks."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bench import angka, berkas, buku, kueri, peladen, penduduk, perintah, polos, ruang
from bench.akun import buat_akun, kuki, minta_token
from bench.orang import orang
from pegawai import proyeksi
from pegawai.models import Pegawai
from sibolga_asn.mesin import port, server
from sibolga_asn.mesin.errors import read_tail
from sibolga_asn.mesin.process import wait_until

N = 50
JANJI = {
    "api_daftar", "api_rinci", "cari", "halaman_daftar", "halaman_profil", "dasbor", "impor", "ekspor_xlsx", "langsung_p95", "kueri_maks", "beranda",
    "lantai",
}  # fmt: skip


@pytest.fixture
def kota(db: None) -> dict[str, Any]:
    """A small city with people, accounts and rows in every room."""
    penduduk.bangun_unit()
    penduduk.isi_sampai(N)
    akun = buat_akun()
    ruang.isi_ruang(akun["admin_bkpsdm"])
    return akun


def test_every_promised_figure_has_a_name_a_goal_and_something_to_be_held_against() -> None:
    assert set(angka.NAMA) == JANJI == set(angka.TUJUAN)
    assert all(angka.PEMBANDING.values())


def test_a_figure_is_one_json_line_with_the_promised_fields() -> None:
    baris = angka.Angka("cari", 2.0, "ms", 1.0, 0.5, 3000).baris()

    isi = json.loads(baris)
    assert isi.pop("pembanding")
    assert isi == {"nama": "cari", "nilai": 2.0, "satuan": "ms", "batas": 1.0, "rasio": 0.5, "n": 3000, "tujuan": 0.25}
    assert "\n" not in baris


def test_a_figure_may_tell_more_behind_the_promised_fields() -> None:
    baris = angka.Angka("impor", 40.0, "detik", 15.0, 0.375, 30_000, {"sepersepuluh": 4.1, "tumbuh": 9.756}).baris()

    assert list(json.loads(baris))[-2:] == ["sepersepuluh", "tumbuh"]


def test_what_is_timed_once_is_done_once() -> None:
    jejak: list[str] = []

    angka.banding("impor", lambda g: jejak.append(f"b{g}"), lambda g: jejak.append(f"d{g}"), n=1, kali=1, detik=1)

    assert jejak == ["b1", "d1"]


def test_a_large_import_tells_how_it_grows(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(berkas, "BESAR", N)
    monkeypatch.setattr(berkas, "IMPOR_MAKS", N)
    penduduk.bangun_unit()

    hasil = berkas.ukur_impor(10 * N)

    assert hasil.n == N
    assert hasil.lebih["tumbuh"] == pytest.approx(hasil.nilai / hasil.lebih["sepersepuluh"])


def test_limit_and_product_take_turns() -> None:
    jejak: list[str] = []

    hasil = angka.banding(
        "cari", lambda g: jejak.append(f"b{g}"), lambda g: jejak.append(f"d{g}"), n=1, kali=2, detik=1, rentet=2
    )

    assert jejak == ["b0", "d0", "b1", "b2", "d1", "d2", "b3", "b4", "d3", "d4"]
    assert hasil.rasio == pytest.approx(hasil.batas / hasil.nilai)


@pytest.mark.parametrize(("persen", "harus"), [(50, 5.0), (95, 10.0), (10, 1.0)])
def test_percentile_is_a_value_that_was_measured(persen: float, harus: float) -> None:
    assert angka.persentil([float(n) for n in range(10, 0, -1)], persen) == harus


def test_numbers_of_invented_people_are_never_given_twice() -> None:
    semua = [orang(i, 201) for i in range(30_000)]

    assert len({o.nomor for o in semua}) == len({o.nik for o in semua}) == len(semua)


def test_people_stand_where_their_histories_say(kota: dict[str, Any]) -> None:
    assert Pegawai.objects.exclude(unit=None).exclude(jabatan=None).exclude(golongan=None).count() == N
    assert proyeksi.drift() == []


def test_filling_up_adds_only_what_is_missing(kota: dict[str, Any]) -> None:
    penduduk.isi_sampai(N + 10)
    penduduk.isi_sampai(N + 10)

    assert Pegawai.objects.count() == N + 10


def test_the_workbook_is_accepted_row_by_row_and_leaves_no_trace(db: None, tmp_path: Path) -> None:
    penduduk.bangun_unit()
    tujuan = tmp_path / "pegawai.xlsx"
    buku.tulis_buku(tujuan, N, penduduk.unit_kerja())

    berkas._tanpa_bekas(lambda: berkas._impor(tujuan, N))

    assert not Pegawai.objects.exists()


def test_every_bare_view_answers_json(kota: dict[str, Any]) -> None:
    kode = Pegawai.objects.order_by("nama_urut")[0].kode
    semua = [
        (polos.DAFTAR, [25]),
        (polos.RINCI, [kode]),
        (polos.CARI, ["manalu"] * 3),
        (polos.PROFIL, [kode]),
        (polos.DASBOR, []),
        (polos.BERANDA, [kode]),
        (polos.SIAPA, [kuki(kota["pegawai"]).partition("=")[2]]),
    ]

    jawaban = [json.loads(polos.jawab(sql, *nilai).content) for sql, nilai in semua]

    assert all(jawaban)
    assert len(jawaban[0]) == 25


def test_machine_client_gets_a_token_and_its_rows(kota: dict[str, Any]) -> None:
    hitungan = kueri._hitung(
        kueri.KLIEN_API,
        kueri.klien_api(minta_token()),
        [a for a in kueri.list_alamat() if a[0] in ("api:pegawai", "api:pegawai-rinci")],
    )

    assert set(hitungan.values()) <= {2, 3}  # the third asks once a while whose city it is


def test_a_page_that_grows_fails_the_figure() -> None:
    kecil = {("auditor", "pegawai:daftar"): 9, ("auditor", "beranda"): 3}

    assert kueri.angka_kueri(kecil, kecil, N).rasio == pytest.approx(12 / 9)
    assert kueri.angka_kueri(kecil, kecil | {("auditor", "beranda"): 4}, N).rasio == 0


@pytest.mark.parametrize("kata", [["--n", "nol"], ["--n", "3"], ["--hanya", "lain"]])
def test_command_line_refuses_what_it_does_not_know(kata: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        perintah.baca_perintah(kata)

    assert "script/bench" in capsys.readouterr().err


def test_command_line_measures_everything_unless_told() -> None:
    assert set(perintah.baca_perintah([]).hanya) == JANJI
    assert perintah.baca_perintah(["--hanya", "dasbor, cari"]).hanya == ["cari", "dasbor"]


@pytest.mark.mesin
def test_the_bare_server_starts_and_answers(transactional_db, start_part, monkeypatch):
    """Whatever the product imports next, the limit must still come up."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "bench.pengaturan_polos")
    nomor = port.find_free()
    proses = start_part("sibolga_asn.mesin.web", str(nomor))

    assert wait_until(lambda: server.is_ready(nomor) or proses.poll() is not None, 60), read_tail(proses.log, 20)
    assert proses.poll() is None, read_tail(proses.log, 20)
    with closing(peladen.Peminta(nomor)) as peminta:
        assert peminta.ambil("/daftar/25/") == b"[]"
