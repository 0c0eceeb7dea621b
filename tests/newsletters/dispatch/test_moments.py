"""A typed day and time is one moment; on the two nights the clock moves it is explained and asked."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from newsletters.dispatch.moments import FIRST, SECOND, comes_twice, is_second, is_skipped, local_moment

SPRING, AUTUMN = datetime.date(2027, 3, 28), datetime.date(2027, 10, 31)


def at(clock: str) -> datetime.time:
    return datetime.time.fromisoformat(clock)


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (datetime.date(2027, 1, 5), "09:30", "2027-01-05T08:30"),
        (datetime.date(2027, 7, 5), "09:30", "2027-07-05T07:30"),
        (SPRING, "01:59", "2027-03-28T00:59"),
        (SPRING, "03:00", "2027-03-28T01:00"),
        (AUTUMN, "01:59", "2027-10-30T23:59"),
        (AUTUMN, "03:00", "2027-10-31T02:00"),
    ],
)
def test_a_plain_time_is_one_moment(day: datetime.date, clock: str, utc: str) -> None:
    found = local_moment(day, at(clock))
    assert found == datetime.datetime.fromisoformat(f"{utc}+00:00")
    assert not is_skipped(day, at(clock))
    assert not comes_twice(day, at(clock))


@pytest.mark.parametrize("clock", ["02:00", "02:30", "02:59"])
def test_a_time_the_clock_skips_is_refused_with_why(clock: str) -> None:
    with pytest.raises(ValidationError) as refused:
        local_moment(SPRING, at(clock))
    assert refused.value.code == "skipped"
    assert clock in refused.value.message
    assert "vanaf 3:00" in refused.value.message


@pytest.mark.parametrize("clock", ["02:00", "02:30", "02:59"])
def test_a_time_that_comes_twice_is_asked_about(clock: str) -> None:
    with pytest.raises(ValidationError) as refused:
        local_moment(AUTUMN, at(clock))
    assert refused.value.code == "twice"
    first, second = local_moment(AUTUMN, at(clock), FIRST), local_moment(AUTUMN, at(clock), SECOND)
    assert second - first == datetime.timedelta(hours=1)
    assert (is_second(first), is_second(second)) == (False, True)
