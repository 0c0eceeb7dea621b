"""The feeds of what was published: what everybody may read, for who follows all, one council or one dossier."""

import datetime
import xml.etree.ElementTree as ET
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.briefings.jobs import announce
from governance.briefings.publication import BriefingPublication
from tests.governance import letters, rounding, states
from tests.governance.council.registers import a_dossier
from tests.world import set_up

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(client, name="briefings_feed", *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return [
        entry.find(f"{ATOM}title").text for entry in ET.fromstring(answer.content).findall(f"{ATOM}entry")
    ]


def test_everybody_gets_what_is_public_and_nothing_else(world, as_):
    for state in (
        states.draft_letter, states.confidential_letter, states.published_letter, states.closed_letter,
        states.embargoed_letter, states.withdrawn_letter,
    ):  # fmt: skip
        state(world)
    for reader in (None, world.bureau, world.statenlid, world.admin):
        assert titles(as_(reader)) == ["Openbaar"], reader


def test_after_the_embargo_it_is_there_as_of_then(world, as_):
    publication = letters.published(world, subject="Later", embargo_until=timezone.now() + states.HOUR)
    assert titles(as_(None)) == []
    with patch("zorgzaam.publicity.timezone.now", return_value=timezone.now() + 2 * states.HOUR):
        assert titles(as_(None)) == ["Later"]
        feed = ET.fromstring(as_(None).get(reverse("briefings_feed")).content)
    published = datetime.datetime.fromisoformat(feed.find(f"{ATOM}entry/{ATOM}published").text)
    assert published == publication.embargo_until


def test_a_council_has_its_own_feed(world, as_):
    one, other = rounding.councils(2)
    letters.published(world, subject="Aan de een", addressee=one)
    letters.published(world, subject="Aan de ander", addressee=other)
    assert titles(as_(None), "briefings_feed_of_council", one.pk) == ["Aan de een"]
    assert len(titles(as_(None))) == 2
    page = as_(None).get(one.get_absolute_url()).content.decode()
    assert reverse("briefings_feed_of_council", args=[one.pk]) in page
    assert "Aan de een" in page
    assert "Aan de ander" not in page
    assert as_(None).get(reverse("briefings_feed_of_council", args=[world.coalition.pk])).status_code == 404


def test_a_dossier_has_its_own_feed(world, as_):
    dossier = a_dossier("Ziekenhuis")
    publication = letters.published(world, subject="Over het ziekenhuis")
    letters.published(world, subject="Over iets anders")
    set_up(announce)()
    assert titles(as_(None), "briefings_feed_of_dossier", dossier.pk) == []
    notice = BriefingPublication.objects.get(pk=publication.pk).briefing.registered.notice
    set_up(type(notice).objects.filter(pk=notice.pk).update)(dossier=dossier)
    assert titles(as_(None), "briefings_feed_of_dossier", dossier.pk) == ["Over het ziekenhuis"]
    page = as_(None).get(dossier.get_absolute_url()).content.decode()
    assert reverse("briefings_feed_of_dossier", args=[dossier.pk]) in page
    set_up(type(notice).objects.filter(pk=notice.pk).update)(
        publicity="besloten", publicity_ground="Toch niet"
    )
    assert titles(as_(None), "briefings_feed_of_dossier", dossier.pk) == [], "the link itself is closed then"


def test_a_feed_is_asked_again_cheaply_and_grows_no_questions(world, as_):
    counts = []
    for amount in (1, 5):
        for number in range(amount):
            letters.published(world, subject=f"Brief {amount}-{number}")
        with CaptureQueriesContext(connection) as found:
            titles(as_(None))
        counts.append(len(found))
    assert counts[0] == counts[1]
    first = as_(None).get(reverse("briefings_feed"))
    assert (
        as_(None).get(reverse("briefings_feed"), headers={"If-None-Match": first["ETag"]}).status_code == 304
    )
