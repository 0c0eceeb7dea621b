"""What happens to an item, said of the initiative behind it: facts of agendas and decisions, and their consequence.

Nothing here is kept in between: each time it is asked where the item stands and what was decided, and a step is taken
where the initiative says something else. So a worker that dies leaves nothing to repair, and asking twice is once.
"""

import datetime
import uuid

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from governance.decisions.models import Decision
from governance.initiatives import outcomes, words
from governance.initiatives.models import DecisionTold, ProposalInitiative
from governance.initiatives.papers import bring_late
from governance.initiatives.putting import let_go
from governance.intake import triage
from governance.intake.models import Proposal, ProposalState, StepKind
from governance.meetings.models import AgendaItem, ItemInitiative, LinkEnd, Meeting
from partners.initiatives.models import AT_THE_BUREAU, Initiative, State
from partners.initiatives.moving import Step, taking, write
from zorgzaam.audit.actors import SystemActor
from zorgzaam.killpoints import killpoint

WORKER = SystemActor.WORKER
# How long an item may lie between two agendas before who brought it in hears that it is off.
GRACE = datetime.timedelta(hours=1)
TAKEN_BACK = "Wie het initiatief indiende, nam het terug, of het staat op een andere agenda."


def held() -> list[uuid.UUID]:
    """Links of which nothing became yet."""
    return list(ItemInitiative.objects.holding().values_list("pk", flat=True))


def proposed() -> list[uuid.UUID]:
    """Proposals of initiatives of which nothing was said yet, and that are decided about or not needed any more."""
    rows = ProposalInitiative.objects.filter(ended_at__isnull=True)
    ended = Q(proposal__state__in=[ProposalState.RETURNED, ProposalState.WITHDRAWN])
    return list(rows.filter(ended | ~Q(initiative__state__in=AT_THE_BUREAU)).values_list("pk", flat=True))


# ---------------------------------------------------------------- an item
@transaction.atomic
def follow(pk: uuid.UUID) -> bool:
    """What the item of this link says by now; True when that is a step of the initiative."""
    seen = ItemInitiative.objects.select_related("initiative").get(pk=pk)
    with taking(seen.initiative, WORKER) as now:
        rows = ItemInitiative.objects.holding().select_related("item__meeting", "item__body")
        link = rows.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
        if link is None:
            return False
        if not _is_ours(now, link):
            let_go(ItemInitiative.objects.filter(pk=pk))
            return False
        said = _say(now, link)
        killpoint("initiatives.before_commit")
    return said


@transaction.atomic
def bring_papers(pk: uuid.UUID) -> int:
    """Papers that were made since: the PDF of what was sent. Without the locks of `follow`: what a paper asks of its
    item and meeting is asked in their own order."""
    rows = ItemInitiative.objects.holding().select_related("item", "initiative")
    link = rows.filter(pk=pk, item__removed_at__isnull=True).first()
    return bring_late(link.item, link.initiative) if link else 0


def _is_ours(now: Initiative, link: ItemInitiative) -> bool:
    """It is on this agenda, or fell off it. Taken back, or sent elsewhere by the netwerkbureau, it is not."""
    return now.state == State.ON_AGENDA or (now.state == State.TRIAGE and link.off_at is not None)


def _say(now: Initiative, link: ItemInitiative) -> bool:
    item = link.item
    if not _is_on(item):
        return _fell_off(now, link)
    came_back = link.off_at is not None
    if came_back:
        link.off_at = None
        link.save(update_fields=["off_at"])
    where = words.at_whom(item)
    if now.state == State.TRIAGE:
        write(now, Step(State.ON_AGENDA, at_whom=where), WORKER)
        return True
    if (decision := outcomes.decision_of(item)) is not None:
        _decided(now, link, decision)
        return True
    if now.at_whom == where:
        return False
    write(now, Step(State.ON_AGENDA, why=_moved(now.at_whom, item), at_whom=where), WORKER)
    return True


def _is_on(item: AgendaItem) -> bool:
    stands = item.removed_at is None and item.meeting is not None and item.meeting.takes_items
    return stands and not outcomes.is_dropped(item)


def _moved(before: str, item: AgendaItem) -> str:
    """Said when a day everybody knew holds no longer."""
    return words.LATER if before.startswith(f"{item.body.name}, ") else ""


def _fell_off(now: Initiative, link: ItemInitiative) -> bool:
    if link.off_at is None:
        link.off_at = timezone.now()
        link.save(update_fields=["off_at"])
    if now.state != State.ON_AGENDA or timezone.now() - link.off_at < GRACE:
        return False
    meeting: Meeting | None = link.item.meeting
    write(now, Step(State.TRIAGE, why=words.off_because(link.item, meeting)), WORKER)
    return True


# ---------------------------------------------------------------- a decision
def _decided(now: Initiative, link: ItemInitiative, decision: Decision) -> None:
    becomes = outcomes.BECOMES[decision.state]  # type: ignore[index]
    write(now, Step(becomes, why=words.said(decision), at_whom=decision.body.name), WORKER)
    link.ended_as, link.ended_at = LinkEnd.DECIDED, timezone.now()
    link.save(update_fields=["ended_as", "ended_at"])
    DecisionTold.objects.create(link=link, decision=decision, openly=decision.open_now)


@transaction.atomic
def say_again(pk: uuid.UUID) -> bool:
    """The decision was corrected, or everybody may read it by now: said to who reads of it. What is carried out already
    is not stopped by itself; its people read the new decision."""
    link = ItemInitiative.objects.select_related("initiative").get(pk=pk)
    with taking(link.initiative, WORKER) as now:
        told = DecisionTold.objects.filter(link=link).select_related(
            "decision__body", "decision__corrected_by"
        )
        decision = outcomes.latest(told.latest("at").decision)
        if decision.under_embargo or told.filter(decision=decision, openly=decision.open_now).exists():
            return False
        becomes = outcomes.BECOMES[decision.state]  # type: ignore[index]
        flips = now.state in outcomes.BECOMES.values() and now.state != becomes
        to = becomes if flips else State(now.state)
        write(now, Step(to, why=words.said(decision), at_whom=now.at_whom), WORKER)
        DecisionTold.objects.create(link=link, decision=decision, openly=decision.open_now)
    return True


# ---------------------------------------------------------------- a proposal
def follow_proposal(pk: uuid.UUID) -> bool:
    """What a body said of a proposal that it does not put on its agenda; and a proposal nobody needs any more is taken
    back there. True when that is new."""
    row = ProposalInitiative.objects.select_related("proposal", "initiative").get(pk=pk)
    if row.proposal.is_open:
        return triage.withdraw(row.proposal, by=WORKER, why=TAKEN_BACK)
    with transaction.atomic(), taking(row.initiative, WORKER) as now:
        open_now = ProposalInitiative.objects.filter(pk=pk, ended_at__isnull=True)
        if not open_now.update(ended_at=timezone.now()):
            return False
        if now.state not in AT_THE_BUREAU:
            return False
        write(now, Step(State.TRIAGE, why=_given_back(row.proposal)), WORKER)
    return True


def _given_back(proposal: Proposal) -> str:
    step = proposal.steps.filter(kind__in=[StepKind.RETURNED, StepKind.WITHDRAWN]).order_by("-at").first()
    reason = step.text if step else ""
    if proposal.state == ProposalState.RETURNED:
        return f"{proposal.body.name} zet uw initiatief niet op de agenda. {reason}".strip()
    return f"Het voorstel aan {proposal.body.name} is ingetrokken. {reason}".strip()
