"""The trail of SKP moves into the one trail of all processes; whoever holds an open SKP is written down."""

from django.db import migrations

JEJAK = """
INSERT INTO alur_jejak (proses, kode, aksi, dari, ke, oleh_id, oleh_nama, sebagai, jabatan, untuk_nama, surat, alasan, data, versi, pada_at)
SELECT 'skp', s.kode,
       CASE WHEN j.dari = '' THEN 'mulai'
            ELSE CASE j.ke WHEN 'diajukan' THEN 'ajukan' WHEN 'disepakati' THEN 'sepakati' WHEN 'dikembalikan' THEN 'kembalikan' ELSE 'tarik' END
       END,
       j.dari, j.ke, j.oleh_id, j.oleh_nama,
       CASE WHEN j.ke IN ('disepakati', 'dikembalikan') THEN 'atasan' ELSE 'pegawai' END,
       '', '', '', j.catatan, '{}', s.versi, j.dicatat_at
FROM kinerja_jejakskp j JOIN kinerja_skp s ON s.id = j.skp_id
ORDER BY j.id
"""
PEMEGANG = """
INSERT INTO alur_pemegang (proses, kode, keadaan, jenis, orang_kode, unit_id, izin, sejak_at)
SELECT 'skp', s.kode, s.status, CASE s.status WHEN 'diajukan' THEN 'atasan' ELSE 'pemilik' END, p.kode, s.unit_id, '',
       coalesce((SELECT max(j.dicatat_at) FROM kinerja_jejakskp j WHERE j.skp_id = s.id), now())
FROM kinerja_skp s JOIN pegawai_pegawai p ON p.id = s.pegawai_id
WHERE s.status <> 'disepakati'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kinerja", "0003_sisipan_sekali_catat"),
        ("pegawai", "0004_masa_kerja_per"),
        ("alur", "0001_awal"),
    ]

    operations = [
        migrations.RunSQL(JEJAK, migrations.RunSQL.noop),
        migrations.RunSQL(PEMEGANG, migrations.RunSQL.noop),
        migrations.DeleteModel(name="JejakSKP"),
    ]
