"""A job takes its rows one by one: one that fails is logged without its words, and the others go on."""

from typing import Any

import pytest

from governance.actions.jobs import remind_of_actions
from governance.attendance.jobs import tell_invited
from governance.executions.jobs import tell_about_executions
from governance.meetings.models import AgendaItem
from governance.series import coming_back
from governance.series.jobs import bring_back_items, tell_about_terms
from governance.series.models import TermNotice
from tests.governance import attending, letters
from tests.governance.agendas import a_meeting, an_item, held, publish, titles
from tests.governance.deciding import decided
from tests.governance.doing import an_action
from tests.governance.executing import asked
from tests.governance.planning import some_terms
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db


def failing_once(monkeypatch: Any, place: Any, name: str) -> None:
    """The first call of this fails, as on a row the database refuses."""
    real, calls = getattr(place, name), []

    def fails(*args: Any, **kwargs: Any) -> Any:
        calls.append(args)
        if len(calls) == 1:
            raise ValueError("GEHEIM")
        return real(*args, **kwargs)

    monkeypatch.setattr(place, name, fails)


def test_an_item_that_cannot_come_back_holds_up_no_other(world: World, monkeypatch: Any, caplog: Any) -> None:
    for body in (world.coalition, world.other):
        last = a_meeting(body)
        item = an_item(last, "Actielijst")
        coming_back.start(item, by=SystemActor.SETUP)
        held(last)
        a_meeting(body, "Volgende", days=28)
    failing_once(monkeypatch, coming_back, "once_more")
    assert set_up(bring_back_items)() == 1
    assert AgendaItem.objects.filter(meeting__title="Volgende").count() == 1
    assert "ValueError" in caplog.text
    assert "GEHEIM" not in caplog.text
    assert set_up(bring_back_items)() == 1, "what failed is tried again"
    assert [titles(one) for one in (world.coalition.meetings.last(), world.other.meetings.last())] == [
        ["Actielijst"],
        ["Actielijst"],
    ]


def actions(world: World) -> Any:
    from governance.actions import emails

    for number in range(2):
        an_action(world.coalition, world.member, f"Actie {number}", days=7)
    return emails, remind_of_actions


def executions(world: World) -> Any:
    from governance.executions import emails

    for point in (1, 2):
        asked(decided(world.coalition), world.partner_org, point=point)
    return emails, tell_about_executions


def terms(world: World) -> Any:
    from governance.series import reminding

    some_terms(world.coalition)
    for title in ("Eerste", "Tweede"):
        a_meeting(world.coalition, title, days=8)
    return reminding, tell_about_terms


def invited(world: World) -> Any:
    from governance.attendance import telling

    meeting = a_meeting(world.coalition)
    publish(meeting)
    for person in (world.member, world.secretary):
        attending.asked(meeting, person)
    return telling, tell_invited


def letters_to_councils(world: World) -> Any:
    from governance.briefings import jobs

    for subject in ("Eerste", "Tweede"):
        letters.published(world, subject=subject)
    return jobs, jobs.announce


@pytest.mark.parametrize("prepare", [actions, executions, terms, invited, letters_to_councils])
def test_a_mail_that_cannot_be_written_holds_up_no_other(
    world: World, monkeypatch: Any, prepare: Any
) -> None:
    place, job = prepare(world)
    failing_once(monkeypatch, place, "_letter" if hasattr(place, "_letter") else "_text")
    set_up(job)()
    first = OutgoingMail.objects.count() + TermNotice.objects.count()
    assert first
    set_up(job)()
    assert OutgoingMail.objects.count() + TermNotice.objects.count() > first
