"""What the owner of an account hears when somebody else makes or touches it."""

import datetime
import uuid
from typing import TYPE_CHECKING

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from zorgzaam.accounts.models import User
from zorgzaam.house import House
from zorgzaam.post.office import Letter, put

if TYPE_CHECKING:
    from zorgzaam.accounts.address import AddressChange


def invite(user: User, *, by: User) -> None:
    """Mail the owner of a new account what it is for, who made it and a link to choose a password: the only way
    anybody but the owner can start one."""
    house = House.objects.of_region()
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    holds = timezone.localtime() + datetime.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    words = {
        "user": user,
        "by": by.person.name,
        "house": house,
        "link": settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=key),
        "until": holds,
        "site": settings.SITE_URL,
    }
    subject = f"Je account bij {house.network_name} staat klaar"
    letter = Letter(subject, render_to_string("account/email/invitation.txt", words))
    put("account-invitation", uuid.uuid4().hex, user.email, letter, private=True)


def confirm_address(asked: "AddressChange") -> None:
    """Ask the new address of an account to be confirmed, with a link that works for its owner only."""
    words = {
        "asked": asked,
        "house": House.objects.of_region(),
        "link": settings.SITE_URL + reverse("account_confirm_address", args=[asked.pk]),
        "until": timezone.localtime(asked.holds_until),
        "site": settings.SITE_URL,
    }
    letter = Letter(
        "Bevestig je nieuwe e-mailadres", render_to_string("account/email/new_address.txt", words)
    )
    put("account-address", asked.pk.hex, asked.address, letter, private=True)


def tell_owner(user: User, what: str) -> None:
    """Tell the owner that an administrator changed the account; `what` is one Dutch sentence."""
    tell_address(user.email, what)


def tell_address(address: str, what: str) -> None:
    """Tell who reads mail at this address what happened to the account; `what` is one or two Dutch sentences."""
    text = (
        f"Goedendag,\n\n{what}\n\n"
        f"Klopt dit niet, of wist je hier niet van? Neem dan meteen contact op: {settings.SITE_URL}/contact/\n"
    )
    put("account-notice", uuid.uuid4().hex, address, Letter("Je account is gewijzigd", text), private=True)
