"""Mail about advice, each once: to who is asked, that it is asked, that its day comes near or has passed; to who asks,
that there is an answer. Nothing of the matter itself: it may be closed, and is read behind the login."""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from governance.bodies.models import Mandate
from governance.intake.emails import but
from governance.intake.models import Advice, AdviceNotice, AdviceState
from governance.intake.models.advice import Reason
from governance.meetings.models import MANAGERS
from partners.organisations.speaking import spokespeople
from zorgzaam.house import House
from zorgzaam.killpoints import killpoint
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take
from zorgzaam.ui.dates import day

KINDS = {reason: f"advice-{reason.value}" for reason in Reason}
# How long before the last day who is asked is reminded.
AHEAD = datetime.timedelta(days=5)
NEWS = datetime.timedelta(days=30)
WORDS = {
    Reason.ASKED: ("{body} vraagt advies", "{body} vraagt advies aan {whom}. Uiterlijk {due}."),
    Reason.NEAR: (
        "Nog een paar dagen: advies aan {body}",
        "{body} vroeg advies aan {whom}. Het is er nog niet. Uiterlijk {due}.",
    ),
    Reason.LATE: (
        "De dag is voorbij: advies aan {body}",
        "{body} vroeg advies aan {whom}. Dat zou er {due} zijn. Kan het nog, of komt het er niet?",
    ),
    Reason.ANSWERED: (
        "Antwoord op je adviesvraag aan {whom}",
        "{whom} gaf antwoord op de adviesvraag van {body}.",
    ),
}


def due_for(reason: Reason) -> QuerySet[Advice]:
    """What people have to hear of for this reason today, whether they did or not."""
    today, rows = timezone.localdate(), Advice.objects.open()
    # A last day that was over when it was asked was written down about the past: nobody is chased for it.
    timely = rows.filter(due_on__gte=F("asked_at__date"))
    match reason:
        case Reason.ASKED:
            return timely
        case Reason.NEAR:
            # Not in the same breath as the question itself.
            near = rows.filter(due_on__gte=today, due_on__lte=today + AHEAD)
            return near.filter(due_on__gt=F("asked_at__date") + AHEAD)
        case Reason.LATE:
            return timely.filter(due_on__lt=today)
        case Reason.ANSWERED:
            answered = (AdviceState.GIVEN, AdviceState.DECLINED)
            return Advice.objects.filter(state__in=answered, answer__at__gt=timezone.now() - NEWS)


def waiting(reason: Reason) -> QuerySet[Advice]:
    """As `due_for`, what nobody was written to about yet."""
    told = AdviceNotice.objects.filter(advice=OuterRef("pk"), kind=reason)
    return due_for(reason).filter(~Exists(told))


def readers(row: Advice, reason: Reason) -> Any:
    """Who is written to: who is asked; of an answer who asked it, as long as they keep the agenda of the body, else who
    keeps it now. Nobody hears of their own answer."""
    if reason == Reason.ANSWERED:
        held = Mandate.objects.on(timezone.localdate()).filter(body=row.body_id, role__in=MANAGERS)
        keep = Person.objects.filter(pk__in=held.values("person_id"), erased_at__isnull=True).exclude(
            email=""
        )
        # Who asked and keeps the agenda no more leaves the question to who does now.
        asker = keep.filter(pk__in=[row.asked_by_id])
        return but(asker if asker.exists() else keep, row.answer.person_id)
    if row.organisation_id:
        return spokespeople([row.organisation_id])
    return Person.objects.filter(pk__in=[row.person_id], erased_at__isnull=True).exclude(email="")


@transaction.atomic
def tell(pk: uuid.UUID, reason: Reason) -> bool:
    """The mails and the notice, under a lock on the row; False when another worker has or did it."""
    row = take(waiting(reason).select_related("body", "organisation", "person"), pk)
    if row is None:
        return False
    letter = _letter(row, reason)
    told = sum(put(KINDS[reason], str(pk), person, letter) for person in readers(row, reason))
    killpoint("advice.before_notice")
    AdviceNotice.objects.create(advice=row, kind=reason, told=told)
    return True


def _letter(row: Advice, reason: Reason) -> Letter:
    subject, text = WORDS[reason]
    words = {"body": row.body.name, "whom": row.asked_of_whom, "due": day(row.due_on)}
    house = House.objects.of_region()
    what = "Lees het" if reason == Reason.ANSWERED else "Lees de vraag en geef antwoord"
    body = (
        f"Goedendag,\n\n{text.format(**words)}\n\n"
        f"{what}: {settings.SITE_URL}{row.get_absolute_url()}\nJe logt eerst in.\n\n"
        f"Met vriendelijke groet,\n{house.network_name}\n{settings.SITE_URL}\n"
    )
    return Letter(subject.format(**words), body)


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: it is still so, and its reader is still one of those it is for."""
    reason = next(each for each, kind in KINDS.items() if kind == mail.kind)
    row = due_for(reason).filter(pk=mail.about).first()
    return row is not None and readers(row, reason).filter(pk=mail.to_person_id).exists()
