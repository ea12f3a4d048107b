"""Nothing any more: shipped values are loaded by `muat_acuan` after every migrate. Kept, because others depend on it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("inti", "0002_awal")]
    operations = []
