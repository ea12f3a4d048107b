"""The field in which people say what they open protected data for: the same rule as akun.pembacaan, said at the field."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from akun.pembacaan import TUJUAN_MAKS, TUJUAN_MIN, is_jelas
from inti.forms import TeksField


class TujuanField(TeksField):
    """A purpose, or a reason that serves as one. Dots, digits and one letter again and again say nothing: refused as too short."""

    default_error_messages = {"tidak_jelas": _("Tulis dengan kata-kata, satu kalimat; yang bersangkutan dapat membacanya.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_length": TUJUAN_MIN, "max_length": TUJUAN_MAKS} | kwargs)

    def validate(self, value: Any) -> None:
        """Refuse what says nothing. Raises ValidationError."""
        super().validate(value)
        if value and len(value) >= TUJUAN_MIN and not is_jelas(value):
            raise ValidationError(self.error_messages["tidak_jelas"], code="tidak_jelas")
