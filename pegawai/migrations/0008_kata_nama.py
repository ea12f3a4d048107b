"""The words of people's names, by which they are looked for."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations, models

KATA = """
INSERT INTO pegawai_katanama (kata)
SELECT DISTINCT k.kata FROM pegawai_pegawai p CROSS JOIN LATERAL string_to_table(p.nama_urut, ' ') AS k(kata) WHERE k.kata <> ''
"""


class Migration(migrations.Migration):

    dependencies = [
        ('organisasi', '0003_kelas_bup'),
        ('pegawai', '0007_versi'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='KataNama',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kata', models.CharField(max_length=200, unique=True, verbose_name='kata')),
            ],
            options={
                'verbose_name': 'kata nama',
                'verbose_name_plural': 'kata nama',
            },
        ),
        migrations.RunSQL(KATA, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='pegawai',
            index=django.contrib.postgres.indexes.GinIndex(models.Func(models.F('nama_urut'), models.Value(' '), function='string_to_array', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)), name='pegawai_kata_nama'),
        ),
        migrations.AddIndex(
            model_name='katanama',
            index=django.contrib.postgres.indexes.GinIndex(fields=['kata'], name='kata_nama_trigram', opclasses=['gin_trgm_ops']),
        ),
    ]
