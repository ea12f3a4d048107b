"""Each person sees the entries that they may open."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from inti import menu
from inti.menu import Butir


@dataclass
class Orang:
    izin: tuple[str, ...] = ()

    @property
    def kunci_izin(self) -> Any:
        return self.izin


def boleh(orang: Any, aksi: str) -> bool:
    return aksi in orang.izin


@pytest.fixture(autouse=True)
def kosong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu, "_daftar", {})
    monkeypatch.setattr(menu, "_tersimpan", {})


def lihat(orang: Orang, **pilihan: Any) -> list[str]:
    return [e.kunci for e in menu.daftar(orang, boleh, **pilihan)]


def test_an_entry_with_an_action_is_shown_to_whoever_may_do_it() -> None:
    menu.register(Butir("umum", "Beranda", "beranda"), Butir("gaji", "Gaji", "beranda", aksi="gaji.lihat"))

    assert lihat(Orang()) == ["umum"]
    assert lihat(Orang(izin=("gaji.lihat",))) == ["gaji", "umum"]


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


# --- what is kept between requests ---------------------------------------------------------------


def test_two_people_of_one_role_share_the_entries_but_not_the_mark_nor_the_number() -> None:
    menu.register(
        Butir("a", "Beranda", "beranda"),
        Butir("b", "Masuk", "account_login", jumlah=lambda orang: orang.surat),
    )
    satu, dua = Orang(), Orang()
    satu.surat, dua.surat = 3, 7  # type: ignore[attr-defined]

    entri = {e.kunci: e for e in menu.daftar(satu, boleh, alamat="/akun/login/")}
    lain = {e.kunci: e for e in menu.daftar(dua, boleh, alamat="/")}

    assert (entri["b"].jumlah, entri["b"].kini, entri["a"].kini) == (3, True, False)
    assert (lain["b"].jumlah, lain["b"].kini, lain["a"].kini) == (7, False, True)


def test_an_address_made_of_the_person_is_never_kept() -> None:
    menu.register(Butir("aku", "Data saya", "pegawai:profil", argumen=lambda orang: {"kode": orang.kode} if orang.kode else None))
    masing = []
    for kode in ("satu", "dua", ""):
        orang = Orang()
        orang.kode = kode  # type: ignore[attr-defined]
        masing.append([e.url for e in menu.daftar(orang, boleh)])

    assert masing == [["/pegawai/satu/"], ["/pegawai/dua/"], []]


def test_the_rights_are_asked_once_for_a_set_of_roles() -> None:
    menu.register(Butir("gaji", "Gaji", "beranda", aksi="gaji.lihat"))
    tanya: list[str] = []

    def catat(orang: Any, aksi: str) -> bool:
        tanya.append(aksi)
        return boleh(orang, aksi)

    for _kali in range(3):
        assert [e.kunci for e in menu.daftar(Orang(izin=("gaji.lihat",)), catat)] == ["gaji"]
        assert menu.daftar(Orang(), catat) == []

    assert len(tanya) == 2


def test_entries_stand_in_the_reader_s_language() -> None:
    menu.register(Butir("a", gettext_lazy("Beranda"), "beranda"))

    assert [e.teks for e in menu.daftar(Orang(), boleh)] == ["Beranda"]
    with translation.override("en"):
        assert [e.teks for e in menu.daftar(Orang(), boleh)] == ["Home"]


def test_what_is_kept_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu, "TERSIMPAN_MAKS", 3)
    for n in range(10):
        menu.daftar(Orang(izin=(str(n),)), boleh)

    assert len(menu._tersimpan) <= 3


def test_an_entry_registered_later_is_seen() -> None:
    menu.register(Butir("a", "A", "beranda"))
    assert lihat(Orang()) == ["a"]

    menu.register(Butir("b", "B", "beranda"))

    assert lihat(Orang()) == ["a", "b"]
