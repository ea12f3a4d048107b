"""Retirement: the age limit of a post (BUP) and the day on which retirement starts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from aturan.aturan import Aturan, Nilai
from inti.keputusan import Alasan, Bulan, Istilah, Kalimat, Keputusan, MasukanDitolak, _
from inti.masukan import JenisMasukan, Masukan

JABATAN = {
    i.kode: i
    for i in (
        Istilah("jpt", _("Pimpinan tinggi (kepala dinas, badan, sekretaris daerah)")),
        Istilah("administrator", _("Administrator (camat, kepala bidang, kepala bagian)")),
        Istilah("pengawas", _("Pengawas (lurah, kepala seksi, kepala subbagian)")),
        Istilah("pelaksana", _("Pelaksana")),
        Istilah("ahli_utama", _("Fungsional ahli utama")),
        Istilah("ahli_madya", _("Fungsional ahli madya")),
        Istilah("ahli_muda", _("Fungsional ahli muda")),
        Istilah("ahli_pertama", _("Fungsional ahli pertama")),
        Istilah("penyelia", _("Fungsional penyelia")),
        Istilah("mahir", _("Fungsional mahir")),
        Istilah("terampil", _("Fungsional terampil")),
        Istilah("pemula", _("Fungsional pemula")),
        Istilah("guru", _("Guru, semua jenjang")),
        Istilah("peneliti_madya", _("Peneliti atau perekayasa ahli madya")),
        Istilah("peneliti_utama", _("Peneliti atau perekayasa ahli utama")),
    )
}
PARAMETER = ("bup_jabatan", "bup_jenjang", "bup_khusus")
TANGGAL_LAHIR = Masukan(
    "tanggal_lahir",
    JenisMasukan.TANGGAL,
    _("Tanggal lahir"),
    petunjuk=_("Misalnya 12-5-1968 atau 12 Mei 1968."),
    contoh="1968-05-12",
    pribadi=True,
)


@dataclass(frozen=True)
class Bup:
    """An age limit in whole years and where it is written."""

    usia: int
    dasar: str


@dataclass(frozen=True)
class Pensiun:
    """bup: the age limit that counts, in years; tmt: first day of retirement."""

    bup: int
    tmt: date


def daftar_bup(nilai: Nilai) -> dict[str, Bup]:
    """Return the age limit of every kind of post from the dated parameters; special laws come before levels.

    Where one of the parameters is missing, its posts are too.
    """
    umum = {
        kode: Bup(usia, nilai[nama].dasar)
        for nama in ("bup_jabatan", "bup_jenjang")
        if nama in nilai
        for kode, usia in nilai[nama].nilai.items()
    }
    if "bup_khusus" not in nilai:
        return umum
    return umum | {kode: Bup(isi["usia"], isi["dasar"]) for kode, isi in nilai["bup_khusus"].nilai.items()}


def compute_tmt_pensiun(tanggal_lahir: date, bup: int) -> date:
    """Return the first day of the month after the birthday on which `bup` years are reached.

    Months are counted, not days, so 29 February needs no special case and the 1st of a month gains no month.
    Example: born 1968-05-01, 58 → 2026-06-01.
    """
    bulan = (tanggal_lahir.year + bup) * 12 + tanggal_lahir.month  # months from year 0; the next month, counted from 0
    return date(bulan // 12, bulan % 12 + 1, 1)


def decide_pensiun(*, tanggal_lahir: date, jabatan: str, bup: Bup, per: date) -> Keputusan[Pensiun]:
    """Return when retirement starts for someone who holds such a post on that day.

    jabatan  a code of JABATAN, for the words only; `bup` is its limit from `daftar_bup`
    per      the day on which the question is asked

    Raises MasukanDitolak when the birth date lies after `per`.
    Source: UU 20/2023 art. 55, PP 11/2017 art. 239. Example: administrator born 1968-05-12 → 58, 2026-06-01.
    """
    if tanggal_lahir > per:
        raise MasukanDitolak(
            _("Tanggal lahir %(lahir)s belum terjadi per %(per)s."),
            {"lahir": tanggal_lahir, "per": per},
            saran=_("Periksa tahun lahirnya."),
            field="tanggal_lahir",
            kode="masa_depan",
        )
    tmt = compute_tmt_pensiun(tanggal_lahir, bup.usia)
    nilai = {"lahir": tanggal_lahir, "jabatan": JABATAN[jabatan], "bup": bup.usia, "tmt": tmt, "per": per}
    tercapai = per >= tmt
    return Keputusan(
        hasil=Pensiun(bup.usia, tmt),
        alasan=(
            Alasan(_("Batas usia pensiun untuk %(jabatan)s: %(bup)s tahun."), nilai, None, "bup", dasar=bup.dasar),
            Alasan(
                _("Lahir %(lahir)s, jadi genap %(bup)s tahun pada %(genap)s."),
                nilai | {"genap": _genap(tanggal_lahir, bup.usia)},
                None,
                "genap",
            ),
            Alasan(
                _(
                    "Tetap bertugas sampai akhir bulan itu, lalu pensiun mulai tanggal 1 bulan berikutnya: %(tmt)s. Berlaku juga bagi yang lahir tanggal 1."
                ),
                nilai,
                None,
                "tmt",
            ),
            Alasan(
                _("Per %(per)s saat pensiun itu sudah tiba.") if tercapai else _("Per %(per)s saat pensiun itu belum tiba."),
                nilai,
                None,
                "tercapai",
            ),
        ),
        dasar=bup.dasar,
        ringkas=Kalimat(_("Pensiun mulai %(tmt)s"), nilai),
        yang_mengubah=(
            Kalimat(_("Jabatan lain dapat berbatas usia lain: yang dipakai adalah jabatan pada hari genap usia itu.")),
            Kalimat(_("Peraturan baru dapat mengubah batas usia; nilai di sini disimpan bersama tanggal berlakunya.")),
        ),
        keberatan=Kalimat(
            _("Berbeda dengan surat yang Anda pegang? Tanyakan kepada pengelola kepegawaian unit Anda, dengan membawa surat itu.")
        ),
    )


def decide_pindah_jabatan(*, tanggal_lahir: date, bup_baru: Bup, tmt_jabatan: date) -> Keputusan[bool]:
    """Return whether a post with this age limit can still be taken up on `tmt_jabatan`.

    A move to a post whose limit is already past would end the service at once.
    Example: born 1967-01-10, to a post of 58 years on 2026-03-01 → False (retired since 2025-02-01).
    """
    tmt = compute_tmt_pensiun(tanggal_lahir, bup_baru.usia)
    boleh = tmt_jabatan < tmt
    nilai = {"tmt_jabatan": tmt_jabatan, "bup": bup_baru.usia, "tmt": tmt}
    return Keputusan(
        hasil=boleh,
        alasan=(
            Alasan(
                _("Dengan batas usia %(bup)s tahun, pensiun mulai %(tmt)s; jabatan baru mulai %(tmt_jabatan)s."),
                nilai,
                boleh,
                "bup_baru",
                dasar=bup_baru.dasar,
                cara=""
                if boleh
                else _("Pilih jabatan dengan batas usia yang lebih tinggi; pindah ke jabatan ini mengakhiri masa kerja."),
            ),
        ),
        dasar=bup_baru.dasar,
        ringkas=Kalimat(_("Jabatan baru dapat diduduki") if boleh else _("Batas usia jabatan baru sudah lewat")),
    )


def _genap(lahir: date, bup: int) -> date | Bulan:
    """The birthday on which the age is reached; only its month for 29 February in an ordinary year."""
    try:
        return lahir.replace(year=lahir.year + bup)
    except ValueError:
        return Bulan(lahir.year + bup, lahir.month)


def get_bup(nilai: Nilai, jabatan: str, per: date, bidang: str = "jabatan") -> Bup:
    """Return the age limit of a kind of post as it counts on `per`.

    Raises MasukanDitolak, pointing at `bidang`, where the law of that day knows none.
    """
    bup = daftar_bup(nilai)
    if jabatan not in bup:
        raise MasukanDitolak(
            _("Batas usia untuk %(jabatan)s belum tercatat per %(per)s."),
            {"jabatan": JABATAN[jabatan], "per": per},
            saran=_("Pilih tanggal yang lebih baru atau jabatan lain."),
            field=bidang,
            kode="bup_hilang",
        )
    return bup[jabatan]


def _putusan_pensiun(nilai: Nilai, /, *, tanggal_lahir: date, jabatan: str, per: date) -> Keputusan[Pensiun]:
    return decide_pensiun(tanggal_lahir=tanggal_lahir, jabatan=jabatan, bup=get_bup(nilai, jabatan, per), per=per)


def _putusan_pindah(nilai: Nilai, /, *, tanggal_lahir: date, jabatan_baru: str, tmt_jabatan: date, per: date) -> Keputusan[bool]:
    bup = get_bup(nilai, jabatan_baru, per, "jabatan_baru")
    return decide_pindah_jabatan(tanggal_lahir=tanggal_lahir, bup_baru=bup, tmt_jabatan=tmt_jabatan)


ATURAN_PENSIUN = Aturan(
    nama="pensiun",
    judul=_("Kapan pensiun"),
    singkat=_("Pensiun"),
    keterangan=_("Batas usia pensiun menurut jabatan, dan tanggal mulai pensiun."),
    dasar="UU 20/2023 pasal 55; PP 11/2017 pasal 239; UU 14/2005",
    masukan=(
        TANGGAL_LAHIR,
        Masukan("jabatan", JenisMasukan.PILIHAN, _("Jabatan"), pilihan=tuple(JABATAN.values()), contoh="administrator"),
    ),
    putusan=_putusan_pensiun,
    contoh=(
        {"tanggal_lahir": "1968-05-12", "jabatan": "administrator"},
        {"tanggal_lahir": "1968-02-29", "jabatan": "pelaksana"},
        {"tanggal_lahir": "1966-07-15", "jabatan": "guru"},
        {"tanggal_lahir": "1961-10-20", "jabatan": "ahli_utama"},
    ),
    parameter=PARAMETER,
)
ATURAN_PINDAH_JABATAN = Aturan(
    nama="pindah_jabatan",
    judul=_("Pindah jabatan dan batas usianya"),
    singkat=_("Pindah jabatan"),
    keterangan=_("Apakah jabatan baru masih dapat diduduki, atau batas usianya sudah lewat."),
    dasar="UU 20/2023 pasal 55; PP 11/2017 pasal 239; UU 14/2005",
    masukan=(
        replace(TANGGAL_LAHIR, contoh="1967-01-10"),
        Masukan("jabatan_baru", JenisMasukan.PILIHAN, _("Jabatan baru"), pilihan=tuple(JABATAN.values()), contoh="administrator"),
        Masukan("tmt_jabatan", JenisMasukan.TANGGAL, _("TMT jabatan baru"), contoh="2026-03-01"),
    ),
    putusan=_putusan_pindah,
    contoh=(
        {"tanggal_lahir": "1967-01-10", "jabatan_baru": "administrator", "tmt_jabatan": "2026-03-01"},
        {"tanggal_lahir": "1970-01-10", "jabatan_baru": "administrator", "tmt_jabatan": "2026-03-01"},
    ),
    parameter=PARAMETER,
)
