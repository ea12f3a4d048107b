"""The delivery: claim one row, send, write how it ended; again until nothing is due.

    menunggu ─ claim (SKIP LOCKED, percobaan + 1, commit) → dikirim ─ sent → terkirim
                                                                    ├ refused for good, or tried too often → mati
                                                                    └ not now → menunggu, with a doubled wait

One row at a time is in a worker's hands, so that a worker that is killed between sending and writing leaves one row
that nobody can be sure about. `sapu_terhenti` finds it: it goes out once more with the same Message-ID (`ragu`), by which
mail systems can tell a double; the second time it is given up. SMTP allows no better.
"""

from __future__ import annotations

import logging
import random
import smtplib
import time
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F, Q

from inti import waktu
from kabar import dorong, rules, surat
from kabar import jenis as daftar_jenis
from kabar.models import AlamatBerhenti, Antaran, IsiSurat, Langganan, Saluran, Sebab, StatusAntaran
from kabar.putusan import load_kesukaan

log = logging.getLogger(__name__)

TERHENTI = timedelta(minutes=10)  # a row longer in somebody's hands has lost its sender
SEKALI = 200  # rows of one turn
LAMA = 45.0  # seconds of one turn; the next hint or the clock goes on
KUMPUL_MAKS = 100  # messages in one summary


@dataclass(frozen=True)
class Hasil:
    """How a try ended: 'terkirim', 'mati', 'dilewati' with the reason, or 'menunggu' for another try."""

    status: str
    sebab: str = ""
    server: bool = False  # the mail server itself doesn't answer: leave it alone for this turn
    tunda: datetime | None = None  # not a failed try: only wait until then


TERKIRIM = Hasil(StatusAntaran.TERKIRIM)
SERVER_DIAM = Hasil(StatusAntaran.MENUNGGU, Sebab.SERVER_DIAM, server=True)


class Tukang(AbstractContextManager["Tukang"]):
    """The worker's hands for one turn: one connection to the mail server, opened for the first mail."""

    def __init__(self) -> None:
        self._sambungan: Any = None

    def kirim_surat(self, pesan: EmailMessage) -> Hasil:
        """Send one mail and say how it went."""
        try:
            if self._sambungan is None:
                sambungan = get_connection(settings.PENGANTAR_SURAT)
                sambungan.open()
                self._sambungan = sambungan
        except (OSError, smtplib.SMTPException) as error:
            log.warning("server surat tidak menjawab: %s", type(error).__name__)
            return SERVER_DIAM
        try:
            self._sambungan.send_messages([pesan])
        except (OSError, smtplib.SMTPException) as error:
            self.tutup()
            return baca_galat(error)
        return TERKIRIM

    def tutup(self) -> None:
        """Let the connection go, also one that is broken."""
        sambungan, self._sambungan = self._sambungan, None
        if sambungan is not None:
            try:
                sambungan.close()
            except (OSError, smtplib.SMTPException) as error:
                log.info("sambungan surat sudah putus: %s", type(error).__name__)

    def __exit__(self, *sebab: object) -> None:
        self.tutup()


def baca_galat(error: Exception) -> Hasil:
    """What an error of SMTP means for this mail: refused for good (5xx), later (4xx), or a server that is sick."""
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=ditolak):
            kode = max((kode for kode, _kata in ditolak.values()), default=450)
        case smtplib.SMTPDataError(smtp_code=kode):
            pass
        case _:
            log.warning("server surat terganggu: %s", type(error).__name__)
            return SERVER_DIAM
    log.info("surat ditolak dengan kode %s", kode)
    return Hasil(StatusAntaran.MATI, Sebab.DITOLAK) if kode >= 500 else Hasil(StatusAntaran.MENUNGGU, Sebab.SEMENTARA)


def antar(sekali: int = SEKALI, lama: float = LAMA) -> dict[str, int]:
    """Deliver what is due, at most `sekali` claims in `lama` seconds. Returns how many ended in each state. Twice is the same as once."""
    jumlah: dict[str, int] = {}
    tutup: set[str] = set()
    sampai = time.monotonic() + lama
    with Tukang() as tukang:
        for _ke in range(sekali):
            bundel = claim_antaran(tutup) if time.monotonic() < sampai else []
            if not bundel:
                break
            hasil = _antarkan(tukang, bundel)
            if hasil.server:
                tutup.add(Saluran.SURAT)
            _catat(bundel, hasil)
            jumlah[hasil.status] = jumlah.get(hasil.status, 0) + len(bundel)
    return jumlah


def claim_antaran(kecuali: Collection[str] = ()) -> list[Antaran]:
    """Take the next due delivery, with the others of its summary; empty when nothing is due. Three queries at most."""
    kini = waktu.now()
    giliran = Antaran.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        status=StatusAntaran.MENUNGGU, coba_at__lte=kini
    )
    with transaction.atomic():
        pertama = giliran.exclude(saluran__in=kecuali).order_by("coba_at", "id").first()
        if pertama is None:
            return []
        pks = [pertama.pk]
        if pertama.kumpul:
            kawan = giliran.filter(kumpul=True, saluran=pertama.saluran, pengguna=pertama.pengguna_id)
            pks = sorted({pertama.pk, *kawan.order_by("id").values_list("pk", flat=True)[:KUMPUL_MAKS]})
        Antaran.objects.filter(pk__in=pks).update(
            status=StatusAntaran.DIKIRIM, percobaan=F("percobaan") + 1, mulai_at=kini, sebab=""
        )
    return list(Antaran.objects.filter(pk__in=pks).select_related("kabar", "pengguna", "isi_surat").order_by("id"))


def _antarkan(tukang: Tukang, bundel: Sequence[Antaran]) -> Hasil:
    """Look once more whether it shall go out, then send it."""
    try:
        pertama = bundel[0]
        if pertama.pengguna_id is None:
            return _antar_alamat(tukang, pertama)
        if tahan := _tahan(pertama):
            return tahan
        if pertama.saluran == Saluran.DORONG:
            return _dorong(pertama)
        assert pertama.pengguna is not None  # the column is not empty
        return tukang.kirim_surat(surat.buat(bundel, str(pertama.pengguna.email)))
    except Exception:  # a bug in one message must not keep the others from going out; the log has the traceback
        log.exception("antaran %s gagal", bundel[0].pk)
        return Hasil(StatusAntaran.MENUNGGU, Sebab.GANGGUAN)


def _antar_alamat(tukang: Tukang, antaran: Antaran) -> Hasil:
    bisa_berhenti = antaran.kabar is not None and not daftar_jenis.find(antaran.kabar.jenis).wajib
    if bisa_berhenti and AlamatBerhenti.objects.filter(sidik=antaran.sidik_alamat).exists():
        return Hasil(StatusAntaran.DILEWATI, Sebab.BERHENTI)
    return tukang.kirim_surat(surat.buat([antaran], antaran.alamat))


def _tahan(antaran: Antaran) -> Hasil | None:
    """Why it doesn't go out now after all: switched off, closed or without address meanwhile; or quiet hours have begun."""
    assert antaran.kabar is not None  # mails of libraries go to addresses
    jenis = daftar_jenis.find(antaran.kabar.jenis)
    kesukaan = load_kesukaan([antaran.pengguna_id or 0], [jenis.nama])[antaran.pengguna_id or 0]
    if sebab := kesukaan.sebab_tidak(jenis, antaran.saluran):
        return Hasil(StatusAntaran.DILEWATI, sebab)
    if jenis.mendesak or antaran.kumpul:
        return None
    saat = waktu.now().astimezone(waktu.zona())
    boleh = rules.compute_sesudah_senyap(saat, kesukaan.senyap)
    return Hasil(StatusAntaran.MENUNGGU, tunda=boleh) if boleh > saat else None


def _dorong(antaran: Antaran) -> Hasil:
    """Push to every device of the account; one that takes it is enough. Devices that are gone are forgotten."""
    mendesak = daftar_jenis.find(antaran.kabar.jenis if antaran.kabar else "").mendesak
    hasil = {perangkat.pk: dorong.kirim(perangkat, mendesak=mendesak) for perangkat in _perangkat(antaran)}
    Langganan.objects.filter(pk__in=[pk for pk, h in hasil.items() if h is dorong.Hasil.HILANG]).delete()
    if dorong.Hasil.SAMPAI in hasil.values():
        return TERKIRIM
    if dorong.Hasil.NANTI in hasil.values():
        return Hasil(StatusAntaran.MENUNGGU, Sebab.SEMENTARA)
    return Hasil(StatusAntaran.DILEWATI, Sebab.TANPA_PERANGKAT)


def _perangkat(antaran: Antaran) -> list[Langganan]:
    if not dorong.is_tersedia():
        return []
    return list(Langganan.objects.filter(pengguna=antaran.pengguna_id).order_by("pk"))


def _catat(bundel: Sequence[Antaran], hasil: Hasil) -> None:
    """Write how it ended. What was sent is sent, even if the sweeper took the row for lost meanwhile."""
    pks, percobaan = [a.pk for a in bundel], max(a.percobaan for a in bundel)
    milik = Antaran.objects.filter(pk__in=pks)
    if hasil.status == StatusAntaran.TERKIRIM:
        milik = milik.filter(status__in=(StatusAntaran.DIKIRIM, StatusAntaran.MENUNGGU))
        nilai: dict[str, Any] = {"status": hasil.status, "sebab": "", "alamat": "", "selesai_at": waktu.now()}
    elif hasil.tunda is not None:
        nilai = {"status": hasil.status, "coba_at": hasil.tunda, "percobaan": F("percobaan") - 1}
    elif hasil.status == StatusAntaran.MENUNGGU and percobaan < rules.PERCOBAAN_MAKS:
        jeda = rules.compute_jeda(percobaan, random.random())  # noqa: S311  # spreads tries, guards nothing
        nilai = {"status": hasil.status, "sebab": hasil.sebab, "coba_at": waktu.now() + jeda}
    else:
        akhir = StatusAntaran.MATI if hasil.status == StatusAntaran.MENUNGGU else hasil.status
        nilai = {"status": akhir, "sebab": hasil.sebab, "selesai_at": waktu.now()}
        nilai |= {"alamat": ""} if akhir == StatusAntaran.DILEWATI else {}
    if hasil.status != StatusAntaran.TERKIRIM:
        milik = milik.filter(status=StatusAntaran.DIKIRIM)
    with transaction.atomic():
        milik.update(**nilai)
        if nilai["status"] in (StatusAntaran.TERKIRIM, StatusAntaran.DILEWATI):
            IsiSurat.objects.filter(antaran__in=pks).delete()


def sapu_terhenti() -> int:
    """Find deliveries whose sender died with them in hand: once more, then no more. Returns how many. Two queries."""
    lama = Q(status=StatusAntaran.DIKIRIM, mulai_at__lt=waktu.now() - TERHENTI)
    habis = Antaran.objects.filter(lama, ragu=True).update(
        status=StatusAntaran.MATI, sebab=Sebab.TERHENTI, selesai_at=waktu.now()
    )
    ulang = Antaran.objects.filter(lama, ragu=False).update(status=StatusAntaran.MENUNGGU, ragu=True, coba_at=waktu.now())
    if habis or ulang:
        log.warning("antaran terhenti di tengah jalan: %s dicoba sekali lagi, %s diakhiri", ulang, habis)
    return habis + ulang
