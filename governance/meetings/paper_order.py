"""The order of the papers with one item. The only code that writes their places."""

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Case, PositiveSmallIntegerField, Value, When

from governance.meetings.models import AgendaItem, Paper
from governance.meetings.order import StaleOrder, lock
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting


def arrange(item: AgendaItem, ids: Sequence[uuid.UUID], *, by: Actor) -> bool:
    """Make this the order of the papers `ids` of the item; True when that changed something.

    `ids` is what somebody saw; papers they may not read keep their places at the end. StaleOrder when one of `ids` was
    taken away, or an id is doubled or of another item.
    """
    with acting(by), transaction.atomic():
        if item.meeting is not None:
            lock(item.meeting)
        AgendaItem.objects.select_for_update(no_key=True).get(pk=item.pk)
        now = list(Paper.objects.present().filter(item=item).values_list("pk", flat=True))
        if len(set(ids)) != len(ids) or not set(ids) <= set(now):
            raise StaleOrder
        wanted = [*ids, *(pk for pk in now if pk not in set(ids))]
        if wanted == now:
            return False
        places = Case(
            *(When(pk=pk, then=Value(place)) for place, pk in enumerate(wanted, start=1)),
            output_field=PositiveSmallIntegerField(),
        )
        Paper.objects.filter(pk__in=wanted).update(position=places)
    return True
