"""Passwords of the local servers: made once, kept beside the data they belong to, readable by us alone."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from zorgzaam.local.errors import LocalError


@dataclass(frozen=True)
class Passwords:
    """One password per database role, and one for Valkey; safe to put in a URL as they are."""

    superuser: str
    owner: str
    app: str
    valkey: str


def keep_passwords(base: Path) -> Passwords:
    """Read `passwords.json` in `base`, or make it (mode 0600); LocalError when data lost its passwords."""
    path = base / "passwords.json"
    if path.exists():
        return Passwords(**json.loads(path.read_text()))
    if (base / "postgres" / "data").exists():
        raise LocalError(f"{path} is weg, en zonder de wachtwoorden gaat de database in {base} niet open.")
    made = Passwords(*(secrets.token_hex(16) for _ in range(4)))
    write_private(path, json.dumps(asdict(made)))
    return made


def write_private(path: Path, text: str) -> None:
    """Write a file only we can read, whole or not at all."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
