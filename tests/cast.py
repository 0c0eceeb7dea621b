"""The cast of tests/world.py, built once per process and played back for every test after that.

Building takes some sixty questions through the ORM; playing back is one, with the same triggers and constraints.
"""

import copy
from functools import cache
from typing import Any

import psycopg
from django.db import connection, transaction

from tests.world import World, build_world
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting


class Recording:
    """What one building wrote, as a script of SQL, and the people as they were then."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        with connection.execute_wrapper(self._note):
            self.world = build_world()

    def _note(self, execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.startswith(("INSERT", "UPDATE")):
            self.statements.append(psycopg.ClientCursor(connection.connection).mogrify(sql, params))
        return execute(sql, params, many, context)

    def play(self) -> World:
        """Write it again in the database of this test; gives people of its own to this test."""
        with acting(SystemActor.SETUP, reason="test"), connection.cursor() as cursor:
            cursor.execute(";\n".join(self.statements))
        return copy.deepcopy(self.world)


@cache
def _recording() -> Recording:
    with transaction.atomic():
        made = Recording()
        transaction.set_rollback(True)
    return made


def the_cast() -> World:
    """The world of one test, in an open transaction or a fresh clone of the database."""
    return _recording().play()
