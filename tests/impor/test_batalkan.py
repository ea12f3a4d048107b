"""Undoing a batch: everything returns, or nothing, and people who stand in the way are named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from akun.konteks import sistem
from impor import services as impor
from impor.models import BarisImpor, Impor
from inti import audit, waktu
from organisasi.models import Jabatan
from organisasi.services import import_unit
from pegawai.models import DataPribadi, NomorPegawai, Pegawai, RiwayatGolongan, RiwayatJabatan, RiwayatPendidikan, RiwayatStatus
from tests.akun.factories import buat_pengguna
from tests.impor.buku import PER, PPPK, baris, tulis_csv
from tests.impor.dua_petugas import batalkan, segar
from tests.impor.test_terapkan import UNIT

pytestmark = pytest.mark.django_db
MODEL = (Pegawai, NomorPegawai, DataPribadi, RiwayatStatus, RiwayatGolongan, RiwayatJabatan, RiwayatPendidikan, Jabatan)


@pytest.fixture
def terapkan(tmp_path: Path) -> Callable[..., Impor]:
    """Import these rows; returns the batch."""
    import_unit(actor=None, baris=[{"id": i, "nama": n, "induk": k} for i, n, k in UNIT])

    def jalan(*daftar: dict[str, Any], per: date = PER) -> Impor:
        impor.import_berkas(konteks=sistem(), berkas=tulis_csv(tmp_path / "daftar.csv", daftar), per=per)
        return Impor.objects.latest("pk")

    return jalan


def potret() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the tables that an import writes; how often a row changed is no value of it."""
    kolom = {m: [f.attname for f in m._meta.concrete_fields if f.name != "versi"] for m in MODEL}
    return {m.__name__: sorted(m.objects.values_list(*kolom[m]), key=repr) for m in MODEL}


SEMUA_BERUBAH = {
    "NAMA": "MASDELIMA BR MANALU",
    "NIK": "1273015503900003",
    "EMAIL": "lain@contoh.go.id",
    "GOL AKHIR NAMA": "III/c",
    "TMT GOLONGAN": "01-10-2026",
    "JABATAN NAMA": "Arsiparis",
    "UNOR ID": "u-3",
    "UNOR NAMA": "Bidang Lain",
    "KEDUDUKAN HUKUM NAMA": "CLTN",
    "TINGKAT PENDIDIKAN NAMA": "S-2",
    "PENDIDIKAN NAMA": "S-2 Hukum",
    "TAHUN LULUS": "2024",
}


def test_undoing_the_first_import_leaves_an_empty_city(terapkan):
    kosong = potret()
    batch = terapkan(baris(), baris(**PPPK))

    batalkan(batch)

    assert potret() == kosong
    batch.refresh_from_db()
    assert batch.status == "dibatalkan"


def test_undoing_a_later_import_brings_back_every_value(terapkan):
    terapkan(baris(), baris(**PPPK))
    sebelum = potret()
    batch = terapkan(baris(**SEMUA_BERUBAH), baris(**PPPK))
    assert potret() != sebelum

    batalkan(batch)

    assert potret() == sebelum


def test_undoing_twice_is_undoing_once(terapkan):
    batch = terapkan(baris())

    batalkan(batch)
    impor.cancel_impor(konteks=sistem(), impor=batch)

    assert Pegawai.objects.count() == 0


def test_what_was_undone_can_be_imported_again(terapkan):
    batch = terapkan(baris())
    batalkan(batch)

    terapkan(baris())

    assert Pegawai.objects.get().nomor == "199003152015042001"


def test_a_later_batch_that_was_undone_does_not_stand_in_the_way(terapkan):
    pertama = terapkan(baris())
    kedua = terapkan(baris(**SEMUA_BERUBAH))
    batalkan(kedua)

    batalkan(pertama)

    assert Pegawai.objects.count() == 0


def test_a_later_batch_that_stands_is_named(terapkan):
    pertama = terapkan(baris())
    terapkan(baris(**{"GOL AKHIR NAMA": "III/c", "TMT GOLONGAN": "01-10-2026"}))

    with pytest.raises(impor.TidakBisaDibatalkanError, match="Masdelima Manalu"):
        batalkan(pertama)

    assert Pegawai.objects.get().golongan_id == "III/c"
    assert segar(pertama).status == "diterapkan"


@pytest.mark.parametrize(
    ("model", "nilai"),
    [(DataPribadi, {"email": "sendiri@contoh.go.id"}), (Pegawai, {"gelar_belakang": "M.H."}), (RiwayatGolongan, {"mk_tahun": 9})],
)
def test_somebody_changed_since_is_named_and_nothing_is_undone(model: Any, nilai: dict[str, Any], terapkan):
    batch = terapkan(baris(), baris(**PPPK))
    orang = Pegawai.objects.get(nomor="199003152015042001")
    with audit.explain(why="perbaikan"):
        model.objects.filter(**{"pk" if model is Pegawai else "pegawai": orang.pk}).update(**nilai)

    with pytest.raises(impor.TidakBisaDibatalkanError, match="Masdelima Manalu") as galat:
        batalkan(batch)

    assert "Lestari" not in str(galat.value)
    assert Pegawai.objects.count() == 2


def test_a_new_person_with_an_account_is_named(terapkan):
    batch = terapkan(baris())
    Pegawai.objects.update(akun=buat_pengguna())

    with pytest.raises(impor.TidakBisaDibatalkanError, match="Masdelima Manalu"):
        batalkan(batch)


def test_after_thirty_days_it_is_too_late(terapkan):
    batch = terapkan(baris())
    Impor.objects.update(diterapkan_at=waktu.now() - timedelta(days=31))

    with pytest.raises(impor.TidakBisaDibatalkanError, match="30 hari"):
        batalkan(batch)


def test_old_batches_lose_their_rows_but_stay_in_the_list(terapkan):
    from impor.tasks import bersihkan

    terapkan(baris())
    Impor.objects.update(dibuat_at=waktu.now() - timedelta(days=40))

    bersihkan()

    assert (BarisImpor.objects.count(), Impor.objects.count()) == (0, 1)
