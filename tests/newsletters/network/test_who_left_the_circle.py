"""Who belongs to the circle no more is not asked, unless somebody says so; who was asked stays asked."""

from typing import Any

import pytest
from django.urls import reverse

from newsletters.network_meeting import circle, sending
from newsletters.network_meeting.models import Invitee, Source
from partners.contacts.models import Contact
from partners.organisations.models import Organisation, Participation, ParticipationKind
from tests import world as cast
from tests.newsletters.network.meeting import fired, in_circle, in_days, mails, moved, prepared, wave
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor

pytestmark = pytest.mark.django_db


@set_up
def contact_ended(address: str, *, again: bool = False) -> None:
    Contact.objects.filter(address__iexact=address).update(ends_on=None if again else in_days(-1).date())


@set_up
def joined(organisation: Organisation) -> None:
    Participation.objects.filter(organisation=organisation).update(kind=ParticipationKind.MEMBER)


def asked() -> list[str]:
    return sorted(mail.to_address for mail in mails(sending.KIND))


def test_who_left_before_the_invitation_is_not_asked_and_the_page_says_who(world: World, as_: Any) -> None:
    in_circle("Buurtzaam", "Blijft@buurt.example", "weg@buurt.example")
    became_member = in_circle("Zorggroep", "lid@zorg.example")
    meeting = prepared()
    sending.start(moved(wave(meeting), goes_at=in_days(-0.1)), by=world.bureau)
    contact_ended("weg@buurt.example")
    joined(became_member)
    assert sending.progress(wave(meeting)) == (0, 1)
    url, client = reverse("network_invitees", args=[meeting.pk]), as_(world.bureau)
    page = client.get(url).content.decode()
    assert "Niet meer in de kring" in page
    assert [row.address for row in client.get(url).context["left"]] == [
        "lid@zorg.example",
        "weg@buurt.example",
    ]
    fired()
    assert asked() == ["blijft@buurt.example"]

    contact_ended("weg@buurt.example", again=True)
    fired()
    assert asked() == ["blijft@buurt.example", "weg@buurt.example"], "who belongs to it again is asked again"
    contact_ended("weg@buurt.example")
    assert [row.address for row in circle.left(meeting)] == ["lid@zorg.example"], "who was asked stays asked"


def test_the_circle_is_looked_at_again_before_the_first_invitation(world: World) -> None:
    in_circle("Buurtzaam", "oud@buurt.example", "blijft@buurt.example")
    meeting = prepared()
    sending.start(moved(wave(meeting), goes_at=in_days(2)), by=world.bureau)
    contact_ended("oud@buurt.example")
    in_circle("Nieuwzorg", "nieuw@kring.example")
    assert fired() == 0
    assert not meeting.invitees.filter(address="nieuw@kring.example").exists(), "not before its moment"
    moved(wave(meeting), goes_at=in_days(-0.1))
    assert fired() == 2
    assert asked() == ["blijft@buurt.example", "nieuw@kring.example"]
    in_circle("Later", "later@kring.example")
    assert fired() == 0


def test_who_left_can_be_asked_all_the_same(world: World, as_: Any) -> None:
    in_circle("Buurtzaam", "weg@buurt.example")
    meeting = prepared()
    contact_ended("weg@buurt.example")
    (row,) = circle.left(meeting)
    as_(world.bureau).post(reverse("network_invitee_back", args=[meeting.pk, row.pk]))
    row.refresh_from_db()
    assert row.source == Source.ADDED
    assert not circle.left(meeting)
    sending.start(moved(wave(meeting), goes_at=in_days(-0.1)), by=world.bureau)
    fired()
    assert asked() == ["weg@buurt.example"]


def test_an_organisation_whose_only_contact_left_is_told_as_not_reached(world: World) -> None:
    organisation = in_circle("Buurtzaam", "weg@buurt.example")
    meeting = prepared()
    assert circle.without_address(meeting) == [], "the control"
    contact_ended("weg@buurt.example")
    assert circle.without_address(meeting) == [organisation]


def test_somebody_is_asked_for_the_organisations_of_the_day_the_mail_goes(world: World) -> None:
    in_circle("Blijft", "samen@buurt.example")
    leaves = in_circle("Vertrekt", "samen@buurt.example")
    meeting = prepared()
    row = Invitee.objects.get()
    assert row.speaks_for == "Blijft, Vertrekt"
    joined(leaves)
    circle.gather(meeting, by=SystemActor.SETUP)
    assert row.speaks_for == "Blijft"


def test_a_person_who_speaks_for_an_organisation_is_in_the_circle(world: World) -> None:
    organisation = in_circle("Buurtzaam")
    person = world.member.person
    cast.representation(world.member, organisation)
    meeting = prepared()
    assert [row.address for row in meeting.invitees.all()] == [person.email]
    assert not circle.left(meeting)
