"""Taking an SKP back on its page: while the superior reads, by its owner, from the version that was seen."""

from __future__ import annotations

import pytest

from kinerja.models import SKP
from kinerja.services import rencana
from kinerja.services import skp as layanan
from kinerja.services.skp import KeadaanSkpError
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import Kantor, ajukan, isian, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")


def status(skp: SKP) -> str:
    return SKP.objects.get(pk=skp.pk).status


def test_the_page_offers_it_to_the_owner_while_the_superior_reads(kantor: Kantor, masuk: Masuk) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    assert url("tarik", skp.kode) in masuk(kantor.pegawai).get(url("skp", skp.kode)).content.decode()
    assert url("tarik", skp.kode) not in masuk(kantor.atasan).get(url("skp", skp.kode)).content.decode()


def test_an_agreed_skp_has_no_such_button(kantor: Kantor, masuk: Masuk) -> None:
    skp = sepakati(kantor, kantor.pegawai)

    assert url("tarik", skp.kode) not in masuk(kantor.pegawai).get(url("skp", skp.kode)).content.decode()


def test_its_owner_takes_it_back_and_keeps_what_was_typed(kantor: Kantor, masuk: Masuk) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    jawab = masuk(kantor.pegawai).post(url("tarik", skp.kode), {"versi": skp.versi}, follow=True)

    assert "SKP ditarik kembali" in jawab.content.decode()
    assert "Hasil 1 Pegawai Uji" in jawab.content.decode()
    assert status(skp) == "draf"


def test_a_second_click_changes_nothing(kantor: Kantor, masuk: Masuk) -> None:
    skp, klien = ajukan(kantor, kantor.pegawai), masuk(kantor.pegawai)

    jawab = [klien.post(url("tarik", skp.kode), {"versi": skp.versi}).status_code for _klik in range(2)]

    assert (jawab, status(skp)) == ([302, 302], "draf")


def test_after_the_decision_it_is_refused_with_the_present_state(kantor: Kantor, masuk: Masuk) -> None:
    skp = sepakati(kantor, kantor.pegawai)

    jawab = masuk(kantor.pegawai).post(url("tarik", skp.kode), {"versi": skp.versi})

    assert (jawab.status_code, "Keadaannya sekarang: disepakati" in jawab.content.decode()) == (409, True)


@pytest.mark.parametrize("versi", ["1", "", "x"])
def test_a_stale_page_takes_nothing_back(kantor: Kantor, masuk: Masuk, versi: str) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    jawab = masuk(kantor.pegawai).post(url("tarik", skp.kode), {"versi": versi})

    assert (jawab.status_code, status(skp)) == (409, "diajukan")
    assert "berubah sejak Anda membukanya" in jawab.content.decode()


def test_the_superior_does_not_take_back_what_somebody_else_handed_in(kantor: Kantor, masuk: Masuk) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    assert masuk(kantor.atasan).post(url("tarik", skp.kode), {"versi": skp.versi}).status_code == 403
    assert status(skp) == "diajukan"


def test_a_get_takes_nothing_back(kantor: Kantor, masuk: Masuk) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    assert masuk(kantor.pegawai).get(url("tarik", skp.kode)).status_code == 405


def test_whoever_edits_what_the_superior_reads_is_told_to_take_it_back(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    pemilik = kantor.konteks(kantor.pegawai)

    with pytest.raises(KeadaanSkpError, match="Tarik kembali"):
        rencana.create_rencana(konteks=pemilik, skp=skp, isian=isian("Hasil lain"))

    ditarik = layanan.withdraw_skp(konteks=pemilik, skp=skp, versi=skp.versi)
    assert rencana.create_rencana(konteks=pemilik, skp=ditarik, isian=isian("Hasil lain")).uraian == "Hasil lain"


def test_an_agreed_skp_promises_no_taking_back(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)

    with pytest.raises(KeadaanSkpError, match="sudah disepakati") as error:
        rencana.create_rencana(konteks=kantor.konteks(kantor.pegawai), skp=skp, isian=isian("Hasil lain"))

    assert "Tarik kembali" not in str(error.value)
