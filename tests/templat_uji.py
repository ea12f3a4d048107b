"""What the test client needs to know of pages drawn by Jinja2: their context, as `response.context`."""

from typing import Any

from django.http import HttpRequest
from django.test.signals import template_rendered
from jinja2 import Template

from inti.jinja import Templat

_asli = Templat.render


def tampilkan_konteks() -> None:
    """From now on, a page tells the test client what it was drawn from, as Django's own templates do in tests."""
    Templat.render = _lapor  # type: ignore[method-assign]  # for the test process only


def _lapor(templat: Templat, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> str:
    isi = {} if context is None else context
    hasil = _asli(templat, isi, request)
    dasar: Template = templat.template
    template_rendered.send(sender=templat, template=dasar, context=isi)
    return hasil
