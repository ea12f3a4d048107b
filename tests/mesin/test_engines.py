"""PostgreSQL and Valkey: started when needed, shared, stopped by the last one, recovered after a crash."""

import os
import signal
from pathlib import Path

import psutil
import psycopg2
import pytest
import redis

from sibolga_asn.mesin import engines
from sibolga_asn.mesin.postgres import APP, DATABASE, OWNER
from sibolga_asn.mesin.process import ProcessId, wait_until
from sibolga_asn.mesin.tempat import read_record, update_record

pytestmark = pytest.mark.mesin


def get_process(data, name):
    return ProcessId.from_json(read_record(data).get(name))


def test_an_empty_folder_gets_a_database_and_a_queue_that_answer(make_engines):
    with make_engines().hold() as addresses:
        connection = psycopg2.connect(addresses.database_url)
        with connection, connection.cursor() as cursor:
            cursor.execute("SELECT current_user, current_database(), current_setting('listen_addresses')")
            assert cursor.fetchone() == (APP, DATABASE, "")
        connection.close()
        with redis.Redis.from_url(addresses.redis_url) as client:
            assert client.ping()


def test_the_application_role_cannot_change_the_schema(make_engines):
    with make_engines().hold() as addresses:
        connection = psycopg2.connect(addresses.database_url)
        with pytest.raises(psycopg2.errors.InsufficientPrivilege), connection, connection.cursor() as cursor:
            cursor.execute("CREATE TABLE coba (id int)")
        connection.close()


def test_two_managers_share_the_engines_and_the_last_one_stops_them(make_engines, data):
    first, second = make_engines(), make_engines()
    with first.hold():
        started = get_process(data, "postgres")
        with second.hold():
            assert get_process(data, "postgres") == started
        assert started.is_alive()

    assert not started.is_alive()


def test_data_survive_a_stop(make_engines):
    with make_engines().hold() as addresses:
        run_sql(addresses.owner_url, "CREATE TABLE coba AS SELECT 7 AS n")

    with make_engines().hold() as addresses:
        assert run_sql(addresses.owner_url, "TABLE coba") == (7,)


def test_a_killed_database_is_started_again_and_keeps_its_data(make_engines, data):
    engines = make_engines(durable=True)
    with engines.hold() as addresses:
        run_sql(addresses.owner_url, "CREATE TABLE coba AS SELECT 7 AS n")
        killed = get_process(data, "postgres")
        os.kill(killed.pid, signal.SIGKILL)
        assert wait_until(lambda: not killed.is_alive(), 30)

        assert engines.revive()

        assert run_sql(addresses.owner_url, "TABLE coba") == (7,)


def test_nothing_is_restarted_while_everything_runs(make_engines):
    engines = make_engines()
    with engines.hold():
        assert not engines.revive()


def test_setting_the_clock_restarts_nothing(make_engines, data, monkeypatch):
    engines = make_engines()
    with engines.hold() as addresses:
        before = get_process(data, "postgres"), get_process(data, "valkey")
        real = psutil.Process.create_time
        monkeypatch.setattr(psutil.Process, "create_time", lambda process: real(process) + 3600)

        assert not engines.revive()
        with make_engines().hold() as second:
            assert second.redis_url == addresses.redis_url
        assert (get_process(data, "postgres"), get_process(data, "valkey")) == before


def test_a_queue_that_nobody_recorded_is_ended_before_another_begins(make_engines, data):
    with make_engines().hold():
        old = get_process(data, "valkey")
        update_record(data, valkey=None)

        second = make_engines()
        with second.hold() as addresses:
            assert wait_until(lambda: not old.is_alive(), 10)
            assert get_process(data, "valkey").is_alive()
            with redis.Redis.from_url(addresses.redis_url) as client:
                assert client.ping()
    assert not second.valkey.is_alive()


def test_a_stale_pid_that_now_belongs_to_somebody_else_is_left_alone(make_engines, data):
    with make_engines().hold() as addresses:
        cluster = data.root / "postgres" / "klaster"
        socket = addresses.socket
    stranger = os.getpid()
    (cluster / "postmaster.pid").write_text(f"{stranger}\n{cluster}\n1\n5432\n{socket}\n\n0 0\nready\n")
    update_record(data, postgres={"pid": stranger, "mulai": 1.0}, valkey={"pid": stranger, "mulai": 1.0})

    with make_engines().hold() as addresses:
        assert run_sql(addresses.owner_url, "SELECT 1") == (1,)


def test_a_cluster_that_was_never_finished_is_made_anew(make_engines, data):
    half = data.root / "postgres" / "klaster.baru-terputus"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    (data.root / "postgres").chmod(0o711)

    with make_engines().hold() as addresses:
        assert run_sql(addresses.owner_url, "SELECT 1") == (1,)

    assert not half.exists()


def test_a_broken_record_is_no_obstacle(make_engines, data):
    data.engines_json.write_text("{rusak")

    with make_engines().hold() as addresses:
        assert run_sql(addresses.owner_url, "SELECT current_user::text") == (OWNER,)


def test_servers_named_in_the_environment_are_used_and_none_is_started(make_engines, data, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://a@db/b")
    monkeypatch.setenv("REDIS_URL", "redis://antrean/0")

    with make_engines().hold() as addresses:
        assert (addresses.database_url, addresses.owner_url) == ("postgres://a@db/b", "postgres://a@db/b")
        assert addresses.redis_url == "redis://antrean/0"

    assert not (data.root / "postgres").exists()


def test_secrets_are_readable_for_their_owner_alone(make_engines, data):
    from sibolga_asn.mesin import environment

    with make_engines().hold() as addresses:
        environment.build(data, addresses)
        environment.get_secret_key(data)

    for path in (data.secret_key, data.engines_json):
        assert path.stat().st_mode & 0o777 == 0o600


def run_sql(url, statement):
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone() if cursor.description else None
    finally:
        connection.close()


def test_a_log_that_grew_large_is_kept_once_and_its_writer_goes_on_in_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engines, "LOG_LIMIT", 10)
    log = tmp_path / "web.log"
    with log.open("ab", buffering=0) as penulis:
        penulis.write(b"dua belas bita")
        engines._rotate_logs(tmp_path)
        penulis.write(b"baru")

    assert (tmp_path / "web.log.1").read_bytes() == b"dua belas bita"
    assert log.read_bytes() == b"baru"
    engines._rotate_logs(tmp_path)
    assert log.read_bytes() == b"baru", "a small one stays"
