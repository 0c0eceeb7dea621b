"""What is new in registers and dossiers, for who may read it: each with the moment from which that was so."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from governance.council.answers.models import SentAnswer
from governance.council.commitments.models import Commitment
from governance.council.handling.models import Settlement, SettlementState
from governance.council.motions.models import Motion
from governance.council.notices.models import CouncilNotice
from governance.council.questions.models import Question
from governance.council.sessions.models import CouncilSession
from zorgzaam.standing import Reader

MOST = 50


@dataclass(frozen=True)
class News:
    """One new thing. `at` is when it could be read here, `on` the day it is about; `row` is what it is."""

    key: str
    what: str
    title: str
    address: str
    council: str
    at: datetime.datetime
    on: datetime.date
    row: Any


# Model of a register -> what one is called, and the field with its day.
ROWS: dict[Any, tuple[str, str]] = {
    Commitment: ("Toezegging", "promised_on"),
    Motion: ("Motie", "dated_on"),
    Question: ("Vraag", "asked_on"),
    CouncilNotice: ("Stuk", "dated_on"),
    CouncilSession: ("Sessie", "held_on"),
}


def in_register(model: Any, rows: Any) -> list[News]:
    """The newest of these rows of one register, the newest first; one query."""
    what, day = ROWS[model]
    return [
        News(f"{model._meta.model_name}:{row.pk}", _called(row, what), str(row), row.get_absolute_url(),
             row.council.name, row.readable_at, getattr(row, day), row)
        for row in _dated(rows).select_related("council").order_by("-readable_at", "pk")[:MOST]
    ]  # fmt: skip


def in_dossier(dossier: Any, reader: Reader, since: datetime.datetime | None = None) -> list[News]:
    """What came into a dossier and this reader may read, the newest first; after `since` where that is given.
    A constant number of queries."""
    found: list[News] = []
    for model in ROWS:
        rows = model.objects.visible_to(reader).filter(dossier=dossier)
        found += in_register(model, _after(_dated(rows), "readable_at", since))
    found += _answers(dossier, reader, since) + _endings(dossier, reader, since)
    return sorted(found, key=lambda news: news.at, reverse=True)[:MOST]


def _called(row: Any, what: str) -> str:
    """A document by its kind, a question by its sort."""
    if isinstance(row, CouncilNotice):
        return str(row.get_kind_display())
    return str(row.get_sort_display()) if isinstance(row, Question) else what


def _dated(rows: Any) -> Any:
    """With the moment from which a reader could read it: when it was noted, or the end of its embargo."""
    return rows.annotate(readable_at=Greatest("created_at", Coalesce("embargo_until", "created_at")))


def _after(rows: Any, field: str, since: datetime.datetime | None) -> Any:
    return rows.filter(**{f"{field}__gt": since}) if since else rows


def _answers(dossier: Any, reader: Reader, since: datetime.datetime | None) -> list[News]:
    rows = SentAnswer.objects.visible_to(reader).filter(question__dossier=dossier).shown()
    return [
        News(f"answer:{row.pk}", "Antwoord", row.title, row.get_absolute_url(), row.question.council.name,
             row.sent_at, timezone.localdate(row.sent_at), row)
        for row in _after(rows, "sent_at", since).order_by("-sent_at")[:MOST]
    ]  # fmt: skip


def _endings(dossier: Any, reader: Reader, since: datetime.datetime | None) -> list[News]:
    about = Q(commitment__dossier=dossier) | Q(motion__dossier=dossier)
    rows = Settlement.objects.visible_to(reader).filter(about, state=SettlementState.CONFIRMED)
    rows = _after(rows, "decided_at", since).select_related("commitment__council", "motion__council")
    return [
        News(f"settlement:{row.pk}", f"{row.get_outcome_display()} door de griffie" if row.decided_by_id else
             str(row.get_outcome_display()), str(row.promise), row.promise.get_absolute_url(),
             row.promise.council.name, row.decided_at, row.on, row)
        for row in rows.order_by("-decided_at")[:MOST]
    ]  # fmt: skip
