"""The main job from end to end, by the hands of those whose job it is: points 4 to 9 of the foundation, in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from akun.models import Pengguna
from forum.models import Aspirasi
from kompetensi.models import Sertifikat
from organisasi.models import UnitKerja
from pegawai.models import Pegawai
from tests.browser.conftest import Buka, Potret
from tests.browser.pemain import KELIRU, ORANG, Pemain, beri_akun, buat_daftar, buat_pemain, buka_angkatan, tulis_hasil

pytestmark = [pytest.mark.mesin, pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MASUK = ORANG - KELIRU
JUDUL = "Lampu jalan Pancuran Pinang mati"
CERITA = "Lampu jalan di depan masjid mati sejak dua minggu. Anak-anak pulang mengaji gelap-gelapan."
HASIL = "Lampu jalan Pancuran Pinang menyala lagi"

# The citizens' form refuses whoever fills it in under two seconds; the clock of the page tells when they are over.
SESUDAH_DUA_DETIK = "new Promise(lanjut => setTimeout(lanjut, Math.max(0, 2200 - performance.now())))"


@dataclass
class Panggung:
    """What every step needs: the cast, browsers, the camera."""

    pemain: Pemain
    admin: Page
    buka: Buka
    potret: Potret
    folder: Path


def test_a_city_works_from_its_employee_list_to_a_follow_up_and_a_report(
    buka: Buka, potret: Potret, start_pekerja: Callable[[], Any], tmp_path: Path
) -> None:
    start_pekerja()
    pemain = buat_pemain()
    panggung = Panggung(pemain, buka(pemain.admin), buka, potret, tmp_path)

    impor(panggung)
    cari(panggung)
    atasan, pegawai = beri_akun("Nurlela Gultom"), beri_akun("Masdelima Manalu")
    di_atasan, di_pegawai = buka(atasan), buka(pegawai)
    kinerja(panggung, pegawai, di_pegawai, di_atasan)
    pelatihan(panggung, di_pegawai, di_atasan)
    suara(panggung)
    laporan(panggung)


def tekan(page: Page, nama: str | re.Pattern[str]) -> None:
    """Press the button of that name in the page's own part."""
    page.get_by_role("main").get_by_role("button", name=nama).first.click()


def ikuti(page: Page, nama: str | re.Pattern[str]) -> None:
    """Follow the link of that name in the page's own part."""
    page.get_by_role("main").get_by_role("link", name=nama).first.click()


def lihat(page: Page, judul: str | re.Pattern[str]) -> None:
    """Wait for the page with that heading."""
    expect(page.get_by_role("heading", level=1, name=judul)).to_be_visible(timeout=30_000)


# --- 4 and 5: the list comes in, and people are found ----------------------------------------------------


def impor(p: Panggung) -> None:
    """Upload, read the verdicts, send; another officer has it stored; confirm the leaders."""
    page, kedua = p.admin, p.buka(p.pemain.kedua)
    page.goto("/pegawai/impor/")
    page.get_by_label("Daftar pegawai").set_input_files(buat_daftar(p.folder))
    p.potret(page, "4-impor-unggah")
    tekan(page, "Unggah dan periksa")
    lihat(page, "Periksa sebelum disimpan")
    expect(page.get_by_role("link", name=f"Perlu diperbaiki {KELIRU}")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(KELIRU + 1)
    p.potret(page, "4-impor-periksa")
    tekan(page, "Kirim untuk disetujui")
    lihat(page, "Menunggu persetujuan")
    kedua.goto(page.url)
    lihat(kedua, "Menunggu persetujuan")
    p.potret(kedua, "4-impor-setujui")
    tekan(kedua, "Setujui dan simpan")
    lihat(kedua, "Impor tersimpan")
    page.goto(page.url)
    lihat(page, "Impor tersimpan")
    assert Pegawai.objects.count() == MASUK

    ikuti(page, "Sahkan pemimpin unit")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    p.potret(page, "4-impor-pemimpin")
    tekan(page, "Sahkan semua 2 usulan")
    expect(page.get_by_text("2 jabatan disahkan sebagai pemimpin unit.")).to_be_visible()


def cari(p: Panggung) -> None:
    """Find somebody by a name with a typing error, as it is typed; open the profile."""
    page = p.admin
    page.goto("/pegawai/")
    expect(page.get_by_text(f"{MASUK} orang", exact=False).first).to_be_visible()
    page.get_by_role("main").get_by_label("Nama atau NIP").press_sequentially("masdelma manalo")
    ketemu = page.get_by_role("main").get_by_role("link", name="Masdelima Manalu")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    p.potret(page, "5-daftar")
    ketemu.click()
    lihat(page, re.compile("Masdelima Manalu"))
    expect(page.get_by_text("Nurlela Gultom")).to_be_visible()
    p.potret(page, "5-profil")


# --- 6: performance ---------------------------------------------------------------------------------------


def kinerja(p: Panggung, pegawai: Pengguna, di_pegawai: Page, di_atasan: Page) -> None:
    """SKP, agreement, progress, judgement; the leader's page follows by itself; the sheet says why."""
    sepakati(p, pegawai, di_pegawai, di_atasan)
    dasbor = p.buka(p.pemain.pimpinan)
    dasbor.goto("/kinerja/dasbor/")
    expect(dasbor.locator("[data-aliran-teks]")).to_contain_text("Langsung")
    dasbor.evaluate("window.belumDimuatUlang = true")
    angka = dasbor.locator("#angka-dasbor")
    expect(angka).to_contain_text("0 catatan")

    di_pegawai.goto("/kinerja/catat/")
    di_pegawai.get_by_label("Berkas selesai").fill("40")
    di_pegawai.get_by_text("Tambah bukti, cerita, atau tanggal lain").click()
    di_pegawai.get_by_label("Cerita singkat").fill("Loket dibuka lebih pagi.")
    di_pegawai.get_by_label("Tautan bukti").fill("https://contoh.invalid/loket")
    p.potret(di_pegawai, "6-catat")
    tekan(di_pegawai, "Simpan catatan")
    expect(di_pegawai.get_by_text("Tercatat. Atasan dan dasbor langsung melihatnya.")).to_be_visible()
    expect(angka).to_contain_text("1 catatan", timeout=30_000)

    nilai(p, di_atasan)
    expect(angka).to_contain_text(re.compile(r"Sudah dinilai, [\w ]+?\s*1 Sudah dinilai, [\w ]+?\s*dari 1 SKP"), timeout=30_000)
    assert dasbor.evaluate("window.belumDimuatUlang"), "Dasbor berubah tanpa dimuat ulang"
    p.potret(dasbor, "6-dasbor")

    di_pegawai.goto("/kinerja/")
    p.potret(di_pegawai, "6-kinerja-saya")
    di_pegawai.get_by_role("region", name="Hasil penilaian").get_by_role("link").first.click()
    lihat(di_pegawai, re.compile("Mengapa Baik pada Triwulan"))
    expect(di_pegawai.get_by_text("Hasil kerja dinilai sesuai ekspektasi.")).to_be_visible()
    p.potret(di_pegawai, "6-mengapa")


def sepakati(p: Panggung, pegawai: Pengguna, di_pegawai: Page, di_atasan: Page) -> None:
    """The employee begins and submits, the superior agrees."""
    di_pegawai.goto("/kinerja/")
    tekan(di_pegawai, "Mulai menyusun")
    lihat(di_pegawai, re.compile("SKP"))
    skp = tulis_hasil(pegawai)
    di_pegawai.goto(f"/kinerja/skp/{skp.kode}/")
    p.potret(di_pegawai, "6-skp")
    tekan(di_pegawai, "Ajukan ke atasan")
    di_atasan.goto("/kinerja/tim/")
    ikuti(di_atasan, re.compile("Masdelima Manalu"))
    tekan(di_atasan, "Sepakati SKP ini")
    expect(di_atasan.get_by_role("button", name="Sepakati SKP ini")).to_have_count(0)


def nilai(p: Panggung, page: Page) -> None:
    """The superior judges the quarter after a look at what it would be."""
    page.goto("/kinerja/tim/")
    p.potret(page, "6-tim")
    ikuti(page, re.compile("^Nilai Masdelima Manalu"))
    for kelompok in ("1. Hasil kerja", "2. Perilaku kerja"):
        page.get_by_role("group", name=kelompok).get_by_role("radio", name=re.compile("^Sesuai")).check()
    page.get_by_label("3. Umpan balik").fill("Kerja yang baik. Mari percepat arsip bersama.")
    page.get_by_role("checkbox", name="Ya, tetapkan sekarang").check()  # the quarter of today always runs still
    p.potret(page, "6-nilai")
    tekan(page, "Tetapkan penilaian")
    lihat(page, re.compile("Mengapa Baik"))


# --- 7: training ------------------------------------------------------------------------------------------


def pelatihan(p: Panggung, di_pegawai: Page, di_atasan: Page) -> None:
    """Enrol, approve, attend, issue; a stranger verifies."""
    judul = buka_angkatan().pelatihan.judul
    di_pegawai.goto("/belajar/katalog/")
    p.potret(di_pegawai, "7-katalog")
    ikuti(di_pegawai, judul)
    tekan(di_pegawai, "Daftar")
    expect(di_pegawai.get_by_text("Atasan Anda memutuskannya")).to_be_visible()
    di_atasan.goto("/belajar/persetujuan/")
    p.potret(di_atasan, "7-persetujuan")
    tekan(di_atasan, re.compile("^Setujui"))
    expect(di_atasan.get_by_text("Masdelima Manalu, S.AP. disetujui mengikuti pelatihan ini.")).to_be_visible()

    p.admin.goto("/pelatihan/")
    ikuti(p.admin, re.compile(judul))
    tekan(p.admin, "Simpan daftar hadir")
    p.potret(p.admin, "7-daftar-hadir")
    tekan(p.admin, "Terbitkan 1 sertifikat")
    expect(p.admin.get_by_role("heading", name="Sertifikat", exact=True)).to_be_visible()
    di_pegawai.goto("/belajar/")
    expect(di_pegawai.get_by_text("8 JP").first).to_be_visible()
    p.potret(di_pegawai, "7-belajar")

    orang_asing = p.buka(None)
    orang_asing.goto("/sertifikat/")
    orang_asing.get_by_role("main").get_by_role("textbox").fill(Sertifikat.objects.get().kode)
    tekan(orang_asing, "Periksa")
    lihat(orang_asing, "Sertifikat ini asli")
    expect(orang_asing.get_by_text("Masdelima Manalu")).to_be_visible()
    p.potret(orang_asing, "7-sertifikat-asli")


# --- 8: the citizens --------------------------------------------------------------------------------------


def suara(p: Panggung) -> None:
    """A citizen speaks, the city answers, the citizen agrees, and everybody sees what changed."""
    kode_lacak = sampaikan(p)
    kode = Aspirasi.objects.get().kode
    moderator, dinas = p.buka(p.pemain.moderator), p.buka(p.pemain.pengelola)
    moderator.goto("/suara/meja/")
    p.potret(moderator, "8-meja")
    ikuti(moderator, JUDUL)
    moderator.get_by_role("combobox", name="Teruskan ke").select_option(label=str(UnitKerja.objects.get(pk=p.pemain.dinas.pk)))
    p.potret(moderator, "8-periksa")
    tekan(moderator, "Periksa dan teruskan")
    expect(moderator.get_by_text("Tersimpan.")).to_be_visible()

    dinas.goto("/suara/meja/")
    ikuti(dinas, JUDUL)
    dinas.get_by_label("Jawaban resmi").fill("Lampu diganti hari Senin oleh petugas kami.")
    dinas.get_by_label("Ditandatangani sebagai").fill("Kepala Dinas Uji")
    tekan(dinas, "Jawab atas nama dinas")
    expect(dinas.get_by_text("Jawaban terkirim. Sekarang giliran pengirim.")).to_be_visible()

    pengirim = p.buka(None)  # another device: only the code leads back
    pengirim.goto("/suara/lacak/")
    pengirim.get_by_label("Kode lacak").fill(kode_lacak.lower())
    tekan(pengirim, "Lacak")
    lihat(pengirim, JUDUL)
    p.potret(pengirim, "8-lacak")
    tekan(pengirim, "Sudah beres")
    expect(pengirim.get_by_role("button", name="Sudah beres")).to_have_count(0)
    terbitkan(p, dinas, moderator, kode)


def sampaikan(p: Panggung) -> str:
    """Send an input without an account; return the tracking code."""
    page = p.buka(None)
    page.goto("/")
    p.potret(page, "8-beranda-warga")
    ikuti(page, "Sampaikan sesuatu")
    page.get_by_label("Ada yang tidak beres").check()
    page.get_by_label("Ringkasnya").fill(JUDUL)
    page.get_by_label("Apa yang terjadi, atau apa yang Anda harapkan?").fill(CERITA)
    page.get_by_label("Di mana?").fill("Pancuran Pinang")
    p.potret(page, "8-sampaikan")
    page.evaluate(SESUDAH_DUA_DETIK)
    tekan(page, "Lanjut, periksa dulu")
    lihat(page, "Periksa sekali lagi")
    p.potret(page, "8-periksa-lagi")
    tekan(page, re.compile("^Kirim"))
    lihat(page, "Terima kasih, sudah kami terima")
    kode = page.get_by_role("region", name="Kode lacak Anda").get_by_text(re.compile(r"^\s*SBG-")).inner_text()
    p.potret(page, "8-terima-kasih")
    return kode


def terbitkan(p: Panggung, dinas: Page, moderator: Page, kode: str) -> None:
    """The office proposes what changed, the moderator publishes it, a stranger reads it."""
    dinas.goto(f"/suara/meja/tindak-lanjut/baru/?suara={kode}")
    dinas.get_by_role("textbox", name="Judul", exact=True).fill(HASIL)
    dinas.get_by_label("Yang diminta warga").fill("Lampu jalan menyala lagi.")
    dinas.get_by_role("group", name="Hasilnya").get_by_role("radio").first.check()
    dinas.get_by_label("Yang berubah, atau mengapa tidak bisa").fill("Enam lampu diganti; menyala sejak Senin.")
    p.potret(dinas, "8-usul")
    tekan(dinas, "Kirim usul")
    expect(dinas.get_by_text("Pengawas forum memeriksa lalu menerbitkannya", exact=False)).to_be_visible()
    moderator.goto("/suara/meja/usulan/")
    ikuti(moderator, HASIL)
    tekan(moderator, "Terbitkan")
    expect(moderator.get_by_text("Terbit di halaman Yang berubah.")).to_be_visible()
    orang_lain = p.buka(None)
    orang_lain.goto("/yang-berubah/")
    p.potret(orang_lain, "8-yang-berubah")
    ikuti(orang_lain, HASIL)
    lihat(orang_lain, HASIL)
    expect(orang_lain.get_by_text("1 pengirim berkata: sudah beres.")).to_be_visible()
    p.potret(orang_lain, "8-jejak")


# --- 9: a report ------------------------------------------------------------------------------------------


def laporan(p: Panggung) -> None:
    """The rank order list as a workbook, made by the worker while the page waits."""
    page = p.admin
    page.goto("/laporan/?laporan=duk")
    page.get_by_label("XLSX").check()
    tekan(page, "Buat laporan")
    unduh = page.get_by_role("link", name=re.compile("unduh", re.IGNORECASE)).first
    expect(unduh).to_be_visible(timeout=60_000)
    p.potret(page, "9-laporan")
    with page.expect_download() as menunggu:
        unduh.click()
    tujuan = p.folder / "duk.xlsx"
    menunggu.value.save_as(tujuan)
    isi = [str(sel) for baris in openpyxl.load_workbook(tujuan).active.iter_rows(values_only=True) for sel in baris if sel]
    assert sum("Masdelima Manalu" in sel for sel in isi) == 1
    assert sum(bool(re.match(r"Orang Ke", sel)) for sel in isi) == MASUK - 3
