"""The cast of the journey: a unit tree, the accounts of the roles, and the employee list that brings the people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from akun.konteks import sistem
from akun.models import Pengguna
from inti import waktu
from kinerja.models import SKP
from kinerja.services import periode, rencana
from kompetensi.models import Angkatan
from kompetensi.services import katalog
from organisasi.models import UnitKerja
from organisasi.services import import_unit
from pegawai.models import Pegawai
from tests.akun.factories import buat_pengguna, konteks_of
from tests.impor.buku import BIASA, BIDANG, DINAS, orang_ke, tulis_xlsx
from tests.kompetensi.factories import buat_pelatihan, buat_penyelenggara

KOTA = "Kota Uji"
UNIT = (("u-0", KOTA, ""), ("u-1", DINAS, KOTA), ("u-2", BIDANG, DINAS))
STRUKTURAL = {"JENIS JABATAN NAMA": "Jabatan Struktural"}
ORANG, KELIRU = 20, 2


@dataclass
class Pemain:
    """Accounts that exist before anybody has imported a list."""

    admin: Pengguna
    kedua: Pengguna
    pimpinan: Pengguna
    moderator: Pengguna
    pengelola: Pengguna
    dinas: UnitKerja


def buat_pemain() -> Pemain:
    """An empty city: units, and those who look after it."""
    import_unit(actor=None, baris=[{"id": i, "nama": n, "induk": k} for i, n, k in UNIT])
    periode.open_tahun(konteks=sistem(), tahun=waktu.today().year)
    dinas = UnitKerja.objects.get(nama=DINAS)
    return Pemain(
        admin=buat_pengguna("admin_bkpsdm", nama="Yusnita Pasaribu"),
        kedua=buat_pengguna("admin_bkpsdm", nama="Horas Manalu"),
        pimpinan=buat_pengguna("pimpinan", nama="Rahmat Hutagalung"),
        moderator=buat_pengguna("moderator", nama="Nurhayati Siregar"),
        pengelola=buat_pengguna("pengelola_opd", unit=dinas, nama="Parlin Simamora"),
        dinas=dinas,
    )


def buat_daftar(folder: Path) -> Path:
    """A list of twenty: head of office, head of section, sixteen others, and two rows with a fault."""
    kadis = orang_ke(31, NAMA="DARWIN SARAGIH", **STRUKTURAL)
    kadis |= {"JABATAN NAMA": f"Kepala {DINAS}", "UNOR ID": "u-1", "UNOR NAMA": DINAS, "UNOR INDUK NAMA": KOTA}
    kabid = orang_ke(32, NAMA="NURLELA GULTOM", **STRUKTURAL) | {"JABATAN NAMA": f"Kepala {BIDANG}"}
    lain = [orang_ke(n) for n in range(33, 30 + ORANG - KELIRU)]
    keliru = [orang_ke(90, NIK="1273"), orang_ke(91, **{"NIP BARU": "19900315201504"})]
    return tulis_xlsx(folder / "nominatif.xlsx", [kadis, kabid, BIASA, *lain, *keliru])


def beri_akun(nama: str) -> Pengguna:
    """An account for a person whom the import brought, without the errand to fetch a code."""
    orang = Pegawai.objects.get(nama__iexact=nama)
    orang.akun = buat_pengguna(nama=orang.nama)
    orang.save(update_fields=["akun"])
    return orang.akun


def tulis_hasil(pegawai: Pengguna) -> SKP:
    """One result in the employee's draft, with a number to reach."""
    skp = SKP.objects.get(pegawai__akun=pegawai)
    ukuran = (rencana.IsianIndikator("kuantitas", "Berkas selesai", Decimal(100), "berkas"),)
    isian = rencana.IsianRencana(jenis="utama", uraian="KTP selesai dalam 24 jam", indikator=ukuran)
    rencana.create_rencana(konteks=konteks_of(pegawai), skp=skp, isian=isian)
    return skp


def buka_angkatan() -> Angkatan:
    """A training of one day, today, that still takes people."""
    hari = waktu.today()
    angkatan = katalog.save_angkatan(
        konteks=sistem(),
        pelatihan=buat_pelatihan("Melayani dengan bahasa yang jelas"),
        penyelenggara=buat_penyelenggara(),
        nama="Angkatan I",
        tanggal_mulai=hari,
        tanggal_selesai=hari,
        batas_daftar=hari,
        tempat="Aula BKPSDM",
        kuota=5,
    )
    return katalog.set_pendaftaran_terbuka(konteks=sistem(), angkatan=angkatan, buka=True)
