"""What came back. Facts only: which addresses are parked for them follows by `zorgzaam.post.bounces.rules`."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.post.bulk.models import Suppression
from zorgzaam.post.models import OutgoingMail
from zorgzaam.standing import standing_of

if TYPE_CHECKING:
    from zorgzaam.standing import Reader


class BounceKind(models.TextChoices):
    """What a refusal says: of the address for good, of the address for now, or of our mail."""

    HARD = "hard", "Adres bestaat niet"
    SOFT = "soft", "Kwam nu niet aan"
    OURS = "ours", "Onze mail werd geweigerd"


class BounceSource(models.TextChoices):
    REPORT = "report", "bericht van een mailserver"
    DOOR = "door", "antwoord van onze mailserver"


class Bounce(models.Model):
    """One mail that did not arrive. A mail counts once, however often that is told."""

    id = models.BigAutoField(primary_key=True)
    mail = models.OneToOneField(OutgoingMail, models.PROTECT, related_name="bounce")
    digest = models.CharField(max_length=64)
    kind = models.CharField("soort", max_length=4, choices=BounceKind.choices)
    source = models.CharField("bron", max_length=6, choices=BounceSource.choices)
    status = models.CharField("code", max_length=12, blank=True)
    # Without any address in it.
    said = models.CharField("uitleg van de mailserver", max_length=300, blank=True)
    at = models.DateTimeField("gelezen", auto_now_add=True)

    class Meta:
        verbose_name = "mail die terugkwam"
        verbose_name_plural = "mail die terugkwam"
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=Q(digest__regex="^[0-9a-f]{64}$"), name="bounce_has_digest"),
        ]
        indexes = [models.Index(fields=["digest", "at"], name="bounces_of_an_address")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.status})"


class SetAside(models.Model):
    """A message in the box for reports that is none, or not about our mail: left in the box, in a folder of its own.
    What it says is not kept here."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    why = models.CharField("waarom", max_length=80)
    at = models.DateTimeField("gelezen", auto_now_add=True)

    class Meta:
        verbose_name = "bericht dat opzij ligt"
        verbose_name_plural = "berichten die opzij liggen"
        ordering = ["-at"]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return self.why


class ParkingQuerySet(models.QuerySet["Parking"]):
    def visible_to(self, user: "Reader") -> Self:
        """Who sees the outgoing mail: the netwerkbureau and administrators."""
        standing = standing_of(user)
        return self if standing.is_bureau or standing.is_admin else self.none()

    def now(self) -> Self:
        """Those that are parked now, the latest first."""
        rows = self.filter(suppression__lifted_at__isnull=True)
        return rows.select_related("suppression", "bounce__mail").order_by("-suppression__since")


@track()
class Parking(models.Model):
    """An address that gets no mass mail because mail to it came back; over once its suppression is lifted."""

    suppression = models.OneToOneField(
        Suppression, models.PROTECT, primary_key=True, related_name="parking", verbose_name="adres"
    )
    bounce = models.ForeignKey(
        Bounce, models.PROTECT, related_name="parkings", verbose_name="laatste mail die terugkwam"
    )
    times = models.PositiveSmallIntegerField("hoe vaak", default=1)
    freed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="vrijgegeven door"
    )
    reason = models.CharField("reden van vrijgeven", max_length=300, blank=True)

    objects = ParkingQuerySet.as_manager()

    class Meta:
        verbose_name = "geparkeerd adres"
        verbose_name_plural = "geparkeerde adressen"
        ordering = ["-suppression__since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(freed_by__isnull=True) | ~Q(reason=""),
                name="parking_freed_with_a_reason",
                violation_error_message="Schrijf waarom dit adres weer mail krijgt.",
            ),
        ]

    def __str__(self) -> str:
        return f"geparkeerd: {self.suppression.digest[:8]}"


@track()
class FloodDecision(models.Model):
    """Very much came back at once and a person decided: park all these addresses, or what came back before this moment
    says nothing of any address, because the fault was ours."""

    id = models.BigAutoField(primary_key=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="wie besloot")
    park = models.BooleanField("toch parkeren")
    at = models.DateTimeField("wanneer", auto_now_add=True)

    class Meta:
        verbose_name = "besluit over veel terugkomende mail"
        verbose_name_plural = "besluiten over veel terugkomende mail"
        ordering = ["-at"]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return "parkeren" if self.park else "telt niet"
