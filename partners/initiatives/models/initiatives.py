"""An initiative: an idea of an organisation for the network, from the first word to the last report (domain.md P6)."""

import uuid
from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partners.initiatives.holding import held
from partners.initiatives.models.states import OVER, TRANSITIONS, WITH_WHOM, WRITING, State
from partners.initiatives.triggers import kept_once_sent, words_stay
from partners.organisations.models import Organisation
from zorgzaam.audit.history import track
from zorgzaam.audit.triggers import append_only_but
from zorgzaam.people.models import Person
from zorgzaam.search import search_column, search_index
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import sensible


class Money(models.TextChoices):
    """Where the money of an initiative comes from, or should come from."""

    WMO = "wmo", "Wmo"
    YOUTH = "jeugdwet", "Jeugdwet"
    LONG_TERM = "wlz", "Wlz"
    INSURANCE = "zvw", "Zvw"
    SPUK = "spuk", "SPUK"
    TRANSFORMATION = "transformatiemiddelen", "Transformatiemiddelen"
    OWN = "eigen", "Eigen geld"


# What is asked in the form, by column; the rest hangs on it in rows of their own.
WORDS = (
    "organisation", "organisation_name", "title", "idea", "why", "for_whom", "whole_region", "neighbourhood",
    "together", "alone", "money", "amount", "money_words", "takes_part",
)  # fmt: skip


# Of an assessment: it is asked, or was handed in (values of `assessments.Stand`).
ASSESSES = ("gevraagd", "klaar")


# Of a line of its history: nobody but who wrote it ever saw it.
NEVER_SENT = f"line.state = '{State.DRAFT.value}'"


# Who began without an account asks others nothing before the address is proved: nobody is spoken for by a stranger.
EARNEST = Q(guest__isnull=True) | Q(guest__confirmed_at__isnull=False)


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    def read_inside_by(self, user: Reader) -> Self:
        """Those of which this reader reads everything: who brings it in (themselves, or their organisation), an
        organisation that was asked to sign along or to take it on, who was asked to assess it, who leads it; and, once
        it was sent, the netwerkbureau. A draft is for who writes it."""
        standing = standing_of(user)
        if standing.person_id is None:
            return self.own(user)
        ours = Q(organisation_id__in=standing.organisations) | Q(recipient_id__in=standing.organisations)
        along = self.model._base_manager.filter(EARNEST, partners__organisation_id__in=standing.organisations)
        mine = Q(started_by_id=standing.person_id, organisation__isnull=True)
        asked = self.model._base_manager.filter(
            assessments__person_id=standing.person_id, assessments__state__in=ASSESSES
        )
        led = self.model._base_manager.filter(execution__leader_id=standing.person_id)
        others = [Q(pk__in=each.values("pk")) for each in (along, asked, led)]
        inside = ours | mine | others[0] | others[1] | others[2]
        return self.filter(inside | ~Q(state=State.DRAFT) if standing.is_bureau else inside)

    def visible_to(self, user: Reader) -> Self:
        """As `read_inside_by`."""
        return self.read_inside_by(user)

    def own(self, user: Reader) -> Self:
        """What this reader brings in: themselves, for their organisation, or without an account by their link."""
        standing = standing_of(user)
        if held(standing) is not None:
            return self.filter(pk=held(standing))
        if not standing.is_somebody:
            return self.none()
        mine = Q(started_by_id=standing.person_id, organisation__isnull=True)
        return self.filter(mine | Q(organisation_id__in=standing.organisations))

    def sent(self) -> Self:
        return self.exclude(state=State.DRAFT)

    def open(self) -> Self:
        """Sent, and somebody still has to do something."""
        return self.sent().exclude(state__in=OVER)

    def shown(self) -> Self:
        """With what a line shows."""
        return self.select_related("organisation", "recipient")


@track(
    exclude=["search"], forgets=append_only_but("partners_initiative", "partners_initiativeevent", NEVER_SENT)
)
class Initiative(Versioned):
    """Its state changes by the steps of `moving` and `submitting`, and by nothing else.

    `organisation` is who brings it in; who is not on our list writes `organisation_name` until the netwerkbureau knows
    them. `at_whom` is the name behind the state (of a body, of an organisation), for lists.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField("nummer", max_length=12, null=True, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="initiatives", verbose_name="namens"
    )
    organisation_name = models.CharField("naam van de organisatie", max_length=160, blank=True)
    started_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="begonnen door"
    )
    state = models.CharField(
        "stand", max_length=16, choices=State.choices, default=State.DRAFT, editable=False
    )
    since = models.DateTimeField("sinds", default=timezone.now, editable=False)
    at_whom = models.CharField("bij wie", max_length=200, blank=True, editable=False)
    recipient = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="initiatives_offered",
        verbose_name="aangeboden aan",
    )
    handled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wie het behandelt"
    )
    due_on = models.DateField("uiterlijk", null=True, editable=False, validators=[sensible])

    title = models.CharField("titel", max_length=160, help_text="In één zin: wat wilt u doen?")
    idea = models.TextField("het idee", blank=True, max_length=8000)
    why = models.TextField("waarom", blank=True, max_length=4000)
    for_whom = models.TextField("voor wie", blank=True, max_length=2000)
    whole_region = models.BooleanField("voor de hele regio", default=False)
    neighbourhood = models.CharField("wijk of buurt", max_length=160, blank=True)
    together = models.TextField("met wie nog meer", blank=True, max_length=2000)
    alone = models.TextField("waarom geen partij dit alleen kan", blank=True, max_length=4000)
    money = ArrayField(
        models.CharField(max_length=24, choices=Money.choices),
        verbose_name="welk geld",
        default=list,
        blank=True,
    )
    amount = models.DecimalField(
        "bedrag",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="In euro, voor alle jaren samen.",
    )
    money_words = models.TextField("over het geld", blank=True, max_length=2000)
    takes_part = models.BooleanField("doet actief mee", default=False)

    # What hangs on it is rows of their own: this makes each save of the form a change of the initiative itself.
    edited_at = models.DateTimeField("bewerkt op", default=timezone.now, editable=False)
    submitted_at = models.DateTimeField("ingediend op", null=True, editable=False)
    search = search_column(title="A", idea="B", why="C", for_whom="C")

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = "initiatief"
        verbose_name_plural = "initiatieven"
        ordering = ["-submitted_at", "-edited_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, number__isnull=True, submitted_at__isnull=True)
                | ~Q(state=State.DRAFT) & Q(number__isnull=False, submitted_at__isnull=False),
                name="initiative_sent_has_number",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(organisation__isnull=False) | ~Q(organisation_name=""),
                name="initiative_says_for_whom",
                violation_error_message="Schrijf op namens welke organisatie u dit indient.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.OFFERED, State.ELSEWHERE]) | Q(recipient__isnull=False),
                name="initiative_elsewhere_is_somewhere",
                violation_error_message="Kies een organisatie.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WITH_WHOM) | ~Q(at_whom=""),
                name="initiative_says_at_whom",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0),
                name="initiative_amount_above_nought",
                violation_error_message="Schrijf een bedrag boven nul, of laat het leeg.",
            ),
        ]
        indexes = [
            search_index("initiative_search"),
            models.Index(fields=["state", "since"], name="initiative_worklist"),
            models.Index(fields=["due_on"], name="initiative_due"),
        ]
        triggers = [
            version_trigger(ignoring=("search",)),
            words_stay([*WORDS[1:]]),
            kept_once_sent(),
            pgtrigger.FSM(
                name="initiative_steps",
                field="state",
                transitions=[(str(a.value), str(b.value)) for a, b in TRANSITIONS],
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("initiative", args=[self.pk])

    @property
    def by_whom(self) -> str:
        """The name of who brings it in."""
        return str(self.organisation) if self.organisation else self.organisation_name

    @property
    def words(self) -> str:
        """The state in words, with the name behind it: "Op de agenda van ..."."""
        label = str(self.get_state_display())
        if self.state not in WITH_WHOM:
            return label
        return {
            State.OFFERED: f"Aangeboden aan {self.at_whom}",
            State.ELSEWHERE: f"Elders belegd bij {self.at_whom}",
            State.ON_AGENDA: f"Op de agenda van {self.at_whom}",
        }[State(self.state)]

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_writable(self) -> bool:
        return self.state in WRITING

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def money_labels(self) -> list[str]:
        return [str(Money(each).label) for each in self.money]
