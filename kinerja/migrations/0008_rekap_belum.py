"""How many people of a unit have no agreed SKP is a count of its own, from the people who are there."""

from django.db import migrations, models

HITUNG = """
WITH jumlah AS (
    SELECT per.id AS periode_id, a.id AS unit_id, count(*) AS n
    FROM kinerja_periodekinerja per CROSS JOIN pegawai_pegawai p JOIN organisasi_unitkerja u ON u.id = p.unit_id
    CROSS JOIN LATERAL unnest(string_to_array(trim(both '/' from u.jalur), '/')::bigint[]) AS a(id)
    WHERE p.kedudukan <> ALL (ARRAY['pensiun', 'berhenti', 'tidak_aktif'])
      AND NOT EXISTS (SELECT FROM kinerja_skp s WHERE s.pegawai_id = p.id AND s.tahun = per.tahun AND s.status = 'disepakati'
                      AND s.disepakati < upper(per.masa))
    GROUP BY 1, 2
)
UPDATE kinerja_rekapkinerja r SET belum = j.n FROM jumlah j WHERE j.periode_id = r.periode_id AND j.unit_id = r.unit_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ("kinerja", "0007_tarik_catatan"),
    ]

    operations = [
        migrations.AddField(
            model_name="rekapkinerja",
            name="belum",
            field=models.IntegerField(db_default=0, default=0, verbose_name="pegawai tanpa SKP yang disepakati"),
        ),
        migrations.RunSQL(HITUNG, migrations.RunSQL.noop),
    ]
