"""History rows point at a plain batch row of their own app; the import that wrote them becomes an app above (impor.0001)."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# Each applied import gets a batch with its own id and code, so that what the history rows hold stays true as it is.
BATCH = """
INSERT INTO pegawai_batchperubahan (id, kode, asal, dibuat_at)
SELECT id, kode, 'impor ' || nama_berkas, diterapkan_at FROM pegawai_impor WHERE diterapkan_at IS NOT NULL;
SELECT setval(pg_get_serial_sequence('pegawai_batchperubahan', 'id'), coalesce(max(id), 1), max(id) IS NOT NULL) FROM pegawai_batchperubahan;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('pegawai', '0005_delegasi'),
    ]

    operations = [
        migrations.CreateModel(
            name='BatchPerubahan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kode', models.CharField(editable=False, max_length=20, unique=True, verbose_name='kode')),
                ('asal', models.CharField(max_length=300, verbose_name='asal')),
                ('dibuat_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='dibuat')),
            ],
            options={
                'verbose_name': 'batch perubahan',
                'verbose_name_plural': 'batch perubahan',
            },
        ),
        migrations.AddConstraint(
            model_name='batchperubahan',
            constraint=models.CheckConstraint(condition=models.Q(('kode', ''), _negated=True), name='batch_perubahan_kode_berisi'),
        ),
        migrations.RunSQL(BATCH, 'DELETE FROM pegawai_batchperubahan'),
        pgtrigger.migrations.RemoveTrigger(
            model_name='riwayatgolongan',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='riwayatgolongan',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='riwayatjabatan',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='riwayatjabatan',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='riwayatpendidikan',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='riwayatpendidikan',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='riwayatstatus',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='riwayatstatus',
            name='insert_insert',
        ),
        migrations.RenameField(model_name='riwayatgolongan', old_name='impor', new_name='batch'),
        migrations.RenameField(model_name='riwayatgolonganevent', old_name='impor', new_name='batch'),
        migrations.RenameField(model_name='riwayatjabatan', old_name='impor', new_name='batch'),
        migrations.RenameField(model_name='riwayatjabatanevent', old_name='impor', new_name='batch'),
        migrations.RenameField(model_name='riwayatpendidikan', old_name='impor', new_name='batch'),
        migrations.RenameField(model_name='riwayatpendidikanevent', old_name='impor', new_name='batch'),
        migrations.RenameField(model_name='riwayatstatus', old_name='impor', new_name='batch'),
        migrations.RenameField(model_name='riwayatstatusevent', old_name='impor', new_name='batch'),
        migrations.AlterField(
            model_name='riwayatgolongan',
            name='batch',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pegawai.batchperubahan', verbose_name='batch'),
        ),
        migrations.AlterField(
            model_name='riwayatgolonganevent',
            name='batch',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pegawai.batchperubahan', verbose_name='batch'),
        ),
        migrations.AlterField(
            model_name='riwayatjabatan',
            name='batch',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pegawai.batchperubahan', verbose_name='batch'),
        ),
        migrations.AlterField(
            model_name='riwayatjabatanevent',
            name='batch',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pegawai.batchperubahan', verbose_name='batch'),
        ),
        migrations.AlterField(
            model_name='riwayatpendidikan',
            name='batch',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pegawai.batchperubahan', verbose_name='batch'),
        ),
        migrations.AlterField(
            model_name='riwayatpendidikanevent',
            name='batch',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pegawai.batchperubahan', verbose_name='batch'),
        ),
        migrations.AlterField(
            model_name='riwayatstatus',
            name='batch',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pegawai.batchperubahan', verbose_name='batch'),
        ),
        migrations.AlterField(
            model_name='riwayatstatusevent',
            name='batch',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pegawai.batchperubahan', verbose_name='batch'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riwayatgolongan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pegawai_riwayatgolonganevent" ("batch_id", "diganti_at", "golongan_id", "id", "masa", "mk_bulan", "mk_per", "mk_tahun", "nomor_sk", "pegawai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal_sk", "tercatat_at") SELECT new_values."batch_id", new_values."diganti_at", new_values."golongan_id", new_values."id", new_values."masa", new_values."mk_bulan", new_values."mk_per", new_values."mk_tahun", new_values."nomor_sk", new_values."pegawai_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."tanggal_sk", new_values."tercatat_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='01912e45519a250dd974374ab6fa4fe6a085abca', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3f0e7', referencing='REFERENCING NEW TABLE AS new_values ', table='pegawai_riwayatgolongan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riwayatgolongan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "pegawai_riwayatgolonganevent" ("batch_id", "diganti_at", "golongan_id", "id", "masa", "mk_bulan", "mk_per", "mk_tahun", "nomor_sk", "pegawai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal_sk", "tercatat_at") VALUES (NEW."batch_id", NEW."diganti_at", NEW."golongan_id", NEW."id", NEW."masa", NEW."mk_bulan", NEW."mk_per", NEW."mk_tahun", NEW."nomor_sk", NEW."pegawai_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."tanggal_sk", NEW."tercatat_at"); RETURN NULL;', hash='0a0a39c070990d087fd17a87c3b507c37100dab4', operation='UPDATE', pgid='pgtrigger_update_update_34a44', table='pegawai_riwayatgolongan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riwayatjabatan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pegawai_riwayatjabatanevent" ("batch_id", "diganti_at", "id", "jabatan_id", "masa", "nomor_sk", "pegawai_id", "penugasan", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal_sk", "tercatat_at", "tmt_jabatan") SELECT new_values."batch_id", new_values."diganti_at", new_values."id", new_values."jabatan_id", new_values."masa", new_values."nomor_sk", new_values."pegawai_id", new_values."penugasan", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."tanggal_sk", new_values."tercatat_at", new_values."tmt_jabatan" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b081ce7aa075df6a1e18b2b22cf443aee3953db7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9c928', referencing='REFERENCING NEW TABLE AS new_values ', table='pegawai_riwayatjabatan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riwayatjabatan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "pegawai_riwayatjabatanevent" ("batch_id", "diganti_at", "id", "jabatan_id", "masa", "nomor_sk", "pegawai_id", "penugasan", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal_sk", "tercatat_at", "tmt_jabatan") VALUES (NEW."batch_id", NEW."diganti_at", NEW."id", NEW."jabatan_id", NEW."masa", NEW."nomor_sk", NEW."pegawai_id", NEW."penugasan", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."tanggal_sk", NEW."tercatat_at", NEW."tmt_jabatan"); RETURN NULL;', hash='1e53f3c9c71f81b27aa7844fabb88e422393b40a', operation='UPDATE', pgid='pgtrigger_update_update_8a769', table='pegawai_riwayatjabatan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riwayatpendidikan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pegawai_riwayatpendidikanevent" ("batch_id", "diganti_at", "id", "nama", "pegawai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tahun_lulus", "tercatat_at", "tingkat") SELECT new_values."batch_id", new_values."diganti_at", new_values."id", new_values."nama", new_values."pegawai_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."tahun_lulus", new_values."tercatat_at", new_values."tingkat" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='08bbfaa2b7188534820b3929c4b192c6ec561b15', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0a746', referencing='REFERENCING NEW TABLE AS new_values ', table='pegawai_riwayatpendidikan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riwayatpendidikan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "pegawai_riwayatpendidikanevent" ("batch_id", "diganti_at", "id", "nama", "pegawai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tahun_lulus", "tercatat_at", "tingkat") VALUES (NEW."batch_id", NEW."diganti_at", NEW."id", NEW."nama", NEW."pegawai_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."tahun_lulus", NEW."tercatat_at", NEW."tingkat"); RETURN NULL;', hash='62eac2c20d8867a03a371da64d2c4a659e47a5f6', operation='UPDATE', pgid='pgtrigger_update_update_fddb1', table='pegawai_riwayatpendidikan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riwayatstatus',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "pegawai_riwayatstatusevent" ("batch_id", "diganti_at", "id", "jenis", "kedudukan", "masa", "nomor_sk", "pegawai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal_sk", "tercatat_at") SELECT new_values."batch_id", new_values."diganti_at", new_values."id", new_values."jenis", new_values."kedudukan", new_values."masa", new_values."nomor_sk", new_values."pegawai_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."tanggal_sk", new_values."tercatat_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4364efeca579d5fe11113c942363cb7722c128ed', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8431b', referencing='REFERENCING NEW TABLE AS new_values ', table='pegawai_riwayatstatus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riwayatstatus',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "pegawai_riwayatstatusevent" ("batch_id", "diganti_at", "id", "jenis", "kedudukan", "masa", "nomor_sk", "pegawai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tanggal_sk", "tercatat_at") VALUES (NEW."batch_id", NEW."diganti_at", NEW."id", NEW."jenis", NEW."kedudukan", NEW."masa", NEW."nomor_sk", NEW."pegawai_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."tanggal_sk", NEW."tercatat_at"); RETURN NULL;', hash='bb9be732930820964c8f9deb6e937c0e6c262398', operation='UPDATE', pgid='pgtrigger_update_update_2436f', table='pegawai_riwayatstatus', when='AFTER')),
        ),
        # The tables stay; impor.0001 takes them over.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name='BarisImpor'), migrations.DeleteModel(name='Impor')],
        ),
    ]
