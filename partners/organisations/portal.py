"""What the partnerportaal shows of the organisations somebody speaks for."""

from collections import defaultdict
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from partners.organisations.asked import asked_of
from partners.organisations.models import Organisation, ParticipationKind, Representation
from zorgzaam.places import Block
from zorgzaam.standing import standing_of


def own_organisations(request: HttpRequest, subject: Any) -> Block | None:
    """My organisations, how each takes part, who else speaks for it, and how to join when it does not yet."""
    standing = standing_of(request.user)
    # Of two that were merged there is one; the other is in the standing too, for what was asked of it.
    mine = Organisation.objects.visible_to(request.user).remaining().filter(pk__in=standing.organisations)
    organisations = list(mine.taking_part_on(timezone.localdate()).select_related("municipality"))
    if not organisations:
        return None
    others: dict[Any, dict[Any, Representation]] = defaultdict(dict)
    speaking = Representation.objects.visible_to(request.user).current()
    ours = speaking.filter(organisation__whole__in=[one.pk for one in organisations])
    for each in ours.exclude(person_id=standing.person_id).select_related("person", "organisation"):
        others[each.organisation.whole].setdefault(each.person_id, each)
    rows = [
        {"organisation": one, "takes_part": _words(one), "others": list(others[one.pk].values())}
        for one in organisations
    ]
    outside = [one for one in organisations if one.takes_part != ParticipationKind.MEMBER]
    return Block("partners/own_organisations.html", {"rows": rows, "outside": outside})


def asked_of_mine(request: HttpRequest, subject: Any) -> Block | None:
    """Per organisation what is asked of it, by kind, with the first last day. The first block there."""
    mine = standing_of(request.user).organisations
    organisations = list(Organisation.objects.visible_to(request.user).filter(pk__in=mine).order_by("name"))
    return _asked(request, organisations, reverse("partner")) if organisations else None


def asked_of_one(request: HttpRequest, organisation: Any) -> Block:
    """The same on the organisation's own place; for the netwerkbureau without the way to the partnerportaal."""
    ours = organisation.pk in standing_of(request.user).organisations
    return _asked(request, list(organisation.all_of_it), reverse("partner") if ours else "", alone=True)


def _asked(request: HttpRequest, organisations: list[Any], portal: str, *, alone: bool = False) -> Block:
    found = asked_of(request.user, {one.pk: one.whole for one in organisations})
    rows = [(one, found.get(one.pk, [])) for one in organisations if one.pk == one.whole]
    context = {"rows": rows, "portal": portal, "alone": alone, "today": timezone.localdate()}
    return Block("partners/asked.html", context)


def _words(organisation: Any) -> str:
    """How it takes part, or nothing when it does not."""
    return ParticipationKind(organisation.takes_part).label if organisation.takes_part else ""
