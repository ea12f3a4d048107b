"""Quarters of the years that are already known; later ones are opened by the clock (kinerja.tasks)."""

from datetime import date

from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateRange


def buka(apps, schema_editor):
    periode = apps.get_model("kinerja", "PeriodeKinerja")
    for tahun in (2025, 2026, 2027):
        for tw in (1, 2, 3, 4):
            mulai = date(tahun, 3 * tw - 2, 1)
            akhir = date(tahun + (tw == 4), 3 * tw % 12 + 1, 1)
            periode.objects.get_or_create(kode=f"{tahun}-tw{tw}", defaults={"tahun": tahun, "triwulan": tw, "masa": DateRange(mulai, akhir)})


class Migration(migrations.Migration):
    dependencies = [("kinerja", "0001_awal")]
    operations = [migrations.RunPython(buka, migrations.RunPython.noop)]
