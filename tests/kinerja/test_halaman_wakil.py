"""A substitute for routine matters reads what the steps need that may be handed over, and nobody's evaluation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from kinerja.models import KemajuanKerja
from kinerja.selectors.evaluasi import list_evaluasi
from pegawai.models import Delegasi, Pegawai
from pegawai.services import IsiDelegasi, create_delegasi
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import HARI, Kantor, ajukan, baris, catat, nilai, sepakati, url
from tests.kompetensi.factories import buat_angkatan, daftarkan

pytestmark = pytest.mark.usefixtures("hari_ini")


def titipkan(kantor: Kantor, kepada: Pegawai) -> Delegasi:
    isi = IsiDelegasi(kepada, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")
    return create_delegasi(konteks=kantor.konteks(kantor.atasan), dari=kantor.atasan, isi=isi)


@pytest.fixture
def berkas(kantor: Kantor) -> dict[str, str]:
    """One of everything, of somebody in the team that is handed over, and of whom an enrolment waits: that opens the profile."""
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    hasil = nilai(kantor, skp)
    daftarkan(kantor.pegawai, buat_angkatan())
    return {
        "skp": url("skp", skp.kode),
        "perilaku": url("perilaku", skp.kode),
        "kemajuan": url("kemajuan", skp.kode),
        "bukti": url("bukti", KemajuanKerja.objects.get(skp=skp).bukti.get().kode),
        "mengapa": url("mengapa", hasil.kode),
        "nilai": url("nilai", skp.kode, "2026-tw3"),
        "dasbor": url("dasbor_unit", kantor.bidang.kode),
        "profil": reverse("pegawai:profil", args=[kantor.pegawai.kode]),
    }


# Whoever leads nobody themselves, and the head of the office above, who leads others and stands in here.
HAK = {
    "skp": {"rekan": 404, "kadis": 404},
    "perilaku": {"rekan": 404, "kadis": 404},
    "kemajuan": {"rekan": 404, "kadis": 404},
    "bukti": {"rekan": 404, "kadis": 404},
    "mengapa": {"rekan": 404, "kadis": 404},
    "nilai": {"rekan": 403, "kadis": 403},
    "dasbor": {"rekan": 404, "kadis": 200},
    "profil": {"rekan": 200, "kadis": 200},
}


@pytest.mark.parametrize("siapa", ["rekan", "kadis"])
def test_a_substitute_opens_no_plan_that_is_agreed_and_nothing_of_how_it_was_judged(
    kantor: Kantor, masuk: Masuk, berkas: dict[str, str], siapa: str
) -> None:
    titipkan(kantor, getattr(kantor, siapa))
    klien = masuk(getattr(kantor, siapa))

    assert {hal: klien.get(berkas[hal]).status_code for hal in HAK} == {hal: hak[siapa] for hal, hak in HAK.items()}


@pytest.mark.parametrize("siapa", ["rekan", "kadis"])
def test_no_page_that_a_substitute_opens_leads_to_an_evaluation_or_its_proof(
    kantor: Kantor, masuk: Masuk, berkas: dict[str, str], siapa: str
) -> None:
    titipkan(kantor, getattr(kantor, siapa))
    klien = masuk(getattr(kantor, siapa))
    halaman = [berkas[hal] for hal in HAK if HAK[hal][siapa] == 200] + [url("tim"), "/"]

    semua = "".join(klien.get(alamat).content.decode() for alamat in halaman)

    assert not [hal for hal in ("kemajuan", "bukti", "mengapa", "nilai") if berkas[hal] in semua]


def test_the_superior_stood_in_for_keeps_every_reading(kantor: Kantor, masuk: Masuk, berkas: dict[str, str]) -> None:
    titipkan(kantor, kantor.rekan)
    klien = masuk(kantor.atasan)

    assert {klien.get(alamat).status_code for hal, alamat in berkas.items() if hal != "nilai"} == {200}


def test_the_table_hands_a_substitute_no_evaluation_row(kantor: Kantor, berkas: dict[str, str]) -> None:
    titipkan(kantor, kantor.rekan)

    assert not list_evaluasi(kantor.konteks(kantor.rekan)).exists()


def test_a_substitute_reads_in_whose_name_and_by_which_letter_they_decide(kantor: Kantor, masuk: Masuk) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titipkan(kantor, kantor.rekan)

    wakil = masuk(kantor.rekan).get(url("skp", skp.kode)).content.decode()
    atasan = masuk(kantor.atasan).get(url("skp", skp.kode)).content.decode()

    assert "atas nama <strong>Kabid Uji</strong> (800/12/2026)" in " ".join(wakil.split())
    assert "Sepakati SKP ini" in wakil
    assert "atas nama" not in atasan


def test_the_plan_leads_a_substitute_back_to_what_waits_for_them_and_to_no_form_of_the_superior(
    kantor: Kantor, masuk: Masuk
) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    titipkan(kantor, kantor.rekan)

    isi = masuk(kantor.rekan).get(url("skp", skp.kode)).content.decode()
    isi = isi[isi.index('<main id="isi"') :]

    assert reverse("alur:menunggu") in isi
    assert url("tim") not in isi
    assert url("perilaku", skp.kode) not in isi
    assert url("bicara", skp.kode, baris(skp).kode) not in isi


def test_a_board_without_people_shows_no_figures_but_the_way_to_what_waits(kantor: Kantor, masuk: Masuk) -> None:
    titipkan(kantor, kantor.rekan)

    isi = masuk(kantor.rekan).get(url("tim")).content.decode()
    isi = isi[isi.index('<main id="isi"') :]

    assert "0 dari 0" not in isi
    assert "0 orang" not in isi
    assert "/aliran/" not in isi
    assert "Anda mewakili" in isi
    assert f'href="{reverse("alur:menunggu")}"' in isi
