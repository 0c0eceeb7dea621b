"""Validity in time: first and last day count, precision is never more than the source, no overlap."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from governance.bodies.models import Mandate
from tests import world as cast
from zorgzaam.periods import Precision, describe, when

DAY = datetime.date(2024, 11, 27)


@pytest.mark.parametrize(
    ("precision", "words", "in_a_sentence"),
    [
        (Precision.DAY, "27 november 2024", "op 27 november 2024"),
        (Precision.MONTH, "november 2024", "in november 2024"),
        (Precision.SEASON, "herfst 2024", "in de herfst van 2024"),
        (Precision.HALF, "tweede helft van 2024", "in de tweede helft van 2024"),
        (Precision.YEAR, "2024", "in 2024"),
    ],
)
def test_a_date_is_told_no_more_precisely_than_the_source(precision, words, in_a_sentence):
    assert describe(DAY, precision) == words
    assert when(DAY, precision) == in_a_sentence


@pytest.mark.django_db
@pytest.mark.parametrize(("offset", "holds"), [(-1, False), (0, True), (9, True), (10, True), (11, False)])
def test_a_period_holds_from_its_first_to_its_last_day(world, offset, holds):
    made = cast.mandate(world.clerk, world.other, starts_on=DAY, ends_on=DAY + datetime.timedelta(days=10))
    day = DAY + datetime.timedelta(days=offset)
    assert made.holds_on(day) == Mandate.objects.on(day).filter(pk=made.pk).exists() == holds


@pytest.mark.django_db
def test_two_periods_of_the_same_may_touch_but_not_overlap(world):
    next_day = DAY + datetime.timedelta(days=1)
    cast.mandate(world.clerk, world.other, starts_on=cast.LONG_AGO, ends_on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.mandate(world.clerk, world.other, starts_on=DAY)
    overlapping = Mandate(body=world.other, person=world.clerk.person, starts_on=DAY)
    with pytest.raises(ValidationError, match="heeft in die tijd deze rol al"):
        overlapping.validate_constraints()
    assert cast.mandate(world.clerk, world.other, starts_on=next_day)


@pytest.mark.django_db
def test_an_end_before_the_beginning_is_refused(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.mandate(world.clerk, world.other, starts_on=DAY, ends_on=DAY - datetime.timedelta(days=1))
