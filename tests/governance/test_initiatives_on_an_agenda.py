"""An initiative goes onto an agenda in one press, with all that goes along, and its people read where it lies."""

from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from governance.attendance import interests
from governance.initiatives import putting
from governance.initiatives.forms import AgendaForm
from governance.initiatives.interests import of_initiatives
from governance.initiatives.models import ProposalInitiative
from governance.initiatives.putting import Said
from governance.intake import triage
from governance.intake.lying import Asked, lies
from governance.meetings import order
from governance.meetings.models import AgendaItem, ItemInitiative, PublishedInitiative
from partners.initiatives import moving, submitting
from partners.initiatives.models import (
    Cosign,
    InitiativePartner,
    State,
    Submission,
    SubmissionPdf,
)
from tests.governance.agendas import PDF, a_meeting, an_item, held, publish
from tests.governance.deciding import a_proposal as a_decision
from tests.governance.initiatives import SAID, follow, long_off, on_agenda, put, state, why
from tests.governance.proposing import fresh_row as fresh_proposal
from tests.governance.proposing import where
from tests.partners import initiatives as made
from tests.partners.initiatives import a_sent_one, fresh_row
from tests.world import fresh, mandate, set_up
from zorgzaam.publicity import Publicity
from zorgzaam.today import todos
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db


def with_pdf(row):
    last = Submission.objects.filter(initiative=row).latest("edition")
    set_up(SubmissionPdf.objects.create)(
        submission=last, content=PDF, sha256=sha256(PDF).hexdigest(), made_with={}
    )


def a_form(row, meeting, **extra):
    sent = {
        "where": f"vergadering-{meeting.pk}",
        "title": "Samen eten",
        "explanation": "Doen.",
        "minutes": "15",
    }
    return {**sent, "publicity": "openbaar", "version": str(fresh_row(row).version), **extra}


def address(row):
    return reverse("initiative_agenda", args=[row.pk])


# ---------------------------------------------------------------- onto an agenda I keep
def test_one_press_puts_it_on_the_agenda_with_all_that_goes_along(world, as_):
    draft = made.a_complete_draft(world)
    made.with_file(draft)
    submitting.submit(fresh_row(draft), by=world.partner)
    row, meeting = fresh_row(draft), a_meeting(world.coalition)
    with_pdf(row)
    answer = as_(world.bureau).post(address(row), a_form(row, meeting))
    item = AgendaItem.objects.get(meeting=meeting)
    assert answer["Location"] == reverse("item", args=[item.pk])
    assert (item.title, item.kind, item.owner_organisation) == ("Samen eten", "besluit", world.partner_org)
    assert "Doen." in item.explanation
    assert item.subjects.get().theme == made.a_theme()
    papers = list(item.papers.all())
    assert {paper.publicity for paper in papers} == {Publicity.CLOSED}
    assert {paper.filename for paper in papers} == {f"initiatief-{row.number}.pdf", "begroting.pdf"}
    assert fresh_row(row).words == f"Op de agenda van {world.coalition.name}"


def test_pressed_twice_it_is_one_item(world):
    row, meeting = a_sent_one(world), a_meeting(world.coalition)
    one = put(world, row, meeting)
    assert put(world, row, meeting) == one
    assert AgendaItem.objects.count() == ItemInitiative.objects.count() == 1


def test_who_looked_at_an_older_state_puts_nothing_there(world):
    row, meeting = a_sent_one(world), a_meeting(world.coalition)
    seen = fresh_row(row)
    made.moved(row, moving.Step(State.TRIAGE), world.bureau)
    with pytest.raises(StaleVersion):
        putting.put_on(seen, meeting, SAID, by=world.bureau)
    assert not AgendaItem.objects.exists()


def test_a_meeting_that_is_off_takes_nothing(world):
    row, meeting = a_sent_one(world), a_meeting(world.coalition)
    meeting.cancel(by=world.secretary, reason="Storm")
    with pytest.raises(ValidationError, match="Kies een andere"):
        put(world, row, meeting)
    assert state(row) == State.RECEIVED


def test_who_may_not_see_it_finds_no_page_and_who_may_has_no_button(world, as_):
    row = a_sent_one(world)
    assert as_(world.secretary).get(address(row)).status_code == 404
    assert as_(world.partner).get(address(row)).status_code == 403
    page = as_(world.partner).get(row.get_absolute_url()).content.decode()
    assert address(row) not in page
    assert address(row) in as_(world.bureau).get(row.get_absolute_url()).content.decode()


def test_closed_asks_why_and_keeps_what_was_typed(world, as_):
    row, meeting = a_sent_one(world), a_meeting(world.coalition)
    answer = as_(world.bureau).post(address(row), a_form(row, meeting, publicity="besloten", title="Getypt"))
    assert answer.status_code == 422
    for said in ("Noem de reden waarom dit niet openbaar is.", "Getypt"):
        assert said in answer.content.decode()


def test_only_agendas_somebody_keeps_are_offered_and_other_bodies_as_a_proposal(world):
    row = a_sent_one(world)
    mandate(world.other_member, world.other, "secretaris")
    ours, theirs = a_meeting(world.coalition), a_meeting(world.other)
    form = AgendaForm(row=row, reader=fresh(world.bureau))
    offered = {key for _, group in form.fields["where"].choices[1:] for key, _ in group}
    assert f"vergadering-{ours.pk}" in offered
    assert f"vergadering-{theirs.pk}" not in offered
    assert f"overleg-{world.other.pk}" in offered


# ---------------------------------------------------------------- what its people read
def test_the_day_is_told_once_everybody_can_read_the_item(world):
    row, item = on_agenda(world)
    assert (follow(), fresh_row(row).at_whom) == (0, world.coalition.name)
    publish(item.meeting)
    assert (follow(), follow()) == (1, 0)
    assert fresh_row(row).at_whom.startswith(f"{world.coalition.name}, ")


def test_of_a_closed_item_no_day_is_told(world):
    closed = Said("Samen eten", "Doen.", publicity=Publicity.CLOSED, ground="Woo 5.1")
    row, item = on_agenda(world, said=closed)
    publish(item.meeting)
    assert follow() == 0
    assert fresh_row(row).at_whom == world.coalition.name


def test_the_pdf_that_is_made_later_comes_along_once_and_stays_away_when_it_was_taken_away(world):
    row, item = on_agenda(world)
    with_pdf(row)
    follow()
    paper = item.papers.get()
    follow()
    assert item.papers.get() == paper
    set_up(item.papers.update)(removed_at=timezone.now())
    follow()
    assert item.papers.count() == 1


# ---------------------------------------------------------------- off an agenda
def test_parked_for_a_moment_nobody_hears(world):
    row, item = on_agenda(world)
    order.park(item, by=world.secretary)
    assert follow() == 0
    assert state(row) == State.ON_AGENDA
    item.refresh_from_db()
    order.place_on(a_meeting(world.coalition, days=30), item, by=world.secretary)
    assert follow() == 0
    assert ItemInitiative.objects.get().off_at is None


def test_parked_it_lies_with_the_bureau_and_comes_back_with_the_item(world):
    row, item = on_agenda(world)
    order.park(item, by=world.secretary)
    follow()
    long_off(row)
    assert (follow(), follow()) == (1, 0)
    assert state(row) == State.TRIAGE
    assert "bespreekt uw initiatief nu niet" in why(row)
    item.refresh_from_db()
    order.place_on(a_meeting(world.coalition, days=30), item, by=world.secretary)
    assert (follow(), follow()) == (1, 0)
    assert state(row) == State.ON_AGENDA


def test_off_one_agenda_it_goes_onto_another_and_the_old_item_holds_it_no_more(world):
    row, item = on_agenda(world)
    order.remove(item, by=world.secretary)
    follow()
    long_off(row)
    follow()
    there = put(world, row, a_meeting(world.coalition, days=30))
    assert ItemInitiative.objects.holding().get().item == there
    order.bring_back(item, by=world.secretary)
    assert follow() == 0


def test_a_meeting_that_is_called_off_says_so_when_everybody_knows(world):
    row, item = on_agenda(world)
    publish(item.meeting)
    follow()
    item.meeting.cancel(by=world.secretary, reason="Storm")
    follow()
    long_off(row)
    assert follow() == 1
    assert "gaat niet door" in why(row)


def test_taken_back_it_lets_the_item_go_and_who_keeps_it_reads_so(world, as_):
    row, item = on_agenda(world)
    moving.withdraw(row, why="Zelf gedaan", by=world.partner)
    follow()
    assert not ItemInitiative.objects.holding().exists()
    page = as_(world.secretary).get(reverse("item", args=[item.pk])).content.decode()
    assert "Het initiatief achter dit punt is ingetrokken" in page


def test_control_while_it_holds_nothing_is_said_of_taking_back(world, as_):
    _, item = on_agenda(world)
    page = as_(world.secretary).get(reverse("item", args=[item.pk])).content.decode()
    assert "is ingetrokken" not in page


# ---------------------------------------------------------------- as a proposal
def proposed(world):
    row = a_sent_one(world)
    proposal = putting.offer(row, world.coalition, SAID, by=world.bureau)
    return fresh_row(row), proposal


def test_who_keeps_another_agenda_gets_a_proposal(world, as_):
    row = a_sent_one(world)
    form = a_form(row, a_meeting(world.coalition), where=f"overleg-{world.coalition.pk}")
    as_(world.bureau_only).post(address(row), form)
    proposal = ProposalInitiative.objects.get().proposal
    assert (proposal.body, proposal.title, proposal.organisation) == (world.coalition, "Samen eten", None)
    assert (state(row), fresh_row(row).at_whom) == (State.TRIAGE, world.coalition.name)
    page = as_(world.secretary).get(proposal.get_absolute_url()).content.decode()
    assert "Dit voorstel komt van een initiatief" in page


def test_proposed_twice_is_one_proposal(world):
    row, proposal = proposed(world)
    assert putting.offer(row, world.coalition, SAID, by=world.bureau) == proposal


def test_placed_by_the_secretary_link_and_step_follow(world):
    row, proposal = proposed(world)
    meeting = a_meeting(world.coalition)
    item = triage.place(proposal, where(meeting=meeting), by=world.secretary)
    item.refresh_from_db()
    assert ItemInitiative.objects.holding().get().item == item
    assert (item.owner_organisation, item.owner_person) == (world.partner_org, None)
    assert state(row) == State.ON_AGENDA


def test_joined_with_an_item_it_hangs_there(world):
    row, proposal = proposed(world)
    item = an_item(a_meeting(world.coalition), "Eenzaamheid")
    triage.join(proposal, item, by=world.secretary)
    assert ItemInitiative.objects.holding().get().item == item
    assert state(row) == State.ON_AGENDA


def test_into_the_parking_lot_it_is_on_no_agenda_yet(world):
    row, proposal = proposed(world)
    item = triage.place(proposal, where(), by=world.secretary)
    assert (follow(), state(row)) == (0, State.TRIAGE)
    order.place_on(a_meeting(world.coalition), item, by=world.secretary)
    assert (follow(), state(row)) == (1, State.ON_AGENDA)


def test_given_back_it_lies_with_the_bureau_with_the_reason(world):
    row, proposal = proposed(world)
    triage.send_back(proposal, by=world.secretary, why="Er loopt al iets.")
    assert (follow(), follow()) == (1, 0)
    assert state(row) == State.TRIAGE
    assert why(row) == f"{world.coalition.name} zet uw initiatief niet op de agenda. Er loopt al iets."


def test_taken_back_by_its_people_the_proposal_is_taken_back_too(world):
    row, proposal = proposed(world)
    moving.withdraw(row, why="Zelf gedaan", by=world.partner)
    assert follow() == 1
    assert not fresh_proposal(proposal).is_open
    follow()
    assert state(row) == State.WITHDRAWN


def test_taken_back_before_it_is_placed_the_item_stands_alone(world):
    row, proposal = proposed(world)
    moving.withdraw(row, why="Zelf gedaan", by=world.partner)
    triage.place(proposal, where(meeting=a_meeting(world.coalition)), by=world.secretary)
    assert not ItemInitiative.objects.exists()
    assert state(row) == State.WITHDRAWN


# ---------------------------------------------------------------- who stands behind it, and who finds it
def test_who_brought_it_in_and_who_signed_stand_behind_the_item(world):
    draft = made.a_complete_draft(world)
    made.together_with(draft, world.other_org)
    set_up(InitiativePartner.objects.update)(
        cosign=Cosign.SIGNED, person=world.other_partner.person, answered_at=draft.edited_at
    )
    submitting.submit(fresh_row(draft), by=world.partner)
    item = put(world, draft)
    told = {each.organisation: each.why for each in interests.of_items([item])[item.pk]}
    assert set(told) == {world.partner_org.pk, world.other_org.pk}
    assert "tekent mee voor het initiatief" in told[world.other_org.pk]


def test_interests_cost_the_same_for_two_items_and_for_twelve(world, django_assert_num_queries):
    meeting = a_meeting(world.coalition)
    items = [put(world, a_sent_one(world, f"Idee {n}"), meeting) for n in range(12)]
    for few in (items[:2], items):
        with django_assert_num_queries(2):
            of_initiatives(few)


def test_whether_it_lies_somewhere_finds_initiatives_for_who_may_see_them(world):
    row = a_sent_one(world)
    asked = {"themes": frozenset({made.a_theme().pk})}
    assert [one.title for one in lies(Asked(fresh(world.bureau), **asked))] == [row.title]
    assert lies(Asked(fresh(world.secretary), **asked)) == []


# ---------------------------------------------------------------- both ways
def test_published_the_link_is_frozen_and_names_nothing(world):
    row, item = on_agenda(world, title="GEHEIME TITEL")
    publish(item.meeting)
    lines = PublishedInitiative.objects.filter(initiative=row)
    assert {link.line.item for link in lines} == {item}
    for publication in item.meeting.publications.all():
        assert "GEHEIME TITEL" not in publication.data + publication.html


def test_its_people_walk_to_the_agenda_once_it_is_published(world, as_):
    row, item = on_agenda(world)
    client = as_(world.partner)
    assert SAID.title not in client.get(row.get_absolute_url()).content.decode()
    assert SAID.title in as_(world.bureau).get(row.get_absolute_url()).content.decode()
    publish(item.meeting)
    page = client.get(row.get_absolute_url()).content.decode()
    assert item.get_absolute_url() in page
    back = client.get(item.meeting.get_absolute_url()).content.decode()
    assert row.get_absolute_url() in back


def test_who_may_not_see_the_initiative_reads_the_item_without_it(world, as_):
    row, item = on_agenda(world, title="GEHEIME TITEL")
    publish(item.meeting)
    for reader in (None, world.other_partner, world.member):
        page = as_(reader).get(item.meeting.get_absolute_url()).content.decode()
        assert SAID.title in page
        assert "GEHEIME TITEL" not in page
        assert row.get_absolute_url() not in page


def test_one_initiative_holds_one_item(world):
    row, _ = on_agenda(world)
    other = an_item(a_meeting(world.coalition), "Anders")
    with pytest.raises(IntegrityError), transaction.atomic():
        set_up(ItemInitiative.objects.create)(item=other, initiative=row)


def test_who_keeps_the_agenda_is_asked_what_was_decided_once_the_meeting_is_over(world):
    _, item = on_agenda(world)
    asked = f"Wat is besloten? {item.title}"
    assert asked not in [todo.title for todo in todos(fresh(world.secretary))]
    held(item.meeting, days=3)
    assert asked in [todo.title for todo in todos(fresh(world.secretary))]
    assert asked not in [todo.title for todo in todos(fresh(world.member))]
    a_decision(item)
    assert asked not in [todo.title for todo in todos(fresh(world.secretary))]
