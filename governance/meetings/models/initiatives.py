"""What an agenda item was brought in by: initiatives of organisations. The link by which the chain goes on, both ways.

As it stands now it is read by who keeps the item, and as it was published by who reads the line; either way only by who
may see the initiative as well.
"""

import uuid
from typing import Self

import pgtrigger
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils import timezone

from governance.meetings.models.items import AgendaItem
from governance.meetings.models.lines import PublishedLine
from partners.initiatives.models import Initiative
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.standing import Reader


class LinkEnd(models.TextChoices):
    """Why an initiative hangs on an item no longer."""

    DECIDED = "besloten", "Er is besloten"
    WENT_ON = "verder", "Het ging verder op een andere agenda"
    LET_GO = "los", "Het staat er los van"


class ItemInitiativeQuerySet(models.QuerySet["ItemInitiative"]):
    def visible_to(self, user: Reader) -> Self:
        """Links as they stand now, of items this reader keeps or was shown by hand, to initiatives they may see."""
        live = AgendaItem.objects.read_live_by(user).values("pk")
        seen = Initiative.objects.visible_to(user).values("pk")
        return self.filter(item__in=live, initiative__in=seen)

    def holding(self) -> Self:
        """Nothing became of it yet."""
        return self.filter(ended_as="")

    def counting(self) -> Self:
        """The item is, or was, about this initiative."""
        return self.exclude(ended_as=LinkEnd.LET_GO)


@track()
class ItemInitiative(models.Model):
    """An item came of an initiative. `off_at`: since when the item is seen to stand on no agenda that takes place; it
    may come back on one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="initiatives", verbose_name="agendapunt"
    )
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, related_name="items", verbose_name="initiatief"
    )
    since = models.DateTimeField("sinds", default=timezone.now, editable=False)
    off_at = models.DateTimeField("van de agenda sinds", null=True, editable=False)
    ended_as = models.CharField("hoe afgelopen", max_length=10, choices=LinkEnd.choices, blank=True)
    ended_at = models.DateTimeField("afgelopen op", null=True, editable=False)

    objects = ItemInitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = "initiatief achter een agendapunt"
        verbose_name_plural = "initiatieven achter agendapunten"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "initiative"],
                name="item_initiative_once",
                violation_error_message="Dit initiatief hoort al bij dit punt.",
            ),
            models.UniqueConstraint(
                fields=["initiative"],
                condition=Q(ended_as=""),
                name="initiative_on_one_item",
                violation_error_message="Dit initiatief staat al op een agenda.",
            ),
            models.CheckConstraint(
                condition=Q(ended_as="", ended_at__isnull=True) | ~Q(ended_as="") & Q(ended_at__isnull=False),
                name="item_initiative_ended_at",
            ),
        ]
        triggers = [
            # As with what an item is about: choosing it is an edit of the item.
            pgtrigger.Trigger(
                name="edits_the_item",
                operation=pgtrigger.Insert | pgtrigger.Delete,
                when=pgtrigger.After,
                func="""
                    UPDATE governance_agendaitem SET subjects_at = clock_timestamp()
                     WHERE id = COALESCE(NEW.item_id, OLD.item_id);
                    RETURN NULL;
                """,
            ),
            pgtrigger.Protect(
                name="names_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("item", "initiative", "since"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.initiative_id}"


class PublishedInitiative(models.Model):
    """Which initiative a published line came of; written with the snapshot and never changed."""

    id = models.BigAutoField(primary_key=True)
    line = models.ForeignKey(PublishedLine, models.PROTECT, related_name="initiatives")
    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "initiatief op een gepubliceerde agenda"
        verbose_name_plural = "initiatieven op gepubliceerde agenda's"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return str(self.initiative_id)


def brought_by() -> ArraySubquery:
    """For annotating items: the initiatives each came of, as the snapshot says it: a list of {"id"}. Its title is for
    who may see the initiative, and never in a snapshot."""
    rows = ItemInitiative.objects.counting().filter(item=OuterRef("pk")).order_by("initiative_id")
    return ArraySubquery(rows.values_list(JSONObject(id=F("initiative_id"))))
