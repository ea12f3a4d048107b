"""The office in which performance tests play."""

import pytest

from tests.kinerja.factories import Kantor, buat_kantor


@pytest.fixture
def kantor(db: None) -> Kantor:
    return buat_kantor()
