"""What people may do with initiatives."""

from typing import Any

from partners.initiatives.holding import held
from partners.initiatives.models import AT_THE_BUREAU, CARRIED_OUT, WITHDRAWABLE, WRITING, State
from zorgzaam.access import rule
from zorgzaam.standing import Standing


def brings_it_in(standing: Standing, initiative: Any) -> bool:
    """Somebody of the organisation that brings it in, who began it without one, or who has no account and holds the
    link to it that went to their mailbox."""
    if held(standing) is not None:
        return bool(held(standing) == initiative.pk)
    if initiative.organisation_id is not None:
        return initiative.organisation_id in standing.organisations
    return standing.is_somebody and initiative.started_by_id == standing.person_id


@rule("partners.bring_in_initiative")
def is_who_brings_it_in(standing: Standing, initiative: Any) -> bool:
    """As `brings_it_in`."""
    return brings_it_in(standing, initiative)


@rule("partners.talk_about_initiative")
def may_talk(standing: Standing, initiative: Any) -> bool:
    """Who brings it in and the netwerkbureau. Not who signs along, takes it on or assesses it."""
    return standing.is_bureau or brings_it_in(standing, initiative)


@rule("partners.start_initiative")
def may_start(standing: Standing, nothing: Any) -> bool:
    """Everybody, also without an account."""
    return True


@rule("partners.write_initiative")
def may_write(standing: Standing, initiative: Any) -> bool:
    """Who brings it in, as long as it is written."""
    return initiative.state in WRITING and brings_it_in(standing, initiative)


@rule("partners.withdraw_initiative")
def may_withdraw(standing: Standing, initiative: Any) -> bool:
    """Who brings it in, until there is a decision."""
    return initiative.state in WITHDRAWABLE and brings_it_in(standing, initiative)


@rule("partners.triage_initiative")
def may_triage(standing: Standing, initiative: Any) -> bool:
    """The netwerkbureau, while it lies there; nobody of it about what they bring in themselves."""
    return standing.is_bureau and initiative.state in AT_THE_BUREAU and not brings_it_in(standing, initiative)


@rule("partners.step_in_at_initiative")
def may_step_in(standing: Standing, initiative: Any) -> bool:
    """The netwerkbureau, while an organisation it is offered to, or who was asked something, has not answered."""
    waits = initiative.state in (State.OFFERED, State.RETURNED)
    return waits and may_handle(standing, initiative)


@rule("partners.handle_initiative")
def may_handle(standing: Standing, initiative: Any) -> bool:
    """The netwerkbureau, wherever it lies; nobody of it about what they bring in themselves."""
    return standing.is_bureau and not initiative.is_draft and not brings_it_in(standing, initiative)


@rule("partners.assess_initiative")
def may_assess(standing: Standing, assessment: Any) -> bool:
    """Who was asked, as long as the answer is awaited."""
    return standing.is_somebody and assessment.person_id == standing.person_id and assessment.is_open


@rule("partners.compare_assessments")
def may_compare(standing: Standing, initiative: Any) -> bool:
    """The netwerkbureau, and assessors who handed in their own."""
    if standing.is_bureau:
        return not brings_it_in(standing, initiative)
    mine = initiative.assessments.filter(person_id=standing.person_id, state="klaar")
    return standing.is_somebody and bool(mine.exists())


@rule("partners.answer_offer")
def may_answer(standing: Standing, initiative: Any) -> bool:
    """Who speaks for the organisation it is offered to."""
    return initiative.state == State.OFFERED and initiative.recipient_id in standing.organisations


@rule("partners.cosign_initiative")
def may_cosign(standing: Standing, asked: Any) -> bool:
    """Who speaks for the organisation that was asked to sign along."""
    return asked.organisation_id in standing.organisations


@rule("partners.view_history_of_initiative")
def may_look_back(standing: Standing, initiative: Any) -> bool:
    """The netwerkbureau, and who brings it in."""
    return standing.is_bureau or brings_it_in(standing, initiative)


@rule("partners.publish_initiative")
def may_publish(standing: Standing, initiative: Any) -> bool:
    """The netwerkbureau writes for the public, and puts it on the site with the agreement of who brings it in."""
    return standing.is_bureau


@rule("partners.agree_to_publicity")
def may_agree(standing: Standing, initiative: Any) -> bool:
    """Who brings it in, and nobody else."""
    return brings_it_in(standing, initiative)


@rule("partners.plan_initiative")
def may_plan(standing: Standing, initiative: Any) -> bool:
    """The netwerkbureau and who brings it in: who leads, from when, until when, and whether it ends."""
    return initiative.state in (State.TAKEN_UP, State.RUNNING) and (
        standing.is_bureau or brings_it_in(standing, initiative)
    )


@rule("partners.set_rhythm_of_initiative")
def may_set_rhythm(standing: Standing, initiative: Any) -> bool:
    """The netwerkbureau, which asks for the reports."""
    return standing.is_bureau


@rule("partners.carry_out_initiative")
def may_carry_out(standing: Standing, initiative: Any) -> bool:
    """As planning, and who leads it: milestones, reports and successes."""
    if initiative.state not in CARRIED_OUT:
        return False
    execution = getattr(initiative, "execution", None)
    leads = execution is not None and standing.is_somebody and execution.leader_id == standing.person_id
    return leads or standing.is_bureau or brings_it_in(standing, initiative)


@rule("partners.judge_success")
def may_judge(standing: Standing, initiative: Any) -> bool:
    """The netwerkbureau decides what is told in the newsletter."""
    return standing.is_bureau
