"""The mail to who keeps an agenda when an embargo ended and what it opened waits for them."""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from governance.bodies.models import Mandate
from governance.meetings.models import MANAGERS, Meeting, MeetingStatus
from governance.meetings.publishing import embargo_waits
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put

KIND = "embargo-waits"


@transaction.atomic
def tell(meeting: Meeting) -> int:
    """Write to who keeps this agenda, once per version, when something waits; gives how many mails are new."""
    about = f"{meeting.pk}:{meeting.publications.order_by('-version').values_list('version', flat=True)[0]}"
    if OutgoingMail.objects.filter(kind=KIND, about=about).exists() or not embargo_waits(meeting):
        return 0
    letter = _letter(meeting)
    return sum(put(KIND, about, person, letter) for person in keepers(meeting))


def keepers(meeting: Meeting) -> list[Person]:
    """Who keeps the agenda today and has an address."""
    held = Mandate.objects.on(timezone.localdate()).filter(body_id=meeting.body_id, role__in=MANAGERS)
    kept = Person.objects.filter(pk__in=held.values("person_id"), erased_at__isnull=True)
    return list(kept.exclude(email=""))


def still_waits(mail: OutgoingMail) -> bool:
    """Whether this mail may still go, asked when it is claimed: not once the agenda was published again or taken back,
    nor to who keeps it no more."""
    pk, _, version = mail.about.partition(":")
    meeting = Meeting.objects.filter(pk=pk, status=MeetingStatus.PUBLISHED).first()
    if meeting is None or mail.to_person not in keepers(meeting):
        return False
    return not meeting.publications.filter(version__gt=int(version)).exists()


def _letter(meeting: Meeting) -> Letter:
    context = {"meeting": meeting, "url": f"{settings.SITE_URL}{meeting.get_absolute_url()}"}
    text = render_to_string("governance/email_embargo.txt", context)
    html = render_to_string("governance/email_embargo.html", context)
    return Letter(f"Kijk even mee: {meeting.title}", text, html)
