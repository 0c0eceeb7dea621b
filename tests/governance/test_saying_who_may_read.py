"""Forms say what each level means for who reads, and keep an embargo that was typed in view."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.governance.agendas import a_meeting, an_item
from tests.world import World

EMBARGO = "Pas later laten lezen (embargo)"


def unfolded(page: str) -> bool:
    return f'<details class="zz-details" open><summary>{EMBARGO}' in page


@pytest.mark.parametrize("name", ["item_edit", "paper_new"])
def test_each_level_is_explained_to_who_may_choose_it(
    world: World, as_: Callable[..., Client], name: str
) -> None:
    url = reverse(name, args=[an_item(a_meeting(world.coalition), "Opening").pk])
    page = as_(world.secretary).get(url).text
    for words in ("Openbaar: iedereen", "Besloten: alleen wie", "Vertrouwelijk: alleen voorzitter"):
        assert words in page
    assert "Vertrouwelijk: alleen voorzitter" not in as_(world.bureau).get(url).text


def test_the_embargo_is_folded_away_until_there_is_one(world: World, as_: Callable[..., Client]) -> None:
    client, item = as_(world.secretary), an_item(a_meeting(world.coalition), "Opening")
    url = reverse("item_edit", args=[item.pk])
    page = client.get(url).text
    assert EMBARGO in page
    assert not unfolded(page)
    for typed in ("2099-01-01T10:00", "onzin"):
        assert unfolded(client.post(url, {"embargo_until": typed}).text), "refused, and still in view"
    held = an_item(a_meeting(world.coalition), "Nieuws", embargo_until="2040-01-01T10:00:00Z")
    assert unfolded(client.get(reverse("item_edit", args=[held.pk])).text)
