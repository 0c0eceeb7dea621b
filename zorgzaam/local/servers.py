"""A database and a broker for as long as one needs them: those named in the environment, else our own."""

import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from zorgzaam.local.account import servers_account
from zorgzaam.local.errors import AlreadyRunningError
from zorgzaam.local.passwords import keep_passwords
from zorgzaam.local.places import base_directory, forget_elsewhere, socket_directory
from zorgzaam.local.postgres import APP, OWNER, SUPERUSER, Postgres
from zorgzaam.local.valkey import Valkey

Say = Callable[[str], None]


def _to_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Addresses:
    """Where the database is, for each of the three roles, and the broker."""

    admin_url: str
    owner_url: str
    app_url: str
    redis_url: str


@dataclass
class Running:
    """The servers in use; `postgres` and `valkey` are None where the environment names others."""

    addresses: Addresses
    postgres: Postgres | None
    valkey: Valkey | None


@contextmanager
def servers(var: Path, *, durable: bool = True) -> Iterator[Addresses]:
    """Start PostgreSQL and Valkey with data below `var`, give their addresses, stop both at the end.

    DATABASE_URL and REDIS_URL, when set, are used instead of starting one; MIGRATE_DATABASE_URL is then the
    owner's address and ADMIN_DATABASE_URL that of who may create databases. `durable=False` is for tests.
    Call it from the main thread: when the calling thread ends, the servers end.
    Raises LocalError, with a sentence for the person who started it.
    """
    with running_servers(var, durable=durable) as running:
        yield running.addresses


@contextmanager
def running_servers(var: Path, *, durable: bool = True, say: Say = _to_stderr) -> Iterator[Running]:
    """Like `servers`, and gives the servers themselves too; `say` gets a line when data goes elsewhere."""
    var = var.absolute()
    var.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        stack.enter_context(only_one(var))
        account = servers_account()
        own_database, own_broker = "DATABASE_URL" not in os.environ, "REDIS_URL" not in os.environ
        postgres, valkey = None, None
        if own_database or own_broker:
            base = base_directory(var.resolve(), account, say)
            passwords = keep_passwords(base)
        if own_database:
            sockets = socket_directory(base, account)
            if not durable:
                stack.callback(forget_elsewhere, var.resolve(), base, sockets)
            postgres = Postgres(base, sockets, account, passwords, durable)
            stack.callback(postgres.stop)
            postgres.start()
        if own_broker:
            valkey = Valkey(base, account, passwords, durable)
            stack.callback(valkey.stop)
            valkey.start()
        yield Running(_addresses(postgres, valkey), postgres, valkey)


@contextmanager
def only_one(var: Path) -> Iterator[None]:
    """Hold the lock on `var`, which ends when we do; AlreadyRunningError when somebody else has it."""
    with (var / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunningError(f"Zorgzaam draait al met de gegevens in {var}.") from None
        yield


def _addresses(postgres: Postgres | None, valkey: Valkey | None) -> Addresses:
    redis_url = valkey.url() if valkey else os.environ["REDIS_URL"]
    if postgres:
        return Addresses(
            postgres.url(SUPERUSER, "postgres"), postgres.url(OWNER), postgres.url(APP), redis_url
        )
    app = os.environ["DATABASE_URL"]
    owner = os.environ.get("MIGRATE_DATABASE_URL") or app
    return Addresses(os.environ.get("ADMIN_DATABASE_URL") or owner, owner, app, redis_url)
