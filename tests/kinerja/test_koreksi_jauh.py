"""Correcting to a number far off the usual: asked once as where it is recorded, never refused, and of the number alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kinerja.models import SKP, KemajuanKerja
from kinerja.services import koreksi
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import HARI, Kantor, catat, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")


@pytest.fixture
def skp(kantor: Kantor) -> SKP:
    return sepakati(kantor, kantor.pegawai)


def satu(kantor: Kantor, skp: SKP, nilai: int, hari: int = 24) -> KemajuanKerja:
    catat(kantor, skp, nilai=nilai, hari=date(2026, 11, hari), bukti=False)
    return KemajuanKerja.objects.latest("pk")


@pytest.fixture
def lama(kantor: Kantor, skp: SKP) -> KemajuanKerja:
    """Usually 20 or so; the last one is to be corrected."""
    for hari, n in ((1, 18), (2, 20)):
        satu(kantor, skp, n, hari)
    return satu(kantor, skp, 24)


def isian(**lain: Any) -> dict[str, Any]:
    return {"nilai": "24", "tanggal": "24-11-2026", "uraian": "", "alasan": "salah ketik"} | lain


def dijawab(tanya: Any) -> dict[str, str]:
    """The tick, with what the page of the question carries."""
    return {"yakin": "on", "ditanya": tanya.context["form"]["ditanya"].value()}


def test_a_correction_far_off_the_usual_is_asked_once_and_never_refused(
    kantor: Kantor, masuk: Masuk, lama: KemajuanKerja
) -> None:
    klien = masuk(kantor.pegawai)
    assert 'name="yakin"' not in klien.get(url("koreksi", lama.kode)).content.decode()

    tanya = klien.post(url("koreksi", lama.kode), isian(nilai="9.999,0"))

    form = tanya.context["form"]
    assert tanya.status_code == 422
    assert "biasanya sekitar 18 berkas. Benar 9.999?" in str(form.errors["yakin"])
    assert 'name="yakin"' in tanya.content.decode()
    assert (form["nilai"].value(), form["alasan"].value()) == ("9.999,0", "salah ketik")
    assert KemajuanKerja.objects.filter(diganti_at=None, pk=lama.pk).exists()

    for _klik in range(2):
        assert klien.post(url("koreksi", lama.kode), isian(nilai="9.999,0", **dijawab(tanya))).status_code == 302
    assert KemajuanKerja.objects.get(menggantikan=lama).nilai == 9999


def test_the_tick_of_a_correction_speaks_of_the_number_that_was_read(kantor: Kantor, masuk: Masuk, lama: KemajuanKerja) -> None:
    klien = masuk(kantor.pegawai)
    tanya = klien.post(url("koreksi", lama.kode), isian(nilai="9999"))

    lagi = klien.post(url("koreksi", lama.kode), isian(nilai="99999", **dijawab(tanya)))

    assert lagi.status_code == 422
    assert "Benar 99.999?" in str(lagi.context["form"].errors["yakin"])
    assert not lagi.context["form"]["yakin"].value(), "the tick is set anew"
    assert klien.post(url("koreksi", lama.kode), isian(nilai="9999", yakin="on")).status_code == 422, "a tick about nothing"


def test_a_slip_and_what_it_replaced_make_nothing_usual(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    klien, keliru = masuk(kantor.pegawai), satu(kantor, skp, 9999)
    assert klien.post(url("koreksi", keliru.kode), isian(nilai="8888")).status_code == 302, "nothing to compare with"
    kedua = KemajuanKerja.objects.get(diganti_at=None)
    assert klien.post(url("koreksi", kedua.kode), isian(nilai="24")).status_code == 302

    satu(kantor, skp, 25, 1)
    kini = KemajuanKerja.objects.get(menggantikan=kedua)
    assert klien.post(url("koreksi", kini.kode), isian(nilai="26")).status_code == 302


@pytest.mark.parametrize("ubah", [{"uraian": "Loket dua"}, {"tanggal": "23-11-2026"}, {"tautan": "https://contoh.invalid/a"}])
def test_a_correction_that_leaves_the_number_asks_nothing(
    kantor: Kantor, masuk: Masuk, skp: SKP, lama: KemajuanKerja, ubah: dict[str, str]
) -> None:
    jauh = satu(kantor, skp, 9999, 3)

    jawab = masuk(kantor.pegawai).post(url("koreksi", jauh.kode), isian(nilai="9999", tanggal="03-11-2026") | ubah)

    assert jawab.status_code == 302
    assert KemajuanKerja.objects.filter(menggantikan=jauh).exists()


def test_only_a_form_is_asked_about_a_correction(kantor: Kantor, lama: KemajuanKerja) -> None:
    baru = koreksi.update_kemajuan(
        konteks=kantor.konteks(kantor.pegawai), kemajuan=lama, nilai=Decimal(9999), tanggal=HARI, uraian="", alasan="dari arsip"
    )

    assert baru.nilai == 9999
