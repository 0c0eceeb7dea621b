"""`kill -9` of any server, or of who started them, loses nothing that was acknowledged."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from tests.local.ground import bare_environment, eventually, open_directory
from zorgzaam.local.account import identity, servers_account
from zorgzaam.local.processes import working_in
from zorgzaam.local.servers import Running, running_servers, servers

HOLDER = """
import sys, time
from pathlib import Path
from zorgzaam.local.servers import servers
with servers(Path(sys.argv[1]), durable=False) as at:
    print(at.owner_url, flush=True)
    time.sleep(600)
"""


@pytest.fixture(scope="module")
def same_var() -> Iterator[Path]:
    with open_directory() as directory:
        yield directory


@pytest.fixture
def var(same_var: Path, own_servers: None) -> Path:
    """One data directory for all tests here: each start takes up what the killed one before it left."""
    return same_var


def kill(child: "subprocess.Popen[bytes] | None") -> None:
    assert child
    os.kill(child.pid, signal.SIGKILL)
    child.wait()


def write_rows(url: str, count: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS row")
        connection.execute("CREATE TABLE row (number int)")
        for number in range(count):
            connection.execute("INSERT INTO row VALUES (%s)", [number])


def count_rows(url: str) -> int:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT count(*) FROM row").fetchone()
        assert found
        return int(found[0])


def answers(url: str) -> bool:
    try:
        return count_rows(url) >= 0
    except psycopg.Error:
        return False


def test_postgres_killed(var: Path) -> None:
    with running_servers(var, durable=False) as running:
        assert running.postgres
        write_rows(running.addresses.owner_url, 50)
        lingering = psycopg.connect(running.addresses.owner_url)
        kill(running.postgres.child)
        assert not answers(running.addresses.owner_url)
        running.postgres.start()
        assert count_rows(running.addresses.owner_url) == 50
        lingering.close()


def test_a_connection_of_postgres_killed(var: Path) -> None:
    with servers(var, durable=False) as at:
        write_rows(at.owner_url, 50)
        with psycopg.connect(at.admin_url) as victim:
            os.kill(victim.info.backend_pid, signal.SIGKILL)
            with pytest.raises(psycopg.OperationalError):
                victim.execute("SELECT 1")
        assert eventually(lambda: answers(at.owner_url))
        assert count_rows(at.owner_url) == 50


def test_valkey_killed_keeps_its_port_and_its_wake_ups(var: Path) -> None:
    with running_servers(var, durable=False) as running:
        assert running.valkey
        client = redis.Redis.from_url(running.addresses.redis_url)
        client.delete("queue")
        for number in range(50):
            client.rpush("queue", number)
        kill(running.valkey.child)
        with pytest.raises(redis.ConnectionError):
            client.ping()
        running.valkey.start()
        assert running.valkey.url() == running.addresses.redis_url
        assert redis.Redis.from_url(running.addresses.redis_url).llen("queue") == 50


@pytest.mark.parametrize("also_postgres", [False, True])
def test_who_started_them_killed(var: Path, also_postgres: bool) -> None:
    data = var / "local" / "postgres" / "data"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(var)], stdout=subprocess.PIPE, text=True, env=bare_environment()
    )
    assert holder.stdout
    write_rows(holder.stdout.readline().strip(), 50)
    if also_postgres:
        os.kill(int((data / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
    holder.kill()
    holder.wait()
    with servers(var, durable=False) as at:
        assert count_rows(at.owner_url) == 50
    assert not working_in(data)
    assert not working_in(var / "local" / "valkey")


def test_the_pid_of_a_killed_postgres_was_given_to_somebody_else(var: Path) -> None:
    """In a container the same low pids come back, and PostgreSQL takes the stranger for itself."""
    account = servers_account()
    with running_servers(var, durable=False) as running:
        write_rows(running.addresses.owner_url, 1)
        stale = pid_file(running).read_text()
    stranger = subprocess.Popen(["/bin/sleep", "60"], **identity(account))
    try:
        lines = stale.splitlines()
        pid_file(running).write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        with servers(var, durable=False) as at:
            assert count_rows(at.owner_url) == 1
        assert stranger.poll() is None, "the stranger is left alone"
    finally:
        stranger.kill()
        stranger.wait()


def pid_file(running: Running) -> Path:
    assert running.postgres
    return running.postgres.data / "postmaster.pid"
