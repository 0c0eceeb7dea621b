"""Mails about what is asked: to assessors when they are asked and when their last day is near or over, and to the
organisation that has to say whether it takes an initiative on."""

import datetime
import uuid

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from partners.initiatives.emails.moves import recipients
from partners.initiatives.emails.whom import Reader, send, still_one_of
from partners.initiatives.models import Assessment, AssessmentNotice, Initiative, Move, State
from partners.initiatives.terms import REMIND
from zorgzaam.post.models import OutgoingMail
from zorgzaam.telling import take
from zorgzaam.ui import dates

ASKED, REMINDER, OFFER_REMINDER = "assessment-asked", "assessment-reminder", "initiative-offer-reminder"
NEWS = datetime.timedelta(days=30)


def waiting() -> QuerySet[Assessment]:
    """Of which the assessor was not told yet."""
    since = timezone.now() - NEWS
    return _running().filter(notice__isnull=True, asked_at__gt=since)


def _running() -> QuerySet[Assessment]:
    """What is awaited from somebody now."""
    rows = Assessment.objects.open().filter(initiative__state=State.ASSESSING, person__erased_at__isnull=True)
    return rows.exclude(person__email="")


@transaction.atomic
def tell(pk: uuid.UUID) -> bool:
    """The mail and the notice of one question, under a lock on it; False when another worker has or did it."""
    row = take(waiting().select_related("initiative__organisation", "person"), pk)
    if row is None:
        return False
    told = send(
        ASKED, str(pk), [_assessor(row)], f"Wilt u dit initiatief beoordelen? {row.initiative.title}",
        [
            f"Het netwerkbureau vraagt u “{row.initiative.title}” van {row.initiative.by_whom} te beoordelen.",
            f"Geef per criterium een score met een reden, en een advies. Dat kan tot en met {dates.day(row.due_on)}.",
            "Kunt u het niet doen, of bent u er zelf bij betrokken? Zeg dan op dezelfde pagina af.",
        ],
    )  # fmt: skip
    AssessmentNotice.objects.create(assessment=row, told=told)
    return True


def due() -> QuerySet[Assessment]:
    """Whose last day is near or over, and was not in the same breath as the question."""
    today = timezone.localdate()
    rows = _running().filter(due_on__lte=today + REMIND, due_on__gt=today - NEWS)
    return rows.filter(due_on__gt=F("asked_at__date") + REMIND)


def remind(row: Assessment) -> int:
    """One mail before the last day and one after it; how many are new."""
    what = "De laatste dag was" if row.is_late else "De laatste dag is"
    return send(
        REMINDER, f"{row.pk}:{'laat' if row.is_late else 'bijna'}", [_assessor(row)],
        f"Uw beoordeling van {row.initiative.title}",
        [f"We wachten op uw beoordeling van “{row.initiative.title}”. {what} {dates.day(row.due_on)}."],
    )  # fmt: skip


def still_asked(mail: OutgoingMail) -> bool:
    """Whether a mail to an assessor may still go: it is still awaited from this person."""
    pk = mail.about.split(":", 1)[0]
    if mail.to_person_id is None:
        return False
    return _running().filter(pk=pk, person_id=mail.to_person_id).exists()


def _assessor(row: Assessment) -> Reader:
    return Reader(row.person, f"{settings.SITE_URL}{reverse('assessment', args=[row.pk])}")


# ---------------------------------------------------------------- an organisation has to say yes or no
def offers_due() -> list[Move]:
    """The offers that stand, of which the last day is near or over."""
    today = timezone.localdate()
    rows = Initiative.objects.filter(
        state=State.OFFERED, due_on__lte=today + REMIND, due_on__gt=today - NEWS, since__date__lt=today
    )
    moves = Move.objects.filter(initiative__in=rows, state=State.OFFERED, at=F("initiative__since"))
    return list(moves.select_related("initiative__organisation"))


def remind_of_offer(move: Move) -> int:
    """One mail before the last day and one after it; how many are new."""
    row, late = move.initiative, bool(move.due_on and move.due_on < timezone.localdate())
    what = "De laatste dag om te antwoorden was" if late else "Antwoord uiterlijk"
    return send(
        OFFER_REMINDER, f"{move.pk}:{'laat' if late else 'bijna'}", recipients(move),
        f"Pakt uw organisatie dit op? {row.title}",
        [
            f"Het netwerkbureau vroeg of uw organisatie “{row.title}” van {row.by_whom} oppakt.",
            f"{what} {dates.day(move.due_on)}.",
        ],
    )  # fmt: skip


def still_offered(mail: OutgoingMail) -> bool:
    """Whether a reminder of an offer may still go."""
    move = Move.objects.select_related("initiative").filter(pk=mail.about.split(":", 1)[0]).first()
    if move is None or move.initiative.state != State.OFFERED or move.at != move.initiative.since:
        return False
    return still_one_of(mail, recipients(move))
