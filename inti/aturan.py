"""The register of rules: every app offers its own here; command, page and API serve them all alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from inti import parameter, peta, waktu
from inti.keputusan import Keputusan, MasukanDitolak, Parameter, Penulis, _, tulis
from inti.masukan import PER, Aturan, Masukan, baca_semua, ringkaskan

_terdaftar: dict[str, Aturan] = {}


def register(*aturan: Aturan) -> None:
    """Offer rules; called in the AppConfig.ready of the app that owns them. Twice is the same as once."""
    for a in aturan:
        if _terdaftar.setdefault(a.nama, a) is not a:
            raise ValueError(f"Two rules named {a.nama!r}")


peta.register("aturan", lambda: ((a.nama, a.letak) for a in list_aturan()))


def list_aturan() -> list[Aturan]:
    """All rules on offer, by name."""
    return [_terdaftar[nama] for nama in sorted(_terdaftar)]


def get_aturan(nama: str) -> Aturan:
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


def hitung(nama: str, masukan: Any, per: date | None = None) -> Keputusan[Any]:
    """Apply the rule `nama` to unread input and return its decision.

    per  the day whose law counts; input 'per' comes first, today when both are missing

    Raises MasukanDitolak, and nothing else, for input that the rule refuses. One query.
    """
    aturan = get_aturan(nama)
    terbaca = baca_semua(aturan, masukan)
    hari = terbaca.pop("per") or per or waktu.today()
    return terapkan(aturan, terbaca, hari, parameter.ambil(aturan.parameter, hari))


def terapkan(aturan: Aturan, masukan: Mapping[str, Any], per: date, nilai: Mapping[str, Parameter]) -> Keputusan[Any]:
    """Apply a rule to inputs that were read and values that were fetched. Costs no query."""
    keputusan = aturan.hitung(masukan, per, nilai)
    return replace(keputusan, aturan=aturan.nama, versi=aturan.versi, masukan=masukan, parameter=tuple(nilai.values()), per=per)


def list_contoh(aturan: Aturan, per: date) -> list[Keputusan[Any]]:
    """The rule's worked examples, decided with the law of the day `per`. One query for all."""
    nilai = parameter.ambil(aturan.parameter, per)
    terbaca = ({k: n for k, n in baca_semua(aturan, c).items() if k != PER.nama} for c in aturan.contoh)
    return [terapkan(aturan, masukan, per, nilai) for masukan in terbaca]


def uraikan(aturan: Aturan, terjemah: Penulis = tulis) -> dict[str, Any]:
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
