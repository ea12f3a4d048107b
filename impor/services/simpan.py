"""Storing a list, all or nothing: by the job of an approved preview, or at once from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from alur import services as alur
from impor import kabar
from impor.models import Impor, StatusImpor
from impor.pegawai import baca, buku, periksa_daftar, terapkan
from impor.pegawai.baris import Baris
from impor.pegawai.periksa_daftar import Hasil
from impor.proses import IMPOR
from impor.services.dasar import LaporTahap, bisu, kunci, kunci_impor, pelaku
from impor.services.siapkan import periksa_ulang
from inti import audit, peristiwa
from inti.errors import UseCaseError
from pegawai.models import BatchPerubahan

BARIS_DISEBUT = 10


class PratinjauUsangError(UseCaseError):
    """What would happen now differs from what was shown; the preview was renewed."""


def import_berkas(*, konteks: Konteks, berkas: Path, per: date) -> Hasil:
    """Read, judge and store a list at once; it can be undone like any other. Raises BerkasTidakTerbacaError.

    The way of the command line, for whoever runs the server: no second officer looks, and the trail says so.
    """
    kewenangan.require(konteks, "pegawai.impor")
    with baca.buka(berkas) as lembar:
        dinilai = periksa_daftar.nilai_baris(lembar.kepala, lembar.baris, per)
    with transaction.atomic():
        kunci_impor()
        impor = Impor.objects.create(
            nama_berkas=berkas.name[:200], per=per, pembuat=pelaku(konteks), kolom=list(lembar.kepala.judul)
        )
        hasil = periksa_daftar.cocokkan(dinilai, kunci=True)
        isi = {"status": StatusImpor.DITERAPKAN, **_tulis(konteks, impor, hasil)}
        for kolom, nilai in isi.items():
            setattr(impor, kolom, nilai)
        impor.save(update_fields=list(isi))
        alur.begin(konteks=konteks, proses=IMPOR, objek=[impor], aksi="langsung")
    return hasil


def apply_impor(*, konteks: Konteks, impor: Impor, lapor: LaporTahap = bisu) -> Impor:
    """Store an approved list, all or nothing; it is stored once, however often it is asked for.

    The rows are judged anew under lock. Raises PratinjauUsangError, with the preview renewed and sent back to whoever
    prepared it, when something would happen that was not shown; ImporTidakSiapError for a list that nobody approved.
    """
    kewenangan.require(konteks, "impor.setujui")
    usang = False
    with transaction.atomic():
        kunci_impor()
        segar = kunci(impor, StatusImpor.MENERAPKAN, StatusImpor.DITERAPKAN)
        if segar.status == StatusImpor.DITERAPKAN:
            return segar
        lapor(0, segar.jumlah_baris, _("Memeriksa sekali lagi"))
        hasil = periksa_ulang(segar, kunci=True)
        usang = hasil.sidik() != segar.sidik
        if usang:
            segar = _perbarui(konteks, segar, hasil)
        else:
            lapor(len(hasil.baris), len(hasil.baris), _("Menyimpan"))
            ubah = _tulis(konteks, segar, hasil)
            segar = alur.move(konteks=konteks, proses=IMPOR, objek=segar, aksi="simpan", ubah=ubah).objek
            kabar.tell_disimpan(segar)
    if usang:
        raise PratinjauUsangError(
            _("Sejak diperiksa, data pegawai berubah, jadi belum ada yang disimpan."),
            fix=_("Hasil pemeriksaan sudah diperbarui. Lihat sekali lagi, lalu kirim lagi."),
        )
    return segar


def _perbarui(konteks: Konteks, impor: Impor, hasil: Hasil) -> Impor:
    """Keep the renewed verdicts, and give the list back to whoever prepared it, with the rows that are no longer what was read."""
    alasan = _sebut_berubah(buku.list_berubah_nasib(impor, hasil))
    buku.simpan(impor, hasil)
    gerak = alur.move(konteks=konteks, proses=IMPOR, objek=impor, aksi="usang", alasan=alasan)
    kabar.tell_dikembalikan(gerak.objek)
    return gerak.objek


def _sebut_berubah(baris: list[Baris]) -> str:
    """'Yang berubah: baris 5 (Masdelima Manalu) dan 12 baris lain.'; '' for none."""
    sebut = [
        _("baris %(baris)s (%(nama)s)") % {"baris": b.nomor, "nama": b.bersih.get("nama") or "–"} for b in baris[:BARIS_DISEBUT]
    ]
    if lain := len(baris) - len(sebut):
        sebut.append(_("dan %(n)s baris lain") % {"n": lain})
    return _("Yang berubah: %(daftar)s.") % {"daftar": ", ".join(sebut)} if sebut else ""


def _tulis(konteks: Konteks, impor: Impor, hasil: Hasil) -> dict[str, Any]:
    """Write inside the caller's transaction, and keep the rows for undoing. Returns what the batch is to remember, by column."""
    why = _("impor %(berkas)s") % {"berkas": impor.nama_berkas}
    with audit.explain(actor=pelaku(konteks), why=why, batch=impor.kode), pghistory.context() as jejak:
        batch = BatchPerubahan.objects.create(kode=impor.kode, asal=why)
        tertulis = terapkan.terapkan(hasil.baris, batch_id=batch.pk, per=impor.per)
    buku.simpan(impor, hasil, tertulis.pegawai)
    kabar.tell_koreksi_diganti(impor, hasil.baris)
    if tertulis.pegawai:
        peristiwa.publish("pegawai.impor")
    return {"batch_id": batch.pk, "diterapkan_at": tertulis.saat, "jejak": [*impor.jejak, str(jejak.id)]}
