"""The one way to protected data: right and purpose are asked, the receipt is written, then the values are handed out.

    buka(konteks, pegawai, "pribadi", tujuan).satu(DataPribadi)      one person
    buka_baris(konteks, rows, "kepegawaian", tujuan)                 rows of a query, however many: one statement
    buka_daftar(konteks, baris, "kinerja", tujuan, kode=…)           rows that a page or an API has in hand

What for (`tujuan`) is kept in Indonesian, whatever language the reader uses: what the person typed, or a
sentence of ours marked with gettext_noop. CatatanAkses.kata_tujuan says it in the language of whoever reads
the receipt. Whose data they are sees each receipt; one's own data need none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet, PermissionDenied
from django.db import connection
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from akun.perlindungan import TERTUTUP, Terlindung, list_terlindung
from inti import waktu
from inti.errors import UseCaseError

M = TypeVar("M", bound=Model)
Baris = TypeVar("Baris")

TUJUAN_MIN, TUJUAN_MAKS = 5, 200  # letters; characters
HURUF_BEDA = 3  # different letters that a purpose has at least: 'aaaaaaa' is none
# One receipt for each person and group that the source names; where `sekali` is set, once a day for one reader and purpose.
CATAT = """
INSERT INTO akun_catatanakses (pembaca_id, klien_id, pembaca_peran, subjek_kode, kelompok, tujuan)
SELECT %s::bigint, %s::bigint, %s, s.kode, k.kelompok, %s
FROM (SELECT DISTINCT kode FROM ({sumber}) a (kode)) s CROSS JOIN unnest(%s::text[]) k (kelompok)
WHERE s.kode <> %s AND NOT (%s AND EXISTS (
    SELECT 1 FROM akun_catatanakses c
    WHERE c.subjek_kode = s.kode AND c.kelompok = k.kelompok AND c.dibaca_at >= %s AND c.tujuan = %s
      AND c.{pembaca} = %s))
ORDER BY s.kode, k.kelompok
"""


class TujuanKosongError(UseCaseError):
    """Protected data are opened for a reason, or not at all."""


@dataclass(frozen=True)
class Bukaan:
    """What was opened of one person, by table."""

    baris: Mapping[type[Model], Sequence[Any]]

    def semua(self, model: type[M]) -> Sequence[M]:
        """The rows of one table."""
        return self.baris.get(model, ())

    def satu(self, model: type[M]) -> M | None:
        """The only row of a table that has one a person; None where nothing was written down."""
        return next(iter(self.semua(model)), None)


def buka(konteks: Konteks, subjek: Model, kelompok: str, tujuan: str) -> Bukaan:
    """Open what `kelompok` holds about `subjek`, a person or an input. One query each: right, receipt, and a table of values.

    Raises PermissionDenied, TujuanKosongError; ValueError for a group that says nothing about such rows (a bug).
    """
    tabel = _tabel(kelompok, type(subjek))
    for satu in tabel:
        kewenangan.require(konteks, satu.aksi, subjek, satu.izin)
    kode = str(subjek.kode)  # type: ignore[attr-defined]  # the public code: see Terlindung
    sekali = kelompok not in TERTUTUP
    _catat(konteks, "SELECT %s", [kode], (kelompok,), _tujuan(konteks, tujuan, kelompok, kode), sekali=sekali)
    return Bukaan({t.model: list(t.model._default_manager.filter(**{t.jalan_kode: kode})) for t in tabel})


def buka_baris(konteks: Konteks, rows: QuerySet[M], kelompok: str, tujuan: str, *, baru: bool = False) -> QuerySet[M]:
    """The rows of a query that `konteks` may read, with one receipt a person; one statement whatever the size.

    The receipts stand before the rows are read: they are read when the caller looks at them. Rows that can't be there leave none.
    baru   nobody can have read for this purpose yet, so that there is nothing to look for

    Raises PermissionDenied, TujuanKosongError; ValueError as buka().
    """
    tabel = _tabel(kelompok, rows.model)[0]
    syarat = kewenangan.syarat(konteks, tabel.aksi, tabel.izin)
    if syarat is None:
        raise PermissionDenied(_("Ini di luar kewenangan Anda. Hubungi pengelola kepegawaian unit Anda."))
    boleh = rows.filter(syarat) if syarat else rows
    jalan = tabel.jalan_kode if rows.model is tabel.model else "kode"  # else the rows are whom the table speaks of
    tujuan = _tujuan(konteks, tujuan, kelompok)
    try:
        sumber, nilai = boleh.order_by().values_list(jalan).query.sql_with_params()
    except EmptyResultSet:  # rows that can't be there, told before anybody asks the database: nobody is read
        return boleh.none()
    _catat(konteks, sumber, list(nilai), (kelompok,), tujuan, sekali=not baru)
    return boleh


def buka_daftar(
    konteks: Konteks, baris: Iterable[Baris], kelompok: str | Iterable[str], tujuan: str, *, kode: Callable[[Baris], str | None]
) -> list[Baris]:
    """Rows that came through a scoped selector, with one receipt a person before they are shown. One query, none for nobody.

    kode  the public code of whom a row speaks of; None where it speaks of nobody

    Raises PermissionDenied, TujuanKosongError.
    """
    semua = list(baris)
    daftar = (kelompok,) if isinstance(kelompok, str) else tuple(kelompok)
    orang = sorted({k for b in semua if (k := kode(b))} - {konteks.pegawai_kode})
    if orang and daftar:
        _catat(konteks, "SELECT unnest(%s::text[])", [orang], daftar, _tujuan(konteks, tujuan, *daftar))
    return semua


def _tabel(kelompok: str, model: type[Model]) -> list[Terlindung]:
    tabel = list_terlindung(kelompok, model)
    if not tabel:
        raise ValueError(f"kelompok {kelompok} tidak memuat apa pun tentang {model.__name__}")
    return tabel


def is_jelas(tujuan: str) -> bool:
    """Whether a purpose is words: enough letters, and not one again and again."""
    huruf = [c for c in tujuan.lower() if c.isalpha()]
    return len(huruf) >= TUJUAN_MIN and len(set(huruf)) >= HURUF_BEDA


def _tujuan(konteks: Konteks, tujuan: str, *lain: str) -> str:
    """The purpose, tidied; one's own data need none. `lain`: groups, and the code of the one person it is about."""
    tujuan = " ".join(tujuan.split())[:TUJUAN_MAKS]
    if TERTUTUP.intersection(lain) and konteks.pegawai_kode not in lain and not is_jelas(tujuan):
        raise TujuanKosongError(
            _("Belum jelas untuk apa data ini dibuka."),
            fix=_("Tulis satu kalimat; yang bersangkutan dapat membacanya."),
            field="tujuan",
        )
    return tujuan


def _catat(konteks: Konteks, sumber: str, nilai: list[Any], kelompok: Sequence[str], tujuan: str, *, sekali: bool = True) -> int:
    """Write the receipts for the codes that `sumber` selects; the system itself leaves none. Returns how many. One query.

    sekali  a page opened ten times on a day for the same purpose is one reading
    """
    pembaca = konteks.pengguna.pk if konteks.masuk else None
    if pembaca is None and konteks.klien_id is None:
        return 0
    mulai = datetime.combine(konteks.per, time.min, waktu.zona())
    isi = [pembaca, konteks.klien_id, konteks.sebagai, tujuan, *nilai, list(kelompok), konteks.pegawai_kode, sekali]
    # A receipt names an account or a machine, never both (catatan_akses_satu_pembaca): equality, so that an index serves.
    kolom, siapa = ("klien_id", konteks.klien_id) if pembaca is None else ("pembaca_id", pembaca)
    with connection.cursor() as kursor:
        kursor.execute(CATAT.format(sumber=sumber, pembaca=kolom), [*isi, mulai, tujuan, siapa])
        return int(kursor.rowcount)
