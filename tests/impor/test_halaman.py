"""The wizard: upload, preview, mending, the second officer, storing once, undoing; and who may."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from akun.models import CatatanAkses
from impor import services
from impor.models import BarisImpor, Impor
from laporan.models import Pekerjaan
from organisasi.models import Jabatan
from pegawai.models import DataPribadi, Pegawai
from tests.akun.factories import buat_pengguna
from tests.impor.buku import BIDANG, baris, orang_ke, tulis_xlsx
from tests.impor.dua_petugas import kerjakan, segar, setujui, simpan
from tests.impor.layar import AWAL, buka, langkah

pytestmark = pytest.mark.django_db


def test_upload_preview_a_second_officer_stores_and_undo(peramban, kedua, unggah):
    batch = unggah(baris(), orang_ke(7, EMAIL="rusak@@contoh"))
    assert "Periksa sebelum disimpan" in buka(peramban, batch)

    langkah(peramban, batch, "ajukan")
    assert "Petugas lain yang memutuskan" in buka(peramban, batch)
    assert "Setujui dan simpan" in buka(kedua, batch)
    langkah(kedua, batch, "setujui")
    assert "Menunggu giliran" in buka(peramban, batch)
    assert Pegawai.objects.count() == 0
    kerjakan(batch)

    assert "Impor tersimpan" in buka(peramban, batch)
    assert Pegawai.objects.get().nama == "Masdelima Manalu"

    langkah(peramban, batch, "batalkan")
    kerjakan(batch)

    assert "Impor dibatalkan" in buka(peramban, batch)
    assert Pegawai.objects.count() == 0


def test_a_double_click_stores_once(peramban, kedua, unggah):
    batch = unggah(baris())
    langkah(peramban, batch, "ajukan")
    versi = segar(batch).versi

    for _klik in range(2):
        langkah(kedua, batch, "setujui", versi=versi)
    assert Pekerjaan.objects.filter(jenis=services.TERAPKAN).count() == 1
    kerjakan(batch)
    langkah(kedua, batch, "setujui", versi=versi)

    assert Pekerjaan.objects.filter(jenis=services.TERAPKAN).count() == 1
    assert Pegawai.objects.count() == 1


def test_storing_again_from_another_worker_changes_nothing(petugas, unggah):
    batch = unggah(baris())
    konteks = setujui(batch, petugas)

    pertama = services.apply_impor(konteks=konteks, impor=batch)
    kedua = services.apply_impor(konteks=konteks, impor=batch)

    assert pertama.diterapkan_at == kedua.diterapkan_at
    assert Pegawai.objects.count() == 1


def test_a_stale_preview_is_renewed_and_goes_back_instead_of_being_stored(petugas, unggah):
    lama = unggah(baris(**{"GOL AKHIR NAMA": "III/c"}))
    simpan(unggah(baris()), petugas)

    with pytest.raises(services.PratinjauUsangError, match="Lihat sekali lagi"):
        simpan(lama, petugas)

    assert Pegawai.objects.get().golongan_id == "III/b"
    assert segar(lama).status == "dikembalikan"
    assert BarisImpor.objects.get(impor=lama).beda == {"golongan": ["III/b", "III/c"]}


def test_a_page_that_is_stale_says_so_and_keeps_what_was_typed(peramban, kedua, unggah):
    batch = unggah(baris())
    langkah(peramban, batch, "ajukan")

    jawab = langkah(kedua, batch, "kembalikan", versi=1, alasan="Baris 2 belum naik golongan")

    assert jawab.status_code == 409
    assert "berubah sejak Anda membukanya" in jawab.content.decode()
    assert "Baris 2 belum naik golongan" in jawab.content.decode()


def test_a_list_comes_back_with_a_note_that_its_preparer_reads(peramban, kedua, unggah):
    batch = unggah(baris())
    langkah(peramban, batch, "ajukan")

    tanpa = langkah(kedua, batch, "kembalikan", alasan=" ")
    langkah(kedua, batch, "kembalikan", alasan="Golongan baris 2 belum naik")

    assert (tanpa.status_code, "Alasannya belum ditulis" in tanpa.content.decode()) == (422, True)
    isi = buka(peramban, batch)
    assert "Golongan baris 2 belum naik" in isi
    assert "Kirim untuk disetujui" in isi


def test_who_prepares_sees_first_what_to_mend_and_who_approves_what_will_be_stored(peramban, kedua, unggah):
    batch = unggah(baris(), orang_ke(7, EMAIL="rusak@@contoh"))
    disiapkan = buka(peramban, batch)
    langkah(peramban, batch, "ajukan")

    diputus = buka(kedua, batch)

    assert ('href="?putusan=ditolak#baris" aria-current="true"' in disiapkan, 'id="b3"' in disiapkan) == (True, True)
    assert ('href="?putusan=baru#baris" aria-current="true"' in diputus, 'id="b2"' in diputus) == (True, True)


def test_whoever_prepared_it_is_refused_by_the_page_with_words(peramban, unggah):
    batch = unggah(baris())
    langkah(peramban, batch, "ajukan")

    jawab = langkah(peramban, batch, "setujui")

    assert jawab.status_code == 403
    assert "petugas lain yang memutuskannya" in jawab.content.decode()


@pytest.mark.parametrize("isi", [{"aksi": "entah"}, {"aksi": "ajukan", "versi": "x"}, {}])
def test_a_step_that_nobody_offers_changes_nothing(peramban, unggah, isi):
    batch = unggah(baris())

    jawab = peramban.post(f"{AWAL}{batch.kode}/langkah/", isi)

    assert (jawab.status_code, segar(batch).status) == (422, "diperiksa")


def test_a_cell_is_mended_in_place(peramban, unggah):
    batch = unggah(baris(EMAIL="rusak@@contoh.go.id"))
    assert "bukan alamat e-mail" in buka(peramban, batch)

    jawab = peramban.post(f"{AWAL}{batch.kode}/baris/2/perbaiki/", {"email": "benar@contoh.go.id"}, follow=True)

    assert "Baris 2 kini diterima" in jawab.content.decode()
    assert segar(batch).jumlah["baru"] == 1


def test_a_proposal_is_taken_with_one_click(peramban, unggah):
    batch = unggah(baris(EMAIL="rusak@@contoh.go.id"))

    peramban.post(f"{AWAL}{batch.kode}/baris/2/perbaiki/", {"email": "rusak@@contoh.go.id", "pakai_saran": "1"})

    assert BarisImpor.objects.get().bersih["email"] == "rusak@contoh.go.id"


def test_a_row_can_be_left_out(petugas, peramban, unggah):
    batch = unggah(baris(), orang_ke(7))

    peramban.post(f"{AWAL}{batch.kode}/baris/3/ikut/", {"ikut": "0"})
    simpan(batch, petugas)

    assert Pegawai.objects.get().nama == "Masdelima Manalu"


def test_differences_are_shown_before_and_after_and_private_ones_are_noted(petugas, peramban, unggah):
    simpan(unggah(baris()), petugas)
    batch = unggah(baris(**{"GOL AKHIR NAMA": "III/c", "NIK": "1273015503900003"}))

    isi = buka(peramban, batch, "?putusan=berubah")

    assert "III/b" in isi
    assert "III/c" in isi
    catatan = CatatanAkses.objects.get()
    assert (catatan.subjek_kode, catatan.kelompok) == (Pegawai.objects.get().kode, "pribadi")


def test_people_missing_from_the_list_are_listed(petugas, peramban, unggah):
    simpan(unggah(baris(), orang_ke(7)), petugas)

    assert "Orang Ke" in buka(peramban, unggah(baris()), "?putusan=tidak_ada")


def test_faulty_rows_come_back_as_a_workbook_and_pass_when_mended(petugas, peramban, unggah, tmp_path):
    batch = unggah(baris(), orang_ke(7, EMAIL="rusak@@contoh", ALAMAT='=HYPERLINK("http://x","y")'))

    jawab = peramban.get(f"{AWAL}{batch.kode}/unduh/")

    lembar = openpyxl.load_workbook(BytesIO(jawab.content)).active
    assert lembar is not None
    judul = [sel.value for sel in lembar[1]]
    assert judul[0] == "YANG PERLU DIPERBAIKI"
    assert "bukan alamat e-mail" in str(lembar.cell(2, 1).value)
    alamat = lembar.cell(2, judul.index("ALAMAT") + 1)
    assert (alamat.data_type, alamat.value) in {("s", '=HYPERLINK("http://x","y")'), ("f", '=HYPERLINK("http://x","y")')}
    isi = {str(j): lembar.cell(2, i + 1).value for i, j in enumerate(judul)} | {"EMAIL": "benar@contoh.go.id"}
    berkas = tulis_xlsx(tmp_path / "mended.xlsx", [isi], [str(j) for j in judul])
    peramban.post(AWAL, {"berkas": SimpleUploadedFile("perbaikan.xlsx", berkas.read_bytes()), "per": "24-11-2026"})
    lagi = Impor.objects.latest("pk")
    kerjakan(lagi)
    assert segar(lagi).jumlah["baru"] == 1
    simpan(lagi, petugas)
    assert DataPribadi.objects.get().alamat == 'HYPERLINK("http://x","y")'


def test_a_workbook_of_faulty_rows_holds_no_formula(peramban, unggah):
    batch = unggah(baris(EMAIL="rusak@@contoh", ALAMAT='=HYPERLINK("http://x","y")', NAMA="=1+1"))

    jawab = peramban.get(f"{AWAL}{batch.kode}/unduh/")

    import zipfile

    with zipfile.ZipFile(BytesIO(jawab.content)) as arsip:
        assert b"<f>" not in arsip.read("xl/worksheets/sheet1.xml")


def test_the_workbook_of_faulty_rows_leaves_a_receipt_for_whom_the_city_knows_and_for_nobody_else(petugas, peramban, unggah):
    simpan(unggah(baris()), petugas)
    batch = unggah(baris(EMAIL="rusak@@contoh"), orang_ke(7, EMAIL="rusak@@contoh"))

    for _kali in range(2):
        peramban.get(f"{AWAL}{batch.kode}/unduh/")

    (catatan,) = CatatanAkses.objects.all()
    assert (catatan.subjek_kode, catatan.kelompok) == (Pegawai.objects.get().kode, "pribadi")
    assert catatan.pembaca == petugas


def test_a_file_that_cannot_be_read_says_what_to_do(peramban):
    peramban.post(AWAL, {"berkas": SimpleUploadedFile("foto.xlsx", b"\x89PNG\r\n\x1a\n"), "per": "24-11-2026"})
    batch = Impor.objects.get()
    kerjakan(batch)

    assert "Pilih buku kerja Excel" in buka(peramban, batch)
    assert segar(batch).status == "gagal"


def test_a_file_that_is_too_big_is_refused_at_the_form_and_the_day_stays(peramban, settings):
    settings.IMPOR_UKURAN_MAKS = 10

    jawab = peramban.post(AWAL, {"berkas": SimpleUploadedFile("a.csv", b"x" * 50), "per": "17 Agustus 2026"})

    assert jawab.status_code == 422
    assert "paling besar" in jawab.content.decode()
    assert "17 Agustus 2026" in jawab.content.decode()
    assert Impor.objects.count() == 0


def test_no_file_says_so(peramban):
    jawab = peramban.post(AWAL, {"per": "24-11-2026"})

    assert jawab.status_code == 422
    assert "Pilih dulu berkasnya" in jawab.content.decode()


def test_leading_posts_are_confirmed_and_superiors_follow(petugas, peramban, unggah):
    kepala = orang_ke(8, **{"JABATAN NAMA": f"Kepala {BIDANG}", "JENIS JABATAN NAMA": "Jabatan Struktural"})
    simpan(unggah(baris(), kepala), petugas)
    assert f"Kepala {BIDANG}" in peramban.get(f"{AWAL}pemimpin/").content.decode()

    peramban.post(f"{AWAL}pemimpin/", {"semua": "1"})

    assert Jabatan.objects.get(memimpin=True).nama == f"Kepala {BIDANG}"
    assert Pegawai.objects.get(nomor="199003152015042001").atasan.nomor == kepala["NIP BARU"]


@pytest.mark.parametrize("peran", ["pimpinan", "auditor", "tim_penilai", "moderator"])
def test_only_bkpsdm_imports(peran: str, unggah):
    batch = unggah(baris())
    lain = Client()
    lain.force_login(buat_pengguna(peran))

    assert lain.get(AWAL).status_code == 403
    assert lain.get(f"{AWAL}{batch.kode}/").status_code == 403
    assert lain.post(f"{AWAL}{batch.kode}/langkah/").status_code == 403
    assert lain.get(f"{AWAL}{batch.kode}/unduh/").status_code == 403


@pytest.mark.parametrize("kueri", ["", "?putusan=baru", "?putusan=tidak_ada", "?putusan=entah", "?kursor=rusak"])
def test_the_preview_costs_the_same_whatever_its_size(kueri: str, peramban, unggah, django_assert_max_num_queries):
    batch = unggah(*(orang_ke(n) for n in range(1, 60)))

    with django_assert_max_num_queries(17):
        peramban.get(f"{AWAL}{batch.kode}/{kueri}")
    with django_assert_max_num_queries(12):
        peramban.get(AWAL)


def test_pages_of_rows_are_walked_by_key(peramban, unggah):
    batch = unggah(*(orang_ke(n) for n in range(1, 30)))

    isi = buka(peramban, batch, "?putusan=baru")

    assert 'id="b2"' in isi
    assert 'id="b25"' not in isi
    berikut = isi.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert 'id="b25"' in buka(peramban, batch, berikut)


def test_the_day_of_the_list_lies_not_far_ahead(peramban, petugas):
    jawab = peramban.post(AWAL, {"berkas": SimpleUploadedFile("a.csv", b"x"), "per": f"1 Januari {date.today().year + 3}"})  # noqa: DTZ011

    assert jawab.status_code == 422
    assert "paling lambat dua bulan" in jawab.content.decode()
