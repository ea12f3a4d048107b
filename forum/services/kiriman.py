"""Moderation of posts: flags are answered, hiding says why, and the original always stays.

What a moderator decides counts for the version that they had before them (`versi`, `sunting`; None where a program acts):
what another one took out meanwhile doesn't come back, and what is hidden is not called shown.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from akun import kewenangan
from akun.kewenangan import Konteks
from akun.pemegang import list_petugas
from forum import lacak
from forum.models import Kiriman, LaporanKiriman, ModerasiAsli, TindakanModerasi
from forum.models.topik import KIRIMAN_MAKS, KIRIMAN_MIN
from forum.services.langkah import PerluAlasanError, perlu_alasan, tolak_pengawas
from inti import peristiwa, waktu
from inti.errors import UseCaseError, VersiBerbedaError
from inti.teks import rapikan, rapikan_baris
from inti.versi import Suntingan, gabung, kunci

LAPORAN_MAKS = 300  # letters of a flag


class KirimanKosongError(UseCaseError):
    """An edit that leaves nothing to read."""


class KirimanBerubahError(VersiBerbedaError):
    """Another moderator has changed, hidden or shown the post since this one read it."""


class KirimanSendiriError(UseCaseError):
    """What others say of one's own post is another moderator's to answer."""


@transaction.atomic
def report_kiriman(*, konteks: Konteks, kode: str, alasan: str) -> LaporanKiriman:
    """Flag a post for the moderators. A person flags a post once; a new reason replaces nothing.

    Raises Http404 for a hidden post, PerluAlasanError without a reason, or with a very long one.
    """
    tolak_pengawas(konteks)
    kewenangan.require(konteks, "topik.tulis")
    alasan = perlu_alasan(rapikan_baris(alasan))
    if len(alasan) > LAPORAN_MAKS:
        raise PerluAlasanError(
            _("Alasan paling banyak %(maks)s huruf; tulisan ini %(n)s.") % {"maks": LAPORAN_MAKS, "n": len(alasan)},
            fix=_("Ringkas dulu, lalu laporkan lagi."),
        )
    kiriman = Kiriman.objects.filter(kode=kode, tersembunyi=False).first()
    if kiriman is None:
        raise Http404(_("Tanggapan ini tidak ada."))
    jejak = lacak.jejak(f"akun {konteks.pengguna.pk}", f"lapor {kiriman.kode}")
    laporan, _baru = LaporanKiriman.objects.get_or_create(kiriman=kiriman, jejak=jejak, defaults={"alasan": alasan})
    peristiwa.publish("forum.laporan_kiriman")
    return laporan


@transaction.atomic
def hide_kiriman(
    *, konteks: Konteks, kiriman: Kiriman, alasan: str, versi: int | None = None, pada: datetime | None = None
) -> Kiriman:
    """Hide a post; in its place stands the reason. Open flags on it are answered by this. Twice is the same as once.

    Raises KirimanBerubahError, PerluAlasanError.
    """
    kiriman = _kunci(konteks, kiriman)
    alasan = perlu_alasan(rapikan_baris(alasan))[:300]
    if not (kiriman.tersembunyi and kiriman.sebab == alasan):
        _require_terbaca(kiriman, versi)
    if kiriman.tersembunyi:
        _tangani(konteks, kiriman, pada)
        return kiriman
    _simpan_asli(konteks, kiriman, TindakanModerasi.SEMBUNYIKAN, alasan, pada)
    kiriman.tersembunyi, kiriman.sebab = True, alasan
    kiriman.save(update_fields=["tersembunyi", "sebab"])
    return kiriman


@transaction.atomic
def restore_kiriman(
    *, konteks: Konteks, kiriman: Kiriman, alasan: str, versi: int | None = None, pada: datetime | None = None
) -> Kiriman:
    """Show a hidden post again. Twice is the same as once.

    Raises KirimanSendiriError, KirimanBerubahError, PerluAlasanError.
    """
    kiriman = _kunci(konteks, kiriman)
    _check_bukan_penulis(konteks, kiriman)
    alasan = perlu_alasan(rapikan_baris(alasan))[:300]
    if not kiriman.tersembunyi:
        return kiriman
    _require_terbaca(kiriman, versi)
    _simpan_asli(konteks, kiriman, TindakanModerasi.TAMPILKAN, alasan, pada)
    kiriman.tersembunyi, kiriman.sebab = False, ""
    kiriman.save(update_fields=["tersembunyi", "sebab"])
    return kiriman


@transaction.atomic
def edit_kiriman(
    *,
    konteks: Konteks,
    kiriman: Kiriman,
    isi: str,
    alasan: str,
    sunting: Suntingan | None = None,
    pada: datetime | None = None,
) -> Kiriman:
    """Take a name or an insult out; the post says that it was edited. A text that stands there already changes nothing.

    Who knows that it is hidden may edit it all the same: the name goes first, then the post is shown again.

    Raises KirimanSendiriError, KirimanBerubahError (hidden meanwhile), BerubahError (edited meanwhile), KirimanKosongError,
    PerluAlasanError.
    """
    kiriman = _kunci(konteks, kiriman)
    _check_bukan_penulis(konteks, kiriman)
    if sunting is not None and kiriman.tersembunyi:
        _require_terbaca(kiriman, sunting.versi or 0)
    isi = gabung(kiriman, sunting, {"isi": rapikan(isi)[:KIRIMAN_MAKS]})["isi"]
    if len(isi) < KIRIMAN_MIN:
        raise KirimanKosongError(_("Tidak ada yang tersisa."), fix=_("Sembunyikan saja dengan alasan."), field="isi")
    alasan = perlu_alasan(rapikan_baris(alasan))[:300]
    if isi == kiriman.isi:
        return kiriman
    _simpan_asli(konteks, kiriman, TindakanModerasi.SUNTING, alasan, pada)
    kiriman.isi, kiriman.disunting = isi, True
    kiriman.save(update_fields=["isi", "disunting"])
    return kiriman


@transaction.atomic
def dismiss_laporan(*, konteks: Konteks, kiriman: Kiriman, versi: int | None = None) -> int:
    """Answer the open flags on a post by leaving it as it is. Returns how many.

    Raises KirimanSendiriError, KirimanBerubahError.
    """
    kiriman = _kunci(konteks, kiriman)
    _check_bukan_penulis(konteks, kiriman)
    _require_terbaca(kiriman, versi)
    return _tangani(konteks, kiriman, None)


def _kunci(konteks: Konteks, kiriman: Kiriman) -> Kiriman:
    kewenangan.require(konteks, "kiriman.moderasi", kiriman)
    return kunci(kiriman)


def _check_bukan_penulis(konteks: Konteks, kiriman: Kiriman) -> None:
    """Refuse to answer for one's own post but by hiding it, where there is another moderator. Raises KirimanSendiriError."""
    if kiriman.penulis_id != konteks.pengguna.pk or not list_petugas("kiriman.moderasi", konteks.per) - {konteks.pengguna.pk}:
        return
    raise KirimanSendiriError(
        _("Tanggapan ini Anda tulis sendiri, jadi pengawas forum lain yang memutuskannya."),
        fix=_("Anda tetap dapat menyembunyikannya; selebihnya minta rekan sesama pengawas forum."),
    )


def _require_terbaca(kiriman: Kiriman, versi: int | None) -> None:
    """Raise KirimanBerubahError unless a locked post is the one that was read."""
    if versi in (None, kiriman.versi):
        return
    fix = _("Yang Anda tulis belum disimpan dan masih ada di bawah. Baca yang terbaru, lalu putuskan lagi.")
    if kiriman.tersembunyi:
        raise KirimanBerubahError(
            _("Tanggapan ini sudah disembunyikan sejak Anda membukanya: %(sebab)s.") % {"sebab": kiriman.sebab.rstrip(".")},
            fix=fix,
        )
    raise KirimanBerubahError(_("Tanggapan ini disunting atau ditampilkan lagi sejak Anda membukanya."), fix=fix)


def _simpan_asli(konteks: Konteks, kiriman: Kiriman, tindakan: TindakanModerasi, alasan: str, pada: datetime | None) -> None:
    ModerasiAsli.objects.create(
        kiriman=kiriman,
        tindakan=tindakan,
        isi_asli=kiriman.isi,
        alasan=alasan,
        oleh=konteks.pengguna,
        pada_at=pada or waktu.now(),
    )
    _tangani(konteks, kiriman, pada)


def _tangani(konteks: Konteks, kiriman: Kiriman, pada: datetime | None) -> int:
    return LaporanKiriman.objects.filter(kiriman=kiriman, ditangani_at=None).update(
        ditangani_at=pada or waktu.now(), ditangani_oleh=konteks.pengguna
    )
