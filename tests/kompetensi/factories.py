"""Trainings for tests: an ordinary run that takes enrolments, made through the services."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from akun import konteks as konteks_akun
from akun.kewenangan import Konteks
from dokumen.periksa import BerkasAman
from kompetensi.models import Angkatan, JenisPelatihan, Pelatihan, Pendaftaran, Penyelenggara, Sertifikat
from kompetensi.services import katalog, luar, pendaftaran, sertifikat
from pegawai.models import Pegawai
from tests.akun.factories import buat_pengguna, konteks_of
from tests.berkas_uji import aman

HARI = date(2026, 6, 1)  # the day of the tests, unless they say otherwise
MULAI, SELESAI = date(2026, 6, 10), date(2026, 6, 12)
SESUDAH = date(2026, 6, 15)
HARI_SEMINAR = date(2026, 5, 20)
_urut = iter(range(1, 1_000_000))


def pada(konteks: Konteks, hari: date) -> Konteks:
    """The same asker on another day."""
    return replace(konteks, per=hari)


def sistem(hari: date = HARI) -> Konteks:
    """BKPSDM itself."""
    return konteks_akun.sistem(hari)


def konteks_pegawai(pegawai: Pegawai, hari: date = HARI) -> Konteks:
    """This person, with an account if they had none."""
    if pegawai.akun_id is None:
        pegawai.akun = buat_pengguna(nama=pegawai.nama)
        pegawai.save(update_fields=["akun"])
    return konteks_of(pegawai.akun, hari)


def buat_penyelenggara(akun: Any = None) -> Penyelenggara:
    """The personnel office, or a partner with an account."""
    n = next(_urut)
    return katalog.save_penyelenggara(
        konteks=sistem(),
        nama=f"Penyelenggara {n}",
        jenis="mitra" if akun else "internal",
        penandatangan="Ria Simatupang",
        penandatangan_jabatan="Kepala Bidang",
        akun=akun,
    )


def buat_pelatihan(judul: str = "", **lain: Any) -> Pelatihan:
    """A technical training of 8 hours."""
    isi: dict[str, Any] = {
        "uraian": "Isi pelatihan.",
        "jenis": JenisPelatihan.objects.get(kode=3),
        "cara": "luring",
        "jp": 8,
    } | lain
    return katalog.save_pelatihan(konteks=sistem(), judul=judul or f"Pelatihan {next(_urut)}", **isi)


def buat_angkatan(
    pelatihan: Pelatihan | None = None, *, buka: bool = True, penyelenggara: Penyelenggara | None = None, **lain: Any
) -> Angkatan:
    """A run from 10 to 12 June 2026 that takes enrolments until the 5th."""
    isi: dict[str, Any] = {
        "nama": f"Angkatan {next(_urut)}", "tanggal_mulai": MULAI, "tanggal_selesai": SELESAI, "batas_daftar": date(2026, 6, 5),
        "tempat": "Aula BKPSDM", "kuota": 5,
    } | lain  # fmt: skip
    angkatan = katalog.save_angkatan(
        konteks=sistem(), pelatihan=pelatihan or buat_pelatihan(), penyelenggara=penyelenggara or buat_penyelenggara(), **isi
    )
    return katalog.set_pendaftaran_terbuka(konteks=sistem(), angkatan=angkatan, buka=True) if buka else angkatan


def daftarkan(pegawai: Pegawai, angkatan: Angkatan, *, setuju: bool = False) -> Pendaftaran:
    """Enrol a person, where asked with BKPSDM's approval."""
    baru = pendaftaran.create_pendaftaran(konteks=konteks_pegawai(pegawai), angkatan=angkatan)
    return pendaftaran.decide_pendaftaran(konteks=sistem(), pendaftaran=baru, setuju=True) if setuju else baru


def luluskan(pegawai: Pegawai, angkatan: Angkatan | None = None) -> Sertifikat:
    """The whole path up to the certificate."""
    angkatan = angkatan or buat_angkatan()
    p = daftarkan(pegawai, angkatan, setuju=True)
    sertifikat.record_kehadiran(konteks=sistem(SESUDAH), angkatan=angkatan, hadir={p.kode})
    return sertifikat.issue_sertifikat(konteks=sistem(SESUDAH), angkatan=angkatan)[0]


def bukti() -> BerkasAman:
    """A checked file."""
    return aman()


def ajukan_luar(pegawai: Pegawai, kode_jenis: int = 9, jp: int | None = 6, tanggal_selesai: date = HARI_SEMINAR) -> Any:
    """Evidence of a seminar."""
    return luar.create_belajar_luar(
        konteks=konteks_pegawai(pegawai),
        jenis=JenisPelatihan.objects.get(kode=kode_jenis),
        judul="Seminar layanan publik",
        penyelenggara="Universitas",
        tanggal_selesai=tanggal_selesai,
        bukti=bukti(),
        jp=jp,
        yakin=None,
    )
