"""Who holds a case: owner, superior and substitute, or the officers of a pool, in words and as accounts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks, Mewakili
from akun.models import PenugasanPeran
from alur import kait, proses
from alur.models import Jejak, JenisPemegang, Pemegang
from inti import instansi
from inti.tulisan import tanggal
from inti.waktu import awal
from organisasi.jalur import baca as baca_jalur

TETAP_DITAMPILKAN = 3  # names of a pool that a page spells out


def list_pemegang(baris: Pemegang, per: date) -> list[str]:
    """Who holds it, in words, the substitute first. At most two queries; never empty."""
    if baris.jenis == JenisPemegang.LUAR:
        return [_("pengirim")]
    if baris.jenis == JenisPemegang.PEMILIK:
        orang = kait.susunan().list_orang([baris.orang_kode]).get(baris.orang_kode)
        return [str(orang)] if orang else [_("pemiliknya")]
    if baris.jenis == JenisPemegang.ATASAN:
        pimpinan = kait.susunan().list_atasan([baris.orang_kode], per).get(baris.orang_kode)
        return (
            _kata_pimpinan(pimpinan)
            if pimpinan
            else [_("belum ada: pimpinan unit ini kosong, %(badan)s sedang diminta menetapkannya") % instansi.kata()]
        )
    return _kata_kolam(baris, per)


def kata_meja(siapa: str, sejak: date, tenggat: date | None, per: date) -> str:
    """For the owner of a case: at whose desk it lies since when, and that its day has passed where it has. No query."""
    kata = _("Di meja %(siapa)s sejak %(hari)s.") % {"siapa": siapa or _("atasan Anda"), "hari": tanggal(sejak)}
    if tenggat is None or tenggat >= per:
        return f"{kata} {_('Tidak ada yang perlu Anda lakukan sekarang.')}"
    return f"{kata} {_('Tenggatnya %(hari)s sudah lewat; Anda boleh mengingatkan.') % {'hari': tanggal(tenggat)}}"


def _kata_pimpinan(pimpinan: kait.Pemimpin) -> list[str]:
    wakil = pimpinan.wakil
    if wakil is None:
        return [str(pimpinan.orang)]
    ganti = _("%(wakil)s, mewakili %(pejabat)s (%(surat)s)") % {
        "wakil": wakil.orang, "pejabat": pimpinan.orang.nama, "surat": wakil.surat,
    }  # fmt: skip
    return [ganti, str(pimpinan.orang)]


def _kata_kolam(baris: Pemegang, per: date) -> list[str]:
    """The officers of the pool: the nearest by name, those above them, with whom it lies too, by their office."""
    bukan = list_dikecualikan([baris])[baris.proses, baris.kode]
    calon = [p for p in list_calon(baris, per) if p.pengguna_id not in bukan]
    petugas = terdekat(calon)
    if not petugas:
        return [_("belum ada petugas yang ditunjuk untuk ini")]
    semua = [f"{p.pengguna.nama} ({p.unit.nama})" if p.unit else p.pengguna.nama for p in petugas]
    nama = list(dict.fromkeys(semua[:TETAP_DITAMPILKAN]))
    if len(petugas) > TETAP_DITAMPILKAN:
        nama.append(_("dan petugas lain"))
    di_atas = (p.unit.nama if p.unit else instansi.kata()["badan"] for p in calon[len(petugas) :])
    return [*nama, *(_("dan petugas %(unit)s") % {"unit": unit} for unit in dict.fromkeys(di_atas))]


def list_calon(baris: Pemegang, per: date) -> list[PenugasanPeran]:
    """Everybody whose granted role lets them decide cases of a pool on a day, the nearest first: of the unit, above it, of the city.

    A unit that was closed has no officers any more; of a unit that is a party to the case (`kecuali`) nobody, nor of those above it.
    One query.
    """
    rows = PenugasanPeran.objects.berlaku(per).filter(
        peran__in=kewenangan.list_peran_petugas(baris.izin), pengguna__is_active=True
    )
    unit = set(_di_atas(baris.unit)) - set(_di_atas(baris.kecuali))
    rows = rows.filter(Q(unit=None) | Q(unit__in=unit, unit__aktif=True)).select_related("pengguna", "unit")
    return list(rows.order_by(F("unit__jalur").desc(nulls_last=True), "pk"))


def terdekat(calon: Iterable[PenugasanPeran], bukan: Container[int] = frozenset()) -> list[PenugasanPeran]:
    """Those of the nearest unit that has any, without some accounts; `calon` as list_calon gives them."""
    sisa = [p for p in calon if p.pengguna_id not in bukan]
    return [p for p in sisa if p.unit_id == sisa[0].unit_id]


def list_dikecualikan(baris: Sequence[Pemegang]) -> dict[tuple[str, str], set[int]]:
    """Accounts that don't decide a case though their role would let them: whoever it is about, and whom four eyes leave out.

    One query, and one for each case with four eyes.
    """
    pemilik = {b.orang_kode for b in baris} - {""}
    orang = kait.susunan().list_orang(pemilik) if pemilik else {}
    hasil: dict[tuple[str, str], set[int]] = {}
    for b in baris:
        akun = hasil[b.proses, b.kode] = set()
        if (pemiliknya := orang.get(b.orang_kode)) and pemiliknya.akun_id:
            akun.add(pemiliknya.akun_id)
        if bukan := proses.get(b.proses).list_bukan(b.keadaan, b.izin):
            jejak = Jejak.objects.filter(proses=b.proses, kode=b.kode, aksi__in=bukan, oleh__isnull=False)
            akun.update(jejak.values_list("oleh", flat=True))
    return hasil


def sejak(baris: Pemegang, wakil: Mewakili | None) -> datetime:
    """Since when a case lies with its holder, or with who stands in for them: not before the first day of their mandate."""
    return max(baris.dipegang_at, awal(wakil.mulai)) if wakil else baris.dipegang_at


def list_mandat(baris: Iterable[Pemegang], pembaca: Konteks) -> Mapping[str, Mewakili]:
    """By which mandate the reader holds cases of each of these people as a substitute."""
    kode = [b.orang_kode for b in baris if b.jenis == JenisPemegang.ATASAN]
    return kait.susunan().list_mewakili(pembaca, kode) if kode and pembaca.mewakili else {}


def _di_atas(unit: Any) -> list[int]:
    """Ids of a unit and of all above it, from its path; none for None."""
    return baca_jalur(unit.jalur) if unit else []
