"""What a meeting did not come to keeps its place there and goes on at the next one; it never vanishes."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.meetings import order
from governance.meetings.models import AgendaItem, ItemSubject, Paper
from governance.series import coming_back, slipping
from governance.series.models import Slip
from tests.governance.agendas import a_meeting, a_paper, an_item, held, publish, titles
from tests.governance.deciding import a_proposal, adopt
from tests.governance.planning import a_past_meeting, begun
from tests.themes import making
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.publicity import WooCategory

pytestmark = pytest.mark.django_db
BY = SystemActor.SETUP
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def past(world):
    return a_past_meeting(world.coalition)


@pytest.fixture
def coming(world, past):
    return begun(world.coalition, "Zorgraad in juni", days=28)


def move(client, meeting, *items, **more):
    url = reverse("not_reached", args=[meeting.pk])
    return client.post(url, {"item": [item.pk for item in items], **more})


def test_one_item_moves_on_and_both_agendas_say_so(world, as_, past, coming):
    client, item = as_(world.secretary), past.items.get(title="Twee")
    frozen = past.publications.get(audience="openbaar").html
    for _ in range(2):
        assert move(client, past, item).status_code == 302
    (slip,) = Slip.objects.all()
    assert slip.times == 1
    assert "Twee" in titles(past)
    # Before what closes the agenda.
    assert titles(coming)[-3:] == ["Twee", "Rondvraag", "Sluiting"]
    assert "doorgeschoven naar Zorgraad in juni" in client.get(past.get_absolute_url()).text
    assert "doorgeschoven van Zorgraad in mei" in client.get(coming.get_absolute_url()).text
    assert past.publications.get(audience="openbaar").html == frozen


def test_all_that_is_left_moves_in_one_go_but_what_stands_on_every_agenda(world, as_, past, coming):
    assert move(as_(world.secretary), past, all="1").status_code == 302
    assert titles(coming) == [
        "Opening",
        "Verslag van de vorige vergadering",
        "Eén",
        "Twee",
        "Drie",
        "Rondvraag",
        "Sluiting",
    ]


def test_without_a_next_meeting_it_waits_and_stands_on_the_first_that_is_made(world, as_, past):
    client, item = as_(world.secretary), past.items.get(title="Drie")
    move(client, past, item)
    assert "Wacht op de volgende vergadering" in client.get(past.get_absolute_url()).text
    assert "Drie" in titles(begun(world.coalition, "Zorgraad in juni", days=28))
    assert "Drie" not in titles(begun(world.coalition, "Zorgraad in juli", days=56))


def test_how_often_a_subject_slipped_is_counted_along(world, as_, past, coming):
    slipping.not_reached(past, [past.items.get(title="Eén").pk], by=BY)
    held(coming, days=0)
    third = begun(world.coalition, "Zorgraad in juli", days=56)
    slipping.not_reached(coming, [coming.items.get(title="Eén").pk], by=BY)
    assert Slip.objects.get(onto__meeting=third).times == 2
    assert "2e keer doorgeschoven" in as_(world.secretary).get(third.get_absolute_url()).text


def test_words_subjects_and_papers_come_along_as_closed_as_they_were(world, past, coming):
    theme = making.theme(making.generation(), "Ouderen")
    item = past.items.get(title="Eén")
    soon = timezone.now() + datetime.timedelta(days=90)
    with acting(SystemActor.SETUP):
        AgendaItem.objects.filter(pk=item.pk).update(
            explanation="<p>Waarom</p>", publicity="besloten", publicity_ground="Woo 5.1", embargo_until=soon
        )
        ItemSubject.objects.create(item=item, theme=theme)
    a_paper(item, "Notitie", publicity="vertrouwelijk", embargo_until=soon, edocs_number="123")
    gone = a_paper(item, "Weg")
    with acting(SystemActor.SETUP):
        Paper.objects.filter(pk=gone.pk).update(removed_at=timezone.now())
    (slip,) = slipping.not_reached(past, [item.pk], by=BY)
    again = slip.onto
    assert (again.explanation, again.publicity, again.embargo_until) == ("<p>Waarom</p>", "besloten", soon)
    assert again.subjects.get().theme == theme
    paper = again.papers.get()
    assert (paper.title, paper.publicity, paper.embargo_until, paper.edocs_number) == (
        "Notitie", "vertrouwelijk", soon, "123",
    )  # fmt: skip
    assert paper.file_id == item.papers.get(title="Notitie").file_id
    assert paper.published_at is None
    # What opens nothing there opens nothing here.
    for reader in (world.member, world.bureau, world.admin):
        assert not Paper.objects.visible_to(reader).filter(pk=paper.pk).exists()


def test_a_paper_that_is_public_under_the_woo_stays_so(world, past, coming):
    item = past.items.get(title="Eén")
    a_paper(item, "Notitie", woo="ja", woo_category=WooCategory.values[0])
    (slip,) = slipping.not_reached(past, [item.pk], by=BY)
    paper = slip.onto.papers.get()
    assert (paper.woo, paper.woo_category) == ("ja", WooCategory.values[0])


def test_before_a_meeting_nobody_knows_what_it_does_not_come_to(world, as_):
    meeting = a_meeting(world.coalition)
    item = an_item(meeting, "Eén")
    with pytest.raises(ValidationError):
        slipping.not_reached(meeting, [item.pk], by=BY)
    assert (
        "Dat weet je pas na de vergadering"
        in as_(world.secretary).get(reverse("not_reached", args=[meeting.pk])).text
    )
    assert not Slip.objects.exists()


def test_an_item_that_comes_back_anyway_comes_back_once(world, past):
    item = past.items.get(title="Eén")
    coming_back.start(item, by=BY)
    coming = begun(world.coalition, "Zorgraad in juni", days=28)
    (slip,) = slipping.not_reached(past, [item.pk], by=BY)
    assert titles(coming).count("Eén") == 1
    assert slip.onto == coming.items.get(title="Eén")


def test_taken_back_when_it_was_treated_after_all_until_readers_saw_it_elsewhere(world, as_, past, coming):
    client = as_(world.secretary)
    (slip,) = slipping.not_reached(past, [past.items.get(title="Eén").pk], by=BY)
    url = reverse("slip_undo", args=[past.pk, slip.pk])
    for _ in range(2):
        assert client.post(url).status_code == 302
    assert "Eén" not in titles(coming)
    client.get(past.get_absolute_url())
    assert "doorgeschoven naar" not in client.get(past.get_absolute_url()).text
    (again,) = slipping.not_reached(past, [past.items.get(title="Eén").pk], by=BY)
    publish(coming)
    answer = client.post(reverse("slip_undo", args=[past.pk, again.pk]), follow=True)
    assert "al op een gepubliceerde agenda" in answer.text
    assert "Eén" in titles(coming)


def test_the_database_lets_an_item_go_on_once_and_keeps_the_fact(world, past, coming):
    item = past.items.get(title="Eén")
    (slip,) = slipping.not_reached(past, [item.pk], by=BY)
    tries = [
        lambda: Slip.objects.create(item=item, meeting=past, times=1),
        lambda: Slip.objects.filter(pk=slip.pk).update(times=7),
        lambda: Slip.objects.filter(pk=slip.pk).update(onto=past.items.get(title="Drie")),
        lambda: Slip.objects.filter(pk=slip.pk).delete(),
        lambda: Slip.objects.create(
            item=an_item(a_meeting(world.other), "X"), meeting=past, times=1, onto=item
        ),
    ]
    for attempt in tries:
        with pytest.raises((IntegrityError, Error)), transaction.atomic(), acting(SystemActor.SETUP):
            attempt()


def test_a_visitor_reads_where_it_went_and_no_draft(world, past, coming):
    slipping.not_reached(past, [past.items.get(title="Eén").pk], by=BY)
    url = past.get_absolute_url()
    before = Client().get(url)
    assert "doorgeschoven naar een volgende vergadering" in before.text
    assert "Zorgraad in juni" not in before.text
    publish(coming)
    after = Client().get(url, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "doorgeschoven naar Zorgraad in juni" in after.text
    assert "doorgeschoven van Zorgraad in mei" in Client().get(coming.get_absolute_url()).text


def test_who_reads_what_was_published_is_led_only_to_where_the_item_can_be_read(world, as_, past, coming):
    publish(coming)
    (slip,) = slipping.not_reached(past, [past.items.get(title="Eén").pk], by=BY)
    url, readers = past.get_absolute_url(), (as_(None), as_(world.member))
    for client in readers:
        page = client.get(url).text
        assert "doorgeschoven naar een volgende vergadering" in page, (
            "the last publication does not hold it yet"
        )
    publish(coming)
    for client in readers:
        assert "doorgeschoven naar Zorgraad in juni" in client.get(url).text
    set_up(AgendaItem.objects.filter(pk=slip.onto_id).update)(publicity="besloten", publicity_ground="Woo")
    said = ["doorgeschoven naar Zorgraad in juni" in client.get(url).text for client in readers]
    assert said == [False, True], "closed since: members may still read it there"


def test_a_meeting_that_was_thrown_away_is_named_to_nobody(world, as_, coming):
    draft = a_meeting(world.coalition, "Weggegooid", days=14)
    item = an_item(draft, "Blijft")
    draft.discard(by=BY)
    slipping.not_reached(draft, [item.pk], by=BY)
    page = as_(world.secretary).get(coming.get_absolute_url()).text
    assert "doorgeschoven van een eerdere vergadering" in page
    assert "doorgeschoven van Weggegooid" not in page


def test_an_item_closed_to_a_visitor_is_not_told_about(world, past, coming):
    item = an_item(past, "KANARIE", publicity="besloten")
    slipping.not_reached(past, [item.pk], by=BY)
    publish(past)
    publish(coming)
    for meeting in (past, coming):
        assert "doorgeschoven" not in Client().get(meeting.get_absolute_url()).text


def test_staff_move_a_confidential_item_only_with_all_that_is_left(world, as_, past, coming):
    secret = an_item(past, "KANARIE-VERTROUWELIJK", publicity="vertrouwelijk")
    client, url = as_(world.bureau), reverse("not_reached", args=[past.pk])
    page = client.get(url).text
    assert "KANARIE" not in page
    assert "1 vertrouwelijk punt" in page
    client.post(url, {"all": "1"})
    again = Slip.objects.get(item=secret).onto
    assert again.publicity == "vertrouwelijk"
    assert "KANARIE" not in client.get(past.get_absolute_url()).text


def test_items_of_a_meeting_that_is_off_or_thrown_away_go_on_at_once(world, as_, coming):
    client = as_(world.secretary)
    for number, end in enumerate(("cancel", "discard"), start=1):
        meeting = a_meeting(world.coalition, f"Gaat niet door {number}", days=14)
        item = an_item(meeting, f"Blijft {number}")
        if end == "cancel":
            publish(meeting)
            meeting.cancel(by=BY, reason="Ziek")
        else:
            meeting.discard(by=BY)
        url = reverse("not_reached", args=[meeting.pk])
        assert url in client.get(meeting.get_absolute_url()).text
        assert item.title in client.get(url).text
        move(client, meeting, item)
        assert item.title in titles(coming)


def test_a_next_meeting_that_is_called_off_while_we_wait_for_it_gets_nothing(
    world, past, coming, monkeypatch
):
    third = begun(world.coalition, "Zorgraad in juli", days=56)
    real = slipping.lock

    def called_off_first(meeting):
        if meeting == coming:
            meeting.discard(by=BY)
        return real(meeting)

    monkeypatch.setattr(slipping, "lock", called_off_first)
    slipping.not_reached(past, [past.items.get(title="Eén").pk], by=BY)
    assert "Eén" in titles(third)
    assert "Eén" not in titles(coming)


def test_an_agenda_published_while_we_wait_for_it_keeps_what_readers_saw(world, past, coming, monkeypatch):
    (slip,) = slipping.not_reached(past, [past.items.get(title="Eén").pk], by=BY)
    real = slipping.lock

    def published_first(meeting):
        if meeting == coming:
            publish(coming)
        return real(meeting)

    monkeypatch.setattr(slipping, "lock", published_first)
    with pytest.raises(ValidationError):
        slipping.undo(slip, by=BY)
    assert "Eén" in titles(coming)


def test_what_was_handed_to_another_body_meanwhile_is_refused_in_words(world, as_, past, coming):
    (slip,) = slipping.not_reached(past, [past.items.get(title="Eén").pk], by=BY)
    with acting(BY), transaction.atomic():
        assert order.hand_on(slip.onto_id, world.coalition, world.other)
    url = reverse("slip_undo", args=[past.pk, slip.pk])
    assert "overgedragen aan een ander overleg" in as_(world.secretary).post(url, follow=True).text
    slip.refresh_from_db()
    assert slip.undone_at is None


def test_a_proposal_goes_along_with_its_item_and_comes_back_when_it_was_treated(world, past, coming):
    item = past.items.get(title="Eén")
    proposal, taken = a_proposal(item, title="Voorstel"), a_proposal(item, title="Besloten")
    adopt(taken)
    (slip,) = slipping.not_reached(past, [item.pk], by=BY)
    proposal.refresh_from_db()
    assert (proposal.item, proposal.meeting) == (slip.onto, coming)
    taken.refresh_from_db()
    assert (taken.item, taken.meeting) == (item, past)
    slipping.undo(slip, by=BY)
    proposal.refresh_from_db()
    assert (proposal.item, proposal.meeting) == (item, past)


def test_a_proposal_waits_with_its_item_for_the_next_meeting(world, past):
    item = past.items.get(title="Eén")
    proposal = a_proposal(item)
    slipping.not_reached(past, [item.pk], by=BY)
    coming = begun(world.coalition, "Zorgraad in juni", days=28)
    proposal.refresh_from_db()
    assert (proposal.item.title, proposal.meeting) == ("Eén", coming)
