"""A quarter's figures hold what was so by its last day, and know how many results were recorded in it."""

from django.db import migrations, models

# The four columns that change, from the facts, for every unit with all below it.
HITUNG = """
WITH milik AS (
    SELECT p.id AS periode_id, s.unit_id, (s.status = 'diajukan' AND s.diajukan < upper(p.masa))::int AS menunggu,
           (s.status = 'disepakati' AND s.disepakati < upper(p.masa))::int AS sepakat,
           (SELECT count(*) FROM kinerja_rencanahasilkerja r WHERE r.skp_id = s.id) AS rhk,
           (SELECT count(*) FROM kinerja_capaianrhk c JOIN kinerja_rencanahasilkerja r ON r.id = c.rencana_id
            WHERE r.skp_id = s.id AND c.periode_id = p.id) AS tercatat
    FROM kinerja_periodekinerja p JOIN kinerja_skp s ON s.tahun = p.tahun
),
jumlah AS (
    SELECT m.periode_id, a.id AS unit_id, coalesce(sum(m.menunggu), 0) AS menunggu, coalesce(sum(m.sepakat), 0) AS sepakat,
           coalesce(sum(m.rhk * m.sepakat), 0) AS rhk, sum(m.tercatat) AS tercatat
    FROM milik m JOIN organisasi_unitkerja u ON u.id = m.unit_id
    CROSS JOIN LATERAL unnest(string_to_array(trim(both '/' from u.jalur), '/')::bigint[]) AS a(id)
    GROUP BY 1, 2
)
UPDATE kinerja_rekapkinerja r
SET skp_menunggu = j.menunggu, skp_disepakati = j.sepakat, rhk = j.rhk, rhk_tercatat = j.tercatat
FROM jumlah j WHERE j.periode_id = r.periode_id AND j.unit_id = r.unit_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ("kinerja", "0005_berkas"),
    ]

    operations = [
        migrations.AddField(
            model_name="rekapkinerja",
            name="rhk_tercatat",
            field=models.IntegerField(db_default=0, default=0, verbose_name="hasil kerja yang dicatat"),
        ),
        migrations.RunSQL(HITUNG, migrations.RunSQL.noop),
    ]
