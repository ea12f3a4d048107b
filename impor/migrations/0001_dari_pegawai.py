"""The import, taken over from the app pegawai with every row: tables are renamed, nothing is copied."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import inti.kode

TABEL = ('impor', 'barisimpor')


def _pindah(dari, ke):
    tabel = ''.join(
        f'ALTER TABLE {dari}_{t} RENAME TO {ke}_{t}; ALTER SEQUENCE {dari}_{t}_id_seq RENAME TO {ke}_{t}_id_seq; ' for t in TABEL
    )
    # Whoever was given a right on the model, and what the admin's log says of it, follow it.
    return tabel + f"UPDATE django_content_type SET app_label = '{ke}' WHERE app_label = '{dari}' AND model IN {TABEL}"


# Before pegawai.0006 history rows pointed at the import itself, so its batch has the same id.
BATCH = """
UPDATE impor_impor SET batch_id = id WHERE diterapkan_at IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('pegawai', '0006_batch_perubahan'),
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(_pindah('pegawai', 'impor'), _pindah('impor', 'pegawai'))],
            state_operations=[
                migrations.CreateModel(
                    name='Impor',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kode', models.CharField(default=inti.kode.buat_kode, editable=False, max_length=20, unique=True, verbose_name='kode')),
                        ('berkas', models.FileField(blank=True, upload_to='impor/%Y/', verbose_name='berkas')),
                        ('nama_berkas', models.CharField(max_length=200, verbose_name='nama berkas')),
                        ('per', models.DateField(verbose_name='per tanggal')),
                        ('status', models.CharField(choices=[('dibaca', 'Sedang dibaca'), ('diperiksa', 'Menunggu keputusan Anda'), ('menerapkan', 'Sedang disimpan'), ('diterapkan', 'Tersimpan'), ('dibatalkan', 'Dibatalkan'), ('gagal', 'Tidak dapat dibaca')], default='dibaca', max_length=20, verbose_name='status')),
                        ('dibuat_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='diunggah')),
                        ('diterapkan_at', models.DateTimeField(blank=True, null=True, verbose_name='disimpan')),
                        ('dibatalkan_at', models.DateTimeField(blank=True, null=True, verbose_name='dibatalkan')),
                        ('pekerjaan_kode', models.CharField(blank=True, max_length=20, verbose_name='pekerjaan')),
                        ('galat', models.TextField(blank=True, verbose_name='keterangan')),
                        ('jumlah', models.JSONField(default=dict, verbose_name='jumlah per putusan')),
                        ('kolom', models.JSONField(default=list, verbose_name='kolom yang terbaca')),
                        ('sidik', models.CharField(blank=True, max_length=64, verbose_name='sidik pratinjau')),
                        ('jejak', models.JSONField(default=list, verbose_name='konteks audit')),
                        ('pembuat', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diunggah oleh')),
                    ],
                    options={
                        'verbose_name': 'impor',
                        'verbose_name_plural': 'impor',
                    },
                ),
                migrations.CreateModel(
                    name='BarisImpor',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('nomor_baris', models.PositiveIntegerField(verbose_name='baris')),
                        ('nama', models.CharField(blank=True, max_length=300, verbose_name='nama')),
                        ('pegawai_id', models.BigIntegerField(null=True, verbose_name='pegawai')),
                        ('putusan', models.CharField(blank=True, choices=[('baru', 'Baru'), ('berubah', 'Berubah'), ('sama', 'Sama'), ('ditolak', 'Perlu diperbaiki')], max_length=10, verbose_name='putusan')),
                        ('nilai', models.JSONField(default=dict, verbose_name='nilai')),
                        ('asli', models.JSONField(default=list, verbose_name='sel asli')),
                        ('galat', models.JSONField(default=list, verbose_name='yang perlu diperbaiki')),
                        ('peringatan', models.JSONField(default=list, verbose_name='peringatan')),
                        ('beda', models.JSONField(default=dict, verbose_name='beda')),
                        ('ikut', models.BooleanField(default=True, verbose_name='ikut disimpan')),
                        ('impor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='baris', to='impor.impor', verbose_name='impor')),
                    ],
                    options={
                        'verbose_name': 'baris impor',
                        'verbose_name_plural': 'baris impor',
                    },
                ),
                migrations.AddConstraint(
                    model_name='impor',
                    constraint=models.CheckConstraint(condition=models.Q(('status__in', ['dibaca', 'diperiksa', 'menerapkan', 'diterapkan', 'dibatalkan', 'gagal'])), name='impor_status_dikenal'),
                ),
                migrations.AddIndex(
                    model_name='barisimpor',
                    index=models.Index(fields=['impor', 'putusan', 'nomor_baris'], name='baris_impor_putusan'),
                ),
                migrations.AddConstraint(
                    model_name='barisimpor',
                    constraint=models.UniqueConstraint(fields=('impor', 'nomor_baris'), name='baris_impor_tunggal'),
                ),
                migrations.AddConstraint(
                    model_name='barisimpor',
                    constraint=models.CheckConstraint(condition=models.Q(('putusan__in', ['baru', 'berubah', 'sama', 'ditolak', ''])), name='baris_impor_putusan_dikenal'),
                ),
            ],
        ),
        migrations.AddField(
            model_name='impor',
            name='batch',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pegawai.batchperubahan', verbose_name='batch perubahan'),
        ),
        migrations.RunSQL(BATCH, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='impor',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['diterapkan', 'dibatalkan']), _negated=True), ('batch__isnull', False), _connector='OR'), name='impor_tersimpan_punya_batch'),
        ),
    ]
