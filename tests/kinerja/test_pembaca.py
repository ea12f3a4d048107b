"""What is not handed in yet will be read by whoever leads its owner today, not by who read it last."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kinerja.models import SKP
from kinerja.services import skp as layanan
from pegawai.models import Pegawai
from pegawai.services import IsiDelegasi, create_delegasi
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import HARI, Kantor, ajukan, buat_orang, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")


@pytest.fixture
def kembali(kantor: Kantor) -> SKP:
    """An SKP that its first reader sent back."""
    skp = ajukan(kantor, kantor.pegawai)
    return layanan.reject_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi, catatan="Ukurannya belum jelas.")


def ganti_atasan(kantor: Kantor) -> Pegawai:
    """The clerk has another superior since."""
    baru = buat_orang("Kepala Baru", unit=kantor.bidang)
    Pegawai.objects.filter(pk=kantor.pegawai.pk).update(atasan=baru)
    return baru


def test_a_returned_skp_names_the_superior_of_today(kantor: Kantor, masuk: Masuk, kembali: SKP) -> None:
    assert "Kabid Uji yang membacanya" in masuk(kantor.pegawai).get(url("skp", kembali.kode)).content.decode()

    ganti_atasan(kantor)

    isi = masuk(kantor.pegawai).get(url("skp", kembali.kode)).content.decode()
    assert "Kepala Baru yang membacanya" in isi
    assert "Hasil Kepala Baru" in isi
    assert "Kabid Uji yang membacanya" not in isi


def test_it_names_who_stands_in_for_them_today(kantor: Kantor, masuk: Masuk, kembali: SKP) -> None:
    isi = IsiDelegasi(kantor.kadis, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")
    create_delegasi(konteks=kantor.konteks(kantor.atasan), dari=kantor.atasan, isi=isi)

    isi_laman = masuk(kantor.pegawai).get(url("skp", kembali.kode)).content.decode()

    assert "Kadis Uji, mewakili Kabid Uji, yang membacanya" in isi_laman


def test_a_substitute_s_own_skp_is_read_by_the_superior(kantor: Kantor, masuk: Masuk, kembali: SKP) -> None:
    isi = IsiDelegasi(kantor.pegawai, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")
    create_delegasi(konteks=kantor.konteks(kantor.atasan), dari=kantor.atasan, isi=isi)

    assert "Kabid Uji yang membacanya" in masuk(kantor.pegawai).get(url("skp", kembali.kode)).content.decode()


def test_without_a_superior_nobody_is_named(kantor: Kantor, masuk: Masuk, kembali: SKP) -> None:
    Pegawai.objects.filter(pk=kantor.pegawai.pk).update(atasan=None)

    isi = masuk(kantor.pegawai).get(url("skp", kembali.kode)).content.decode()

    assert "Atasan Anda belum tercatat" in isi
    assert "yang membacanya;" not in isi


def test_one_that_waits_is_printed_with_the_superior_of_today_and_an_agreed_one_with_who_agreed(
    kantor: Kantor, masuk: Masuk
) -> None:
    skp = {"diajukan": ajukan(kantor, kantor.pegawai), "disepakati": sepakati(kantor, kantor.rekan)}
    baru = ganti_atasan(kantor)
    Pegawai.objects.filter(pk=kantor.rekan.pk).update(atasan=baru)

    for status, nama in (("diajukan", "Kepala Baru"), ("disepakati", "Kabid Uji")):
        isi = masuk(kantor.admin).get(url("skp", skp[status].kode)).content.decode()
        assert nama in isi[isi.index("tanda-tangan") :], status
