"""A body page says when it did not exist yet, until when somebody sits there, and names sources in words."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.bodies.forms import MandateForm
from governance.bodies.models import BodyKind, Role
from tests import world as cast
from zorgzaam.sources import Source, SourceConflict

pytestmark = pytest.mark.django_db


def page(client, body, **query):
    return client.get(body.get_absolute_url(), query).content.decode()


def test_before_it_began_a_body_did_not_exist(world, as_):
    body = cast.body("Jonge kring", starts_on=datetime.date(2023, 9, 1))
    assert "bestond toen nog niet" in page(as_(None), body, op="2022-06-01")
    # The control: the day it began, nothing is known of who sat there.
    assert "bestond toen nog niet" not in page(as_(None), body, op="2023-09-01")


def test_a_coming_end_is_shown(world, as_):
    end = timezone.localdate() + datetime.timedelta(days=30)
    seat = cast.seat(world.coalition, "inwoners", ends_on=end)
    cast.mandate(cast.person("Tijdelijk Lid", named_publicly=True), world.coalition, seat=seat, ends_on=end)
    text = page(as_(None), world.coalition)
    assert "Deze zetel is er tot en met" in text
    assert '<span class="zz-soft zz-small">tot en met' in text
    assert "Inwoners" in page(as_(world.bureau), world.coalition)


def test_seats_of_groups_are_named_alike_everywhere(world):
    assert cast.seat(world.coalition, "inwoners").holder == "Inwoners"


@pytest.mark.parametrize(
    ("kind", "there", "away"),
    [
        (BodyKind.COALITION, {Role.CHAIR}, {Role.PROVINCIAL_MEMBER, Role.COUNCIL_MEMBER, Role.CLERK}),
        (BodyKind.PROVINCIAL_COUNCIL, {Role.PROVINCIAL_MEMBER, Role.CLERK}, {Role.COUNCIL_MEMBER}),
        (BodyKind.MUNICIPAL_COUNCIL, {Role.COUNCIL_MEMBER, Role.CLERK}, {Role.PROVINCIAL_MEMBER}),
    ],
)
def test_the_roles_on_offer_fit_the_kind_of_body(world, kind, there, away):
    form = MandateForm(body=cast.body("Een orgaan", kind), giver=world.bureau)
    offered = {value for value, _ in form.fields["role"].choices}
    assert there <= offered
    assert not away & offered


def test_the_form_says_that_one_of_two_is_needed(world, as_):
    answer = as_(world.bureau).get(reverse("mandate_add", args=[world.coalition.pk]))
    assert "een van de twee is nodig" in answer.content.decode()


@cast.set_up
def conflict_about(body):
    Source.objects.create(code="s0", title="Mededeling over de kring", kind="mededeling")
    SourceConflict.objects.create(
        code="c1",
        topic="Begin",
        readings=[{"value": "2019", "source": "s0"}],
        subject_kind="body",
        subject_id=body.pk,
    )


def test_sources_are_named_in_words_and_never_by_code(world, as_):
    conflict_about(world.coalition)
    for text in (page(as_(None), world.coalition), as_(None).get(reverse("sources")).content.decode()):
        assert "Mededeling over de kring" in text
        assert ">s0<" not in text
        assert "(s0)" not in text
        assert "bron s0" not in text
