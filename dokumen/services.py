"""Keeping files: the row decides, then the file is written; when the use case fails, neither stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from akun.kewenangan import Konteks
from dokumen.errors import BerkasTungguHilangError
from dokumen.models import Dokumen
from dokumen.pemilik import get_pemilik
from dokumen.periksa import BerkasAman
from inti import audit, waktu
from inti.kode import buat_kode

MASA_TUNGGU = timedelta(hours=24)
Kiriman = BerkasAman | Dokumen  # fresh from a form, or one that waited since the form was refused


@dataclass(frozen=True)
class Subjek:
    """Whom or what a file is about, by kind and public code."""

    jenis: str
    kode: str


@dataclass
class Penyimpan:
    """Keeps files inside one transaction; made by `menyimpan` only."""

    konteks: Konteks
    _tertulis: list[Dokumen] = field(default_factory=list)

    def simpan(self, jenis: str, kiriman: Kiriman, subjek: Subjek, *, bidang: str = "berkas") -> Dokumen:
        """Keep a file for good. Raises BerkasTungguHilangError for a waiting one that is gone or not this person's."""
        if isinstance(kiriman, Dokumen):
            return self._pasang(jenis, kiriman, subjek, bidang)
        return self._tulis(jenis, kiriman, subjek_jenis=subjek.jenis, subjek_kode=subjek.kode)

    def ganti(self, lama: Dokumen, aman: BerkasAman) -> Dokumen:
        """Keep a file in the place of another one, which stays as its predecessor."""
        Dokumen.objects.select_for_update().get(pk=lama.pk)
        return self._tulis(
            lama.jenis,
            aman,
            subjek_jenis=lama.subjek_jenis,
            subjek_kode=lama.subjek_kode,
            versi=lama.versi + 1,
            menggantikan=lama,
        )

    def tahan(self, jenis: str, aman: BerkasAman) -> Dokumen:
        """Keep a file for the person who sent it until the form around it is accepted, a day at most."""
        return self._tulis(jenis, aman, menunggu_sampai=waktu.now() + MASA_TUNGGU)

    def buang_tulisan(self) -> None:
        """Remove what was written: the rows are gone with the transaction."""
        for dokumen in self._tertulis:
            dokumen.berkas.storage.delete(str(dokumen.berkas.name))

    def _tulis(self, jenis: str, aman: BerkasAman, **lain: object) -> Dokumen:
        kode, saat = buat_kode(), waktu.now()
        dokumen = Dokumen(
            kode=kode,
            jenis=jenis,
            kelompok=get_pemilik(jenis).kelompok,
            pemilik=self.konteks.pengguna if self.konteks.masuk else None,
            berkas=f"dokumen/{saat:%Y/%m}/{buat_kode(20)}.{aman.akhiran}",
            nama=aman.nama,
            tipe=aman.tipe,
            ukuran=aman.ukuran,
            sidik=aman.sidik,
            **lain,
        )
        dokumen.save()
        self._tertulis.append(dokumen)
        dokumen.berkas.storage.save(str(dokumen.berkas.name), ContentFile(aman.isi))
        return dokumen

    def _pasang(self, jenis: str, dokumen: Dokumen, subjek: Subjek, bidang: str) -> Dokumen:
        kini = list_menunggu(self.konteks).select_for_update().filter(pk=dokumen.pk, jenis=jenis).first()
        if kini is None:
            raise BerkasTungguHilangError(
                _("Berkas yang tadi terunggah sudah tidak ada."), fix=_("Pilih berkasnya sekali lagi."), field=bidang
            )
        kini.subjek_jenis, kini.subjek_kode, kini.menunggu_sampai = subjek.jenis, subjek.kode, None
        kini.save(update_fields=["subjek_jenis", "subjek_kode", "menunggu_sampai"])
        return kini


@contextmanager
def menyimpan(konteks: Konteks) -> Iterator[Penyimpan]:
    """One transaction in which files are kept: all of it or nothing, on the disk too.

    The database forgets what a failed transaction wrote, the disk doesn't: what was written is removed when the block
    fails. A process that dies in between leaves a file without a row; `sapu` finds it.
    """
    penyimpan = Penyimpan(konteks)
    try:
        with transaction.atomic():
            yield penyimpan
    except BaseException:
        penyimpan.buang_tulisan()
        raise


def tahan_berkas(konteks: Konteks, jenis: str, aman: BerkasAman) -> Dokumen:
    """Keep a file while its form is put right. Its owner alone sees it; after a day it is swept."""
    with menyimpan(konteks) as penyimpan, audit.explain(actor=konteks.pengguna, why="berkas menunggu formulirnya"):
        return penyimpan.tahan(jenis, aman)


def list_menunggu(konteks: Konteks) -> QuerySet[Dokumen]:
    """Files that wait for this person's forms."""
    rows = Dokumen.objects.filter(menunggu_sampai__gt=waktu.now())
    return rows.filter(pemilik=konteks.pengguna) if konteks.masuk else rows.none()
