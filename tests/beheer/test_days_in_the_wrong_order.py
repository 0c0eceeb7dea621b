"""An end before its beginning, or a day in a year that cannot be, is told beside the field: never an error page."""

import datetime

import pytest
from django.db import DataError, IntegrityError, transaction
from django.urls import reverse

from governance.bodies.models import Mandate, Role
from tests.beheer.making import address, changeable, one_of_each, opened, rows_below
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.periods import Period

pytestmark = pytest.mark.django_db
WRONG = {"ends_on": "2023-12-31", "starts_on": "2024-03-01"}
ORDER, YEARS = "Het einde ligt voor het begin.", "Kies een datum van 1800 tot en met 2200."


def dated():
    """Every model with a period that has a page of its own in beheer."""
    return [model for model in changeable() if issubclass(model, Period)]


def dated_rows():
    return [(page, rows) for page, rows in rows_below() if issubclass(rows, Period)]


def test_every_page_with_a_period_says_it_beside_the_end(world, as_):
    made, client, seen = one_of_each(world), as_(world.admin), 0
    for model in dated():
        url = address(made[model])
        typed = opened(client, url)
        if "starts_on" not in typed:
            continue
        answer = client.post(url, {**typed, **WRONG})
        assert answer.context["adminform"].form.errors["ends_on"] == [ORDER], model
        assert 'value="2023-12-31"' in answer.content.decode(), "what was typed stays"
        seen += 1
    assert seen >= 4


def test_every_row_with_a_period_says_it_beside_the_end(world, as_):
    made, client, seen = one_of_each(world), as_(world.admin), 0
    for page, rows in dated_rows():
        url = address(made[page])
        typed = opened(client, url)
        prefix = next(name for name in typed if name.endswith("-0-ends_on")).removesuffix("ends_on")
        answer = client.post(url, {**typed, **{prefix + name: day for name, day in WRONG.items()}})
        errors = [e for f in answer.context["inline_admin_formsets"] for e in f.formset.errors if e]
        assert errors == [{"ends_on": [ORDER]}], rows
        seen += 1
    assert seen >= 3


@pytest.mark.parametrize("day", ["0001-01-01", "1799-12-31", "9999-12-31"])
def test_a_year_that_cannot_be_is_told_beside_the_field(world, as_, day):
    made, client = one_of_each(world), as_(world.admin)
    for model in dated():
        url = address(made[model])
        typed = opened(client, url)
        if "starts_on" not in typed:
            continue
        answer = client.post(url, {**typed, "starts_on": day, "ends_on": ""})
        assert answer.context["adminform"].form.errors["starts_on"] == [YEARS], model


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_werkbank_says_it_too(world, as_, day):
    client = as_(world.bureau)
    data = {"person": world.partner.person_id, "role": Role.MEMBER, "reason": "benoemd"}
    url = reverse("mandate_add", args=[world.coalition.pk])
    answer = client.post(url, {**data, **WRONG})
    assert (answer.status_code, answer.context["form"].errors["ends_on"]) == (422, [ORDER])
    answer = client.post(url, {**data, "starts_on": day})
    assert (answer.status_code, answer.context["form"].errors["starts_on"]) == (422, [YEARS])
    mandate = world.member.person.mandates.get()
    end = {"on": day, "reason": "klaar", "version": "1"}
    answer = client.post(reverse("mandate_end", args=[mandate.pk]), end)
    assert (answer.status_code, answer.context["form"].errors["on"]) == (422, [YEARS])
    assert client.get(world.coalition.get_absolute_url(), {"op": day}).status_code == 200


def test_without_the_order_being_asked_first_the_overlap_breaks(world, as_, monkeypatch):
    """The control: this is what the order comes before."""
    monkeypatch.delattr(Period, "clean_fields")
    typed = {"person": world.partner.person_id, "role": Role.MEMBER, "reason": "benoemd", **WRONG}
    with pytest.raises(DataError):
        as_(world.bureau).post(reverse("mandate_add", args=[world.coalition.pk]), typed)


def test_the_database_knows_the_years_too(world):
    mandate = world.member.person.mandates.get()
    rows = Mandate.objects.filter(pk=mandate.pk)
    with acting(SystemActor.SETUP):
        for day in (datetime.date(1, 1, 1), datetime.date(9999, 12, 31)):
            with pytest.raises(IntegrityError, match="days_are_sensible"), transaction.atomic():
                rows.update(starts_on=day, ends_on=None)
        assert rows.update(starts_on=datetime.date(1999, 1, 1), ends_on=None) == 1
