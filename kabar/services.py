"""Telling people: one function for every use case, and what people do with what they were told."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, time

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


@transaction.atomic
def kirim(
    jenis: str, *, kepada: Iterable[Penerima], subjek: tuple[str, str], kunci: object, isi: Mapping[str, Nilai] | None = None
) -> Kabar:
    """Tell an event to everybody concerned, within the transaction of the use case; it goes out when that commits.

    jenis   name of a registered kind
    kepada  accounts, persons, addresses; doubles count once
    subjek  kind and public code of what it is about, e.g. ("skp", skp.kode)
    kunci   what makes this event another than the last one about the same subject: a version, a row's id, a day
    isi     the values of the kind's words: text, whole numbers, days

    The same event again reaches only whom it has not reached. Nobody to tell, a dead address, a closed account,
    somebody who switched it off: kept as rows that say why (`Antaran.sebab`), never an exception.
    Raises ValueError or TypeError for a kind nobody declared and for missing values: bugs in the caller.
    The number of statements doesn't depend on how many people are told.
    """
    j, nilai = daftar_jenis.get(jenis), {nama: simpan_nilai(v) for nama, v in (isi or {}).items()}
    if beda := j.nilai ^ nilai.keys():
        raise ValueError(f"nilai kabar {jenis} tidak cocok dengan kata-katanya: {', '.join(sorted(beda))}")
    tujuan = resolve(kepada)
    kabar = _simpan(j, subjek, str(kunci), nilai)
    saat = waktu.now().astimezone(waktu.zona())
    kotak, antaran = [], []
    for kesukaan in load_kesukaan(tujuan.akun, [jenis]).values():
        if not kesukaan.sebab_tidak(j, Saluran.KOTAK):
            kotak.append(Penerimaan(kabar=kabar, pengguna_id=kesukaan.pengguna_id))
        antaran += _antaran_akun(kabar, j, kesukaan, saat)
    antaran += _antaran_alamat(kabar, tujuan.alamat, saat)
    Penerimaan.objects.bulk_create(kotak, ignore_conflicts=True)
    Antaran.objects.bulk_create(antaran, ignore_conflicts=True)
    if not kotak and not antaran:
        log.info("kabar %s tanpa penerima (%s orang tanpa akun)", jenis, tujuan.tanpa_akun)
    if any(a.status == StatusAntaran.MENUNGGU and a.coba_at <= saat for a in antaran):
        transaction.on_commit(antrean.panggil, robust=True)
    return kabar


def _simpan(jenis: JenisKabar, subjek: tuple[str, str], kunci: str, isi: Mapping[str, object]) -> Kabar:
    """The row of the event; the one that stands when it was told before."""
    nama = {"jenis": jenis.nama, "subjek_jenis": subjek[0], "subjek_kode": subjek[1], "kunci": kunci[:100]}
    Kabar.objects.bulk_create([Kabar(**nama, isi=dict(isi))], ignore_conflicts=True)
    return Kabar.objects.get(**nama)


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


def _antaran_alamat(kabar: Kabar, alamat: Mapping[str, Alamat], saat: datetime) -> list[Antaran]:
    """Mails to addresses without an account. One query, none without addresses."""
    if not alamat:
        return []
    berhenti = set(AlamatBerhenti.objects.filter(sidik__in=alamat).values_list("sidik", flat=True))
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


# --- how one wants to be told -------------------------------------------------------------------------


@transaction.atomic
def update_setelan(
    *,
    konteks: Konteks,
    versi: int,
    surat: str,
    jam_ringkasan: int,
    senyap_mulai: time | None,
    senyap_sampai: time | None,
    bahasa: str,
    pilihan: Mapping[tuple[str, str], bool],
) -> Setelan:
    """Save one's own settings; `versi` is the one that was shown (0: none yet).

    pilihan  (kind, channel) -> on or off; duties and what equals the default are not kept

    Raises VersiBerbedaError, ValidationError (a constraint).
    """
    antre(konteks)
    setelan = Setelan.objects.filter(pengguna=konteks.pengguna.pk).first() or Setelan(pengguna=konteks.pengguna)
    if setelan.versi != versi:
        raise VersiBerbedaError(
            _("Setelan ini berubah sejak Anda membukanya, mungkin dari perangkat lain."),
            fix=_("Pilihan Anda masih ada di bawah: simpan sekali lagi untuk memakainya."),
        )
    setelan.surat, setelan.jam_ringkasan, setelan.bahasa = surat, jam_ringkasan, bahasa
    setelan.senyap_mulai, setelan.senyap_sampai = senyap_mulai, senyap_sampai
    setelan.versi += 1
    setelan.full_clean()
    setelan.save()
    _simpan_pilihan(konteks.pengguna.pk, pilihan)
    return setelan


def _simpan_pilihan(pengguna_id: int, pilihan: Mapping[tuple[str, str], bool]) -> None:
    """Replace the switches of the kinds that were shown. Two queries."""
    baris = []
    for (nama, saluran), nyala in pilihan.items():
        jenis = daftar_jenis.get(nama)
        if not jenis.menetapkan(saluran) and nyala != (saluran in jenis.bawaan):
            baris.append(Pilihan(pengguna_id=pengguna_id, jenis=nama, saluran=saluran, nyala=nyala))
    Pilihan.objects.filter(pengguna=pengguna_id, jenis__in={nama for nama, _saluran in pilihan}).delete()
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
