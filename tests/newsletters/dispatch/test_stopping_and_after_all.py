"""Stopped: nobody gets it any more, until a person sends it after all to the rest. Nobody gets it twice."""

import threading
import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from newsletters.dispatch import steps
from newsletters.dispatch.jobs import send_issues
from newsletters.issues.freezing import Problem
from newsletters.issues.models import Issue, IssueState
from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.reading import ISSUE
from newsletters.subscriptions.states import ConsentSource
from newsletters.subscriptions.subscribing import end
from tests.newsletters.dispatch.issues import approved, gone
from tests.newsletters.subscriptions.readers import crowd
from tests.newsletters.test_after_a_restore import put_back
from tests.world import World
from zorgzaam.audit.history import acting
from zorgzaam.post.bulk import claiming
from zorgzaam.post.bulk.models import Mailing, MailingState
from zorgzaam.post.bulk.sending import send_waiting
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.reconcile import Answer, settle

pytestmark = pytest.mark.django_db


def mails(**which: Any) -> Any:
    return OutgoingMail.objects.filter(kind=ISSUE, **which)


def half_gone(world: World, monkeypatch: pytest.MonkeyPatch) -> Issue:
    """Of four readers two have it, and then somebody stopped."""
    crowd(4)
    issue = gone(world)
    with monkeypatch.context() as smaller:
        smaller.setattr(claiming, "BATCH", 2)
        taken = claiming.claim(0)
    mails().exclude(pk__in=[mail.pk for mail in taken]).update(not_before="2100-01-01T00:00Z")
    mails(pk__in=[mail.pk for mail in taken]).update(
        state=MailState.QUEUED, claimed_by=None, lease_until=None
    )
    assert send_waiting() == 2
    mails().exclude(state=MailState.SENT).update(not_before="2020-01-01T00:00Z")
    steps.stop(issue, by=world.bureau.person)
    issue.refresh_from_db()
    return issue


def test_stopped_nothing_leaves_and_pausing_changes_nothing(world: World, sink: Any, as_: Any) -> None:
    crowd(4)
    issue, client = gone(world), as_(world.bureau)
    assert "0</strong>" in client.get(reverse("issue_stop", args=[issue.pk])).content.decode()
    assert client.post(reverse("issue_stop", args=[issue.pk])).status_code == 302
    assert send_waiting() == 0
    for name in ("issue_resume", "issue_pause"):
        client.post(reverse(name, args=[issue.pk]))
    send_issues()
    assert send_waiting() == 0
    issue.refresh_from_db()
    assert issue.state == IssueState.STOPPED
    page = client.get(reverse("issue_sending", args=[issue.pk])).content.decode()
    assert "4 lezers kregen de nieuwsbrief niet" in page


def test_stopped_while_the_book_is_filled_nothing_leaves(world: World, sink: Any) -> None:
    crowd(2)
    issue = approved(world)
    steps.begin(issue, by=world.bureau.person)
    steps.stop(issue, by=world.bureau.person)
    send_issues()
    assert send_waiting() == 0
    assert Mailing.objects.get().state == MailingState.STOPPED


def test_who_stopped_by_mistake_sends_it_to_the_rest_and_to_nobody_twice(
    world: World, sink: Any, as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue, client = half_gone(world, monkeypatch), as_(world.bureau)
    frozen = issue.frozen_id
    url = reverse("issue_again", args=[issue.pk])
    assert url in client.get(reverse("issue_sending", args=[issue.pk])).content.decode()
    page = client.get(url).content.decode()
    assert "<strong>2 lezers</strong>" in page
    assert "2 lezers hebben" in page
    for _ in range(2):
        assert client.post(url).status_code == 302
    assert send_waiting() == 2
    send_issues()
    issue.refresh_from_db()
    assert (issue.state, issue.frozen_id) == (IssueState.SENT, frozen)
    assert set(sink.taken.values()) == {1}
    assert mails(state=MailState.SENT).count() == mails().count() == 4
    assert url not in client.get(reverse("issue_sending", args=[issue.pk])).content.decode()
    assert "niet gestopt" in client.post(url).content.decode()


def test_who_was_not_in_the_book_yet_gets_it_too(world: World, sink: Any) -> None:
    crowd(3)
    issue = approved(world)
    steps.begin(issue, by=world.bureau.person)
    steps.stop(issue, by=world.bureau.person)
    steps.again(issue, by=world.bureau_only.person)
    assert send_waiting() == 0
    send_issues()
    assert send_waiting() == 3


def test_who_ended_meanwhile_gets_nothing(world: World, sink: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    issue = half_gone(world, monkeypatch)
    left = mails(state=MailState.QUEUED).values_list("to_address", flat=True)[0]
    end(Subscriber.objects.get(address=left), ConsentSource.OWN_PAGE)
    steps.again(issue, by=world.bureau.person)
    assert send_waiting() == 1
    assert f"RCPT TO:<{left}>" not in sink.commands


def test_what_is_not_public_any_more_does_not_go_on(
    world: World, sink: Any, as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = half_gone(world, monkeypatch)
    closed = [Problem(issue.blocks.first().pk, "Dit besluit is niet meer openbaar.")]  # type: ignore[attr-defined]
    monkeypatch.setattr(steps, "closed_since", lambda frozen: closed)
    answer = as_(world.bureau).post(reverse("issue_again", args=[issue.pk]))
    assert answer.status_code == 422
    assert "niet meer openbaar" in answer.content.decode()
    assert "nieuwe nieuwsbrief" in answer.content.decode()
    assert send_waiting() == 0


@pytest.mark.parametrize("state", ["approved", "running"])
def test_control_what_was_not_stopped_is_not_sent_on(world: World, state: str) -> None:
    crowd(1)
    if state == "running":
        assert steps.again(gone(world), by=world.bureau.person) is False
    else:
        with pytest.raises(ValidationError, match="niet gestopt"):
            steps.again(approved(world), by=world.bureau.person)


def test_stopped_when_the_book_was_put_back_a_person_looks_at_each(
    world: World, sink: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the book of before it was stopped; after that copy somebody may have sent it to the rest."""
    issue = half_gone(world, monkeypatch)
    put_back()
    assert mails(state=MailState.QUEUED).count() == 2
    steps.again(issue, by=world.bureau.person)
    assert mails(state=MailState.UNCERTAIN).count() == 2
    assert send_waiting() == 0
    send_issues()
    issue.refresh_from_db()
    assert issue.state == IssueState.RUNNING


def test_what_lay_claimed_is_doubted_too_and_what_was_decided_is_not_asked_again(
    world: World, sink: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = half_gone(world, monkeypatch)
    claimed, decided = mails(state=MailState.QUEUED)
    mails(pk=claimed.pk).update(
        state=MailState.CLAIMED, claimed_by=uuid.uuid4(), lease_until="2100-01-01T00:00Z"
    )
    put_back()
    steps.again(issue, by=world.bureau.person)
    assert mails(state=MailState.UNCERTAIN).count() == 2
    decided.refresh_from_db()
    with acting(world.bureau):
        assert settle(decided, Answer.NO, by=world.bureau.person)
    steps.stop(issue, by=world.bureau.person)
    steps.again(issue, by=world.bureau.person)
    assert send_waiting() == 1
    assert f"RCPT TO:<{decided.to_address}>" in sink.commands
    assert mails(state=MailState.UNCERTAIN).get() == claimed


@pytest.mark.django_db(transaction=True)
def test_two_at_once_send_it_on_once(world: World) -> None:
    crowd(5)
    issue = gone(world)
    steps.stop(issue, by=world.bureau.person)
    done: list[bool] = []

    def press() -> None:
        try:
            done.append(steps.again(Issue.objects.get(pk=issue.pk), by=world.bureau.person))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [False, False, False, True]
    assert (mails().count(), Mailing.objects.get().state) == (5, MailingState.RUNNING)


def test_who_lets_it_stand_still_at_the_end_finds_it_sent(world: World, sink: Any, as_: Any) -> None:
    crowd(2)
    issue = gone(world)
    assert send_waiting() == 2
    steps.pause(issue, by=world.bureau.person)
    answer = as_(world.bureau).post(reverse("issue_stop", args=[issue.pk]))
    assert "Er valt niets meer te stoppen" in answer.content.decode()
    send_issues()
    issue.refresh_from_db()
    assert issue.state == IssueState.SENT
    assert Mailing.objects.get(kind=ISSUE).state == MailingState.RUNNING, (
        "what a person lets go after all goes"
    )


def test_control_what_stands_still_halfway_stays_so(world: World, sink: Any) -> None:
    crowd(2)
    issue = gone(world)
    steps.pause(issue, by=world.bureau.person)
    send_issues()
    issue.refresh_from_db()
    assert issue.state == IssueState.RUNNING
    assert steps.stop(issue, by=world.bureau.person)
