"""The one mail about a yes or a no: to who proposed it. What a source tells of was proposed by nobody here."""

import uuid

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from regioplan.agreements.models import AgreementAnswer, State
from regioplan.agreements.notices import AnswerNotice
from zorgzaam.killpoints import killpoint
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.standing import standing_on
from zorgzaam.telling import take

KIND = "agreement-answered"
SAID = {State.ACCEPTED: "ja", State.REFUSED: "nee"}


def unheard() -> QuerySet[AgreementAnswer]:
    """A yes or a no that who proposed it was not written to about."""
    return AgreementAnswer.objects.filter(
        state__in=list(SAID), agreement__proposed_by__isnull=False, notice__isnull=True
    )


@transaction.atomic
def tell_proposer(pk: uuid.UUID) -> bool:
    """The mail and the notice of one answer, under a lock on it; False when another worker has or did it."""
    rows = unheard().select_related("agreement__organisation", "agreement__task", "agreement__proposed_by")
    answer = take(rows, pk)
    if answer is None:
        return False
    person = answer.agreement.proposed_by
    told = person is not None and may_hear(person, answer) and put(KIND, str(pk), person, _letter(answer))
    killpoint("agreement.before_answer_notice")
    AnswerNotice.objects.create(answer=answer, told=int(told))
    return True


def may_hear(person: Person | None, answer: AgreementAnswer) -> bool:
    """A yes is public; a no and its reason are for the netwerkbureau."""
    if person is None or person.erased_at is not None:
        return False
    return answer.state == State.ACCEPTED or standing_on(person.pk, timezone.localdate()).is_bureau


def _letter(answer: AgreementAnswer) -> Letter:
    row = answer.agreement
    said = f"{row.organisation} zei {SAID[State(answer.state)]}"
    why = f"Dit schreven ze erbij: {answer.reason}\n\n" if answer.reason else ""
    text = (
        f"Goedendag,\n\n{said} op je voorstel: {row.get_role_display().lower()} van {row.task}.\n\n{why}"
        f"Bekijk de afspraak: {settings.SITE_URL}{row.get_absolute_url()}\n\n"
        "Je krijgt dit bericht omdat jij dit voorstelde.\n"
    )
    return Letter(f"{said}: {row.get_role_display().lower()} van {row.task}", text)


def still_news(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: its reader may know of the answer today."""
    answer = AgreementAnswer.objects.filter(pk=mail.about).first()
    return answer is not None and may_hear(mail.to_person, answer)
