"""The heartbeat of a running job: the only writer of its row until it ends.

`Detak` beats from a thread with a database connection of its own, so that a long query
or a transaction of the work neither stops the beat nor hides the progress. Inside a
transaction (tests) nobody else can see the row; then `DetakSerempak` writes when told.
"""

from __future__ import annotations

import logging
import threading
import time

from django.db import InterfaceError, OperationalError, connection

log = logging.getLogger(__name__)

SELANG = 5.0  # seconds between two beats; the sweeper gives up after laporan.mesin.BASI
SELANG_KEMAJUAN = 0.5  # seconds between two writes of progress
TULIS = """
UPDATE laporan_pekerjaan
SET detak_at = clock_timestamp(), kemajuan = %s, jumlah = coalesce(%s, jumlah), tahap = %s
WHERE id = %s AND percobaan = %s AND status = 'jalan'
RETURNING batal_diminta
"""


class DetakSerempak:
    """Progress and beats on the caller's own connection, whenever it reports."""

    def __init__(self, pekerjaan_id: int, percobaan: int) -> None:
        self.pekerjaan_id, self.percobaan = pekerjaan_id, percobaan
        self.kemajuan, self.jumlah, self.tahap = 0, None, ""  # type: int, int | None, str
        self.batal = self.hilang = False
        self._tertulis = 0.0
        self._berubah = False

    def catat(self, kemajuan: int, jumlah: int | None, tahap: str | None) -> None:
        """Remember how far the work is; costs at most one query every half second."""
        self.kemajuan = kemajuan
        self.jumlah = jumlah if jumlah is not None else self.jumlah
        self.tahap = tahap if tahap is not None else self.tahap
        self._berubah = True
        self.giliran()

    def giliran(self) -> None:
        """Write when it is time to."""
        if time.monotonic() - self._tertulis >= SELANG_KEMAJUAN:
            self.tulis()

    def tulis(self) -> None:
        """Write beat and progress; learn whether a cancel was asked for or the row was taken over. One query."""
        self._tertulis, self._berubah = time.monotonic(), False
        with connection.cursor() as kursor:
            kursor.execute(TULIS, [self.kemajuan, self.jumlah, self.tahap[:100], self.pekerjaan_id, self.percobaan])
            baris = kursor.fetchone()
        self.hilang = baris is None
        self.batal = bool(baris and baris[0])

    def __enter__(self) -> DetakSerempak:
        return self

    def __exit__(self, *sebab: object) -> None:
        return None


class Detak(DetakSerempak):
    """Beats from a thread of its own until the block ends."""

    def __init__(self, pekerjaan_id: int, percobaan: int) -> None:
        super().__init__(pekerjaan_id, percobaan)
        self._tertulis = time.monotonic()  # the claim was the first beat
        self._henti = threading.Event()
        self._utas = threading.Thread(target=self._berdetak, name=f"detak-{pekerjaan_id}", daemon=True)

    def giliran(self) -> None:
        """The thread writes; the work never waits for the database because of its progress."""

    def _berdetak(self) -> None:
        try:
            while not self._henti.wait(SELANG_KEMAJUAN):
                if self._berubah or time.monotonic() - self._tertulis >= SELANG:
                    self._coba_tulis()
        finally:
            connection.close()

    def _coba_tulis(self) -> None:
        try:
            self.tulis()
        except (OperationalError, InterfaceError) as error:
            # The database may come back: a new connection at the next turn. If it stays away, the sweeper decides.
            self._tertulis = time.monotonic() - SELANG + 1
            log.warning("detak pekerjaan %s tertunda: %s", self.pekerjaan_id, type(error).__name__)
            connection.close()

    def __enter__(self) -> Detak:
        self._utas.start()
        return self

    def __exit__(self, *sebab: object) -> None:
        self._henti.set()
        self._utas.join(timeout=SELANG)
