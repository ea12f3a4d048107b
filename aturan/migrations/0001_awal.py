"""Takes over the table of dated parameters, with its rows, from the app `inti`."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

AMBIL_ALIH = """
ALTER TABLE inti_parameteraturan RENAME TO aturan_parameteraturan;
ALTER SEQUENCE inti_parameteraturan_id_seq RENAME TO aturan_parameteraturan_id_seq;
UPDATE django_content_type SET app_label = 'aturan' WHERE app_label = 'inti' AND model = 'parameteraturan';
"""
KEMBALI = """
ALTER TABLE aturan_parameteraturan RENAME TO inti_parameteraturan;
ALTER SEQUENCE aturan_parameteraturan_id_seq RENAME TO inti_parameteraturan_id_seq;
UPDATE django_content_type SET app_label = 'inti' WHERE app_label = 'aturan' AND model = 'parameteraturan';
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("inti", "0003_acuan"), ("contenttypes", "0002_remove_content_type_name")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(AMBIL_ALIH, KEMBALI)],
            state_operations=[
                migrations.CreateModel(
                    name="ParameterAturan",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("nama", models.CharField(max_length=60, verbose_name="nama")),
                        ("nilai", models.JSONField(verbose_name="nilai")),
                        ("berlaku", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="berlaku")),
                        ("dasar", models.CharField(max_length=300, verbose_name="dasar hukum")),
                        ("catatan", models.TextField(blank=True, verbose_name="catatan")),
                    ],
                    options={
                        "verbose_name": "parameter aturan",
                        "verbose_name_plural": "parameter aturan",
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("berlaku__isempty", False)), name="parameter_aturan_masa_berisi"),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (
                                        models.Func(
                                            models.Func(models.F("nama"), function="hashtext"),
                                            models.Func(models.F("nama"), function="hashtext"),
                                            models.Value("[]"),
                                            function="int4range",
                                        ),
                                        "&&",
                                    ),
                                    ("berlaku", "&&"),
                                ],
                                name="parameter_aturan_tidak_bertumpuk",
                                violation_error_message="Sudah ada nilai untuk hari-hari itu. Akhiri dulu nilai yang lama.",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
