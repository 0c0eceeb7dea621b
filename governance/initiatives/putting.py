"""Onto an agenda: as an item where the netwerkbureau keeps the agenda, as a proposal where somebody else does.

Each in one transaction, and asked twice done once. A meeting is locked first, then the initiative: who takes it back at
the same moment is first or second, never both.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import linebreaks

from governance.bodies.models import Body
from governance.initiatives.models import ProposalInitiative
from governance.initiatives.papers import bring, papers_of
from governance.initiatives.words import at_whom
from governance.intake.models import Proposal
from governance.intake.proposing import File, With, propose
from governance.meetings import order
from governance.meetings.models import AgendaItem, ItemInitiative, ItemKind, ItemSubject, LinkEnd, Meeting
from governance.meetings.order import lock
from partners.initiatives.models import AT_THE_BUREAU, Initiative, State
from partners.initiatives.moving import Step, refuse_unless_follows, taking, write
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.publicity import Publicity
from zorgzaam.versions import StaleVersion

FULL = "Op deze vergadering kan geen punt meer. Kies een andere."
NOT_HERE = "Dit initiatief ligt niet meer bij het netwerkbureau. De stand is nu: {state}."


@dataclass(frozen=True)
class Said:
    """What the item or the proposal says: chosen by who puts it there."""

    title: str
    explanation: str
    minutes: int = 10
    publicity: str = Publicity.PUBLIC
    ground: str = ""


def put_on(initiative: Initiative, meeting: Meeting, said: Said, *, by: Actor) -> AgendaItem:
    """A new item on the agenda of `meeting`, with subjects and papers; gives it. Twice is the same item.

    StaleVersion when the initiative changed since it was looked at; ValidationError (Dutch) when it lies elsewhere by
    now, or the meeting takes no items.
    """
    with acting(by), transaction.atomic():
        where = lock(meeting)
        with taking(initiative, by) as now:
            if (there := _stands_on(now, where)) is not None:
                return there
            refuse_unless_follows(now, initiative, State.ON_AGENDA)
            if not where.takes_items:
                raise ValidationError(FULL)
            item = order.add(where, _item_of(now, where, said), by=by)
            _put_subjects(now, item)
            hang_on(now, item)
            bring(item, now)
            write(now, Step(State.ON_AGENDA, at_whom=at_whom(item)), by)
    return item


def offer(initiative: Initiative, body: Body, said: Said, *, by: User) -> Proposal:
    """A proposal for a body, whose keepers say what becomes of it; gives it. Twice is the same proposal."""
    with acting(by), transaction.atomic(), _at_the_bureau(initiative, by) as now:
        open_now = ProposalInitiative.objects.filter(initiative=now, ended_at__isnull=True)
        if (known := open_now.select_related("proposal__body").first()) is not None:
            if known.proposal.body_id != body.pk:
                raise ValidationError(f"Het is al voorgesteld aan {known.proposal.body}.")
            return known.proposal
        _same_version(now, initiative)
        row = Proposal(body=body, title=said.title, why=said.explanation[:4000], asks=ItemKind.DECISION)
        links = list(now.subjects.select_related("theme", "task"))
        more = With(
            themes=[link.theme for link in links if link.theme_id],
            tasks=[link.task for link in links if link.task_id],
            files=[File(stored, name) for _, stored, name in papers_of(now)],
        )
        proposal = propose(row, more, by=by.person)
        ProposalInitiative.objects.create(proposal=proposal, initiative=now)
        write(now, _proposed_to(body), by)
    return proposal


def hang_on(now: Initiative, item: AgendaItem) -> ItemInitiative:
    """The item is about this initiative from now on, which is locked; what it hung on before and stands on no agenda
    lets it go."""
    let_go(ItemInitiative.objects.holding().filter(initiative=now).exclude(item=item))
    link, new = ItemInitiative.objects.get_or_create(item=item, initiative=now)
    if not new and link.ended_as:
        link.ended_as, link.ended_at, link.off_at = "", None, None
        link.save(update_fields=["ended_as", "ended_at", "off_at"])
    return link


def let_go(links: "QuerySet[ItemInitiative]", how: LinkEnd = LinkEnd.LET_GO) -> None:
    """These links hold no longer."""
    links.update(ended_as=how, ended_at=timezone.now())


def _stands_on(now: Initiative, meeting: Meeting) -> AgendaItem | None:
    if now.state != State.ON_AGENDA:
        return None
    held = ItemInitiative.objects.holding().filter(initiative=now, item__meeting=meeting)
    link = held.select_related("item").first()
    return link.item if link else None


def _item_of(now: Initiative, meeting: Meeting, said: Said) -> AgendaItem:
    return AgendaItem(
        body_id=meeting.body_id,
        title=said.title,
        kind=ItemKind.DECISION,
        minutes=said.minutes,
        publicity=said.publicity,
        publicity_ground="" if said.publicity == Publicity.PUBLIC else said.ground,
        owner_organisation=now.organisation,
        explanation=linebreaks(said.explanation, autoescape=True),
    )


def _put_subjects(now: Initiative, item: AgendaItem) -> None:
    for link in now.subjects.all():
        if link.theme_id or link.task_id:
            ItemSubject.objects.create(item=item, theme_id=link.theme_id, task_id=link.task_id)


@contextmanager
def _at_the_bureau(initiative: Initiative, by: Actor) -> Iterator[Initiative]:
    with taking(initiative, by) as now:
        if now.state not in AT_THE_BUREAU:
            raise ValidationError(NOT_HERE.format(state=now.words))
        yield now


def _same_version(now: Initiative, seen: Initiative) -> None:
    if now.version != seen.version:
        raise StaleVersion


def _proposed_to(body: Body) -> Step:
    return Step(
        State.TRIAGE,
        why=f"Het netwerkbureau stelt uw initiatief voor aan {body.name}.",
        expected=f"{body.name} bepaalt of het op de agenda komt. U hoeft nu niets te doen.",
        at_whom=body.name,
    )
