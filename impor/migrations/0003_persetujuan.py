"""A second officer approves what one prepared; what happened to earlier lists becomes their trail.

Earlier lists were stored by whoever read the preview. Who that was, and who undid it, stands in the audit contexts that the
list remembers (`jejak`: first storing, then undoing); a list without a job came by the command line.
"""

from django.conf import settings
from django.db import migrations, models

# One line for each thing that happened. Twice is the same as once.
JEJAK = """
INSERT INTO alur_jejak (proses, kode, aksi, dari, ke, oleh_id, oleh_nama, sebagai, jabatan, untuk_nama, surat, alasan, data, versi, pada_at)
SELECT 'impor', i.kode, l.aksi, l.dari, l.ke, a.id, coalesce(a.nama, ''),
       CASE WHEN a.id IS NULL OR l.aksi IN ('periksa', 'tak_terbaca') THEN 'sistem' ELSE '' END,
       '', '', '', l.alasan, '{}', 1, l.pada
FROM impor_impor i
LEFT JOIN pghistory_context s ON s.id::text = i.jejak->>0
LEFT JOIN pghistory_context b ON b.id::text = i.jejak->>1
CROSS JOIN LATERAL (VALUES
    (1, 'unggah', '', 'dibaca', i.pembuat_id::text, i.dibuat_at, '', i.pekerjaan_kode <> ''),
    (2, 'tak_terbaca', 'dibaca', 'gagal', i.pembuat_id::text, i.dibuat_at, i.galat, i.status = 'gagal'),
    (2, 'periksa', 'dibaca', 'diperiksa', i.pembuat_id::text, i.dibuat_at, '',
        i.pekerjaan_kode <> '' AND i.status IN ('diperiksa', 'diterapkan', 'dibatalkan')),
    (3, 'langsung', CASE WHEN i.pekerjaan_kode = '' THEN '' ELSE 'diperiksa' END, 'diterapkan', s.metadata->>'pengguna',
        i.diterapkan_at, '', i.diterapkan_at IS NOT NULL),
    (4, 'pulihkan', 'diterapkan', 'dibatalkan', b.metadata->>'pengguna', i.dibatalkan_at, '', i.dibatalkan_at IS NOT NULL)
) AS l (urut, aksi, dari, ke, oleh, pada, alasan, ada)
LEFT JOIN akun_pengguna a ON a.id::text = l.oleh
WHERE l.ada AND NOT EXISTS (SELECT FROM alur_jejak t WHERE t.proses = 'impor' AND t.kode = i.kode)
ORDER BY i.id, l.urut
"""
PEMEGANG = """
INSERT INTO alur_pemegang (proses, kode, keadaan, jenis, orang_kode, izin, sejak_at)
SELECT 'impor', i.kode, i.status, 'kolam', '', 'pegawai.impor', i.dibuat_at FROM impor_impor i WHERE i.status = 'diperiksa'
ON CONFLICT (proses, kode) DO NOTHING
"""
STATUS = ('dibaca', 'diperiksa', 'menunggu', 'dikembalikan', 'menerapkan', 'diterapkan', 'membatalkan', 'dibatalkan', 'dihentikan', 'gagal')
PILIHAN = (
    'Sedang dibaca', 'Sedang disiapkan', 'Menunggu persetujuan', 'Perlu diperbaiki', 'Sedang disimpan', 'Tersimpan', 'Sedang dibatalkan',
    'Dibatalkan', 'Dihentikan', 'Tidak dapat dibaca',
)  # fmt: skip


class Migration(migrations.Migration):

    dependencies = [
        ('alur', '0001_awal'),
        ('impor', '0002_sel'),
        ('pegawai', '0008_kata_nama'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(JEJAK, migrations.RunSQL.noop),
        migrations.RunSQL(PEMEGANG, migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name='impor', name='impor_status_dikenal'),
        migrations.RemoveConstraint(model_name='impor', name='impor_tersimpan_punya_batch'),
        migrations.AddField(
            model_name='impor',
            name='versi',
            field=models.PositiveIntegerField(default=1, verbose_name='versi'),
        ),
        migrations.AlterField(
            model_name='impor',
            name='status',
            field=models.CharField(choices=list(zip(STATUS, PILIHAN, strict=True)), default='dibaca', max_length=20, verbose_name='status'),
        ),
        migrations.AddConstraint(
            model_name='impor',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', list(STATUS))), name='impor_status_dikenal'),
        ),
        migrations.AddConstraint(
            model_name='impor',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['diterapkan', 'membatalkan', 'dibatalkan']), _negated=True), ('batch__isnull', False), _connector='OR'), name='impor_tersimpan_punya_batch'),
        ),
    ]
