"""A cell is `sel`, its cleaned content `bersih`; `nilai` is a rating. Stored notes of errors follow."""

from django.db import migrations, models


def _ganti(dari, ke):
    return ''.join(
        f"""
UPDATE impor_barisimpor SET {kolom} = (
    SELECT jsonb_agg((c - '{dari}') || jsonb_build_object('{ke}', c -> '{dari}') ORDER BY urut) FROM jsonb_array_elements({kolom}) WITH ORDINALITY AS x(c, urut))
WHERE {kolom} @> '[{{}}]' AND {kolom} -> 0 ? '{dari}';
"""
        for kolom in ('galat', 'peringatan')
    )


class Migration(migrations.Migration):

    dependencies = [
        ('impor', '0001_dari_pegawai'),
    ]

    operations = [
        migrations.RunSQL(_ganti('nilai', 'sel'), _ganti('sel', 'nilai')),
        migrations.RenameField(model_name='barisimpor', old_name='nilai', new_name='bersih'),
        migrations.AlterField(
            model_name='barisimpor',
            name='bersih',
            field=models.JSONField(default=dict, verbose_name='isi sel sesudah dibersihkan'),
        ),
    ]
