"""For which municipalities the fragment "wat dit voor de gemeente betekent" has something to show, all at once: a page
with fifty letters asks no more than one with five."""

import datetime
import uuid

from django.db.models import Q

from governance.briefings.fragments import PUBLIC_READER
from partners.organisations.models import Organisation
from regioplan.agreements.models import Agreement, State
from regioplan.approvals.models import Approval
from regioplan.local_actions.models import ActionState, LocalAction


def with_something(on: datetime.date) -> set[uuid.UUID]:
    """Ids of the municipalities of which something is known on this day (see `municipality_fragments`)."""
    return _decided(on) | _agreed(on) | _acting(on)


def _decided(on: datetime.date) -> set[uuid.UUID]:
    facts = Approval.objects.visible_to(PUBLIC_READER).latest(on).select_related("version_of__plan")
    return {fact.municipality_id for fact in facts if fact.version_of.is_out}


def _agreed(on: datetime.date) -> set[uuid.UUID]:
    rows = Agreement.objects.visible_to(PUBLIC_READER).in_force(on)
    rows = rows.exclude(answers__state=State.ACCEPTED, answers__at__date__gt=on)
    places = Organisation.objects.municipal().filter(whole__in=rows.values("organisation__whole"))
    return set(places.values_list("municipality", flat=True))


def _acting(on: datetime.date) -> set[uuid.UUID]:
    then = Q(starts_on__isnull=True) | Q(starts_on__lte=on)
    then &= Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    rows = LocalAction.objects.visible_to(PUBLIC_READER).filter(then).exclude(state=ActionState.STOPPED)
    return set(rows.values_list("municipality", flat=True))
