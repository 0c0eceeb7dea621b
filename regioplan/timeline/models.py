"""What happened, is agreed or expected, as a document tells it: with that document, and no more precise than it."""

import datetime
import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from zorgzaam.audit.history import track
from zorgzaam.periods import Period, Precision, describe
from zorgzaam.search import search_column, search_index
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger


class EventKind(models.TextChoices):
    """Kinds a reader tells apart; the first letter stands in the picture, so that no colour is needed."""

    CRISIS = "gebeurtenis", "Gebeurtenis"
    AGREEMENT = "afspraak", "Akkoord of afspraak"
    NETWORK = "samenwerking", "Samenwerking"
    MEETING = "bijeenkomst", "Bijeenkomst"
    DOCUMENT = "stuk", "Stuk voor raad of Staten"
    PLAN = "plan", "Plan of mijlpaal"
    DEADLINE = "uiterste_datum", "Uiterste datum"
    PERIOD = "looptijd", "Looptijd"
    FORECAST = "verwachting", "Verwachting"


class Limit(models.TextChoices):
    """A day as a border: it still counts, it does not (O12), or something holds only after it."""

    BY = "uiterlijk", "Uiterlijk (die dag telt mee)"
    BEFORE = "voor", "Voor (die dag telt niet mee)"
    AFTER = "na", "Na (die dag telt niet mee)"


@track(exclude=["search"])
class TimelineEvent(Versioned, Sourced, Period):
    """A fact for the timeline that no plan, approval or agreement of this house tells."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField("wat", max_length=240)
    kind = models.CharField("soort", max_length=14, choices=EventKind.choices)
    limit = models.CharField("grens", max_length=9, choices=Limit.choices, blank=True)
    shown = models.BooleanField(
        "op de tijdlijn",
        default=True,
        help_text="Uit als een plan of besluit op deze site hetzelfde al zegt.",
    )
    search = search_column(title="A")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "feit op de tijdlijn"
        verbose_name_plural = "feiten op de tijdlijn"
        ordering = ["starts_on", "title"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(starts_on__isnull=False),
                name="event_says_when",
                violation_error_message="Kies wanneer. Is alleen het jaar bekend? Kies dan precies tot op: jaar.",
            ),
            models.CheckConstraint(
                condition=Q(limit="") | Q(ends_on__isnull=True),
                name="event_limit_is_one_day",
                violation_error_message="Een grens heeft geen einde. Laat dat leeg.",
            ),
            models.UniqueConstraint(
                fields=["title", "starts_on"],
                name="event_once",
                violation_error_message="Dit staat al op de tijdlijn.",
            ),
        ]
        indexes = [search_index("timeline_event_search")]
        triggers = [version_trigger(ignoring=("search",))]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('timeline')}#{self.pk}"

    @property
    def when(self) -> str:
        return when_of(self)


def when_of(event: TimelineEvent) -> str:
    """As the source says it: "in de loop van 2024", "voor 1 juli 2023", "maart 2021 tot en met maart 2022"."""
    if event.starts_on is None:
        return ""
    if event.limit:
        return f"{event.limit} {describe(event.starts_on, event.starts_precision)}"
    if event.ends_on:
        return event.period
    if event.kind == EventKind.FORECAST:
        return describe(event.starts_on, event.starts_precision)
    return loosely(event.starts_on, event.starts_precision)


def loosely(day: datetime.date, precision: str) -> str:
    """One moment; of a year it says that the day in it is not known."""
    words = describe(day, precision)
    return f"in de loop van {words}" if precision == Precision.YEAR else words
