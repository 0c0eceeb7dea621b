"""The parts of the newsletter in the werkbank, one beside the other: which one is open is marked."""

import pytest
from django.urls import reverse
from lxml import html

from tests.world import World

pytestmark = pytest.mark.django_db
PARTS = {
    "issues": "Nummers", "subscribers": "Abonnees", "network_meetings": "Netwerkbijeenkomst",
    "newsletter_rules": "Afspraken",
}  # fmt: skip


@pytest.mark.parametrize("name", PARTS)
def test_the_part_that_is_open_is_marked_and_no_other(world: World, as_, name: str) -> None:
    page = html.fromstring(as_(world.bureau).get(reverse(name)).content.decode())
    (bar,) = page.xpath("//nav[@aria-label='Nieuwsbrief' and contains(@class, 'zz-tabs')]")
    assert [link.text_content() for link in bar.xpath(".//a")] == [*PARTS.values()]
    assert [link.text_content() for link in bar.xpath(".//a[@aria-current='page']")] == [PARTS[name]]
