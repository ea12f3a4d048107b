"""The certificate on paper: its QR code, and the PDF set by typst."""

from __future__ import annotations

import io
import json
from pathlib import Path

import segno
import typst
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from inti import instansi
from kompetensi.models import Sertifikat

TEMPLAT = Path(settings.BASE_DIR) / "templates" / "kompetensi" / "sertifikat.typ"


def alamat_publik(request: HttpRequest, sertifikat: Sertifikat) -> str:
    """The absolute address where anybody can check this certificate; printed, so it follows SIBOLGA_ALAMAT where set."""
    jalan = reverse("kompetensi:periksa-kode", kwargs={"kode": sertifikat.kode})
    return f"{settings.ALAMAT}{jalan}" if settings.ALAMAT else request.build_absolute_uri(jalan)


def qr_data_uri(alamat: str) -> str:
    """The QR code of an address as an SVG image for <img src>; dark on white in both themes."""
    return str(segno.make(alamat, error="m").svg_data_uri(scale=4, border=2, light="#fff"))


def qr_svg(alamat: str) -> str:
    """The QR code of an address as an SVG document."""
    tampung = io.BytesIO()
    segno.make(alamat, error="m").save(tampung, kind="svg", border=0)
    return tampung.getvalue().decode()


def masa(sertifikat: Sertifikat) -> str:
    """The days of the training in words: '14 Agustus 2026', '12 sampai 14 Agustus 2026'."""
    mulai, selesai = sertifikat.tanggal_mulai, sertifikat.tanggal_selesai
    akhir = date_format(selesai, "j F Y")
    if mulai == selesai:
        return akhir
    awal = str(mulai.day) if (mulai.year, mulai.month) == (selesai.year, selesai.month) else date_format(mulai, "j F Y")
    return _("%(mulai)s sampai %(selesai)s") % {"mulai": awal, "selesai": akhir}


def cetak_pdf(sertifikat: Sertifikat, alamat: str) -> bytes:
    """Set the certificate as PDF, A4 landscape, in Indonesian whatever the reader's language. About 0.1 s."""
    penerbit = instansi.pada(sertifikat.tanggal_terbit)
    with override("id"):
        isi = {
            "pemerintah": penerbit.pemerintah.upper(),
            "tempat": penerbit.tempat or penerbit.kota,
            "nomor": sertifikat.nomor,
            "nama": sertifikat.nama,
            "unit": sertifikat.unit,
            "judul": sertifikat.judul,
            "kompetensi": sertifikat.kompetensi,
            "jp": sertifikat.jp,
            "masa": masa(sertifikat),
            "terbit": date_format(sertifikat.tanggal_terbit, "j F Y"),
            "penyelenggara": sertifikat.penyelenggara,
            "penandatangan": sertifikat.penandatangan,
            "jabatan": sertifikat.penandatangan_jabatan,
            "kode": sertifikat.kode_baca,
            "alamat": alamat,
            "dicabut": sertifikat.dicabut_at is not None,
        }
    masukan = {"isi": json.dumps(isi, ensure_ascii=False), "qr": qr_svg(alamat)}
    return bytes(typst.compile(str(TEMPLAT), root=str(TEMPLAT.parent), sys_inputs=masukan, ignore_system_fonts=True))
