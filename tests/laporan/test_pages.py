"""The report centre in a browser: asking, following, fetching; nobody else's."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote

import openpyxl
import pytest
from django.db.models.functions import Now
from django.urls import reverse

from inti import waktu
from laporan import mesin
from laporan.models import Pekerjaan, StatusPekerjaan
from tests.akun.factories import buat_pengguna
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

PUSAT = reverse("laporan:pusat")
ISIAN = {"laporan": "nominatif", "per": "24-11-2026", "unit": "", "jenis": "semua", "bentuk": "xlsx"}


@pytest.fixture
def masuk(client, petugas):
    client.force_login(petugas.pengguna)
    return client


@pytest.fixture
def laporan(masuk, golongan):
    """A finished nominative list of one employee."""
    buat_pegawai("Masdelima Manalu")
    masuk.post(PUSAT, ISIAN)
    p = Pekerjaan.objects.get()
    mesin.jalankan(p.kode)
    p.refresh_from_db()
    return p


def alamat(nama, p):
    return reverse(f"laporan:{nama}", kwargs={"kode": p.kode})


def test_the_centre_offers_the_reports_of_ones_role(masuk):
    halaman = masuk.get(PUSAT).content.decode()

    assert "Daftar urut kepangkatan" in halaman
    assert "Daftar nominatif" in halaman
    assert 'name="per"' in halaman


@pytest.mark.parametrize("peran", ["warga", "mitra", "moderator"])
def test_who_makes_no_reports_gets_403(client, db, peran):
    client.force_login(buat_pengguna(peran))

    assert client.get(PUSAT).status_code == 403
    assert client.post(PUSAT, ISIAN).status_code == 403


def test_strangers_are_asked_to_sign_in(client, db):
    assert client.get(PUSAT).status_code == 302


def test_asking_queues_a_job_and_returns_to_the_centre(masuk, petugas):
    jawab = masuk.post(PUSAT, ISIAN)

    p = Pekerjaan.objects.get()
    assert (jawab.status_code, jawab.url) == (302, PUSAT)
    assert (p.jenis, p.format, p.peminta, p.status) == ("laporan.nominatif", "xlsx", petugas.pengguna, StatusPekerjaan.ANTRE)
    assert p.parameter == {
        "isian": {"per": "2026-11-24", "jenis": "semua"},
        "ringkas": [["Keadaan per", "24 November 2026"], ["Unit kerja", "Semua unit kerja"], ["Pegawai", "Semua pegawai"]],
    }


def test_a_double_click_is_one_report(masuk):
    masuk.post(PUSAT, ISIAN)
    masuk.post(PUSAT, ISIAN)

    assert Pekerjaan.objects.count() == 1


@pytest.mark.parametrize("per", ["31-2-2026", "nanti", "1-1-1900", "1-1-2099", ""])
def test_a_day_that_cannot_be_keeps_what_was_typed_and_says_why(masuk, per):
    jawab = masuk.post(PUSAT, ISIAN | {"per": per, "jenis": "pppk"})

    assert jawab.status_code == 422
    assert f'value="{per}"' in jawab.content.decode() or per == ""
    assert 'value="pppk" selected' in jawab.content.decode()
    assert not Pekerjaan.objects.exists()


def test_an_office_cannot_ask_for_another_office(client, db):
    kota = buat_unit("Kota")
    dinas, lain = buat_unit("Dinas A", kota), buat_unit("Dinas B", kota)
    client.force_login(buat_pengguna("pengelola_opd", unit=dinas))

    ditolak = client.post(PUSAT, ISIAN | {"unit": lain.kode})
    tanpa = client.post(PUSAT, ISIAN | {"unit": ""})
    boleh = client.post(PUSAT, ISIAN | {"unit": dinas.kode})

    assert "di luar kewenangan" in ditolak.content.decode()
    assert (ditolak.status_code, tanpa.status_code, boleh.status_code) == (422, 422, 302)


def test_the_auditor_makes_reports_too(client, db):
    client.force_login(buat_pengguna("auditor"))

    assert client.post(PUSAT, ISIAN).status_code == 302


def test_the_file_has_the_people_and_who_took_it(masuk, laporan, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"".join(masuk.get(alamat("berkas", laporan)).streaming_content))

    sel = [str(s.value) for baris in openpyxl.load_workbook(tmp_path / "a.xlsx").active for s in baris if s.value]
    assert "Masdelima Manalu" in sel
    assert any("Dibuat oleh Yusnita Pasaribu" in s for s in sel)


def test_a_download_is_an_attachment_that_nothing_keeps(masuk, laporan):
    Pekerjaan.objects.filter(pk=laporan.pk).update(nama_berkas="daftar – é.xlsx")
    jawab = masuk.get(alamat("berkas", laporan))
    b"".join(jawab.streaming_content)

    assert jawab.headers["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('daftar – é.xlsx')}"
    assert jawab.headers["X-Content-Type-Options"] == "nosniff"
    assert jawab.headers["Cache-Control"] == "no-store, private"
    assert jawab.headers["Content-Type"].startswith("application/vnd.openxmlformats")


def test_each_download_is_noted(masuk, laporan):
    for _n in range(2):
        b"".join(masuk.get(alamat("berkas", laporan)).streaming_content)

    laporan.refresh_from_db()
    assert laporan.unduhan == 2
    assert "2 kali" in masuk.get(alamat("rinci", laporan)).content.decode()


@pytest.mark.parametrize("nama", ["rinci", "berkas"])
@pytest.mark.parametrize("peran", ["admin_bkpsdm", "auditor", "pimpinan"])
def test_the_report_of_another_does_not_exist(client, laporan, nama, peran):
    client.force_login(buat_pengguna(peran))

    assert client.get(alamat(nama, laporan)).status_code == 404
    assert laporan.kode not in client.get(PUSAT).content.decode()


@pytest.mark.parametrize("nama", ["batal", "ulang"])
def test_acts_on_the_report_of_another_do_not_exist(client, laporan, rekan, nama):
    client.force_login(rekan.pengguna)

    assert client.post(alamat(nama, laporan)).status_code == 404
    laporan.refresh_from_db()
    assert laporan.status == StatusPekerjaan.SELESAI


@pytest.mark.parametrize(("nama", "cara"), [("batal", "get"), ("ulang", "get"), ("rinci", "post"), ("berkas", "post")])
def test_acts_are_by_post_and_pages_by_get(masuk, laporan, nama, cara):
    assert getattr(masuk, cara)(alamat(nama, laporan)).status_code == 405


def test_an_expired_report_says_so_and_can_be_made_again(masuk, laporan):
    Pekerjaan.objects.filter(pk=laporan.pk).update(status="kedaluwarsa", berkas="")

    unduh = masuk.get(alamat("berkas", laporan), follow=True)
    masuk.post(alamat("ulang", laporan))

    assert "sudah tidak disimpan" in unduh.content.decode()
    laporan.refresh_from_db()
    assert laporan.status == StatusPekerjaan.ANTRE


def test_a_file_that_vanished_from_the_disk_is_told_kindly(masuk, laporan, berkas_sementara):
    (berkas_sementara / laporan.berkas).unlink()

    assert "tidak ditemukan" in masuk.get(alamat("berkas", laporan), follow=True).content.decode()


def test_while_something_runs_the_page_asks_again_and_then_stops(masuk, laporan):
    assert "hx-trigger" not in masuk.get(reverse("laporan:daftar")).content.decode()

    Pekerjaan.objects.filter(pk=laporan.pk).update(
        status="jalan", detak_at=Now(), mulai_at=waktu.now() - timedelta(seconds=10), kemajuan=1000, jumlah=2944, berkas=""
    )
    halaman = masuk.get(PUSAT).content.decode()

    assert 'hx-trigger="every 2s"' in halaman
    assert "1.000 dari 2.944 baris" in halaman
    assert re.search(r"kira-kira (19|2\d) detik lagi", halaman)
    assert "Satu laporan sedang dibuat." in halaman


def test_a_cancelled_report_leaves_the_running_ones(masuk):
    masuk.post(PUSAT, ISIAN)
    p = Pekerjaan.objects.get()

    halaman = masuk.post(alamat("batal", p), follow=True).content.decode()

    assert "dibatalkan" in halaman
    assert "Sedang berjalan" not in halaman


def test_a_report_that_failed_shows_why_and_offers_another_try(masuk, laporan):
    Pekerjaan.objects.filter(pk=laporan.pk).update(status="gagal", galat="Berkas terlalu besar.", berkas="")

    halaman = masuk.get(alamat("rinci", laporan)).content.decode()

    assert "Berkas terlalu besar." in halaman
    assert "Coba lagi" in halaman


@pytest.mark.parametrize("jumlah", [1, 40])
def test_the_centre_costs_the_same_whatever_its_history(masuk, petugas, jumlah, django_assert_max_num_queries):
    Pekerjaan.objects.bulk_create(
        Pekerjaan(
            jenis="laporan.duk", judul="DUK", peminta=petugas.pengguna, status="dibatalkan" if n % 2 else "antre", format="pdf"
        )
        for n in range(jumlah)
    )

    with django_assert_max_num_queries(9):
        masuk.get(PUSAT)
