"""The netwerkbureau keeps seats and mandates in the werkbank; bad input is told beside the field."""

import datetime

import pytest
from django.urls import reverse

from governance.bodies.models import Mandate, Role, Seat
from zorgzaam.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau(world, as_):
    return as_(world.bureau_only)


def give(client, body, **data):
    filled = {"role": Role.MEMBER, "starts_on": "2024-03-01", "reason": "benoemd", **data}
    return client.post(reverse("mandate_add", args=[body.pk]), filled)


def test_a_mandate_is_given_with_its_reason(world, bureau):
    answer = give(bureau, world.coalition, person=world.partner.person_id)
    assert answer.status_code == 302
    mandate = world.partner.person.mandates.get()
    event = mandate.history.get()
    assert event.pgh_context["reason"] == "benoemd"
    assert event.pgh_context["actor"] == f"person:{world.bureau_only.person_id}"


def test_somebody_new_gets_a_person_and_a_mandate_together(world, bureau):
    answer = give(bureau, world.coalition, new_name="Nora Nieuw", new_email="nora@deltaland.example")
    assert answer.status_code == 302
    assert Mandate.objects.get(person__email="nora@deltaland.example").body == world.coalition


def test_overlap_is_told_beside_the_field_and_leaves_nothing_behind(world, bureau):
    seat = world.member.person.mandates.get().seat
    data = {"new_name": "Nora Nieuw", "seat": seat.pk}
    answer = give(bureau, world.coalition, **data)
    assert answer.status_code == 422
    assert "Deze zetel is dan al bezet" in answer.context["form"].errors["seat"][0]
    assert not Person.objects.filter(name="Nora Nieuw").exists()
    assert 'value="Nora Nieuw"' in answer.content.decode()
    twice = give(bureau, world.coalition, person=world.member.person_id)
    assert "heeft in die tijd deze rol al" in twice.context["form"].errors["role"][0]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "person"),
        ({"person": "geen-uuid"}, "person"),
        ({"new_name": "X", "starts_on": "0001-01-01"}, "starts_on"),
        ({"new_name": "X", "starts_on": "gisteren"}, "starts_on"),
        ({"new_name": "X", "ends_on": "2023-01-01"}, "ends_on"),
        ({"new_name": "X", "role": "keizer"}, "role"),
        ({"new_name": "X", "seat": "00000000-0000-0000-0000-000000000000"}, "seat"),
        ({"new_name": "X", "role": "plaatsvervanger"}, "seat"),
        ({"new_name": "X", "new_email": "geen adres"}, "new_email"),
        ({"new_name": "X" * 200}, "new_name"),
        ({"new_name": "X", "reason": ""}, "reason"),
        ({"new_name": "NUL\x00"}, "new_name"),
    ],
)
def test_bad_input_is_told_beside_the_field(world, bureau, data, field):
    answer = give(bureau, world.coalition, **data)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "aria-invalid" in answer.content.decode()


def test_the_database_is_the_last_word_when_somebody_was_first(world, bureau, monkeypatch):
    """A form that saw no overlap, because the other row came in between: the same words, no 500."""
    seat = world.member.person.mandates.get().seat
    monkeypatch.setattr(Mandate, "validate_constraints", lambda self, exclude=None: None)
    answer = give(bureau, world.coalition, person=world.partner.person_id, seat=seat.pk)
    assert answer.status_code == 422
    assert "Deze zetel is dan al bezet" in answer.context["form"].errors["seat"][0]


def test_a_mandate_ends_on_its_last_day(world, bureau):
    mandate = world.member.person.mandates.get()
    url = reverse("mandate_end", args=[mandate.pk])
    early = bureau.post(url, {"on": "2019-01-01", "reason": "weg", "version": "1"})
    assert "voor het begin" in early.context["form"].errors["on"][0]
    assert bureau.post(url, {"on": "2024-06-30", "reason": "weg", "version": "1"}).status_code == 302
    mandate.refresh_from_db()
    assert mandate.ends_on == datetime.date(2024, 6, 30)
    page = bureau.get(reverse("body_staffing", args=[world.coalition.pk])).content.decode()
    assert "Vacature" in page
    assert "Lot Lid" in page


def test_a_seat_is_added_and_ended_only_when_nobody_sits_there(world, bureau):
    url = reverse("seat_add", args=[world.coalition.pk])
    nobody = bureau.post(url, {"label": ""})
    assert "Kies een organisatie" in nobody.context["form"].errors["organisation"][0]
    assert bureau.post(url, {"label": "inwoners"}).status_code == 302
    taken = world.member.person.mandates.get().seat
    refused = bureau.post(
        reverse("seat_end", args=[taken.pk]), {"on": "2026-01-01", "reason": "weg", "version": "1"}
    )
    assert "Er zit dan nog iemand" in refused.context["form"].errors["on"][0]
    free = Seat.objects.get(label="inwoners")
    ended = bureau.post(
        reverse("seat_end", args=[free.pk]), {"on": "2026-01-01", "reason": "weg", "version": "1"}
    )
    assert ended.status_code == 302
    free.refresh_from_db()
    assert free.ends_on == datetime.date(2026, 1, 1)


@pytest.mark.parametrize("name", ["mandate_add", "seat_add", "body_staffing"])
def test_only_the_netwerkbureau_may(world, as_, name):
    url = reverse(name, args=[world.coalition.pk])
    assert as_(None).get(url).status_code == 302
    for reader in (world.chair, world.secretary, world.member, world.partner, world.statenlid, world.admin):
        assert as_(reader).get(url).status_code == 403
    assert as_(world.bureau_only).get(url).status_code == 200


def test_a_role_that_does_not_exist_is_said_beside_the_field(world, as_):
    answer = give(as_(world.bureau), world.other, person=world.member.person.pk, role="koning")
    assert answer.status_code == 422
    assert 'id="id_role_error"' in answer.content.decode()
