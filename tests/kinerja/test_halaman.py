"""Pages of performance: they work, neighbours get 404, wrong roles 403, queries stay constant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from akun.models import Pengguna
from kinerja.models import SKP, EvaluasiPeriodik, KemajuanKerja, RencanaHasilKerja
from pegawai.models import Pegawai
from tests.kinerja.factories import (
    HARI,
    Kantor,
    ajukan,
    baris,
    buat_akun,
    buat_orang,
    buat_sasaran,
    buat_skp,
    catat,
    nilai,
    sepakati,
)
from tests.pegawai.factories import buat_pegawai

MAKS_KUERI = 12
Masuk = Callable[[Pegawai | Pengguna], Client]


@pytest.fixture(autouse=True)
def hari_ini() -> Any:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        yield


@pytest.fixture
def masuk() -> Masuk:
    def buka(siapa: Pegawai | Pengguna) -> Client:
        klien = Client()
        klien.force_login(siapa.akun if isinstance(siapa, Pegawai) else siapa, backend="akun.backends.NomorAtauEmailBackend")
        return klien

    return buka


def url(nama: str, *arg: str) -> str:
    return reverse(f"kinerja:{nama}", args=arg)


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

    atasan.post(url("nilai", skp.kode, "2026-tw4"), isi | {"aksi": "tetapkan"})

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

    assert jawab.status_code == 422
    assert "Tulis apa yang perlu disesuaikan" in jawab.content.decode()


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


# --- who may open what ------------------------------------------------------------------------


@pytest.fixture
def berkas(kantor: Kantor) -> dict[str, str]:
    """One of everything, of the person under test."""
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    hasil = nilai(kantor, skp)
    catatan = KemajuanKerja.objects.get(skp=skp)
    return {
        "saya": url("saya"),
        "skp": url("skp", skp.kode),
        "kemajuan": url("kemajuan", skp.kode),
        "mengapa": url("mengapa", hasil.kode),
        "bukti": url("bukti", catatan.bukti.get().kode),
        "catat": url("catat"),
        "koreksi": url("koreksi", catatan.kode),
        "rencana": url("rencana", skp.kode, baris(skp).kode),
        "perilaku": url("perilaku", skp.kode),
        "tim": url("tim"),
        "nilai": url("nilai", skp.kode, "2026-tw3"),
        "dasbor": url("dasbor"),
        "dasbor_unit": url("dasbor_unit", kantor.bidang.kode),
        "dasbor_csv": url("dasbor_csv", kantor.bidang.kode),
        "sasaran": url("sasaran", kantor.bidang.kode),
    }


# Who: owner, superior, colleague, superior of another office, personnel officers of this and another office, BKPSDM, auditor, leader, moderator.
HAK = {
    "saya": {"pemilik": 200, "atasan": 200, "rekan": 200, "lain": 200, "opd": 403, "opd_lain": 403, "admin": 403, "auditor": 403, "pimpinan": 403, "moderator": 403},
    "skp": {"pemilik": 200, "atasan": 200, "rekan": 404, "lain": 404, "opd": 200, "opd_lain": 404, "admin": 200, "auditor": 200, "pimpinan": 200, "moderator": 403},
    "kemajuan": {"pemilik": 200, "atasan": 200, "rekan": 404, "lain": 404, "opd": 200, "opd_lain": 404, "admin": 200, "auditor": 200, "pimpinan": 200, "moderator": 403},
    "mengapa": {"pemilik": 200, "atasan": 200, "rekan": 404, "lain": 404, "opd": 200, "opd_lain": 404, "admin": 200, "auditor": 200, "pimpinan": 200, "moderator": 403},
    "bukti": {"pemilik": 200, "atasan": 200, "rekan": 404, "lain": 404, "opd": 200, "opd_lain": 404, "admin": 200, "auditor": 200, "pimpinan": 200, "moderator": 403},
    "catat": {"pemilik": 200, "atasan": 302, "rekan": 302, "lain": 302, "opd": 403, "opd_lain": 403, "admin": 403, "auditor": 403, "pimpinan": 403, "moderator": 403},
    "koreksi": {"pemilik": 200, "atasan": 404, "rekan": 404, "lain": 404, "opd": 403, "opd_lain": 403, "admin": 403, "auditor": 403, "pimpinan": 403, "moderator": 403},
    "rencana": {"pemilik": 200, "atasan": 404, "rekan": 404, "lain": 404, "opd": 403, "opd_lain": 403, "admin": 403, "auditor": 403, "pimpinan": 403, "moderator": 403},
    "perilaku": {"pemilik": 200, "atasan": 200, "rekan": 404, "lain": 404, "opd": 200, "opd_lain": 404, "admin": 200, "auditor": 200, "pimpinan": 200, "moderator": 403},
    "tim": {"pemilik": 403, "atasan": 200, "rekan": 403, "lain": 200, "opd": 403, "opd_lain": 403, "admin": 403, "auditor": 403, "pimpinan": 200, "moderator": 403},
    "nilai": {"pemilik": 403, "atasan": 200, "rekan": 403, "lain": 403, "opd": 403, "opd_lain": 403, "admin": 403, "auditor": 403, "pimpinan": 403, "moderator": 403},
    "dasbor": {"pemilik": 403, "atasan": 200, "rekan": 403, "lain": 200, "opd": 200, "opd_lain": 200, "admin": 200, "auditor": 200, "pimpinan": 200, "moderator": 403},
    "dasbor_unit": {"pemilik": 403, "atasan": 200, "rekan": 403, "lain": 404, "opd": 200, "opd_lain": 404, "admin": 200, "auditor": 200, "pimpinan": 200, "moderator": 403},
    "dasbor_csv": {"pemilik": 403, "atasan": 200, "rekan": 403, "lain": 404, "opd": 200, "opd_lain": 404, "admin": 200, "auditor": 200, "pimpinan": 200, "moderator": 403},
    "sasaran": {"pemilik": 200, "atasan": 200, "rekan": 200, "lain": 200, "opd": 200, "opd_lain": 200, "admin": 200, "auditor": 200, "pimpinan": 200, "moderator": 403},
}  # fmt: skip


def test_every_page_answers_each_role_as_the_table_says(kantor: Kantor, masuk: Masuk, berkas: dict[str, str]) -> None:
    from tests.organisasi.factories import buat_unit

    dinas_lain = buat_unit("Dinas Lain", kantor.kota)
    kepala_lain = buat_orang("Kepala Lain", unit=dinas_lain, memimpin=True)
    buat_pegawai("Staf Lain", unit=dinas_lain)
    orang = {
        "pemilik": kantor.pegawai,
        "atasan": kantor.atasan,
        "rekan": kantor.rekan,
        "lain": kepala_lain,
        "opd": buat_akun("pengelola_opd", unit=kantor.dinas),
        "opd_lain": buat_akun("pengelola_opd", unit=dinas_lain),
        "admin": kantor.admin,
        "auditor": buat_akun("auditor"),
        "pimpinan": buat_akun("pimpinan"),
        "moderator": buat_akun("moderator"),
    }
    klien = {nama: masuk(siapa) for nama, siapa in orang.items()}

    jawab = {hal: {n: k.get(berkas[hal]).status_code for n, k in klien.items()} for hal in HAK}

    assert jawab == HAK


def test_strangers_are_led_to_the_sign_in_page(berkas: dict[str, str]) -> None:
    klien = Client()

    assert {klien.get(alamat).status_code for alamat in berkas.values()} == {302}


def test_a_wrong_method_is_refused(kantor: Kantor, masuk: Masuk, berkas: dict[str, str]) -> None:
    klien = masuk(kantor.pegawai)

    assert klien.post(berkas["saya"]).status_code == 405
    assert klien.get(url("skp_baru")).status_code == 405


def test_judging_somebody_of_another_team_names_the_appraiser(kantor: Kantor, masuk: Masuk, berkas: dict[str, str]) -> None:
    isi = masuk(kantor.kadis).get(berkas["nilai"]).content.decode()

    assert "Penilai Pegawai Uji adalah Kabid Uji" in isi


def test_reading_somebody_elses_sheet_leaves_a_receipt(kantor: Kantor, masuk: Masuk, berkas: dict[str, str]) -> None:
    from akun.models import CatatanAkses

    masuk(kantor.admin).get(berkas["mengapa"])
    masuk(kantor.pegawai).get(berkas["mengapa"])

    assert [c.pembaca for c in CatatanAkses.objects.filter(subjek_kode=kantor.pegawai.kode)] == [kantor.admin]


# --- queries -----------------------------------------------------------------------------------


def _kueri(klien: Client, alamat: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    klien.get(alamat)
    with CaptureQueriesContext(connection) as tangkap:
        assert klien.get(alamat).status_code == 200
    return len([q for q in tangkap if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def test_no_page_passes_twelve_queries(kantor: Kantor, masuk: Masuk, berkas: dict[str, str]) -> None:
    buat_sasaran(kantor.bidang, kantor.konteks(kantor.admin))
    siapa = {
        "tim": kantor.atasan,
        "nilai": kantor.atasan,
        "dasbor": kantor.admin,
        "dasbor_unit": kantor.admin,
        "dasbor_csv": kantor.admin,
    }
    jumlah = {hal: _kueri(masuk(siapa.get(hal, kantor.pegawai)), alamat) for hal, alamat in berkas.items() if hal != "bukti"}
    jumlah["skp_atasan"] = _kueri(masuk(kantor.atasan), berkas["skp"])

    assert {hal: n for hal, n in jumlah.items() if n > MAKS_KUERI} == {}


def test_board_and_dashboard_cost_the_same_for_more_people(kantor: Kantor, masuk: Masuk) -> None:
    atasan, admin = masuk(kantor.atasan), masuk(kantor.admin)
    catat(kantor, sepakati(kantor, kantor.pegawai))
    sedikit = (_kueri(atasan, url("tim")), _kueri(admin, url("dasbor_unit", kantor.bidang.kode)))
    for n in range(5):
        p = buat_orang(f"Tambahan {n}", unit=kantor.bidang)
        p.refresh_from_db()
        catat(kantor, sepakati(kantor, p, hasil=2), hari=date(2026, 11, 20 - n))

    assert (_kueri(atasan, url("tim")), _kueri(admin, url("dasbor_unit", kantor.bidang.kode))) == sedikit


def test_the_csv_of_a_dashboard_carries_counts_and_no_formula(kantor: Kantor, masuk: Masuk) -> None:
    kantor.bidang.nama = "=Bidang"
    kantor.bidang.save(update_fields=["nama"])
    sepakati(kantor, kantor.pegawai)

    isi = masuk(kantor.admin).get(url("dasbor_csv", kantor.dinas.kode)).content.decode("utf-8-sig").splitlines()

    assert isi[0].startswith("unit;pegawai;skp_disepakati")
    assert any(b.startswith("'=Bidang;3;1;0") for b in isi)
