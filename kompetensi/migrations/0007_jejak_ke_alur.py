"""The history of enrolments and of evidence becomes their trail; whoever holds an open one is written down.

Every change of state in the history is one step of the trail. Who decided last, and when, stands there from now on.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# Each change of state: from the history where it has one, else the row itself. Twice is the same as once.
LANGKAH = """
WITH riwayat AS (
    SELECT r.kode, r.pegawai_id, %(acuan)s AS acuan, e.pgh_id, e.status AS ke, e.alasan, e.pgh_created_at AS pada,
           k.metadata->>'pengguna' AS oleh,
           coalesce(lag(e.status) OVER (PARTITION BY r.id ORDER BY e.pgh_id), '') AS dari
    FROM kompetensi_%(tabel)s r JOIN kompetensi_%(tabel)sevent e ON e.pgh_obj_id = r.id
    LEFT JOIN pghistory_context k ON k.id = e.pgh_context_id
    UNION ALL
    SELECT r.kode, r.pegawai_id, %(acuan)s, 0, r.status, r.alasan, r.dibuat_at, NULL, ''
    FROM kompetensi_%(tabel)s r WHERE NOT EXISTS (SELECT FROM kompetensi_%(tabel)sevent e WHERE e.pgh_obj_id = r.id)
)
INSERT INTO alur_jejak (proses, kode, aksi, dari, ke, oleh_id, oleh_nama, sebagai, jabatan, untuk_nama, surat, alasan, data, versi, pada_at)
SELECT '%(proses)s', j.kode, %(aksi)s, j.dari, j.ke, a.id, coalesce(a.nama, ''),
       CASE WHEN a.id IS NULL THEN 'sistem' WHEN a.id = p.akun_id THEN 'pegawai' ELSE '' END,
       '', '', '', CASE WHEN j.ke IN ('disetujui', 'ditolak', 'batal', 'diterima') THEN j.alasan ELSE '' END, '{}', 1, j.pada
FROM riwayat j JOIN pegawai_pegawai p ON p.id = j.pegawai_id LEFT JOIN akun_pengguna a ON a.id::text = j.oleh
WHERE j.dari <> j.ke AND NOT EXISTS (SELECT FROM alur_jejak t WHERE t.proses = '%(proses)s' AND t.kode = j.kode)
ORDER BY j.pgh_id
"""
AKSI_PENDAFTARAN = """CASE
    WHEN j.dari = '' THEN CASE j.ke WHEN 'menunggu' THEN 'antre' WHEN 'disetujui' THEN 'tugaskan' ELSE 'daftar' END
    WHEN j.ke = 'batal' AND a.id IS DISTINCT FROM p.akun_id AND j.acuan = 'batal' THEN 'batalkan_angkatan'
    ELSE CASE j.ke WHEN 'diusulkan' THEN 'naik' WHEN 'disetujui' THEN 'setujui' WHEN 'ditolak' THEN 'tolak' WHEN 'batal' THEN 'batalkan'
                   WHEN 'hadir' THEN 'hadir' WHEN 'tidak_hadir' THEN 'absen' ELSE 'luluskan' END END"""
AKSI_LUAR = "CASE WHEN j.dari = '' THEN 'ajukan' WHEN j.ke = 'diterima' THEN 'terima' ELSE 'tolak' END"
JEJAK_PENDAFTARAN = LANGKAH % {
    "tabel": "pendaftaran", "proses": "pendaftaran", "aksi": AKSI_PENDAFTARAN,
    "acuan": "(SELECT g.status FROM kompetensi_angkatan g WHERE g.id = r.angkatan_id)",
}  # fmt: skip
JEJAK_LUAR = LANGKAH % {"tabel": "belajarluar", "proses": "belajar_luar", "aksi": AKSI_LUAR, "acuan": "''"}
PEMEGANG = """
INSERT INTO alur_pemegang (proses, kode, keadaan, jenis, orang_kode, unit_id, izin, sejak_at)
SELECT '%(proses)s', r.kode, r.status, '%(jenis)s', p.kode, p.unit_id, '%(izin)s',
       coalesce((SELECT max(t.pada_at) FROM alur_jejak t WHERE t.proses = '%(proses)s' AND t.kode = r.kode), r.dibuat_at)
FROM kompetensi_%(tabel)s r JOIN pegawai_pegawai p ON p.id = r.pegawai_id WHERE r.status = '%(status)s'
ON CONFLICT (proses, kode) DO NOTHING
"""
PEMEGANG_PENDAFTARAN = PEMEGANG % {
    "tabel": "pendaftaran", "proses": "pendaftaran", "status": "diusulkan", "jenis": "atasan", "izin": "",
}  # fmt: skip
PEMEGANG_LUAR = PEMEGANG % {
    "tabel": "belajarluar", "proses": "belajar_luar", "status": "diajukan", "jenis": "kolam", "izin": "kompetensi.luar_periksa",
}  # fmt: skip


class Migration(migrations.Migration):

    dependencies = [
        ('alur', '0001_awal'),
        ('pegawai', '0006_batch_perubahan'),
        ('kompetensi', '0006_versi'),
    ]

    operations = [
        migrations.RunSQL(JEJAK_PENDAFTARAN, migrations.RunSQL.noop),
        migrations.RunSQL(JEJAK_LUAR, migrations.RunSQL.noop),
        migrations.RunSQL(PEMEGANG_PENDAFTARAN, migrations.RunSQL.noop),
        migrations.RunSQL(PEMEGANG_LUAR, migrations.RunSQL.noop),
        pgtrigger.migrations.RemoveTrigger(
            model_name='belajarluar',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='belajarluar',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='pendaftaran',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='pendaftaran',
            name='insert_insert',
        ),
        migrations.RemoveConstraint(
            model_name='belajarluar',
            name='belajar_luar_status_dikenal',
        ),
        migrations.RemoveConstraint(
            model_name='belajarluar',
            name='belajar_luar_ditolak_beralasan',
        ),
        migrations.RemoveField(
            model_name='belajarluar',
            name='diputuskan_at',
        ),
        migrations.RemoveField(
            model_name='belajarluar',
            name='diputuskan_oleh',
        ),
        migrations.RemoveField(
            model_name='belajarluarevent',
            name='diputuskan_at',
        ),
        migrations.RemoveField(
            model_name='belajarluarevent',
            name='diputuskan_oleh',
        ),
        migrations.RemoveField(
            model_name='pendaftaran',
            name='diputuskan_at',
        ),
        migrations.RemoveField(
            model_name='pendaftaran',
            name='diputuskan_oleh',
        ),
        migrations.RemoveField(
            model_name='pendaftaranevent',
            name='diputuskan_at',
        ),
        migrations.RemoveField(
            model_name='pendaftaranevent',
            name='diputuskan_oleh',
        ),
        migrations.AddField(
            model_name='belajarluar',
            name='versi',
            field=models.PositiveIntegerField(default=1, verbose_name='versi'),
        ),
        migrations.AddField(
            model_name='belajarluarevent',
            name='versi',
            field=models.PositiveIntegerField(default=1, verbose_name='versi'),
        ),
        migrations.AddField(
            model_name='pendaftaran',
            name='versi',
            field=models.PositiveIntegerField(default=1, verbose_name='versi'),
        ),
        migrations.AddField(
            model_name='pendaftaranevent',
            name='versi',
            field=models.PositiveIntegerField(default=1, verbose_name='versi'),
        ),
        migrations.AlterField(
            model_name='belajarluar',
            name='status',
            field=models.CharField(choices=[('diajukan', 'Sedang diperiksa'), ('dikembalikan', 'Perlu diperbaiki'), ('diterima', 'Diterima'), ('ditolak', 'Belum bisa diterima'), ('ditarik', 'Ditarik pengirim')], default='diajukan', max_length=12, verbose_name='keadaan'),
        ),
        migrations.AlterField(
            model_name='belajarluarevent',
            name='status',
            field=models.CharField(choices=[('diajukan', 'Sedang diperiksa'), ('dikembalikan', 'Perlu diperbaiki'), ('diterima', 'Diterima'), ('ditolak', 'Belum bisa diterima'), ('ditarik', 'Ditarik pengirim')], default='diajukan', max_length=12, verbose_name='keadaan'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='belajarluar',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "kompetensi_belajarluarevent" ("alasan", "dibuat_at", "dokumen_id", "id", "jenis_id", "jp", "judul", "kode", "pegawai_id", "penyelenggara", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tanggal_selesai", "versi") SELECT new_values."alasan", new_values."dibuat_at", new_values."dokumen_id", new_values."id", new_values."jenis_id", new_values."jp", new_values."judul", new_values."kode", new_values."pegawai_id", new_values."penyelenggara", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."status", new_values."tanggal_selesai", new_values."versi" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3ebd40db979f1ebd88bb28b00afda8289eaf0330', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1bbe6', referencing='REFERENCING NEW TABLE AS new_values ', table='kompetensi_belajarluar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='belajarluar',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kompetensi_belajarluarevent" ("alasan", "dibuat_at", "dokumen_id", "id", "jenis_id", "jp", "judul", "kode", "pegawai_id", "penyelenggara", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tanggal_selesai", "versi") VALUES (NEW."alasan", NEW."dibuat_at", NEW."dokumen_id", NEW."id", NEW."jenis_id", NEW."jp", NEW."judul", NEW."kode", NEW."pegawai_id", NEW."penyelenggara", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."tanggal_selesai", NEW."versi"); RETURN NULL;', hash='d0d01313e955a04bc89d5c36efa967c718dca893', operation='UPDATE', pgid='pgtrigger_update_update_e04d6', table='kompetensi_belajarluar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pendaftaran',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "kompetensi_pendaftaranevent" ("alasan", "angkatan_id", "dibuat_at", "id", "kode", "pegawai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tujuan", "versi") SELECT new_values."alasan", new_values."angkatan_id", new_values."dibuat_at", new_values."id", new_values."kode", new_values."pegawai_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."status", new_values."tujuan", new_values."versi" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e06c09e49625f6ddb5b163e9b54fa6f61c31b781', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c5253', referencing='REFERENCING NEW TABLE AS new_values ', table='kompetensi_pendaftaran', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pendaftaran',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "kompetensi_pendaftaranevent" ("alasan", "angkatan_id", "dibuat_at", "id", "kode", "pegawai_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tujuan", "versi") VALUES (NEW."alasan", NEW."angkatan_id", NEW."dibuat_at", NEW."id", NEW."kode", NEW."pegawai_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."tujuan", NEW."versi"); RETURN NULL;', hash='9da320ec756ceeeb0127df845944c069941a0bcf', operation='UPDATE', pgid='pgtrigger_update_update_0a472', table='kompetensi_pendaftaran', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='belajarluar',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['diajukan', 'dikembalikan', 'diterima', 'ditolak', 'ditarik'])), name='belajar_luar_status_dikenal'),
        ),
        migrations.AddConstraint(
            model_name='belajarluar',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('ditolak', 'dikembalikan')), _negated=True), models.Q(('alasan', ''), _negated=True), _connector='OR'), name='belajar_luar_ditolak_beralasan', violation_error_message='Tuliskan alasannya, supaya pegawai tahu apa yang bisa diperbaiki.'),
        ),
    ]
