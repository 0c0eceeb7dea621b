"""Sending an initiative: one commit for its number, its frozen copy and its first fact (promise I6).

The files were kept, synced and made rows before; the receipt is shown only after the commit. Mail and PDF follow from
the facts, so what dies in between is found again.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models.functions import Length
from django.utils import timezone

from partners.initiatives.completeness import missing
from partners.initiatives.content import content_of
from partners.initiatives.models import WRITING, Initiative, State, Submission
from partners.initiatives.moving import Step, person_of, taking, write
from partners.initiatives.terms import TRIAGE, within
from zorgzaam.audit.actors import Actor
from zorgzaam.killpoints import killpoint
from zorgzaam.snapshots import canonical, digest
from zorgzaam.versions import StaleVersion

LOCK = "partners.initiatives.number"


def submit(initiative: Initiative, *, by: Actor, at: datetime.datetime | None = None) -> Submission:
    """Send it, for the first time or again after a question; gives the frozen copy. Asked twice it gives the same.
    `at` says when it came in, for what is taken over from the past; without it that is now.

    StaleVersion when it changed since it was looked at; ValidationError (Dutch) when something is missing, or when who
    brings it in without an account did not confirm the address.
    """
    killpoint("initiative.before_lock")
    with taking(initiative, by) as now:
        if now.state not in WRITING:
            sent: Submission = now.submissions.latest("edition")
            return sent
        if now.version != initiative.version:
            raise StaleVersion
        _refuse_unless_ready(now)
        submission = _freeze(now, by, at or timezone.now())
        killpoint("initiative.before_commit")
    killpoint("initiative.after_commit")
    return submission


def _refuse_unless_ready(now: Initiative) -> None:
    guest = getattr(now, "guest", None)
    if guest is not None and guest.confirmed_at is None:
        raise ValidationError("Bevestig eerst uw e-mailadres met de link in de mail die u kreeg.")
    if lacking := missing(now):
        words = "; ".join(each.words for each in lacking)
        raise ValidationError(f"Dit mist nog: {words}.")


def _freeze(now: Initiative, by: Actor, moment: datetime.datetime) -> Submission:
    if now.number is None:
        now.number, now.submitted_at = next_number(timezone.localdate(moment).year), moment
    due_on = within(TRIAGE, timezone.localdate(moment))
    move = write(now, Step(State.RECEIVED, due_on=due_on), by, at=moment)
    text = canonical({"number": now.number, **content_of(now)})
    return Submission.objects.create(
        initiative=now,
        edition=now.submissions.count() + 1,
        canonical=text,
        canonical_sha256=digest(text),
        person_id=person_of(by),
        at=move.at,
    )


def next_number(year: int) -> str:
    """The next number of a year, such as "2026-0007"; one sender at a time, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [LOCK])
    # By length first: 10000 comes after 9999.
    found = Initiative.objects.filter(number__startswith=f"{year}-").order_by(
        Length("number").desc(), "-number"
    )
    last = found.values_list("number", flat=True).first()
    return f"{year}-{int(last.split('-')[1]) + 1 if last else 1:04d}"
