"""Wrong codes of the second factor: counted per account, in the database, so that no lost cache opens the door.

Who can type a code knows the password already; so the count is that of the account, wherever the codes come from.
"""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from zorgzaam.accounts.adapter import locked_out
from zorgzaam.accounts.forms import Plain
from zorgzaam.accounts.models import User

MOST = 8
LOCKED_FOR = datetime.timedelta(minutes=30)
View = Callable[..., HttpResponse]


class TooManyCodes(Exception):
    """So many wrong codes that no code is looked at any more for a while."""


class WrongCode(models.Model):
    """One wrong code, and when; a right one takes those of its account away."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="wrong_codes")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "verkeerde code"
        verbose_name_plural = "verkeerde codes"
        indexes = [models.Index("user", "at", name="wrong_code_lately")]

    def __str__(self) -> str:
        return f"{self.at:%d-%m-%Y %H:%M}"


class Counted(Plain, BaseAuthenticateForm):  # type: ignore[misc]
    """The code field of allauth, with a count of its own. Raises TooManyCodes instead of looking at one more."""

    def clean_code(self) -> str:
        _refuse_when_locked(self.user)
        try:
            code: str = super().clean_code()
        except ValidationError:
            WrongCode.objects.create(user=self.user)
            raise
        WrongCode.objects.filter(user=self.user).delete()
        return code


class CodeForm(Counted, AuthenticateForm):  # type: ignore[misc]
    """The code after the password."""


class CodeAgainForm(Counted, ReauthenticateForm):  # type: ignore[misc]
    """The code before something that asks to prove again who you are."""


def counted(view: View) -> View:
    """Decorator of a page that takes codes: too many wrong ones get the page that says to wait (429)."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TooManyCodes:
            return locked_out(request, None)

    return answered


def forget_old() -> int:
    """Forget wrong codes that lock nothing any more; how many."""
    return WrongCode.objects.filter(at__lt=timezone.now() - LOCKED_FOR).delete()[0]


def _refuse_when_locked(user: User) -> None:
    # One code at a time per account: side by side they would all see the count from before.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if WrongCode.objects.filter(user=user, at__gt=timezone.now() - LOCKED_FOR).count() >= MOST:
        raise TooManyCodes
