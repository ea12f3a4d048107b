"""Kinds of training by their national code, the dated conversion to hours, and the sequence of certificate numbers."""

import json
from pathlib import Path
from typing import Any

from django.db import migrations

from inti import parameter

ACUAN = Path(__file__).parent.parent / "acuan" / "jenis_pelatihan.json"


def muat(apps: Any, schema_editor: Any) -> None:
    jenis = apps.get_model("kompetensi", "JenisPelatihan")
    baris = json.loads(ACUAN.read_text(encoding="utf-8"))
    jenis._default_manager.bulk_create([jenis(**b) for b in baris], ignore_conflicts=True)
    parameter.muat(apps)


class Migration(migrations.Migration):
    dependencies = [("kompetensi", "0001_awal"), ("inti", "0003_acuan")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE kompetensi_nomor_sertifikat", "DROP SEQUENCE kompetensi_nomor_sertifikat"),
        migrations.RunPython(muat, migrations.RunPython.noop),
    ]
