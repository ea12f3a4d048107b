"""Days of a run and of learning elsewhere lie in years that make sense, said at the field, kept by the database."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from inti import waktu
from kompetensi.models import Angkatan, BelajarLuar
from tests.kompetensi.factories import HARI, ajukan_luar, buat_angkatan, buat_pelatihan

ISI = {
    "nama": "I", "tanggal_mulai": "10-7-2026", "tanggal_selesai": "11-7-2026", "batas_daftar": "1-7-2026", "tempat": "Aula Uji",
    "kuota": 10,
}  # fmt: skip


@pytest.fixture
def admin(kota: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(waktu, "today", lambda: HARI)
    klien = Client()
    klien.force_login(kota.admin, backend="akun.backends.NomorAtauEmailBackend")
    return klien


@pytest.mark.parametrize("bidang", ["tanggal_mulai", "tanggal_selesai", "batas_daftar"])
@pytest.mark.parametrize(
    ("nilai", "kata"),
    [
        ("1-1-1900", "sebelum 1 Januari 2000"),
        ("31-12-1969", "sebelum 1 Januari 2000"),
        ("1-1-2032", "sesudah 31 Desember 2031"),
        ("1-1-2199", "sesudah 31 Desember 2031"),
        ("31-12-9999", "tidak ada di kalender"),
    ],
)
def test_a_run_in_another_age_is_refused_at_the_field(
    kota: SimpleNamespace, admin: Client, bidang: str, nilai: str, kata: str
) -> None:
    alamat = reverse("kompetensi:angkatan-baru", kwargs={"kode": buat_pelatihan().kode})

    jawab = admin.post(alamat, ISI | {"penyelenggara": kota.mitra.pk, bidang: nilai})

    assert jawab.status_code == 422
    assert kata in jawab.context["form"].errors[bidang][0]
    assert "Aula Uji" in jawab.content.decode()


@pytest.mark.parametrize("hari", [date(1969, 12, 31), date(9999, 12, 31)])
def test_the_service_and_the_database_refuse_it_too(kota: SimpleNamespace, hari: date) -> None:
    angkatan = buat_angkatan()

    with pytest.raises(ValidationError, match="2000 dan 2099"):
        buat_angkatan(tanggal_mulai=hari, tanggal_selesai=hari, batas_daftar=hari)
    with pytest.raises(IntegrityError, match="angkatan_tanggal_wajar"), transaction.atomic():
        Angkatan.objects.filter(pk=angkatan.pk).update(tanggal_mulai=hari, tanggal_selesai=hari, batas_daftar=hari)
    with pytest.raises(IntegrityError, match="belajar_luar_tanggal_wajar"), transaction.atomic():
        BelajarLuar.objects.filter(pk=ajukan_luar(kota.pegawai).pk).update(tanggal_selesai=hari)


@pytest.mark.parametrize(
    ("bidang", "nilai"), [("kuota", "0"), ("kuota", "5001"), ("kuota", "-1"), ("kuota", "1e9"), ("kuota", "x")]
)
def test_seats_are_a_sensible_number(kota: SimpleNamespace, admin: Client, bidang: str, nilai: str) -> None:
    alamat = reverse("kompetensi:angkatan-baru", kwargs={"kode": buat_pelatihan().kode})

    jawab = admin.post(alamat, ISI | {"penyelenggara": kota.mitra.pk, bidang: nilai})

    assert jawab.context["form"].errors[bidang]


@pytest.mark.parametrize("jp", ["0", "1001", "-4", "99999999999999999999"])
def test_hours_are_a_sensible_number(kota: SimpleNamespace, admin: Client, jp: str) -> None:
    isi = {"judul": "Baru", "uraian": "Isi.", "jenis": 9, "cara": "luring", "terbit": "on", "jp": jp}

    assert admin.post(reverse("kompetensi:pelatihan-baru"), isi).context["form"].errors["jp"]
