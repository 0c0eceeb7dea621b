"""The account the servers run under: PostgreSQL refuses root, so root hands over to somebody smaller."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Account:
    """An existing unprivileged account; none is ever created."""

    name: str
    uid: int
    gid: int


def servers_account() -> Account | None:
    """Who the servers must become: `postgres` or else `nobody` when we are root, None when we are not."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    return Account("65534", 65534, 65534)


def identity(account: Account | None) -> dict[str, Any]:
    """Arguments of `subprocess` that make a child run as `account`, in a directory everybody can enter."""
    if account is None:
        return {"cwd": "/"}
    return {"cwd": "/", "user": account.uid, "group": account.gid, "extra_groups": []}


def own(path: Path, account: Account | None) -> None:
    """Give one path to the account; its parents are left as they are."""
    if account is not None:
        os.chown(path, account.uid, account.gid)


def own_directory(path: Path, account: Account | None) -> None:
    """Make sure `path` is a directory that only the account can enter."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)
    own(path, account)


def can_run(command: Sequence[str | Path], account: Account | None) -> bool:
    """Whether the account can execute the command: readable, executable, with its libraries."""
    try:
        done = subprocess.run(
            [str(word) for word in command], capture_output=True, timeout=20, check=False, **identity(account)
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def can_enter(directory: Path, account: Account | None) -> bool:
    """Whether the account can come into this directory, whatever the modes of its parents are."""
    return can_run(["/bin/sh", "-c", 'cd "$0"', directory], account)
