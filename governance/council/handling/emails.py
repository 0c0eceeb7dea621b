"""Mail to who follows a commitment, a motion or its dossier: how it stands, and that it ended; each once."""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import DurationField, ExpressionWrapper, F, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from governance.council.handling.models import Settlement, SettlementState, StatusNote
from governance.council.handling.notices import PromiseTold
from zorgzaam.follow import followers, followers_of, follows_any
from zorgzaam.killpoints import killpoint
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.publicity import Publicity
from zorgzaam.standing import reader_of
from zorgzaam.telling import take

KINDS: dict[str, Any] = {"council-note": StatusNote, "council-settlement": Settlement}
# How it stood long ago is history that somebody writes down: nobody waits for a mail about it.
NEWS = datetime.timedelta(days=60)


def waiting(kind: str) -> QuerySet[Any]:
    """What followers were not told yet. What a document of the past says is told to nobody."""
    if kind == "council-settlement":
        rows = Settlement.objects.filter(state=SettlementState.CONFIRMED, source__isnull=True, told=None)
    else:
        age = ExpressionWrapper(F("at__date") - F("on"), output_field=DurationField())
        rows = StatusNote.objects.filter(told=None).annotate(age=age).filter(age__lte=NEWS)
    # Until the embargo of what it is about is over, nobody is written to.
    now = timezone.now()
    return rows.exclude(commitment__embargo_until__gt=now).exclude(motion__embargo_until__gt=now)


@transaction.atomic
def tell(kind: str, pk: uuid.UUID) -> int:
    """The mails about one fact and the row that says so; gives how many. A second worker finds it done."""
    row = take(waiting(kind), pk)
    if row is None:
        return 0
    promise = row.promise
    private = promise.publicity != Publicity.PUBLIC
    readers = [person for person in followers_of(_subjects(promise)) if _may_read(person, promise)]
    of_itself = set(followers(*_subjects(promise)[0]).values_list("pk", flat=True))
    letters = {own: _letter(row, own=own) for own in {person.pk in of_itself for person in readers}}
    told = sum(
        put(kind, str(pk), person, letters[person.pk in of_itself], private=private) for person in readers
    )
    killpoint("promise.before_told")
    about = {"settlement" if kind == "council-settlement" else "note": row}
    PromiseTold.objects.create(recipients=told, **about)
    return told


def _subjects(promise: Any) -> list[tuple[str, uuid.UUID]]:
    own = [(promise._meta.model_name, promise.pk)]
    return [*own, ("council_dossier", promise.dossier_id)] if promise.dossier_id else own


def _may_read(person: Person, promise: Any) -> bool:
    reader = reader_of(person)
    return bool(type(promise)._default_manager.visible_to(reader).filter(pk=promise.pk).exists())


def _letter(row: Any, *, own: bool) -> Letter:
    """For who follows the promise itself (`own`), or the dossier it lies in."""
    promise = row.promise
    what, url = str(promise._meta.verbose_name), f"{settings.SITE_URL}{promise.get_absolute_url()}"
    followed = promise if own else promise.dossier
    stop = f"{settings.SITE_URL}{followed.get_absolute_url()}"
    context = {"row": row, "promise": promise, "what": what, "url": url, "own": own, "stop": stop}
    news = row.get_outcome_display().lower() if isinstance(row, Settlement) else "stand van zaken"
    subject = f"{what.capitalize()}, {news}: {promise}"
    return Letter(subject[:200], render_to_string("governance/council/email_promise.txt", context))


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: it was not taken back, and its reader still follows it and may read it."""
    row = KINDS[mail.kind].objects.filter(pk=mail.about).first()
    if row is None or mail.to_person is None or mail.to_person.erased_at is not None:
        return False
    if isinstance(row, Settlement) and row.state != SettlementState.CONFIRMED:
        return False
    follows = follows_any(mail.to_person.pk, _subjects(row.promise))
    return follows and _may_read(mail.to_person, row.promise)
