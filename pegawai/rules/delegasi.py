"""Whether somebody may stand in for another: routine matters, for a while, by letter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from inti.keputusan import Alasan, Kalimat, Keputusan, Parameter, _


def decide_delegasi(
    *,
    mulai: date,
    akhir: date,
    tanggal_surat: date,
    per: date,
    wakil_bertugas: bool,
    wakil_diwakili: bool,
    orang_lain: bool,
    batas: Parameter,
) -> Keputusan[bool]:
    """Return whether a mandate from `mulai` to `akhir` (both included) can be recorded on the day `per`.

    wakil_bertugas  the substitute is in service and present
    wakil_diwakili  the substitute has handed their own work to somebody else in that time (a warning)
    orang_lain      the substitute is somebody else
    batas           dated parameter {"hari": 90}, the longest time in calendar days

    Source: UU 30/2014 art. 14 (mandate; Plh for somebody who is away for a while; no strategic decisions).
    """
    hari = (akhir - mulai).days + 1
    nilai = {"mulai": mulai, "akhir": akhir, "hari": hari, "batas": batas.nilai["hari"], "surat": tanggal_surat, "per": per}
    alasan = (
        *_alasan_wakil(nilai, orang_lain, wakil_bertugas),
        *_alasan_masa(nilai, batas.dasar),
        *(
            (Alasan(_("Wakil ini juga menitipkan tugasnya kepada orang lain pada masa itu."), nilai, None, "berantai", peringatan=True),)
            if wakil_diwakili
            else ()
        ),
    )  # fmt: skip
    boleh = all(a.terpenuhi for a in alasan if a.terpenuhi is not None)
    return Keputusan(
        hasil=boleh,
        alasan=alasan,
        dasar="UU 30/2014 pasal 14",
        ringkas=Kalimat(_("Dapat diwakilkan") if boleh else _("Belum dapat diwakilkan")),
        yang_mengubah=(
            Kalimat(_("Keputusan yang strategis dan penilaian kinerja tidak ikut diwakilkan; itu menunggu pejabatnya sendiri.")),
        ),
        keberatan=Kalimat(_("Ada yang keliru? Hubungi pengelola kepegawaian unit Anda.")),
    )


def _alasan_wakil(nilai: Mapping[str, Any], orang_lain: bool, bertugas: bool) -> tuple[Alasan, ...]:
    """Who stands in."""
    return (
        Alasan(
            _("Wakilnya orang lain."), nilai, orang_lain, "orang_lain", cara=_("Seseorang tidak mewakili dirinya sendiri. Pilih orang lain yang akan mengerjakan tugas ini.")
        ),
        Alasan(
            _("Wakilnya sedang bertugas."), nilai, bertugas, "bertugas",
            cara=_("Rekan ini tidak sedang bertugas. Pilih yang aktif, bukan yang cuti panjang, tugas belajar, atau pensiun."),
        ),
    )  # fmt: skip


def _alasan_masa(nilai: Mapping[str, Any], dasar_batas: str) -> tuple[Alasan, ...]:
    """From when until when, and by which letter."""
    mulai, akhir, per = nilai["mulai"], nilai["akhir"], nilai["per"]
    return (
        Alasan(
            _("Masanya berurutan: %(mulai)s sampai %(akhir)s."), nilai, mulai <= akhir, "urut",
            cara=_("Hari terakhir %(akhir)s mendahului hari pertama %(mulai)s. Tulis hari terakhir yang sama atau sesudahnya."),
        ),
        Alasan(
            _("Masanya belum lewat."), nilai, akhir >= per, "belum_lewat",
            cara=_("Hari terakhir %(akhir)s sudah lewat. Tulis %(per)s atau hari sesudahnya."),
        ),
        Alasan(
            _("Lamanya %(hari)s hari; paling lama %(batas)s hari."), nilai, nilai["hari"] <= nilai["batas"], "lama", dasar=dasar_batas,
            cara=_("%(hari)s hari terlalu panjang; paling lama %(batas)s hari. Selebihnya, minta penunjukan Plt atau Plh."),
        ),
        Alasan(
            _("Suratnya tertanggal %(surat)s."), nilai, nilai["surat"] <= max(per, mulai), "surat",
            cara=_("Surat tertanggal %(surat)s terlalu baru. Tulis tanggal yang tidak sesudah hari pertama, %(mulai)s."),
        ),
    )  # fmt: skip
