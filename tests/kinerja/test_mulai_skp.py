"""Beginning an SKP: what the two approaches mean, changing one's mind, and no loud button before there is anything to submit."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from inti.versi import BerubahError
from kinerja.models import SKP
from kinerja.services import rencana
from kinerja.services import skp as layanan
from kinerja.services.skp import KeadaanSkpError
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import Kantor, ajukan, baris, buat_sasaran, buat_skp, isian, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")


def pendekatan(skp: SKP) -> str:
    return SKP.objects.get(pk=skp.pk).pendekatan


def test_the_choice_says_what_each_approach_means(kantor: Kantor, masuk: Masuk) -> None:
    halaman = masuk(kantor.pegawai).get(url("saya")).content.decode()

    for kata in (
        "target yang dihitung",
        "ukuran keberhasilan dalam kata",
        "Masih bisa diganti",
        'aria-describedby="pendekatan_arti"',
    ):
        assert kata in halaman


def test_while_nothing_is_written_the_approach_is_changed_and_changed_back(kantor: Kantor, masuk: Masuk) -> None:
    skp, klien = buat_skp(kantor, kantor.pegawai, hasil=0), masuk(kantor.pegawai)

    for tombol, baru in (("Ganti ke uraian", "kualitatif"), ("Ganti ke angka", "kuantitatif")):
        assert tombol in klien.get(url("skp", skp.kode)).content.decode()
        assert klien.post(url("pendekatan", skp.kode), {"pendekatan": baru}).status_code == 302
        assert pendekatan(skp) == baru


def test_the_same_approach_again_changes_nothing(kantor: Kantor) -> None:
    skp = buat_skp(kantor, kantor.pegawai, hasil=0)

    lagi = layanan.update_pendekatan(konteks=kantor.konteks(kantor.pegawai), skp=skp, pendekatan="kuantitatif")

    assert lagi.versi == skp.versi


def test_with_a_result_the_approach_stays_and_the_page_says_how_to_go_on(kantor: Kantor, masuk: Masuk) -> None:
    skp, klien = buat_skp(kantor, kantor.pegawai), masuk(kantor.pegawai)

    assert "Ganti ke uraian" not in klien.get(url("skp", skp.kode)).content.decode()
    jawab = klien.post(url("pendekatan", skp.kode), {"pendekatan": "kualitatif"})

    assert (jawab.status_code, pendekatan(skp)) == (422, "kuantitatif")
    assert "Keluarkan dulu hasil kerjanya" in jawab.content.decode()


@pytest.mark.parametrize("keadaan", [ajukan, sepakati])
def test_what_was_handed_in_keeps_its_approach(kantor: Kantor, keadaan: object) -> None:
    skp = keadaan(kantor, kantor.pegawai)  # type: ignore[operator]

    with pytest.raises(KeadaanSkpError):
        layanan.update_pendekatan(konteks=kantor.konteks(kantor.pegawai), skp=skp, pendekatan="kualitatif")


def test_nobody_changes_the_approach_of_another(kantor: Kantor, masuk: Masuk) -> None:
    skp = buat_skp(kantor, kantor.pegawai, hasil=0)

    with pytest.raises(PermissionDenied):
        layanan.update_pendekatan(konteks=kantor.konteks(kantor.atasan), skp=skp, pendekatan="kualitatif")
    assert masuk(kantor.rekan).post(url("pendekatan", skp.kode), {"pendekatan": "kualitatif"}).status_code == 404


def test_without_a_result_adding_one_is_the_loud_button(kantor: Kantor, masuk: Masuk) -> None:
    skp, klien = buat_skp(kantor, kantor.pegawai, hasil=0), masuk(kantor.pegawai)

    halaman = klien.get(url("skp", skp.kode)).content.decode()
    assert "Ajukan ke atasan" not in halaman
    assert f'href="{url("rencana_baru", skp.kode)}" class="tombol tombol--utama"' in halaman

    rencana.create_rencana(konteks=kantor.konteks(kantor.pegawai), skp=skp, isian=isian())
    halaman = klien.get(url("skp", skp.kode)).content.decode()
    assert "Ajukan ke atasan" in halaman
    assert f'href="{url("rencana_baru", skp.kode)}" class="tombol"' in halaman


def test_a_refusal_about_a_result_leads_to_it(kantor: Kantor, masuk: Masuk) -> None:
    skp = buat_skp(kantor, kantor.pegawai)
    buat_sasaran(kantor.bidang, kantor.konteks(kantor.admin))

    jawab = masuk(kantor.pegawai).post(url("ajukan", skp.kode), {"versi": skp.versi})

    isi = jawab.content.decode()
    assert jawab.status_code == 422
    assert "belum tersambung" in isi
    assert f'<a href="{url("rencana", skp.kode, baris(skp).kode)}">Buka “Hasil 1 Pegawai Uji”</a>' in isi


def test_a_second_tab_of_ones_own_is_not_called_somebody_else(kantor: Kantor) -> None:
    skp = buat_skp(kantor, kantor.pegawai)
    konteks, satu = kantor.konteks(kantor.pegawai), baris(skp)
    rencana.save_rencana(konteks=konteks, rencana=satu, versi=satu.versi, isian=isian("Tab pertama"))

    with pytest.raises(BerubahError, match="Anda sendiri mengubah ini di tab lain") as galat:
        rencana.save_rencana(konteks=konteks, rencana=satu, versi=satu.versi, isian=isian("Tab kedua"))

    assert "orang lain" not in str(galat.value)
