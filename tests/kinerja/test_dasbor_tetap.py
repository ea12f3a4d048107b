"""The figures of a dashboard are drawn once for each state of them, and show nothing of the reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from akun.models import Pengguna
from kinerja.models import RekapKinerja, RekapPekan
from kinerja.rekap import pekan_of
from kinerja.views import dasbor
from organisasi.models import UnitKerja
from pegawai.models import Pegawai
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import HARI, Kantor, buat_akun, buat_orang, catat, nilai, sepakati, url
from tests.organisasi.factories import buat_unit

pytestmark = pytest.mark.usefixtures("hari_ini")


@pytest.fixture(autouse=True)
def lupa() -> None:
    """Nothing is kept from other tests."""
    dasbor._ingatan.kosongkan()


@pytest.fixture
def dilukis(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The units whose figures were drawn anew."""
    daftar: list[str] = []
    asli = dasbor._gambar
    monkeypatch.setattr(dasbor, "_gambar", lambda isi: daftar.append(isi.unit.nama) or asli(isi))
    return daftar


def buka(klien: Client, unit: UnitKerja, **isi: str) -> str:
    jawab = klien.get(url("dasbor_unit", unit.kode), isi)
    assert jawab.status_code == 200
    return jawab.content.decode()


def test_the_same_figures_are_drawn_once(kantor: Kantor, masuk: Masuk, dilukis: list[str]) -> None:
    catat(kantor, sepakati(kantor, kantor.pegawai))
    klien = masuk(kantor.admin)

    assert buka(klien, kantor.dinas).count("Bidang Uji") == buka(klien, kantor.dinas).count("Bidang Uji") > 0

    assert dilukis == ["Dinas Uji"]


def _skp(kantor: Kantor) -> None:
    sepakati(kantor, kantor.rekan)


def _catatan(kantor: Kantor) -> None:
    catat(kantor, kantor.pegawai.skp.get(), hari=HARI)


def _penilaian(kantor: Kantor) -> None:
    nilai(kantor, kantor.pegawai.skp.get())


def _nama_unit(kantor: Kantor) -> None:
    UnitKerja.objects.filter(pk=kantor.bidang.pk).update(nama="Bidang Baru")


def _unit_tutup(kantor: Kantor) -> None:
    UnitKerja.objects.filter(pk=kantor.bidang.pk).update(aktif=False)


def _hitung_ulang_pekan(kantor: Kantor) -> None:
    """`rekap.bangun` mends the weeks without touching a version."""
    RekapPekan.objects.update_or_create(unit=kantor.bidang, pekan=pekan_of(HARI), defaults={"kemajuan": 41, "pencatat": 40})


def _tanpa_versi(kantor: Kantor) -> None:
    RekapKinerja.objects.filter(unit=kantor.bidang).update(rhk_tercatat=77)


@pytest.mark.parametrize(
    "ubah", [_skp, _catatan, _penilaian, _nama_unit, _unit_tutup, _hitung_ulang_pekan, _tanpa_versi], ids=lambda f: f.__name__
)
def test_whatever_changes_a_figure_or_a_name_is_seen_at_once(
    kantor: Kantor, masuk: Masuk, ubah: Callable[[Kantor], None]
) -> None:
    catat(kantor, sepakati(kantor, kantor.pegawai))
    klien = masuk(kantor.admin)
    lama = buka(klien, kantor.dinas)

    ubah(kantor)
    sesudah = buka(klien, kantor.dinas)
    dasbor._ingatan.kosongkan()

    assert _isi(sesudah) == _isi(buka(klien, kantor.dinas)) != _isi(lama)


def _isi(halaman: str) -> str:
    """The part of the page that is kept."""
    return halaman[halaman.index('id="angka-dasbor"') : halaman.index("</main>")]


def test_each_language_has_its_own(kantor: Kantor, masuk: Masuk) -> None:
    sepakati(kantor, kantor.pegawai)
    klien = masuk(kantor.admin)
    indonesia = buka(klien, kantor.dinas)

    klien.cookies["bahasa"] = "en"
    inggris = buka(klien, kantor.dinas)
    klien.cookies["bahasa"] = "id"

    assert _isi(indonesia) == _isi(buka(klien, kantor.dinas)) != _isi(inggris)


def test_each_unit_and_each_quarter_has_its_own(kantor: Kantor, masuk: Masuk, dilukis: list[str]) -> None:
    sepakati(kantor, kantor.pegawai)
    klien = masuk(kantor.admin)

    for unit, triwulan in ((kantor.dinas, "2026-tw4"), (kantor.dinas, "2026-tw3"), (kantor.kota, "2026-tw4")):
        halaman = buka(klien, unit, periode=triwulan)
        assert f'href="?periode={triwulan}" aria-current="true"' in halaman

    assert dilukis == ["Dinas Uji", "Dinas Uji", "Kota Uji"]


def siapa_saja(kantor: Kantor) -> dict[str, Pegawai | Pengguna]:
    lain = buat_unit("Dinas Lain", kantor.kota)
    return {
        "admin": kantor.admin,
        "pimpinan": buat_akun("pimpinan"),
        "auditor": buat_akun("auditor"),
        "atasan": kantor.atasan,
        "kadis": kantor.kadis,
        "rekan": kantor.rekan,
        "lain": buat_orang("Kepala Lain", unit=lain, memimpin=True),
        "opd": buat_akun("pengelola_opd", unit=kantor.dinas),
        "opd_lain": buat_akun("pengelola_opd", unit=lain),
    }


def test_whoever_opened_it_first_each_role_gets_what_it_would_get_alone(kantor: Kantor, masuk: Masuk) -> None:
    catat(kantor, sepakati(kantor, kantor.pegawai))
    sepakati(kantor, kantor.rekan)
    klien = {nama: masuk(siapa) for nama, siapa in siapa_saja(kantor).items()}
    tanya = [(nama, unit) for nama in klien for unit in (kantor.kota, kantor.dinas, kantor.bidang)]

    def jawab(nama: str, unit: UnitKerja) -> tuple[int, str]:
        hasil = klien[nama].get(url("dasbor_unit", unit.kode))
        return hasil.status_code, _isi(hasil.content.decode()) if hasil.status_code == 200 else ""

    sendiri = {}
    for t in tanya:
        dasbor._ingatan.kosongkan()
        sendiri[t] = jawab(*t)
    bersama = {t: jawab(*t) for t in [*tanya, *reversed(tanya)]}

    assert bersama == sendiri
    assert {kode for kode, _isi_ in sendiri.values()} >= {200, 404}


def test_people_of_a_unit_are_each_reader_s_own(kantor: Kantor, masuk: Masuk) -> None:
    """They stand on the page, never in what is kept."""
    sepakati(kantor, kantor.pegawai)
    buka(masuk(kantor.admin), kantor.bidang)

    for tetap in dasbor._ingatan._isi.values():
        assert "Pegawai Uji" not in tetap.html
        assert "csrf" not in tetap.html


def test_a_kept_page_costs_two_queries_less(kantor: Kantor, masuk: Masuk, django_assert_max_num_queries: Any) -> None:
    catat(kantor, sepakati(kantor, kantor.pegawai))
    klien = masuk(kantor.admin)
    buka(klien, kantor.kota)

    with django_assert_max_num_queries(6):  # who asks, unit, quarters, fingerprint, people, bell
        buka(klien, kantor.kota)
