"""An auditor who is an employee too: looks after their own duties as everybody does, and writes nothing of others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Q

from akun import kewenangan
from akun.models import Pengguna
from tests.akun.factories import buat_pengguna, konteks_of
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
# Actions without rows: the service writes for whoever asks, and for nobody else. The forum refuses auditors besides.
UNTUK_DIRI = {"kompetensi.daftar", "kompetensi.luar_ajukan", "perubahan.ajukan", "suara.kirim", "topik.tulis"}
MENULIS = [n for n, a in kewenangan.AKSI.items() if a.ubah]


@pytest.fixture
def auditor() -> Pengguna:
    """An employee of the Inspektorat with the auditor's role."""
    akun = buat_pengguna("auditor", nama="Ronald Hutapea")
    buat_pegawai("Ronald Hutapea", akun=akun)
    return akun


def _isi(q: Q) -> Iterator[Any]:
    """Every (column, value) of a condition."""
    for anak in q.children:
        yield from _isi(anak) if isinstance(anak, Q) else [anak]


@pytest.mark.parametrize("nama", MENULIS)
def test_whatever_an_auditor_may_write_is_their_own(auditor: Pengguna, nama: str) -> None:
    konteks = konteks_of(auditor)
    assert konteks.kode_peran == ("auditor", "pegawai")
    syarat = kewenangan.syarat(konteks, nama)
    if syarat is None:
        return
    if not kewenangan.AKSI[nama].model:
        assert nama in UNTUK_DIRI
        return

    isi = list(_isi(syarat))

    assert isi, f"{nama} terbuka untuk semua baris"
    assert not syarat.negated
    assert {nilai for _kolom, nilai in isi} == {konteks.pegawai_id}


def test_the_own_skp_stays_open_to_an_auditor(auditor: Pengguna) -> None:
    konteks = konteks_of(auditor)

    assert kewenangan.boleh(konteks, "skp.susun")
    assert kewenangan.boleh(konteks, "kemajuan.catat")
    assert kewenangan.boleh(konteks, "kompetensi.daftar")


def test_an_auditor_who_leads_appraises_their_own_people_only() -> None:
    akun = buat_pengguna("auditor")
    unit = buat_unit("Inspektorat")
    kepala = buat_pegawai("Kepala", unit=unit, memimpin=True, akun=akun)
    buat_pegawai("Staf", unit=unit)
    konteks = konteks_of(akun)
    assert "atasan" in konteks.kode_peran

    for nama in MENULIS:
        syarat = kewenangan.syarat(konteks, nama)
        if syarat is not None and kewenangan.AKSI[nama].model:
            assert {nilai for _kolom, nilai in _isi(syarat)} == {kepala.pk}, nama


def test_an_auditor_who_is_no_employee_writes_nothing() -> None:
    konteks = konteks_of(buat_pengguna("auditor"))

    boleh = [n for n in MENULIS if kewenangan.boleh(konteks, n)]

    assert boleh == ["suara.kirim"], "terbuka untuk siapa pun; layanannya menolak auditor"
