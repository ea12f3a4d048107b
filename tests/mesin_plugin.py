"""Engines for the tests: one PostgreSQL and one Valkey for a run, a database and a key prefix for each process.

The process that a person starts (under xdist the controller) makes a temporary
data folder, copies a cluster with a migrated template into it, starts the
engines without fsync and stops them at the end. Each test process makes its
database from the template. The cluster with the template is kept in the data
folder under `uji/`, named by a hash of the migrations, so that only a change of
these costs time.

Tests that need real transactions (`transaction=True`, `transactional_db`; marker
`mesin`) get a new database from the template afterwards: reference data stay.

With DATABASE_URL and REDIS_URL set these servers are used; the role must be
allowed to create databases.
"""

import atexit
import os
import shutil
import sys
import tempfile
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest
import redis

from sibolga_asn.mesin import chromium, environment, langkah, statik, tempat
from sibolga_asn.mesin.engines import Addresses, Engines
from sibolga_asn.mesin.errors import MesinError
from sibolga_asn.mesin.keadaan import hash_files, hash_migrations
from sibolga_asn.mesin.kunci import exclusive
from sibolga_asn.mesin.paths import DataFolder
from sibolga_asn.mesin.postgres import ADMIN, APP, OWNER, create_database, drop_databases

TEMPLATE = "uji_templat"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "utama")
NO_BROWSER = "Chromium tidak ada; pasang dengan: apt-get install chromium"
FIXED = {
    "SECRET_KEY": "uji-bukan-rahasia-uji-bukan-rahasia-uji-bukan-rahasia",
    "SIBOLGA_LOKAL": "1",
    "SIBOLGA_FAKTOR_KEDUA": "tidak",
    "DEBUG": "0",
    "DJANGO_SETTINGS_MODULE": "sibolga_asn.settings",
}
_open = ExitStack()  # what the controller has to close at the end


def notice(text: str) -> None:
    """Tell the person; pytest captures stdout, not this."""
    print(text, file=sys.__stderr__, flush=True)


def with_database(url: str, name: str) -> str:
    """Return the same server's URL with another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(args: list[str]) -> None:
    """Before Django's settings are read: engines and environment of this process."""
    if {"--help", "-h", "--version", "-V", "--markers", "--fixtures"} & set(args):
        os.environ.update(FIXED)
        return
    if "UJI_URL" not in os.environ:
        try:
            _start_run(collect_only="--collect-only" in args or "--co" in args)
        except MesinError as error:
            raise pytest.UsageError(str(error)) from None
    run = os.environ["UJI_RUN"]
    os.environ["DATABASE_URL"] = with_database(os.environ["UJI_URL"], f"uji_{run}_{WORKER}")
    os.environ["SIBOLGA_REDIS_AWALAN"] = f"uji-{run}-{WORKER}"


def _start_run(*, collect_only: bool) -> None:
    """Do once in a run what the environment then tells all its processes."""
    os.environ.update(FIXED)
    cache = DataFolder(DataFolder.from_environment().root / "uji")
    cache.create()
    data = DataFolder(Path(_open.enter_context(tempfile.TemporaryDirectory(prefix="sibolga-uji-"))))
    data.root.chmod(0o711)
    os.environ["SIBOLGA_DATA"] = str(data.root)
    os.environ["SIBOLGA_STATIK"] = str(cache.root / "statik")
    os.environ["UJI_RUN"] = str(os.getpid())
    if collect_only:
        os.environ.update(UJI_URL="postgres:///tidak-ada", UJI_ADMIN_URL="", REDIS_URL="redis://127.0.0.1:1/0")
        return
    atexit.register(_open.close)
    external = os.environ.get("DATABASE_URL", "")
    with exclusive(cache.lock("uji"), lambda: notice("Menunggu uji lain yang sedang menyiapkan basis data …")):
        collected = _start_collecting(cache)
        if not external:
            _copy_cluster(cache, data)
        collected()
    engines = Engines(data, notice, durable=False, tied=True)
    addresses = _open.enter_context(engines.hold())
    os.environ["REDIS_URL"] = addresses.redis_url
    os.environ["UJI_URL"] = addresses.owner_url
    os.environ["UJI_ADMIN_URL"] = external or addresses.owner_url.replace(OWNER, ADMIN)
    if external:
        _build_template(data, addresses)
        _open.callback(_drop, TEMPLATE)


def _start_collecting(cache: DataFolder) -> Any:
    env = os.environ | {"DATABASE_URL": "postgres:///", "REDIS_URL": "redis://127.0.0.1:1/0"}
    return statik.start_collecting(cache.root / "statik", env, cache.log / "collectstatic.log")


def _copy_cluster(cache: DataFolder, data: DataFolder) -> None:
    """Copy the cluster with the migrated template, and make it first when the migrations changed."""
    stamp = hash_files("*/acuan/**/*", "*/management/commands/muat_acuan.py") + hash_migrations()
    kept = cache.root / f"klaster-{stamp[:12]}{stamp[64:76]}"
    if not kept.exists():
        notice("Menyiapkan basis data uji …")
        for old in cache.root.glob("klaster-*"):
            shutil.rmtree(old)
        engines = Engines(data, notice, durable=False, tied=True)
        with engines.hold() as addresses:
            _build_template(data, addresses)
        fresh = cache.root / f"{kept.name}.baru"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(tempat.resolve(data, notice).cluster, fresh)
        fresh.rename(kept)
        return
    place = tempat.resolve(data, notice)
    shutil.copytree(kept, place.cluster)
    place.cluster.chmod(0o700)
    if place.user.is_other:
        for path in (place.cluster, *place.cluster.rglob("*")):
            os.chown(path, place.user.uid, place.user.gid)


def _build_template(data: DataFolder, addresses: Addresses) -> None:
    """Migrate the template as the owner, set the rights and load reference data, as `script/manage` does."""
    admin = addresses.owner_url.replace(OWNER, ADMIN)
    os.environ["UJI_ADMIN_URL"] = admin
    _drop(TEMPLATE)
    _create(TEMPLATE, "template0", own=addresses.own_database)
    template = Addresses(
        with_database(addresses.owner_url, TEMPLATE), with_database(addresses.owner_url, TEMPLATE), addresses.redis_url, False
    )
    env = environment.build(data, template, owner=True)
    langkah.run_command(data, "migrate", "--noinput", env=env, what="Penyesuaian struktur basis data uji")
    for command in ("atur_hak", "muat_acuan"):
        if langkah.has_command(command) and (addresses.own_database or command != "atur_hak"):
            langkah.run_command(data, command, env=env, what=f"Perintah {command}")


def _admin() -> "closing[psycopg2.extensions.connection]":
    # A role that makes databases needs a database to speak from.
    own = f"//{ADMIN}@" in os.environ["UJI_ADMIN_URL"]
    connection = psycopg2.connect(with_database(os.environ["UJI_ADMIN_URL"], "postgres" if own else "template1"))
    connection.autocommit = True
    return closing(connection)


def _create(name: str, template: str, *, own: bool) -> None:
    with _admin() as connection, connection.cursor() as cursor:
        if own:
            create_database(cursor, name, template)
        else:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _drop(name: str) -> None:
    with _admin() as connection, connection.cursor() as cursor:
        drop_databases(cursor, [name])


def reset_database() -> None:
    """Make the database of this process anew from the template; whoever is connected is cut off."""
    name = urlsplit(os.environ["DATABASE_URL"]).path.lstrip("/")
    _drop(name)
    _create(name, TEMPLATE, own=f"//{ADMIN}@" in os.environ["UJI_ADMIN_URL"])


def empty_redis() -> None:
    """Drop what this process has in Valkey: cache, queues, channels carry its prefix."""
    client = redis.Redis.from_url(os.environ["REDIS_URL"])
    for key in client.scan_iter(match=f"*{os.environ['SIBOLGA_REDIS_AWALAN']}*", count=1000):
        client.delete(key)
    client.close()


def app_database_url() -> str:
    """Return the URL of this process's database as the role without DDL, to test the rights."""
    return os.environ["DATABASE_URL"].replace(OWNER, APP)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave browser tests out where there is no browser."""
    wanted = [item for item in items if item.get_closest_marker("browser")]
    if wanted and chromium.find() is None:
        for item in wanted:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say loudly which tests were left out."""
    left_out = [report.nodeid for report in terminalreporter.stats.get("skipped", []) if NO_BROWSER in str(report.longrepr)]
    if left_out:
        terminalreporter.section("UJI PERAMBAN TIDAK DIJALANKAN", red=True, bold=True)
        terminalreporter.write_line(NO_BROWSER)
        for node in left_out:
            terminalreporter.write_line(f"  {node}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under CI=true a run without its browser tests is a failed run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or WORKER != "utama" or os.environ.get("CI") != "true":
        return
    if any(NO_BROWSER in str(report.longrepr) for report in reporter.stats.get("skipped", [])):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure() -> None:
    """Stop the engines when the run ends."""
    if WORKER == "utama":
        _open.close()
