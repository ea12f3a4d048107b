"""People for tests: an ordinary civil servant with every history, and the projection brought up to date."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from akun.models import Pengguna
from organisasi.models import Jabatan, UnitKerja
from pegawai import proyeksi
from pegawai.models import DataPribadi, NomorPegawai, Pegawai, RiwayatGolongan, RiwayatJabatan, RiwayatPendidikan, RiwayatStatus
from tests.akun.factories import buat_pengguna
from tests.organisasi.factories import buat_jabatan, buat_unit

_urut = iter(range(1, 1_000_000))
MULAI = date(2015, 4, 1)


def buat_pegawai(
    nama: str = "",
    *,
    unit: UnitKerja | None = None,
    jabatan: Jabatan | None = None,
    memimpin: bool = False,
    golongan: str = "III/c",
    tmt: date = date(2022, 4, 1),
    akun: bool | Pengguna = False,
    jenis: str = "pns",
    **lain: Any,
) -> Pegawai:
    """One civil servant since 2015, born 15 March 1990, with a post in `unit` (leading it, if asked)."""
    n = next(_urut)
    if jabatan is None:
        unit = unit or buat_unit()
        jabatan = (
            buat_jabatan(unit, f"Kepala {unit.nama}", jenis="administrator", memimpin=True) if memimpin else buat_jabatan(unit)
        )
    lahir = lain.pop("tanggal_lahir", date(1990, 3, 15))
    kode_mulai = "201504" if jenis == "pns" else "201521"
    nomor = lain.pop("nomor", f"{lahir:%Y%m%d}{kode_mulai}{1 + n % 2}{n % 1000:03d}")
    orang = Pegawai.objects.create(
        nama=nama or f"Orang Uji {n}",
        nama_urut=(nama or f"Orang Uji {n}").lower(),
        tanggal_lahir=lahir,
        jenis_kelamin="wanita" if n % 2 else "pria",
        jenis=jenis,
        tmt_cpns=MULAI,
        id_asing=f"uji-{n}",
        akun=(buat_pengguna(nama=nama) if akun is True else akun) or None,
        **lain,
    )
    masa = DateRange(MULAI, None)
    NomorPegawai.objects.create(pegawai=orang, nomor=nomor, jenis="nip" if jenis == "pns" else "ni_pppk", masa=masa)
    DataPribadi.objects.create(pegawai=orang, nik=f"{9901010000000000 + n}", alamat=f"Jl. Uji No. {n}", nomor_hp=f"0812{n:08d}")
    RiwayatStatus.objects.create(pegawai=orang, jenis=jenis, masa=masa)
    RiwayatGolongan.objects.create(pegawai=orang, golongan_id=golongan, masa=DateRange(tmt, None), mk_tahun=7)
    RiwayatJabatan.objects.create(pegawai=orang, jabatan=jabatan, masa=DateRange(tmt, None), tmt_jabatan=tmt)
    RiwayatPendidikan.objects.create(pegawai=orang, tingkat="s1", nama="S-1 Administrasi Negara", tahun_lulus=2013)
    proyeksi.segarkan()
    orang.refresh_from_db()
    return orang
