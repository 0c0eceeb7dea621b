"""What is said to the relay about one mail, and what its answers mean for that mail."""

import smtplib
from collections.abc import Callable

from django.conf import settings

from zorgzaam.killpoints import killpoint
from zorgzaam.post import relay
from zorgzaam.post.bounces.noting import note_refusal
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.relay import Line, Reply
from zorgzaam.post.steps import fail, later, rest, unsure


def announce(
    line: Line,
    smtp: smtplib.SMTP,
    mail: OutgoingMail,
    *,
    anew: bool = True,
    before_content: Callable[[], None] = lambda: None,
) -> bool:
    """Sender, recipient and the word DATA; True when the relay waits for the content.

    With `anew` the relay first forgets whatever was said of another mail. `before_content` is called just before DATA
    and may raise LeaseLost.
    No byte of the content was said before: whatever goes wrong here, the relay does not have the message.
    """
    try:
        # A refusal here says something about us or the relay, not about this mail: never final.
        reply = smtp.rset() if anew else (relay.FINE, b"")
        if relay.is_yes(reply):
            reply = smtp.mail(settings.MAIL_ENVELOPE_FROM, _for_reports(smtp, mail))
        if not relay.is_yes(reply):
            line.give_up()
            rest(mail, relay.words(reply))
            return False
        reply = smtp.rcpt(mail.to_address)
        if not relay.is_yes(reply):
            return _refused(line, mail, reply, of_the_address=True)
        killpoint("mail.after_rcpt")
        before_content()
        reply = smtp.docmd("DATA")
        if reply[0] != relay.GO_ON:
            return _refused(line, mail, reply)
    except (OSError, smtplib.SMTPException) as broken:
        line.drop()
        later(mail, f"verbinding verbroken: {type(broken).__name__}")
        return False
    except ValueError as problem:
        line.drop()
        fail(mail, f"dit adres kan de mailserver niet aan: {type(problem).__name__}")
        return False
    return True


def say(line: Line, smtp: smtplib.SMTP, mail: OutgoingMail, message: bytes) -> Reply | None:
    """The content itself, once it is written down that the relay may have it; its yes, or None."""
    try:
        reply = relay.say_content(smtp, message)
    except (OSError, smtplib.SMTPException) as broken:
        line.drop()
        unsure(mail, f"geen antwoord: {type(broken).__name__}")
        return None
    killpoint("mail.after_250")
    if relay.is_no(reply):
        _refused(line, mail, reply)
        return None
    if not relay.is_yes(reply):
        line.drop()
        unsure(mail, f"onbegrijpelijk antwoord: {relay.words(reply)}")
        return None
    return reply


def _for_reports(smtp: smtplib.SMTP, mail: OutgoingMail) -> list[str]:
    """What a report on this mail is to say, where the relay knows of that (RFC 3461): our id, and no more than the
    head."""
    return [f"ENVID={mail.pk.hex}", "RET=HDRS"] if smtp.has_extn("dsn") else []


def _refused(line: Line, mail: OutgoingMail, reply: Reply, *, of_the_address: bool = False) -> bool:
    """Write down a refusal of this mail: a 5xx fails it, anything else is tried again later. Gives False: not
    sent."""
    line.refusal = reply
    if reply[0] == relay.CLOSING or not relay.is_no(reply):
        line.drop()
    if reply[0] >= 500:
        fail(mail, relay.words(reply))
        if of_the_address:
            note_refusal(mail, reply)
    else:
        later(mail, relay.words(reply))
    return False
