"""Who sits in a body for an organisation assesses nothing it brings in or does along, whatever the way."""

import datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Mandate, Role
from partners.initiatives import assessing as rules
from partners.initiatives import interests
from partners.initiatives.models import Initiative, Stand
from tests.partners import assessing as desk
from tests.partners import initiatives as made
from tests.partners.merging import merged
from tests.world import World, mandate, organisation, seat, set_up

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def theirs(world: World) -> Initiative:
    """Of `other_org`; nobody in the cast has a seat for it, and the Statenlid may assess it."""
    row = made.a_sent_one(world, organisation=world.other_org)
    assert world.statenlid.person_id not in rules.involved(row)
    return row


def sits(world: World, of: Any, **extra: Any) -> Mandate:
    """The Statenlid on a seat of `of` in the coalition."""
    return mandate(world.statenlid, world.coalition, seat=seat(world.coalition, of), **extra)


def refused(world: World, row: Initiative) -> bool:
    """Whether nobody can ask the Statenlid: not by choosing, and not past that."""
    chosen = rules.askable(row).filter(pk=world.statenlid.person_id).exists()
    if chosen:
        desk.asked(world, world.statenlid, row=made.fresh_row(row))
        return False
    with pytest.raises(DatabaseError, match="interest"), transaction.atomic():
        desk.asked(world, world.statenlid, row=made.fresh_row(row))
    return True


def test_a_seat_of_who_brings_it_in(world: World, as_: Any, theirs: Initiative) -> None:
    sits(world, world.other_org)
    url = reverse("initiative_assess", args=[theirs.pk])
    assert "Stan Statenlid" not in as_(world.bureau).get(url).content.decode()
    assert refused(world, theirs)


def test_control_a_seat_of_another_organisation(world: World, theirs: Initiative) -> None:
    sits(world, organisation("Iets Anders"))
    assert not refused(world, theirs)


def test_a_seat_of_who_does_it_along(world: World) -> None:
    draft = made.a_complete_draft(world)
    made.together_with(draft, world.other_org)
    made.submitting.submit(made.fresh_row(draft), by=world.partner)
    sits(world, world.other_org)
    assert refused(world, made.fresh_row(draft))


def test_an_alternate_sits_for_it_too(world: World, theirs: Initiative) -> None:
    sits(world, world.other_org, role=Role.ALTERNATE)
    assert refused(world, theirs)


@pytest.mark.parametrize("kept", ["theirs", "double"])
def test_a_seat_of_one_it_was_merged_with(world: World, theirs: Initiative, kept: str) -> None:
    double = organisation("Welzijn De Kreek")
    sits(world, double)
    assert world.statenlid.person_id not in rules.involved(theirs), "control: two organisations"
    pair = (world.other_org, double) if kept == "theirs" else (double, world.other_org)
    merged(*pair, world.bureau)
    assert refused(world, theirs)


@pytest.mark.parametrize(
    ("starts", "ends", "no"), [(-9, -1, False), (1, 9, False), (-9, 0, True), (0, 9, True)]
)
def test_it_goes_by_today(world: World, theirs: Initiative, starts: int, ends: int, no: bool) -> None:
    today = timezone.localdate()
    sits(world, world.other_org, starts_on=today + starts * DAY, ends_on=today + ends * DAY)
    assert refused(world, theirs) is no


def test_a_seat_taken_after_the_asking_keeps_and_hands_in_nothing(
    world: World, as_: Any, theirs: Initiative
) -> None:
    (one,) = desk.asked(world, world.statenlid, row=theirs)
    client, url = as_(world.statenlid), reverse("assessment", args=[one.pk])
    page = desk.typed(client.get(url).context["form"], words="Goed voor ons.")
    sits(world, world.other_org)
    for extra in ({}, {"hand_in": "1"}):
        answer = client.post(url, page | extra)
        assert answer.status_code == 422
        assert "zelf betrokken" in answer.content.decode()
    one.refresh_from_db()
    assert (one.state, one.words) == (Stand.OPEN, "")
    with pytest.raises(DatabaseError, match="interest"), transaction.atomic():
        set_up(one.scores.create)(criterion=made.a_criterion(), score=5, reason="Past.")
    # It can still be said that somebody else has to do it.
    rules.decline(one, "Ik zit er nu zelf in.", by=world.statenlid.person)


def test_without_the_provider_only_the_database_knows(
    world: World, theirs: Initiative, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of both: each is found by itself."""
    sits(world, world.other_org)
    assert world.statenlid.person_id in rules.involved(theirs)
    monkeypatch.setattr(interests, "_providers", {})
    assert world.statenlid.person_id not in rules.involved(theirs)
    with pytest.raises(DatabaseError, match="interest"), transaction.atomic():
        desk.asked(world, world.statenlid, row=theirs)
