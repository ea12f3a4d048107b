"""Refusals of files."""

from __future__ import annotations

from inti.errors import UseCaseError


class BerkasDitolakError(UseCaseError):
    """The file is too large, or not of a kind that can be kept."""


class BerkasTungguHilangError(UseCaseError):
    """A file that waited for its form is gone: too old, or somebody else's."""
