"""Series, templates, terms and recess of the demo: examples, and every one says so. Makes what is missing."""

import datetime
from typing import Any

from django.utils import timezone

from governance.bodies.models import Body
from governance.meetings.models import AgendaItem, Meeting
from governance.series import coming_back, planning
from governance.series.models import (
    AgendaTemplate,
    MeetingSeries,
    Part,
    Recess,
    StandingItem,
    TermSet,
    Whose,
)
from zorgzaam.audit.actors import SystemActor
from zorgzaam.demo.facts import facts, put
from zorgzaam.demo.ids import demo_id

RHYTHM = ("rhythm", "nth", "every", "weekday", "minutes", "location", "avoiding", "note", "title")


def load() -> None:
    """What every agenda begins with first, so that the meetings made from a series have it."""
    data = facts("series")
    for record in data["recesses"]:
        _recess(record, data["recess_note"])
    for record in data["templates"]:
        _template(record)
    for record in data["terms"]:
        _terms(record)
    for key in data["recurring"]:
        _recurring(key)
    for record in data["series"]:
        if not MeetingSeries.objects.filter(pk=demo_id("series", record["id"])).exists():
            _series(record)


def _recess(record: dict[str, Any], note: str) -> None:
    """This year and the next, of the province."""
    for year in (timezone.localdate().year, timezone.localdate().year + 1):
        first = datetime.date(year, record["month"], record["day"])
        put(
            Recess,
            "recess",
            f"{record['id']}-{year}",
            name=record["name"],
            whose=Whose.PROVINCE,
            starts_on=first,
            ends_on=first + datetime.timedelta(days=record["days"] - 1),
            source_note=note,
        )


def _template(record: dict[str, Any]) -> None:
    body = Body.objects.filter(pk=demo_id("body", record["body"])).first()
    if body is None or AgendaTemplate.objects.filter(body=body).exists():
        return
    made = put(AgendaTemplate, "agenda-template", record["body"], body=body)
    for part in Part:
        for place, line in enumerate(record[part.value], start=1):
            StandingItem.objects.create(template=made, part=part, position=place, **line)


def _terms(record: dict[str, Any]) -> None:
    days = {name: value for name, value in record.items() if name.endswith("_days")}
    body = demo_id("body", record["body"])
    if not TermSet.objects.filter(body=body).exists():
        put(TermSet, "terms", record["body"], body_id=body, source_note=record["note"], **days)


def _series(record: dict[str, Any]) -> None:
    """The series, with the meetings that are there already tied to their dates, and a draft for the one after."""
    there = list(_meetings(record))
    today = timezone.localdate()
    first = min([today, *(meeting.day for meeting in there)]).replace(day=1)
    series = MeetingSeries.objects.create(
        id=demo_id("series", record["id"]),
        body_id=demo_id("body", record["body"]),
        starts_on=first,
        start_time=datetime.time.fromisoformat(record["time"]),
        **{name: record[name] for name in RHYTHM if name in record},
    )
    for meeting in there:
        planning.tie(meeting, series, meeting.day, by=SystemActor.SETUP)
    last = max([today, *(meeting.day for meeting in there)])
    following = planning.next_day(series, last)
    if following:
        planning.make(series, [following.day], by=SystemActor.SETUP)


def _meetings(record: dict[str, Any]) -> Any:
    keys = [demo_id("meeting", key) for key in record.get("meetings", [])]
    return Meeting.objects.filter(pk__in=keys).order_by("starts_at")


def _recurring(key: str) -> None:
    item = AgendaItem.objects.filter(pk=demo_id("item", key), meeting__isnull=False).first()
    if item and not hasattr(item, "recurrence"):
        coming_back.start(item, by=SystemActor.SETUP)
