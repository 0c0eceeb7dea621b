"""The text of a team in paragraphs, the versions it handed in, and what the programmateam says of them."""

import json
import uuid
from typing import Any

import pgtrigger
from django.db import models
from django.urls import reverse
from django.utils import timezone

from governance.writing.models.assignments import HandedInQuerySet, WritingAssignment
from governance.writing.models.tasks import TaskQuerySet
from governance.writing.steps import TEXT, only_during
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.remarks import OpenQuerySet, Remark, Reply, settled_by_somebody, stays
from zorgzaam.richfields import RichTextField
from zorgzaam.versions import Versioned, version_trigger


class ParagraphQuerySet(TaskQuerySet):
    """As the tasks: present or taken away."""


@track()
class WritingParagraph(Versioned):
    """One paragraph. Its id stays through all versions: remarks and differences are about it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(
        WritingAssignment, models.PROTECT, related_name="paragraphs", verbose_name="schrijfopdracht"
    )
    position = models.PositiveSmallIntegerField("volgorde", default=100)
    heading = models.CharField("kop", max_length=160)
    text = RichTextField("tekst")
    removed_at = models.DateTimeField("weggehaald op", null=True, blank=True, editable=False)

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        verbose_name = "alinea"
        verbose_name_plural = "alinea's"
        ordering = ["position", "id"]
        triggers = [
            version_trigger(ignoring=("position",)),
            only_during(
                "paragraph_in_time",
                TEXT,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            ),
        ]

    def __str__(self) -> str:
        return self.heading


@track()
class HandIn(models.Model):
    """A version of the text and the tasks as they were handed in: never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(
        WritingAssignment, models.PROTECT, related_name="hand_ins", verbose_name="schrijfopdracht"
    )
    number = models.PositiveIntegerField("versie")
    # Text and not jsonb: PostgreSQL would put the keys in another order and the hash would not hold.
    data = models.TextField("gegevens (JSON)")
    sha256 = models.CharField("SHA-256", max_length=64)
    handed_in_at = models.DateTimeField("ingediend op", default=timezone.now, editable=False)
    handed_in_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="ingediend door")

    objects = HandedInQuerySet.as_manager()

    class Meta:
        verbose_name = "ingediende versie"
        verbose_name_plural = "ingediende versies"
        ordering = ["assignment", "-number"]
        constraints = [models.UniqueConstraint("assignment", "number", name="hand_in_number")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"versie {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("hand_in", args=[self.pk])

    @property
    def content(self) -> dict[str, Any]:
        """The snapshot as data; see governance.writing.handing_in for its shape."""
        found: dict[str, Any] = json.loads(self.data)
        return found


@track()
class HandInWriter(models.Model):
    """Somebody who wrote in the text or the tasks of this version, and so does not sign it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hand_in = models.ForeignKey(HandIn, models.PROTECT, related_name="writers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="schrijver")

    class Meta:
        verbose_name = "schrijver van een versie"
        verbose_name_plural = "schrijvers van versies"
        constraints = [models.UniqueConstraint("hand_in", "person", name="hand_in_writer_once")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.person}"


class RemarkQuerySet(OpenQuerySet, HandedInQuerySet):
    path = "hand_in__assignment__"


@track()
class TextRemark(Remark):
    """What somebody of the programmateam says: of a paragraph or task by its id, or of the whole when that is empty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hand_in = models.ForeignKey(HandIn, models.PROTECT, related_name="remarks", verbose_name="versie")
    paragraph = models.UUIDField("alinea", null=True, blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "opmerking bij een tekst"
        verbose_name_plural = "opmerkingen bij teksten"
        ordering = ["made_at", "id"]
        constraints = [settled_by_somebody("remark_settled_by_somebody")]
        triggers = stays("hand_in", "paragraph")


@track()
class RemarkReply(Reply):
    """An answer below a remark."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    remark = models.ForeignKey(TextRemark, models.PROTECT, related_name="replies", verbose_name="opmerking")

    class Meta:
        verbose_name = "antwoord op een opmerking"
        verbose_name_plural = "antwoorden op opmerkingen"
        ordering = ["made_at", "id"]
        triggers = keep_as_is()


class Aspect(models.TextChoices):
    """What the programmateam guards (domain.md P1 step 5)."""

    PROCESS = "proces", "Proces"
    CONTENT = "inhoud", "Inhoud"
    COHERENCE = "samenhang", "Samenhang"


NOT_YOUR_OWN = "Wie aan de tekst schreef of in het schrijfteam zit, geeft geen akkoord."


def _four_eyes() -> pgtrigger.Trigger:
    """Whoever signs sits in the programmateam, not in the team, and wrote nothing; and no remark is open."""
    return pgtrigger.Trigger(
        name="signed_by_others",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func=f"""
            IF EXISTS (SELECT FROM governance_handinwriter
                        WHERE hand_in_id = NEW.hand_in_id AND person_id = NEW.person_id)
               OR EXISTS (SELECT FROM governance_handin h
                            JOIN governance_writingassignment a ON a.id = h.assignment_id
                           WHERE h.id = NEW.hand_in_id AND (h.handed_in_by_id = NEW.person_id
                              OR EXISTS (SELECT FROM governance_mandate m
                                          WHERE m.person_id = NEW.person_id AND m.body_id = a.team_id
                                            AND (m.ends_on IS NULL OR m.ends_on >= CURRENT_DATE))
                              OR a.step <> 'ingediend'
                              OR h.number <> (SELECT max(number) FROM governance_handin
                                               WHERE assignment_id = a.id)))
               OR EXISTS (SELECT FROM governance_textremark r
                            JOIN governance_handin said ON said.id = r.hand_in_id
                            JOIN governance_handin h ON h.assignment_id = said.assignment_id
                           WHERE h.id = NEW.hand_in_id AND r.settled_at IS NULL) THEN
                RAISE EXCEPTION 'not signed by others' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'signed_by_others', HINT = '{NOT_YOUR_OWN}';
            END IF;
            RETURN NEW;
        """,  # noqa: S608
    )


@track()
class SignOff(models.Model):
    """Akkoord on one aspect of one version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hand_in = models.ForeignKey(HandIn, models.PROTECT, related_name="sign_offs", verbose_name="versie")
    aspect = models.CharField("waarover", max_length=10, choices=Aspect.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")
    signed_at = models.DateTimeField("akkoord op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "akkoord op een tekst"
        verbose_name_plural = "akkoorden op teksten"
        ordering = ["signed_at"]
        constraints = [models.UniqueConstraint("hand_in", "aspect", name="aspect_signed_once")]
        triggers = [*keep_as_is(), _four_eyes()]

    def __str__(self) -> str:
        return self.get_aspect_display()
