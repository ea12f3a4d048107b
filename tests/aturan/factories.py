"""Proposals for tests: an ordinary change of the retirement age, and the officers who propose and confirm it."""

from __future__ import annotations

from datetime import date
from typing import Any

from akun.kewenangan import Konteks
from aturan import daftar_parameter, parameter, services
from aturan.models import UsulanParameter
from aturan.selectors import get_perbandingan, hitung_tersentuh
from aturan.services import IsiUsulan
from inti import waktu
from tests.akun.factories import buat_pengguna, konteks_of

MULAI = date(2026, 7, 1)


def petugas() -> Konteks:
    """An officer of the personnel office who looks after the rules."""
    return konteks_of(buat_pengguna("admin_bkpsdm"))


def nilai_baru(nama: str = "bup_jabatan", **ubah: Any) -> Any:
    """What counts today, with some parts changed."""
    return parameter.nilai(nama, waktu.today()) | ubah


def buat_usulan(konteks: Konteks, nama: str = "bup_jabatan", mulai: date = MULAI, **ubah: Any) -> UsulanParameter:
    """A draft that changes these parts of a parameter from `mulai` on."""
    definisi = daftar_parameter.get_definisi(nama)
    assert definisi is not None
    isi = IsiUsulan(nilai=nilai_baru(nama, **(ubah or {"pelaksana": 60})), mulai=mulai, dasar="UU 1/2026 pasal 2")
    return services.create_usulan(konteks=konteks, definisi=definisi, isi=isi)


def tersentuh(usulan: UsulanParameter) -> int:
    """How many people a proposal touches as things stand."""
    return sum(hitung_tersentuh(get_perbandingan(usulan, waktu.today())).values())


def ajukan(konteks: Konteks, usulan: UsulanParameter) -> UsulanParameter:
    """Send a draft, as somebody who looked at its effects."""
    return services.submit_usulan(konteks=konteks, usulan=usulan, dilihat=tersentuh(usulan))


def sahkan(usulan: UsulanParameter) -> UsulanParameter:
    """Send a draft as its proposer, and have another officer confirm it where it touches somebody."""
    usulan = ajukan(konteks_of(usulan.pengusul), usulan)
    if usulan.status == "menunggu":
        usulan = services.approve_usulan(konteks=petugas(), usulan=usulan, dilihat=usulan.tersentuh or 0)
    return usulan
