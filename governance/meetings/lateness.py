"""From when on a paper is late ("nagekomen"): what the bylaws of a body say of it is told by a higher room."""

import datetime
import uuid
from collections.abc import Callable, Iterable, Mapping

from django.utils import timezone

from governance.meetings.models import Meeting

# Gets meetings; gives the last day for papers of each whose body has such a term, in a number of queries that does not
# grow with them.
Teller = Callable[[list[Meeting]], Mapping[uuid.UUID, datetime.date]]
# From when on papers of a meeting are late, by its id.
LateFrom = dict[uuid.UUID, datetime.datetime]

_tellers: dict[str, Teller] = {}


def register(name: str, teller: Teller) -> None:
    """Let a room tell the last day for papers; the same name replaces."""
    _tellers[name] = teller


def last_days(meetings: Iterable[Meeting]) -> dict[uuid.UUID, datetime.date]:
    """The last day for papers of those meetings whose body has a term for it."""
    asked = list(meetings)
    return {pk: day for teller in _tellers.values() for pk, day in teller(asked).items()} if asked else {}


def late_from(meetings: Iterable[Meeting]) -> LateFrom:
    """The same as moments (aware): the first one after that day. For `PaperQuerySet.with_late`."""
    return {pk: _after(day) for pk, day in last_days(meetings).items()}


def _after(day: datetime.date) -> datetime.datetime:
    following = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    return timezone.make_aware(following)
