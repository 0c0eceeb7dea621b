"""An application has a last day, an attachment that must be there, and a state that only steps change (P9, R25)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from regioplan.funding.applications import ApplicationState, ApplicationStep, FundingApplication
from tests.regioplan import moneymaking as making
from tests.themes.reading import words
from tests.world import set_up
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def subsidy(world):
    return making.instrument()


def step(client, application, state, **more):
    data = {"version": application.version, "state": state, "on": timezone.localdate(), "reason": "", **more}
    return client.post(reverse("application_step", args=[application.pk]), data)


def test_from_preparing_to_accounted_for(world, subsidy, as_):
    bureau = as_(world.bureau)
    added = bureau.post(
        reverse("application_add", args=[subsidy.pk]),
        {
            "applicant": world.partner_org.pk, "first_year": 2024, "last_year": 2026, "deadline": "2030-12-31",
            "deadline_precision": "day", "deadline_inclusive": "on", "required_attachment": "Deltaplan",
            "attachment": "ontbreekt", "version": "",
        },
    )  # fmt: skip
    assert added.status_code == 302, added.content.decode()
    made = FundingApplication.objects.get()
    page = step(bureau, made, "aangevraagd")
    assert page.status_code == 422
    assert "De verplichte bijlage ontbreekt nog: Deltaplan." in page.content.decode()
    set_up(lambda: FundingApplication.objects.update(attachment="bijgevoegd"))()
    for state in ("aangevraagd", "verleend", "verantwoord"):
        made.refresh_from_db()
        assert step(bureau, made, state).status_code == 302
    public = words(as_(None), subsidy.get_absolute_url())
    assert "Zorggroep Duin" in public
    assert "Jaren: 2024 tot en met 2026" in public
    assert "Indienen: uiterlijk 31 december 2030" in public
    assert list(ApplicationStep.objects.values_list("state", "person")) == [
        (state, world.bureau.person_id) for state in ("aangevraagd", "verleend", "verantwoord")
    ]


def test_steps_follow_each_other_and_count_once(world, subsidy):
    made = making.application(subsidy)
    with pytest.raises(ValidationError):
        made.move(ApplicationState.GRANTED, by=world.bureau)
    made.apply(by=world.bureau)
    made.apply(by=world.bureau)
    assert ApplicationStep.objects.count() == 1
    with pytest.raises(ValidationError):
        made.move(ApplicationState.REFUSED, by=world.bureau)
    made.move(ApplicationState.REFUSED, by=world.bureau, reason="Het geld is op.")
    assert made.next_states == ()


def test_a_step_on_one_day_is_no_step_on_another(world, subsidy):
    made, day = making.application(subsidy), datetime.date(2026, 2, 1)
    twin = FundingApplication.objects.get()
    made.apply(by=world.bureau, on=day)
    twin.apply(by=world.bureau, on=day)
    with pytest.raises(ValidationError, match="al aangevraagd op 1 februari 2026"):
        twin.apply(by=world.bureau, on=day - DAY)
    made.move(ApplicationState.REFUSED, by=world.bureau, on=day, reason="Het geld is op.")
    with pytest.raises(ValidationError, match="Het geld is op"):
        made.move(ApplicationState.REFUSED, by=world.bureau, on=day, reason="Te laat.")


def test_a_step_that_was_set_stays(world, subsidy):
    made = making.application(subsidy)
    made.apply(by=world.bureau)
    for change in (
        lambda: ApplicationStep.objects.update(note="anders"),
        ApplicationStep.objects.all().delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            set_up(change)()


def test_before_a_day_and_on_a_day_at_the_latest_are_two_things(subsidy):
    until = making.application(subsidy, deadline=datetime.date(2024, 1, 1), deadline_inclusive=True)
    before = making.application(subsidy, deadline=datetime.date(2024, 1, 1), deadline_inclusive=False)
    month = making.application(subsidy, deadline=datetime.date(2024, 2, 1), deadline_precision="month")
    assert (until.deadline_words, until.last_day) == ("uiterlijk 1 januari 2024", datetime.date(2024, 1, 1))
    assert (before.deadline_words, before.last_day) == ("voor 1 januari 2024", datetime.date(2023, 12, 31))
    assert (month.deadline_words, month.last_day) == ("uiterlijk februari 2024", datetime.date(2024, 2, 29))


def test_a_last_day_that_comes_near_asks_for_attention(world, subsidy):
    today = timezone.localdate()
    coming = {"deadline": today + 9 * DAY, "required_attachment": "Deltaplan", "applicant": world.partner_org}
    making.application(subsidy, **coming)
    for reader, told in [(world.bureau, True), (world.partner, True), (world.other_partner, False)]:
        assert any("Deltasubsidie" in todo.title for todo in todos(reader)) is told
    [todo] = [todo for todo in todos(world.bureau) if "Deltasubsidie" in todo.title]
    assert "De bijlage ontbreekt nog: Deltaplan" in todo.why


@pytest.mark.parametrize(("kept_since", "tones"), [(0, []), (-30, ["late"])])
def test_a_day_that_was_past_when_it_was_written_down_asks_nothing(world, subsidy, kept_since, tones):
    today = timezone.localdate()
    making.application(subsidy, deadline=today - 5 * DAY, kept_since=today + kept_since * DAY)
    assert [todo.tone for todo in todos(world.bureau) if "Deltasubsidie" in todo.title] == tones


def test_a_plan_and_a_fact_stand_side_by_side(world, subsidy, as_):
    made = making.application(subsidy, state=ApplicationState.APPLIED)
    for is_plan, note in [(False, "staat in argument 1"), (True, "staat in de planning")]:
        set_up(ApplicationStep.objects.create)(
            application=made, state="aangevraagd", is_plan=is_plan, note=note, source=making.source()
        )
    page = words(as_(None), subsidy.get_absolute_url())
    assert "Aangevraagd, dag nog niet bekend. Staat in argument 1." in page
    assert "Voornemen: aangevraagd, dag nog niet bekend. Staat in de planning." in page


def test_a_preparation_is_for_the_bureau_and_the_applicant(world, subsidy, as_):
    making.application(subsidy, applicant=world.partner_org, required_attachment="kanarie")
    for reader, told in [
        (None, False),
        (world.partner, True),
        (world.other_partner, False),
        (world.bureau, True),
    ]:
        assert ("kanarie" in words(as_(reader), subsidy.get_absolute_url())) is told


def test_a_preparation_that_is_taken_back_stays_inside(world, subsidy, as_):
    made = making.application(subsidy, applicant=world.partner_org, required_attachment="kanarie")
    set_up(ApplicationStep.objects.create)(
        application=made, state="aangevraagd", is_plan=True, source=making.source()
    )
    made.move(ApplicationState.WITHDRAWN, by=world.bureau, reason="Toch niet.")
    assert "kanarie" not in words(as_(None), subsidy.get_absolute_url())
    assert "kanarie" in words(as_(world.partner), subsidy.get_absolute_url())
    applied = making.application(subsidy, required_attachment="meeuw", attachment="bijgevoegd")
    applied.apply(by=world.bureau)
    applied.move(ApplicationState.WITHDRAWN, by=world.bureau, reason="Toch niet.")
    assert "meeuw" in words(as_(None), subsidy.get_absolute_url())


def test_no_step_of_an_application_is_skipped_whatever_the_path(world, subsidy):
    making.application(subsidy)
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(lambda: FundingApplication.objects.update(state=ApplicationState.GRANTED))()
    set_up(lambda: FundingApplication.objects.update(state=ApplicationState.APPLIED))()  # the control


@pytest.mark.parametrize(
    ("precision", "day", "last"),
    [
        ("month", "2024-03-31", "2024-02-29"),
        ("year", "2024-12-31", "2023-12-31"),
        ("season", "2024-02-29", "2023-11-30"),
    ],
)
def test_before_a_period_is_before_its_first_day(subsidy, precision, day, last):
    before = making.application(
        subsidy,
        deadline=datetime.date.fromisoformat(day),
        deadline_precision=precision,
        deadline_inclusive=False,
    )
    assert before.last_day == datetime.date.fromisoformat(last)


def test_two_who_change_the_state_at_once(world, subsidy, as_):
    made = making.application(subsidy)
    stale = FundingApplication.objects.get()
    made.apply(by=world.bureau)
    page = step(as_(world.bureau), stale, "ingetrokken", reason="Toch niet.")
    assert page.status_code == 422
    assert FundingApplication.objects.get().state == ApplicationState.APPLIED
