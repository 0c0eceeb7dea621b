"""Many readers in the book at once: one statement per batch, whatever their number, and nobody twice."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from zorgzaam.killpoints import killpoint
from zorgzaam.post.bulk.models import MailBody
from zorgzaam.post.bulk.suppression import DIGEST_SQL, digest_pads
from zorgzaam.post.models import OutgoingMail

BATCH = 5_000
# What the rows of `recipients` have to hold, in this order.
COLUMNS = ("key", "address", "person", "values")

# A volatile function keeps the planner from merging the inner select, so each reader has an id of their own.
_STATEMENT = """
WITH batch AS (
    SELECT gen_random_uuid() AS id, reader.* FROM ({readers}) AS reader ({columns})
), written AS (
    INSERT INTO {book} (
        id, kind, about, body_id, to_person_id, to_address, "values", message_id, subject, text, html,
        calendar, headers, private, state, attempts, not_before, last_answer, created_at, digest
    )
    SELECT id, %s, %s, %s, person, lower(address), "values", '<' || id || %s, %s, '', '',
        '', '{{}}', false, 'queued', 0, %s, '', statement_timestamp(), {digest}
    FROM batch
    ON CONFLICT DO NOTHING
    RETURNING 1
)
SELECT (SELECT count(*) FROM batch), (SELECT count(*) FROM written),
    (SELECT (array_agg(key ORDER BY key DESC))[1] FROM batch)
"""


@dataclass(frozen=True)
class Batch:
    """What one statement did: how many readers it looked at, how many mails are new, and where to go on."""

    seen: int
    new: int
    last: object


def queue(body: MailBody, readers: "QuerySet[Any, Any]", not_before: datetime.datetime) -> int:
    """Write a mail of `body` for each of `readers` that has none yet; gives how many are new.

    `readers` is a values_list with the columns COLUMNS: a key that orders them, the address, the Person or NULL, and a
    JSON object with the reader's own values (of a secret link what it is made of: `filling.OWN`). Each batch is a
    transaction: killed half way, the next call writes only what is missing. Wakes nobody.
    """
    total, last = 0, None
    while True:
        done = queue_batch(body, readers, not_before, after=last)
        total += done.new
        if done.seen < BATCH:
            return total
        last = done.last
        killpoint("mail.queued_a_batch")


@transaction.atomic
def queue_batch(
    body: MailBody, readers: "QuerySet[Any, Any]", not_before: datetime.datetime, *, after: object
) -> Batch:
    """One batch of `queue`: the readers after number `after`."""
    wanted = readers.order_by("key") if after is None else readers.filter(key__gt=after).order_by("key")
    inner, given = wanted[:BATCH].query.sql_with_params()
    statement = _STATEMENT.format(
        readers=inner,
        columns=", ".join(f'"{column}"' for column in COLUMNS),
        book=connection.ops.quote_name(OutgoingMail._meta.db_table),
        digest=DIGEST_SQL.format("address"),
    )
    mailing = body.mailing
    values: list[Any] = [
        mailing.kind,
        mailing.about,
        body.pk,
        f"@{settings.MAIL_DOMAIN}>",
        body.subject,
        not_before,
    ]
    values += digest_pads()
    with connection.cursor() as cursor:
        cursor.execute(statement, [*given, *values])
        return Batch(*cursor.fetchone())
