"""The last day of a seat or a mandate."""

import datetime

from django.db.models import Q

from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.periods import Period, Precision
from zorgzaam.versions import StaleVersion, Versioned


class Ending(Versioned, Period):
    """Abstract: a dated row that somebody ends on a day, for a reason."""

    class Meta:
        abstract = True

    def end_on(self, on: datetime.date, *, by: Actor, reason: str) -> bool:
        """Let it hold until and including `on`. True when that changed anything.

        StaleVersion when the row changed since `self.version`: whoever ends it saw another text.
        """
        rows = type(self)._default_manager.filter(pk=self.pk)
        still_holds = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
        with acting(by, reason=reason):
            seen = rows.filter(still_holds, version=self.version)
            changed = seen.update(ends_on=on, ends_precision=Precision.DAY)
        if not changed and not rows.filter(version=self.version).exists():
            raise StaleVersion
        self.refresh_from_db(fields=["ends_on", "ends_precision", "version"])
        return bool(changed)
