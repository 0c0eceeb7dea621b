"""Another e-mail address for an account: an administrator asks, the owner confirms.

Who has the address of an account can choose its password. So nobody but the owner brings a new one in: the link in
the mail works only for who is logged in as that account (promise I4: an administrator takes no account over). An
account that never had a password has no owner yet; there the new address gets a new invitation.
"""

import datetime
import uuid
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from zorgzaam.accounts.models import User
from zorgzaam.accounts.notices import confirm_address, invite, tell_address
from zorgzaam.audit.history import acting, track
from zorgzaam.people.models import Person

HOLDS = datetime.timedelta(days=7)


class AddressChangeQuerySet(models.QuerySet["AddressChange"]):
    def open(self) -> Self:
        """Asked less than HOLDS ago, and neither confirmed nor replaced by a later one."""
        return self.filter(ended_at=None, asked_at__gt=timezone.now() - HOLDS)


@track(exclude=["address"])
class AddressChange(models.Model):
    """That somebody asked for another address, why, and when that was over: confirmed, or replaced."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="address_changes", verbose_name="account"
    )
    address = models.EmailField("nieuw e-mailadres")
    reason = models.CharField("waarom", max_length=300)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gevraagd door")
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    ended_at = models.DateTimeField("voorbij sinds", null=True, blank=True, editable=False)

    objects = AddressChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "wijziging van een e-mailadres"
        verbose_name_plural = "wijzigingen van e-mailadressen"
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                "user",
                condition=models.Q(ended_at=None),
                name="one_open_address_change",
                violation_error_message="Er is net al een ander adres gevraagd. Probeer het opnieuw.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} wordt {self.address}"

    @property
    def holds_until(self) -> datetime.datetime:
        return self.asked_at + HOLDS

    def confirm(self, *, by: User) -> bool:
        """Make this the address of the account, and of its person when that was the same one.

        True when the address changed; False when this was over already, `by` is not the owner, or another account
        took the address meanwhile. The old address hears of it.
        """
        with transaction.atomic(), acting(by, reason=self.reason):
            user = User.objects.select_for_update().get(pk=self.user_id)
            is_open = AddressChange.objects.open().filter(pk=self.pk).exists()
            if not is_open or user.pk != by.pk or is_taken(self.address):
                return False
            AddressChange.objects.filter(pk=self.pk).update(ended_at=timezone.now())
            _move(user, self.address)
            tell_address(user.email, f"Je logt voortaan in met een ander e-mailadres: {self.address}.")
            return True


def is_taken(address: str) -> bool:
    """Whether an account has this address, in whatever capitals."""
    return User.objects.filter(email__iexact=address).exists()


def ask(user: User, address: str, *, by: User, reason: str) -> AddressChange | None:
    """Ask the new address to confirm and tell the old one; `reason` goes into history.

    Gives what was asked; None for an account that never had a password: it has the address at once and a new
    invitation goes there. An earlier question is over by this one.
    """
    with transaction.atomic(), acting(by, reason=reason):
        user = User.objects.select_for_update(of=("self",)).select_related("person").get(pk=user.pk)
        AddressChange.objects.filter(user=user, ended_at=None).update(ended_at=timezone.now())
        if not user.has_usable_password():
            tell_address(user.email, "De uitnodiging voor een account op dit adres geldt niet meer.")
            _move(user, address)
            invite(User.objects.select_related("person").get(pk=user.pk), by=by)
            return None
        asked = AddressChange.objects.create(user=user, address=address, reason=reason, asked_by=by.person)
        confirm_address(asked)
        tell_address(
            user.email,
            f"{by.person.name} vroeg een ander e-mailadres aan voor je account: {address}. Zolang jij dat niet "
            "bevestigt, blijft alles zoals het is.",
        )
        return asked


def _move(user: User, address: str) -> None:
    User.objects.filter(pk=user.pk).update(email=address)
    Person.objects.filter(pk=user.person_id, email__iexact=user.email).update(email=address)
