"""Values are written once and withdrawn by proposals. Rows that are there stay, marked by how sure their source is."""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
import inti.kode
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# The back office could leave out a first day or a source; both are needed now. Shipped values keep the mark of their source.
RAPIKAN = """
UPDATE aturan_parameteraturan SET berlaku = daterange('1945-08-17', upper(berlaku)) WHERE lower_inf(berlaku);
UPDATE aturan_parameteraturan SET dasar = 'Tidak tercatat' WHERE dasar = '';
UPDATE aturan_parameteraturan SET tanda = 'naskah' WHERE dasar IN (
    'UU 5/2014 pasal 90', 'UU 20/2023 pasal 55', 'PP 11/2017 pasal 239', 'PermenPANRB 6/2022; SE MenPANRB 3/2023',
    'PermenPANRB 62/2018', 'SKB Tiga Menteri 1497/2/5 Tahun 2025');
UPDATE aturan_parameteraturan SET tanda = 'kedua' WHERE dasar = 'Praktik penomoran BKN';
"""


class Migration(migrations.Migration):

    dependencies = [
        ('aturan', '0001_awal'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='UsulanParameter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kode', models.CharField(default=inti.kode.buat_kode, editable=False, max_length=20, unique=True, verbose_name='kode')),
                ('jenis', models.CharField(choices=[('nilai', 'Nilai baru'), ('tarik', 'Penarikan nilai yang keliru')], default='nilai', max_length=10, verbose_name='jenis')),
                ('nama', models.CharField(max_length=60, verbose_name='nama')),
                ('nilai', models.JSONField(null=True, verbose_name='nilai')),
                ('berlaku', django.contrib.postgres.fields.ranges.DateRangeField(null=True, verbose_name='berlaku')),
                ('dasar', models.CharField(blank=True, max_length=300, verbose_name='dasar hukum')),
                ('tanda', models.CharField(choices=[('naskah', 'Dicocokkan dengan naskah peraturannya'), ('kedua', 'Dari sumber kedua, bukan naskahnya'), ('umum', 'Pengetahuan umum, belum dicocokkan dengan naskah')], default='umum', max_length=10, verbose_name='kepastian sumber')),
                ('catatan', models.TextField(blank=True, verbose_name='catatan')),
                ('alasan', models.TextField(blank=True, verbose_name='alasan')),
                ('status', models.CharField(choices=[('disusun', 'Sedang disusun'), ('menunggu', 'Menunggu pengesahan'), ('berlaku', 'Disahkan'), ('ditolak', 'Ditolak'), ('dibatalkan', 'Dibatalkan pengusul')], default='disusun', max_length=12, verbose_name='status')),
                ('disusun_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='disusun')),
                ('tersentuh', models.PositiveIntegerField(null=True, verbose_name='orang yang tersentuh')),
                ('diputus_at', models.DateTimeField(null=True, verbose_name='diputus')),
                ('alasan_putusan', models.TextField(blank=True, verbose_name='alasan putusan')),
                ('lanjutan', models.JSONField(default=dict, verbose_name='pekerjaan sesudahnya')),
            ],
            options={
                'verbose_name': 'usulan nilai aturan',
                'verbose_name_plural': 'usulan nilai aturan',
            },
        ),
        migrations.RemoveConstraint(
            model_name='parameteraturan',
            name='parameter_aturan_masa_berisi',
        ),
        migrations.RemoveConstraint(
            model_name='parameteraturan',
            name='parameter_aturan_tidak_bertumpuk',
        ),
        migrations.AddField(
            model_name='parameteraturan',
            name='ditarik_at',
            field=models.DateTimeField(null=True, verbose_name='ditarik'),
        ),
        migrations.AddField(
            model_name='parameteraturan',
            name='tanda',
            field=models.CharField(choices=[('naskah', 'Dicocokkan dengan naskah peraturannya'), ('kedua', 'Dari sumber kedua, bukan naskahnya'), ('umum', 'Pengetahuan umum, belum dicocokkan dengan naskah')], default='umum', max_length=10, verbose_name='kepastian sumber'),
        ),
        migrations.AddField(
            model_name='parameteraturan',
            name='tercatat_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='dicatat'),
        ),
        migrations.RunSQL(RAPIKAN, migrations.RunSQL.noop),
        migrations.AddField(
            model_name='usulanparameter',
            name='pemutus',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diputus oleh'),
        ),
        migrations.AddField(
            model_name='usulanparameter',
            name='pengusul',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='pengusul'),
        ),
        migrations.AddField(
            model_name='usulanparameter',
            name='sasaran',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='usulan_tarik', to='aturan.parameteraturan', verbose_name='nilai yang ditarik'),
        ),
        migrations.AddField(
            model_name='parameteraturan',
            name='penarikan',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='menarik', to='aturan.usulanparameter', verbose_name='penarikan'),
        ),
        migrations.AddField(
            model_name='parameteraturan',
            name='usulan',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parameter', to='aturan.usulanparameter', verbose_name='usulan'),
        ),
        migrations.AddIndex(
            model_name='parameteraturan',
            index=models.Index(fields=['nama', 'id'], name='parameter_aturan_nama'),
        ),
        migrations.AddConstraint(
            model_name='parameteraturan',
            constraint=models.CheckConstraint(condition=models.Q(('berlaku__isempty', False), ('berlaku__startswith__isnull', False)), name='parameter_aturan_masa_berisi'),
        ),
        migrations.AddConstraint(
            model_name='parameteraturan',
            constraint=models.CheckConstraint(condition=models.Q(('tanda__in', ['naskah', 'kedua', 'umum'])), name='parameter_aturan_tanda_dikenal'),
        ),
        migrations.AddConstraint(
            model_name='parameteraturan',
            constraint=models.CheckConstraint(condition=models.Q(('dasar', ''), _negated=True), name='parameter_aturan_berdasar'),
        ),
        migrations.AddConstraint(
            model_name='parameteraturan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ditarik_at__isnull', True), ('penarikan__isnull', True)), models.Q(('ditarik_at__isnull', False), ('penarikan__isnull', False)), _connector='OR'), name='parameter_aturan_tarik_beralasan'),
        ),
        migrations.AddConstraint(
            model_name='usulanparameter',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['disusun', 'menunggu', 'berlaku', 'ditolak', 'dibatalkan'])), name='usulan_parameter_status_dikenal'),
        ),
        migrations.AddConstraint(
            model_name='usulanparameter',
            constraint=models.CheckConstraint(condition=models.Q(('jenis__in', ['nilai', 'tarik'])), name='usulan_parameter_jenis_dikenal'),
        ),
        migrations.AddConstraint(
            model_name='usulanparameter',
            constraint=models.CheckConstraint(condition=models.Q(('tanda__in', ['naskah', 'kedua', 'umum'])), name='usulan_parameter_tanda_dikenal'),
        ),
        migrations.AddConstraint(
            model_name='usulanparameter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('berlaku__isempty', False), ('berlaku__isnull', False), ('jenis', 'nilai'), ('nilai__isnull', False), ('berlaku__startswith__isnull', False), ('sasaran__isnull', True), models.Q(('dasar', ''), _negated=True)), models.Q(('berlaku__isnull', True), ('jenis', 'tarik'), ('nilai__isnull', True), ('sasaran__isnull', False), models.Q(('alasan', ''), _negated=True)), _connector='OR'), name='usulan_parameter_lengkap', violation_error_message='Nilai baru perlu tanggal mulai dan dasar hukum; penarikan perlu alasan.'),
        ),
        migrations.AddConstraint(
            model_name='usulanparameter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'berlaku'), _negated=True), models.Q(('pemutus__isnull', False), ('tersentuh__isnull', False), models.Q(('tersentuh', 0), models.Q(('pemutus', models.F('pengusul')), _negated=True), _connector='OR')), _connector='OR'), name='usulan_parameter_dua_orang', violation_error_message='Perubahan yang menyentuh orang disahkan petugas lain, bukan pengusulnya.'),
        ),
        migrations.AddConstraint(
            model_name='usulanparameter',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'menunggu')), fields=('nama',), name='usulan_parameter_satu_menunggu', violation_error_message='Masih ada usulan lain untuk nilai ini yang menunggu pengesahan. Tunggu putusannya.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='parameteraturan',
            trigger=pgtrigger.compiler.Trigger(name='tidak_dihapus', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='3163c9cd7e4b9fb5d9856dccfb2e3b087da64f28', operation='DELETE', pgid='pgtrigger_tidak_dihapus_773f3', table='aturan_parameteraturan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='parameteraturan',
            trigger=pgtrigger.compiler.Trigger(name='tidak_diubah', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."nama" IS DISTINCT FROM (NEW."nama") OR OLD."nilai" IS DISTINCT FROM (NEW."nilai") OR OLD."berlaku" IS DISTINCT FROM (NEW."berlaku") OR OLD."dasar" IS DISTINCT FROM (NEW."dasar") OR OLD."tanda" IS DISTINCT FROM (NEW."tanda") OR OLD."catatan" IS DISTINCT FROM (NEW."catatan") OR OLD."usulan_id" IS DISTINCT FROM (NEW."usulan_id") OR OLD."tercatat_at" IS DISTINCT FROM (NEW."tercatat_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='60f6e58f4f4a6ef7cb5b9d4612b5c3dfe6dea025', operation='UPDATE', pgid='pgtrigger_tidak_diubah_cd7bf', table='aturan_parameteraturan', when='BEFORE')),
        ),
    ]
