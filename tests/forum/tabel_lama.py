"""The table in which voices kept their trail before the engine, for tests of the migrations that read it."""

from __future__ import annotations

from django.db import connection

# What the engine writes and the old trail did not: it had no line where the state stayed, but for edits and routings.
TIDAK_TERCATAT = ("tandai", "lepas_tanda", "golongkan")
BUAT = """
CREATE TABLE forum_kejadianaspirasi (
    id bigserial PRIMARY KEY, aspirasi_id bigint, dari varchar(20), ke varchar(20), unit_id bigint, oleh_id integer,
    sebagai varchar(20), alasan text, pada_at timestamptz
)
"""
ISI = f"""
INSERT INTO forum_kejadianaspirasi (aspirasi_id, dari, ke, unit_id, oleh_id, sebagai, alasan, pada_at)
SELECT a.id, j.dari, j.ke, j.unit_id, j.oleh_id, j.sebagai,
       CASE j.aksi WHEN 'sunting' THEN 'Disunting pengawas: ' || j.alasan ELSE j.alasan END, j.pada_at
FROM alur_jejak j JOIN forum_aspirasi a ON a.kode = j.kode
WHERE j.proses = 'aspirasi' AND j.aksi NOT IN {TIDAK_TERCATAT} ORDER BY j.id
"""  # a constant


def tulis_ulang() -> None:
    """Make the old table and write the trail of today into it, as it was written then."""
    with connection.cursor() as kursor:
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        kursor.execute(BUAT)
        kursor.execute(ISI)
