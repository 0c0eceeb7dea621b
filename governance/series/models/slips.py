"""An item nobody came to at the meeting, and where it went: the fact by which nothing vanishes from an agenda."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from governance.meetings.models import AgendaItem, Meeting
from governance.series.models.guards import written_once
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader


class SlipQuerySet(models.QuerySet["Slip"]):
    def holding(self) -> Self:
        """Those nobody took back."""
        return self.filter(undone_at__isnull=True)

    def waiting(self) -> Self:
        """Items that have no next meeting yet."""
        return self.holding().filter(onto__isnull=True)

    def visible_to(self, user: Reader) -> Self:
        """Who may read the item as it stood; its later self is shown only to who may read that."""
        return self.filter(item__in=AgendaItem.objects.visible_to(user).values("pk"))


@track()
class Slip(models.Model):
    """`item` was not reached in `meeting` and goes on as `onto`; `times` counts how often the subject slipped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="slips", verbose_name="agendapunt")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="slips", verbose_name="vergadering")
    times = models.PositiveSmallIntegerField("hoe vaak doorgeschoven")
    marked_at = models.DateTimeField("gezegd op", auto_now_add=True)
    marked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="gezegd door"
    )
    onto = models.OneToOneField(
        AgendaItem, models.PROTECT, null=True, related_name="slipped_from", verbose_name="verder als"
    )
    undone_at = models.DateTimeField("teruggenomen op", null=True)

    objects = SlipQuerySet.as_manager()

    class Meta:
        verbose_name = "doorgeschoven punt"
        verbose_name_plural = "doorgeschoven punten"
        ordering = ["marked_at", "pk"]
        constraints = [
            # One next item for one that was not reached, however often and by whomever it is asked.
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(undone_at__isnull=True),
                name="slips_once",
                violation_error_message="Dit punt is al doorgeschoven.",
            ),
            models.CheckConstraint(
                condition=Q(onto__isnull=True) | ~Q(item=F("onto")), name="slips_onto_another_item"
            ),
            models.CheckConstraint(condition=Q(times__gte=1), name="slips_at_least_once"),
        ]
        triggers = [
            written_once("onto_id"),
            written_once("undone_at"),
            pgtrigger.Protect(name="keep_slip", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="slip_stays_what_it_was",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("item", "meeting", "times", "marked_at", "marked_by"),
            ),
            pgtrigger.Trigger(
                name="slips_within_the_body",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF (SELECT count(DISTINCT body_id) FROM governance_agendaitem
                         WHERE id IN (NEW.item_id, NEW.onto_id)) > 1 THEN
                        RAISE EXCEPTION 'another body' USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'slips_within_the_body', HINT = 'Dit hoort bij een ander orgaan.';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.times}"
