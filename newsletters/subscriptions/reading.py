"""Who gets a letter: those whose turn it is, those who want to read about something, and as the post office takes them.

The one place for these rules; what sends asks here.
"""

import datetime
from collections.abc import Collection, Iterable
from typing import Any, Self, TypeVar

from dateutil.relativedelta import relativedelta
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject
from django.utils import timezone

from zorgzaam.post.bulk.filling import OWN
from zorgzaam.post.models import MailState, OutgoingMail

# What a secret link of a reader is made of.
LINK = "nieuwsbrief"
# The `kind` of a mailing that is an issue of the newsletter; by mails of this kind turns are counted.
ISSUE = "newsletter-issue"
PAUSE = relativedelta(months=3)
M = TypeVar("M", bound=models.Model)


class ReadingQuerySet(models.QuerySet[M]):
    """Of readers with an address, a frequency, themes and municipalities."""

    def wanting(self, themes: Iterable[models.Model], municipalities: Iterable[models.Model]) -> Self:
        """Whom something about these themes and these municipalities is for: who chose one of them, or nothing.

        No themes (or municipalities) is about all of them, so for everybody.
        """
        return self.filter(self._chose("themes", themes) & self._chose("municipalities", municipalities))

    def _chose(self, name: str, wanted: Iterable[models.Model]) -> Q:
        keys = [row.pk for row in wanted]
        if not keys:
            return Q()
        field: Any = self.model._meta.get_field(name)
        own = field.remote_field.through.objects.filter(subscriber=OuterRef("pk"))
        return Q(Exists(own.filter(**{f"{field.m2m_reverse_field_name()}__in": keys}))) | ~Q(Exists(own))

    def to_queue(self, **values: Any) -> "models.QuerySet[Any, Any]":
        """These readers as `zorgzaam.post.bulk.queueing.queue` takes them; `values` are expressions for more marks.

        In the words `[[key]]` is the secret of the reader's own links: `newsletter_own`, `newsletter_end`. It is made
        when the mail leaves: what the book holds opens nothing.
        """
        pk, number = (Cast(name, models.CharField()) for name in ("pk", "link_number"))
        rows = self.annotate(
            key=F("pk"),
            person=Cast(Value(None), models.UUIDField()),
            own_values=JSONObject(**{OWN: Concat(Value(f"{LINK}:"), pk, Value(":"), number)}, **values),
        )
        return rows.values_list("key", "address", "person", "own_values")


def had_one(moment: datetime.datetime, issues: Collection[str], stopped: Collection[str] = ()) -> Q:
    """Who had one of these issues in the three months before the day of `moment`, or has one on its way. `issues` are
    what their mails are about: so each reader is looked up by index, however much the book grew since the database last
    counted it. Of those that were `stopped`, what waits is not on its way."""
    # By days: who got one at ten on the first of January gets one at nine on the first of April.
    today = timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
    since = today - PAUSE + datetime.timedelta(days=1)
    mails = OutgoingMail.objects.filter(kind=ISSUE, about__in=issues, to_address=OuterRef("address"))
    counting = mails.annotate(went=Coalesce("sent_at", "created_at")).exclude(state=MailState.FAILED)
    counting = counting.exclude(about__in=stopped, state__in=[MailState.QUEUED, MailState.CLAIMED])
    return Q(Exists(counting.filter(went__gte=since)))
