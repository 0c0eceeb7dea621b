"""The steps of a schrijfteam follow each other, and what a step closed stays closed."""

import pytest
from django.db import Error, transaction
from django.urls import reverse

from governance.writing.handing_in import hand_in
from governance.writing.models import (
    Aspect,
    Dot,
    HandIn,
    HarvestItem,
    Score,
    SignOff,
    TextRemark,
    WritingAssignment,
)
from governance.writing.models.harvest import open_session
from governance.writing.models.votes import cast_ballot
from governance.writing.reviewing import remark_on, reply, send_back, settle, sign
from governance.writing.steps import Refused, Step
from tests.governance import writing
from tests.world import end, fresh, mandate
from themes.criteria.models import AssessmentCriterion
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(world):
    return writing.a_team(world)


def refused_by_the_database(act):
    with pytest.raises(Error), transaction.atomic():
        act()


def test_a_step_asked_twice_is_taken_once(team):
    assert team.assignment.move(Step.FOCUS, by=team.lead)
    history = team.assignment.history.count()
    assert not team.assignment.move(Step.FOCUS, by=team.coordinator)
    assert team.assignment.history.count() == history


def test_no_step_is_skipped_whatever_the_path(team):
    with pytest.raises(Refused):
        team.assignment.move(Step.PRIORITISE, by=team.lead)
    with acting(team.lead):
        rows = WritingAssignment.objects.filter(pk=team.assignment.pk)
        refused_by_the_database(lambda: rows.update(step=Step.AGREED))
        assert rows.update(step=Step.FOCUS) == 1  # the control: a step that follows is taken


def test_the_vote_waits_for_a_focus_and_closing_for_a_vote(team):
    team.assignment.move(Step.FOCUS, by=team.lead)
    with pytest.raises(Refused, match="cluster"):
        team.assignment.move(Step.PRIORITISE, by=team.lead)
    writing.a_cluster(team)
    team.assignment.move(Step.PRIORITISE, by=team.lead)
    with pytest.raises(Refused, match="gestemd"):
        team.assignment.move(Step.CONCRETISE, by=team.lead)


def test_once_the_vote_begins_harvest_and_clusters_lie_still(team):
    item = writing.an_item(team)
    vervoer, _ = writing.prioritising(team)
    with acting(team.lead):
        refused_by_the_database(
            lambda: HarvestItem.objects.create(assignment=team.assignment, text="Te laat")
        )
        refused_by_the_database(lambda: HarvestItem.objects.filter(pk=item.pk).update(cluster=vervoer))
        refused_by_the_database(lambda: type(vervoer).objects.filter(pk=vervoer.pk).update(name="Anders"))
        rows = WritingAssignment.objects.filter(pk=team.assignment.pk)
        refused_by_the_database(lambda: rows.update(dots=9))


def test_closing_the_vote_freezes_every_dot(team):
    first, second = writing.prioritising(team)
    ballot = cast_ballot(team.assignment, by=team.lead, dots={first.pk: 2, second.pk: 1}, scores={}, seen=0)
    ballot = cast_ballot(team.assignment, by=team.lead, dots={second.pk: 5}, scores={}, seen=ballot.version)
    assert ballot.dots.count() == 5  # the control: before the close a vote may change
    team.assignment.move(Step.CONCRETISE, by=team.lead)
    refused_by_the_database(
        lambda: cast_ballot(team.assignment, by=team.lead, dots={first.pk: 1}, scores={}, seen=ballot.version)
    )
    with acting(team.lead):
        refused_by_the_database(lambda: ballot.dots.all().delete())
        refused_by_the_database(lambda: Dot.objects.filter(ballot=ballot).update(cluster=first))
    assert ballot.dots.filter(cluster=second).count() == 5


def test_nobody_has_more_dots_than_there_are(team):
    first, _ = writing.prioritising(team)
    with pytest.raises(Refused, match="5 stippen"):
        cast_ballot(team.assignment, by=team.lead, dots={first.pk: 6}, scores={}, seen=0)
    ballot = cast_ballot(team.assignment, by=team.lead, dots={first.pk: 5}, scores={}, seen=0)
    with acting(team.lead):
        refused_by_the_database(lambda: Dot.objects.create(ballot=ballot, cluster=first, number=6))
        refused_by_the_database(lambda: Dot.objects.create(ballot=ballot, cluster=first, number=5))


def test_nobody_votes_on_what_has_no_focus_or_is_of_another_team(world, team):
    without, other = writing.a_cluster(team, "Zonder", chosen=False), writing.a_team(world, "Anders")
    focus, foreign = writing.prioritising(team)[0], writing.a_cluster(other)
    criterion = AssessmentCriterion.objects.first()
    ballot = cast_ballot(team.assignment, by=team.lead, dots={}, scores={(focus.pk, criterion.pk): 3}, seen=0)
    with acting(team.lead):
        for cluster in (without, foreign):
            refused_by_the_database(lambda c=cluster: Dot.objects.create(ballot=ballot, cluster=c, number=1))
            score = {"ballot": ballot, "cluster": cluster, "criterion": criterion, "value": 3}
            refused_by_the_database(lambda s=score: Score.objects.create(**s))
        assert Dot.objects.create(ballot=ballot, cluster=focus, number=1)  # the control


def test_a_vote_from_an_old_page_is_refused(team):
    first, second = writing.prioritising(team)
    cast_ballot(team.assignment, by=team.lead, dots={first.pk: 1}, scores={}, seen=0)
    with pytest.raises(StaleVersion):
        cast_ballot(team.assignment, by=team.lead, dots={second.pk: 1}, scores={}, seen=0)


def test_handed_in_twice_is_one_version_that_never_changes(team):
    version = writing.handed_in(team)
    assert hand_in(team.assignment, by=team.coordinator) is None
    assert team.assignment.hand_ins.count() == 1
    with acting(team.lead):
        refused_by_the_database(lambda: HandIn.objects.filter(pk=version.pk).update(data="{}"))
        paragraph = team.assignment.paragraphs.get()
        refused_by_the_database(lambda: type(paragraph).objects.filter(pk=paragraph.pk).update(heading="x"))


def test_the_organisations_and_clusters_of_a_task_stay_as_they_were_handed_in(world, team):
    vervoer, eenzaam = writing.concretising(team)
    writing.a_paragraph(team)
    bus = writing.a_task(team)
    with acting(team.lead):
        bus.organisations.set([world.partner_org])
        bus.clusters.set([vervoer])
    version = hand_in(team.assignment, by=team.lead)
    other = writing.concretised(writing.a_team(world, "Polders"))

    def lies_still():
        for rows, there, more in (
            (bus.organisations, world.partner_org, world.other_org),
            (bus.clusters, vervoer, eenzaam),
        ):
            links = rows.through.objects.filter(task=bus)
            refused_by_the_database(lambda rows=rows, more=more: rows.add(more))
            refused_by_the_database(lambda rows=rows, there=there: rows.remove(there))
            refused_by_the_database(lambda links=links: links.update(task=other))

    with acting(team.lead):
        lies_still()
        remark_on(version, by=world.other_member, text="Wie nog meer?")
        send_back(version, by=world.other_member)
        bus.organisations.add(world.other_org)  # the control: while the text is back they change
        bus.clusters.set([eenzaam])
        settle(TextRemark.objects.get(), by=world.other_member)
        version = hand_in(team.assignment, by=team.lead)
        for aspect in Aspect:
            sign(version, aspect, by=world.other_member)
        refused_by_the_database(bus.organisations.clear)
        refused_by_the_database(bus.clusters.clear)


def test_sent_back_with_a_remark_and_signed_on_three_aspects(team, world):
    reviewer, version = world.other_member, writing.handed_in(team)
    with pytest.raises(Refused, match="opmerking"):
        send_back(version, by=reviewer)
    remark = remark_on(version, by=reviewer, text="Wie betaalt dit?")
    with pytest.raises(Refused, match="open"):
        sign(version, Aspect.CONTENT, by=reviewer)
    assert send_back(version, by=reviewer)
    assert not send_back(version, by=reviewer)
    reply(remark, by=team.lead, text="De provincie.")
    writing.a_paragraph(team, "Geld", "<p>De provincie betaalt.</p>")
    second = hand_in(team.assignment, by=team.lead)
    assert settle(remark, by=reviewer)
    assert not settle(remark, by=reviewer)
    with pytest.raises(Refused, match="nieuwere"):
        sign(version, Aspect.CONTENT, by=reviewer)
    for aspect in Aspect:
        assert sign(second, aspect, by=reviewer)
    assert not sign(second, Aspect.CONTENT, by=reviewer)
    team.assignment.refresh_from_db()
    assert (second.number, second.sign_offs.count(), team.assignment.step) == (2, 3, Step.AGREED)


def test_a_remark_left_open_stands_at_the_next_version_and_keeps_it_from_being_signed(team, world, as_):
    reviewer, version = world.other_member, writing.handed_in(team)
    paragraph = team.assignment.paragraphs.get()
    remark = remark_on(version, by=reviewer, text="Wie betaalt dit?", paragraph=paragraph.pk)
    send_back(version, by=reviewer)
    writing.a_paragraph(team, "Geld", "<p>De provincie betaalt.</p>")
    second = hand_in(team.assignment, by=team.lead)
    page = as_(reviewer).get(second.get_absolute_url()).content.decode()
    assert "Wie betaalt dit?" in page
    assert "bij versie 1" in page
    assert (
        "Wie betaalt dit?"
        in as_(team.lead).get(reverse("writing_text", args=[team.assignment.pk])).content.decode()
    )
    with pytest.raises(Refused, match="open"):
        sign(second, Aspect.CONTENT, by=reviewer)

    def sign_raw():
        with acting(reviewer):
            return SignOff.objects.create(hand_in=second, aspect="inhoud", person=reviewer.person)

    refused_by_the_database(sign_raw)
    settle(remark, by=reviewer)
    assert sign_raw(), "the control: the raw path itself works"
    assert "Wie betaalt dit?" not in as_(reviewer).get(second.get_absolute_url()).content.decode()


def test_who_wrote_or_sits_in_the_team_does_not_sign(team, world):
    version = writing.handed_in(team)
    seat = mandate(team.expert, world.other)
    with pytest.raises(Refused, match="schrijfteam"):
        sign(version, Aspect.PROCESS, by=team.expert)
    with acting(team.lead):
        refused_by_the_database(
            lambda: SignOff.objects.create(hand_in=version, aspect="proces", person=team.lead.person)
        )
    # The control: another of the programmateam signs the same.
    end(seat)
    assert sign(version, Aspect.PROCESS, by=world.other_member)


def test_who_wrote_and_left_the_team_does_not_sign_either(world):
    team = writing.a_team(world)
    writing.concretising(team)
    paragraph = writing.a_paragraph(team)
    writing.a_task(team)
    with acting(team.expert):
        type(paragraph).objects.filter(pk=paragraph.pk).update(heading="Van de deskundige")
    version = hand_in(team.assignment, by=team.lead)
    end(team.expert.person.mandates.get())
    assert not fresh(team.expert).standing.sits_in(team.body.pk)
    mandate(team.expert, world.other)
    with pytest.raises(Refused, match="schreef"):
        sign(version, Aspect.PROCESS, by=team.expert)


def test_a_closed_session_takes_nothing_more_in_and_words_stay(team):
    session = open_session(team.assignment, by=team.lead, title="Startdag")
    item = writing.an_item(team, session=session)
    assert session.close(by=team.lead)
    assert not session.close(by=team.lead)
    with acting(team.lead):
        refused_by_the_database(
            lambda: HarvestItem.objects.create(assignment=team.assignment, session=session, text="Te laat")
        )
        refused_by_the_database(lambda: HarvestItem.objects.filter(pk=item.pk).update(text="Anders"))
        refused_by_the_database(lambda: HarvestItem.objects.filter(pk=item.pk).delete())
    assert item.hide(by=team.lead, reason="Naam van een inwoner", seen=item.version)
    assert not item.hide(by=team.lead, reason="Nog eens", seen=item.version)
