"""Triage by the netwerkbureau: take it up, offer it elsewhere, give it back with a question, say whose it is."""

import datetime

from django.core.exceptions import ValidationError

from partners.initiatives.models import Initiative, Move, State
from partners.initiatives.moving import Step, refuse_unless_follows, take_step, taking, write
from partners.initiatives.terms import TRIAGE, within
from partners.organisations.models import Organisation
from zorgzaam.people.models import Person
from zorgzaam.versions import StaleVersion

NOT_TO_ITSELF = "Deze organisatie dient het zelf in. Kies een andere."


def take_up(initiative: Initiative, *, by: Person) -> Move | None:
    """Somebody of the netwerkbureau handles it from now on. The term goes on: it began when it was received."""
    with taking(initiative, by) as now:
        if now.state == State.TRIAGE and now.handled_by_id == by.pk:
            return None
        refuse_unless_follows(now, initiative, State.TRIAGE)
        now.handled_by = by
        return write(now, Step(State.TRIAGE, due_on=now.due_on or within(TRIAGE)), by)


def hand_over(initiative: Initiative, to: Person | None, *, by: Person) -> None:
    """Somebody else of the netwerkbureau handles it, or nobody yet. No step: who brought it in need not know."""
    with taking(initiative, by) as now:
        if now.version != initiative.version:
            raise StaleVersion
        now.handled_by = to
        now.save()


def offer(
    initiative: Initiative, to: Organisation, *, why: str, due_on: datetime.date, by: Person
) -> Move | None:
    """Ask an organisation to take it on. It stays with the netwerkbureau until that organisation says yes."""
    if initiative.organisation is not None and to.whole == initiative.organisation.whole:
        raise ValidationError({"organisation": NOT_TO_ITSELF})
    return take_step(initiative, Step(State.OFFERED, why=why, organisation=to, due_on=due_on), by=by)


def give_back(initiative: Initiative, *, question: str, by: Person) -> Move | None:
    """Ask who brought it in something; they may change it and send it again."""
    return take_step(initiative, Step(State.RETURNED, why=question), by=by)


def take_back_offer(initiative: Initiative, *, why: str, by: Person) -> Move | None:
    """No longer ask that organisation, before it answered: it lies with the netwerkbureau again, with a new term."""
    said = f"Niet langer aangeboden aan {initiative.at_whom}. {why}"
    return take_step(initiative, Step(State.TRIAGE, why=said, due_on=within(TRIAGE)), by=by)


def close_unanswered(initiative: Initiative, *, why: str, by: Person) -> Move | None:
    """It was given back with a question and nobody answers: it goes no further."""
    return take_step(initiative, Step(State.STOPPED, why=why), by=by)


def link(initiative: Initiative, organisation: Organisation, *, by: Person) -> None:
    """Say which organisation of our list it is that brings it in: its people read along from now on."""
    with taking(initiative, by) as now:
        if now.version != initiative.version:
            raise StaleVersion
        if now.organisation_id is not None:
            raise ValidationError("Van dit initiatief is al bekend van welke organisatie het is.")
        now.organisation = organisation
        now.save()
