"""Text from strangers: tidied before it is stored, made harmless before it is shown."""

from __future__ import annotations

import re
import unicodedata

import nh3
from django.utils.safestring import SafeString, mark_safe  # noqa: TID251  # the one place: see tampilkan
from markdown_it import MarkdownIt

# Markdown without HTML, pictures and headings: a post may stress, list, quote and link, no more.
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True}).disable(
    ["html_block", "html_inline", "image", "heading", "lheading", "reference"]
)
_TANDA = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "a"}
_SKEMA = {"http", "https"}
# Characters that show nothing or turn the reading direction around: useful to those who deceive.
_TAK_TAMPAK = re.compile("[\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


def rapikan(teks: str) -> str:
    """Return plain text in one form: NFC, '\\n' line ends, no control characters, at most one empty line between."""
    teks = unicodedata.normalize("NFC", teks).replace("\r\n", "\n").replace("\r", "\n")
    teks = "".join(c for c in teks if c in "\n\t" or unicodedata.category(c) != "Cc")
    teks = _TAK_TAMPAK.sub("", teks)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(baris.rstrip() for baris in teks.split("\n"))).strip()


def rapikan_baris(teks: str) -> str:
    """Return the same on one line."""
    return " ".join(rapikan(teks).split())


def tampilkan(teks: str) -> SafeString:
    """Return a post's Markdown as HTML that can't do harm."""
    bersih = nh3.clean(
        _markdown.render(teks),
        tags=_TANDA,
        attributes={"a": {"href"}},
        url_schemes=_SKEMA,
        link_rel="nofollow ugc noopener noreferrer",
    )
    # SECURITY: this is what nh3 let through, with a list of allowed tags; nothing else in the project is marked safe by hand.
    return mark_safe(bersih)  # noqa: S308  # cleaned in the statement above
