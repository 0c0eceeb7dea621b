"""Each year the objectives of a theme get an outcome, and what goes on is renewed (domain.md P4, R16)."""

import datetime
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, connections, transaction
from django.urls import reverse

from tests.themes import making
from tests.themes.reading import words
from tests.world import set_up
from themes.objectives.forms import ObjectiveForm
from themes.objectives.models import Objective, Outcome
from themes.objectives.new_period import sent

pytestmark = pytest.mark.django_db
YEAR = {"starts_on": datetime.date(2025, 1, 1), "ends_on": datetime.date(2025, 12, 31)}
NEXT = {"starts_on": "2026-01-01", "ends_on": "2026-12-31"}


@pytest.fixture
def theme(world):
    made = making.theme(making.generation(), "Samen gezond")
    making.objective(made, "Iedereen beweegt.", **YEAR)
    making.objective(made, "Niemand rookt.", **YEAR)
    return made


def typed(theme, **changes):
    """What the page would send: every objective as it stands, with these changes by its text."""
    data = dict(NEXT)
    for row in theme.objectives.all():
        data |= {f"outcome-{row.pk}": row.outcome, f"result-{row.pk}": row.result}
        data[f"version-{row.pk}"] = row.version
        for name, value in changes.get(row.text, {}).items():
            data[f"{name}-{row.pk}"] = value
    return data


MOVES = {"outcome": "gehaald", "result": "Drie parken open.", "renew": "on"}
SMOKES = {"outcome": "niet", "result": "Er was geen geld."}


def test_a_new_period_keeps_what_became_of_the_old_one(theme, world, as_):
    data = typed(theme, **{"Iedereen beweegt.": MOVES, "Niemand rookt.": SMOKES})
    assert as_(world.bureau).post(reverse("objective_period", args=[theme.pk]), data).status_code == 302
    new = Objective.objects.get(renews__isnull=False)
    assert (new.text, new.ends_on, new.outcome) == ("Iedereen beweegt.", datetime.date(2026, 12, 31), "")
    page = words(as_(None), theme.get_absolute_url())
    assert page.index("1 januari 2026 tot en met") < page.index("1 januari 2025 tot en met")
    for said in ("Wat het opleverde: Drie parken open.", "Niet gehaald", "Uitkomst nog niet bekend"):
        assert said in page


def test_what_fell_short_asks_why(theme, world, as_):
    data = typed(theme, **{"Niemand rookt.": {"outcome": "deels"}})
    answer = as_(world.bureau).post(reverse("objective_period", args=[theme.pk]), data)
    assert answer.status_code == 422
    assert "Schrijf op wat er wel en niet lukte." in answer.content.decode()
    assert not Objective.objects.exclude(outcome="").exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        set_up(lambda: theme.objectives.update(outcome=Outcome.MISSED))()


def test_a_period_that_begins_before_the_old_one_is_over_is_refused(theme, world, as_):
    url = reverse("objective_period", args=[theme.pk])
    early = typed(theme, **{"Iedereen beweegt.": MOVES}) | {"starts_on": "2025-12-31"}
    answer = as_(world.bureau).post(url, early)
    assert answer.status_code == 422
    assert "De oude loopt tot en met 31 december 2025." in answer.content.decode()
    assert theme.objectives.count() == 2
    day = datetime.date(2025, 12, 31)
    with pytest.raises(ValidationError):
        theme.objectives.first().renew(by=world.bureau, starts_on=day, ends_on=day)
    alone = typed(theme, **{"Niemand rookt.": SMOKES}) | {"starts_on": "2025-12-31"}
    assert as_(world.bureau).post(url, alone).status_code == 302, "what is not taken along has no new period"


def test_what_is_taken_along_can_be_rewritten_in_the_same_step(theme, world, as_):
    words_now = {"text": "Iedereen beweegt in 2026.", "explanation": "Ook in de winter."}
    data = typed(theme, **{"Iedereen beweegt.": {**MOVES, **words_now}})
    url = reverse("objective_period", args=[theme.pk])
    assert "Iedereen beweegt.</textarea>" in as_(world.bureau).get(url).content.decode()
    assert as_(world.bureau).post(url, data).status_code == 302
    new = Objective.objects.get(renews__isnull=False)
    assert (new.text, new.explanation) == ("Iedereen beweegt in 2026.", "Ook in de winter.")
    assert new.renews.text == "Iedereen beweegt.", "the old words stay with the old period"


def test_renewing_twice_makes_one(theme, world):
    row, when = theme.objectives.first(), (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
    made = [row.renew(by=world.bureau, starts_on=when[0], ends_on=when[1]) for _ in range(2)]
    assert made[0] == made[1]
    assert theme.objectives.count() == 3


def test_an_outcome_somebody_else_wrote_meanwhile_is_not_overwritten(theme, world, as_):
    data = typed(theme, **{"Iedereen beweegt.": MOVES})
    first = theme.objectives.first()
    first.conclude(by=world.bureau_only, outcome="deels", result="Een park open.")
    answer = as_(world.bureau).post(reverse("objective_period", args=[theme.pk]), data)
    assert answer.status_code == 409
    first.refresh_from_db()
    assert (first.outcome, theme.objectives.count()) == ("deels", 2)


def shown_again(page):
    """What a second press on this page sends."""
    return {bound.html_name: bound.value() for bound in page.context["form"] if bound.value()}


def test_an_outcome_of_a_colleague_outlives_a_second_press(theme, world, as_):
    data = typed(theme, **{"Iedereen beweegt.": MOVES})
    other = theme.objectives.get(text="Niemand rookt.")
    other.conclude(by=world.bureau_only, **SMOKES)
    client, url = as_(world.bureau), reverse("objective_period", args=[theme.pk])
    page = client.post(url, data)
    assert page.status_code == 409
    assert client.post(url, shown_again(page)).status_code == 302
    told = set(theme.objectives.filter(renews=None).values_list("outcome", "result"))
    assert told == {(MOVES["outcome"], MOVES["result"]), (SMOKES["outcome"], SMOKES["result"])}


def test_an_outcome_two_wrote_is_shown_beside_the_field(theme, world, as_):
    data = typed(theme, **{"Niemand rookt.": {"outcome": "gehaald", "result": "Van mij."}})
    theme.objectives.get(text="Niemand rookt.").conclude(by=world.bureau_only, **SMOKES)
    text = as_(world.bureau).post(reverse("objective_period", args=[theme.pk]), data).content.decode()
    for said in ("Nu staat er: Niet gehaald", "Nu staat er: Er was geen geld.", "Van mij."):
        assert said in text


def test_an_outcome_of_what_a_colleague_renewed_meanwhile_is_shown_beside_the_newer_one(theme, world, as_):
    data = typed(theme, **{"Iedereen beweegt.": MOVES})
    row = theme.objectives.get(text="Iedereen beweegt.")
    row.conclude(by=world.bureau_only, outcome="deels", result="Een park open.")
    row.renew(by=world.bureau_only, starts_on=datetime.date(2026, 1, 1), ends_on=datetime.date(2026, 6, 30))
    client, url = as_(world.bureau), reverse("objective_period", args=[theme.pk])
    page = client.post(url, data)
    assert page.status_code == 409
    for said in (
        "Nu staat er: Een park open.",
        "Drie parken open.",
        "1 januari 2026 tot en met 30 juni 2026",
    ):
        assert said in page.content.decode()
    row.refresh_from_db()
    assert (row.outcome, row.result) == ("deels", "Een park open.")
    assert client.post(url, shown_again(page)).status_code == 302, "who saw both decides"
    row.refresh_from_db()
    assert (row.outcome, row.result) == (MOVES["outcome"], MOVES["result"])
    assert row.renewed_as.ends_on == datetime.date(2026, 6, 30)
    assert theme.objectives.filter(renews__isnull=False).count() == 1


def test_what_a_colleague_renewed_without_an_outcome_gets_the_one_that_was_typed(theme, world, as_):
    data = typed(theme, **{"Iedereen beweegt.": MOVES})
    row = theme.objectives.get(text="Iedereen beweegt.")
    row.renew(by=world.bureau_only, starts_on=datetime.date(2026, 1, 1), ends_on=datetime.date(2026, 6, 30))
    client, url = as_(world.bureau), reverse("objective_period", args=[theme.pk])
    page = client.post(url, data)
    assert page.status_code == 409, "its new period is not the one this person chose"
    assert client.post(url, shown_again(page)).status_code == 302
    row.refresh_from_db()
    assert row.result == MOVES["result"]


def test_what_a_colleague_renewed_and_nobody_else_touched_stops_nobody(theme, world, as_):
    data = typed(theme, **{"Niemand rookt.": SMOKES})
    row = theme.objectives.get(text="Iedereen beweegt.")
    row.conclude(by=world.bureau_only, outcome="deels", result="Een park open.")
    row.renew(by=world.bureau_only, starts_on=datetime.date(2026, 1, 1), ends_on=datetime.date(2026, 6, 30))
    assert as_(world.bureau).post(reverse("objective_period", args=[theme.pk]), data).status_code == 302
    told = set(theme.objectives.filter(renews=None).values_list("outcome", "result"))
    assert told == {("deels", "Een park open."), (SMOKES["outcome"], SMOKES["result"])}


def test_the_names_of_fields_that_are_no_objectives_are_passed_by():
    assert sent(["version-x", "version-", "outcome-9", f"version-{uuid.UUID(int=1)}"]) == [uuid.UUID(int=1)]


def test_an_objective_a_colleague_added_meanwhile_stays_as_it_is(theme, world, as_):
    data = typed(theme, **{"Iedereen beweegt.": MOVES})
    added = making.objective(theme, "Iedereen zwemt.", **YEAR)
    added.conclude(by=world.bureau_only, **SMOKES)
    assert as_(world.bureau).post(reverse("objective_period", args=[theme.pk]), data).status_code == 302
    added.refresh_from_db()
    assert (added.outcome, added.result) == (SMOKES["outcome"], SMOKES["result"])
    assert not hasattr(added, "renewed_as")
    assert theme.objectives.filter(renews__isnull=False).count() == 1


def test_only_the_netwerkbureau_writes_outcomes(theme, world, as_):
    for reader in (world.partner, world.chair, world.admin):
        answer = as_(reader).post(reverse("objective_period", args=[theme.pk]), typed(theme))
        assert answer.status_code == 403


def test_two_who_add_an_objective_each_get_a_place(theme):
    forms = [
        ObjectiveForm({"text": text, "version": ""}, instance=Objective(theme=theme))
        for text in ("Iedereen zwemt.", "Iedereen fietst.")
    ]
    for form in forms:
        assert form.is_valid(), form.errors
    for form in forms:
        set_up(form.save)()
    connection.check_constraints()
    assert sorted(theme.objectives.values_list("position", flat=True)) == [1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
def test_many_who_add_an_objective_at_once_each_get_a_place(theme):
    def add(number):
        try:
            form = ObjectiveForm({"text": f"Doel {number}", "version": ""}, instance=Objective(theme=theme))
            assert form.is_valid(), form.errors
            set_up(form.save)()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(4)))
    assert sorted(theme.objectives.values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]
