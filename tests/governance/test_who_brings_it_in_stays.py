"""Saving another field of an item leaves who brings it in as it was, member of the body or not."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from governance.meetings.bringing import members_of
from tests.governance.agendas import a_meeting, an_item
from tests.world import World


def test_saving_a_title_keeps_the_guest_who_brings_it_in(world: World, as_: Callable[..., Client]) -> None:
    item = an_item(a_meeting(world.coalition), "Gast", owner_person=world.partner.person)
    assert world.partner.person not in members_of(world.coalition), "the control: no member of the body"
    client, url = as_(world.secretary), reverse("item_edit", args=[item.pk])
    page = client.get(url)
    assert f'<option value="{world.partner.person.pk}" selected>' in page.text
    form = page.context["form"]
    posted = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert client.post(url, {**posted, "title": "Gast spreekt"}).status_code == 302
    item.refresh_from_db()
    assert (item.title, item.owner_person) == ("Gast spreekt", world.partner.person)


def test_somebody_else_from_outside_is_still_refused(world: World, as_: Callable[..., Client]) -> None:
    item = an_item(a_meeting(world.coalition), "Punt")
    posted = {"title": "Punt", "kind": "besluit", "treatment": "hamerstuk", "minutes": 5, "version": 1}
    posted |= {"publicity": "openbaar", "owner_person": str(world.partner.person.pk)}
    answer = as_(world.secretary).post(reverse("item_edit", args=[item.pk]), posted)
    assert answer.status_code == 422
    assert "owner_person" in answer.context["form"].errors
