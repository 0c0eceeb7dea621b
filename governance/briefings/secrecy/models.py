"""Geheimhouding: a duty of secrecy a body imposes, apart from what is or is not public under the Woo (domain.md E6).

On a whole briefing, or on an attachment that is not public under the Woo. Imposed by a body on a ground, until a day or
a condition; lifted by a body on a day. What was imposed and lifted stays to be read.
"""

import datetime
import uuid
from typing import Self

import pgtrigger
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone

from governance.bodies.models import Body
from governance.briefings.content import BriefingAttachment
from governance.briefings.errors import Refused
from governance.briefings.models import Briefing, person_of
from governance.briefings.secrecy.guards import never_public
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting, track
from zorgzaam.constraints import said_by
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader
from zorgzaam.years import sensible

# Since this day a council confirms nothing any more (Gemeentewet 87-89, Provinciewet, as of 1 April 2023).
NO_CONFIRMATION_FROM = datetime.date(2023, 4, 1)


class Ground(models.TextChoices):
    """Woo art. 5.1 lid 1 and 2: the only grounds secrecy can have."""

    CROWN = "5.1.1.a", "Eenheid van de Kroon (art. 5.1 lid 1 a)"
    STATE = "5.1.1.b", "Veiligheid van de Staat (art. 5.1 lid 1 b)"
    COMPANIES = "5.1.1.c", "Bedrijfsgegevens, vertrouwelijk gedeeld (art. 5.1 lid 1 c)"
    SPECIAL_DATA = "5.1.1.d", "Bijzondere persoonsgegevens (art. 5.1 lid 1 d)"
    NUMBERS = "5.1.1.e", "Identificatienummers van personen (art. 5.1 lid 1 e)"
    FOREIGN = "5.1.2.a", "Betrekkingen met andere landen (art. 5.1 lid 2 a)"
    MONEY = "5.1.2.b", "Economische of financiële belangen (art. 5.1 lid 2 b)"
    CRIMES = "5.1.2.c", "Opsporing van strafbare feiten (art. 5.1 lid 2 c)"
    INSPECTION = "5.1.2.d", "Inspectie, controle en toezicht (art. 5.1 lid 2 d)"
    PRIVACY = "5.1.2.e", "Persoonlijke levenssfeer (art. 5.1 lid 2 e)"
    COMPETITION = "5.1.2.f", "Concurrentiegevoelige bedrijfsgegevens (art. 5.1 lid 2 f)"
    ENVIRONMENT = "5.1.2.g", "Bescherming van het milieu (art. 5.1 lid 2 g)"
    SECURITY = "5.1.2.h", "Beveiliging van personen en bedrijven (art. 5.1 lid 2 h)"
    GOVERNING = "5.1.2.i", "Goed functioneren van de overheid (art. 5.1 lid 2 i)"


class SecrecyQuerySet(models.QuerySet["Secrecy"]):
    def visible_to(self, user: Reader) -> Self:
        """Whoever works on the briefing, and nobody else."""
        return self.filter(briefing__in=Briefing.objects.in_hands_of(user).values("pk"))

    def in_force(self) -> Self:
        """Not lifted. An end day that passed lifts nothing by itself: a body says so."""
        return self.filter(lifted_on=None)

    def on_attachment(self, pk: uuid.UUID, name: str, sha256: str = "") -> Self:
        """Of one briefing, what rests on this attachment: by its row, by its name once that row was taken out, or by
        its file. The trigger `secret_attachment_stays_closed` holds the same."""
        same_file = Q(file_sha256=sha256) if sha256 else Q(pk__in=[])
        gone = Q(attachment=None, attachment_name__iexact=name.strip()) & ~Q(attachment_name="")
        return self.filter(Q(attachment=pk) | gone | same_file)


@track()
class Secrecy(models.Model):
    """One duty of secrecy; `attachment_name` is empty where it is on the whole briefing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="secrecies", verbose_name="briefing")
    attachment = models.ForeignKey(
        BriefingAttachment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="secrecies",
        verbose_name="bijlage",
    )
    attachment_name = models.CharField("naam van de bijlage", max_length=200, blank=True, editable=False)
    # The file it was imposed on: whoever takes the row out and adds it again does not lift it.
    file_sha256 = models.CharField(
        "hash van het bestand", max_length=64, blank=True, default="", editable=False
    )
    ground = models.CharField("grond", max_length=8, choices=Ground.choices)
    imposed_by = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="opgelegd door")
    imposed_on = models.DateField("opgelegd op", validators=[sensible])
    until = models.DateField("tot en met", null=True, blank=True, validators=[sensible])
    until_when = models.CharField(
        "tot wanneer, in woorden",
        max_length=300,
        blank=True,
        help_text="Bijvoorbeeld: tot en met het moment van het besluit van de raad.",
    )
    confirmed_on = models.DateField("bekrachtigd op", null=True, blank=True, validators=[sensible])
    confirmed_by = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bekrachtigd door"
    )
    lifted_on = models.DateField("opgeheven op", null=True, blank=True, validators=[sensible])
    lifted_by = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="opgeheven door"
    )
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="vastgelegd door", editable=False
    )
    recorded_at = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)

    objects = SecrecyQuerySet.as_manager()

    class Meta:
        verbose_name = "geheimhouding"
        verbose_name_plural = "geheimhoudingen"
        ordering = ["-imposed_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=False) | ~Q(until_when=""),
                name="secrecy_ends_somehow",
                violation_error_message="Vul in tot wanneer de geheimhouding duurt: een dag, of in woorden.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("imposed_on")),
                name="secrecy_ends_after_it_began",
                violation_error_message="De geheimhouding eindigt niet voordat die begint.",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True, lifted_by__isnull=True)
                | Q(lifted_on__isnull=False, lifted_by__isnull=False, lifted_on__gte=F("imposed_on")),
                name="secrecy_lifted_by_a_body_on_a_day",
                violation_error_message="Vul in welk orgaan de geheimhouding ophief, en op welke dag daarna.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, confirmed_by__isnull=True)
                | Q(
                    confirmed_on__isnull=False,
                    confirmed_by__isnull=False,
                    confirmed_on__gte=F("imposed_on"),
                    imposed_on__lt=NO_CONFIRMATION_FROM,
                ),
                name="secrecy_confirmed_by_a_body_on_a_day",
                violation_error_message="Bekrachtigen kan alleen wat voor 1 april 2023 is opgelegd, en niet eerder "
                "dan die dag.",
            ),
            models.CheckConstraint(
                condition=Q(attachment__isnull=True) | ~Q(attachment_name=""),
                name="secrecy_knows_its_attachment",
            ),
            models.UniqueConstraint(
                "briefing", "attachment_name", condition=Q(lifted_on__isnull=True), name="secrecy_once",
                violation_error_message="Hierop rust al geheimhouding.",
            ),
        ]  # fmt: skip
        triggers = [
            never_public(),
            pgtrigger.Protect(
                name="imposed_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    *(
                        "briefing",
                        "attachment_name",
                        "file_sha256",
                        "ground",
                        "imposed_by",
                        "imposed_on",
                        "until",
                        "until_when",
                    ),
                    *("recorded_by", "recorded_at"),
                ),
            ),
            pgtrigger.Protect(
                name="lifted_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.lifted_on IS NOT NULL AND (OLD.lifted_on, OLD.lifted_by_id, OLD.confirmed_on,"
                    " OLD.confirmed_by_id) IS DISTINCT FROM (NEW.lifted_on, NEW.lifted_by_id, NEW.confirmed_on,"
                    " NEW.confirmed_by_id)"
                ),
            ),
            pgtrigger.Protect(name="keep_row", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.get_ground_display()}"

    @property
    def about(self) -> str:
        """What it is on, in words."""
        return f"Bijlage “{self.attachment_name}”" if self.attachment_name else "Het hele stuk"

    @property
    def in_force(self) -> bool:
        return self.lifted_on is None

    @property
    def may_be_confirmed(self) -> bool:
        """Only what was imposed under the law of before 1 April 2023."""
        return self.in_force and self.confirmed_on is None and self.imposed_on < NO_CONFIRMATION_FROM

    @property
    def is_over_due(self) -> bool:
        """Its end day passed and nobody lifted it."""
        return self.in_force and self.until is not None and self.until < timezone.localdate()


def impose(secrecy: Secrecy, *, by: Person | User) -> Secrecy:
    """Keep a duty of secrecy as it was filled in. Raises Refused where it is public, or rests on it already."""
    if row := secrecy.attachment:
        secrecy.attachment_name = row.name
        secrecy.file_sha256 = row.file.sha256 if row.file else ""
    secrecy.recorded_by = person_of(by)
    try:
        with acting(by, reason="Geheimhouding vastgelegd"), transaction.atomic():
            Briefing.objects.select_for_update(of=("self",)).get(pk=secrecy.briefing_id)
            secrecy.save()
    except IntegrityError as refusal:
        raise Refused(
            SAID.get(said_by(refusal).name or "", "Dit kan niet zo worden vastgelegd.")
        ) from refusal
    return secrecy


SAID = {
    "secrecy_never_public": "Dit stuk of deze bijlage is openbaar, en wat openbaar is wordt niet geheim. "
    "Maak het concept eerst besloten, zet de bijlage op “nee”, of trek een openbare versie in.",
    "secrecy_once": "Hierop rust al geheimhouding.",
}


def lift(secrecy: Secrecy, *, by: Person | User, body: Body, on: datetime.date) -> bool:
    """A body lifted it. False when it was lifted; Refused for a day before it was imposed."""
    if on < secrecy.imposed_on:
        raise Refused("Opheffen kan niet eerder dan de dag waarop de geheimhouding is opgelegd.")
    with acting(by, reason="Geheimhouding opgeheven"):
        rows = Secrecy.objects.filter(pk=secrecy.pk).in_force()
        return bool(rows.update(lifted_by=body, lifted_on=on))


def confirm(secrecy: Secrecy, *, by: Person | User, body: Body, on: datetime.date) -> bool:
    """A council confirmed it, as the law asked before 1 April 2023. False when it was confirmed or lifted."""
    if secrecy.imposed_on >= NO_CONFIRMATION_FROM:
        raise Refused("Sinds 1 april 2023 hoeft een raad of Staten dit niet meer te bekrachtigen.")
    if on < secrecy.imposed_on:
        raise Refused("Bekrachtigen kan niet eerder dan de dag waarop de geheimhouding is opgelegd.")
    with acting(by, reason="Geheimhouding bekrachtigd"):
        rows = Secrecy.objects.filter(pk=secrecy.pk, confirmed_on=None).in_force()
        return bool(rows.update(confirmed_by=body, confirmed_on=on))
