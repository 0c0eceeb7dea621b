"""pytest plugin, loaded before Django's settings: a real PostgreSQL and a real broker for the whole run.

One template database is migrated by the owner; each test process works in its own clone as the app role,
which owns nothing and cannot truncate. Set DATABASE_URL, MIGRATE_DATABASE_URL, ADMIN_DATABASE_URL and
REDIS_URL to use others.
"""

import atexit
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from zorgzaam.local.binaries import find_postgres
from zorgzaam.local.postgres import NO_LARGE_OBJECTS
from zorgzaam.local.servers import servers

ROOT = Path(__file__).resolve().parent.parent
_stack = ExitStack()


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
    """The migrated template: from the dump of an earlier run with the same migrations, else by migrating."""
    with psycopg.connect(os.environ["TEST_ADMIN_URL"], autocommit=True) as admin:
        owner = urlsplit(os.environ["TEST_OWNER_URL"]).username
        admin.execute(f'CREATE DATABASE zz_template OWNER "{owner}"')
    with psycopg.connect(database_url(os.environ["TEST_ADMIN_URL"], "zz_template"), autocommit=True) as admin:
        admin.execute(NO_LARGE_OBJECTS)
    url = database_url(os.environ["TEST_ADMIN_URL"], "zz_template")
    if read_dump(url):
        return
    _migrate_template()
    dump, pg_dump = _dump(), _tools() / "pg_dump"
    if pg_dump.exists():
        dump.parent.mkdir(parents=True, exist_ok=True)
        for old in dump.parent.glob("*.sql"):
            old.unlink()
        subprocess.run([pg_dump, "-f", dump, url], check=True)


def read_dump(url: str) -> bool:
    """Fill an empty database, as its superuser, with what the migrations make; False when that is not known yet."""
    if not (dump := _dump()).is_file():
        return False
    command = [_tools() / "psql", "--quiet", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-f", dump, url]
    subprocess.run(command, check=True)
    return True


def _tools() -> Path:
    """Where PostgreSQL's programs are."""
    return find_postgres(None, Path(os.environ["ZORGZAAM_VAR"])).directory


def _dump() -> Path:
    return ROOT / "var" / "test-template" / f"{_fingerprint()}.sql"


def _fingerprint() -> str:
    """Changes with any migration of ours, any locked version and the roles that are granted."""
    files = [*ROOT.glob("*/migrations/*.py"), ROOT / "uv.lock", ROOT / "zorgzaam" / "roles.py"]
    digest = sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:24]


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
