"""Deciding by vote: by name, per organisation, under the majority the body asks, open and closed at set times.

The database refuses a vote outside those times and after counting (promise I9): it locks the ballot while it looks.
"""

import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Body, Seat
from governance.decisions.models import Decision
from governance.live.models.consent import UNTITLED, OfDecisionQuerySet, SameWords
from governance.live.models.holding import opens_on_an_agenda
from governance.live.models.pulse import OF_DECISION, raises_the_pulse
from partners.organisations.models import Organisation
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.periods import Period, PeriodQuerySet, no_overlap
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import sane_moment, sensible

OF_BALLOT = """(SELECT COALESCE(decided.meeting_id, item.meeting_id) FROM governance_decisionballot ballot
                  JOIN governance_decision decided ON decided.id = ballot.decision_id
                  LEFT JOIN governance_agendaitem item ON item.id = decided.item_id
                 WHERE ballot.id = NEW.ballot_id)"""


class Majority(models.TextChoices):
    SIMPLE = "gewoon", "Meer stemmen voor dan tegen"
    TWO_THIRDS = "tweederde", "Ten minste twee derde van de stemmen voor"
    UNANIMOUS = "eenparig", "Iedereen die mag meedoen stemt voor"
    NUMBER = "aantal", "Een vast aantal stemmen voor"


class MajorityRuleQuerySet(PeriodQuerySet, PublicQuerySet):
    """The rules a body decides by are public, as the body is."""


@track()
class MajorityRule(Versioned, Sourced, Period):
    """By which majority one body decides, from and until; beside its quorum rule."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="majority_rules", verbose_name="orgaan")
    majority = models.CharField("meerderheid", max_length=10, choices=Majority.choices)
    number = models.PositiveSmallIntegerField(
        "zoveel stemmen voor", null=True, blank=True, validators=[MinValueValidator(1)]
    )

    objects = MajorityRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "meerderheidsregel"
        verbose_name_plural = "meerderheidsregels"
        ordering = ["body", "-starts_on"]
        constraints = [
            *Period.Meta.constraints,
            no_overlap("one_majority_rule_at_a_time", "Er geldt in die tijd al een andere regel.", "body"),
            models.CheckConstraint(
                condition=Q(majority=Majority.NUMBER, number__gte=1)
                | (~Q(majority=Majority.NUMBER) & Q(number__isnull=True)),
                name="majority_of_a_number",
                violation_error_message="Schrijf een aantal bij een vast aantal stemmen, en anders niet.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"Meerderheid van {self.body}"

    def get_absolute_url(self) -> str:
        return reverse("majority_rules", args=[self.body_id])


class Tally(models.TextChoices):
    """What counting gave."""

    PASSED = "aangenomen", "Aangenomen"
    FAILED = "verworpen", "Verworpen"
    TIED = "gestaakt", "De stemmen staken"
    VOID = "ongeldig", "Stemming vervallen"


@track()
class DecisionBallot(SameWords, models.Model):
    """One vote about this `title` and these `points`. Empty `outcome`: not counted yet. The rule is that of the moment
    it opened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="ballots", verbose_name="besluit", editable=False
    )
    number = models.PositiveSmallIntegerField("stemming", editable=False)
    points = ArrayField(models.TextField(), verbose_name="besluitpunten", editable=False)
    title = models.CharField("titel", max_length=250, blank=True, editable=False, help_text=UNTITLED)
    majority = models.CharField("meerderheid", max_length=10, choices=Majority.choices, editable=False)
    majority_number = models.PositiveSmallIntegerField("zoveel stemmen voor", null=True, editable=False)
    opens_at = models.DateTimeField("open vanaf", default=timezone.now, validators=[sensible])
    closes_at = models.DateTimeField("open tot", null=True, blank=True, validators=[sensible])
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="geopend door")
    outcome = models.CharField("uitslag", max_length=10, choices=Tally.choices, blank=True, editable=False)
    counted_at = models.DateTimeField("geteld op", null=True, editable=False)
    counted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="geteld door"
    )
    votes_for = models.PositiveSmallIntegerField("voor", null=True, editable=False)
    votes_against = models.PositiveSmallIntegerField("tegen", null=True, editable=False)
    abstained = models.PositiveSmallIntegerField("onthouden", null=True, editable=False)
    entitled = models.PositiveSmallIntegerField("mochten stemmen", null=True, editable=False)
    note = models.CharField("toelichting", max_length=300, blank=True, editable=False)

    objects = OfDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "stemming"
        verbose_name_plural = "stemmingen"
        ordering = ["decision", "number"]
        constraints = [
            sane_moment("opens_at"),
            sane_moment("closes_at"),
            models.UniqueConstraint("decision", "number", name="ballot_number_once"),
            models.UniqueConstraint(
                fields=["decision"], condition=Q(outcome=""), name="one_ballot_at_a_time",
                violation_error_message="Er loopt al een stemming over dit voorstel.",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="ballot_closes_after_opening",
                violation_error_message="De stemming sluit voordat zij opent.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", counted_at__isnull=True)
                | (~Q(outcome="") & Q(counted_at__isnull=False)),
                name="ballot_counted_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=[Tally.PASSED, Tally.FAILED, Tally.TIED])
                | Q(votes_for__isnull=False, votes_against__isnull=False, abstained__isnull=False),
                name="ballot_counted_has_figures",
            ),
        ]  # fmt: skip
        triggers = [
            raises_the_pulse(OF_DECISION),
            opens_on_an_agenda(),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="stays_once_counted",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.outcome <> ''"),
            ),
            pgtrigger.Protect(
                name="over_these_words",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "decision", "number", "title", "points", "majority", "majority_number"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Stemming {self.number}"

    @property
    def is_counted(self) -> bool:
        return self.outcome != ""

    @property
    def is_open(self) -> bool:
        """Votes are taken at this moment."""
        now = timezone.now()
        return (
            not self.is_counted and self.opens_at <= now and (self.closes_at is None or now < self.closes_at)
        )

    @property
    def has_to_open(self) -> bool:
        return not self.is_counted and self.opens_at > timezone.now()

    @property
    def figures(self) -> str:
        """ "5 voor, 2 tegen, 1 onthouding"; "" while it is not counted."""
        if self.votes_for is None:
            return ""
        return f"{self.votes_for} voor, {self.votes_against} tegen, {self.abstained} onthouding" + (
            "" if self.abstained == 1 else "en"
        )


class Choice(models.TextChoices):
    FOR = "voor", "Voor"
    AGAINST = "tegen", "Tegen"
    ABSTAINS = "onthouding", "Onthouding"


_IN_TIME = """
    SELECT * INTO ballot FROM governance_decisionballot WHERE id = NEW.ballot_id FOR SHARE;
    IF ballot.outcome <> '' OR clock_timestamp() < ballot.opens_at
       OR (ballot.closes_at IS NOT NULL AND clock_timestamp() >= ballot.closes_at) THEN
        RAISE EXCEPTION 'a ballot that is not open' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'vote_in_time', HINT = 'Deze stemming is niet open.';
    END IF;
    RETURN NEW;
"""


@track()
class Vote(models.Model):
    """The vote of one organisation or group, by name. It can change until the ballot closes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(DecisionBallot, models.PROTECT, related_name="votes", verbose_name="stemming")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name="organisatie"
    )
    seat = models.ForeignKey(
        Seat, models.PROTECT, null=True, related_name="+", verbose_name="zetel van een groep"
    )
    choice = models.CharField("stem", max_length=10, choices=Choice.choices)
    cast_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="uitgebracht door")
    cast_at = models.DateTimeField("uitgebracht op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "stem van een organisatie"
        verbose_name_plural = "stemmen van organisaties"
        ordering = ["cast_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, seat__isnull=True)
                | Q(organisation__isnull=True, seat__isnull=False),
                name="vote_of_one_party",
            ),
            models.UniqueConstraint(
                fields=["ballot", "organisation", "seat"], name="one_vote_per_party", nulls_distinct=False,
                violation_error_message="Voor deze organisatie is al gestemd.",
            ),
        ]  # fmt: skip
        triggers = [
            raises_the_pulse(OF_BALLOT),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="vote_in_time",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                declare=[("ballot", "governance_decisionballot%ROWTYPE")],
                func=_IN_TIME,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.choice}"

    @property
    def party(self) -> uuid.UUID | None:
        return self.organisation_id or self.seat_id

    @property
    def speaks_for(self) -> str:
        if self.organisation:
            return self.organisation.name
        return self.seat.holder if self.seat else ""
