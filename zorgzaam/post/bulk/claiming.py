"""Which mass mail this line takes: decided by the database."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from zorgzaam.killpoints import killpoint
from zorgzaam.post.bulk.statements import named
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.restored import is_shut
from zorgzaam.post.steps import LEASE

# A lane is a number nobody else has: so many connections there are, however many workers wake up.
LANES = 0x5A5A_706F
# Of so many at a time: what finding them costs is shared by them, and they are done within the lease.
BATCH = 40
# Among so many waiting mails a line looks for domains that are not busy.
WINDOW = 400
# What was taken longer ago lies with a line that was killed or stands still: it keeps no domain busy until it is freed.
FRESH = datetime.timedelta(seconds=30)

# Body after body, each in its order by the index made for it, until the window is full: a claim costs what it takes and
# not what waits. What the planner knows of a book that just grew is old, so it has no choice where a choice could mean
# reading the whole book: rows are looked up by an ARRAY of ids, and "IS TRUE" keeps them from being sought among all
# that wait.
_CLAIM = """
WITH busy AS (
    SELECT domain, count(*) FILTER (WHERE lease_until > %(stale)s) AS mails FROM {book}
    WHERE body_id IS NOT NULL AND state IN ('claimed', 'handed') GROUP BY domain
), waiting AS (
    SELECT mail.id, mail.domain, mail.not_before,
        row_number() OVER (PARTITION BY mail.domain ORDER BY mail.not_before, mail.id) AS place
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
    ORDER BY waiting.not_before, waiting.id LIMIT %(near)s
), taken AS (
    SELECT mail.id FROM {book} mail WHERE mail.id = ANY (ARRAY(SELECT id FROM free)) AND (mail.state = 'queued') IS TRUE
    AND NOT EXISTS (SELECT FROM {office} office WHERE office.held)
    ORDER BY mail.not_before, mail.id LIMIT %(batch)s FOR UPDATE OF mail SKIP LOCKED
)
UPDATE {book} mail SET state = 'claimed', claimed_by = %(me)s, lease_until = %(lease)s
WHERE mail.id = ANY (ARRAY(SELECT id FROM taken)) RETURNING mail.id
"""

# Whose it was is gone from the row, so that what a line still thinks it has is worth nothing.
_FREE = """
UPDATE {book} SET state = 'queued', claimed_by = NULL, lease_until = NULL WHERE id = ANY (ARRAY(
    SELECT id FROM {book} WHERE body_id IS NOT NULL AND state = 'claimed' AND right(claimed_by::text, 4) = %s
    FOR UPDATE SKIP LOCKED
))
"""


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


def free_what_was_left(number: int) -> int:
    """Who has lane `number` lets go of what the one before claimed and did not hand over: killed, it gives nothing back
    itself, and nobody should wait out its lease. Gives how many mails wait again.

    A mail that was handed over stays as it is, for the witness. Who was not killed but cut off from the database finds
    its claims gone, and says none of them.
    """
    with connection.cursor() as cursor:
        cursor.execute(named(_FREE), [_lane_of(number)])
        freed: int = cursor.rowcount
    return freed


def claim(number: int) -> list[OutgoingMail]:
    """Up to BATCH mails of mailings that run, for lane `number` alone; none of a domain that rests or is busy."""
    if is_shut():
        return []
    me = uuid.UUID(uuid.uuid4().hex[: -len(_lane_of(number))] + _lane_of(number))
    with connection.cursor() as cursor:
        cursor.execute(named(_CLAIM), _given(me))
        ids = [row[0] for row in cursor.fetchall()]
    killpoint("mail.after_claim")
    return list(OutgoingMail.objects.filter(pk__in=ids, claimed_by=me)) if ids else []


def _lane_of(number: int) -> str:
    """The last four figures of who claimed a mail are the lane it was claimed on."""
    return f"{number:04x}"


def _given(me: uuid.UUID) -> dict[str, Any]:
    now = timezone.now()
    return {
        "now": now,
        "me": me,
        "lease": now + LEASE,
        "stale": now + LEASE - FRESH,
        "window": WINDOW,
        "batch": BATCH,
        # Enough to find a batch when every other line locks one just now.
        "near": BATCH * max(settings.MAIL_CONNECTIONS, 2),
        "per_domain": settings.MAIL_PER_DOMAIN,
    }
