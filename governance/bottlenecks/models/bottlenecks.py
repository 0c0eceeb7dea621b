"""What somebody runs into, or what went well: at which level it is, and whether it was answered (process P3)."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.bodies.models import Body
from partners.initiatives.models import Initiative
from partners.organisations.models import Organisation
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger


class Kind(models.TextChoices):
    BOTTLENECK = "knelpunt", "Knelpunt"
    SUCCESS = "succes", "Succes"


class Level(models.TextChoices):
    OFFICE = "bureau", "Netwerkbureau"
    STEERING = "regiegroep", "Regiegroep"
    BOARD = "bestuurlijk", "Bestuurlijk"
    NATIONAL = "landelijk", "Landelijk"


LADDER = list(Level)
# At these levels some body deals with it.
AT_A_BODY = (Level.STEERING, Level.BOARD)


class BottleneckQuerySet(models.QuerySet["Bottleneck"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau, every body it climbed to, who raised it and the organisation it was raised for."""
        standing = standing_of(user)
        if standing.is_bureau:
            return self
        bodies = list(standing.bodies)
        mine = Q(raised_by_id=standing.person_id) if standing.person_id else Q(pk__in=[])
        ours = Q(organisation_id__in=standing.organisations)
        climbed = Q(pk__in=self.model.objects.filter(steps__body__in=bodies).values("pk"))
        return self.filter(mine | ours | climbed | Q(body_id__in=bodies))

    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def shown(self) -> Self:
        """With what a line shows."""
        return self.select_related("body", "organisation", "raised_by")


def _only_up() -> pgtrigger.Trigger:
    ladder = ", ".join(f"'{level.value}'" for level in LADDER)
    return pgtrigger.Trigger(
        name="only_up",
        operation=pgtrigger.UpdateOf("level"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        func=f"""
            IF array_position(ARRAY[{ladder}], NEW.level::text) < array_position(ARRAY[{ladder}], OLD.level::text) THEN
                RAISE EXCEPTION 'a bottleneck only climbs' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'only_up', HINT = 'Een knelpunt gaat alleen naar een hoger niveau.';
            END IF;
            RETURN NEW;
        """,
    )


@track(exclude=["title", "text"])
class Bottleneck(Versioned):
    """`body` deals with it now; nobody does at the levels of the netwerkbureau and the country. `unnamed`: members of
    bodies do not read who raised it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("soort", max_length=10, choices=Kind.choices, default=Kind.BOTTLENECK)
    title = models.CharField("in één zin", max_length=160)
    text = models.TextField("wat is er aan de hand", max_length=4000)
    raised_by = models.ForeignKey(
        Person, models.PROTECT, editable=False, related_name="+", verbose_name="gemeld door"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="namens"
    )
    # What it is met in; shown to who may see the initiative too.
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, editable=False, related_name="bottlenecks",
        verbose_name="bij initiatief",
    )  # fmt: skip
    unnamed = models.BooleanField(
        "laat mijn naam en organisatie niet zien aan anderen",
        default=False,
        help_text="Het netwerkbureau ziet wel wie het meldt, en kan je antwoord geven.",
    )
    level = models.CharField(
        "niveau", max_length=12, choices=Level.choices, default=Level.OFFICE, editable=False
    )
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, editable=False, related_name="bottlenecks", verbose_name="ligt bij"
    )
    raised_at = models.DateTimeField("gemeld op", auto_now_add=True)
    closed_at = models.DateTimeField("afgerond op", null=True, editable=False)

    objects = BottleneckQuerySet.as_manager()

    class Meta:
        verbose_name = "knelpunt of succes"
        verbose_name_plural = "knelpunten en successen"
        ordering = ["-raised_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=AT_A_BODY, body__isnull=False)
                | ~Q(level__in=AT_A_BODY) & Q(body__isnull=True),
                name="bottleneck_at_a_body",
                violation_error_message="Kies bij welk overleg dit komt te liggen.",
            ),
        ]
        triggers = [
            version_trigger(),
            _only_up(),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("bottleneck", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def next_levels(self) -> list[Level]:
        """The levels above it."""
        return LADDER[LADDER.index(Level(self.level)) + 1 :]
