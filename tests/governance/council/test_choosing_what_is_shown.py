"""Which facts a presentation shows, where they come from, and rounds that are made to fit."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.council.models import ProgrammeItem
from governance.council.sessions.slides import slides_of
from tests.governance.council.meeting import a_carousel, a_fact, a_session
from tests.governance.test_decide import form_of, text
from tests.world import World

pytestmark = pytest.mark.django_db


def test_facts_that_are_not_ticked_get_no_slide(world: World, as_: Any) -> None:
    session, client = a_session(world.staten), as_(world.clerk)
    a_fact(world.staten, "Wij doen mee")
    a_fact(world.staten, "Een lijn", kind="programmalijn")
    url = reverse("session_slide_facts", args=[session.pk])
    form = form_of(client, url)
    assert "programmalijn" in form["shown"], "everything is shown until somebody says otherwise"
    assert client.post(url, {"shown": ["rol"], "version": form["version"]}).status_code == 302
    session.refresh_from_db()
    titles = [slide.title for slide in slides_of(session, world.bureau)]
    assert "Rol van de provincie" in titles
    assert "Programmalijnen" not in titles
    assert client.post(url, {"shown": ["rol"], "version": form["version"]}).status_code == 409


def test_a_slide_with_facts_says_of_which_day_and_from_where(world: World) -> None:
    session = a_session(world.staten)
    a_fact(world.staten, "Wij doen mee", source_note="De presentatie van juni")
    a_fact(world.staten, "Wij betalen mee", source_note="De presentatie van juni")
    page = text(Client(), reverse("council_session_slide", args=[session.pk, 3]))
    assert page.count("De presentatie van juni") == 1
    assert "Stand op" in page


def test_shorter_rounds_are_offered_where_one_more_does_not_fit(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    item, client = a_carousel(session), as_(world.clerk)
    url = reverse("session_breakout_new", args=[session.pk, item.pk])
    sent = {"topic": "Wonen", "room_name": "Zaal 9"}
    refused = client.post(url, sent)
    assert refused.status_code == 422
    assert "Met 4 deelsessies passen rondes van hoogstens 15 minuten" in refused.content.decode()
    assert "Maak de rondes korter, zodat het past" in refused.content.decode()
    assert "Zaal 9" in refused.content.decode(), "nothing typed is lost"
    assert client.post(url, {**sent, "shorter": "on"}).status_code == 302
    assert ProgrammeItem.objects.get(pk=item.pk).round_minutes == 15
    assert item.breakouts.count() == 4
