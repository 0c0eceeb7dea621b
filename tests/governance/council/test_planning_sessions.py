"""A session on the calendar of a council: who plans it, what fits on its programme, and what becomes of it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.council.models import CouncilSession, ItemKind, ProgrammeItem, SessionBreakout, SessionState
from tests.governance.council.meeting import a_breakout, a_carousel, a_part, a_session, hour, soon
from tests.governance.council.registers import a_committee
from tests.governance.test_decide import form_of, text
from tests.world import World
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db


def typed(world: World, **more: Any) -> dict[str, str]:
    return {
        "title": "Beeldvormende sessie", "phase": "beeldvorming", "council": str(world.staten.pk),
        "held_on": soon().isoformat(), "begins": "15:30", "ends": "17:00", "place": "Provinciehuis",
        "publicity": "openbaar", **more,
    }  # fmt: skip


def part(**more: str) -> dict[str, str]:
    return {
        "title": "Presentatie", "kind": "plenair", "begins": "15:30", "ends": "16:00", "round_minutes": "20", **more
    }  # fmt: skip


def breakout(**more: str) -> dict[str, str]:
    return {
        "topic": "Acute zorg",
        "organiser_text": "GGD en RAV",
        "room_name": "Kamer Noord",
        "room_code": "O0.6",
        **more,
    }


def to_the_end(write: Callable[[], Any]) -> None:
    """With what the database looks at once everything is written."""
    with acting(SystemActor.SETUP), transaction.atomic():
        write()
        connection.check_constraints()


def test_the_griffie_plans_one_and_everybody_reads_it(world: World, as_: Any) -> None:
    client = as_(world.clerk)
    committee = a_committee(world.staten)
    client.post(reverse("council_session_new"), typed(world, council=str(committee.pk)))
    row = CouncilSession.objects.get()
    client.post(reverse("session_item_new", args=[row.pk]), part())
    client.post(reverse("session_item_new", args=[row.pk]), part(
        title="Deelsessies", kind="deelsessies", rotates="on", begins="16:00", ends="17:00"))  # fmt: skip
    item = ProgrammeItem.objects.get(kind=ItemKind.BREAKOUTS)
    client.post(reverse("session_breakout_new", args=[row.pk, item.pk]), breakout())
    client.post(
        reverse("session_breakout_new", args=[row.pk, item.pk]),
        breakout(topic="Netwerk", room_name="Kamer Zuid"),
    )
    page = text(Client(), row.get_absolute_url())
    for words in ("Beeldvormende sessie", "Beeldvorming", "Commissie Samenleving", "Presentatie", "Kamer Noord (O0.6)",
                  "GGD en RAV", "16:20 – 16:40"):  # fmt: skip
        assert words in page
    assert "Beeldvormende sessie" in text(Client(), reverse("council_sessions"))
    assert "Wijzigen" not in page
    assert "Wijzigen" in text(client, row.get_absolute_url()), "the control"


def test_nobody_else_does(world: World, as_: Any) -> None:
    row = a_session(world.council)
    assert as_(world.clerk).get(reverse("council_session_edit", args=[row.pk])).status_code == 403
    answer = as_(world.clerk).post(
        reverse("council_session_new"), typed(world, council=str(world.council.pk))
    )
    assert answer.status_code == 422
    assert as_(world.bureau).get(reverse("council_session_edit", args=[row.pk])).status_code == 200, (
        "the control"
    )


def test_parts_follow_each_other(world: World, as_: Any) -> None:
    row = a_session(world.staten)
    a_part(row)
    url = reverse("session_item_new", args=[row.pk])
    answer = as_(world.clerk).post(url, part(begins="15:50", ends="16:10"))
    assert answer.context["form"].errors["begins"] == ["Op die tijd staat al een ander onderdeel."]
    with pytest.raises(IntegrityError), transaction.atomic():
        a_part(row, "15:45", "15:50")
    as_(world.clerk).post(url, part(begins="16:00", ends="16:10"))
    assert row.programme.count() == 2, "the control: one after the other"


def test_a_part_is_within_the_session_whichever_changes(world: World, as_: Any) -> None:
    row = a_session(world.staten)
    client = as_(world.clerk)
    answer = client.post(reverse("session_item_new", args=[row.pk]), part(begins="16:50", ends="17:10"))
    assert "valt buiten de tijd" in str(answer.context["form"].errors["begins"])
    a_part(row)
    edit = reverse("council_session_edit", args=[row.pk])
    row.refresh_from_db()
    answer = client.post(edit, typed(world, ends="15:45", version=str(row.version)))
    assert (answer.status_code, "valt dan buiten de sessie" in answer.content.decode()) == (422, True)
    assert client.post(edit, typed(world, ends="16:00", version=str(row.version))).status_code == 302, (
        "the control"
    )


def test_rounds_fit_in_their_part(world: World, as_: Any) -> None:
    row = a_session(world.staten)
    item = a_carousel(row)
    client, url = as_(world.clerk), reverse("session_breakout_new", args=[row.pk, item.pk])
    answer = client.post(url, breakout())
    assert "rondes van hoogstens 15 minuten" in str(answer.context["form"].errors["shorter"])
    with acting(SystemActor.SETUP), transaction.atomic():
        ProgrammeItem.objects.filter(pk=item.pk).update(round_minutes=15)
    assert client.post(url, breakout()).status_code == 302, "the control"
    with pytest.raises(IntegrityError, match="rounds too long"):
        to_the_end(lambda: ProgrammeItem.objects.filter(pk=item.pk).update(round_minutes=16))


def test_two_breakouts_are_never_in_one_room(world: World, as_: Any) -> None:
    row = a_session(world.staten)
    item = a_carousel(row, ("Een", "Twee"))
    answer = as_(world.clerk).post(
        reverse("session_breakout_new", args=[row.pk, item.pk]), breakout(room_name="  zaal   1 ")
    )
    assert answer.context["form"].errors["room_name"] == ["In deze zaal is al een andere deelsessie."]


def test_a_breakout_has_one_organiser(world: World, as_: Any) -> None:
    row = a_session(world.staten)
    item = a_carousel(row, ("Een",))
    both = breakout(organiser=str(world.partner_org.pk))
    answer = as_(world.clerk).post(reverse("session_breakout_new", args=[row.pk, item.pk]), both)
    assert "niet allebei" in str(answer.context["form"].errors["organiser_text"])


def test_with_everybody_there_are_no_breakouts(world: World, as_: Any) -> None:
    row = a_session(world.staten)
    item = a_carousel(row, ("Een",))
    url = reverse("session_item_edit", args=[row.pk, item.pk])
    answer = as_(world.clerk).post(url, part(begins="16:00", ends="17:00", version="1"))
    assert answer.context["form"].errors["kind"] == ["Haal eerst de deelsessies weg."]
    plenary = a_part(row)
    with pytest.raises(IntegrityError, match="breakouts of nothing"):
        to_the_end(lambda: a_breakout(plenary, "Verdwaald"))


def test_what_is_taken_away_leaves_no_gap(world: World, as_: Any) -> None:
    row = a_session(world.staten)
    item = a_carousel(row)
    first = item.breakouts.get(position=1)
    as_(world.clerk).post(reverse("session_breakout_take", args=[row.pk, first.pk]))
    kept = item.breakouts.order_by("position").values_list("position", "topic")
    assert list(kept) == [(1, "Meerjarenplan"), (2, "Acute zorg")]
    url = reverse("session_item_take", args=[row.pk, item.pk])
    as_(world.clerk).post(url, form_of(as_(world.clerk), url))
    assert (row.programme.count(), SessionBreakout.objects.count()) == (0, 0)


def test_a_stale_save_is_refused_with_both_texts(world: World, as_: Any) -> None:
    row = a_session(world.staten)
    item = a_part(row)
    client, url = as_(world.clerk), reverse("session_item_edit", args=[row.pk, item.pk])
    opened = form_of(client, url)["version"]
    with acting(SystemActor.SETUP):
        ProgrammeItem.objects.filter(pk=item.pk).update(title="Van een ander")
    answer = client.post(url, part(title="Van mij", version=str(opened)))
    body = answer.content.decode()
    assert (answer.status_code, "Van een ander" in body, "Van mij" in body) == (409, True, True)


def test_it_is_called_off_with_the_reason_and_planned_again(world: World, as_: Any) -> None:
    row = a_session(world.staten)
    client, url = as_(world.clerk), reverse("council_session_cancel", args=[row.pk])
    assert "reason" in client.post(url, {"reason": " ", "version": "1"}).context["form"].errors
    client.post(url, {"reason": "De spreker is ziek.", "version": "1"})
    page = text(Client(), row.get_absolute_url())
    assert "Gaat niet door" in page
    assert "De spreker is ziek." in page
    client.post(
        reverse("council_session_plan_again", args=[row.pk]), {"reason": "Er is een ander", "version": "2"}
    )
    row.refresh_from_db()
    assert row.state == SessionState.PLANNED


def test_what_is_to_come_was_not_held(world: World, as_: Any) -> None:
    row = a_session(world.staten)
    as_(world.clerk).post(reverse("council_session_hold", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == SessionState.PLANNED
    past = a_session(world.staten, held_on=datetime.date(2024, 11, 27))
    for _ in range(2):
        as_(world.clerk).post(reverse("council_session_hold", args=[past.pk]))
    past.refresh_from_db()
    assert (past.state, past.version) == (SessionState.HELD, 2), "the control; twice is once"
    with pytest.raises(ValidationError):
        past.cancel(by=SystemActor.SETUP, reason="Te laat")


def test_the_database_knows_the_steps(world: World) -> None:
    row = a_session(world.staten, held_on=datetime.date(2024, 11, 27))
    row.hold(by=SystemActor.SETUP)
    with pytest.raises(DatabaseError), transaction.atomic(), acting(SystemActor.SETUP):
        CouncilSession.objects.filter(pk=row.pk).update(state="afgelast", state_reason="Zo maar")
    with pytest.raises(DatabaseError), transaction.atomic(), acting(SystemActor.SETUP):
        row.delete()


def test_the_nearest_is_on_top(world: World) -> None:
    far, near = (
        a_session(world.staten, "Ver", held_on=soon(9)),
        a_session(world.staten, "Dichtbij", held_on=soon(2)),
    )
    off = a_session(world.staten, "Weg")
    off.cancel(by=SystemActor.SETUP, reason="Ziek")
    url = reverse("council_sessions")
    assert list(Client().get(url).context["page"]) == [near, far]
    assert list(Client().get(f"{url}?stand=afgelast").context["page"]) == [off]


def questions(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_a_full_programme_costs_as_much_as_a_short_one(world: World, as_: Any) -> None:
    row = a_session(world.staten, begins=hour("09:00"))
    item = a_carousel(row, ("Een",), round_minutes=5)
    client = as_(world.clerk)
    client.get(row.get_absolute_url())
    few = questions(client, row.get_absolute_url())
    for at in range(10):
        a_part(row, f"{9 + at // 2:02}:{at % 2 * 30:02}", f"{9 + at // 2:02}:{at % 2 * 30 + 29:02}")
        a_breakout(item, f"Nummer {at}")
    assert questions(client, row.get_absolute_url()) == few


def test_a_list_of_many_costs_as_much_as_one_of_few(world: World, as_: Any) -> None:
    client, url = as_(world.clerk), reverse("council_sessions")
    a_session(world.staten)
    client.get(url)
    few = questions(client, url)
    for at in range(20):
        a_session(world.staten, f"Nummer {at}")
    assert questions(client, url) == few < 12
