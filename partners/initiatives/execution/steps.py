"""Steps of carrying an initiative out; each changes its state through `moving`, or puts down a fact."""

import datetime

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.utils import timezone

from partners.initiatives.emails.whom import addresses_of
from partners.initiatives.models import (
    Initiative,
    InitiativeExecution,
    InitiativeReport,
    NewsVerdict,
    State,
    Success,
)
from partners.initiatives.moving import Step, person_of, take_step, taking
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.versions import StaleVersion

NO_LEADER = "Schrijf eerst op wie het leidt."
NOT_RUNNING = "Het initiatief loopt nu niet, dus er is niets te melden."


def set_leader(execution: InitiativeExecution) -> None:
    """`leader` is the account the address belongs to; without one nobody. The caller saves."""
    known = User.objects.filter(email=execution.leader_email, is_active=True).select_related("person").first()
    erased = known is not None and known.person.erased_at is not None
    execution.leader = known.person if known is not None and not erased else None


def begin(initiative: Initiative, on: datetime.date, *, by: Actor) -> None:
    """It runs from this day on; the first report is due one rhythm later. Twice is once. ValidationError (Dutch) when
    nobody leads it yet."""
    with taking(initiative, by):
        row = InitiativeExecution.objects.select_for_update(no_key=True).filter(initiative=initiative).first()
        if row is None:
            raise ValidationError(NO_LEADER)
        if take_step(initiative, Step(State.RUNNING), by=by) is None:
            return
        row.starts_on, row.report_due_on = on, next_due(on, row.report_every)
        row.save()


def finish(initiative: Initiative, words: str, *, by: Actor) -> None:
    """It is done; `words` say what came of it."""
    _end(initiative, Step(State.DONE, why=words), by)


def stop(initiative: Initiative, why: str, *, by: Actor) -> None:
    """It goes no further, and why."""
    _end(initiative, Step(State.STOPPED, why=why), by)


def _end(initiative: Initiative, step: Step, by: Actor) -> None:
    with taking(initiative, by):
        if take_step(initiative, step, by=by) is None:
            return
        row = InitiativeExecution.objects.select_for_update(no_key=True).filter(initiative=initiative).first()
        if row is not None and row.report_due_on is not None:
            row.report_due_on = None
            row.save()


def next_due(day: datetime.date, months: int) -> datetime.date:
    """When the report after `day` should be there."""
    return day + relativedelta(months=months)


def reschedule(execution: InitiativeExecution) -> None:
    """The next report counts from the last one, or from the start; another rhythm moves it. The caller saves."""
    if execution.initiative.state != State.RUNNING:
        execution.report_due_on = None
        return
    last = execution.reports.order_by("-on").values_list("on", flat=True).first()
    since = last or execution.starts_on or timezone.localdate()
    execution.report_due_on = next_due(since, execution.report_every)


def report(row: InitiativeReport, *, by: Actor) -> InitiativeReport:
    """Put a report down as it is, and count on from it. ValidationError (Dutch) when it does not run."""
    with taking(row.execution.initiative, by) as now:
        if now.state != State.RUNNING:
            raise ValidationError(NOT_RUNNING)
        row.person_id = person_of(by)
        row.save(force_insert=True)
        execution = InitiativeExecution.objects.select_for_update(no_key=True).get(pk=row.execution_id)
        execution.initiative = now
        reschedule(execution)
        execution.save()
        return row


def tell_success(row: Success, *, by: Actor) -> Success:
    """Something went well."""
    with acting(by):
        row.person_id = person_of(by)
        row.save()
        return row


def judge(success: Success, verdict: NewsVerdict, *, by: Actor) -> None:
    """Whether the newsletter takes it. Twice is once; StaleVersion when somebody else said otherwise."""
    with acting(by):
        now = Success.objects.select_for_update(no_key=True).get(pk=success.pk)
        if now.verdict == verdict:
            return
        if now.version != success.version:
            raise StaleVersion
        now.verdict, now.judged_by_id, now.judged_at = verdict, person_of(by), timezone.now()
        now.save()


def carriers(execution: InitiativeExecution) -> list[Person | str]:
    """Who is asked how it goes: who brings it in and who leads it, each once."""
    found = addresses_of(execution.initiative)
    leader: Person | str = execution.leader or execution.leader_email
    known = {address_of(each) for each in found}
    return found if not leader or address_of(leader) in known else [*found, leader]


def address_of(to: Person | str) -> str:
    return (to.email if isinstance(to, Person) else to).lower()
