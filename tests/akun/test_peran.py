"""Roles are asked in one place: a grant knows them all, and nobody outside looks at who holds which."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from akun import kewenangan
from akun.kewenangan import Konteks, PeranAktif
from akun.models import PenugasanPeran
from akun.peran import DIBERIKAN, DIKENAL, PURNATUGAS, STAF, TURUNAN, Peran
from sibolga_asn.mesin.paths import BASE_DIR
from tests.akun.factories import buat_pengguna

# The Konteks and what it says of roles: `kode_peran`, `peran` and `subtree` belong to the permission table.
TERTUTUP = {"kode_peran"}
APP = ("inti", "organisasi", "aturan", "kabar", "dokumen", "laporan", "alur", "pegawai", "impor", "kompetensi", "kinerja", "layanan",
       "forum", "demo", "sibolga_asn")  # fmt: skip


def list_sumber() -> Iterator[Path]:
    """The product's own modules outside `akun`."""
    for app in APP:
        yield from (p for p in (BASE_DIR / app).rglob("*.py") if "migrations" not in p.parts)


def test_a_grant_to_a_role_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="peran pegawi tidak dikenal"):
        kewenangan.allow("pegawi", "beranda.buka")


def test_every_grant_names_a_known_role() -> None:
    assert {p for aturan in kewenangan._aturan.values() for p in aturan} <= DIKENAL


def test_nobody_outside_of_akun_looks_at_roles() -> None:
    salah = []
    for berkas in list_sumber():
        for simpul in ast.walk(ast.parse(berkas.read_text())):
            lihat_peran = isinstance(simpul, ast.Attribute) and (
                simpul.attr in TERTUTUP
                or (simpul.attr == "peran" and isinstance(simpul.value, ast.Name) and simpul.value.id in ("k", "konteks"))
            )
            if lihat_peran:
                salah.append(f"{berkas.relative_to(BASE_DIR)}:{simpul.lineno}")
    templat = [str(t.relative_to(BASE_DIR)) for t in (BASE_DIR / "templates").rglob("*.html") if "kode_peran" in t.read_text()]

    assert salah + templat == [], "nyatakan sebuah aksi, lalu tanya kewenangan.boleh"


def test_roles_of_the_organisation_are_not_granted_and_all_others_are() -> None:
    assert {*DIBERIKAN, *TURUNAN} == {*Peran, PURNATUGAS}
    assert set(STAF) == set(Peran) - {Peran.WARGA, Peran.MITRA}


def test_a_konteks_says_as_what_one_acts_and_whether_one_only_reads() -> None:
    auditor = Konteks(pengguna=None, peran=(PeranAktif(Peran.AUDITOR), PeranAktif(Peran.PEGAWAI)))
    warga = Konteks(pengguna=None, peran=(PeranAktif(Peran.WARGA),))

    assert (auditor.sebagai, auditor.hanya_membaca, auditor.staf) == ("auditor", True, True)
    assert (warga.sebagai, warga.hanya_membaca, warga.staf) == ("warga", False, False)
    assert Konteks(pengguna=None).sebagai == ""


@pytest.mark.django_db
def test_nobody_grants_a_role_to_themselves(client: Client) -> None:
    admin = buat_pengguna("admin_bkpsdm", sandi=None)
    client.force_login(admin, backend="akun.backends.NomorAtauEmailBackend")
    isi = {"versi": "", "peran": "moderator", "unit": "", "masa_0": "2026-01-01", "masa_1": "", "dasar": "Surat"}

    jawab = client.post("/admin/akun/penugasanperan/add/", {**isi, "pengguna": str(admin.pk)})
    lain = client.post("/admin/akun/penugasanperan/add/", {**isi, "pengguna": str(buat_pengguna("auditor", sandi=None).pk)})

    assert "Tidak ada yang memberi peran kepada dirinya sendiri" in jawab.content.decode()
    assert not PenugasanPeran.objects.filter(pengguna=admin, peran="moderator").exists()
    assert lain.status_code in (200, 302)
    assert "kepada dirinya sendiri" not in lain.content.decode()
