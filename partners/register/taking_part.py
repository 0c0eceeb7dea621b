"""Setting how an organisation takes part, from a day on; what held before stays in its history."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from partners.organisations.models import Organisation, Participation, ParticipationKind
from zorgzaam.periods import Precision
from zorgzaam.ui.dates import day as in_words
from zorgzaam.versions import StaleVersion

A_DAY = datetime.timedelta(days=1)


def begins_on(organisation: Organisation, day: datetime.date) -> str:
    """Why nothing can be set from this day on: something else begins later; "" when it can."""
    later = organisation.participations.filter(starts_on__gt=day).order_by("starts_on").first()
    if later is None or later.starts_on is None:
        return ""
    begins = in_words(later.starts_on, weekday=False)
    return f"Vanaf {begins} staat al “{later.get_kind_display()}”. Kies die dag of een latere."


def marked(organisation: Organisation) -> str:
    """Which rows of which version there are: it changes when somebody else sets anything."""
    rows = organisation.participations.order_by("pk").values_list("pk", "version")
    return ";".join(f"{key}:{version}" for key, version in rows)


@transaction.atomic
def take_part(
    organisation: Organisation, kind: ParticipationKind | None, day: datetime.date, *, seen: str | None = None
) -> bool:
    """From `day` on it takes part as `kind`, or not at all (None). False when that holds already.

    `seen` (of `marked`) is what its reader saw: StaleVersion when it is different now. ValidationError (Dutch) when
    something else begins later.
    """
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if seen is not None and marked(organisation) != seen:
        raise StaleVersion
    if later := begins_on(organisation, day):
        raise ValidationError({"starts_on": later})
    row = Participation.objects.on(day).filter(organisation=organisation).first()
    if row is None:
        return kind is not None and bool(_begin(organisation, kind, day))
    if row.kind == kind and row.ends_on is None:
        return False
    if row.starts_on == day and kind is None:
        row.delete()
        return True
    if row.starts_on == day or row.kind == kind:
        row.kind, row.ends_on = kind or row.kind, None
        row.save()
        return True
    row.ends_on, row.ends_precision = day - A_DAY, Precision.DAY
    row.save()
    return kind is None or bool(_begin(organisation, kind, day))


def _begin(organisation: Organisation, kind: ParticipationKind, day: datetime.date) -> Participation:
    return Participation.objects.create(organisation=organisation, kind=kind, starts_on=day)
