"""An agenda shifted, two items swapped, and all made to fit the time: each in one step, and each with a way back."""

import datetime
import random
import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.meetings import fitting, order
from governance.meetings.models import AgendaItem, Meeting, ParallelPart
from governance.meetings.parallel import Written, write
from governance.meetings.spreading import CannotFit, spread
from tests.governance.agendas import a_meeting, agenda_of, an_item, in_order, titles
from tests.world import World, build_world, fresh, set_up
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion, Versioned

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
    """Two hours, and two hours and a half on the agenda."""
    made = a_meeting(world.coalition)
    agenda_of(made, "Opening", minutes=10, treatment="hamerstuk")
    agenda_of(made, "Aap", "Beer", minutes=40)
    agenda_of(made, "Cavia", minutes=60)
    made.refresh_from_db()
    return made


def minutes_of(meeting: Meeting) -> list[int]:
    return list(
        AgendaItem.objects.filter(meeting=meeting).order_by("position").values_list("minutes", flat=True)
    )


def fields_of(page: str) -> dict[str, Any]:
    """What the form of the proposal posts."""
    form = page.split('<form class="zz-form"')[1].split("</form>", maxsplit=1)[0]
    data: dict[str, Any] = {"punt": re.findall(r'name="punt" value="([^"]+)" checked', form)}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]+)"', form):
        data.setdefault(name, []).append(value)
    return data


def fit(meeting: Meeting) -> str:
    return reverse("meeting_fit", args=[meeting.pk])


def back_of(client: Client, meeting: Meeting) -> tuple[str, dict[str, str]]:
    """Where the line that offers to undo posts to, and what."""
    form = client.get(meeting.get_absolute_url()).text.split('class="zz-agenda-undo"')[1].split("</form>")[0]
    return re.findall(r'action="([^"]+)"', form)[0], dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))


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


# ---------------------------------------------------------------- shift
def shift(client: Client, meeting: Meeting, minutes: object, **more: Any) -> Any:
    return client.post(
        reverse("meeting_shift", args=[meeting.pk]), {"minutes": minutes, "version": meeting.version, **more}
    )


def test_everything_shifts_and_shifts_back(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    client, before = as_(world.secretary), (meeting.starts_at, meeting.ends_at)
    assert shift(client, meeting, 15).status_code == 302
    now = Meeting.objects.get(pk=meeting.pk)
    assert now.starts_at - before[0] == datetime.timedelta(minutes=15)
    assert now.available_minutes == 120
    url, back = back_of(client, meeting)
    assert client.post(url, back).status_code == 302
    now.refresh_from_db()
    assert (now.starts_at, now.ends_at) == before


def test_a_stale_shift_changes_nothing(meeting: Meeting, world: World, as_: Callable[..., Client]) -> None:
    assert shift(as_(world.chair), meeting, 5).status_code == 302
    late = shift(as_(world.secretary), meeting, 5)
    assert late.status_code == 409
    assert "er is niets verschoven" in late.text
    assert Meeting.objects.get(pk=meeting.pk).starts_at - meeting.starts_at == datetime.timedelta(minutes=5)
    for wrong in ("", "veel", "0", "99999"):
        assert shift(as_(world.secretary), meeting, wrong).status_code == 400


def test_a_room_that_is_taken_then_stops_a_shift(world: World, as_: Callable[..., Client]) -> None:
    begin = timezone.now().replace(microsecond=0) + datetime.timedelta(days=7)
    first = a_meeting(world.coalition, "Eerst", starts_at=begin)
    second = a_meeting(world.office, "Daarna", starts_at=begin + datetime.timedelta(minutes=20))
    for meeting in (first, second):
        item = an_item(meeting, "In zalen", minutes=20)
        write(
            ParallelPart(item=item, round_minutes=20, rotates=False),
            [Written(None, "Sessie", "Zaal 1")],
            by=world.chair,
            seen=0,
        )
    first.refresh_from_db()
    answer = shift(as_(world.secretary), first, 10)
    assert answer.status_code == 409
    assert "Dit kan zo niet" in answer.text
    assert "al in gebruik" in answer.text
    assert Meeting.objects.get(pk=first.pk).starts_at == begin


# ---------------------------------------------------------------- swap
def test_two_items_change_places_and_back(meeting: Meeting, world: World, as_: Callable[..., Client]) -> None:
    client, ids = as_(world.secretary), in_order(meeting)
    meeting.refresh_from_db()
    url = reverse("agenda_order", args=[meeting.pk])
    data = {"order": ",".join(map(str, ids)), "agenda_version": meeting.agenda_version, "swap": "1"}
    chosen = {"swap_one": str(ids[0]), "swap_other": str(ids[3])}
    assert client.post(url, {**data, **chosen}).status_code == 302
    assert titles(meeting) == ["Cavia", "Aap", "Beer", "Opening"]
    back_url, back = back_of(client, meeting)
    assert client.post(back_url, {**back, "undo": "1"}).status_code == 302
    assert titles(meeting) == ["Opening", "Aap", "Beer", "Cavia"]
    meeting.refresh_from_db()
    same = {**data, "agenda_version": meeting.agenda_version, "swap_one": ids[0], "swap_other": ids[0]}
    assert client.post(url, same, follow=True).status_code == 200
    assert titles(meeting) == ["Opening", "Aap", "Beer", "Cavia"]
    assert client.post(url, {**same, "swap_other": str(world.coalition.pk)}).status_code == 400
    # The two lists belong to the form of every move: without their own button they say nothing.
    quiet = {name: value for name, value in {**same, **chosen}.items() if name != "swap"}
    client.post(url, {**quiet, "move": f"{ids[0]}:down"})
    assert titles(meeting) == ["Aap", "Opening", "Beer", "Cavia"]


# ---------------------------------------------------------------- races
def fit_while_somebody_saves(meeting: Meeting, item: AgendaItem, world: World) -> tuple[bool, bool]:
    """Whether fitting and saving a text were both acknowledged, pressed at one moment from the same page."""
    reader = fresh(world.secretary)
    rows = fitting.proposal(meeting, reader)
    seen, chosen = {row.pk: row.version for row in rows}, {row.pk for row in rows if row.is_chosen}
    item.minutes = 55
    barrier = threading.Barrier(2)
    done: dict[str, bool] = {}

    def press(name: str, act: Callable[[], Any]) -> None:
        barrier.wait(20)
        try:
            act()
            done[name] = True
        except StaleVersion:
            done[name] = False
        finally:
            connection.close()

    def save() -> None:
        with acting(world.chair):
            item.save()

    acts = {
        "fit": lambda: fitting.fit(meeting, chosen, seen=seen, wanted=120, by=reader),
        "save": save,
    }
    threads = [threading.Thread(target=press, args=pair) for pair in acts.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done["fit"], done["save"]


@pytest.mark.django_db(transaction=True)
def test_of_fitting_and_saving_at_once_one_is_refused() -> None:
    world = build_world()
    for number in range(5):
        meeting = a_meeting(world.coalition, f"Ronde {number}")
        item = agenda_of(meeting, "Aap", "Beer", "Cavia", minutes=60)[-1]
        fitted, saved = fit_while_somebody_saves(meeting, item, world)
        assert fitted != saved
        item.refresh_from_db()
        assert item.minutes == (55 if saved else 40)


@pytest.mark.django_db(transaction=True)
def test_without_versions_the_edit_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a plain save and a plain look are both acknowledged, and one of them is gone."""

    def plain(self: Any, base_qs: Any, using: Any, pk_val: Any, values: Any, *rest: Any) -> bool:
        values = [value for value in values if value[0].name != "version"]
        return bool(models.Model._do_update(self, base_qs, using, pk_val, values, *rest))

    world = build_world()
    meeting = a_meeting(world.coalition)
    agenda_of(meeting, "Aap", "Beer", "Cavia", minutes=60)
    monkeypatch.setattr(Versioned, "_do_update", plain)
    reader = fresh(world.secretary)
    rows = fitting.proposal(meeting, reader)
    item = AgendaItem.objects.get(title="Cavia")
    fitting.fit(
        meeting, [row.pk for row in rows], seen={row.pk: row.version for row in rows}, wanted=120, by=reader
    )
    item.minutes = 60
    with acting(world.chair):
        item.save()
    assert sum(minutes_of(meeting)) == 140, "fitted was said, and it does not fit"
