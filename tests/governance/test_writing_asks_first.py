"""A step of a schrijfteam that is hard to undo says what it does and asks; where the rules allow it there is a way
back."""

import pytest
from django.db import Error, transaction
from django.urls import reverse

from governance.writing.models import WritingAssignment
from governance.writing.models.harvest import HarvestItem, HarvestSession, open_session
from governance.writing.models.votes import cast_ballot
from governance.writing.steps import Refused, Step
from tests.governance import writing
from tests.themes.reading import words
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(world):
    return writing.a_team(world)


def refused_by_the_database(act):
    with pytest.raises(Error), transaction.atomic():
        act()


def step_of(team):
    return WritingAssignment.objects.get(pk=team.assignment.pk).step


def asked(client, name, pk, **query):
    """What the page says that asks; the overview or page before it must lead there with a link, not a button."""
    return words(client, f"{reverse(name, args=[pk])}?{'&'.join(f'{k}={v}' for k, v in query.items())}")


def test_beginning_the_vote_is_asked_and_says_what_lies_still(team, as_):
    lead, url = as_(team.lead), reverse("writing_step", args=[team.assignment.pk])
    open_session(team.assignment, by=team.lead, title="Startdag")
    team.assignment.move(Step.FOCUS, by=team.lead)
    early = lead.get(f"{url}?to=prioriteren", follow=True)
    assert "Kies eerst minstens één cluster voor de focus." in early.content.decode()
    writing.a_cluster(team, "Vervoer")
    overview = lead.get(team.assignment.get_absolute_url()).content.decode()
    assert f'href="{url}?to=prioriteren"' in overview
    said = asked(lead, "writing_step", team.assignment.pk, to="prioriteren")
    for part in ("“Vervoer”", "De oogst “Startdag” sluit", "tot het eerste lid heeft gestemd"):
        assert part in said
    assert step_of(team) == Step.FOCUS, "asking changes nothing"
    lead.post(url, {"to": "prioriteren"})
    assert step_of(team) == Step.PRIORITISE


def test_closing_the_vote_is_asked_with_how_many_voted(team, as_):
    vervoer, _ = writing.prioritising(team)
    lead, pk = as_(team.lead), team.assignment.pk
    cast_ballot(team.assignment, by=team.expert, dots={vervoer.pk: 1}, scores={}, seen=0)
    said = asked(lead, "writing_step", pk, to="concretiseren")
    assert "1 van de 3 leden van het team stemde." in said
    assert "Dit kun je niet terugdraaien" in said
    assert step_of(team) == Step.PRIORITISE
    assert as_(team.expert).get(reverse("writing_step", args=[pk])).status_code == 403


def test_back_from_the_vote_to_the_focus_until_somebody_voted(team, as_):
    vervoer, _ = writing.prioritising(team)
    lead, url = as_(team.lead), reverse("writing_step", args=[team.assignment.pk])
    assert "Terug naar: focus" in words(lead, team.assignment.get_absolute_url())
    lead.post(url, {"to": "focus"})
    assert step_of(team) == Step.FOCUS
    team.assignment.refresh_from_db()
    team.assignment.move(Step.PRIORITISE, by=team.lead)
    cast_ballot(team.assignment, by=team.expert, dots={vervoer.pk: 1}, scores={}, seen=0)
    assert "Terug naar: focus" not in words(lead, team.assignment.get_absolute_url())
    with pytest.raises(Refused, match="al gestemd"):
        team.assignment.move(Step.FOCUS, by=team.lead)
    rows = WritingAssignment.objects.filter(pk=team.assignment.pk)
    with acting(team.lead):
        refused_by_the_database(lambda: rows.update(step=Step.FOCUS))


def test_closing_a_harvest_is_asked_and_leads_to_the_clusters(team, as_):
    session, lead = open_session(team.assignment, by=team.lead, title="Startdag"), as_(team.lead)
    writing.an_item(team, session=session)
    close = reverse("harvest_session_close", args=[session.pk])
    assert f'href="{close}"' in lead.get(session.get_absolute_url()).content.decode()
    assert "1 opbrengst is binnen." in asked(lead, "harvest_session_close", session.pk)
    assert HarvestSession.objects.get().is_open
    closed = lead.post(close, follow=True).content.decode()
    assert reverse("writing_clusters", args=[team.assignment.pk]) in closed
    assert "Open de oogst weer" in closed


def test_a_closed_harvest_opens_again_until_something_of_it_is_in_a_cluster(team, as_):
    session, lead = open_session(team.assignment, by=team.lead, title="Startdag"), as_(team.lead)
    item, cluster = writing.an_item(team, session=session), writing.a_cluster(team)
    reopen = reverse("harvest_session_reopen", args=[session.pk])
    session.close(by=team.lead)
    assert "weer open" in lead.post(reopen, follow=True).content.decode()
    assert writing.an_item(team, "Nog iets", session=session)
    session.refresh_from_db()
    session.close(by=team.lead)
    with acting(team.lead):
        rows = HarvestSession.objects.filter(pk=session.pk)
        refused_by_the_database(lambda: rows.update(title="Anders"))
        HarvestItem.objects.filter(pk=item.pk).update(cluster=cluster)
    assert "Open de oogst weer" not in words(lead, session.get_absolute_url())
    assert "blijft gesloten" in lead.post(reopen, follow=True).content.decode()
    with acting(team.lead):
        refused_by_the_database(lambda: rows.update(closed_at=None))
        HarvestItem.objects.filter(pk=item.pk).update(cluster=None)
        assert rows.update(closed_at=None) == 1, "the control: unused it opens"


def test_handing_in_is_asked_with_what_goes_and_to_whom(world, team, as_):
    lead, pk = as_(team.lead), team.assignment.pk
    writing.concretising(team)
    empty = lead.get(reverse("writing_hand_in", args=[pk]), follow=True)
    assert "Schrijf eerst minstens één alinea." in empty.content.decode()
    writing.a_paragraph(team)
    writing.a_task(team)
    said = asked(lead, "writing_hand_in", pk)
    assert f"{world.other} krijgt 1 alinea en 1 opgave" in said
    assert "Dit kun je niet terugdraaien" in said
    assert step_of(team) == Step.CONCRETISE
    lead.post(reverse("writing_hand_in", args=[pk]))
    assert step_of(team) == Step.HANDED_IN


def test_before_the_vote_the_page_says_the_real_next_step(team, as_):
    ballot = reverse("writing_ballot", args=[team.assignment.pk])
    assert "Kies eerst welke clusters de focus krijgen" in words(as_(team.lead), ballot)
    writing.a_cluster(team, "Vervoer")
    assert "nog bij de stap “Vragen en opbrengsten”" in words(as_(team.lead), ballot)
    team.assignment.move(Step.FOCUS, by=team.lead)
    begin = f"{reverse('writing_step', args=[team.assignment.pk])}?to=prioriteren"
    clusters = reverse("writing_clusters", args=[team.assignment.pk])
    for page in (ballot, clusters):
        assert begin in as_(team.lead).get(page).content.decode()
        assert begin not in as_(team.expert).get(page).content.decode(), "only who leads begins the vote"
    told = words(as_(team.expert), ballot)
    assert "Stemmen kan zodra de trekker of coördinator het stemmen begint." in told
    assert "Kies eerst" not in told
    team.assignment.move(Step.PRIORITISE, by=team.lead)
    assert "Nog niemand stemde." in words(as_(team.expert), ballot)


def test_the_list_counts_the_steps_the_stepper_shows(team, as_):
    assert f"stap 1 van {len(Step)}" in words(as_(team.expert), reverse("writing"))
    writing.prioritising(team)
    assert f"stap 3 van {len(Step)}" in words(as_(team.expert), reverse("writing"))
    steps = as_(team.expert).get(team.assignment.get_absolute_url()).context["steps"]
    assert (len(steps), steps[2]["state"]) == (len(Step), "now")
