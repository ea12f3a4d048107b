"""What a process keeps: bounded, by its key, made once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from inti.ingatan import Ingatan


def test_a_value_is_made_once() -> None:
    ingatan: Ingatan[str] = Ingatan(2)
    dibuat: list[str] = []

    for _kali in range(3):
        assert ingatan.ambil("a", lambda: dibuat.append("a") or "isi") == "isi"

    assert dibuat == ["a"]


def test_another_key_is_another_value() -> None:
    ingatan: Ingatan[str] = Ingatan(2)

    assert ingatan.ambil(("kota", "id"), lambda: "Indonesia") == "Indonesia"
    assert ingatan.ambil(("kota", "en"), lambda: "English") == "English"


def test_the_one_asked_for_longest_ago_goes_first() -> None:
    ingatan: Ingatan[int] = Ingatan(2)
    for kunci in ("a", "b", "a", "c"):
        ingatan.ambil(kunci, lambda: 1)

    assert len(ingatan) == 2
    assert ingatan.ambil("a", lambda: 2) == 1
    assert ingatan.ambil("b", lambda: 2) == 2


def test_what_could_not_be_made_is_not_kept() -> None:
    ingatan: Ingatan[int] = Ingatan(2)

    with pytest.raises(ZeroDivisionError):
        ingatan.ambil("a", lambda: 1 // 0)

    assert ingatan.ambil("a", lambda: 7) == 7


def test_several_threads_share_it() -> None:
    ingatan: Ingatan[int] = Ingatan(8)

    with ThreadPoolExecutor(8) as kolam:
        hasil = list(kolam.map(lambda n: ingatan.ambil(n % 16, lambda: n % 16), range(400)))

    assert hasil == [n % 16 for n in range(400)]
    assert len(ingatan) <= 8
