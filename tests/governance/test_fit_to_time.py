"""An agenda made to fit the time there is, in one step, with a way back."""

import datetime
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.meetings import fitting, order
from governance.meetings.models import AgendaItem, Meeting, ParallelPart
from governance.meetings.parallel import Written, write
from governance.meetings.spreading import CannotFit, spread
from tests.governance.agendas import an_item
from tests.governance.desks import a_full_agenda, back_of, fields_of, minutes_of
from tests.world import World, fresh, set_up
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db


# ---------------------------------------------------------------- the sum
def test_any_agenda_fits_exactly_or_says_what_is_missing() -> None:
    for seed in range(500):
        chance = random.Random(seed)
        now = [chance.choice([0, 1, 3, 5, 8, 10, 12, 15, 20, 45, 60]) for _ in range(chance.randint(1, 12))]
        chosen = {index for index in range(len(now)) if chance.random() < 0.7}
        wanted = chance.randint(0, 2 * sum(now) + 5)
        step = chance.choice([1, 5, 10])
        try:
            then = spread(now, chosen, wanted, step=step)
        except CannotFit:
            continue
        assert sum(then) == wanted, seed
        assert all(then[index] == now[index] for index in range(len(now)) if index not in chosen), seed
        shorter = wanted < sum(now)
        for index in chosen:
            assert (min(now[index], 5) <= then[index] <= now[index]) if shorter else then[index] >= now[index]
            assert all(then[index] >= then[other] for other in chosen if now[index] > now[other]), seed


def test_nobody_gets_less_than_what_is_the_least_for_them() -> None:
    for seed in range(200):
        chance = random.Random(seed)
        now = [chance.choice([5, 10, 20, 30, 60]) for _ in range(8)]
        least = [chance.choice([0, 5, 10, minutes]) for minutes in now]
        wanted = chance.randint(sum(min(pair) for pair in zip(now, least, strict=True)), sum(now))
        then = spread(now, range(8), wanted, least=least)
        assert sum(then) == wanted
        assert all(length >= min(pair) for length, *pair in zip(then, now, least, strict=True)), seed


def test_shares_are_kept_in_steps() -> None:
    assert spread([10, 20, 30, 60], {0, 1, 2, 3}, 90) == [5, 15, 25, 45]
    assert spread([10, 10, 30], {2}, 33) == [10, 10, 13]
    with pytest.raises(CannotFit) as impossible:
        spread([10, 10, 30], {0}, 40)
    assert impossible.value.short_by == 5


# ---------------------------------------------------------------- fit
@pytest.fixture
def meeting(world: World) -> Meeting:
    return a_full_agenda(world.coalition)


def fit(meeting: Meeting) -> str:
    return reverse("meeting_fit", args=[meeting.pk])


def test_what_was_shown_is_what_is_done_and_undone(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    client = as_(world.secretary)
    page = client.get(fit(meeting)).text
    data = fields_of(page)
    assert len(data["punt"]) == 3, "all but the hamerstuk take part"
    assert re.findall(r"<s>.*?</span>(\d+)</s>", page) == ["40", "40", "60"]
    assert client.post(fit(meeting), data).status_code == 302
    assert minutes_of(meeting) == [10, 30, 30, 50]
    url, back = back_of(client, meeting)
    assert client.post(url, back).status_code == 302
    assert minutes_of(meeting) == [10, 40, 40, 60]


def test_another_choice_is_shown_before_it_is_done(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    client = as_(world.secretary)
    data = fields_of(client.get(fit(meeting)).text)
    data["punt"] = data["punt"][-1:]
    shown = client.post(fit(meeting), data)
    assert shown.status_code == 200
    assert "Dit komt er van je keuze" in shown.text
    assert minutes_of(meeting) == [10, 40, 40, 60]
    assert client.post(fit(meeting), fields_of(shown.text)).status_code == 302
    assert minutes_of(meeting) == [10, 40, 40, 30]


def test_time_that_is_left_is_given_out(meeting: Meeting, world: World, as_: Callable[..., Client]) -> None:
    with acting(world.chair):
        AgendaItem.objects.filter(meeting=meeting).exclude(title="Opening").update(minutes=20)
    client = as_(world.secretary)
    client.post(fit(meeting), fields_of(client.get(fit(meeting)).text))
    assert (sum(minutes_of(meeting)), minutes_of(meeting)[0]) == (120, 10)


def test_what_cannot_fit_is_told(meeting: Meeting, world: World, as_: Callable[..., Client]) -> None:
    with acting(world.chair):
        Meeting.objects.filter(pk=meeting.pk).update(
            ends_at=meeting.starts_at + datetime.timedelta(minutes=15)
        )
    page = as_(world.secretary).get(fit(meeting)).text
    assert "Er moet nog 10 minuten af" in page
    assert "Zo doen" not in page
    with acting(world.chair):
        Meeting.objects.filter(pk=meeting.pk).update(ends_at=None)
    assert "De eindtijd is nog niet gepland" in as_(world.secretary).get(fit(meeting)).text


def test_an_item_in_several_rooms_keeps_the_time_of_its_rounds(meeting: Meeting, world: World) -> None:
    item = AgendaItem.objects.get(title="Cavia")
    rooms = [Written(None, f"Groep {number}", f"Zaal {number}") for number in (1, 2, 3)]
    write(ParallelPart(item=item, round_minutes=20), rooms, by=world.chair, seen=0)
    rows = {row.minutes: row.proposed for row in fitting.proposal(meeting, fresh(world.secretary))}
    assert rows[60] == 60
    assert rows[40] == 25


def test_an_item_stays_as_long_as_its_parts_which_count_once(meeting: Meeting, world: World) -> None:
    whole = AgendaItem.objects.get(meeting=meeting, title="Cavia")
    part = AgendaItem(title="Deel", minutes=55)
    order.add(meeting, part, by=world.chair, inside=whole)
    rows = {row.pk: row for row in fitting.proposal(meeting, world.chair)}
    assert part.pk not in rows
    assert rows[whole.pk].proposed >= 55
    assert sum(row.proposed for row in rows.values()) == meeting.available_minutes


def test_what_staff_may_not_read_they_do_not_shorten(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    secret = an_item(meeting, "KANARIE", minutes=30, publicity="vertrouwelijk")
    client = as_(world.bureau)
    page = client.get(fit(meeting)).text
    assert "KANARIE" not in page
    data = fields_of(page)
    data["punt"], data["getoond"] = [str(secret.pk)], [str(secret.pk)]
    assert client.post(fit(meeting), data).status_code == 409
    assert AgendaItem.objects.get(pk=secret.pk).minutes == 30


CHANGES: dict[str, Callable[[Meeting], Any]] = {
    "an item was edited": set_up(lambda m: AgendaItem.objects.filter(title="Aap").update(title="Aapje")),
    "an item came on": lambda m: an_item(m, "Das"),
    "the end is another": set_up(
        lambda m: Meeting.objects.filter(pk=m.pk).update(ends_at=m.ends_at + datetime.timedelta(minutes=5))
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_agenda_that_changed_meanwhile_is_shown_first(
    meeting: Meeting, world: World, as_: Callable[..., Client], change: str
) -> None:
    client = as_(world.secretary)
    data = fields_of(client.get(fit(meeting)).text)
    CHANGES[change](meeting)
    before = minutes_of(meeting)
    late = client.post(fit(meeting), data)
    assert late.status_code == 409
    assert "Er is niets veranderd" in late.text
    assert minutes_of(meeting) == before
    assert client.post(fit(meeting), fields_of(late.text)).status_code == 302


def test_undoing_leaves_what_somebody_changed_since(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    client = as_(world.secretary)
    client.post(fit(meeting), fields_of(client.get(fit(meeting)).text))
    url, back = back_of(client, meeting)
    with acting(world.chair):
        AgendaItem.objects.filter(title="Beer").update(minutes=33)
    page = client.post(url, back, follow=True).text
    assert minutes_of(meeting) == [10, 40, 33, 60]
    assert "Van 3 punten duren er 2 weer zo lang als daarvoor" in page
    other = as_(world.other_member)
    assert other.post(url, back).status_code in (403, 404)
