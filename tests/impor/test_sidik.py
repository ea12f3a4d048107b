"""What was approved is what is stored: whatever changed in between sends the list back, whatever didn't concern it doesn't."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from akun.konteks import sistem
from akun.models import Pengguna
from impor import services
from impor.models import BarisImpor, Impor
from organisasi.models import UnitKerja
from organisasi.services import import_unit
from pegawai.models import DataPribadi, NomorPegawai, Pegawai, RiwayatGolongan
from tests.akun.factories import buat_pengguna, konteks_of
from tests.impor.buku import PER, baris, orang_ke, tulis_csv
from tests.impor.dua_petugas import kerjakan, segar, setujui
from tests.impor.test_terapkan import UNIT
from tests.potret import tidak_berubah

pytestmark = pytest.mark.django_db
NAIK = {"GOL AKHIR NAMA": "III/c", "TMT GOLONGAN": "01-10-2026"}


@pytest.fixture
def penyiap(settings: Any, tmp_path: Path) -> Pengguna:
    settings.MEDIA_ROOT = tmp_path / "berkas"
    import_unit(actor=None, baris=[{"id": i, "nama": n, "induk": k} for i, n, k in UNIT])
    services.import_berkas(konteks=sistem(), berkas=tulis_csv(tmp_path / "awal.csv", [baris(), orang_ke(7)]), per=PER)
    return buat_pengguna("admin_bkpsdm", nama="Dewi Penyiap")


@pytest.fixture
def batch(penyiap: Pengguna, tmp_path: Path) -> Impor:
    """A promotion of one known person, and one new person: read and judged."""
    berkas = SimpleUploadedFile("naik.csv", tulis_csv(tmp_path / "n.csv", [baris(**NAIK), orang_ke(9)]).read_bytes())
    batch = services.create_impor(konteks=konteks_of(penyiap), berkas=berkas, per=PER)
    kerjakan(batch)
    return segar(batch)


def orang(nomor: str = "199003152015042001") -> Pegawai:
    return Pegawai.objects.get(nomor=nomor)


def _naik_lebih_dulu(tmp_path: Path) -> None:
    services.import_berkas(konteks=sistem(), berkas=tulis_csv(tmp_path / "x.csv", [baris(**NAIK)]), per=PER)


def _golongan_lain(_tempat: Path) -> None:
    RiwayatGolongan.objects.filter(pegawai=orang()).update(golongan="III/a")


def _surel_lain(_tempat: Path) -> None:
    DataPribadi.objects.filter(pegawai=orang()).update(email="sendiri@contoh.go.id")


def _orang_baru_sudah_masuk(tmp_path: Path) -> None:
    services.import_berkas(konteks=sistem(), berkas=tulis_csv(tmp_path / "x.csv", [orang_ke(9)]), per=PER)


def _nomornya_dipakai_orang_lain(_tempat: Path) -> None:
    NomorPegawai.objects.filter(pegawai=orang(orang_ke(7)["NIP BARU"])).update(nomor=orang_ke(9)["NIP BARU"])


def _nik_nya_dipakai_orang_lain(_tempat: Path) -> None:
    DataPribadi.objects.exclude(pegawai=orang()).update(nik=orang_ke(9)["NIK"])


def _unitnya_tutup(_tempat: Path) -> None:
    UnitKerja.objects.filter(id_asing="u-2").update(aktif=False)


MENGUBAH = [
    _naik_lebih_dulu, _golongan_lain, _surel_lain, _orang_baru_sudah_masuk, _nomornya_dipakai_orang_lain, _nik_nya_dipakai_orang_lain,
    _unitnya_tutup,
]  # fmt: skip


@pytest.mark.parametrize("ubah", MENGUBAH, ids=lambda f: f.__name__.strip("_"))
def test_a_list_whose_effect_changed_goes_back_and_stores_nothing(
    penyiap: Pengguna, batch: Impor, tmp_path: Path, ubah: Callable[[Path], None]
) -> None:
    penyetuju = setujui(batch, penyiap)
    ubah(tmp_path)
    lama = segar(batch).sidik

    with tidak_berubah("pegawai", "organisasi"), pytest.raises(services.PratinjauUsangError, match="belum ada yang disimpan"):
        services.apply_impor(konteks=penyetuju, impor=batch)

    kini = segar(batch)
    assert (kini.status, kini.sidik != lama, kini.diterapkan_at) == ("dikembalikan", True, None)


def _orang_lain_berubah(_tempat: Path) -> None:
    RiwayatGolongan.objects.filter(pegawai=orang(orang_ke(7)["NIP BARU"])).update(mk_tahun=1)


def _orang_lain_masuk(tmp_path: Path) -> None:
    services.import_berkas(konteks=sistem(), berkas=tulis_csv(tmp_path / "x.csv", [orang_ke(21)]), per=PER)


def _unit_lain_tutup(_tempat: Path) -> None:
    UnitKerja.objects.filter(id_asing="u-3").update(aktif=False)


@pytest.mark.parametrize("ubah", [_orang_lain_berubah, _orang_lain_masuk, _unit_lain_tutup], ids=lambda f: f.__name__.strip("_"))
def test_what_does_not_concern_the_list_does_not_hold_it_up(
    penyiap: Pengguna, batch: Impor, tmp_path: Path, ubah: Callable[[Path], None]
) -> None:
    penyetuju = setujui(batch, penyiap)
    ubah(tmp_path)

    services.apply_impor(konteks=penyetuju, impor=batch)

    assert (segar(batch).status, orang().golongan_id) == ("diterapkan", "III/c")


def test_the_renewed_preview_shows_what_would_happen_now_and_goes_the_whole_way_again(
    penyiap: Pengguna, batch: Impor, tmp_path: Path
) -> None:
    penyetuju = setujui(batch, penyiap)
    _golongan_lain(tmp_path)
    with pytest.raises(services.PratinjauUsangError):
        services.apply_impor(konteks=penyetuju, impor=batch)

    assert BarisImpor.objects.get(impor=batch, nomor_baris=2).beda["golongan"] == ["III/a", "III/c"]
    with tidak_berubah("pegawai", "impor"), pytest.raises(services.ImporTidakSiapError):
        services.apply_impor(konteks=penyetuju, impor=batch)

    services.apply_impor(konteks=setujui(batch, penyiap), impor=batch)
    assert orang().golongan_id == "III/c"


def test_a_row_left_out_stays_out_of_the_renewed_preview(penyiap: Pengguna, batch: Impor, tmp_path: Path) -> None:
    baru = BarisImpor.objects.get(impor=batch, nomor_baris=3)
    services.pilih_baris(konteks=konteks_of(penyiap), baris=baru, ikut=False)
    penyetuju = setujui(batch, penyiap)
    _golongan_lain(tmp_path)
    with pytest.raises(services.PratinjauUsangError):
        services.apply_impor(konteks=penyetuju, impor=batch)

    services.apply_impor(konteks=setujui(batch, penyiap), impor=batch)

    assert not Pegawai.objects.filter(nomor=orang_ke(9)["NIP BARU"]).exists()
    assert orang().golongan_id == "III/c"


def test_reading_the_same_list_twice_gives_one_fingerprint(penyiap: Pengguna, tmp_path: Path) -> None:
    berkas = tulis_csv(tmp_path / "a.csv", [baris(**NAIK), orang_ke(9)])

    sidik = [services.check_berkas(konteks=sistem(), berkas=berkas, per=PER).sidik() for _kali in range(2)]

    assert sidik[0] == sidik[1]
