"""A body ends: what is open goes to its successor, once, with a fact per thing. And mandates that end are told of."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection
from django.urls import reverse
from django.utils import timezone

from governance.actions.models import Action
from governance.bodies import handing_over, lapsing
from governance.bodies.handing_over import Handing, hand_over
from governance.bodies.jobs import tell_of_lapsing_mandates
from governance.bodies.models import Body, HandedOver, Mandate, MandateNotice, Succession
from governance.decisions.models import Decision, DecisionState
from governance.meetings.models import AgendaItem
from tests.governance.agendas import a_meeting, an_item, parked, places, publish
from tests.governance.deciding import a_proposal, adopt, decided, in_writing
from tests.governance.doing import an_action
from tests.governance.planning import a_template, begun
from tests.governance.raising import a_bottleneck, climbed
from tests.governance.test_decide import text
from tests.world import World, account, body, build_world, mandate, set_up
from zorgzaam.post.delivery import claim
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db


def yesterday() -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=1)


def successor_of(old: Body, *, ends_on: datetime.date | None = None) -> Body:
    new = body("Nieuwe Zorgraad")
    set_up(Succession.objects.create)(predecessor=old, successor=new, kind="opgegaan_in")
    set_up(Body.objects.filter(pk=old.pk).update)(ends_on=ends_on or yesterday())
    old.refresh_from_db()
    return new


def full(world: World) -> Body:
    """An ended coalition with one of everything that is open, and one of everything that is not."""
    draft, public = a_meeting(world.coalition, "Concept"), a_meeting(world.coalition, "Openbaar", days=-10)
    first, second = an_item(draft, "OP CONCEPT"), an_item(draft, "OOK OP CONCEPT")
    said = an_item(public, "GEPUBLICEERD")
    publish(public)
    a_proposal(first, title="VOORSTEL BIJ EEN PUNT")
    a_proposal(said, title="VOORSTEL BIJ WAT GEPUBLICEERD IS")
    adopt(a_proposal(second, title="Besloten"))
    parked(world.coalition, "GEPARKEERD")
    in_writing(world.coalition, "VOORSTEL")
    decided(world.coalition, "Al besloten")
    an_action(world.coalition, world.member, "ACTIE")
    an_action(world.coalition, world.member, "Klare actie").finish(by=world.member)
    climbed(a_bottleneck(world.partner, "KNELPUNT"), world.coalition)
    return successor_of(world.coalition)


def url(of: Body) -> str:
    return reverse("body_hand_over", args=[of.pk])


def test_everything_open_goes_with_one_button_and_a_fact_each(world: World, as_: Any) -> None:
    new, client = full(world), as_(world.bureau)
    assert url(world.coalition) in text(client, reverse("body_staffing", args=[world.coalition.pk]))
    page = text(client, url(world.coalition))
    for title in ("OP CONCEPT", "GEPARKEERD", "VOORSTEL", "ACTIE", "KNELPUNT"):
        assert title in page
    assert HandedOver.objects.count() == 0, "looking hands nothing over"
    for _ in range(2):
        assert client.post(url(world.coalition), {"successor": str(new.pk)}).status_code == 302
    went = {(row.kind, row.from_body, row.to_body, row.person) for row in HandedOver.objects.all()}
    assert {kind for kind, *_ in went} == {"item", "decision", "action", "bottleneck"}
    assert {rest for _, *rest in map(list, went) for rest in [tuple(rest)]} == {
        (world.coalition, new, world.bureau.person)
    }
    assert set(AgendaItem.objects.filter(body=new).values_list("title", flat=True)) == {
        "OP CONCEPT",
        "GEPARKEERD",
    }
    assert set(Decision.objects.filter(body=new).values_list("title", flat=True)) == {
        "VOORSTEL", "VOORSTEL BIJ EEN PUNT", "VOORSTEL BIJ WAT GEPUBLICEERD IS",
    }  # fmt: skip
    assert list(Action.objects.filter(body=new).values_list("what", flat=True)) == ["ACTIE"]
    assert HandedOver.objects.count() == 2 + 3 + 1 + 1
    assert "niets meer om over te dragen" in text(client, url(world.coalition))
    assert "Zorgraad Deltaland" in text(
        as_(world.member), Action.objects.get(what="ACTIE").get_absolute_url()
    )


def test_what_goes_is_whole_afterwards(world: World, as_: Any) -> None:
    """The agenda left behind closes up, and a proposal of an item is settled where that item comes."""
    new = full(world)
    set_up(hand_over)(world.coalition, new, by=world.bureau)
    draft = world.coalition.meetings.get(title="Concept")
    assert places(draft) == [1]
    mandate(world.chair, new, "voorzitter")
    item = AgendaItem.objects.get(title="OP CONCEPT")
    coming = a_meeting(new, "Eerste van de nieuwe", days=-1)
    answer = as_(world.chair).post(reverse("item_place", args=[item.pk]), {"meeting": str(coming.pk)})
    item.refresh_from_db()
    if item.meeting is None:  # a meeting that is over takes no items: put it there by the order itself
        from governance.meetings.order import place_on

        place_on(coming, item, by=world.chair)
    assert answer.status_code < 500
    proposal = Decision.objects.get(title="VOORSTEL BIJ EEN PUNT")
    assert adopt(proposal).state == DecisionState.ADOPTED
    assert Decision.objects.get(pk=proposal.pk).meeting == coming
    left = Decision.objects.get(title="VOORSTEL BIJ WAT GEPUBLICEERD IS")
    assert (left.item, left.meeting) == (None, None)


def test_a_confidential_item_goes_unnamed(world: World, as_: Any) -> None:
    parked(world.coalition, "GEHEIM", publicity="vertrouwelijk", publicity_ground="Woo")
    new = successor_of(world.coalition)
    page = text(as_(world.bureau_only), url(world.coalition))
    assert "GEHEIM" not in page
    assert "niet bij naam mag zien" in page
    as_(world.bureau_only).post(url(world.coalition), {"successor": str(new.pk)})
    assert AgendaItem.objects.get(title="GEHEIM").body == new


def tomorrow(days: int = 1) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def confidential(world: World) -> None:
    """One of each kind that hangs on something confidential."""
    closed = {"publicity": "vertrouwelijk", "publicity_ground": "Woo"}
    item = parked(world.coalition, "GEHEIM PUNT", **closed)
    in_writing(world.coalition, "GEHEIM VOORSTEL", **closed)
    in_writing(world.coalition, "VOORSTEL BIJ GEHEIM PUNT", item=item)
    an_action(world.coalition, world.member, "GEHEIME ACTIE", item=item)
    an_action(world.coalition, world.member, "Gewone actie")


@pytest.mark.parametrize("who", ["bureau_only", "chair", "secretary"])
def test_what_is_confidential_goes_by_chair_or_secretary_while_the_body_is_there(
    world: World, as_: Any, who: str
) -> None:
    confidential(world)
    new = successor_of(world.coalition, ends_on=tomorrow(30))
    if who == "bureau_only":
        assert "1" in text(as_(world.bureau_only), url(world.coalition))
        as_(world.bureau_only).post(url(world.coalition), {"successor": str(new.pk)})
    else:
        set_up(hand_over)(world.coalition, new, by=getattr(world, who))
    went = {row.kind for row in HandedOver.objects.all()}
    assert went == ({"action"} if who == "bureau_only" else {"item", "decision", "action"})
    assert HandedOver.objects.count() == (1 if who == "bureau_only" else 5)
    set_up(Body.objects.filter(pk=world.coalition.pk).update)(ends_on=yesterday())
    world.coalition.refresh_from_db()
    as_(world.bureau_only).post(url(world.coalition), {"successor": str(new.pk)})
    assert HandedOver.objects.count() == 5, "once the body is gone all of it goes"


def test_a_meeting_the_body_still_holds_keeps_its_agenda(world: World) -> None:
    before, last, after = (a_meeting(world.coalition, f"Over {days}", days=days) for days in (5, 10, 20))
    for meeting in (before, last, after):
        a_proposal(an_item(meeting, f"Punt {meeting.title}"), title=f"Voorstel {meeting.title}")
    new = successor_of(world.coalition, ends_on=last.day)
    set_up(hand_over)(world.coalition, new, by=world.bureau)
    assert [row.title for row in AgendaItem.objects.filter(body=new)] == ["Punt Over 20"]
    assert [row.title for row in Decision.objects.filter(body=new)] == ["Voorstel Over 20"]
    assert (places(before), places(last), places(after)) == ([1], [1], [])


def test_what_stands_on_every_agenda_is_not_handed_over(world: World) -> None:
    a_template(world.coalition)
    draft = begun(world.coalition, "Zorgraad in juni", days=20)
    an_item(draft, "Eigen punt")
    new = successor_of(world.coalition)
    set_up(hand_over)(world.coalition, new, by=world.bureau)
    assert [row.title for row in AgendaItem.objects.filter(body=new)] == ["Eigen punt"]


@pytest.mark.parametrize("why", ["it goes on", "nobody follows", "another follows"])
def test_only_a_body_that_ends_to_who_follows_it(world: World, as_: Any, why: str) -> None:
    an_action(world.coalition, world.member)
    new = world.other
    if why == "it goes on":
        set_up(Succession.objects.create)(predecessor=world.coalition, successor=new, kind="opgegaan_in")
    elif why == "another follows":
        successor_of(world.coalition)
    with pytest.raises(ValidationError):
        set_up(hand_over)(world.coalition, new, by=world.bureau)
    assert as_(world.bureau).post(url(world.coalition), {"successor": str(new.pk)}).status_code == 422
    assert HandedOver.objects.count() == 0


def test_a_room_above_registers_itself(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(handing_over, "_handings", {})
    moved = []
    waits = lambda of: Action.objects.filter(body=of)  # noqa: E731
    handing_over.register(
        "test", Handing("Toezeggingen", waits, lambda pk, old, new: moved.append(pk) is None)
    )
    row, new = an_action(world.coalition, world.member), successor_of(world.coalition)
    assert set_up(hand_over)(world.coalition, new, by=world.bureau) == 1
    assert moved == [row.pk]


def at_once() -> tuple[int, list[str]]:
    """Four people press at the same moment; how many facts there are, and what each was told."""
    world = build_world()
    for number in range(5):
        an_action(world.coalition, world.member, f"Actie {number}")
    new, start = successor_of(world.coalition), threading.Barrier(4)

    def press(_: int) -> str:
        try:
            start.wait()
            return str(hand_over(world.coalition, new, by=world.bureau))
        except (Error, threading.BrokenBarrierError) as problem:
            return type(problem).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(press, range(4)))
    return HandedOver.objects.count(), told


@pytest.mark.django_db(transaction=True)
def test_four_who_press_at_once_hand_over_once() -> None:
    assert at_once() == (5, ["0", "0", "0", "5"])


@pytest.mark.django_db(transaction=True)
def test_control_without_lock_and_look_four_do_it_and_are_refused(monkeypatch: Any) -> None:
    """Without the lock and the look whether it is still there, only the constraint stands between."""
    meet = threading.Barrier(4)
    action = handing_over._handings["action"]

    def unlocked(old: Body, new: Body) -> bool:
        meet.wait()
        return True

    def waits(of: Body) -> Any:
        return Action.objects.all()

    monkeypatch.setattr(handing_over, "_lock", unlocked)
    monkeypatch.setattr(
        handing_over, "_handings", {"action": Handing(action.many, waits, lambda pk, old, new: True)}
    )
    assert at_once() != (5, ["0", "0", "0", "5"])


# ---------------------------------------------------------------- mandates that end
def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def mails() -> set[tuple[str, str]]:
    return set(OutgoingMail.objects.filter(kind=lapsing.KIND).values_list("to_address", "subject"))


def ending(world: World, days: int = 30, name: str = "Lia Lid") -> Mandate:
    made: Mandate = mandate(account(name), world.coalition, "deskundige", ends_on=in_days(days))
    return made


def test_person_and_secretary_are_told_once_and_in_time(world: World, as_: Any) -> None:
    row = ending(world)
    ending(world, 61, "Ver Weg")
    for _ in range(2):
        set_up(tell_of_lapsing_mandates)()
    subject = f"Een mandaat loopt af: {world.coalition}"
    assert mails() == {(row.person.email, subject), (world.secretary.email, subject)}
    assert MandateNotice.objects.get().told == 2
    for reader in (world.bureau_only, world.secretary):
        assert "Mandaat loopt af: Lia Lid" in text(as_(reader), reverse("werkbank"))
    assert "Mandaat loopt af" not in text(as_(world.member), reverse("werkbank"))


def test_the_end_of_the_body_ends_its_mandates(world: World) -> None:
    set_up(Body.objects.filter(pk=world.other.pk).update)(ends_on=in_days(10))
    set_up(tell_of_lapsing_mandates)()
    assert {address for address, _ in mails()} == {world.other_member.email}


def test_who_goes_on_is_not_told(world: World) -> None:
    row = ending(world)
    mandate(row.person, world.coalition, "deskundige", starts_on=in_days(31))
    set_up(tell_of_lapsing_mandates)()
    assert mails() == set()


def test_another_last_day_is_told_anew_and_the_first_mail_does_not_go(world: World) -> None:
    row = ending(world)
    set_up(tell_of_lapsing_mandates)()
    set_up(Mandate.objects.filter(pk=row.pk).update)(ends_on=in_days(50))
    set_up(tell_of_lapsing_mandates)()
    assert OutgoingMail.objects.filter(kind=lapsing.KIND).count() == 4
    assert {mail.about for mail in claim(10) if mail.kind == lapsing.KIND} == {
        f"{row.pk}:{in_days(50).isoformat()}"
    }


def test_killed_between_mail_and_notice_it_is_told_once(world: World, monkeypatch: Any) -> None:
    class Killed(BaseException):
        pass

    def kill(name: str) -> None:
        raise Killed

    ending(world)
    with monkeypatch.context() as patched:
        patched.setattr(lapsing, "killpoint", kill)
        with pytest.raises(Killed):
            set_up(tell_of_lapsing_mandates)()
    assert mails() == set()
    set_up(tell_of_lapsing_mandates)()
    assert len(mails()) == 2


def test_an_erased_person_is_not_written_to(world: World) -> None:
    row = ending(world)
    set_up(tell_of_lapsing_mandates)()
    set_up(row.person.erase)()
    assert {mail.to_address for mail in claim(10) if mail.kind == lapsing.KIND} == {world.secretary.email}
