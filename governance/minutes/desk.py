"""The desk of who writes the minutes: every part with what its item is called and what comes in by itself."""

from dataclasses import dataclass, field

from governance.meetings.models import Audience
from governance.meetings.numbering import Number, numbered
from governance.meetings.sides import is_private
from governance.minutes.content import Content, content_of
from governance.minutes.models import Minutes, MinutesPart
from zorgzaam.standing import Reader


@dataclass(frozen=True)
class Entry:
    """One part. `told` holds decisions, actions and what was not reached; an item tells them once."""

    part: MinutesPart
    number: Number
    told: Content = field(default_factory=dict)
    takes_closed: bool = False

    @property
    def heading(self) -> str:
        """ "3a. Buurtteams", as the agenda calls it; a closed part says that it is one."""
        title = f"{self.part.item.title} (besloten deel)" if self.part.closed else self.part.item.title
        return f"{self.number.label}. {title}" if self.number.label else title


def entries(minutes: Minutes, reader: Reader) -> list[Entry]:
    """The parts this reader writes, in order of the agenda; queries do not grow with it."""
    rows = MinutesPart.objects.visible_to(reader).filter(minutes=minutes).select_related("item")
    parts = [part for part in rows.order_by("item__position", "item__created_at", "closed") if _shows(part)]
    number = numbered(minutes.meeting.items.order_by("position").values_list("pk", "parent_id", "publicity"))
    told = {line["id"]: line for line in content_of(minutes, Audience.MEMBERS)["items"]}
    inside = {part.item_id for part in parts if part.closed}
    # There is one that this reader may not know the words of.
    inside |= set(minutes.parts.filter(confidential=True).values_list("item_id", flat=True))
    found = []
    for part in parts:
        said = told.pop(str(part.item_id), {})
        takes_closed = part.item_id not in inside and not minutes.is_approved
        found.append(Entry(part, number.get(part.item_id, Number(None)), said, takes_closed))
    return found


def _shows(part: MinutesPart) -> bool:
    """What holds words is always there; an empty part is there to be filled: of an item on this agenda, and on the side
    of the doors where its words belong."""
    if part.text:
        return True
    on_it = part.item.meeting_id == part.minutes_id
    return on_it and (part.closed or not is_private(part.item))
