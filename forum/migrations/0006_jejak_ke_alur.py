"""The trail of voices moves into the one trail of all processes; whoever holds an open voice is written down.

The old trail told steps by equal states. What each line was is settled here once: an edit is a line at the instant of
which the original was kept, sending on again is a line into 'diteruskan' with another unit before it.
"""

from django.db import migrations

JEJAK = """
WITH riwayat AS (
    SELECT k.*, a.kode, a.gabung_ke_id, u.nama AS unit, lag(u.nama) OVER jalan AS unit_lama, lag(k.unit_id) OVER jalan AS lama_id,
           lead(k.id) OVER (PARTITION BY k.aspirasi_id, k.ke ORDER BY k.pada_at, k.id) IS NULL AS akhir,
           k.dari = k.ke AND EXISTS (
               SELECT FROM forum_moderasiasli m WHERE m.aspirasi_id = k.aspirasi_id AND m.pada_at = k.pada_at
           ) AS disunting
    FROM forum_kejadianaspirasi k JOIN forum_aspirasi a ON a.id = k.aspirasi_id
    LEFT JOIN organisasi_unitkerja u ON u.id = k.unit_id
    WINDOW jalan AS (PARTITION BY k.aspirasi_id ORDER BY k.pada_at, k.id)
), langkah AS (
    SELECT r.*, CASE
        WHEN dari = '' THEN 'kirim'
        WHEN disunting THEN 'sunting'
        WHEN ke = 'diverifikasi' AND dari IN ('terkirim', 'diverifikasi') THEN 'periksa'
        WHEN ke = 'diverifikasi' AND (sebagai = 'moderator' OR alasan LIKE 'Menyangkut seorang pegawai:%') THEN 'tarik'
        WHEN ke = 'diverifikasi' THEN 'kembalikan'
        WHEN ke = 'diteruskan' AND lama_id <> unit_id THEN 'teruskan_ulang'
        WHEN ke = 'diteruskan' THEN 'teruskan'
        WHEN ke = 'diproses' THEN 'terima'
        WHEN ke = 'ditanggapi' THEN 'jawab'
        WHEN ke = 'selesai' AND sebagai = 'pengirim' THEN 'bereskan'
        WHEN ke = 'selesai' THEN 'tutup_senyap'
        WHEN ke = 'dibuka_kembali' AND dari = ke THEN 'tarik'
        WHEN ke = 'dibuka_kembali' THEN 'belum_beres'
        WHEN ke = 'bukan_wewenang' THEN 'bukan_wewenang'
        WHEN gabung_ke_id IS NOT NULL AND akhir OR alasan LIKE 'Hal yang sama sudah ditangani;%' THEN 'gabung'
        ELSE 'arsipkan' END AS aksi
    FROM riwayat r
)
INSERT INTO alur_jejak (proses, kode, aksi, dari, ke, oleh_id, oleh_nama, sebagai, jabatan, untuk_nama, surat, unit_id, alasan,
                        data, versi, pada_at)
SELECT 'aspirasi', l.kode, l.aksi, l.dari, l.ke, l.oleh_id, coalesce(p.nama, ''), l.sebagai, '', '', '', l.unit_id,
       CASE l.aksi WHEN 'sunting' THEN regexp_replace(l.alasan, '^Disunting pengawas: ', '') ELSE l.alasan END,
       CASE l.aksi WHEN 'teruskan' THEN jsonb_build_object('ke_unit', l.unit)
                   WHEN 'teruskan_ulang' THEN jsonb_build_object('dari_unit', l.unit_lama, 'ke_unit', l.unit)
                   ELSE '{}' END,
       1, l.pada_at
FROM langkah l LEFT JOIN akun_pengguna p ON p.id = l.oleh_id
WHERE NOT EXISTS (SELECT FROM alur_jejak t WHERE t.proses = 'aspirasi' AND t.kode = l.kode)
ORDER BY l.pada_at, l.id
"""
PEMEGANG = """
INSERT INTO alur_pemegang (proses, kode, keadaan, jenis, orang_kode, unit_id, kecuali_id, izin, sejak_at, tenggat)
SELECT 'aspirasi', kode, status, CASE status WHEN 'ditanggapi' THEN 'luar' ELSE 'kolam' END, '', unit_id, unit_terlapor_id,
       CASE WHEN status = 'ditanggapi' THEN ''
            WHEN status IN ('terkirim', 'diverifikasi') OR unit_id IS NULL THEN 'aspirasi.moderasi'
            ELSE 'aspirasi.jawab' END,
       status_at,
       CASE WHEN status IN ('terkirim', 'diverifikasi') THEN tenggat_verifikasi
            WHEN status = 'diproses' THEN tenggat_selesai
            WHEN status = 'ditanggapi' THEN tenggat_keberatan
            ELSE tenggat_tanggapan END
FROM forum_aspirasi WHERE status NOT IN ('selesai', 'bukan_wewenang', 'diarsipkan')
ON CONFLICT (proses, kode) DO NOTHING
"""


class Migration(migrations.Migration):

    dependencies = [
        ('alur', '0002_unit_tersangkut'),
        ('forum', '0005_versi'),
    ]

    operations = [
        migrations.RunSQL(JEJAK, migrations.RunSQL.noop),
        migrations.RunSQL(PEMEGANG, migrations.RunSQL.noop),
        migrations.DeleteModel(
            name='KejadianAspirasi',
        ),
        migrations.RemoveIndex(
            model_name='aspirasi',
            name='aspirasi_antrean',
        ),
        migrations.RemoveIndex(
            model_name='aspirasi',
            name='aspirasi_unit_tenggat',
        ),
        migrations.RemoveField(
            model_name='aspirasi',
            name='tenggat_kini',
        ),
    ]
