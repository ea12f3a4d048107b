"""Which posts look like the one that leads their unit: an exact match that the personnel office confirms or not."""

from __future__ import annotations

PASANGAN = (
    ("kecamatan", "camat"),
    ("kelurahan", "lurah"),
    ("sekretariat", "sekretaris"),
    ("inspektorat", "inspektur"),
)
BERDIREKTUR = ("rsud", "rumah sakit", "perumda", "perusahaan umum daerah")


def is_usul(jabatan: str, unit: str) -> bool:
    """True for 'Kepala ' + unit, Camat, Lurah, 'Sekretaris X' of 'Sekretariat X', Inspektur, Direktur.

    Titles are read only here, once; the answer is a proposal. Example: 'Camat Kota Lama' of 'Kecamatan Kota Lama'.
    """
    j, u = " ".join(jabatan.casefold().split()), " ".join(unit.casefold().split())
    if j == f"kepala {u}":
        return True
    for awal_unit, sebutan in PASANGAN:
        if u == awal_unit or u.startswith(f"{awal_unit} "):
            return j in (sebutan, f"{sebutan}{u.removeprefix(awal_unit)}")
    return u.startswith(BERDIREKTUR) and j in ("direktur", f"direktur {u}")
