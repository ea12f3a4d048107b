"""One year of performance in three offices, through the product's own services, on the days on which it would happen."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from akun.kewenangan import Konteks
from demo.kinerja_isi import BUKTI, HASIL_SEKDA, KANTOR, SASARAN_KOTA, STAF, UMPAN_BALIK, Hasil
from demo.kota import Kota
from inti import waktu
from inti.kode import buat_kode
from kinerja import rekap
from kinerja.models import SKP, IndikatorKinerja, PeriodeKinerja, RencanaHasilKerja, SasaranUnit
from kinerja.services import evaluasi, kemajuan, periode, rencana, skp
from organisasi.models import UnitKerja
from pegawai.models import Pegawai


@dataclass
class Orang:
    """One person of the demonstration: how well their year goes, and what they promised."""

    pegawai: Pegawai
    konteks: Konteks
    atasan: Konteks
    acak: random.Random
    daya: float
    mulai: date
    skp: SKP | None = None
    hasil: list[RencanaHasilKerja] = field(default_factory=list)

    def pada(self, hari: date) -> Konteks:
        """Their context on a day."""
        return replace(self.konteks, per=hari)


def muat(kota: Kota) -> None:
    """Targets, agreed SKP, progress with evidence, three judged quarters and one that runs."""
    tahun = kota.tanggal.year
    akar = UnitKerja.objects.get(induk=None)
    admin = replace(kota.konteks("admin_bkpsdm"), per=date(tahun, 1, 5))
    kota_sasaran = [
        periode.save_sasaran(konteks=admin, unit=akar, tahun=tahun, isian=periode.IsianSasaran(u, i, Decimal(t), s, d))
        for u, i, t, s, d in SASARAN_KOTA
    ]
    sekda = _cari_sekda()
    kota.buka([sekda, *_list_orang_kantor()])
    puncak = _orang(kota, sekda, kota.konteks("pimpinan"), tahun)
    _susun(puncak, HASIL_SEKDA, sasaran=kota_sasaran)
    semua = [puncak]
    for nama, isi in KANTOR.items():
        semua += _kantor(kota, UnitKerja.objects.get(nama=nama), isi, puncak, kota_sasaran, admin)
    daftar_periode = list(PeriodeKinerja.objects.filter(tahun=tahun).order_by("triwulan"))
    for orang in semua:
        if orang.skp is not None:
            _jalani(orang, daftar_periode, kota.tanggal)
    rekap.bangun([tahun])


def _cari_sekda() -> Pegawai:
    return Pegawai.objects.select_related("unit").get(jabatan__nama="Sekretaris Daerah", atasan_pejabat__isnull=False)


def _list_orang_kantor() -> list[Pegawai]:
    jalur = UnitKerja.objects.filter(nama__in=KANTOR).values_list("jalur", flat=True)
    return [p for j in jalur for p in Pegawai.objects.filter(unit__jalur__startswith=j, akun=None)]


def _orang(kota: Kota, pegawai: Pegawai, atasan: Konteks, tahun: int) -> Orang:
    acak = random.Random(pegawai.nomor)  # noqa: S311  # the same city every time
    daya = max(0.45, min(1.25, acak.gauss(1.02, 0.15)))
    mulai = max(date(tahun, 1, 6), pegawai.tmt_jabatan or date(tahun, 1, 6))
    return Orang(pegawai, kota.konteks_of(pegawai), atasan, acak, daya, mulai)


def _kantor(
    kota: Kota, unit: UnitKerja, isi: dict[str, Any], puncak: Orang, sasaran_kota: list[SasaranUnit], admin: Konteks
) -> list[Orang]:
    """An office: its targets, its head, its sections with their heads, everybody else.

    Where the head's post is vacant, the superior one unit up stands in, and results
    hang on the targets of the office.
    """
    sasaran = _sasaran_kantor(unit, isi, sasaran_kota, admin)
    pegawai = (
        Pegawai.objects.filter(unit__jalur__startswith=unit.jalur)
        .select_related("unit", "jabatan", "akun")
        .order_by("nama_urut", "pk")
    )
    pemimpin = [p for p in pegawai if p.jabatan and p.jabatan.memimpin]
    ketua = {puncak.pegawai.pk: puncak}
    for p in sorted(pemimpin, key=lambda p: p.unit_id != unit.pk):
        atasan = ketua[p.atasan_id or 0]
        orang = ketua[p.pk] = _orang(kota, p, atasan.konteks, admin.per.year)
        rencana_kerja = isi["kepala"] if p.unit_id == unit.pk else isi[_bagian(p)]
        kosong = atasan is puncak and p.unit_id != unit.pk
        _susun(orang, rencana_kerja, atasan=None if kosong else atasan, sasaran=sasaran if kosong else ())
    lain = [p for p in pegawai if not (p.jabatan and p.jabatan.memimpin) and p.atasan_id in ketua]
    staf = []
    for n, p in enumerate(lain):
        atasan = ketua[p.atasan_id or 0]
        rekan = [r.pk for r in lain if r.atasan_id == p.atasan_id]
        tunda = len(rekan) > 4 and rekan.index(p.pk) == 3
        staf.append(_staf(_orang(kota, p, atasan.konteks, admin.per.year), atasan, n, sasaran, tunda=tunda))
    return [*(o for o in ketua.values() if o is not puncak), *staf]


def _sasaran_kantor(unit: UnitKerja, isi: dict[str, Any], sasaran_kota: list[SasaranUnit], admin: Konteks) -> list[SasaranUnit]:
    hasil = []
    for uraian, indikator, target, satuan, induk in isi["sasaran"]:
        tujuan = periode.IsianSasaran(uraian, indikator, Decimal(target), satuan, "pk", sasaran_kota[induk])
        hasil.append(periode.save_sasaran(konteks=admin, unit=unit, tahun=admin.per.year, isian=tujuan))
    return hasil


def _bagian(pegawai: Pegawai) -> str:
    """Which of the four kinds of section a person works in."""
    nama = pegawai.unit.nama if pegawai.unit else ""
    return next((b for b in STAF if b in nama), "Sekretariat")


def _staf(orang: Orang, atasan: Orang, n: int, sasaran: list[SasaranUnit], *, tunda: bool) -> Orang:
    """Three results of the section's kind; now and then somebody new whose SKP still waits for the superior."""
    pilihan = STAF[_bagian(orang.pegawai)]
    isi = [pilihan[(n + i) % len(pilihan)] for i in range(3 if n % 3 else 2)]
    kosong = not (atasan.pegawai.unit and orang.pegawai.unit and orang.pegawai.unit.jalur.startswith(atasan.pegawai.unit.jalur))
    _susun(orang, isi, atasan=None if kosong else atasan, sasaran=sasaran if kosong else (), tunda=tunda)
    return orang


def _susun(
    orang: Orang, isi: Iterable[Hasil], *, atasan: Orang | None = None, sasaran: Sequence[SasaranUnit] = (), tunda: bool = False
) -> None:
    """Write, submit and agree an SKP; `tunda` leaves it with the superior since last week."""
    hari = orang.mulai + timedelta(days=orang.acak.randrange(8))
    if tunda:
        hari = max(hari, orang.konteks.per - timedelta(days=6))
    k = orang.pada(min(hari, orang.konteks.per))
    baru = skp.create_skp(konteks=k, tahun=hari.year)
    for h in isi:
        di_atas = atasan.hasil[h.bantu % len(atasan.hasil)] if atasan and atasan.hasil else None
        isian = rencana.IsianRencana(
            jenis="utama",
            uraian=h.uraian,
            indikator=[rencana.IsianIndikator(*u) for u in h.ukuran],
            intervensi=di_atas,
            sasaran=sasaran[h.bantu % len(sasaran)] if sasaran else None,
        )
        orang.hasil.append(rencana.create_rencana(konteks=k, skp=baru, isian=isian))
    baru.refresh_from_db()
    baru = skp.submit_skp(konteks=k, skp=baru, versi=baru.versi)
    if tunda:
        return
    sepakat = replace(orang.atasan, per=min(hari + timedelta(days=4), orang.konteks.per))
    orang.skp = skp.approve_skp(konteks=sepakat, skp=baru, versi=baru.versi)


def _jalani(orang: Orang, daftar: list[PeriodeKinerja], kini: date) -> None:
    """A year of progress; each quarter that is over is judged, and most people took note of it."""
    assert orang.skp is not None
    indikator: dict[int, list[IndikatorKinerja]] = {}
    for i in IndikatorKinerja.objects.filter(rencana__skp=orang.skp):
        indikator.setdefault(i.rencana_id, []).append(i)
    sepi = orang.acak.random() < 0.12  # somebody who has not written for weeks
    catatan: dict[int, list[kemajuan.Catatan]] = {}
    for p in daftar:
        hari = [h for h in _hari_catat(orang, p) if h <= kini - timedelta(days=24 if sepi else 0)]
        if p.mulai <= kini <= p.akhir and not sepi and orang.acak.random() < 0.7:
            hari.append(kini - timedelta(days=orang.acak.randrange(min(2, kini.weekday() + 1))))
        if hari:
            catatan[p.pk] = _catatan(orang, hari, indikator)
    semua = [c for isi in catatan.values() for c in isi]
    kemajuan.record_kemajuan(konteks=orang.pada(kini), skp=orang.skp, catatan=semua)
    for p in daftar:
        if p.akhir < kini and p.pk in catatan:
            _nilai(orang, p)


def _hari_catat(orang: Orang, p: PeriodeKinerja) -> list[date]:
    """Two days a month in the quarter, since the person is there."""
    awal = [p.mulai + timedelta(days=15 * n + orang.acak.randrange(12)) for n in range(6)]
    return [h - timedelta(days=max(0, h.weekday() - 4)) for h in awal if h > orang.mulai + timedelta(days=12)]


def _catatan(orang: Orang, hari: list[date], indikator: dict[int, list[IndikatorKinerja]]) -> list[kemajuan.Catatan]:
    """Each result is told once a month, some on one day, some on the other; one piece of evidence a quarter."""
    judul, tautan = orang.acak.choice(BUKTI)
    bukti = [kemajuan.create_bukti(konteks=orang.pada(max(hari)), judul=judul, tautan=tautan)]
    return [
        kemajuan.Catatan(
            r,
            h,
            {i: _realisasi(orang, i) for i in indikator[r.pk]},
            bukti=bukti if orang.acak.random() < 0.7 else (),
            kunci=buat_kode(),
            dicatat_at=min(_sore(h), waktu.now() - timedelta(hours=1)),
        )
        for ke, h in enumerate(hari)
        for n, r in enumerate(orang.hasil)
        if (ke + n) % 2 == 0 or h == hari[-1]
    ]


def _sore(hari: date) -> datetime:
    """When people write down what they did that day."""
    return datetime.combine(hari, time(15, 30), waktu.zona())


def _realisasi(orang: Orang, i: IndikatorKinerja) -> Decimal:
    """What such a person would write: a twelfth of the year's quantity, or a state near the target."""
    target = float(i.target or 0)
    goyang = orang.acak.uniform(0.9, 1.1)
    if i.dijumlahkan:
        return Decimal(max(0, round(target / 12 * orang.daya * goyang)))
    if i.arah == "turun":
        return Decimal(str(round(target / max(orang.daya, 0.5) * goyang, 1)))
    batas = 100.0 if i.satuan == "persen" else target * 1.05
    return Decimal(str(round(min(batas, target * (1 + (orang.daya - 0.97) * 0.3) * orang.acak.uniform(0.985, 1.015)), 1)))


def _nilai(orang: Orang, p: PeriodeKinerja) -> None:
    assert orang.skp is not None
    rasa = orang.daya + orang.acak.uniform(-0.06, 0.06)
    hasil = "di_atas" if rasa > 1.09 else "di_bawah" if rasa < 0.8 else "sesuai"
    lempar = orang.acak.random()
    if p.triwulan == 3 and orang.acak.random() < 0.07:
        return  # the superior has not come to it yet
    perilaku = "di_atas" if lempar > 0.5 else "di_bawah" if lempar < 0.03 else "sesuai"
    isi = evaluasi.IsianEvaluasi(
        hasil, perilaku, orang.acak.choice(UMPAN_BALIK[hasil]), "Bukti diperlihatkan langsung di ruang arsip."
    )
    tanggal = p.akhir + timedelta(days=5 + orang.acak.randrange(9))
    nilai = evaluasi.create_evaluasi(konteks=replace(orang.atasan, per=tanggal), skp=orang.skp, periode=p, isian=isi)
    if p.triwulan < 3 or orang.acak.random() < 0.8:
        evaluasi.receive_evaluasi(konteks=orang.pada(tanggal + timedelta(days=2 + orang.acak.randrange(6))), evaluasi=nilai)
