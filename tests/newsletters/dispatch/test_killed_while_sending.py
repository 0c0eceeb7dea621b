"""Workers killed while an issue goes out: nobody forgotten, nobody mailed twice (promise I3).

Real processes, SIGKILL, a relay that keeps a file per arrival before it says 250.
"""

import datetime
import os
import random
import signal
import time
from typing import Any

import pytest
from django.db.models import F

from newsletters.dispatch import steps
from newsletters.dispatch.jobs import send_issues
from newsletters.dispatch.models import Sending
from newsletters.issues.models import IssueState
from newsletters.subscriptions.reading import ISSUE
from tests.conftest import FULL
from tests.kernel.test_post_kills import _relay, arrivals  # noqa: F401 - the relay is a fixture
from tests.newsletters.dispatch.issues import a_text, approved, planned
from tests.newsletters.dispatch.issues import an_issue as draft
from tests.newsletters.subscriptions.readers import crowd, reader
from tests.themes import making
from tests.world import World
from zorgzaam.audit.history import acting
from zorgzaam.post.bulk import queueing
from zorgzaam.post.bulk.models import MailDomain
from zorgzaam.post.jobs import send_mailings, sweep
from zorgzaam.post.models import MailState, OutgoingMail

pytestmark = pytest.mark.django_db(transaction=True)
KILLED = -signal.SIGKILL


def mails() -> Any:
    return OutgoingMail.objects.filter(kind=ISSUE)


def left() -> int:
    return mails().exclude(state=MailState.SENT).count()


def time_passes() -> None:
    """An hour later; in one statement, for what a process that was killed had asked may still come through."""
    hour = datetime.timedelta(hours=1)
    OutgoingMail.objects.exclude(state=MailState.SENT).update(
        lease_until=F("lease_until") - hour,
        handed_at=F("handed_at") - hour,
        not_before=F("not_before") - 3 * hour,
    )


def go_on(most: int = 6) -> None:
    """What the clock does, until nothing waits."""
    for _ in range(most):
        MailDomain.objects.all().delete()
        sweep()
        send_issues()
        send_mailings()
        if not left():
            break
        time_passes()
    send_issues()
    sweep()


@pytest.mark.parametrize("point", ["mail.queued_a_batch", "newsletter.filled"])
def test_killed_while_the_book_is_filled_it_goes_on_where_it_was(
    world: World, zygote: Any, point: str
) -> None:
    crowd(25)
    issue = approved(world)
    steps.begin(issue, by=world.bureau.person)
    task = {"do": "send_issues", "with": {"batch": 10}}
    assert zygote.run({**task, "killpoint": point}) == [KILLED]
    assert mails().count() == (10 if point == "mail.queued_a_batch" else 25)
    assert Sending.objects.get().filled_at is None
    assert zygote.run(task, task, task) == [0, 0, 0]
    send_issues()
    assert (mails().count(), mails().values("to_address").distinct().count()) == (25, 25)
    assert Sending.objects.get().filled_at is not None


def test_killed_between_two_sets_of_parts_both_are_whole(world: World, zygote: Any) -> None:
    young = making.theme(making.generation(), "Jeugd")
    crowd(12)
    for each in range(8):
        reader(f"jeugd{each}", themes=[young])
    issue = draft(world)
    with acting(world.bureau):
        a_text(issue, "Voor ouderen", themes=[making.theme(young.generation, "Ouderen")])
    approved(world, issue)
    steps.begin(issue, by=world.bureau.person)
    task = {"do": "send_issues", "with": {"batch": 5}}
    assert zygote.run({**task, "killpoint": "mail.queued_a_batch"}) == [KILLED]
    assert zygote.run(task) == [0]
    assert sorted(
        mails().filter(body=body).count() for body in set(mails().values_list("body", flat=True))
    ) == [8, 12]


def test_two_schedulers_begin_what_is_planned_once(world: World, zygote: Any) -> None:
    crowd(12)
    planned(world, ago=datetime.timedelta(minutes=1))
    assert zygote.run(*[{"do": "send_issues", "with": {"batch": 5}}] * 3) == [0, 0, 0]
    send_issues()
    assert (mails().count(), Sending.objects.count()) == (12, 1)


def _sent_with_kills(world: World, zygote: Any, folder: Any, number: int, kills: int) -> dict[str, float]:
    """An issue to so many readers, its workers killed so often; gives the figures."""
    seed = int(os.environ.get("ZORGZAAM_SEED", random.randrange(10**6)))
    chance = random.Random(seed)
    crowd(number)
    issue = approved(world)
    steps.begin(issue, by=world.bureau.person)
    began = time.monotonic()
    batch = max(number // 4, 5)
    fill = {"do": "send_issues", "with": {"batch": batch}}
    assert zygote.run({**fill, "killpoint": "mail.queued_a_batch"}) == [KILLED]
    assert 0 < mails().count() < number
    assert zygote.run(fill) == [0]
    filled = time.monotonic() - began
    unsure = 0
    for point in ["mail.after_250", "mail.after_dot", "mail.in_data"][: kills - 1]:
        wait = chance.uniform(0.5, 2.0) if number > 1000 else 0.05
        assert KILLED in zygote.run(
            {"do": "send_mass_mail", "kill_after": wait}, {"do": "send_mass_mail", "killpoint": point}
        ), f"seed {seed}"
        unsure = max(unsure, mails().filter(state__in=[MailState.HANDED, MailState.UNCERTAIN]).count())
        time_passes()
        sweep()
    go_on(40)
    took = time.monotonic() - began
    issue.refresh_from_db()
    found = arrivals(folder)
    assert found[1] == OutgoingMail.objects.filter(state=MailState.SENT).count(), f"seed {seed}: {found}"
    assert set(found) == {1}, f"seed {seed}: {found}"
    assert mails().filter(state=MailState.SENT).count() == number, f"seed {seed}"
    assert issue.state == IssueState.SENT
    return {"readers": number, "kills": kills, "filled": filled, "seconds": took, "unsure": unsure}


def test_an_issue_survives_three_kills(world: World, zygote: Any, catcher: Any) -> None:
    _sent_with_kills(world, zygote, catcher[0], 200, 4)


@pytest.mark.long
def test_ten_thousand_readers_survive_three_kills(world: World, zygote: Any, catcher: Any) -> None:
    assert FULL
    print(_sent_with_kills(world, zygote, catcher[0], 10_000, 4))


def test_control_a_book_without_one_mail_per_reader_doubles(world: World, owner_sql: Any) -> None:
    """Without the constraint the second filling would write everybody again."""
    crowd(3)
    issue = approved(world)
    steps.begin(issue, by=world.bureau.person)
    send_issues()
    owner_sql("DROP INDEX mail_once_per_reader")
    from newsletters.dispatch.letters import letter_of
    from newsletters.dispatch.parts import question_about
    from zorgzaam.post.bulk.filling import freeze

    row = Sending.objects.select_related("issue__frozen", "mailing").get()
    question = question_about(row.issue)
    (shows,) = question.counted().variants
    body = freeze(row.mailing, letter_of(row, question.parts_of(shows)))
    queueing.queue(body, question.getting(shows).to_queue(), row.begun_at)
    assert mails().count() == 6
