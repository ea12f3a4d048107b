"""Random lists: stored, stored again, undone; in any order of rows; with some of them left out. The city is a function of the list."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from akun.konteks import sistem
from impor import services
from impor.models import BarisImpor, Impor
from organisasi.services import import_unit
from pegawai import proyeksi
from pegawai.models import (
    DataPribadi,
    NomorPegawai,
    Pegawai,
    RiwayatGolongan,
    RiwayatJabatan,
    RiwayatPendidikan,
    RiwayatStatus,
)
from tests.akun.factories import buat_pengguna, konteks_of
from tests.impor.buku import BIDANG, DINAS, LAIN, PER, orang_ke, tulis_csv, tulis_xlsx
from tests.impor.dua_petugas import batalkan, kerjakan, segar, simpan
from tests.impor.test_batalkan import potret
from tests.impor.test_terapkan import UNIT

pytestmark = pytest.mark.django_db
BANYAK = 18
NANTI = date(2027, 5, 3)
UNOR = [("u-2", BIDANG, DINAS), ("u-3", LAIN, DINAS), ("u-1", DINAS, "Kota Uji")]
# What is wrong with a row: the column, what stands there.
RUSAK = [("TANGGAL LAHIR", "31-02-1990"), ("EMAIL", "a@@b"), ("GOL AKHIR NAMA", "V/f"), ("NIK", "123"), ("UNOR ID", "u-99")]


@pytest.fixture(autouse=True)
def kota(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "berkas"
    import_unit(actor=None, baris=[{"id": i, "nama": n, "induk": k} for i, n, k in UNIT])


Terapkan = Callable[..., Any]


@pytest.fixture
def terapkan(tmp_path: Path) -> Terapkan:
    """Store these rows at once, as of a day."""

    def jalan(daftar: list[dict[str, Any]], per: date = PER) -> Any:
        return services.import_berkas(konteks=sistem(), berkas=tulis_csv(tmp_path / "daftar.csv", daftar), per=per)

    return jalan


def tempat(acak: random.Random) -> dict[str, Any]:
    i, nama, induk = acak.choice(UNOR)
    return {"UNOR ID": i, "UNOR NAMA": nama, "UNOR INDUK NAMA": induk}


def daftar_acak(acak: random.Random) -> list[dict[str, Any]]:
    """Rows of many people, about one in five spoilt at one cell."""
    daftar = []
    for n in range(1, BANYAK + 1):
        isi = {
            "GOL AKHIR NAMA": acak.choice(["III/a", "III/b", "III/c"]),
            "MK TAHUN": str(acak.randrange(3, 12)),
            "MK BULAN": str(acak.randrange(12)),
            "JABATAN NAMA": acak.choice(["Arsiparis", "Pengolah Data", "Penata Kelola Pemerintahan"]),
            "EMAIL": acak.choice([None, f"orang{n}@contoh.go.id"]),
            "TAHUN LULUS": acak.choice([None, "2012", "2013"]),
            "STATUS CPNS PNS": "P",
        }
        rusak = dict([acak.choice(RUSAK)]) if acak.random() < 0.2 else {}
        daftar.append(orang_ke(n, **isi | tempat(acak) | rusak))
    return daftar


def kemudian(acak: random.Random, daftar: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The list of a later day: promotions, moves, other standings, new people, and some who are not in it any more."""
    baru = []
    for b in daftar:
        pilih = acak.random()
        if pilih < 0.15:
            continue
        if pilih < 0.35:
            b = b | {"GOL AKHIR NAMA": "III/d", "TMT GOLONGAN": "01-04-2027"}
        elif pilih < 0.5:
            b = b | tempat(acak) | {"JABATAN NAMA": "Bendahara", "TMT JABATAN": "01-02-2027"}
        elif pilih < 0.6:
            b = b | {"KEDUDUKAN HUKUM NAMA": "CLTN"}
        elif pilih < 0.7:
            b = b | {
                "NOMOR HP": "081200000000",
                "TINGKAT PENDIDIKAN NAMA": "S-2",
                "PENDIDIKAN NAMA": "S-2 Hukum",
                "TAHUN LULUS": "2026",
            }
        baru.append(b)
    return [*baru, *(orang_ke(n, **tempat(acak)) for n in range(50, 53))]


def isi_kota() -> list[tuple[Any, ...]]:
    """What the city knows of each person by their own id: keys and moments of rows left out, so that two cities can be compared."""
    jawab = []
    for p in Pegawai.objects.select_related("unit", "jabatan").order_by("id_asing"):
        pribadi = DataPribadi.objects.filter(pegawai=p).values_list("nik", "alamat", "nomor_hp", "email").first()
        riwayat = [
            sorted(map(repr, model.objects.filter(pegawai=p, **berlaku).values_list(*kolom)))
            for model, berlaku, kolom in (
                (NomorPegawai, {}, ("nomor", "jenis", "masa")),
                (RiwayatStatus, {"diganti_at": None}, ("jenis", "kedudukan", "masa", "nomor_sk")),
                (RiwayatGolongan, {"diganti_at": None}, ("golongan", "masa", "mk_tahun", "mk_bulan", "mk_per")),
                (
                    RiwayatJabatan,
                    {"diganti_at": None},
                    ("jabatan__nama", "jabatan__unit__nama", "penugasan", "masa", "tmt_jabatan"),
                ),
                (RiwayatPendidikan, {"diganti_at": None}, ("tingkat", "nama", "tahun_lulus")),
            )
        ]
        kini = tuple(getattr(p, k) for k in proyeksi.KOLOM if k not in ("unit_id", "jabatan_id"))
        jawab.append((p.id_asing, p.nama, p.unit and p.unit.nama, p.jabatan and p.jabatan.nama, kini, pribadi, riwayat))
    return jawab


@pytest.mark.parametrize("benih", range(3))
def test_stored_again_nothing_changes_and_undone_everything_is_as_before(terapkan: Terapkan, benih: int) -> None:
    acak = random.Random(benih)
    pertama = daftar_acak(acak)
    terapkan(pertama)
    assert Pegawai.objects.exists()
    sebelum = potret()

    kedua = kemudian(acak, pertama)
    terapkan(kedua, NANTI)
    batch, sesudah = Impor.objects.latest("pk"), potret()
    assert sesudah != sebelum
    assert proyeksi.drift() == []

    lagi = terapkan(kedua, NANTI)
    assert (lagi.jumlah["baru"], lagi.jumlah["berubah"], potret()) == (0, 0, sesudah), "the same list again is no change"

    batalkan(Impor.objects.latest("pk"))
    assert potret() == sesudah, "undoing what changed nothing changes nothing"
    batalkan(batch)
    assert potret() == sebelum
    assert proyeksi.drift() == []


@pytest.mark.parametrize("benih", range(2))
def test_the_order_of_the_rows_decides_nothing(terapkan: Terapkan, benih: int) -> None:
    acak = random.Random(benih)
    pertama = daftar_acak(acak)
    kedua = kemudian(acak, pertama)
    terapkan(pertama)
    terapkan(kedua, NANTI)
    lurus = isi_kota()
    for batch in Impor.objects.order_by("-pk"):
        batalkan(batch)
    assert not Pegawai.objects.exists()

    terapkan(acak.sample(pertama, len(pertama)))
    terapkan(acak.sample(kedua, len(kedua)), NANTI)

    assert isi_kota() == lurus


def test_a_workbook_and_a_text_table_of_the_same_rows_give_the_same_city(terapkan: Terapkan, tmp_path: Path) -> None:
    daftar = daftar_acak(random.Random(4))
    terapkan(daftar)
    dari_teks = isi_kota()
    batalkan(Impor.objects.latest("pk"))

    services.import_berkas(konteks=sistem(), berkas=tulis_xlsx(tmp_path / "a.xlsx", daftar), per=PER)

    assert isi_kota() == dari_teks


def test_good_rows_come_in_whatever_stands_in_the_bad_ones(terapkan: Terapkan) -> None:
    acak = random.Random(7)
    daftar = daftar_acak(acak)

    hasil = terapkan(daftar)

    baik = {b.bersih["id_asing"] for b in hasil.baris if not b.ditolak}
    assert 0 < len(baik) < BANYAK
    assert set(Pegawai.objects.values_list("id_asing", flat=True)) == baik
    assert all(g["pesan"] and g["saran"] and g["kolom"] for b in hasil.baris for g in b.semua_galat)


def test_half_a_list_now_and_half_later_is_the_whole_list_at_once(terapkan: Terapkan) -> None:
    daftar = daftar_acak(random.Random(12))
    terapkan(daftar)
    sekaligus = isi_kota()
    batalkan(Impor.objects.latest("pk"))

    terapkan(daftar[::2])
    terapkan(daftar[1::2])

    assert isi_kota() == sekaligus


@pytest.mark.parametrize("benih", range(2))
def test_exactly_the_rows_that_were_left_in_are_stored(tmp_path: Path, benih: int) -> None:
    acak, penyiap = random.Random(benih), buat_pengguna("admin_bkpsdm", nama="Dewi Penyiap")
    daftar = [orang_ke(n, **tempat(acak)) for n in range(1, 13)]
    berkas = SimpleUploadedFile("daftar.csv", tulis_csv(tmp_path / "d.csv", daftar).read_bytes())
    batch = services.create_impor(konteks=konteks_of(penyiap), berkas=berkas, per=PER)
    kerjakan(batch)
    ditinggal = set(acak.sample(range(2, 14), 5))
    for b in BarisImpor.objects.filter(impor=batch, nomor_baris__in=ditinggal):
        services.pilih_baris(konteks=konteks_of(penyiap), baris=b, ikut=False)
    kembali = min(ditinggal)
    services.pilih_baris(konteks=konteks_of(penyiap), baris=BarisImpor.objects.get(impor=batch, nomor_baris=kembali), ikut=True)

    simpan(segar(batch), penyiap)

    masuk = {d["PNS ID"] for n, d in enumerate(daftar, 2) if n not in ditinggal - {kembali}}
    assert {p.replace("-", "") for p in Pegawai.objects.values_list("id_asing", flat=True)} == masuk
