"""What is said to the relay about one mail, and what its answers mean for that mail."""

import smtplib
from collections.abc import Callable, Iterator
from functools import lru_cache

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

    With `anew` the relay first forgets whatever was said of another mail. `before_content` is called just before the
    answer to DATA counts, and may raise LeaseLost: then the line is to be dropped.
    No byte of the content was said before: whatever goes wrong here, the relay does not have the message.
    """
    try:
        opening = Opening(smtp, mail, anew=anew)
        # A refusal here says something about us or the relay, not about this mail: never final.
        for reply in opening.about_us():
            if not relay.is_yes(reply):
                line.give_up()
                rest(mail, relay.words(reply))
                return False
        reply = opening.answer()
        if not relay.is_yes(reply):
            refused = _refused(line, mail, reply, of_the_address=True)
            opening.end_without_content(line)
            return refused
        killpoint("mail.after_rcpt")
        before_content()
        reply = opening.answer()
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


class Opening:
    """RSET, MAIL, RCPT and DATA of one mail. A relay that knows PIPELINING (RFC 2920) hears them at once, which saves
    three ways there and back; another hears each after the answer to the one before.

    ValueError of an address that is no command of SMTP.
    """

    def __init__(self, smtp: smtplib.SMTP, mail: OutgoingMail, *, anew: bool) -> None:
        self._smtp, self._about_us = smtp, 2 if anew else 1
        sender = f"MAIL FROM:{_bracketed(settings.MAIL_ENVELOPE_FROM)}{_for_reports(smtp, mail)}"
        commands = [sender, f"RCPT TO:{smtplib.quoteaddr(mail.to_address)}", "DATA"]
        self._unsaid = [_in_one_line(command) for command in (["RSET"] if anew else []) + commands]
        self._at_once = smtp.has_extn("pipelining")
        if self._at_once:
            smtp.send(b"".join(self._unsaid))

    def about_us(self) -> Iterator[Reply]:
        """The answers to RSET and MAIL."""
        for _ in range(self._about_us):
            yield self.answer()

    def answer(self) -> Reply:
        """The answer to the next command."""
        command = self._unsaid.pop(0)
        if not self._at_once:
            self._smtp.send(command)
        return self._smtp.getreply()

    def end_without_content(self, line: Line) -> None:
        """The recipient was refused, and DATA said already: a relay that takes content all the same gets none."""
        if self._at_once and line.is_open:
            reply = self.answer()
            if not relay.is_no(reply) or reply[0] == relay.CLOSING:
                line.drop()


# Our own address, mail after mail.
_bracketed = lru_cache(maxsize=8)(smtplib.quoteaddr)


def _in_one_line(command: str) -> bytes:
    if "\r" in command or "\n" in command:
        raise ValueError("a command of SMTP is one line")
    return command.encode("ascii") + b"\r\n"


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


def _for_reports(smtp: smtplib.SMTP, mail: OutgoingMail) -> str:
    """What a report on this mail is to say, where the relay knows of that (RFC 3461): our id, and no more than the
    head."""
    return f" ENVID={mail.pk.hex} RET=HDRS" if smtp.has_extn("dsn") else ""


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
