"""Promises lie ahead, within a few years; the form says so beside the field, the database refuses the absurd."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.http import QueryDict

from forum.forms.meja import KabarForm, TindakLanjutForm
from forum.forms.topik import TopikForm
from forum.models import KabarTindakLanjut, TindakLanjut, Topik
from organisasi.models import UnitKerja
from tests.forum.factories import buat_topik, pukul
from tests.forum.test_tindak_lanjut import usul


def galat(form_kelas, bidang, nilai, **lain):
    data = QueryDict(mutable=True)
    data[bidang] = nilai
    with time_machine.travel(pukul(2026, 11, 24), tick=False):
        return form_kelas(data, **lain).errors.get(bidang)


FORMULIR = [
    (KabarForm, "dijanjikan", {"versi": 1}),
    (TindakLanjutForm, "dijanjikan", {"unit": UnitKerja.objects.none()}),
    (TopikForm, "mendengar_sampai", {"unit": UnitKerja.objects.none(), "boleh_tanpa_unit": True}),
    (TopikForm, "keputusan_pada", {"unit": UnitKerja.objects.none(), "boleh_tanpa_unit": True}),
]


@pytest.mark.parametrize(("form", "bidang", "lain"), FORMULIR)
@pytest.mark.parametrize(
    ("nilai", "kata"),
    [
        ("23-11-2026", "sebelum 24 November 2026"),
        ("1-1-1950", "sebelum 24 November 2026"),
        ("1-1-2032", "sesudah 31 Desember 2031"),
        ("31-12-9999", "tidak ada di kalender"),
        ("24-11-2026", ""),
        ("31-12-2031", ""),
    ],
)
def test_a_promise_far_off_is_a_slip_of_the_finger(db, form, bidang, lain, nilai, kata):
    pesan = galat(form, bidang, nilai, **lain)

    assert (kata in pesan[0]) if kata else pesan is None


@pytest.mark.parametrize("hari", [date(1999, 12, 31), date(2100, 1, 1)])
def test_the_database_knows_the_years_too(kota, hari):
    baris, topik = usul(kota, hasil="dikerjakan", dijanjikan=date(2027, 1, 1)), buat_topik(kota)

    for model, pk, kolom in ((TindakLanjut, baris.pk, "dijanjikan"), (Topik, topik.pk, "mendengar_sampai")):
        with pytest.raises(IntegrityError, match="wajar"), transaction.atomic():
            model.objects.filter(pk=pk).update(**{kolom: hari})
    with pytest.raises(IntegrityError, match="kabar_dijanjikan_wajar"), transaction.atomic():
        KabarTindakLanjut.objects.create(
            tindak_lanjut=baris,
            isi="x",
            hasil="dikerjakan",
            dijanjikan=hari,
            oleh=kota.pengelola,
            pada_at=pukul(2026, 1, 1),
        )
