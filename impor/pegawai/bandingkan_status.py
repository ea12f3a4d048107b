"""CPNS, PNS, PPPK and the legal standing: what a row says of them against what the city knows."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from impor.pegawai.baris import Baris
from impor.pegawai.keadaan import Orang, Status
from impor.pegawai.periksa import Pemeriksa
from impor.pegawai.rencana import RencanaStatus
from impor.pegawai.tanggal import tanggal_teks
from pegawai.models import JenisPegawai, Kedudukan

SERUMPUN = {"cpns": ("cpns", "pns"), "pns": ("cpns", "pns"), "pppk": ("pppk",)}
BIDANG_TMT = {"cpns": "tmt_cpns", "pppk": "tmt_cpns", "pns": "tmt_pns"}


def awal(b: Baris) -> date:
    """First day of service: TMT CPNS or the contract, else the earliest day that the row names."""
    hari: date = b.bersih.get("tmt_cpns") or min(b.bersih["tmt_golongan"], b.bersih["tmt_jabatan"])
    return hari


def bandingkan(periksa: Pemeriksa, b: Baris, orang: Orang | None) -> None:
    """Plan the rows of the status history, and note what differs."""
    rantai = _rantai(b)
    riwayat = orang.status if orang else []
    if not riwayat:
        _tulis(b, _dengan_kedudukan(rantai, b.bersih.get("kedudukan", Kedudukan.AKTIF.value), periksa.acuan.per))
        if orang:
            b.beda["jenis"] = ["", str(JenisPegawai(rantai[-1].jenis).label)]
        return
    akhir = riwayat[-1]
    if akhir.jenis != rantai[-1].jenis:
        _ganti_jenis(periksa, b, rantai, akhir)
        return
    if _koreksi(periksa, b, rantai, riwayat):
        return
    kedudukan = b.bersih.get("kedudukan")
    if kedudukan and kedudukan != akhir.kedudukan:
        mulai = max(periksa.acuan.per, akhir.mulai)
        sk = (akhir.nomor_sk, akhir.tanggal_sk) if mulai == akhir.mulai else ("", None)
        _tulis(b, [RencanaStatus(mulai, None, akhir.jenis, kedudukan, *sk)])
        b.beda["kedudukan"] = [str(Kedudukan(akhir.kedudukan).label), str(Kedudukan(kedudukan).label)]


def _rantai(b: Baris) -> list[RencanaStatus]:
    """What the row says of the career so far: CPNS then PNS, or one row."""
    n, jenis, mulai, aktif = b.bersih, b.bersih["jenis"], awal(b), Kedudukan.AKTIF.value
    sk_cpns = (n.get("sk_cpns", ""), n.get("tanggal_sk_cpns"))
    if jenis != "pns":
        return [RencanaStatus(mulai, None, jenis, aktif, *sk_cpns)]
    sk_pns = (n.get("sk_pns", ""), n.get("tanggal_sk_pns"))
    tmt_pns = n.get("tmt_pns")
    if tmt_pns is None or tmt_pns <= mulai:
        return [RencanaStatus(mulai, None, "pns", aktif, *sk_pns)]
    return [RencanaStatus(mulai, tmt_pns, "cpns", aktif, *sk_cpns), RencanaStatus(tmt_pns, None, "pns", aktif, *sk_pns)]


def _dengan_kedudukan(rantai: list[RencanaStatus], kedudukan: str, per: date) -> list[RencanaStatus]:
    """Give the last row its standing; one other than active counts from the list's day."""
    akhir = rantai[-1]
    if kedudukan == Kedudukan.AKTIF:
        return rantai
    if per <= akhir.mulai:
        return [*rantai[:-1], akhir._replace(kedudukan=kedudukan)]
    return [*rantai[:-1], akhir._replace(selesai=per), RencanaStatus(per, None, akhir.jenis, kedudukan, "", None)]


def _tulis(b: Baris, baris: list[RencanaStatus], sejak: date | None = None) -> None:
    b.rencana.status = baris
    b.rencana.sejak_status = min(sejak, baris[0].mulai) if sejak else baris[0].mulai


def _ganti_jenis(periksa: Pemeriksa, b: Baris, rantai: list[RencanaStatus], akhir: Status) -> None:
    """CPNS becomes PNS, PPPK becomes CPNS; backwards means that the list is older."""
    baru = [r for r in rantai if r.jenis != akhir.jenis]
    if baru[0].jenis == "pns" and len(rantai) == 1 and baru[0].mulai <= akhir.mulai:  # the row names no TMT PNS
        baru = [baru[0]._replace(mulai=max(periksa.acuan.per, akhir.mulai))]
    if baru[0].mulai < akhir.mulai or (baru[0].mulai == akhir.mulai and baru[-1].jenis == "cpns"):
        nilai = {"jenis": str(JenisPegawai(akhir.jenis).label), "mulai": tanggal_teks(akhir.mulai)}
        bidang = "status" if "status" in periksa.kepala.letak else "jenis_pegawai"
        pesan = _("Menurut catatan kota ia sudah %(jenis)s sejak %(mulai)s.") % nilai
        periksa.tolak(
            b,
            bidang,
            pesan,
            _("Bila berkas ini lebih lama, ambil daftar terbaru. Bila catatan kota keliru, perbaiki dulu di halaman pegawai."),
        )
        return
    _tulis(b, _dengan_kedudukan(baru, b.bersih.get("kedudukan", akhir.kedudukan), periksa.acuan.per))
    b.beda["jenis"] = [str(JenisPegawai(akhir.jenis).label), str(JenisPegawai(baru[-1].jenis).label)]
    b.beda["tmt_status"] = [akhir.mulai, baru[-1].mulai]


def _koreksi(periksa: Pemeriksa, b: Baris, rantai: list[RencanaStatus], riwayat: list[Status]) -> bool:
    """Correct start or decree of the present chain where the row names others; True when that was planned."""
    serumpun = SERUMPUN[rantai[-1].jenis]
    letak = len(riwayat)
    while letak and riwayat[letak - 1].jenis in serumpun:
        letak -= 1
    kini = riwayat[letak:]
    beda: dict[str, list[object]] = {}
    for r in rantai:
        pertama = next((k for k in kini if k.jenis == r.jenis), None)
        if pertama is None or (r.jenis == "pns" and "tmt_pns" not in b.bersih):
            continue
        if (
            r.mulai != pertama.mulai
            and BIDANG_TMT[r.jenis] in b.bersih
            and not (r.jenis != "pns" and "tmt_dari_nomor" in b.bersih)
        ):
            beda["tmt_pns" if r.jenis == "pns" else "tmt_awal"] = [pertama.mulai, r.mulai]
        if (r.nomor_sk and r.nomor_sk != pertama.nomor_sk) or (r.tanggal_sk and r.tanggal_sk != pertama.tanggal_sk):
            beda["sk_pns" if r.jenis == "pns" else "sk_cpns"] = [
                _sk(pertama.nomor_sk, pertama.tanggal_sk),
                _sk(r.nomor_sk, r.tanggal_sk),
            ]
    if not beda:
        return False
    if len(kini) != len({k.jenis for k in kini}):
        pesan = _(
            "TMT atau SK status kepegawaian berbeda dari yang tercatat, dan kedudukannya pernah berubah; bagian ini tidak diubah."
        )
        periksa.ingatkan(
            b, "tmt_pns" if rantai[-1].jenis == "pns" else "tmt_cpns", pesan, _("Perbaiki riwayat statusnya di halaman pegawai.")
        )
        return False
    lengkap = [_lengkapi(r, kini) for r in rantai]
    _tulis(b, [*lengkap[:-1], lengkap[-1]._replace(kedudukan=b.bersih.get("kedudukan", kini[-1].kedudukan))], kini[0].mulai)
    b.beda |= beda
    return True


def _lengkapi(r: RencanaStatus, kini: list[Status]) -> RencanaStatus:
    """Keep the decree that is known where the row names none."""
    lama = next((k for k in kini if k.jenis == r.jenis), None)
    return r._replace(nomor_sk=r.nomor_sk or lama.nomor_sk, tanggal_sk=r.tanggal_sk or lama.tanggal_sk) if lama else r


def _sk(nomor: str, tanggal: date | None) -> str:
    return " ".join(filter(None, [nomor, tanggal_teks(tanggal) if tanggal else ""]))
