"""Pages of the netwerkbureau ask the database the same for two people as for many, and find whom one looks for."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsletters.network_meeting import listing, moving, telling
from newsletters.network_meeting.answering import Wish, wish
from newsletters.network_meeting.models import NetworkMeeting
from tests.newsletters.network.meeting import a_breakout, an_invitee, comes, in_circle, prepared
from tests.queries import of_the_page
from tests.world import World
from zorgzaam.audit.actors import SystemActor

pytestmark = pytest.mark.django_db
PAGES = [
    "network_meeting", "network_invitees", "network_timetable", "network_needs", "network_afterwards",
    "network_meetings",
]  # fmt: skip


def people(meeting: NetworkMeeting, first: int, last: int) -> None:
    rooms = list(meeting.breakouts.all())
    for at in range(first, last):
        row = an_invitee(meeting, f"Mens {at:02}")
        row.organisations.add(in_circle(f"Organisatie {at:02}"))
        (person,) = comes(row)
        meeting.refresh_from_db()
        person.network_meeting = meeting
        wish(person, Wish(rooms, diets=["halal"]), by=SystemActor.VISITOR)


def cost(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return of_the_page(captured)


def test_pages_and_the_look_for_news_cost_the_same_for_many(world: World, as_: Any) -> None:
    meeting, client = prepared(rounds=2), as_(world.bureau)
    for topic in ("Zorg", "Jeugd", "Wonen"):
        a_breakout(meeting, topic)
    people(meeting, 0, 2)
    moving.make(meeting, by=world.bureau)
    urls = {name: reverse(name, args=[meeting.pk] if name != "network_meetings" else []) for name in PAGES}

    def asked() -> dict[str, int]:
        found = {name: cost(client, url) for name, url in urls.items()}
        with CaptureQueriesContext(connection) as captured:
            telling.behind()
        return {**found, "behind": of_the_page(captured)}

    before = asked()
    people(meeting, 2, 12)
    assert asked() == before


def test_somebody_is_found_by_name_address_organisation_and_stand(world: World, as_: Any) -> None:
    in_circle("Buurtzaam Zuid", "info@buurt.example")
    meeting, client = prepared(), as_(world.bureau)
    ada = an_invitee(meeting, "Ada Zorg")
    comes(an_invitee(meeting, "Ben Welzijn"), "Ben Welzijn", "Célia Duin")
    listing.leave_out(ada, "Met pensioen", by=world.bureau)
    url = reverse("network_invitees", args=[meeting.pk])

    def shown(**query: str) -> list[str]:
        return [row.name for row in client.get(url, query).context["page"]]

    assert shown() == ["Ben Welzijn", "Contact info"]
    assert shown(zoek="zuid") == ["Contact info"]
    assert shown(zoek="INFO@BUURT") == ["Contact info"]
    assert shown(zoek="celia") == ["Ben Welzijn"], "by whom they bring"
    assert shown(stand="niet") == ["Ada Zorg"]
    assert shown(stand="ja") == ["Ben Welzijn"]
    assert shown(stand="onzin", zoek="\0") == ["Ben Welzijn", "Contact info"], "rubbish is no error"
    assert "Met pensioen" in client.get(url, {"stand": "niet"}).content.decode()
