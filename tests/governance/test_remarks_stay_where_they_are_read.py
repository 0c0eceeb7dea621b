"""Who deals with a remark stays on the page it was read on, and everybody reads what a remark is about."""

import datetime

import pytest
from django.urls import reverse

from governance.writing.handing_in import hand_in
from governance.writing.reviewing import remark_on, send_back
from tests.governance import writing
from tests.themes.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def versions(world):
    """A first version with an open remark on its paragraph, and a second one that was handed in after it."""
    team = writing.a_team(world)
    writing.concretising(team)
    paragraph = writing.a_paragraph(team, "Vervoer in de avond")
    writing.a_task(team, due_on=datetime.date(2028, 1, 1))
    first = hand_in(team.assignment, by=team.lead)
    remark = remark_on(first, by=world.other_member, text="Wie betaalt dit?", paragraph=paragraph.pk)
    send_back(first, by=world.other_member)
    return team, first, remark


def test_dealing_with_a_remark_leaves_the_programmateam_where_it_can_give_akkoord(world, versions, as_):
    team, first, remark = versions
    second = hand_in(team.assignment, by=team.lead)
    reviewer = as_(world.other_member)
    page = reviewer.get(second.get_absolute_url()).content.decode()
    settle, answer = (reverse(name, args=[remark.pk]) for name in ("remark_settle", "remark_answer"))
    assert f'action="{settle}?bij=2"' in page
    assert f'href="{answer}?bij=2"' in page
    answered = reviewer.post(f"{answer}?bij=2", {"text": "De provincie"})
    assert answered.url == f"{second.get_absolute_url()}#opmerking-{remark.pk}"
    after = reviewer.post(f"{settle}?bij=2", follow=True)
    assert after.redirect_chain[-1][0] == second.get_absolute_url()
    assert "Geef akkoord" in after.content.decode()
    # An older page, and one that says nothing sensible.
    for at, expected in (("?bij=1", first), ("", first), ("?bij=99", first), ("?bij=²", first)):
        assert reviewer.post(f"{settle}{at}").url == expected.get_absolute_url()


def test_an_older_version_leads_to_the_newer_one(world, versions, as_):
    team, first, _ = versions
    second = hand_in(team.assignment, by=team.lead)
    old = as_(world.other_member).get(first.get_absolute_url()).content.decode()
    assert f'<a href="{second.get_absolute_url()}">Er is een nieuwere versie: versie 2</a>' in old
    assert "nieuwere versie" not in as_(world.other_member).get(second.get_absolute_url()).content.decode()


def test_the_draft_says_what_a_remark_is_about_and_the_version_writes_days_in_words(world, versions, as_):
    team, first, remark = versions
    lead, draft = as_(team.lead), reverse("writing_text", args=[team.assignment.pk])
    section = words(lead, draft).split("Opmerkingen bij de laatste versie")[1].split("Wie betaalt dit?")[0]
    assert "Vervoer in de avond" in section
    answer = f"{reverse('remark_answer', args=[remark.pk])}?bij=tekst"
    assert answer in lead.get(draft).content.decode()
    assert lead.post(answer, {"text": "De provincie"}).url == f"{draft}#opmerking-{remark.pk}"
    assert "De provincie" in words(lead, draft)
    # Who may not read the draft is not sent there.
    reviewer = as_(world.other_member)
    assert reviewer.post(answer, {"text": "Mooi"}).url.startswith(first.get_absolute_url())
    read = words(reviewer, first.get_absolute_url())
    assert "1 januari 2028" in read
    assert "2028-01-01" not in read
