"""Who may open which page of performance, and what a page costs."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from akun.models import CatatanAkses
from kinerja.models import KemajuanKerja
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import Kantor, baris, buat_akun, buat_orang, buat_sasaran, catat, nilai, sepakati, url
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.usefixtures("hari_ini")
MAKS_KUERI = 12


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
    masuk(kantor.admin).get(berkas["mengapa"])
    masuk(kantor.pegawai).get(berkas["mengapa"])

    assert [c.pembaca for c in CatatanAkses.objects.filter(subjek_kode=kantor.pegawai.kode)] == [kantor.admin]


def _kueri(klien: Client, alamat: str) -> int:
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
