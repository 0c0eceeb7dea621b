"""Taking a list over: its readers are known from then on, and get nothing until they are asked and said yes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from newsletters.subscriptions.lists.models import ReaderList
from newsletters.subscriptions.lists.plan import Plan
from newsletters.subscriptions.models import Consent, Subscriber
from newsletters.subscriptions.states import ConsentEvent, ConsentSource, SubscriberState
from newsletters.subscriptions.wording import VERSION
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.importing.lines import Line, State
from zorgzaam.versions import StaleVersion

BATCH = 500


def take_over(read: ReaderList, *, by: User, seen: str) -> int:
    """Carry a file out, once; how many readers are new.

    `seen` is the mark of the preview that was read: StaleVersion when it would do something else now. ValidationError
    (Dutch) when nobody is left to take over.
    """
    with transaction.atomic(), acting(by, reason="Lijst overgenomen"):
        read = ReaderList.objects.select_for_update(of=("self",)).get(pk=read.pk)
        if read.applied_at is not None:
            return 0
        plan = Plan(read)
        if plan.mark != seen:
            raise StaleVersion
        lines = plan.of(State.NEW)
        if not lines:
            raise ValidationError("In dit bestand staat niemand die we kunnen overnemen.")
        _write(read, lines)
        read.applied_at, read.rows = timezone.now(), []
        read.save()
        return len(lines)


def _write(read: ReaderList, lines: list[Line]) -> None:
    rows = [_row(read, line) for line in lines]
    Subscriber.objects.bulk_create(rows, BATCH)
    words = {"event": ConsentEvent.LISTED, "source": ConsentSource.LIST, "version": VERSION}
    text = f"Stond op de lijst “{read.name}”."
    Consent.objects.bulk_create([Consent(subscriber=row, text=text, **words) for row in rows], BATCH)
    for name in ("themes", "municipalities"):
        field: Any = Subscriber._meta.get_field(name)
        through, other = field.remote_field.through, field.m2m_reverse_field_name()
        chosen = [
            through(subscriber=row, **{other: each})
            for row, line in zip(rows, lines, strict=True)
            for each in line.save[name]
        ]
        through.objects.bulk_create(chosen, BATCH, ignore_conflicts=True)


def _row(read: ReaderList, line: Line) -> Subscriber:
    row = Subscriber(
        address=line.title, state=SubscriberState.LISTED, frequency=line.save["frequency"], reader_list=read
    )
    return row.made()
