"""Reasons in the reader's language, and decisions kept as they were shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext

from inti import waktu
from inti.keputusan import Bulan, Istilah, Kalimat, Keputusan, MasukanDitolak, format_nilai, nilai_json, sebagai_json
from inti.models import CatatanKeputusan

_judul: list[Callable[[str], Istilah]] = []


def register_judul(fungsi: Callable[[str], Istilah]) -> None:
    """Say what people call a parameter; the app `aturan` does, which knows them all."""
    _judul[:] = [fungsi]


def judul_parameter(nama: str) -> str:
    """The parameter as people call it, in the active language."""
    return tulis_nilai(_judul[0](nama)) if _judul else nama


def tulis(teks: str, nilai: Mapping[str, Any]) -> str:
    """Return a rule's sentence in the active language, values in its form."""
    if not teks:
        return ""
    terjemahan = gettext(teks)
    return terjemahan % {kunci: tulis_nilai(n) for kunci, n in nilai.items()} if nilai else terjemahan.replace("%%", "%")


def tulis_nilai(nilai: Any) -> str:
    """Return one value as it is read in the active language."""
    match nilai:
        case bool():
            return gettext("ya") if nilai else gettext("tidak")
        case date():
            return date_format(nilai, "j F Y")
        case Bulan():
            return date_format(date(nilai.tahun, nilai.bulan, 1), "F Y")
        case Istilah():
            return gettext(nilai.teks)
        case int():
            return number_format(nilai, decimal_pos=0, force_grouping=True)
        case float() | Decimal():
            return number_format(nilai, decimal_pos=_desimal(nilai), force_grouping=True)
        case list() | tuple():
            return ", ".join(tulis_nilai(n) for n in nilai)
        case _:
            return format_nilai(nilai)


def _desimal(nilai: float | Decimal) -> int:
    """How many decimals matter."""
    return len(f"{nilai:f}".partition(".")[2].rstrip("0"))


def kalimat(k: Kalimat | None) -> str:
    """Return a sentence in the active language, empty for none."""
    return tulis(k.teks, k.nilai) if k else ""


def jelaskan(keputusan: Keputusan[Any]) -> dict[str, Any]:
    """Return the one JSON shape of a decision in the active language; pages hand it to <c-mengapa>."""
    return sebagai_json(keputusan, tulis)


def jelaskan_penolakan(penolakan: MasukanDitolak) -> dict[str, str]:
    """Return message, advice and field of a refusal in the active language."""
    return {"pesan": kalimat(penolakan.pesan), "saran": kalimat(penolakan.saran), "bidang": penolakan.field or ""}


def simpan(keputusan: Keputusan[Any]) -> CatatanKeputusan:
    """Keep a decision as it was made and as it was worded, in Indonesian. One query."""
    isi = sebagai_json(keputusan)
    return CatatanKeputusan.objects.create(
        aturan=isi["aturan"],
        versi=isi["versi"],
        masukan=nilai_json(keputusan.masukan),
        parameter=isi["parameter"],
        hasil=isi["hasil"],
        alasan=isi["alasan"],
        yang_mengubah=isi["yang_mengubah"],
        dasar=isi["dasar"],
        per=keputusan.per or waktu.today(),
    )
