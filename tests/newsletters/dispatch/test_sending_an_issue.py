"""Sending: at once or at a moment, once whoever presses; still and on; and on the site from that moment."""

import datetime
import threading
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from newsletters.dispatch import steps
from newsletters.dispatch.clicks import counting
from newsletters.dispatch.figures import figures_of, stand_of
from newsletters.dispatch.jobs import send_issues
from newsletters.dispatch.models import LinkCount, NewsletterRules, Sending
from newsletters.dispatch.recipients import name_of
from newsletters.issues.models import Issue, IssueState
from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.reading import ISSUE
from newsletters.subscriptions.states import ConsentSource
from newsletters.subscriptions.subscribing import end
from tests.newsletters.dispatch.issues import a_text, an_issue, approved, gone, planned
from tests.newsletters.subscriptions.readers import crowd, reader
from tests.world import World, set_up
from zorgzaam.audit.history import acting
from zorgzaam.post.bulk.filling import fill
from zorgzaam.post.bulk.models import Mailing, MailingState
from zorgzaam.post.bulk.sending import send_waiting
from zorgzaam.post.models import MailState, OutgoingMail, PostOffice
from zorgzaam.post.office import Letter
from zorgzaam.post.restored import is_shut

pytestmark = pytest.mark.django_db
HOUR, MINUTE = datetime.timedelta(hours=1), datetime.timedelta(minutes=1)


def mails() -> Any:
    return OutgoingMail.objects.filter(kind=ISSUE)


def test_everybody_gets_it_once_and_then_it_is_sent(world: World, sink: Any) -> None:
    crowd(30)
    issue = gone(world)
    assert issue.state == IssueState.RUNNING
    assert issue.begun_at is not None
    assert send_waiting() == 30
    send_issues()
    issue.refresh_from_db()
    assert (issue.state, mails().filter(state=MailState.SENT).count()) == (IssueState.SENT, 30)
    assert set(sink.taken.values()) == {1}
    told = OutgoingMail.objects.get(kind="newsletter-sent")
    assert "aan 30 lezers" in told.text
    send_issues()
    assert (mails().count(), OutgoingMail.objects.filter(kind="newsletter-sent").count()) == (30, 1)


def test_who_looks_reads_that_the_relay_takes_nothing(world: World, as_: Any, settings: Any) -> None:
    crowd(3)
    issue = gone(world)
    url, client = reverse("issue_sending", args=[issue.pk]), as_(world.bureau)
    told = "De mailserver neemt niet alles aan"
    assert told not in client.get(url).content.decode(), "the control: nothing was tried yet"
    settings.MAIL_RELAY_HOST, settings.MAIL_RELAY_PORT = "127.0.0.1", 1
    settings.MAIL_CONNECTIONS = 1
    send_waiting(2)
    page = client.get(url).content.decode()
    assert told in page
    assert "op een nieuwe poging" in page


def test_a_reader_gets_their_own_links_and_what_tells_it_is_a_list(world: World) -> None:
    row = reader("leest")
    gone(world)
    mail = mails().select_related("body").get()
    raw = fill(mail.body, mail).decode()
    for line in (
        "List-Id: <nieuwsbrief.", "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "Precedence: bulk", "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All",
    ):  # fmt: skip
        assert line in raw
    assert reverse("newsletter_end", args=[row.secret]) in raw.replace("=\r\n", "")


@pytest.mark.parametrize("times", [2, 5])
def test_pressed_again_by_another_it_goes_once(world: World, times: int) -> None:
    crowd(3)
    issue = approved(world)
    done = [steps.begin(issue, by=who.person) for who in [world.bureau, world.bureau_only] * times]
    assert done.count(True) == 1
    for _ in range(times):
        send_issues()
    assert (mails().count(), Mailing.objects.count()) == (3, 1)


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_and_two_schedulers_send_it_once(world: World) -> None:
    crowd(5)
    issue = approved(world)
    begun: list[bool] = []

    def press() -> None:
        try:
            begun.append(steps.begin(Issue.objects.get(pk=issue.pk), by=world.bureau.person))
            send_issues()
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(begun) == [False, False, False, True]
    assert mails().count() == 5
    assert Sending.objects.get().filled_at is not None


def test_no_mail_leaves_before_everybody_is_in_the_book(world: World, sink: Any) -> None:
    crowd(3)
    issue = approved(world)
    steps.begin(issue, by=world.bureau.person)
    assert Mailing.objects.get().state == MailingState.PAUSED
    assert send_waiting() == 0
    send_issues()
    assert send_waiting() == 3


def test_who_comes_or_goes_meanwhile_is_decided_at_the_door(world: World, sink: Any) -> None:
    crowd(2)
    issue = approved(world)
    steps.begin(issue, by=world.bureau.person)
    reader("net-erbij")
    send_issues()
    leaves = Subscriber.objects.get(address="lezer000000@deltaland.example")
    end(leaves, ConsentSource.OWN_PAGE)
    assert send_waiting() == 2
    assert f"RCPT TO:<{leaves.address}>" not in sink.commands
    send_issues()
    figures = figures_of(stand_of(Sending.objects.get()))
    assert (figures.delivered, figures.lapsed, figures.refused, figures.ended) == (2, 1, 0, 1)


def test_who_changes_their_choice_while_the_book_is_filled_gets_one(world: World) -> None:
    """Somebody in the book who sees other parts a moment later gets no second mail."""
    row = reader("leest")
    issue = gone(world)
    with acting(world.bureau):
        Sending.objects.update(filled_at=None)
    from tests.themes import making

    set_up(row.themes.set)([making.theme(making.generation(), "Jeugd")])
    send_issues()
    assert mails().filter(about=name_of(issue.pk)).count() == 1


# ---------------------------------------------------------------- planned
def test_what_is_planned_goes_by_itself_and_once(world: World) -> None:
    crowd(3)
    issue = planned(world, ago=MINUTE)
    send_issues()
    send_issues()
    issue.refresh_from_db()
    assert (issue.state, mails().count()) == (IssueState.RUNNING, 3)
    assert Sending.objects.get().by == world.bureau.person


def test_control_before_its_moment_it_waits(world: World) -> None:
    crowd(1)
    planned(world, ago=-HOUR)
    send_issues()
    assert mails().count() == 0


def test_much_too_late_a_person_decides(world: World) -> None:
    crowd(1)
    issue = planned(world, ago=25 * HOUR)
    send_issues()
    send_issues()
    issue.refresh_from_db()
    assert (issue.state, mails().count()) == (IssueState.APPROVED, 0)
    assert "meer dan een dag" in OutgoingMail.objects.get(kind="newsletter-not-gone").text


def test_while_the_post_office_is_shut_nothing_begins(world: World) -> None:
    crowd(1)
    issue = planned(world, ago=MINUTE)
    with acting(world.bureau):
        PostOffice.objects.update_or_create(pk=1, defaults={"held": True})
    send_issues()
    issue.refresh_from_db()
    assert issue.state == IssueState.PLANNED
    with acting(world.bureau):
        PostOffice.objects.update(held=False)
    send_issues()
    assert mails().count() == 1


def test_what_was_closed_meanwhile_does_not_go(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsletters.issues.freezing import Problem

    issue = planned(world, ago=MINUTE)
    block = issue.blocks.first()  # type: ignore[attr-defined]
    closed = [Problem(block.pk, "Dit besluit is niet meer openbaar.")]
    monkeypatch.setattr(steps, "closed_since", lambda frozen: closed)
    with pytest.raises(ValidationError, match="niet meer openbaar"):
        steps.begin(issue, by=world.bureau.person)
    send_issues()
    issue.refresh_from_db()
    assert issue.state == IssueState.APPROVED
    assert (
        "Bericht 1: Dit besluit is niet meer openbaar."
        in OutgoingMail.objects.get(kind="newsletter-not-gone").text
    )


# ---------------------------------------------------------------- while it goes
def test_still_and_on_again(world: World, sink: Any, as_: Any) -> None:
    crowd(4)
    issue, client = gone(world), as_(world.bureau)
    client.post(reverse("issue_pause", args=[issue.pk]))
    assert send_waiting() == 0
    send_issues()
    issue.refresh_from_db()
    assert issue.state == IssueState.RUNNING
    assert "staat stil" in client.get(reverse("issue_sending", args=[issue.pk])).content.decode()
    client.post(reverse("issue_resume", args=[issue.pk]))
    assert send_waiting() == 4


def test_still_before_the_book_is_full_stays_still(world: World, sink: Any) -> None:
    crowd(2)
    issue = approved(world)
    steps.begin(issue, by=world.bureau.person)
    steps.pause(issue, by=world.bureau.person)
    send_issues()
    assert (mails().count(), send_waiting()) == (2, 0)
    steps.resume(issue, by=world.bureau.person)
    assert send_waiting() == 2


def test_the_page_counts_on_its_own(world: World, as_: Any) -> None:
    crowd(3)
    issue, client = gone(world), as_(world.bureau)
    url = reverse("issue_sending", args=[issue.pk])
    page = client.get(url).content.decode()
    assert 'hx-trigger="every 2s"' in page
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<div")
    assert "0 van 3 afgehandeld" in part
    mails().update(state=MailState.SENT, sent_at=timezone.now())
    send_issues()
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in part
    assert "<dd>3</dd>" in part


# ---------------------------------------------------------------- links
def test_links_are_not_counted_unless_the_region_chose_so(world: World) -> None:
    reader("leest")
    issue = an_issue(world)
    with acting(world.bureau):
        a_text(issue, "Met link", link="https://elders.example/a?b=1&c=2")
    gone(world, issue)
    raw = fill(mails().get().body, mails().get()).decode()
    assert LinkCount.objects.count() == 0
    assert "elders.example" in raw


def test_where_the_region_counts_it_counts_clicks_and_nothing_else(world: World, as_: Any) -> None:
    for name in ("een", "twee"):
        reader(name)
    client = as_(world.bureau)
    assert client.post(reverse("newsletter_rules"), {"counts_links": "on"}).status_code == 302
    assert NewsletterRules.of_region().counts_links
    issue = an_issue(world)
    with acting(world.bureau):
        a_text(issue, "Met link", link="https://elders.example/a?b=1&c=2")
    gone(world, issue)
    link = LinkCount.objects.get(url__startswith="https://elders.example/")
    assert link.url == "https://elders.example/a?b=1&c=2"
    bodies = {mail.body_id for mail in mails()}
    assert len(bodies) == 1
    visitor, url = as_(None), reverse("newsletter_link", args=[link.pk])
    visitor.head(url)
    answer = visitor.get(url)
    assert (answer.status_code, answer["Location"]) == (302, link.url)
    assert not answer.cookies
    link.refresh_from_db()
    assert link.clicks == 1
    own = reverse("newsletter_end", args=["x"])[:-2]
    assert not LinkCount.objects.filter(url__contains=own).exists()
    mails().update(state=MailState.SENT, sent_at=timezone.now())
    send_issues()
    assert "elders.example" in client.get(reverse("issue_sending", args=[issue.pk])).content.decode()


@pytest.mark.parametrize(("url", "counts"), [("http://[", 0), ("https://elders.example/", 1)])
def test_an_address_that_leads_nowhere_is_left_as_it_is(world: World, url: str, counts: int) -> None:
    counted = set_up(counting)(Letter("x", "x", f'<a href="{url}">x</a>'), an_issue(world))
    assert LinkCount.objects.count() == counts
    assert (url in counted.html) == (not counts)


# ---------------------------------------------------------------- a proof
def test_a_proof_goes_to_colleagues_marked_and_without_anybodys_links(world: World, as_: Any) -> None:
    issue, client = an_issue(world), as_(world.bureau)
    me = world.bureau.person
    data = {"to": [me.pk, world.bureau_only.person.pk], "form_key": "k"}
    for _ in range(2):
        assert client.post(reverse("issue_proof", args=[issue.pk]), data).status_code == 302
    proofs = OutgoingMail.objects.filter(kind="newsletter-proof")
    assert {mail.to_person for mail in proofs} == {me, world.bureau_only.person}
    assert proofs.count() == 2
    for mail in proofs:
        assert mail.subject.startswith("TEST")
        assert "[[" not in mail.text + mail.html + str(mail.headers)
        assert "List-Unsubscribe" not in mail.headers
    assert client.post(reverse("issue_proof", args=[issue.pk]), {}).status_code == 422


# ---------------------------------------------------------------- who gets it
def test_one_address_is_looked_up(world: World, as_: Any) -> None:
    reader("leest")
    issue, client = an_issue(world), as_(world.bureau)
    url = reverse("issue_recipients", args=[issue.pk])
    for asked, words in (
        ("LEEST@deltaland.example", "Ja, dit adres krijgt hem"),
        ("onbekend@deltaland.example", "staat niet op de lijst"),
        ("\x00", "Wie krijgt de nieuwsbrief"),
    ):
        assert words in client.get(url, {"adres": asked}).content.decode()


@pytest.mark.parametrize("state", ["draft", "asked", "approved", "planned", "gone"])
def test_pages_cost_the_same_whatever_the_number_of_readers(world: World, as_: Any, state: str) -> None:
    from django.test.utils import CaptureQueriesContext

    issue = an_issue(world, blocks=4)
    if state == "asked":
        steps.ask(issue, by=world.bureau.person)
    elif state != "draft":
        issue = approved(world, issue)
    if state == "planned":
        steps.plan(issue, by=world.bureau.person, moment=timezone.now() + HOUR)
    # Who asks first writes down where the book stands.
    is_shut()
    client, found = as_(world.bureau_only), []
    for number in (2, 20):
        crowd(number, domain=f"d{number}.example")
        if state == "gone" and issue.state == IssueState.APPROVED:
            steps.begin(issue, by=world.bureau.person)
        if state == "gone":
            with acting(world.bureau):
                Sending.objects.update(filled_at=None)
            send_issues()
        names = [
            "issue_sending",
            "issue_recipients",
            "issue_review",
            "issue_send",
            "issue_stop",
            "issue_again",
            "issue_plan",
        ]
        costs = []
        for name in names:
            with CaptureQueriesContext(connection) as captured:
                client.get(reverse(name, args=[issue.pk]), {"adres": f"lezer000001@d{number}.example"})
            costs.append(len(captured))
        found.append(costs)
    assert found[0] == found[1]
