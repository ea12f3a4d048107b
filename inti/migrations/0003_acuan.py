"""Load the shipped values that decrees set; what a city already keeps is left alone."""

from typing import Any

from django.db import migrations

from inti import parameter


def muat(apps: Any, schema_editor: Any) -> None:
    parameter.muat(apps)


class Migration(migrations.Migration):
    dependencies = [("inti", "0002_awal")]
    operations = [migrations.RunPython(muat, migrations.RunPython.noop)]
