"""What trainings refuse, and what they say to do about it."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from kompetensi.services import katalog
from kompetensi.services.katalog import BelumBisaDibukaError
from kompetensi.services.luar import TanggalNantiError
from tests.kompetensi.factories import HARI, ajukan_luar, buat_angkatan, sistem


def test_a_run_that_was_called_off_is_not_opened_again(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan()
    katalog.cancel_angkatan(konteks=sistem(), angkatan=angkatan, alasan="Narasumber berhalangan.")

    with pytest.raises(BelumBisaDibukaError, match="Muat ulang halaman"):
        katalog.set_pendaftaran_terbuka(konteks=sistem(), angkatan=angkatan, buka=True)


def test_a_run_that_was_never_opened_is_not_closed(kota: SimpleNamespace) -> None:
    with pytest.raises(BelumBisaDibukaError):
        katalog.set_pendaftaran_terbuka(konteks=sistem(), angkatan=buat_angkatan(buka=False), buka=False)


def test_a_run_is_called_off_once(kota: SimpleNamespace) -> None:
    angkatan = buat_angkatan()
    katalog.cancel_angkatan(konteks=sistem(), angkatan=angkatan, alasan="Narasumber berhalangan.")

    with pytest.raises(BelumBisaDibukaError, match="sudah dibatalkan"):
        katalog.cancel_angkatan(konteks=sistem(), angkatan=angkatan, alasan="Narasumber berhalangan.")


def test_learning_that_is_not_finished_is_refused_at_its_day(kota: SimpleNamespace) -> None:
    with pytest.raises(TanggalNantiError, match="setelah kegiatannya selesai") as error:
        ajukan_luar(kota.pegawai, tanggal_selesai=HARI + timedelta(days=1))

    assert error.value.field == "tanggal_selesai"
