"""Pages: who gets in, what a refusal looks like, what a stranger may see, and what a page costs."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akun.models import CatatanAkses
from inti import waktu
from kompetensi.models import Pelatihan, Pendaftaran
from kompetensi.services import sertifikat
from pegawai.models import NomorPegawai
from tests.berkas_uji import PDF, unggahan
from tests.formulir import isian
from tests.kompetensi.factories import (
    HARI,
    SESUDAH,
    ajukan_luar,
    buat_angkatan,
    buat_pelatihan,
    daftarkan,
    luluskan,
    sistem,
)
from tests.pegawai.factories import buat_pegawai


@pytest.fixture(autouse=True)
def hari_uji(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages live on the day of the tests."""
    monkeypatch.setattr(waktu, "today", lambda: HARI)


def masuk(pengguna: Any) -> Client:
    klien = Client()
    klien.force_login(pengguna, backend="akun.backends.NomorAtauEmailBackend")
    return klien


def url(nama: str, **kwargs: Any) -> str:
    return reverse(f"kompetensi:{nama}", kwargs=kwargs)


def test_the_employee_enrols_and_the_superior_approves(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(buat_pelatihan("Arsip digital"))
    diri, atasan = masuk(kota.pegawai.akun), masuk(kota.atasan.akun)
    assert "Arsip digital" in diri.get(url("katalog")).content.decode()

    jawab = diri.post(url("daftar", kode=angkatan.kode), {"tujuan": "Untuk loket"}, follow=True)
    assert "Atasan Anda memutuskannya" in jawab.content.decode()
    antre = atasan.get(url("persetujuan")).content.decode()
    assert "Pegawai Satu" in antre
    assert "Untuk loket" in antre
    baru = Pendaftaran.objects.get()
    atasan.post(url("putuskan", kode=baru.kode), {"putusan": "setuju"})

    assert "Disetujui" in diri.get(url("belajar")).content.decode()


def test_enrolling_twice_keeps_what_was_typed(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan()
    klien = masuk(kota.pegawai.akun)
    klien.post(url("daftar", kode=angkatan.kode))

    jawab = klien.post(url("daftar", kode=angkatan.kode), {"tujuan": "Kalimat saya"})

    assert jawab.status_code == 422
    assert "sudah terdaftar" in jawab.content.decode()
    assert "Kalimat saya" in jawab.content.decode()


def test_whoever_is_enrolled_is_told_so_first_whatever_they_wrote(kota: SimpleNamespace) -> None:
    angkatan, klien = buat_angkatan(), masuk(kota.pegawai.akun)
    klien.post(url("daftar", kode=angkatan.kode))

    halaman = klien.post(url("daftar", kode=angkatan.kode), {"tujuan": "Kalimat saya. " * 50}).content.decode()

    assert "sudah terdaftar" in halaman
    assert "Ringkas dulu" not in halaman
    assert "Kalimat saya. Kalimat saya." in halaman


def test_a_reason_that_is_too_long_cancels_nothing_and_comes_back_whole(kota: SimpleNamespace) -> None:
    panjang, baru = "Bertepatan dengan cuti bersalin. " * 20, daftarkan(kota.pegawai, buat_angkatan())

    jawab = masuk(kota.pegawai.akun).post(url("batal", kode=baru.kode), {"alasan": panjang, "versi": baru.versi})

    baru.refresh_from_db()
    assert (jawab.status_code, baru.status) == (409, "diusulkan")
    assert "Paling banyak 500 huruf" in jawab.content.decode()
    assert panjang.strip() in jawab.content.decode()


def test_a_purpose_that_is_too_long_is_refused_with_every_word(kota: SimpleNamespace) -> None:
    """What a browser would have cut without a word, and a page that failed while it was drawn again."""
    klien, panjang, angkatan = masuk(kota.pegawai.akun), "Untuk melayani warga. " * 30, buat_angkatan()

    jawab = klien.post(url("daftar", kode=angkatan.kode), {"tujuan": panjang})

    assert jawab.status_code == 422
    assert panjang.strip() in jawab.content.decode()
    assert "Paling banyak 500 huruf; tulisan ini 659" in jawab.content.decode()
    assert not Pendaftaran.objects.exists()


def test_a_full_run_offers_the_waiting_list(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan(kuota=1)
    daftarkan(kota.rekan, angkatan)
    klien = masuk(kota.pegawai.akun)
    assert "Masuk daftar tunggu" in klien.get(url("pelatihan", kode=angkatan.pelatihan.kode)).content.decode()

    jawab = klien.post(url("daftar", kode=angkatan.kode), follow=True)

    assert "Nomor 1 di daftar tunggu" in jawab.content.decode()


def test_a_refusal_without_a_reason_asks_for_it(kota: SimpleNamespace) -> None:
    baru = daftarkan(kota.pegawai, buat_angkatan())

    jawab = masuk(kota.atasan.akun).post(url("putuskan", kode=baru.kode), {"putusan": "tolak", "alasan": " "})

    assert jawab.status_code == 422
    assert "Satu kalimat cukup" in jawab.content.decode()


def test_a_neighbours_enrolment_is_not_found(kota: SimpleNamespace) -> None:
    baru = daftarkan(kota.asing, buat_angkatan())

    assert masuk(kota.pegawai.akun).get(url("pendaftaran", kode=baru.kode)).status_code == 404
    assert masuk(kota.atasan.akun).post(url("putuskan", kode=baru.kode), {"putusan": "setuju"}).status_code == 404


def test_the_partner_records_attendance_and_issues_certificates(kota: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    angkatan = buat_angkatan(penyelenggara=kota.mitra)
    ada, absen = daftarkan(kota.pegawai, angkatan, setuju=True), daftarkan(kota.rekan, angkatan, setuju=True)
    monkeypatch.setattr(waktu, "today", lambda: SESUDAH)
    mitra = masuk(kota.akun_mitra)
    lembar = mitra.get(url("angkatan", kode=angkatan.kode))
    assert "Simpan daftar hadir" in lembar.content.decode()

    hadir = mitra.post(url("hadir", kode=angkatan.kode), isian(lembar, hadir=[ada.kode]), follow=True)
    assert "1 hadir, 1 tidak" in hadir.content.decode()
    jawab = mitra.post(url("terbit", kode=angkatan.kode), isian(hadir), follow=True).content.decode()

    assert "1 sertifikat terbit" in jawab
    absen.refresh_from_db()
    assert absen.status == "tidak_hadir"


def test_a_partner_does_not_find_another_organisers_run(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan()
    mitra = masuk(kota.akun_mitra)

    for nama in ("hadir", "terbit", "angkatan-keadaan", "angkatan-batal"):
        assert mitra.post(url(nama, kode=angkatan.kode)).status_code == 404, nama
    assert mitra.get(url("angkatan", kode=angkatan.kode)).status_code == 404


def test_the_auditor_looks_and_touches_nothing(kota: SimpleNamespace) -> None:
    terbit = luluskan(kota.pegawai)
    auditor = masuk(kota.auditor)
    kode = terbit.pendaftaran.angkatan.kode

    assert auditor.get(url("angkatan", kode=kode)).status_code == 200
    assert auditor.get(url("sertifikat", kode=terbit.kode)).status_code == 200
    for nama, k in (("hadir", kode), ("terbit", kode), ("sertifikat-cabut", terbit.kode), ("peserta", kode)):
        assert auditor.post(url(nama, kode=k)).status_code == 403, nama


def test_the_officer_of_an_office_sees_its_people_only(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan()
    sendiri, lain = daftarkan(kota.pegawai, angkatan), daftarkan(kota.asing, angkatan)
    klien = masuk(kota.pengelola)

    assert klien.get(url("pendaftaran", kode=sendiri.kode)).status_code == 200
    assert klien.get(url("pendaftaran", kode=lain.kode)).status_code == 404


ROLES: dict[str, dict[str, set[int]]] = {
    # page: role -> status; everybody else who signed in gets 403
    "belajar": {"pegawai": {200}, "atasan": {200}},
    "katalog": {"pegawai": {200}, "atasan": {200}, "admin": {200}, "auditor": {200}, "akun_mitra": {200}, "pengelola": {200}},
    "persetujuan": {"atasan": {200}, "admin": {200}},
    "luar-ajukan": {"pegawai": {200}, "atasan": {200}},
    "luar-periksa": {"admin": {200}, "pengelola": {200}},
    "kelola": {"admin": {200}, "auditor": {200}, "akun_mitra": {200}},
    "pelatihan-baru": {"admin": {200}},
    "penyelenggara": {"admin": {200}},
}


@pytest.mark.parametrize("nama", ROLES)
def test_each_page_is_for_its_roles_only(nama: str, kota: SimpleNamespace) -> None:
    for peran in ("pegawai", "atasan", "admin", "auditor", "akun_mitra", "pengelola"):
        orang = getattr(kota, peran)
        jawab = masuk(getattr(orang, "akun", orang)).get(url(nama))
        assert jawab.status_code in ROLES[nama].get(peran, {403}), (nama, peran)


def test_strangers_are_asked_to_sign_in_except_for_the_check(kota: SimpleNamespace) -> None:
    for nama in ROLES:
        assert Client().get(url(nama)).status_code == 302, nama
    assert Client().get(url("periksa")).status_code == 200


@pytest.mark.parametrize(("nama", "jenis"), [("daftar", "a"), ("hadir", "a"), ("terbit", "a"), ("angkatan-batal", "a")])
def test_what_changes_something_goes_by_post(nama: str, jenis: str, kota: SimpleNamespace) -> None:
    assert (
        masuk(kota.admin if nama != "daftar" else kota.pegawai.akun).get(url(nama, kode=buat_angkatan().kode)).status_code == 405
    )


def test_the_public_page_shows_the_paper_and_no_number(kota: SimpleNamespace) -> None:
    terbit = luluskan(kota.pegawai)

    jawab = Client().get(url("periksa-kode", kode=terbit.kode))

    isi = jawab.content.decode()
    assert "Sertifikat ini asli" in isi
    assert kota.pegawai.nama in isi
    assert terbit.nomor in isi
    nik = kota.pegawai.data_pribadi.nik
    for nomor in (*NomorPegawai.objects.values_list("nomor", flat=True), nik):
        assert nomor not in isi
        assert f"{nomor[:8]} {nomor[8:14]}" not in isi
    assert not re.search(r"\d{15,}", re.sub(r"<[^>]+>", " ", isi))
    assert (jawab["X-Robots-Tag"], jawab["Cache-Control"]) == ("noindex", "no-store")


def test_a_revoked_certificate_says_so_in_its_heading(kota: SimpleNamespace) -> None:
    terbit = luluskan(kota.pegawai)
    sertifikat.revoke_sertifikat(konteks=sistem(), sertifikat=terbit, alasan="Ketahuan titip absen.")

    isi = Client().get(url("periksa-kode", kode=terbit.kode)).content.decode()

    assert "Sertifikat ini sudah dicabut" in isi
    assert "Asli" not in isi
    assert "titip absen" not in isi  # the reason is for the person, not for strangers


@pytest.mark.parametrize("kode", ["000000000000", "bukan-kode", "x" * 60])
def test_unknown_codes_are_answered_kindly(kode: str, kota: SimpleNamespace) -> None:
    jawab = Client().get(url("periksa-kode", kode=kode))

    assert jawab.status_code == 404
    assert "Mungkin satu huruf keliru" in jawab.content.decode()


def test_the_lookup_takes_the_code_as_typed(kota: SimpleNamespace) -> None:
    terbit = luluskan(kota.pegawai)

    jawab = Client().get(url("periksa"), {"kode": f" {terbit.kode_baca} "})

    assert jawab["Location"] == url("periksa-kode", kode=terbit.kode)
    assert Client().get(url("periksa"), {"kode": "123"}).status_code == 422


def test_the_certificate_comes_as_pdf_to_its_holder_only(kota: SimpleNamespace) -> None:
    terbit = luluskan(kota.pegawai)

    jawab = masuk(kota.pegawai.akun).get(url("sertifikat-pdf", kode=terbit.kode))

    assert jawab.content.startswith(b"%PDF-")
    assert jawab["Content-Type"] == "application/pdf"
    assert masuk(kota.asing.akun).get(url("sertifikat-pdf", kode=terbit.kode)).status_code == 404


def test_the_qr_code_holds_the_public_address(kota: SimpleNamespace, settings: Any) -> None:
    settings.ALAMAT = "https://asn.contoh.go.id"
    terbit = luluskan(kota.pegawai)

    isi = masuk(kota.pegawai.akun).get(url("sertifikat", kode=terbit.kode)).content.decode()

    assert f"https://asn.contoh.go.id/sertifikat/{terbit.kode}/" in isi
    assert "data:image/svg+xml" in isi


def test_reading_somebodys_hours_leaves_a_receipt(kota: SimpleNamespace) -> None:
    luluskan(kota.pegawai)
    alamat = url("jam", kode=kota.pegawai.kode, tahun=2026)

    isi = masuk(kota.atasan.akun).get(alamat).content.decode()

    assert "8 dari 20 JP" in isi
    assert CatatanAkses.objects.filter(subjek_kode=kota.pegawai.kode, kelompok="kompetensi").count() == 1
    assert masuk(kota.asing.akun).get(alamat).status_code == 404


def test_evidence_is_checked_and_only_downloaded(kota: SimpleNamespace) -> None:
    klien = masuk(kota.pegawai.akun)
    isi = {"judul": "Seminar", "penyelenggara": "USU", "jenis": 9, "tanggal_selesai": "20-5-2026", "jp": 4}

    salah = klien.post(url("luar-ajukan"), isi | {"bukti": unggahan("jahat.pdf", b"<html><script>")})
    benar = klien.post(url("luar-ajukan"), isi | {"bukti": unggahan("surat.pdf", PDF)})

    assert salah.status_code == 422
    assert "Isi berkas tidak cocok" in salah.content.decode()
    assert benar.status_code == 302
    kode = kota.pegawai.belajar_luar.get().kode
    jawab = klien.get(url("luar-bukti", kode=kode))
    assert jawab["Content-Disposition"].startswith("attachment")
    assert b"".join(jawab.streaming_content).startswith(b"%PDF")
    assert masuk(kota.atasan.akun).get(url("luar-bukti", kode=kode)).status_code == 404


def test_evidence_is_accepted_on_the_officers_page(kota: SimpleNamespace) -> None:
    belajar = ajukan_luar(kota.pegawai)
    klien = masuk(kota.pengelola)
    assert "Seminar layanan publik" in klien.get(url("luar-periksa")).content.decode()
    assert 'name="putusan" value="setuju"' in klien.get(url("luar", kode=belajar.kode)).content.decode()

    klien.post(url("luar-putuskan", kode=belajar.kode), {"putusan": "setuju"})

    belajar.refresh_from_db()
    assert belajar.status == "diterima"


def test_the_catalogue_is_kept_on_its_pages(kota: SimpleNamespace) -> None:
    admin = masuk(kota.admin)
    isi = {"judul": "Baru", "uraian": "Isi.", "jenis": 9, "cara": "luring", "terbit": "on"}
    tanpa_jp = admin.post(url("pelatihan-baru"), isi)
    assert tanpa_jp.status_code == 422
    assert "Isi JP menurut kurikulumnya" in tanpa_jp.content.decode()

    admin.post(url("pelatihan-baru"), isi | {"jp": 6})
    obj = Pelatihan.objects.get(judul="Baru")
    angkatan = {
        "nama": "I", "penyelenggara": kota.mitra.pk, "tanggal_mulai": "10-7-2026", "tanggal_selesai": "9-7-2026", "batas_daftar": "1-7-2026",
        "tempat": "Aula", "kuota": 10,
    }  # fmt: skip
    salah = admin.post(url("angkatan-baru", kode=obj.kode), angkatan)
    assert salah.status_code == 422
    assert "mendahului tanggal mulai" in salah.content.decode()
    admin.post(url("angkatan-baru", kode=obj.kode), angkatan | {"tanggal_selesai": "11-7-2026"})

    baru = obj.angkatan.get()
    assert baru.status == "rencana"
    admin.post(url("angkatan-keadaan", kode=baru.kode), {"buka": "1", "semula": "rencana"})
    assert "10 Juli 2026" in masuk(kota.pegawai.akun).get(url("katalog")).content.decode()


def test_assigning_names_the_lines_that_are_no_number(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan()
    nip = kota.rekan.nomor
    admin = masuk(kota.admin)

    salah = admin.post(url("peserta", kode=angkatan.kode), {"peserta-nomor": f"{nip}\n123", "peserta-alasan": "ST 1"})
    benar = admin.post(url("peserta", kode=angkatan.kode), {"peserta-nomor": f"{nip[:8]} {nip[8:]}", "peserta-alasan": "ST 1"})

    assert salah.status_code == 422
    assert "Baris 2" in salah.content.decode()
    assert benar.status_code == 302
    assert angkatan.pendaftaran.get().pegawai == kota.rekan


@pytest.mark.parametrize("banyak", [2, 14])
def test_no_page_asks_more_with_more_rows(banyak: int, kota: SimpleNamespace, django_assert_max_num_queries: Any) -> None:
    angkatan = buat_angkatan(kuota=40)
    for i in range(banyak):
        daftarkan(buat_pegawai(unit=kota.dinas), angkatan, setuju=i % 2 == 0)
        daftarkan(kota.pegawai, buat_angkatan())
        buat_angkatan(buat_pelatihan())
    terbit = luluskan(kota.pegawai)
    halaman = [
        (kota.pegawai.akun, url("belajar")),
        (kota.pegawai.akun, url("katalog")),
        (kota.pegawai.akun, url("pelatihan", kode=angkatan.pelatihan.kode)),
        (kota.atasan.akun, url("persetujuan")),
        (kota.admin, url("persetujuan")),
        (kota.admin, url("kelola")),
        (kota.admin, url("angkatan", kode=angkatan.kode)),
        (kota.admin, url("luar-periksa")),
        (kota.pegawai.akun, url("jam", kode=kota.pegawai.kode, tahun=2026)),
        (kota.pegawai.akun, url("pendaftaran", kode=terbit.pendaftaran.kode)),
    ]
    for orang, alamat in halaman:
        klien = masuk(orang)
        with django_assert_max_num_queries(12):
            assert klien.get(alamat).status_code == 200, alamat
