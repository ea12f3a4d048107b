"""Sign-in with NIP, NI PPPK or e-mail and a password: one hash for every try."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from akun import sesi
from akun.konteks import pengguna_of_nomor
from akun.models import Pengguna


class NomorAtauEmailBackend(ModelBackend):
    """Finds the account by number (history included) or e-mail; known and unknown cost the same time."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **lain: Any
    ) -> Pengguna | None:
        """Return the account whose identifier and password fit, else None."""
        nama = username or lain.get("email") or ""
        if not nama or password is None:
            return None
        pengguna = find_pengguna(nama)
        if pengguna is None:
            # SECURITY: hash all the same, so that the time tells nothing about who exists.
            Pengguna().set_password(password)
            return None
        return pengguna if pengguna.check_password(password) and self.user_can_authenticate(pengguna) else None

    def get_user(self, user_id: Any) -> Pengguna | None:
        """The active account with this id: the one that came with the session being read, where it is the same."""
        pengguna = sesi.get_pengguna(user_id)
        if pengguna is None:
            return super().get_user(user_id)
        return pengguna if self.user_can_authenticate(pengguna) else None


def find_pengguna(masukan: str) -> Pengguna | None:
    """The account for what was typed at 'NIP atau e-mail'. One query, two for a number."""
    if "\x00" in masukan:
        return None
    teks = masukan.strip()
    if "@" in teks:
        return Pengguna.objects.filter(email=teks.lower()).first()
    angka = re.sub(r"[\s.'’-]", "", teks)
    if angka.isdecimal() and len(angka) == 18:
        pk = pengguna_of_nomor(angka)
        return Pengguna.objects.filter(pk=pk).first() if pk else None
    return Pengguna.objects.filter(kode=teks.lower()).first()
