"""The job engine: kinds of work are registered here, and one attempt at a job is run here.

    from laporan import mesin
    mesin.register("impor_pegawai.periksa", periksa)      # periksa(pelari) -> dict | None

The truth about a job is its row. An attempt claims it (SKIP LOCKED, `percobaan` + 1),
beats every 5 s, and every later write carries its `percobaan`: whoever was thought dead
and taken over can't write again. The result is written under a temporary name and
gets its lasting name in the transaction that says 'selesai'.
"""

from __future__ import annotations

import logging
import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import translation
from django.utils.translation import gettext as _

from akun import konteks as pembangun
from akun.kewenangan import Konteks
from inti import instansi, peta
from inti.errors import UseCaseError
from inti.kode import buat_kode
from inti.letak import Letak, letak
from laporan import berkas
from laporan.detak import Detak, DetakSerempak
from laporan.kabar import BIASA, KabarPekerjaan, tell_berakhir
from laporan.models import Pekerjaan, StatusPekerjaan

log = logging.getLogger(__name__)

BASI = timedelta(seconds=20)  # a holder silent for longer counts as dead
UMUR_HASIL = timedelta(days=7)  # how long a result file is kept
JEDA_ULANG = (0.5, 1.0, 2.0, 4.0, 8.0)  # seconds between tries to write how a job ended
GANGGUAN_DB = (OperationalError, InterfaceError)


class Dibatalkan(Exception):  # noqa: N818  # not an error: the person who asked changed their mind
    """A cancel was asked for; let it rise, the engine ends the job."""


class TidakLagiMemegang(Exception):  # noqa: N818  # not an error: another worker holds the job now
    """The attempt was taken over; whatever it made is thrown away."""


Fungsi = Callable[["Pelari"], dict[str, Any] | None]


@dataclass(frozen=True)
class Jenis:
    """A registered kind of work. `ulang`: may be begun anew by itself after its worker died. `kabar`: how its end is told."""

    nama: str
    fungsi: Fungsi
    ulang: bool = True
    kabar: KabarPekerjaan = BIASA
    letak: Letak = field(default_factory=letak, compare=False, repr=False, kw_only=True)


JENIS: dict[str, Jenis] = {}
peta.register("pekerjaan", lambda: ((j.nama, j.letak) for j in JENIS.values()))


def register(nama: str, fungsi: Fungsi, *, ulang: bool = True, kabar: KabarPekerjaan = BIASA, di: Letak | None = None) -> None:
    """Offer a kind of work. Call it from apps.py's ready (through daftar.py), so that workers know it too.

    fungsi   gets the Pelari, returns what `Pekerjaan.hasil` shall hold; a file comes from `pelari.berkas()`, and is handed
             out to whoever may still read what `lingkup` of the result says (laporan.lingkup.susun).
             Raise UseCaseError for a refusal in words. Running it twice must be the same as once.
    di       where it was offered, when another registry passes it on
    """
    if nama in JENIS and JENIS[nama].fungsi is not fungsi:
        raise ValueError(f"jenis pekerjaan {nama} sudah dipakai")
    JENIS[nama] = Jenis(nama, fungsi, ulang, kabar, letak=di or letak())


class Pelari:
    """What a kind of work may ask of the engine while it runs."""

    def __init__(self, pekerjaan: Pekerjaan, detak: DetakSerempak) -> None:
        self.pekerjaan = pekerjaan
        self._detak = detak
        self._sementara: Path | None = None

    @cached_property
    def konteks(self) -> Konteks:
        """Who asked, with the rights of today: work for somebody who lost them is refused."""
        peminta = self.pekerjaan.peminta
        return pembangun.build(peminta) if peminta else pembangun.sistem()

    def lapor(self, kemajuan: int, jumlah: int | None = None, tahap: str | None = None) -> None:
        """Say how far the work is. Cheap: call it as often as you like, at least every few seconds.

        tahap   what is being done, in words for the person who waits
        Raises Dibatalkan or TidakLagiMemegang; let both rise.
        """
        self._detak.catat(kemajuan, jumlah, tahap)
        self.periksa()

    @property
    def kemajuan(self) -> int:
        """How far the work said it is."""
        return self._detak.kemajuan

    @property
    def jumlah(self) -> int | None:
        """How much it said there is."""
        return self._detak.jumlah

    def periksa(self) -> None:
        """Raise Dibatalkan or TidakLagiMemegang when this attempt should stop. Costs nothing."""
        if self._detak.hilang:
            raise TidakLagiMemegang
        if self._detak.batal:
            raise Dibatalkan

    def berkas(self, akhiran: str) -> Path:
        """Where to write the result file ('xlsx'). It is published when the work returns, thrown away when it fails."""
        nama = berkas.nama(self.pekerjaan.kode, self.pekerjaan.percobaan, akhiran)
        self._sementara = berkas.folder() / f"{nama}{berkas.SEMENTARA}"
        return self._sementara

    def folder_kerja(self) -> Path:
        """A folder for what the work needs on the way; thrown away when it ends."""
        tempat = berkas.folder() / f"{self.pekerjaan.kode}-{self.pekerjaan.percobaan}{berkas.KERJA}"
        tempat.mkdir(mode=0o700, exist_ok=True)
        return tempat

    @property
    def hasil_sementara(self) -> Path | None:
        """The file written by this attempt, if there is one."""
        return self._sementara if self._sementara and self._sementara.exists() else None


# --- one attempt ----------------------------------------------------------------------------


def jalankan(kode: str) -> bool:
    """Make one attempt at the job `kode`; say whether this call held it. Running it twice does the work once."""
    pekerjaan = claim_pekerjaan(kode)
    if pekerjaan is None:
        return False
    # Inside a caller's transaction the row is invisible to a second connection.
    kelas = DetakSerempak if connection.in_atomic_block else Detak
    with translation.override(settings.LANGUAGE_CODE), kelas(pekerjaan.pk, pekerjaan.percobaan) as detak:
        try:
            _kerjakan(Pelari(pekerjaan, detak))
        finally:
            berkas.buang_percobaan(pekerjaan.kode, pekerjaan.percobaan)
    return True


def claim_pekerjaan(kode: str) -> Pekerjaan | None:
    """Take the job if it waits, or if its holder is dead; None when there is nothing to do."""
    with transaction.atomic():
        p = (
            Pekerjaan.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(Q(status=StatusPekerjaan.ANTRE) | syarat_mati(), kode=kode)
            .first()
        )
        if p is None or (p.status == StatusPekerjaan.JALAN and not pulihkan(p)):
            return None
        Pekerjaan.objects.filter(pk=p.pk).update(
            status=StatusPekerjaan.JALAN,
            percobaan=F("percobaan") + 1,
            pemegang=nama_pemegang(),
            mulai_at=Now(),
            detak_at=Now(),
            kemajuan=0,
            tahap="",
            galat="",
        )
    return Pekerjaan.objects.select_related("peminta").get(pk=p.pk)


def _kerjakan(pelari: Pelari) -> None:
    """Do the work, and write how it ended into the row."""
    pekerjaan = pelari.pekerjaan
    try:
        jenis = JENIS.get(pekerjaan.jenis)
        if jenis is None:
            raise UseCaseError(
                _("Pekerjaan ini belum dikenal oleh versi yang terpasang."), fix=_("Minta lagi sesudah pembaruan selesai.")
            )
        _terbitkan(pelari, jenis.fungsi(pelari) or {})
    except TidakLagiMemegang:
        log.info("pekerjaan %s percobaan %s sudah diambil alih", pekerjaan.kode, pekerjaan.percobaan)
    except Dibatalkan:
        _akhiri(pekerjaan, StatusPekerjaan.DIBATALKAN)
    except UseCaseError as error:
        _akhiri(pekerjaan, StatusPekerjaan.GAGAL, str(error))
    except PermissionDenied:
        _akhiri(
            pekerjaan,
            StatusPekerjaan.GAGAL,
            _("Hak Anda untuk data ini sudah berubah. Hubungi admin %(badan)s bila masih memerlukannya.") % instansi.kata(),
        )
    except SoftTimeLimitExceeded:
        _akhiri(
            pekerjaan,
            StatusPekerjaan.GAGAL,
            _("Pekerjaan ini terlalu besar untuk sekali jalan. Persempit pilihannya, misalnya per unit."),
        )
    except GANGGUAN_DB as error:
        _sesudah_gangguan(pekerjaan, error)
    except Exception:  # a bug: the log gets the traceback, the person an apology with its number
        nomor = buat_kode(8)
        log.exception("pekerjaan %s (%s) gagal, rujukan %s", pekerjaan.kode, pekerjaan.jenis, nomor)
        _akhiri(
            pekerjaan,
            StatusPekerjaan.GAGAL,
            _("Maaf, ada gangguan di pihak kami. Coba lagi; bila terulang, sebutkan rujukan %(nomor)s kepada admin.")
            % {"nomor": nomor},
        )


def _terbitkan(pelari: Pelari, hasil: dict[str, Any]) -> None:
    """Say 'selesai' and give the file its lasting name, both or neither.

    Raises TidakLagiMemegang when another attempt holds the job by now.
    """
    p, sementara = pelari.pekerjaan, pelari.hasil_sementara
    hasil = dict(hasil)
    nama_berkas, lingkup = str(hasil.pop("nama_berkas", "") or p.nama_berkas), hasil.pop("lingkup", {})
    nilai: dict[str, Any] = {"hasil": hasil, "kemajuan": pelari.kemajuan, "jumlah": pelari.jumlah, "tahap": ""}
    if sementara:
        nilai |= {"nama_berkas": nama_berkas[:200], "lingkup": lingkup, "kedaluwarsa_at": Now() + UMUR_HASIL}

    def tulis() -> None:
        with transaction.atomic():
            if not _tulis_akhir(p, StatusPekerjaan.SELESAI, nilai):
                raise TidakLagiMemegang
            if sementara:  # the row is locked by the UPDATE above: nobody can claim it before we commit
                nama, ukuran = berkas.terbitkan(sementara)
                Pekerjaan.objects.filter(pk=p.pk).update(berkas=nama, ukuran=ukuran)
            _kabarkan(p, siap=True)

    _tekun(tulis)


def _akhiri(pekerjaan: Pekerjaan, status: str, galat: str = "") -> None:
    """End the attempt; when the database stays away the sweeper will."""
    try:
        _tekun(lambda: _tulis_berakhir(pekerjaan, status, galat))
    except GANGGUAN_DB:
        if connection.in_atomic_block:
            raise
        log.warning("akhir pekerjaan %s tidak tercatat; penyapu akan mengurusnya", pekerjaan.kode)


@transaction.atomic
def _tulis_berakhir(pekerjaan: Pekerjaan, status: str, galat: str) -> None:
    """Write how an attempt ended without a result; whoever asked is told when it was the last one."""
    if _tulis_akhir(pekerjaan, status, {"galat": galat}) and status == StatusPekerjaan.GAGAL:
        _kabarkan(pekerjaan, siap=False)


def _kabarkan(pekerjaan: Pekerjaan, *, siap: bool) -> None:
    jenis = JENIS.get(pekerjaan.jenis)
    tell_berakhir(pekerjaan, jenis.kabar if jenis else BIASA, siap=siap)


def _tekun(tulis: Callable[[], Any]) -> None:
    """Write, and again after a pause while the database is away."""
    for jeda in JEDA_ULANG:
        try:
            tulis()
        except GANGGUAN_DB:
            if connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(jeda)
        else:
            return
    tulis()


def _tulis_akhir(pekerjaan: Pekerjaan, status: str, nilai: dict[str, Any]) -> bool:
    milik = Pekerjaan.objects.filter(pk=pekerjaan.pk, percobaan=pekerjaan.percobaan, status=StatusPekerjaan.JALAN)
    if status == StatusPekerjaan.ANTRE:
        return bool(milik.update(status=status, dikirim_at=None, **nilai))
    return bool(milik.update(status=status, selesai_at=Now(), pemegang="", **nilai))


def _sesudah_gangguan(pekerjaan: Pekerjaan, error: Exception) -> None:
    """The database went away in the middle: wait for the next turn, unless this was the last one."""
    log.warning("pekerjaan %s terganggu: %s", pekerjaan.kode, type(error).__name__)
    if not connection.in_atomic_block:
        connection.close()
    status, galat = putusan_terhenti(pekerjaan)
    _akhiri(pekerjaan, status, galat)


# --- a holder that died ---------------------------------------------------------------------


def nama_pemegang() -> str:
    """This process: machine and number."""
    return f"{socket.gethostname()[:80]}/{os.getpid()}"


def syarat_mati() -> Q:
    """Running jobs whose holder is silent, or a process of this machine that is gone."""
    mati = [
        pemegang
        for pemegang in Pekerjaan.objects.filter(
            status=StatusPekerjaan.JALAN, pemegang__startswith=f"{socket.gethostname()[:80]}/"
        ).values_list("pemegang", flat=True)
        if not _hidup(pemegang)
    ]
    return Q(status=StatusPekerjaan.JALAN) & (Q(detak_at__lt=Now() - BASI) | Q(pemegang__in=mati))


def _hidup(pemegang: str) -> bool:
    """Whether the process behind a holder's name lives here. Wrong where two machines share a name: then work is only done twice."""
    try:
        nomor = int(pemegang.rpartition("/")[2])
        os.kill(nomor, 0)
    except ProcessLookupError:
        return False
    except (ValueError, PermissionError, OverflowError):
        return True
    return not _mayat(nomor)


def _mayat(nomor: int) -> bool:
    """Whether the process has ended and only waits for its parent to notice. Without /proc nobody can tell: then it counts as alive."""
    try:
        keadaan = Path(f"/proc/{nomor}/stat").read_text()
    except OSError:
        return False
    return keadaan.rpartition(")")[2].split()[0] == "Z"


def putusan_terhenti(p: Pekerjaan) -> tuple[str, str]:
    """What becomes of a job whose attempt broke off: status and words."""
    jenis = JENIS.get(p.jenis)
    if p.batal_diminta:
        return StatusPekerjaan.DIBATALKAN, ""
    if jenis is not None and not jenis.ulang:
        return StatusPekerjaan.GAGAL, _(
            "Pekerjaan ini terhenti di tengah jalan. Periksa dulu hasilnya, lalu minta lagi bila perlu."
        )
    if p.percobaan >= p.percobaan_maks:
        return StatusPekerjaan.GAGAL, _(
            "Sudah dicoba %(kali)s kali dan selalu terhenti. Coba lagi nanti, atau persempit pilihannya."
        ) % {"kali": p.percobaan}
    return StatusPekerjaan.ANTRE, ""


def pulihkan(p: Pekerjaan) -> bool:
    """Take a job, locked by the caller, away from its dead holder; say whether it waits for a new one now."""
    with translation.override(settings.LANGUAGE_CODE):
        status, galat = putusan_terhenti(p)
    log.warning("pekerjaan %s percobaan %s kehilangan pemegang %s: %s", p.kode, p.percobaan, p.pemegang, status)
    _tulis_berakhir(p, status, galat)
    return status == StatusPekerjaan.ANTRE
