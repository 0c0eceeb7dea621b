"""An item once more, on a later agenda: its words, its subjects and its papers, no more open than they were, and the
rooms it is held in."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from governance.bodies.models import Mandate
from governance.meetings import nesting, order
from governance.meetings.models import AgendaItem, ItemSubject, Meeting, Paper, ParallelPart
from governance.meetings.models.parallel import CLASHES
from governance.meetings.parallel import Written, write
from zorgzaam.audit.actors import Actor

SAID = (
    "title", "kind", "treatment", "minutes", "owner_organisation_id", "owner_person_id", "explanation",
)  # fmt: skip
LONGEST = AgendaItem._meta.get_field("title").max_length
OF_A_PAPER = ("title", "file_id", "filename", "edocs_number", "woo")
OF_ROOMS = ("rotates", "round_minutes", "changeover_minutes")
# An embargo goes along too: what waits for its moment waits there as well.
GUARDED = ("publicity", "publicity_ground", "publicity_until", "embargo_until", "woo_category")


def once_more(
    item: AgendaItem, meeting: Meeting, *, by: Actor, inside: AgendaItem | None = None
) -> AgendaItem:
    """The item as it reads now, on the agenda of `meeting`, before what stands at its end; or inside the item of that
    agenda that is given, where it fits. A part that stands apart there says in its title what it was a part of.

    Papers come along as rows of their own with the same stored file; whom something was shared with by hand was shared
    the old one, and nothing else.
    """
    copied = AgendaItem(**{name: getattr(item, name) for name in (*SAID, *GUARDED)})
    if inside is not None and nesting.fits_inside(copied, inside):
        order.add(meeting, copied, by=by, inside=inside)
    else:
        copied.title = _apart(item)
        order.add(meeting, copied, by=by)
    ItemSubject.objects.bulk_create(
        ItemSubject(item=copied, theme_id=row.theme_id, task_id=row.task_id) for row in item.subjects.all()
    )
    _bring_papers(item.papers.present().order_by("added_at", "pk"), copied)
    _bring_rooms(item, copied, meeting, by)
    return copied


def _apart(item: AgendaItem) -> str:
    """The title; of a part with what it is a part of, which is never more closed than the part itself."""
    if item.parent is None:
        return item.title
    return f"{item.title} (onderdeel van {item.parent.title})"[:LONGEST]


def _bring_papers(papers: Iterable[Paper], onto: AgendaItem) -> None:
    for paper in papers:
        Paper.objects.create(item=onto, **{name: getattr(paper, name) for name in (*OF_A_PAPER, *GUARDED)})


def _bring_rooms(item: AgendaItem, onto: AgendaItem, meeting: Meeting, by: Actor) -> None:
    """Parallel sessions with their rooms and groups, when the next meeting is in the same building; whoever leads one
    only when they sit in the body on that day. A room somebody else has by then stops no item: it goes on without."""
    part = ParallelPart.objects.filter(item=item).first()
    if part is None or item.meeting is None or not _same_place(item.meeting, meeting):
        return
    sit = set(
        Mandate.objects.on(meeting.day).filter(body=meeting.body_id).values_list("person_id", flat=True)
    )
    sessions = [
        Written(None, one.title, one.room.name, one.organiser, one.host if one.host_id in sit else None)
        for one in part.sessions.select_related("room", "host").order_by("position")
    ]
    again = ParallelPart(item=onto, **{name: getattr(part, name) for name in OF_ROOMS})
    try:
        with transaction.atomic():
            write(again, sessions, by=by, seen=0)
    except IntegrityError as refused:
        if not any(name in str(refused) for name in CLASHES):
            raise


def _same_place(one: Meeting, other: Meeting) -> bool:
    return one.location.strip().casefold() == other.location.strip().casefold()
