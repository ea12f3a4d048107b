"""The sequence of certificate numbers. Reference data is loaded by `muat_acuan` after every migrate."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("kompetensi", "0001_awal"), ("inti", "0003_acuan")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE kompetensi_nomor_sertifikat", "DROP SEQUENCE kompetensi_nomor_sertifikat"),
    ]
