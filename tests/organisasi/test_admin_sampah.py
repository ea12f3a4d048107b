"""HR's back office meets nonsense: in every field, filter and address it is refused in words, never with an error page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.akun.factories import buat_pengguna

pytestmark = pytest.mark.django_db
SAMPAH = ("abc", "-1", "99999999999999999999999", "1,2", "'", "²", "a\x00b", "[2020-01-01,", "😀", " ")
HALAMAN = [(model, satu) for model, satu in admin.site._registry.items()]
NAMA = [model._meta.label_lower for model, _satu in HALAMAN]


@pytest.fixture
def admin_bkpsdm(client: Client) -> Client:
    """Somebody who may open every page of the back office, the auditor's too: no roles together do that."""
    pengguna = buat_pengguna("admin_bkpsdm", "moderator", "tim_penilai")
    pengguna.is_superuser = True
    pengguna.save()
    client.force_login(pengguna)
    client.raise_request_exception = False
    return client


def _isian(client: Client, alamat: str) -> list[str]:
    """Names of everything that the add form sends."""
    jawab = client.get(alamat)
    if jawab.status_code != 200:
        return []
    formulir = jawab.context["adminform"].form
    nama: list[str] = []
    for kunci, isian in formulir.fields.items():
        sufiks = getattr(isian.widget, "widgets_names", [""]) if hasattr(isian.widget, "widgets") else [""]
        nama += [f"{kunci}{s}" for s in sufiks]
    return nama


def _alamat(model: Any, tindakan: str, *lain: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{tindakan}", args=lain)


def _rusak(jawaban: Iterator[tuple[str, Any]]) -> list[str]:
    return [f"{apa}: {jawab.status_code}" for apa, jawab in jawaban if jawab.status_code >= 500]


@pytest.mark.parametrize(("model", "halaman"), HALAMAN, ids=NAMA)
def test_nonsense_in_a_field_is_refused_at_the_field(admin_bkpsdm: Client, model: Any, halaman: Any) -> None:
    alamat = _alamat(model, "add")
    isian = _isian(admin_bkpsdm, alamat)

    def coba() -> Iterator[tuple[str, Any]]:
        for sampah in SAMPAH:
            yield f"semua={sampah!r}", admin_bkpsdm.post(alamat, dict.fromkeys(isian, sampah))
            for satu in isian:
                yield f"{satu}={sampah!r}", admin_bkpsdm.post(alamat, {satu: sampah})
                yield f"?{satu}={sampah!r}", admin_bkpsdm.get(alamat, {satu: sampah})

    assert not _rusak(coba())


@pytest.mark.parametrize(("model", "halaman"), HALAMAN, ids=NAMA)
def test_nonsense_in_a_list_or_an_address_is_no_error(admin_bkpsdm: Client, model: Any, halaman: Any) -> None:
    alamat = _alamat(model, "changelist")
    kunci = ["q", "o", "p", "e", "all", "_popup", "_to_field", "_facets", "tidak_ada", "id__in", "pk", "id__isnull"]
    for satu in halaman.list_filter:
        if isinstance(satu, str):
            kunci += [satu, f"{satu}__exact", f"{satu}__id__exact", f"{satu}__in", f"{satu}__isnull", f"{satu}__gte"]
        else:
            kunci.append(getattr(satu, "parameter_name", "tidak_ada"))
    if halaman.date_hierarchy:
        kunci += [f"{halaman.date_hierarchy}__{bagian}" for bagian in ("year", "month", "day")]

    def coba() -> Iterator[tuple[str, Any]]:
        for sampah in SAMPAH:
            for satu in kunci:
                yield f"?{satu}={sampah!r}", admin_bkpsdm.get(alamat, {satu: sampah})
            for tindakan in ("change", "history", "delete"):
                yield f"{tindakan} {sampah!r}", admin_bkpsdm.get(_alamat(model, tindakan, sampah.replace("\x00", "%00")))
            pilihan = {"action": sampah, "_selected_action": sampah, "index": sampah, "select_across": sampah}
            yield f"tindakan {sampah!r}", admin_bkpsdm.post(alamat, pilihan)
            for nama in halaman.actions or ():
                yield f"{nama} {sampah!r}", admin_bkpsdm.post(alamat, {"action": nama, "_selected_action": sampah, "index": "0"})
            for cara in ({"_popup": "1", "_to_field": sampah}, {"_to_field": sampah}):
                yield f"tambah {cara}", admin_bkpsdm.get(_alamat(model, "add"), cara)
                yield f"daftar {cara}", admin_bkpsdm.get(alamat, cara)

    assert not _rusak(coba())


@pytest.mark.parametrize(("model", "halaman"), HALAMAN, ids=NAMA)
def test_nonsense_asked_of_the_suggestions_is_no_error(admin_bkpsdm: Client, model: Any, halaman: Any) -> None:
    def coba() -> Iterator[tuple[str, Any]]:
        for sampah in SAMPAH:
            for isian in (*halaman.autocomplete_fields, sampah):
                benar = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": isian}
                yield f"{isian} {sampah!r}", admin_bkpsdm.get("/admin/autocomplete/", benar | {"term": sampah, "page": "1"})
                yield f"{isian} hal {sampah!r}", admin_bkpsdm.get("/admin/autocomplete/", benar | {"term": "a", "page": sampah})

    assert not _rusak(coba())


def test_the_words_at_the_field_say_what_to_do(admin_bkpsdm: Client) -> None:
    jawab = admin_bkpsdm.post(_alamat_peran(), {"pengguna": "abc", "peran": "moderator"})

    assert jawab.status_code == 200
    assert "Pilih dari daftar" in jawab.content.decode()


def _alamat_peran() -> str:
    return reverse("admin:akun_penugasanperan_add")
