"""A small office with a chain of superiors, and SKP in the state that a test is about; made by the services."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from akun.kewenangan import Konteks
from akun.models import Pengguna
from kinerja.models import SKP, PeriodeKinerja, RencanaHasilKerja, SasaranUnit
from kinerja.services import kemajuan, periode, rencana
from kinerja.services import skp as layanan
from kinerja.services.evaluasi import IsianEvaluasi, create_evaluasi
from organisasi.models import UnitKerja
from pegawai.models import Pegawai
from tests.akun.factories import buat_pengguna, konteks_of
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai

HARI = date(2026, 11, 24)
TAHUN = 2026


@dataclass
class Kantor:
    """A city with one office and one section; head of office, head of section, two clerks."""

    kota: UnitKerja
    dinas: UnitKerja
    bidang: UnitKerja
    kadis: Pegawai
    atasan: Pegawai
    pegawai: Pegawai
    rekan: Pegawai
    admin: Pengguna

    def konteks(self, siapa: Pegawai | Pengguna, per: date = HARI) -> Konteks:
        """What the permission table knows of a person of this office on a day."""
        akun = siapa.akun if isinstance(siapa, Pegawai) else siapa
        assert akun
        return konteks_of(akun, per)


def buat_kantor() -> Kantor:
    """The office of most tests."""
    kota = buat_unit("Kota Uji")
    dinas = buat_unit("Dinas Uji", kota)
    bidang = buat_unit("Bidang Uji", dinas)
    kadis = buat_orang("Kadis Uji", unit=dinas, memimpin=True)
    atasan = buat_orang("Kabid Uji", unit=bidang, memimpin=True)
    pegawai = buat_orang("Pegawai Uji", unit=bidang)
    rekan = buat_orang("Rekan Uji", unit=bidang)
    for p in (kadis, atasan, pegawai, rekan):
        p.refresh_from_db()
    return Kantor(kota, dinas, bidang, kadis, atasan, pegawai, rekan, buat_akun("admin_bkpsdm", nama="Admin Uji"))


def buat_akun(*peran: str, **lain: Any) -> Pengguna:
    """An account without a password: hashing one costs more than the test."""
    return buat_pengguna(*peran, sandi=None, **lain)


def buat_orang(nama: str, **lain: Any) -> Pegawai:
    """A civil servant with an account."""
    return buat_pegawai(nama, akun=buat_akun(nama=nama), **lain)


def buat_sasaran(unit: UnitKerja, admin: Konteks, **lain: Any) -> SasaranUnit:
    """A target of `unit` for the year of the tests."""
    isi = {
        "uraian": f"Layanan {unit.nama} cepat",
        "indikator": "Selesai sehari",
        "target": Decimal(97),
        "satuan": "%",
        "dasar": "pk",
    }
    return periode.save_sasaran(konteks=admin, unit=unit, tahun=TAHUN, isian=periode.IsianSasaran(**(isi | lain)))


def isian(uraian: str = "KTP selesai dalam 24 jam", **lain: Any) -> rencana.IsianRencana:
    """One main result, measured by quantity."""
    ukuran = (rencana.IsianIndikator("kuantitas", "Berkas selesai", Decimal(100), "berkas"),)
    return rencana.IsianRencana(**({"jenis": "utama", "uraian": uraian, "indikator": ukuran} | lain))


def buat_skp(kantor: Kantor, siapa: Pegawai, *, hasil: int = 1, per: date = HARI) -> SKP:
    """A draft with `hasil` results."""
    k = kantor.konteks(siapa, per)
    skp = layanan.create_skp(konteks=k, tahun=TAHUN)
    for n in range(hasil):
        rencana.create_rencana(konteks=k, skp=skp, isian=isian(f"Hasil {n + 1} {siapa.nama}"))
    return SKP.objects.get(pk=skp.pk)


def ajukan(kantor: Kantor, siapa: Pegawai, **lain: Any) -> SKP:
    """An SKP that waits for the superior."""
    skp = buat_skp(kantor, siapa, **lain)
    return layanan.submit_skp(konteks=kantor.konteks(siapa), skp=skp, versi=skp.versi)


def sepakati(kantor: Kantor, siapa: Pegawai, **lain: Any) -> SKP:
    """An agreed SKP."""
    skp = ajukan(kantor, siapa, **lain)
    assert siapa.atasan
    return layanan.approve_skp(konteks=kantor.konteks(siapa.atasan), skp=skp, versi=skp.versi)


def catat(kantor: Kantor, skp: SKP, *, nilai: int = 10, hari: date = HARI, bukti: bool = True, ke: int = 0) -> None:
    """One entry on the SKP's result number `ke`, with a link as evidence."""
    k = replace(kantor.konteks(skp.pegawai), per=max(hari, HARI))
    baris = skp.rencana.order_by("pk")[ke]
    daftar = [kemajuan.create_bukti(konteks=k, judul="Buku loket", tautan="https://contoh.invalid/loket")] if bukti else []
    isi = kemajuan.Catatan(baris, hari, {i: Decimal(nilai) for i in baris.indikator.all()}, bukti=daftar)
    kemajuan.record_kemajuan(konteks=k, skp=skp, catatan=[isi])


def nilai(kantor: Kantor, skp: SKP, tw: int = 4, *, hasil: str = "sesuai", perilaku: str = "sesuai", **lain: Any) -> Any:
    """The superior's judgement of a quarter."""
    isi = IsianEvaluasi(hasil, perilaku, lain.pop("umpan_balik", "Kerja yang baik; mari percepat arsip."), **lain)
    penilai = skp.pegawai.atasan
    assert penilai
    periode_ini = PeriodeKinerja.objects.get(tahun=TAHUN, triwulan=tw)
    return create_evaluasi(konteks=kantor.konteks(penilai), skp=skp, periode=periode_ini, isian=isi)


def baris(skp: SKP) -> RencanaHasilKerja:
    """The first result of the SKP."""
    return skp.rencana.order_by("pk")[0]


def url(nama: str, *arg: str) -> str:
    """The address of a page of performance."""
    return reverse(f"kinerja:{nama}", args=arg)
