"""Finished reports of several people, made by the product's own engine, and one that was cancelled."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from akun.kewenangan import Konteks
from laporan import daftar_laporan, mesin, services
from laporan.forms import list_unit_laporan
from laporan.models import Pekerjaan

if TYPE_CHECKING:
    from demo.kota import Kota


def muat(kota: Kota) -> None:
    """Make a few reports; each takes a second or two."""
    hari = f"{kota.tanggal:%d-%m-%Y}"
    akhir_tahun_lalu = f"{date(kota.tanggal.year - 1, 12, 31):%d-%m-%Y}"
    admin, pengelola = kota.konteks("admin_bkpsdm"), kota.konteks("pengelola_opd")
    jadi = [
        minta(admin, "duk", per=akhir_tahun_lalu, jenis="pns", bentuk="xlsx"),
        minta(admin, "nominatif", per=hari, jenis="semua", bentuk="xlsx"),
        minta(admin, "nominatif", per=hari, jenis="pppk", bentuk="csv"),
        minta(kota.konteks("pimpinan"), "duk", per=hari, jenis="pns", bentuk="xlsx"),
        minta(kota.konteks("auditor"), "nominatif", per=akhir_tahun_lalu, jenis="pns", bentuk="csv"),
        minta(pengelola, "duk", per=hari, jenis="pns_cpns", bentuk="pdf"),
    ]
    for p in jadi:
        mesin.jalankan(p.kode)
    services.cancel_pekerjaan(konteks=admin, pekerjaan=minta(admin, "duk", per=hari, jenis="pppk", bentuk="pdf"))


def minta(konteks: Konteks, kode: str, **isian: Any) -> Pekerjaan:
    """Ask for a report as that person would: an office's officer for that office."""
    laporan = daftar_laporan.LAPORAN[kode]
    unit, semua = list_unit_laporan(konteks, laporan)
    form = laporan.isian(isian | ({} if semua else {"unit": unit[0].kode}), konteks=konteks, laporan=laporan)
    if not form.is_valid():
        raise ValueError(form.errors.as_json())
    return services.create_laporan(konteks=konteks, laporan=laporan, form=form)
