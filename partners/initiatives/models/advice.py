"""The advice of the netwerkbureau to the regiegroep: written from the assessments, frozen when it goes along."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partners.initiatives.models.initiatives import Initiative
from partners.initiatives.models.states import AT_THE_BUREAU
from zorgzaam.audit.history import track
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger


class AdviceQuerySet(models.QuerySet["InitiativeAdvice"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau; who decides reads it at the agenda item it went along with."""
        return self if standing_of(user).is_bureau else self.none()


@track(exclude=["text"])
class InitiativeAdvice(Versioned):
    """One advice, the `number`th. It changes as long as the initiative lies with the netwerkbureau."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, related_name="advices", verbose_name="initiatief"
    )
    number = models.PositiveSmallIntegerField("hoeveelste", editable=False)
    text = models.TextField("advies", max_length=8000)
    made_at = models.DateTimeField("gemaakt op", default=timezone.now, editable=False)

    objects = AdviceQuerySet.as_manager()

    class Meta:
        verbose_name = "advies over een initiatief"
        verbose_name_plural = "adviezen over initiatieven"
        ordering = ["initiative", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "number"],
                name="initiative_advice_once",
                violation_error_message="Iemand anders schreef net ook een advies. Kijk eerst wat er staat.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="initiative_advice_says_something",
                violation_error_message="Schrijf het advies.",
            ),
        ]
        triggers: list[pgtrigger.Trigger] = [
            version_trigger(),
            pgtrigger.Protect(name="advice_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="goes_along_as_it_is",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                declare=[("stand", "text"), ("went", "int")],
                func=f"""
                    SELECT state INTO stand FROM partners_initiative WHERE id = NEW.initiative_id FOR SHARE;
                    SELECT count(*) INTO went FROM partners_move
                     WHERE initiative_id = NEW.initiative_id AND state = 'op_agenda';
                    IF stand NOT IN ({", ".join(f"'{each.value}'" for each in AT_THE_BUREAU)})
                       OR NEW.number <> went + 1 THEN
                        RAISE EXCEPTION 'an advice that went along' USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'goes_along_as_it_is',
                            HINT = 'Dit advies is al mee naar het overleg. Het verandert niet meer.';
                    END IF;
                    RETURN NEW;
                """,  # noqa: S608 - states of our own
            ),
        ]

    def __str__(self) -> str:
        return f"advies over {self.initiative}"
