"""State of training: what is on offer, who takes part, what was reached."""

from kompetensi.models.jp import BelajarLuar, CatatanJP, StatusBelajarLuar
from kompetensi.models.katalog import (
    Angkatan,
    Bentuk,
    Cara,
    JenisPelatihan,
    JenisPenyelenggara,
    Pelatihan,
    Penyelenggara,
    StatusAngkatan,
)
from kompetensi.models.pendaftaran import Pendaftaran, Sertifikat, StatusPendaftaran

__all__ = [
    "Angkatan",
    "BelajarLuar",
    "Bentuk",
    "Cara",
    "CatatanJP",
    "JenisPelatihan",
    "JenisPenyelenggara",
    "Pelatihan",
    "Pendaftaran",
    "Penyelenggara",
    "Sertifikat",
    "StatusAngkatan",
    "StatusBelajarLuar",
    "StatusPendaftaran",
]
