"""Fill the reference list of ranks from the rules; rows that a city changed are left alone."""

from typing import Any

from django.db import migrations

from pegawai.rules.golongan import GOLONGAN


def muat(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model("pegawai", "Golongan")
    model.objects.bulk_create(
        [model(kode=g.kode, jenis=g.jenis, urutan=g.urutan, pangkat=g.pangkat, dasar=g.dasar) for g in GOLONGAN.values()],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("pegawai", "0001_awal")]
    operations = [migrations.RunPython(muat, migrations.RunPython.noop)]
