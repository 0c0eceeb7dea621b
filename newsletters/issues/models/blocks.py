"""What an issue is made of: one block after the other, each of one kind."""

import uuid
from typing import Any, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.db.models import F, Q

from governance.decisions.models import Decision
from governance.meetings.models import Meeting
from newsletters.issues.guards import part_of_issue
from newsletters.issues.models.issues import Issue
from partners.initiatives.models import Initiative, Success
from themes.tasks.models import TransformationTask
from zorgzaam.audit.history import track
from zorgzaam.files.models import StoredFile
from zorgzaam.richfields import RichTextField
from zorgzaam.standing import Reader
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.webfield import WebAddressField, is_web_address
from zorgzaam.years import sane_moment, sensible

NO_WORDS = "Beschrijf het beeld in woorden, voor wie het niet ziet."
SAYS_NOTHING = "Schrijf een kop of een tekst."


class BlockKind(models.TextChoices):
    TEXT = "tekst", "Tekst"
    PICTURE = "beeld", "Beeld"
    DECISION = "besluit", "Besluit"
    MEETING = "vergadering", "Vergadering"
    INITIATIVE = "initiatief", "Initiatief"
    SUCCESS = "succes", "Succes"
    TASK = "opgave", "Opgave met voortgang"
    EVENT = "activiteit", "Activiteit"
    QUOTE = "citaat", "Citaat"


# Of each kind that tells of a record, the field that says which.
TARGETS = {
    BlockKind.DECISION: "decision",
    BlockKind.MEETING: "meeting",
    BlockKind.INITIATIVE: "initiative",
    BlockKind.SUCCESS: "success",
    BlockKind.TASK: "task",
}


def _of_its_kind() -> Q:
    """A block has the record of its kind and no other."""
    found = Q()
    for kind in BlockKind:
        own = TARGETS.get(kind)
        found |= Q(kind=kind) & Q(**{f"{name}__isnull": name != own for name in TARGETS.values()})
    return found


class BlockQuerySet(models.QuerySet["Block"]):
    def visible_to(self, user: Reader) -> Self:
        """As the issue it is in."""
        return self.filter(issue__in=Issue.objects.visible_to(user).order_by().values("pk"))

    def with_records(self) -> Self:
        """In their order, with the record each tells of."""
        return self.select_related(
            *("decision__body", "decision__meeting", "meeting__body", "initiative", "success__initiative"),
            *("task", "picture"),
        ).order_by("position")


def blocks_of(issue: Issue) -> "list[Block]":
    """The blocks of an issue in their order, with the record each tells of; one query."""
    rows: Any = Block.objects.filter(issue=issue)
    return list(rows.with_records())


def taken_away(pk: uuid.UUID) -> "Block | None":
    """A new block of the kind and in the issue of one that was taken away, as history tells; None where that knows of
    none, or the issue is gone too. Nobody's door: ask for the issue first."""
    events: Any = Block.history.rel.related_model  # type: ignore[attr-defined]
    last = events._default_manager.filter(pgh_obj_id=pk).order_by("-pgh_id").first()
    issue = Issue.objects.filter(pk=last.issue_id).first() if last else None
    return Block(issue=issue, kind=last.kind) if issue else None


@track(exclude=["said_by", "picture_name"])
class Block(Versioned):
    """`heading` and `words` are ours; empty, those of the record show. `themes` and `municipalities` are who it is for:
    nothing chosen is everybody.

    Those two are lists in the row and no tables beside it: they are part of what two editors may not overwrite.
    """

    unversioned = ("position",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    issue = models.ForeignKey(
        Issue, models.CASCADE, related_name="blocks", verbose_name="nieuwsbrief", editable=False
    )
    position = models.PositiveSmallIntegerField("plaats", editable=False)
    kind = models.CharField("soort", max_length=11, choices=BlockKind.choices, editable=False)
    heading = models.CharField("kop", max_length=140, blank=True)
    words = RichTextField("tekst", blank=True, top_heading=3)
    link_url = WebAddressField("link", max_length=500, blank=True)
    link_words = models.CharField("tekst van de link", max_length=80, blank=True)

    picture = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="beeld",
    )
    picture_name = models.CharField("naam van het beeld", max_length=200, blank=True, editable=False)
    picture_words = models.CharField(
        "wat er op het beeld staat", max_length=300, blank=True, help_text="Voor wie het beeld niet ziet."
    )
    picture_credit = models.CharField("maker van het beeld", max_length=120, blank=True)

    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="besluit"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="vergadering"
    )
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="initiatief"
    )
    success = models.ForeignKey(
        Success, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="succes"
    )
    task = models.ForeignKey(
        TransformationTask, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="opgave"
    )

    starts_at = models.DateTimeField("begint", null=True, blank=True, validators=[sensible])
    ends_at = models.DateTimeField("eindigt", null=True, blank=True, validators=[sensible])
    place = models.CharField("waar", max_length=160, blank=True)
    said_by = models.CharField("wie dit zegt", max_length=120, blank=True)

    themes = ArrayField(
        models.UUIDField(), verbose_name="voor wie deze thema's koos", default=list, blank=True
    )
    municipalities = ArrayField(
        models.UUIDField(), verbose_name="voor wie deze gemeenten koos", default=list, blank=True
    )

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = "blok van een nieuwsbrief"
        verbose_name_plural = "blokken van nieuwsbrieven"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "position"], name="block_place_once", deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een blok.",
            ),
            models.CheckConstraint(
                condition=_of_its_kind(), name="block_tells_of_its_kind",
                violation_error_message="Kies waarover dit blok gaat.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[BlockKind.TEXT, BlockKind.EVENT]) | ~Q(heading="") | ~Q(words=""),
                name="block_says_something", violation_error_message=SAYS_NOTHING,
            ),
            models.CheckConstraint(
                condition=Q(picture=None) | ~Q(picture_words="") & ~Q(picture_name=""),
                name="block_picture_in_words", violation_error_message=NO_WORDS,
            ),
            models.CheckConstraint(
                condition=~Q(kind=BlockKind.PICTURE) | Q(picture__isnull=False),
                name="block_picture_is_there", violation_error_message="Kies een beeld.",
            ),
            models.CheckConstraint(
                condition=Q(kind=BlockKind.EVENT, starts_at__isnull=False)
                | ~Q(kind=BlockKind.EVENT) & Q(starts_at__isnull=True, ends_at__isnull=True, place=""),
                name="block_event_has_a_moment", violation_error_message="Kies wanneer de activiteit begint.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="block_event_ends_after_it_begins", violation_error_message="Het einde ligt voor het begin.",
            ),
            models.CheckConstraint(
                condition=Q(kind=BlockKind.QUOTE) & ~Q(said_by="") & ~Q(words="")
                | ~Q(kind=BlockKind.QUOTE) & Q(said_by=""),
                name="block_quote_of_somebody", violation_error_message="Schrijf op wie dit zegt.",
            ),
            models.CheckConstraint(
                condition=Q(link_url="", link_words="") | ~Q(link_url="") & ~Q(link_words=""),
                name="block_link_in_words", violation_error_message="Een link heeft een adres en een tekst.",
            ),
            is_web_address("link_url", "block_link_is_one"),
            sane_moment("starts_at"),
            sane_moment("ends_at"),
        ]  # fmt: skip
        indexes = [
            *(models.Index(fields=[name], condition=Q(**{f"{name}__isnull": False}), name=f"block_of_{name}")
              for name in ("decision", "meeting", "initiative", "success", "task")),
            GinIndex(fields=["themes"], name="block_for_themes"),
        ]  # fmt: skip
        triggers = [
            version_trigger(ignoring=("position",)),
            pgtrigger.ReadOnly(name="stays_in_its_issue", fields=["issue", "kind"]),
            part_of_issue(),
        ]

    def __str__(self) -> str:
        return self.heading or str(self.record or self.get_kind_display())

    @property
    def record(self) -> Any:
        """What it tells of; None for our own words."""
        name = TARGETS.get(BlockKind(self.kind))
        return getattr(self, name) if name else None

    @property
    def anchor(self) -> str:
        """Where it stands on the page of its issue."""
        return f"blok-{self.pk}"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """The issue is locked first, always: who orders the blocks locks it before them too. Saving an edit leaves the
        place alone: somebody may have moved the block since it was read."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            left_alone = ("id", "position")
            kwargs["update_fields"] = [f.name for f in self._meta.concrete_fields if f.name not in left_alone]
        Issue.objects.select_for_update(no_key=True).filter(pk=self.issue_id).first()
        super().save(*args, **kwargs)
