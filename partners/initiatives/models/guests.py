"""Who brings in an initiative without an account: an address, and two secret links.

The browser that began works with the first link. The second goes to the address by mail: who opens it and presses the
button proves the address, and only then may it be sent. The database keeps fingerprints of links, never a link.
"""

import datetime
import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from partners.initiatives.models.initiatives import Initiative
from partners.initiatives.models.states import State
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.secret_links import fingerprint, secret_of
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger

# How long a draft of somebody without an account is kept after it was last touched.
KEPT = datetime.timedelta(days=30)
BROWSER, MAILED = "initiative-browser", "initiative-mailed"


class GuestQuerySet(models.QuerySet["Guest"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau, once it was sent: it has to answer somebody."""
        if not standing_of(user).is_bureau:
            return self.none()
        return self.exclude(initiative__state=State.DRAFT)

    def by_secret(self, secret: str) -> "Guest | None":
        """Whose link this is; None for a link that is no (longer a) link."""
        print_ = fingerprint(secret)
        found = self.filter(Q(browser_fingerprint=print_) | Q(mailed_fingerprint=print_))
        return found.select_related("initiative__organisation").first()


@track(exclude=["name", "email", "phone", "browser_fingerprint", "mailed_fingerprint"])
class Guest(Versioned):
    """`number` counts the links: raising it makes new ones, and the old are found nowhere any more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.OneToOneField(
        Initiative, models.CASCADE, related_name="guest", verbose_name="initiatief"
    )
    name = models.CharField("uw naam", max_length=120)
    email = models.EmailField("e-mailadres")
    phone = models.CharField("telefoonnummer", max_length=30, blank=True)
    number = models.PositiveIntegerField("hoeveelste link", default=1, editable=False)
    browser_fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    mailed_fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    confirmed_at = models.DateTimeField("adres bevestigd op", null=True, editable=False)
    touched_at = models.DateTimeField("laatst bewerkt", default=timezone.now, editable=False)

    objects = GuestQuerySet.as_manager()

    class Meta:
        verbose_name = "indiener zonder account"
        verbose_name_plural = "indieners zonder account"
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="guest_address_is_lower_case",
                violation_error_message="Schrijf het adres in kleine letters.",
            ),
        ]
        indexes = [models.Index(fields=["touched_at"], name="guest_touched")]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"indiener van {self.initiative}"

    def clean_fields(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        super().clean_fields(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.browser_fingerprint = fingerprint(self.browser_secret)
        self.mailed_fingerprint = fingerprint(self.mailed_secret)
        super().save(*args, **kwargs)

    @property
    def browser_secret(self) -> str:
        """The link with which the form is filled in."""
        return secret_of(BROWSER, self.pk, self.number)

    @property
    def mailed_secret(self) -> str:
        """The link that goes by mail: it opens the form too, and what became of it."""
        return secret_of(MAILED, self.pk, self.number)

    def is_mailed(self, secret: str) -> bool:
        """Whether this is the link that went by mail, so that who has it reads that mailbox."""
        return fingerprint(secret) == self.mailed_fingerprint

    @property
    def expires_on(self) -> datetime.date:
        """The last day a draft is kept."""
        return timezone.localdate(self.touched_at + KEPT)


def forget(person: Person, addresses: set[str]) -> None:
    """Somebody is erased: who brought it in keeps no name and no address, and the links end."""
    for guest in Guest.objects.filter(email__in=addresses).select_for_update():
        guest.name, guest.phone = "Gewiste persoon", ""
        guest.email, guest.number = f"{guest.pk.hex}@gewist.invalid", guest.number + 1
        guest.save()
