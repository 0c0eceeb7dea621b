"""PostgreSQL and Valkey start on a bare machine, as somebody small, and keep their secrets."""

import os
import subprocess
import time
from pathlib import Path

import psycopg
import pytest
import redis

from tests.local.ground import open_directory
from zorgzaam.local.account import identity, servers_account
from zorgzaam.local.binaries import copy_trees
from zorgzaam.local.errors import AlreadyRunningError, LocalError
from zorgzaam.local.servers import Running, running_servers, servers


def children(running: Running) -> list[int]:
    assert running.postgres
    assert running.postgres.child
    assert running.valkey
    assert running.valkey.child
    return [running.postgres.child.pid, running.valkey.child.pid]


def test_the_servers_do_their_work_and_know_their_place(var: Path) -> None:
    with running_servers(var, durable=False) as running:
        at = running.addresses
        with psycopg.connect(at.owner_url, autocommit=True) as owner:
            for extension in ("unaccent", "pg_trgm", "btree_gist"):
                owner.execute(f"CREATE EXTENSION {extension}")
            owner.execute("CREATE TABLE thing (name text)")
            assert owner.execute("SHOW default_text_search_config").fetchone() == ("pg_catalog.dutch",)
            assert owner.execute("SELECT datcollate FROM pg_database").fetchone() == ("C.UTF-8",)
        with psycopg.connect(at.app_url, autocommit=True) as app:
            for forbidden in (
                "CREATE TABLE other ()",
                "SELECT * FROM thing",
                "CREATE ROLE r",
                "CREATE SCHEMA s",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    app.execute(forbidden)
        policy = redis.Redis.from_url(at.redis_url).config_get("maxmemory-policy")
        assert policy == {"maxmemory-policy": "noeviction"}

        assert all(Path(f"/proc/{pid}").stat().st_uid != 0 for pid in children(running))
        secrets = [url.partition("@")[0].rpartition(":")[2] for url in vars(at).values()]
        commands = b"".join(path.read_bytes() for path in command_lines())
        assert len(set(secrets)) == 4
        assert not [secret for secret in secrets if secret.encode() in commands]
        pids = children(running)
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def command_lines() -> list[Path]:
    return [path for path in Path("/proc").glob("[0-9]*/cmdline") if os.access(path, os.R_OK)]


def test_a_wrong_password_opens_nothing(var: Path) -> None:
    with servers(var, durable=False) as at:
        name, _, rest = at.owner_url.partition("@")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(f"{name}x@{rest}")
        with pytest.raises(redis.AuthenticationError):
            redis.Redis.from_url(at.redis_url.replace("@", "x@")).ping()


def test_a_second_start_on_the_same_data_is_refused(var: Path) -> None:
    with servers(var, durable=False), pytest.raises(AlreadyRunningError), servers(var):
        pass


def test_the_servers_of_the_environment_are_used(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db.example/zorgzaam")
    monkeypatch.setenv("MIGRATE_DATABASE_URL", "postgresql://owner@db.example/zorgzaam")
    monkeypatch.setenv("REDIS_URL", "redis://broker.example/0")
    with running_servers(var) as running:
        assert (running.postgres, running.valkey) == (None, None)
        assert running.addresses.app_url == "postgresql://app@db.example/zorgzaam"
        assert running.addresses.owner_url == "postgresql://owner@db.example/zorgzaam"
        assert running.addresses.admin_url == running.addresses.owner_url
        assert running.addresses.redis_url == "redis://broker.example/0"


def test_data_of_another_version_is_left_alone_and_explained(var: Path) -> None:
    version = var / "local" / "postgres" / "data" / "PG_VERSION"
    with servers(var, durable=False):
        pass
    version.write_text("9\n")
    with pytest.raises(LocalError, match="zijn van PostgreSQL 9, en die versie is hier niet"), servers(var):
        pass
    assert version.read_text() == "9\n"


def test_a_socket_fits_however_deep_the_directory(own_servers: None) -> None:
    with open_directory() as directory:
        deep = directory / ("d" * 60) / ("e" * 60)
        deep.mkdir(parents=True)
        with servers(deep, durable=False) as at, psycopg.connect(at.app_url) as connection:
            host = Path(connection.info.host)
            assert len(str(host)) < 100
        assert not host.parent.exists(), "a directory outside var is removed when the data need not last"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands over to somebody else")
def test_data_goes_elsewhere_when_the_account_cannot_come_there(var: Path) -> None:
    var.chmod(0o700)
    said: list[str] = []
    with running_servers(var, durable=False, say=said.append) as running:
        assert running.postgres
        elsewhere = running.postgres.base
        assert not elsewhere.is_relative_to(var)
        assert str(elsewhere) in said[0]
        psycopg.connect(running.addresses.app_url).close()
    assert var.stat().st_mode & 0o777 == 0o700, "no door was opened for it"
    assert not elsewhere.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands over to somebody else")
def test_programs_out_of_reach_are_copied(var: Path) -> None:
    closed = var / "closed"
    closed.mkdir(mode=0o700)
    (closed / "hello").write_text("#!/bin/sh\necho hello\n")
    (closed / "hello").chmod(0o700)
    copied = copy_trees({"bin": closed}, var / "programs", "hello-1") / "bin" / "hello"
    how = identity(servers_account())
    with pytest.raises(PermissionError):
        subprocess.run([closed / "hello"], check=True, **how)
    assert subprocess.run([copied], check=True, capture_output=True, **how).stdout == b"hello\n"


def test_a_killed_first_start_is_begun_again(var: Path) -> None:
    """What initdb had made when it was killed is thrown away."""
    half = var / "local" / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    began = time.time()
    with servers(var, durable=False) as at:
        psycopg.connect(at.owner_url).close()
    assert (var / "local" / "postgres" / "data" / "PG_VERSION").stat().st_mtime >= began - 1
    assert not half.exists()
