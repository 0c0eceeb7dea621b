"""The secrets of links reach no log: not of the web server, whichever page was asked from where, nor of Django."""

import datetime
import http.client
import logging
import logging.config
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.urls import reverse
from gunicorn.config import Config
from gunicorn.glogging import Logger

from tests.local.ground import HOUSE, eventually
from zorgzaam.local.ports import free_port
from zorgzaam.local.run import MASKED
from zorgzaam.masking import WebLogger, masked
from zorgzaam.routes import routes

SECRET = "geheimekanarie7"
ADDRESS = f"/uitnodiging/{SECRET}/"
# What names a secret in an address, and the addresses where that word means something else.
NAMES = ("secret", "key", "token", "code")
OTHERWISE = ("history", "source_conflict", "source_conflict_reopen")
NOBODY = "0" * 8 + "-0000-0000-0000-" + "0" * 12
OTHERS = {"uidb36": "1z", **dict.fromkeys(("item", "pk", "file", "person"), NOBODY), "part": "idee"}


def with_secrets() -> Iterator[str]:
    for route in routes():
        named = set(re.findall(r"<(?:\w+:)?(\w+)>", route.pattern))
        if named & set(NAMES) and route.name not in OTHERWISE and not route.name.startswith("admin:"):
            yield reverse(route.name, kwargs={name: OTHERS.get(name, SECRET) for name in named})


def test_every_address_that_holds_a_secret_is_masked():
    found = list(with_secrets())
    assert reverse("feed", args=[SECRET]) in found
    assert len(found) >= 4, found
    assert [address for address in found if SECRET in masked(address)] == []
    assert SECRET not in masked(f"/account/inloggen/?next=%2Fuitnodiging%2F{SECRET}%2F")


@pytest.mark.parametrize(
    "address",
    [
        f"/uitnodiging/%61bc{SECRET}/",
        f"/uitnodiging/abc%2D{SECRET}/",
        f"/uitnodiging/abc%20{SECRET}/",
        f"/%75itnodiging/{SECRET}/",
        f"/%2575itnodiging/%22{SECRET}/",
        f"/feeds%2Fagenda/%61{SECRET}.ics",
        f"/account/inloggen/?next=%252Fuitnodiging%252F{SECRET}%252F",
        f"/account/inloggen/?next=%25252F%25256fogst%25252F{SECRET}",
        f"/uitnodiging//{SECRET}/",
        f"/uitnodiging/./{SECRET}/",
        f"/uitnodiging\\{SECRET}",
    ],
)
def test_a_secret_behind_codes_is_masked_too(address):
    assert SECRET not in masked(address)
    assert SECRET not in masked(f'Not Found: "GET {address} HTTP/1.1" from "http://x{address}"')


def test_what_is_written_decoded_begins_no_line_of_its_own():
    assert masked(f"/%75itnodiging/{SECRET}/%0Aroot%20%22") == "/uitnodiging/***/%0Aroot%20%22"


def test_codes_of_an_address_without_a_secret_stay():
    for line in (
        "/zoeken/?q=caf%C3%A9%20zorg",
        "/account/inloggen/?next=%2Fvergaderingen%2F%3Fq%3Da%2520b",
        "/feeds/agenda/***?naam=a%20b",
        "100% klaar",
    ):
        assert masked(line) == line


def test_a_long_line_of_a_visitor_is_masked_at_once():
    for part in ("/", "%2F", "%25", "/oogst/", "/;", "a%20", "/oogst/%2525"):
        began = time.monotonic()
        masked(part * (8000 // len(part)))
        assert time.monotonic() - began < 1, part


def test_what_is_no_secret_stays_to_be_read():
    for line in ("GET /uitnodigingen/1f/ 200", "GET /account/agenda/?q=feeds HTTP/1.1", "/oogst/"):
        assert masked(line) == line


def test_django_says_which_page_broke_without_the_secret_in_it():
    formatter = logging.config.DictConfigurator({}).configure_formatter(
        {**settings.LOGGING["formatters"]["line"]}
    )
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 1, "Internal Server Error: %s", (ADDRESS,), None
    )
    assert SECRET in record.getMessage(), "control"
    assert "Internal Server Error: /uitnodiging/***/" in formatter.format(record)


@pytest.fixture
def site(tmp_path) -> Iterator[tuple[int, Path]]:
    """The web server as it is started here, with a page of nobody, and where it logs."""
    port, log = free_port(), tmp_path / "access.log"
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--no-control-socket",
        *MASKED,
        "--bind",
        f"127.0.0.1:{port}",
    ]
    environment = {**os.environ, "SECRET_KEY": "x" * 60, "DEMO": "1"}
    server = subprocess.Popen(
        [*command, "--access-logfile", str(log), "wsgiref.simple_server:demo_app"], cwd=HOUSE, env=environment
    )
    try:
        yield port, log
    finally:
        server.terminate()
        server.wait(20)


def test_the_web_server_logs_neither_what_was_asked_nor_from_where(site):
    port, log = site
    assert eventually(lambda: asked(port) == 200)
    assert eventually(lambda: "/uitnodiging/***/" in log.read_text())
    written = log.read_text()
    assert "GET /uitnodiging/***/?antwoord=ja" in written
    assert "/feeds/agenda/***" in written
    assert SECRET not in written


def test_the_web_server_says_what_went_wrong_without_the_secret(tmp_path):
    written = {}
    for kind in (Logger, WebLogger):
        config, log = Config(), tmp_path / kind.__name__
        config.set("errorlog", str(log))
        config.set("accesslog", str(log))
        logger = kind(config)
        try:
            raise OSError(ADDRESS)
        except OSError:
            logger.exception("Error handling request %s", ADDRESS)
        logger.warning("Invalid request from ip=%s: %s", "192.0.2.1", f"GET /uitnodiging/%61{SECRET}/ HTTP/9")
        for handler in logger.error_log.handlers:
            handler.flush()
        written[kind] = log.read_text()
    assert SECRET in written[Logger], "control"
    assert SECRET not in written[WebLogger]
    assert "Error handling request /uitnodiging/***/" in written[WebLogger]
    assert "[WARNING] Invalid request from ip=192.0.2.1" in written[WebLogger]
    assert "OSError: /uitnodiging/***/" in written[WebLogger]


def test_the_image_starts_the_web_server_with_it():
    command = (HOUSE / "Dockerfile").read_text().partition('CMD ["gunicorn"')[2]
    assert ", ".join(f'"{word}"' for word in MASKED) in command


def test_of_itself_the_web_server_would_log_them():
    environ = {"REQUEST_METHOD": "GET", "RAW_URI": ADDRESS, "SERVER_PROTOCOL": "HTTP/1.1"}
    answer = SimpleNamespace(status="204 No Content", sent=0, headers=[])
    made = [
        kind(Config()).atoms(answer, SimpleNamespace(headers=[]), environ, datetime.timedelta(0))
        for kind in (Logger, WebLogger)
    ]
    assert [SECRET in atoms["r"] for atoms in made] == [True, False]


def asked(port: int) -> int:
    """The page is asked for by a secret address, from a page that has another."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request(
            "GET", f"{ADDRESS}?antwoord=ja", headers={"Referer": f"http://x/feeds/agenda/{SECRET}.ics"}
        )
        return line.getresponse().status
    except OSError:
        return 0
    finally:
        line.close()
