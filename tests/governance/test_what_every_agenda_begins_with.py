"""Standing items on every new agenda, and items that come back until somebody closes them with a reason."""

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from governance.meetings import order, starting
from governance.meetings.models import AgendaItem, Meeting
from governance.series import coming_back
from governance.series.jobs import bring_back_items
from governance.series.models import AgendaStart, Recurrence, RecurringItem, StandingItem
from tests.governance.agendas import a_meeting, a_paper, an_item, held, places, titles
from tests.governance.planning import a_template, begun
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db
WORKER = SystemActor.SETUP
JOB = set_up(bring_back_items)
BEGIN = ["Opening", "Verslag van de vorige vergadering"]
END = ["Rondvraag", "Sluiting"]


def test_a_new_meeting_in_the_browser_begins_with_the_standing_items(world, as_):
    a_template(world.coalition)
    day = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1)
    typed = {"body": world.coalition.pk, "title": "Nieuw", "day": day.isoformat(), "start_time": "15:30"}
    assert as_(world.secretary).post(reverse("meeting_new"), typed).status_code == 302
    made = Meeting.objects.get(title="Nieuw")
    assert titles(made) == [*BEGIN, *END]
    assert places(made) == [1, 2, 3, 4]


def test_a_body_without_a_template_begins_with_an_empty_agenda(world):
    assert titles(begun(world.coalition)) == []


def test_what_was_taken_off_an_agenda_does_not_come_back_by_starting_it_again(world):
    a_template(world.coalition)
    meeting = begun(world.coalition)
    order.remove(meeting.items.get(title="Rondvraag"), by=WORKER)
    starting.begin(meeting, by=WORKER)
    assert titles(meeting) == [*BEGIN, "Sluiting"]
    assert AgendaStart.objects.filter(meeting=meeting).count() == 1


def test_an_agenda_somebody_made_already_gets_no_standing_items(world):
    meeting = a_meeting(world.coalition)
    an_item(meeting, "Opening door de voorzitter")
    a_template(world.coalition)
    starting.begin(meeting, by=WORKER)
    assert titles(meeting) == ["Opening door de voorzitter"]


def test_the_template_is_kept_in_the_browser(world, as_):
    client, body = as_(world.secretary), world.coalition
    url = reverse("standing_new", args=[body.pk])
    asked = {
        "part": "begin",
        "minutes": 5,
        "kind": "informatie",
        "treatment": "bespreekstuk",
        "publicity": "openbaar",
    }
    for title in ("Opening", "Mededelingen", "Ingekomen stukken"):
        assert client.post(url, {"title": title, **asked}).status_code == 302
    assert client.post(url, {"title": "Besloten", **asked, "publicity": "besloten"}).status_code == 422
    last = StandingItem.objects.get(title="Ingekomen stukken")
    client.post(reverse("standing_move", args=[last.pk]), {"move": "up"})
    shown = StandingItem.objects.filter(removed_at__isnull=True).order_by("position")
    assert [row.title for row in shown] == ["Opening", "Ingekomen stukken", "Mededelingen"]
    # To the end of the agenda: another part, with places of its own.
    edit = reverse("standing_edit", args=[last.pk])
    version = client.get(edit).context["form"].instance.version
    typed = {"title": "Rondvraag", **asked, "part": "einde", "version": version}
    assert client.post(edit, typed).status_code == 302
    for _ in range(2):
        assert client.post(reverse("standing_remove", args=[shown[0].pk])).status_code == 302
    assert titles(begun(body)) == ["Mededelingen", "Rondvraag"]
    assert "Rondvraag" in client.get(reverse("agenda_template", args=[body.pk])).text


def test_a_new_agenda_follows_the_template_as_it_is_then(world):
    template = a_template(world.coalition)
    before = begun(world.coalition)
    with acting(SystemActor.SETUP):
        template.items.filter(title="Opening").update(title="Welkom")
    assert titles(before)[0] == "Opening"
    assert titles(begun(world.coalition, "Daarna", days=14))[0] == "Welkom"


# ---------------------------------------------------------------- what comes back
@pytest.fixture
def meeting(world):
    a_template(world.coalition)
    return begun(world.coalition)


def recurs(meeting, title="Stand van de begroting", **extra):
    item = an_item(meeting, title, **extra)
    coming_back.start(item, by=WORKER)
    return item


def test_it_returns_on_the_next_agenda_before_what_closes_it(world, meeting):
    recurs(meeting)
    following = begun(world.coalition, "Daarna", days=35)
    assert titles(following) == [*BEGIN, "Stand van de begroting", *END]
    assert places(following) == [1, 2, 3, 4, 5]
    starting.begin(following, by=WORKER)
    assert titles(following).count("Stand van de begroting") == 1


def test_it_waits_for_the_meeting_between_to_be_over_before_it_stands_on_a_later_one(world, meeting):
    recurs(meeting)
    second, third = (begun(world.coalition, f"Over {days}", days=days) for days in (35, 63))
    assert "Stand van de begroting" in titles(second)
    # On the third it comes as it reads after the second, and not before.
    held(meeting, 40)
    assert JOB() == 0
    set_up(
        lambda: second.items.filter(title="Stand van de begroting").update(title="Begroting na de zomer")
    )()
    held(second, 10)
    assert JOB() == 1
    assert JOB() == 0
    assert "Begroting na de zomer" in titles(third)


def test_a_meeting_that_is_off_is_passed_over(world, meeting):
    recurs(meeting)
    second, third = (begun(world.coalition, f"Over {days}", days=days) for days in (35, 63))
    second.cancel(by=world.secretary, reason="Te weinig punten")
    assert JOB() == 1
    assert "Stand van de begroting" in titles(third)


def test_its_papers_come_along_no_more_open_than_they_were(world, meeting):
    item = recurs(meeting, publicity="besloten")
    a_paper(item, "Cijfers", publicity="vertrouwelijk")
    following = begun(world.coalition, "Daarna", days=35)
    again = following.items.get(title="Stand van de begroting")
    paper = again.papers.get()
    assert (again.publicity, paper.publicity) == ("besloten", "vertrouwelijk")
    assert paper.file_id == item.papers.get().file_id


def test_closed_with_a_reason_it_comes_back_no_more_and_the_occurrences_know_each_other(world, as_, meeting):
    item, client = an_item(meeting, "Stand van de begroting"), as_(world.secretary)
    for _ in range(2):
        assert client.post(reverse("item_recur", args=[item.pk])).status_code == 302
    recurring = RecurringItem.objects.get()
    second = begun(world.coalition, "Zorgraad daarna", days=35)
    page = client.get(reverse("item", args=[item.pk])).text
    assert "Zorgraad daarna" in page
    assert reverse("item", args=[second.items.get(title=item.title).pk]) in page
    url = reverse("recurring_close", args=[recurring.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "De begroting is vastgesteld."}).status_code == 302
    assert "De begroting is vastgesteld." in client.get(reverse("item", args=[item.pk])).text
    assert "Stand van de begroting" not in titles(begun(world.coalition, "Derde", days=63))
    assert coming_back.close(recurring, by=world.chair, reason="Nog eens") is False
    recurring.refresh_from_db()
    assert recurring.closed_reason == "De begroting is vastgesteld."


def test_the_database_has_it_once_per_meeting_and_closed_is_closed(world, meeting):
    recurs(meeting)
    row, other = RecurringItem.objects.get(), an_item(meeting, "Nog een")
    with pytest.raises(IntegrityError), transaction.atomic(), acting(SystemActor.SETUP):
        Recurrence.objects.create(item=other, recurring=row, meeting=meeting)
    coming_back.close(row, by=world.secretary, reason="Klaar.")
    with pytest.raises(Error), transaction.atomic(), acting(SystemActor.SETUP):
        RecurringItem.objects.filter(pk=row.pk).update(closed_at=None, closed_reason="")


def test_a_parked_item_cannot_come_back_yet(world):
    from tests.governance.agendas import parked

    with pytest.raises(ValidationError):
        coming_back.start(parked(world.coalition, "Los"), by=WORKER)
    assert not AgendaItem.objects.filter(recurrence__isnull=False).exists()
