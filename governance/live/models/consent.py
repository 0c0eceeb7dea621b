"""Deciding by consent: rounds over one text, and what organisations said in them. Facts, kept with the decision."""

import uuid
from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from governance.bodies.models import Seat
from governance.decisions.models import Decision
from governance.live.models.holding import opens_on_an_agenda
from governance.live.models.pulse import OF_DECISION, raises_the_pulse
from partners.organisations.models import Organisation
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader

OF_ROUND = """(SELECT COALESCE(decided.meeting_id, item.meeting_id) FROM governance_consentround round
                 JOIN governance_decision decided ON decided.id = round.decision_id
                 LEFT JOIN governance_agendaitem item ON item.id = decided.item_id
                WHERE round.id = NEW.round_id)"""


class VoiceKind(models.TextChoices):
    AGREES = "instemming", "Stemt in"
    QUESTION = "vraag", "Vraag om verduidelijking"
    OBJECTION = "bezwaar", "Bezwaar"
    CONCERN = "zorg", "Zorg, maar geen bezwaar"


class VoiceState(models.TextChoices):
    STANDS = "staat", "Staat"
    RESOLVED = "weg", "Weggenomen"
    CONCERN = "zorg", "Blijft als zorg"


class OfDecisionQuerySet(models.QuerySet):  # type: ignore[type-arg]
    path = "decision"

    def visible_to(self, user: Reader) -> Self:
        """Who sits in the body or works at the netwerkbureau, of decisions they read."""
        from zorgzaam.standing import standing_of

        standing = standing_of(user)
        readable = self.filter(**{f"{self.path}__in": Decision.objects.visible_to(user).values("pk")})
        if standing.is_bureau:
            return readable
        return readable.filter(**{f"{self.path}__body_id__in": list(standing.bodies)})


class ConsentVoiceQuerySet(OfDecisionQuerySet):
    path = "round__decision"


UNTITLED = "Leeg van voor de titel werd bewaard."


class SameWords:
    """For a round or a vote: what it was about, `title` and `points`, as everybody saw it."""

    title: str
    points: list[str]

    def is_about(self, decision: Decision) -> bool:
        """Whether the proposal still reads as it did. Of one from before titles were kept the points alone tell."""
        return list(self.points) == list(decision.points) and self.title in ("", decision.title)


@track()
class ConsentRound(SameWords, models.Model):
    """One round: everybody speaks about this `title` and these `points`. Other words are another round."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="rounds", verbose_name="besluit", editable=False
    )
    number = models.PositiveSmallIntegerField("ronde", editable=False)
    points = ArrayField(models.TextField(), verbose_name="besluitpunten", editable=False)
    title = models.CharField("titel", max_length=250, blank=True, editable=False, help_text=UNTITLED)
    opened_at = models.DateTimeField("begonnen op", default=timezone.now, editable=False)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="begonnen door")
    closed_at = models.DateTimeField("gesloten op", null=True, editable=False)
    closed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="gesloten door"
    )

    objects = OfDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "ronde van instemming"
        verbose_name_plural = "rondes van instemming"
        ordering = ["decision", "number"]
        constraints = [
            models.UniqueConstraint("decision", "number", name="consent_round_once"),
            models.UniqueConstraint(
                fields=["decision"], condition=Q(closed_at__isnull=True), name="one_consent_round_at_a_time"
            ),
        ]
        triggers = [
            raises_the_pulse(OF_DECISION),
            opens_on_an_agenda(),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="stays_once_closed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="over_these_words",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("decision", "number", "title", "points"),
            ),
        ]

    def __str__(self) -> str:
        return f"Ronde {self.number}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


_SPOKEN = """
    SELECT round.closed_at IS NOT NULL, decided.state <> 'concept' INTO is_closed, is_settled
      FROM governance_consentround round JOIN governance_decision decided ON decided.id = round.decision_id
     WHERE round.id = NEW.round_id FOR SHARE OF round;
    IF is_settled OR (TG_OP = 'INSERT' AND is_closed) THEN
        RAISE EXCEPTION 'a round that is over' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'spoken_in_an_open_round', HINT = 'Deze ronde is voorbij.';
    END IF;
    RETURN NEW;
"""


@track(exclude=["reason", "answer"])
class ConsentVoice(models.Model):
    """What one person said for one organisation or group. An objection says why, and stands until it is resolved or
    stays as a concern."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(ConsentRound, models.PROTECT, related_name="voices", verbose_name="ronde")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name="organisatie"
    )
    seat = models.ForeignKey(
        Seat, models.PROTECT, null=True, related_name="+", verbose_name="zetel van een groep"
    )
    kind = models.CharField("wat", max_length=12, choices=VoiceKind.choices)
    reason = models.CharField("waarom", max_length=1000, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gezegd door")
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="opgeschreven door")
    said_at = models.DateTimeField("gezegd op", default=timezone.now, editable=False)
    state = models.CharField(
        "stand", max_length=5, choices=VoiceState.choices, default=VoiceState.STANDS, editable=False
    )
    answer = models.CharField("antwoord", max_length=1000, blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, editable=False)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="beantwoord door"
    )

    objects = ConsentVoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "stem in een ronde"
        verbose_name_plural = "stemmen in een ronde"
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, seat__isnull=True)
                | Q(organisation__isnull=True, seat__isnull=False),
                name="voice_of_one_party",
            ),
            models.CheckConstraint(
                condition=Q(kind=VoiceKind.AGREES) | ~Q(reason=""),
                name="voice_says_why",
                violation_error_message="Schrijf erbij waarom.",
            ),
            models.CheckConstraint(
                condition=~Q(state=VoiceState.CONCERN) | Q(kind__in=[VoiceKind.OBJECTION, VoiceKind.CONCERN]),
                name="voice_concern_was_an_objection",
            ),
            models.UniqueConstraint(
                fields=["round", "organisation", "seat"], condition=Q(kind=VoiceKind.AGREES),
                name="agrees_once", nulls_distinct=False,
            ),
        ]  # fmt: skip
        triggers = [
            raises_the_pulse(OF_ROUND),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="stays_as_said",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("round", "organisation", "seat", "kind", "reason", "person"),
            ),
            pgtrigger.Trigger(
                name="spoken_in_an_open_round",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                declare=[("is_closed", "boolean"), ("is_settled", "boolean")],
                func=_SPOKEN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} van {self.party}"

    @property
    def party(self) -> uuid.UUID | None:
        return self.organisation_id or self.seat_id

    @property
    def speaks_for(self) -> str:
        if self.organisation:
            return self.organisation.name
        return self.seat.holder if self.seat else ""

    @property
    def stands_in_the_way(self) -> bool:
        """An objection nobody took away."""
        return self.kind == VoiceKind.OBJECTION and self.state == VoiceState.STANDS

    @property
    def stays_a_concern(self) -> bool:
        """Kept with the decision: said as a concern, or an objection that became one."""
        return self.state == VoiceState.CONCERN or (
            self.kind == VoiceKind.CONCERN and self.state == VoiceState.STANDS
        )
