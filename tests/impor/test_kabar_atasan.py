"""A list that moves people to another unit or superior tells them and both superiors, and so does undoing it; a new post alone
tells nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from akun.konteks import sistem
from impor import services as impor
from impor.models import Impor
from kabar.models import Kabar, Penerimaan
from organisasi.models import PejabatNonAsn, PenetapanPenilai, UnitKerja
from organisasi.services import import_unit
from pegawai import atasan
from pegawai.models import Pegawai
from tests.akun.factories import buat_pengguna
from tests.impor.buku import PER, PPPK, baris, tulis_csv
from tests.impor.dua_petugas import batalkan
from tests.impor.test_terapkan import UNIT
from tests.kabar.kata import jenis_kotak, kotak
from tests.organisasi.factories import buat_jabatan

pytestmark = pytest.mark.django_db
PINDAH = {"UNOR ID": "u-3", "UNOR NAMA": "Bidang Lain"}


def pimpin(unit: str, nama: str) -> PejabatNonAsn:
    """An official who appraises a unit."""
    pejabat = PejabatNonAsn.objects.create(
        nama=nama, sebutan=nama, masa=DateRange(PER - timedelta(days=99), None), akun=buat_pengguna(nama=nama)
    )
    PenetapanPenilai.objects.create(
        unit=UnitKerja.objects.get(id_asing=unit), penilai_pejabat=pejabat, masa=pejabat.masa, dasar="SK"
    )
    return pejabat


@pytest.fixture
def terapkan(tmp_path: Path) -> Callable[..., Impor]:
    """Import these rows; returns the batch."""
    import_unit(actor=None, baris=[{"id": i, "nama": n, "induk": k} for i, n, k in UNIT])

    def jalan(*daftar: dict[str, Any]) -> Impor:
        impor.import_berkas(konteks=sistem(), berkas=tulis_csv(tmp_path / "daftar.csv", daftar), per=PER)
        return Impor.objects.latest("pk")

    return jalan


@pytest.fixture
def orang(terapkan: Callable[..., Impor]) -> dict[str, Any]:
    """A person whom one official appraises, and another official for another unit."""
    terapkan(baris(), baris(**PPPK))
    satu = Pegawai.objects.get(nama__startswith="Masdelima")
    satu.akun = buat_pengguna(nama="Masdelima")
    satu.save(update_fields=["akun"])
    lama, baru = pimpin("u-2", "Pejabat Lama"), pimpin("u-3", "Pejabat Baru")
    atasan.ikuti()
    assert not Kabar.objects.filter(jenis__in=["atasan.berganti", "tim.datang"]).exists(), "a first superior is told to nobody"
    return {"satu": satu, "lama": lama, "baru": baru}


def test_applying_and_undoing_tell_the_person_and_both_superiors_once_each(
    terapkan: Callable[..., Impor], orang: dict[str, Any]
) -> None:
    batch = terapkan(baris(**PINDAH), baris(**PPPK))

    assert {k: jenis_kotak(o.akun) for k, o in orang.items()} == {
        "satu": ["mutasi.lewat_daftar"], "lama": ["tim.pergi"], "baru": ["tim.datang"],
    }  # fmt: skip
    (kata,) = kotak(orang["satu"].akun)
    assert kata.startswith("Menurut daftar pegawai, Anda bertugas sebagai ")
    assert " di Bidang Lain sejak " in kata
    assert kata.endswith("Atasan Anda sekarang: Pejabat Baru.")
    Penerimaan.objects.all().delete()

    batalkan(batch)

    assert {k: jenis_kotak(o.akun) for k, o in orang.items()} == {
        "satu": ["mutasi.daftar_dibatalkan"], "lama": ["tim.datang"], "baru": ["tim.pergi"],
    }  # fmt: skip
    (kata,) = kotak(orang["satu"].akun)
    assert kata.startswith("Perubahan lewat daftar pegawai yang dikabarkan sebelumnya dibatalkan. Anda kembali bertugas sebagai ")
    assert kata.endswith("Atasan Anda sekarang: Pejabat Lama.")


def test_another_post_under_the_same_superior_tells_nobody(terapkan: Callable[..., Impor], orang: dict[str, Any]) -> None:
    terapkan(baris(**{"JABATAN NAMA": "Arsiparis"}), baris(**PPPK))

    assert not Penerimaan.objects.exists()


def test_telling_many_costs_no_more_queries_than_telling_one(terapkan: Callable[..., Impor], orang: dict[str, Any]) -> None:
    """Set-based: the queries of telling itself, for one person and for two."""

    def jumlah(*daftar: dict[str, Any]) -> int:
        with CaptureQueriesContext(connection) as kueri:
            terapkan(*daftar)
        return len([q for q in kueri if "kabar_" in q["sql"]])

    satu = jumlah(baris(**PINDAH), baris(**PPPK))
    dua = jumlah(baris(), baris(**PPPK | PINDAH))

    assert satu == dua > 0


def test_undoing_a_list_that_brought_a_superior_says_who_it_is_again(terapkan: Callable[..., Impor]) -> None:
    terapkan(baris())
    satu = Pegawai.objects.get()
    Pegawai.objects.filter(pk=satu.pk).update(akun=buat_pengguna(nama="Masdelima"))
    satu.refresh_from_db()
    kepala = buat_jabatan(UnitKerja.objects.get(id_asing="u-2"), "Kepala Bidang Uji", jenis="administrator", memimpin=True)
    pimpin("u-1", "Pejabat Dinas")
    atasan.ikuti()
    batch = terapkan(
        baris(), baris(**PPPK | {"NAMA": "KEPALA BARU", "JENIS JABATAN NAMA": "Jabatan Struktural", "JABATAN NAMA": kepala.nama})
    )
    assert kotak(satu.akun) == ["Atasan Anda sekarang Kepala Baru, S.AP., sebelumnya Pejabat Dinas."]

    batalkan(batch)

    assert kotak(satu.akun)[1:] == ["Atasan Anda sekarang Pejabat Dinas, sebelumnya Kepala Baru, S.AP."]


def test_another_unit_under_the_same_superior_is_told_with_post_and_unit(
    terapkan: Callable[..., Impor], orang: dict[str, Any]
) -> None:
    PenetapanPenilai.objects.filter(unit__id_asing="u-3").update(penilai_pejabat=orang["lama"])

    terapkan(baris(**PINDAH), baris(**PPPK))

    (kata,) = kotak(orang["satu"].akun)
    assert " di Bidang Lain sejak " in kata
    assert kata.endswith("Atasan Anda sekarang: Pejabat Lama.")
