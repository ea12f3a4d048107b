"""Dated values: what counts on a day, what is said where nothing does, and what is shipped."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from aturan import daftar_parameter, parameter
from aturan.models import ParameterAturan
from aturan.parameter import NilaiBelumTercatatError
from inti import acuan
from pegawai.rules.pensiun import ATURAN_PENSIUN

pytestmark = pytest.mark.django_db
PER = date(2026, 11, 24)
JULI = date(2026, 7, 1)


def catat(nama: str, nilai: object, mulai: date, akhir: date | None = None) -> ParameterAturan:
    return ParameterAturan.objects.create(nama=nama, nilai=nilai, berlaku=DateRange(mulai, akhir), dasar="SK Uji")


def test_a_value_counts_from_its_day_on_until_the_next_one_starts():
    lama = parameter.nilai("bup_jabatan", PER)
    baru = catat("bup_jabatan", lama | {"jpt": 61}, JULI)

    def tanya(per: date):
        return ATURAN_PENSIUN.decide(tanggal_lahir=date(1968, 5, 12), jabatan="jpt", per=per)

    assert tanya(date(2026, 6, 30)).hasil.bup == 60
    assert (tanya(JULI).hasil.bup, tanya(JULI).dasar) == (61, "SK Uji")
    assert baru.pk in {p.id for p in tanya(JULI).parameter}


def test_of_two_values_that_start_alike_the_one_recorded_later_counts():
    catat("jp_tahunan", {"pns": 30}, JULI)
    catat("jp_tahunan", {"pns": 40}, JULI)

    assert parameter.nilai("jp_tahunan", PER) == {"pns": 40}


def test_after_a_value_that_ends_the_earlier_one_counts_again():
    catat("jp_tahunan", {"pns": 10}, date(2020, 4, 1), date(2021, 1, 1))

    assert [parameter.nilai("jp_tahunan", date(t, 12, 31)) for t in (2019, 2020, 2021)] == [{"pns": 20}, {"pns": 10}, {"pns": 20}]


def test_a_day_before_the_first_value_says_from_when_it_is_recorded():
    with pytest.raises(NilaiBelumTercatatError, match="tercatat sejak 7 April 2017") as penolakan:
        parameter.nilai("jp_tahunan", date(2016, 12, 31))

    assert penolakan.value.field == "per"
    assert "Jam pelajaran paling sedikit setahun" in penolakan.value.message


def test_a_value_that_was_never_recorded_says_whom_to_ask():
    with pytest.raises(NilaiBelumTercatatError, match="minta pengelola aturan"):
        parameter.nilai("tidak_ada", PER)


def test_a_value_that_may_be_missing_is_left_out():
    ada = parameter.ambil(["jp_tahunan", "jp_dibiayai"], date(2017, 12, 31), ["jp_dibiayai"])

    assert set(ada) == {"jp_tahunan"}


def test_no_parameter_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert parameter.ambil((), PER) == {}


def test_the_shipped_values_are_in_the_database_as_they_stand_in_the_files():
    for definisi in daftar_parameter.list_definisi():
        assert parameter.nilai(definisi.nama, PER) == parameter.acuan([definisi.nama], PER)[definisi.nama].nilai


def test_loading_reference_data_again_adds_nothing(capsys):
    call_command("muat_acuan")

    assert set(acuan.muat_semua().values()) == {0}
    assert '"parameter aturan": 0' in capsys.readouterr().out


def test_loading_leaves_alone_a_name_that_the_city_keeps():
    sebelum = ParameterAturan.objects.count()
    catat("jp_tahunan", {"pns": 30}, JULI)

    assert parameter.muat() == 0
    assert ParameterAturan.objects.count() == sebelum + 1


def test_a_row_that_is_older_than_a_part_counts_with_the_part_that_is_shipped():
    catat("tenggat_alur", {"skp": 9}, JULI)

    nilai = parameter.nilai("tenggat_alur", PER)

    assert nilai == parameter.acuan(["tenggat_alur"], PER)["tenggat_alur"].nilai | {"skp": 9}


def test_loading_neither_adds_a_row_for_a_new_part_nor_touches_what_the_city_recorded():
    kota = {"skp": 9}
    baris = catat("tenggat_alur", kota, JULI)

    assert [parameter.muat(), parameter.muat()] == [0, 0]
    baris.refresh_from_db()
    assert baris.nilai == kota


def test_a_part_that_the_city_recorded_itself_stays_as_it_is():
    catat("tenggat_alur", {"skp": 9, "perubahan_data": 12}, JULI)

    assert parameter.nilai("tenggat_alur", PER)["perubahan_data"] == 12


def test_what_a_table_leaves_out_on_purpose_stays_out():
    catat("bup_jabatan", {"jpt": 61}, JULI)

    assert parameter.nilai("bup_jabatan", PER) == {"jpt": 61}


def test_every_declared_value_is_shipped_and_every_shipped_one_declared():
    assert {b["nama"] for b in parameter.list_bawaan()} == {d.nama for d in daftar_parameter.list_definisi()}


@pytest.mark.parametrize("ubah", [{"nilai": {"pns": 1}}, {"dasar": "Lain"}, {"berlaku": DateRange(date(2000, 1, 1), None)}])
def test_the_database_refuses_to_rewrite_a_recorded_value(ubah):
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        ParameterAturan.objects.filter(nama="jp_tahunan").update(**ubah)


def test_the_database_refuses_to_drop_a_recorded_value():
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        ParameterAturan.objects.filter(nama="jp_tahunan").delete()


def test_two_parameters_with_one_name_are_a_bug():
    kembar = daftar_parameter.list_definisi()[0]

    with pytest.raises(ValueError, match="Two parameters"):
        daftar_parameter.register(type(kembar)(kembar.nama, "Lain", "", kembar.bentuk))
