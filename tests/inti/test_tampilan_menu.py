"""Each person sees the entries that they may open."""

from dataclasses import dataclass
from typing import Any

import pytest

from inti import menu
from inti.menu import Butir


@dataclass
class Orang:
    izin: tuple[str, ...] = ()
    kode_peran: tuple[str, ...] = ()


def boleh(orang: Any, aksi: str) -> bool:
    return aksi in orang.izin


@pytest.fixture(autouse=True)
def kosong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu, "_daftar", {})


def lihat(orang: Orang, **pilihan: Any) -> list[str]:
    return [e.kunci for e in menu.daftar(orang, boleh, **pilihan)]


def test_an_entry_with_an_action_is_shown_to_whoever_may_do_it() -> None:
    menu.register(Butir("umum", "Beranda", "beranda"), Butir("gaji", "Gaji", "beranda", aksi="gaji.lihat"))

    assert lihat(Orang()) == ["umum"]
    assert lihat(Orang(izin=("gaji.lihat",))) == ["gaji", "umum"]


def test_an_entry_for_a_role_is_shown_to_that_role() -> None:
    menu.register(Butir("tim", "Tim saya", "beranda", peran=("atasan",)))

    assert lihat(Orang()) == []
    assert lihat(Orang(kode_peran=("pegawai", "atasan"))) == ["tim"]


def test_places_do_not_mix_and_order_holds() -> None:
    menu.register(
        Butir("b", "B", "beranda", urutan=2), Butir("a", "A", "beranda", urutan=1), Butir("w", "W", "beranda", tempat="warga")
    )

    assert lihat(Orang()) == ["a", "b"]
    assert lihat(Orang(), tempat="warga") == ["w"]


def test_a_key_is_taken_once_and_the_same_entry_may_come_again() -> None:
    butir = Butir("a", "A", "beranda")
    menu.register(butir, butir)

    with pytest.raises(ValueError, match="sudah dipakai"):
        menu.register(Butir("a", "Lain", "beranda"))


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(ValueError, match="tidak dikenal"):
        menu.register(Butir("a", "A", "beranda", tempat="atap"))


def test_the_present_page_is_marked() -> None:
    menu.register(Butir("a", "Masuk", "account_login"), Butir("b", "Beranda", "beranda"))

    kini = [e.kunci for e in menu.daftar(Orang(), boleh, alamat="/akun/login/") if e.kini]

    assert kini == ["a"]


def test_a_page_that_lies_elsewhere_can_belong_to_an_entry() -> None:
    menu.register(Butir("a", "Kinerja", "beranda"), Butir("b", "Tim", "account_login", juga=("/kinerja/nilai/",)))

    def kini(alamat: str) -> list[str]:
        return [e.kunci for e in menu.daftar(Orang(), boleh, alamat=alamat) if e.kini]

    assert kini("/kinerja/nilai/abc/2026-tw4/") == ["b"]
    assert kini("/kinerja/") == []


def test_one_wrong_entry_does_not_close_every_page(caplog: pytest.LogCaptureFixture) -> None:
    menu.register(Butir("a", "A", "tidak:ada"), Butir("b", "B", "beranda"))

    assert lihat(Orang()) == ["b"]
    assert "tidak:ada" in caplog.text
    assert menu.salah() == ["a"]


def test_the_bottom_bar_holds_four() -> None:
    menu.register(
        *[Butir(f"m{i}", f"M{i}", "beranda", inti=True, urutan=i, kelompok="Milik saya" if i > 4 else "") for i in range(6)]
    )

    kelompok = menu.kelompokkan(menu.daftar(Orang(), boleh))

    assert [k.judul for k in kelompok] == ["", "Milik saya"]
    assert sum(e.inti for k in kelompok for e in k.entri) == 4
