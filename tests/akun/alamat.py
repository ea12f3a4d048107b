"""Every address of the product, found in the resolver: what the URL × role test walks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse


@dataclass(frozen=True)
class Alamat:
    """One pattern with its view, and an address of it that names nothing that exists."""

    nama: str
    view: Callable[..., Any]
    url: str


def list_alamat() -> list[Alamat]:
    """All patterns of the root URLconf, nested ones with their namespace."""
    return list(_jalan(get_resolver().url_patterns, ""))


def _jalan(pola: list[Any], ruang: str) -> Iterator[Alamat]:
    for p in pola:
        if isinstance(p, URLResolver):
            yield from _jalan(p.url_patterns, f"{ruang}{p.namespace}:" if p.namespace else ruang)
        elif isinstance(p, URLPattern):
            nama = f"{ruang}{p.name or ''}"
            yield Alamat(nama, p.callback, _contoh(nama, p))


def _contoh(nama: str, p: URLPattern) -> str:
    """An address for the pattern; '' for catch-alls and patterns without a name."""
    try:
        return reverse(nama, kwargs={k: _nilai(c) for k, c in p.pattern.converters.items()})
    except Exception:  # noqa: BLE001  # a pattern with regular groups: not walked, but its rule is still checked
        return ""


def _nilai(pengubah: Any) -> Any:
    return 999_999 if type(pengubah).__name__ == "IntConverter" else "tidak-ada-0"
