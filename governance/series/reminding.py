"""Mail about terms: before and on the day to who makes the agenda, and to the chair when a day passes.

Each is written once: the notice stands in the same transaction, under a lock on the meeting. Nothing goes out about a
meeting that is off, that was over when it was written down here, or about a day that was past by then.
"""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from governance.bodies.models import Mandate, Role
from governance.meetings.models import Meeting, MeetingStatus
from governance.series.models.terms import Moment, TermKind, TermNotice, TermSet
from governance.series.terms import Line, checklist, checklists
from zorgzaam.house import House
from zorgzaam.killpoints import killpoint
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take
from zorgzaam.ui.dates import day as in_words
from zorgzaam.ui.dates import moment as moment_in_words

KIND = "meeting-term"
# Nobody is written to about what should have been done longer ago than this.
LATE = datetime.timedelta(days=30)
HOLDS = (MeetingStatus.DRAFT, MeetingStatus.PUBLISHED)


def waiting() -> list[tuple[Line, Moment]]:
    """What somebody should hear about today and was not written to about yet."""
    lines = [line for found in checklists(_meetings()).values() for line in found]
    due = [(line, moment) for line in lines if (moment := moment_of(line)) and _is_news(line)]
    told = set(_told([line for line, _ in due]))
    return [(line, moment) for line, moment in due if (f"{line.key}", moment.value) not in told]


def _meetings() -> QuerySet[Meeting]:
    """Meetings of bodies with terms, from a month back on, with the moment they were first written down here."""
    history = Meeting.history.rel.related_model._default_manager  # type: ignore[attr-defined]
    written = history.filter(pgh_obj_id=OuterRef("pk")).order_by("pgh_id").values("pgh_created_at")[:1]
    rows = Meeting.objects.filter(
        body__in=TermSet.objects.values("body"), status__in=HOLDS, starts_at__gte=timezone.now() - 4 * LATE
    )
    found: QuerySet[Meeting] = rows.annotate(written_at=Subquery(written)).select_related("body")
    return found


def _is_news(line: Line) -> bool:
    """A day that was past when the meeting or the term was written down asks nothing of anybody any more."""
    known = [line.meeting.written_at, line.recorded_at]  # type: ignore[attr-defined]
    return all(each is not None and timezone.localdate(each) <= line.due_on for each in known) and (
        line.kind != TermKind.MINUTES or line.meeting.written_at <= line.meeting.starts_at  # type: ignore[attr-defined]
    )


def moment_of(line: Line) -> Moment | None:
    """What of this term is said today; None when there is nothing to say."""
    if line.done or line.meeting.status not in HOLDS:
        return None
    if line.kind == TermKind.MINUTES and line.meeting.status != MeetingStatus.PUBLISHED:
        return None  # nobody knows that a draft was held
    left = line.days_left
    if left == 0:
        return Moment.ON_THE_DAY
    if left > 0:
        return Moment.BEFORE if left <= line.remind_days else None
    over = line.kind != TermKind.MINUTES and line.meeting.starts_at < timezone.now()
    return None if over or -left > LATE.days else Moment.PASSED


def _told(lines: Iterable[Line]) -> Iterable[tuple[str, str]]:
    rows = TermNotice.objects.filter(meeting__in={line.meeting.pk for line in lines})
    for meeting, kind, due, moment in rows.values_list("meeting", "kind", "due_on", "moment"):
        yield f"{meeting}:{kind}:{due}", moment


@transaction.atomic
def tell(line: Line, moment: Moment) -> bool:
    """The mails and the notice of one term, under a lock on the meeting; False when another worker has or did it, when
    it was done meanwhile or falls on another day by now."""
    done = TermNotice.objects.filter(kind=line.kind, moment=moment, due_on=line.due_on)
    free = Meeting.objects.exclude(pk__in=done.values("meeting")).select_related("body")
    meeting = take(free, line.meeting.pk)
    if meeting is None:
        return False
    now = next((one for one in checklist(meeting) if one.key == line.key), None)
    if now is None or moment_of(now) != moment:
        return False
    letter = _letter(now, moment)
    told = sum(put(KIND, f"{now.key}:{moment}", who, letter) for who in readers(now, moment))
    killpoint("term.before_notice")
    TermNotice.objects.create(meeting=meeting, kind=now.kind, moment=moment, due_on=now.due_on, told=told)
    return True


def readers(line: Line, moment: Moment) -> QuerySet[Person]:
    """Secretary and staff of the body beforehand and on the day; the chair when the day has passed."""
    roles = [Role.CHAIR] if moment == Moment.PASSED else [Role.SECRETARY, Role.STAFF]
    held = Mandate.objects.on(timezone.localdate()).filter(body_id=line.meeting.body_id, role__in=roles)
    people = Person.objects.filter(pk__in=held.values("person_id"), erased_at__isnull=True)
    return people.exclude(email="").order_by("pk")


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: it is still to be done, by the same day, and its reader is still asked."""
    meeting_id, kind, due, moment = mail.about.split(":")
    meeting = Meeting.objects.filter(pk=meeting_id, status__in=HOLDS).select_related("body").first()
    if meeting is None or mail.to_person is None:
        return False
    line = next((one for one in checklist(meeting) if (one.kind, str(one.due_on)) == (kind, due)), None)
    if line is None or line.done:
        return False
    return readers(line, Moment(moment)).filter(pk=mail.to_person.pk).exists()


_SUBJECT = {
    Moment.BEFORE: "Nog {left}: {what}",
    Moment.ON_THE_DAY: "Vandaag: {what}",
    Moment.PASSED: "Nog niet gedaan: {what}",
}
_WORDS = {
    TermKind.PAPERS: "stukken voor",
    TermKind.INVITATION: "uitnodiging voor",
    TermKind.AGENDA: "agenda van",
    TermKind.MINUTES: "verslag van",
}


def _letter(line: Line, moment: Moment) -> Letter:
    meeting = line.meeting
    left = "1 dag" if line.days_left == 1 else f"{line.days_left} dagen"
    subject = _SUBJECT[moment].format(left=left, what=f"{_WORDS[line.kind]} {meeting.title}")
    asked = f"{line.label}: uiterlijk {in_words(line.due_on)} ({line.how})."
    why = (
        "Je krijgt dit bericht omdat je voorzitter bent: de dag is voorbij en het is nog niet gedaan."
        if moment == Moment.PASSED
        else f"Je krijgt dit bericht omdat je de agenda van {meeting.body} maakt."
    )
    text = (
        f"Goedendag,\n\n{asked}\n\nVergadering: {meeting.title}\n"
        f"Wanneer: {moment_in_words(meeting.starts_at)}\n\n"
        f"Bekijk wat er nog moet: {settings.SITE_URL}{meeting.get_absolute_url()}#termijnen\n\n{why}\n\n"
        f"Met vriendelijke groet,\n{House.objects.of_region().network_name}\n"
    )
    return Letter(subject, text)
