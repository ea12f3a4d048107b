"""Cases that change hands or days without a step: taken over from a superior, of somebody who moved, due on another day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, cast

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun import kewenangan
from akun.kewenangan import Konteks
from alur import kabar, kait, selectors, services, tenggat
from alur.hak import BukanPemegangError
from alur.models import Jejak, JenisPemegang, Pemegang
from alur.proses import TETAP, Beralasan, Langkah, Proses, daftar, get
from inti import audit, waktu
from inti.errors import UseCaseError
from inti.kode import buat_kode

PINDAH_UNIT = gettext_lazy("unit kerja pegawainya berubah")


class PerkaraSelesaiError(UseCaseError):
    """Nobody holds the case any more."""


class SudahDipegangError(UseCaseError):
    """A case is taken over from a superior, not from its owner or its officers."""


@dataclass(frozen=True)
class Meja:
    """At whose desk a case of a superior lies, in words, and where the work of that desk may be handed over, '' for nowhere."""

    kata: str
    titip: str = ""


def list_tertahan(konteks: Konteks) -> QuerySet[Pemegang]:
    """What lies overdue with superiors, where `konteks` as an officer may take it over, or hand it to a substitute where nobody
    may take it over; never one's own, nor what lies on one's own desk. No order."""
    petugas = konteks.petugas.bukan_atasan
    bagian = [
        Q(proses=jenis.nama, unit__jalur__startswith=jalur) if jalur else Q(proses=jenis.nama)
        for jenis in daftar()
        for jalur in _jalur(petugas, jenis)
    ]
    if not bagian:
        return Pemegang.objects.none()
    rows = Pemegang.objects.filter(reduce(or_, bagian), jenis=JenisPemegang.ATASAN, tenggat__lt=konteks.per).select_related(
        "unit"
    )
    if konteks.pegawai_kode:
        rows = rows.exclude(orang_kode=konteks.pegawai_kode)
    bawahan = kait.susunan().list_bawahan(konteks)
    return rows if bawahan is None else rows.exclude(orang_kode__in=bawahan)


def _jalur(petugas: Konteks, jenis: Proses) -> Sequence[str]:
    """Paths of the units where an officer helps cases of a process that lie with superiors."""
    if jenis.ambil_alih:
        return kewenangan.list_jalur(petugas, jenis.ambil_alih)
    di_atasan = (k.kode for k in jenis.keadaan if k.pemegang == JenisPemegang.ATASAN)
    dititipkan = any(langkah.wakil and not langkah.sistem for kode in di_atasan for langkah in jenis.list_langkah(kode))
    return kait.susunan().list_jalur_titip(petugas) if dititipkan else ()


def list_meja(baris: Iterable[Pemegang], konteks: Konteks) -> dict[str, Meja]:
    """At whose desk cases of superiors lie, by the code of the person they are about. A constant number of queries."""
    kode = {b.orang_kode for b in baris}
    if not kode:
        return {}
    pimpinan = kait.susunan().list_atasan(kode, konteks.per)
    # Where somebody stands in already, or where one is the superior oneself, there is nothing to offer.
    perlu = [k for k, p in pimpinan.items() if p.wakil is None and not (konteks.masuk and p.orang.akun_id == konteks.pengguna.pk)]
    titip = kait.susunan().list_alamat_titip(konteks, perlu) if perlu else {}
    return {k: Meja(_meja(p), titip.get(k, "")) for k, p in pimpinan.items()}


def _meja(pimpinan: kait.Pemimpin) -> str:
    if pimpinan.wakil is None:
        return _("di meja %(pejabat)s") % {"pejabat": pimpinan.orang}
    isi = {"pejabat": pimpinan.orang, "wakil": pimpinan.wakil.orang}
    return _("di meja %(pejabat)s, diwakili %(wakil)s") % isi


@transaction.atomic
def take_over(*, konteks: Konteks, proses: Proses, objek: Model, alasan: str) -> Pemegang:
    """The officers whom the process names (`ambil_alih`) take a case from a superior who can't act.

    The trail says who and why; the superior, their substitute and the owner are told. Its last day stays.

    Twice is the same as once. Raises BukanPemegangError (also about oneself, and for a superior who is no officer),
    PerkaraSelesaiError, SudahDipegangError, AlasanKosongError.
    """
    kini: Any = services.lock(proses, objek)
    izin, baris = _periksa(konteks, proses, kini), _pegangan(proses, kini)
    if baris.jenis == JenisPemegang.KOLAM and baris.diambil_alih_at:
        return baris
    if baris.jenis != JenisPemegang.ATASAN or selectors.is_pemegang(konteks, proses, kini.kode):
        raise SudahDipegangError(
            _("Perkara ini tidak sedang menunggu atasan lain."), fix=_("Lihat di halaman ini siapa yang memegangnya.")
        )
    ambil, pelaku = _langkah(konteks, selectors.AMBIL_ALIH, izin, alasan)
    with audit.explain(actor=konteks.pengguna if konteks.masuk else None, why=pelaku.alasan):
        services.catat(proses, ambil, [(kini, getattr(kini, proses.kolom))], pelaku, {"dari_jenis": baris.jenis})
        lama = copy(baris)
        baris.jenis, baris.izin, baris.unit = JenisPemegang.KOLAM, izin, proses.unit(kini)
        baris.diambil_alih_at = pelaku.pada
        baris.save(update_fields=["jenis", "izin", "unit", "diambil_alih_at"])
        kabar.tell_diambil_alih(proses, kini, lama, baris, oleh=konteks.pengguna if konteks.masuk else None, per=konteks.per)
    if proses.umumkan:
        proses.umumkan([kini])
    return baris


@transaction.atomic
def give_back(*, konteks: Konteks, proses: Proses, objek: Model, alasan: str) -> Pemegang:
    """The officers give a case that they took over back to its superior, who can act after all.

    The trail says who and why; whoever decides now and the owner are told. Its last day stays.

    Twice is the same as once. Raises BukanPemegangError (also about oneself), PerkaraSelesaiError, AlasanKosongError.
    """
    kini: Any = services.lock(proses, objek)
    izin, baris = _periksa(konteks, proses, kini), _pegangan(proses, kini)
    if not baris.diambil_alih_at:
        return baris
    kembali, pelaku = _langkah(konteks, selectors.KEMBALI, izin, alasan)
    oleh = konteks.pengguna if konteks.masuk else None
    with audit.explain(actor=oleh, why=pelaku.alasan):
        services.catat(proses, kembali, [(kini, getattr(kini, proses.kolom))], pelaku, {})
        baris.jenis, baris.izin, baris.unit, baris.diambil_alih_at = JenisPemegang.ATASAN, "", proses.unit(kini), None
        baris.pindah_at = pelaku.pada  # nobody waited for the superior meanwhile
        baris.save(update_fields=["jenis", "izin", "unit", "diambil_alih_at", "pindah_at"])
        kabar.tell_kembali(proses, kini, baris, oleh=oleh, per=konteks.per)
    if proses.umumkan:
        proses.umumkan([kini])
    return baris


def _pegangan(proses: Proses, objek: Any) -> Pemegang:
    """Who holds a locked case. Raises PerkaraSelesaiError."""
    baris = Pemegang.objects.select_for_update(of=("self",)).filter(proses=proses.nama, kode=objek.kode).first()
    if baris is None:
        raise PerkaraSelesaiError(
            _("Tidak ada lagi yang perlu dikerjakan pada perkara ini."), fix=_("Lihat hasilnya di halaman ini.")
        )
    return baris


def _langkah(konteks: Konteks, aksi: str, izin: str, alasan: str) -> tuple[Langkah, services.Pelaku]:
    """A step of officers that every process knows, and who takes it now. Raises AlasanKosongError."""
    langkah = Langkah(aksi, (), TETAP, izin, "", "", Beralasan.WAJIB)
    return langkah, services.buat_pelaku(konteks.petugas, langkah, alasan, services.saat_langkah(konteks), "")


def _periksa(konteks: Konteks, proses: Proses, objek: Any) -> str:
    """The right by which somebody takes a case over. Raises BukanPemegangError."""
    if proses.orang(objek) == konteks.pegawai_kode != "":
        raise BukanPemegangError(
            _("Tidak ada yang mengambil alih perkaranya sendiri. Minta petugas lain, atau tunggu keputusan atasan Anda.")
        )
    izin = proses.ambil_alih
    if not izin or not kewenangan.allows(konteks.petugas, izin, objek):
        raise BukanPemegangError(
            _("Mengambil alih perkara ini di luar kewenangan Anda; yang boleh hanya petugas yang ditunjuk untuk unitnya.")
        )
    return izin


@transaction.atomic
def follow_owners(orang: Iterable[str]) -> int:
    """Hand what waits for officers to those of the unit where its owner is by now, and tell both. Returns how many moved.

    orang   public codes of the people who moved

    A case whose step is being taken at this moment keeps its place: it will have another right after. Three queries for
    each process that occurs, and those of the messages where something moves.
    """
    rows = Pemegang.objects.select_for_update(of=("self",), skip_locked=True).select_related("unit", "kecuali")
    rows = rows.filter(jenis=JenisPemegang.KOLAM, orang_kode__in=set(orang) - {""})
    dipegang: dict[str, list[Pemegang]] = defaultdict(list)
    for baris in rows.order_by("proses", "pk"):
        dipegang[baris.proses].append(baris)
    return sum(_ikuti(get(nama), semua) for nama, semua in dipegang.items())


def _ikuti(jenis: Proses, dipegang: list[Pemegang]) -> int:
    rows = jenis.get_model()._default_manager.select_related(*jenis.muat).filter(kode__in=[b.kode for b in dipegang])
    objek: dict[str, Any] = {o.kode: o for o in cast("Iterable[Any]", rows)}
    lama = [b for b in dipegang if b.kode in objek and b.unit != jenis.unit(objek[b.kode])]
    if not lama:
        return 0
    baru = [copy(b) for b in lama]
    for b in baru:
        b.unit = jenis.unit(objek[b.kode])
    Pemegang.objects.bulk_update(baru, ["unit"], batch_size=1000)
    pindah = [objek[b.kode] for b in lama]
    kabar.tell_pindah(jenis, pindah, lama, baru, sebab=PINDAH_UNIT, oleh=None, per=waktu.today(), kunci=buat_kode())
    if jenis.umumkan:
        jenis.umumkan(pindah)
    return len(lama)


@transaction.atomic
def follow_superiors(orang: Iterable[str]) -> int:
    """Note that what waits for the superior of its owner lies at another desk since now; their last days stay. Returns how many.

    orang   public codes of the people whose superior is another one by now, or none

    A line of the trail says so, and what asked the former superior for a step asks no more. Told again, nothing changes.
    A case whose step is being taken at this moment is left alone, as above. A constant number of statements for each process
    that occurs.
    """
    rows = Pemegang.objects.select_for_update(of=("self",), skip_locked=True)
    semua = list(rows.filter(jenis=JenisPemegang.ATASAN, orang_kode__in=set(orang) - {""}).order_by("proses", "pk"))
    if not semua:
        return 0
    atasan = kait.susunan().list_atasan({b.orang_kode for b in semua}, waktu.today())
    meja = {b.pk: str(atasan[b.orang_kode].orang) if b.orang_kode in atasan else "" for b in semua}
    tertulis = _meja_tertulis(semua)
    dipegang: dict[str, list[Pemegang]] = defaultdict(list)
    for b in semua:
        if tertulis.get((b.proses, b.kode)) != meja[b.pk]:
            dipegang[b.proses].append(b)
    for nama, baris in dipegang.items():
        _pindah_meja(get(nama), baris, meja)
    return sum(map(len, dipegang.values()))


def _meja_tertulis(baris: Iterable[Pemegang]) -> dict[tuple[str, str], str]:
    """At whose desk the trail says that cases lie since they came to a superior; without those that stayed at the first. One query."""
    sejak = {(b.proses, b.kode): b.sejak_at for b in baris}
    jejak = Jejak.objects.filter(aksi=selectors.PINDAH_MEJA, proses__in={p for p, _k in sejak}, kode__in={k for _p, k in sejak})
    return {
        (j.proses, j.kode): str(j.data["atasan"])
        for j in jejak.order_by("pk")
        if (j.proses, j.kode) in sejak and j.pada_at >= sejak[j.proses, j.kode]
    }


def _pindah_meja(jenis: Proses, baris: list[Pemegang], meja: Mapping[int, str]) -> None:
    rows = jenis.get_model()._default_manager.select_related(*jenis.muat).filter(kode__in=[b.kode for b in baris])
    objek: dict[str, Any] = {o.kode: o for o in cast("Iterable[Any]", rows)}
    ada, kini = [b for b in baris if b.kode in objek], waktu.now()
    for b in ada:
        b.pindah_at, b.unit = kini, jenis.unit(objek[b.kode])
    Pemegang.objects.bulk_update(ada, ["pindah_at", "unit"], batch_size=1000)
    Jejak.objects.bulk_create([_baris_meja(jenis, objek[b.kode], b, meja[b.pk]) for b in ada], batch_size=1000)
    kabar.tell_pindah_meja(jenis, ada, per=waktu.today())
    if jenis.umumkan:
        jenis.umumkan([objek[b.kode] for b in ada])


def _baris_meja(jenis: Proses, objek: Any, baris: Pemegang, atasan: str) -> Jejak:
    """A line of the trail of something that is nobody's step."""
    keadaan = getattr(objek, jenis.kolom)
    return Jejak(
        proses=jenis.nama,
        kode=objek.kode,
        aksi=selectors.PINDAH_MEJA,
        dari=keadaan,
        ke=keadaan,
        sebagai=services.SISTEM,
        unit=baris.unit,
        data={"atasan": atasan},
        versi=objek.versi,
        pada_at=baris.dipegang_at,
    )


@transaction.atomic
def reschedule(*, proses: Proses, rows: QuerySet[Any]) -> int:
    """Set the last days of open cases anew, after a day on which they depend has moved. Returns how many changed.

    Three queries, and one for each entry of 'tenggat_alur' that occurs.
    """
    objek = {str(o.kode): o for o in rows.select_related(*proses.muat)}
    dipegang = list(Pemegang.objects.select_for_update(of=("self",)).filter(proses=proses.nama, kode__in=list(objek)))
    umum: dict[str, dict[date, date]] = {}
    for kunci in {proses.get_keadaan(b.keadaan).hari for b in dipegang} - {""}:
        mulai = {waktu.hari(b.sejak_at) for b in dipegang if proses.get_keadaan(b.keadaan).hari == kunci}
        umum[kunci] = tenggat.hitung_banyak(kunci, mulai)
    berubah = []
    for baris in dipegang:
        keadaan = proses.get_keadaan(baris.keadaan)
        batas = keadaan.get_batas(objek[baris.kode], umum.get(keadaan.hari, {}).get(waktu.hari(baris.sejak_at)))
        if batas != baris.tenggat:
            baris.tenggat = batas
            berubah.append(baris)
    Pemegang.objects.bulk_update(berubah, ["tenggat"], batch_size=1000)
    return len(berubah)
