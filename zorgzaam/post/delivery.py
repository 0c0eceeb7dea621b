"""Handing mail to the relay: claim, hand over, write down the answer.

Between `handed` and `sent` the relay may or may not have the message; a row found there later is uncertain
and is never resent blind (`zorgzaam.post.reconcile`). Every step is committed before the next begins.
"""

import datetime
import smtplib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zorgzaam.killpoints import killpoint
from zorgzaam.post.models import MailState, OutgoingMail, PostOffice

LEASE = datetime.timedelta(minutes=5)
BATCH = 20
MOST_ATTEMPTS = 12


class LeaseLost(Exception):
    """Somebody else took the row over: hands off."""


def deliver_waiting() -> int:
    """Hand over what is waiting, until nothing is left; gives how many the relay took."""
    sent = 0
    while mails := claim(BATCH):
        with relay() as smtp:
            sent += sum(hand_over(smtp, mail) for mail in mails)
    return sent


def claim(most: int) -> list[OutgoingMail]:
    """Take up to `most` waiting rows for this process; no two processes get the same row."""
    me = uuid.uuid4()
    with transaction.atomic():
        if PostOffice.is_held():
            return []
        waiting = OutgoingMail.objects.waiting().order_by("not_before", "created_at")
        ids = list(waiting.select_for_update(skip_locked=True).values_list("pk", flat=True)[:most])
        OutgoingMail.objects.filter(pk__in=ids).update(
            state=MailState.CLAIMED, claimed_by=me, lease_until=timezone.now() + LEASE
        )
    killpoint("mail.after_claim")
    return list(OutgoingMail.objects.filter(pk__in=ids, claimed_by=me).order_by("created_at"))


@contextmanager
def relay() -> Iterator[smtplib.SMTP | None]:
    """One connection for a batch; None when the relay is not there."""
    try:
        smtp = smtplib.SMTP(
            settings.MAIL_RELAY_HOST, settings.MAIL_RELAY_PORT, timeout=settings.MAIL_RELAY_TIMEOUT
        )
        _greet(smtp)
    except (OSError, smtplib.SMTPException):
        yield None
        return
    try:
        yield smtp
    finally:
        _hang_up(smtp)


def _greet(smtp: smtplib.SMTP) -> None:
    smtp.ehlo()
    if settings.MAIL_RELAY_STARTTLS:
        smtp.starttls()
        smtp.ehlo()
    if settings.MAIL_RELAY_USER:
        smtp.login(settings.MAIL_RELAY_USER, settings.MAIL_RELAY_PASSWORD)


def _hang_up(smtp: smtplib.SMTP) -> None:
    try:
        smtp.quit()
    except (OSError, smtplib.SMTPException):
        smtp.close()


def hand_over(smtp: smtplib.SMTP | None, mail: OutgoingMail) -> bool:
    """Give one claimed mail to the relay; True when it said 250. Each answer is committed as it comes."""
    try:
        if smtp is None:
            _later(mail, "mailserver niet bereikbaar")
            return False
        return _converse(smtp, mail)
    except LeaseLost:
        return False


def _converse(smtp: smtplib.SMTP, mail: OutgoingMail) -> bool:
    message = compose(mail).as_bytes(policy=SMTP)
    try:
        smtp.rset()
        for code, answer in (smtp.mail(_envelope_sender()), smtp.rcpt(mail.to_address)):
            if code >= 400:
                _refused(mail, code, answer)
                return False
        killpoint("mail.after_rcpt")
    except (OSError, smtplib.SMTPException) as broken:
        _later(mail, f"verbinding verbroken: {type(broken).__name__}")
        return False
    # From here on the relay may have it, whatever happens to us.
    _write(mail, state=MailState.HANDED, handed_at=timezone.now(), lease_until=timezone.now() + LEASE)
    killpoint("mail.after_handed")
    try:
        code, answer = smtp.data(message)
    except smtplib.SMTPDataError as refused:
        # The relay answered DATA itself with a refusal: no byte of the message was taken.
        _refused(mail, refused.smtp_code, _bytes(refused.smtp_error))
        return False
    except (OSError, smtplib.SMTPException) as broken:
        _write(mail, state=MailState.UNCERTAIN, last_answer=f"geen antwoord: {type(broken).__name__}")
        return False
    killpoint("mail.after_250")
    if code >= 400:
        _refused(mail, code, answer)
        return False
    _write(
        mail, state=MailState.SENT, sent_at=timezone.now(), last_answer=_words(code, answer), lease_until=None
    )
    killpoint("mail.after_sent")
    return True


def _envelope_sender() -> str:
    return settings.DEFAULT_FROM_EMAIL.rsplit("<", 1)[-1].rstrip("> ")


def _bytes(answer: bytes | str) -> bytes:
    return answer if isinstance(answer, bytes) else answer.encode()


def _words(code: int, answer: bytes) -> str:
    return f"{code} {answer.decode(errors='replace')}"[:300]


def _refused(mail: OutgoingMail, code: int, answer: bytes) -> None:
    if code >= 500:
        _write(mail, state=MailState.FAILED, last_answer=_words(code, answer), lease_until=None)
    else:
        _later(mail, _words(code, answer))


def _later(mail: OutgoingMail, why: str) -> None:
    """Back in the queue with a growing pause (1, 2, 4 ... minutes, at most two hours); given up after
    MOST_ATTEMPTS."""
    attempts = mail.attempts + 1
    state = MailState.FAILED if attempts >= MOST_ATTEMPTS else MailState.QUEUED
    pause = datetime.timedelta(minutes=min(2 ** (attempts - 1), 120))
    _write(
        mail,
        state=state,
        attempts=attempts,
        not_before=timezone.now() + pause,
        last_answer=why[:300],
        claimed_by=None,
        lease_until=None,
    )


def _write(mail: OutgoingMail, **values: object) -> None:
    """Write down a step, only while the row is still ours."""
    mine = OutgoingMail.objects.filter(
        pk=mail.pk, claimed_by=mail.claimed_by, state__in=[MailState.CLAIMED, MailState.HANDED]
    )
    if not mine.update(**values):
        raise LeaseLost


def compose(mail: OutgoingMail) -> EmailMessage:
    """The message as it goes over the wire: the same bytes each time, with the fixed Message-ID of its
    row."""
    message = EmailMessage()
    message["From"] = settings.DEFAULT_FROM_EMAIL
    message["To"] = mail.to_address
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "nl"
    for name, value in mail.headers.items():
        if name not in message:
            message[name] = value
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
        message.set_boundary(f"=_{mail.id.hex}")
    return message
