"""Wishes that were typed for somebody else, or over those of another window, are kept by nobody and lost by nobody."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from newsletters.network_meeting.answering import Given, Wish, answer, wish
from newsletters.network_meeting.models import Answer, Attendee, AttendeeNeeds
from tests.newsletters.network.meeting import a_breakout, an_invitee, comes, prepared
from tests.world import World
from zorgzaam.audit.actors import SystemActor

pytestmark = pytest.mark.django_db
TYPED = {"diets": ["halal"], "dietary_needs": "Geen pinda", "access_needs": ""}


def opened(person: Attendee) -> tuple[str, dict[str, Any]]:
    """The address of the form, and what its hidden fields hold now."""
    url = reverse("network_wish", args=[person.invitee.secret, person.pk])
    form = Client().get(url).context["form"]
    return url, {field.html_name: field.value() for field in form.hidden_fields()}


def test_what_was_typed_for_one_is_not_kept_for_who_came_in_their_place(world: World) -> None:
    row = an_invitee(prepared(), "Jan")
    (person,) = comes(row)
    url, hidden = opened(person)
    answer(row, Given(Answer.YES, ["Piet"]), by=SystemActor.VISITOR)
    late = Client().post(url, {**hidden, **TYPED})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Op deze plaats staat nu Piet" in page
    assert 'value="Geen pinda"' in page
    assert not AttendeeNeeds.objects.exists()
    fresh = {field.html_name: field.value() for field in late.context["form"].hidden_fields()}
    assert Client().post(url, {**fresh, **TYPED}).status_code == 302, "said again it holds"
    assert AttendeeNeeds.objects.get().dietary_needs == "Geen pinda"


def test_the_second_window_does_not_write_over_the_first(world: World) -> None:
    meeting = prepared()
    care, youth = a_breakout(meeting, "Zorg"), a_breakout(meeting, "Jeugd")
    (person,) = comes(an_invitee(meeting, "Jan"))
    url, hidden = opened(person)
    wish(person, Wish([care], access_needs="Lift"), by=SystemActor.VISITOR)
    late = Client().post(url, {**hidden, **TYPED, "wish_1": str(youth.pk)})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Lift" in page, "what stands there"
    assert late.context["conflict"].clashes[0].label == "1e keuze voor een deelsessie"
    assert AttendeeNeeds.objects.get().access_needs == "Lift"
    url, hidden = opened(person)
    assert Client().post(url, {**hidden, **TYPED}).status_code == 302, "the control"


def test_what_was_typed_for_who_was_taken_off_comes_back(world: World) -> None:
    row = an_invitee(prepared(), "Jan")
    (person,) = comes(row)
    url, hidden = opened(person)
    answer(row, Given(Answer.NO), by=SystemActor.VISITOR)
    late = Client().post(url, {**hidden, **TYPED})
    page = late.content.decode()
    assert late.status_code == 422
    assert "staat niet meer op de lijst" in page
    assert 'value="Geen pinda"' in page
    assert Client().get(url).status_code == 404
