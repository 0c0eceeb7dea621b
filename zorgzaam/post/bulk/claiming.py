"""Which mass mail this line takes, and the step from one mail to the next: all of it decided by the database."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from zorgzaam.killpoints import killpoint
from zorgzaam.post.bulk.models import MailBody, MailDomain, Mailing, Suppression
from zorgzaam.post.bulk.suppression import EVERYTHING, LOCK
from zorgzaam.post.models import OutgoingMail, PostOffice
from zorgzaam.post.restored import is_shut
from zorgzaam.post.steps import LEASE

# A lane is a number nobody else has: so many connections there are, however many workers wake up.
LANES = 0x5A5A_706F
BATCH = 20
# Among so many waiting mails a line looks for domains that are not busy.
WINDOW = 400
# What was taken longer ago lies with a line that was killed or stands still: it keeps no domain busy until it is freed.
FRESH = datetime.timedelta(seconds=30)

_TABLES = {
    "book": OutgoingMail,
    "body": MailBody,
    "mailing": Mailing,
    "suppression": Suppression,
    "domain": MailDomain,
    "office": PostOffice,
}
# Body after body, each in its order by the index made for it, until the window is full: a claim costs what it takes and
# not what waits. What the planner knows of a book that just grew is old: "IS TRUE" keeps it from looking up the taken
# rows among all that wait.
_CLAIM = """
WITH busy AS (
    SELECT domain, count(*) FILTER (WHERE lease_until > %(stale)s) AS mails FROM {book}
    WHERE body_id IS NOT NULL AND state IN ('claimed', 'handed') GROUP BY domain
), waiting AS (
    SELECT mail.id, mail.domain, row_number() OVER (PARTITION BY mail.domain ORDER BY mail.not_before, mail.id) AS place
    FROM (
        SELECT mail.id, mail.domain, mail.not_before FROM (
            SELECT body.id FROM {body} body JOIN {mailing} mailing ON mailing.id = body.mailing_id
            WHERE mailing.state = 'running' ORDER BY mailing.created_at, body.id
        ) body CROSS JOIN LATERAL (
            SELECT mail.id, mail.domain, mail.not_before FROM {book} mail
            WHERE mail.body_id = body.id AND mail.state = 'queued' AND mail.not_before <= %(now)s
            AND mail.domain <> ALL (ARRAY(
                SELECT rest.domain FROM {domain} rest WHERE rest.rest_until > %(now)s
                UNION ALL SELECT domain FROM busy WHERE mails >= %(per_domain)s
            ))
            ORDER BY mail.not_before, mail.id LIMIT %(window)s
        ) mail LIMIT %(window)s
    ) mail
), free AS (
    SELECT waiting.id FROM waiting LEFT JOIN busy USING (domain)
    WHERE waiting.place + coalesce(busy.mails, 0) <= %(per_domain)s
), taken AS (
    SELECT mail.id FROM {book} mail WHERE mail.id IN (SELECT id FROM free) AND (mail.state = 'queued') IS TRUE
    AND NOT EXISTS (SELECT FROM {office} office WHERE office.held)
    ORDER BY mail.not_before, mail.id LIMIT %(batch)s FOR UPDATE OF mail SKIP LOCKED
)
UPDATE {book} mail SET state = 'claimed', claimed_by = %(me)s, lease_until = %(lease)s
FROM taken WHERE mail.id = taken.id RETURNING mail.id
"""
# Reads what was committed before it began, and the address was locked before that: an end is either seen, or waits.
_TURN = """
WITH done AS (
    UPDATE {book} SET state = 'sent', sent_at = %(now)s, last_answer = %(answer)s, lease_until = NULL
    WHERE id = %(last)s AND claimed_by = %(me)s AND state IN ('handed', 'uncertain')
), next AS (
    UPDATE {book} mail SET state = 'handed', handed_at = %(now)s, lease_until = %(lease)s
    FROM {body} body JOIN {mailing} mailing ON mailing.id = body.mailing_id
    WHERE mail.id = %(next)s AND mail.claimed_by = %(me)s AND mail.state = 'claimed'
    AND body.id = mail.body_id AND mailing.state = 'running'
    AND NOT EXISTS (SELECT FROM {office} office WHERE office.held)
    AND NOT EXISTS (
        SELECT FROM {suppression} ended WHERE ended.digest = mail.digest AND ended.lifted_at IS NULL
        AND ended.scope IN (mailing.scope, '{everything}')
    )
    RETURNING 1
)
SELECT count(*) FROM next
"""


def _sql(statement: str) -> str:
    names = {key: connection.ops.quote_name(model._meta.db_table) for key, model in _TABLES.items()}
    return statement.format(**names, everything=EVERYTHING)


@contextmanager
def lane(number: int) -> Iterator[bool]:
    """Whether this process has lane `number` for itself; it is given back at the end, or when the process dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LANES, number])
        (mine,) = cursor.fetchone()
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LANES, number])


def claim() -> list[OutgoingMail]:
    """Up to BATCH mails of mailings that run, for this line alone; none of a domain that rests or is busy."""
    if is_shut():
        return []
    me = uuid.uuid4()
    with connection.cursor() as cursor:
        cursor.execute(_sql(_CLAIM), _given(me))
        ids = [row[0] for row in cursor.fetchall()]
    killpoint("mail.after_claim")
    return list(OutgoingMail.objects.filter(pk__in=ids, claimed_by=me)) if ids else []


def _given(me: uuid.UUID) -> dict[str, Any]:
    now = timezone.now()
    return {
        "now": now,
        "me": me,
        "lease": now + LEASE,
        "stale": now + LEASE - FRESH,
        "window": WINDOW,
        "batch": BATCH,
        "per_domain": settings.MAIL_PER_DOMAIN,
    }


@contextmanager
def address_locked(mail: OutgoingMail) -> Iterator[None]:
    """Who ends their mail meanwhile waits until this mail was said, or is not said at all."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock({LOCK})", [mail.digest])
        try:
            yield
        finally:
            cursor.execute(f"SELECT pg_advisory_unlock({LOCK})", [mail.digest])


def turn(me: uuid.UUID | None, last: OutgoingMail | None, answer: str, mail: OutgoingMail | None) -> bool:
    """Write down that `last` was taken with this answer, and that the relay may have `mail` from now on; in one commit.

    False when `mail` may not go (any more): `why_not` tells. Needs the lock on its address.
    """
    now = timezone.now()
    given: dict[str, Any] = {
        "now": now,
        "lease": now + LEASE,
        "me": me,
        "last": last and last.pk,
        "answer": answer,
        "next": mail and mail.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(_sql(_TURN), given)
        return bool(cursor.fetchone()[0])


class WhyStopped(Enum):
    ENDED = "ended"
    LOST = "lost"
    HELD = "held"


def why_not(mail: OutgoingMail) -> WhyStopped:
    """Why `turn` gave False: the reader ended their mail, somebody else has the row, or the mailing stands still."""
    mine = OutgoingMail.objects.filter(pk=mail.pk, claimed_by=mail.claimed_by, state="claimed")
    if not mine.exists():
        return WhyStopped.LOST
    return WhyStopped.ENDED if has_ended(mail) else WhyStopped.HELD


def has_ended(mail: OutgoingMail) -> bool:
    """Whether the reader of this mail gets no mail like it any more."""
    scope = Mailing.objects.filter(bodies=mail.body_id).values("scope")
    ended = Suppression.objects.holding().filter(digest=mail.digest)
    return ended.filter(scope=EVERYTHING).exists() or ended.filter(scope__in=scope).exists()
