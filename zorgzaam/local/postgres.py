"""Our own PostgreSQL: made once, started by us, stopped by us, reached through a socket with a password."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from zorgzaam.local import processes
from zorgzaam.local.account import Account, identity, own, own_directory
from zorgzaam.local.binaries import PostgresPrograms, find_postgres
from zorgzaam.local.errors import LocalError
from zorgzaam.local.passwords import Passwords

SUPERUSER, OWNER, APP, DATABASE = "postgres", "zorgzaam_owner", "zorgzaam_app", "zorgzaam"
CONNECTIONS = 200
# Large objects are in no table, so no right on a table keeps the app from making them. Only the superuser, whose
# functions these are, can take them away, in each database.
NO_LARGE_OBJECTS = (
    "REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC;"
)
# Fast shutdown, then immediate: both leave the data intact, the second lets the next start recover it.
STOPPING = ((signal.SIGINT, 15.0), (signal.SIGQUIT, 5.0))
# Not synchronous_commit=off: that would lose acknowledged rows when a process is killed.
CARELESS = {"fsync": "off", "full_page_writes": "off"}


@dataclass
class Postgres:
    """A PostgreSQL server with its data below `base`.

    `durable=False` leaves out the waiting for the disk: a killed process loses nothing, a power cut may.
    """

    base: Path
    sockets: Path
    account: Account | None
    passwords: Passwords
    durable: bool = True
    name: str = "PostgreSQL"
    child: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.base / "postgres" / "data"

    @property
    def log(self) -> Path:
        """What the server says goes here."""
        return self.base / "postgres.log"

    def url(self, role: str, database: str = DATABASE) -> str:
        """The address of a database for one of the three roles."""
        password = {
            SUPERUSER: self.passwords.superuser,
            OWNER: self.passwords.owner,
            APP: self.passwords.app,
        }[role]
        return f"postgresql://{role}:{password}@/{database}?host={quote(str(self.sockets))}"

    def start(self) -> None:
        """Start, with fresh data when there is none, and wait until it answers; LocalError when it won't."""
        own_directory(self.data.parent, self.account)
        programs = self._programs()
        if not (self.data / "PG_VERSION").exists():
            self._initialise(programs)
        self._clear_the_way()
        self._start_patiently(programs)
        self._make_roles()

    def stop(self) -> None:
        """Stop the server, and whatever it left behind."""
        if self.child is not None:
            processes.stop(self.child, STOPPING)
            self.child = None
        processes.end_all_in(self.data.resolve())

    def _clear_the_way(self) -> None:
        """End what a killed start left in our data directory (who starts holds the lock), and forget its pid.

        PostgreSQL refuses to start as long as the pid in that file lives, also as somebody else's process.
        """
        processes.end_all_in(self.data.resolve())
        if processes.CAN_BE_SEEN:
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _programs(self) -> PostgresPrograms:
        version = self.data / "PG_VERSION"
        if not version.exists():
            return find_postgres(self.account, self.base / "programs")
        major = int(version.read_text().split(".")[0])
        try:
            return find_postgres(self.account, self.base / "programs", major)
        except LocalError:
            raise LocalError(
                f"De gegevens in {self.data} zijn van PostgreSQL {major}, en die versie is hier niet. "
                f"Installeer PostgreSQL {major}, of zet die map opzij om leeg te beginnen."
            ) from None

    def _initialise(self, programs: PostgresPrograms) -> None:
        """Run initdb beside the final place and move it there when it is whole."""
        fresh = self.data.with_name("data.new")
        shutil.rmtree(fresh, ignore_errors=True)
        with tempfile.NamedTemporaryFile("w", dir=self.data.parent) as password_file:
            password_file.write(self.passwords.superuser)
            password_file.flush()
            own(Path(password_file.name), self.account)
            command = [
                programs.program("initdb"),
                f"--pgdata={fresh}",
                f"--username={SUPERUSER}",
                f"--pwfile={password_file.name}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--text-search-config=dutch",
            ]
            if not self.durable:
                command.append("--no-sync")
            how = identity(self.account) | {"env": _environment()}
            done = subprocess.run(command, capture_output=True, text=True, check=False, **how)
        if done.returncode != 0:
            raise LocalError(f"PostgreSQL kon geen database maken: {_last_line(done.stderr)}")
        fresh.rename(self.data)

    def _start_patiently(self, programs: PostgresPrograms) -> None:
        """Start; children of a killed server can hold its memory for a moment, so try for some seconds."""
        deadline = time.monotonic() + 8
        while True:
            with processes.open_log(self.log) as log:
                before = log.tell()
                self.child = processes.start(
                    self._command(programs), log, signal.SIGINT, env=_environment(), **identity(self.account)
                )
            if self._answers():
                return
            if time.monotonic() > deadline:
                self.stop()
                said = _last_line(self.log.read_bytes()[before:].decode(errors="replace"))
                raise LocalError(f"PostgreSQL start niet: {said} (zie {self.log})")
            time.sleep(0.3)

    def _command(self, programs: PostgresPrograms) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": str(CONNECTIONS),
            "logging_collector": "off",
            "lc_messages": "C",
        }
        settings |= {} if self.durable else CARELESS
        command = [programs.program("postgres"), "-D", str(self.data), "-p", "5432"]
        for key, value in settings.items():
            command += ["-c", f"{key}={value}"]
        return command

    def _answers(self, patience: float = 60.0) -> bool:
        """Wait until it takes connections (recovery may take a while); False when it ended instead."""
        deadline = time.monotonic() + patience
        while self.child is not None and self.child.poll() is None and time.monotonic() < deadline:
            try:
                psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                time.sleep(0.03)
            else:
                return True
        return False

    def _make_roles(self) -> None:
        """Make both roles and the database where they miss; the app role owns nothing and creates nothing."""
        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            for role in (OWNER, APP):
                _ensure_role(connection, role, self.passwords.owner if role == OWNER else self.passwords.app)
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if known is None:
                create = sql.SQL("CREATE DATABASE {} OWNER {}")
                connection.execute(create.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))
        with psycopg.connect(self.url(SUPERUSER), autocommit=True) as connection:
            connection.execute(
                sql.SQL(
                    "REVOKE CREATE ON SCHEMA public FROM PUBLIC;"
                    "GRANT USAGE, CREATE ON SCHEMA public TO {owner};"
                    "GRANT USAGE ON SCHEMA public TO {app};"
                ).format(owner=sql.Identifier(OWNER), app=sql.Identifier(APP))
            )
            connection.execute(sql.SQL(NO_LARGE_OBJECTS))


def _ensure_role(connection: psycopg.Connection, role: str, password: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    if known is None:
        connection.execute(
            sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}").format(
                sql.Identifier(role), sql.Literal(password)
            )
        )


def _environment() -> dict[str, str]:
    """Our environment without what would point PostgreSQL at another server or language."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "geen uitleg"
