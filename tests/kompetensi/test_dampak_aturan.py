"""Whose hours of a year a value of law changes."""

import pytest

from aturan.dampak import list_dampak
from aturan.selectors import get_perbandingan
from inti import waktu
from tests.aturan.factories import buat_usulan, petugas, tersentuh
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db


def test_a_new_number_of_hours_touches_those_whom_it_is_for():
    buat_pegawai("Pegawai Negeri")
    buat_pegawai("Pegawai Kontrak", jenis="pppk", golongan="IX")
    usulan = buat_usulan(petugas(), "jp_tahunan", pns=24)

    (dampak,) = list_dampak("jp_tahunan")
    (baris,) = get_perbandingan(usulan, waktu.today()).tersentuh(dampak)

    assert (baris["nama"], baris["sebelum"], baris["sesudah"]) == ("Pegawai Negeri", 20, 24)


def test_a_duty_where_there_was_none_touches_too():
    buat_pegawai("Pegawai Kontrak", jenis="pppk", golongan="IX")

    assert tersentuh(buat_usulan(petugas(), "jp_tahunan", pppk=20)) == 1


def test_paid_hours_are_those_of_contracts():
    buat_pegawai("Pegawai Negeri")
    buat_pegawai("Pegawai Kontrak", jenis="pppk", golongan="IX")

    assert tersentuh(buat_usulan(petugas(), "jp_dibiayai", pppk=30)) == 1
