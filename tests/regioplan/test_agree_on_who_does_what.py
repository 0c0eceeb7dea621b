"""The netwerkbureau proposes, the organisation itself says yes or no, and only a yes is public (R21)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from partners.organisations.models import Participation
from regioplan.agreements.gaps import gaps_on
from regioplan.agreements.models import Agreement, AgreementAnswer, State
from tests.regioplan import making
from tests.themes.reading import words
from tests.world import end, representation, set_up
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db
WHAT = "Wij openen tien huiskamers."


@pytest.fixture
def task(world):
    return making.a_task()


@pytest.fixture
def proposal(world, task):
    return making.proposal(task, world.partner_org, what=WHAT)


def answer(client, agreement, said="ja", **more):
    data = {"version": agreement.version, "answer": said, "reason": "", **more}
    return client.post(reverse("agreement_answer", args=[agreement.pk]), data)


def test_the_path_from_proposal_to_public_page(world, task, as_):
    bureau, partner = as_(world.bureau), as_(world.partner)
    page = bureau.post(
        reverse("agreement_propose"),
        {
            "task": task.pk,
            "organisation": world.partner_org.pk,
            "role": "trekker",
            "what": WHAT,
            "starts_on": "2026-03-01",
            "starts_precision": "month",
            "version": "",
        },
    )
    assert page.status_code == 302
    made = Agreement.objects.get()
    assert WHAT not in words(as_(None), task.get_absolute_url())
    assert "Antwoord op het voorstel" in words(partner, reverse("partner"))
    assert answer(partner, made).status_code == 302
    public = words(as_(None), task.get_absolute_url())
    assert WHAT in public
    assert "Sinds maart 2026" in public
    assert WHAT in words(as_(None), world.partner_org.get_absolute_url())
    assert not [todo for todo in todos(world.partner) if "voorstel" in todo.title]


@pytest.mark.parametrize("who", ["bureau", "other_partner", "chair", "admin", "member"])
def test_nobody_accepts_for_another_organisation(world, proposal, as_, who):
    user = getattr(world, who)
    assert answer(as_(user), proposal).status_code in (403, 404)
    with pytest.raises(PermissionDenied):
        proposal.accept(by=user)
    with pytest.raises(DatabaseError), transaction.atomic():
        fact(proposal, user.person)
    assert Agreement.objects.get().state == State.PROPOSED


def fact(agreement, person, **more):
    """The raw path, past every rule in Python."""
    return set_up(AgreementAnswer.objects.create)(
        agreement=agreement, organisation=agreement.organisation, state=State.ACCEPTED, person=person, **more
    )


def test_the_database_takes_the_answer_of_who_does_speak_for_it(world, proposal):
    assert fact(proposal, world.partner.person), "the control: the raw path itself works"


def test_a_representation_that_ended_gives_no_right_to_answer(world, proposal):
    end(representation(world.chair, world.partner_org))
    with pytest.raises(DatabaseError), transaction.atomic():
        fact(proposal, world.chair.person)


def test_a_no_needs_a_reason_and_stays_among_the_two(world, proposal, as_, task):
    partner = as_(world.partner)
    assert answer(partner, proposal, "nee").status_code == 422
    assert answer(partner, proposal, "nee", reason="Wij hebben geen mensen.").status_code == 302
    assert "Wij hebben geen mensen." in words(as_(world.bureau), proposal.get_absolute_url())
    assert as_(None).get(proposal.get_absolute_url()).status_code == 404
    assert WHAT not in words(as_(None), task.get_absolute_url())


def test_answering_twice_is_answering_once(world, proposal):
    proposal.accept(by=world.partner)
    proposal.accept(by=world.partner)
    assert AgreementAnswer.objects.count() == 1


def test_what_was_reworded_while_reading_is_not_accepted_unread(world, proposal, as_):
    opened = Agreement.objects.get()
    set_up(lambda: Agreement.objects.update(what="Iets heel anders."))()
    page = answer(as_(world.partner), opened)
    assert page.status_code == 422
    assert "Iets heel anders." in page.content.decode()
    assert Agreement.objects.get().state == State.PROPOSED
    assert answer(as_(world.partner), Agreement.objects.get()).status_code == 302


def test_words_for_a_proposal_that_was_answered_meanwhile_stay_in_the_form(world, proposal, as_):
    url, bureau = reverse("agreement_edit", args=[proposal.pk]), as_(world.bureau)
    data = {bound.html_name: bound.value() for bound in bureau.get(url).context["form"]}
    proposal.accept(by=world.partner)
    late = bureau.post(
        url, {**{k: v for k, v in data.items() if v is not None}, "what": "Twintig zeemeeuwen."}
    )
    assert late.status_code == 422
    for words_there in ("Twintig zeemeeuwen.", "Dit kan nu niet meer. De afspraak is nu: "):
        assert words_there in late.content.decode()
    assert bureau.get(url).status_code == 302
    assert Agreement.objects.get().what == WHAT


def test_what_was_accepted_never_changes(world, proposal):
    set_up(lambda: Agreement.objects.update(what="Nog een voorstel."))()
    proposal.refresh_from_db()
    proposal.accept(by=world.partner)
    for change in ({"what": "Veel meer."}, {"organisation": world.other_org}, {"role": "partner"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            set_up(lambda change=change: Agreement.objects.update(**change))()
    assert Agreement.objects.get().what == "Nog een voorstel."


def test_an_end_has_a_last_day_and_a_reason(world, proposal, as_):
    proposal.accept(by=world.partner)
    url = reverse("agreement_end", args=[proposal.pk])
    today = timezone.localdate()
    late = {"version": proposal.version, "on": today + datetime.timedelta(days=3), "reason": "Klaar."}
    assert as_(world.partner).post(url, late).status_code == 422
    assert as_(world.partner).post(url, {**late, "on": today}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.ends_on) == (State.ENDED, today)
    assert proposal in Agreement.objects.in_force(), "on the last day it still holds"
    assert proposal not in Agreement.objects.in_force(today + datetime.timedelta(days=1))


def test_a_term_that_ran_out_is_not_lengthened_by_ending_it(world, task, as_):
    days = {"starts_on": datetime.date(2021, 1, 1), "ends_on": datetime.date(2022, 12, 31)}
    made = making.accepted(world, task, **days)
    url, partner = reverse("agreement_end", args=[made.pk]), as_(world.partner)
    assert url in partner.get(made.get_absolute_url()).content.decode()
    data = {"version": made.version, "on": timezone.localdate(), "reason": "Klaar."}
    answer = partner.post(url, data)
    assert list(answer.context["form"].errors) == ["on"]
    for later in (timezone.localdate(), None):
        with pytest.raises(DatabaseError), transaction.atomic():
            set_up(Agreement.objects.update)(ends_on=later)
    assert partner.post(url, {**data, "on": "2022-06-30"}).status_code == 302, "sooner it can"
    changes = ({"ends_on": "2022-01-01"}, {"state": State.ACCEPTED}, {"source_note": "Anders"})
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            set_up(Agreement.objects.update)(**change)
    assert Agreement.objects.get().ends_on == datetime.date(2022, 6, 30)


def test_what_ran_out_is_ended_on_its_own_last_day_and_makes_room(world, task, as_):
    days = {"starts_on": datetime.date(2021, 1, 1), "ends_on": datetime.date(2022, 12, 31)}
    made = making.accepted(world, task, **days, ends_precision="year")
    url, bureau = reverse("agreement_end", args=[made.pk]), as_(world.bureau)
    assert bureau.get(url).context["form"]["on"].value() == made.ends_on
    data = {"version": made.version, "on": made.ends_on, "reason": "Afgelopen."}
    assert bureau.post(url, data).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.ends_on, made.ends_precision) == (State.ENDED, days["ends_on"], "year")
    assert making.proposal(task, made.organisation, role=made.role)


def test_what_has_yet_to_begin_is_ended_on_its_first_day(world, task, as_):
    first = timezone.localdate() + datetime.timedelta(days=40)
    made = making.accepted(world, task, starts_on=first)
    url, bureau = reverse("agreement_end", args=[made.pk]), as_(world.bureau)
    data = {"version": made.version, "reason": "Gaat niet door."}
    for wrong in (first + datetime.timedelta(days=1), timezone.localdate()):
        assert bureau.post(url, {**data, "on": wrong}).status_code == 422
    assert bureau.get(url).context["form"]["on"].value() == first
    assert bureau.post(url, {**data, "on": first}).status_code == 302
    assert Agreement.objects.get().ends_on == first


def test_a_state_is_not_jumped_to(world, proposal):
    with pytest.raises(DatabaseError, match="Invalid transition"), transaction.atomic():
        set_up(Agreement.objects.update)(state=State.ENDED, ends_on="2026-01-01")
    assert set_up(Agreement.objects.update)(state=State.ACCEPTED) == 1, "control: a step there is"
    with pytest.raises(DatabaseError, match="Invalid transition"), transaction.atomic():
        set_up(Agreement.objects.update)(state=State.PROPOSED)


def test_ended_on_one_day_is_not_ended_on_another(world, proposal):
    proposal.accept(by=world.partner)
    twin, said = Agreement.objects.get(), {"on": timezone.localdate(), "reason": "Klaar."}
    proposal.end(by=world.partner, **said)
    twin.end(by=world.bureau, **said)
    for other in ({"on": said["on"] - datetime.timedelta(days=1)}, {"reason": "Ruzie."}):
        with pytest.raises(ValidationError, match=r"al beëindigd, tot en met .*: Klaar\."):
            twin.end(by=world.bureau, **{**said, **other})
    assert AgreementAnswer.objects.filter(state=State.ENDED).count() == 1


def test_one_role_is_asked_once(world, proposal, task, as_):
    with pytest.raises(IntegrityError), transaction.atomic():
        making.proposal(task, world.partner_org)
    proposal.refuse(by=world.partner, reason="Nu niet.")
    assert making.proposal(task, world.partner_org), "after a no one may ask again"


@pytest.mark.parametrize(("first", "status"), [("2026-12-31", 422), ("2027-01-01", 302)])
def test_a_role_is_asked_again_for_after_the_period_that_runs(world, task, as_, first, status):
    making.accepted(world, task, starts_on="2026-01-01", ends_on="2026-12-31")
    given = {"task": task.pk, "organisation": world.partner_org.pk, "role": "trekker", "what": WHAT}
    given |= {"starts_on": first, "starts_precision": "day", "version": ""}
    page = as_(world.bureau).post(reverse("agreement_propose"), given)
    assert page.status_code == status
    if status == 422:
        assert "Deze organisatie heeft deze rol bij deze opgave in die tijd al" in page.content.decode()
        with pytest.raises(IntegrityError, match="agreement_once"), transaction.atomic():
            making.proposal(task, world.partner_org, starts_on=first)


def test_what_nobody_took_on_is_shown_to_staff(world, task, proposal, as_):
    set_up(Participation.objects.create)(organisation=world.other_org, kind="deelnemer")
    found = gaps_on(world.bureau, timezone.localdate())
    assert [(gap.task, gap.asked) for gap in found.tasks] == [(task, [proposal])]
    assert [gap.organisation for gap in found.organisations] == [world.other_org]
    assert f"Voorgesteld aan {world.partner_org.name}" in words(
        as_(world.bureau), reverse("werkbank_agreements")
    )
    assert "Opgaven zonder trekker 1" in words(as_(world.bureau), reverse("werkbank_agreements"))
    assert "Eén opgave heeft nog geen trekker" in [todo.title for todo in todos(world.bureau)]
    proposal.accept(by=world.partner)
    assert gaps_on(world.bureau, timezone.localdate()).tasks == []


def test_the_overarching_task_is_of_everybody(world):
    making.a_task("Zorg voor allen", 0)
    assert gaps_on(world.bureau, timezone.localdate()).tasks == []
