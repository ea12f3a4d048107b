"""Stages of signing in that differ from the library's."""

from __future__ import annotations

from typing import Any

from allauth.account.stages import EmailVerificationStage


class PastikanEmail(EmailVerificationStage):  # type: ignore[misc]  # the library has no types
    """Confirming the e-mail address, for those who have one: an employee may come with a number alone."""

    def handle(self) -> tuple[Any, bool]:
        """Ask for nothing that isn't there; everybody else as usual."""
        pengguna = self.login.user
        if pengguna is not None and not pengguna.email and not pengguna.emailaddress_set.exists():
            return None, True
        jawab: tuple[Any, bool] = super().handle()
        return jawab
