"""Two tabs on one entry: the second corrects what the first left, sees both, and loses nothing; no button that can't succeed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from inti import waktu
from kinerja.models import SKP, KemajuanKerja, PeriodeKinerja
from kinerja.services.koreksi import withdraw_kemajuan
from tests.berkas_uji import PDF, unggahan
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import HARI, Kantor, catat, nilai, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")
TULISAN = "Dua berkas terlewat dihitung"


@pytest.fixture
def skp(kantor: Kantor) -> SKP:
    return sepakati(kantor, kantor.pegawai)


@pytest.fixture
def lama(kantor: Kantor, skp: SKP) -> KemajuanKerja:
    catat(kantor, skp, nilai=40, bukti=False)
    return KemajuanKerja.objects.get(skp=skp)


def isian(**lain: Any) -> dict[str, Any]:
    """What a browser sends: the version, what stood there, and what stands there now."""
    semula = {"versi": "0", "initial-nilai": "40", "initial-tanggal": "2026-11-24", "initial-uraian": ""}
    return semula | {"nilai": "40", "tanggal": "24 November 2026", "uraian": "", "alasan": "salah ketik"} | lain


def dari(form: Any, **lain: Any) -> dict[str, Any]:
    """What the form that was shown sends when the button is pressed once more."""
    return {k: v for k, v in form.data.items() if k != "berkas"} | lain


def koreksi(klien: Client, kode: str, **isi: Any) -> None:
    assert klien.post(url("koreksi", kode), isian(**isi)).status_code == 302


def test_the_second_tab_sees_what_stands_now_beside_what_it_typed_and_corrects_that(
    kantor: Kantor, masuk: Masuk, skp: SKP, lama: KemajuanKerja, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    klien = masuk(kantor.pegawai)
    koreksi(klien, lama.kode, nilai="1250,5", uraian="Ditulis di tab pertama")

    kirim = isian(nilai="42", alasan=TULISAN, berkas=unggahan("loket.pdf", PDF))
    jawab = klien.post(url("koreksi", lama.kode), kirim)

    form, isi = jawab.context["form"], jawab.content.decode()
    assert jawab.status_code == 409
    assert "sudah dikoreksi sejak Anda membukanya" in isi
    assert [(b.label, b.sebelum, b.kini, b.punya) for b in form.banding] == [("Angka yang benar", "40", "1.250,5", "42")]
    assert (form["nilai"].value(), form["uraian"].value(), form["alasan"].value()) == ("42", "Ditulis di tab pertama", TULISAN)
    assert "Berkas sudah terunggah: loket.pdf" in isi
    assert f'name="_draf" value="koreksi-{lama.kode}-1"' in isi

    lagi = dari(form)
    berkas = {"berkas_tunggu": form["berkas"].field.widget.tunggu.kode}
    assert klien.post(url("koreksi", lama.kode), lagi | berkas).status_code == 302
    assert klien.post(url("koreksi", lama.kode), lagi).status_code == 302, "a second click"
    kini = KemajuanKerja.objects.get(diganti_at=None)
    assert (kini.menggantikan and kini.menggantikan.menggantikan, kini.nilai, kini.alasan_koreksi) == (lama, 42, TULISAN)
    assert (kini.uraian, kini.bukti.count(), KemajuanKerja.objects.count()) == ("Ditulis di tab pertama", 1, 3)


def test_a_third_tab_is_shown_what_the_second_made_of_it(kantor: Kantor, masuk: Masuk, lama: KemajuanKerja) -> None:
    klien = masuk(kantor.pegawai)
    koreksi(klien, lama.kode, nilai="41")
    tanya = klien.post(url("koreksi", lama.kode), isian(nilai="42"))
    koreksi(klien, KemajuanKerja.objects.get(diganti_at=None).kode, nilai="43")

    jawab = klien.post(url("koreksi", lama.kode), dari(tanya.context["form"]))

    assert jawab.status_code == 409
    assert [(b.sebelum, b.kini, b.punya) for b in jawab.context["form"].banding] == [("41", "43", "42")]


@pytest.mark.parametrize("dikoreksi", [False, True])
@pytest.mark.parametrize("versi", ["-9", "-1", "2", "7", "9" * 30])
def test_a_version_that_was_never_handed_out_is_stale(
    kantor: Kantor, masuk: Masuk, lama: KemajuanKerja, versi: str, dikoreksi: bool
) -> None:
    klien = masuk(kantor.pegawai)
    if dikoreksi:
        koreksi(klien, lama.kode, nilai="41")

    jawab = klien.post(url("koreksi", lama.kode), isian(nilai="42", versi=versi))

    form = jawab.context["form"]
    assert jawab.status_code == 409
    assert [(b.kini, b.punya) for b in form.banding] == [("41" if dikoreksi else "40", "42")]
    assert ("sudah dikoreksi" in str(form.errors)) is dikoreksi
    assert not KemajuanKerja.objects.filter(nilai=42).exists()
    assert klien.post(url("koreksi", lama.kode), dari(form)).status_code == 302, "after reading what stands now"


@pytest.mark.parametrize("halaman", ["koreksi", "catatan_tarik"])
def test_a_page_of_an_entry_that_was_corrected_opens_the_one_in_its_place(
    kantor: Kantor, masuk: Masuk, lama: KemajuanKerja, halaman: str
) -> None:
    klien = masuk(kantor.pegawai)
    koreksi(klien, lama.kode, nilai="41")

    jawab: Any = klien.get(url(halaman, lama.kode), follow=True)

    assert jawab.redirect_chain == [(url(halaman, KemajuanKerja.objects.get(diganti_at=None).kode), 302)]
    assert "sudah digantikan" in jawab.content.decode()


def test_taking_back_what_was_corrected_shows_what_stands_now_and_keeps_the_reason(
    kantor: Kantor, masuk: Masuk, lama: KemajuanKerja
) -> None:
    klien = masuk(kantor.pegawai)
    koreksi(klien, lama.kode, nilai="1250,5")
    kini = KemajuanKerja.objects.get(diganti_at=None)

    jawab = klien.post(url("catatan_tarik", lama.kode), {"alasan": TULISAN})

    isi = jawab.content.decode()
    assert "sudah dikoreksi sejak Anda membukanya" in isi
    assert "1.250,5 berkas" in isi
    assert f'action="{url("catatan_tarik", kini.kode)}"' in isi
    assert jawab.context["form"]["alasan"].value() == TULISAN
    assert KemajuanKerja.objects.filter(diganti_at=None).get() == kini


@pytest.mark.parametrize("sebab", ["ditarik", "ditutup", "dinilai"])
@pytest.mark.parametrize("halaman", ["koreksi", "catatan_tarik"])
def test_where_nothing_can_be_changed_any_more_the_words_are_there_to_copy_and_no_button(
    kantor: Kantor, masuk: Masuk, skp: SKP, lama: KemajuanKerja, sebab: str, halaman: str
) -> None:
    klien = masuk(kantor.pegawai)
    if sebab == "ditarik":
        withdraw_kemajuan(konteks=kantor.konteks(kantor.pegawai), kemajuan=lama)
    elif sebab == "ditutup":
        PeriodeKinerja.objects.filter(masa__contains=HARI).update(terkunci_at=waktu.now())
    else:
        nilai(kantor, skp, alasan_tanpa_bukti="Buktinya di lemari arsip.")

    kirim = isian(alasan=TULISAN) | ({"nilai": "42", "berkas": unggahan("loket.pdf", PDF)} if halaman == "koreksi" else {})
    jawab = klien.post(url(halaman, lama.kode), kirim)

    isi = jawab.content.decode()
    assert jawab.status_code == 422
    assert {"ditarik": "sudah ditarik", "ditutup": "sudah ditutup", "dinilai": "sudah menghitung"}[sebab] in isi
    assert TULISAN in isi
    assert 'name="alasan"' not in isi
    if halaman == "koreksi":
        assert {(str(label), kata) for label, kata in jawab.context["ketikan"]} >= {
            ("Alasan koreksi", TULISAN),
            ("Angka yang benar", "42"),
        }
        assert "40" not in {kata for _label, kata in jawab.context["ketikan"]}, "what stood there was not typed"
        assert "tidak ikut tersimpan: loket.pdf" in isi
        assert "sudah terunggah" not in isi
    assert lama.nilai == Decimal(40)
