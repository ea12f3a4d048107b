"""For the pages that libraries draw (templates/pustaka/): our frame, our components and our words in Django templates.

Built in: they need no {% load %}.

    {% tangkap as judul %}{% block head_title %}…{% endblock %}{% endtangkap %}
    {% kerangka "fokus.html" judul=judul %}…{% endkerangka %}
    {% komponen "tombol" type="submit" jenis="utama" %}{% translate "Simpan" %}{% endkomponen %}
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template import engines
from django.template.context import Context
from django.utils.safestring import SafeString
from markupsafe import Markup

from inti import tulisan
from inti.jinja import lingkungan, pakai_permintaan

register = template.Library()
for _tulis in (tulisan.tanggal, tulisan.waktu, tulisan.angka):
    register.filter(_tulis.__name__, _tulis, is_safe=True)
register.filter("berlabel", tulisan.berlabel)
register.simple_tag(tulisan.gambar)


@register.simple_block_tag
def tangkap(content: SafeString) -> SafeString:
    """What stands between the tags, to be kept `as` a variable for a slot."""
    return content


@register.simple_block_tag(takes_context=True)
def komponen(context: Context, content: SafeString, nama: str, **isi: Any) -> Markup:
    """A component of templates/komponen/, with what stands between the tags as its slot."""
    makro = getattr(lingkungan().komponen, nama)
    if content.strip():
        isi["caller"] = lambda: Markup(content)  # noqa: S704  # drawn by this template a moment ago
    with pakai_permintaan(context.get("request")):
        return Markup(makro(**isi))  # noqa: S704  # a macro escapes what it is given


@register.simple_block_tag(takes_context=True)
def kerangka(context: Context, content: SafeString, induk: str, **bagian: SafeString) -> Markup:
    """A whole page in our frame `induk`: `bagian` are judul, kelas_isi, kepala_kanan, skrip and ekor, the tag's inside is isi."""
    halaman = engines["jinja2"].get_template("pustaka.html")
    return Markup(halaman.render({"induk": induk, "bagian": bagian | {"isi": content}}, context["request"]))  # noqa: S704
