"""The embedded PostgreSQL: its programs only. Peer authentication on a private socket, nothing listens on a port."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from subprocess import Popen, run

import psycopg2
from psycopg2 import sql

from sibolga_asn.mesin import os_user
from sibolga_asn.mesin.errors import MesinError, read_tail
from sibolga_asn.mesin.paths import DataFolder
from sibolga_asn.mesin.process import ProcessId, start_detached
from sibolga_asn.mesin.tempat import Place, read_record, update_record

ADMIN = "postgres"
OWNER = "sibolga_pemilik"  # owns the database and migrates
APP = "sibolga_aplikasi"  # what the server and the workers are: no DDL
DATABASE = "sibolga"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}

SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "150",
    "shared_buffers": "128MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "1GB",
    # SECURITY: a refused statement holds the values that somebody typed, and the details of an error the row.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_line_prefix": "'%m [%p] %d '",
    "log_timezone": "'UTC'",
    "timezone": "'UTC'",
}
# Tests alone: a crash may lose the cluster, which is thrown away in any case.
NOT_DURABLE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_init_zero": "off",
}


class Postgres:
    """One cluster. Call `start` and `stop` under the lock `mesin` of its data folder."""

    def __init__(self, data: DataFolder, place: Place, *, durable: bool, tied: bool, notice: Callable[[str], None]) -> None:
        self.data, self.place, self.durable, self.tied, self.notice = data, place, durable, tied, notice
        self.log = data.log / "postgres.log"
        self._child: Popen[bytes] | None = None

    def url(self, role: str, database: str = DATABASE) -> str:
        """Return the DATABASE_URL of a role."""
        return f"postgres://{role}@/{database}?host={self.place.socket}"

    def connect(self, database: str = ADMIN, role: str = ADMIN) -> "closing[psycopg2.extensions.connection]":
        """Connect in autocommit; close with `with`."""
        connection = psycopg2.connect(host=str(self.place.socket), user=role, dbname=database, connect_timeout=10)
        connection.autocommit = True
        return closing(connection)

    def is_alive(self) -> bool:
        """Say whether the postmaster runs."""
        if self._child is not None and self._child.poll() is not None:
            self._child = None
        found = ProcessId.from_json(read_record(self.data).get("postgres"))
        return found is not None and found.is_alive()

    def start(self) -> None:
        """Bring the cluster up, make it first if need be, and make roles and database."""
        if not self.is_alive():
            if not self.place.cluster.exists():
                self._initialise()
            self._check_version()
            self._write_config()
            self._start_postmaster()
        self._ensure_roles_and_database()

    def stop(self) -> None:
        """Fast shutdown; harder where that takes too long."""
        found = ProcessId.from_json(read_record(self.data).get("postgres"))
        if found:
            if not found.end((signal.SIGINT, 60), (signal.SIGQUIT, 10), (signal.SIGKILL, 5)):
                raise MesinError(f"PostgreSQL (proses {found.pid}) tidak mau berhenti. Lihat {self.log}.")
            update_record(self.data, postgres=None)
        if self._child is not None:
            self._child.wait()
            self._child = None

    def _initialise(self) -> None:
        """Make the cluster under another name and rename it when it is whole: half a cluster is never used."""
        self.notice("Membuat basis data PostgreSQL …")
        for half in self.place.folder.glob("klaster.baru-*"):
            shutil.rmtree(half)
        fresh = Path(tempfile.mkdtemp(prefix="klaster.baru-", dir=self.place.folder))
        user = self.place.user
        if user.is_other:
            os.chown(fresh, user.uid, user.gid)
        options = ["--username", ADMIN, "--auth-local=peer", "--auth-host=reject", "--encoding=UTF8"]
        options += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
        options += [] if self.durable else ["--no-sync"]
        command = [str(self.place.postgres_bin / "initdb"), "-D", str(fresh), *options]
        with self.log.open("ab") as log:
            done = run(command, cwd="/", env=ENVIRONMENT, stdout=log, stderr=log, check=False, **user.as_popen_arguments())
        if done.returncode:
            raise MesinError(f"Basis data tidak dapat dibuat. Kata-kata terakhir dari {self.log}:\n{read_tail(self.log)}")
        fresh.rename(self.place.cluster)

    def _check_version(self) -> None:
        made_by = (self.place.cluster / "PG_VERSION").read_text().strip()
        program = run([self.place.postgres_bin / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
        if f" {made_by}." not in program:
            raise MesinError(
                f"Data di {self.place.cluster} dibuat PostgreSQL {made_by}, tetapi programnya sekarang {program.strip()}. "
                "Ambil cadangan dengan versi lama, atau mulai dengan folder data baru lewat SIBOLGA_DATA."
            )

    def _write_config(self) -> None:
        """Write our own configuration, beside the cluster: its owner cannot change it."""
        folder = self.place.config
        folder.mkdir(mode=0o755, exist_ok=True)
        folder.chmod(0o755)
        values = SETTINGS | ({} if self.durable else NOT_DURABLE)
        places = {"unix_socket_directories": self.place.socket, "hba_file": folder / "pg_hba.conf"}
        places["ident_file"] = folder / "pg_ident.conf"
        values |= {name: "'" + str(path).replace("'", "''") + "'" for name, path in places.items()}
        caller = os_user.current().name
        texts = {
            "postgresql.conf": "".join(f"{name} = {value}\n" for name, value in values.items()),
            "pg_hba.conf": "local all all peer map=sibolga\n",
            "pg_ident.conf": "".join(f'sibolga "{caller}" {role}\n' for role in (ADMIN, OWNER, APP)),
        }
        for name, text in texts.items():
            (folder / name).write_text(text)
            (folder / name).chmod(0o644)

    def _start_postmaster(self) -> None:
        """Start it, wait until it answers, and try again while children of a killed one still go."""
        until = time.monotonic() + 15
        while True:
            self._clear_stale_pid()
            for name in (".s.PGSQL.5432", ".s.PGSQL.5432.lock"):  # a dead postmaster may linger as a zombie
                (self.place.socket / name).unlink(missing_ok=True)
            began = self.log.stat().st_size if self.log.exists() else 0
            program, config = self.place.postgres_bin / "postgres", f"config_file={self.place.config}/postgresql.conf"
            self._child = start_detached(
                [program, "-D", self.place.cluster, "-c", config],
                log=self.log,
                env=ENVIRONMENT | {"SIBOLGA_DATA": str(self.data.root)},
                user=self.place.user,
                tied=signal.SIGINT if self.tied else None,
            )
            found = ProcessId.of(self._child.pid)
            update_record(self.data, postgres=asdict(found) if found else None)
            if self._wait_for_answer(self._child):
                return
            with self.log.open("rb") as file:
                file.seek(began)
                words = file.read().decode(errors="replace")
            if "shared memory block" not in words or time.monotonic() > until:
                raise MesinError(f"PostgreSQL tidak menyala. Kata-kata terakhir dari {self.log}:\n{read_tail(self.log)}")
            time.sleep(0.3)

    def _wait_for_answer(self, child: "Popen[bytes]") -> bool:
        """Wait while it starts or recovers; False when it ended."""
        began, told = time.monotonic(), False
        while child.poll() is None:
            try:
                with self.connect():
                    return True
            except psycopg2.OperationalError:
                time.sleep(0.02)
            if time.monotonic() - began > 5 and not told:
                self.notice("PostgreSQL memulihkan data sesudah terhenti mendadak; harap tunggu …")
                told = True
        return False

    def _clear_stale_pid(self) -> None:
        """Remove a postmaster.pid that no postmaster of this cluster stands behind; end one that nobody recorded."""
        pid_file = self.place.cluster / "postmaster.pid"
        try:
            pid = int(pid_file.read_text().split("\n", 1)[0])
        except FileNotFoundError:
            return
        except ValueError:
            pid = 0
        found = ProcessId.of(pid) if pid > 0 else None
        if found and self._is_postmaster(pid):
            found.end((signal.SIGINT, 30), (signal.SIGQUIT, 10), (signal.SIGKILL, 5))
        pid_file.unlink(missing_ok=True)

    def _is_postmaster(self, pid: int) -> bool:
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return str(self.place.cluster).encode() in words

    def _ensure_roles_and_database(self) -> None:
        """Make what is missing; two questions when nothing is."""
        with self.connect() as connection, connection.cursor() as cursor:
            cursor.execute("SELECT rolname FROM pg_roles UNION ALL SELECT datname FROM pg_database")
            present = {name for (name,) in cursor.fetchall()}
            extra = "" if self.durable else " CREATEDB"
            for role, rights in ((OWNER, extra), (APP, "")):
                if role not in present:
                    cursor.execute(sql.SQL("CREATE ROLE {} LOGIN" + rights).format(sql.Identifier(role)))
            if DATABASE not in present:
                create_database(cursor, DATABASE)


def create_database(cursor: "psycopg2.extensions.cursor", name: str, template: str = "template0") -> None:
    """Create a database of the owner, on which the app may connect and nobody else."""
    words = {"name": sql.Identifier(name), "owner": sql.Identifier(OWNER), "app": sql.Identifier(APP)}
    words["template"] = sql.Identifier(template)
    for statement in (
        "CREATE DATABASE {name} OWNER {owner} TEMPLATE {template}",
        "REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        "GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {app}",
    ):
        cursor.execute(sql.SQL(statement).format(**words))


def drop_databases(cursor: "psycopg2.extensions.cursor", names: Iterable[str]) -> None:
    """Drop databases whoever is connected."""
    for name in names:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
