"""What the tests of people share."""

from __future__ import annotations

import pytest

from akun.kewenangan import Konteks
from tests.akun.factories import buat_pengguna, konteks_of


@pytest.fixture
def petugas() -> Konteks:
    """An officer of the personnel office."""
    return konteks_of(buat_pengguna("admin_bkpsdm"))
