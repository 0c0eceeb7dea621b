"""Factories for inbreng, kerncijfers and the timeline; each writes as the system actor for setting up."""

import datetime
from decimal import Decimal
from typing import Any

from regioplan.figures.models import FigureValue, KeyFigure
from regioplan.timeline.models import TimelineEvent
from regioplan.voices.models import Voice, VoiceAnswer
from tests.regioplan.moneymaking import source
from tests.world import set_up

DAY = datetime.date(2025, 3, 4)


@set_up
def voice(title: str = "De bus komt te weinig", **extra: Any) -> Voice:
    """Public, by a panel, unless told otherwise."""
    fields = {"speaker_kind": "inwoners", "speaker": "panel van Duindorp", "state": "openbaar", **extra}
    return Voice.objects.create(title=title, **fields)


@set_up
def answer(to: Voice, **extra: Any) -> VoiceAnswer:
    fields = {"verdict": "deels", "text": "De bus rijdt nu elk uur.", "answered_by": "Zorgraad", **extra}
    return VoiceAnswer.objects.create(voice=to, **fields)


@set_up
def figure(name: str = "Lege plekken in de zorg", **extra: Any) -> KeyFigure:
    return KeyFigure.objects.create(
        name=name, **{"meaning": "Zoveel mensen te weinig.", "unit": "%", **extra}
    )


@set_up
def value(of: KeyFigure, number: str, year: int, **extra: Any) -> FigureValue:
    fields: dict[str, Any] = {"source": source(), "stated_on": DAY, "starts_precision": "year", **extra}
    return FigureValue.objects.create(
        figure=of, value=Decimal(number), starts_on=datetime.date(year, 1, 1), **fields
    )


@set_up
def event(title: str, on: datetime.date = DAY, **extra: Any) -> TimelineEvent:
    return TimelineEvent.objects.create(title=title, starts_on=on, **{"kind": "samenwerking", **extra})
