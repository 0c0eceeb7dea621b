"""The environment of everything `make run` starts, also left in `run.env` for `manage.py` beside it."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from zorgzaam.local.passwords import write_private
from zorgzaam.local.ports import HOST, free_port
from zorgzaam.local.servers import Addresses


def run_environment(var: Path, port: int, addresses: Addresses) -> dict[str, str]:
    """The variables for this run; what is exported already has the last word, except for the addresses."""
    own_catcher = "MAIL_RELAY_HOST" not in os.environ
    values = {
        "ZORGZAAM_VAR": str(var),
        "DEMO": "1",
        "PORT": str(port),
        "SITE_URL": f"http://{HOST}:{port}",
        "SECRET_KEY": keep_secret_key(var),
        "FILES_DIR": str(var / "files"),
        "MAIL_CATCHER_DIR": str(var / "mail"),
        "MAIL_RELAY_HOST": HOST,
        "MAIL_RELAY_PORT": str(free_port()) if own_catcher else "25",
    }
    values |= {name: os.environ[name] for name in values if name in os.environ}
    return values | {
        "DATABASE_URL": addresses.app_url,
        "MIGRATE_DATABASE_URL": addresses.owner_url,
        "REDIS_URL": addresses.redis_url,
    }


def keep_secret_key(var: Path) -> str:
    """The secret key of this installation, made once: sessions survive a restart."""
    path = var / "secret_key"
    if not path.exists():
        write_private(path, secrets.token_urlsafe(50))
    return path.read_text().strip()


def for_children(values: Mapping[str, str]) -> dict[str, str]:
    """Our own environment with the variables of this run, without what would lead libpq elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"DJANGO_SETTINGS_MODULE": "zorgzaam.settings", "PYTHONUNBUFFERED": "1"} | dict(values)


@contextmanager
def run_file(path: Path, values: Mapping[str, str]) -> Iterator[None]:
    """Keep the variables in a private file for as long as the run lasts."""
    write_private(path, "".join(f"{name}={_quoted(value)}\n" for name, value in values.items()))
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
