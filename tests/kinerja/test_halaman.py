"""Pages of performance: the path through them, what is kept and what is said."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from akun.models import PenugasanPeran
from kinerja.models import SKP, EvaluasiPeriodik, KemajuanKerja, RencanaHasilKerja
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import HARI, Kantor, ajukan, baris, buat_akun, buat_skp, catat, nilai, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")


def isian_hasil(**lain: str) -> dict[str, str]:
    return {
        "jenis": "utama", "uraian": "KTP selesai dalam 24 jam", "sandaran": "", "kunci": "abcdef123456",
        "ukuran_waktu": "Berkas selesai 24 jam", "target_waktu": "97", "satuan_waktu": "persen", "arah_waktu": "naik",
    } | lain  # fmt: skip


def test_my_page_invites_to_begin_and_a_click_begins(kantor: Kantor, masuk: Masuk) -> None:
    klien = masuk(kantor.pegawai)
    assert "belum dimulai" in klien.get(url("saya")).content.decode()

    klien.post(url("skp_baru"), {"tahun": "2026"})
    klien.post(url("skp_baru"), {"tahun": "2026"})

    assert SKP.objects.filter(pegawai=kantor.pegawai).count() == 1


def test_writing_a_result_keeps_it_and_a_second_click_is_the_same_one(kantor: Kantor, masuk: Masuk) -> None:
    skp, klien = buat_skp(kantor, kantor.pegawai, hasil=0), masuk(kantor.pegawai)

    for _klik in range(2):
        jawab = klien.post(url("rencana_baru", skp.kode), isian_hasil())
        assert jawab.status_code == 302

    hasil = RencanaHasilKerja.objects.get(skp=skp)
    assert [(i.aspek, i.target, i.satuan) for i in hasil.indikator.all()] == [("waktu", 97, "persen")]


def test_a_refused_result_keeps_what_was_typed_and_says_what_is_missing(kantor: Kantor, masuk: Masuk) -> None:
    skp = buat_skp(kantor, kantor.pegawai, hasil=0)

    jawab = masuk(kantor.pegawai).post(url("rencana_baru", skp.kode), isian_hasil(target_waktu=""))

    isi = jawab.content.decode()
    assert jawab.status_code == 422
    assert "KTP selesai dalam 24 jam" in isi
    assert "Tulis targetnya" in isi


def test_a_result_without_measure_says_which_measures_there_are(kantor: Kantor, masuk: Masuk) -> None:
    skp = buat_skp(kantor, kantor.pegawai, hasil=0)

    jawab = masuk(kantor.pegawai).post(
        url("rencana_baru", skp.kode), isian_hasil(ukuran_waktu="", target_waktu="", satuan_waktu="")
    )

    assert jawab.status_code == 422
    assert "kuantitas, kualitas, waktu, atau biaya" in jawab.content.decode()


def test_the_second_of_two_tabs_sees_both_versions_and_loses_nothing(kantor: Kantor, masuk: Masuk) -> None:
    skp, klien = buat_skp(kantor, kantor.pegawai), masuk(kantor.pegawai)
    hasil = baris(skp)
    alamat = url("rencana", skp.kode, hasil.kode)
    klien.post(alamat, isian_hasil(uraian="Ditulis di tab pertama", versi="1"))

    jawab = klien.post(alamat, isian_hasil(uraian="Ditulis di tab kedua", versi="1"))

    isi = jawab.content.decode()
    assert jawab.status_code == 409
    assert "Ditulis di tab pertama" in isi
    assert "Ditulis di tab kedua" in isi
    hasil.refresh_from_db()
    assert hasil.uraian == "Ditulis di tab pertama"


def test_saving_again_after_the_comparison_uses_what_was_typed(kantor: Kantor, masuk: Masuk) -> None:
    skp, klien = buat_skp(kantor, kantor.pegawai), masuk(kantor.pegawai)
    hasil = baris(skp)
    alamat = url("rencana", skp.kode, hasil.kode)
    klien.post(alamat, isian_hasil(uraian="Tab pertama", versi="1"))
    form = klien.post(alamat, isian_hasil(uraian="Tab kedua", versi="1")).context["form"]

    klien.post(alamat, isian_hasil(uraian="Tab kedua", versi=form["versi"].value()))

    hasil.refresh_from_db()
    assert hasil.uraian == "Tab kedua"


def test_the_whole_path_through_the_pages(kantor: Kantor, masuk: Masuk) -> None:
    skp, pegawai, atasan = buat_skp(kantor, kantor.pegawai), masuk(kantor.pegawai), masuk(kantor.atasan)
    pegawai.post(url("ajukan", skp.kode), {"versi": str(skp.versi)})
    skp.refresh_from_db()
    assert "Pegawai Uji" in atasan.get(url("tim")).content.decode()
    atasan.post(url("sepakati", skp.kode), {"versi": str(skp.versi)})
    ukuran = baris(skp).indikator.get()
    pegawai.post(url("catat"), {
        "hasil": baris(skp).kode, f"nilai_{ukuran.kode}": "40", "tanggal": "24-11-2026", "kunci": "abc123def456",
        "tautan": "https://contoh.invalid/buku-loket", "judul_bukti": "Buku loket",
    })  # fmt: skip
    isi = {"rating_hasil": "di_atas", "rating_perilaku": "di_atas", "umpan_balik": "Cepat dan teliti."}
    pratinjau = atasan.post(url("nilai", skp.kode, "2026-tw4"), isi | {"aksi": "pratinjau"})
    assert "Predikatnya akan menjadi" in pratinjau.content.decode()
    assert not EvaluasiPeriodik.objects.exists()

    atasan.post(url("nilai", skp.kode, "2026-tw4"), isi | {"sebelum_berakhir": "on", "aksi": "tetapkan"})

    hasil = EvaluasiPeriodik.objects.get(skp=skp)
    lembar = pegawai.get(url("mengapa", hasil.kode)).content.decode()
    assert hasil.predikat == "sangat_baik"
    for kata in ("Sangat Baik", "PermenPANRB 6/2022", "8 Desember 2026", "1 catatan kemajuan", "24 November 2026", "Kabid Uji"):
        assert kata in lembar


def test_taking_note_starts_the_time_to_object(kantor: Kantor, masuk: Masuk) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    hasil = nilai(kantor, skp)

    masuk(kantor.pegawai).post(url("terima", hasil.kode))

    hasil.refresh_from_db()
    assert hasil.diterima == HARI


def test_the_superior_may_send_back_with_a_note_that_the_owner_reads(kantor: Kantor, masuk: Masuk) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    masuk(kantor.atasan).post(url("kembalikan", skp.kode), {"catatan": "Targetnya 8.000 terasa berat.", "versi": str(skp.versi)})

    assert "Targetnya 8.000 terasa berat." in masuk(kantor.pegawai).get(url("skp", skp.kode)).content.decode()


def test_sending_back_without_words_is_refused_kindly(kantor: Kantor, masuk: Masuk) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    jawab = masuk(kantor.atasan).post(url("kembalikan", skp.kode), {"catatan": "", "versi": str(skp.versi)})

    isi = jawab.content.decode()
    assert jawab.status_code == 422
    assert "Tulis apa yang perlu disesuaikan" in isi
    assert isi.index("data-fokus") < isi.index('href="#kembali-catatan"') < isi.index('id="kembali-catatan"')
    assert "boleh kosong" not in isi


def test_a_message_without_words_is_said_on_top_with_the_way_to_it(kantor: Kantor, masuk: Masuk) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    jawab = masuk(kantor.atasan).post(url("bicara", skp.kode, baris(skp).kode), {"isi": "", "kunci": "abc123def456"})

    assert jawab.status_code == 422
    assert jawab.content.decode().count("data-fokus") == 1
    assert f'href="#dialog-{baris(skp).kode}-isi"' in jawab.content.decode()


def test_agreeing_to_an_older_version_shows_the_new_one_first(kantor: Kantor, masuk: Masuk) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    jawab = masuk(kantor.atasan).post(url("sepakati", skp.kode), {"versi": str(skp.versi - 1)})

    skp.refresh_from_db()
    assert jawab.status_code == 409
    assert skp.status == "diajukan"


def test_a_talk_about_one_line_is_seen_by_both(kantor: Kantor, masuk: Masuk) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    masuk(kantor.atasan).post(
        url("bicara", skp.kode, baris(skp).kode), {"isi": "Bagaimana kalau 6.500?", "kunci": "abcdef123456"}
    )

    isi = masuk(kantor.pegawai).get(url("skp", skp.kode)).content.decode()
    assert "Bagaimana kalau 6.500?" in isi
    assert "Ingin dibicarakan" in isi


def test_a_correction_keeps_the_old_entry_readable(kantor: Kantor, masuk: Masuk) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp, nilai=400)
    lama = KemajuanKerja.objects.get(skp=skp)

    masuk(kantor.pegawai).post(
        url("koreksi", lama.kode), {"nilai": "40", "tanggal": "24-11-2026", "uraian": "", "alasan": "salah ketik"}
    )

    isi = masuk(kantor.pegawai).get(url("kemajuan", skp.kode)).content.decode()
    assert "Koreksi dari 400: salah ketik" in isi


def test_a_target_written_by_bkpsdm_can_be_chosen_at_once(kantor: Kantor, masuk: Masuk) -> None:
    isi = {
        "uraian": "Dokumen terbit tepat waktu",
        "indikator": "Tepat waktu",
        "target": "97",
        "satuan": "persen",
        "dasar": "pk",
        "induk": "",
    }
    masuk(kantor.admin).post(url("sasaran", kantor.bidang.kode), isi)
    skp = buat_skp(kantor, kantor.pegawai, hasil=0)

    jawab = masuk(kantor.pegawai).get(url("rencana_baru", skp.kode))

    assert "Dokumen terbit tepat waktu" in jawab.content.decode()


def test_dashboard_shows_figures_of_the_city_and_leads_down(kantor: Kantor, masuk: Masuk) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    nilai(kantor, skp)

    isi = masuk(buat_akun("pimpinan")).get(url("dasbor")).content.decode()

    assert "Kota Uji" in isi
    assert url("dasbor_unit", kantor.dinas.kode) in isi
    assert 'data-segarkan="kinerja"' in isi
    assert "Kelompok di bawah 10 orang tidak diberi persentase." in isi


def test_the_csv_of_a_dashboard_carries_counts_and_no_formula(kantor: Kantor, masuk: Masuk) -> None:
    kantor.bidang.nama = "=Bidang"
    kantor.bidang.save(update_fields=["nama"])
    sepakati(kantor, kantor.pegawai)

    isi = masuk(kantor.admin).get(url("dasbor_csv", kantor.dinas.kode)).content.decode("utf-8-sig").splitlines()

    assert isi[0].startswith("unit;pegawai;skp_disepakati")
    assert any(b.startswith("'=Bidang;3;1;0") for b in isi)


def test_judging_somebody_belongs_to_the_team_in_the_menu(kantor: Kantor, masuk: Masuk) -> None:
    skp = sepakati(kantor, kantor.pegawai)

    jawab = masuk(kantor.atasan).get(url("nilai", skp.kode, "2026-tw4"))

    assert [e.kunci for e in jawab.context["kulit"].daftar("dalam") if e.kini] == ["kinerja-tim"]


@pytest.mark.parametrize(
    ("peran", "butir"), [((), "kinerja-tim"), (("pengelola_opd",), "kinerja-unit"), (("pimpinan",), "kinerja-kota")]
)
def test_the_dashboard_belongs_to_the_entry_that_names_it_else_to_the_team(
    kantor: Kantor, masuk: Masuk, peran: tuple[str, ...], butir: str
) -> None:
    for kode in peran:
        PenugasanPeran.objects.create(
            pengguna=kantor.atasan.akun, peran=kode, unit=kantor.dinas if kode == "pengelola_opd" else None,
            masa=DateRange(date(2020, 1, 1), None),
        )  # fmt: skip

    jawab = masuk(kantor.atasan).get(url("dasbor"))

    assert [e.kunci for e in jawab.context["kulit"].daftar("dalam") if e.kini] == [butir]
