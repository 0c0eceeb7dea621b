"""A line that takes twenty mails reads as much of a long book as of a short one, and of one domain no more than so many
are on their way, over all lines together."""

import datetime
import threading
import uuid

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from tests.kernel.mailing import mass
from zorgzaam.post.bulk import claiming
from zorgzaam.post.bulk.models import MailBody, Mailing, MailingState
from zorgzaam.post.bulk.suppression import digest_of
from zorgzaam.post.models import MailState, OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("setup_actor")]
FEW, MANY = 2_000, 20_000


def waiting(body: MailBody, begin: int, end: int) -> None:
    """Mails of this body that wait since a minute, for readers of a hundred domains."""
    digest, then = digest_of("x@deltaland.example"), timezone.now() - datetime.timedelta(minutes=1)
    OutgoingMail.objects.bulk_create(
        (
            OutgoingMail(
                kind="proefpost", about=body.mailing.about, to_address=f"lezer{each}@d{each % 100}.example",
                message_id=f"<{each}@proef.example>", subject="x", body=body, digest=digest, not_before=then,
            )
            for each in range(begin, end)
        ),
        batch_size=2_000,
    )  # fmt: skip


def blocks() -> int:
    """What the database looks at for one claim, which is undone."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {claiming.named(claiming._CLAIM)}",
            claiming._given(uuid.uuid4()),
        )
        ((found,),) = cursor.fetchall()
        transaction.set_rollback(True)
    plan = found[0]["Plan"]
    assert plan["Actual Rows"] == claiming.BATCH
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])


def planner_counts() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE zorgzaam_outgoingmail")


@pytest.mark.parametrize("planner", ["knows nothing", "counted", "counted when all were sent"])
def test_a_claim_looks_at_as_much_of_a_long_book_as_of_a_short_one(planner):
    body, found = mass.body(), []
    if planner == "counted when all were sent":
        waiting(mass.body("nummer-0"), MANY, MANY + FEW)
        OutgoingMail.objects.update(state=MailState.SENT)
        planner_counts()
    for begin, end in ((0, FEW), (FEW, MANY)):
        waiting(body, begin, end)
        if planner == "counted":
            planner_counts()
        found.append(blocks())
    short, long = found
    assert long < 2 * short, found


def test_what_stands_still_or_is_done_costs_the_others_next_to_nothing():
    body = mass.body()
    waiting(body, 0, FEW)
    alone = blocks()
    still = mass.body("staat stil")
    Mailing.objects.filter(pk=still.mailing_id).update(state=MailingState.PAUSED)
    waiting(still, FEW, 2 * FEW)
    done = mass.body("klaar")
    waiting(done, 2 * FEW, 3 * FEW)
    OutgoingMail.objects.filter(body=done).update(state=MailState.SENT)
    assert blocks() < 2 * alone


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("keeps", [True, False])
def test_lines_that_claim_at_once_keep_to_the_limit_together(settings, monkeypatch, keeps):
    settings.MAIL_PER_DOMAIN = 5
    if not keeps:
        # The control: a line that looks only at what the others wrote down takes as many more.
        monkeypatch.setattr(claiming, "BATCH", 5)
        blind = claiming._CLAIM.replace("waiting.place +", "0 +").replace("mails >= %(per_domain)s", "false")
        monkeypatch.setattr(claiming, "_CLAIM", blind)
    mass.people(60)
    mass.queued()
    problems: list[Exception] = []
    other = threading.Thread(target=_claim, args=[problems])
    with transaction.atomic():
        claiming.claim(0)
        other.start()
        # What the first took is not committed yet.
        other.join(1)
    other.join()
    assert not problems
    taken = OutgoingMail.objects.filter(state=MailState.CLAIMED).count()
    assert taken == (5 if keeps else 10)


def test_what_a_killed_line_took_keeps_no_domain_busy_until_it_is_freed(settings):
    settings.MAIL_PER_DOMAIN = 2
    mass.people(6)
    mass.queued()
    assert len(claiming.claim(0)) == 2
    assert claiming.claim(0) == [], "the control: it may be on its way"
    later = claiming.FRESH + datetime.timedelta(seconds=1)
    OutgoingMail.objects.filter(state=MailState.CLAIMED).update(lease_until=F("lease_until") - later)
    assert len(claiming.claim(0)) == 2


def _claim(problems: list[Exception]) -> None:
    try:
        claiming.claim(0)
    except Exception as problem:
        problems.append(problem)
    finally:
        connection.close()
