"""The API's documentation as an ordinary page, made from its schema: no script, strict CSP."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from akun.cakupan import CakupanTerdaftar
from akun.kewenangan import publik
from inti import instansi

CARA = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Operasi:
    """One call of the API as the page shows it."""

    id: str
    cara: str
    alamat: str
    ringkas: str
    parameter: list[dict[str, Any]]
    kolom: list[dict[str, Any]]
    masukan: list[dict[str, Any]]
    contoh: str
    publik: bool


@lru_cache(maxsize=2)
def susun() -> list[tuple[str, list[Operasi]]]:
    """Operations by tag. The schema changes only with the code, so it is read once a process."""
    skema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]  # the library has no types
    bagian: dict[str, list[Operasi]] = {}
    for alamat, isi in skema["paths"].items():
        for cara in CARA:
            if cara in isi and isi[cara]["operationId"] != "skema_retrieve":
                o = isi[cara]
                bagian.setdefault((o.get("tags") or ["Lainnya"])[0], []).append(_operasi(skema, alamat, cara, o))
    return sorted(bagian.items())


def _operasi(skema: dict[str, Any], alamat: str, cara: str, o: dict[str, Any]) -> Operasi:
    jawab = _isi(o.get("responses", {}).get("200", {}))
    masuk = _isi(o.get("requestBody", {}))
    contoh: dict[str, Any] = next(
        iter(o.get("requestBody", {}).get("content", {}).get("application/json", {}).get("examples", {}).values()), {}
    )
    nilai = contoh.get("value") or {k["nama"]: "…" for k in _kolom(skema, masuk)}
    perintah = f"curl -H 'Authorization: Bearer TOKEN' \\\n  https://ALAMAT{alamat}"
    if cara == "post":
        perintah += f" \\\n  -H 'Content-Type: application/json' \\\n  -d '{json.dumps(nilai, ensure_ascii=False)}'"
    terbuka = not o.get("security") or {} in o["security"]
    if terbuka:
        perintah = perintah.replace("-H 'Authorization: Bearer TOKEN' \\\n  ", "")
    return Operasi(
        id=o["operationId"],
        cara=cara.upper(),
        alamat=alamat,
        ringkas=o.get("summary") or o.get("description", "").split("\n")[0],
        parameter=o.get("parameters", []),
        kolom=_kolom(skema, jawab),
        masukan=_kolom(skema, masuk),
        contoh=perintah,
        publik=terbuka,
    )


def _isi(badan: dict[str, Any]) -> dict[str, Any]:
    isi: dict[str, Any] = badan.get("content", {}).get("application/json", {}).get("schema", {})
    return isi


def _kolom(skema: dict[str, Any], bentuk: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of an answer or input: name, kind, words, choices."""
    if bentuk.get("type") == "array":
        bentuk = bentuk["items"]
    if "$ref" in bentuk:
        bentuk = skema["components"]["schemas"][bentuk["$ref"].rsplit("/", 1)[1]]
    hasil = []
    for nama, isi in bentuk.get("properties", {}).items():
        rujuk = isi.get("$ref") or next((x["$ref"] for x in isi.get("allOf", []) if "$ref" in x), "")
        enum = skema["components"]["schemas"].get(rujuk.rsplit("/", 1)[-1], {}).get("enum", []) if rujuk else isi.get("enum", [])
        hasil.append(
            {
                "nama": nama,
                "jenis": isi.get("format") or isi.get("type") or "teks",
                "ket": isi.get("description", "").split("\n")[0],
                "pilihan": [e for e in enum if e],
            }
        )
    return hasil


@require_safe
@publik
def dokumentasi(request: HttpRequest) -> HttpResponse:
    """How another system of the city reads from here."""
    cakupan = CakupanTerdaftar().get_all_scopes()
    isi = {"bagian": susun(), "cakupan": sorted(cakupan.items()), "pangkal": request.build_absolute_uri("/").rstrip("/")}
    return render(request, "api/dokumentasi.html", isi)


def sebut_pemilik(result: dict[str, Any], **lain: Any) -> dict[str, Any]:
    """Say in the OpenAPI document whose data it describes, and whom to ask."""
    ini = instansi.kini()
    result["info"] |= {
        "title": f"API {ini.nama_situs}",
        "description": gettext("Data kepegawaian %(kota)s untuk sistem kota yang lain.") % instansi.kata(),
    }
    if ini.email:
        result["info"]["contact"] = {"name": ini.nama, "email": ini.email}
    return result
