"""An issue of the newsletter: made by several, looked at by another, sent, and then as it is."""

import uuid
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from newsletters.issues.guards import content_reopens, stays_as_sent
from newsletters.issues.states import OPEN, OUT, STEPS, IssueState
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import sane_moment, sensible

_LOOKED_AT = (IssueState.APPROVED, IssueState.PLANNED, *OUT)
# Steps and facts about them: no edit of somebody's words.
_TAKEN = (
    *("number", "state", "edited_by", "asked_by", "asked_at", "approved_by", "approved_at"),
    *("frozen", "planned_for", "begun_at", "sent_at"),
)


class IssueQuerySet(models.QuerySet["Issue"]):
    def visible_to(self, user: Reader) -> Self:
        """Everybody what was sent; what is in the making the netwerkbureau and administrators."""
        standing = standing_of(user)
        return self if standing.is_bureau or standing.is_admin else self.out()

    def out(self) -> Self:
        """What stands on the site."""
        return self.filter(state__in=OUT)

    def newest_first(self) -> Self:
        return self.order_by("-begun_at", "-number")

    def shown(self) -> Self:
        """With what a line shows."""
        return self.select_related("frozen", "edited_by", "asked_by", "approved_by").defer(
            "frozen__canonical", "frozen__html", "frozen__plain", "frozen__search"
        )


@track()
class Issue(Versioned):
    """`number` comes with the first time it is frozen. `frozen` is what was looked at, and so what goes out.

    `edited_by` is who changed a word of it last; the database keeps it.
    """

    unversioned = _TAKEN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField("nummer", null=True, unique=True, editable=False)
    title = models.CharField("titel", max_length=120, help_text="Zo heet het nummer op de site.")
    subject = models.CharField(
        "onderwerp van de mail", max_length=120, blank=True, help_text="Leeg: de titel. Zeg wat erin staat."
    )
    preheader = models.CharField(
        "zin naast het onderwerp", max_length=140, blank=True,
        help_text="Dit laten veel mailprogramma's zien voordat iemand de mail opent.",
    )  # fmt: skip
    state = models.CharField(
        "stand", max_length=12, choices=IssueState.choices, default=IssueState.DRAFT, editable=False
    )
    created_at = models.DateTimeField("begonnen op", auto_now_add=True)
    edited_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="laatst gewijzigd door",
    )
    asked_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="controle gevraagd door",
    )
    asked_at = models.DateTimeField("controle gevraagd op", null=True, editable=False)
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="goedgekeurd door"
    )
    approved_at = models.DateTimeField("goedgekeurd op", null=True, editable=False)
    frozen = models.OneToOneField(
        "newsletters.FrozenIssue", models.PROTECT, null=True, editable=False, related_name="+",
        verbose_name="vastgelegd als",
    )  # fmt: skip
    planned_for = models.DateTimeField("gepland op", null=True, editable=False, validators=[sensible])
    begun_at = models.DateTimeField("op de site sinds", null=True, editable=False)
    sent_at = models.DateTimeField("verzonden op", null=True, editable=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = "nieuwsbrief"
        verbose_name_plural = "nieuwsbrieven"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""), name="issue_has_title", violation_error_message="Geef de nieuwsbrief een titel."
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("asked_by")),
                name="issue_approved_by_another",
                violation_error_message="Een ander dan wie de controle vroeg, kijkt mee.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(edited_by__isnull=True) | ~Q(approved_by=F("edited_by")),
                name="issue_approved_by_no_editor",
                violation_error_message="Wie het laatst iets veranderde, kan niet zelf goedkeuren.",
            ),
            models.CheckConstraint(
                condition=Q(state=IssueState.DRAFT, asked_by__isnull=True, asked_at__isnull=True)
                | ~Q(state=IssueState.DRAFT)
                & Q(asked_by__isnull=False, asked_at__isnull=False, frozen__isnull=False, number__isnull=False),
                name="issue_asked_with_frozen_words",
                violation_error_message="Wat ter controle ligt, is vastgelegd.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_LOOKED_AT, approved_by__isnull=False, approved_at__isnull=False)
                | ~Q(state__in=_LOOKED_AT) & Q(approved_by__isnull=True, approved_at__isnull=True),
                name="issue_goes_only_when_approved",
                violation_error_message="Eerst kijkt een ander mee.",
            ),
            models.CheckConstraint(
                condition=~Q(state=IssueState.PLANNED) | Q(planned_for__isnull=False),
                name="issue_planned_for_a_moment",
                violation_error_message="Kies wanneer de nieuwsbrief weggaat.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OUT, begun_at__isnull=False) | ~Q(state__in=OUT) & Q(begun_at__isnull=True),
                name="issue_out_since",
            ),
            *(sane_moment(name) for name in ("asked_at", "approved_at", "planned_for", "begun_at", "sent_at")),
        ]  # fmt: skip
        triggers = [
            version_trigger(ignoring=_TAKEN),
            pgtrigger.FSM(
                name="steps", field="state", transitions=[(str(a.value), str(b.value)) for a, b in STEPS]
            ),
            *content_reopens(),
            stays_as_sent(),
            # Who got a mail may look it up; a draft nobody ever got may go.
            pgtrigger.Protect(
                name="never_deleted_once_out",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__begun_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where readers find it; what is in the making has its own desk."""
        if self.is_out:
            return reverse("newsletter_issue", args=[self.number, slugify(self.title) or "nieuwsbrief"])
        return self.desk_url

    @property
    def desk_url(self) -> str:
        """Where it is made."""
        return reverse("issue_desk", args=[self.pk])

    @property
    def label(self) -> str:
        """ "Nieuwsbrief 3", or that it is in the making."""
        return f"Nieuwsbrief {self.number}" if self.number else "Nieuwsbrief in de maak"

    @property
    def is_open(self) -> bool:
        """Its words may still change."""
        return self.state in OPEN

    @property
    def is_out(self) -> bool:
        return self.state in OUT

    @property
    def day(self) -> Any:
        """The moment on it: since when it is out, for when it is planned, or now."""
        return self.begun_at or self.planned_for or timezone.now()
