"""The mails themselves: one message or a daily summary, as plain text and HTML, with the headers that fit.

SECURITY: a subject holds no values and an address was checked before it was kept; what remains of names and titles
stands in the body, escaped. A mail never says who spoke: it goes to people who may have wanted to stay unnamed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from inti import instansi
from kabar import berhenti
from kabar import jenis as daftar_jenis
from kabar.berhenti import Permintaan
from kabar.models import Antaran, IsiSurat


@dataclass(frozen=True)
class Butir:
    """One message as a mail says it."""

    kalimat: str
    rincian: str
    alamat: str


def buat(antaran: Sequence[Antaran], kepada: str) -> EmailMultiAlternatives:
    """The mail for these deliveries to one recipient: several are a summary. No query; they come with `kabar` and `pengguna`."""
    pertama = antaran[0]
    if pertama.kabar is None:
        return _jadi(pertama.isi_surat, antaran, kepada)
    with translation.override(pertama.bahasa):
        butir = [_butir(a) for a in antaran]
        subjek = _subjek(antaran)
        henti = _henti(antaran)
        surat = EmailMultiAlternatives(
            subject=subjek,
            body=_teks(butir, henti),
            from_email=instansi.pengirim(),
            to=[kepada],
            headers={"Message-ID": pesan_id(antaran), "Auto-Submitted": "auto-generated"},
        )
        surat.attach_alternative(_html(butir, henti, subjek), "text/html")
    if henti and settings.ALAMAT:
        surat.extra_headers["List-Unsubscribe"] = f"<{henti}>"
        surat.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return surat


def pesan_id(antaran: Sequence[Antaran]) -> str:
    """The same Message-ID for the same deliveries, so that a mail that is sent again after a crash can be told as a double."""
    asal = ",".join(f"{a.pk}@{a.dibuat_at.isoformat()}" for a in sorted(antaran, key=lambda a: a.pk))
    sidik = salted_hmac("kabar.surat", asal, algorithm="sha256").hexdigest()[:32]
    return f"<{sidik}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition('@')[2] or 'localhost'}>"


def _jadi(isi: IsiSurat, antaran: Sequence[Antaran], kepada: str) -> EmailMultiAlternatives:
    """A mail that a library wrote."""
    surat = EmailMultiAlternatives(
        subject=isi.subjek, body=isi.teks, from_email=isi.dari, to=[kepada], headers={"Message-ID": pesan_id(antaran)}
    )
    if isi.html:
        surat.attach_alternative(isi.html, "text/html")
    return surat


def _butir(antaran: Antaran) -> Butir:
    kabar = antaran.kabar
    assert kabar is not None  # the caller has looked
    jenis = daftar_jenis.find(kabar.jenis)
    tujuan = jenis.alamat(kabar.subjek) or (reverse("kabar:kotak") if antaran.pengguna_id else "")
    return Butir(jenis.kalimat(kabar.isi), jenis.kalimat_rincian(kabar.isi), f"{settings.ALAMAT}{tujuan}" if tujuan else "")


def _subjek(antaran: Sequence[Antaran]) -> str:
    if len(antaran) > 1:
        return _("%(jumlah)s kabar untuk Anda hari ini") % {"jumlah": len(antaran)}
    kabar = antaran[0].kabar
    assert kabar is not None
    return str(daftar_jenis.find(kabar.jenis).subjek)


def _henti(antaran: Sequence[Antaran]) -> str:
    """The link that stops such mails; '' for duties, which nobody can stop."""
    pertama = antaran[0]
    if pertama.pengguna is not None and (len(antaran) > 1 or pertama.kumpul):
        return berhenti.buat_alamat(Permintaan(akun=pertama.pengguna.kode))
    jenis = daftar_jenis.find(pertama.kabar.jenis if pertama.kabar else "")
    if jenis.wajib:
        return ""
    if pertama.pengguna is None:
        return berhenti.buat_alamat(Permintaan(sidik=pertama.sidik_alamat))
    return berhenti.buat_alamat(Permintaan(akun=pertama.pengguna.kode, jenis=jenis.nama))


def _teks(butir: Sequence[Butir], henti: str) -> str:
    bagian = ["\n".join(baris for baris in (b.kalimat, b.rincian, b.alamat) if baris) for b in butir]
    if henti:
        bagian.append(_("Tidak ingin e-mail seperti ini lagi? Buka: %(alamat)s") % {"alamat": henti})
    bagian.append(_("Surat ini dikirim otomatis; balasan tidak dibaca."))
    return "\n\n".join(bagian) + "\n"


def _html(butir: Sequence[Butir], henti: str, judul: str) -> str:
    """Plain paragraphs: every mail program shows them well, in light and dark, and none needs a style."""
    badan = format_html_join("", "{}", ((_html_butir(b),) for b in butir))
    ekor = format_html('<p><a href="{}">{}</a></p>', henti, _("Berhenti menerima e-mail seperti ini")) if henti else ""
    return format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title></head><body>{}<hr>{}<p>{}</p></body></html>',
        translation.get_language() or settings.LANGUAGE_CODE,
        judul,
        badan,
        ekor,
        _("Surat ini dikirim otomatis; balasan tidak dibaca."),
    )


def _html_butir(butir: Butir) -> str:
    rincian = format_html("<p>{}</p>", butir.rincian) if butir.rincian else ""
    tautan = format_html('<p><a href="{}">{}</a></p>', butir.alamat, _("Buka")) if butir.alamat else ""
    return format_html("<p><strong>{}</strong></p>{}{}", butir.kalimat, rincian, tautan)
