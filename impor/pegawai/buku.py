"""The batch on the shelf: its rows with their verdicts, kept until the batch is old, and the workbook of faulty rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from impor.models import DISEBUT_LAIN, BarisImpor, Impor, StatusImpor, nasib
from impor.pegawai.baca import Sel
from impor.pegawai.baris import Baris
from impor.pegawai.kolom import CATATAN, Kepala, baca_kepala
from impor.pegawai.periksa_daftar import Hasil, hitung
from impor.pegawai.teks import teks
from impor.pegawai.terapkan import salin
from inti import waktu

UMUR_BARIS = timedelta(days=30)
KOLOM_BARIS = "(impor_id, nomor_baris, nama, pegawai_id, putusan, bersih, asli, galat, peringatan, beda, ikut, dilewati_oleh_id)"


# --- rows --------------------------------------------------------------------------------------


def simpan(impor: Impor, hasil: Hasil, pegawai: Mapping[int, int] | None = None) -> None:
    """Replace the rows of the batch by those of `hasil`; fill its counts, header and fingerprint. Three statements.

    pegawai   person of each row that was applied, new people included
    """
    with connection.cursor() as kursor:
        kursor.execute("DELETE FROM impor_barisimpor WHERE impor_id = %s", [impor.pk])
        salin(kursor, "impor_barisimpor", (_baris(impor.pk, b, pegawai or {}) for b in hasil.baris), KOLOM_BARIS)
    impor.kolom, impor.jumlah, impor.sidik = list(hasil.kepala.judul), hasil.jumlah, hasil.sidik()
    impor.save(update_fields=["kolom", "jumlah", "sidik"])


def _baris(impor_id: int, b: Baris, pegawai: Mapping[int, int]) -> tuple[Any, ...]:
    isi = b.bersih | ({"unit": b.unit.nama} if b.unit else {})
    for lain in set(b.disebut) - {b.pegawai_id}:  # at most one: two keys name at most two people
        isi[DISEBUT_LAIN] = lain
    return (
        impor_id, b.nomor, str(isi.get("nama", ""))[:300], pegawai.get(b.nomor, b.pegawai_id), b.putusan,
        _json(isi), _json(b.asli), _json(b.semua_galat), _json(b.peringatan), _json(b.beda), b.ikut, b.dilewati_oleh,
    )  # fmt: skip


def _json(isi: Any) -> str:
    # PostgreSQL keeps no NUL in jsonb, not even escaped.
    return json.dumps(isi, default=str, separators=(",", ":"), ensure_ascii=True).replace("\\u0000", "\\ufffd")


def kepala(impor: Impor) -> Kepala:
    """The header of the batch, understood anew."""
    return baca_kepala(impor.kolom)


def muat(impor: Impor) -> tuple[list[tuple[int, list[Sel]]], dict[int, int | None]]:
    """The cells of the batch as they were read or mended since, and the rows left out by hand, with by whom. One query."""
    rows = BarisImpor.objects.filter(impor=impor).order_by("nomor_baris")
    baris = list(rows.values_list("nomor_baris", "asli", "ikut", "dilewati_oleh"))
    return [(nomor, asli) for nomor, asli, _ikut, _oleh in baris], {nomor: oleh for nomor, _asli, ikut, oleh in baris if not ikut}


def hitung_ulang(impor: Impor) -> None:
    """Bring the counts of the batch up to date after rows were left out or taken along. Two queries."""
    rows = BarisImpor.objects.filter(impor=impor).values_list("putusan", "ikut", "peringatan")
    impor.jumlah = impor.jumlah | hitung((nasib(putusan, ikut), peringatan) for putusan, ikut, peringatan in rows)
    impor.save(update_fields=["jumlah"])


def list_berubah_nasib(impor: Impor, hasil: Hasil) -> list[Baris]:
    """Rows of which something else would happen than the batch has kept. One query."""
    rows = BarisImpor.objects.filter(impor=impor).values_list("nomor_baris", "putusan", "beda")
    lama = {nomor: (putusan, beda) for nomor, putusan, beda in rows}
    return [b for b in hasil.baris if lama.get(b.nomor) != (b.putusan, json.loads(_json(b.beda)))]


def list_lama(saat: datetime) -> QuerySet[Impor]:
    """Batches of which nothing more is expected and that can't be undone any more, for their rows and file to be dropped."""
    selesai = [StatusImpor.DITERAPKAN, StatusImpor.DIBATALKAN, StatusImpor.DIHENTIKAN, StatusImpor.GAGAL, StatusImpor.DIBACA]
    return Impor.objects.filter(dibuat_at__lt=saat - UMUR_BARIS, status__in=selesai)


def bersihkan() -> int:
    """Drop rows and files of old batches; the batch itself stays in the list. Returns rows dropped."""
    dibuang = 0
    for impor in list_lama(waktu.now()).filter(baris__isnull=False).distinct():
        dibuang += BarisImpor.objects.filter(impor=impor).delete()[0]
        if impor.berkas:
            impor.berkas.delete(save=False)
            Impor.objects.filter(pk=impor.pk).update(berkas="")
    return dibuang


# --- workbook of faulty rows ---------------------------------------------------------------------


def tulis_galat(keluar: Path, impor: Impor, baris: Iterable[BarisImpor]) -> int:
    """Write the refused rows with the columns of the file and, in front, what has to be mended. Returns how many.

    Text stays text: nothing in it can come alive as a formula or a link.
    """
    pilihan = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}
    jumlah = 0
    with xlsxwriter.Workbook(str(keluar), pilihan) as buku:
        lembar = buku.add_worksheet(_("Perbaikan"))
        tebal = buku.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        lipat = buku.add_format({"text_wrap": True, "valign": "top"})
        teks = buku.add_format({"num_format": "@", "valign": "top"})
        salah = buku.add_format(
            {"num_format": "@", "valign": "top", "bg_color": "#F9E1DF", "font_color": "#8C1D18", "bold": True}
        )
        tanggal = buku.add_format({"num_format": "dd-mm-yyyy", "valign": "top"})
        lembar.freeze_panes(1, 1)
        lembar.set_column(0, 0, 60, lipat)
        lembar.set_column(1, len(impor.kolom), 20, teks)
        lembar.write_row(0, 0, [CATATAN, *impor.kolom], tebal)
        for jumlah, b in enumerate(baris, 1):
            lembar.write_string(jumlah, 0, _sebab(b), lipat)
            merah = {g["kolom"] for g in b.galat}
            for i, (judul, sel) in enumerate(zip(impor.kolom, b.asli, strict=False), 1):
                _tulis_sel(lembar, jumlah, i, sel, salah if judul in merah else teks, tanggal)
    return jumlah


def _sebab(b: BarisImpor) -> str:
    return "\n".join(
        [_("Baris %(baris)s") % {"baris": b.nomor_baris}, *(f"{g['kolom']}: {g['pesan']} {g['saran']}" for g in b.galat)]
    )


def _tulis_sel(lembar: Any, baris: int, kolom: int, sel: Sel, gaya: Any, gaya_tanggal: Any) -> None:
    if isinstance(sel, Mapping) and "t" in sel:
        lembar.write_datetime(baris, kolom, date.fromisoformat(sel["t"]), gaya_tanggal)
    elif sel is not None:
        lembar.write_string(baris, kolom, sel if isinstance(sel, str) else teks(sel), gaya)
