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
        # First in the row: within somebody's `acting`, what comes after it has the actor of that moment in it.
        connection.execute_wrappers.insert(0, self._note)
        try:
            self.world = build_world()
        finally:
            connection.execute_wrappers.remove(self._note)

    def _note(self, execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.startswith(("INSERT", "UPDATE")):
            self.statements.append(psycopg.ClientCursor(connection.connection).mogrify(sql, params))
        return execute(sql, params, many, context)

    def play(self) -> World:
        """Write it again in the database of this test; gives people of its own to this test."""
        with acting(SystemActor.SETUP, reason="test"), connection.cursor() as cursor:
            # The actor comes along as parameters, so a percent sign of our own is written twice.
            cursor.execute(";\n".join(self.statements).replace("%", "%%"))
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
