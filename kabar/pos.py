"""Where mail of Django and of libraries goes: into our outbox, and in the demonstration city into a book to read.

A page that writes a mail never waits for a mail server, and never fails because of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import parseaddr
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import get_language

from inti import waktu
from kabar import antrean
from kabar.models import Antaran, IsiSurat, Saluran, Sebab, StatusAntaran, SuratContoh
from kabar.penerima import is_alamat, sidik

CONTOH_MAKS = 500  # mails that the demonstration's book holds


class AntreanSurat(BaseEmailBackend):
    """EMAIL_BACKEND: one delivery for each recipient; the sending is the worker's."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue mails; it counts those with at least one recipient. Raises ValueError for one with attachments, which nobody writes here."""
        with transaction.atomic():
            jumlah = sum(1 for surat in email_messages if _antrekan(surat))
            if jumlah:
                transaction.on_commit(antrean.panggil, robust=True)
        return jumlah


def _antrekan(surat: EmailMessage) -> bool:
    if surat.attachments:
        raise ValueError("surat berlampiran belum didukung oleh antrean kabar")
    isi = {
        "dari": _sebaris(surat.from_email)[:320],
        "subjek": _sebaris(surat.subject)[:300],
        "teks": str(surat.body),
        "html": _html(surat),
    }
    saat, ada = waktu.now(), False
    for penerima in dict.fromkeys(surat.recipients()):
        alamat = parseaddr(penerima)[1]
        rusak = not penerima.isprintable() or not is_alamat(alamat)
        antaran = Antaran.objects.create(
            saluran=Saluran.SURAT,
            alamat="" if rusak else alamat,
            sidik_alamat=sidik(alamat or penerima),
            bahasa=get_language() or "id",
            coba_at=saat,
            **({"status": StatusAntaran.DILEWATI, "sebab": Sebab.ALAMAT_RUSAK, "selesai_at": saat} if rusak else {}),
        )
        if not rusak:
            IsiSurat.objects.create(antaran=antaran, **isi)
            ada = True
    return ada


def _sebaris(teks: object) -> str:
    """One line: a header of two lines would be somebody else's header."""
    return " ".join(str(teks).split())


def _html(surat: EmailMessage) -> str:
    lain = surat.alternatives if isinstance(surat, EmailMultiAlternatives) else []
    return next((str(isi) for isi, jenis in lain if jenis == "text/html"), "")


class BukuContoh(BaseEmailBackend):
    """The transport where there is no mail server: the newest mails are kept to be read on a page."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the mails into the book."""
        baru = [_tulis(surat) for surat in email_messages]
        SuratContoh.objects.bulk_create(baru)
        batas = SuratContoh.objects.order_by("-pk").values_list("pk", flat=True)[CONTOH_MAKS : CONTOH_MAKS + 1]
        SuratContoh.objects.filter(pk__lte=batas).delete()
        return len(baru)


def _tulis(surat: EmailMessage) -> SuratContoh:
    surat.message()  # refuses what no mail server would take, e.g. a header of two lines
    nilai: dict[str, Any] = {"subjek": surat.subject[:300], "teks": surat.body, "html": _html(surat)}
    return SuratContoh(kepada=", ".join(surat.recipients())[:320], **nilai)
