"""What happened since the last issue, and what is still to come, as far as it is public now: offered for picking.

Every line comes through the same reading as the blocks themselves, so nothing is offered that could not be told.
"""

import datetime
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator

from governance.decisions.models import Decision
from governance.executions.models import Execution, ExecutionAnswer, ExecutionState
from governance.meetings.models import PublishedLine
from newsletters.issues import order
from newsletters.issues.models import TARGETS, Block, BlockKind, Issue
from newsletters.issues.telling import PUBLIC_READER
from partners.initiatives.execution.steps import judge
from partners.initiatives.models import InitiativePublication, Success
from partners.initiatives.models.executions import NewsVerdict
from regioplan.progress.models import Milestone, MilestoneChange, MilestoneState
from regioplan.progress.reports import ProgressReport
from themes.tasks.models import TransformationTask
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.ui.dates import day, moment

# Without an issue before it, and how far ahead meetings are of interest.
FIRST_LOOK, AHEAD = datetime.timedelta(days=60), datetime.timedelta(days=60)
MOST = 40
COMING = "Nog te komen: vergaderingen"


@dataclass(frozen=True)
class Offer:
    """One thing that happened. `words` are ours to begin with, where the record itself says it otherwise; `told_in`
    says in which issue it stood before."""

    kind: BlockKind
    record: uuid.UUID
    title: str
    note: str
    about: str = ""
    heading: str = ""
    words: str = ""
    told_in: str = ""
    is_in: bool = False

    @property
    def key(self) -> str:
        """What a form sends for it."""
        return f"{self.kind}:{self.record}{':' + self.about if self.about else ''}"


@dataclass(frozen=True)
class Span:
    """The days something happened on: after `since`, up to and with `until`."""

    since: datetime.date
    until: datetime.date

    def of(self, name: str) -> Q:
        """That the day of this name lies within it."""
        return Q(**{f"{name}__gt": self.since, f"{name}__lte": self.until})


@dataclass(frozen=True)
class Group:
    """What happened of one sort."""

    label: str
    offers: list[Offer]


def begins(issue: Issue) -> datetime.date:
    """The day after which things are new: that of the last issue that went out before this one."""
    last = Issue.objects.out().exclude(pk=issue.pk).newest_first().first()
    if last is not None and last.begun_at:
        return timezone.localdate(last.begun_at)
    return timezone.localdate() - FIRST_LOOK


def offered(issue: Issue, since: datetime.date, until: datetime.date | None = None) -> list[Group]:
    """Everything since the end of that day, up to and with `until` (today), sort by sort, and what is still to come; a
    constant number of queries."""
    span = Span(since, until or timezone.localdate())
    groups = [(label, list(find(span))) for label, find in _SORTS]
    used = _used()
    return [Group(label, [_marked(each, used, issue) for each in found]) for label, found in groups if found]


def pick(
    issue: Issue, keys: list[str], since: datetime.date, until: datetime.date | None = None, *, by: Actor
) -> int:
    """Put these offers of these days in the issue, behind what is there; gives how many are new. What is in it already,
    or is not on offer any more, is left out: twice is once. ValidationError when the issue went out meanwhile."""
    found = {each.key: each for group in offered(issue, since, until) for each in group.offers}
    new = 0
    with acting(by, reason="gekozen uit wat er gebeurde"), order.while_open():
        order.lock(issue)
        there = {_of(row) for row in issue.blocks.all()}
        for key in dict.fromkeys(keys):
            each = found.get(key)
            if each is None or (each.kind, each.record, each.heading) in there:
                continue
            order.add(_block(issue, each))
            if each.kind == BlockKind.SUCCESS:
                _accept(each.record, by)
            new += 1
    return new


def _of(row: Block) -> tuple[str, Any, str]:
    return row.kind, row.record.pk if row.record else None, row.heading


def _block(issue: Issue, each: Offer) -> Block:
    target = {f"{TARGETS[each.kind]}_id": each.record}
    return Block(issue=issue, kind=each.kind, heading=each.heading, words=each.words, **target)


def _accept(pk: uuid.UUID, by: Actor) -> None:
    """A success that is picked is one the newsletter takes."""
    success = Success.objects.waiting().filter(pk=pk).first()
    if success is not None:
        judge(success, NewsVerdict.ACCEPTED, by=by)


def _used() -> dict[tuple[str, Any], list[tuple[Any, str, str]]]:
    """Of each record, the blocks that tell of it already: issue, its label, their heading."""
    found: dict[tuple[str, Any], list[tuple[Any, str, str]]] = {}
    rows = Block.objects.filter(kind__in=TARGETS).order_by("issue__number")
    for row in rows.values("kind", "heading", "issue", "issue__number", *TARGETS.values()):
        label = f"Nieuwsbrief {row['issue__number']}" if row["issue__number"] else "een ander concept"
        record = row[TARGETS[row["kind"]]]
        found.setdefault((row["kind"], record), []).append((row["issue"], label, row["heading"]))
    return found


def _marked(each: Offer, used: dict[Any, list[tuple[Any, str, str]]], issue: Issue) -> Offer:
    blocks = used.get((each.kind, each.record), [])
    inside = any(whole == issue.pk and heading == each.heading for whole, _, heading in blocks)
    before = [label for whole, label, _ in blocks if whole != issue.pk]
    return Offer(**{**each.__dict__, "is_in": inside, "told_in": ", ".join(dict.fromkeys(before))})


# ---------------------------------------------------------------- the sorts
def _decisions(span: Span) -> Iterator[Offer]:
    rows = Decision.objects.visible_to(PUBLIC_READER).settled().filter(span.of("taken_on")).shown()
    for row in rows[:MOST]:
        note = f"{row.get_state_display()} op {day(row.taken_on, weekday=False)}, {row.body.name}"
        yield Offer(BlockKind.DECISION, row.pk, row.title, note)


def _executions(span: Span) -> Iterator[Offer]:
    """What an organisation did because of a decision: told with that decision, in a line of our own."""
    answers = ExecutionAnswer.objects.filter(span.of("at__date"), state=ExecutionState.DONE)
    done = Execution.objects.visible_to(PUBLIC_READER).filter(state=ExecutionState.DONE)
    for row in done.filter(pk__in=answers.values("execution")).shown().order_by("-pk")[:MOST]:
        heading = Truncator(f"Gedaan: {row.what}").chars(130)
        words = str(format_html("<p>{} heeft dit gedaan: {}</p>", row.organisation.name, row.what))
        note = f"{row.organisation.name}, naar aanleiding van “{row.decision.title}”"
        yield Offer(BlockKind.DECISION, row.decision_id, heading, note, str(row.pk), heading, words)


def _meetings(span: Span) -> Iterator[Offer]:
    """Those that have begun; what is still to come is news of another sort."""
    return _agendas(span.of("publication__starts_at__date") & Q(publication__starts_at__lte=timezone.now()))


def _coming(span: Span) -> Iterator[Offer]:
    """Whatever days are asked about: what happened then says nothing of what comes."""
    now = timezone.now()
    ahead = Q(publication__starts_at__gt=now, publication__starts_at__lte=now + AHEAD)
    return reversed(list(_agendas(ahead)))


def _agendas(which: Q) -> Iterator[Offer]:
    lines = PublishedLine.objects.visible_to(PUBLIC_READER).filter(which, item__isnull=True)
    lines = lines.select_related("publication__meeting__body").defer(
        "publication__data", "publication__html", "publication__changes"
    )
    for row in lines.order_by("-publication__starts_at")[:MOST]:
        meeting = row.publication.meeting
        note = f"{moment(row.publication.starts_at)}, {meeting.body.name}"
        yield Offer(BlockKind.MEETING, meeting.pk, row.title, note)


def _initiatives(span: Span) -> Iterator[Offer]:
    rows = InitiativePublication.objects.current().filter(span.of("published_at__date")).shown()
    for row in rows.defer("canonical", "search", "summary")[:MOST]:
        note = f"{row.by_whom}, op de site sinds {day(row.published_at, weekday=False)}"
        yield Offer(BlockKind.INITIATIVE, row.initiative_id, row.title, note)


def _successes(span: Span) -> Iterator[Offer]:
    on_site = InitiativePublication.objects.current()
    titles = dict(on_site.values_list("initiative", "title"))
    rows = Success.objects.offered().filter(span.of("at__date"), initiative__in=on_site.values("initiative"))
    for row in rows[:MOST]:
        note = f"{titles.get(row.initiative_id, '')}, {day(row.on, weekday=False)}"
        yield Offer(BlockKind.SUCCESS, row.pk, Truncator(row.text).chars(120), note)


def _tasks(span: Span) -> Iterator[Offer]:
    """Tasks that moved: a milestone was reached or put off, or an organisation told how it goes."""
    stones = Milestone.objects.visible_to(PUBLIC_READER).values("pk")
    moved = MilestoneChange.objects.filter(span.of("at__date"), milestone__in=stones)
    moved = moved.exclude(state=MilestoneState.DROPPED)
    reports = ProgressReport.objects.visible_to(PUBLIC_READER).standing_now()
    reports = reports.filter(span.of("submitted_at__date"))
    rows = TransformationTask.objects.visible_to(PUBLIC_READER).filter(
        Q(pk__in=moved.values("milestone__task")) | Q(pk__in=reports.values("agreement__task"))
    )
    for row in rows.order_by("number", "pk")[:MOST]:
        yield Offer(BlockKind.TASK, row.pk, row.title, f"{row.label}: er is voortgang")


_SORTS: list[tuple[str, Callable[[Span], Iterator[Offer]]]] = [
    ("Besluiten", _decisions),
    ("Gedaan door organisaties", _executions),
    ("Vergaderingen", _meetings),
    ("Initiatieven", _initiatives),
    ("Successen", _successes),
    ("Voortgang van opgaven", _tasks),
    (COMING, _coming),
]
