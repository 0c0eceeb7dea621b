"""What the owner of an account hears when somebody else touches it, and the link to choose a password."""

import uuid

from allauth.account.forms import ResetPasswordForm
from django.conf import settings
from django.http import HttpRequest

from zorgzaam.accounts.models import User
from zorgzaam.post.office import Letter, put


def send_password_link(request: HttpRequest, user: User) -> None:
    """Mail the owner a link to choose a password: the only way anybody but the owner can start one."""
    form = ResetPasswordForm(data={"email": user.email})
    if form.is_valid():
        form.save(request)


def tell_owner(user: User, what: str) -> None:
    """Tell the owner that an administrator changed the account; `what` is one Dutch sentence."""
    text = (
        f"Goedendag,\n\n{what}\n\n"
        f"Klopt dit niet, of wist je hier niet van? Neem dan meteen contact op: {settings.SITE_URL}/contact/\n"
    )
    put("account-notice", uuid.uuid4().hex, user.email, Letter("Je account is gewijzigd", text), private=True)
