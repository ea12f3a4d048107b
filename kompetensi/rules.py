"""The law on learning: the hours (jam pelajaran, JP) of a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from aturan.aturan import Aturan, Nilai
from aturan.daun import Bilangan
from aturan.skema import Definisi, Tabel
from inti.keputusan import Alasan, Istilah, Kalimat, Keputusan, Parameter, _
from inti.masukan import JenisMasukan, Masukan

JENIS = {i.kode: i for i in (Istilah("pns", _("PNS atau CPNS")), Istilah("pppk", _("PPPK")))}


@dataclass(frozen=True)
class JpTahunan:
    """Hours of one year.

    jp        hours reached
    target    hours the law asks for; None where it asks for none (PPPK)
    kurang    hours still missing, 0 when reached
    tercapai  None where there is no target
    """

    jp: Decimal
    target: int | None
    kurang: Decimal
    tercapai: bool | None


def decide_jp_tahunan(
    *, jenis: str, jp: Iterable[Decimal], target: Parameter, dibiayai: Parameter | None
) -> Keputusan[JpTahunan]:
    """Return the year's hours against what the law asks.

    jenis     'pns' (CPNS included) or 'pppk'
    jp        hours of every training of the year that was finished
    target    dated parameter {"pns": 20}: at least so many hours
    dibiayai  dated parameter {"pppk": 24}: at most so many hours are paid for; learning more may be recorded.
              None before the first decree: no limit

    Source: PP 11/2017 art. 203, PP 49/2018 art. 40, UU 20/2023 art. 49. Example: PNS, 8 + 10 → 18 of 20, 2 missing.
    """
    daftar = tuple(jp)
    jumlah = sum(daftar, Decimal(0))
    paling_sedikit: int | None = target.nilai.get(jenis)
    kurang = max(Decimal(0), Decimal(paling_sedikit) - jumlah) if paling_sedikit is not None else Decimal(0)
    tercapai = None if paling_sedikit is None else kurang == 0
    nilai = {
        "jenis": JENIS[jenis],
        "jp": jumlah,
        "kegiatan": len(daftar),
        "target": paling_sedikit,
        "kurang": kurang,
        "batas": dibiayai.nilai.get(jenis) if dibiayai else None,
    }
    return Keputusan(
        hasil=JpTahunan(jumlah, paling_sedikit, kurang, tercapai),
        alasan=(
            Alasan(_("Jumlah dari %(kegiatan)s kegiatan yang selesai tahun ini: %(jp)s JP."), nilai, None, "jumlah"),
            _alasan_target(tercapai, nilai, target.dasar),
            *_alasan_dibiayai(nilai, dibiayai.dasar if dibiayai else ""),
        ),
        dasar=target.dasar
        if tercapai is not None
        else "; ".join(["UU 20/2023 pasal 49", *([dibiayai.dasar] if dibiayai else [])]),
        ringkas=_ringkas(tercapai, nilai),
        yang_mengubah=(Kalimat(_("Setiap pelatihan yang selesai menambah JP pada tahun selesainya.")),),
        keberatan=Kalimat(
            _("Ada pelatihan yang belum terhitung? Unggah sertifikatnya, pengelola kepegawaian unit Anda memeriksanya.")
        ),
    )


def _alasan_target(tercapai: bool | None, nilai: Mapping[str, Any], dasar: str) -> Alasan:
    """The least number of hours, and whether it is reached; without a number, the duty alone."""
    if tercapai is None:
        return Alasan(
            _("%(jenis)s wajib belajar terus-menerus, tanpa jumlah JP paling sedikit."),
            nilai,
            None,
            "tanpa_target",
            dasar="UU 20/2023 pasal 49",
        )
    return Alasan(
        _("%(jenis)s: paling sedikit %(target)s JP setahun."),
        nilai,
        tercapai,
        "target",
        dasar=dasar,
        cara="" if tercapai else _("Masih kurang %(kurang)s JP: ikuti pelatihan dari katalog sebelum akhir tahun."),
    )


def _alasan_dibiayai(nilai: Mapping[str, Any], dasar: str) -> tuple[Alasan, ...]:
    """Up to how many hours are paid for, where there is such a limit."""
    if nilai["batas"] is None:
        return ()
    lebih = nilai["jp"] > nilai["batas"]
    teks = (
        _("Yang dibiayai paling banyak %(batas)s JP setahun; selebihnya boleh dicatat, tanpa biaya daerah.")
        if lebih
        else _("Pengembangan yang dibiayai paling banyak %(batas)s JP setahun.")
    )
    return (Alasan(teks, nilai, None, "dibiayai", peringatan=lebih, dasar=dasar),)


def _ringkas(tercapai: bool | None, nilai: Mapping[str, Any]) -> Kalimat:
    if tercapai is None:
        return Kalimat(_("%(jp)s JP tahun ini"), nilai)
    return Kalimat(
        _("%(jp)s dari %(target)s JP: tercapai") if tercapai else _("%(jp)s dari %(target)s JP: kurang %(kurang)s"), nilai
    )


def _putusan(nilai: Nilai, /, *, jenis_pegawai: str, jp: Iterable[Decimal] | None, per: date) -> Keputusan[JpTahunan]:
    return decide_jp_tahunan(jenis=jenis_pegawai, jp=jp or (), target=nilai["jp_tahunan"], dibiayai=nilai.get("jp_dibiayai"))


ATURAN_JP_TAHUNAN = Aturan(
    nama="jp_tahunan",
    judul=_("Jam pelajaran setahun"),
    singkat=_("Jam pelajaran"),
    keterangan=_("Apakah jam pelajaran (JP) tahun ini sudah cukup."),
    dasar="PP 11/2017 pasal 203; PP 49/2018 pasal 40; UU 20/2023 pasal 49",
    masukan=(
        Masukan("jenis_pegawai", JenisMasukan.PILIHAN, _("Jenis pegawai"), pilihan=tuple(JENIS.values()), contoh="pns"),
        Masukan(
            "jp",
            JenisMasukan.DAFTAR_BILANGAN,
            _("JP setiap pelatihan tahun ini"),
            petunjuk=_("Pisahkan dengan titik koma, misalnya 8; 12."),
            wajib=False,
            contoh=[8, 10],
            terbesar=Decimal(1000),
        ),
    ),
    putusan=_putusan,
    contoh=(
        {"jenis_pegawai": "pns", "jp": [8, 10]},
        {"jenis_pegawai": "pns", "jp": [8, 12]},
        {"jenis_pegawai": "pppk", "jp": [24, 6]},
    ),
    parameter=("jp_tahunan", "jp_dibiayai"),
    boleh_kosong=("jp_dibiayai",),
)
PARAMETER = (
    Definisi(
        "jp_tahunan",
        _("Jam pelajaran paling sedikit setahun"),
        _("Berapa jam pelajaran yang wajib dicapai dalam satu tahun, menurut jenis pegawai. Kosong berarti tanpa angka wajib."),
        Tabel(tuple(JENIS.values()), Bilangan(1, 400, _("JP")), lengkap=False),
    ),
    Definisi(
        "jp_dibiayai",
        _("Jam pelajaran yang dibiayai, paling banyak"),
        _("Sampai berapa jam pelajaran setahun yang dibiayai daerah, menurut jenis pegawai. Kosong berarti tanpa batas."),
        Tabel(tuple(JENIS.values()), Bilangan(1, 400, _("JP")), lengkap=False),
    ),
)
