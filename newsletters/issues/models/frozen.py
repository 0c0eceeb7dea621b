"""An issue as it was frozen: what readers get, whatever becomes of the records it tells of."""

import json
import uuid
from typing import Any, Self

from django.db import models
from django.utils import timezone

from newsletters.issues.models.issues import Issue
from newsletters.issues.states import OUT
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.search import search_column, search_index
from zorgzaam.standing import Reader, standing_of


class FrozenIssueQuerySet(models.QuerySet["FrozenIssue"]):
    def visible_to(self, user: Reader) -> Self:
        """Everybody what went out; what was frozen to be looked at, the netwerkbureau and administrators."""
        standing = standing_of(user)
        return self if standing.is_bureau or standing.is_admin else self.out()

    def out(self) -> Self:
        """Of each issue that was sent, what was sent."""
        sent = Issue.objects.filter(state__in=OUT)
        return self.filter(pk__in=sent.values("frozen"))


@track(exclude=["canonical", "html", "plain", "search"])
class FrozenIssue(models.Model):
    """`canonical` is the data (see `newsletters.issues.freezing`), `html` the article as the site shows it, `plain`
    the same in words. The same content is frozen once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="frozen_as", verbose_name="nieuwsbrief")
    title = models.CharField("titel", max_length=120)
    canonical = models.TextField("inhoud (JSON)")
    sha256 = models.CharField("hash van de inhoud", max_length=64)
    html = models.TextField("inhoud (HTML)")
    plain = models.TextField("platte tekst")
    frozen_at = models.DateTimeField("vastgelegd op", default=timezone.now)
    search = search_column(title="A", plain="B")

    objects = FrozenIssueQuerySet.as_manager()

    class Meta:
        verbose_name = "vastgelegde nieuwsbrief"
        verbose_name_plural = "vastgelegde nieuwsbrieven"
        ordering = ["-frozen_at"]
        constraints = [models.UniqueConstraint(fields=["issue", "sha256"], name="issue_frozen_once")]
        indexes = [search_index("frozen_issue_search")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.issue.get_absolute_url()

    @property
    def content(self) -> dict[str, Any]:
        """The snapshot as data."""
        found: dict[str, Any] = json.loads(self.canonical)
        return found
