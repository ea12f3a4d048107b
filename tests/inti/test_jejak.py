"""The database itself writes down every change of a tracked table: in bulk, in raw SQL, with who and why."""

import pytest
from django.apps import apps
from django.db import connection

from inti import audit
from organisasi.models import PejabatNonAsn

pytestmark = pytest.mark.django_db

PEJABAT = ("Ani", "Budi", "Citra")


def jejak(label):
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT e.nama, k.metadata ->> 'alasan', k.id FROM organisasi_pejabatnonasnevent e"
            " LEFT JOIN pghistory_context k ON k.id = e.pgh_context_id WHERE e.pgh_label = %s ORDER BY e.pgh_id",
            [label],
        )
        return kursor.fetchall()


def buat_pejabat():
    return PejabatNonAsn.objects.bulk_create(
        PejabatNonAsn(nama=n, sebutan="Wali Kota", masa=("2025-01-01", None)) for n in PEJABAT
    )


def test_each_row_of_a_bulk_insert_is_written_down_with_its_reason():
    with audit.explain(why="pelantikan"):
        buat_pejabat()

    baris = jejak("insert")
    assert [(nama, alasan) for nama, alasan, _k in baris] == [(n, "pelantikan") for n in PEJABAT]
    assert len({konteks for _n, _a, konteks in baris}) == 1


def test_raw_sql_is_written_down_for_the_rows_it_changed_only():
    buat_pejabat()

    with audit.explain(why="salah ketik"), connection.cursor() as kursor:
        kursor.execute("UPDATE organisasi_pejabatnonasn SET nama = 'Budi Utama' WHERE nama = 'Budi'")
        kursor.execute("UPDATE organisasi_pejabatnonasn SET nama = nama")

    assert [(nama, alasan) for nama, alasan, _k in jejak("update")] == [("Budi Utama", "salah ketik")]


def test_an_insert_in_raw_sql_without_a_reason_is_still_written_down():
    with connection.cursor() as kursor:
        kursor.execute(
            "INSERT INTO organisasi_pejabatnonasn (kode, nama, sebutan, masa) VALUES ('uji', 'Dedi', 'Wali Kota', '[2025-01-01,)')"
        )

    assert jejak("insert") == [("Dedi", None, None)]


def test_every_table_with_a_history_has_its_triggers_in_the_database():
    """Counted in the catalogue of PostgreSQL: what a migration forgot isn't there."""
    terlacak = {m.pgh_tracked_model._meta.db_table for m in apps.get_models() if hasattr(m, "pgh_tracked_model")}
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT c.relname, array_agg(DISTINCT split_part(t.tgname, '_', 2) ORDER BY split_part(t.tgname, '_', 2))"
            " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE starts_with(t.tgname, 'pgtrigger_') AND t.tgenabled = 'O' GROUP BY 1",
        )
        terpasang = {tabel: set(jenis) for tabel, jenis in kursor.fetchall()}

    assert terlacak
    assert {t for t in terlacak if not {"insert", "update"} <= terpasang.get(t, set())} == set()


def test_a_trigger_never_has_to_catch_an_exception():
    """Each one caught walks through all deferred checks of the transaction: n rows would cost n² (see settings and inti 0004)."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT current_setting('pgtrigger.ignore')::text[]")
        assert kursor.fetchone() == ([],)
        kursor.execute("SELECT prosrc FROM pg_proc WHERE proname = '_pgh_attach_context'")
        ((sumber,),) = kursor.fetchall()

    assert "EXCEPTION" not in sumber.upper()


def test_a_context_that_was_given_back_is_not_attached_to_what_follows():
    with audit.explain(why="pelantikan"):
        buat_pejabat()
    with connection.cursor() as kursor:  # as at the end of a transaction: the settings of the block are gone
        kursor.execute("SELECT set_config('pghistory.context_id', '', true), set_config('pghistory.context_metadata', '', true)")

    PejabatNonAsn.objects.update(sebutan="Pj Wali Kota")

    assert {alasan for _nama, alasan, _k in jejak("update")} == {None}
