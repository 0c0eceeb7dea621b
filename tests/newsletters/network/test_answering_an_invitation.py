"""Answering with the link in the mail: yes or no, with whom, what one likes and needs. GET changes nothing."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from newsletters.network_meeting import listing
from newsletters.network_meeting.answering import Given, Wish, answer, wish
from newsletters.network_meeting.models import Answer, Attendee, AttendeeNeeds, BreakoutChoice, Invitee
from tests.newsletters.network.meeting import (
    a_breakout,
    an_invitee,
    comes,
    moved,
    prepared,
    stays_away,
)
from tests.world import World
from zorgzaam.audit.actors import SystemActor
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db


def sent(client: Client, url: str, **typed: Any) -> Any:
    """What a browser sends: the hidden fields of the form with what was typed."""
    form = client.get(url).context["form"]
    hidden = {field.html_name: field.value() for field in form.hidden_fields() if field.value() is not None}
    return client.post(url, {**hidden, **typed})


def stand() -> list[Any]:
    return [
        *Invitee.objects.order_by("pk").values(),
        *Attendee.objects.order_by("pk").values(),
        *BreakoutChoice.objects.order_by("pk").values(),
    ]


def test_opening_the_links_a_hundred_times_changes_nothing(world: World) -> None:
    row = an_invitee(prepared(), "Ada Zorg")
    (person,) = comes(row)
    pages = [row.own_url, reverse("network_wish", args=[row.secret, person.pk])]
    pages.append(reverse("network_no_more", args=[row.secret]))
    before = stand()
    for url in pages:
        for _ in range(50):
            assert Client().get(url).status_code == 200
            assert Client().head(url).status_code == 200
    assert stand() == before
    assert not listing.is_unwilling(row)


def test_yes_with_two_people_then_wishes_then_no(world: World) -> None:
    meeting = prepared(rounds=1)
    care, youth = a_breakout(meeting, "Acute zorg"), a_breakout(meeting, "Jeugd")
    row, client = an_invitee(meeting, "Ada Zorg"), Client(enforce_csrf_checks=False)

    answered = sent(
        client, row.own_url, answer="ja", names="Ada Zorg\nBen Welzijn", remark="Wij komen met de trein"
    )
    assert answered.status_code == 302
    first, second = row.attendees.order_by("position")
    assert (first.name, second.name) == ("Ada Zorg", "Ben Welzijn")
    url = reverse("network_wish", args=[row.secret, first.pk])
    done = sent(
        client,
        url,
        wish_1=str(youth.pk),
        wish_2=str(care.pk),
        diets=["halal"],
        dietary_needs="Pinda",
        access_needs="Lift",
    )
    assert done.status_code == 302
    assert [choice.breakout for choice in first.choices.placed()] == [youth]
    needs = AttendeeNeeds.objects.get(attendee=first)
    assert needs.diet_words == ["Halal", "Pinda"]
    page = client.get(row.own_url).content.decode()
    assert "U komt" in page
    assert "Jeugd" in page

    assert sent(client, row.own_url, answer="nee", names="Ada Zorg").status_code == 302
    assert not row.attendees.exists()
    assert not AttendeeNeeds.objects.exists(), "nobody needs anything any more"


def test_who_comes_alone_is_asked_for_wishes_at_once(world: World) -> None:
    row = an_invitee(prepared(), "Ada Zorg")
    answered = sent(Client(), row.own_url, answer="ja", names="Ada Zorg")
    assert answered.url == reverse("network_wish", args=[row.secret, row.attendees.get().pk])


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("", "Schrijf op wie er komt"),
        ("Ada\nada", "staat er twee keer"),
        ("\n".join(f"Mens {at}" for at in range(11)), "hoogstens 10"),
    ],
)
def test_a_list_of_names_that_is_none_is_refused_beside_the_field_and_nothing_is_lost(
    world: World, names: str, words: str
) -> None:
    row = an_invitee(prepared(), "Ada Zorg")
    answered = sent(Client(), row.own_url, answer="ja", names=names, remark="Mijn opmerking")
    page = answered.content.decode()
    assert answered.status_code == 422
    assert words in page
    assert "Mijn opmerking" in page
    assert answered.context["form"].errors["names"]
    row.refresh_from_db()
    assert row.answer == ""


def test_the_same_breakout_twice_is_said_beside_the_second(world: World) -> None:
    meeting = prepared()
    care = a_breakout(meeting, "Acute zorg")
    a_breakout(meeting, "Jeugd")
    (person,) = comes(an_invitee(meeting, "Ada Zorg"))
    url = reverse("network_wish", args=[person.invitee.secret, person.pk])
    answered = sent(Client(), url, wish_1=str(care.pk), wish_2=str(care.pk), dietary_needs="Noten")
    assert answered.status_code == 422
    assert list(answered.context["form"].errors) == ["wish_2"]
    assert "Noten" in answered.content.decode()


def test_a_second_tab_does_not_take_back_what_the_first_said(world: World) -> None:
    row, client = an_invitee(prepared(), "Ada Zorg"), Client()
    old = client.get(row.own_url).context["form"]["version"].value()
    comes(row, "Ada Zorg", "Ben Welzijn")
    late = client.post(row.own_url, {"answer": "nee", "names": "Ada Zorg", "version": old})
    assert late.status_code == 422
    assert "intussen veranderd" in late.content.decode()
    row.refresh_from_db()
    assert row.answer == Answer.YES
    with pytest.raises(StaleVersion):
        answer(row, Given(Answer.NO), by=SystemActor.VISITOR, seen=old)


def test_a_name_in_place_of_another_keeps_the_seat_and_loses_the_needs(world: World) -> None:
    meeting = prepared(seats=2)
    row = an_invitee(meeting, "Ada Zorg")
    first, _ = comes(row, "Ada Zorg", "Ben Welzijn")
    wish(first, Wish(diets=["halal"]), by=SystemActor.VISITOR)
    late = an_invitee(meeting, "Cas Kreek")
    assert not comes(late)[0].has_a_seat
    now = comes(row, "Dirk Duin", "Ben Welzijn")
    assert [(each.name, each.has_a_seat) for each in now] == [("Dirk Duin", True), ("Ben Welzijn", True)]
    assert now[0].pk == first.pk
    assert not AttendeeNeeds.objects.exists(), "they were of somebody else"


def test_too_late_and_off_take_no_answer(world: World) -> None:
    meeting = prepared()
    row = an_invitee(meeting, "Ada Zorg")
    moved(meeting.meeting, status="geannuleerd", status_note="Storm")
    page = Client().get(row.own_url).content.decode()
    assert "gaat niet door" in page
    assert "Storm" in page
    assert "Komt u?" not in page
    with pytest.raises(ValidationError, match="gaat niet door"):
        comes(Invitee.objects.get())
    moved(
        meeting.meeting,
        status="concept",
        status_note="",
        starts_at=meeting.meeting.starts_at - datetime.timedelta(days=41),
    )
    with pytest.raises(ValidationError):
        comes(Invitee.objects.get())


def test_a_link_opens_nothing_once_renewed_or_left_out(world: World) -> None:
    row = an_invitee(prepared(), "Ada Zorg")
    old = row.own_url
    assert Client().get(old).status_code == 200, "the control"
    listing.new_link(row, by=world.bureau)
    assert Client().get(old).status_code == 404
    row.refresh_from_db()
    assert Client().get(row.own_url).status_code == 200
    listing.leave_out(row, "Dubbel", by=world.bureau)
    assert Client().get(row.own_url).status_code == 404
    listing.take_back(row, by=world.bureau)
    assert Client().get(row.own_url).status_code == 200


def test_the_people_of_another_are_not_behind_ones_own_link(world: World) -> None:
    meeting = prepared()
    mine, theirs = an_invitee(meeting, "Ada Zorg"), an_invitee(meeting, "Ben Welzijn")
    (person,) = comes(theirs)
    assert Client().get(reverse("network_wish", args=[theirs.secret, person.pk])).status_code == 200
    assert Client().get(reverse("network_wish", args=[mine.secret, person.pk])).status_code == 404


def test_nothing_in_between_keeps_the_page(world: World) -> None:
    answered = Client().get(an_invitee(prepared(), "Ada Zorg").own_url)
    assert "no-store" in answered["Cache-Control"]
    assert "noindex" in answered["X-Robots-Tag"]


def test_no_more_mail_and_again(world: World) -> None:
    row, client = an_invitee(prepared(), "Ada Zorg"), Client()
    url = reverse("network_no_more", args=[row.secret])
    client.post(url)
    assert listing.is_unwilling(row)
    assert "Stuur mij weer uitnodigingen" in client.get(row.own_url).content.decode()
    client.post(url, {"weer": "ja"})
    assert not listing.is_unwilling(row)


def test_saying_the_same_twice_is_once(world: World) -> None:
    row = an_invitee(prepared(), "Ada Zorg")
    assert answer(row, Given(Answer.YES, ["Ada"]), by=SystemActor.VISITOR)
    assert not answer(row, Given(Answer.YES, ["Ada"]), by=SystemActor.VISITOR)
    stays_away(row)
    assert not row.attendees.exists()
