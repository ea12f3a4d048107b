"""What citizens say, what offices answer, and what came of it."""

from forum.models.aspirasi import (
    DITUTUP,
    PUBLIK,
    TERBUKA,
    Aspirasi,
    Jenis,
    PengirimAspirasi,
    Status,
    TanggapanPengirim,
)
from forum.models.jawaban import JawabanResmi
from forum.models.moderasi import Dukungan, LaporanKiriman, ModerasiAsli, TindakanModerasi
from forum.models.pengawas import StatusUsulanPengawas, UnitPengawas, UsulanPengawas
from forum.models.tautan import Hubungan, Tautan
from forum.models.tindak_lanjut import Hasil, KabarTindakLanjut, StatusTindakLanjut, TindakLanjut
from forum.models.topik import Kiriman, Topik

__all__ = [
    "DITUTUP",
    "PUBLIK",
    "TERBUKA",
    "Aspirasi",
    "Dukungan",
    "Hasil",
    "Hubungan",
    "JawabanResmi",
    "Jenis",
    "KabarTindakLanjut",
    "Kiriman",
    "LaporanKiriman",
    "ModerasiAsli",
    "PengirimAspirasi",
    "Status",
    "StatusTindakLanjut",
    "StatusUsulanPengawas",
    "TanggapanPengirim",
    "Tautan",
    "TindakLanjut",
    "TindakanModerasi",
    "Topik",
    "UnitPengawas",
    "UsulanPengawas",
]
