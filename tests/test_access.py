"""The table of who gets what: every URL pattern x every reader x every verb (promise I4).

The expected statuses are written by hand in tests/access_rows/<room>.py; the list of patterns is generated. A pattern
without a row fails.
"""

import importlib
import pkgutil
import re
import uuid
from zlib import crc32

import pytest
from django.urls import reverse

from tests import access_rows
from tests.access_rows import ALL
from tests.conftest import FULL
from zorgzaam.routes import routes

pytestmark = pytest.mark.django_db

# Views of libraries: their own tests, and tests/kernel/test_accounts.py.
BORROWED = ("account_", "mfa_", "admin:")
REFUSED = {302, 403, 404, 405}
GARBAGE = [
    "\x00",
    "9" * 40,
    "-1",
    "0",
    str(2**63),
    "٣",
    "1.5",
    "' OR 1=1 --",
    "../../etc/passwd",
    "é" * 300,
    "[]",
]
FIELDS = [
    "q",
    "soort",
    "pagina",
    "toestand",
    "next",
    "sorteer",
    "jaar",
    "dag",
    "aangekomen",
    "wanted",
    "version",
]


# Who tries in small counts what does not depend much on who it is; in full everybody does.
FEW = ("visitor", "partner", "member", "bureau", "admin")
# Signed in, and neither in the body, nor of the organisation, nor of the netwerkbureau.
OUTSIDERS = ("other_partner", "statenlid", "clerk", "council_member")

# The rows of each room, and all together.
ROOMS = {
    found.name: importlib.import_module(f"tests.access_rows.{found.name}").ROWS
    for found in pkgutil.iter_modules(access_rows.__path__)
}
ROWS = {name: row for rows in ROOMS.values() for name, row in rows.items()}
OURS = [route for route in routes() if not route.name.startswith(BORROWED)]


def pattern(name):
    """A row may be one of several states of an address: "paper@besloten" is the address "paper"."""
    return name.partition("@")[0]


def address(name, world, row, absent=False):
    arguments = row.absent if absent else row.arguments(world) if row.arguments else {}
    return reverse(pattern(name), kwargs=arguments)


def one_state(rows):
    """Rows of one state per address, for what does not depend on the state."""
    return {name: row for name, row in rows.items() if "@" not in name}.items()


def differs(row):
    """Whether it matters who asks."""
    return {row.per_reader.get(reader, row.rest) for reader in ALL} != {row.rest}


def who_asks(name, row):
    """Who tries an address: everybody in full. In small counts, where all get the same answer, some speak for all; else
    all but the outsiders of one kind who are told the same: of those one asks, another at each address."""
    if FULL:
        return ALL
    if not differs(row):
        return FEW
    told = {reader: row.per_reader.get(reader, row.rest) for reader in ALL}
    alike = [reader for reader in OUTSIDERS if told[reader] == row.rest]
    spared = {*alike} - {*alike[crc32(name.encode()) % len(alike) :][:1]} if alike else set()
    return [reader for reader in ALL if reader not in spared]


def package(route):
    return route.view.split(".")[0]


@pytest.mark.parametrize("app", sorted({package(route) for route in OURS}))
def test_every_address_has_a_row(app):
    missing = sorted({route.name for route in OURS if package(route) == app} - {*map(pattern, ROWS)})
    assert missing == [], "add rows to the module of their room in tests/access_rows/"


def test_every_row_has_an_address():
    assert sorted({*map(pattern, ROWS)} - {route.name for route in OURS}) == []


def test_in_small_counts_every_outsider_asks_somewhere_and_whoever_is_told_something_else_everywhere():
    asked = {name: who_asks(name, row) for name, row in ROWS.items() if differs(row)}
    for outsider in OUTSIDERS:
        assert sum(outsider in readers for readers in asked.values()) >= len(asked) / 8
    apart = {
        (name, reader)
        for name in asked
        for reader, told in ROWS[name].per_reader.items()
        if told != ROWS[name].rest
    }
    assert {(name, reader) for name, reader in apart if reader not in asked[name]} == set()


def test_the_cast_is_complete(world):
    assert set(world.readers) == set(ALL)


@pytest.fixture
def clients(world, as_):
    """A signed-in client per reader."""
    return {reader: as_(user) for reader, user in world.readers.items()}


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_each_reader_gets_what_the_table_says(world, clients, room):
    wrong = {}
    for name, row in ROOMS[room].items():
        url = address(name, world, row)
        for reader in who_asks(name, row):
            client = clients[reader]
            told, found = row.per_reader.get(reader, row.rest), client.get(url).status_code
            # HEAD is the same view: in small counts one reader tries it.
            head = client.head(url).status_code if FULL or reader == "bureau" else found
            if {found, head} != {told}:
                wrong[name, reader] = f"table {told}, found {found}, without a body {head}"
    assert not wrong, "\n".join(f"{k}: {v}" for k, v in wrong.items())


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_what_does_not_exist_gets_what_the_table_says(world, clients, room):
    wrong = {}
    for name, row in ROOMS[room].items():
        if row.absent:
            url, expected = address(name, world, row, absent=True), row.absent_status or row.per_reader
            for reader in clients if FULL else FEW:
                if (found := clients[reader].get(url).status_code) != expected.get(reader, row.rest):
                    wrong[name, reader] = found
    assert not wrong, "\n".join(f"{k}: {v}" for k, v in wrong.items())


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_no_other_verb_opens_what_get_does_not(world, clients, room):
    wrong = {}
    for name, row in one_state(ROOMS[room]):
        url = address(name, world, row)
        for reader in clients if FULL else ("visitor", "member"):
            for verb in ("put", "patch", "delete"):
                status = getattr(clients[reader], verb)(url).status_code
                if status not in REFUSED | {row.per_reader.get(reader, row.rest)}:
                    wrong[name, reader, verb] = status
    assert not wrong, "\n".join(f"{k}: {v}" for k, v in wrong.items())


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_nothing_anybody_sends_makes_an_error(world, clients, room):
    """Never a 500: every field of every address filled with rubbish, by GET and by POST."""
    wrong = {}
    for name, row in one_state(ROOMS[room]):
        url = address(name, world, row)
        for number, rubbish in enumerate(GARBAGE):
            # In small counts four kinds of rubbish per address, each thrown by one reader; in full all by all.
            if not FULL and (crc32(name.encode()) + number) % 3:
                continue
            for reader in clients if FULL else [("bureau", "member", "visitor")[number // 3 % 3]]:
                data = dict.fromkeys(FIELDS, rubbish)
                for answer in (clients[reader].get(url, data), clients[reader].post(url, data)):
                    if answer.status_code >= 500 and name != "healthz":
                        wrong[name, reader, rubbish] = answer.status_code
    assert not wrong, "\n".join(f"{k}: {v}" for k, v in wrong.items())


def test_rubbish_in_the_address_itself_makes_no_error(clients):
    wrong = {}
    for route in OURS:
        if "<" in route.pattern:
            for rubbish in ("\x00", "٣", "9" * 40, str(uuid.uuid4()), "a%00b"):
                path = re.sub(r"<[^>]*>", lambda _: rubbish, route.pattern)  # noqa: B023
                if (status := clients["bureau"].get(path).status_code) >= 500:
                    wrong[path] = status
    assert not wrong, "\n".join(f"{k}: {v}" for k, v in wrong.items())
