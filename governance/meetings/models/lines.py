"""What a published agenda says, line by line: what whoever reads only the published thing is searched on.

The live rows may hold an edit that nobody published yet; these lines come from the snapshot and never change.
"""

import uuid
from html import unescape
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.html import strip_tags

from governance.meetings.models.items import AgendaItem
from governance.meetings.models.meetings import Meeting
from governance.meetings.models.publications import AgendaPublication, Audience
from governance.meetings.models.visibility import by_publicity
from partners.organisations.models import Organisation
from zorgzaam.frozen import keep_as_is
from zorgzaam.search import search_column, search_index
from zorgzaam.standing import Reader, standing_of


class PublishedLineQuerySet(models.QuerySet["PublishedLine"]):
    def visible_to(self, user: Reader) -> Self:
        """Lines of the snapshot this reader gets now, without what was closed since."""
        bodies = list(standing_of(user).bodies)
        sits_in = Q(publication__meeting__body__in=bodies)
        audience = Q(sits_in, publication__audience=Audience.MEMBERS)
        audience |= Q(~sits_in, publication__audience=Audience.PUBLIC)
        still_open = Q(item__isnull=True) | by_publicity(user, "item__body_id", "item__")
        public = Q(publication__meeting__in=Meeting.objects.all().public().values("pk"))
        return self.newest().filter(audience, still_open, public)

    def newest(self) -> Self:
        """Lines of the last version of each agenda."""
        later = AgendaPublication.objects.filter(
            meeting=OuterRef("publication__meeting"), version__gt=OuterRef("publication__version")
        )
        return self.filter(~Exists(later))


class PublishedLine(models.Model):
    """One line of one snapshot: the meeting itself (`item` empty) or an item that is open in it."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(AgendaPublication, models.PROTECT, related_name="lines")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="lines")
    title = models.CharField(max_length=250)
    text = models.TextField(blank=True)
    # Who brings it in, as a key: the snapshot holds the name only.
    owner_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    search = search_column(title="A", text="B")

    objects = PublishedLineQuerySet.as_manager()

    class Meta:
        verbose_name = "regel van een gepubliceerde agenda"
        verbose_name_plural = "regels van gepubliceerde agenda's"
        ordering = ["id"]
        indexes = [search_index("publishedline_search")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where the record itself has its line."""
        meeting = reverse("meeting", args=[self.publication.meeting_id])
        return f"{meeting}#punt-{self.item_id}" if self.item_id else meeting


def keep_lines(publication: AgendaPublication) -> None:
    """Write down the lines of a new publication, from what it froze and nothing else."""
    content = publication.content
    meeting = content["meeting"]
    owners = dict(
        AgendaItem.objects.filter(meeting_id=publication.meeting_id).values_list(
            "pk", "owner_organisation_id"
        )
    )
    lines = [PublishedLine(publication=publication, title=meeting["title"], text=meeting["location"])]
    lines += [
        PublishedLine(
            publication=publication,
            item_id=line["id"],
            title=line["title"],
            text=_plain(line["explanation"]),
            owner_organisation_id=owners[uuid.UUID(line["id"])],
        )
        for line in content["items"]
        if line["open"]
    ]
    PublishedLine.objects.bulk_create(lines)
    _keep_subjects(lines, content)
    _keep_initiatives(lines, content)


def _keep_subjects(lines: list[PublishedLine], content: dict[str, Any]) -> None:
    # A subject knows its line, so at import time a line cannot know subjects.
    from governance.meetings.models.subjects import PublishedSubject

    about = {line["id"]: line.get("about", []) for line in content["items"]}
    PublishedSubject.objects.bulk_create(
        PublishedSubject(line=line, **{f"{subject['kind']}_id": subject["id"]})
        for line in lines
        for subject in about.get(line.item_id, [])
    )


def _keep_initiatives(lines: list[PublishedLine], content: dict[str, Any]) -> None:
    from governance.meetings.models.initiatives import PublishedInitiative

    brought = {line["id"]: line.get("initiatives", []) for line in content["items"]}
    PublishedInitiative.objects.bulk_create(
        PublishedInitiative(line=line, initiative_id=each["id"])
        for line in lines
        for each in brought.get(line.item_id, [])
    )


def _plain(html: str) -> str:
    return " ".join(unescape(strip_tags(html.replace("<", " <"))).split())
