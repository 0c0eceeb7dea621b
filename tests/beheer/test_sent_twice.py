"""A form that adds something adds one, however often the button is pressed."""

import datetime

import pytest
from django.urls import reverse

from governance.bodies.models import Mandate, Role, Seat
from tests.beheer.making import opened
from tests.beheer.racing import side_by_side, signed_in
from tests.world import build_world
from zorgzaam import once
from zorgzaam.once import SentForm
from zorgzaam.people.models import Person

ADD = "admin:zorgzaam_person_add"


@pytest.mark.django_db
def test_the_same_form_twice_in_beheer_makes_one(world, as_):
    client = as_(world.admin)
    typed = {**opened(client, reverse(ADD)), "name": "Nine Nieuw"}
    first, second = client.post(reverse(ADD), typed), client.post(reverse(ADD), typed)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Person.objects.filter(name="Nine Nieuw").count() == 1


@pytest.mark.django_db
def test_a_window_that_adds_a_person_gives_the_same_person_twice(world, as_):
    client = as_(world.admin)
    typed = {**opened(client, reverse(ADD) + "?_popup=1"), "name": "Nine Nieuw"}
    first, second = client.post(reverse(ADD), typed), client.post(reverse(ADD), typed)
    assert first.context_data["popup_response_data"] == second.context_data["popup_response_data"]
    assert Person.objects.filter(name="Nine Nieuw").count() == 1


@pytest.mark.django_db
def test_something_else_typed_after_going_back_is_something_new(world, as_):
    client = as_(world.admin)
    typed = opened(client, reverse(ADD))
    for name in ("Nine Nieuw", "Nora Nieuw"):
        assert client.post(reverse(ADD), {**typed, "name": name}).status_code == 302
    assert Person.objects.filter(name__endswith="Nieuw").count() == 2


@pytest.mark.django_db
def test_a_form_that_was_refused_can_be_sent_again(world, as_):
    client = as_(world.admin)
    wrong = {**opened(client, reverse(ADD)), "name": ""}
    assert client.post(reverse(ADD), wrong).status_code == 200
    assert client.post(reverse(ADD), {**wrong, "name": "Nine Nieuw"}).status_code == 302
    assert SentForm.objects.count() == 1


@pytest.mark.django_db
def test_without_the_key_two_are_made(world, as_):
    """The control."""
    client = as_(world.admin)
    typed = {**opened(client, reverse(ADD)), "name": "Nine Nieuw"}
    del typed["form_key"]
    for _ in range(2):
        client.post(reverse(ADD), typed)
    assert Person.objects.filter(name="Nine Nieuw").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["seat", "mandate", "somebody new"])
def test_the_same_form_twice_in_the_werkbank_makes_one(world, as_, kind):
    client = as_(world.bureau_only)
    url = reverse("seat_add" if kind == "seat" else "mandate_add", args=[world.other.pk])
    filled = {
        "seat": {"label": "inwoners"},
        "mandate": {"person": world.partner.person_id, "role": Role.MEMBER},
        "somebody new": {"new_name": "Nora Nieuw", "role": Role.MEMBER},
    }[kind]
    typed = {"form_key": _key(client, url), "starts_on": "2024-03-01", "reason": "benoemd", **filled}
    before = (Seat.objects.count(), Mandate.objects.count(), Person.objects.count())
    answers = [client.post(url, typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    after = (Seat.objects.count(), Mandate.objects.count(), Person.objects.count())
    assert sum(after) - sum(before) == (2 if kind == "somebody new" else 1)


def _key(client, url):
    return client.get(url).content.decode().split('name="form_key" value="')[1].split('"')[0]


@pytest.mark.django_db
def test_old_keys_are_forgotten(world):
    SentForm.objects.create(pk="00000000-0000-0000-0000-000000000001")
    long_ago = once.timezone.now() - once.KEPT - datetime.timedelta(hours=1)
    SentForm.objects.create(pk="00000000-0000-0000-0000-000000000002", sent_at=long_ago)
    assert once.forget_old() == 1


# ---------------------------------------------------------------- at the same moment
@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one():
    world = build_world()
    clients = [signed_in(world.admin) for _ in range(4)]
    for number in range(3):
        typed = {**opened(clients[0], reverse(ADD)), "name": f"Nummer {number}"}
        answers = side_by_side(*(lambda c=c, t=typed: c.post(reverse(ADD), t) for c in clients))
        assert {answer.status_code for answer in answers} == {302}
        assert Person.objects.filter(name=f"Nummer {number}").count() == 1
