"""The present state of everybody: the work grows in proportion to the people, on tables that nobody has counted yet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import penduduk
from inti import waktu
from organisasi.models import Jabatan
from pegawai import dampak, proyeksi
from pegawai.models import Pegawai

pytestmark = pytest.mark.django_db
N = 240
ORANG_BANYAK = ("pegawai_pegawai", "pegawai_nomorpegawai", "pegawai_riwayat")


@pytest.fixture
def kota(monkeypatch: pytest.MonkeyPatch) -> None:
    """N people whose rows have just been copied in: no statistics, no present state."""
    penduduk.bangun_unit()
    with monkeypatch.context() as tanpa:
        for nama in ("segarkan", "ukur"):
            tanpa.setattr(proyeksi, nama, lambda: 0)
        tanpa.setattr(penduduk, "rapikan", lambda: None)
        penduduk.isi_sampai(N)


@contextmanager
def rencana(awal: str) -> Iterator[list[dict[str, Any]]]:
    """Plans of the statements that begin with `awal`, as PostgreSQL chose them when they were run."""
    hasil: list[dict[str, Any]] = []

    def jelaskan(jalankan: Any, sql: str, nilai: Any, banyak: bool, konteks: Any) -> Any:
        if sql.lstrip().startswith(awal):
            with connection.cursor().cursor as kursor:
                kursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", nilai)
                isi = kursor.fetchone()[0]
                hasil.append((json.loads(isi) if isinstance(isi, str) else isi)[0]["Plan"])
        return jalankan(sql, nilai, banyak, konteks)

    with connection.execute_wrapper(jelaskan):
        yield hasil


def simpul(rencana: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every node of a plan."""
    yield rencana
    for anak in rencana.get("Plans", []):
        yield from simpul(anak)


def berulang(rencana: dict[str, Any]) -> list[str]:
    """What a plan would do once a row: the inner side of nested loops, and subqueries that depend on the row."""
    hasil = [f"Nested Loop: {s['Plans'][1]}" for s in simpul(rencana) if s["Node Type"] == "Nested Loop"]
    return hasil + [s["Node Type"] for s in simpul(rencana) if s.get("Parent Relationship") == "SubPlan"]


def tabel_dibaca(rencana: dict[str, Any]) -> set[str]:
    return {s["Relation Name"] for s in simpul(rencana) if "Relation Name" in s}


def test_bringing_everybody_up_to_date_loops_over_nobody(kota: None) -> None:
    with rencana("UPDATE") as semua:
        assert proyeksi.segarkan() == N

    (ubah,) = semua
    assert berulang(ubah) == []
    assert {t for t in proyeksi.TABEL if t.startswith(ORANG_BANYAK)} <= tabel_dibaca(ubah)


def test_comparing_everybody_with_the_histories_loops_over_nobody(kota: None) -> None:
    proyeksi.segarkan()

    with rencana("SELECT p.kode") as semua:
        assert proyeksi.drift() == []

    (banding,) = semua
    assert berulang(banding) == []


def test_asking_whom_a_change_touches_loops_over_nobody(kota: None) -> None:
    proyeksi.segarkan()

    with rencana("SELECT l.atasan_id") as semua:
        dampak.compute(Pegawai.objects.first(), waktu.today(), lambda: None)

    (banding,) = semua
    assert berulang(banding) == []


def test_one_person_is_looked_up_rather_than_everybody_read(kota: None) -> None:
    proyeksi.ukur()
    proyeksi.segarkan()
    orang = Pegawai.objects.order_by("pk")[0]

    with connection.cursor() as kursor:
        kursor.execute("SET LOCAL enable_seqscan TO off")  # so few people fit on one page, and that is read whole
    with rencana("UPDATE") as semua:
        proyeksi.segarkan([orang.pk])

    (ubah,) = semua
    assert [
        s["Relation Name"] for s in simpul(ubah) if s["Node Type"] == "Seq Scan" and s["Relation Name"].startswith(ORANG_BANYAK)
    ] == []


@pytest.mark.parametrize("jumlah", [1, N])
def test_the_number_of_statements_does_not_depend_on_the_people(kota: None, jumlah: int) -> None:
    ids = None if jumlah == N else [Pegawai.objects.values_list("pk", flat=True)[0]]

    with CaptureQueriesContext(connection) as kueri:
        assert proyeksi.segarkan(ids) == jumlah

    assert len(kueri) == (11 if ids is None else 9), [k["sql"][:80] for k in kueri]


def test_every_person_changes_once_and_leaves_one_trace(kota: None) -> None:
    """Posts and superiors are written together: two updates would be two entries in everybody's history."""
    Jabatan.objects.filter(nama__startswith="Kepala ").update(memimpin=True)

    proyeksi.segarkan()

    with connection.cursor() as kursor:
        kursor.execute("SELECT count(*), count(DISTINCT pgh_obj_id) FROM pegawai_pegawaievent WHERE pgh_label = 'update'")
        assert kursor.fetchone() == (N, N)
    assert Pegawai.objects.filter(atasan__isnull=False).exists()


def test_the_planner_is_itself_again_afterwards(kota: None) -> None:
    proyeksi.segarkan()

    with connection.cursor() as kursor:
        kursor.execute("SHOW enable_nestloop")
        assert kursor.fetchone() == ("on",)
