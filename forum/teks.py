"""Text from strangers, made harmless before it is shown; how it is tidied: inti.teks."""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString, mark_safe  # noqa: TID251  # the one place: see tampilkan
from markdown_it import MarkdownIt

# Markdown without HTML, pictures and headings: a post may stress, list, quote and link, no more.
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True}).disable(
    ["html_block", "html_inline", "image", "heading", "lheading", "reference"]
)
_TANDA = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "a"}
_SKEMA = {"http", "https"}


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
