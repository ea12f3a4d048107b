"""Writes to the unit tree and the posts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from inti import audit, waktu
from inti.errors import UseCaseError
from inti.kendala import terucap
from inti.teks import rapikan_baris
from organisasi import kait
from organisasi.models import Jabatan, PejabatNonAsn, PenetapanPenilai, UnitKerja, VersiUnit

AWAL = date(2000, 1, 1)  # a tree that comes without dates is taken to hold since then
TINGKAT_MAKS = 20  # steps below the root; a city has six, and `jalur` has room for these


class PohonUnitRusakError(UseCaseError):
    """The list of units is not one tree."""


class SusunanLebihBaruError(UseCaseError):
    """A list as of a day before a unit's last change would rewrite what is known to hold since then."""


@dataclass(frozen=True)
class HasilImporUnit:
    """Counts of an import of units."""

    baru: int
    berubah: int
    sama: int


def baca_unit(teks: str) -> list[dict[str, str]]:
    """Return the rows `{id, nama, induk}` of a unit file.

    Raises PohonUnitRusakError when it is not such a list, names repeat, a parent is
    missing, the parents run in a circle, or it is deeper than any city's.
    """
    try:
        isi = json.loads(teks)
    except ValueError as error:
        raise PohonUnitRusakError(_("Berkas ini bukan JSON."), fix=_("Pakai berkas daftar unit dari sistem nasional.")) from error
    baris = [_baris_unit(b, n) for n, b in enumerate(isi if isinstance(isi, list) else [], 1)]
    if not baris:
        raise PohonUnitRusakError(_("Tidak ada unit di berkas ini."), fix=_("Isi dengan daftar {id, nama, induk}."))
    _periksa_pohon(baris)
    return baris


def _baris_unit(mentah: Any, nomor: int) -> dict[str, str]:
    if not isinstance(mentah, dict) or not all(isinstance(mentah.get(k, ""), str) for k in ("id", "nama", "induk")):
        raise PohonUnitRusakError(
            _("Unit ke-%(nomor)s tidak berbentuk {id, nama, induk}.") % {"nomor": nomor}, fix=_("Perbaiki baris itu.")
        )
    baris = {k: rapikan_baris(mentah.get(k, "")) for k in ("id", "nama", "induk")}
    if not baris["id"] or not baris["nama"]:
        raise PohonUnitRusakError(_("Unit ke-%(nomor)s tanpa id atau nama.") % {"nomor": nomor}, fix=_("Lengkapi baris itu."))
    if len(baris["nama"]) > 200 or len(baris["id"]) > 64:
        raise PohonUnitRusakError(
            _("Nama atau id unit ke-%(nomor)s terlalu panjang.") % {"nomor": nomor},
            fix=_("Nama paling panjang 200 huruf, id 64."),
        )
    return baris


def _periksa_pohon(baris: list[dict[str, str]]) -> None:
    for kunci in ("id", "nama"):
        terlihat: set[str] = set()
        for b in baris:
            if b[kunci] in terlihat:
                raise PohonUnitRusakError(_("Unit '%(nama)s' muncul dua kali.") % {"nama": b["nama"]}, fix=_("Sisakan satu."))
            terlihat.add(b[kunci])
    induk = {b["nama"]: b["induk"] for b in baris}
    for b in baris:
        kini, langkah = b["nama"], 0
        while induk[kini]:
            kini, langkah = induk[kini], langkah + 1
            if kini not in induk:
                raise PohonUnitRusakError(
                    _("Induk '%(induk)s' dari unit '%(nama)s' tidak ada di berkas.") % {"induk": kini, "nama": b["nama"]},
                    fix=_("Tambahkan unit induk itu atau perbaiki namanya."),
                )
            if langkah > len(baris):
                raise PohonUnitRusakError(
                    _("Induk unit '%(nama)s' berputar.") % {"nama": b["nama"]}, fix=_("Tentukan satu unit paling atas.")
                )
        if langkah > TINGKAT_MAKS:
            raise PohonUnitRusakError(
                _("Unit '%(nama)s' terlalu dalam: lebih dari %(n)s tingkat.") % {"nama": b["nama"], "n": TINGKAT_MAKS},
                fix=_("Periksa induk unit-unit di atasnya."),
            )


@transaction.atomic
def import_unit(*, actor: Any, baris: list[dict[str, str]], per: date | None = None) -> HasilImporUnit:
    """Bring the unit tree to what `baris` (from baca_unit) says; a changed unit gets a new version from `per`.

    Units missing from the list stay: ending one is a decision, not an omission. Nothing is written where one is refused.

    Raises SusunanLebihBaruError for a change as of a day before the unit's last one.
    """
    per = per or waktu.today()
    ada = {u.id_asing: u for u in UnitKerja.objects.select_for_update().exclude(id_asing=None)}
    per_nama: dict[str, UnitKerja] = {}
    jumlah = {"baru": 0, "berubah": 0, "sama": 0}
    with audit.explain(actor=actor, why="impor unit kerja"):
        for b in _urut_dari_atas(baris):
            induk = per_nama.get(b["induk"])
            unit = ada.get(b["id"])
            jumlah[_simpan_unit(unit, b, induk, per, per_nama)] += 1
        segarkan_jalur()
        if jumlah["berubah"]:  # a unit below another one may have another leader above it
            kait.follow_atasan()
    return HasilImporUnit(**jumlah)


def _urut_dari_atas(baris: list[dict[str, str]]) -> Iterable[dict[str, str]]:
    """Parents before children."""
    anak: dict[str, list[dict[str, str]]] = {}
    for b in baris:
        anak.setdefault(b["induk"], []).append(b)
    antrean = list(anak.get("", []))
    while antrean:
        b = antrean.pop(0)
        yield b
        antrean.extend(anak.get(b["nama"], []))


def _simpan_unit(
    unit: UnitKerja | None, b: dict[str, str], induk: UnitKerja | None, per: date, per_nama: dict[str, UnitKerja]
) -> str:
    if unit is None:
        unit = UnitKerja.objects.create(id_asing=b["id"], nama=b["nama"], induk=induk)
        VersiUnit.objects.create(unit=unit, nama=b["nama"], induk=induk, masa=DateRange(AWAL, None))
        per_nama[b["nama"]] = unit
        return "baru"
    per_nama[b["nama"]] = unit
    if (unit.nama, unit.induk_id) == (b["nama"], induk.pk if induk else None):
        return "sama"
    _ganti_versi(unit, b["nama"], induk, per)
    unit.nama, unit.induk = b["nama"], induk
    unit.save(update_fields=["nama", "induk"])
    return "berubah"


def _ganti_versi(unit: UnitKerja, nama: str, induk: UnitKerja | None, per: date) -> None:
    """End the running version on `per` and start the new one; the same day corrects it."""
    lama = VersiUnit.objects.filter(unit=unit, diganti_at__isnull=True, masa__upper_inf=True).first()
    if lama and lama.masa.lower is not None and lama.masa.lower > per:
        raise SusunanLebihBaruError(
            _("Susunan unit '%(nama)s' sudah berubah pada %(mulai)s, sesudah tanggal daftar ini.")
            % {"nama": lama.nama, "mulai": date_format(lama.masa.lower, "j F Y")},
            fix=_("Pakai daftar yang berlaku sejak tanggal itu atau sesudahnya."),
        )
    if lama:
        lama.diganti_at = waktu.now()
        lama.save(update_fields=["diganti_at"])
        if lama.masa.lower is None or lama.masa.lower < per:
            VersiUnit.objects.create(
                unit=unit, nama=lama.nama, induk=lama.induk, masa=DateRange(lama.masa.lower, per), dasar=lama.dasar
            )
    VersiUnit.objects.create(unit=unit, nama=nama, induk=induk, masa=DateRange(per, None))


def segarkan_jalur() -> int:
    """Recompute `jalur` of every unit from `induk`; returns how many changed. One statement."""
    with connection.cursor() as kursor:
        kursor.execute(
            """
            WITH RECURSIVE pohon AS (
                SELECT id, '/' || id || '/' AS jalur FROM organisasi_unitkerja WHERE induk_id IS NULL
                UNION ALL
                SELECT u.id, p.jalur || u.id || '/' FROM organisasi_unitkerja u JOIN pohon p ON u.induk_id = p.id
            )
            UPDATE organisasi_unitkerja u SET jalur = pohon.jalur
            FROM pohon WHERE pohon.id = u.id AND u.jalur <> pohon.jalur
            """
        )
        return int(kursor.rowcount)


@transaction.atomic
def confirm_memimpin(*, konteks: Any, jabatan: Iterable[Jabatan]) -> int:
    """The personnel office confirms that these proposed posts lead their units; superiors follow at once. Returns how many.

    konteks   the Konteks of whoever confirms (akun stands above and gives it)

    Raises PermissionDenied, ValidationError where a unit has a leading post already, or two of its posts are confirmed at once;
    kait.SusunanSendiriError, kait.SusunanTerjangkauError.
    """
    kait.require(konteks, "organisasi.kelola")
    pilihan = list(Jabatan.objects.select_for_update().filter(pk__in=[j.pk for j in jabatan], usul_memimpin=True, memimpin=False))
    with (
        audit.explain(actor=_pelaku(konteks), why=gettext_noop("pengesahan jabatan pemimpin unit")),
        kait.bukan_susunan_sendiri(konteks, terjangkau=True),
    ):
        for j in pilihan:
            j.memimpin, j.usul_memimpin = True, False
            j.full_clean()
        with terucap(Jabatan):  # two of one unit among them: neither knew of the other above
            Jabatan.objects.bulk_update(pilihan, ["memimpin", "usul_memimpin"])
        if pilihan:
            kait.follow_atasan()
    return len(pilihan)


@transaction.atomic
def create_penetapan_penilai(
    *,
    konteks: Any,
    dasar: str,
    masa: DateRange,
    unit: UnitKerja | None = None,
    jabatan: Jabatan | None = None,
    penilai_jabatan: Jabatan | None = None,
    penilai_pejabat: PejabatNonAsn | None = None,
) -> PenetapanPenilai:
    """Record a decree on who appraises a unit or the holder of a post; superiors follow at once.

    Raises PermissionDenied, ValidationError (a constraint), kait.SusunanSendiriError, kait.SusunanTerjangkauError.
    """
    kait.require(konteks, "organisasi.kelola")
    penetapan = PenetapanPenilai(
        unit=unit, jabatan=jabatan, penilai_jabatan=penilai_jabatan, penilai_pejabat=penilai_pejabat, masa=masa, dasar=dasar
    )
    penetapan.full_clean()
    with audit.explain(actor=_pelaku(konteks), why=dasar), kait.bukan_susunan_sendiri(konteks, terjangkau=True):
        penetapan.save()
        kait.follow_atasan()
    return penetapan


def _pelaku(konteks: Any) -> Any:
    """Who the history names: the account that signed in, or None for the system itself."""
    return konteks.pengguna if konteks.masuk else None
