"""Invented people, the same ones in every run: person number i is always the same."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

DEPAN = (
    "Masdelima", "Rustam", "Yuliana", "Parlindungan", "Nurlela", "Hotman", "Ida", "Sahat", "Lestari", "Bonar", "Roslina", "Marihot", "Dewi",
    "Togar", "Fitri", "Jansen", "Sri", "Poltak", "Rahma", "Edison", "Tiurma", "Iskandar", "Lamtiur", "Zulkifli", "Melati", "Binsar", "Nurhayati",
    "Darwin", "Ernita", "Saut", "Rosmawati", "Ahmad", "Duma", "Hendra", "Mawar", "Ramli", "Vera", "Tumpal", "Asni", "Yusuf", "Berliana",
)  # fmt: skip
TENGAH = (
    "",
    "Lince",
    "Hasian",
    "Putra",
    "Boru",
    "Maruli",
    "Sari",
    "Anggiat",
    "Uli",
    "Syahrial",
    "Tio",
    "Ridwan",
    "Novita",
    "Elisabet",
    "Gabe",
)
MARGA = (
    "Manalu", "Hutabarat", "Panggabean", "Sibarani", "Caniago", "Simatupang", "Marbun", "Tanjung", "Pasaribu", "Hutagalung", "Sihombing", "Lubis",
    "Nasution", "Tarihoran", "Situmeang", "Zega", "Telaumbanua", "Silitonga", "Pohan", "Aritonang", "Siregar", "Batubara", "Sinaga", "Chaniago",
    "Limbong", "Tampubolon", "Gultom", "Harahap", "Daulay", "Koto", "Simanjuntak", "Lumbantobing", "Sitompul", "Nainggolan", "Piliang",
)  # fmt: skip
JABATAN = (
    ("Guru Ahli Pertama", "Jabatan Fungsional"), ("Guru Ahli Muda", "Jabatan Fungsional"), ("Perawat Terampil", "Jabatan Fungsional"),
    ("Bidan Mahir", "Jabatan Fungsional"), ("Analis Kebijakan Ahli Muda", "Jabatan Fungsional"), ("Pengadministrasi Perkantoran", "Jabatan Pelaksana"),
    ("Penata Layanan Operasional", "Jabatan Pelaksana"), ("Pengelola Keuangan", "Jabatan Pelaksana"),
)  # fmt: skip
PANGKAT = ("III/a", "III/b", "III/c", "III/d", "IV/a")
TEMPAT = ("Sibolga", "Pandan", "Barus", "Medan", "Tarutung", "Padangsidimpuan", "Gunungsitoli")
AGAMA = (("1", "Islam"), ("2", "Kristen"), ("3", "Katolik"))
PENDIDIKAN = (
    ("s1", "S-1/Sarjana", "S-1 Administrasi Negara"),
    ("s2", "S-2", "S-2 Administrasi Publik"),
    ("d3", "Diploma III/Sarjana Muda", "D-III Keperawatan"),
)
LAHIR_AWAL, HARI_LAHIR = date(1968, 1, 1), 11_000


@dataclass(frozen=True)
class Orang:
    """One invented employee; `memimpin` holds the leading post of unit number `unit`."""

    nomor_urut: int
    nama: str
    wanita: bool
    lahir: date
    pppk: bool
    tmt_cpns: date
    nomor: str
    nik: str
    golongan: str
    tmt_golongan: date
    tmt_jabatan: date
    unit: int
    memimpin: bool
    jabatan: str
    jenis_jabatan: str

    @property
    def pns_id(self) -> str:
        """The key in the national system."""
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"bench-{self.nomor_urut}"))

    @property
    def tmt_pns(self) -> date:
        """A year after the candidate's appointment."""
        return self.tmt_cpns.replace(year=self.tmt_cpns.year + 1)


def nama_orang(i: int) -> str:
    """A name of the coast of Tapanuli; the parts turn at different speeds."""
    tengah = TENGAH[i // len(DEPAN) % len(TENGAH)]
    return " ".join(bagian for bagian in (DEPAN[i % len(DEPAN)], tengah, MARGA[(i * 7 + i // 600) % len(MARGA)]) if bagian)


def orang(i: int, unit: int) -> Orang:
    """Person number `i` (from 0) in a city of `unit` units: the first of each unit leads it. Numbers are unique up to ten million."""
    lahir = LAHIR_AWAL + timedelta(days=i * 37 % HARI_LAHIR)
    wanita, pppk, memimpin = i % 2 == 1, i % 5 == 4 and i >= unit, i < unit
    mulai = date(2021 + i % 3, 1 + i % 12, 1) if pppk else date(lahir.year + 22 + i % 5, 1 + i % 12, 1)
    seri = f"{2 if wanita else 1}{i % 999 + 1:03}"
    tmt_golongan = mulai if pppk else max(mulai, date(2020 + i % 6, 4 + i % 2 * 6, 1))
    jabatan, jenis = ("", "Jabatan Struktural") if memimpin else JABATAN[i // unit % len(JABATAN)]
    return Orang(
        nomor_urut=i,
        nama=nama_orang(i),
        wanita=wanita,
        lahir=lahir,
        pppk=pppk,
        tmt_cpns=mulai,
        nomor=f"{lahir:%Y%m%d}{mulai:%Y}21{seri}" if pppk else f"{lahir:%Y%m%d}{mulai:%Y%m}{seri}",
        nik=f"990101{lahir.day + 40 * wanita:02}{lahir:%m%y}{i % 9999 + 1:04}",
        golongan="IX" if pppk else "III/a" if tmt_golongan == mulai else PANGKAT[i % len(PANGKAT)],
        tmt_golongan=tmt_golongan,
        tmt_jabatan=tmt_golongan,
        unit=i % unit,
        memimpin=memimpin,
        jabatan=jabatan,
        jenis_jabatan=jenis,
    )


def nama_jabatan(o: Orang, nama_unit: str) -> str:
    """The post's title; a leading one carries the unit's name."""
    return f"Kepala {nama_unit}" if o.memimpin else o.jabatan
