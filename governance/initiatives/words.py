"""What who brought an initiative in may be told of agendas and decisions: never more than everybody may read."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from governance.decisions.models import Decision, DecisionState
from governance.meetings.models import AgendaItem, Meeting, PublishedLine
from zorgzaam.ui.dates import day

NOT_OPEN = "Het besluit staat nog niet open; het netwerkbureau laat het weten."
LATER = "Het komt op een volgende vergadering."
MOST = 4000


def at_whom(item: AgendaItem) -> str:
    """The body, and the day of the meeting once everybody can read the item on its agenda; one query."""
    name = item.body.name
    on = _public_day(item)
    return f"{name}, {day(on)}" if on else name


def _public_day(item: AgendaItem) -> datetime.date | None:
    lines = PublishedLine.objects.visible_to(AnonymousUser())
    starts = lines.filter(item=item).values_list("publication__starts_at", flat=True).first()
    return timezone.localdate(starts) if starts else None


def said(decision: Decision) -> str:
    """The words of a decision everybody may read; otherwise that they follow."""
    if not decision.open_now:
        return NOT_OPEN
    when = f" op {day(decision.taken_on)}" if decision.taken_on else ""
    again = "Dit besluit komt in de plaats van een eerder besluit. " if decision.corrects_id else ""
    if decision.state == DecisionState.ADOPTED:
        points = " ".join(decision.points)
        words = f"{again}{decision.body.name} besloot{when} (besluit {decision.label}): {points}"
    else:
        words = f"{again}{decision.body.name} nam dit voorstel{when} niet aan."
    return f"{words} {decision.note}".strip()[:MOST]


def off_because(item: AgendaItem, meeting: Meeting | None) -> str:
    """Why an item stands on no agenda now, as far as that may be told: of a public agenda also that it is off."""
    name = item.body.name
    if meeting is not None and meeting.is_off and meeting.publications.exists():
        return f"De vergadering van {name} gaat niet door. Het netwerkbureau kijkt hoe het verder gaat."
    return f"{name} bespreekt uw initiatief nu niet. Het netwerkbureau kijkt hoe het verder gaat."
