"""A shifted agenda can need a room or a person twice at one time, parts can be too long or too open for their item, and
an item may have to stay for now: the database refuses that, and the page says so."""

import uuid
from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from governance.meetings import doubles
from governance.meetings.models import Meeting
from governance.meetings.models.lasting import HELD
from governance.meetings.models.parallel import CLASHES
from governance.meetings.models.parts import FIT, OPEN
from governance.meetings.views.answers import REFUSED, stale
from zorgzaam.constraints import said_by
from zorgzaam.standing import Reader

View = Callable[..., HttpResponse]


def clash(refusal: IntegrityError, reader: Reader, written: Collection[uuid.UUID] = ()) -> str | None:
    """What is needed twice, does not go inside or has to stay, in words; None when something else was refused. Who or
    which room it is, as far as this reader may know it: see `doubles.named`."""
    said = said_by(refusal)
    if said.name == FIT:
        return f"{said.message} Geef het punt meer minuten, of de onderdelen minder."
    if said.name in CLASHES:
        return f"{said.message} {doubles.named(refusal, reader, written)}".rstrip()
    return said.message if said.name in (OPEN, HELD) else None


def or_clash(find: Callable[[uuid.UUID], Meeting | None]) -> Callable[[View], View]:
    """For a view that shifts an agenda; `find` gives the meeting of the key in its address. On a clash nothing changes,
    and the page of that meeting says what is needed twice (409)."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, pk: uuid.UUID, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                with transaction.atomic():
                    return view(request, pk, *args, **kwargs)
            except IntegrityError as refusal:
                words, meeting = clash(refusal, request.user), find(pk)
                if words is None or meeting is None:
                    raise
            return stale(request, meeting, f"{words} Er is niets veranderd.", REFUSED)

        return guarded

    return wrap


def its_own(pk: uuid.UUID) -> Meeting | None:
    return Meeting.objects.filter(pk=pk).first()


def of_item(pk: uuid.UUID) -> Meeting | None:
    return Meeting.objects.filter(items__pk=pk).first()


def said_beside(form: Any, field: str, refusal: IntegrityError, reader: Reader) -> None:
    """The clash as an error of the form, beside its field; raises again what is no clash."""
    words = clash(refusal, reader)
    if words is None:
        raise refusal
    form.add_error("publicity" if said_by(refusal).name == OPEN else field, words)
