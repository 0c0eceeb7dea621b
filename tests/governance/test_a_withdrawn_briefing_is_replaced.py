"""Whoever finds a withdrawn letter is led to the one that took its place, as far as they may read that."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from governance.briefings.models import Status
from governance.briefings.replacing import BriefingReplacement, replace
from tests.governance import letters
from tests.world import body

pytestmark = pytest.mark.django_db
WORDS = "Hiervoor in de plaats kwam"


def withdraw_url(briefing):
    return reverse("briefing_withdraw", args=[briefing.pk])


def places_of(client, publication):
    """What this reader gets in the three places that tell of a withdrawn letter."""
    notice = publication.briefing.registered.notice
    urls = (publication.get_absolute_url(), reverse("briefing_proof", args=[publication.code]))
    return [client.get(url).content.decode() for url in (*urls, notice.get_absolute_url())]


def test_the_one_that_took_its_place_is_linked_once_it_may_be_read(world, as_):
    old = letters.published(world, letters.draft(world, "Met een fout"))
    new = letters.draft(world, "Zonder fout")
    bureau, asked = as_(world.bureau), {"because": "Er stond een fout in.", "successor": str(new.pk)}
    assert bureau.post(withdraw_url(old.briefing), asked).status_code == 302
    old.briefing.refresh_from_db()
    assert old.briefing.status == Status.WITHDRAWN
    for page in places_of(as_(None), old):
        assert "Er stond een fout in." in page
        assert "Zonder fout" not in page
        assert WORDS not in page
    made = letters.published(world, new)
    for page in places_of(as_(None), old):
        assert WORDS in page
        assert f'<a href="{made.get_absolute_url()}">Zonder fout</a>' in page
    feed = as_(None).get(reverse("briefings_feed")).content.decode()
    assert "Komt in de plaats van “Met een fout”, dat is ingetrokken" in feed


def test_a_closed_one_is_named_to_its_readers_alone(world, as_):
    old = letters.published(world, letters.draft(world, "Met een fout"))
    old.briefing.withdraw(by=world.bureau, because="Er stond een fout in.")
    new = letters.draft(world, "Besloten brief", publicity="besloten", publicity_ground="Onderhandeling")
    letters.published(world, new)
    replace(old.briefing, new, by=world.bureau)
    assert [WORDS in page for page in places_of(as_(None), old)] == [False] * 3
    assert [WORDS in page for page in places_of(as_(world.statenlid), old)] == [True] * 3


def test_a_feed_tells_nothing_of_a_closed_one_that_was_replaced(world, as_):
    closed = {"publicity": "besloten", "publicity_ground": "Onderhandeling"}
    old = letters.published(world, letters.draft(world, "Kanariegeel", **closed))
    old.briefing.withdraw(by=world.bureau, because="Er stond een fout in.")
    new = letters.published(world, letters.draft(world, "Zonder fout"))
    replace(old.briefing, new.briefing, by=world.bureau)
    for reader in (None, world.bureau, world.statenlid):
        feed = as_(reader).get(reverse("briefings_feed")).content.decode()
        assert "Zonder fout" in feed
        assert "Kanariegeel" not in feed


def test_it_is_chosen_later_and_taken_back(world, as_):
    old, new = letters.published(world, letters.draft(world)), letters.draft(world, "Zonder fout")
    old.briefing.withdraw(by=world.bureau, because="Er stond een fout in.")
    bureau = as_(world.bureau)
    assert withdraw_url(old.briefing) in bureau.get(reverse("briefing_compose", args=[old.briefing_id])).text
    assert "Waarom trek je het in?" not in bureau.get(withdraw_url(old.briefing)).text
    for given, kept in ((str(new.pk), [new.pk]), ("", [])):
        assert bureau.post(withdraw_url(old.briefing), {"successor": given}).status_code == 302
        assert list(BriefingReplacement.objects.values_list("successor", flat=True)) == kept


def test_only_one_to_the_same_body_takes_the_place_of_a_withdrawn_one(world, as_):
    old, standing = letters.published(world, letters.draft(world)), letters.draft(world)
    other = letters.draft(world, addressee=body("Andere Staten", kind=world.staten.kind))
    old.briefing.withdraw(by=world.bureau, because="Er stond een fout in.")
    for first, second in ((old.briefing, other), (old.briefing, old.briefing), (standing, other)):
        with pytest.raises(IntegrityError), transaction.atomic():
            replace(first, second, by=world.bureau)
    answer = as_(world.bureau).post(withdraw_url(old.briefing), {"successor": str(other.pk)})
    assert answer.status_code == 422
    replace(old.briefing, standing, by=world.bureau)
