"""A proposal for the agenda of a body, until it became an item or went back (domain.md R11, P6)."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from governance.bodies.models import Body
from governance.meetings.models import MANAGERS, AgendaItem, ItemKind, Meeting
from governance.meetings.models.meetings import bodies_where
from governance.meetings.models.subjects import TASK, THEME, one_subject
from partners.organisations.models import Organisation
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme
from zorgzaam.audit.history import track
from zorgzaam.files.models import StoredFile
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.search import search_column, search_index
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import day_within, sensible


class Origin(models.TextChoices):
    """In which quality somebody proposes."""

    SEAT = "zetel", "Iemand uit een overleg"
    PARTNER = "partner", "Een organisatie"
    PROVINCE = "provincie", "De provincie (actief agenderen)"
    COUNCIL = "staten", "Een verzoek van Staten of raad"


class ProposalState(models.TextChoices):
    WAITING = "voorgesteld", "Voorgesteld"
    OFFERED = "aangeboden", "Aangeboden aan een ander overleg"
    LATER = "later", "Komt later"
    PLACED = "punt", "Is een agendapunt"
    JOINED = "samengevoegd", "Samengevoegd met een agendapunt"
    RETURNED = "terug", "Terug naar wie het voorstelde"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


S = ProposalState
OPEN = (S.WAITING, S.OFFERED, S.LATER)
# It lies at one body, which decides what becomes of it.
LIES = (S.WAITING, S.LATER)
BECAME = (S.PLACED, S.JOINED)
CHANGES = [
    *((S.WAITING, state) for state in (S.OFFERED, S.LATER, *BECAME, S.RETURNED, S.WITHDRAWN)),
    *((S.LATER, state) for state in (S.WAITING, S.OFFERED, *BECAME, S.RETURNED, S.WITHDRAWN)),
    (S.OFFERED, S.WAITING),
    (S.OFFERED, S.WITHDRAWN),
]


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: Reader) -> Self:
        """Who proposed it, their organisation or council, who keeps the agenda of a body it lay or lies at, and the
        netwerkbureau, which watches that nobody holds the same talk twice."""
        standing = standing_of(user)
        if standing.is_bureau:
            return self
        if not standing.is_somebody:
            return self.none()
        kept = bodies_where(standing, MANAGERS)
        came_by = self.model.objects.filter(Q(steps__body__in=kept) | Q(steps__to_body__in=kept))
        return self.filter(
            Q(proposed_by_id=standing.person_id)
            | Q(organisation_id__in=standing.organisations)
            | Q(council_id__in=standing.councils)
            | Q(body_id__in=kept)
            | Q(pk__in=came_by.values("pk"))
        )

    def own(self, user: Reader) -> Self:
        """What this reader proposed, or their organisation or council."""
        standing = standing_of(user)
        mine = Q(proposed_by_id=standing.person_id) if standing.person_id else Q(pk__in=[])
        ours = Q(organisation_id__in=standing.organisations) | Q(council_id__in=standing.councils)
        return self.filter(mine | ours)

    def kept_by(self, user: Reader) -> Self:
        """What lies at a body whose agenda this reader keeps, or is offered to one."""
        kept = bodies_where(standing_of(user), MANAGERS)
        return self.filter(
            Q(state__in=LIES, body_id__in=kept) | Q(state=ProposalState.OFFERED, offered_to_id__in=kept)
        )

    def open(self) -> Self:
        """Nobody decided yet what becomes of it in the end."""
        return self.filter(state__in=OPEN)

    def shown(self) -> Self:
        """With what a line shows."""
        return self.select_related(
            "body", "offered_to", "organisation", "council", "proposed_by", "meeting", "later_meeting"
        )


@track(exclude=["title", "why", "search"])
class Proposal(Versioned):
    """`body` is where it lies now, `offered_to` a body that was asked to take it on. `meeting` and `wished_by` are what
    the proposer wishes, `later_meeting` and `later_on` what the body said. `item` is what it became."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    origin = models.CharField("van wie", max_length=10, choices=Origin.choices, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="proposals", verbose_name="voor welk overleg")
    title = models.CharField("onderwerp", max_length=250)
    why = models.TextField("waarom", max_length=4000)
    asks = models.CharField(
        "wat vraag je", max_length=16, choices=ItemKind.choices, default=ItemKind.INFORMATION
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gewenste vergadering"
    )
    wished_by = models.DateField("uiterlijk besproken", null=True, blank=True, validators=[sensible])
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="namens"
    )
    council = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="vanuit"
    )
    proposed_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", editable=False, verbose_name="voorgesteld door"
    )
    proposed_at = models.DateTimeField("voorgesteld op", auto_now_add=True)
    # What the proposer wants to join: an item there is, or another proposal.
    beside_item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="hoort bij punt"
    )
    beside_proposal = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="+", verbose_name="hoort bij voorstel"
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="again", verbose_name="opnieuw na"
    )
    state = models.CharField(
        "stand", max_length=12, choices=ProposalState.choices, default=ProposalState.WAITING, editable=False
    )
    offered_to = models.ForeignKey(
        Body, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="aangeboden aan"
    )
    later_meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="latere vergadering",
    )
    later_on = models.DateField("komt rond", null=True, editable=False, validators=[sensible])
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, editable=False, related_name="proposals",
        verbose_name="agendapunt",
    )  # fmt: skip
    search = search_column(title="A", why="B")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "voorstel voor een agenda"
        verbose_name_plural = "voorstellen voor een agenda"
        ordering = ["-proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ProposalState.OFFERED, offered_to__isnull=False) & ~Q(offered_to=F("body"))
                | ~Q(state=ProposalState.OFFERED) & Q(offered_to__isnull=True),
                name="proposal_offered_to_another",
                violation_error_message="Kies een ander overleg dan waar het nu ligt.",
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.LATER)
                & (Q(later_meeting__isnull=False) | Q(later_on__isnull=False))
                | ~Q(state=ProposalState.LATER) & Q(later_meeting__isnull=True, later_on__isnull=True),
                name="proposal_later_says_when",
                violation_error_message="Kies een vergadering of een dag waarop het ongeveer komt.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=BECAME, item__isnull=False)
                | ~Q(state__in=BECAME) & Q(item__isnull=True),
                name="proposal_became_an_item",
            ),
            models.CheckConstraint(
                condition=Q(origin__in=[Origin.PARTNER, Origin.PROVINCE], organisation__isnull=False)
                | Q(origin=Origin.COUNCIL, council__isnull=False)
                | Q(origin=Origin.SEAT, council__isnull=True),
                name="proposal_says_for_whom",
                violation_error_message="Kies namens wie je dit voorstelt.",
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state=ProposalState.PLACED),
                name="proposal_is_one_item",
            ),
            models.CheckConstraint(condition=day_within("wished_by"), name="proposal_wish_is_sensible"),
            models.CheckConstraint(condition=day_within("later_on"), name="proposal_later_is_sensible"),
        ]
        indexes = [
            search_index("proposal_search"),
            models.Index(fields=["body", "state"], name="proposal_at_body"),
        ]
        triggers = [
            version_trigger(ignoring=("search",)),
            pgtrigger.FSM(
                name="steps", field="state", transitions=[(str(a.value), str(b.value)) for a, b in CHANGES]
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("proposal", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def lies(self) -> bool:
        """One body decides now what becomes of it."""
        return self.state in LIES

    @property
    def is_offered(self) -> bool:
        return self.state == ProposalState.OFFERED

    @property
    def for_whom(self) -> str:
        """The organisation or council it is proposed for; "" for nobody but the proposer."""
        return str(self.organisation or self.council or "")


@track()
class ProposalSubject(models.Model):
    """A proposal is about a theme or a task."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="subjects", verbose_name="voorstel")
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thema"
    )
    task = models.ForeignKey(
        TransformationTask, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="opgave"
    )

    class Meta:
        verbose_name = "onderwerp van een voorstel"
        verbose_name_plural = "onderwerpen van voorstellen"
        constraints = [
            one_subject("proposal_subject_theme_or_task"),
            models.UniqueConstraint(
                fields=["proposal", "theme", "task"],
                name="proposal_subject_once",
                nulls_distinct=False,
                violation_error_message="Dit onderwerp staat er al.",
            ),
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return str(self.subject)

    @property
    def subject(self) -> Theme | TransformationTask:
        """The theme or the task."""
        return self.theme or self.task  # type: ignore[return-value]

    @property
    def key(self) -> tuple[str, uuid.UUID]:
        """Its kind and the id of what the proposal is about."""
        return (TASK, self.task_id) if self.task_id else (THEME, self.theme_id)  # type: ignore[return-value]


class ProposalPaperQuerySet(models.QuerySet["ProposalPaper"]):
    def visible_to(self, user: Reader) -> Self:
        """Who sees the proposal, and whose advice about it is asked."""
        from governance.intake.models.advice import Advice

        seen = Q(proposal__in=Proposal.objects.visible_to(user).values("pk"))
        asked = Q(proposal__in=Advice.objects.asked_of(user).values("proposal"))
        return self.filter(seen | asked)


@track(exclude=["filename"])
class ProposalPaper(models.Model):
    """A file that goes along; it becomes a paper of the item."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="papers", verbose_name="voorstel")
    title = models.CharField("titel", max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="bestand")
    filename = models.CharField("bestandsnaam", max_length=200)
    added_at = models.DateTimeField("toegevoegd op", auto_now_add=True)

    objects = ProposalPaperQuerySet.as_manager()

    class Meta:
        verbose_name = "stuk bij een voorstel"
        verbose_name_plural = "stukken bij voorstellen"
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "file", "filename"],
                name="proposal_paper_once",
                violation_error_message="Dit bestand hoort er al bij.",
            )
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("proposal_paper", args=[self.pk])
