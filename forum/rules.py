"""The law on complaints: the working days within which a citizen's input is handled."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from aturan.aturan import Aturan, Nilai
from aturan.daun import HARI_KERJA
from aturan.skema import Bagian, Definisi, Kelompok, Tabel
from inti.hari_kerja import Kalender, alasan_kalender, baca_kalender
from inti.keputusan import Alasan, Istilah, Kalimat, Keputusan, Parameter, _
from inti.masukan import JenisMasukan, Masukan

JENIS = {
    i.kode: i
    for i in (
        Istilah("pengaduan", _("Pengaduan")),
        Istilah("pengaduan_pengawasan", _("Pengaduan yang perlu pemeriksaan")),
        Istilah("aspirasi", _("Aspirasi atau usul")),
        Istilah("permintaan_informasi", _("Permintaan informasi")),
    )
}


@dataclass(frozen=True)
class TenggatAspirasi:
    """The last day of each step."""

    verifikasi: date
    tanggapan_pertama: date
    selesai: date


def decide_tenggat(
    *, jenis: str, diterima: date, aturan: Parameter, kalender: Kalender, berhenti: Collection[date] = ()
) -> Keputusan[TenggatAspirasi]:
    """Return until when a citizen's input is to be checked, first answered and finished.

    diterima  the day it was received: day 0
    aturan    dated parameter {"verifikasi": 3, "tanggapan_pertama": 5, "selesai": {kind: days}}, working days
    berhenti  days on which the clock stood still, because the sender was asked for more

    Source: PermenPANRB 62/2018. Example: complaint received 2026-03-16 → check by 26 March, answer by 30 March, finish by 13 April.
    """
    hari = {
        "verifikasi": aturan.nilai["verifikasi"],
        "tanggapan_pertama": aturan.nilai["tanggapan_pertama"],
        "selesai": aturan.nilai["selesai"][jenis],
    }
    tenggat = TenggatAspirasi(**{langkah: kalender.tambah(diterima, n, berhenti) for langkah, n in hari.items()})
    terakhir = max(tenggat.verifikasi, tenggat.tanggapan_pertama, tenggat.selesai)
    dilewati = len({h for h in berhenti if diterima < h <= terakhir and kalender.is_hari_kerja(h)})
    nilai = {"diterima": diterima, "jenis": JENIS[jenis], "dilewati": dilewati}

    return Keputusan(
        hasil=tenggat,
        alasan=(
            *_alasan_tenggat(tenggat, hari, nilai, aturan.dasar),
            *_alasan_berhenti(dilewati, nilai),
            *alasan_kalender(kalender, diterima, terakhir),
        ),
        dasar=aturan.dasar,
        ringkas=Kalimat(_("Selesai paling lambat %(selesai)s"), {"selesai": tenggat.selesai}),
        yang_mengubah=(
            Kalimat(_("Bila pengirim diminta melengkapi keterangan, hitungan hari berhenti sampai keterangan itu datang.")),
        ),
        keberatan=Kalimat(_("Lewat dari tanggal itu? Balas di halaman laporan Anda, atau sampaikan lewat SP4N-LAPOR!")),
    )


def _alasan_tenggat(
    tenggat: TenggatAspirasi, hari: Mapping[str, int], nilai: Mapping[str, Any], dasar: str
) -> tuple[Alasan, ...]:
    """Day 0, then each step with its days and its last day."""

    def langkah(kode: str, teks: str) -> Alasan:
        return Alasan(teks, {**nilai, "hari": hari[kode], "tenggat": getattr(tenggat, kode)}, None, kode, dasar=dasar)

    return (
        Alasan(
            _(
                "Diterima %(diterima)s; hari itu dihitung sebagai hari ke-0. Sabtu, Minggu, hari libur, dan cuti bersama dilewati."
            ),
            nilai,
            None,
            "diterima",
        ),
        langkah("verifikasi", _("Diperiksa dan diteruskan dalam %(hari)s hari kerja: paling lambat %(tenggat)s.")),
        langkah("tanggapan_pertama", _("Tanggapan pertama dalam %(hari)s hari kerja: paling lambat %(tenggat)s.")),
        langkah("selesai", _("%(jenis)s diselesaikan dalam %(hari)s hari kerja: paling lambat %(tenggat)s.")),
    )


def _alasan_berhenti(dilewati: int, nilai: Mapping[str, Any]) -> tuple[Alasan, ...]:
    """The days on which the clock stood still, where there were any."""
    if not dilewati:
        return ()
    teks = _("Waktu berhenti selama %(dilewati)s hari kerja, menunggu keterangan dari pengirim.")
    return (Alasan(teks, nilai, None, "berhenti"),)


def _putusan(nilai: Nilai, /, *, jenis: str, diterima: date, per: date) -> Keputusan[TenggatAspirasi]:
    return decide_tenggat(
        jenis=jenis,
        diterima=diterima,
        aturan=nilai["tenggat_aspirasi"],
        kalender=baca_kalender(nilai["hari_libur"].nilai),
    )


ATURAN_TENGGAT = Aturan(
    nama="tenggat_aspirasi",
    judul=_("Batas waktu suara warga"),
    singkat=_("Suara warga"),
    keterangan=_("Sampai kapan pengaduan, aspirasi, atau permintaan informasi harus dijawab dan diselesaikan."),
    dasar="PermenPANRB 62/2018",
    masukan=(
        Masukan("jenis", JenisMasukan.PILIHAN, _("Jenis"), pilihan=tuple(JENIS.values()), contoh="pengaduan"),
        Masukan("diterima", JenisMasukan.TANGGAL, _("Tanggal diterima"), contoh="2026-03-16"),
    ),
    putusan=_putusan,
    contoh=(
        {"jenis": "pengaduan", "diterima": "2026-03-16"},
        {"jenis": "permintaan_informasi", "diterima": "2026-05-13"},
        {"jenis": "pengaduan_pengawasan", "diterima": "2026-01-05"},
    ),
    parameter=("tenggat_aspirasi", "hari_libur"),
)
PARAMETER = Definisi(
    "tenggat_aspirasi",
    _("Tenggat menjawab masukan warga"),
    _("Dalam berapa hari kerja setiap langkah selesai, dihitung dari hari diterima."),
    Kelompok(
        (
            Bagian("verifikasi", _("Diperiksa dan diteruskan"), HARI_KERJA),
            Bagian("tanggapan_pertama", _("Tanggapan pertama"), HARI_KERJA),
            Bagian("selesai", _("Selesai"), Tabel(tuple(JENIS.values()), HARI_KERJA)),
            Bagian("tutup_otomatis", _("Ditutup bila pengirim tidak menjawab"), HARI_KERJA),
        )
    ),
    dipakai=_("Dipakai saat masukan diterima dan setiap kali tenggatnya ditetapkan; tenggat yang sudah berjalan tidak berubah."),
)
