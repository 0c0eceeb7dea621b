"""What this room and agendas know of where something lies already: items, published and prepared, and proposals."""

from collections.abc import Iterator

from django.db.models import F
from django.utils import timezone

from governance.intake import lying
from governance.intake.lying import Asked, Lying, rows
from governance.intake.models import Proposal
from governance.meetings.models import AgendaItem, MeetingStatus, PublishedLine
from zorgzaam.ui.dates import day

HEAVY = ("publication__data", "publication__html", "publication__changes")


def register() -> None:
    """Called once, when the app registry is ready."""
    lying.register("published", published)
    lying.register("prepared", prepared)
    lying.register("proposals", proposals)


def published(asked: Asked) -> Iterator[Lying]:
    """Items on published agendas, coming or past, as they were published."""
    lines = PublishedLine.objects.visible_to(asked.reader).filter(item__isnull=False)
    lines = lines.select_related("publication__meeting__body").defer(*HEAVY)
    lines = lines.annotate(ended_at=F("publication__meeting__live__ended_at"))
    for line, why in rows(lines.order_by("-publication__starts_at", "pk"), asked, asked.subjects("subjects")):
        on = timezone.localdate(line.publication.starts_at)
        coming = on >= timezone.localdate() and line.ended_at is None
        when = f"{'komt' if coming else 'besproken'} {day(on)}"
        body = line.publication.meeting.body.name
        yield Lying(
            f"punt-{line.item_id}",
            "Agendapunt",
            line.title,
            line.get_absolute_url(),
            body,
            when,
            on,
            why,
            coming,
        )


def prepared(asked: Asked) -> Iterator[Lying]:
    """Items this reader keeps or was shown by hand and nobody published: on drafts, and parked."""
    live = AgendaItem.objects.read_live_by(asked.reader).filter(published_at__isnull=True)
    live = live.exclude(meeting__status=MeetingStatus.DISCARDED).select_related("meeting", "body")
    live = live.annotate(ended_at=F("meeting__live__ended_at"))
    for item, why in rows(live.order_by("-created_at", "pk"), asked, asked.subjects("subjects")):
        on = item.meeting.day if item.meeting else None
        when = f"in voorbereiding voor {day(on)}" if on else "op de parkeerplaats"
        yield Lying(
            f"punt-{item.pk}", "Agendapunt", item.title, item.get_absolute_url(), item.body.name, when, on, why,
            joins=on is None or (on >= timezone.localdate() and item.ended_at is None),
        )  # fmt: skip


def proposals(asked: Asked) -> Iterator[Lying]:
    """Proposals nobody decided about yet. One that became an item is found as that item."""
    open_now = Proposal.objects.visible_to(asked.reader).open().shown()
    if asked.but:
        open_now = open_now.exclude(pk=asked.but)
    for row, why in rows(open_now.order_by("-proposed_at", "pk"), asked, asked.subjects("subjects")):
        at = row.offered_to or row.body
        yield Lying(
            f"voorstel-{row.pk}", "Voorstel", row.title, row.get_absolute_url(), at.name,
            row.get_state_display().lower(), None, why, joins=True,
        )  # fmt: skip
