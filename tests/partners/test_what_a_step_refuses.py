"""What a step of the form refuses stands beside its field; the rest is kept, and nothing is an error of ours."""

from typing import Any

import pytest
from django.urls import reverse

from partners.initiatives.models import State
from partners.initiatives.moving import Step
from tests.partners import initiatives as made
from tests.world import World

pytestmark = pytest.mark.django_db
BY_HTMX = {"HX-Request": "true"}


def posted(client: Any, url: str, **data: str) -> Any:
    """The step sent as its page shows it, with this typed in."""
    form = client.get(url).context["form"]
    kept = {bound.html_name: bound.value() or "" for bound in form if isinstance(bound.value(), str | int)}
    return client.post(url, {**kept, **data})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12.500", "12500.00"),
        ("12.500,50", "12500.50"),
        ("€ 12.500,-", "12500.00"),
        ("12500", "12500.00"),
        ("12,5", "12.50"),
    ],
)
def test_an_amount_is_taken_as_people_write_it(world: World, as_: Any, typed: str, kept: str) -> None:
    row, client = made.a_draft(world), as_(world.partner)
    url = reverse("initiative_step", args=[row.pk, "geld"])
    assert posted(client, url, amount=typed).status_code == 302
    assert str(made.fresh_row(row).amount) == kept
    steps = {
        each["label"]: each["state"] for each in client.get(url.replace("geld", "idee")).context["steps"]
    }
    assert steps["Welk geld"] == "done"


@pytest.mark.parametrize("typed", ["-5", "0", "0,001", "twaalf duizend", "٣ en een half", "1" * 30])
def test_what_is_no_amount_is_told_beside_it_and_the_rest_is_kept(world: World, as_: Any, typed: str) -> None:
    row, client = made.a_draft(world), as_(world.partner)
    url = reverse("initiative_step", args=[row.pk, "geld"])
    answer = posted(client, url, amount=typed, money_words="De zaal is gratis.")
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"amount"}
    assert typed in answer.content.decode()
    kept = made.fresh_row(row)
    assert (kept.amount, kept.money_words) == (None, "De zaal is gratis.")


def test_while_one_types_a_wrong_amount_is_told_too(world: World, as_: Any) -> None:
    row, client = made.a_draft(world), as_(world.partner)
    url = reverse("initiative_step", args=[row.pk, "geld"])
    answer = client.post(url, {"version": row.version, "were": "{}", "amount": "-5"}, headers=BY_HTMX)
    assert answer.status_code == 200
    assert "boven nul" in answer.content.decode()


def test_one_that_was_sent_keeps_saying_for_whom(world: World, as_: Any) -> None:
    row = made.a_sent_one(world, organisation=None, organisation_name="Wandelclub")
    row = made.moved(row, Step(State.RETURNED, why="Wie betaalt dit?"), world.bureau)
    url = reverse("initiative_step", args=[row.pk, "idee"])
    answer = posted(as_(world.partner), url, organisation_name="", why="Anders.")
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"organisation_name"}
    kept = made.fresh_row(row)
    assert (kept.organisation_name, kept.why) == ("Wandelclub", "Anders.")
