"""Who is not directly joined is asked to a broad network meeting every year: is that kept?

Looked up in facts: the meetings of the yearly body, also those that were only written down afterwards.
"""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Body, BodyKind, Mandate
from governance.meetings.models import Meeting
from newsletters.network_meeting.models.meetings import of_the_circle
from zorgzaam.house import House
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo
from zorgzaam.ui.dates import day

KIND = "network-meeting-due"
WARN_AFTER, WITHIN = 11, 12


@dataclass(frozen=True)
class Obligation:
    """How it stands. `last` was held, `planned` comes; `warn_on` and `due_on` follow from the last one (None: nothing
    was ever held)."""

    last: Meeting | None
    planned: Meeting | None
    warn_on: datetime.date | None
    due_on: datetime.date | None

    @property
    def asks_attention(self) -> bool:
        """Nothing is planned in time, and eleven months have passed since the last one; or there never was one."""
        if self.planned is not None and (self.due_on is None or self.planned.day <= self.due_on):
            return False
        return self.warn_on is None or timezone.localdate() >= self.warn_on

    @property
    def is_late(self) -> bool:
        return self.asks_attention and self.due_on is not None and timezone.localdate() > self.due_on

    @property
    def words(self) -> str:
        """What is the matter, in one sentence."""
        if self.last is None:
            return "Er is nog geen breed netwerkoverleg geweest. Partijen in de kring worden elk jaar uitgenodigd."
        held = f"Het laatste breed netwerkoverleg was op {day(self.last.starts_at, weekday=False)}."
        if self.planned is not None:
            return (
                f"{held} Het volgende is op {day(self.planned.starts_at, weekday=False)}: later dan een jaar."
            )
        return f"{held} Er is nog geen volgende gepland."


def obligation() -> Obligation:
    """How it stands today; one query."""
    now = timezone.now()
    meetings = of_the_circle().annotate(over_at=Coalesce("ends_at", F("starts_at")))
    held = meetings.filter(over_at__lt=now).order_by("-starts_at").values("pk")[:1]
    to_come = meetings.filter(over_at__gte=now).order_by("starts_at").values("pk")[:1]
    found = list(meetings.filter(Q(pk=Subquery(held)) | Q(pk=Subquery(to_come))))
    last = next((meeting for meeting in found if meeting.over_at < now), None)
    planned = next((meeting for meeting in found if meeting.over_at >= now), None)
    since = last.day if last else None
    return Obligation(
        last, planned,
        months_after(since, WARN_AFTER) if since else None, months_after(since, WITHIN) if since else None,
    )  # fmt: skip


def months_after(first: datetime.date, months: int) -> datetime.date:
    """The same day so many months on; the last of the month where that has fewer days."""
    year, month = divmod(first.month - 1 + months, 12)
    year, month = first.year + year, month + 1
    for last in (first.day, 30, 29, 28):
        try:
            return datetime.date(year, month, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def todos(user: Reader) -> list[Todo]:
    """For the netwerkbureau, on the first page of the werkbank."""
    if not standing_of(user).is_bureau:
        return []
    found = obligation()
    if not found.asks_attention or not _has_the_body():
        return []
    tone = "late" if found.is_late else "attention"
    return [
        Todo("Plan het jaarlijkse breed netwerkoverleg", reverse("network_meetings"), found.words, found.due_on, tone)
    ]  # fmt: skip


def _has_the_body() -> bool:
    return Body.objects.filter(kind=BodyKind.YEARLY_MEETING).exists()


@transaction.atomic
def warn() -> int:
    """Write to the netwerkbureau, once about each last meeting; how many mails are new. Nothing was ever held: no mail,
    the werkbank says it."""
    found = obligation()
    if not found.asks_attention or found.last is None:
        return 0
    return sum(put(KIND, str(found.last.pk), person, _letter(found)) for person in of_the_office())


def of_the_office() -> list[Person]:
    """Everybody who works at the netwerkbureau now and can be written to, each once."""
    held = Mandate.objects.current().filter(body__kind=BodyKind.OFFICE)
    people = Person.objects.filter(pk__in=held.values("person_id"), erased_at__isnull=True)
    return list(people.exclude(email="").order_by("pk"))


def _letter(found: Obligation) -> Letter:
    last = f" Uiterlijk op {day(found.due_on)} is dat een jaar geleden." if found.due_on else ""
    text = (
        f"Goedendag,\n\n{found.words}{last}\n\n"
        "Wie niet direct is aangesloten, wordt elk jaar uitgenodigd. Plan een nieuwe bijeenkomst:\n\n"
        f"{settings.SITE_URL}{reverse('network_meetings')}\n\n"
        f"Met vriendelijke groet,\n{House.objects.of_region().network_name}\n"
    )
    return Letter("Het is tijd voor een breed netwerkoverleg", text)


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: nothing was planned meanwhile, and its reader still works there."""
    found = obligation()
    same = found.last is not None and str(found.last.pk) == mail.about
    return same and found.asks_attention and mail.to_person in of_the_office()
