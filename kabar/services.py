"""Telling people: one function for every use case, and what people do with what they were told."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.antre import antre
from akun.kewenangan import Konteks
from akun.models import Pengguna
from inti import waktu
from inti.errors import UseCaseError, VersiBerbedaError
from inti.versi import BerubahError, Suntingan, gabung, tulis
from kabar import antrean, dorong
from kabar import jenis as daftar_jenis
from kabar.berhenti import Permintaan
from kabar.jenis import JenisKabar, Nilai, simpan_nilai
from kabar.models import (
    AlamatBerhenti,
    Antaran,
    CaraSurat,
    Kabar,
    Langganan,
    Penerimaan,
    Pilihan,
    Saluran,
    Sebab,
    Setelan,
    StatusAntaran,
)
from kabar.penerima import Alamat, Penerima, is_alamat, resolve
from kabar.putusan import Kesukaan, load_kesukaan

log = logging.getLogger(__name__)

PERANGKAT_MAKS = 10  # devices of one account
ALAMAT_MAKS = 1000


@dataclass(frozen=True)
class Kejadian:
    """One event to tell.

    subjek  kind and public code of what it is about, e.g. ("skp", skp.kode)
    kepada  accounts, persons, addresses; doubles count once
    kunci   what makes this event another than the last one about the same subject: a version, a row's id, a day
    isi     the values of the kind's words: text, whole numbers, days
    """

    subjek: tuple[str, str]
    kepada: Iterable[Penerima]
    kunci: object
    isi: Mapping[str, Nilai] = field(default_factory=dict)


def kirim(
    jenis: str, *, kepada: Iterable[Penerima], subjek: tuple[str, str], kunci: object, isi: Mapping[str, Nilai] | None = None
) -> Kabar:
    """Tell one event to everybody concerned; see `kirim_banyak` and `Kejadian`."""
    return kirim_banyak(jenis, [Kejadian(subjek, kepada, kunci, isi or {})])[0]


@transaction.atomic
def kirim_banyak(jenis: str, kejadian: Iterable[Kejadian]) -> list[Kabar]:
    """Tell events of one kind, each to everybody it concerns, within the transaction of the use case; they go out on commit.

    The same event again reaches only whom it has not reached. Nobody to tell, a dead address, a closed account,
    somebody who switched it off: kept as rows that say why (`Antaran.sebab`), never an exception.
    Raises ValueError or TypeError for a kind nobody declared and for missing values: bugs in the caller.
    The number of statements depends neither on how many events there are nor on how many people are told.
    """
    j, daftar = daftar_jenis.get(jenis), list(kejadian)
    baris = _simpan(j, daftar)
    tujuan = resolve(*(k.kepada for k in daftar))
    kesukaan = load_kesukaan(set().union(*(t.akun for t in tujuan)), [jenis])
    berhenti = _berhenti({sidik for t in tujuan for sidik in t.alamat})
    saat = waktu.now().astimezone(waktu.zona())
    kotak: list[Penerimaan] = []
    antaran: list[Antaran] = []
    for kabar, t in zip(baris, tujuan, strict=True):
        akun = [k for pk, k in kesukaan.items() if pk in t.akun]
        kotak += [Penerimaan(kabar=kabar, pengguna_id=k.pengguna_id) for k in akun if not k.sebab_tidak(j, Saluran.KOTAK)]
        antaran += [a for k in akun for a in _antaran_akun(kabar, j, k, saat)]
        antaran += _antaran_alamat(kabar, j, t.alamat, berhenti, saat)
        if not t.alamat and not akun:
            log.info("kabar %s tanpa penerima (%s orang tanpa akun)", jenis, t.tanpa_akun)
    Penerimaan.objects.bulk_create(kotak, ignore_conflicts=True)
    Antaran.objects.bulk_create(antaran, ignore_conflicts=True)
    if any(a.status == StatusAntaran.MENUNGGU and a.coba_at <= saat for a in antaran):
        transaction.on_commit(antrean.panggil, robust=True)
    return baris


def _simpan(jenis: JenisKabar, daftar: list[Kejadian]) -> list[Kabar]:
    """The rows of events, in the same order; for one that was told before, the row that stands. Two queries."""
    urutan = [(*k.subjek, str(k.kunci)[:100]) for k in daftar]
    baru = {kunci: _nilai(jenis, k.isi) for kunci, k in zip(urutan, daftar, strict=True)}
    rows = [Kabar(jenis=jenis.nama, subjek_jenis=s, subjek_kode=kode, kunci=k, isi=isi) for (s, kode, k), isi in baru.items()]
    Kabar.objects.bulk_create(rows, ignore_conflicts=True)
    nama = {"subjek_jenis__in": {s for s, _, _ in baru}, "subjek_kode__in": {kode for _, kode, _ in baru}}
    ada = Kabar.objects.filter(jenis=jenis.nama, **nama, kunci__in={k for _, _, k in baru})
    tersimpan = {(k.subjek_jenis, k.subjek_kode, k.kunci): k for k in ada}
    return [tersimpan[kunci] for kunci in urutan]


def _nilai(jenis: JenisKabar, isi: Mapping[str, Nilai]) -> dict[str, object]:
    """The values of an event as they are kept. Raises ValueError unless they are those of the kind's words."""
    nilai = {nama: simpan_nilai(v) for nama, v in isi.items()}
    if beda := jenis.nilai ^ nilai.keys():
        raise ValueError(f"nilai kabar {jenis.nama} tidak cocok dengan kata-katanya: {', '.join(sorted(beda))}")
    return nilai


def _antaran_akun(kabar: Kabar, jenis: JenisKabar, kesukaan: Kesukaan, saat: datetime) -> list[Antaran]:
    """Deliveries to one account, and the record of those that are not made. A device that isn't there needs no record."""
    hasil = []
    for saluran in Saluran.values:
        sebab = kesukaan.sebab_tidak(jenis, saluran)
        tercatat = saluran in jenis.bawaan and saluran != Saluran.DORONG
        if (saluran == Saluran.KOTAK and not sebab) or (sebab and not tercatat):
            continue
        hasil.append(
            Antaran(
                kabar=kabar,
                saluran=saluran,
                pengguna_id=kesukaan.pengguna_id,
                bahasa=kesukaan.bahasa,
                kumpul=not sebab and kesukaan.kumpul(jenis, saluran),
                coba_at=saat if sebab else kesukaan.waktu_kirim(jenis, saluran, saat),
                **_akhir(sebab, saat),
            )
        )
    return hasil


def _berhenti(sidik: set[str]) -> set[str]:
    """Those of the fingerprints whose owners want no more mail. One query, none without addresses."""
    return set(AlamatBerhenti.objects.filter(sidik__in=sidik).values_list("sidik", flat=True)) if sidik else set()


def _antaran_alamat(
    kabar: Kabar, jenis: JenisKabar, alamat: Mapping[str, Alamat], berhenti: set[str], saat: datetime
) -> list[Antaran]:
    """Mails to addresses without an account; what is a duty goes to those who want no more mail too."""
    if jenis.wajib:
        berhenti = set()
    hasil = []
    for sidik, satu in alamat.items():
        surat = satu.surat.strip()
        sebab = Sebab.ALAMAT_RUSAK if not is_alamat(surat) else Sebab.BERHENTI if sidik in berhenti else ""
        hasil.append(
            Antaran(
                kabar=kabar,
                saluran=Saluran.SURAT,
                alamat="" if sebab else surat,
                sidik_alamat=sidik,
                bahasa=satu.bahasa,
                coba_at=saat,
                **_akhir(sebab, saat),
            )
        )
    return hasil


def _akhir(sebab: str, saat: datetime) -> dict[str, object]:
    """The columns of a delivery that ends before it began."""
    return {"status": StatusAntaran.DILEWATI, "sebab": sebab, "selesai_at": saat} if sebab else {}


# --- reading ----------------------------------------------------------------------------------------


def record_dibaca(*, konteks: Konteks, penerimaan: Penerimaan) -> None:
    """Note that one's own message was opened. Twice is the same as once."""
    Penerimaan.objects.filter(pk=penerimaan.pk, pengguna=konteks.pengguna.pk, dibaca_at=None).update(dibaca_at=Now())


def record_dibaca_semua(*, konteks: Konteks, sampai: int) -> int:
    """Note that everything up to the row `sampai`, the newest that was shown, was read. Returns how many were new."""
    milik = Penerimaan.objects.filter(pengguna=konteks.pengguna.pk, dibaca_at=None, pk__lte=sampai)
    return milik.update(dibaca_at=Now())


def record_dibaca_subjek(*, konteks: Konteks, subjek: tuple[str, str]) -> int:
    """Note that what messages about a subject announced has been seen at its own page. One query."""
    if not konteks.masuk:
        return 0
    milik = Penerimaan.objects.filter(pengguna=konteks.pengguna.pk, dibaca_at=None)
    return milik.filter(kabar__subjek_jenis=subjek[0], kabar__subjek_kode=subjek[1]).update(dibaca_at=Now())


def record_usai(*, jenis: Iterable[str], subjek_jenis: str, masih: Mapping[str, Collection[int]]) -> int:
    """Note that what messages asked about subjects is done or lies with others now: read, but for those it still waits for.

    jenis  the kinds that asked; `masih`: the accounts it still waits for, by the code of the subject

    One statement. Returns how many were new.
    """
    usai = (Q(kabar__subjek_kode__in=kode) & ~Q(pengguna__in=akun) for akun, kode in _sama(masih))
    return _usaikan(jenis, subjek_jenis, reduce(or_, usai, Q(pk__in=[])))


def record_basi(*, jenis: Iterable[str], subjek_jenis: str, akun: Mapping[str, Collection[int]]) -> int:
    """Note that news about subjects is true no more for these accounts, by the code of the subject: read.

    One statement. Returns how many were new.
    """
    basi = (Q(kabar__subjek_kode__in=kode, pengguna__in=akun) for akun, kode in _sama(akun))
    return _usaikan(jenis, subjek_jenis, reduce(or_, basi, Q(pk__in=[])))


def _sama(akun: Mapping[str, Collection[int]]) -> list[tuple[frozenset[int], list[str]]]:
    """Accounts, and the subjects for which they are the same."""
    sama: dict[frozenset[int], list[str]] = defaultdict(list)
    for kode, pemilik in akun.items():
        sama[frozenset(pemilik)].append(kode)
    return list(sama.items())


def _usaikan(jenis: Iterable[str], subjek_jenis: str, yang: Q) -> int:
    belum = Penerimaan.objects.filter(dibaca_at=None, kabar__jenis__in=list(jenis), kabar__subjek_jenis=subjek_jenis)
    return belum.filter(yang).update(dibaca_at=Now())


# --- how one wants to be told -------------------------------------------------------------------------


class SetelanBerubahError(BerubahError):
    """One's own settings were changed elsewhere meanwhile, to something else."""

    def __init__(self, kini: Setelan) -> None:
        super().__init__(kini)
        VersiBerbedaError.__init__(
            self,
            _("Setelan ini berubah sejak Anda membukanya, mungkin dari perangkat lain."),
            fix=_("Bandingkan keduanya, sesuaikan bila perlu, lalu simpan sekali lagi."),
        )


@transaction.atomic
def update_setelan(
    *,
    konteks: Konteks,
    sunting: Suntingan | None = None,
    surat: str,
    jam_ringkasan: int,
    senyap_mulai: time | None,
    senyap_sampai: time | None,
    bahasa: str,
    pilihan: Mapping[tuple[str, str], bool],
) -> Setelan:
    """Save what somebody changed of their own settings; the rest stays as it stands by now.

    sunting  what was changed, on what; None where a program writes all of it
    pilihan  (kind, channel) -> on or off, the switches that were moved; duties and what equals the default are not kept

    Raises SetelanBerubahError, ValidationError (a constraint).
    """
    antre(konteks)
    setelan = Setelan.objects.filter(pengguna=konteks.pengguna.pk).first() or Setelan(pengguna=konteks.pengguna)
    isi = {"surat": surat, "jam_ringkasan": jam_ringkasan, "bahasa": bahasa}
    isi |= {"senyap_mulai": senyap_mulai, "senyap_sampai": senyap_sampai}
    try:
        tulis(setelan, gabung(setelan, sunting, isi))
    except BerubahError as error:
        raise SetelanBerubahError(setelan) from error
    setelan.versi += 1
    setelan.full_clean()
    setelan.save()
    if pilihan:
        _simpan_pilihan(konteks.pengguna.pk, pilihan)
    return setelan


def _simpan_pilihan(pengguna_id: int, pilihan: Mapping[tuple[str, str], bool]) -> None:
    """Set these switches; the other ones of the same kinds stay. Three queries, under the lock of the account."""
    milik = Pilihan.objects.filter(pengguna=pengguna_id, jenis__in={nama for nama, _saluran in pilihan})
    baris = []
    for (nama, saluran), nyala in ({(p.jenis, p.saluran): p.nyala for p in milik} | dict(pilihan)).items():
        jenis = daftar_jenis.get(nama)
        if not jenis.menetapkan(saluran) and nyala != (saluran in jenis.bawaan):
            baris.append(Pilihan(pengguna_id=pengguna_id, jenis=nama, saluran=saluran, nyala=nyala))
    milik.delete()
    Pilihan.objects.bulk_create(baris, ignore_conflicts=True)


def end_surat(*, permintaan: Permintaan) -> None:
    """Stop mails for whoever holds a signed link: all to an address, or to an account those of one kind, or with ''
    all that are no duty. Twice is the same as once."""
    if permintaan.sidik:
        AlamatBerhenti.objects.get_or_create(sidik=permintaan.sidik)
    elif pk := Pengguna.objects.filter(kode=permintaan.akun).values_list("pk", flat=True).first():
        _end_surat_akun(pk, permintaan.jenis)


@transaction.atomic
def _end_surat_akun(pengguna_id: int, jenis: str) -> None:
    if jenis:
        Pilihan.objects.update_or_create(pengguna_id=pengguna_id, jenis=jenis, saluran=Saluran.SURAT, defaults={"nyala": False})
    else:
        Setelan.objects.update_or_create(pengguna_id=pengguna_id, defaults={"surat": CaraSurat.TIDAK})


# --- devices ----------------------------------------------------------------------------------------------


class PerangkatTidakDikenalError(UseCaseError):
    """Not an address and keys that a browser gives."""


@transaction.atomic
def create_langganan(*, konteks: Konteks, alamat: str, kunci: str, rahasia: str, bahasa: str) -> Langganan:
    """Push to this browser from now on; one that somebody else used before is this person's now. The newest PERANGKAT_MAKS stay.

    Raises PerangkatTidakDikenalError.
    """
    if len(alamat) > ALAMAT_MAKS or not dorong.is_layanan(alamat) or not dorong.is_kunci(kunci, rahasia):
        raise PerangkatTidakDikenalError(
            _("Peramban ini memakai layanan yang belum kami kenal."),
            fix=_("Pakai peramban lain, atau terima kabar lewat e-mail."),
        )
    antre(konteks)
    isi = {"pengguna": konteks.pengguna, "kunci": kunci, "rahasia": rahasia, "bahasa": bahasa}
    langganan, _baru = Langganan.objects.update_or_create(alamat=alamat, defaults=isi)
    milik = Langganan.objects.filter(pengguna=konteks.pengguna.pk)
    lama = milik.order_by("-pk").values_list("pk", flat=True)[PERANGKAT_MAKS:]
    milik.filter(pk__in=list(lama)).delete()
    return langganan


def delete_langganan(*, konteks: Konteks, alamat: str) -> None:
    """Push no more to this browser. Twice is the same as once."""
    Langganan.objects.filter(pengguna=konteks.pengguna.pk, alamat=alamat).delete()


# --- the administrator ----------------------------------------------------------------------------------


@transaction.atomic
def retry_antaran(*, konteks: Konteks, rows: QuerySet[Antaran]) -> int:
    """Send again what was given up, from the first try on. Returns how many. Raises PermissionDenied.

    A mail of a library whose text is deleted by now stays as it is: the person asks for another one.
    """
    kewenangan.require(konteks, "kabar.antar")
    mati = rows.filter(status=StatusAntaran.MATI).filter(Q(kabar__isnull=False) | Q(isi_surat__isnull=False))
    mati = Antaran.objects.filter(pk__in=mati.values("pk"))
    jumlah = mati.update(
        status=StatusAntaran.MENUNGGU, sebab="", percobaan=0, ragu=False, coba_at=waktu.now(), mulai_at=None, selesai_at=None
    )
    if jumlah:
        transaction.on_commit(antrean.panggil, robust=True)
    return jumlah
