"""Who looked at a briefing, what they said, and whom a draft was shared with by hand."""

import datetime
import uuid
from typing import Self

from django.contrib.auth.models import Permission
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from governance.briefings.errors import Changed
from governance.briefings.models import Briefing, person_of
from zorgzaam.access import Share
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting, track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader


class Verdict(models.TextChoices):
    REMARK = "opmerking", "Opmerking"
    CHANGES = "aanpassen", "Eerst aanpassen"
    APPROVED = "akkoord", "Akkoord"


class ReviewQuerySet(models.QuerySet["BriefingReview"]):
    def visible_to(self, user: Reader) -> Self:
        """Whoever works on the briefing."""
        return self.filter(briefing__in=Briefing.objects.in_hands_of(user).values("pk"))


@track()
class BriefingReview(models.Model):
    """What somebody found of a draft, and what it was about: `text_sha256` is `document.decided_digest`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="reviews", verbose_name="briefing")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="wie")
    verdict = models.CharField("oordeel", max_length=10, choices=Verdict.choices)
    remark = models.TextField("opmerking", blank=True, max_length=4000)
    text_sha256 = models.CharField("hash van de tekst", max_length=64, editable=False)
    at = models.DateTimeField("wanneer", auto_now_add=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "oordeel"
        verbose_name_plural = "oordelen"
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=Verdict.APPROVED) | ~Q(remark=""),
                name="briefing_review_says_something",
                violation_error_message="Schrijf op wat er anders moet.",
            )
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.person}: {self.get_verdict_display()}"


def note_review(briefing: Briefing, person: Person, verdict: Verdict, remark: str) -> BriefingReview:
    """Write down a verdict together with the digest of what it is about."""
    return BriefingReview.objects.create(
        briefing=briefing,
        person=person,
        verdict=verdict,
        remark=remark.strip(),
        text_sha256=digest_now(briefing),
    )


def note_late(briefing: Briefing, person: Person, remark: str) -> None:
    """Keep, as a remark, what somebody wrote with a verdict another gave first; sent twice it stands there once."""
    own = briefing.reviews.filter(person=person, remark=remark.strip())
    if remark.strip() and not own.exists():
        note_review(briefing, person, Verdict.REMARK, remark)


def what_happened(briefing: Briefing) -> str:
    """Who brought it where it is now, as a sentence; empty where nobody decided that."""
    if briefing.determined_by:
        return f"{briefing.determined_by} legde de vaststelling al vast."
    if briefing.approved_by:
        return f"{briefing.approved_by} gaf al akkoord."
    last = briefing.reviews.exclude(verdict=Verdict.REMARK).select_related("person").first()
    sent_back = briefing.is_draft and last is not None and last.verdict == Verdict.CHANGES
    return f"{last.person} stuurde het stuk al terug." if last and sent_back else ""


def must_be_seen(briefing: Briefing, seen: str | None) -> None:
    """Raise Changed when it has another digest now than `seen`; None: decided by no reader of a page."""
    if seen is not None and seen != digest_now(briefing):
        raise Changed


def digest_now(briefing: Briefing) -> str:
    """The digest of all that is decided about, as it is now."""
    from governance.briefings.document import build, decided_digest
    from zorgzaam.snapshots import canonical

    return decided_digest(briefing, canonical(build(briefing)))


def remark_on(briefing: Briefing, *, by: Person | User, remark: str) -> BriefingReview:
    """Say something about a draft without deciding anything."""
    with acting(by, reason="Opmerking geplaatst"), transaction.atomic():
        Briefing.objects.select_for_update().get(pk=briefing.pk)
        return note_review(briefing, person_of(by), Verdict.REMARK, remark)


@track()
class BriefingShare(Share):
    """A draft in the hands of one reviewer who is not of the netwerkbureau, until a moment."""

    content_object = models.ForeignKey(
        Briefing, models.CASCADE, related_name="shares", verbose_name="briefing"
    )

    class Meta(Share.Meta):
        verbose_name = "gedeeld concept"
        verbose_name_plural = "gedeelde concepten"

    @property
    def is_over(self) -> bool:
        return self.until <= timezone.now()

    def end(self, *, by: Person | User) -> bool:
        """From now on it is shared no more; twice is the same."""
        if self.is_over:
            return False
        with acting(by, reason="Delen beëindigd"):
            self.until = timezone.now()
            self.save(update_fields=["until"])
        return True


def end_shares(briefing: Briefing) -> None:
    """What was shared to be looked at is out, or over: from now on nobody reads along. In the name of who acts."""
    now = timezone.now()
    briefing.shares.filter(until__gt=now).update(until=now)


def share(
    briefing: Briefing, user: User, *, by: User, until: datetime.datetime, reason: str
) -> BriefingShare:
    """Let one account read the draft and say something about it; sharing again moves the end.

    The database refuses sharing with oneself.
    """
    permission = Permission.objects.get(codename="review_briefing", content_type__app_label="governance")
    shared: BriefingShare
    with acting(by, reason=f"Concept gedeeld: {reason}"):
        shared, _ = BriefingShare.objects.update_or_create(
            content_object=briefing,
            user=user,
            permission=permission,
            defaults={"until": until, "reason": reason, "given_by": by},
        )
    return shared
