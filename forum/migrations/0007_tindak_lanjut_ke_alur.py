"""Follow-ups get a state; proposing, publishing and each piece of news become their trail, and whoever owes one is written down.

With what result something was published stands in its history: news may have changed it since.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

KEADAAN = """
UPDATE forum_%(tabel)s SET status = CASE WHEN hasil = 'dikerjakan' THEN 'berjalan' ELSE 'tuntas' END WHERE terbit_at IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE
"""
JEJAK = """
WITH terbit AS (
    SELECT t.*, coalesce(e.hasil, t.hasil) AS hasil_terbit, CASE WHEN e.hasil IS NULL THEN t.dijanjikan ELSE e.dijanjikan END AS janji_terbit
    FROM forum_tindaklanjut t LEFT JOIN LATERAL (
        SELECT hasil, dijanjikan FROM forum_tindaklanjutevent WHERE pgh_obj_id = t.id ORDER BY pgh_id LIMIT 1
    ) e ON true
), kabar AS (
    SELECT k.*, t.kode, t.unit_id,
           coalesce(lag(k.hasil) OVER jalan, t.hasil_terbit) AS hasil_lama,
           CASE WHEN lag(k.id) OVER jalan IS NULL THEN t.janji_terbit ELSE lag(k.dijanjikan) OVER jalan END AS janji_lama
    FROM forum_kabartindaklanjut k JOIN terbit t ON t.id = k.tindak_lanjut_id
    WINDOW jalan AS (PARTITION BY k.tindak_lanjut_id ORDER BY k.pada_at, k.id)
), langkah AS (
    SELECT kode, unit_id, 0 AS urut, id, 'usulkan' AS aksi, '' AS dari, 'diusulkan' AS ke, diusulkan_oleh_id AS oleh_id,
           'pengelola_opd' AS sebagai, diusulkan_at AS pada, NULL::date AS janji_lama, NULL::date AS janji
    FROM terbit
    UNION ALL
    SELECT kode, unit_id, 1, id, CASE hasil_terbit WHEN 'dikerjakan' THEN 'terbitkan' ELSE 'terbitkan_tuntas' END, 'diusulkan',
           CASE hasil_terbit WHEN 'dikerjakan' THEN 'berjalan' ELSE 'tuntas' END, terbit_oleh_id, 'moderator', terbit_at, NULL, janji_terbit
    FROM terbit WHERE terbit_at IS NOT NULL
    UNION ALL
    SELECT kode, unit_id, 2, id,
           CASE WHEN hasil <> hasil_lama THEN CASE hasil WHEN 'dikerjakan' THEN 'kerjakan_lagi' ELSE hasil END
                WHEN dijanjikan IS DISTINCT FROM janji_lama THEN 'geser_janji'
                ELSE 'kabarkan' END,
           CASE hasil_lama WHEN 'dikerjakan' THEN 'berjalan' ELSE 'tuntas' END,
           CASE hasil WHEN 'dikerjakan' THEN 'berjalan' ELSE 'tuntas' END, oleh_id, 'pengelola_opd', pada_at, janji_lama, dijanjikan
    FROM kabar
)
INSERT INTO alur_jejak (proses, kode, aksi, dari, ke, oleh_id, oleh_nama, sebagai, jabatan, untuk_nama, surat, unit_id, alasan,
                        data, versi, pada_at)
SELECT 'tindak_lanjut', l.kode, l.aksi, l.dari, l.ke, l.oleh_id, coalesce(p.nama, ''), l.sebagai, '', '', '', l.unit_id, '',
       jsonb_strip_nulls(jsonb_build_object('dari', %(dari)s, 'ke', %(ke)s)), 1, l.pada
FROM langkah l LEFT JOIN akun_pengguna p ON p.id = l.oleh_id
WHERE NOT EXISTS (SELECT FROM alur_jejak t WHERE t.proses = 'tindak_lanjut' AND t.kode = l.kode)
ORDER BY l.pada, l.urut, l.id
"""
# Days as they are read: words of a trail are kept as they were said.
BULAN = "ARRAY['Januari','Februari','Maret','April','Mei','Juni','Juli','Agustus','September','Oktober','November','Desember']"
HARI = "extract(day FROM {0})::int || ' ' || (" + BULAN + ")[extract(month FROM {0})::int] || ' ' || extract(year FROM {0})::int"
JEJAK %= {"dari": HARI.format("l.janji_lama"), "ke": HARI.format("l.janji")}
# A proposal that waited before it had a due day keeps none.
PEMEGANG = """
INSERT INTO alur_pemegang (proses, kode, keadaan, jenis, orang_kode, unit_id, izin, sejak_at, tenggat)
SELECT 'tindak_lanjut', t.kode, t.status, 'kolam', '', t.unit_id,
       CASE t.status WHEN 'diusulkan' THEN 'tindak_lanjut.terbit' ELSE 'tindak_lanjut.kabar' END,
       coalesce((SELECT max(j.pada_at) FROM alur_jejak j WHERE j.proses = 'tindak_lanjut' AND j.kode = t.kode AND j.dari <> j.ke),
                t.diusulkan_at),
       CASE t.status WHEN 'berjalan' THEN t.dijanjikan END
FROM forum_tindaklanjut t WHERE t.status <> 'tuntas'
ON CONFLICT (proses, kode) DO NOTHING
"""


class Migration(migrations.Migration):

    dependencies = [
        ('forum', '0006_jejak_ke_alur'),
        ('organisasi', '0006_instansi_versi'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='tindaklanjut',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='tindaklanjut',
            name='update_update',
        ),
        migrations.AddField(
            model_name='tindaklanjut',
            name='status',
            field=models.CharField(choices=[('diusulkan', 'Menunggu diterbitkan'), ('berjalan', 'Sedang dikerjakan'), ('tuntas', 'Tuntas')], default='diusulkan', max_length=20, verbose_name='keadaan'),
        ),
        migrations.AddField(
            model_name='tindaklanjutevent',
            name='status',
            field=models.CharField(choices=[('diusulkan', 'Menunggu diterbitkan'), ('berjalan', 'Sedang dikerjakan'), ('tuntas', 'Tuntas')], default='diusulkan', max_length=20, verbose_name='keadaan'),
        ),
        migrations.RunSQL([KEADAAN % {"tabel": tabel} for tabel in ("tindaklanjut", "tindaklanjutevent")], migrations.RunSQL.noop),
        migrations.RunSQL(JEJAK, migrations.RunSQL.noop),
        migrations.RunSQL(PEMEGANG, migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name='tindaklanjut',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "forum_tindaklanjutevent" ("dijanjikan", "ditanyakan", "diusulkan_at", "diusulkan_oleh_id", "hasil", "id", "jawab", "judul", "kode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "terbit_at", "terbit_oleh_id", "unit_id") SELECT new_values."dijanjikan", new_values."ditanyakan", new_values."diusulkan_at", new_values."diusulkan_oleh_id", new_values."hasil", new_values."id", new_values."jawab", new_values."judul", new_values."kode", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."status", new_values."terbit_at", new_values."terbit_oleh_id", new_values."unit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9c8e6ca9e57186e1006d06689c75bba66120eab0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_fb632', referencing='REFERENCING NEW TABLE AS new_values ', table='forum_tindaklanjut', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tindaklanjut',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."dijanjikan" IS DISTINCT FROM (NEW."dijanjikan") OR OLD."ditanyakan" IS DISTINCT FROM (NEW."ditanyakan") OR OLD."diusulkan_at" IS DISTINCT FROM (NEW."diusulkan_at") OR OLD."diusulkan_oleh_id" IS DISTINCT FROM (NEW."diusulkan_oleh_id") OR OLD."hasil" IS DISTINCT FROM (NEW."hasil") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jawab" IS DISTINCT FROM (NEW."jawab") OR OLD."judul" IS DISTINCT FROM (NEW."judul") OR OLD."kode" IS DISTINCT FROM (NEW."kode") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."terbit_at" IS DISTINCT FROM (NEW."terbit_at") OR OLD."terbit_oleh_id" IS DISTINCT FROM (NEW."terbit_oleh_id") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))', func='INSERT INTO "forum_tindaklanjutevent" ("dijanjikan", "ditanyakan", "diusulkan_at", "diusulkan_oleh_id", "hasil", "id", "jawab", "judul", "kode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "terbit_at", "terbit_oleh_id", "unit_id") VALUES (NEW."dijanjikan", NEW."ditanyakan", NEW."diusulkan_at", NEW."diusulkan_oleh_id", NEW."hasil", NEW."id", NEW."jawab", NEW."judul", NEW."kode", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."terbit_at", NEW."terbit_oleh_id", NEW."unit_id"); RETURN NULL;', hash='f3bc414ed7c2187182e4167f10132c4312d2301a', operation='UPDATE', pgid='pgtrigger_update_update_4bbac', table='forum_tindaklanjut', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='tindaklanjut',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'diusulkan'), ('terbit_at__isnull', True)), models.Q(('hasil', 'dikerjakan'), ('status', 'berjalan'), ('terbit_at__isnull', False)), models.Q(('status', 'tuntas'), ('terbit_at__isnull', False), models.Q(('hasil', 'dikerjakan'), _negated=True)), _connector='OR'), name='tindak_lanjut_status_sesuai'),
        ),
    ]
