"""While a letter goes out nothing else is offered, and when it is out or over nobody reads along any more."""

import pytest
from django.urls import reverse

from governance.briefings.models import Status
from tests.governance import letters

pytestmark = pytest.mark.django_db
STEPS = ("Stuur terug naar concept", "Geheimhouding</a>", "Intrekken</a>")


def url(name, briefing):
    return reverse(f"briefing_{name}", args=[briefing.pk])


def page_of(client, name, briefing):
    return client.get(url(name, briefing)).content.decode()


# ---------------------------------------------------------------- going out
def test_while_it_goes_out_that_is_said_once_and_nothing_else_is_offered(world, as_):
    briefing = letters.determined(world, letters.draft(world))
    client = as_(world.bureau)
    before = page_of(client, "compose", briefing)
    assert all(step in before for step in STEPS), "the control"
    page = client.post(url("publish", briefing), follow=True).content.decode()
    assert page.count("Je kunt deze pagina sluiten") == 1
    assert not any(step in page for step in STEPS)
    again = client.post(url("publish", briefing), follow=True).content.decode()
    assert "Dit stuk wordt al gepubliceerd." in again


# ---------------------------------------------------------------- reading along
@pytest.mark.parametrize("published", [True, False])
def test_what_is_out_or_over_is_shared_with_nobody(world, as_, published):
    briefing = letters.draft(world)
    letters.shared_with(world, briefing, world.chair)
    reader = as_(world.chair)
    assert reader.get(url("compose", briefing)).status_code == 200
    if published:
        letters.published(world, briefing)
    else:
        briefing.withdraw(by=world.bureau, because="Vergissing")
    assert reader.get(url("compose", briefing)).status_code == 404
    assert briefing.shares.get().is_over
    client = as_(world.bureau)
    page = page_of(client, "compose", briefing)
    assert "(voorbij)" in page
    assert "Deel met een meelezer" not in page
    assert client.get(url("share", briefing)).status_code == 302


def test_a_next_version_is_shared_anew(world, as_):
    briefing = letters.draft(world)
    letters.shared_with(world, briefing, world.chair)
    letters.published(world, briefing)
    briefing.revise(by=world.bureau)
    assert as_(world.chair).get(url("compose", briefing)).status_code == 404
    assert "Deel met een meelezer" in page_of(as_(world.bureau), "compose", briefing)
    letters.shared_with(world, briefing, world.chair)
    assert as_(world.chair).get(url("compose", briefing)).status_code == 200


def test_withdrawing_says_what_readers_notice_of_it(world, as_):
    client, briefing = as_(world.bureau), letters.draft(world)
    page = page_of(client, "withdraw", briefing)
    assert "Het concept vervalt." in page
    assert "verdwijnt voor lezers" not in page
    letters.published(world, briefing)
    page = page_of(client, "withdraw", briefing)
    assert "Het stuk verdwijnt voor lezers." in page
    assert "Het concept vervalt." not in page


# ---------------------------------------------------------------- one choice
def test_who_can_only_remark_is_asked_for_words_and_for_no_choice(world, as_):
    briefing = letters.draft(world)
    letters.shared_with(world, briefing, world.chair)
    reader = as_(world.chair)
    page = page_of(reader, "review", briefing)
    assert 'type="hidden" name="verdict" value="opmerking"' in page
    assert 'type="radio"' not in page
    form = {"verdict": "opmerking", "remark": " "}
    refused = reader.post(url("review", briefing), form)
    assert refused.status_code == 422
    assert refused.context["form"].errors["remark"] == ["Schrijf op wat er anders moet of wat je opvalt."]
    assert reader.post(url("review", briefing), {**form, "remark": "Kan korter."}).status_code == 302
    assert briefing.reviews.get().remark == "Kan korter."
    # Control: who may agree has a choice.
    briefing.submit(by=world.bureau)
    assert briefing.status == Status.IN_REVIEW
    assert 'type="radio"' in page_of(as_(world.bureau_only), "review", briefing)
