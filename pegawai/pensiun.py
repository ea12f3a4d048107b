"""`pegawai.rules.pensiun.compute_tmt_pensiun` said in SQL, for a query of Pegawai; a test compares the two."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.db.models import DateField, F, Func, IntegerField, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast


def tmt_pensiun(bup: Mapping[str, int]) -> Combinable:
    """First day of retirement of each person by the post held today; null where the law knows no limit for it.

    bup   age limits in whole years by kind of post (organisasi.Jabatan.kelas_bup)
    """
    usia = Cast(
        Func(
            Value(json.dumps(bup)),
            F("jabatan__kelas_bup"),
            template="(%(expressions)s)",
            arg_joiner="::jsonb ->> ",
            output_field=TextField(),
        ),
        IntegerField(),
    )
    return Func(
        F("tanggal_lahir"),
        usia,
        template="(date_trunc('month', %(expressions)s, months => 1))::date",
        arg_joiner=") + make_interval(years => ",
        output_field=DateField(),
    )
