"""Steps of an issue on its way out: ask somebody to look, approve or give back, plan, begin, stand still, stop,
go on after all.

Each is one transaction under the lock of the issue; pressed twice, or by two at once, it is done once. What goes out is
what was looked at: the frozen words. Whatever changes makes it a draft again (`newsletters.issues.guards`).
"""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone

from newsletters.dispatch.ending import waits
from newsletters.dispatch.errors import Refused
from newsletters.dispatch.models import IssueReview, NewsletterRules, Sending, Verdict
from newsletters.dispatch.recipients import name_of
from newsletters.issues.freezing import CannotFreeze, Problem, changed_since, closed_since, freeze
from newsletters.issues.models import FrozenIssue, Issue, IssueState
from newsletters.subscriptions.reading import ISSUE
from newsletters.subscriptions.subscribing import SCOPE
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.claimed import wake
from zorgzaam.people.models import Person
from zorgzaam.post.bulk.models import Mailing, MailingState
from zorgzaam.post.bulk.progress import set_state, start_again
from zorgzaam.post.office import wake_up_for_mailings
from zorgzaam.post.restored import doubt

NOT_A_DRAFT = "Deze nieuwsbrief ligt al ter controle of is al verstuurd."
NOTHING_TO_LOOK_AT = (
    "Deze nieuwsbrief ligt niet meer ter controle. Waarschijnlijk is er intussen iets aan veranderd."
)
OTHER_WORDS = "Intussen ligt er een andere tekst ter controle. Kijk die eerst na."
OWN_QUESTION = "Je vroeg zelf om controle. Een ander kijkt mee."
OWN_WORDS = "Jij veranderde als laatste iets aan deze nieuwsbrief. Een ander kijkt mee."
NOT_APPROVED = "Deze nieuwsbrief is niet goedgekeurd, of is daarna veranderd. Vraag opnieuw om controle."
ALREADY_OUT = "Deze nieuwsbrief is al weg."
PAST = "Dit moment is al voorbij. Kies een later moment, of verstuur de nieuwsbrief nu."
CLOSED = "Haal dit uit de nieuwsbrief en vraag opnieuw om controle."
CHANGED = "Haal de nieuwsbrief terug en vraag opnieuw om controle. Dan staat erin wat de bron nu zegt."
ALL_GONE = "Alle mails zijn al weg. Er valt niets meer te stoppen."
STOPPED = "Deze verzending is gestopt. Wil je toch verder? Stuur de nieuwsbrief dan alsnog aan de rest."
NOT_STOPPED = "Deze nieuwsbrief is niet gestopt. Er valt niets alsnog te sturen."
OUT_AS_IT_IS = "Wat verstuurd is, verandert niet meer. Maak voor de anderen een nieuwe nieuwsbrief."


@contextmanager
def _locked(issue: Issue, by: Actor, why: str) -> Iterator[Issue]:
    """The issue as it is now, for this transaction alone; `issue` itself knows the outcome afterwards."""
    with transaction.atomic(), acting(by, reason=why):
        yield Issue.objects.select_for_update(no_key=True).get(pk=issue.pk)
    issue.refresh_from_db()


def _to(row: Issue, state: IssueState, **values: Any) -> None:
    values["state"] = state
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values])


def ask(issue: Issue, *, by: Person, remark: str = "") -> bool:
    """Freeze it and let a colleague look; False when it lies there already.

    Raises Refused when it is no draft, or when freezing refuses it: something in it is not public any more.
    """
    with _locked(issue, by, "Controle gevraagd") as row:
        if row.state == IssueState.REVIEW:
            return False
        if row.state != IssueState.DRAFT:
            raise Refused(NOT_A_DRAFT)
        frozen = _frozen(row)
        row.refresh_from_db()
        _to(row, IssueState.REVIEW, frozen=frozen, asked_by=by, asked_at=timezone.now())
        IssueReview.objects.create(issue=row, frozen=frozen, verdict=Verdict.ASKED, remark=remark, by=by)
    return True


def why_not_approve(issue: Issue, who: uuid.UUID | None) -> str:
    """Why the person with this key cannot be the second pair of eyes; "" when they can."""
    if issue.asked_by_id == who:
        return OWN_QUESTION
    return OWN_WORDS if issue.edited_by_id == who else ""


def approve(issue: Issue, *, by: Person, seen: str, remark: str = "") -> bool:
    """A second pair of eyes agrees to the words with hash `seen`; False when somebody did already. Raises Refused."""
    with _locked(issue, by, "Goedgekeurd") as row:
        _same(row, seen)
        if row.state in (IssueState.APPROVED, IssueState.PLANNED):
            return False
        if row.state != IssueState.REVIEW:
            raise Refused(NOTHING_TO_LOOK_AT)
        if why := why_not_approve(row, by.pk):
            raise Refused(why)
        _to(row, IssueState.APPROVED, approved_by=by, approved_at=timezone.now())
        _note(row, Verdict.APPROVED, by, remark)
    return True


def give_back(issue: Issue, *, by: Person, seen: str, remark: str) -> None:
    """A draft again, with what should change. Raises Refused when it went on meanwhile."""
    with _locked(issue, by, "Teruggegeven") as row:
        _same(row, seen)
        if row.state != IssueState.REVIEW:
            raise Refused(NOTHING_TO_LOOK_AT)
        _note(row, Verdict.BACK, by, remark)
        reopen(row)


def take_back(issue: Issue, *, by: Person) -> bool:
    """Work on it again; False when it is a draft already. Raises Refused once it is out."""
    with _locked(issue, by, "Teruggehaald") as row:
        if row.state == IssueState.DRAFT:
            return False
        if row.is_out:
            raise Refused(ALREADY_OUT)
        _note(row, Verdict.TAKEN_BACK, by, "")
        reopen(row)
    return True


def reopen(row: Issue) -> None:
    """A draft again: nobody asked, nobody agreed. Needs the lock on the issue."""
    nobody = dict.fromkeys(
        ("asked_by", "asked_at", "approved_by", "approved_at", "frozen", "planned_for"), None
    )
    _to(row, IssueState.DRAFT, **nobody)
    Sending.objects.filter(issue=row, begun_at__isnull=True).delete()


def plan(issue: Issue, *, by: Person, moment: datetime.datetime, seen: str = "") -> None:
    """It goes by itself at that moment; planned already, the moment moves. `seen` as in `begin`. Raises Refused."""
    with _locked(issue, by, "Gepland") as row:
        _approved(row)
        if seen:
            _same(row, seen)
        if moment <= timezone.now():
            raise Refused(PAST)
        Sending.objects.update_or_create(issue=row, defaults={"by": by})
        # From one moment to another no step is taken.
        _to(row, IssueState.PLANNED, planned_for=moment)


def unplan(issue: Issue, *, by: Actor) -> bool:
    """It waits for a person again; False when it was not planned. Raises Refused once it is out."""
    with _locked(issue, by, "Planning weggehaald") as row:
        if row.is_out:
            raise Refused(ALREADY_OUT)
        if row.state != IssueState.PLANNED:
            return False
        _to(row, IssueState.APPROVED, planned_for=None)
        Sending.objects.filter(issue=row, begun_at__isnull=True).delete()
    return True


def begin(issue: Issue, *, by: Person, seen: str = "") -> bool:
    """It is on the site from now on, and goes out; False when it is out already. `seen` is the hash of the words who
    presses the button looked at.

    Raises Refused when it was not approved, and when something in it is not public any more.
    """
    with _locked(issue, by, "Verstuurd") as row:
        if row.is_out:
            return False
        _approved(row)
        if seen:
            _same(row, seen)
        # Publicity is asked again; what goes out are the words that were looked at.
        _still_public(row, CLOSED, CHANGED)
        mailing = Mailing.objects.create(
            kind=ISSUE, about=name_of(row.pk), scope=SCOPE, state=MailingState.PAUSED
        )
        now = timezone.now()
        begun = {"by": by, "mailing": mailing, "begun_at": now}
        begun["counts_links"] = NewsletterRules.of_region().counts_links
        Sending.objects.update_or_create(issue=row, defaults=begun)
        _to(row, IssueState.RUNNING, begun_at=now)
        transaction.on_commit(_wake)
    return True


def pause(issue: Issue, *, by: Person) -> None:
    """Nothing begins any more until somebody resumes. Raises Refused when it was stopped or is over."""
    with _locked(issue, by, "Stilgezet") as row:
        sending = _going(row)
        sending.paused = True
        sending.save(update_fields=["paused"])
        set_state(_mailing(sending), MailingState.PAUSED)


def resume(issue: Issue, *, by: Person) -> None:
    """It goes on where it was. Raises Refused when it was stopped or is over."""
    with _locked(issue, by, "Weer verder") as row:
        sending = _going(row)
        sending.paused = False
        sending.save(update_fields=["paused"])
        if sending.filled_at:
            set_state(_mailing(sending), MailingState.RUNNING)
            transaction.on_commit(wake_up_for_mailings)


def stop(issue: Issue, *, by: Person) -> bool:
    """Who has no mail yet gets none; False when it was stopped already. Raises Refused when it is over."""
    with _locked(issue, by, "Gestopt") as row:
        if row.state == IssueState.STOPPED:
            return False
        sending = _going(row)
        if not waits(sending):
            raise Refused(ALL_GONE)
        set_state(_mailing(sending), MailingState.STOPPED)
        _to(row, IssueState.STOPPED)
    return True


def again(issue: Issue, *, by: Person) -> bool:
    """It was stopped, and goes after all to who has no mail yet; False when it goes already.

    The words are those that were looked at, and each reader has the same row in the book: nobody gets it twice. Raises
    Refused when it was not stopped, and when something in it is not public any more or changed at its source.
    """
    with _locked(issue, by, "Alsnog aan de rest") as row:
        if row.state == IssueState.RUNNING:
            return False
        if row.state != IssueState.STOPPED:
            raise Refused(NOT_STOPPED)
        _still_public(row, OUT_AS_IT_IS, OUT_AS_IT_IS)
        sending = Sending.objects.select_for_update(no_key=True).get(issue=row)
        sending.paused = False
        sending.save(update_fields=["paused"])
        _to(row, IssueState.RUNNING)
        mailing = _mailing(sending)
        doubt(mailing)
        # Not everybody is in the book: filling it lets it go.
        start_again(mailing, MailingState.RUNNING if sending.filled_at else MailingState.PAUSED)
        transaction.on_commit(wake_up_for_mailings if sending.filled_at else _wake)
    return True


def _going(row: Issue) -> Sending:
    if row.state != IssueState.RUNNING:
        raise Refused(
            STOPPED if row.state == IssueState.STOPPED else "Deze nieuwsbrief wordt nu niet verstuurd."
        )
    sending: Sending = Sending.objects.select_for_update(no_key=True).get(issue=row)
    return sending


def _mailing(sending: Sending) -> Mailing:
    if sending.mailing is None:
        raise ValueError("an issue that goes out has a mailing")
    return sending.mailing


def _approved(row: Issue) -> None:
    if row.is_out:
        raise Refused(ALREADY_OUT)
    if row.state not in (IssueState.APPROVED, IssueState.PLANNED):
        raise Refused(NOT_APPROVED)


def _same(row: Issue, seen: str) -> None:
    if row.frozen is None:
        raise Refused(NOTHING_TO_LOOK_AT)
    if row.frozen.sha256 != seen:
        raise Refused(OTHER_WORDS)


def _frozen(row: Issue) -> FrozenIssue:
    try:
        return freeze(row)
    except CannotFreeze as refused:
        raise Refused(said(row, refused.problems)) from refused


def _still_public(row: Issue, when_closed: str, when_changed: str) -> None:
    if row.frozen is None:
        raise Refused(NOT_APPROVED)
    if closed := closed_since(row.frozen):
        raise Refused([*said(row, closed), when_closed])
    if changed := changed_since(row.frozen):
        raise Refused([*said(row, changed), when_changed])


def said(row: Issue, problems: Iterable[Problem]) -> list[str]:
    """Each problem with the name of its block."""
    blocks: Any = row.blocks
    names = {block.pk: str(block) for block in blocks.with_records()}
    return [
        f"{names[each.block]}: {each.message}" if each.block in names else each.message for each in problems
    ]


def _note(row: Issue, verdict: Verdict, by: Person, remark: str) -> None:
    IssueReview.objects.create(issue=row, frozen=row.frozen, verdict=verdict, remark=remark, by=by)


def _wake() -> None:
    from newsletters.dispatch.jobs import send_issues

    wake(send_issues)
