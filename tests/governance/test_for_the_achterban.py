"""What a representative takes home: only what may be told is in the text, and notes are read by whom they are for."""

from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.actions.models import Action
from governance.constituency import asked, taking_home
from governance.constituency.asked import Asked
from governance.constituency.models import ItemNote, PassOn
from governance.decisions.models import Decision
from governance.meetings.models import AgendaItem, Meeting
from tests.governance import executing
from tests.governance.agendas import a_meeting, an_item, publish
from tests.governance.deciding import a_proposal, adopt
from tests.governance.doing import an_action
from tests.governance.test_decide import text
from tests.world import World, account, mandate, representation, seat, set_up

pytestmark = pytest.mark.django_db
CLOSED = {"publicity": "besloten", "publicity_ground": "Woo artikel 5.1"}


@pytest.fixture
def over(world: World) -> Meeting:
    """A published meeting of yesterday."""
    meeting = a_meeting(world.coalition, days=-1)
    an_item(meeting, "Buurtteams")
    publish(meeting)
    return meeting


def item_of(meeting: Meeting) -> AgendaItem:
    return AgendaItem.objects.get(meeting=meeting)


def a_decision(meeting: Meeting, title: str, **extra: Any) -> Decision:
    return adopt(a_proposal(item_of(meeting), title=title, points=[f"Punt van {title}"], **extra))


def url(meeting: Meeting) -> str:
    return reverse("constituency", args=[meeting.pk])


def home(client: Client, meeting: Meeting) -> Any:
    return client.get(url(meeting)).context["home"]


def note_url(item: AgendaItem, moment: str = "vooraf") -> str:
    return reverse("item_note", args=[item.pk, moment])


# ---------------------------------------------------------------- what may be told
def test_public_decisions_are_told_and_closed_ones_only_listed(world: World, as_: Any, over: Meeting) -> None:
    a_decision(over, "Openbaar besluit")
    a_decision(over, "DICHT", **CLOSED)
    a_decision(over, "GEHEIM", **{**CLOSED, "publicity": "vertrouwelijk"})
    client = as_(world.member)
    found, page = home(client, over), text(client, url(over))
    assert [row.title for row in found.told] == ["Openbaar besluit"]
    assert [row.title for row in found.kept] == ["DICHT"]
    assert "GEHEIM" not in page
    assert "Niet om door te geven" in page
    assert "1. Punt van Openbaar besluit" in found.text
    assert "DICHT" not in found.text + unquote(found.mail)
    assert [row.title for row in home(as_(world.secretary), over).kept] == ["DICHT", "GEHEIM"]
    assert home(as_(world.partner), over).kept == []


def test_control_without_the_sieve_what_is_closed_is_in_the_text(
    world: World, as_: Any, over: Meeting, monkeypatch: Any
) -> None:
    from django.db.models import Q

    a_decision(over, "DICHT", **CLOSED)
    monkeypatch.setattr(taking_home, "may_be_passed_on", Q)
    assert "DICHT" in home(as_(world.member), over).text


def test_chair_releases_a_closed_decision_and_takes_it_back(world: World, as_: Any, over: Meeting) -> None:
    row = a_decision(over, "DICHT", **CLOSED)
    address = reverse("decision_pass_on", args=[row.pk])
    assert address in text(as_(world.chair), row.get_absolute_url())
    assert as_(world.bureau).post(address, {"reason": "Mag"}).status_code == 403
    press(as_(world.chair), address, "Afgesproken")
    assert "DICHT" in home(as_(world.member), over).text
    assert "Afgesproken" in text(as_(world.member), row.get_absolute_url())
    assert Client().get(row.get_absolute_url()).status_code == 404, "it is told, not published"
    assert row.get_absolute_url() not in home(as_(world.member), over).text
    press(as_(world.chair), address, "Toch niet")
    assert "DICHT" not in home(as_(world.member), over).text
    assert PassOn.objects.count() == 1


def seen_on(client: Client, address: str) -> dict[str, str]:
    """What the page says and the form carries along."""
    found = client.get(address)
    return {name: found.context["form"].initial[name] for name in ("intent", "seen")}


def press(client: Client, address: str, reason: str) -> Any:
    return client.post(address, {**seen_on(client, address), "reason": reason})


def test_two_who_press_the_same_button_ask_the_same(world: World, as_: Any, over: Meeting) -> None:
    row = a_decision(over, "DICHT", **CLOSED)
    address = reverse("decision_pass_on", args=[row.pk])
    for _ in range(2):
        looked = [seen_on(as_(who), address) for who in (world.chair, world.secretary)]
        for who, seen in zip((world.chair, world.secretary), looked, strict=True):
            assert as_(who).post(address, {**seen, "reason": "Zo"}).status_code == 302
        told = "DICHT" in home(as_(world.member), over).text
        assert told == (looked[0]["intent"] == "toestaan"), "the second press does not undo the first"
    assert PassOn.objects.count() == 1


def test_a_button_of_before_is_not_pressed_for_what_came_since(world: World, as_: Any, over: Meeting) -> None:
    row = a_decision(over, "DICHT", **CLOSED)
    address = reverse("decision_pass_on", args=[row.pk])
    client, other = as_(world.chair), as_(world.secretary)
    old = seen_on(client, address)
    press(other, address, "Mag")
    press(other, address, "Toch niet")
    answer = client.post(address, {**old, "reason": "Mijn reden"})
    assert answer.status_code == 409
    assert "Mijn reden" in answer.text
    assert "veranderde dit intussen" in answer.text
    assert not PassOn.objects.in_force().exists()
    # The page that was shown again carries what is so now.
    again = {name: answer.context["form"].data[name] for name in ("intent", "seen", "reason")}
    assert client.post(address, again).status_code == 302
    assert PassOn.objects.in_force().exists()


def test_a_form_that_does_not_say_what_it_asks_does_nothing(world: World, as_: Any, over: Meeting) -> None:
    row = a_decision(over, "DICHT", **CLOSED)
    answer = as_(world.chair).post(reverse("decision_pass_on", args=[row.pk]), {"reason": "Mag"})
    assert answer.status_code == 422
    assert not PassOn.objects.exists()


def test_a_very_long_text_is_cut_at_once(world: World, over: Meeting, monkeypatch: Any) -> None:
    looked: list[int] = []
    real = taking_home.quote
    monkeypatch.setattr(
        taking_home, "quote", lambda body, *a, **k: looked.append(len(body)) or real(body, *a, **k)
    )
    long = taking_home.TakeHome(over, subject="S", text="é" * 200_000)
    assert "ingekort" in unquote(long.mail)
    assert len(looked) < 200


def test_a_release_ends_when_the_decision_becomes_confidential(world: World, as_: Any, over: Meeting) -> None:
    row = a_decision(over, "DICHT", **CLOSED)
    set_up(PassOn.objects.create)(decision=row, reason="Mag")
    set_up(Decision.objects.filter(pk=row.pk).update)(publicity="vertrouwelijk")
    assert "DICHT" not in home(as_(world.secretary), over).text


def test_a_meeting_that_is_not_public_is_not_named(world: World, as_: Any) -> None:
    hidden = a_meeting(world.coalition, "GEHEIME TITEL", days=-1)
    found = home(as_(world.member), hidden)
    assert "GEHEIME TITEL" not in found.text + found.mail
    assert world.coalition.name in found.text


def test_what_it_asks_of_me_by_when(world: World, as_: Any, over: Meeting) -> None:
    open_one = a_decision(over, "Openbaar besluit")
    shut = a_decision(over, "DICHT", **CLOSED)
    for what, decision in (("Van het besluit", open_one), ("VAN DICHT", shut), ("ZOMAAR", None)):
        an_action(world.coalition, world.member, what, meeting=over, decision=decision)
    an_action(world.coalition, world.chair, "VAN VERA", meeting=over, decision=open_one)
    found = home(as_(world.member), over)
    assert {each.what for each in found.asked} == {"Van het besluit", "VAN DICHT", "ZOMAAR"}
    action = Action.objects.get(what="Van het besluit")
    assert f"- Van het besluit ({action.ready})" in found.text
    assert not [what for what in ("VAN DICHT", "ZOMAAR", "VAN VERA") if what in found.text]


def test_what_decisions_ask_of_our_organisation(world: World, as_: Any, over: Meeting) -> None:
    open_one, shut = a_decision(over, "Openbaar besluit"), a_decision(over, "DICHT", **CLOSED)
    executing.asked(open_one, world.partner_org, "Wijs een buurt aan")
    executing.asked(shut, world.partner_org, "DOE DIT IN STILTE")
    executing.asked(open_one, world.other_org, "VOOR EEN ANDER")
    for reader in (world.member, world.partner):
        found = home(as_(reader), over)
        assert {each.what for each in found.asked} == {"Wijs een buurt aan", "DOE DIT IN STILTE"}
        assert "- Wijs een buurt aan" in found.text
        assert "DOE DIT IN STILTE" not in found.text
        assert "VOOR EEN ANDER" not in found.text


def test_a_room_above_adds_what_it_asks(world: World, as_: Any, over: Meeting, monkeypatch: Any) -> None:
    monkeypatch.setattr(asked, "_providers", dict(asked._providers))
    asked.register(
        "test", lambda user, meeting: [Asked("Lever cijfers", "in mei 2031", "/x/", may_be_told=True)]
    )
    assert "- Lever cijfers (klaar in mei 2031)" in home(as_(world.member), over).text


def test_a_long_text_is_cut_off_in_the_address_of_a_mail_and_says_so(
    world: World, as_: Any, over: Meeting
) -> None:
    for number in range(12):
        a_decision(over, f"Besluit {number} " + "é" * 150)
    found = home(as_(world.member), over)
    assert len(found.mail) < 2000
    assert "ingekort" in unquote(found.mail)
    assert "Besluit 11" in found.text


# ---------------------------------------------------------------- notes
def test_a_position_is_for_the_own_organisation_until_it_is_shared(
    world: World, as_: Any, over: Meeting
) -> None:
    item = item_of(over)
    client = as_(world.member)
    assert client.post(note_url(item), {"text": "Wij zijn voor", "shared": ""}).status_code == 302
    assert "Wij zijn voor" in text(client, url(over))
    assert "Wij zijn voor" in text(as_(world.partner), url(over))
    assert "Wij zijn voor" not in text(as_(world.chair), url(over))
    row = ItemNote.objects.get()
    assert row.organisation == world.partner_org
    client.post(note_url(item), {"text": "Wij zijn voor", "shared": "on", "version": str(row.version)})
    assert "Wij zijn voor" in text(as_(world.chair), url(over))
    assert "Wij zijn voor" in text(as_(world.secretary), reverse("item", args=[item.pk]))
    assert ItemNote.objects.count() == 1


def test_two_representatives_of_one_organisation_each_have_their_own(
    world: World, as_: Any, over: Meeting
) -> None:
    item = item_of(over)
    for reader, words in ((world.member, "Voor"), (world.partner, "Tegen")):
        as_(reader).post(note_url(item, "achteraf"), {"text": words})
    assert sorted(ItemNote.objects.values_list("text", flat=True)) == ["Tegen", "Voor"]


def test_who_left_the_body_reads_nothing_shared_there(world: World, as_: Any, over: Meeting) -> None:
    guest = account("Gea Gast")
    mandate(guest, world.coalition)
    as_(world.member).post(note_url(item_of(over)), {"text": "Wij zijn voor", "shared": "on"})
    assert "Wij zijn voor" in text(as_(guest), url(over))
    set_up(guest.person.mandates.all().update)(ends_on="2021-01-01")
    assert as_(guest).get(url(over)).status_code == 403
    assert not ItemNote.objects.visible_to(type(guest).objects.get(pk=guest.pk)).exists()


def test_a_note_on_a_closed_item_is_not_for_who_may_not_read_that(world: World, as_: Any) -> None:
    meeting = a_meeting(world.coalition)
    an_item(meeting, "BESLOTEN PUNT", **CLOSED)
    publish(meeting)
    as_(world.member).post(note_url(item_of(meeting)), {"text": "WIJ ZIJN VOOR"})
    assert "WIJ ZIJN VOOR" in text(as_(world.member), url(meeting))
    page = text(as_(world.partner), url(meeting))
    assert "WIJ ZIJN VOOR" not in page
    assert "BESLOTEN PUNT" not in page


def test_a_title_that_nobody_published_yet_is_not_shown(world: World, as_: Any, over: Meeting) -> None:
    item = item_of(over)
    set_up(AgendaItem.objects.filter(pk=item.pk).update)(title="NIEUWE TITEL")
    for address in (url(over), note_url(item)):
        assert "NIEUWE TITEL" not in text(as_(world.member), address)
        assert "Buurtteams" in text(as_(world.member), address)


def test_notes_stay_with_the_organisation_when_a_person_is_erased(
    world: World, as_: Any, over: Meeting
) -> None:
    name = world.member.person.name
    as_(world.member).post(note_url(item_of(over)), {"text": "Wij zijn voor"})
    set_up(world.member.person.erase)()
    page = text(as_(world.partner), url(over))
    assert "Wij zijn voor" in page
    assert name not in page


def test_the_page_costs_the_same_with_two_and_with_twenty(world: World, as_: Any) -> None:
    meeting = a_meeting(world.coalition, days=-1)

    def cost(numbers: range) -> int:
        for number in numbers:
            item = an_item(meeting, f"Punt {number}")
            adopt(a_proposal(item))
            an_action(world.coalition, world.member, f"Actie {number}", meeting=meeting, item=item)
        publish(meeting)
        for item in AgendaItem.objects.filter(meeting=meeting, notes__isnull=True):
            set_up(ItemNote.objects.create)(
                item=item,
                organisation=world.partner_org,
                person=world.member.person,
                moment="vooraf",
                text="Ja",
            )
        client = as_(world.member)
        client.get(url(meeting))
        with CaptureQueriesContext(connection) as made:
            client.get(url(meeting))
        return len(made)

    few = cost(range(2))
    assert cost(range(2, 20)) == few


def test_a_seat_elsewhere_gives_no_voice_here(world: World, as_: Any, over: Meeting) -> None:
    stranger = account("Els Elders")
    mandate(stranger, world.other, seat=seat(world.other, world.partner_org))
    assert as_(stranger).get(note_url(item_of(over))).status_code == 403


def test_who_represents_two_organisations_notes_for_each(world: World, as_: Any, over: Meeting) -> None:
    seat(world.coalition, world.other_org)
    representation(world.partner, world.other_org)
    client, item = as_(world.partner), item_of(over)
    page = text(client, url(over))
    for organisation in (world.partner_org, world.other_org):
        address = f"{note_url(item)}?organisatie={organisation.pk}"
        assert address in page
        client.post(address, {"text": f"Namens {organisation}"})
    assert {note.organisation for note in ItemNote.objects.all()} == {world.partner_org, world.other_org}
    assert "Kies een organisatie" in client.post(note_url(item), {"text": "Van wie?"}).content.decode()
