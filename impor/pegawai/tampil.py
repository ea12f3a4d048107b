"""How a row of the preview reads: labels, dates in words, what happens when it is saved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from impor.koreksi import TANDA
from impor.models import DILEWATI, DITULIS, BarisImpor, PutusanBaris
from impor.pegawai.keadaan import PRIBADI
from impor.sebutan import Sebutan
from inti import telepon
from inti.keputusan import format_nilai
from inti.nomor import kelompokkan
from pegawai.models import JenisKelamin, JenisPegawai, StatusKawin

LABEL: dict[str, Any] = {
    "id_asing": gettext_lazy("PNS ID"),
    "nomor": gettext_lazy("NIP atau NI PPPK"),
    "nama": gettext_lazy("Nama"),
    "gelar_depan": gettext_lazy("Gelar depan"),
    "gelar_belakang": gettext_lazy("Gelar belakang"),
    "tempat_lahir": gettext_lazy("Tempat lahir"),
    "tanggal_lahir": gettext_lazy("Tanggal lahir"),
    "jenis_kelamin": gettext_lazy("Jenis kelamin"),
    "tmt_cpns": gettext_lazy("TMT CPNS atau kontrak"),
    "tmt_awal": gettext_lazy("Mulai CPNS atau kontrak"),
    "tmt_pns": gettext_lazy("TMT PNS"),
    "tmt_status": gettext_lazy("TMT status"),
    "sk_cpns": gettext_lazy("SK CPNS atau kontrak"),
    "sk_pns": gettext_lazy("SK PNS"),
    "jenis": gettext_lazy("Status kepegawaian"),
    "kedudukan": gettext_lazy("Kedudukan hukum"),
    "golongan": gettext_lazy("Golongan"),
    "tmt_golongan": gettext_lazy("TMT golongan"),
    "masa_kerja": gettext_lazy("Masa kerja golongan"),
    "jabatan": gettext_lazy("Jabatan"),
    "penugasan": gettext_lazy("Penugasan"),
    "unit": gettext_lazy("Unit kerja"),
    "tmt_jabatan": gettext_lazy("TMT jabatan"),
    "pendidikan": gettext_lazy("Pendidikan"),
    "nik": gettext_lazy("NIK"),
    "npwp": gettext_lazy("NPWP"),
    "bpjs": gettext_lazy("BPJS"),
    "alamat": gettext_lazy("Alamat"),
    "nomor_hp": gettext_lazy("Nomor HP"),
    "email": gettext_lazy("E-mail"),
    "email_dinas": gettext_lazy("E-mail dinas"),
    "agama": gettext_lazy("Agama"),
    "status_kawin": gettext_lazy("Status perkawinan"),
}
PILIHAN = {"jenis_kelamin": JenisKelamin, "status_kawin": StatusKawin}
GAYA = {PutusanBaris.DITOLAK: "buruk", PutusanBaris.BERUBAH: "laut", PutusanBaris.BARU: "baik"}


@dataclass(frozen=True)
class Beda:
    """One difference in words."""

    label: str
    lama: str
    baru: str


@dataclass(frozen=True)
class SelGalat:
    """A cell to be mended, with an input that holds what was typed."""

    id: str
    bidang: str
    kolom: str
    sel: str
    pesan: list[str]
    saran: list[str]
    usul: str


@dataclass(frozen=True)
class BarisTampil:
    """A row of the preview as the page shows it. `catatan`: why nothing of it is, or stays, stored; `tim`: so many people are led
    by somebody whom it moves."""

    b: BarisImpor
    nomor: str
    putusan: str
    gaya: str
    catatan: str = ""
    galat: list[SelGalat] = field(default_factory=list)
    beda: list[Beda] = field(default_factory=list)
    ringkas: str = ""
    tim: int = 0

    @property
    def ada_usul(self) -> bool:
        """Whether a value is proposed for at least one cell."""
        return any(g.usul for g in self.galat)

    @property
    def koreksi(self) -> bool:
        """Whether it replaces what the person put right."""
        return any(TANDA in p for p in self.b.peringatan)

    @property
    def pribadi(self) -> bool:
        """Whether the page shows private data that the city kept before."""
        return any(k in PRIBADI and lama for k, (lama, _baru) in self.b.beda.items())


def tampilkan(b: BarisImpor, sebutan: Sebutan, tim: int = 0) -> BarisTampil:
    """Put one row into words. `sebutan`: what is said of the list's rows by now; `tim` as in BarisTampil."""
    nomor = kelompokkan(str(b.bersih.get("nomor", "")))
    ditulis = b.nasib in DITULIS
    return BarisTampil(
        b,
        nomor,
        str(sebutan.putusan) if ditulis and sebutan.putusan else sebut_putusan(b),
        GAYA.get(PutusanBaris(b.nasib), "") if b.nasib in PutusanBaris.values and not (ditulis and sebutan.putusan) else "",
        str(sebutan.catatan) if ditulis else _dilewati(b),
        galat=_galat(b) if b.putusan == PutusanBaris.DITOLAK else [],
        beda=_beda(b.beda),
        ringkas=_ringkas(b) if b.putusan == PutusanBaris.BARU else "",
        tim=tim,
    )


def sebut_putusan(b: BarisImpor) -> str:
    """What becomes of a row, in a word."""
    return _("Dilewati") if b.nasib == DILEWATI else b.get_putusan_display()


def _dilewati(b: BarisImpor) -> str:
    if b.nasib != DILEWATI:
        return ""
    if b.dilewati_oleh is None:
        return _("Dilewati, jadi tidak ikut disimpan.")
    return _("Dilewati %(siapa)s, jadi tidak ikut disimpan.") % {"siapa": b.dilewati_oleh.nama}


def _beda(beda: dict[str, list[Any]]) -> list[Beda]:
    """Differences in words; the day from which a new unit counts stands beside the unit."""
    hasil = []
    for bidang, (lama, baru) in beda.items():
        teks = teks_sel(bidang, baru)
        if bidang == "unit" and "berlaku_unit" in beda:
            teks = _("%(unit)s, berlaku mulai %(mulai)s") % {
                "unit": teks,
                "mulai": teks_sel("berlaku_unit", beda["berlaku_unit"][1]),
            }
        if bidang != "berlaku_unit":
            hasil.append(Beda(str(LABEL.get(bidang, bidang)), teks_sel(bidang, lama), teks))
    return hasil


def _galat(b: BarisImpor) -> list[SelGalat]:
    """Errors by cell: one input a cell, whatever is wrong with it."""
    per_sel: dict[str, SelGalat] = {}
    for g in b.galat:
        sel = per_sel.setdefault(
            g["bidang"],
            SelGalat(f"b{b.nomor_baris}-{g['bidang']}", g["bidang"], g["kolom"], g["sel"], [], [], g.get("usul", "")),
        )
        sel.pesan.append(g["pesan"])
        sel.saran.append(g["saran"])
    return list(per_sel.values())


def _ringkas(b: BarisImpor) -> str:
    n = b.bersih
    jenis = str(JenisPegawai(n["jenis"]).label) if n.get("jenis") in JenisPegawai.values else ""
    return _("%(jenis)s, %(jabatan)s di %(unit)s, golongan %(golongan)s.") % {
        "jenis": jenis,
        "jabatan": n.get("jabatan", ""),
        "unit": n.get("unit", ""),
        "golongan": n.get("golongan", ""),
    }


def teks_sel(bidang: str, isi: Any) -> str:
    """One value of a difference in words: dates in full, numbers grouped, codes as their label."""
    if isi is None or isi == "":
        return ""
    if bidang in PILIHAN and isi in PILIHAN[bidang].values:
        return str(PILIHAN[bidang](isi).label)
    if bidang == "nomor":
        return kelompokkan(str(isi))
    if bidang == "nomor_hp":
        return telepon.kelompokkan(str(isi))
    hari = parse_date(str(isi)) if len(str(isi)) == 10 else None
    return format_nilai(hari) if hari else str(isi)
