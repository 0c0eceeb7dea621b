"""One Person, with or without a login: mandates, contacts, invitations and signatures point here."""

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone

from zorgzaam.audit.history import track
from zorgzaam.people.erasing import forget_everywhere
from zorgzaam.standing import standing_of
from zorgzaam.versions import Versioned, version_trigger

if TYPE_CHECKING:
    from zorgzaam.standing import Reader


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: "Reader") -> Self:
        """Netwerkbureau and administrators see everyone; others only themselves.

        Names on a page of a body are shown by the mandate, which knows whether the person agreed to that.
        """
        standing = standing_of(user)
        if standing.is_bureau or standing.is_admin:
            return self
        return self.filter(pk=standing.person_id) if standing.person_id else self.none()


@track(exclude=["name", "sort_name", "email", "phone"])
class Person(Versioned):
    """Somebody in the network. History keeps the id only, so that erasing the Person erases."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("naam", max_length=120)
    sort_name = models.CharField(
        "naam om op te sorteren", max_length=120, blank=True, help_text="Bijvoorbeeld: Vries, Anneke de"
    )
    email = models.EmailField("e-mailadres", blank=True)
    phone = models.CharField("telefoon", max_length=30, blank=True)
    named_publicly = models.BooleanField(
        "naam mag op de openbare site",
        default=False,
        help_text="Zonder vinkje ziet een bezoeker alleen de organisatie en de rol.",
    )
    erased_at = models.DateTimeField("gewist op", null=True, blank=True, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "personen"
        ordering = [Lower("sort_name"), "name"]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = self.sort_name or self.name
        super().save(*args, **kwargs)

    @transaction.atomic
    def erase(self) -> None:
        """Forget who this was; mandates and history keep pointing at the nameless row. Twice is the same.

        The account, if any, is closed and loses its address and second factor too; follows end; mail keeps the fact
        that it went, without address and words.
        """
        user = getattr(self, "user", None)
        addresses = {address.lower() for address in (self.email, user.email if user else "") if address}
        self.name, self.sort_name, self.email, self.phone = "Gewiste persoon", "~", "", ""
        self.named_publicly = False
        self.erased_at = self.erased_at or timezone.now()
        self.save()
        self.follows.all().delete()
        forget_everywhere(self, addresses)
        if user:
            user.is_active, user.email = False, f"{user.pk.hex}@gewist.invalid"
            user.set_unusable_password()
            user.save()
