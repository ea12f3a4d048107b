"""Several people at once: nothing is lost, nothing happens twice, figures stay right."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from alur.models import Jejak
from inti.errors import UseCaseError
from inti.versi import BerubahError
from kinerja import rekap
from kinerja.models import BuktiDukung, EvaluasiPeriodik, KemajuanKerja, RekapPekan, RencanaHasilKerja
from kinerja.services import kemajuan, rencana
from kinerja.services import skp as layanan
from kinerja.services.kemajuan import Catatan
from tests.berkas_uji import aman
from tests.kinerja.factories import HARI, TAHUN, Kantor, ajukan, baris, buat_kantor, buat_skp, catat, isian, nilai, sepakati

pytestmark = [pytest.mark.mesin, pytest.mark.django_db(transaction=True)]


def serentak(*kerja: Callable[[], Any]) -> list[Any]:
    """Run all at once, each on a connection of its own; a refusal is a result too."""

    def jalankan(satu: Callable[[], Any]) -> Any:
        try:
            return satu()
        except UseCaseError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(kerja)) as kolam:
        return list(kolam.map(jalankan, kerja))


@pytest.fixture
def kantor(db: None, transactional_db: None) -> Kantor:
    return buat_kantor()


def test_of_two_writers_of_a_line_one_wins_and_the_other_is_told(kantor: Kantor) -> None:
    skp = buat_skp(kantor, kantor.pegawai)
    k, hasil = kantor.konteks(kantor.pegawai), baris(skp)

    def tulis(teks: str) -> Callable[[], Any]:
        return lambda: rencana.save_rencana(konteks=k, rencana=hasil, versi=1, isian=isian(teks))

    jawab = serentak(tulis("Tab satu"), tulis("Tab dua"))

    assert sorted(type(j) is BerubahError for j in jawab) == [False, True]
    assert RencanaHasilKerja.objects.get(pk=hasil.pk).versi == 2


def test_a_form_sent_five_times_at_once_is_one_result_and_one_step(kantor: Kantor) -> None:
    skp = buat_skp(kantor, kantor.pegawai, hasil=0)
    k = kantor.konteks(kantor.pegawai)
    serentak(*[lambda: rencana.create_rencana(konteks=k, skp=skp, isian=isian(), kunci="abcdef123456")] * 5)
    skp.refresh_from_db()

    serentak(*[lambda: layanan.submit_skp(konteks=k, skp=skp, versi=skp.versi)] * 5)

    assert skp.rencana.count() == 1
    assert Jejak.objects.filter(kode=skp.kode, ke="diajukan").count() == 1


def test_a_judgement_set_five_times_at_once_is_one_and_counts_once(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)

    serentak(*[lambda: nilai(kantor, skp)] * 5)

    assert EvaluasiPeriodik.objects.filter(skp=skp).count() == 1
    assert rekap.drift([TAHUN]) == []


def test_figures_are_right_when_everybody_writes_at_once(kantor: Kantor) -> None:
    skp = [sepakati(kantor, p) for p in (kantor.pegawai, kantor.rekan)]
    lain = ajukan(kantor, kantor.atasan)

    def tulis(satu: Any, n: int) -> Callable[[], Any]:
        hasil = baris(satu)
        isi = Catatan(hasil, HARI, {i: Decimal(n) for i in hasil.indikator.all()})
        return lambda: kemajuan.record_kemajuan(konteks=kantor.konteks(satu.pegawai), skp=satu, catatan=[isi])

    setuju = lambda: layanan.approve_skp(konteks=kantor.konteks(kantor.kadis), skp=lain, versi=lain.versi)  # noqa: E731
    hitung = lambda: rekap.bangun([TAHUN])  # noqa: E731
    serentak(setuju, hitung, *[tulis(s, n) for n in range(3) for s in skp])

    assert KemajuanKerja.objects.count() == 6
    assert RekapPekan.objects.get(unit=kantor.kota, pekan=rekap.pekan_of(HARI)).pencatat == 2
    assert rekap.drift([TAHUN]) == []


def test_an_entry_with_a_photo_sent_twice_at_once_is_one_entry_and_one_file(
    kantor: Kantor, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    skp = sepakati(kantor, kantor.pegawai)
    k, hasil = kantor.konteks(kantor.pegawai), baris(skp)

    def kirim() -> Any:
        bukti = kemajuan.IsianBukti("Foto loket", berkas=aman())
        isi = Catatan(hasil, HARI, {i: Decimal(1) for i in hasil.indikator.all()}, kunci="abcdefghjkmn")
        return kemajuan.record_berbukti(konteks=k, skp=skp, catatan=isi, bukti=bukti)

    serentak(kirim, kirim)

    assert KemajuanKerja.objects.count() == BuktiDukung.objects.count() == 1
    assert len([p for p in tmp_path.rglob("*") if p.is_file()]) == 1
