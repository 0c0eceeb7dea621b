"""A question that every page asks, put into SQL once per process.

Django takes milliseconds to word a small question that PostgreSQL answers in a tenth of one. What is asked at every
request is worded once; the rules it is made of stay where they are, in its queryset.
"""

import datetime
import uuid
from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet

# Stand in for the arguments while the question is worded; nothing real has these values.
SOMEBODY = uuid.UUID("b3c3b9a4-52cd-4c8e-9a39-4b8e6f0d7a11")
SOME_DAY = datetime.date(1234, 5, 6)


class Prepared:
    """`Prepared(ask, SOMEBODY, SOME_DAY)(person_id, day)` gives the rows of `ask(person_id, day)`, as tuples.

    `ask` gives a queryset of plain values (`values_list`) that is the same for all arguments but for their values:
    one that asks something else for some arguments cannot be prepared. The stand-ins say what its arguments are.
    Raises TypeError at the first use when a column is not a plain one, which only the ORM can read, and when a
    stand-in is nowhere in the question: its argument would be left out.
    """

    def __init__(self, ask: Callable[..., "QuerySet[Any, Any]"], *stand_ins: Any) -> None:
        self._ask, self._stand_ins = ask, stand_ins

    def __call__(self, *arguments: Any) -> list[tuple[Any, ...]]:
        sql, parameters = self._worded
        given = dict(zip(self._stand_ins, arguments, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(sql, [given.get(value, value) for value in parameters])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    @cached_property
    def _worded(self) -> tuple[str, tuple[Any, ...]]:
        compiler = self._ask(*self._stand_ins).query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        if compiler.get_converters([column for column, _, _ in compiler.select]):
            raise TypeError("Not every column of this question is a plain one.")
        if not set(self._stand_ins) <= set(parameters):
            raise TypeError("Not every argument is asked for as it was given.")
        return sql, parameters
