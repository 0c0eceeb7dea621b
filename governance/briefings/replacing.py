"""Which letter takes the place of one that was withdrawn: whoever finds the old one is led to the new one."""

from typing import Self

import pgtrigger
from django.db import models, transaction
from django.db.models import F, Q, QuerySet

from governance.briefings.models import Briefing, Status
from governance.briefings.publication import BriefingPublication
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting, track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader


class ReplacementQuerySet(models.QuerySet["BriefingReplacement"]):
    def visible_to(self, user: Reader) -> Self:
        """Who knows of both."""
        known = Briefing.objects.visible_to(user).values("pk")
        return self.filter(briefing__in=known, successor__in=known)


def _of_a_withdrawn_one() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="of_a_withdrawn_one",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func="""
            IF NOT EXISTS (
                SELECT FROM governance_briefing old_one
                  JOIN governance_briefing new_one ON new_one.addressee_id = old_one.addressee_id
                 WHERE old_one.id = NEW.briefing_id AND old_one.status = 'ingetrokken' AND new_one.id = NEW.successor_id
            ) THEN
                RAISE EXCEPTION 'only a withdrawn briefing is replaced, by one to the same body'
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


@track()
class BriefingReplacement(models.Model):
    """That one briefing stands in the place of another, which was withdrawn."""

    briefing = models.OneToOneField(
        Briefing,
        models.PROTECT,
        primary_key=True,
        related_name="replacement",
        verbose_name="ingetrokken stuk",
    )
    successor = models.ForeignKey(
        Briefing, models.PROTECT, related_name="replaces", verbose_name="stuk dat ervoor in de plaats komt"
    )

    objects = ReplacementQuerySet.as_manager()

    class Meta:
        verbose_name = "vervanging van een briefing"
        verbose_name_plural = "vervangingen van briefings"
        constraints = [
            models.CheckConstraint(
                condition=~Q(briefing=F("successor")), name="briefing_replaced_by_another"
            ),
        ]
        triggers = [_of_a_withdrawn_one()]

    def __str__(self) -> str:
        return f"{self.briefing_id}: {self.successor_id}"


def successors_for(briefing: Briefing, user: Reader) -> "QuerySet[Briefing]":
    """What can take its place, as far as this reader works on it: to the same body, and not withdrawn itself."""
    rows = Briefing.objects.in_hands_of(user).filter(addressee=briefing.addressee_id)
    return rows.exclude(pk=briefing.pk).exclude(status=Status.WITHDRAWN).order_by("-created_at")


@transaction.atomic
def replace(briefing: Briefing, successor: Briefing | None, *, by: Person | User) -> None:
    """Note what takes the place of a withdrawn briefing; None where nothing does (any more)."""
    with acting(by, reason="Vastgelegd welk stuk ervoor in de plaats komt"):
        if successor is None:
            BriefingReplacement.objects.filter(briefing=briefing).delete()
        else:
            BriefingReplacement.objects.update_or_create(briefing=briefing, defaults={"successor": successor})


def successor_of(briefing: Briefing, user: Reader) -> BriefingPublication | None:
    """The newest version of what took its place; None as long as this reader may not read that."""
    found = BriefingPublication.objects.visible_to(user).filter(briefing__replaces__briefing=briefing)
    found = found.exclude(briefing__status=Status.WITHDRAWN).newest().light()
    return found.select_related("briefing").order_by("-version").first()


def replaced_by(briefing: Briefing, user: Reader) -> Briefing | None:
    """What was chosen to take its place, published or not yet; None for who does not work on that."""
    if briefing.status != Status.WITHDRAWN:
        return None
    return Briefing.objects.in_hands_of(user).filter(replaces__briefing=briefing).first()
