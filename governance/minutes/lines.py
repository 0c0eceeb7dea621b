"""What search finds in minutes: a line per item of a published version, so that an item closed since is found no more.

The whole text of a version may hold what was closed after it went out; a line stands and falls with its own item.
"""

import json
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from governance.meetings.models import AgendaItem, Audience, Meeting
from governance.meetings.models.visibility import by_publicity
from governance.minutes.models import MinutesPublication
from governance.minutes.printing import to_plain
from zorgzaam.frozen import keep_as_is
from zorgzaam.search import search_column, search_index
from zorgzaam.standing import Reader, standing_of


class MinutesLineQuerySet(models.QuerySet["MinutesLine"]):
    def visible_to(self, user: Reader) -> Self:
        """Of the newest version, the one of this reader's audience: the closed one for who sits in the body now, the
        public one for everybody else; and only of items they may read now."""
        sits_in = Q(publication__minutes__meeting__body_id__in=list(standing_of(user).bodies))
        audience = Q(sits_in, publication__audience=Audience.MEMBERS)
        audience |= Q(
            ~sits_in,
            publication__audience=Audience.PUBLIC,
            publication__minutes__meeting__in=Meeting.objects.all().public().values("pk"),
        )
        still_open = Q(item__isnull=True) | by_publicity(user, "item__body_id", "item__")
        return self.newest().filter(audience, still_open)

    def newest(self) -> Self:
        later = MinutesPublication.objects.filter(
            minutes=OuterRef("publication__minutes"), version__gt=OuterRef("publication__version")
        )
        return self.filter(~Exists(later))


class MinutesLine(models.Model):
    """One item of one published version, or the minutes themselves (`item` empty)."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(MinutesPublication, models.PROTECT, related_name="lines")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    search = search_column(title="A", text="B")

    objects = MinutesLineQuerySet.as_manager()

    class Meta:
        verbose_name = "regel van een verslag"
        verbose_name_plural = "regels van verslagen"
        ordering = ["id"]
        indexes = [search_index("minutesline_search")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where the item has its heading."""
        page = reverse("minutes", args=[self.publication.minutes_id])
        return f"{page}#punt-{self.item_id}" if self.item_id else page


def keep_lines(publication: MinutesPublication) -> None:
    """Write down the lines of a new version, from what it froze and nothing else. Decisions and actions are found by
    themselves."""
    content = json.loads(publication.canonical)
    lines = [MinutesLine(publication=publication, title=f"Verslag: {content['meeting']['title']}")]
    lines += [
        MinutesLine(
            publication=publication,
            item_id=line["id"],
            title=line["title"],
            text=to_plain(" ".join(each["html"] for each in line["texts"])),
        )
        for line in content["items"]
        if line["open"] and line["texts"]
    ]
    MinutesLine.objects.bulk_create(lines)
