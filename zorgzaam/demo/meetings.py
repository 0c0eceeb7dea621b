"""Agendas of the demo: one that comes, one that was. Makes what is missing and leaves the rest alone."""

import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.html import escape

from governance.bodies.models import Body
from governance.meetings.models import AgendaItem, ItemSubject, Meeting, Paper, ParallelPart
from governance.meetings.order import add, add_to_lot
from governance.meetings.parallel import Written, write
from zorgzaam import pdf
from zorgzaam.audit.actors import SystemActor
from zorgzaam.demo.facts import facts
from zorgzaam.demo.ids import demo_id
from zorgzaam.files.store import keep
from zorgzaam.people.models import Person
from zorgzaam.ui.dates import MONTHS

BEGIN = datetime.time(15, 30)
THURSDAY = 3


def load() -> None:
    """Every meeting that is not there yet, with its items and papers; a past one is published."""
    for record in facts("meetings")["meetings"]:
        body = Body.objects.filter(pk=demo_id("body", record["body"])).first()
        if body and not Meeting.objects.filter(pk=demo_id("meeting", record["id"])).exists():
            _meeting(record, body)


def _meeting(record: dict[str, Any], body: Body) -> None:
    day = record.get("date") or fourth_thursday(timezone.localdate(), ahead=record["when"] == "next")
    begin = timezone.make_aware(datetime.datetime.combine(day, BEGIN))
    meeting = Meeting.objects.create(
        id=demo_id("meeting", record["id"]),
        body=body,
        title=record["title"] if "date" in record else f"{record['title']} {calendar_words(day)}",
        starts_at=begin,
        ends_at=begin + datetime.timedelta(minutes=record["minutes"]),
        location=record["location"],
    )
    for line in record["items"]:
        item = add(meeting, _item(record["id"], line, body), by=SystemActor.SETUP)
        for kind in ("task", "theme"):
            for key in line.get(f"{kind}s", []):
                ItemSubject.objects.create(item=item, **{f"{kind}_id": demo_id(kind, key)})
        _papers(record["id"], line)
        if "carousel" in line:
            _carousel(item, line["carousel"])
        for part in line.get("parts", []):
            add(meeting, _item(record["id"], part, body), by=SystemActor.SETUP, inside=item)
    for line in record.get("parked", []):
        add_to_lot(_item(record["id"], line, body), by=SystemActor.SETUP)
    if record.get("published"):
        meeting.publish(by=SystemActor.SETUP)


def _carousel(item: AgendaItem, record: dict[str, Any]) -> None:
    part = ParallelPart(item=item, round_minutes=record["minutes"])
    sessions = [Written(None, one["title"], one["room"], one["organiser"]) for one in record["sessions"]]
    write(part, sessions, by=SystemActor.SETUP, seen=0)


def fourth_thursday(today: datetime.date, *, ahead: bool) -> datetime.date:
    """The next fourth Thursday of a month, at least three days from now; or the last one that is past."""
    months = [(today.year * 12 + today.month - 1 + step) for step in range(-2, 3)]
    days = [_nth(month // 12, month % 12 + 1, 4) for month in months]
    if ahead:
        return next(day for day in days if day >= today + datetime.timedelta(days=3))
    return next(day for day in reversed(days) if day < today)


def _nth(year: int, month: int, nth: int) -> datetime.date:
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta(days=(THURSDAY - first.weekday()) % 7 + 7 * (nth - 1))


def calendar_words(day: datetime.date) -> str:
    """ "januari 2027": what tells two meetings of one body apart."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def _item(meeting: str, line: dict[str, Any], body: Body) -> AgendaItem:
    person = Person.objects.filter(pk=demo_id("person", line.get("person", ""))).first()
    return AgendaItem(
        id=demo_id("item", f"{meeting}/{line['id']}"),
        body=body,
        title=line["title"],
        kind=line["kind"],
        treatment=line.get("treatment", "bespreekstuk"),
        minutes=line["minutes"],
        owner_organisation_id=demo_id("organisation", line["owner"]) if "owner" in line else None,
        owner_person=person,
        explanation=_listed(line.get("text", "")),
        publicity=line.get("publicity", "openbaar"),
        publicity_ground=line.get("ground", ""),
        publicity_until=line.get("until", ""),
    )


def _listed(text: str) -> str:
    """Paragraphs, and lines with a dash as a list."""
    parts = []
    for block in text.strip().split("\n\n"):
        lines = block.splitlines()
        if lines and all(line.startswith("- ") for line in lines):
            parts.append(f"<ul>{''.join(f'<li>{escape(line[2:])}</li>' for line in lines)}</ul>")
        elif lines:
            parts.append(f"<p>{escape(' '.join(lines))}</p>")
    return "".join(parts)


def _papers(meeting: str, line: dict[str, Any]) -> None:
    for record in line.get("papers", []):
        name, *versions = _files(record, line)
        first, *later = (keep(SimpleUploadedFile(name, content)) for content in versions)
        paper = Paper.objects.create(
            id=demo_id("paper", f"{meeting}/{record['id']}"),
            item_id=demo_id("item", f"{meeting}/{line['id']}"),
            title=record["title"],
            file=first,
            filename=name,
            edocs_number=record.get("edocs", ""),
            publicity=record.get("publicity", "openbaar"),
            publicity_ground=record.get("ground", ""),
        )
        for file in later:
            paper.replace(file, name, by=SystemActor.SETUP)


def _files(record: dict[str, Any], line: dict[str, Any]) -> tuple[str, *tuple[bytes, ...]]:
    """The name of a paper and each of its versions: tables as they are, else one printed page."""
    if "tables" in record:
        return f"{record['id']}.csv", *(f"{table}\n".encode() for table in record["tables"])
    return f"{record['id']}.pdf", pdf.render(_document(record["title"], line)).pdf


def _document(title: str, line: dict[str, Any]) -> str:
    return (
        f'<!DOCTYPE html><html lang="nl"><head><title>{escape(title)}</title></head>'
        f'<body data-running="Stuk bij de agenda"><h1>{escape(title)}</h1>'
        f"<p>Dit stuk hoort bij het agendapunt “{escape(line['title'])}”. Het is een voorbeeld in de demo.</p>"
        f"{_listed(line.get('text', ''))}</body></html>"
    )
