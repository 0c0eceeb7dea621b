"""What goes from a proposal to the item it becomes or joins: subjects, papers, and what rooms above hang on it.

A proposal is read by few (see `Proposal.visible_to`), so its papers are closed until who triages opens them, one by
one; and no paper is ever more open than its item.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from governance.intake.models import Proposal
from governance.meetings.models import AgendaItem, ItemSubject, MeetingStatus, Paper
from governance.meetings.models.visibility import kept_by
from zorgzaam.publicity import Publicity, narrowest
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import moment

FROM_A_PROPOSAL = "Meegestuurd met een voorstel dat niet openbaar is."


@dataclass(frozen=True)
class Openness:
    """Who may read one paper, and why not everybody."""

    publicity: str = Publicity.CLOSED
    ground: str = FROM_A_PROPOSAL


CLOSED = Openness()
Chosen = Mapping[uuid.UUID, Openness]
NOTHING_CHOSEN: Chosen = MappingProxyType({})


# Moves what a room above hangs on a proposal to the item it became or joined; asked under the locks of the step.
Carrier = Callable[[Proposal, AgendaItem], None]

_carriers: dict[str, Carrier] = {}


def register(name: str, carrier: Carrier) -> None:
    """Let a room send something along; the same name replaces."""
    _carriers[name] = carrier


def carry_over(now: Proposal, item: AgendaItem, chosen: Chosen = NOTHING_CHOSEN) -> None:
    """Subjects and papers of the proposal go along; what the item has already stays as it is.

    `chosen` says by paper of the proposal who may read it; one that it does not name is closed.
    """
    known = {link.key for link in item.subjects.all()}
    for link in now.subjects.all():
        if link.key not in known:
            ItemSubject.objects.create(item=item, theme_id=link.theme_id, task_id=link.task_id)
    # One that was taken away from the item lies there no more, and comes along anew.
    held = set(item.papers.present().values_list("file_id", flat=True))
    for each in now.papers.exclude(file__in=held):
        who = _within(item, chosen.get(each.pk, CLOSED))
        Paper.objects.create(
            item=item, title=each.title, file=each.file, filename=each.filename,
            publicity=who.publicity, publicity_ground=who.ground,
        )  # fmt: skip
    for carrier in _carriers.values():
        carrier(now, item)


def _within(item: AgendaItem, wanted: Openness) -> Openness:
    """As wanted, but no more open than the item."""
    if narrowest("publicity", wanted.publicity, item.publicity) != wanted.publicity:
        return Openness(item.publicity, item.publicity_ground)
    return Openness(wanted.publicity, "" if wanted.publicity == Publicity.PUBLIC else wanted.ground)


def narrowest_known(row: Proposal, reader: Reader) -> dict[uuid.UUID, str]:
    """How closed each paper of a proposal is to begin with: closed, or more closed where the body has the same file
    on an agenda already, as far as this reader keeps it; two queries."""
    papers = dict(row.papers.values_list("pk", "file_id"))
    same = Paper.objects.filter(kept_by(reader, "item__body_id"), item__body=row.body_id)
    by_file: dict[uuid.UUID, str] = {}
    for file, publicity in same.filter(file__in=papers.values()).values_list("file_id", "publicity"):
        by_file[file] = narrowest("publicity", publicity, by_file.get(file, publicity))
    return {
        pk: narrowest("publicity", Publicity.CLOSED, by_file.get(file, Publicity.CLOSED))
        for pk, file in papers.items()
    }


def said(row: Proposal, item: AgendaItem, chosen: Chosen) -> str:
    """In words, of the papers somebody just chose to be public: which become so and when, or why they do not; ""
    when there is nothing to say."""
    open_to_all = [pk for pk, who in chosen.items() if who.publicity == Publicity.PUBLIC]
    files = row.papers.filter(pk__in=open_to_all).values("file")
    papers = item.papers.present().filter(file__in=files, published_at__isnull=True)
    titles = [paper.title for paper in papers if paper.publicity == Publicity.PUBLIC]
    if titles:
        return f"{_named(titles)} openbaar {when_public(item)}."
    if open_to_all and item.publicity != Publicity.PUBLIC:
        return f"Wat je openbaar koos blijft {item.get_publicity_display().lower()}, net als het punt."
    return ""


def _named(titles: list[str]) -> str:
    names = ", ".join(f"“{title}”" for title in titles)
    return f"{names} {'wordt' if len(titles) == 1 else 'worden'}"


def when_public(item: AgendaItem) -> str:
    """When what is open with this item can be read by everybody: "zodra ..."."""
    if item.meeting is None:
        words = "zodra het punt op een agenda staat en die is gepubliceerd"
    elif item.meeting.status == MeetingStatus.PUBLISHED:
        words = "zodra de agenda opnieuw is gepubliceerd"
    else:
        words = "zodra de agenda is gepubliceerd"
    if item.under_embargo and item.embargo_until:
        words += f", na het embargo van het punt ({moment(item.embargo_until)})"
    return words
