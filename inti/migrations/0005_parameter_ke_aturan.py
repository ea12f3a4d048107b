"""The parameters moved to the app `aturan`, which took over the table with its rows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("inti", "0004_konteks_tanpa_galat"), ("aturan", "0001_awal")]
    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("ParameterAturan")], database_operations=[]),
    ]
