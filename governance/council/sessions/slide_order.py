"""The order of the slides somebody wrote: that of the programme, and within a part the order they were put in."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from governance.council.sessions.models import CouncilSession
from governance.council.sessions.models.slides import SessionSlide
from governance.council.taking import taking
from zorgzaam.audit.actors import Actor


def written(session: CouncilSession) -> Sequence[SessionSlide]:
    """All of them: first those at no part, then part by part; one query."""
    rows = SessionSlide.objects.filter(session=session).select_related("item", "picture")
    return sorted(rows, key=lambda row: (str(row.item.begins) if row.item else "", row.position))


def add(slide: SessionSlide) -> None:
    """Behind the last one. Inside the transaction of the caller."""
    with transaction.atomic():
        CouncilSession.objects.select_for_update(no_key=True, of=("self",)).get(pk=slide.session_id)
        last = SessionSlide.objects.filter(session=slide.session_id).aggregate(last=Max("position"))["last"]
        slide.position = (last or 0) + 1
        slide.save()


def move(slide: SessionSlide, step: int, *, by: Actor) -> bool:
    """Change places with the one before (-1) or after (1) it at the same part. False at the edge."""
    with taking(slide.session, by):
        beside = [row for row in written(slide.session) if row.item_id == slide.item_id]
        at = next((number for number, row in enumerate(beside) if row.pk == slide.pk), None)
        if at is None or not 0 <= at + step < len(beside):
            return False
        one, other = beside[at], beside[at + step]
        one.position, other.position = other.position, one.position
        for row in (one, other):
            row.save(update_fields=["position"])
        return True


def remove(slide: SessionSlide, *, by: Actor) -> None:
    """Take it away; the history keeps it."""
    with taking(slide.session, by):
        SessionSlide.objects.filter(pk=slide.pk).delete()
