"""The line for mass mail: some connections side by side, each saying one mail after the other.

Every step is committed before the next begins, as for single mail (`zorgzaam.post.delivery`). One statement writes
down what the relay said of the last mail and that the next is on its way, so a mail costs one commit; a process that
is killed leaves at most one unsure mail per connection.
"""

import logging
import smtplib
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from django.conf import settings
from django.db import connection

from zorgzaam.killpoints import killpoint
from zorgzaam.post import relay
from zorgzaam.post.bulk import suppression
from zorgzaam.post.bulk.claiming import claim, free_what_was_left, lane
from zorgzaam.post.bulk.filling import fill
from zorgzaam.post.bulk.models import MailBody
from zorgzaam.post.bulk.resting import goes_now, rest_domain_after
from zorgzaam.post.bulk.turns import Turns, WhyStopped, has_ended, why_not
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.permission import LAPSED
from zorgzaam.post.relay import Line
from zorgzaam.post.restored import is_shut
from zorgzaam.post.steps import LeaseLost, fail, put_back, rest
from zorgzaam.post.talk import announce, say

log = logging.getLogger(__name__)

# Well under CELERY_TASK_TIME_LIMIT.
PATIENCE = 240.0
# While every waiting mail is for a domain that is busy.
PAUSE = 0.2
BODIES = 8


def send_waiting(patience: float = PATIENCE) -> int:
    """Hand over mass mail on every lane that is free, until none waits or `patience` (seconds) is over; gives how many
    the relay took."""
    deadline = time.monotonic() + patience
    if settings.MAIL_CONNECTIONS == 1:
        return _on_lane(0, deadline)
    with ThreadPoolExecutor(settings.MAIL_CONNECTIONS) as lines:
        return sum(lines.map(lambda number: _and_hang_up(number, deadline), range(settings.MAIL_CONNECTIONS)))


def _and_hang_up(number: int, deadline: float) -> int:
    """One lane in a thread of its own, with a connection to the database of its own."""
    try:
        return _on_lane(number, deadline)
    except Exception:  # one line that breaks may not stop the others
        log.exception("lijn %s voor massapost", number)
        return 0
    finally:
        connection.close()


def _on_lane(number: int, deadline: float) -> int:
    with lane(number) as mine, Line() as line:
        if not mine:
            return 0
        free_what_was_left(number)
        speaker = Speaker(line)
        while time.monotonic() < deadline and not line.is_down:
            if mails := claim(number):
                speaker.speak(mails, deadline)
            elif goes_now().exists() and not is_shut():
                time.sleep(PAUSE)
            else:
                break
        return speaker.taken


def _look_again(mail: OutgoingMail, began: float) -> None:
    """Who ended while the relay was slow did not wait for the lock: then this mail does not go. LeaseLost then: what
    was said of it is broken off."""
    if time.monotonic() - began >= suppression.SLOW and has_ended(mail):
        fail(mail, LAPSED)
        raise LeaseLost


class Speaker:
    """One connection and what it said last."""

    def __init__(self, line: Line) -> None:
        self.line, self.taken = line, 0
        self._bodies: OrderedDict[UUID, MailBody] = OrderedDict()
        self._turns = Turns()
        self._used: smtplib.SMTP | None = None

    def speak(self, mails: list[OutgoingMail], deadline: float) -> None:
        """Say each of these claimed mails; what there was no time for waits again."""
        for mail in mails:
            if time.monotonic() < deadline and not self.line.is_down:
                self._hand_over(mail)
            else:
                put_back(mail)
        if self._turns.write_last():
            killpoint("mail.after_sent")

    def _hand_over(self, mail: OutgoingMail) -> None:
        try:
            message = fill(self._body(mail), mail)
        except Exception as problem:  # one reader's odd values may not stop the batch
            log.warning("massapost %s is niet te vullen: %s", mail.pk, type(problem).__name__)
            self._quietly(mail, f"de mail is niet op te stellen: {type(problem).__name__}")
            return
        smtp = self.line.open()
        try:
            if smtp is None:
                rest(mail, "mailserver niet bereikbaar")
                return
            self._say(smtp, mail, message)
        except LeaseLost:
            self.line.drop()
        finally:
            self._turns.end()

    def _quietly(self, mail: OutgoingMail, why: str) -> None:
        try:
            fail(mail, why)
        except LeaseLost:
            log.info("massapost %s heeft een ander", mail.pk)

    def _say(self, smtp: smtplib.SMTP, mail: OutgoingMail, message: bytes) -> None:
        if not self._may_go(mail):
            return
        killpoint("mail.after_handed")
        fresh, self._used = smtp is not self._used, smtp
        anew = not fresh and self.line.refusal is not None
        # What it said of an earlier mail is about another domain.
        self.line.refusal = None
        began = time.monotonic()
        if not announce(self.line, smtp, mail, anew=anew, before_content=lambda: _look_again(mail, began)):
            rest_domain_after(self.line.refusal, mail)
            return
        reply = say(self.line, smtp, mail, message)
        if reply is not None:
            self._turns.taken(mail, relay.words(reply))
            self.taken += 1

    def _may_go(self, mail: OutgoingMail) -> bool:
        if self._turns.begin(mail):
            return True
        match why_not(mail):
            case WhyStopped.ENDED:
                fail(mail, LAPSED)
            case WhyStopped.HELD:
                put_back(mail)
            case WhyStopped.LOST:
                raise LeaseLost
        return False

    def _body(self, mail: OutgoingMail) -> MailBody:
        """Bodies are frozen, so a line keeps the ones it used last."""
        which = mail.body_id
        if which is None:
            raise ValueError("a single mail came on the line for mass mail")
        if which not in self._bodies:
            self._bodies[which] = MailBody.objects.get(pk=which)
            if len(self._bodies) > BODIES:
                self._bodies.popitem(last=False)
        return self._bodies[which]
