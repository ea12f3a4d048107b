"""Nothing any more: ranks are loaded by `muat_acuan` after every migrate. Kept, because others depend on it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pegawai", "0001_awal")]
    operations = []
