"""The given workbook against its answer key, from the command to the database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from impor.models import Impor
from pegawai import proyeksi
from pegawai.models import DataPribadi, Pegawai

DATA = Path(__file__).parents[2] / "demo" / "data"
KUNCI = json.loads((DATA / "nominatif-kunci.json").read_text())
pytestmark = pytest.mark.django_db


def impor(tmp_path: Path, *kata: str, berkas: Path = DATA / "nominatif.xlsx") -> dict[str, Any]:
    laporan = tmp_path / "laporan.json"
    call_command("impor_pegawai", str(berkas), "--laporan", str(laporan), *kata)
    isi: dict[str, Any] = json.loads(laporan.read_text())
    return isi


def test_exactly_the_spoilt_rows_are_refused_at_the_spoilt_cells_and_twice_is_once(tmp_path: Path, capsys):
    call_command("impor_unit", str(DATA / "unit-kerja.json"))
    laporan = impor(tmp_path, "--terapkan")

    salah = {(k["baris"], k["kolom"]) for k in KUNCI["kotor"] if not k["terima"]}
    assert laporan["ditolak"] == KUNCI["ditolak"]
    assert laporan["diterima"] == KUNCI["baris_data"] - len(KUNCI["ditolak"]) == Pegawai.objects.count()
    assert {(g["baris"], g["kolom"]) for g in laporan["galat"]} == salah
    assert all(g["pesan"] and g["saran"] for g in laporan["galat"])
    assert not DataPribadi.objects.filter(alamat__startswith="=").exists()
    assert proyeksi.drift() == []

    lagi = impor(tmp_path, "--terapkan")

    assert (lagi["baru"], lagi["berubah"], lagi["sama"]) == (0, 0, 2944)
    assert lagi["ditolak"] == KUNCI["ditolak"]
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["sama"] == 2944


def test_without_terapkan_the_command_writes_nothing(tmp_path: Path):
    call_command("impor_unit", str(DATA / "unit-kerja.json"))

    laporan = impor(tmp_path)

    assert laporan["baru"] == 2944
    assert (Pegawai.objects.count(), Impor.objects.count()) == (0, 0)


def test_a_file_that_cannot_be_read_ends_with_one(tmp_path: Path, capsys):
    bukan = tmp_path / "foto.xlsx"
    bukan.write_bytes(b"\x89PNG\r\n")

    with pytest.raises(SystemExit) as akhir:
        call_command("impor_pegawai", str(bukan))

    assert akhir.value.code == 1
    assert json.loads(capsys.readouterr().out)["saran"]


def test_a_broken_unit_file_ends_with_one(tmp_path: Path, capsys):
    berkas = tmp_path / "unit.json"
    berkas.write_text('[{"id": "1", "nama": "A", "induk": "B"}]')

    with pytest.raises(SystemExit) as akhir:
        call_command("impor_unit", str(berkas))

    assert akhir.value.code == 1
    assert "tidak ada di berkas" in json.loads(capsys.readouterr().out)["galat"]
