"""What runs by the clock, in one file. Each job is idempotent: twice is the same as once."""

from datetime import timedelta

JADWAL = {
    "sapu-pekerjaan": {"task": "laporan.sapu_pekerjaan", "schedule": timedelta(seconds=10)},
    "kirim-peristiwa-tertunda": {"task": "inti.kirim_peristiwa_tertunda", "schedule": timedelta(seconds=15)},
    "sapu-dokumen": {"task": "dokumen.sapu", "schedule": timedelta(hours=1)},
    "ingatkan-perkara": {"task": "alur.ingatkan", "schedule": timedelta(hours=6)},
    "tutup-suara-senyap": {"task": "forum.tutup_senyap", "schedule": timedelta(hours=1)},
    "bangun-rekap-kinerja": {"task": "kinerja.bangun_rekap", "schedule": timedelta(minutes=30)},
    "buka-periode-kinerja": {"task": "kinerja.buka_periode", "schedule": timedelta(days=1)},
    "terapkan-tmt-hari-ini": {"task": "pegawai.terapkan_tmt", "schedule": timedelta(hours=1)},
    "antar-kabar": {"task": "kabar.antar", "schedule": timedelta(seconds=15)},
    "bersihkan-kabar": {"task": "kabar.bersihkan", "schedule": timedelta(hours=12)},
    "kabarkan-akses-kemarin": {"task": "pegawai.kabarkan_akses", "schedule": timedelta(hours=6)},
    "bersihkan-impor": {"task": "impor.bersihkan", "schedule": timedelta(hours=12)},
}
