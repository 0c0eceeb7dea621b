"""What a schrijfteam works on reaches the team and the netwerkbureau; the programmateam meets what was handed in."""

import logging
import re

import pytest
from django.urls import reverse

from governance.writing.handing_in import hand_in
from governance.writing.models.harvest import open_session
from governance.writing.models.votes import cast_ballot
from governance.writing.reviewing import remark_on, send_back
from governance.writing.steps import Step
from tests.access_rows import ALL, BUREAU
from tests.conftest import FULL
from tests.governance import writing
from tests.world import end, fresh, mandate
from zorgzaam.audit.history import acting
from zorgzaam.post.models import OutgoingMail
from zorgzaam.routes import routes
from zorgzaam.search import find

pytestmark = pytest.mark.django_db
INNER = ("kanarieopbrengst", "kanariecluster", "kanarieoverlap")
HANDED_IN = ("kanariefocus", "kanarietekst", "kanarieopgave", "kanarieopmerking")
LATER = ("kanarielater",)
# Who tries every address in small counts.
FEW = ("visitor", "statenlid", "partner", "chair", "other_member", "bureau", "admin")


@pytest.fixture
def nest(world):
    """A team whose every text holds a word of its own, past a version, with a paragraph that is still a draft."""
    team = writing.a_team(world, "Nest")
    other = writing.a_team(
        world, "Buren", theme=writing.making.theme(team.assignment.theme.generation, "Buren")
    )
    session = open_session(team.assignment, by=team.lead, title="Startdag", guests_read=False)
    item = writing.an_item(team, "kanarieopbrengst", session=session)
    writing.a_cluster(team, "kanariecluster", chosen=False)
    focus = writing.a_cluster(team, "kanariefocus")
    with acting(team.lead):
        focus.overlaps.create(other=other.assignment, note="kanarieoverlap")
    for step in (Step.FOCUS, Step.PRIORITISE):
        team.assignment.move(step, by=team.lead)
    cast_ballot(team.assignment, by=team.lead, dots={focus.pk: 1}, scores={}, seen=0)
    team.assignment.move(Step.CONCRETISE, by=team.lead)
    paragraph, task = writing.a_paragraph(team, "kanarietekst"), writing.a_task(team, "kanarieopgave")
    version = hand_in(team.assignment, by=team.lead)
    remark = remark_on(version, by=world.other_member, text="kanarieopmerking")
    send_back(version, by=world.other_member)
    later = writing.a_paragraph(team, "kanarielater")
    team.assignment.refresh_from_db()
    rows = [team.assignment, session, item, focus, paragraph, task, version, remark, later]
    return team, other, session, rows


def addresses(nest):
    """Every address of the room with every id there is, the pages that list, search and history."""
    team, _, session, rows = nest
    found = []
    for route in routes():
        if not route.view.startswith("governance.writing"):
            continue
        if "<uuid:item>" in route.pattern:
            found += [reverse(route.name, args=[session.code, row.pk]) for row in rows]
        elif "<str:code>" in route.pattern:
            found.append(reverse(route.name, args=[session.code]))
        elif "<uuid:task>" in route.pattern:
            found += [reverse(route.name, args=[row.pk, rows[5].pk]) for row in rows]
        elif "<uuid:pk>" in route.pattern:
            found += [reverse(route.name, args=[row.pk]) for row in rows]
        else:
            found.append(reverse(route.name))
    theme = team.assignment.theme.get_absolute_url()
    found += ["/", "/werkbank/", theme, team.body.get_absolute_url(), f"{reverse('search')}?q=kanarie"]
    return [*found, reverse("history", args=["writing", team.assignment.pk])]


def met(client, urls):
    """The words of the nest that came along, by any of these addresses."""
    text = "".join(
        f"{answer.headers}{answer.content.decode(errors='replace')}" for answer in map(client.get, urls)
    )
    return set(re.findall(r"kanarie[a-z]+", text)) - {"kanarie"}


def test_each_reader_meets_only_the_words_meant_for_them(world, nest, as_, caplog):
    caplog.set_level(logging.DEBUG)
    urls, everything = addresses(nest), {*INNER, *HANDED_IN, *LATER}
    meant = {
        **{reader: set() for reader in ALL},
        **dict.fromkeys(BUREAU, everything),
        "other_member": set(HANDED_IN),
    }
    readers = world.readers if FULL else FEW
    found = {name: met(as_(world.readers[name]), urls) for name in readers}
    assert found == {name: meant[name] for name in readers}
    team, other = nest[0], nest[1]
    assert met(as_(team.expert), urls) == everything
    # The neighbours were told of the overlap, with the name of the cluster it is about.
    assert met(as_(other.expert), [other.assignment.get_absolute_url(), *urls]) == {
        "kanariefocus",
        "kanarieoverlap",
    }
    assert "kanarie" not in caplog.text
    assert not OutgoingMail.objects.exists()


def test_search_finds_nothing_of_it(world, nest):
    for user in (world.bureau, world.member, world.admin):
        assert not find(user, " or ".join((*INNER, *HANDED_IN)))


def test_a_mandate_that_ended_opens_nothing_the_next_day(world, as_):
    team = writing.a_team(world)
    url = reverse("writing_harvest", args=[team.assignment.pk])
    client = as_(team.expert)
    assert client.get(url).status_code == 200  # the control: with the mandate it opens
    end(team.expert.person.mandates.get())
    assert client.get(url).status_code == 404
    mandate(team.expert, world.other)
    assert fresh(team.expert).standing.sits_in(world.other.pk)
    assert client.get(url).status_code == 403


def test_guessing_codes_is_stopped_for_who_guesses(world, as_, monkeypatch):
    from governance.writing.views import guests

    team = writing.a_team(world)
    session = open_session(team.assignment, by=team.lead, title="Startdag")
    guest = as_(None)
    right, wrong = reverse("harvest_guest", args=[session.code]), reverse("harvest_guest", args=["ZZZZZZ"])
    monkeypatch.setattr(guests, "WRONG_CODES", 3)
    assert [guest.get(wrong).status_code for _ in range(3)] == [404] * 3
    assert guest.get(right).status_code == 429
    assert guest.post(reverse("harvest_door"), {"code": session.code}).status_code == 429
    monkeypatch.setattr(guests, "WRONG_CODES", 100)
    assert guest.get(right).status_code == 200  # the control: the code was right all along


def test_one_address_sends_no_flood_and_nothing_too_long(world, as_, monkeypatch):
    from governance.writing.views import guests

    team = writing.a_team(world)
    session = open_session(team.assignment, by=team.lead, title="Startdag")
    guest, url = as_(None), reverse("harvest_guest", args=[session.code])
    assert guest.post(url, {"text": "x" * 501}).status_code == 422
    monkeypatch.setattr(guests, "ITEMS", 2)
    assert [guest.post(url, {"text": f"Nummer {n}"}).status_code for n in range(3)] == [302, 302, 429]
    assert session.items.count() == 2
