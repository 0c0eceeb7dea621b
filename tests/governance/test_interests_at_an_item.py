"""Who stands behind a subject stays out of it: told by the data, said by oneself, or explained away and accepted."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from governance.attendance import interests, presence
from governance.attendance.interests import Interest
from governance.attendance.models import PresenceState, Recusal, RecusalKind, RecusalState
from governance.attendance.presence import note
from governance.attendance.quorum import Table, entitled, quorum_of
from governance.attendance.recusing import answer, say, take_back
from tests import world as cast
from tests.governance import agendas
from tests.governance.agendas import publish
from tests.governance.attending import a_meeting_with, rule, table_of
from zorgzaam.audit.history import changes_of
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db


def an_item(meeting, title, **extra):
    """On the agenda as readers have it."""
    made = agendas.an_item(meeting, title, **extra)
    publish(meeting)
    return made


@pytest.fixture
def table(world):
    """Four organisations, three of them there; the third one has an account."""
    body, people = table_of(4)
    cast.mandate(world.secretary, body, "secretaris")
    cast.mandate(world.chair, body, "voorzitter")
    rule(body, numerator=1, denominator=2)
    seat = cast.seat(body, cast.organisation("Zorgcentrum Kreek"))
    cast.mandate(world.member, body, seat=seat)
    meeting, rows = a_meeting_with(body, [*people[:2], world.member.person])
    note(meeting, {row.pk: ("", PresenceState.PRESENT) for row in rows}, by=world.secretary)
    return meeting, rows


@pytest.fixture
def behind(monkeypatch):
    """A room that knows who stands behind an item: add pairs of item and organisation."""
    known = {}

    def provider(items):
        return {
            item.pk: [Interest(one.pk, f"{one.name} vraagt hier geld.") for one in known.get(item.pk, [])]
            for item in items
        }

    monkeypatch.setitem(interests._providers, "test", provider)
    return known


def test_what_an_organisation_brings_in_to_be_decided_is_its_interest_and_no_other_item(table):
    meeting, rows = table
    own = {"owner_organisation": rows[0].organisation}
    decision, talk = an_item(meeting, "Besluit", kind="besluit", **own), an_item(meeting, "Praten", **own)
    found = quorum_of(decision)
    assert ([party.key for party in found.aside], found.needed) == ([rows[0].organisation_id], 3)
    assert rows[0].organisation_id not in {party.key for party in entitled(decision)}
    assert quorum_of(talk).aside == []
    assert f"{rows[0].organisation} brengt dit voorstel zelf in." in str(
        Table.of(meeting).aside(decision)[0].interests
    )


def test_a_room_above_tells_who_stands_behind_a_subject_and_who_speaks_for_it_is_out(world, table, behind):
    meeting, rows = table
    item = an_item(meeting, "Initiatief")
    assert quorum_of(item).met
    behind[item.pk] = [rows[2].organisation]
    found = quorum_of(item)
    assert (found.met, len(found.present), found.needed, len(found.seated)) == (False, 2, 3, 4)
    assert "Niet meegeteld bij dit punt, ook niet in wat nodig is: Zorgcentrum Kreek." in found.explanation


def test_who_speaks_for_it_by_another_way_than_the_seat_is_out_too(world, table, behind):
    meeting, rows = table
    item = an_item(meeting, "Initiatief")
    elsewhere = cast.organisation("Stichting Elders")
    cast.representation(world.member, elsewhere)
    behind[item.pk] = [elsewhere]
    out = [one for one in Table.of(meeting).aside(item) if one.is_out]
    assert [one.invitation.person for one in out] == [world.member.person]
    assert rows[2].organisation_id not in {party.key for party in entitled(item)}


def test_somebody_says_so_in_the_browser_and_takes_it_back(world, as_, table):
    meeting, rows = table
    item = an_item(meeting, "Voorstel")
    client, url = as_(cast.fresh(world.member)), reverse("item_interests", args=[item.pk])
    assert client.post(url, {"kind": "doet-niet-mee", "reason": ""}).status_code == 422
    for _ in range(2):
        assert client.post(url, {"kind": "doet-niet-mee", "reason": "mijn zus werkt daar"}).status_code == 302
    said = Recusal.objects.get()
    assert (said.state, said.said_by, len(changes_of(said))) == (RecusalState.HOLDS, world.member.person, 1)
    assert rows[2].organisation_id not in {party.key for party in entitled(item)}
    assert "mijn zus werkt daar" in as_(cast.fresh(world.chair)).get(url).content.decode()
    other = as_(cast.fresh(world.chair)).post(reverse("recusal_take_back", args=[said.pk]))
    assert other.status_code == 404
    assert client.post(reverse("recusal_take_back", args=[said.pk])).status_code == 302
    assert rows[2].organisation_id in {party.key for party in entitled(item)}


def test_an_explanation_counts_once_chair_or_secretary_accept_it(world, as_, table, behind):
    meeting, rows = table
    item = an_item(meeting, "Initiatief")
    behind[item.pk] = [rows[2].organisation]
    client, url = as_(cast.fresh(world.member)), reverse("item_interests", args=[item.pk])
    client.post(url, {"kind": "geen-belang", "reason": "wij zijn uitgestapt"})
    assert not quorum_of(item).met, "not before somebody accepted it"
    assert any("Beoordeel" in todo.title for todo in todos(cast.fresh(world.chair)))
    said = Recusal.objects.get()
    judge = reverse("recusal_judge", args=[said.pk])
    assert client.get(judge).status_code == 403
    data = {"accept": "ja", "answer": "klopt, zie de brief", "version": said.version}
    assert as_(cast.fresh(world.chair)).post(judge, data).status_code == 302
    assert quorum_of(item).met
    assert not any("Beoordeel" in todo.title for todo in todos(cast.fresh(world.chair)))
    said.refresh_from_db()
    assert (said.state, said.answered_by) == (RecusalState.ACCEPTED, world.chair.person)
    late = {**data, "accept": "nee"}
    assert as_(cast.fresh(world.secretary)).post(judge, late).status_code == 422, "it was judged already"


def test_nobody_judges_their_own_interest(world, table, behind):
    meeting, rows = table
    item = an_item(meeting, "Initiatief")
    chair = cast.fresh(world.chair)
    say(rows[2], item, RecusalKind.NO_INTEREST, "niets mee", by=chair)
    with pytest.raises(PermissionDenied):
        answer(Recusal.objects.get(), accept=True, words="ja", by=chair)
    with pytest.raises(PermissionDenied):
        answer(Recusal.objects.get(), accept=True, words="ja", by=world.member)


def test_once_decided_nothing_of_it_changes(world, table, monkeypatch):
    meeting, rows = table
    item = an_item(meeting, "Voorstel")
    say(rows[2], item, RecusalKind.STEPS_ASIDE, "familie", by=world.member)
    monkeypatch.setitem(presence._settled, "test", set)
    for change in (
        lambda: take_back(Recusal.objects.get(), by=world.member),
        lambda: say(rows[0], item, RecusalKind.STEPS_ASIDE, "ook", by=world.member),
    ):
        with pytest.raises(ValidationError, match="al besloten"):
            change()


def test_a_closed_item_and_what_is_said_about_it_stay_inside(world, as_, table):
    meeting, rows = table
    secret = an_item(meeting, "Geheim", publicity="vertrouwelijk")
    url = reverse("item_interests", args=[secret.pk])
    assert as_(cast.fresh(world.member)).get(url).status_code == 404
    assert as_(cast.fresh(world.chair)).get(url).status_code == 200
    say(rows[0], secret, RecusalKind.STEPS_ASIDE, "kanarie", by=world.chair)
    assert not Recusal.objects.visible_to(cast.fresh(world.member)).exists()
    assert not Recusal.objects.visible_to(cast.fresh(world.bureau_only)).exists()


def test_an_erased_person_leaves_no_words_about_an_interest(world, table):
    meeting, rows = table
    item = an_item(meeting, "Voorstel")
    say(rows[2], item, RecusalKind.STEPS_ASIDE, "mijn zus werkt daar", by=world.member)
    cast.set_up(world.member.person.erase)()
    said = Recusal.objects.get()
    assert "zus" not in str([said.reason, *[change.event.__dict__ for change in changes_of(said)]])
    assert said.state == RecusalState.HOLDS


def test_a_title_nobody_published_yet_is_on_no_page_of_a_member(world, as_, table):
    meeting, _ = table
    item = an_item(meeting, "Gepubliceerd")
    cast.set_up(lambda: type(item).objects.filter(pk=item.pk).update(title="Nog geheim"))()
    agendas.an_item(meeting, "Nieuw en nog geheim")
    pages = [reverse("quorum", args=[meeting.pk]), reverse("item_interests", args=[item.pk])]
    for page in pages:
        told = as_(cast.fresh(world.member)).get(page).content.decode()
        assert "Gepubliceerd" in told
        assert "geheim" not in told
        assert "Nog geheim" in as_(cast.fresh(world.chair)).get(page).content.decode()
