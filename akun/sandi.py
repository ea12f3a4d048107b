"""Passwords: what Django's own checks leave open about people with long names."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from akun import kait

PANJANG_KATA = 4  # shorter parts of a name stand by chance in any sentence


class BukanNamaSendiri:
    """Refuses a password in which a part of one's own name or address, or one's number, stands, and says which.

    Django's UserAttributeSimilarityValidator counts letters in any order: a long name is 'similar' to most sentences, and the very
    passphrases that the page asks for were refused.
    """

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError. `user`: whose password it is to be, None before that is known."""
        nama = f"{getattr(user, 'nama', '')} {(getattr(user, 'email', None) or '').partition('@')[0]}"
        kata = sorted({k for k in re.findall(r"[^\W_]+", nama.casefold()) if len(k) >= PANJANG_KATA})
        ada = next((k for k in kata if k in password.casefold()), None)
        if ada:
            raise ValidationError(
                _(
                    "Kata sandi ini memuat “%(bagian)s” dari nama atau alamat e-mail Anda, yang mudah ditebak. Ganti kata itu "
                    "dengan kata lain."
                )
                % {"bagian": ada},
                code="memuat_nama",
            )
        nomor = _nomor(user)
        if nomor and nomor in re.sub(r"\D", "", password):
            raise ValidationError(
                _("Kata sandi ini memuat nomor pegawai Anda, yang diketahui banyak orang. Pakai beberapa kata saja."),
                code="memuat_nomor",
            )

    def get_help_text(self) -> str:
        """What to keep in mind while choosing one."""
        return _("Jangan memakai nama sendiri, alamat e-mail, atau nomor pegawai.")


def _nomor(user: Any) -> str:
    """The number of the person behind the account, digits only; '' where there is none. One query for an account that is kept."""
    sebutan = kait.list_sebutan([user.pk]).get(user.pk) if getattr(user, "pk", None) else None
    return re.sub(r"\D", "", sebutan.nomor) if sebutan else ""
