"""Mail to the author about new comments: one letter for all that came in, and none of their words.

A draft is closed, so the letter says how many there are and where, and nothing of what they say.
"""

import datetime
import uuid

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.db.models import F, Min, QuerySet
from django.urls import reverse
from django.utils import timezone

from governance.briefings.comments.models import BriefingComment, CommentNotice
from governance.briefings.comments.writing import CLOSED
from governance.briefings.models import Briefing
from zorgzaam.house import House
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.standing import reader_of
from zorgzaam.telling import each, take

KIND = "briefing-comments"
# Who reads a text makes several comments after another; they go into one letter.
WAIT = datetime.timedelta(minutes=15)


@shared_task
def tell_about_comments() -> int:
    """Write to the authors of drafts with new comments; gives how many letters."""
    return each([(pk,) for pk in _waiting().values_list("pk", flat=True)], _tell)


def _new() -> "QuerySet[BriefingComment]":
    """Open comments nobody was told of; of one's own nobody is told."""
    return BriefingComment.objects.open().filter(notice=None).exclude(person=F("briefing__author"))


def _waiting() -> "QuerySet[Briefing]":
    """Briefings of which the first new comment is older than `WAIT`; not what was published meanwhile."""
    first = _new().values("briefing").annotate(first=Min("made_at")).filter(first__lte=timezone.now() - WAIT)
    return Briefing.objects.filter(pk__in=first.values("briefing")).exclude(status__in=CLOSED)


@transaction.atomic
def _tell(pk: uuid.UUID) -> bool:
    briefing = take(_waiting().select_related("author"), pk)
    if briefing is None:
        return False
    new = list(_new().filter(briefing=briefing).values_list("pk", flat=True))
    notice = CommentNotice.objects.create(briefing=briefing)
    BriefingComment.objects.filter(pk__in=new).update(notice=notice)
    return put(KIND, str(notice.pk), briefing.author, _letter(briefing, len(new)), private=True)


def _letter(briefing: Briefing, count: int) -> Letter:
    many = "één nieuwe opmerking" if count == 1 else f"{count} nieuwe opmerkingen"
    kind, path = briefing.get_kind_display().lower(), reverse("briefing_review", args=[briefing.pk])
    text = (
        f"Goedendag,\n\nBij uw concept staat {many}: {kind} aan {briefing.addressee}.\n\n"
        f"Lees en beantwoord ze hier: {settings.SITE_URL}{path}\n\n"
        "U krijgt dit bericht omdat u dit stuk opstelt. Een concept is besloten: u logt eerst in.\n\n"
        f"Met vriendelijke groet,\n{House.objects.of_region().network_name}\n{settings.SITE_URL}\n"
    )
    return Letter(f"{many[0].upper()}{many[1:]} bij een concept", text)


def still_open(mail: OutgoingMail) -> bool:
    """Whether this letter may still go: a comment it is about is open, and its reader still works on the briefing."""
    rows = BriefingComment.objects.open().filter(notice=uuid.UUID(mail.about)).select_related("briefing")
    found, person = rows.first(), mail.to_person
    if found is None or person is None or person.erased_at is not None:
        return False
    reader = reader_of(person)
    return Briefing.objects.in_hands_of(reader).filter(pk=found.briefing_id).exists()
