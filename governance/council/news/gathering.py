"""What is new in registers and dossiers, for who may read it: each with the moment from which that was so."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, DateTimeField, F, Q, When
from django.db.models.functions import Cast, Coalesce, Greatest, TruncDate
from django.utils import timezone

from governance.council.answers.models import SentAnswer
from governance.council.commitments.models import Commitment
from governance.council.handling.models import Settlement, SettlementState
from governance.council.motions.models import Motion
from governance.council.notices.models import CouncilNotice
from governance.council.questions.models import Question
from governance.council.shelves import BY_MODEL
from zorgzaam.standing import Reader

MOST = 50
# What was older than this when it was written down is history, and news to nobody.
OLD = datetime.timedelta(days=60)
Span = tuple[datetime.datetime, datetime.datetime] | None


@dataclass(frozen=True)
class News:
    """One new thing. `at` is the moment it is news, `on` the day it is about; `row` is what it is."""

    key: str
    what: str
    title: str
    address: str
    council: str
    at: datetime.datetime
    on: datetime.date
    row: Any


def in_register(model: Any, rows: Any, span: Span = None) -> list[News]:
    """The newest of these rows of one register, the newest first; one query."""
    what, day = BY_MODEL[model].noun, BY_MODEL[model].day
    rows = _within(_dated(rows, day), "news_at", span)
    return [
        News(f"{model._meta.model_name}:{row.pk}", _called(row, what), str(row), row.get_absolute_url(),
             row.council.name, row.news_at, getattr(row, day), row)
        for row in rows.select_related("council").order_by("-news_at", "pk")[:MOST]
    ]  # fmt: skip


def in_dossier(dossier: Any, reader: Reader) -> list[News]:
    """What came into a dossier or ended in it and this reader may read, the newest first. A constant number of
    queries."""
    found = [*_rows(dossier, reader), *_answers(dossier, reader), *_endings(dossier, reader)]
    return _newest(found)


def came_into(dossier: Any, reader: Reader, begin: datetime.datetime, end: datetime.datetime) -> list[News]:
    """The same from `begin` until just before `end`, without what ended."""
    span = (begin, end)
    return _newest([*_rows(dossier, reader, span), *_answers(dossier, reader, span)])


def _newest(found: list[News]) -> list[News]:
    return sorted(found, key=lambda news: news.at, reverse=True)[:MOST]


def _rows(dossier: Any, reader: Reader, span: Span = None) -> Iterator[News]:
    for model in BY_MODEL:
        rows = model.objects.visible_to(reader).filter(dossier=dossier)
        yield from in_register(model, rows, span)


def _called(row: Any, what: str) -> str:
    """A document by its kind, a question by its sort."""
    if isinstance(row, CouncilNotice):
        return str(row.get_kind_display())
    return str(row.get_sort_display()) if isinstance(row, Question) else what


def _dated(rows: Any, day: str) -> Any:
    """With `news_at`: when a reader could read it, so when it was noted or its embargo ended."""
    return _placed(rows, "created_at", Greatest("created_at", Coalesce("embargo_until", "created_at")), day)


def _placed(rows: Any, noted: str, since: Any, day: str) -> Any:
    """With the moment it is news. What was long past on the day it was noted stands on its own day: a list of years ago
    that is read in today drives nothing new out."""
    rows = rows.annotate(noted_on=TruncDate(noted))
    news, past = When(noted_on__lte=F(day) + OLD, then=since), Cast(day, DateTimeField())
    return rows.annotate(news_at=Case(news, default=past))


def _within(rows: Any, field: str, span: Span) -> Any:
    return rows.filter(**{f"{field}__gte": span[0], f"{field}__lt": span[1]}) if span else rows


def _answers(dossier: Any, reader: Reader, span: Span = None) -> list[News]:
    rows = SentAnswer.objects.visible_to(reader).filter(question__dossier=dossier).shown()
    return [
        News(f"answer:{row.pk}", "Antwoord", row.title, row.get_absolute_url(), row.question.council.name,
             row.sent_at, timezone.localdate(row.sent_at), row)
        for row in _within(rows, "sent_at", span).order_by("-sent_at")[:MOST]
    ]  # fmt: skip


def _endings(dossier: Any, reader: Reader) -> list[News]:
    about = Q(commitment__dossier=dossier) | Q(motion__dossier=dossier)
    return _ended(Settlement.objects.visible_to(reader).filter(about))


def endings_of(model: Any, rows: Any) -> list[News]:
    """What ended of these rows of one register, the newest first; none of a register where nothing ends so."""
    if model not in (Commitment, Motion):
        return []
    return _ended(
        Settlement.objects.filter(**{f"{model._meta.model_name}__in": rows.order_by().values("pk")})
    )


def _ended(rows: Any) -> list[News]:
    """What the griffie says is news when it says so, of whatever day; what a document of the time says is not."""
    rows = _placed(rows.filter(state=SettlementState.CONFIRMED), "decided_at", F("decided_at"), "on")
    by_the_clerk = When(decided_by__isnull=False, then=F("decided_at"))
    rows = rows.annotate(news_at=Case(by_the_clerk, default=F("news_at"))).select_related(
        "commitment__council", "motion__council"
    )
    return [
        News(f"settlement:{row.pk}", f"{row.get_outcome_display()} door de griffie" if row.decided_by_id else
             str(row.get_outcome_display()), str(row.promise), row.promise.get_absolute_url(),
             row.promise.council.name, row.news_at, row.on, row)
        for row in rows.order_by("-news_at")[:MOST]
    ]  # fmt: skip
