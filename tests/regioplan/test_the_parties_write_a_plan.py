"""Several parties write one plan: nobody's change is lost, and what was handed in stays whatever the path."""

import datetime
import html

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from regioplan.transformation_plans import moving
from regioplan.transformation_plans.completeness import missing
from regioplan.transformation_plans.forms.reasons import ReasonForm
from regioplan.transformation_plans.models import (
    InsurerQuestion,
    PlanAttachment,
    PlanMilestone,
    PlanParty,
    TransformationPlan,
)
from tests.regioplan import moneymaking
from tests.regioplan import planmaking as making
from tests.themes.reading import words
from tests.world import organisation, set_up
from zorgzaam.doors import Door
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db
STONES = [("Eerste team", datetime.date(2030, 1, 1))]


@pytest.fixture
def who(world):
    return making.insurers()


def fields(client, plan):
    """What the page of the form would send, untouched."""
    form = client.get(reverse("transformation_plan_edit", args=[plan.pk])).context["form"]
    sent = {field.name: field.value() for field in form}
    return {name: value for name, value in sent.items() if value not in (None, False)}


def send(client, plan, typed, **more):
    return client.post(reverse("transformation_plan_edit", args=[plan.pk]), {**typed, **more})


def parties(plan):
    return set(PlanParty.objects.filter(plan=plan).values_list("organisation__name", flat=True))


def test_two_who_choose_parties_lose_neither(world, as_):
    made, dam = making.plan(world, others=[world.other_org]), organisation("Zorg aan de Dam")
    partner = as_(world.partner)
    mine, theirs = fields(partner, made), fields(partner, made)
    added = [*theirs["parties"], dam.pk]
    assert send(partner, made, theirs, parties=added).status_code == 302
    stale = send(partner, made, mine, parties=[world.partner_org.pk])
    assert stale.status_code == 409, "a change of parties alone is a change of the plan"
    [row] = stale.context["conflict"].clashes
    assert (row.mine, row.theirs) == (
        "Zorggroep Duin", f"{world.other_org.name}, Zorg aan de Dam, Zorggroep Duin",
    )  # fmt: skip
    assert row.theirs in html.unescape(stale.content.decode())
    again = {
        bound.name: bound.value() for bound in stale.context["form"] if bound.value() not in (None, False)
    }
    assert send(partner, made, again).status_code == 302
    assert parties(made) == {"Zorggroep Duin", "Zorg aan de Dam"}, (
        "the one unticked went, the one added stays"
    )
    told = words(partner, reverse("history", args=["transformatieplan", made.pk]))
    assert "Partij in een plan Zorg aan de Dam toegevoegd" in told
    assert f"Partij in een plan {world.other_org.name} verwijderd" in told


def test_who_chose_no_parties_reads_what_a_colleague_chose(world, as_):
    made, dam = making.plan(world, others=[world.other_org]), organisation("Zorg aan de Dam")
    partner, other = as_(world.partner), as_(world.other_partner)
    mine, theirs, beside = fields(partner, made), fields(partner, made), fields(other, made)
    assert send(partner, made, theirs, parties=[*theirs["parties"], dam.pk]).status_code == 302
    for client, typed in ((partner, mine), (other, beside)):
        stale = send(client, made, typed, goals="Van ons samen")
        assert stale.status_code == 409
        assert "Zorg aan de Dam" in next(iter(stale.context["conflict"].taken)).theirs
        again = {
            bound.name: bound.value() for bound in stale.context["form"] if bound.value() not in (None, False)
        }
    assert send(other, made, again).status_code == 302
    assert dam.name in parties(made)


def test_only_the_penvoerder_chooses_who_takes_part(world, as_):
    made = making.plan(world, others=[world.other_org])
    other = as_(world.other_partner)
    typed = fields(other, made)
    assert "parties" not in typed
    assert send(other, made, typed, parties=[], goals="Van ons samen").status_code == 302
    assert making.fresh(made).goals == "Van ons samen"
    assert world.other_org.name in parties(made)


def test_a_party_that_ended_stays_in_the_form(world, as_):
    ended = organisation("Oude Zorg")
    made, partner = making.plan(world, others=[ended]), as_(world.partner)
    set_up(type(ended).objects.filter(pk=ended.pk).update)(ended_note="opgegaan in een ander")
    assert send(partner, made, fields(partner, made), goals="Anders").status_code == 302
    assert "Oude Zorg" in parties(made)


def test_parties_and_milestones_stay_once_handed_in_whatever_the_path(world, who):
    made = making.plan(world, others=[world.other_org], stones=STONES)
    writes = [
        lambda: PlanParty.objects.create(plan=made, organisation=organisation("Nieuwe Zorg")),
        lambda: PlanParty.objects.filter(organisation=world.other_org).delete(),
        lambda: PlanMilestone.objects.update(title="Iets anders"),
        lambda: PlanMilestone.objects.create(plan=made, title="Nog een", due_on="2030-01-01"),
        lambda: PlanMilestone.objects.filter(title="Eerste team").delete(),
    ]

    def refused(write):
        try:
            with transaction.atomic():
                set_up(write)()
                transaction.set_rollback(True)
        except DatabaseError:
            return True
        return False

    assert [refused(write) for write in writes] == [False] * len(writes), "the control: while it is written"
    moving.hand_in(made, by=world.partner)
    assert [refused(write) for write in writes] == [True] * len(writes)


def test_a_question_stays_as_it_was_asked(world, who):
    made = making.preliminary(world, who)
    asked = {"organisation_id": made.insurer_of(who.other.standing), "person": who.other.person}
    set_up(InsurerQuestion.objects.create)(plan=made, question="Wat kost het?", **asked)
    for change in (
        lambda: InsurerQuestion.objects.update(question="Niets"),
        InsurerQuestion.objects.all().delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            set_up(change)()
    assert set_up(lambda: InsurerQuestion.objects.update(answer="Tien euro."))() == 1


def test_a_milestone_is_changed_and_taken_away_while_the_plan_is_written(world, as_):
    made = making.plan(world, stones=STONES)
    stone, partner = made.milestones.get(), as_(world.partner)
    typed = {"title": "Twee teams", "due_on": "2030-02-01", "paid_by": "geen", "version": stone.version}
    assert partner.post(reverse("plan_milestone_edit", args=[stone.pk]), typed).status_code == 302
    assert "Twee teams" in words(partner, made.get_absolute_url())
    url = reverse("plan_milestone_remove", args=[stone.pk])
    assert partner.post(url, {"version": stone.version}).status_code == 422, "it changed since"
    stone.refresh_from_db()
    assert partner.post(url, {"version": stone.version}).status_code == 302
    assert not PlanMilestone.objects.exists()
    assert "Twee teams" in words(partner, reverse("history", args=["transformatieplan", made.pk]))


def deleted_first(stone):
    """A colleague takes a milestone away at the last moment: just before this request does."""

    waiting = [stone.pk]

    def first(execute, sql, params, many, context):
        if waiting and sql.startswith("DELETE") and "planmilestone" in sql:
            context["cursor"].execute("DELETE FROM regioplan_planmilestone WHERE id = %s", [waiting.pop()])
        return execute(sql, params, many, context)

    return connection.execute_wrapper(first)


def test_a_milestone_a_colleague_took_away_meanwhile_is_taken_away(world, as_):
    made = making.plan(world, stones=STONES)
    stone = made.milestones.get()
    with deleted_first(stone):
        page = as_(world.partner).post(reverse("plan_milestone_remove", args=[stone.pk]), {"version": 1})
    assert page.status_code == 302
    assert not PlanMilestone.objects.exists()


def test_what_was_typed_about_a_row_that_is_gone_is_given_back(world):
    stone = making.plan(world, stones=STONES).milestones.get()
    form = ReasonForm(QueryDict(f"reason=Omdat&version={stone.version}"), row=stone)
    assert form.is_valid()
    set_up(PlanMilestone.objects.all().delete)()
    conflict = form.freshen()
    assert conflict is not None
    assert conflict.gone
    assert [(row.label, row.mine) for row in conflict.rows] == [("Waarom", "Omdat")]


def test_nobody_is_told_to_ask_when_the_time_for_questions_is_over(world, who, as_):
    made = making.preliminary(world, who)
    url = reverse("plan_ask", args=[made.pk])
    for until, told in [(made.questions_until, True), (datetime.date(2025, 1, 1), False)]:
        set_up(type(made).objects.update)(questions_until=until)
        assert any("Vragen stellen kan nog" in todo.title for todo in todos(who.other)) is told
        assert (url in as_(who.other).get(made.get_absolute_url()).content.decode()) is told


def test_a_title_is_enough_for_a_concept_and_its_page_says_what_is_still_needed(world, who, as_):
    partner = as_(world.partner)
    form = partner.get(reverse("plan_add")).content.decode()
    for told in (
        "Wat verandert er door jullie plan?",
        "Zorgverzekeringswet",
        "Hebben jullie al met de verzekeraar",
    ):
        assert told in form
    made = partner.post(reverse("plan_add"), {"applicant": world.partner_org.pk, "title": "Net begonnen"})
    page = partner.get(made.url).content.decode()
    assert "Net begonnen" in page, "one lands on the new plan"
    edit = reverse("transformation_plan_edit", args=[TransformationPlan.objects.get().pk])
    for field in ("id_proposal", "id_impact_groep", "id_insurer_was_asked"):
        assert f'href="{edit}#{field}"' in page
        assert f'id="{field}"' in partner.get(edit).content.decode()
    assert reverse("plan_hand_in", args=[TransformationPlan.objects.get().pk]) not in page
    assert partner.get(made.url).wsgi_request.door == Door.PARTNER, "the tab stays that of the partnerportaal"
    complete = making.plan(world, "Compleet")
    page = partner.get(complete.get_absolute_url()).content.decode()
    assert reverse("plan_hand_in", args=[complete.pk]) in page, "the control"
    assert "Nog nodig om in te dienen" not in page


def test_a_plan_that_asks_money_says_what_for_and_has_a_budget(world, who, as_):
    made, partner = making.through_quick_check(world, who), as_(world.partner)
    answer = send(partner, making.fresh(made), fields(partner, made), asked_amount="€ 250.000")
    assert answer.status_code == 302
    now = making.fresh(made)
    assert now.asked_amount == 250_000
    assert [each.words.split()[0] for each in missing(now)] == ["leg", "voeg"]
    with pytest.raises(ValidationError, match="begroting"):
        moving.hand_in(now, by=world.partner)
    add = reverse("plan_file_add", args=[made.pk])
    upload = SimpleUploadedFile("begroting.txt", b"Een team kost 250.000 euro.")
    assert partner.post(add, {"kind": "begroting"}).status_code == 422
    assert partner.post(add, {"kind": "begroting", "upload": upload}).status_code == 302
    set_up(TransformationPlan.objects.update)(asked_for="Eenmalig, voor het team.")
    moving.hand_in(making.fresh(made), by=world.partner)
    kept = PlanAttachment.objects.get()
    url = reverse("plan_file", args=[kept.pk])
    readers = {who.lead: 200, who.other: 200, world.partner: 200, world.bureau: 404, world.other_partner: 404}
    assert {reader: as_(reader).get(url).status_code for reader in readers} == readers
    page = words(as_(who.lead), made.get_absolute_url())
    assert "€ 250.000" in page.replace("\xa0", " ")
    assert "begroting.txt" in page
    remove = reverse("plan_file_remove", args=[kept.pk])
    assert partner.get(remove).status_code == 302, "handed in"
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(PlanAttachment.objects.all().delete)()


def test_a_file_is_taken_away_while_the_plan_is_written(world, as_):
    made, partner = making.plan(world), as_(world.partner)
    upload = SimpleUploadedFile("brief.txt", b"Beste verzekeraar, dit is een brief.")
    partner.post(reverse("plan_file_add", args=[made.pk]), {"kind": "anders", "upload": upload})
    remove = reverse("plan_file_remove", args=[PlanAttachment.objects.get().pk])
    assert as_(world.other_partner).post(remove, {"version": 1}).status_code == 404
    assert partner.post(remove, {"version": making.fresh(made).version}).status_code == 302
    assert not PlanAttachment.objects.exists()
    told = words(partner, reverse("history", args=["transformatieplan", made.pk]))
    assert "Bestand bij een plan “brief.txt” verwijderd" in told


def test_a_milestone_of_a_plan_that_is_written_is_not_on_a_day_that_is_over(world, as_):
    made, partner = making.plan(world), as_(world.partner)
    add, typed = reverse("plan_milestone_add", args=[made.pk]), {"title": "Team", "paid_by": "geen"}
    answer = partner.post(add, {**typed, "due_on": "2020-01-01"})
    assert answer.status_code == 422
    assert "Deze dag is al voorbij." in answer.content.decode()
    assert partner.post(add, {**typed, "due_on": timezone.localdate()}).status_code == 302


def test_trying_the_test_beforehand_asks_plainly_and_concludes(world, as_):
    task = moneymaking.a_task()
    made, partner = making.plan(world), as_(world.partner)
    url = reverse("plan_try", args=[made.pk])
    page = partner.get(url).content.decode()
    assert f"{task.label}: past het plan hierbij?" in page
    assert f'href="{task.get_absolute_url()}"' in page
    assert "nodig bij Deels of Nee" in page
    typed = {"version": 0, f"fit_{task.number}": "deels"}
    assert partner.post(url, typed).status_code == 422
    answer = partner.post(url, {**typed, f"words_{task.number}": "Alleen in de stad."})
    assert "Het plan past deels bij 1 opgave. Zet in het plan waarom" in words(partner, answer.url)
