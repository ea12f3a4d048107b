"""PostgreSQL and Valkey of one data folder, shared by all who need them: the last one out stops them."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sibolga_asn.mesin import tempat
from sibolga_asn.mesin.kunci import Hold, exclusive
from sibolga_asn.mesin.paths import DataFolder
from sibolga_asn.mesin.postgres import APP, OWNER, Postgres
from sibolga_asn.mesin.valkey import Valkey

LOG_LIMIT = 10_000_000


@dataclass(frozen=True)
class Addresses:
    """Where the engines answer. With servers of your own (`DATABASE_URL`) there is one role: `owner_url` is the same."""

    database_url: str
    owner_url: str
    redis_url: str
    own_database: bool
    socket: Path | None = None
    programs: Path | None = None


class Engines:
    """The engines that the environment does not name already.

    durable   False for tests: quick, and lost after a crash
    tied      end them when this process dies; only where nobody shares them
    """

    def __init__(self, data: DataFolder, notice: Callable[[str], None], *, durable: bool = True, tied: bool = False) -> None:
        self.data, self.notice, self.durable, self.tied = data, notice, durable, tied
        self.postgres: Postgres | None = None
        self.valkey: Valkey | None = None

    @contextmanager
    def hold(self, prepare: Callable[[Addresses], None] = lambda _: None) -> Iterator[Addresses]:
        """Start what is missing, run `prepare` before anybody else may, and stop the engines when the last one leaves."""
        self.data.create()
        with self._alone():
            hold = Hold(self.data.lock("pemakai"))
            try:
                addresses = self._start()
                prepare(addresses)
            except BaseException:
                self._leave(hold)
                raise
        try:
            yield addresses
        finally:
            with self._alone():
                self._leave(hold)

    def revive(self) -> bool:
        """Start again what died; say whether anything had."""
        engines = [engine for engine in (self.postgres, self.valkey) if engine]
        if all(engine.is_alive() for engine in engines):
            return False
        with self._alone():
            for engine in engines:
                engine.start()
        return True

    def _alone(self) -> AbstractContextManager[None]:
        return exclusive(
            self.data.lock("mesin"),
            lambda: self.notice("Menunggu proses lain yang sedang menyiapkan folder data ini …"),
        )

    def _start(self) -> Addresses:
        database_url, redis_url = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
        if database_url and redis_url:
            return Addresses(database_url, database_url, redis_url, own_database=False)
        _rotate_logs(self.data.log)
        place = tempat.resolve(self.data, self.notice)
        owner_url = database_url
        if not database_url:
            self.postgres = Postgres(self.data, place, durable=self.durable, tied=self.tied, notice=self.notice)
            self.postgres.start()
            database_url, owner_url = self.postgres.url(APP), self.postgres.url(OWNER)
        if not redis_url:
            self.valkey = Valkey(self.data, place, tied=self.tied, notice=self.notice)
            self.valkey.start()
            redis_url = self.valkey.url
        own = self.postgres is not None
        return Addresses(
            database_url, owner_url, redis_url, own, place.socket if own else None, place.postgres_bin if own else None
        )

    def _leave(self, hold: Hold) -> None:
        if not hold.release():
            return
        engines = [engine for engine in (self.valkey, self.postgres) if engine]
        for engine in engines:
            engine.stop()
        if engines:
            shutil.rmtree(engines[0].place.socket, ignore_errors=True)
            tempat.update_record(self.data, soket=None)

    def identify_database(self) -> str:
        """Return a name of this very database that changes when it is made anew."""
        if self.postgres is None:
            return ""
        with self.postgres.connect() as connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT system_identifier || '/' || oid FROM pg_control_system(), pg_database WHERE datname = 'sibolga'"
            )
            (name,) = cursor.fetchone() or ("",)
            return str(name)


def _rotate_logs(folder: Path) -> None:
    """Keep one older generation of a log that has grown large. A program that still writes into it goes on in the same file."""
    for log in folder.glob("*.log"):
        if log.stat().st_size > LOG_LIMIT:
            shutil.copyfile(log, log.with_suffix(".log.1"))
            os.truncate(log, 0)
