"""Who gets an issue, and who does not and why. What the preview tells and what the book is filled with is one question.

Which parts somebody sees is worked out by the database, as a text of ones and zeros: one per audience.
"""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Concat

from newsletters.issues.models import Issue, IssueState
from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.reading import PAUSE, had_one
from newsletters.subscriptions.states import Frequency, SubscriberState
from newsletters.subscriptions.subscribing import SCOPE
from zorgzaam.post.bulk.models import Suppression
from zorgzaam.post.bulk.suppression import EVERYTHING

# An issue may have stood still for so long before its last mail left.
STOOD_STILL = datetime.timedelta(days=92)


def name_of(issue: uuid.UUID) -> str:
    """What the mails of the issue with this key are about, in the book of the post office."""
    return issue.hex


class Why(models.TextChoices):
    """What becomes of one reader; the first that holds."""

    GETS = "krijgt", "Krijgt de nieuwsbrief"
    UNCONFIRMED = "onbevestigd", "Heeft de aanmelding nog niet bevestigd"
    LISTED = "overgenomen", "Staat op een overgenomen lijst en is nog niets gevraagd"
    ENDED = "afgemeld", "Heeft zich afgemeld"
    PARKED = "geparkeerd", "Mail komt niet aan op dit adres"
    SUPPRESSED = "geen", "Krijgt geen post van ons, omdat dat gevraagd is of omdat mail niet aankwam"
    NOT_DUE = "kwartaal", "Wil er hooguit één in de drie maanden, en kreeg er pas een"
    NOTHING = "niets", "Koos thema's of gemeenten waar dit nummer niets over heeft"


# A state that is not here and is not active gets nothing either.
_NOT_READING = {
    SubscriberState.LISTED: Why.LISTED,
    SubscriberState.ASKED: Why.UNCONFIRMED,
    SubscriberState.ENDED: Why.ENDED,
    SubscriberState.PARKED: Why.PARKED,
}


@dataclass(frozen=True)
class Part:
    """A block of an issue and whom it is for; nothing named is everybody."""

    pk: Any
    themes: frozenset[Any] = frozenset()
    municipalities: frozenset[Any] = frozenset()

    @property
    def audience(self) -> tuple[frozenset[Any], frozenset[Any]]:
        return self.themes, self.municipalities


@dataclass(frozen=True)
class Named:
    """A key of a theme or municipality, as `wanting` takes it."""

    pk: Any


class Question:
    """Who gets these parts at this moment. `about` is the issue's own name in the book: mail about it does not make
    that somebody had one lately."""

    def __init__(self, parts: Iterable[Part], moment: datetime.datetime, about: str) -> None:
        self.parts, self.moment, self.about = list(parts), moment, about
        self._audiences = list(dict.fromkeys(part.audience for part in self.parts))

    def asked(self) -> Any:
        """Every reader with `why` (Why) and `shows`, by which `parts_of` tells the parts."""
        rows = Subscriber.objects.exclude(state=SubscriberState.GONE)
        return rows.annotate(shows=self._shows()).annotate(why=self._why())

    def getting(self, shows: str | None = None) -> Any:
        """Who gets it; with `shows` only who gets those parts."""
        rows = self.asked().active().filter(why=Why.GETS)
        return rows if shows is None else rows.filter(shows=shows)

    def parts_of(self, shows: str) -> list[Any]:
        """The keys of the parts that go with this text of ones and zeros, in their order."""
        open_to = {audience for audience, sign in zip(self._audiences, shows, strict=True) if sign == "1"}
        return [part.pk for part in self.parts if part.audience in open_to]

    def counted(self) -> "Tally":
        """How many readers get it and how many do not, by reason; one query."""
        rows = self.asked().order_by().values_list("why", "shows").annotate(number=Count("pk"))
        whys: Counter[str] = Counter()
        variants: Counter[str] = Counter()
        for why, shows, number in rows:
            whys[why] += number
            if why == Why.GETS:
                variants[shows] += number
        return Tally(whys, variants)

    def of(self, address: str) -> "Answer | None":
        """What one address gets; None when nobody on the list has it."""
        row = self.asked().filter(address__iexact=address.strip()).first()
        if row is None:
            return None
        return Answer(row, Why(row.why), self.parts_of(row.shows))

    def _shows(self) -> Any:
        signs = [
            Case(When(self._sees(audience), then=Value("1")), default=Value("0"))
            for audience in self._audiences
        ]
        if not signs:
            return Value("", output_field=CharField())
        # An empty text in front: a single sign is a text too.
        return Concat(Value(""), *signs, output_field=CharField())

    def _sees(self, audience: tuple[frozenset[Any], frozenset[Any]]) -> Any:
        themes, municipalities = ([Named(key) for key in keys] for keys in audience)
        if not themes and not municipalities:
            return Q(pk__isnull=False)
        wanting = Subscriber.objects.wanting(themes, municipalities)  # type: ignore[arg-type]
        return Exists(wanting.filter(pk=OuterRef("pk")))

    def _why(self) -> Any:
        held = Suppression.objects.holding().filter(scope__in=[SCOPE, EVERYTHING])
        return Case(
            *(When(state=state, then=Value(why)) for state, why in _NOT_READING.items()),
            When(Exists(held.filter(digest=OuterRef("digest"))), then=Value(Why.SUPPRESSED)),
            When(Q(frequency=Frequency.QUARTER) & self._had_one(), then=Value(Why.NOT_DUE)),
            When(~Q(shows__contains="1"), then=Value(Why.NOTHING)),
            When(state=SubscriberState.ACTIVE, then=Value(Why.GETS)),
            default=Value(Why.UNCONFIRMED),
            output_field=CharField(),
        )

    def _had_one(self) -> Q:
        since = self.moment - PAUSE - STOOD_STILL
        earlier = Issue.objects.out().filter(begun_at__gte=since).values_list("pk", "state")
        names = {name_of(pk): state for pk, state in earlier if name_of(pk) != self.about}
        stopped = {name for name, state in names.items() if state == IssueState.STOPPED}
        return had_one(self.moment, {*names}, stopped)


@dataclass(frozen=True)
class Answer:
    """What becomes of one reader, and the keys of the parts they see."""

    row: Subscriber
    why: Why
    parts: Sequence[Any]

    @property
    def gets_it(self) -> bool:
        return self.why == Why.GETS


@dataclass(frozen=True)
class Tally:
    """Readers by what becomes of them, and those who get it by the parts they see."""

    whys: Counter[str]
    variants: Counter[str]

    @property
    def getting(self) -> int:
        return self.whys[Why.GETS]

    @property
    def total(self) -> int:
        return self.whys.total()

    @property
    def not_getting(self) -> list[tuple[str, int]]:
        """(reason, how many) of who gets nothing, in the order of the reasons."""
        return [(why.label, self.whys[why]) for why in Why if why != Why.GETS and self.whys[why]]
