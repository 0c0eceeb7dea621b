"""A document that went to a council, or came from it: mededelingen, letters, memos."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q

from governance.council.records import CouncilRecord, CouncilRecordQuerySet
from zorgzaam.audit.history import track
from zorgzaam.periods import Precision, describe
from zorgzaam.search import search_column, search_index
from zorgzaam.versions import version_trigger
from zorgzaam.webfield import WebAddressField, is_web_address
from zorgzaam.years import FAR_OFF, day_within, sensible


class NoticeKind(models.TextChoices):
    NOTICE = "mededeling", "Mededeling"
    LETTER = "raadsinformatiebrief", "Raadsinformatiebrief"
    MEMO = "memo", "Memo"
    INCOMING = "ingekomen", "Ingekomen stuk"
    OTHER = "ander", "Ander stuk"


class Way(models.TextChoices):
    """Seen from the council."""

    IN = "in", "Aan de raad of Staten"
    OUT = "uit", "Van de raad of Staten"


class NoticeQuerySet(CouncilRecordQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-dated_on", "-created_at", "pk")


@track(exclude=["search"])
class CouncilNotice(CouncilRecord):
    """`dated_on` is the date on the document; `decided_on` and `sent_on` are other days that sources mix up (O25)."""

    page_name = "council_notice"
    looked_in = ("title", "gist")

    kind = models.CharField("soort", max_length=24, choices=NoticeKind.choices, default=NoticeKind.NOTICE)
    way = models.CharField("richting", max_length=3, choices=Way.choices, default=Way.IN)
    title = models.CharField("onderwerp", max_length=250)
    dated_on = models.DateField("datum", validators=[sensible], help_text="De datum op het stuk.")
    dated_precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    decided_on = models.DateField("besloten op", null=True, blank=True, validators=[sensible])
    sent_on = models.DateField("verzonden op", null=True, blank=True, validators=[sensible])
    # Said by who sent it; what it settled before stays settled until the griffie revokes that.
    withdrawn_on = models.DateField("ingetrokken op", null=True, blank=True, editable=False)
    url = WebAddressField("link", blank=True, help_text="Waar het stuk te lezen is.")
    gist = models.TextField("waar het over gaat", blank=True, help_text="In een paar zinnen.")
    search = search_column(title="A", gist="B", number="C")

    objects = NoticeQuerySet.as_manager()

    class Meta(CouncilRecord.Meta):
        abstract = False
        verbose_name = "mededeling"
        verbose_name_plural = "mededelingen"
        ordering = ["-dated_on", "-created_at", "id"]
        constraints = [
            *CouncilRecord.Meta.constraints,
            is_web_address("url", "council_notice_url_is_http"),
            models.CheckConstraint(
                condition=~Q(title=""), name="council_notice_has_a_title",
                violation_error_message="Schrijf op waar het stuk over gaat.",
            ),
            models.CheckConstraint(
                condition=day_within("dated_on") & day_within("decided_on") & day_within("sent_on"),
                name="council_notice_days_are_sensible", violation_error_message=FAR_OFF,
            ),
        ]  # fmt: skip
        indexes = [search_index("council_notice_search")]
        triggers = [
            version_trigger(ignoring=("search",)),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def dated(self) -> str:
        return describe(self.dated_on, self.dated_precision)
