"""Reading the bodies of API requests. Apart from inti.api, because the framework loads parsers before its views."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class PembacaJson(JSONParser):
    """JSON as DRF reads it; nesting too deep to read is bad input, not a bug."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        """Read the body. Raises ParseError."""
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError(_("Kiriman bersarang terlalu dalam.")) from error
