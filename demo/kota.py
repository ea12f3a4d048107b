"""The demonstration city: accounts of every role around people who came in by the import."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from akun.cakupan import CakupanTerdaftar
from akun.kewenangan import Konteks
from akun.konteks import build, sistem
from akun.models import KodeAktivasi, Pengguna
from akun.services import confirm_peran, create_admin_pertama, create_klien_api, create_penugasan_peran
from inti import waktu
from inti.kode import buat_kode
from organisasi.instansi import save_instansi
from organisasi.models import Jabatan, PejabatNonAsn, UnitKerja
from organisasi.services import baca_unit, confirm_memimpin, create_penetapan_penilai, import_unit
from pegawai.models import Pegawai
from pegawai.services import buka_akun

DATA = Path(__file__).parent / "data"
KANTOR = "Dinas Komunikasi dan Informatika"
KANTOR_SDM = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"
AWAL_JABATAN = date(2025, 2, 20)
INSTANSI = {
    "pemerintah": "Pemerintah Kota Sibolga",
    "kota": "Kota Sibolga",
    "tempat": "Sibolga",
    "nama": KANTOR_SDM,
    "singkatan": "BKPSDM",
    "alamat": "Jalan Dr. F. L. Tobing Nomor 37, Sibolga 22513",
    "telepon": "(0631) 000-000",
    "email": "bkpsdm@contoh.invalid",
    "situs": "sibolgakota.go.id",
    "kop": "BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA\nJalan Dr. F. L. Tobing Nomor 37, Sibolga 22513",
    "nama_situs": "Sibolga ASN",
    "nama_warga": "Suara Sibolga",
    "pengirim": "Sibolga ASN",
    "zona": "Asia/Jakarta",
    "dasar": "Data contoh",
}

# The second officer, who confirms what the first one prepared: an import, a value that touches people.
KEDUA = "admin_kedua"
MASUK_SEBAGAI = {KEDUA: "admin_bkpsdm"}


@dataclass
class Kota:
    """What the rooms of the demonstration need: contexts of the demo accounts, and of anybody else."""

    sandi: str
    tanggal: date = field(default_factory=waktu.today)
    akun: dict[str, Pengguna] = field(default_factory=dict)
    masuk: list[tuple[str, str]] = field(default_factory=list)  # role and what its account signs in with
    klien: dict[str, Any] = field(default_factory=dict)
    _konteks: dict[int, Konteks] = field(default_factory=dict)

    def konteks(self, peran: str) -> Konteks:
        """The context of the demo account of a role."""
        return build(self.akun[peran], self.tanggal)

    def konteks_of(self, pegawai: Pegawai) -> Konteks:
        """The context of this person, whose account is opened if there is none."""
        if pegawai.pk not in self._konteks:
            if pegawai.akun_id is None:
                self.buka([pegawai])
                pegawai.refresh_from_db(fields=["akun"])
            self._konteks[pegawai.pk] = build(pegawai.akun, self.tanggal)
        return self._konteks[pegawai.pk]

    def buka(self, pegawai: list[Pegawai]) -> None:
        """Open accounts in one go. Nobody is handed the codes, so they open nothing: nobody can enter but with a new one."""
        dibuka = buka_akun(konteks=self.konteks("admin_bkpsdm"), pegawai=pegawai)
        for satu in dibuka:
            if satu.pegawai.akun:
                KodeAktivasi.objects.expire(satu.pegawai.akun)


def bangun_instansi() -> None:
    """Whose demonstration this is."""
    save_instansi(konteks=sistem(), mulai=date(2000, 1, 1), **INSTANSI)


def bangun_unit() -> None:
    """The unit tree, by the product's own import."""
    import_unit(actor=None, baris=baca_unit((DATA / "unit-kerja.json").read_text(encoding="utf-8")))


def bangun_admin(kota: Kota) -> None:
    """The first administrator, from whom every other right comes."""
    kota.akun["admin_bkpsdm"] = create_admin_pertama(nama="Yuliana Panggabean", email="bkpsdm@contoh.invalid", sandi=kota.sandi)
    kota.masuk.append(("admin_bkpsdm", "bkpsdm@contoh.invalid"))


def bangun_pimpinan(kota: Kota) -> None:
    """Who leads: posts that the import proposed are confirmed, the Wali Kota appraises the Sekda, the Sekda the heads.

    All of that long ago: in the name of no officer, who could else make no code for any head for two weeks (pegawai.jalan_masuk).
    """
    confirm_memimpin(konteks=sistem(), jabatan=list(Jabatan.objects.filter(usul_memimpin=True)))
    sekda = Jabatan.objects.get(nama="Sekretaris Daerah")
    kota.akun["pimpinan"] = _akun(kota, "pimpinan", "Rustam Hutabarat", "walikota@contoh.invalid")
    masa = DateRange(AWAL_JABATAN, None)
    wali_kota = PejabatNonAsn.objects.create(
        nama="Rustam Hutabarat", sebutan="Wali Kota Sibolga", akun=kota.akun["pimpinan"], masa=masa
    )
    create_penetapan_penilai(
        konteks=sistem(), dasar="Keputusan Wali Kota 800/12/2025", masa=masa, jabatan=sekda, penilai_pejabat=wali_kota
    )
    create_penetapan_penilai(
        konteks=sistem(),
        dasar="Keputusan Wali Kota 800/12/2025",
        masa=masa,
        unit=UnitKerja.objects.get(induk=None),
        penilai_jabatan=sekda,
    )


def bangun_akun(kota: Kota) -> None:
    """One account a role, two of the personnel office; employees sign in with their NIP."""
    kantor = UnitKerja.objects.get(nama=KANTOR)
    atasan = (
        Pegawai.objects.filter(jabatan__memimpin=True, unit__jalur__startswith=kantor.jalur, bawahan__isnull=False)
        .exclude(unit=kantor)
        .order_by("nama_urut", "pk")
        .first()
    )
    assert atasan is not None
    staf = list(Pegawai.objects.filter(atasan=atasan).order_by("nama_urut", "pk")[:2])
    inspektorat = Pegawai.objects.filter(unit__nama="Inspektorat", jabatan__memimpin=False).order_by("nama_urut").first()
    sdm = list(
        Pegawai.objects.filter(
            unit__jalur__startswith=UnitKerja.objects.get(nama=KANTOR_SDM).jalur, jabatan__memimpin=False
        ).order_by("nama_urut")[:3]
    )
    assert inspektorat is not None
    for peran, orang in (
        ("pegawai", staf[0]),
        ("atasan", atasan),
        ("pengelola_opd", staf[1]),
        ("auditor", inspektorat),
        ("tim_penilai", sdm[0]),
        ("moderator", sdm[1]),
        (KEDUA, sdm[2]),
    ):
        _akun_pegawai(kota, peran, orang)
    beri(kota, "pengelola_opd", kantor)
    for peran in ("auditor", "tim_penilai", "moderator", KEDUA):
        beri(kota, peran)
    for peran, nama in (("warga", "Ina Simatupang"), ("mitra", "Persatuan Guru Sibolga (contoh)")):
        kota.akun[peran] = _akun(kota, peran, nama, f"{peran}@contoh.invalid")
    for peran in ("pimpinan", "warga", "mitra"):
        beri(kota, peran)


def beri(kota: Kota, peran: str, unit: UnitKerja | None = None) -> None:
    """Grant a role to its demo account, by the services that BKPSDM uses."""
    tugas = create_penugasan_peran(
        konteks=kota.konteks("admin_bkpsdm"),
        pengguna=kota.akun[peran],
        peran=MASUK_SEBAGAI.get(peran, peran),
        unit=unit,
        mulai=date(2026, 1, 2),
        dasar="Kota contoh",
    )
    if tugas.menunggu:
        confirm_peran(konteks=kota.konteks(KEDUA), tugas=tugas, versi=tugas.versi)


def _akun(kota: Kota, peran: str, nama: str, email: str) -> Pengguna:
    kota.masuk.append((peran, email))
    return Pengguna.objects.create_user(email=email, password=kota.sandi, nama=nama)


def _akun_pegawai(kota: Kota, peran: str, orang: Pegawai) -> None:
    kota.buka([orang])
    orang.refresh_from_db(fields=["akun"])
    assert orang.akun is not None
    orang.akun.set_password(kota.sandi)
    orang.akun.save(update_fields=["password"])
    kota.akun[peran] = orang.akun
    kota.masuk.append((MASUK_SEBAGAI.get(peran, peran), orang.nomor))


def bangun_klien(kota: Kota) -> None:
    """A machine client with every scope that reads."""
    cakupan = sorted(CakupanTerdaftar().get_all_scopes())
    baru = create_klien_api(
        konteks=kota.konteks("admin_bkpsdm"), nama="Aplikasi contoh", cakupan=cakupan, penanggung_jawab="Diskominfo (contoh)"
    )
    kota.klien = {"id": baru.id, "rahasia": baru.rahasia, "cakupan": cakupan}


def buat_sandi() -> str:
    """A password that can be read out: new in every installation, so that none is known."""
    return f"teluk-{buat_kode(5)}-{buat_kode(5)}"
