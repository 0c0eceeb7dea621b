"""What is noted at an item while it is dealt with, by whoever keeps the agenda; two at once see each other's words."""

import uuid
from typing import Self

import pgtrigger
from django.db import models

from governance.live.models.pulse import raises_the_pulse
from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.models.visibility import kept_by, words_kept_by
from governance.meetings.sides import keeps_its_side
from zorgzaam.audit.history import track
from zorgzaam.standing import Reader
from zorgzaam.versions import Versioned, version_trigger


class LiveNoteQuerySet(models.QuerySet["LiveNote"]):
    def visible_to(self, user: Reader) -> Self:
        """Raw notes are for who keeps the agenda, as far as they keep the item; confidential ones stay with chair and
        secretary, also when their item is opened."""
        return self.filter(kept_by(user, "item__body_id", "item__"), words_kept_by(user))


@track()
class LiveNote(Versioned):
    """`closed`: said behind closed doors, or at an item that was private then. Those words are a row of their own, so
    that a machine can leave them out; they stay there when the item is opened. See governance.meetings.sides.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="live_notes", verbose_name="vergadering", editable=False
    )
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="live_notes", verbose_name="agendapunt", editable=False
    )
    closed = models.BooleanField("in het besloten deel", default=False, editable=False)
    confidential = models.BooleanField("vertrouwelijk geschreven", default=False, editable=False)
    text = models.TextField("notities", max_length=50_000, blank=True)
    written_at = models.DateTimeField("bijgewerkt op", auto_now=True)

    objects = LiveNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "notitie bij een punt"
        verbose_name_plural = "notities bij punten"
        ordering = ["item", "closed"]
        constraints = [
            models.UniqueConstraint("meeting", "item", "closed", name="one_note_per_item_and_part")
        ]
        triggers = [
            version_trigger(),
            raises_the_pulse("NEW.meeting_id"),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="stays_behind_the_doors",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.closed AND NOT NEW.closed"),
            ),
            keeps_its_side(while_typing=True),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}{' (besloten)' if self.closed else ''}"
