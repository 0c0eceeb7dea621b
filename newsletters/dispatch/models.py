"""What is known of sending an issue: who looked at it, that it goes out, and how often its links were followed."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from newsletters.issues.models import FrozenIssue, Issue
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.post.bulk.models import Mailing
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import sane_moment


class Verdict(models.TextChoices):
    ASKED = "gevraagd", "Vroeg om controle"
    APPROVED = "goedgekeurd", "Keurde het goed"
    BACK = "terug", "Gaf het terug"
    TAKEN_BACK = "ingetrokken", "Haalde het terug"


class OfAnIssueQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau and administrators."""
        standing = standing_of(user)
        return self if standing.is_bureau or standing.is_admin else self.none()


@track()
class IssueReview(models.Model):
    """A step of the second pair of eyes, and the frozen words it is about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="reviews", verbose_name="nieuwsbrief")
    frozen = models.ForeignKey(
        FrozenIssue, models.PROTECT, null=True, related_name="+", verbose_name="vastgelegd als"
    )
    verdict = models.CharField("wat", max_length=11, choices=Verdict.choices)
    remark = models.TextField("opmerking", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="wie")
    at = models.DateTimeField("wanneer", default=timezone.now)

    objects = OfAnIssueQuerySet.as_manager()

    class Meta:
        verbose_name = "controle van een nieuwsbrief"
        verbose_name_plural = "controles van nieuwsbrieven"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.BACK) | ~Q(remark=""),
                name="issue_back_with_a_reason",
                violation_error_message="Schrijf op wat er anders moet.",
            ),
            sane_moment("at"),
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.at:%Y-%m-%d}"


@track()
class Sending(models.Model):
    """That an issue goes out, or will. `by` pressed the button, or planned it.

    `paused` is what a person wants; the mailing itself stands still too until everybody is in the book.
    """

    issue = models.OneToOneField(
        Issue, models.PROTECT, primary_key=True, related_name="sending", verbose_name="nieuwsbrief"
    )
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="wie")
    mailing = models.OneToOneField(
        Mailing, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="mailing"
    )
    begun_at = models.DateTimeField("begonnen op", null=True, editable=False)
    filled_at = models.DateTimeField("alle mail geschreven op", null=True, editable=False)
    paused = models.BooleanField("staat stil", default=False, editable=False)
    counts_links = models.BooleanField("telt links", default=False, editable=False)
    readers = models.PositiveIntegerField("lezers bij het begin", null=True, editable=False)

    objects = OfAnIssueQuerySet.as_manager()

    class Meta:
        verbose_name = "verzending van een nieuwsbrief"
        verbose_name_plural = "verzendingen van nieuwsbrieven"
        constraints = [
            models.CheckConstraint(
                condition=Q(begun_at__isnull=True, mailing__isnull=True, filled_at__isnull=True)
                | Q(begun_at__isnull=False, mailing__isnull=False),
                name="sending_begins_with_its_mailing",
            ),
            sane_moment("begun_at"),
            sane_moment("filled_at"),
        ]

    def __str__(self) -> str:
        return str(self.issue)


class LinkCount(models.Model):
    """How often a link of an issue was followed, and nothing of by whom or when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="links", verbose_name="nieuwsbrief")
    url = models.CharField("adres", max_length=2000)
    clicks = models.PositiveIntegerField("gevolgd", default=0)

    objects = OfAnIssueQuerySet.as_manager()

    class Meta:
        verbose_name = "link in een nieuwsbrief"
        verbose_name_plural = "links in nieuwsbrieven"
        ordering = ["-clicks", "url"]
        constraints = [models.UniqueConstraint(fields=["issue", "url"], name="issue_link_once")]

    def __str__(self) -> str:
        return self.url


@track()
class NewsletterRules(Versioned):
    """One row: what the region chose about its newsletter. Without a row links are not counted."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    counts_links = models.BooleanField(
        "tel hoe vaak links worden gevolgd",
        default=False,
        help_text="Alleen het aantal keer per link, voor alle lezers samen. Wie klikte wordt nergens bewaard.",
    )

    class Meta:
        verbose_name = "afspraken over de nieuwsbrief"
        verbose_name_plural = "afspraken over de nieuwsbrief"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="newsletter_rules_are_one")]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return "Afspraken over de nieuwsbrief"

    @classmethod
    def of_region(cls) -> "NewsletterRules":
        """The one row; unsaved while nobody chose anything."""
        return cls.objects.first() or cls()
