"""What a template may do, checked when it is compiled: an error names the place and the cure.

- `_()` and `ngettext()` take constants only: their result isn't escaped.
- `|safe` and switched-off escaping stand in no template but those of BOLEH_MENTAH.
- `c.name(…)` names a component that exists, gives what it requires and nothing that it doesn't know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes

NAMA_MAKRO = re.compile(r"\{%-?\s*macro\s+(\w+)\s*\(")
# Names that every template relies on.
TETAP = frozenset({"c", "_", "csrf", "gambar", "static"})
TERJEMAH = {"_": 1, "gettext": 1, "ngettext": 2}
# Templates that may print text as HTML without escaping it. None so far: filters return Django's SafeString instead.
BOLEH_MENTAH: frozenset[str] = frozenset()


@dataclass(frozen=True)
class TandaTangan:
    """What a component takes.

    urutan   its parameters in their order
    wajib    those without a default
    lain     whether further attributes pass through
    isi      whether it draws what stands between `{% call %}` and `{% endcall %}`
    """

    urutan: tuple[str, ...]
    wajib: frozenset[str]
    lain: bool
    isi: bool


def baca_tanda_tangan(pohon: nodes.Template) -> dict[str, TandaTangan]:
    """The macros of one file by their name."""
    hasil = {}
    for makro in pohon.find_all(nodes.Macro):
        urutan = tuple(arg.name for arg in makro.args)
        disebut = {nama.name for nama in makro.find_all(nodes.Name)}
        wajib = frozenset(urutan[: len(urutan) - len(makro.defaults)])
        hasil[makro.name] = TandaTangan(urutan, wajib, "kwargs" in disebut, "caller" in disebut)
    return hasil


def periksa(pohon: nodes.Template, nama: str | None, komponen: Mapping[str, TandaTangan]) -> None:
    """Raise TemplateSyntaxError for the first thing that a template may not do."""
    for variabel in pohon.find_all(nodes.Name):
        if variabel.ctx == "store" and variabel.name in TETAP:
            raise TemplateSyntaxError(f"'{variabel.name}' is taken: choose another name.", variabel.lineno, nama)
    for panggilan in pohon.find_all(nodes.Call):
        _periksa_terjemahan(panggilan, nama)
        _periksa_komponen(panggilan, nama, komponen)
    for blok in pohon.find_all(nodes.CallBlock):
        _periksa_isi(blok, nama, komponen)
    if nama not in BOLEH_MENTAH:
        for mentah in pohon.find_all((nodes.Filter, nodes.ScopedEvalContextModifier)):
            if not isinstance(mentah, nodes.Filter) or mentah.name == "safe":
                raise TemplateSyntaxError("Unescaped text: return a SafeString from a filter instead.", mentah.lineno, nama)


def _periksa_terjemahan(panggilan: nodes.Call, nama: str | None) -> None:
    if not isinstance(panggilan.node, nodes.Name) or panggilan.node.name not in TERJEMAH:
        return
    jumlah = TERJEMAH[panggilan.node.name]
    if len(panggilan.args) < jumlah or not all(isinstance(arg, nodes.Const) for arg in panggilan.args[:jumlah]):
        raise TemplateSyntaxError(
            "A translated sentence must be a constant: it is not escaped. Translate variables in Python.", panggilan.lineno, nama
        )


def _nama_komponen(panggilan: nodes.Expr) -> str | None:
    """The name after `c.` of a call, else None."""
    if not isinstance(panggilan, nodes.Call) or not isinstance(panggilan.node, nodes.Getattr):
        return None
    pangkal = panggilan.node.node
    return panggilan.node.attr if isinstance(pangkal, nodes.Name) and pangkal.name == "c" else None


def _periksa_komponen(panggilan: nodes.Call, nama: str | None, komponen: Mapping[str, TandaTangan]) -> None:
    dipanggil = _nama_komponen(panggilan)
    if dipanggil is None:
        return
    tanda = komponen.get(dipanggil)
    if tanda is None:
        raise TemplateSyntaxError(f"No component c.{dipanggil} in templates/komponen/.", panggilan.lineno, nama)
    bernama = [arg.key for arg in panggilan.kwargs]
    diberi = {*tanda.urutan[: len(panggilan.args)], *bernama}
    asing = [] if tanda.lain else [kunci for kunci in bernama if kunci not in tanda.urutan]
    if ganda := sorted({*tanda.urutan[: len(panggilan.args)]} & {*bernama}):
        raise TemplateSyntaxError(f"c.{dipanggil} gets {', '.join(ganda)} twice.", panggilan.lineno, nama)
    if asing or len(panggilan.args) > len(tanda.urutan):
        raise TemplateSyntaxError(
            f"c.{dipanggil} doesn't take {', '.join(asing) or 'so many arguments'}.", panggilan.lineno, nama
        )
    if (kurang := sorted(tanda.wajib - diberi)) and panggilan.dyn_kwargs is None and panggilan.dyn_args is None:
        raise TemplateSyntaxError(f"c.{dipanggil} needs {', '.join(kurang)}.", panggilan.lineno, nama)


def _periksa_isi(blok: nodes.CallBlock, nama: str | None, komponen: Mapping[str, TandaTangan]) -> None:
    dipanggil = _nama_komponen(blok.call)
    if dipanggil is not None and not komponen[dipanggil].isi:
        raise TemplateSyntaxError(f"c.{dipanggil} draws nothing between call and endcall.", blok.lineno, nama)
