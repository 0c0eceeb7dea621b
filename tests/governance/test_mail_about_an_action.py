"""Mail about an action: given, nearly due, late; each once, and only while it is true."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from governance.actions import emails
from governance.actions.jobs import remind_of_actions
from governance.actions.models import Action, ActionNotice
from tests.governance.agendas import a_meeting, an_item, publish
from tests.governance.deciding import decided
from tests.governance.doing import an_action, late
from tests.world import World, build_world, set_up
from zorgzaam.post.delivery import claim
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db


def subjects() -> list[str]:
    return sorted(OutgoingMail.objects.filter(kind=emails.KIND).values_list("subject", flat=True))


def run() -> None:
    set_up(remind_of_actions)()


def test_each_moment_is_told_once(world: World) -> None:
    given = an_action(
        world.coalition, world.member, "Nieuw", days=60, given_by=world.chair, owner_since=timezone.now()
    )
    an_action(world.coalition, world.member, "Over een week", days=7)
    late(world.coalition, world.partner, "Voorbij")
    an_action(world.coalition, world.member, "Ver weg", days=30)
    for _ in range(2):
        run()
    assert subjects() == ["Bijna zover: Over een week", "Nieuwe actie: Nieuw", "Te laat: Voorbij"]
    letter = OutgoingMail.objects.get(subject__startswith="Nieuwe").text
    assert f"/acties/{given.pk}/klaar/" in letter
    assert given.due in letter


def test_who_takes_it_on_alone_hears_no_news_of_it(world: World) -> None:
    an_action(world.coalition, world.member, days=60, given_by=world.member, owner_since=timezone.now())
    run()
    assert subjects() == []


def test_what_was_given_this_week_is_reminded_of_the_day_before(world: World) -> None:
    row = an_action(world.coalition, world.member, days=3, owner_since=timezone.now())
    run()
    assert subjects() == []
    set_up(Action.objects.filter(pk=row.pk).update)(due_on=timezone.localdate() + datetime.timedelta(days=1))
    run()
    assert subjects() == [f"Bijna zover: {row.what}"]


def test_what_was_late_when_it_was_written_down_is_no_reason_to_mail(world: World) -> None:
    late(world.coalition, world.member, owner_since=timezone.now())
    an_action(
        world.coalition,
        world.member,
        "Jaren geleden",
        days=-400,
        owner_since=timezone.now() - datetime.timedelta(days=500),
    )
    run()
    assert subjects() == []


def test_another_owner_is_told_anew_and_the_first_hears_nothing_more(world: World) -> None:
    row = an_action(world.coalition, world.member, days=7)
    run()
    row.hand_over(world.chair.person, by=world.member, reason="Vera kan beter")
    set_up(Action.objects.filter(pk=row.pk).update)(due_on=timezone.localdate() + datetime.timedelta(days=1))
    run()
    to = set(OutgoingMail.objects.filter(kind=emails.KIND).values_list("subject", "to_address"))
    assert to == {
        (f"Bijna zover: {row.what}", world.member.email),
        (f"Nieuwe actie: {row.what}", world.chair.email),
        (f"Bijna zover: {row.what}", world.chair.email),
    }


def closed_item(world: World) -> dict[str, Any]:
    meeting = a_meeting(world.coalition)
    item = an_item(meeting, "GEHEIM", publicity="besloten")
    publish(meeting)
    return {"item": item}


def confidential_item(world: World) -> dict[str, Any]:
    meeting = a_meeting(world.coalition)
    item = an_item(meeting, "GEHEIM", publicity="vertrouwelijk")
    publish(meeting)
    return {"item": item}


def under_embargo(world: World) -> dict[str, Any]:
    meeting = a_meeting(world.coalition)
    item = an_item(meeting, "GEHEIM", embargo_until=timezone.now() + datetime.timedelta(days=3))
    publish(meeting)
    return {"item": item}


def unpublished(world: World) -> dict[str, Any]:
    return {"item": an_item(a_meeting(world.coalition), "GEHEIM")}


def closed_decision(world: World) -> dict[str, Any]:
    return {"decision": decided(world.coalition, "GEHEIM", publicity="besloten", publicity_ground="Woo")}


@pytest.mark.parametrize(
    "where", [closed_item, confidential_item, under_embargo, unpublished, closed_decision]
)
def test_what_not_everybody_may_read_is_not_named_in_a_mail(world: World, where: Any) -> None:
    row = an_action(world.coalition, world.secretary, "GEHEIME ACTIE", days=7, **where(world))
    run()
    mail = OutgoingMail.objects.get(kind=emails.KIND)
    assert "GEHEIM" not in mail.subject + mail.text
    for said in (world.coalition.name, row.due, f"/acties/{row.pk}/klaar/"):
        assert said in mail.text


def test_what_everybody_may_read_is_named_in_a_mail(world: World) -> None:
    meeting = a_meeting(world.coalition)
    item = an_item(meeting, "Buurtteams")
    publish(meeting)
    an_action(world.coalition, world.secretary, item=item, days=7)
    an_action(world.coalition, world.member, decision=decided(world.coalition), days=7)
    run()
    assert subjects() == ["Bijna zover: Bel de huisartsen"] * 2


ENDS = {
    "done": lambda world, row: row.finish(by=world.member),
    "handed over": lambda world, row: row.hand_over(world.chair.person, by=world.member, reason="Druk"),
    "withdrawn": lambda world, row: row.withdraw(by=world.member, reason="Vervalt"),
    "another day": lambda world, row: set_up(Action.objects.filter(pk=row.pk).update)(
        due_on=row.due_on + datetime.timedelta(days=90)
    ),
    "erased": lambda world, row: set_up(world.member.person.erase)(),
}


@pytest.mark.parametrize("end", ENDS)
def test_a_mail_that_waits_stops_at_once(world: World, end: str) -> None:
    row = an_action(world.coalition, world.member, days=7)
    run()
    ENDS[end](world, row)
    assert [mail for mail in claim(10) if mail.kind == emails.KIND] == []
    assert not OutgoingMail.objects.filter(kind=emails.KIND).exclude(state="failed").exists()


def test_control_without_asking_again_the_mail_leaves(world: World, monkeypatch: Any) -> None:
    from zorgzaam.post import permission

    monkeypatch.setattr(permission, "_CHECKS", {})
    row = an_action(world.coalition, world.member, days=7)
    run()
    row.finish(by=world.member)
    assert [mail.kind for mail in claim(10)] == [emails.KIND]


def test_killed_between_mail_and_notice_it_is_told_after_all_and_once(world: World, monkeypatch: Any) -> None:
    class Killed(BaseException):
        pass

    def kill(name: str) -> None:
        raise Killed

    an_action(world.coalition, world.member, days=7)
    with monkeypatch.context() as patched:
        patched.setattr(emails, "killpoint", kill)
        with pytest.raises(Killed):
            run()
    assert (subjects(), ActionNotice.objects.count()) == ([], 0)
    run()
    run()
    assert (len(subjects()), ActionNotice.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_tell_it_once() -> None:
    world = build_world()
    for number in range(5):
        an_action(world.coalition, world.member, f"Actie {number}", days=7)

    def work(_: int) -> None:
        try:
            run()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert len(subjects()) == ActionNotice.objects.count() == 5
