"""Lists of initiatives on the pages of what they are about: a task, a theme, a municipality, an organisation.

Everybody sees what stands on the site. Who reads more of it (who brings it in, the netwerkbureau) sees the rest too,
each with its own state.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from partners.initiatives.models import (
    Initiative,
    InitiativePublication,
    InitiativeSubject,
    PublishedSubject,
)
from partners.initiatives.models.initiatives import InitiativeQuerySet
from partners.initiatives.publishing.words import TONES, public_state, public_words
from zorgzaam.places import Block
from zorgzaam.standing import Reader, standing_of

MOST = 6


class ReadableQuerySet(InitiativeQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """What stands on the site, and what this reader reads inside."""
        current = InitiativePublication.objects.current().values("initiative")
        inside = Initiative.objects.read_inside_by(user).values("pk")
        return self.filter(Q(pk__in=current) | Q(pk__in=inside))


def Readable() -> ReadableQuerySet:
    """Initiatives of which a reader gets a page at all."""
    return ReadableQuerySet(Initiative)


@dataclass(frozen=True)
class Line:
    """One initiative in a list. `inside`: it does not stand on the site; this reader reads it for another reason."""

    title: str
    url: str
    by_whom: str
    words: str
    tone: str
    inside: bool


def lines(user: Reader, **subject: Any) -> tuple[list[Line], int]:
    """What this reader may know of that is about `subject` (a column and a row), and how many stand on the site. Two
    questions for a visitor, three for who reads more."""
    about = PublishedSubject.objects.filter(**subject).values("publication")
    published = InitiativePublication.objects.current().filter(pk__in=about)
    shown = list(published.shown().defer("search", "canonical", "summary")[:MOST])
    many = len(shown) if len(shown) < MOST else published.count()
    found = [_public(each) for each in shown]
    if standing_of(user).is_somebody:
        found += [_inside(each) for each in _read_inside(user, subject)]
    return found, many


def _read_inside(user: Reader, subject: dict[str, Any]) -> Any:
    """Sent, about this, read by this reader, and not on the site."""
    rows = Initiative.objects.read_inside_by(user).sent()
    organisation = subject.get("organisation")
    if organisation is not None:
        rows = rows.filter(
            Q(organisation=organisation)
            | Q(pk__in=Initiative.objects.filter(partners__organisation=organisation).values("pk"))
        )
    else:
        rows = rows.filter(pk__in=InitiativeSubject.objects.filter(**subject).values("initiative"))
    on_site = InitiativePublication.objects.current().values("initiative")
    return rows.exclude(pk__in=on_site).shown()[:MOST]


def _public(row: InitiativePublication) -> Line:
    initiative = row.initiative
    tone = TONES[public_state(initiative.state)]
    return Line(row.title, row.get_absolute_url(), row.by_whom, public_words(initiative), tone, False)


def _inside(row: Initiative) -> Line:
    return Line(row.title, row.get_absolute_url(), row.by_whom, row.words, "neutral", True)


def _block(request: HttpRequest, column: str, subject: Any, narrowed: str, *, section: bool) -> Block | None:
    found, many = lines(request.user, **{column: subject})
    if not found:
        return None
    url = f"{reverse('initiatives')}?{narrowed}" if narrowed else ""
    context = {"lines": found, "many": many, "url": url, "section": section}
    return Block("partners/initiatives_about.html", context)


def of_task(request: HttpRequest, task: Any) -> Block | None:
    """In the section the page of a task makes of it."""
    return _block(request, "task", task, f"opgave={task.pk}", section=False)


def _provider(column: str, narrowed: Callable[[Any], str]) -> Callable[[HttpRequest, Any], Block | None]:
    def provide(request: HttpRequest, subject: Any) -> Block | None:
        return _block(request, column, subject, narrowed(subject), section=True)

    return provide


of_theme = _provider("theme", lambda theme: f"thema={theme.pk}")
of_municipality = _provider("municipality", lambda one: f"gemeente={one.slug}")
of_organisation = _provider("organisation", lambda one: "")
