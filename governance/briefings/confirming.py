"""Who sits in a council may confirm to have read what it got. It is kept as a count: never who, never when.

A row holds a one-way code of the publication and the person, made with the key of this house: pressing twice gives the
same code, and from a code no person can be worked out without that key. There is no time in it, no history of it and
no order; nothing is sent along with a mail or a page to find out who opened it.
"""

import uuid
from dataclasses import dataclass
from typing import Any, Self

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_POST

from governance.bodies.models import Mandate, Role
from governance.briefings.models import Status
from governance.briefings.publication import BriefingPublication
from zorgzaam import places
from zorgzaam.access import get_visible, may, rule
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.frozen import keep_as_is
from zorgzaam.standing import Reader, Standing, standing_of

MEMBERS = (Role.COUNCIL_MEMBER, Role.PROVINCIAL_MEMBER)
# Of fewer members a count would say who.
FEWEST = 5


class ReadMarkQuerySet(models.QuerySet["ReadMark"]):
    def visible_to(self, user: Reader) -> Self:
        """Nobody reads the rows; `count_of` counts them."""
        return self.none()


class ReadMark(models.Model):
    """One member confirmed that they read this version."""

    code = models.CharField(primary_key=True, max_length=64, editable=False)
    publication = models.ForeignKey(
        BriefingPublication, models.PROTECT, related_name="+", verbose_name="stuk"
    )

    objects = ReadMarkQuerySet.as_manager()

    class Meta:
        verbose_name = "leesbevestiging"
        verbose_name_plural = "leesbevestigingen"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return "leesbevestiging"


def code_of(publication: uuid.UUID, person: uuid.UUID) -> str:
    """What a confirmation is known by: always the same for one person and one publication."""
    return salted_hmac("governance.read", f"{publication}:{person}", algorithm="sha256").hexdigest()


@dataclass(frozen=True)
class Count:
    """How many of the members of the council confirmed; `shown` is False where that would say who."""

    confirmed: int
    members: int

    @property
    def shown(self) -> bool:
        return self.members >= FEWEST


def count_of(publication: BriefingPublication) -> Count:
    """The count of one version, against who sits in the council today."""
    council = publication.briefing.addressee_id
    seated = Mandate.objects.current().filter(body=council, role__in=MEMBERS, person__erased_at=None)
    members = seated.values("person").distinct().count()
    # Who confirmed may have left the council since.
    return Count(min(ReadMark.objects.filter(publication=publication).count(), members), members)


def sits_there(standing: Standing, publication: BriefingPublication) -> bool:
    """Whether somebody is a member of the council it went to."""
    return standing.holds(publication.briefing.addressee_id, *MEMBERS)


@rule("governance.count_readers")
def count_readers(standing: Standing, publication: Any) -> bool:
    """The netwerkbureau and the griffie of that council see how many confirmed."""
    return standing.is_bureau or standing.holds(publication.briefing.addressee_id, Role.CLERK)


def on_its_page(request: HttpRequest, publication: Any) -> places.Block | None:
    """Beside a letter: the button for a member, the count for bureau and griffie. Nothing for others."""
    if not isinstance(publication, BriefingPublication):
        return None
    standing = standing_of(request.user)
    member = sits_there(standing, publication)
    counts = may(request.user, "governance.count_readers", publication)
    if not member and not counts:
        return None
    done = member and ReadMark.objects.filter(pk=code_of(publication.pk, standing.person_id)).exists()  # type: ignore[arg-type]
    count = count_of(publication) if counts else None
    context = {"publication": publication, "member": member, "done": done, "count": count}
    return places.Block("governance/briefing_read.html", context)


@require_POST
@entrance(Door.STATEN, SIGNED_IN)
def confirm(request: HttpRequest, pk: uuid.UUID, version: int) -> HttpResponse:
    """Confirm to have read this version; 404 for who is no member of that council. Twice counts once."""
    rows = BriefingPublication.objects.select_related("briefing").light()
    rows = rows.exclude(briefing__status=Status.WITHDRAWN)
    publication: BriefingPublication = get_visible(request.user, rows, briefing=pk, version=version)
    standing = standing_of(request.user)
    if standing.person_id is None or not sits_there(standing, publication):
        raise Http404
    ReadMark.objects.get_or_create(
        code=code_of(publication.pk, standing.person_id), defaults={"publication": publication}
    )
    messages.success(request, "Bedankt. Uw bevestiging telt mee; niemand ziet dat u het was.")
    return redirect("briefing_version", pk, version)
