"""Asking that briefings are published, and doing that."""

import logging
import uuid

from django.db import transaction

from governance.briefings.dispatch.models import BriefingDispatch
from governance.briefings.errors import Refused
from governance.briefings.models import Briefing, BriefingQuerySet
from governance.briefings.reviewing import digest_now
from governance.briefings.steps import ready_to_publish
from zorgzaam.access import may
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.claimed import State, in_line
from zorgzaam.killpoints import killpoint
from zorgzaam.pdf import PdfBusy, PdfError
from zorgzaam.standing import reader_of

FAILED = "Publiceren lukte niet door een storing. Probeer het opnieuw; blijft het misgaan, meld het dan bij beheer."
NO_LONGER = "Wie dit vroeg, mag het niet meer publiceren. Laat een collega het opnieuw proberen."
log = logging.getLogger(__name__)


def ask(briefings: BriefingQuerySet, *, by: User) -> int:
    """Ask that those of them that are ready are published; how many were put in line by it. Those that are in line or
    out already stay as they are, so pressed twice it is one job."""
    with transaction.atomic(), acting(by, reason="Publiceren gevraagd"):
        mine = briefings.filter(ready_to_publish(), pk__in=Briefing.objects.in_hands_of(by).values("pk"))
        locked = list(mine.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
        asked = sum(_put_in_line(pk, by) for pk in locked)
        if asked:
            transaction.on_commit(_wake)
    return asked


def _put_in_line(pk: uuid.UUID, by: User) -> bool:
    """True when it was not in line yet."""
    there = BriefingDispatch.objects.filter(pk=pk).first()
    if there is not None and there.is_busy:
        return False
    text = digest_now(Briefing.objects.get(pk=pk))
    asked = {"asked_by": by.person, "decided_sha256": text}
    BriefingDispatch.objects.update_or_create(briefing_id=pk, defaults={**asked, **in_line()})
    return True


def _wake() -> None:
    from governance.briefings.dispatch.jobs import wake_publisher

    wake_publisher()


def send(pk: uuid.UUID) -> bool:
    """Publish this briefing if nobody else does; whether it was this worker's. One that fails says why in its row.
    Raises PdfBusy when there is no place to print it now: it stays in line."""
    row = BriefingDispatch.objects.select_related("asked_by").claim(pk)
    if row is None:
        return False
    killpoint("briefing.after_claim")
    try:
        said = _publish(row)
    except PdfBusy:
        row.put_back()
        raise
    except (Refused, PdfError) as refusal:
        said = str(refusal)
    except Exception as problem:
        # No message of the database, which quotes the letter: a log is read by others.
        log.error("publishing briefing %s failed: %s", row.pk, type(problem).__qualname__)
        said = FAILED
    killpoint("briefing.after_publishing")
    row.over(State.FAILED if said else State.DONE, said)
    return True


def _publish(row: BriefingDispatch) -> str:
    """Publish it in the name of who asked; "" when it is out, else why it may not go."""
    if row.is_given_up:
        return FAILED
    who = row.asked_by
    reader = reader_of(who)
    briefing = Briefing.objects.in_hands_of(reader).filter(pk=row.pk).first()
    if briefing is None or not may(reader, "governance.publish_briefing", briefing):
        return NO_LONGER
    briefing.publish(by=who, asked=row.decided_sha256)
    return ""
