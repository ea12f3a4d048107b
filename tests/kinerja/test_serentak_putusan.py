"""Two people decide at the same instant: one decision stands, the other person is told, and the figures know only the one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from threading import Event
from typing import Any

import pytest

from alur.models import Jejak
from alur.services import LangkahTidakAdaError
from inti.errors import VersiBerbedaError
from kinerja import rekap
from kinerja.models import SKP, KemajuanKerja, PeriodeKinerja
from kinerja.services import koreksi
from kinerja.services import skp as layanan
from kinerja.services.koreksi import KoreksiError
from kinerja.services.periode import end_periode
from tests.kinerja.factories import HARI, TAHUN, Kantor, ajukan, buat_kantor, catat, nilai, sepakati
from tests.kinerja.test_serentak import serentak

pytestmark = [pytest.mark.mesin, pytest.mark.django_db(transaction=True)]
Kerja = Callable[[], Any]


@pytest.fixture
def kantor(db: None, transactional_db: None) -> Kantor:
    return buat_kantor()


def langkah(kantor: Kantor, skp: SKP) -> dict[str, Kerja]:
    """Each step that leads away from an SKP that waits, from the page that both have open."""
    pemilik, atasan = kantor.konteks(kantor.pegawai), kantor.konteks(kantor.atasan)
    versi = skp.versi
    return {
        "disepakati": lambda: layanan.approve_skp(konteks=atasan, skp=skp, versi=versi),
        "dikembalikan": lambda: layanan.reject_skp(konteks=atasan, skp=skp, versi=versi, catatan="Ukuran belum jelas."),
        "draf": lambda: layanan.withdraw_skp(konteks=pemilik, skp=skp, versi=versi),
    }


def test_of_agreeing_sending_back_and_taking_back_one_happens(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    jawab = serentak(*langkah(kantor, skp).values())

    ditolak = [j for j in jawab if isinstance(j, LangkahTidakAdaError | VersiBerbedaError)]
    kini = SKP.objects.get(pk=skp.pk)
    assert (len(ditolak), kini.versi) == (2, skp.versi + 1)
    assert list(Jejak.objects.filter(kode=skp.kode, dari="diajukan").values_list("ke", flat=True)) == [kini.status]
    assert rekap.drift([TAHUN]) == []


def test_an_entry_is_corrected_or_taken_back_but_never_both(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    k, lama = kantor.konteks(kantor.pegawai), KemajuanKerja.objects.get()

    jawab = serentak(
        lambda: koreksi.withdraw_kemajuan(konteks=k, kemajuan=lama),
        lambda: koreksi.update_kemajuan(
            konteks=k, kemajuan=lama, nilai=Decimal(4), tanggal=HARI, uraian="", alasan="salah ketik"
        ),
    )

    assert sum(isinstance(j, KoreksiError) for j in jawab) == 1
    assert KemajuanKerja.objects.filter(diganti_at__isnull=True).count() == int(isinstance(jawab[0], KoreksiError))
    assert rekap.drift([TAHUN]) == []


def test_a_quarter_that_somebody_just_found_open_is_closed_after_them(kantor: Kantor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looked before it was closed writes before it is closed, an entry and a judgement alike."""
    skp = sepakati(kantor, kantor.pegawai)
    tw4 = PeriodeKinerja.objects.get(tahun=TAHUN, triwulan=4)
    asli = rekap.terapkan

    for tulis in (catat, nilai):
        PeriodeKinerja.objects.update(terkunci_at=None)
        dilihat, ditutup, sempat = Event(), Event(), []

        def sebelum_menulis_angka(*isi: Any, dilihat=dilihat, ditutup=ditutup, sempat=sempat, **lain: Any) -> Any:
            dilihat.set()
            sempat.append(ditutup.wait(0.3))  # the last moment before it commits: whoever closes must still be waiting
            return asli(*isi, **lain)

        def tutup(dilihat=dilihat, ditutup=ditutup) -> None:
            assert dilihat.wait(30)
            end_periode(konteks=kantor.konteks(kantor.admin), periode=tw4)
            ditutup.set()

        monkeypatch.setattr(rekap, "terapkan", sebelum_menulis_angka)
        serentak(lambda tulis=tulis: tulis(kantor, skp), tutup)

        assert (sempat, ditutup.is_set()) == ([False], True), tulis.__name__
