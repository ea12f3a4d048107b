"""A row left out by hand knows who did it, and the counts of a list tell skipped rows from written ones."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Lists from before counted skipped rows as new or changed. Twice is the same as once.
HITUNG = """
UPDATE impor_impor i SET jumlah = i.jumlah || jsonb_build_object(
    'dilewati', d.baru + d.berubah,
    'baru', coalesce((i.jumlah->>'baru')::int, 0) - d.baru,
    'berubah', coalesce((i.jumlah->>'berubah')::int, 0) - d.berubah)
FROM (
    SELECT impor_id, count(*) FILTER (WHERE putusan = 'baru') AS baru, count(*) FILTER (WHERE putusan = 'berubah') AS berubah
    FROM impor_barisimpor WHERE NOT ikut AND putusan IN ('baru', 'berubah') GROUP BY impor_id
) d
WHERE d.impor_id = i.id AND NOT i.jumlah ? 'dilewati'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("impor", "0003_persetujuan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="barisimpor",
            name="dilewati_oleh",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="dilewati oleh",
            ),
        ),
        migrations.RunSQL(HITUNG, migrations.RunSQL.noop),
    ]
