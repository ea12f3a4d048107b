"""The law on performance: the predicate from two ratings, and the time to object; and when a number is asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import median_low
from typing import Any

from aturan.aturan import Aturan, Nilai
from aturan.daun import HARI_KERJA, Bilangan, Pilih
from aturan.skema import Bagian, Definisi, Kelompok, Tabel
from inti.hari_kerja import Kalender, alasan_kalender, baca_kalender
from inti.keputusan import Alasan, Istilah, Kalimat, Keputusan, MasukanDitolak, Parameter, _
from inti.masukan import JenisMasukan, Masukan

RATING = {
    i.kode: i
    for i in (
        Istilah("di_atas", _("di atas ekspektasi")),
        Istilah("sesuai", _("sesuai ekspektasi")),
        Istilah("di_bawah", _("di bawah ekspektasi")),
    )
}
PREDIKAT = {
    i.kode: i
    for i in (
        Istilah("sangat_baik", _("Sangat Baik")),
        Istilah("baik", _("Baik")),
        Istilah("butuh_perbaikan", _("Butuh Perbaikan")),
        Istilah("kurang", _("Kurang")),
        Istilah("sangat_kurang", _("Sangat Kurang")),
    )
}
_URUTAN = list(PREDIKAT)  # best first, as the national codes 1–5


def decide_predikat(*, hasil_kerja: str, perilaku: str, matriks: Parameter) -> Keputusan[str]:
    """Return the predicate that two ratings give.

    matriks  dated parameter {rating of results: {rating of behaviour: predicate}}

    Source: PermenPANRB 6/2022, SE MenPANRB 3/2023. Example: di_atas, sesuai → baik.
    """
    tabel: Mapping[str, Mapping[str, str]] = matriks.nilai
    kode = tabel[hasil_kerja][perilaku]
    nilai = {"hasil_kerja": RATING[hasil_kerja], "perilaku": RATING[perilaku], "predikat": PREDIKAT[kode]}
    return Keputusan(
        hasil=kode,
        alasan=(
            Alasan(
                _("Hasil kerja dinilai %(hasil_kerja)s."),
                nilai,
                hasil_kerja != "di_bawah",
                "hasil_kerja",
                cara=_bila(
                    _("Bila hasil kerja dinilai sesuai ekspektasi, predikat dapat menjadi Baik."),
                    hasil_kerja == "di_bawah" and perilaku != "di_bawah",
                ),
            ),
            Alasan(
                _("Perilaku kerja dinilai %(perilaku)s."),
                nilai,
                perilaku != "di_bawah",
                "perilaku",
                cara=_bila(
                    _("Perilaku di bawah ekspektasi tidak pernah memberi predikat di atas Kurang."), perilaku == "di_bawah"
                ),
            ),
            Alasan(_("Pertemuan keduanya pada matriks predikat: %(predikat)s."), nilai, None, "matriks", dasar=matriks.dasar),
        ),
        dasar=matriks.dasar,
        ringkas=Kalimat(_("Predikat %(predikat)s"), nilai),
        yang_mengubah=_yang_lebih_baik(tabel, hasil_kerja, perilaku),
        keberatan=Kalimat(
            _(
                "Tidak setuju? Ajukan keberatan dengan alasan kepada atasan pejabat penilai, paling lambat 14 hari sejak hasil diterima (PP 30/2019 pasal 59)."
            )
        ),
    )


def _bila(teks: str, berlaku: bool) -> str:
    return teks if berlaku else ""


def _yang_lebih_baik(tabel: Mapping[str, Mapping[str, str]], hasil_kerja: str, perilaku: str) -> tuple[Kalimat, ...]:
    """What one rating alone would have to be for a better predicate; both together where one alone does not do."""
    kini = _URUTAN.index(tabel[hasil_kerja][perilaku])
    satu = [
        *((_("Bila hasil kerja dinilai %(rating)s, predikatnya %(predikat)s."), r, tabel[r][perilaku]) for r in RATING),
        *((_("Bila perilaku kerja dinilai %(rating)s, predikatnya %(predikat)s."), r, tabel[hasil_kerja][r]) for r in RATING),
    ]
    lebih = tuple(Kalimat(teks, {"rating": RATING[r], "predikat": PREDIKAT[p]}) for teks, r, p in satu if _URUTAN.index(p) < kini)
    if lebih:
        return lebih
    if kini == 0:
        return (Kalimat(_("Ini predikat tertinggi.")),)
    return (Kalimat(_("Sangat Baik hanya bila hasil kerja dan perilaku kerja keduanya di atas ekspektasi.")),)


class KeadaanKeberatan(StrEnum):
    """How an objection stands in time."""

    TEPAT_WAKTU = "tepat_waktu"
    DITERIMA_DENGAN_TANDA = "diterima_dengan_tanda"
    LEWAT = "lewat"


@dataclass(frozen=True)
class TenggatKeberatan:
    """tenggat: the day shown to people; paling_akhir: accepted with a flag until then; keadaan: on the day asked."""

    tenggat: date
    paling_akhir: date
    keadaan: KeadaanKeberatan


def decide_keberatan(*, diterima: date, diajukan: date, aturan: Parameter, kalender: Kalender) -> Keputusan[TenggatKeberatan]:
    """Return until when one may object to an appraisal, and how an objection of `diajukan` stands.

    diterima  the day the document was received: day 0
    aturan    dated parameter {"hari_kalender": 14, "hari_kerja": 14}

    The regulation says 14 "days"; a training module counts working days. We show the
    calendar day and accept with a flag until the working day.
    Raises MasukanDitolak when `diajukan` lies before `diterima`.
    Source: PP 30/2019 art. 59. Example: received 2026-01-12 → 2026-01-26, with a flag until 2026-02-02.
    """
    _periksa_urutan(diterima, diajukan)
    tenggat = diterima + timedelta(days=aturan.nilai["hari_kalender"])
    akhir = max(tenggat, kalender.tambah(diterima, aturan.nilai["hari_kerja"]))
    hasil = TenggatKeberatan(tenggat, akhir, _keadaan(diajukan, tenggat, akhir))
    nilai = {
        "diterima": diterima,
        "diajukan": diajukan,
        "tenggat": tenggat,
        "akhir": akhir,
        "kalender": aturan.nilai["hari_kalender"],
        "kerja": aturan.nilai["hari_kerja"],
    }
    return Keputusan(
        hasil=hasil,
        alasan=(*_alasan_keberatan(hasil, nilai, aturan.dasar), *alasan_kalender(kalender, diterima, akhir)),
        dasar=aturan.dasar,
        ringkas=_RINGKAS_KEBERATAN[hasil.keadaan](nilai),
        yang_mengubah=(Kalimat(_("Tanggal penerimaan yang berbeda menggeser kedua batas.")),),
        keberatan=Kalimat(_("Keberatan ditujukan kepada atasan pejabat penilai; keputusannya final (PP 30/2019 pasal 59).")),
    )


def _periksa_urutan(diterima: date, diajukan: date) -> None:
    if diajukan < diterima:
        raise MasukanDitolak(
            _("Keberatan tertanggal %(diajukan)s, sebelum hasil diterima pada %(diterima)s."),
            {"diajukan": diajukan, "diterima": diterima},
            saran=_("Periksa kedua tanggal itu."),
            field="diajukan",
            kode="urutan",
        )


def _keadaan(diajukan: date, tenggat: date, akhir: date) -> KeadaanKeberatan:
    if diajukan <= tenggat:
        return KeadaanKeberatan.TEPAT_WAKTU
    return KeadaanKeberatan.DITERIMA_DENGAN_TANDA if diajukan <= akhir else KeadaanKeberatan.LEWAT


def _alasan_keberatan(hasil: TenggatKeberatan, nilai: Mapping[str, Any], dasar: str) -> tuple[Alasan, ...]:
    """Day 0, the deadline that is shown, and the day until which an objection is accepted with a flag."""
    return (
        Alasan(_("Hasil diterima %(diterima)s; hari itu dihitung sebagai hari ke-0."), nilai, None, "diterima"),
        Alasan(
            _("Keberatan paling lambat hari ke-%(kalender)s: %(tenggat)s."),
            nilai,
            hasil.keadaan == KeadaanKeberatan.TEPAT_WAKTU,
            "tenggat",
            dasar=dasar,
        ),
        Alasan(
            _(
                "Sesudah itu masih diterima dengan tanda sampai hari kerja ke-%(kerja)s: %(akhir)s, karena satuan 'hari' dibaca dengan dua cara."
            ),
            nilai,
            hasil.keadaan != KeadaanKeberatan.LEWAT,
            "paling_akhir",
        ),
    )


_RINGKAS_KEBERATAN = {
    KeadaanKeberatan.TEPAT_WAKTU: lambda n: Kalimat(_("Keberatan dapat diajukan sampai %(tenggat)s"), n),
    KeadaanKeberatan.DITERIMA_DENGAN_TANDA: lambda n: Kalimat(_("Masih diterima dengan tanda sampai %(akhir)s"), n),
    KeadaanKeberatan.LEWAT: lambda n: Kalimat(_("Waktu keberatan berakhir %(akhir)s"), n),
}


def _putusan_predikat(nilai: Nilai, /, *, hasil_kerja: str, perilaku: str, per: date) -> Keputusan[str]:
    return decide_predikat(hasil_kerja=hasil_kerja, perilaku=perilaku, matriks=nilai["matriks_predikat"])


def _putusan_keberatan(nilai: Nilai, /, *, diterima: date, diajukan: date | None, per: date) -> Keputusan[TenggatKeberatan]:
    return decide_keberatan(
        diterima=diterima,
        diajukan=diajukan or max(diterima, per),
        aturan=nilai["keberatan_kinerja"],
        kalender=baca_kalender(nilai["hari_libur"].nilai),
    )


LAZIM_KALI = 4  # so many times more or less than usual is asked about
LAZIM_SELISIH = 10  # small counts jump from 1 to 6 without a slip of the finger
LAZIM_TERAKHIR = 6  # so many entries make what is usual


def compute_lazim(baru: Decimal, sebelumnya: Sequence[Decimal]) -> Decimal | None:
    """Return the usual value of a measure where `baru` lies far off from it, else None: a reason to ask, never to refuse.

    baru         the number that was typed, in the unit of the measure
    sebelumnya   its entries until now, latest first; the first LAZIM_TERAKHIR count, by their median

    Not law: a slip of the finger costs least where it is made. Example: 99 after 18, 22 and 20 → 20; 5 after 78 → 78.
    """
    if not sebelumnya:
        return None
    lazim = median_low(sebelumnya[:LAZIM_TERAKHIR])
    jauh = baru > lazim * LAZIM_KALI or baru * LAZIM_KALI < lazim
    return lazim if jauh and abs(baru - lazim) >= LAZIM_SELISIH else None


ATURAN_PREDIKAT = Aturan(
    nama="predikat",
    judul=_("Predikat kinerja"),
    singkat=_("Predikat"),
    keterangan=_("Predikat yang lahir dari rating hasil kerja dan rating perilaku kerja."),
    dasar="PermenPANRB 6/2022; SE MenPANRB 3/2023",
    masukan=(
        Masukan("hasil_kerja", JenisMasukan.PILIHAN, _("Hasil kerja"), pilihan=tuple(RATING.values()), contoh="di_atas"),
        Masukan("perilaku", JenisMasukan.PILIHAN, _("Perilaku kerja"), pilihan=tuple(RATING.values()), contoh="sesuai"),
    ),
    putusan=_putusan_predikat,
    contoh=(
        {"hasil_kerja": "di_atas", "perilaku": "di_atas"},
        {"hasil_kerja": "sesuai", "perilaku": "sesuai"},
        {"hasil_kerja": "di_bawah", "perilaku": "sesuai"},
        {"hasil_kerja": "sesuai", "perilaku": "di_bawah"},
        {"hasil_kerja": "di_bawah", "perilaku": "di_bawah"},
    ),
    parameter=("matriks_predikat",),
)
ATURAN_KEBERATAN = Aturan(
    nama="keberatan",
    judul=_("Batas waktu keberatan atas penilaian"),
    singkat=_("Keberatan"),
    keterangan=_("Sampai kapan pegawai dapat berkeberatan atas hasil penilaian kinerjanya."),
    dasar="PP 30/2019 pasal 59",
    masukan=(
        Masukan("diterima", JenisMasukan.TANGGAL, _("Hasil penilaian diterima"), contoh="2026-01-12"),
        Masukan(
            "diajukan",
            JenisMasukan.TANGGAL,
            _("Keberatan diajukan"),
            wajib=False,
            petunjuk=_("Kosongkan bila belum diajukan."),
            contoh="2026-01-28",
        ),
    ),
    putusan=_putusan_keberatan,
    contoh=({"diterima": "2026-01-12", "diajukan": "2026-01-20"}, {"diterima": "2026-01-12", "diajukan": "2026-01-28"}),
    parameter=("keberatan_kinerja", "hari_libur"),
)
# The two sides of the matrix by their own names: 'di atas ekspektasi · di atas ekspektasi' doesn't tell which is which.
BARIS = (
    Istilah("di_atas", _("Hasil kerja di atas ekspektasi")),
    Istilah("sesuai", _("Hasil kerja sesuai ekspektasi")),
    Istilah("di_bawah", _("Hasil kerja di bawah ekspektasi")),
)
KOLOM = (
    Istilah("di_atas", _("Perilaku di atas ekspektasi")),
    Istilah("sesuai", _("Perilaku sesuai ekspektasi")),
    Istilah("di_bawah", _("Perilaku di bawah ekspektasi")),
)
PARAMETER = (
    Definisi(
        "matriks_predikat",
        _("Matriks predikat kinerja"),
        _("Predikat yang lahir dari rating hasil kerja (baris) dan rating perilaku kerja (kolom)."),
        Tabel(BARIS, Tabel(KOLOM, Pilih(tuple(PREDIKAT.values())))),
        dipakai=_("Dipakai saat penilaian ditetapkan; predikat yang sudah ditetapkan tidak berubah."),
    ),
    Definisi(
        "keberatan_kinerja",
        _("Tenggat keberatan atas hasil evaluasi"),
        _("Sampai hari ke berapa sejak hasil diterima: yang ditampilkan, dan yang masih diterima dengan tanda."),
        Kelompok(
            (
                Bagian("hari_kalender", _("Ditampilkan sebagai batas"), Bilangan(1, 365, _("hari kalender"))),
                Bagian("hari_kerja", _("Masih diterima dengan tanda"), HARI_KERJA),
            )
        ),
    ),
)
