"""A row that somebody holds costs a visitor seconds and a page that says so; never all web threads and /healthz."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate

import psycopg
import pytest
from django.db import connection, connections
from django.test import Client

from tests.beheer.making import opened
from tests.world import build_world
from zorgzaam import settings as ours
from zorgzaam.people.models import Person

ROOT = ours.BASE_DIR
ASKED = "from django.db import connection as c; k = c.cursor(); k.execute('SHOW {}'); print(k.fetchone()[0])"


def shown(name, first):
    """A setting of the database as a fresh process finds it."""
    code = f"{first}\n{ASKED.format(name)}"
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "zorgzaam.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or done.stderr


@pytest.mark.django_db(transaction=True)
def test_the_web_is_impatient_and_what_is_no_web_is_not():
    web = "from zorgzaam.wsgi import application"
    assert [shown(name, web) for name in ours.WEB_PATIENCE] == ["4s", "30s", "2min"]
    other = "import django; django.setup()"
    assert [shown(name, other) for name in ("lock_timeout", "statement_timeout")] == ["0", "0"]


@pytest.fixture
def impatient(monkeypatch):
    """Connections made from now on have the limits of the web, only quicker."""
    monkeypatch.setitem(ours.WEB_PATIENCE, "lock_timeout", "300ms")
    monkeypatch.setitem(ours.WEB_PATIENCE, "statement_timeout", "5s")
    options = connections.settings["default"]["OPTIONS"]
    monkeypatch.setitem(connections.settings["default"], "OPTIONS", options | ours.patient())


@pytest.fixture
def held(transactional_db):
    """An administrator, and a person whose row another connection keeps locked."""
    world = build_world()
    somebody = Person.objects.get(pk=world.partner.person_id)
    with psycopg.connect(_address()) as other:
        other.execute("SELECT 1 FROM zorgzaam_person WHERE id = %s FOR UPDATE", [somebody.pk])
        yield world, somebody, other
        other.rollback()


def _address():
    return os.environ["DATABASE_URL"]


def press(user, path, data):
    """One visitor in a thread of their own, as the web has them; unlike the test client a 500 is an answer."""
    try:
        client = Client(raise_request_exception=False)
        client.force_login(user, backend="zorgzaam.accounts.backends.AccountBackend")
        typed = {**opened(client, path), **data}
        return client.post(path, typed)
    finally:
        connection.close()


def follow_path(world):
    return f"/volgen/body/{world.coalition.pk}/"


def test_eight_presses_on_a_held_row_all_get_an_answer_and_keep_what_was_typed(held, impatient):
    world, somebody, _ = held
    path = f"/beheer/zorgzaam/person/{somebody.pk}/change/"
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: press(world.admin, path, {"name": "Lang getypt"}), range(8)))
    assert {answer.status_code for answer in answers} == {409}
    assert all('value="Lang getypt"' in answer.text for answer in answers)
    somebody.refresh_from_db()
    assert somebody.name == "Pim Partner"


def test_a_view_that_waits_too_long_says_so_and_saves_nothing(held, impatient):
    world, _, other = held
    other.execute("LOCK TABLE zorgzaam_follow IN ACCESS EXCLUSIVE MODE")
    try:
        client = Client(raise_request_exception=False)
        client.force_login(world.partner, backend="zorgzaam.accounts.backends.AccountBackend")
        with ThreadPoolExecutor(1) as thread:
            answer = thread.submit(_closing, lambda: client.post(follow_path(world))).result(120)
    finally:
        other.rollback()
    assert answer.status_code == 503
    assert "Probeer het zo nog eens" in answer.text
    assert answer["Retry-After"]


def test_control_without_the_limits_the_visitor_waits_as_long_as_the_lock(held):
    world, somebody, other = held
    path = f"/beheer/zorgzaam/person/{somebody.pk}/change/"
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(press, world.admin, path, {"name": "Na het wachten"})
        with pytest.raises(TooLate):
            waiting.result(2)
        other.rollback()
        assert waiting.result(120).status_code == 302


def test_healthz_names_a_database_that_takes_the_call_and_says_nothing(
    monkeypatch, impatient, transactional_db
):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        config = connections.settings["default"]
        monkeypatch.setitem(config, "HOST", "127.0.0.1")
        monkeypatch.setitem(config, "PORT", str(silent.getsockname()[1]))
        answers = []
        asked = threading.Thread(
            target=lambda: answers.append(_closing(lambda: Client().get("/healthz"))), daemon=True
        )
        asked.start()
        asked.join(120)
    assert answers, "no answer: the check hangs with the database"
    assert answers[0].status_code == 503
    assert answers[0].json()["parts"]["database"] == "down"


def _closing(ask):
    try:
        return ask()
    finally:
        connection.close()
