"""Mail of the yearly meeting has a face too: the same words as its text, and what people wrote is no markup."""

import re
from email import message_from_bytes
from html import unescape

import pytest
from django.conf import settings
from django.utils.html import strip_tags

from newsletters.network_meeting import sending
from newsletters.network_meeting.models import NetworkMeeting, WaveKind
from newsletters.network_meeting.telling import KIND
from tests.newsletters.network.meeting import (
    a_breakout,
    an_invitee,
    comes,
    fired,
    in_days,
    mails,
    moved,
    prepared,
    told,
    wave,
)
from tests.world import World
from zorgzaam.post.letter import compose
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
ODD = '<b onload="x">Ada</b> & co @@0@@ [[key]]'


def said(words: str) -> str:
    return " ".join(
        unescape(strip_tags(re.sub(r"<(style|head)\b.*?</\1>", "", words, flags=re.DOTALL))).split()
    )


def invited(world: World, meeting: NetworkMeeting) -> OutgoingMail:
    sending.start(
        moved(wave(meeting), goes_at=in_days(-1), words="Neem water mee.\n\n- een fles\n- een glas"),
        by=world.bureau,
    )
    fired()
    return mails(sending.KIND)[0]


def test_the_mail_says_the_same_with_a_face_and_without(world: World) -> None:
    meeting = prepared(about="Over de buurt: zie https://buurt.example/plan")
    row = an_invitee(meeting, ODD, address="ada@kring.example")
    mail = invited(world, meeting)
    words = said(mail.html)
    for part in mail.text.split("\n\n"):
        for line in part.strip().split("\n"):
            if line.startswith("http") or ": http" in line:
                continue
            assert " ".join(line.removeprefix("- ").split()) in words, line
    assert f'href="{settings.SITE_URL}{row.own_url}"' in mail.html
    assert "Laat weten of u komt" in words
    assert 'href="https://buurt.example/plan"' in mail.html
    assert "<b onload" not in mail.html
    assert "@@0@@" in mail.html, "what somebody wrote is no slot"
    assert mail.html.count("<h1") == 1


def test_text_face_and_calendar_go_together(world: World) -> None:
    meeting = prepared()
    an_invitee(meeting, "Ada Zorg")
    message = message_from_bytes(compose(invited(world, meeting)).as_bytes())
    kinds = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar", "application/ics"]


def test_what_changed_and_where_one_goes_stand_in_the_face_too(world: World) -> None:
    meeting = prepared(rounds=1)
    a_breakout(meeting, "Jeugd & gezin")
    row = an_invitee(meeting, "Ada Zorg")
    comes(row)
    told()
    moved(meeting.meeting, location="Theater")
    told()
    first, second = mails(KIND)
    assert "Fijn, u komt" in said(first.html)
    assert "Plaats: Theater" in said(second.html)
    assert "Naar uw eigen pagina" in said(second.html)
    assert second.html.count(row.own_url) == 1


def test_every_mail_of_the_meeting_has_a_face(world: World) -> None:
    from newsletters.network_meeting import emails

    meeting = prepared()
    row = an_invitee(meeting, "Ada Zorg")
    comes(row)
    row.refresh_from_db()
    row.network_meeting = meeting
    for each in meeting.waves.all():
        each.network_meeting = meeting
        letter = emails.of_wave(each, row)
        assert letter.html, each.kind
        assert ("Beantwoord de vragen" in letter.html) == (each.kind == WaveKind.AFTERWARDS)
