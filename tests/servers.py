"""pytest plugin, loaded before Django's settings: a real PostgreSQL and a real broker for the whole run.

One template database is migrated by the owner; each test process works in its own clone as the app role,
which owns nothing and cannot truncate. Set DATABASE_URL, MIGRATE_DATABASE_URL, ADMIN_DATABASE_URL and
REDIS_URL to use others.
"""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from zorgzaam.local.binaries import find_postgres
from zorgzaam.local.postgres import NO_LARGE_OBJECTS
from zorgzaam.local.servers import servers

ROOT = Path(__file__).resolve().parent.parent
_stack = ExitStack()
# How many dumps are kept: the branches somebody goes between.
KEPT = 3


def database_url(url: str, name: str) -> str:
    """The same server and role, another database."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{name}"))


def _start() -> None:
    directory = _stack.enter_context(tempfile.TemporaryDirectory(prefix="zz-", ignore_cleanup_errors=True))
    Path(directory).chmod(0o755)  # the servers drop to an unprivileged user, who must get in
    (Path(directory) / "static").mkdir()  # WhiteNoise warns of a folder that is not there
    addresses = _stack.enter_context(servers(Path(directory), durable=False))
    os.environ.update(
        SECRET_KEY="only-for-tests-" + "x" * 40,
        ZORGZAAM_VAR=directory,
        REDIS_URL=addresses.redis_url,
        TEST_ADMIN_URL=addresses.admin_url,
        TEST_OWNER_URL=addresses.owner_url,
        TEST_APP_URL=addresses.app_url,
        STATIC_MANIFEST="0",
        MAIL_RELAY_PORT="1",
        DEMO="0",
        DEBUG="0",
    )
    _make_template()


def _make_template() -> None:
    """The migrated template: from the dump of an earlier run with the same migrations, or with some of them and then
    migrating the others; else by migrating from nothing."""
    with psycopg.connect(os.environ["TEST_ADMIN_URL"], autocommit=True) as admin:
        owner = urlsplit(os.environ["TEST_OWNER_URL"]).username
        admin.execute(f'CREATE DATABASE zz_template OWNER "{owner}"')
    with psycopg.connect(database_url(os.environ["TEST_ADMIN_URL"], "zz_template"), autocommit=True) as admin:
        admin.execute(NO_LARGE_OBJECTS)
    url = database_url(os.environ["TEST_ADMIN_URL"], "zz_template")
    if read_dump(url):
        return
    if nearest := _nearest():
        _restore(nearest, url)
    _migrate_template()
    dump, pg_dump = _dump(), _tools() / "pg_dump"
    if pg_dump.exists():
        dump.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([pg_dump, "-f", dump, url], check=True)
        dump.with_suffix(".json").write_text(json.dumps(_made_of()))
        for old in sorted(dump.parent.glob("*.sql"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
            old.with_suffix(".json").unlink(missing_ok=True)
            old.unlink()


def read_dump(url: str) -> bool:
    """Fill an empty database, as its superuser, with what the migrations make; False when that is not known yet."""
    if not (dump := _dump()).is_file():
        return False
    _restore(dump, url)
    return True


def _restore(dump: Path, url: str) -> None:
    command = [_tools() / "psql", "--quiet", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-f", dump, url]
    subprocess.run(command, check=True)


def _nearest() -> Path | None:
    """The dump made of most of today's migrations and of nothing else: what is missing only has to be added."""
    now, found = _made_of(), []
    for told in (ROOT / "var" / "test-template").glob("*.json"):
        then = json.loads(told.read_text())
        if then["fixed"] == now["fixed"] and then["migrations"].items() <= now["migrations"].items():
            found.append((len(then["migrations"]), told.with_suffix(".sql")))
    return max(found)[1] if found else None


def _tools() -> Path:
    """Where PostgreSQL's programs are."""
    return find_postgres(None, Path(os.environ["ZORGZAAM_VAR"])).directory


def _dump() -> Path:
    return ROOT / "var" / "test-template" / f"{_fingerprint()}.sql"


def _made_of() -> dict[str, Any]:
    """What a dump depends on, each as a hash: our migrations by name, and as "fixed" the locked versions and the roles
    that are granted."""

    def told(*paths: Path) -> str:
        return sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()

    files = sorted(path for path in ROOT.glob("*/migrations/*.py") if path.name != "__init__.py")
    return {
        "fixed": told(ROOT / "uv.lock", ROOT / "zorgzaam" / "roles.py"),
        "migrations": {path.relative_to(ROOT).as_posix(): told(path) for path in files},
    }


def _fingerprint() -> str:
    """Changes with any migration of ours, any locked version and the roles that are granted."""
    return sha256(json.dumps(_made_of(), sort_keys=True).encode()).hexdigest()[:24]


def _migrate_template() -> None:
    env = {
        **os.environ,
        "MIGRATE_DATABASE_URL": database_url(os.environ["TEST_OWNER_URL"], "zz_template"),
        "DATABASE_URL": database_url(os.environ["TEST_APP_URL"], "zz_template"),
    }
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=env, check=True)


TEMPLATE = "zz_template"


def clone(name: str, template: str = TEMPLATE) -> None:
    """(Re)make database `name` as a fresh copy of the migrated template, or of another one."""
    with psycopg.connect(os.environ["TEST_ADMIN_URL"], autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        owner = urlsplit(os.environ["TEST_OWNER_URL"]).username
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER "{owner}" STRATEGY file_copy')
        # Rights on the database itself are not copied; zorgzaam.roles takes this one away.
        admin.execute(f'REVOKE TEMPORARY ON DATABASE "{name}" FROM PUBLIC')


def exists(name: str) -> bool:
    """Whether there is a database of this name."""
    with psycopg.connect(os.environ["TEST_ADMIN_URL"]) as admin:
        found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    return found is not None


def worker_database() -> str:
    return f"zz_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


if "TEST_ADMIN_URL" not in os.environ:
    try:
        _start()
    except BaseException:
        _stack.close()
        raise
    atexit.register(_stack.close)
clone(worker_database())
os.environ["DATABASE_URL"] = database_url(os.environ["TEST_APP_URL"], worker_database())
os.environ["MIGRATE_DATABASE_URL"] = database_url(os.environ["TEST_OWNER_URL"], worker_database())
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    # Clearing the cache after a test empties a whole Redis database: each process has its own.
    own = int(worker.removeprefix("gw")) + 1
    os.environ["REDIS_URL"] = urlunsplit(urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{own}"))
