"""The mail after a published meeting was called off or its agenda taken back, to who was told of that agenda."""

from copy import copy

from django.conf import settings
from django.template.loader import render_to_string

from governance.meetings.facts import as_published
from governance.meetings.models import Meeting, MeetingStatus, MeetingStop
from governance.meetings.readers import Mailing, told_of
from zorgzaam.accounts.models import User
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put

KIND = "agenda-stopped"


def tell(stop: MeetingStop) -> int:
    """Write to who knew of the agenda, except who pressed the button; gives how many mails are new.

    Nothing goes out when that was asked for, or when the agenda is published again by now.
    """
    if stop.without_mail or stop.meeting.status == MeetingStatus.PUBLISHED:
        return 0
    letter = _letter(stop)
    readers = told_of(stop.meeting).exclude(pk=stop.stopped_by_id)
    return sum(put(KIND, str(stop.pk), person, letter) for person in readers)


def mailing_of(meeting: Meeting, by: User) -> Mailing:
    """Who calling off or taking back now would write to."""
    return Mailing.to(told_of(meeting).exclude(pk=by.person_id), meeting.body_id)


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go, asked when it is claimed: not when the agenda is published again, nor to who left
    the body or stopped following since."""
    stop = MeetingStop.objects.select_related("meeting").filter(pk=mail.about).first()
    person = mail.to_person
    if stop is None or person is None or person.erased_at is not None:
        return False
    if stop.meeting.status == MeetingStatus.PUBLISHED:
        return False
    return bool(told_of(stop.meeting).filter(pk=person.pk).exists())


def _letter(stop: MeetingStop) -> Letter:
    meeting = as_published(copy(stop.meeting))
    context = {"meeting": meeting, "stop": stop, "url": f"{settings.SITE_URL}{meeting.get_absolute_url()}"}
    what = "Gaat niet door" if stop.is_off else "Agenda ingetrokken"
    text = render_to_string("governance/email_stopped.txt", context)
    return Letter(
        f"{what}: {meeting.title}", text, render_to_string("governance/email_stopped.html", context)
    )
