"""What the clock would begin by itself waits for a person when it may have gone before a restore (promise I11)."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from newsletters.dispatch import steps
from newsletters.dispatch.jobs import send_issues
from newsletters.dispatch.models import Sending
from newsletters.issues.models import IssueState
from newsletters.jobs import ask_lists
from newsletters.network_meeting import sending
from newsletters.network_meeting.models import WaveKind
from newsletters.subscriptions.lists.models import REMIND_AFTER, ReaderList
from newsletters.subscriptions.mails import PERMISSION
from newsletters.subscriptions.reading import ISSUE
from tests.newsletters.dispatch.issues import approved, gone, planned
from tests.newsletters.network.meeting import fired, in_circle, mails, moved, prepared, wave
from tests.newsletters.subscriptions.readers import a_list, crowd
from tests.newsletters.subscriptions.test_take_over_a_list import years_later
from tests.world import World, set_up
from zorgzaam.post.models import MailState, OutgoingMail, PostOffice
from zorgzaam.post.restored import is_shut

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@set_up
def put_back(*, opened: bool = True) -> None:
    """The book of a while ago was put back, and somebody opened the post office."""
    is_shut()
    PostOffice.objects.update(place="1/2/3/4")
    assert is_shut()
    if opened:
        PostOffice.objects.update(held=False)


def of(kind: str) -> int:
    return OutgoingMail.objects.filter(kind=kind).count()


@pytest.mark.parametrize("restored", [True, False])
def test_an_issue_planned_before_it_waits_for_a_person(world: World, restored: bool) -> None:
    crowd(2)
    issue = planned(world, ago=HOUR)
    if restored:
        put_back()
    send_issues()
    issue.refresh_from_db()
    assert (issue.state, of(ISSUE)) == ((IssueState.APPROVED, 0) if restored else (IssueState.RUNNING, 2))
    if restored:
        assert "al verstuurd" in OutgoingMail.objects.get(kind="newsletter-not-gone").text
        steps.begin(issue, by=world.bureau.person)
        send_issues()
        assert of(ISSUE) == 2, "a person wants it all the same"


def test_an_issue_planned_for_after_it_goes(world: World) -> None:
    crowd(2)
    put_back(opened=False)
    planned(world, ago=-HOUR * 0)
    set_up(PostOffice.objects.update)(held=False)
    send_issues()
    assert of(ISSUE) == 2


def test_an_issue_that_was_half_in_the_book_stands_still(world: World) -> None:
    crowd(2)
    issue = approved(world)
    steps.begin(issue, by=world.bureau.person)
    put_back()
    send_issues()
    assert Sending.objects.get(issue=issue).paused
    assert of(ISSUE) == 2
    steps.resume(issue, by=world.bureau.person)
    assert not Sending.objects.get(issue=issue).paused


def test_an_issue_is_not_over_while_its_mail_may_still_go(world: World) -> None:
    crowd(2)
    issue = gone(world)
    put_back(opened=False)
    send_issues()
    issue.refresh_from_db()
    assert issue.state == IssueState.RUNNING
    set_up(PostOffice.objects.update)(held=False)
    send_issues()
    issue.refresh_from_db()
    assert issue.state == IssueState.RUNNING, "nobody decided about its mail"
    OutgoingMail.objects.filter(kind=ISSUE).update(state=MailState.SENT, last_answer="")
    send_issues()
    issue.refresh_from_db()
    assert issue.state == IssueState.SENT


def test_a_list_that_may_have_been_asked_is_not_asked_again_by_the_clock(world: World, as_: Any) -> None:
    row = a_list(world.bureau, ["een"])
    set_up(ReaderList.objects.filter(pk=row.pk).update)(
        asked_at=timezone.now() - HOUR, asked_by=world.bureau.person
    )
    put_back()
    ask_lists()
    row.refresh_from_db()
    assert (row.asked_at, row.queued_at, of(PERMISSION)) == (None, None, 0)
    assert "opnieuw" in OutgoingMail.objects.get(kind="newsletter-list-waits").text
    desk = as_(world.bureau)
    answer = desk.post(
        reverse("reader_list_ask", args=[row.pk]),
        {"name": row.name, "remind": "on", "days": 30, "version": row.version},
    )
    assert answer.status_code == 302
    ask_lists()
    assert of(PERMISSION) == 1


def test_a_reminder_that_may_have_gone_waits_for_the_button(world: World, as_: Any) -> None:
    row = a_list(world.bureau, ["stil"], asked=True)
    years_later(row, REMIND_AFTER, "asked_at", "queued_at")
    put_back()
    for _ in range(2):
        ask_lists()
    assert of(PERMISSION) == 1
    assert of("newsletter-list-waits") == 1
    desk, page = as_(world.bureau), reverse("reader_list", args=[row.pk])
    assert "De herinnering wacht op jou" in desk.get(page).content.decode()
    for _ in range(2):
        desk.post(reverse("reader_list_hold", args=[row.pk]), {"wat": "nog-een-keer"})
    assert of(PERMISSION) == 2
    assert "De herinnering wacht op jou" not in desk.get(page).content.decode()


def test_without_a_restore_nobody_asks_for_a_reminder_before_its_time(world: World, as_: Any) -> None:
    row = a_list(world.bureau, ["stil"], asked=True)
    as_(world.bureau).post(reverse("reader_list_hold", args=[row.pk]), {"wat": "nog-een-keer"})
    assert of(PERMISSION) == 1


def test_a_wave_that_was_on_before_it_waits_until_somebody_sets_it_going_again(
    world: World, as_: Any
) -> None:
    in_circle("Buurtzaam", "info@buurt.example")
    meeting = prepared()
    found = moved(wave(meeting, WaveKind.INVITATION), goes_at=timezone.now() - HOUR)
    sending.start(found, by=world.bureau)
    put_back()
    fired()
    fired()
    assert mails(sending.KIND) == []
    assert of("network-wave-waits") > 0
    told = of("network-wave-waits")
    desk, page = as_(world.bureau), reverse("network_meeting", args=[meeting.pk])
    assert "Wacht op jou: kan al weg zijn" in desk.get(page).content.decode()
    desk.post(reverse("network_wave_start", args=[meeting.pk, found.pk]))
    assert "Wacht op jou: kan al weg zijn" not in desk.get(page).content.decode()
    fired()
    assert len(mails(sending.KIND)) == 1
    assert of("network-wave-waits") == told
