"""An organisation says about itself what everybody reads; its name, kind and municipality are the bureau's."""

import pytest
from django.urls import reverse

from partners.organisations.models import Organisation
from tests.partners import coming_in
from zorgzaam.audit.history import changes_of

pytestmark = pytest.mark.django_db


def typed(client, world, **other):
    """What the form posts as it stands, with some of it typed over."""
    form = client.get(reverse("own_profile", args=[world.partner_org.pk])).context["form"]
    found = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in {**found, **other}.items()}


def save(client, world, sent):
    return client.post(reverse("own_profile", args=[world.partner_org.pk]), sent)


def test_what_is_saved_is_read_by_everybody_and_history_says_who(world, as_):
    client = as_(world.partner)
    sent = typed(client, world, about="Wij helpen in de wijk.", aliases="ZGD", website="https://duin.example")
    assert save(client, world, sent).status_code == 302
    page = as_(None).get(world.partner_org.get_absolute_url()).content.decode()
    for words in ("Wij helpen in de wijk.", "ZGD", "https://duin.example"):
        assert words in page
    newest = changes_of(Organisation.objects.get(pk=world.partner_org.pk))[0]
    assert newest.actor_key == f"person:{world.partner.person_id}"


def test_the_name_is_not_theirs_to_change(world, as_):
    client = as_(world.partner)
    save(client, world, typed(client, world, name="Iets anders", kind="overheid"))
    world.partner_org.refresh_from_db()
    assert (world.partner_org.name, world.partner_org.kind) == ("Zorggroep Duin", "zorgaanbieder")
    # The control: the netwerkbureau may.
    client = as_(world.bureau)
    assert save(client, world, typed(client, world, name="Zorggroep Duin en Dijk")).status_code == 302
    world.partner_org.refresh_from_db()
    assert world.partner_org.name == "Zorggroep Duin en Dijk"


def test_a_name_that_is_taken_and_a_website_that_is_none_are_said_beside_the_field(world, as_):
    client = as_(world.bureau)
    page = save(
        client,
        world,
        typed(client, world, name="Welzijn Kreek", website="javascript:alert(1)", about="Nieuw"),
    )
    assert page.status_code == 422
    text = page.content.decode()
    assert "Er is al een organisatie met deze naam." in text
    assert "Dit is geen webadres" in text
    assert "Nieuw" in text


def test_two_who_change_it_both_keep_their_words(world, as_):
    first, second = as_(world.partner), as_(world.bureau)
    old = typed(first, world)
    theirs = typed(second, world, about="Van het bureau")
    assert save(second, world, theirs).status_code == 302
    page = save(first, world, {**old, "about": "Van ons", "sector": "wijkzorg"})
    assert page.status_code == 409
    text = page.content.decode()
    assert "Van het bureau" in text
    assert "Van ons" in text
    again = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    assert save(first, world, again).status_code == 302
    world.partner_org.refresh_from_db()
    assert (world.partner_org.about, world.partner_org.sector) == ("Van ons", "wijkzorg")


def test_the_own_place_costs_the_same_for_2_and_20(world, as_, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_(world.partner)

    def cost():
        with CaptureQueriesContext(connection) as counted:
            assert client.get(reverse("own_place", args=[world.partner_org.pk])).status_code == 200
        return len(counted)

    def more(numbers):
        for number in numbers:
            coming_in.a_contact(world, name=f"Contact {number}")
            coming_in.known_colleague(world)
            coming_in.of_stranger(world, address=f"wie{number}@duin.example")

    more(range(2))
    cost()
    few = cost()
    more(range(2, 20))
    assert cost() == few
