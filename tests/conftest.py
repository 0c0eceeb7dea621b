"""Fixtures of the whole suite. The servers come from tests/servers.py; the people from tests/world.py."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from copy import copy
from io import StringIO
from pathlib import Path
from typing import Any

import django.test.client
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import Client, TransactionTestCase, override_settings
from django.test.utils import ContextList

from tests import servers
from tests.cast import the_cast
from tests.world import World
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

FULL = os.environ.get("ZORGZAAM_FULL") == "1"


def pytest_configure(config: pytest.Config) -> None:
    # A slow password hash proves nothing here and costs a minute.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


# What takes longest begins first, so that no process is left alone with it at the end.
LONGEST_FIRST = (
    "browser/test_pages_work_for_everyone.py",
    "test_access.py",
    "test_canaries.py",
    "local/test_run.py",
    "governance/test_reading_an_agenda.py",
    "governance/test_briefing_reading.py",
    "governance/test_briefing_publishing.py",
    "governance/test_writing_stays_inside.py",
    "browser/test_main_path.py",
    "browser/test_regioplan_path.py",
    "governance/test_briefing_secrets.py",
    "kernel/test_a_busy_database.py",
    "local/test_hint.py",
    "kernel/test_post_kills.py",
)
HERE = Path(__file__).parent


def _turn(item: pytest.Item) -> int:
    name = item.path.relative_to(HERE).as_posix()
    return LONGEST_FIRST.index(name) if name in LONGEST_FIRST else len(LONGEST_FIRST)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=_turn)
    if FULL or "long" in (config.getoption("-m") or ""):
        return
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason="volledige aantallen: make prove"))


def _store_once(
    store: dict[str, Any], signal: Any, sender: Any, template: Any, context: Any, **kwargs: Any
) -> None:
    """What `response.templates` and `response.context` are made of, per page and not per part of a page.

    The test client copies the context for every included template, which costs more than the page itself does.
    """
    store.setdefault("templates", []).append(template)
    contexts = store.setdefault("context", ContextList())
    if not contexts or store["context_of"] is not context:
        store["context_of"] = context
        contexts.append(copy(context))


django.test.client.store_rendered_templates = _store_once  # type: ignore[assignment]


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The database is there already: tests/servers.py made it."""


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """pytest-xdist needs no other name: each worker has its own clone."""


def _fresh_clone(self: TransactionTestCase) -> None:
    """After a transactional test: a new copy of the template. The app role cannot flush, and should not."""
    connections.close_all()
    servers.clone(servers.worker_database())


TransactionTestCase._fixture_teardown = _fresh_clone  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _own_files(request: pytest.FixtureRequest, tmp_path: Path, settings: Any) -> None:
    """Files of this test alone; in a module with the demo it begins with a copy of those of the demo."""
    own = tmp_path / "files"
    if "the_demo" in request.fixturenames:
        shutil.copytree(settings.FILES_DIR, own)
    settings.FILES_DIR = own
    settings.MAIL_CATCHER_DIR = tmp_path / "mail"


@pytest.fixture(autouse=True)
def _real_post_office(settings: Any) -> None:
    """Django's test environment puts mail in memory; here it goes in the book, as it does in production."""
    settings.EMAIL_BACKEND = "zorgzaam.post.backend.PostOfficeBackend"


@pytest.fixture(autouse=True)
def _clean_cache() -> Iterator[None]:
    yield
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def world(db: None) -> World:
    """The cast in a small region; see tests/world.py."""
    return the_cast()


@pytest.fixture(scope="session")
def _demo_template(django_db_setup: None, django_db_blocker: Any) -> tuple[str, Path]:
    """The Flevoland demo, loaded once for all processes: the name of a template database with it, and its files."""
    template, files = "zz_demo", settings.VAR_DIR / "demo-files"
    with (settings.VAR_DIR / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not servers.exists(template):
            _load_demo(template, files, django_db_blocker)
    return template, files


def _load_demo(template: str, files: Path, blocker: Any) -> None:
    """Load it in the database of this process, which is empty again after that."""
    shutil.rmtree(files, ignore_errors=True)
    _become(servers.TEMPLATE, blocker)
    with blocker.unblock(), override_settings(DEMO=True, FILES_DIR=files):
        call_command("demo", stdout=StringIO())
        connections.close_all()
    servers.clone(template, servers.worker_database())
    _become(servers.TEMPLATE, blocker)


@pytest.fixture(scope="module")
def the_demo(_demo_template: tuple[str, Path], django_db_blocker: Any) -> Iterator[None]:
    """The Flevoland demo for a whole module; after it the database of this process is empty again.

    No test of such a module may be transactional: that would throw the demo away halfway.
    """
    _become(_demo_template[0], django_db_blocker)
    with override_settings(DEMO=True, FILES_DIR=_demo_template[1]):
        yield
    _become(servers.TEMPLATE, django_db_blocker)


@pytest.fixture
def own_demo(
    _demo_template: tuple[str, Path], transactional_db: None, django_db_blocker: Any, settings: Any
) -> None:
    """The Flevoland demo for one transactional test, without second factors to type."""
    template, files = _demo_template
    _become(template, django_db_blocker)
    shutil.copytree(files, settings.FILES_DIR)
    settings.DEMO, settings.MFA_REQUIRED_FOR_STAFF = True, False


def _become(template: str, blocker: Any) -> None:
    """The database of this process is a fresh copy of this template from here on."""
    with blocker.unblock():
        connections.close_all()
    servers.clone(servers.worker_database(), template)


@pytest.fixture
def setup_actor() -> Iterator[None]:
    """Writes of the test itself are done by the system actor for setting up."""
    with acting(SystemActor.SETUP, reason="test"):
        yield


@pytest.fixture
def as_(db: None) -> Callable[[Any], Client]:
    """`as_(world.secretary)` is a client that person is signed in with; `as_(None)` is a visitor."""

    def signed_in(user: Any) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend="zorgzaam.accounts.backends.AccountBackend")
        return client

    return signed_in


@pytest.fixture
def owner_sql() -> Iterator[Callable[[str], list[Any]]]:
    """Run SQL as the owner of the tables, on an own connection (commits at once): for controls and
    tampering."""
    import psycopg

    url = servers.database_url(os.environ["TEST_OWNER_URL"], servers.worker_database())
    with psycopg.connect(url, autocommit=True) as connection:

        def run(sql: str) -> list[Any]:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

        yield run
