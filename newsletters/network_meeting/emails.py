"""The mails of a network meeting: of a wave, and of what changed. With an entry for a calendar where there is one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from governance.attendance.icalendars import Asked, Happening, message
from governance.meetings.facts import as_published
from governance.meetings.models import Meeting
from newsletters.network_meeting import facts
from newsletters.network_meeting.face import html_of
from newsletters.network_meeting.models import Answer, Invitee, Wave, WaveKind
from newsletters.network_meeting.timetable import route_of
from zorgzaam.house import House
from zorgzaam.post.office import Letter
from zorgzaam.ui.dates import clock, moment

SUBJECTS = {
    WaveKind.INVITATION: "Uitnodiging: {}",
    WaveKind.REMINDER: "Komt u ook? {}",
    WaveKind.PRACTICAL: "Tot binnenkort: {}",
    WaveKind.AFTERWARDS: "Wat vond u van {}?",
    WaveKind.JOIN: "Doe mee met {network}",
}
# What stands on the button to one's own page; in the text it is its address.
ANSWER, OWN_PAGE = "Laat weten of u komt", "Naar uw eigen pagina"
BUTTONS = {WaveKind.PRACTICAL: OWN_PAGE, WaveKind.AFTERWARDS: "Beantwoord de vragen"}
PARTSTAT = {Answer.NONE: "NEEDS-ACTION", Answer.YES: "ACCEPTED", Answer.NO: "DECLINED"}


def of_wave(wave: Wave, row: Invitee) -> Letter:
    """What one person gets of a wave; with a calendar entry when it is the invitation."""
    meeting = as_published(wave.network_meeting.meeting)
    words = _words(row, wave=wave, people=_people(row), join=_url("access_ask"))
    subject = SUBJECTS[WaveKind(wave.kind)].format(meeting.title, network=words["house"].network_name)
    calendar = _calendar(row) if wave.kind == WaveKind.INVITATION else ""
    return replace(_letter(subject, "wave", words, calendar), headers=_of_a_list(row))


def _of_a_list(row: Invitee) -> dict[str, str]:
    """What mail to many says of itself, with the way out a mail program offers beside it (RFC 2919, 2369, 8058)."""
    return {
        "List-Id": f"<netwerkbijeenkomst.{settings.MAIL_DOMAIN}>",
        "List-Unsubscribe": f"<{settings.SITE_URL}{row.way_out}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
    }


def of_change(row: Invitee, before: Mapping[str, str], now: Mapping[str, str]) -> Letter:
    """What is new in front, then all that holds."""
    meeting = row.network_meeting.meeting
    off, answered = facts.OFF in now or facts.OUT in now, now.get(facts.ANSWER) != before.get(facts.ANSWER)
    new = {name: words for name, words in now.items() if words != before.get(name) and name != facts.ANSWER}
    if facts.OUT in now:
        subject = f"Uw uitnodiging is ingetrokken: {meeting.title}"
    elif off:
        subject = f"Gaat niet door: {meeting.title}"
    elif answered and row.answer:
        subject = f"U komt {'' if row.comes else 'niet '}naar {meeting.title}"
    else:
        subject = f"Gewijzigd: {meeting.title}"
    moved = [(name, words) for name, words in new.items() if before.get(name)]
    words = _words(
        row, moved=moved, new=list(new.items()), off=now.get(facts.OFF, ""), out=now.get(facts.OUT, ""),
        answered=answered, people=_people(row),
        gone=[name for name in before if name not in now and name != facts.OFF] if not off else [],
    )  # fmt: skip
    return _letter(subject, "changed", words, _calendar(row, off=off or row.answer == Answer.NO))


def _people(row: Invitee) -> list[dict[str, Any]]:
    people = row.attendees.prefetch_related("choices__breakout").order_by("position")
    return [{"name": each.name, "seat": each.has_a_seat, "route": route_of(each)} for each in people]


def _words(row: Invitee, **more: Any) -> dict[str, Any]:
    network_meeting = row.network_meeting
    return {
        "row": row,
        "network_meeting": network_meeting,
        "meeting": network_meeting.meeting,
        "house": House.objects.of_region(),
        "own": settings.SITE_URL + row.own_url,
        **more,
    }


def _letter(subject: str, template: str, words: dict[str, Any], calendar: str) -> Letter:
    text = render_to_string(f"newsletters/network/email_{template}.txt", words)
    wave: Wave | None = words.get("wave")
    answered = Answer(words["row"].answer) != Answer.NONE
    label = BUTTONS.get(WaveKind(wave.kind), ANSWER) if wave else OWN_PAGE if answered else ANSWER
    buttons = {words["own"]: label, words.get("join", ""): "Vraag toegang"}
    html = html_of(
        subject[:200], text, words["house"], buttons, [words["meeting"].title, _when(words["meeting"])]
    )
    return Letter(subject[:200], text, html, calendar=calendar)


def _when(meeting: Meeting) -> str:
    """The line with day and hours, as both texts have it."""
    return moment(meeting.starts_at) + (f" tot {clock(meeting.ends_at)}" if meeting.ends_at else "")


def _calendar(row: Invitee, *, off: bool = False) -> str:
    meeting = row.network_meeting.meeting
    own = settings.SITE_URL + row.own_url
    entry = Happening(
        uid=f"netwerkbijeenkomst-{row.pk}@{settings.MAIL_DOMAIN}",
        title=meeting.title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        location=meeting.location,
        stamp=timezone.now(),
        url="" if off else own,
        words="" if off else f"Uw antwoord en uw deelsessies: {own}",
        sequence=row.told,
        off=off,
    )
    asked = Asked(row.name, row.address, PARTSTAT[Answer(row.answer)])
    return message("CANCEL" if off else "REQUEST", entry, asked)


def _url(name: str) -> str:
    return settings.SITE_URL + reverse(name)
