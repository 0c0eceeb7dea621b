"""What reviewers say beside one paragraph of a briefing, what others answer, and what the author does with it."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from governance.briefings.models import Briefing
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.remarks import OpenQuerySet, Remark, Reply, settled_by_somebody, stays
from zorgzaam.standing import Reader

QUOTE = 600


class Outcome(models.TextChoices):
    DONE = "verwerkt", "Verwerkt"
    DECLINED = "niet_overgenomen", "Niet overgenomen"


@track()
class CommentNotice(models.Model):
    """The author was told of comments that were new then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    briefing = models.ForeignKey(
        Briefing, models.PROTECT, related_name="comment_notices", verbose_name="briefing"
    )
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "bericht over opmerkingen"
        verbose_name_plural = "berichten over opmerkingen"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.briefing_id}"


class CommentQuerySet(OpenQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """Whoever works on the briefing now: a share that ended shows none of them."""
        return self.filter(briefing__in=Briefing.objects.in_hands_of(user).values("pk"))


@track()
class BriefingComment(Remark):
    """A comment on one paragraph. It keeps the words it is about: those may be written anew since."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="comments", verbose_name="briefing")
    part = models.CharField("deel", max_length=60, editable=False)
    paragraph = models.PositiveSmallIntegerField("alinea", editable=False)
    called = models.CharField("naam van het deel", max_length=220, editable=False)
    quote = models.TextField("waarover", max_length=QUOTE, editable=False)
    quote_sha256 = models.CharField("hash van de alinea", max_length=64, editable=False)
    outcome = models.CharField("uitkomst", max_length=16, choices=Outcome.choices, blank=True, editable=False)
    because = models.TextField("waarom niet", max_length=1000, blank=True, editable=False)
    notice = models.ForeignKey(
        CommentNotice,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="comments",
        verbose_name="bericht",
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "opmerking bij een alinea"
        verbose_name_plural = "opmerkingen bij alinea's"
        ordering = ["made_at", "id"]
        constraints = [
            settled_by_somebody("briefing_comment_settled_by_somebody"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, outcome="")
                | Q(settled_at__isnull=False) & Q(outcome__in=Outcome.values),
                name="briefing_comment_settled_somehow",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.DECLINED) | ~Q(because=""),
                name="briefing_comment_declined_with_reason",
                violation_error_message="Schrijf op waarom je dit niet overneemt.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="briefing_comment_says_something",
                violation_error_message="Schrijf eerst iets op.",
            ),
        ]
        triggers = [
            *stays("briefing", "part", "paragraph", "called", "quote", "quote_sha256"),
            pgtrigger.Protect(
                name="settled_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.settled_at IS NOT NULL"
                    " AND (OLD.settled_at, OLD.settled_by_id, OLD.outcome, OLD.because)"
                    " IS DISTINCT FROM (NEW.settled_at, NEW.settled_by_id, NEW.outcome, NEW.because)"
                ),
            ),
        ]


class CommentReplyQuerySet(models.QuerySet["CommentReply"]):
    def visible_to(self, user: Reader) -> Self:
        """As the comment it is below."""
        return self.filter(comment__briefing__in=Briefing.objects.in_hands_of(user).values("pk"))


@track()
class CommentReply(Reply):
    """An answer below a comment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    comment = models.ForeignKey(
        BriefingComment, models.PROTECT, related_name="replies", verbose_name="opmerking"
    )

    objects = CommentReplyQuerySet.as_manager()

    class Meta:
        verbose_name = "antwoord bij een alinea"
        verbose_name_plural = "antwoorden bij alinea's"
        ordering = ["made_at", "id"]
        triggers = keep_as_is()
