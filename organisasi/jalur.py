"""Paths of units: '/1/7/31/' is the unit 31 below 7 below the root 1. Imports no Django."""

from __future__ import annotations


def baca(jalur: str) -> list[int]:
    """The ids on the way, the root first, the unit itself last: '/1/7/' → [1, 7]."""
    return [int(i) for i in jalur.strip("/").split("/") if i]


def list_leluhur(jalur: str) -> list[str]:
    """The paths on the way, the root first, this one last: '/1/7/' → ['/1/', '/1/7/']."""
    bagian = jalur.strip("/").split("/")
    return [f"/{'/'.join(bagian[: n + 1])}/" for n in range(len(bagian))]
