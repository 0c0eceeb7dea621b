"""Versions of a paper: every file it ever had, written by the database whatever the path.

The newest one is in force for who keeps the agenda at once, and for readers from the moment the agenda is published
with it. An older one stays readable for who could read it: when it is replaced, the database writes down how closed
paper and item were at that moment. Opening a paper later, without the names that stood in its first version, does
not open that first version.
"""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.meetings.models.lasting import never_deleted
from governance.meetings.models.visibility import by_publicity, kept_by
from zorgzaam.audit.history import track
from zorgzaam.files.models import StoredFile
from zorgzaam.publicity import Publicity
from zorgzaam.standing import Reader

_COUNT = """
    IF NEW.file_id IS DISTINCT FROM OLD.file_id THEN
        NEW.file_number = OLD.file_number + 1; NEW.file_since = clock_timestamp();
    ELSE
        NEW.file_number = OLD.file_number; NEW.file_since = OLD.file_since;
    END IF;
    RETURN NEW;
"""
# From open to closed, so that the most closed of two is the greatest.
LEVELS = "ARRAY['openbaar', 'besloten', 'vertrouwelijk']"
_KEEP = f"""
    IF TG_OP = 'UPDATE' THEN
        UPDATE governance_paperversion
           SET superseded_at = NEW.file_since,
               publicity = (SELECT ({LEVELS})[GREATEST(array_position({LEVELS}, OLD.publicity::text),
                                                        array_position({LEVELS}, item.publicity::text))]
                              FROM governance_agendaitem item WHERE item.id = OLD.item_id),
               embargo_until = (SELECT GREATEST(OLD.embargo_until, item.embargo_until)
                                  FROM governance_agendaitem item WHERE item.id = OLD.item_id)
         WHERE paper_id = OLD.id AND superseded_at IS NULL;
    END IF;
    INSERT INTO governance_paperversion (id, paper_id, number, file_id, filename, added_at, publicity)
    VALUES (gen_random_uuid(), NEW.id, NEW.file_number, NEW.file_id, NEW.filename, NEW.file_since, '');
    RETURN NULL;
"""  # noqa: S608 - made of the levels above
_STAYS = "RAISE EXCEPTION 'pgtrigger: a version of a paper stays as it is';"


def versions_by_trigger() -> list[pgtrigger.Trigger]:
    """For `Paper`: count its files and keep each as a row."""
    another = pgtrigger.Q(old__file_id__df=pgtrigger.F("new__file_id"))
    return [
        pgtrigger.Trigger(name="count_files", operation=pgtrigger.Update, when=pgtrigger.Before, func=_COUNT),
        pgtrigger.Trigger(
            name="keep_first_file", operation=pgtrigger.Insert, when=pgtrigger.After, func=_KEEP
        ),
        pgtrigger.Trigger(
            name="keep_next_file",
            operation=pgtrigger.UpdateOf("file_id"),  # type: ignore[no-untyped-call]
            when=pgtrigger.After,
            condition=another,
            func=_KEEP,
        ),
        # Only a paper that was never published is deleted at all; its files are kept by nobody else then.
        pgtrigger.Trigger(
            name="drop_files",
            operation=pgtrigger.Delete,
            when=pgtrigger.Before,
            func="DELETE FROM governance_paperversion WHERE paper_id = OLD.id; RETURN OLD;",
        ),
    ]


class PaperVersionQuerySet(models.QuerySet["PaperVersion"]):
    def visible_to(self, user: Reader) -> Self:
        """Versions of papers this reader may read now: published ones that were not more closed when they were
        replaced; the newest also for who keeps it or had it shared by hand."""
        from governance.meetings.models.papers import Paper

        body = "paper__item__body_id"
        newest = Q(superseded_at__isnull=True)
        kept = kept_by(user, body) & kept_by(user, body, "paper__") & kept_by(user, body, "paper__item__")
        shared = Q(paper__in=Paper.objects.shared_with(user).values("pk")) & newest
        published = Q(published_at__isnull=False) & (newest | by_publicity(user, body))
        return self.filter(kept | shared | published, paper__in=Paper.objects.visible_to(user).values("pk"))


@track()
class PaperVersion(models.Model):
    """One file a paper has or had. `publicity` and `embargo_until` are empty while it is the newest: then those of
    the paper hold."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = models.ForeignKey(
        "governance.Paper", models.CASCADE, related_name="versions", verbose_name="stuk"
    )
    number = models.PositiveSmallIntegerField("versie")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="bestand")
    filename = models.CharField("bestandsnaam", max_length=200)
    added_at = models.DateTimeField("toegevoegd op")
    published_at = models.DateTimeField("gepubliceerd sinds", null=True, editable=False)
    superseded_at = models.DateTimeField("vervangen op", null=True, editable=False)
    publicity = models.CharField(
        "was", max_length=14, choices=Publicity.choices, blank=True, default="", editable=False
    )
    embargo_until = models.DateTimeField("had embargo tot", null=True, editable=False)

    objects = PaperVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van een stuk"
        verbose_name_plural = "versies van stukken"
        ordering = ["paper", "number"]
        constraints = [models.UniqueConstraint("paper", "number", name="paper_version_once")]
        triggers = [
            *never_deleted(),
            pgtrigger.Trigger(
                name="keep_its_file",
                operation=pgtrigger.UpdateOf("paper_id", "number", "file_id", "filename", "added_at"),  # type: ignore[no-untyped-call]
                when=pgtrigger.Before,
                func=_STAYS,
            ),
            pgtrigger.Trigger(
                name="keep_how_closed_it_was",
                operation=pgtrigger.UpdateOf("superseded_at", "publicity", "embargo_until"),  # type: ignore[no-untyped-call]
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__superseded_at__isnull=False),
                func=_STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id}, versie {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("paper_version", args=[self.paper_id, self.number])
