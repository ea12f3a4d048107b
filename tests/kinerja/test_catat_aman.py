"""Recording without mistakes: boxes start empty, the same twice is asked about, all refusals come at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.utils import translation

from inti import waktu
from inti.kode import buat_kode
from kinerja.models import SKP, BuktiDukung, IndikatorKinerja, KemajuanKerja
from kinerja.services import kemajuan
from kinerja.services.kemajuan import BATAS_KEMBAR
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import HARI, Kantor, baris, buat_skp, catat, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")


@pytest.fixture
def skp(kantor: Kantor) -> SKP:
    return sepakati(kantor, kantor.pegawai)


def bidang_angka(skp: SKP) -> tuple[str, Any]:
    i = baris(skp).indikator.get()
    return f"nilai_{i.kode}", i


def satu(kantor: Kantor, skp: SKP, nilai: int = 118) -> KemajuanKerja:
    catat(kantor, skp, nilai=nilai, bukti=False)
    return KemajuanKerja.objects.latest("pk")


def isian(skp: SKP, **lain: Any) -> dict[str, Any]:
    """What the form sends; a new key each time the page was drawn anew."""
    return {"hasil": baris(skp).kode, "tanggal": "24-11-2026", "kunci": buat_kode(), "uraian": ""} | lain


# --- what a box starts with ---


@pytest.mark.parametrize("aspek", ["kuantitas", "kualitas", "waktu", "biaya"])
def test_every_measure_starts_empty_with_the_last_entry_beside(kantor: Kantor, masuk: Masuk, skp: SKP, aspek: str) -> None:
    nama, ukuran = bidang_angka(skp)
    ukuran.aspek = aspek
    ukuran.save()
    satu(kantor, skp, 118)

    form = masuk(kantor.pegawai).get(url("catat"), {"hasil": baris(skp).kode}).context["form"]

    assert form[nama].value() in (None, "")
    assert "Terakhir 118" in str(form[nama].help_text)


def test_nothing_typed_is_said_at_the_box_and_records_nothing(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    nama, _ukuran = bidang_angka(skp)
    satu(kantor, skp, 97)

    jawab = masuk(kantor.pegawai).post(url("catat"), isian(skp, **{nama: "", "uraian": "  "}))

    assert jawab.status_code == 422
    assert "Belum ada yang bisa disimpan" in str(jawab.context["form"].errors[nama])
    assert KemajuanKerja.objects.count() == 1


def test_evidence_alone_asks_for_its_story(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    jawab = masuk(kantor.pegawai).post(url("catat"), isian(skp, tautan="https://contoh.invalid/buku"))

    assert jawab.status_code == 422
    assert "belum punya catatan" in str(jawab.context["form"].errors["uraian"])
    assert not KemajuanKerja.objects.exists()


# --- the same once more ---


@pytest.mark.parametrize("lain", [{}, {"uraian": "Ditambah cerita"}, {"tautan": "https://contoh.invalid/buku"}])
def test_back_and_save_again_is_asked_and_counted_only_when_meant(
    kantor: Kantor, masuk: Masuk, skp: SKP, lain: dict[str, str]
) -> None:
    klien, (nama, _ukuran) = masuk(kantor.pegawai), bidang_angka(skp)
    assert klien.post(url("catat"), isian(skp, **{nama: "2"})).status_code == 302

    tanya = klien.post(url("catat"), isian(skp, **{nama: "2"}, **lain))

    assert tanya.status_code == 422
    assert "Catatan yang sama sudah tersimpan pukul" in str(tanya.context["form"].errors["lagi"])
    assert 'name="lagi"' in tanya.content.decode()
    assert KemajuanKerja.objects.count() == 1
    assert not BuktiDukung.objects.exists()

    assert klien.post(url("catat"), isian(skp, **{nama: "2"}, lagi="on", **lain)).status_code == 302
    assert KemajuanKerja.objects.count() == 2


def test_the_same_story_without_a_number_is_asked_as_well(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    klien = masuk(kantor.pegawai)
    assert klien.post(url("catat"), isian(skp, uraian="Rapat warga")).status_code == 302

    assert klien.post(url("catat"), isian(skp, uraian="Rapat warga ")).status_code == 422
    assert klien.post(url("catat"), isian(skp, uraian="Rapat lurah")).status_code == 302


@pytest.mark.parametrize("beda", ["angka", "hari", "lama", "ditarik"])
def test_what_differs_or_lies_back_is_not_asked(kantor: Kantor, masuk: Masuk, skp: SKP, beda: str) -> None:
    klien, (nama, _ukuran) = masuk(kantor.pegawai), bidang_angka(skp)
    klien.post(url("catat"), isian(skp, **{nama: "2"}))
    if beda == "lama":
        KemajuanKerja.objects.update(dicatat_at=waktu.now() - BATAS_KEMBAR - timedelta(seconds=1))
    if beda == "ditarik":
        klien.post(url("catatan_tarik", KemajuanKerja.objects.get().kode))

    kedua = {nama: "3" if beda == "angka" else "2", "tanggal": "23-11-2026" if beda == "hari" else "24-11-2026"}

    assert klien.post(url("catat"), isian(skp, **kedua)).status_code == 302


def test_the_question_is_not_asked_before_it_is_needed(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    assert 'name="lagi"' not in masuk(kantor.pegawai).get(url("catat"), {"hasil": baris(skp).kode}).content.decode()


@pytest.mark.parametrize("bahasa", ["id", "en"])
def test_a_decimal_comma_is_a_decimal_comma_on_both_pages(kantor: Kantor, masuk: Masuk, skp: SKP, bahasa: str) -> None:
    klien = masuk(kantor.pegawai)
    klien.cookies["bahasa"] = bahasa
    nama, _ukuran = bidang_angka(skp)

    with translation.override(bahasa):
        jawab = klien.post(
            url("catat"), {"hasil": baris(skp).kode, nama: "78,4", "tanggal": "24/11/26", "kunci": "abc123def456", "uraian": ""}
        )

    assert jawab.status_code == 302
    assert KemajuanKerja.objects.get().nilai == Decimal("78.4")


# --- far off the usual ---


@pytest.mark.parametrize("tautan", ["", "https://contoh.invalid/buku"])
def test_a_number_far_off_the_usual_is_asked_once_and_never_refused(kantor: Kantor, masuk: Masuk, skp: SKP, tautan: str) -> None:
    for n, hari in ((18, 1), (22, 2), (20, 3)):
        catat(kantor, skp, nilai=n, hari=date(2026, 11, hari), bukti=False)
    klien, (nama, _ukuran) = masuk(kantor.pegawai), bidang_angka(skp)

    tanya = klien.post(url("catat"), isian(skp, **{nama: "99"}, tautan=tautan))

    assert tanya.status_code == 422
    assert "biasanya sekitar 20 berkas. Benar 99?" in str(tanya.context["form"].errors["yakin"])
    assert 'name="yakin"' in tanya.content.decode()
    assert (KemajuanKerja.objects.count(), BuktiDukung.objects.count()) == (3, 0)

    assert klien.post(url("catat"), isian(skp, **{nama: "99"}, tautan=tautan, **dijawab(tanya))).status_code == 302
    assert KemajuanKerja.objects.filter(nilai=99).exists()


@pytest.fixture
def dua_ukuran(kantor: Kantor, skp: SKP) -> tuple[str, str]:
    """The boxes of two measures: berkas, usually 20, and persen, usually 95."""
    berkas, hasil = bidang_angka(skp)[1], baris(skp)
    mutu = IndikatorKinerja.objects.create(rencana=hasil, aspek="kualitas", uraian="Tanpa salah", target=97, satuan="persen")
    isi = kemajuan.Catatan(hasil, date(2026, 11, 2), {berkas: Decimal(20), mutu: Decimal(95)})
    kemajuan.record_kemajuan(konteks=kantor.konteks(kantor.pegawai), skp=skp, catatan=[isi])
    return f"nilai_{berkas.kode}", f"nilai_{mutu.kode}"


def dijawab(tanya: Any) -> dict[str, str]:
    """The tick, with what the page of the question carries."""
    return {"yakin": "on", "ditanya": tanya.context["form"]["ditanya"].value()}


def test_all_numbers_far_off_are_named_at_once_each_with_its_usual(
    kantor: Kantor, masuk: Masuk, skp: SKP, dua_ukuran: tuple[str, str]
) -> None:
    klien, (berkas, mutu) = masuk(kantor.pegawai), dua_ukuran

    tanya = klien.post(url("catat"), isian(skp, **{berkas: "2000", mutu: "9,5"}))

    pesan = str(tanya.context["form"].errors["yakin"])
    assert "Berkas selesai: biasanya sekitar 20 berkas. Benar 2.000?" in pesan
    assert "Tanpa salah: biasanya sekitar 95 persen. Benar 9,5?" in pesan
    assert "Bila semuanya benar" in pesan
    assert klien.post(url("catat"), isian(skp, **{berkas: "2.000", mutu: "9,50"}, **dijawab(tanya))).status_code == 302
    assert KemajuanKerja.objects.filter(nilai__in=[2000, Decimal("9.5")]).count() == 2


def test_a_tick_speaks_of_the_numbers_that_were_read_and_of_no_others(
    kantor: Kantor, masuk: Masuk, skp: SKP, dua_ukuran: tuple[str, str]
) -> None:
    klien, (berkas, mutu) = masuk(kantor.pegawai), dua_ukuran
    tanya = klien.post(url("catat"), isian(skp, **{berkas: "2000"}))

    for lain in ({berkas: "20000"}, {berkas: "2000", mutu: "9,5"}):
        lagi = klien.post(url("catat"), isian(skp, **lain, **dijawab(tanya)))
        assert lagi.status_code == 422
        assert lagi.context["form"].errors["yakin"]
        assert not lagi.context["form"]["yakin"].value(), "the tick is set anew"
        assert lagi.context["form"][berkas].value() == lain[berkas]
    assert klien.post(url("catat"), isian(skp, **{berkas: "2000"}, yakin="on")).status_code == 422, "a tick about nothing"
    assert KemajuanKerja.objects.count() == 2

    assert klien.post(url("catat"), isian(skp, **{berkas: "2000", mutu: "9,5"}, **dijawab(lagi))).status_code == 302


def test_only_a_form_is_asked_not_a_year_that_is_brought_in(kantor: Kantor, skp: SKP) -> None:
    satu(kantor, skp, 20)
    konteks, hasil = kantor.konteks(kantor.pegawai), baris(skp)
    isi = kemajuan.Catatan(hasil, HARI, {hasil.indikator.get(): Decimal(99)}, kunci="abcdef123456")

    with pytest.raises(kemajuan.AngkaJauhError, match="biasanya sekitar 20") as tanya:
        kemajuan.record_kemajuan(konteks=konteks, skp=skp, catatan=[isi])

    assert tanya.value.field == "yakin"
    assert len(kemajuan.record_kemajuan(konteks=konteks, skp=skp, catatan=[replace(isi, kunci="")])) == 1


def test_what_was_taken_back_makes_nothing_usual(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    klien, (nama, _ukuran) = masuk(kantor.pegawai), bidang_angka(skp)
    klien.post(url("catatan_tarik", satu(kantor, skp, 999).kode))

    assert klien.post(url("catat"), isian(skp, **{nama: "20"})).status_code == 302


# --- refusals ---


def test_number_day_and_file_are_refused_together(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    from tests.berkas_uji import unggahan

    nama, _ukuran = bidang_angka(skp)
    isi = {
        "hasil": baris(skp).kode,
        nama: "dua",
        "tanggal": "25-11-2026",
        "kunci": "abc123def456",
        "berkas": unggahan("a.svg", b"<svg/>"),
    }

    form = masuk(kantor.pegawai).post(url("catat"), isi).context["form"]

    assert {nama, "tanggal", "berkas"} <= set(form.errors)


def test_wording_and_measure_of_a_result_are_refused_together(kantor: Kantor, masuk: Masuk) -> None:
    skp = buat_skp(kantor, kantor.pegawai, hasil=0)

    jawab = masuk(kantor.pegawai).post(url("rencana_baru", skp.kode), {"jenis": "utama", "uraian": "", "kunci": "abcdef123456"})

    assert {"uraian", "ukuran_kuantitas"} <= set(jawab.context["form"].errors)


@pytest.mark.parametrize("hasil", ["rekan", "tidak-ada", ""])
def test_a_result_that_is_not_ones_own_is_asked_for_with_what_was_typed(
    kantor: Kantor, masuk: Masuk, skp: SKP, hasil: str
) -> None:
    asing = baris(sepakati(kantor, kantor.rekan)).kode if hasil == "rekan" else hasil
    klien, (nama, _ukuran) = masuk(kantor.pegawai), bidang_angka(skp)
    isi = isian(skp, hasil=asing, uraian="Rapat warga", nilai_lain="12")

    tanya = klien.post(f"{url('catat')}?hasil={baris(skp).kode}", isi)

    form = tanya.context["form"]
    assert tanya.status_code == 422
    assert "Pilih hasil kerjanya" in str(form.errors["hasil"])
    assert form["uraian"].value() == "Rapat warga"
    assert "Angka yang tadi Anda ketik: 12." in str(form["hasil"].help_text)
    assert [k for k, _uraian in form["hasil"].field.choices] == [baris(skp).kode]
    assert 'name="memilih" value="on"' in tanya.content.decode()

    pilih = klien.post(url("catat"), isi | {"hasil": baris(skp).kode, "memilih": "on"})
    assert pilih.status_code == 422, "now that the result is known, its boxes are shown before anything is recorded"
    assert pilih.context["form"].errors[nama]
    assert pilih.context["form"]["uraian"].value() == "Rapat warga"
    assert 'name="memilih"' not in pilih.content.decode()
    assert not KemajuanKerja.objects.exists()

    assert klien.post(url("catat"), isi | {"hasil": baris(skp).kode, nama: "12"}).status_code == 302
    assert KemajuanKerja.objects.get().nilai == 12


# --- left open over New Year ---


@pytest.mark.parametrize("skp_baru", [True, False])
def test_a_form_left_open_over_new_year_records_on_no_other_result_and_gives_everything_back(
    kantor: Kantor, masuk: Masuk, skp: SKP, skp_baru: bool
) -> None:
    nama, _ukuran = bidang_angka(skp)
    if skp_baru:
        SKP.objects.filter(pk=skp.pk).update(tahun=2025)  # out of the way of another one
        lain = sepakati(kantor, kantor.pegawai)
        SKP.objects.filter(pk=lain.pk).update(tahun=2027)
        SKP.objects.filter(pk=skp.pk).update(tahun=2026)

    with time_machine.travel("2027-01-02 09:00+07:00", tick=False):
        jawab = masuk(kantor.pegawai).post(url("catat"), isian(skp, **{nama: "12", "uraian": "Rapat warga"}))

    isi = jawab.content.decode()
    assert jawab.status_code == 409
    assert "Tahun sudah berganti" in isi
    assert [(str(label), kata) for label, kata in jawab.context["ketikan"]] == [
        ("Berkas selesai", "12"), ("Tanggal", "24-11-2026"), ("Cerita singkat", "Rapat warga"),
    ]  # fmt: skip
    assert not KemajuanKerja.objects.exists()
