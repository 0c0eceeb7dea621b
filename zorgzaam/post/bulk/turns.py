"""From one mail to the next, on one line.

What the relay said of the last mail is written down and its address let go; the next address is locked, and its mail
may be said from then on. That is one way to the database and back, one commit, and a plan the database keeps: what a
mail costs beside the relay's own time is this.
"""

from enum import Enum
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection
from django.utils import timezone

from zorgzaam.post.bulk.models import Mailing, Suppression
from zorgzaam.post.bulk.statements import named
from zorgzaam.post.bulk.suppression import EVERYTHING, LOCK
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.steps import LEASE

_HOLD, _LET_GO = f"SELECT pg_advisory_lock({LOCK})", f"SELECT pg_advisory_unlock({LOCK})"
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
        AND ended.scope IN (mailing.scope, %(everything)s)
    )
    RETURNING 1
)
SELECT count(*) FROM next
"""


class WhyStopped(Enum):
    ENDED = "ended"
    LOST = "lost"
    HELD = "held"


class Turns:
    """What one line said last, and whose address it keeps locked: who ends their mail meanwhile waits until this mail
    was said, or is not said at all."""

    def __init__(self) -> None:
        # The mail that was taken and is not written down as such, and the relay's words.
        self._last: OutgoingMail | None = None
        self._answer = ""
        self._locked = ""

    def begin(self, mail: OutgoingMail) -> bool:
        """Whether the relay may have this mail: then that is written down, and its address is locked.

        False when it may not go (any more): `why_not` tells. Locked or not, `end` follows.
        """
        return self._turn(mail.claimed_by, mail)

    def taken(self, mail: OutgoingMail, answer: str) -> None:
        """The relay took it, in these words: written down with the next turn."""
        self._last, self._answer = mail, answer

    def end(self) -> None:
        """Let go of the address of a mail that was not taken; of one that was, the next turn does."""
        if self._last is None and self._locked:
            locked, self._locked = self._locked, ""
            with connection.cursor() as cursor:
                cursor.execute(_LET_GO, [locked])

    def write_last(self) -> bool:
        """No mail follows: write down the last that was taken. Gives whether there was one."""
        if self._last is None:
            return False
        self._turn(self._last.claimed_by, None)
        return True

    def _turn(self, me: UUID | None, mail: OutgoingMail | None) -> bool:
        given = self._given(me, mail)
        free, self._locked, self._last = self._locked, mail.digest if mail else "", None
        line = _line()
        with connection.wrap_database_errors, psycopg.Cursor(line) as cursor:
            with line.pipeline():
                if free:
                    cursor.execute(_LET_GO, [free], prepare=True)
                if mail:
                    cursor.execute(_HOLD, [mail.digest], prepare=True)
                cursor.execute(named(_TURN), given, prepare=True)
            row = cursor.fetchone()
        return bool(row and row[0])

    def _given(self, me: UUID | None, mail: OutgoingMail | None) -> dict[str, Any]:
        now = timezone.now()
        return {
            "now": now,
            "lease": now + LEASE,
            "me": me,
            "last": self._last and self._last.pk,
            "answer": self._answer,
            "next": mail and mail.pk,
            "everything": EVERYTHING,
        }


def _line() -> psycopg.Connection:
    """The connection itself, which may keep plans; Django asks for none, and its own questions keep none."""
    connection.ensure_connection()
    line: psycopg.Connection = connection.connection
    line.prepare_threshold = line.prepare_threshold or 1
    return line


def why_not(mail: OutgoingMail) -> WhyStopped:
    """Why it may not go: the reader ended their mail, somebody else has the row, or the mailing stands still."""
    mine = OutgoingMail.objects.filter(pk=mail.pk, claimed_by=mail.claimed_by, state="claimed")
    if not mine.exists():
        return WhyStopped.LOST
    return WhyStopped.ENDED if has_ended(mail) else WhyStopped.HELD


def has_ended(mail: OutgoingMail) -> bool:
    """Whether the reader of this mail gets no mail like it any more."""
    scope = Mailing.objects.filter(bodies=mail.body_id).values("scope")
    ended = Suppression.objects.holding().filter(digest=mail.digest)
    return ended.filter(scope=EVERYTHING).exists() or ended.filter(scope__in=scope).exists()
