"""The register of rules: every app offers its own here; command, page and API serve them all alike.

Text comes in and goes out only here. A use case calls the rule itself, with types: ATURAN_PENSIUN.decide(…).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from aturan.aturan import Aturan
from inti import peta, waktu
from inti.keputusan import Keputusan, MasukanDitolak, Penulis, _, tulis
from inti.masukan import PER, Masukan, baca, ringkaskan

_terdaftar: dict[str, Aturan[..., Any]] = {}
peta.register("aturan", lambda: ((a.nama, a.letak) for a in list_aturan()))


def register(*aturan: Aturan[..., Any]) -> None:
    """Offer rules; called from the daftar.py of the app that owns them. Twice is the same as once."""
    for a in aturan:
        if _terdaftar.setdefault(a.nama, a) is not a:
            raise ValueError(f"Two rules named {a.nama!r}")


def list_aturan() -> list[Aturan[..., Any]]:
    """All rules on offer, by name."""
    return [_terdaftar[nama] for nama in sorted(_terdaftar)]


def get_aturan(nama: str) -> Aturan[..., Any]:
    """Return the rule of that name. Raises MasukanDitolak when there is none."""
    try:
        return _terdaftar[nama]
    except KeyError:
        raise MasukanDitolak(
            _("Aturan '%(nama)s' tidak ada."),
            {"nama": ringkaskan(nama), "ada": sorted(_terdaftar)},
            saran=_("Aturan yang ada: %(ada)s."),
            field="aturan",
            kode="aturan_asing",
        ) from None


def hitung(aturan: Aturan[..., Any], mentah: Any) -> Keputusan[Any]:
    """Apply a rule to unread input: for the calculator, the command and the API. At most one query.

    The day whose law counts is the input 'per', today when it is missing.
    Raises MasukanDitolak, and nothing else, for input that the rule refuses.
    """
    terbaca = baca_semua(aturan, mentah)
    return aturan.decide(**terbaca | {"per": terbaca["per"] or waktu.today()})


def baca_semua(aturan: Aturan[..., Any], mentah: Any) -> dict[str, Any]:
    """Return the inputs of `aturan` read into Python values; optional ones that are missing are None.

    Raises MasukanDitolak for an unknown, missing or unreadable field, naming it and what is accepted.
    """
    if not isinstance(mentah, Mapping):
        raise MasukanDitolak(
            _("Masukan harus berupa satu objek JSON."),
            saran=_('Tulis seperti ini: {"nama isian": "isinya"}.'),
            field="",
            kode="bukan_objek",
        )
    dikenal = {m.nama: m for m in (*aturan.masukan, PER)}
    for nama in mentah:
        if nama not in dikenal:
            raise MasukanDitolak(
                _("Isian '%(nama)s' tidak dikenal di aturan ini."),
                {"nama": ringkaskan(nama), "dikenal": list(dikenal)},
                saran=_("Isian yang ada: %(dikenal)s."),
                field=ringkaskan(nama),
                kode="isian_asing",
            )
    return {nama: baca(m, mentah.get(nama)) for nama, m in dikenal.items()}


def list_contoh(aturan: Aturan[..., Any], per: date) -> list[Keputusan[Any]]:
    """The rule's worked examples, decided with the law of the day `per`. At most one query for all."""
    decide = aturan.dengan(aturan.ambil(per))
    return [decide(**baca_semua(aturan, contoh) | {"per": per}) for contoh in aturan.contoh]


def uraikan(aturan: Aturan[..., Any], terjemah: Penulis = tulis) -> dict[str, Any]:
    """Describe a rule for machines: inputs by name with kind, label and accepted codes; source; an example."""
    return {
        "nama": aturan.nama,
        "judul": terjemah(aturan.judul, {}),
        "keterangan": terjemah(aturan.keterangan, {}),
        "masukan": {m.nama: _uraikan_masukan(m, terjemah) for m in aturan.masukan},
        "dasar": aturan.dasar,
        "contoh": aturan.contoh[0] if aturan.contoh else {},
    }


def _uraikan_masukan(masukan: Masukan, terjemah: Penulis) -> dict[str, Any]:
    pilihan = {"pilihan": [p.kode for p in masukan.pilihan]} if masukan.pilihan else {}
    return {"jenis": masukan.jenis.value, "label": terjemah(masukan.label, {}), "wajib": masukan.wajib} | pilihan
