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
from tests.kinerja.factories import HARI, Kantor, catat, nilai, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")


def titipkan(kantor: Kantor, kepada: Pegawai) -> Delegasi:
    isi = IsiDelegasi(kepada, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")
    return create_delegasi(konteks=kantor.konteks(kantor.atasan), dari=kantor.atasan, isi=isi)


@pytest.fixture
def berkas(kantor: Kantor) -> dict[str, str]:
    """One of everything, of somebody in the team that is handed over."""
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    hasil = nilai(kantor, skp)
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
    "skp": {"rekan": 200, "kadis": 200},
    "perilaku": {"rekan": 200, "kadis": 200},
    "kemajuan": {"rekan": 404, "kadis": 404},
    "bukti": {"rekan": 404, "kadis": 404},
    "mengapa": {"rekan": 404, "kadis": 404},
    "nilai": {"rekan": 403, "kadis": 403},
    "dasbor": {"rekan": 404, "kadis": 200},
    "profil": {"rekan": 200, "kadis": 200},
}


@pytest.mark.parametrize("siapa", ["rekan", "kadis"])
def test_a_substitute_opens_the_plan_and_nothing_of_how_it_was_judged(
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
