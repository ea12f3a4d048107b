"""Writing a result: what it hangs on is chosen, never assumed; and two open tabs agree on what nobody touched."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from kinerja.models import IndikatorKinerja, RencanaHasilKerja
from kinerja.services import rencana
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import Kantor, baris, buat_sasaran, buat_skp, isian, url
from tests.kinerja.test_halaman import isian_hasil

pytestmark = pytest.mark.usefixtures("hari_ini")


def tercentang(isi: str, nama: str) -> list[str]:
    """The values that are ticked in the radio group `nama`."""
    semua = re.findall(r"<input[^>]*>", isi)
    pilihan = [i for i in semua if f'name="{nama}"' in i and "checked" in i]
    return [m[1] for i in pilihan if (m := re.search(r'value="([^"]*)"', i))]


def test_what_a_result_serves_is_asked_where_there_is_a_choice_and_nothing_is_ticked_for_anybody(
    kantor: Kantor, masuk: Masuk
) -> None:
    buat_sasaran(kantor.bidang, kantor.konteks(kantor.admin))
    skp, klien = buat_skp(kantor, kantor.pegawai, hasil=0), masuk(kantor.pegawai)
    assert tercentang(klien.get(url("rencana_baru", skp.kode)).content.decode(), "sandaran") == []

    tanpa = {k: v for k, v in isian_hasil().items() if k != "sandaran"}
    jawab = klien.post(url("rencana_baru", skp.kode), tanpa)

    isi = jawab.content.decode()
    assert jawab.status_code == 422
    assert "Pilih hasil yang Anda bantu" in isi
    assert tercentang(isi, "sandaran") == []
    assert not RencanaHasilKerja.objects.filter(skp=skp).exists()


def test_a_draft_may_stay_unlinked_on_purpose_and_says_so_when_opened_again(kantor: Kantor, masuk: Masuk) -> None:
    buat_sasaran(kantor.bidang, kantor.konteks(kantor.admin))
    skp, klien = buat_skp(kantor, kantor.pegawai, hasil=0), masuk(kantor.pegawai)

    assert klien.post(url("rencana_baru", skp.kode), isian_hasil(sandaran="belum")).status_code == 302

    hasil = baris(skp)
    assert (hasil.intervensi_id, hasil.sasaran_id) == (None, None)
    assert tercentang(klien.get(url("rencana", skp.kode, hasil.kode)).content.decode(), "sandaran") == ["belum"]


def test_everything_that_is_missing_is_said_at_once_with_the_way_to_each(kantor: Kantor, masuk: Masuk) -> None:
    skp = buat_skp(kantor, kantor.pegawai, hasil=3)
    buat_sasaran(kantor.bidang, kantor.konteks(kantor.admin))
    satu, dua, tiga = skp.rencana.order_by("pk")
    IndikatorKinerja.objects.filter(rencana=tiga).delete()

    jawab = masuk(kantor.pegawai).post(url("ajukan", skp.kode), {"versi": str(skp.versi)})

    isi = jawab.content.decode()
    pesan = isi[isi.index('role="alert"') : isi.index('id="hasil"')]
    assert jawab.status_code == 422
    assert pesan.count("belum tersambung") == 3
    assert pesan.count("belum punya ukuran") == 1
    for hasil in (satu, dua, tiga):
        assert url("rencana", skp.kode, hasil.kode) in pesan


def test_handing_in_is_offered_when_nothing_is_missing_and_until_then_the_page_says_what_is(kantor: Kantor, masuk: Masuk) -> None:
    skp, klien = buat_skp(kantor, kantor.pegawai, hasil=0), masuk(kantor.pegawai)
    sasaran = buat_sasaran(kantor.bidang, kantor.konteks(kantor.admin))
    k = kantor.konteks(kantor.pegawai)
    hasil = rencana.create_rencana(konteks=k, skp=skp, isian=isian())

    sebelum = klien.get(url("skp", skp.kode)).content.decode()
    rencana.save_rencana(konteks=k, rencana=hasil, versi=1, isian=isian(sasaran=sasaran))
    sesudah = klien.get(url("skp", skp.kode)).content.decode()

    assert "Sebelum diajukan, lengkapi dulu" in sebelum
    assert url("ajukan", skp.kode) not in sebelum
    assert "Sebelum diajukan, lengkapi dulu" not in sesudah
    assert url("ajukan", skp.kode) in sesudah


def test_the_comparison_of_two_tabs_leaves_untouched_fields_as_a_form_just_opened_shows_them(
    kantor: Kantor, masuk: Masuk
) -> None:
    skp, klien = buat_skp(kantor, kantor.pegawai), masuk(kantor.pegawai)
    alamat = url("rencana", skp.kode, baris(skp).kode)
    form = klien.get(alamat).context["form"]
    tampil = {n: form[n].value() for n in form.fields if n != "kunci"} | {
        form[n].html_initial_name: form[n].value() for n in form.fields
    }
    kiriman = {k: "" if v is None else str(v) for k, v in tampil.items()} | {"kunci": "abcdef123456"}
    klien.post(alamat, kiriman | {"uraian": "Ditulis di tab pertama"})

    banding = klien.post(alamat, kiriman | {"uraian": "Ditulis di tab kedua"}).context["form"]

    assert [b.punya for b in banding.banding] == ["Ditulis di tab kedua"]
    assert {n: banding[n].value() for n in form.fields if n.startswith("arah_")} == {
        n: form[n].value() for n in form.fields if n.startswith("arah_")
    }
    assert banding["arah_biaya"].value() == "turun"


def test_two_targets_are_compared_as_people_write_numbers(kantor: Kantor, masuk: Masuk) -> None:
    skp, klien = buat_skp(kantor, kantor.pegawai), masuk(kantor.pegawai)
    alamat = url("rencana", skp.kode, baris(skp).kode)
    isi = isian_hasil(sandaran="belum", ukuran_kuantitas="Berkas", satuan_kuantitas="berkas", arah_kuantitas="naik")
    awal = {"versi": "1", "initial-target_kuantitas": "1300,25"}
    assert klien.post(alamat, isi | {"target_kuantitas": "2000,5", "versi": "1"}).status_code == 302

    jawab = klien.post(alamat, isi | awal | {"target_kuantitas": "1500"})

    (beda,) = [b for b in jawab.context["form"].banding if b.label.startswith("Target")]
    assert (beda.sebelum, beda.kini, beda.punya) == ("1.300,25", "2.000,5", "1.500")


def test_a_target_above_is_offered_as_people_write_numbers(kantor: Kantor, masuk: Masuk) -> None:
    buat_sasaran(kantor.bidang, kantor.konteks(kantor.admin), target=Decimal("97.50"))
    skp = buat_skp(kantor, kantor.pegawai, hasil=0)

    assert "target 97,5 %" in masuk(kantor.pegawai).get(url("rencana_baru", skp.kode)).content.decode()


def test_the_direction_of_a_measure_is_shown_where_it_is_not_the_usual_one(kantor: Kantor, masuk: Masuk) -> None:
    skp = buat_skp(kantor, kantor.pegawai, hasil=0)
    ukuran = (
        rencana.IsianIndikator("kuantitas", "Berkas selesai", 100, "berkas"),  # type: ignore[arg-type]  # as Decimal would do
        rencana.IsianIndikator("biaya", "Biaya cetak", 5, "juta rupiah", "turun"),  # type: ignore[arg-type]
    )
    rencana.create_rencana(konteks=kantor.konteks(kantor.pegawai), skp=skp, isian=isian(indikator=ukuran))

    isi = masuk(kantor.pegawai).get(url("skp", skp.kode)).content.decode()

    assert isi.count("makin kecil makin baik") == 1
    assert "makin besar makin baik" not in isi
