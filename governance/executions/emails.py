"""Mail to who speaks for an organisation, each once: it is asked something, its last day comes near, or has passed."""

import datetime
import uuid

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from governance.decisions.models import Decision
from governance.executions.models import Execution, ExecutionState
from governance.executions.notices import ExecutionNotice, Reason
from governance.meetings.portal import NOBODY_READS
from partners.organisations.speaking import reachable, speaks_for, spokespeople
from zorgzaam.house import House
from zorgzaam.killpoints import killpoint
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take

KINDS = {reason: f"execution-{reason.value}" for reason in Reason}
# How long before the last day an organisation is reminded.
AHEAD = datetime.timedelta(days=7)
SUBJECTS = {
    Reason.ASKED: "Vraag aan {organisation}: voeren jullie dit uit?",
    Reason.NEAR: "Over een week: {what}",
    Reason.LATE: "De dag is voorbij: {what}",
}
UNNAMED = "wat {body} van {organisation} vraagt"


def due_for(reason: Reason) -> QuerySet[Execution]:
    """What an organisation has to hear of for this reason today, whether it did or not."""
    today, rows = timezone.localdate(), Execution.objects.open()
    # A last day that was over when it was asked was written down about the past: nobody is chased for it.
    timely = Q(due_on__isnull=True) | Q(due_on__gte=F("asked_at__date"))
    match reason:
        case Reason.ASKED:
            return rows.filter(timely, state=ExecutionState.ASKED)
        case Reason.NEAR:
            # Not in the same breath as the question itself.
            soon = rows.filter(due_on__gte=today, due_on__lte=today + AHEAD)
            return soon.filter(due_on__gt=F("asked_at__date") + AHEAD)
        case Reason.LATE:
            return rows.filter(timely, due_on__lt=today)


def waiting(reason: Reason) -> QuerySet[Execution]:
    """As `due_for`, of organisations somebody can be written to for and nobody was written to yet."""
    told = ExecutionNotice.objects.filter(execution=OuterRef("pk"), kind=reason)
    return due_for(reason).filter(reachable(), ~Exists(told))


@transaction.atomic
def tell(pk: uuid.UUID, reason: Reason) -> bool:
    """The mails and the notice, under a lock on the row; False when another worker has or did it."""
    row = take(waiting(reason).select_related("organisation", "decision__body"), pk)
    if row is None:
        return False
    letter = _letter(row, reason)
    people = spokespeople([row.organisation_id])
    told = sum(put(KINDS[reason], str(pk), person, letter) for person in people)
    killpoint("execution.before_notice")
    ExecutionNotice.objects.create(execution=row, kind=reason, told=told)
    return True


def _letter(row: Execution, reason: Reason) -> Letter:
    """Whose decision, until when, and the way to the answer. What is asked stands in it only when everybody may read
    the decision: the organisation need not be allowed to, and mails are kept where others read them."""
    named = Decision.objects.visible_to(NOBODY_READS).filter(pk=row.decision_id).exists()
    context = {
        "row": row,
        "reason": reason,
        "named": named,
        "url": f"{settings.SITE_URL}{row.get_absolute_url()}",
        "office": House.objects.of_region().office_name,
    }
    what = str(row) if named else UNNAMED.format(body=row.decision.body, organisation=row.organisation)
    subject = SUBJECTS[reason].format(organisation=row.organisation, what=what)
    return Letter(subject, render_to_string("governance/email_execution.txt", context))


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: it is still so, and its reader still speaks for the organisation."""
    reason = next(each for each, kind in KINDS.items() if kind == mail.kind)
    row = due_for(reason).filter(pk=mail.about).first()
    return row is not None and speaks_for(mail.to_person, [row.organisation_id])
