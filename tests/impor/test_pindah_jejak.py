"""Lists from before there was a second officer: what happened to each becomes its trail, and none of them is lost."""

from __future__ import annotations

from typing import Any

import pghistory.models
import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from akun.models import Pengguna
from alur.models import Jejak, Pemegang
from alur.selectors import list_menyimpang
from impor import services
from impor.models import Impor
from impor.proses import IMPOR
from inti import waktu
from tests.akun.factories import buat_pengguna, konteks_of

SEBELUM, SESUDAH = [("impor", "0002_sel")], [("impor", "0003_persetujuan")]


@pytest.fixture
def petugas(transactional_db: None) -> Pengguna:
    return buat_pengguna("admin_bkpsdm", nama="Dewi")


def ke(titik: list[tuple[str, str]]) -> Any:
    """Bring the database to this point of its history; the models as they were then."""
    MigrationExecutor(connection).migrate(titik)
    return MigrationExecutor(connection).loader.project_state(titik).apps


def buat(lama: Any, status: str, pembuat: Pengguna | None, *oleh: Pengguna | None, **isi: Any) -> str:
    """A list as it was kept; `oleh`: who stored it, and who undid it. Returns its code."""
    if status in ("diterapkan", "dibatalkan"):
        isi["batch"] = lama.get_model("pegawai", "BatchPerubahan").objects.create(kode=f"{status}{pembuat and 1}", asal="impor")
        isi["diterapkan_at"] = waktu.now()
    if status == "dibatalkan":
        isi["dibatalkan_at"] = waktu.now()
    konteks = [pghistory.models.Context.objects.create(metadata={"pengguna": o and o.pk}) for o in oleh]
    impor = lama.get_model("impor", "Impor").objects.create(
        nama_berkas="daftar.csv",
        per="2026-11-24",
        status=status,
        pembuat_id=pembuat and pembuat.pk,
        pekerjaan_kode="p1" if pembuat else "",
        jejak=[str(k.pk) for k in konteks],
        **isi,
    )
    return str(impor.kode)


def jejak(kode: str) -> list[tuple[str, str, str, str, str]]:
    return list(Jejak.objects.filter(kode=kode).order_by("pk").values_list("aksi", "dari", "ke", "oleh_nama", "sebagai"))


@pytest.mark.mesin
def test_what_happened_to_an_old_list_becomes_its_trail(petugas: Pengguna) -> None:
    lain = buat_pengguna("admin_bkpsdm", nama="Horas")
    lama = ke(SEBELUM)
    disiapkan = buat(lama, "diperiksa", petugas)
    dibatalkan = buat(lama, "dibatalkan", petugas, petugas, lain)
    perintah = buat(lama, "diterapkan", None, None)
    gagal = buat(lama, "gagal", petugas, galat="Pilih buku kerja Excel.")

    ke(SESUDAH)

    dibaca = [("unggah", "", "dibaca", "Dewi", ""), ("periksa", "dibaca", "diperiksa", "Dewi", "sistem")]
    assert jejak(disiapkan) == dibaca
    assert jejak(dibatalkan) == [
        *dibaca,
        ("langsung", "diperiksa", "diterapkan", "Dewi", ""),
        ("pulihkan", "diterapkan", "dibatalkan", "Horas", ""),
    ]
    assert jejak(perintah) == [("langsung", "", "diterapkan", "", "sistem")]
    assert jejak(gagal)[-1] == ("tak_terbaca", "dibaca", "gagal", "Dewi", "sistem")
    assert Jejak.objects.get(kode=gagal, aksi="tak_terbaca").alasan == "Pilih buku kerja Excel."
    assert list(Pemegang.objects.filter(proses="impor").values_list("kode", "izin")) == [(disiapkan, "pegawai.impor")]
    assert list_menyimpang(IMPOR) == []


@pytest.mark.mesin
def test_an_old_preview_goes_on_by_the_new_way(petugas: Pengguna) -> None:
    kode = buat(ke(SEBELUM), "diperiksa", petugas)
    ke(SESUDAH)

    batch = Impor.objects.get(kode=kode)
    dihentikan = services.discard_impor(konteks=konteks_of(petugas), impor=batch, versi=batch.versi)

    assert dihentikan.status == "dihentikan"
    assert jejak(kode)[-1][0] == "hentikan"
