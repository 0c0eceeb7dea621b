"""What hangs on an initiative while it is written: what it is about, who does it together, what it says of itself, and
its files."""

import uuid
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.lookups import Exact
from django.utils import timezone

from partners.initiatives.models.initiatives import Initiative
from partners.initiatives.triggers import cosigned_by_itself, only_while_writing
from partners.organisations.models import Organisation
from partners.regions.models import Municipality
from themes.criteria.models import AssessmentCriterion, PreventionLevel
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme
from zorgzaam.audit.history import track
from zorgzaam.files.models import StoredFile
from zorgzaam.standing import Reader


class InsideQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows of an initiative that are read by who reads all of it."""

    def visible_to(self, user: Reader) -> Self:
        return self.filter(initiative__in=Initiative.objects.read_inside_by(user).values("pk"))


class NumNonNulls(models.Func):
    """How many of these columns say something."""

    function = "num_nonnulls"
    output_field = models.IntegerField()


SUBJECTS = ("theme", "task", "municipality", "level")


@track()
class InitiativeSubject(models.Model):
    """What an initiative is about or where it is: a theme, a transformation task, a municipality or a level of
    prevention."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="subjects", verbose_name="initiatief"
    )
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="+", verbose_name="thema")
    task = models.ForeignKey(
        TransformationTask, models.PROTECT, null=True, related_name="+", verbose_name="opgave"
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, related_name="+", verbose_name="gemeente"
    )
    level = models.ForeignKey(
        PreventionLevel, models.PROTECT, null=True, related_name="+", verbose_name="preventieniveau"
    )

    objects = InsideQuerySet.as_manager()

    class Meta:
        verbose_name = "onderwerp van een initiatief"
        verbose_name_plural = "onderwerpen van initiatieven"
        constraints = [
            models.CheckConstraint(
                condition=Exact(NumNonNulls("theme", "task", "municipality", "level"), 1),
                name="initiative_subject_is_one",
            ),
            models.UniqueConstraint(
                fields=["initiative", *SUBJECTS],
                name="initiative_subject_once",
                nulls_distinct=False,
                violation_error_message="Dit staat er al bij.",
            ),
        ]
        triggers: list[pgtrigger.Trigger] = [only_while_writing()]

    def __str__(self) -> str:
        return str(self.subject)

    @property
    def subject(self) -> Any:
        """The theme, task, municipality or level."""
        return self.theme or self.task or self.municipality or self.level


class Cosign(models.TextChoices):
    """Whether an organisation puts its name under it."""

    ASKED = "gevraagd", "Gevraagd"
    SIGNED = "tekent_mee", "Tekent mee"
    DECLINED = "tekent_niet", "Tekent niet mee"


@track(exclude=["words"])
class InitiativePartner(models.Model):
    """An organisation that does it together with who brings it in; it may put its name under it.

    It answers for itself, also after it was sent; being asked gives it the right to read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="partners", verbose_name="initiatief"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="initiatives_together", verbose_name="organisatie"
    )
    cosign = models.CharField("tekent mee", max_length=12, choices=Cosign.choices, default=Cosign.ASKED)
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    # Of the answer; empty until there is one.
    person = models.ForeignKey(
        "zorgzaam.Person", models.PROTECT, null=True, editable=False, related_name="+", verbose_name="door"
    )
    answered_at = models.DateTimeField("geantwoord op", null=True, editable=False)
    words = models.CharField("toelichting", max_length=500, blank=True)

    objects = InsideQuerySet.as_manager()

    class Meta:
        verbose_name = "partner in een initiatief"
        verbose_name_plural = "partners in initiatieven"
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "organisation"],
                name="initiative_partner_once",
                violation_error_message="Deze organisatie staat er al bij.",
            ),
            models.CheckConstraint(
                condition=Q(cosign=Cosign.ASKED, person__isnull=True, answered_at__isnull=True)
                | ~Q(cosign=Cosign.ASKED) & Q(person__isnull=False, answered_at__isnull=False),
                name="initiative_partner_answered_by",
            ),
        ]
        triggers: list[pgtrigger.Trigger] = [
            cosigned_by_itself(),
            only_while_writing(pgtrigger.Insert | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} bij {self.initiative}"

    @property
    def is_answered(self) -> bool:
        return self.cosign != Cosign.ASKED


@track()
class CosignNotice(models.Model):
    """The consequence of asking an organisation: its people were written to. Goes with what was asked."""

    asked = models.OneToOneField(
        InitiativePartner, models.CASCADE, primary_key=True, related_name="notice", verbose_name="vraag"
    )
    told = models.PositiveIntegerField("aantal mails")
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "bericht aan wie mee kan tekenen"
        verbose_name_plural = "berichten aan wie mee kan tekenen"

    def __str__(self) -> str:
        return f"{self.asked_id}: {self.told}"


class Fits(models.TextChoices):
    YES = "ja", "Ja"
    PARTLY = "deels", "Deels"
    NO = "nee", "Nee"
    UNKNOWN = "weet_niet", "Weet ik niet"


@track(exclude=["words"])
class SelfCheck(models.Model):
    """What who brings it in says of it on one criterion (domain.md R14)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="self_checks", verbose_name="initiatief"
    )
    criterion = models.ForeignKey(
        AssessmentCriterion, models.PROTECT, related_name="+", verbose_name="toetscriterium"
    )
    fits = models.CharField("draagt het bij", max_length=10, choices=Fits.choices)
    words = models.TextField("hoe", blank=True, max_length=2000)

    objects = InsideQuerySet.as_manager()

    class Meta:
        verbose_name = "zelftoets"
        verbose_name_plural = "zelftoetsen"
        ordering = ["criterion__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "criterion"],
                name="self_check_once",
                violation_error_message="Dit criterium is al ingevuld.",
            )
        ]
        triggers: list[pgtrigger.Trigger] = [only_while_writing()]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.get_fits_display()}"


# How many files hang on one initiative.
MOST_FILES = 20


@track(exclude=["filename"])
class InitiativeFile(models.Model):
    """A file that goes along. The bytes are read through `visible_to` of this row, or with the link of who sent it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="files", verbose_name="initiatief"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="bestand")
    filename = models.CharField("bestandsnaam", max_length=200)
    added_at = models.DateTimeField("toegevoegd op", default=timezone.now, editable=False)

    objects = InsideQuerySet.as_manager()

    class Meta:
        verbose_name = "bestand bij een initiatief"
        verbose_name_plural = "bestanden bij initiatieven"
        ordering = ["added_at", "filename"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "file", "filename"],
                name="initiative_file_once",
                violation_error_message="Dit bestand staat er al bij.",
            )
        ]
        triggers: list[pgtrigger.Trigger] = [
            only_while_writing(),
            pgtrigger.Trigger(
                name="not_too_many",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=f"""
                    PERFORM pg_advisory_xact_lock(hashtextextended('files of ' || NEW.initiative_id::text, 0));
                    IF (SELECT count(*) FROM partners_initiativefile
                         WHERE initiative_id = NEW.initiative_id) >= {MOST_FILES} THEN
                        RAISE EXCEPTION 'too many files' USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'not_too_many',
                            HINT = 'Er kunnen hoogstens {MOST_FILES} bestanden bij. Haal er eerst een weg.';
                    END IF;
                    RETURN NEW;
                """,  # noqa: S608 - a number of our own
            ),
        ]

    def __str__(self) -> str:
        return self.filename

    @classmethod
    def told_in_history(cls, event: Any) -> str:
        return "een bestand"
