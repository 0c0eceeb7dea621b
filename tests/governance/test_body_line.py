"""The line of a body: what came before and after, as picture and list."""

import datetime
from itertools import pairwise

import pytest
from django.urls import reverse

from governance.bodies.line import line_of
from governance.bodies.models import BodyState, Succession, SuccessionKind
from tests import world as cast
from zorgzaam.periods import Precision

pytestmark = pytest.mark.django_db


@cast.set_up
def follow(one, other, kind=SuccessionKind.CONTINUED_AS, **extra):
    return Succession.objects.create(predecessor=one, successor=other, kind=kind, **extra)


@pytest.fixture
def line(world):
    old = cast.body("Tafel 1", state=BodyState.MERGED, ends_on=datetime.date(2020, 12, 31))
    middle = cast.body("Tafel 2", state=BodyState.MERGED, ends_on=datetime.date(2024, 8, 31))
    new = cast.body("Coalitie", starts_on=datetime.date(2023, 1, 1))
    follow(old, middle)
    follow(
        middle,
        new,
        SuccessionKind.MERGED_INTO,
        happened_on=datetime.date(2024, 8, 31),
        happened_precision=Precision.SEASON,
    )
    return old, middle, new


def test_the_whole_line_shows_from_any_body_of_it(line):
    for body in line:
        found = line_of(body)
        assert [node.body.name for node in found.nodes] == ["Tafel 1", "Tafel 2", "Coalitie"]
        assert [node.here for node in found.nodes] == [each == body for each in line]
        assert [arrow.text for arrow in found.arrows] == ["Voortgezet als", "Opgegaan in, zomer 2024"]


def test_older_stands_above_younger_and_nothing_overlaps(line):
    nodes = line_of(line[0]).nodes
    tops = [(node.y, node.y + node.height) for node in nodes]
    assert all(below > above for (_, above), (below, _) in pairwise(tops))
    assert line_of(line[0]).height >= tops[-1][1]


def test_the_page_says_what_became_of_it_in_words_and_links(line, as_):
    text = as_(None).get(reverse("body", args=[line[1].pk])).content.decode()
    assert "Dit orgaan is er niet meer" in text
    assert f'Opgegaan in <a href="{line[2].get_absolute_url()}">Coalitie</a>' in text
    assert text.count('role="group"') == 1


def test_a_circle_in_the_data_does_not_hang_the_page(line, as_):
    follow(line[2], line[0])
    assert as_(None).get(reverse("body", args=[line[0].pk])).status_code == 200


def test_a_body_alone_has_no_line(world, as_):
    assert line_of(world.other).nodes == []
    assert "Wat eraan voorafging" not in as_(None).get(world.other.get_absolute_url()).content.decode()
