"""Deny by default: every address says who may open it, and nobody else gets in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from akun import kewenangan
from akun.models import Peran
from tests.akun.alamat import list_alamat
from tests.akun.factories import buat_pengguna, konteks_of
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

ALAMAT = list_alamat()
PERAN = ["anonim", *Peran.values]


def test_every_address_declares_who_may_open_it() -> None:
    aturan = {a.nama or repr(a.view): kewenangan.aturan_view(a.view, a.nama) for a in ALAMAT}

    sah = {kewenangan.PUBLIK, kewenangan.MASUK, *kewenangan.AKSI}
    assert [n for n, r in aturan.items() if r not in sah] == [], "beri @akses, @publik, atau @masuk"


@pytest.fixture
def pengunjung(db: None) -> dict[str, tuple[Client, kewenangan.Konteks]]:
    """A signed-in browser and the permission context of every role."""
    unit = buat_unit("Dinas Perikanan")
    kepala = buat_pegawai("Kepala Perikanan", unit=unit, memimpin=True, akun=True)
    staf = buat_pegawai("Staf Perikanan", unit=unit, akun=True)
    akun: dict[str, Any] = {"atasan": kepala.akun, "pegawai": staf.akun}
    for peran in Peran.values:
        akun.setdefault(peran, None)
        if akun[peran] is None:
            akun[peran] = buat_pengguna(peran, unit=unit if peran == "pengelola_opd" else None)
    hasil: dict[str, tuple[Client, kewenangan.Konteks]] = {"anonim": (Client(), kewenangan.Konteks(pengguna=None))}
    for peran, pengguna in akun.items():
        klien = Client()
        klien.force_login(pengguna)
        hasil[peran] = (klien, konteks_of(pengguna))
    return hasil


def _harus_ditolak(aturan: str, konteks: kewenangan.Konteks) -> bool:
    if aturan == kewenangan.PUBLIK:
        return False
    return not konteks.masuk if aturan == kewenangan.MASUK else not kewenangan.boleh(konteks, aturan)


@pytest.mark.parametrize("cara", ["get", "post"])
def test_nobody_enters_an_address_of_another_role(pengunjung: dict[str, tuple[Client, kewenangan.Konteks]], cara: str) -> None:
    salah = []
    for alamat in (a for a in ALAMAT if a.url):
        aturan = kewenangan.aturan_view(alamat.view, alamat.nama) or ""
        for peran, (klien, konteks) in pengunjung.items():
            if not _harus_ditolak(aturan, konteks):
                continue
            jawab = getattr(klien, cara)(alamat.url)
            masuk = jawab.status_code == 302 and "/login/" in jawab.headers["Location"]
            if not (masuk if peran == "anonim" and not alamat.url.startswith("/api/") else jawab.status_code in (401, 403)):
                salah.append(f"{cara} {alamat.url} sebagai {peran}: {jawab.status_code}")

    assert not salah, "\n".join(salah[:20])


def test_no_address_fails_for_anybody(pengunjung: dict[str, tuple[Client, kewenangan.Konteks]]) -> None:
    rusak = []
    for alamat in (a for a in ALAMAT if a.url and not a.nama.endswith("logout")):
        for peran, (klien, _konteks) in pengunjung.items():
            klien.raise_request_exception = False
            status = klien.get(alamat.url).status_code
            if status >= 500 and alamat.nama != "sehat-siap":  # 503 is an answer there
                rusak.append(f"{alamat.url} sebagai {peran}: {status}")

    assert not rusak, "\n".join(rusak[:20])
